#include "synth/annex_a_lists.h"

#include <assert.h>
#include <inttypes.h>

#include "record/code_set.h"

static int32_t months_before(int32_t day, int months)
{
	int32_t before = day;
	enum status st = date_add_months(day, -months, &before, NULL);
	return st == OK ? before + 1 : day;
}

void annex_a_day(struct annex_a_child *of, int32_t as_at)
{
	*of = (struct annex_a_child){ .as_at = as_at,
		                      .from = months_before(as_at, 6),
		                      .year_from = months_before(as_at, 12),
		                      .view = { as_at, as_at } };
}

/* ---- how codes are written ---- */

enum style {
	LETTER_CODE,       /* a) WBRI */
	LETTER_CODE_LABEL, /* q) 6: Police */
	LETTER_LABEL,      /* a) Neglect */
	CODE_LABEL,        /* U6 - Foster, other carer, other */
	LABEL,             /* Yes */
};

static struct str code_text(enum record_code_set set, enum style style, struct str code,
                            struct arena *arena)
{
	size_t count, at = 0;
	const struct record_code *codes = record_code_set_codes(set, &count);
	while (at < count && !str_equal(str_of(codes[at].code), code))
		at++;
	if (code.len == 0 || at == count)
		return code;
	int letter = 'a' + (int)(at % 26);
	switch (style) {
	case LETTER_CODE:
		return arena_format(arena, "%c) %.*s", letter, STR_ARGS(code));
	case LETTER_CODE_LABEL:
		return arena_format(arena, "%c) %.*s: %s", letter, STR_ARGS(code), codes[at].label);
	case LETTER_LABEL:
		return arena_format(arena, "%c) %s", letter, codes[at].label);
	case CODE_LABEL:
		return arena_format(arena, "%.*s - %s", STR_ARGS(code), codes[at].label);
	case LABEL:
		break;
	}
	return str_of(codes[at].label);
}

/* ---- lines, filled from left to right ---- */

struct filling {
	const struct annex_a_child *of;
	const struct annex_a_sink *sink;
	struct out_table days; /* for how dates are written */
	struct out_line line;
	size_t column; /* the next */
	const struct truth_row *person;
	const struct truth_row *row;
};

static void next_text(struct filling *f, struct str text)
{
	out_line_text(&f->line, f->column++, text);
}

static void next_day(struct filling *f, int32_t day)
{
	out_line_date(&f->days, &f->line, f->column++, day, f->of->arena);
}

static void next_number(struct filling *f, int64_t number)
{
	out_line_number(&f->line, f->column++, number, f->of->arena);
}

/* Fields of the row that the line is about. */
static void next_field(struct filling *f, int field)
{
	next_text(f, truth_text(f->row, field, &f->of->view));
}

static void next_date(struct filling *f, int field)
{
	next_day(f, truth_date(f->row, field, &f->of->view));
}

static void next_count(struct filling *f, int field)
{
	next_number(f, truth_number(f->row, field, &f->of->view));
}

static void next_code_of(struct filling *f, const struct truth_row *row, int field,
                         enum style style)
{
	enum record_code_set set = record_type_spec(row->row.type)->fields[field].code_set;
	next_text(f, code_text(set, style, truth_text(row, field, &f->of->view), f->of->arena));
}

static void next_code(struct filling *f, int field, enum style style)
{
	next_code_of(f, f->row, field, style);
}

static void next_yes_no(struct filling *f, int64_t flag)
{
	next_text(f, flag < 0 ? (struct str){ 0 } : flag ? STR("a) Yes") : STR("b) No"));
}

static void next_flag(struct filling *f, int field)
{
	next_yes_no(f, truth_number(f->row, field, &f->of->view));
}

static void start_line(struct filling *f)
{
	out_line_start(&f->line, f->of->child ? f->of->child->id : (struct str){ 0 });
	f->column = 0;
}

static void next_birth_and_age(struct filling *f)
{
	int32_t born = truth_date(f->person, PERSON_BORN, &f->of->view);
	next_day(f, born);
	next_number(f, born == DATE_NONE ? -1 : date_age(born, f->of->as_at));
}

