#include "synth/truth.h"

#include <assert.h>

/* How a field becomes known. */
enum {
	WITH_ROW = 0,  /* with the row; a date: when it came */
	FORESEEN = -1, /* with the row, though the date lies ahead of it */
	UNTIL_BIRTH = -2,
	/* else 1 + the date field with which it becomes known */
};

#define WITH(field) (1 + (field))

static const int8_t KNOWN[RECORD_TYPE_COUNT][RECORD_FIELDS_MAX] = {
	[RECORD_PERSON] = { [PERSON_EXPECTED] = UNTIL_BIRTH },
	[RECORD_IMMIGRATION] = { [IMMIGRATION_ENDED] = FORESEEN },
	[RECORD_EARLY_HELP] = { [EARLY_HELP_END_REASON] = WITH(EARLY_HELP_ENDED) },
	[RECORD_REFERRAL] = { [REFERRAL_CLOSURE_REASON] = WITH(REFERRAL_CLOSED) },
	[RECORD_NEED] = { [NEED_CLOSURE_REASON] = WITH(NEED_ENDED) },
	[RECORD_ASSESSMENT] = { [ASSESSMENT_REVIEW_DUE] = FORESEEN,
	                        [ASSESSMENT_CHILD_SEEN] = WITH(ASSESSMENT_COMPLETED),
	                        [ASSESSMENT_NO_FURTHER_ACTION] = WITH(ASSESSMENT_COMPLETED),
	                        [ASSESSMENT_NEEDS_SUPPORT] = WITH(ASSESSMENT_COMPLETED),
	                        [ASSESSMENT_OUTCOME] = WITH(ASSESSMENT_COMPLETED) },
	[RECORD_ENQUIRY] = { [ENQUIRY_CONFERENCE_DUE] = FORESEEN,
	                     [ENQUIRY_CONFERENCE_NOT_REQUIRED] = WITH(ENQUIRY_ENDED),
	                     [ENQUIRY_NO_FURTHER_ACTION] = WITH(ENQUIRY_ENDED),
	                     [ENQUIRY_OUTCOME] = WITH(ENQUIRY_ENDED) },
	[RECORD_CONFERENCE] = { [CONFERENCE_DUE] = FORESEEN },
	[RECORD_PLAN_REVIEW] = { [PLAN_REVIEW_DUE] = FORESEEN },
	[RECORD_CARE] = { [CARE_END_REASON] = WITH(CARE_ENDED),
	                  [CARE_CHANGE_REASON] = WITH(CARE_ENDED) },
	[RECORD_CARE_PERIOD] = { [CARE_PERIOD_END_REASON] = WITH(CARE_PERIOD_ENDED) },
	[RECORD_PLACEMENT] = { [PLACEMENT_CHANGE_REASON] = WITH(PLACEMENT_ENDED) },
	[RECORD_CARE_REVIEW] = { [CARE_REVIEW_DUE] = FORESEEN },
	[RECORD_MISSING] = { [MISSING_INTERVIEW_OFFERED] = WITH(MISSING_ENDED),
	                     [MISSING_INTERVIEW_ACCEPTED] = WITH(MISSING_ENDED) },
	[RECORD_PERMANENCE] = { [PERMANENCE_ORDER_KIND] = WITH(PERMANENCE_ORDERED),
	                        [PERMANENCE_REVERSED_REASON] = WITH(PERMANENCE_REVERSED),
	                        [PERMANENCE_ADOPTED_BY_CARER] = WITH(PERMANENCE_MATCHED),
	                        [PERMANENCE_ADOPTERS] = WITH(PERMANENCE_MATCHED),
	                        [PERMANENCE_ADOPTER_SEX] = WITH(PERMANENCE_MATCHED),
	                        [PERMANENCE_ADOPTER_STATUS] = WITH(PERMANENCE_MATCHED) },
	[RECORD_ADOPTION_DECISION] = { [ADOPTION_DECISION_REVERSED_REASON] =
	                                        WITH(ADOPTION_DECISION_REVERSED) },
	[RECORD_ADOPTER] = { [ADOPTER_CHILDREN_PLACED] = WITH(ADOPTER_PLACED),
	                     [ADOPTER_END_REASON] = WITH(ADOPTER_ENDED) },
	[RECORD_PROCEEDINGS] = { [PROCEEDINGS_OUTCOME] = WITH(PROCEEDINGS_STEP_DECIDED),
	                         [PROCEEDINGS_COURT_REFERENCE] = WITH(PROCEEDINGS_COURT_APPLIED),
	                         [PROCEEDINGS_HEARINGS] = WITH(PROCEEDINGS_COURT_APPLIED) },
	[RECORD_EHC_REQUEST] = { [EHC_REQUEST_OUTCOME] = WITH(EHC_REQUEST_DECIDED) },
	[RECORD_EHC_PLAN] = { [EHC_PLAN_END_REASON] = WITH(EHC_PLAN_ENDED) },
	[RECORD_ALLOCATION] = { [ALLOCATION_CHANGE_REASON] = WITH(ALLOCATION_ENDED) },
};

