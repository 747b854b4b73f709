#include "synth/care_return.h"

#include <string.h>

enum { FIRST_YEAR_OF_SEX = 2025, FIRST_YEAR_OF_WORKERS = 2024, CHILD = 0, DOB = 1 };

#define KEY                        \
	{                          \
		"CHILD", OUT_CHILD \
	}
#define BORN                    \
	{                       \
		"DOB", OUT_DATE \
	}

static const struct out_column HEADER[] = {
	KEY,
	{ "SEX", OUT_CODE },
	BORN,
	{ "ETHNIC", OUT_CODE },
	{ "UPN", OUT_TEXT },
	{ "MOTHER", OUT_CODE },
	{ "MC_DOB", OUT_DATE },
};
static const struct out_column EPISODES[] = {
	KEY,
	{ "DECOM", OUT_DATE },
	{ "RNE", OUT_CODE },
	{ "LS", OUT_CODE },
	{ "CIN", OUT_CODE },
	{ "PLACE", OUT_CODE },
	{ "PLACE_PROVIDER", OUT_CODE },
	{ "DEC", OUT_DATE },
	{ "REC", OUT_CODE },
	{ "REASON_PLACE_CHANGE", OUT_CODE },
	{ "HOME_POST", OUT_TEXT },
	{ "PL_POST", OUT_TEXT },
	{ "URN", OUT_TEXT },
};
static const struct out_column REVIEWS[] = {
	KEY,
	BORN,
	{ "REVIEW", OUT_DATE },
	{ "REVIEW_CODE", OUT_CODE },
};
static const struct out_column UASC[] = {
	KEY,
	{ "SEX", OUT_CODE },
	BORN,
	{ "DUC", OUT_DATE },
};
static const struct out_column OC2[] = {
	KEY,
	BORN,
	{ "SDQ_SCORE", OUT_NUMBER },
	{ "SDQ_REASON", OUT_CODE },
	{ "CONVICTED", OUT_FLAG },
	{ "HEALTH_CHECK", OUT_FLAG },
	{ "IMMUNISATIONS", OUT_FLAG },
	{ "TEETH_CHECK", OUT_FLAG },
	{ "HEALTH_ASSESSMENT", OUT_FLAG },
	{ "SUBSTANCE_MISUSE", OUT_FLAG },
	{ "INTERVENTION_RECEIVED", OUT_FLAG },
	{ "INTERVENTION_OFFERED", OUT_FLAG },
};
static const struct out_column OC3[] = {
	KEY, BORN, { "IN_TOUCH", OUT_CODE }, { "ACTIV", OUT_CODE }, { "ACCOM", OUT_CODE },
};
static const struct out_column AD1[] = {
	KEY,
	BORN,
	{ "DATE_INT", OUT_DATE },
	{ "DATE_MATCH", OUT_DATE },
	{ "FOSTER_CARE", OUT_FLAG },
	{ "NB_ADOPTR", OUT_NUMBER },
	{ "SEX_ADOPTR", OUT_CODE },
	{ "LS_ADOPTR", OUT_CODE },
};
static const struct out_column PLACED_ADOPTION[] = {
	KEY,
	BORN,
	{ "DATE_PLACED", OUT_DATE },
	{ "DATE_PLACED_CEASED", OUT_DATE },
	{ "REASON_PLACED_CEASED", OUT_CODE },
};
static const struct out_column PREVIOUS_PERMANENCE[] = {
	KEY, BORN, { "PREV_PERM", OUT_CODE }, { "LA_PERM", OUT_TEXT }, { "DATE_PERM", OUT_TEXT },
};
static const struct out_column MISSING[] = {
	KEY, BORN, { "MISSING", OUT_CODE }, { "MIS_START", OUT_DATE }, { "MIS_END", OUT_DATE },
};
static const struct out_column SOCIAL_WORKER[] = {
	KEY,
	BORN,
	{ "SW_ID", OUT_TEXT },
	{ "SW_DECOM", OUT_DATE },
	{ "SW_DEC", OUT_DATE },
	{ "SW_REASON", OUT_CODE },
};

#define COLUMNS(list) list, COUNT_OF(list)

