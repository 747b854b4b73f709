/* Several deliveries of one indicator in one period: what each leaves of the other. */
#include "deliver.h"

#define HEADER "authority,period,indicator_ref,indicator_title,unit,polarity,"

#define FULL                                                                              \
	HEADER "current_value,numerator,denominator,cohort,month_value,quarter_value,"    \
	       "ytd_value,previous_value,previous_period,england,england_period,"         \
	       "stat_neighbour,stated_status,provisional,target,rag_rule,shows,why,"      \
	       "action,action_due,note,colour\n"                                          \
	       "A,2024-25-Q3,1,One,%,high,41,41,100,120,40,42,43,39,2024-25 Q2,50,"       \
	       "2023-24,48,Red,provisional,60,no amber,It fell.,Few staff.,Hire.,"        \
	       "2025-03-01,Old system.,blue\n"

static struct line only_line(struct store *store, struct arena *arena, const char *period)
{
	struct line_list lines = lines_of(store, arena, period);
	assert_int_equal(lines.count, 1);
	return lines.items[0];
}

static void assert_figure(const struct value *value, int64_t num, int64_t den)
{
	assert_true(value->is_known);
	assert_int_equal(ratio_compare(value->exact, ratio_of(num, den)), 0);
}

static void assert_rest_stays(const struct line *line)
{
	assert_figure(&line->month, 40, 1);
	assert_figure(&line->quarter, 42, 1);
	assert_figure(&line->year_to_date, 43, 1);
	assert_figure(&line->previous, 39, 1);
	assert_int_equal(line->previous_period.kind, PERIOD_QUARTER);
	assert_figure(&line->comparators[COMPARATOR_ENGLAND].value, 50, 1);
	assert_int_equal(line->comparators[COMPARATOR_ENGLAND].period.kind,
	                 PERIOD_FINANCIAL_YEAR);
	assert_figure(&line->comparators[COMPARATOR_NEIGHBOURS].value, 48, 1);
	assert_text(line->target.text, "60");
	assert_int_equal(line->rule.kind, RULE_NO_AMBER);
	assert_text(line->commentary.shows, "It fell.");
	assert_text(line->commentary.why, "Few staff.");
	assert_text(line->commentary.action, "Hire.");
	assert_int_not_equal(line->commentary.action_due, DATE_NONE);
	assert_text(line->note, "Old system.");
	assert_int_equal(line->extra_count, 1);
	assert_text(line->extras[0].text, "blue");
}

static void a_revised_figure_leaves_what_it_does_not_speak_of(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct delivered second = deliver_text(
		*state, &arena, "second.csv", HEADER "current_value\nA,2024-25-Q3,1,One,%,high,44\n");
	assert_int_equal(second.summary.values_revised, 1);
	assert_text(second.summary.revisions[0].old_value, "41.0%");
	assert_text(second.summary.revisions[0].new_value, "44%");
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.value, 44, 1);
	assert_false(line.value.has_numerator);
	assert_text(line.file, "second.csv");
	assert_rest_stays(&line);
	assert_text(line.target_why, "as stated in first.csv, row 2 (2024-25 Q3)");
}

static void what_was_said_of_the_old_figure_goes_with_it(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct line before = only_line(*state, &arena, "2024-25-Q3");
	assert_int_equal(before.confidence, CONFIDENCE_PROVISIONAL);
	assert_true(before.stated.is_given);
	assert_true(before.has_cohort);
	deliver_text(*state, &arena, "second.csv",
	             HEADER "current_value\nA,2024-25-Q3,1,One,%,high,44\n");
	struct line after = only_line(*state, &arena, "2024-25-Q3");
	assert_int_equal(after.confidence, CONFIDENCE_NOT_SAID);
	assert_false(after.stated.is_given);
	assert_false(after.has_cohort);
}

static void the_same_figure_without_its_counts_changes_nothing(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct delivered second = deliver_text(
		*state, &arena, "second.csv", HEADER "current_value\nA,2024-25-Q3,1,One,%,high,41\n");
	assert_int_equal(second.summary.values_unchanged, 1);
	assert_int_equal(second.summary.values_revised, 0);
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_int_equal(line.value.denominator, 100);
	assert_int_equal(line.confidence, CONFIDENCE_PROVISIONAL);
	assert_true(line.stated.is_given);
	assert_rest_stays(&line);
}

static void counts_that_come_later_are_no_revision(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv",
	             HEADER "current_value\nA,2024-25-Q3,1,One,%,high,41\n");
	struct delivered second = deliver_text(
		*state, &arena, "second.csv",
		HEADER "numerator,denominator\nA,2024-25-Q3,1,One,%,high,41,100\n");
	assert_int_equal(second.summary.values_unchanged, 1);
	assert_int_equal(second.summary.values_revised, 0);
	assert_int_equal(only_line(*state, &arena, "2024-25-Q3").value.denominator, 100);
}

