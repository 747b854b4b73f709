#include "deliver.h"

#define HEADER "authority,period,indicator_ref,indicator_title,unit,polarity,target,current_value\n"

static const struct line *only_line(struct store *store, struct arena *arena, const char *period)
{
	struct line_list lines = lines_of(store, arena, period);
	assert_int_equal(lines.count, 1);
	return &lines.items[0]; /* held by the arena */
}

static void the_reason_for_no_figure_is_told(void **state)
{
	/* Asked on 1 July 2025 (lines_of). */
	static const struct {
		const char *statements, *period;
		enum absence absence;
		const char *note;
	} CASES[] = {
		{ "  reported annual\n", "2024-25-Q3", ABSENCE_ANNUAL, "" },
		{ "  reported quarterly\n", "2025-M05", ABSENCE_ANNUAL, "" },
		{ "  reported quarterly\n  due 30 days after the period\n", "2024-25-Q4",
		  ABSENCE_LATE, "" },
		{ "  reported quarterly\n  due 1 day after the period\n", "2025-26-Q1",
		  ABSENCE_ANNUAL, "" },
		{ "  reported annual\n  due 120 days after the period\n", "2024-25", ABSENCE_ANNUAL,
		  "" },
		{ "  reported annual\n  due 60 days after the period\n", "2024-25", ABSENCE_LATE,
		  "" },
		{ "  reported annual\n  due 60 days after the period\n", "2024-25-Q3",
		  ABSENCE_LATE, "the figure to 31 March 2024 was due on 30 May 2024" },
		{ "  reported quarterly\n  due 30 days after the period\n", "2025-M05",
		  ABSENCE_LATE, "the figure to 31 March 2025 was due on 30 April 2025" },
		{ "  reported annual\n  due 600 days after the period\n", "2024-25-Q3",
		  ABSENCE_ANNUAL, "" },
		{ "  reported annual\n  due 60 days after the period\n"
		  "  in force from 2024-04-01\n", "2024-25-Q3", ABSENCE_ANNUAL, "" },
		{ "  reported monthly\n", "2025-M05", ABSENCE_NOT_SAID, "" },
		{ "  not collectable from 2024-05-01 to 2025-03-31 \"new case system\"\n",
		  "2024-25-Q4", ABSENCE_NOT_COLLECTABLE, "new case system" },
		{ "  not collectable from 2024-05-01 to 2025-03-30 \"new case system\"\n",
		  "2024-25-Q4", ABSENCE_NOT_SAID, "" },
		{ "  removed 2025-01-01 \"only proposed\"\n    draft\n", "2024-25-Q4",
		  ABSENCE_NOT_SAID, "" },
		{ "  removed 2025-01-01 \"always 100%\"\n    watched at \"Improvement Board\"\n",
		  "2024-25-Q4", ABSENCE_DISCONTINUED,
		  "no longer reported from 1 January 2025: always 100%; now watched at Improvement "
		  "Board" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		void *own = NULL;
		assert_int_equal(store_setup_sqlite(&own), 0);
		state_framework(own,
		                arena_format(&arena, "framework \"A\"\nindicator 1 \"One\"\n%s",
		                             CASES[i].statements)
		                        .ptr);
		const struct line *line = only_line(own, &arena, CASES[i].period);
		if (line->absence != CASES[i].absence)
			fail_msg("%s in %s: '%s'", CASES[i].statements, CASES[i].period,
			         absence_word(line->absence));
		assert_text(line->note, CASES[i].note);
		assert_false(line->value.is_known);
		assert_int_equal(store_teardown(&own), 0);
	}
	(void)state;
}

static void an_indicator_out_of_force_is_left_out(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\n"
	                        "indicator 1 \"New\"\n  in force from 2025-04-01\n"
	                        "indicator 2 \"Old\"\n  in force to 2024-03-31\n"
	                        "indicator 3 \"Gone\"\n  removed 2023-12-31 \"nobody asked\"\n"
	                        "indicator 4 \"Going\"\n  removed 2024-06-01 \"nobody asked\"\n");
	assert_int_equal(lines_of(*state, &arena, "2024-25-Q4").count, 1);
	assert_int_equal(lines_of(*state, &arena, "2023-24-Q4").count, 3);
	assert_int_equal(lines_of(*state, &arena, "2025-26-Q1").count, 2);
}

static void a_figure_is_shown_though_its_indicator_was_removed(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,53.6\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "  removed 2020-01-01 \"nobody asked\"\n");
	assert_true(only_line(*state, &arena, "2024-25-Q3")->value.is_known);
}