static const struct care_return_table TABLES[PART_COUNT] = {
	[PART_HEADER] = { "header", COLUMNS(HEADER), -1, -1, 0 },
	[PART_EPISODES] = { "episodes", COLUMNS(EPISODES), 1, 7, 0 },
	[PART_REVIEWS] = { "reviews", COLUMNS(REVIEWS), -1, -1, 0 },
	[PART_UASC] = { "uasc", COLUMNS(UASC), -1, -1, 0 },
	[PART_OC2] = { "oc2", COLUMNS(OC2), -1, -1, 0 },
	[PART_OC3] = { "oc3", COLUMNS(OC3), -1, -1, 0 },
	[PART_AD1] = { "ad1", COLUMNS(AD1), -1, -1, 0 },
	[PART_PLACED_ADOPTION] = { "placed_for_adoption", COLUMNS(PLACED_ADOPTION), 2, 3, 0 },
	[PART_PREVIOUS_PERMANENCE] = { "previous_permanence", COLUMNS(PREVIOUS_PERMANENCE), -1, -1,
	                               0 },
	[PART_MISSING] = { "missing", COLUMNS(MISSING), 3, 4, 0 },
	[PART_SOCIAL_WORKER] = { "sw_episodes", COLUMNS(SOCIAL_WORKER), 3, 4,
	                         FIRST_YEAR_OF_WORKERS },
};

const struct care_return_table *care_return_table(enum care_return_part part)
{
	return &TABLES[part];
}

void care_return_year(struct care_return *of, int32_t year)
{
	*of = (struct care_return){ .year = year,
		                    .view = town_return_view(year),
		                    .from = town_year_start(year),
		                    .upto = town_year_end(year) };
}

/* ---- what is in ---- */

static int32_t date_of(const struct care_return *of, const struct truth_row *row, int field)
{
	return truth_date(row, field, &of->view);
}

static bool is_of_the_return(const struct care_return *of, const struct truth_row *row)
{
	return (row->formats & TRUTH_903) && truth_is_known(row, &of->view);
}

static bool runs(const struct care_return *of, int32_t from, int32_t until)
{
	return from != DATE_NONE && from <= of->upto && (until == DATE_NONE || until >= of->from);
}

static bool is_in_care(const struct care_return *of)
{
	const struct truth_list *list = &of->child->of[RECORD_CARE];
	for (size_t i = 0; i < list->count; i++)
		if (runs(of, date_of(of, list->items[i], CARE_STARTED),
		         date_of(of, list->items[i], CARE_ENDED)))
			return true;
	return false;
}

/* The row that a yearly table has of the year; NULL when there is none. */
static const struct truth_row *row_of_year(const struct care_return *of, enum record_type type,
                                           int year_field)
{
	const struct truth_list *list = &of->child->of[type];
	for (size_t i = 0; i < list->count; i++)
		if (is_of_the_return(of, list->items[i]) &&
		    date_of(of, list->items[i], year_field) == of->upto)
			return list->items[i];
	return NULL;
}

bool care_return_has(const struct care_return *of)
{
	return is_in_care(of) || row_of_year(of, RECORD_CARE_LEAVER, CARE_LEAVER_YEAR_END);
}

/* ---- lines ---- */

struct telling {
	const struct care_return *of;
	const struct care_return_sink *sink;
	struct out_table days; /* for how dates are written */
	struct out_line line;
	const struct truth_row *person;
};

static void put_date(struct telling *t, size_t column, const struct truth_row *row, int field)
{
	out_line_date(&t->days, &t->line, column, date_of(t->of, row, field), t->of->arena);
}

static void put_text(struct telling *t, size_t column, const struct truth_row *row, int field)
{
	out_line_text(&t->line, column, truth_text(row, field, &t->of->view));
}

static void put_number(struct telling *t, size_t column, const struct truth_row *row, int field)
{
	out_line_number(&t->line, column, truth_number(row, field, &t->of->view), t->of->arena);
}

/* Begins a line with the child and, in most tables, its birth date. */
static void start_line(struct telling *t, bool has_birth_date)
{
	out_line_start(&t->line, t->of->child->id);
	out_line_text(&t->line, CHILD, t->of->child->id);
	if (has_birth_date)
		put_date(t, DOB, t->person, PERSON_BORN);
}

static enum status tell_line(struct telling *t, struct err *err)
{
	return t->sink->line(t->sink->context, &t->line, err);
}

static void put_sex(struct telling *t, size_t column)
{
	struct str sex = truth_text(t->person, PERSON_SEX, &t->of->view);
	if (t->of->year < FIRST_YEAR_OF_SEX)
		sex = str_equal(sex, STR("M")) ? STR("1") : STR("2"); /* all are born */
	out_line_text(&t->line, column, sex);
}

static enum status tell_header(struct telling *t, struct err *err)
{
	start_line(t, false);
	put_sex(t, 1);
	put_date(t, 2, t->person, PERSON_BORN);
	put_text(t, 3, t->person, PERSON_ETHNICITY);
	put_text(t, 4, t->person, PERSON_UPN);
	if (t->line.cells[4].text.len == 0)
		put_text(t, 4, t->person, PERSON_UPN_UNKNOWN);
	put_text(t, 5, t->person, PERSON_IS_MOTHER);
	put_date(t, 6, t->person, PERSON_MOTHERS_CHILD_BORN);
	return tell_line(t, err);
}