/* The five columns that most lists begin with. */
static void start_with_child(struct filling *f)
{
	start_line(f);
	next_text(f, f->of->child->id);
	next_code_of(f, f->person, PERSON_SEX, LETTER_LABEL);
	next_code_of(f, f->person, PERSON_ETHNICITY, LETTER_CODE);
	next_birth_and_age(f);
}

static void next_disability(struct filling *f)
{
	next_code_of(f, f->person, PERSON_DISABLED, LABEL);
}

static enum status tell_line(struct filling *f, struct err *err)
{
	return f->sink->line(f->sink->context, &f->line, err);
}

/* ---- what is in ---- */

static int32_t date_of(const struct filling *f, const struct truth_row *row, int field)
{
	return truth_date(row, field, &f->of->view);
}

static bool is_since(int32_t day, int32_t from)
{
	return day != DATE_NONE && day >= from;
}

static bool runs_since(int32_t started, int32_t ended, int32_t from)
{
	return started != DATE_NONE && (ended == DATE_NONE || ended >= from);
}

/* How many rows of a type began in the twelve months. */
static int64_t count_in_year(const struct filling *f, enum record_type type, int start)
{
	const struct truth_list *list = &f->of->child->of[type];
	int64_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += is_since(date_of(f, list->items[i], start), f->of->year_from);
	return count;
}

/* The latest day of a type's rows that say `text` in a field; `field` -1: of all. */
static int32_t latest_day(const struct filling *f, enum record_type type, int day_field, int field,
                          const char *text)
{
	const struct truth_list *list = &f->of->child->of[type];
	int32_t latest = DATE_NONE;
	for (size_t i = 0; i < list->count; i++) {
		int32_t day = date_of(f, list->items[i], day_field);
		if (day > latest &&
		    (field < 0 || str_equal(list->items[i]->row.values[field].text, str_of(text))))
			latest = day;
	}
	return latest;
}

/* Whether a row of the type is open on the day. */
static bool has_open(const struct filling *f, enum record_type type)
{
	const struct record_type_spec *spec = record_type_spec(type);
	const struct truth_list *list = &f->of->child->of[type];
	for (size_t i = 0; i < list->count; i++)
		if (date_of(f, list->items[i], spec->start) != DATE_NONE &&
		    date_of(f, list->items[i], spec->end) == DATE_NONE)
			return true;
	return false;
}

/* ---- the lists ---- */

static enum status tell_contact(struct filling *f, struct err *err)
{
	if (!is_since(date_of(f, f->row, CONTACT_RECEIVED), f->of->from))
		return OK;
	start_with_child(f);
	next_date(f, CONTACT_RECEIVED);
	next_code(f, CONTACT_SOURCE, LETTER_CODE_LABEL);
	return tell_line(f, err);
}

static enum status tell_early_help(struct filling *f, struct err *err)
{
	if (!is_since(date_of(f, f->row, EARLY_HELP_STARTED), f->of->from))
		return OK;
	start_with_child(f);
	next_date(f, EARLY_HELP_STARTED);
	next_date(f, EARLY_HELP_ENDED);
	next_field(f, EARLY_HELP_ORGANISATION);
	return tell_line(f, err);
}

static enum status tell_referral(struct filling *f, struct err *err)
{
	if (!is_since(date_of(f, f->row, REFERRAL_RECEIVED), f->of->from))
		return OK;
	start_with_child(f);
	next_date(f, REFERRAL_RECEIVED);
	next_code(f, REFERRAL_SOURCE, LETTER_CODE_LABEL);
	next_flag(f, REFERRAL_NO_FURTHER_ACTION);
	next_number(f, count_in_year(f, RECORD_REFERRAL, REFERRAL_RECEIVED));
	next_field(f, REFERRAL_TEAM);
	next_field(f, REFERRAL_WORKER);
	return tell_line(f, err);
}

static enum status tell_assessment(struct filling *f, struct err *err)
{
	if (!is_since(date_of(f, f->row, ASSESSMENT_STARTED), f->of->from))
		return OK;
	start_with_child(f);
	next_disability(f);
	next_date(f, ASSESSMENT_STARTED);
	next_code(f, ASSESSMENT_CHILD_SEEN, LABEL);
	next_date(f, ASSESSMENT_COMPLETED);
	next_flag(f, ASSESSMENT_NEEDS_SUPPORT);
	next_field(f, ASSESSMENT_TEAM);
	next_field(f, ASSESSMENT_WORKER);
	return tell_line(f, err);
}