static void an_empty_cell_says_nothing(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct delivered second = deliver_text(
		*state, &arena, "second.csv",
		HEADER "current_value,england,shows,why,target,note\n"
		       "A,2024-25-Q3,1,One,%,high,,,,Now we know.,,\n");
	assert_int_equal(second.summary.values_revised, 0);
	assert_int_equal(second.summary.values_unchanged, 1);
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.value, 41, 1);
	assert_text(line.commentary.shows, "It fell.");
	assert_text(line.commentary.why, "Now we know.");
	assert_text(line.file, "first.csv"); /* of the figure */
	struct line next = only_line(*state, &arena, "2024-25-Q4");
	assert_int_equal(next.history_count, 2); /* Q2 as printed, and Q3 */
	assert_figure(&next.history[1].value, 41, 1);
	assert_int_equal(next.history[1].value.denominator, 100);
}

static void what_a_later_delivery_says_counts(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct delivered second = deliver_text(
		*state, &arena, "second.csv",
		HEADER "england,month_value,why,note,colour,target,size\n"
		       "A,2024-25-Q3,1,One,%,high,51,45,Snow.,New system.,green,65,L\n");
	assert_int_equal(second.summary.values_revised, 0);
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.comparators[COMPARATOR_ENGLAND].value, 51, 1);
	assert_int_equal(line.comparators[COMPARATOR_ENGLAND].period.kind, PERIOD_NONE);
	assert_figure(&line.month, 45, 1);
	assert_figure(&line.quarter, 42, 1);
	assert_text(line.commentary.why, "Snow.");
	assert_text(line.commentary.action, "Hire.");
	assert_text(line.note, "New system.");
	assert_text(line.target.text, "65");
	assert_text(line.target_why, "as stated in second.csv, row 2 (2024-25 Q3)");
	assert_int_equal(line.extra_count, 2);
	assert_text(line.extras[0].text, "green");
	assert_text(line.extras[1].text, "L");
}

static void a_months_figure_alone_replaces_only_one_of_its_own_sort(void **state)
{
	static const char AGAIN[] = HEADER "month_value\nA,2024-25-Q3,1,One,%,high,45\n";
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "month.csv",
	             HEADER "month_value\nA,2024-25-Q3,1,One,%,high,40\n");
	struct delivered second = deliver_text(*state, &arena, "again.csv", AGAIN);
	assert_int_equal(second.summary.values_revised, 1);
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.value, 45, 1);
	deliver_text(*state, &arena, "own.csv",
	             HEADER "current_value\nA,2024-25-Q3,1,One,%,high,41\n");
	struct delivered last = deliver_text(*state, &arena, "last.csv", AGAIN);
	assert_int_equal(last.summary.values_revised, 0);
	line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.value, 41, 1);
	assert_figure(&line.month, 45, 1);
}

static void a_figure_that_is_withdrawn_is_gone_and_its_words_stay(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", FULL);
	struct delivered second =
		deliver_text(*state, &arena, "second.csv",
	                     HEADER "current_value\nA,2024-25-Q3,1,One,%,high,not available\n");
	assert_int_equal(second.summary.values_revised, 1);
	struct line line = only_line(*state, &arena, "2024-25-Q3");
	assert_false(line.value.is_known);
	assert_int_equal(line.absence, ABSENCE_NOT_AVAILABLE);
	assert_rest_stays(&line);
	struct delivered third = deliver_text(
		*state, &arena, "third.csv", HEADER "current_value\nA,2024-25-Q3,1,One,%,high,45\n");
	assert_int_equal(third.summary.values_revised, 1);
	line = only_line(*state, &arena, "2024-25-Q3");
	assert_figure(&line.value, 45, 1);
	assert_int_equal(line.absence, ABSENCE_NOT_SAID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_revised_figure_leaves_what_it_does_not_speak_of),
		STORE_TESTS(what_was_said_of_the_old_figure_goes_with_it),
		STORE_TESTS(the_same_figure_without_its_counts_changes_nothing),
		STORE_TESTS(counts_that_come_later_are_no_revision),
		STORE_TESTS(an_empty_cell_says_nothing),
		STORE_TESTS(what_a_later_delivery_says_counts),
		STORE_TESTS(a_months_figure_alone_replaces_only_one_of_its_own_sort),
		STORE_TESTS(a_figure_that_is_withdrawn_is_gone_and_its_words_stay),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