static enum status tell_episode(struct telling *t, const struct truth_row *row, struct err *err)
{
	static const struct {
		size_t column;
		int field;
	} TEXTS[] = {
		{ 2, CARE_START_REASON },
		{ 3, CARE_LEGAL_STATUS },
		{ 4, CARE_NEED },
		{ 5, CARE_PLACEMENT },
		{ 6, CARE_PROVIDER },
		{ 8, CARE_END_REASON },
		{ 9, CARE_CHANGE_REASON },
		{ 10, CARE_HOME_POSTCODE },
		{ 11, CARE_PLACEMENT_POSTCODE },
		{ 12, CARE_URN },
	};
	if (!runs(t->of, date_of(t->of, row, CARE_STARTED), date_of(t->of, row, CARE_ENDED)))
		return OK;
	start_line(t, false);
	put_date(t, 1, row, CARE_STARTED);
	put_date(t, 7, row, CARE_ENDED);
	for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
		put_text(t, TEXTS[i].column, row, TEXTS[i].field);
	return tell_line(t, err);
}

static enum status tell_review(struct telling *t, const struct truth_row *row, struct err *err)
{
	int32_t held = date_of(t->of, row, CARE_REVIEW_HELD);
	if (held == DATE_NONE || held < t->of->from)
		return OK;
	start_line(t, true);
	put_date(t, 2, row, CARE_REVIEW_HELD);
	put_text(t, 3, row, CARE_REVIEW_PARTICIPATION);
	return tell_line(t, err);
}

static enum status tell_unaccompanied(struct telling *t, const struct truth_row *row,
                                      struct err *err)
{
	if (!runs(t->of, date_of(t->of, row, IMMIGRATION_STARTED),
	          date_of(t->of, row, IMMIGRATION_ENDED)))
		return OK;
	start_line(t, false);
	put_sex(t, 1);
	put_date(t, 2, t->person, PERSON_BORN);
	put_date(t, 3, row, IMMIGRATION_ENDED);
	return tell_line(t, err);
}

static enum status tell_year(struct telling *t, struct err *err)
{
	const struct truth_row *row = row_of_year(t->of, RECORD_CARE_YEAR, CARE_YEAR_YEAR_END);
	static const int FLAGS[] = { CARE_YEAR_CONVICTED,
		                     CARE_YEAR_HEALTH_CHECK,
		                     CARE_YEAR_IMMUNISATIONS,
		                     CARE_YEAR_TEETH_CHECK,
		                     CARE_YEAR_HEALTH_ASSESSMENT,
		                     CARE_YEAR_SUBSTANCE_MISUSE,
		                     CARE_YEAR_INTERVENTION_RECEIVED,
		                     CARE_YEAR_INTERVENTION_OFFERED };
	if (!row)
		return OK;
	start_line(t, true);
	put_number(t, 2, row, CARE_YEAR_SDQ_SCORE);
	put_text(t, 3, row, CARE_YEAR_SDQ_REASON);
	for (size_t i = 0; i < COUNT_OF(FLAGS); i++)
		put_number(t, 4 + i, row, FLAGS[i]);
	return tell_line(t, err);
}

/* Accommodation and its suitability are one code: B1 is suitable, B2 is not. */
static struct str accommodation(const struct telling *t, const struct truth_row *row)
{
	struct str kind = truth_text(row, CARE_LEAVER_ACCOMMODATION, &t->of->view);
	struct str suits = truth_text(row, CARE_LEAVER_SUITABLE, &t->of->view);
	if (suits.len == 0)
		return kind;
	return arena_format(t->of->arena, "%.*s%c", STR_ARGS(kind),
	                    str_equal(suits, STR("suitable")) ? '1' : '2');
}

static enum status tell_leaver(struct telling *t, struct err *err)
{
	const struct truth_row *row = row_of_year(t->of, RECORD_CARE_LEAVER, CARE_LEAVER_YEAR_END);
	if (!row)
		return OK;
	start_line(t, true);
	put_text(t, 2, row, CARE_LEAVER_IN_TOUCH);
	put_text(t, 3, row, CARE_LEAVER_ACTIVITY);
	out_line_text(&t->line, 4, accommodation(t, row));
	return tell_line(t, err);
}

static enum status tell_adopted(struct telling *t, struct err *err)
{
	const struct truth_row *row = row_of_year(t->of, RECORD_ADOPTED, ADOPTED_YEAR_END);
	if (!row)
		return OK;
	start_line(t, true);
	put_date(t, 2, row, ADOPTED_DECIDED);
	put_date(t, 3, row, ADOPTED_MATCHED);
	put_number(t, 4, row, ADOPTED_FOSTER_CARER);
	put_number(t, 5, row, ADOPTED_ADOPTERS);
	put_text(t, 6, row, ADOPTED_ADOPTER_SEX);
	put_text(t, 7, row, ADOPTED_ADOPTER_STATUS);
	return tell_line(t, err);
}

