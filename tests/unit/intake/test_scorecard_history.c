#include "check.h"

#include "scorecard.h"

#define HEADER "indicator_ref,indicator_title,unit,polarity,period,current_value,target," \
	       "previous_value,previous_period\n"

static void check_value(const struct value *value, int64_t tenths)
{
	assert_true(value->is_known);
	assert_int_equal(ratio_compare(value->exact, ratio_of(tenths, 10)), 0);
}

static void lines_of_one_indicator_share_it(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "section," HEADER "A,N1,One,%,high,2012-13,1,,,\n"
	                                       "A,N1,One,%,high,2013-14,2,,,\n"
	                     "B,N1,One,%,high,2013-14,3,,,\nA,N2,One,%,high,2013-14,4,,,\n", 4);
	const struct line *lines = test.file.lines.items;
	assert_ptr_equal(lines[0].indicator, lines[1].indicator);
	assert_ptr_not_equal(lines[0].indicator, lines[2].indicator);
	assert_ptr_not_equal(lines[0].indicator, lines[3].indicator);
	assert_int_equal(test.file.indicator_count, 3);
}

static void a_line_has_the_earlier_figures_of_its_kind_of_period(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2013-14 Q3,30,93%,,\n"
	                            "N1,One,%,high,2013-14 Q1,10,90%,,\n"
	                            "N1,One,%,high,2013-14,99,,,\n"
	                            "N1,One,%,high,2013-14 Q2,20,91%,,\n"
	                            "N2,Two,%,high,2013-14 Q2,77,,,\n", 5);
	const struct line *line = &test.file.lines.items[0];
	assert_int_equal(line->history_count, 2);
	check_value(&line->history[0].value, 100);
	check_value(&line->history[1].value, 200);
	assert_text(line->history[1].target.text, "91%");
	assert_int_equal(test.file.lines.items[1].history_count, 0);
	assert_int_equal(test.file.lines.items[2].history_count, 0);
	assert_int_equal(test.file.lines.items[4].history_count, 0);
}

static void the_last_figure_and_last_years_are_taken_from_the_history(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2012-13 Q3,12,,,\n"
	                            "N1,One,%,high,2013-14 Q2,20,,,\n"
	                            "N1,One,%,high,2013-14 Q3,30,,,\n", 3);
	const struct line *line = &test.file.lines.items[2];
	check_value(&line->previous, 200);
	char text[PERIOD_TEXT_BYTES];
	assert_text(str_of(period_print(&line->previous_period, text)), "2013-14-Q2");
	check_value(&line->last_year, 120);
	assert_false(test.file.lines.items[1].previous.is_known);
}

static void the_period_the_file_names_is_the_one_looked_for(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2013-14 Q1,10,,,\n"
	                            "N1,One,%,high,2013-14 Q2,20,,,\n"
	                            "N1,One,%,high,2013-14 Q3,30,,,2013-14 Q1\n", 3);
	check_value(&test.file.lines.items[2].previous, 100);
}

static void a_given_figure_gets_the_counts_of_its_own_row(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator_title,unit,polarity,period,current_value,numerator,"
	                     "denominator,previous_value,previous_period,"
	                     "same_period_last_year\n"
	                     "Reports in time,%,high,2016-17,83.7,,,,,\n"
	                     "Reports in time,%,high,2017-18,85.2,658,772,83.7,2016-17,\n"
	                     "Reports in time,%,high,2018-19,88.2,536,608,85.2,2017-18,84\n", 3);
	const struct line *line = &test.file.lines.items[2];
	assert_true(value_has_counts(&line->previous));
	assert_int_equal(line->previous.numerator, 658);
	assert_int_equal(ratio_compare(line->previous.exact, ratio_of(65800, 772)), 0);
	/* 84 is not 85.2, whatever stands in the row of last year. */
	assert_false(value_has_counts(&line->last_year));
	assert_false(value_has_counts(&test.file.lines.items[1].previous));
}