/* The conference that an enquiry led to; NULL when there is none yet. */
static const struct truth_row *conference_of(const struct filling *f)
{
	const struct truth_list *list = &f->of->child->of[RECORD_CONFERENCE];
	int32_t held = date_of(f, f->row, ENQUIRY_CONFERENCE_HELD);
	for (size_t i = 0; held != DATE_NONE && i < list->count; i++)
		if (date_of(f, list->items[i], CONFERENCE_HELD) == held)
			return list->items[i];
	return NULL;
}

static enum status tell_enquiry(struct filling *f, struct err *err)
{
	if (!is_since(date_of(f, f->row, ENQUIRY_STARTED), f->of->from) &&
	    !is_since(date_of(f, f->row, ENQUIRY_CONFERENCE_HELD), f->of->from))
		return OK;
	const struct truth_row *conference = conference_of(f);
	start_with_child(f);
	next_disability(f);
	next_date(f, ENQUIRY_STARTED);
	next_flag(f, ENQUIRY_CONFERENCE_NOT_REQUIRED);
	next_date(f, ENQUIRY_CONFERENCE_HELD);
	if (conference)
		next_code_of(f, conference, CONFERENCE_PLAN_MADE, LABEL);
	else
		next_text(f, (struct str){ 0 });
	next_number(f, count_in_year(f, RECORD_ENQUIRY, ENQUIRY_STARTED));
	next_number(f, count_in_year(f, RECORD_CONFERENCE, CONFERENCE_HELD));
	next_field(f, ENQUIRY_TEAM);
	next_field(f, ENQUIRY_WORKER);
	return tell_line(f, err);
}

static struct str case_status(const struct filling *f)
{
	if (date_of(f, f->row, NEED_ENDED) != DATE_NONE)
		return STR("closed");
	if (has_open(f, RECORD_CARE_PERIOD))
		return STR("looked_after");
	if (has_open(f, RECORD_PLAN))
		return STR("protection_plan");
	return has_open(f, RECORD_NEED_PLAN) ? STR("need_plan") : STR("open_assessment");
}

static enum status tell_need(struct filling *f, struct err *err)
{
	if (truth_number(f->row, NEED_NO_FURTHER_ACTION, &f->of->view) == 1 ||
	    !runs_since(date_of(f, f->row, NEED_STARTED), date_of(f, f->row, NEED_ENDED),
	                f->of->from))
		return OK;
	start_with_child(f);
	next_disability(f);
	next_date(f, NEED_STARTED);
	next_code(f, NEED_PRIMARY_NEED, CODE_LABEL);
	next_day(f, latest_day(f, RECORD_VISIT, VISIT_HELD, VISIT_SEEN, "Y"));
	next_date(f, NEED_ENDED);
	next_code(f, NEED_CLOSURE_REASON, CODE_LABEL);
	next_text(f,
	          code_text(RECORD_CODES_CASE_STATUS, LETTER_LABEL, case_status(f), f->of->arena));
	next_field(f, NEED_TEAM);
	next_field(f, NEED_WORKER);
	return tell_line(f, err);
}

/* The latest row of a type that belongs to the plan; NULL when there is none. */
static const struct truth_row *latest_of_plan(const struct filling *f, enum record_type type)
{
	const struct truth_list *list = &f->of->child->of[type];
	int day_field = record_type_spec(type)->start;
	const struct truth_row *latest = NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		int32_t day = date_of(f, row, day_field);
		if (row->parent == f->row && day != DATE_NONE &&
		    (!latest || day > date_of(f, latest, day_field)))
			latest = row;
	}
	return latest;
}