struct truth_row *truth_add(struct arena *arena, struct truth_child *child, enum record_type type)
{
	struct truth_list *list = &child->of[type];
	struct truth_row *row = arena_new(arena, 1, sizeof(*row));
	record_row_start(&row->row, type, child->id, 0);
	row->entered = DATE_MIN;
	row->formats = TRUTH_EVERYWHERE;
	list->items =
		arena_grow(arena, list->items, list->count, &list->capacity, sizeof(*list->items));
	list->items[list->count++] = row;
	return row;
}

static int32_t day_of(const struct truth_row *row, int field)
{
	return record_date(row->row.type, row->row.values, field);
}

/* A factor is found when its assessment is authorised, not when it starts; a child may
 * be known before its birth. */
static int appears_with(const struct truth_row *row)
{
	if (row->row.type == RECORD_PERSON)
		return -1;
	return row->row.type == RECORD_FACTOR ? FACTOR_COMPLETED
	                                      : record_type_spec(row->row.type)->start;
}

bool truth_is_known(const struct truth_row *row, const struct truth_view *view)
{
	int32_t start = day_of(row, appears_with(row));
	return row->entered <= view->known && (start == DATE_NONE || start <= view->upto);
}

static bool is_a_day(const struct truth_row *row, int field)
{
	enum record_field_kind kind = record_type_spec(row->row.type)->fields[field].kind;
	return kind == RECORD_DATE || kind == RECORD_INSTANT;
}

bool truth_knows(const struct truth_row *row, int field, const struct truth_view *view)
{
	if (!row->row.values[field].is_given || !truth_is_known(row, view))
		return false;
	int8_t how = KNOWN[row->row.type][field];
	if (how == FORESEEN)
		return true;
	if (how == UNTIL_BIRTH)
		return day_of(row, PERSON_BORN) > view->upto;
	if (how == WITH_ROW && !is_a_day(row, field))
		return true;
	int32_t day = day_of(row, how == WITH_ROW ? field : how - 1);
	if (day == DATE_NONE)
		return true; /* what it would come with never came: it is known by itself */
	return day <= view->upto &&
	       (day <= row->entered - row->lag_days || day + row->lag_days <= view->known);
}

int32_t truth_date(const struct truth_row *row, int field, const struct truth_view *view)
{
	return truth_knows(row, field, view) ? day_of(row, field) : DATE_NONE;
}

/* The sex of a child is not known before its birth. */
static bool is_unborn_sex(const struct truth_row *row, int field, const struct truth_view *view)
{
	return row->row.type == RECORD_PERSON && (field == PERSON_SEX || field == PERSON_GENDER) &&
	       day_of(row, PERSON_BORN) > view->upto;
}

struct str truth_text(const struct truth_row *row, int field, const struct truth_view *view)
{
	if (!truth_knows(row, field, view))
		return (struct str){ 0 };
	return is_unborn_sex(row, field, view) ? STR("U") : row->row.values[field].text;
}

int64_t truth_number(const struct truth_row *row, int field, const struct truth_view *view)
{
	return truth_knows(row, field, view) ? row->row.values[field].number : -1;
}

struct record_row truth_as_known(const struct truth_row *row, const struct truth_view *view)
{
	struct record_row known = row->row;
	size_t count = record_type_spec(known.type)->field_count;
	for (size_t i = 0; i < count; i++)
		if (!truth_knows(row, (int)i, view))
			known.values[i] = (struct record_value){ 0 };
		else if (is_unborn_sex(row, (int)i, view))
			known.values[i].text = STR("U");
	return known;
}

int32_t truth_latest_visit(const struct truth_child *child, struct str kind, int32_t from,
                           int32_t upto, const struct truth_view *view)
{
	const struct truth_list *list = &child->of[RECORD_VISIT];
	int32_t latest = DATE_NONE;
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		int32_t held = truth_date(row, VISIT_HELD, view);
		if (held >= from && held <= upto && held > latest &&
		    str_equal(row->row.values[VISIT_KIND].text, kind))
			latest = held;
	}
	return latest;
}