static void a_given_figure_stays_and_a_contradiction_is_a_finding(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2013-14 Q1,10.26,,,\n"
	                            "N1,One,%,high,2013-14 Q2,20,,10.3,2013-14 Q1\n"
	                            "N1,One,%,high,2013-14 Q3,30,,25,2013-14 Q2\n", 3);
	check_value(&test.file.lines.items[1].previous, 103);
	check_value(&test.file.lines.items[2].previous, 250);
	assert_int_equal(test.findings.count, 1);
	assert_found(&test, "warning row 4: 2013-14 Q2 is given as 25% here, but as 20% in row 3; "
	                    "was it restated?");
}

static void labels_have_no_history(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "N1,One,%,high,first look,10,,,\n"
	                                   "N1,One,%,high,second look,"
	                                   "20,,,\n", 2);
	assert_int_equal(test.file.lines.items[1].history_count, 0);
	assert_int_equal(test.findings.count, 0);
}

static void an_indicator_twice_in_a_period_is_a_finding_and_both_stay(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2013-14,10,,,\nN1,One,%,high,2013-14,11,,,\n"
	                            "N1,One,%,high,2014-15,20,,,\nN2,Two,%,high,,1,,,\n"
	                            "N2,Two,%,high,,2,,,\n",
	                     5);
	assert_found(&test, "warning row 3: the same indicator stands in row 2 for 2013-14; both "
	                    "lines are kept, and trends use the first");
	assert_found(&test, "warning row 6: the same indicator stands in row 5 for no period; both "
	                    "lines are kept, and trends use the first");
	const struct line *line = &test.file.lines.items[2];
	assert_int_equal(line->history_count, 1);
	check_value(&line->history[0].value, 100);
	check_value(&line->previous, 100);
	assert_int_equal(test.file.lines.items[1].history_count, 0);
}

static void another_unit_or_polarity_makes_another_indicator(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     HEADER "N1,One,%,high,2012-13,10,,,\n"
	                            "N1,One,number,high,2013-14,20,,,\n"
	                            "N1,One,%,low,2014-15,30,,,\n"
	                            "N1,One,number,,2014-15,40,,,\n", 4);
	const struct line *lines = test.file.lines.items;
	assert_int_equal(lines[1].indicator->unit.kind, UNIT_COUNT);
	assert_int_equal(lines[1].history_count, 0);
	assert_int_equal(lines[2].history_count, 0);
	assert_ptr_equal(lines[3].indicator, lines[1].indicator);
	assert_int_equal(lines[3].history_count, 1);
	assert_int_equal(test.file.indicator_count, 3);
	assert_found(&test, "error row 3 'unit': 'number' here, but '%' in row 2 for the same "
	                    "indicator; the two are not compared with each other");
	assert_found(&test, "error row 4 'polarity': 'low' here, but 'high' in row 2 for the same "
	                    "indicator; the two are not compared with each other");
}

static void what_one_row_leaves_out_another_gives(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator,unit,polarity,period,value,owner,highlight\n"
	                     "One,,,2012-13,10,,\nOne,%,low,2013-14,20,Ms A,yes\n"
	                     "One,%,low,2014-15,20,Mr B,no\n", 3);
	const struct indicator *indicator = test.file.lines.items[0].indicator;
	assert_int_equal(indicator->unit.kind, UNIT_PERCENT);
	assert_int_equal(indicator->polarity.polarity, POLARITY_LOW);
	assert_text(indicator->owner, "Ms A");
	assert_true(indicator->is_highlight);
	assert_found(&test, "warning row 4 'owner': 'Mr B' here, but 'Ms A' in row 2 for the same "
	                    "indicator; the first is used");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_one_indicator_share_it),
		cmocka_unit_test(a_line_has_the_earlier_figures_of_its_kind_of_period),
		cmocka_unit_test(the_last_figure_and_last_years_are_taken_from_the_history),
		cmocka_unit_test(the_period_the_file_names_is_the_one_looked_for),
		cmocka_unit_test(a_given_figure_gets_the_counts_of_its_own_row),
		cmocka_unit_test(a_given_figure_stays_and_a_contradiction_is_a_finding),
		cmocka_unit_test(labels_have_no_history),
		cmocka_unit_test(an_indicator_twice_in_a_period_is_a_finding_and_both_stay),
		cmocka_unit_test(another_unit_or_polarity_makes_another_indicator),
		cmocka_unit_test(what_one_row_leaves_out_another_gives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