static enum status tell_plan(struct filling *f, struct err *err)
{
	if (!runs_since(date_of(f, f->row, PLAN_STARTED), date_of(f, f->row, PLAN_ENDED),
	                f->of->from))
		return OK;
	const struct truth_row *visit = latest_of_plan(f, RECORD_VISIT);
	const struct truth_row *review = latest_of_plan(f, RECORD_PLAN_REVIEW);
	start_with_child(f);
	next_disability(f);
	next_date(f, PLAN_STARTED);
	next_code(f, PLAN_INITIAL_CATEGORY, LETTER_LABEL);
	next_code(f, PLAN_LATEST_CATEGORY, LETTER_LABEL);
	next_day(f, visit ? date_of(f, visit, VISIT_HELD) : DATE_NONE);
	if (visit)
		next_code_of(f, visit, VISIT_SEEN_ALONE, LABEL);
	else
		next_text(f, (struct str){ 0 });
	next_day(f, review ? date_of(f, review, PLAN_REVIEW_HELD) : DATE_NONE);
	next_date(f, PLAN_ENDED);
	next_yes_no(f, 0);
	next_count(f, PLAN_PREVIOUS_PLANS);
	next_field(f, PLAN_TEAM);
	next_field(f, PLAN_WORKER);
	return tell_line(f, err);
}

/* The latest row of a type within a period of care. */
static const struct truth_row *latest_in_period(const struct filling *f, enum record_type type)
{
	const struct truth_list *list = &f->of->child->of[type];
	int day_field = record_type_spec(type)->start;
	int32_t from = date_of(f, f->row, CARE_PERIOD_STARTED);
	int32_t until = date_of(f, f->row, CARE_PERIOD_ENDED), latest_day_found = DATE_NONE;
	const struct truth_row *latest = NULL;
	for (size_t i = 0; i < list->count; i++) {
		int32_t day = date_of(f, list->items[i], day_field);
		if (day == DATE_NONE || day < from || (until != DATE_NONE && day > until) ||
		    day < latest_day_found)
			continue;
		latest = list->items[i];
		latest_day_found = day;
	}
	return latest;
}

/* Placements in which the child lived at any time in the twelve months. */
static int64_t count_homes(const struct filling *f)
{
	const struct truth_list *list = &f->of->child->of[RECORD_PLACEMENT];
	int64_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += runs_since(date_of(f, list->items[i], PLACEMENT_STARTED),
		                    date_of(f, list->items[i], PLACEMENT_ENDED), f->of->year_from);
	return count;
}

static int64_t count_absences(const struct filling *f, const char *kind)
{
	const struct truth_list *list = &f->of->child->of[RECORD_MISSING];
	int64_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += is_since(date_of(f, list->items[i], MISSING_STARTED), f->of->year_from) &&
		         str_equal(list->items[i]->row.values[MISSING_KIND].text, str_of(kind));
	return count;
}

static bool is_second_in_year(const struct filling *f)
{
	const struct truth_list *list = &f->of->child->of[RECORD_CARE_PERIOD];
	int32_t from = date_of(f, f->row, CARE_PERIOD_STARTED);
	for (size_t i = 0; i < list->count; i++) {
		int32_t ended = date_of(f, list->items[i], CARE_PERIOD_ENDED);
		if (list->items[i] != f->row && ended != DATE_NONE && ended <= from &&
		    ended > from - 365)
			return true;
	}
	return false;
}

/* Dates of the latest of everything that is done for a child in care. */
static void next_latest_in_care(struct filling *f)
{
	int32_t from = date_of(f, f->row, CARE_PERIOD_STARTED);
	int32_t until = date_of(f, f->row, CARE_PERIOD_ENDED);
	int32_t upto = until == DATE_NONE ? DATE_MAX : until;
	const struct truth_row *review = latest_in_period(f, RECORD_CARE_REVIEW);
	const struct truth_view *view = &f->of->view;
	next_day(f, review ? date_of(f, review, CARE_REVIEW_HELD) : DATE_NONE);
	next_day(f, truth_latest_visit(f->of->child, STR("care"), from, upto, view));
	next_code(f, CARE_PERIOD_PERMANENCE_PLAN, LETTER_LABEL);
	next_day(f, truth_latest_visit(f->of->child, STR("reviewing_officer"), from, upto, view));
	next_day(f, latest_day(f, RECORD_HEALTH_CHECK, HEALTH_CHECK_HELD, HEALTH_CHECK_KIND,
	                       "health assessment"));
	next_day(f, latest_day(f, RECORD_HEALTH_CHECK, HEALTH_CHECK_HELD, HEALTH_CHECK_KIND,
	                       "dental check"));
}