static enum status tell_placed(struct telling *t, const struct truth_row *row, struct err *err)
{
	if (!is_in_care(t->of))
		return OK;
	start_line(t, true);
	put_date(t, 2, row, ADOPTION_DECISION_DECIDED);
	put_date(t, 3, row, ADOPTION_DECISION_REVERSED);
	put_text(t, 4, row, ADOPTION_DECISION_REVERSED_REASON);
	return tell_line(t, err);
}

static enum status tell_permanence(struct telling *t, const struct truth_row *row, struct err *err)
{
	if (!is_in_care(t->of))
		return OK;
	start_line(t, true);
	put_text(t, 2, row, PREVIOUS_PERMANENCE_OPTION);
	put_text(t, 3, row, PREVIOUS_PERMANENCE_AUTHORITY);
	struct str ordered = truth_text(row, PREVIOUS_PERMANENCE_ORDERED, &t->of->view);
	out_line_text(&t->line, 4, out_partial_date(ordered, t->of->arena));
	return tell_line(t, err);
}

static enum status tell_absence(struct telling *t, const struct truth_row *row, struct err *err)
{
	if (!runs(t->of, date_of(t->of, row, MISSING_STARTED), date_of(t->of, row, MISSING_ENDED)))
		return OK;
	start_line(t, true);
	put_text(t, 2, row, MISSING_KIND);
	put_date(t, 3, row, MISSING_STARTED);
	put_date(t, 4, row, MISSING_ENDED);
	return tell_line(t, err);
}

static enum status tell_worker(struct telling *t, const struct truth_row *row, struct err *err)
{
	if (!is_in_care(t->of) ||
	    !str_equal(truth_text(row, ALLOCATION_ROLE, &t->of->view), STR("Social worker")) ||
	    !runs(t->of, date_of(t->of, row, ALLOCATION_STARTED),
	          date_of(t->of, row, ALLOCATION_ENDED)))
		return OK;
	start_line(t, true);
	put_text(t, 2, row, ALLOCATION_WORKER);
	put_date(t, 3, row, ALLOCATION_STARTED);
	put_date(t, 4, row, ALLOCATION_ENDED);
	put_text(t, 5, row, ALLOCATION_CHANGE_REASON);
	return tell_line(t, err);
}

/* Tables with a line for each row of a type. */
static const struct {
	enum care_return_part part;
	enum record_type type;
	enum status (*tell)(struct telling *t, const struct truth_row *row, struct err *err);
} BY_ROW[] = {
	{ PART_EPISODES, RECORD_CARE, tell_episode },
	{ PART_REVIEWS, RECORD_CARE_REVIEW, tell_review },
	{ PART_UASC, RECORD_IMMIGRATION, tell_unaccompanied },
	{ PART_PLACED_ADOPTION, RECORD_ADOPTION_DECISION, tell_placed },
	{ PART_PREVIOUS_PERMANENCE, RECORD_PREVIOUS_PERMANENCE, tell_permanence },
	{ PART_MISSING, RECORD_MISSING, tell_absence },
	{ PART_SOCIAL_WORKER, RECORD_ALLOCATION, tell_worker },
};

/* Tables with at most one line a child. */
static const struct {
	enum care_return_part part;
	enum status (*tell)(struct telling *t, struct err *err);
} BY_CHILD[] = {
	{ PART_HEADER, tell_header },
	{ PART_OC2, tell_year },
	{ PART_OC3, tell_leaver },
	{ PART_AD1, tell_adopted },
};

enum status care_return_tell(const struct care_return *of, enum care_return_part part,
                             const struct care_return_sink *sink, struct err *err)
{
	struct telling t = { .of = of, .sink = sink, .days = { .dates = OUT_DATES_DAYS } };
	enum status st = OK;
	t.person = of->child->of[RECORD_PERSON].items[0];
	if (TABLES[part].first_year > of->year)
		return OK;
	for (size_t i = 0; i < COUNT_OF(BY_CHILD); i++)
		if (BY_CHILD[i].part == part)
			return BY_CHILD[i].tell(&t, err);
	for (size_t i = 0; i < COUNT_OF(BY_ROW); i++) {
		const struct truth_list *list = &of->child->of[BY_ROW[i].type];
		for (size_t k = 0; BY_ROW[i].part == part && st == OK && k < list->count; k++)
			if (is_of_the_return(of, list->items[k]))
				st = BY_ROW[i].tell(&t, list->items[k], err);
	}
	return st;
}
