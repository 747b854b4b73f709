#include "check.h"

#include <string.h>

#include "record/code_set.h"
#include "synth/town.h"

static struct town_plan plan_of(uint64_t seed)
{
	return (struct town_plan){ .seed = seed,
		                   .children = 5000,
		                   .years = 2,
		                   .last_year = 2024,
		                   .as_at = town_year_end(2024) };
}

static void start(struct town *town, uint64_t seed)
{
	struct err err = { 0 };
	struct town_plan plan = plan_of(seed);
	assert_ok(town_init(town, &plan, &err), &err);
}

static bool same_value(enum record_field_kind kind, const struct record_value *a,
                       const struct record_value *b)
{
	(void)kind;
	return a->is_given == b->is_given && a->number == b->number &&
	       a->offset_minutes == b->offset_minutes && str_equal(a->text, b->text);
}

static bool same_child(const struct truth_child *a, const struct truth_child *b)
{
	if (!str_equal(a->id, b->id))
		return false;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		if (a->of[type].count != b->of[type].count)
			return false;
		for (size_t i = 0; i < a->of[type].count; i++)
			for (size_t f = 0; f < spec->field_count; f++)
				if (!same_value(spec->fields[f].kind,
				                &a->of[type].items[i]->row.values[f],
				                &b->of[type].items[i]->row.values[f]))
					return false;
	}
	return true;
}

/* What is done with each child of a town. */
typedef void child_fn(void *context, const struct town *town, const struct truth_child *child);

static void each_child(const struct town *town, child_fn *each, void *context)
{
	for (int32_t i = 0; i < town->family_count; i++) {
		auto_arena arena = { 0 };
		struct truth_family family;
		town_family(town, i, &arena, &family);
		for (size_t k = 0; k < family.count; k++)
			each(context, town, &family.children[k]);
	}
}

static void tells_the_same_family_twice_alike(void **state)
{
	(void)state;
	auto_town town = { 0 };
	start(&town, 5);
	size_t children = 0;
	for (int32_t i = town.family_count - 1; i >= 0; i--) {
		auto_arena arena = { 0 };
		struct truth_family first, second;
		town_family(&town, i, &arena, &first);
		town_family(&town, i, &arena, &second);
		assert_int_equal(first.count, second.count);
		for (size_t k = 0; k < first.count; k++)
			assert_true(same_child(&first.children[k], &second.children[k]));
		children += first.count;
	}
	assert_true(children > 500);
}

static void count_child(void *context, const struct town *town, const struct truth_child *child)
{
	(void)town;
	*(size_t *)context += child->of[RECORD_REFERRAL].count;
}

static void tells_other_stories_for_another_seed(void **state)
{
	(void)state;
	auto_town a = { 0 };
	auto_town b = { 0 };
	start(&a, 5);
	start(&b, 6);
	size_t referrals_a = 0, referrals_b = 0;
	each_child(&a, count_child, &referrals_a);
	each_child(&b, count_child, &referrals_b);
	assert_true(referrals_a != referrals_b);
}

/* A code that every part of the story gives is one that the code sets know, in the
 * spelling in which they keep it. */
static void check_codes(void *context, const struct town *town, const struct truth_child *child)
{
	size_t *checked = context;
	(void)town;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (size_t i = 0; i < child->of[type].count; i++)
			for (size_t f = 0; f < spec->field_count; f++) {
				const struct record_value *value =
					&child->of[type].items[i]->row.values[f];
				const struct record_code *code = NULL;
				if (spec->fields[f].kind != RECORD_CODE || !value->is_given)
					continue;
				record_code_read(spec->fields[f].code_set, value->text, 0, &code);
				if (!code || !str_equal(str_of(code->code), value->text))
					fail_msg("%s.%s: '%.*s'", spec->name, spec->fields[f].name,
					         STR_ARGS(value->text));
				++*checked;
			}
	}
}

static void uses_codes_that_are_known(void **state)
{
	(void)state;
	auto_town town = { 0 };
	start(&town, 5);
	size_t checked = 0;
	each_child(&town, check_codes, &checked);
	assert_true(checked > 10000);
}