static void next_placement(struct filling *f, const struct truth_row *placement)
{
	const struct truth_view *view = &f->of->view;
	next_day(f, truth_date(placement, PLACEMENT_STARTED, view));
	next_code_of(f, placement, PLACEMENT_KIND, CODE_LABEL);
	next_code_of(f, placement, PLACEMENT_PROVIDER, CODE_LABEL);
	next_text(f, truth_text(placement, PLACEMENT_POSTCODE, view));
	next_text(f, truth_text(placement, PLACEMENT_URN, view));
	next_code_of(f, placement, PLACEMENT_LOCATION, LETTER_CODE);
	next_text(f, truth_text(placement, PLACEMENT_AUTHORITY, view));
}

static void next_absences(struct filling *f)
{
	const struct truth_row *last = latest_in_period(f, RECORD_MISSING);
	next_number(f, count_absences(f, "M"));
	next_number(f, count_absences(f, "A"));
	if (!last || !is_since(date_of(f, last, MISSING_STARTED), f->of->year_from)) {
		f->column += 2;
		return;
	}
	next_code_of(f, last, MISSING_INTERVIEW_OFFERED, LABEL);
	next_code_of(f, last, MISSING_INTERVIEW_ACCEPTED, LABEL);
}

static enum status tell_care(struct filling *f, struct err *err)
{
	if (!runs_since(date_of(f, f->row, CARE_PERIOD_STARTED),
	                date_of(f, f->row, CARE_PERIOD_ENDED), f->of->from))
		return OK;
	const struct truth_row *status = latest_in_period(f, RECORD_LEGAL_STATUS);
	const struct truth_row *placement = latest_in_period(f, RECORD_PLACEMENT);
	start_with_child(f);
	next_yes_no(f, truth_number(f->person, PERSON_UASC, &f->of->view));
	next_disability(f);
	next_date(f, CARE_PERIOD_STARTED);
	next_code(f, CARE_PERIOD_NEED, CODE_LABEL);
	next_yes_no(f, is_second_in_year(f));
	assert(status && placement); /* entered with the period */
	next_day(f, date_of(f, status, LEGAL_STATUS_STARTED));
	next_code_of(f, status, LEGAL_STATUS_STATUS, CODE_LABEL);
	next_latest_in_care(f);
	next_number(f, count_homes(f));
	next_date(f, CARE_PERIOD_ENDED);
	next_code(f, CARE_PERIOD_END_REASON, CODE_LABEL);
	next_placement(f, placement);
	next_absences(f);
	next_field(f, CARE_PERIOD_TEAM);
	next_field(f, CARE_PERIOD_WORKER);
	return tell_line(f, err);
}

static enum status tell_leaver(struct filling *f, struct err *err)
{
	enum { HELPED_UNTIL = 21 };
	int32_t born = truth_date(f->person, PERSON_BORN, &f->of->view);
	if (born == DATE_NONE || date_age(born, f->of->as_at) >= HELPED_UNTIL)
		return OK;
	start_with_child(f);
	next_yes_no(f, truth_number(f->person, PERSON_UASC, &f->of->view));
	next_disability(f);
	next_field(f, CARE_LEAVER_TEAM);
	next_field(f, CARE_LEAVER_WORKER);
	next_field(f, CARE_LEAVER_ADVISER);
	next_code(f, CARE_LEAVER_ELIGIBILITY, LETTER_LABEL);
	next_day(f, truth_latest_visit(f->of->child, STR("pathway"), DATE_MIN, DATE_MAX,
	                               &f->of->view));
	next_code(f, CARE_LEAVER_IN_TOUCH, LABEL);
	next_day(f,
	         truth_latest_visit(f->of->child, STR("leaver"), DATE_MIN, DATE_MAX, &f->of->view));
	next_code(f, CARE_LEAVER_ACCOMMODATION, LABEL);
	next_code(f, CARE_LEAVER_SUITABLE, LETTER_LABEL);
	next_code(f, CARE_LEAVER_ACTIVITY, CODE_LABEL);
	return tell_line(f, err);
}

