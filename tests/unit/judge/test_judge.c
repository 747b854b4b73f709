#include "given.h"

static void the_words_of_a_scorecard_are_those_of_its_format(void **state)
{
	(void)state;
	static const char *const STATES[] = {
		"rated", "as stated", "no target", "target not set", "target not given", "annual",
		"late", "not collectable", "suppressed", "provisional", "definition changed",
		"discontinued", "not understood",
	};
	static const char *const DIRECTIONS[] = { "", "better", "worse", "same",
		                                  "not comparable" };
	static const char *const CERTAINTIES[] = { "not tested", "unsure", "clear" };
	assert_int_equal(STATE_COUNT, COUNT_OF(STATES));
	for (int i = 0; i < STATE_COUNT; i++)
		assert_string_equal(state_word((enum state)i), STATES[i]);
	for (int i = 0; i < DIRECTION_COUNT; i++)
		assert_string_equal(direction_word((enum direction)i), DIRECTIONS[i]);
	for (int i = 0; i < CERTAINTY_COUNT; i++)
		assert_string_equal(certainty_word((enum certainty)i), CERTAINTIES[i]);
}

static void both_comparisons_are_kept_when_both_are_given(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement =
		given_judged("unit=%; good=high; value=50; previous=45; last_year=55", &given);
	assert_int_equal(judgement.change.with, COMPARED_LAST_PERIOD);
	assert_int_equal(judgement.change.direction, DIRECTION_BETTER);
	assert_int_equal(judgement.last_year.with, COMPARED_LAST_YEAR);
	assert_int_equal(judgement.last_year.direction, DIRECTION_WORSE);

	judgement = given_judged("unit=%; good=high; value=50; last_year=55", &given);
	assert_int_equal(judgement.change.with, COMPARED_LAST_YEAR);
	assert_int_equal(judgement.last_year.with, COMPARED_NOTHING);

	judgement = given_judged("unit=%; good=high; period=2015-16; value=50; "
	                         "history=2014-15 45", &given);
	assert_int_equal(judgement.change.with, COMPARED_LAST_PERIOD);
	assert_int_equal(judgement.last_year.with, COMPARED_NOTHING);
}

static void a_break_in_the_history_bars_what_lies_before_it(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement = given_judged(
		"unit=%; good=high; period=2013-14 Q3; value=50; history=2012-13 Q3 40; "
		"history=2013-14 Q1 44 break; history=2013-14 Q2 45", &given);
	assert_int_equal(judgement.change.direction, DIRECTION_BETTER);
	assert_int_equal(judgement.last_year.direction, DIRECTION_NOT_COMPARABLE);
	assert_int_equal(judgement.last_year.plain, DIRECTION_BETTER);
	assert_int_equal(judgement.last_year.reason, INCOMPARABLE_DEFINITION);
}

static void intervals_come_with_counts_only(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement =
		given_judged("unit=%; good=high; counts=16/27; target=75", &given);
	assert_int_equal(judgement.interval, INTERVAL_WILSON);
	assert_float_equal(judgement.lower, 40.7, 0.05);
	assert_float_equal(judgement.upper, 75.5, 0.05);
	assert_true(judgement.is_rating_unsure); /* 75 lies inside */

	judgement = given_judged("unit=%; good=high; counts=16/27; target=76", &given);
	assert_false(judgement.is_rating_unsure);

	judgement = given_judged("unit=rate per 10,000; good=low; counts=9/21000", &given);
	assert_int_equal(judgement.interval, INTERVAL_BYAR);
	assert_float_equal(judgement.lower, 2.0, 0.05);
	assert_float_equal(judgement.upper, 8.1, 0.05);

	judgement = given_judged("unit=%; good=high; value=59.3", &given);
	assert_int_equal(judgement.interval, INTERVAL_NONE);
	judgement = given_judged("unit=%; good=high; counts=28/27", &given);
	assert_int_equal(judgement.interval, INTERVAL_NONE);
}

static void small_numbers_are_marked(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement = given_judged("unit=%; good=high; counts=9/19", &given);
	assert_true(judgement.is_small);
	assert_true(judgement.has_one_case);
	assert_int_equal(ratio_compare(judgement.one_case, ratio_of(100, 19)), 0);
	judgement = given_judged("unit=%; good=high; counts=9/20", &given);
	assert_false(judgement.is_small);
	judgement = given_judged("unit=%; good=high; counts=9/100", &given);
	assert_false(judgement.has_one_case);
	judgement = given_judged("unit=%; good=high; counts=0/0", &given);
	assert_true(judgement.is_small);
	assert_false(judgement.has_one_case);
	assert_int_equal(judgement.state, STATE_TARGET_NOT_GIVEN);
}

