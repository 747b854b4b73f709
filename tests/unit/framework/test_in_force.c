#include "../check.h"

#include "framework/index.h"
#include "framework/text.h"

/* The first indicator of a framework text that has only the lines given. */
static const struct framework_indicator *indicator_of(struct arena *arena, const char *lines)
{
	struct framework *framework = arena_new(arena, 1, sizeof(*framework));
	struct finding_list problems = { .arena = arena };
	struct err err = { 0 };
	struct str text =
		arena_format(arena, "framework \"A\"\nindicator NI59 \"A title\"\n%s", lines);
	assert_ok(framework_parse(text, STR("test"), arena, framework, &problems, &err), &err);
	return &framework->indicators[0];
}

static int32_t day(const char *iso)
{
	int32_t date = DATE_NONE;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

#define assert_target(indicator, on, words)                                                 \
	do {                                                                                \
		const struct dated_target *found = framework_target_on(indicator, day(on)); \
		assert_text(found ? found->target.text : STR("none"), words);               \
	} while (0)

static void the_target_in_force_is_the_one_that_began_last(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it =
		indicator_of(&arena, "  target 70% from 2012-04-01\n"
	                             "  target 67% from 2011-04-01\n"
	                             "  target 75% from 2012-10-01 to 2012-12-31\n");
	assert_target(it, "2011-03-31", "none");
	assert_target(it, "2011-04-01", "67%");
	assert_target(it, "2012-03-31", "67%");
	assert_target(it, "2012-04-01", "70%");
	assert_target(it, "2012-12-31", "75%");
	assert_target(it, "2013-01-01", "70%");
}

static void a_draft_counts_only_where_nothing_is_agreed(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it =
		indicator_of(&arena, "  target 67% from 2011-04-01 to 2012-03-31\n"
	                             "  target 70% from 2011-10-01\n"
	                             "    draft\n");
	assert_target(it, "2011-12-01", "67%");
	assert_target(it, "2012-04-01", "70%");
	assert_true(framework_target_on(it, day("2012-04-01"))->decision.is_draft);
}

static void a_rule_is_found_by_its_day(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it =
		indicator_of(&arena, "  rule \"floor 80\"\n  rule \"no amber\" from 2017-04-01\n");
	assert_int_equal(framework_rule_on(it, day("2017-03-31"))->rule.kind, RULE_FLOOR);
	assert_int_equal(framework_rule_on(it, day("2017-04-01"))->rule.kind, RULE_NO_AMBER);
}

static void a_profile_gives_the_target_of_its_own_month_or_quarter(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it = indicator_of(
		&arena, "  profile 2013-14 by quarter 5, 10, -, 20\n"
			"  profile 2014-15 by month 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12\n");
	assert_text(framework_profile_on(it, day("2013-06-30"))->text, "5");
	assert_text(framework_profile_on(it, day("2014-03-31"))->text, "20");
	assert_null(framework_profile_on(it, day("2013-12-31")));
	assert_null(framework_profile_on(it, day("2013-05-31")));
	assert_null(framework_profile_on(it, day("2013-06-29")));
	assert_text(framework_profile_on(it, day("2014-04-30"))->text, "1");
	assert_text(framework_profile_on(it, day("2015-02-28"))->text, "11");
	assert_null(framework_profile_on(it, day("2015-04-30")));
}

static void flags_hold_for_their_days_only(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it =
		indicator_of(&arena, "  highlight from 2013-10-01 to 2013-12-31\n"
	                             "  watch to 2013-11-30 \"a few workers\"\n");
	struct indicator november = framework_indicator_on(it, day("2013-11-30"));
	assert_true(november.is_highlight);
	assert_text(november.watch, "a few workers");
	struct indicator january = framework_indicator_on(it, day("2014-01-01"));
	assert_false(january.is_highlight);
	assert_text(january.watch, "");
}

static const char *break_between(const struct framework_indicator *it, const char *earlier,
                                 const char *later)
{
	const struct dated_text *found = framework_break_between(it, day(earlier), day(later));
	return found ? found->text.ptr : "none";
}

static void a_new_definition_or_coverage_breaks_the_series(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	const struct framework_indicator *it =
		indicator_of(&arena, "  break 2010-04-01 \"ten days, not seven\"\n"
	                             "  coverage from 2009-04-01 \"the council\"\n"
	                             "  coverage from 2012-04-01 \"the council and the hub\"\n");
	assert_string_equal(break_between(it, "2009-03-31", "2009-06-30"), "none");
	assert_string_equal(break_between(it, "2010-03-31", "2010-06-30"), "ten days, not seven");
	assert_string_equal(break_between(it, "2010-03-31", "2010-04-01"), "ten days, not seven");
	assert_string_equal(break_between(it, "2010-04-01", "2010-06-30"), "none");
	assert_string_equal(break_between(it, "2009-12-31", "2012-06-30"),
	                    "the council and the hub");
}

static void names_are_the_same_whatever_their_case_and_spacing(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const SAME[] = { "Children’s  social care – plans",
		                            " children's SOCIAL care - plans ",
		                            "Children‘s\u00A0social\tcare — plans" };
	struct str first = framework_key(&arena, STR("NI 59"), str_of(SAME[0]));
	for (size_t i = 1; i < COUNT_OF(SAME); i++)
		assert_true(
			str_equal(first, framework_key(&arena, STR("ni  59"), str_of(SAME[i]))));
	assert_false(str_equal(framework_key(&arena, STR("ab"), STR("c")),
	                       framework_key(&arena, STR("a"), STR("bc"))));
}

static void an_indicator_is_found_by_either_name(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct framework framework;
	struct finding_list problems = { .arena = &arena };
	struct err err = { 0 };
	assert_ok(framework_parse(STR("framework \"A\"\n"
	                              "indicator 17 \"Plans\"\n"
	                              "indicator 17 \"Plans (quarter)\"\n"
	                              "indicator 18 \"Visits\"\n"
	                              "  also \"Visits made\"\n"
	                              "indicator \"Lunches\"\n"),
	                          STR("test"), &arena, &framework, &problems, &err),
	          &err);
	auto_framework_index index = framework_index_new(&framework);
	assert_int_equal(framework_index_find(&index, STR("17"), STR("plans (QUARTER)")), 1);
	assert_int_equal(framework_index_find(&index, STR("18"), STR("Visits made")), 2);
	assert_int_equal(framework_index_find(&index, STR(""), STR("Lunches")), 3);
	assert_int_equal(framework_index_find(&index, STR("18"), STR("Plans")), FRAMEWORK_NOWHERE);
	size_t matches = 9;
	assert_int_equal(framework_find_name(&framework, STR("lunches"), &matches), 3);
	assert_int_equal(matches, 1);
	assert_int_equal(framework_find_name(&framework, STR("17"), &matches), FRAMEWORK_NOWHERE);
	assert_int_equal(matches, 2);
	assert_int_equal(framework_find_name(&framework, STR("Plans"), &matches), 0);
	assert_int_equal(framework_find_name(&framework, STR("99"), &matches), FRAMEWORK_NOWHERE);
	assert_int_equal(matches, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_target_in_force_is_the_one_that_began_last),
		cmocka_unit_test(a_draft_counts_only_where_nothing_is_agreed),
		cmocka_unit_test(a_rule_is_found_by_its_day),
		cmocka_unit_test(a_profile_gives_the_target_of_its_own_month_or_quarter),
		cmocka_unit_test(flags_hold_for_their_days_only),
		cmocka_unit_test(a_new_definition_or_coverage_breaks_the_series),
		cmocka_unit_test(names_are_the_same_whatever_their_case_and_spacing),
		cmocka_unit_test(an_indicator_is_found_by_either_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