static enum status tell_adoption(struct filling *f, struct err *err)
{
	if (date_of(f, f->row, PERMANENCE_DECIDED) == DATE_NONE ||
	    !runs_since(date_of(f, f->row, PERMANENCE_ENTERED_CARE),
	                date_of(f, f->row, PERMANENCE_ORDERED), f->of->year_from))
		return OK;
	static const int DATES[] = { PERMANENCE_ENTERED_CARE,    PERMANENCE_DECIDED,
		                     PERMANENCE_PLACEMENT_ORDER, PERMANENCE_MATCHED,
		                     PERMANENCE_PLACED,          PERMANENCE_ORDERED,
		                     PERMANENCE_REVERSED };
	start_line(f);
	next_text(f, f->of->child->id);
	next_field(f, PERMANENCE_FAMILY);
	next_code_of(f, f->person, PERSON_SEX, LETTER_LABEL);
	next_code_of(f, f->person, PERSON_ETHNICITY, LETTER_CODE);
	next_birth_and_age(f);
	next_disability(f);
	for (size_t i = 0; i < COUNT_OF(DATES); i++)
		next_date(f, DATES[i]);
	next_code(f, PERMANENCE_REVERSED_REASON, CODE_LABEL);
	next_date(f, PERMANENCE_EARLY_PLACED);
	return tell_line(f, err);
}

static enum status tell_adopter(struct filling *f, struct err *err)
{
	if (!runs_since(date_of(f, f->row, ADOPTER_ENQUIRED), date_of(f, f->row, ADOPTER_ENDED),
	                f->of->year_from))
		return OK;
	start_line(f);
	next_field(f, ADOPTER_SOURCE_ROW);
	next_field(f, ADOPTER_FAMILY);
	next_code(f, ADOPTER_SEX, LETTER_LABEL);
	next_code(f, ADOPTER_ETHNICITY, LETTER_CODE);
	next_code(f, ADOPTER_DISABLED, LABEL);
	next_flag(f, ADOPTER_FOSTERING_FOR_ADOPTION);
	for (int field = ADOPTER_ENQUIRED; field <= ADOPTER_PLACED; field++)
		next_date(f, field); /* records.txt has them in the order of the list */
	next_count(f, ADOPTER_CHILDREN_PLACED);
	next_date(f, ADOPTER_ORDERED);
	next_date(f, ADOPTER_ENDED);
	next_code(f, ADOPTER_END_REASON, LETTER_LABEL);
	return tell_line(f, err);
}

static const struct {
	enum record_type type;
	enum status (*tell)(struct filling *f, struct err *err);
} LISTS[ANNEX_A_LIST_COUNT] = {
	{ RECORD_CONTACT, tell_contact },    { RECORD_EARLY_HELP, tell_early_help },
	{ RECORD_REFERRAL, tell_referral },  { RECORD_ASSESSMENT, tell_assessment },
	{ RECORD_ENQUIRY, tell_enquiry },    { RECORD_NEED, tell_need },
	{ RECORD_PLAN, tell_plan },          { RECORD_CARE_PERIOD, tell_care },
	{ RECORD_CARE_LEAVER, tell_leaver }, { RECORD_PERMANENCE, tell_adoption },
	{ RECORD_ADOPTER, tell_adopter },
};

enum status annex_a_tell(const struct annex_a_child *of, int number,
                         const struct annex_a_sink *sink, struct err *err)
{
	struct filling f = { .of = of, .sink = sink, .days = { .dates = OUT_DATES_DAYS } };
	const struct truth_list *list = number == ANNEX_A_ADOPTERS_LIST
	                                        ? of->adopters
	                                        : &of->child->of[LISTS[number - 1].type];
	enum status st = OK;
	if (of->child)
		f.person = of->child->of[RECORD_PERSON].items[0];
	for (size_t i = 0; i < list->count && st == OK; i++) {
		f.row = list->items[i];
		if ((f.row->formats & TRUTH_ANNEX_A) && truth_is_known(f.row, &of->view))
			st = LISTS[number - 1].tell(&f, err);
	}
	return st;
}