static void the_printed_figure_is_rated_beside_the_exact_one(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement =
		given_judged("unit=%; good=high; counts=2249/2500; target=90", &given); /* 89.96 */
	assert_int_equal(judgement.rating, RATING_RED);
	assert_true(judgement.printed_differs);
	assert_int_equal(judgement.printed_rating, RATING_GREEN);
}

static void commentary_is_asked_for_where_a_rule_says_so(void **state)
{
	(void)state;
	struct given given;
	static const struct {
		const char *words;
		unsigned asks;
	} CASES[] = {
		{ "unit=%; good=high; value=50; target=60", ASK_RED },
		{ "unit=%; good=high; value=50; target=60; stated=Green", ASK_RED | ASK_DIFFERS },
		{ "unit=%; good=high; value=58; target=60; rule=amber within 5 points; previous=57",
		  ASK_AMBER_TWICE },
		{ "unit=%; good=high; value=58; target=60; rule=amber within 5 points; previous=60",
		  0 },
		{ "unit=%; good=high; value=70; target=60; previous=72; history=2013-14 Q1 71; "
		  "history=2013-14 Q2 72; period=2013-14 Q3", ASK_TURNED },
		{ "unit=%; good=high; value=70; target=60; previous=72; history=2013-14 Q1 73; "
		  "history=2013-14 Q2 72; period=2013-14 Q3", 0 },
		{ "unit=%; good=high; value=70; target=60; previous=75.1; move_limit=5",
		  ASK_MOVED },
		{ "unit=%; good=high; value=70; target=60; previous=75; move_limit=5", 0 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		assert_int_equal(given_judged(CASES[i].words, &given).asks, CASES[i].asks);
}

static void a_past_figure_is_rated_by_the_target_of_its_time(void **state)
{
	(void)state;
	struct given given;
	given_read(STR("unit=%; good=high; period=2025-26 Q1; value=72; target=76; "
	               "history=2024-25 Q4 73.6"), &given);
	struct judgement judgement;
	judge_line(&given.line, &given.settings, &judgement);
	assert_int_equal(judgement.previous_rating, RATING_RED);
	assert_true(judgement.previous_by_this_target);
	assert_int_equal(target_read(STR("73"), &given.points[0].target, NULL), OK);
	judge_line(&given.line, &given.settings, &judgement);
	assert_int_equal(judgement.previous_rating, RATING_GREEN);
	assert_false(judgement.previous_by_this_target);
}

static void the_largest_figures_do_not_overflow(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement = given_judged(
		"unit=rate per 100,000; good=band; counts=999999999989/1000000000000; "
		"previous_counts=999999999961/999999999989; target=0.000000001-0.000000007; "
		"england=999999999999.999999999", &given);
	assert_int_equal(judgement.rating, RATING_RED);
	assert_int_equal(judgement.change.direction, DIRECTION_WORSE);
	judgement = given_judged("unit=%; good=high; value=1000000000000; target=0.000000001; "
	                         "rule=green within 0.000000001%, amber within 900%; "
	                         "previous=-999999999999.999999999", &given);
	assert_int_equal(judgement.rating, RATING_GREEN);
}

static void an_unsure_change_may_be_printed_as_none(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement =
		given_judged("unit=%; good=high; counts=16/27; last_year_counts=9/19", &given);
	assert_string_equal(change_word(&judgement.change, &given.settings), "better");
	given.settings.unsure_is_no_change = true;
	assert_string_equal(change_word(&judgement.change, &given.settings), "no clear change");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_of_a_scorecard_are_those_of_its_format),
		cmocka_unit_test(both_comparisons_are_kept_when_both_are_given),
		cmocka_unit_test(a_break_in_the_history_bars_what_lies_before_it),
		cmocka_unit_test(intervals_come_with_counts_only),
		cmocka_unit_test(small_numbers_are_marked),
		cmocka_unit_test(the_printed_figure_is_rated_beside_the_exact_one),
		cmocka_unit_test(commentary_is_asked_for_where_a_rule_says_so),
		cmocka_unit_test(a_past_figure_is_rated_by_the_target_of_its_time),
		cmocka_unit_test(the_largest_figures_do_not_overflow),
		cmocka_unit_test(an_unsure_change_may_be_printed_as_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