static void a_change_of_definition_breaks_the_series_with_its_reason(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "all.csv",
	             HEADER "A,2024-25-Q1,1,One,%,high,,50\n"
	                    "A,2024-25-Q2,1,One,%,high,,51\n"
	                    "A,2024-25-Q3,1,One,%,high,,52\n"
	                    "A,2024-25-Q4,1,One,%,high,,53\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "  break 2024-07-01 \"ten days, not seven\"\n"
	                        "  coverage \"the council\"\n"
	                        "  coverage from 2025-01-01 \"the council and the hub\"\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q4");
	assert_int_equal(line->history_count, 3);
	assert_false(line->history[0].breaks);
	assert_true(line->history[1].breaks);
	assert_text(line->history[1].break_note, "ten days, not seven");
	assert_false(line->history[2].breaks);
	assert_true(line->breaks_from_previous);
	assert_text(line->break_note, "the council and the hub");
	assert_false(only_line(*state, &arena, "2024-25-Q3")->breaks_from_previous);
}

static void the_target_in_force_on_the_last_day_comes_with_who_set_it(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "  target 67% from 2024-04-01\n"
	                        "  target 70% from 2024-12-01\n"
	                        "    set by \"Department for Education\" on 2024-11-01\n"
	                        "    because \"set for every council\"\n"
	                        "    national\n"
	                        "    draft\n"
	                        "  target 69% from 2024-12-31\n"
	                        "    draft\n"
	                        "  rule \"floor 60\" from 2024-04-01\n"
	                        "  rule \"no amber\" from 2025-01-01\n"
	                        "  profile 2024-25 by quarter 10, 20, 30, 40\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q3");
	assert_text(line->target.text, "67%");
	assert_false(line->target_is_draft);
	assert_int_equal(line->rule.kind, RULE_FLOOR);
	assert_text(line->profiled.text, "30");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "  target 70% from 2024-12-01\n"
	                        "    set by \"Department for Education\" on 2024-11-01\n"
	                        "    because \"set for every council\"\n"
	                        "    national\n");
	line = only_line(*state, &arena, "2024-25-Q3");
	assert_text(line->target.text, "70%");
	assert_text(line->target_setter, "Department for Education");
	assert_text(line->target_why, "set for every council");
	assert_true(line->target_is_national);
}

static void what_happened_up_to_the_period_is_on_the_line(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\n"
	                        "annotation 2024-11-01 \"a new director\"\n"
	                        "annotation 2025-06-01 \"not yet\"\n"
	                        "indicator 1 \"One\"\n"
	                        "  annotation 2024-10-15 \"the grant ends\"\n"
	                        "  linked 2\n"
	                        "  watch from 2024-10-01 to 2024-12-31 \"few children\"\n"
	                        "indicator 2 \"Two\"\n");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	const struct line *line = line_named(&lines, "1");
	assert_int_equal(line->annotation_count, 2);
	assert_text(line->annotations[0].text, "the grant ends");
	assert_text(line->annotations[1].text, "a new director");
	assert_int_equal(line->indicator->linked_count, 1);
	assert_text(line->indicator->watch, "few children");
	lines = lines_of(*state, &arena, "2024-25-Q4");
	assert_text(line_named(&lines, "1")->indicator->watch, "");
}

static void a_figure_that_ends_on_the_same_day_stands_in(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q4.csv",
	             HEADER "A,2025-03-31,1,One,number,low,,390\n"
	                    "A,2024-25-Q3,1,One,number,low,,400\n"
	                    "A,2024-12-31,1,One,number,low,,401\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q4");
	assert_int_equal(line->period.kind, PERIOD_DAY);
	assert_true(line->value.is_known);
	assert_int_equal(line->history_count, 1); /* days with days */
	assert_int_equal(only_line(*state, &arena, "2024-25-Q3")->period.kind, PERIOD_QUARTER);
}

static void the_year_before_is_found_in_the_store(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "two.csv",
	             HEADER "A,2023-24-Q3,1,One,%,high,,50\n"
	                    "A,2024-25-Q3,1,One,%,high,,52\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q3");
	assert_true(line->last_year.is_known);
	assert_int_equal(ratio_compare(line->last_year.exact, ratio_whole(50)), 0);
	assert_false(line->previous.is_known);
	assert_int_equal(line->history_count, 1);
}

static void an_annual_figure_is_shown_between_its_years_as_the_last_one(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "year.csv", HEADER "A,2023-24,1,One,%,high,50,38\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  reported annual\n"
	                        "  due 60 days after the period\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q3");
	assert_int_equal(line->absence, ABSENCE_ANNUAL);
	assert_false(line->previous.is_known);
	assert_true(line->last_known.is_known);
	assert_int_equal(ratio_compare(line->last_known.exact, ratio_whole(38)), 0);
	assert_int_equal(line->last_known_period.kind, PERIOD_FINANCIAL_YEAR);
}

static void an_earlier_figure_keeps_the_target_to_its_own_point_of_the_year(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "two.csv",
	             HEADER "A,2024-25-Q2,1,One,number,high,,25\n"
	                    "A,2024-25-Q3,1,One,number,high,,28\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "  target 40 from 2024-04-01\n"
	                        "  profile 2024-25 by quarter 10, 20, 30, 40\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q3");
	assert_text(line->profiled.text, "30");
	assert_text(line->history[0].profiled.text, "20");
	assert_text(line->history[0].target.text, "40");
}