/* Ends do not lie before starts, and no period of care overlaps another. */
static void check_order(void *context, const struct town *town, const struct truth_child *child)
{
	size_t *checked = context;
	(void)town;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (size_t i = 0; spec->start >= 0 && spec->end >= 0 && i < child->of[type].count;
		     i++) {
			const struct record_value *values = child->of[type].items[i]->row.values;
			int32_t from = record_date((enum record_type)type, values, spec->start);
			int32_t until = record_date((enum record_type)type, values, spec->end);
			if (from == DATE_NONE || until == DATE_NONE)
				continue;
			if (until < from)
				fail_msg("a %s of child %.*s ends before it starts", spec->name,
				         STR_ARGS(child->id));
			++*checked;
		}
	}
	int32_t free_from = DATE_MIN;
	for (size_t i = 0; i < child->of[RECORD_CARE].count; i++) {
		const struct record_value *values = child->of[RECORD_CARE].items[i]->row.values;
		if (str_equal(values[CARE_LEGAL_STATUS].text, STR("V4")))
			continue;
		assert_true(values[CARE_STARTED].number >= free_from);
		free_from = (int32_t)values[CARE_ENDED].number;
	}
}

static void has_no_fault_of_its_own(void **state)
{
	(void)state;
	auto_town town = { 0 };
	start(&town, 5);
	size_t checked = 0;
	each_child(&town, check_order, &checked);
	assert_true(checked > 5000);
}

/* What a view has never lies beyond it, and a later view has all that an earlier had. */
static void check_views(void *context, const struct town *town, const struct truth_child *child)
{
	size_t *late = context;
	struct truth_view then = { town->last_day - 60, town->last_day - 60 };
	struct truth_view now = { town->last_day, town->last_day };
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		for (size_t i = 0; i < child->of[type].count; i++) {
			const struct truth_row *row = child->of[type].items[i];
			if (truth_is_known(row, &then))
				assert_true(truth_is_known(row, &now));
			int start = record_type_spec((enum record_type)type)->start;
			int32_t day = start >= 0 ? truth_date(row, start, &then) : DATE_NONE;
			assert_true(day == DATE_NONE || day <= then.upto);
			*late += day == DATE_NONE && start >= 0 &&
			         record_date((enum record_type)type, row->row.values, start) <=
			                 then.upto &&
			         truth_is_known(row, &now);
		}
}

static void shows_what_was_known_on_a_day_and_no_more(void **state)
{
	(void)state;
	auto_town town = { 0 };
	start(&town, 5);
	size_t late = 0;
	each_child(&town, check_views, &late);
	assert_true(late > 20); /* things that had happened and were not yet entered */
}

static void hides_what_is_entered_late(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct truth_child child = { .id = STR("1") };
	struct truth_row *row = truth_add(&arena, &child, RECORD_REFERRAL);
	row->entered = 105;
	row->lag_days = 5;
	record_set_date(&row->row, REFERRAL_RECEIVED, 100);
	record_set_date(&row->row, REFERRAL_CLOSED, 140);
	record_set_text(&row->row, REFERRAL_CLOSURE_REASON, STR("RC7"));
	assert_false(truth_is_known(row, &(struct truth_view){ 104, 104 }));
	assert_true(truth_is_known(row, &(struct truth_view){ 104, 105 }));
	assert_int_equal(truth_date(row, REFERRAL_CLOSED, &(struct truth_view){ 144, 144 }),
	                 DATE_NONE);
	assert_int_equal(
		truth_text(row, REFERRAL_CLOSURE_REASON, &(struct truth_view){ 144, 144 }).len, 0);
	assert_int_equal(truth_date(row, REFERRAL_CLOSED, &(struct truth_view){ 144, 145 }), 140);
	assert_text(truth_text(row, REFERRAL_CLOSURE_REASON, &(struct truth_view){ 144, 145 }),
	            "RC7");
}

struct tally {
	int64_t rows[RECORD_TYPE_COUNT];
	int64_t fields[RECORD_TYPE_COUNT][RECORD_FIELDS_MAX];
};

static void tally_child(void *context, const struct town *town, const struct truth_child *child)
{
	struct tally *tally = context;
	(void)town;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		for (size_t i = 0; i < child->of[type].count; i++) {
			tally->rows[type]++;
			for (int f = 0; f < RECORD_FIELDS_MAX; f++)
				tally->fields[type][f] +=
					child->of[type].items[i]->row.values[f].is_given;
		}
}