static void counts_without_a_unit_are_figures_in_the_frameworks_unit(void **state)
{
	static const char COUNTS[] =
		"authority,period,indicator_ref,indicator_title,numerator,denominator\n"
		"A,2024-25-Q2,1,One,40,80\nA,2024-25-Q3,1,One,60,80\n";
	auto_arena arena = { 0 };
	/* Whichever came first, the counts or the framework. */
	deliver_text(*state, &arena, "before.csv", COUNTS);
	assert_false(only_line(*state, &arena, "2024-25-Q3")->value.is_known);
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n");
	const struct line *line = only_line(*state, &arena, "2024-25-Q3");
	assert_true(line->value.is_known);
	assert_int_equal(ratio_compare(line->value.exact, ratio_whole(75)), 0);
	assert_true(line->previous.is_known);
	assert_int_equal(ratio_compare(line->previous.exact, ratio_whole(50)), 0);
	assert_int_equal(line->history_count, 1);
	struct delivered again = deliver_text(*state, &arena, "after.csv", COUNTS);
	assert_int_equal(again.summary.values_unchanged, 2);
	assert_int_equal(again.summary.values_revised, 0);
}

static void a_scorecard_keeps_its_own_order(void **state)
{
	auto_arena arena = { 0 };
	struct store *store = *state;
	struct err err = { 0 };
	state_framework(store, "framework \"A\"\n"
	                       "indicator 1 \"One\"\nindicator 2 \"Two\"\nindicator 3 \"Three\"\n"
	                       "scorecard \"Panel\"\n"
	                       "  indicator 3\n"
	                       "  section \"Safe\" as outcome\n"
	                       "    commentary \"Demand has risen.\"\n"
	                       "    indicator 2\n"
	                       "    section \"Assessed\"\n"
	                       "      indicator 1\n"
	                       "      indicator 3\n");
	struct series_query query = { .scorecard = STR("Panel"),
		                      .period = period_read(STR("2024-25-Q3")),
		                      .on = DATE_NONE };
	struct line_list lines;
	assert_ok(series_lines(store->db, &query, &arena, &lines, &err), &err);
	static const char *const REFS[] = { "3", "2", "1", "3" };
	static const char *const SECTIONS[] = { "", "Safe", "Safe > Assessed", "Safe > Assessed" };
	assert_int_equal(lines.count, COUNT_OF(REFS));
	for (size_t i = 0; i < lines.count; i++) {
		assert_text(lines.items[i].indicator->ref, REFS[i]);
		assert_text(lines.items[i].section, SECTIONS[i]);
	}
	assert_text(lines.items[1].section_commentary, "Demand has risen.");
	assert_int_equal(lines.items[0].level_count, 0);
	assert_int_equal(lines.items[2].level_count, 2);
	assert_text(lines.items[2].levels[0].title, "Safe");
	assert_text(lines.items[2].levels[0].word, "outcome");
	assert_text(lines.items[2].levels[0].commentary, "Demand has risen.");
	assert_text(lines.items[2].levels[1].title, "Assessed");
	assert_text(lines.items[2].section_commentary, "");
	query.scorecard = (struct str){ 0 };
	assert_ok(series_lines(store->db, &query, &arena, &lines, &err), &err);
	assert_int_equal(lines.count, 3);
}

static void a_store_without_figures_says_so(void **state)
{
	auto_arena arena = { 0 };
	struct store *store = *state;
	struct err err = { 0 };
	struct line_list lines;
	struct period_list periods;
	struct series_query query = { .period = period_read(STR("2024-25-Q3")) };
	assert_int_equal(series_lines(store->db, &query, &arena, &lines, &err), E_MISSING);
	assert_says(&err, "the store has no framework yet");
	assert_ok(series_periods(store->db, (struct str){ 0 }, &arena, &periods, &err), &err);
	assert_int_equal(periods.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SQLITE_TEST(the_reason_for_no_figure_is_told),
		STORE_TESTS(an_indicator_out_of_force_is_left_out),
		STORE_TESTS(a_figure_is_shown_though_its_indicator_was_removed),
		STORE_TESTS(a_change_of_definition_breaks_the_series_with_its_reason),
		STORE_TESTS(the_target_in_force_on_the_last_day_comes_with_who_set_it),
		STORE_TESTS(what_happened_up_to_the_period_is_on_the_line),
		STORE_TESTS(a_figure_that_ends_on_the_same_day_stands_in),
		STORE_TESTS(the_year_before_is_found_in_the_store),
		STORE_TESTS(an_annual_figure_is_shown_between_its_years_as_the_last_one),
		STORE_TESTS(an_earlier_figure_keeps_the_target_to_its_own_point_of_the_year),
		STORE_TESTS(counts_without_a_unit_are_figures_in_the_frameworks_unit),
		STORE_TESTS(a_scorecard_keeps_its_own_order),
		STORE_TESTS(a_store_without_figures_says_so),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