/* Whatever figures are made of must be there to make them of. */
static void has_something_of_every_kind(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_town town = { 0 };
	struct town_plan plan = plan_of(8);
	struct tally tally = { 0 };
	static const struct {
		enum record_type type;
		int field;
	} FIELDS[] = { { RECORD_MISSING, MISSING_INTERVIEW_HELD },
		       { RECORD_PERMANENCE, PERMANENCE_REVERSED },
		       { RECORD_PERMANENCE, PERMANENCE_PLACED },
		       { RECORD_ADOPTION_DECISION, ADOPTION_DECISION_REVERSED },
		       { RECORD_PROCEEDINGS, PROCEEDINGS_LETTER_SENT },
		       { RECORD_PROCEEDINGS, PROCEEDINGS_COURT_APPLIED },
		       { RECORD_SDQ, SDQ_SCORE },
		       { RECORD_CARE_LEAVER, CARE_LEAVER_SUITABLE },
		       { RECORD_AUDIT, AUDIT_MODERATED } };
	plan.children = 60000;
	assert_ok(town_init(&town, &plan, &err), &err);
	each_child(&town, tally_child, &tally);
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		if (spec->is_of_child && tally.rows[type] == 0)
			fail_msg("no %s", spec->name);
	}
	for (size_t i = 0; i < COUNT_OF(FIELDS); i++)
		assert_true(tally.fields[FIELDS[i].type][FIELDS[i].field] >= 5);
}

struct kinds {
	int64_t single;
	int64_t initial;
	int64_t core;
	int32_t last_initial;
};

static void count_kinds(void *context, const struct town *town, const struct truth_child *child)
{
	struct kinds *kinds = context;
	const struct truth_list *list = &child->of[RECORD_ASSESSMENT];
	(void)town;
	for (size_t i = 0; i < list->count; i++) {
		const struct record_value *values = list->items[i]->row.values;
		struct str kind = values[ASSESSMENT_KIND].text;
		int32_t started = (int32_t)values[ASSESSMENT_STARTED].number;
		kinds->single += str_equal(kind, STR("single"));
		kinds->initial += str_equal(kind, STR("initial"));
		kinds->core += str_equal(kind, STR("core"));
		if (str_equal(kind, STR("initial")) && started > kinds->last_initial)
			kinds->last_initial = started;
	}
}

static void assesses_in_two_steps_until_november_2013(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_town town = { 0 };
	struct town_plan plan = plan_of(9);
	struct kinds kinds = { .last_initial = DATE_MIN };
	int32_t last;
	plan.last_year = 2014;
	plan.as_at = town_year_end(2014);
	assert_ok(town_init(&town, &plan, &err), &err);
	each_child(&town, count_kinds, &kinds);
	assert_true(kinds.single > 20);
	assert_true(kinds.initial > kinds.core && kinds.core > 100);
	assert_int_equal(date_from_ymd(2013, 10, 31, &last, NULL), OK);
	assert_true(kinds.last_initial <= last && kinds.last_initial > last - 14);
}

static void refuses_plans_that_cannot_be(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct town town = { 0 };
	struct town_plan plan = plan_of(1);
	plan.last_year = 2017;
	plan.years = 10;
	assert_int_equal(town_init(&town, &plan, &err), E_USAGE);
	plan = plan_of(1);
	plan.children = 12;
	assert_int_equal(town_init(&town, &plan, &err), E_USAGE);
	plan = plan_of(1);
	plan.as_at = town_year_end(2020);
	assert_int_equal(town_init(&town, &plan, &err), E_USAGE);
	assert_null(town.calendar);
}

static void knows_when_august_is(void **state)
{
	(void)state;
	auto_town town = { 0 };
	start(&town, 5);
	struct random random = random_stream(1, 0, 0);
	int months[13] = { 0 }, weekends = 0;
	for (int i = 0; i < 20000; i++) {
		int32_t day = town_day(&town, &random, town_year_start(2023), town_year_end(2023));
		months[date_to_ymd(day).month]++;
		weekends += date_weekday(day) >= WEEKDAY_SATURDAY;
	}
	assert_true(months[8] * 100 < months[9] * 75);
	assert_true(months[12] < months[11]);
	assert_in_range(weekends, 400, 1600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_the_same_family_twice_alike),
		cmocka_unit_test(tells_other_stories_for_another_seed),
		cmocka_unit_test(uses_codes_that_are_known),
		cmocka_unit_test(has_no_fault_of_its_own),
		cmocka_unit_test(shows_what_was_known_on_a_day_and_no_more),
		cmocka_unit_test(hides_what_is_entered_late),
		cmocka_unit_test(has_something_of_every_kind),
		cmocka_unit_test(assesses_in_two_steps_until_november_2013),
		cmocka_unit_test(refuses_plans_that_cannot_be),
		cmocka_unit_test(knows_when_august_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
