/* Withdrawing a delivery of submitted figures: what is left is what the others say. */
#include "deliver.h"

#include "framework/store.h"
#include "series/known.h"
#include "series/withdraw.h"

#define HEADER "authority,period,indicator_ref,indicator_title,"
#define QUARTER "2024-25-Q3"

/* Deliveries have numbers in the order in which they come, from 1. */
static struct series_withdrawal withdraw(struct store *store, int64_t delivery)
{
	struct series_withdraw_request what = { .delivery_id = delivery,
		                                .reason = STR("the wrong file"),
		                                .act = { STR("analyst"), store_now() } };
	struct series_withdrawal done = { 0 };
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(series_withdraw(store->db, &what, &done, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return done;
}

/* The lines of a file whose delivery was withdrawn come again. */
static void deliver_again(struct store *store, struct arena *arena, int64_t delivery,
                          const struct line_list *lines)
{
	struct series_take what = { .delivery = delivery,
		                    .lines = lines,
		                    .act = { STR("analyst"), store_now() } };
	struct series_summary summary = { .arena = arena };
	struct finding_list findings = { .arena = arena };
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(series_come_again(store->db, delivery, store_now(), &err), &err);
	assert_ok(series_take_lines(store->db, &what, &summary, &findings, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static struct framework framework_of(struct store *store, struct arena *arena)
{
	struct framework framework;
	struct err err = { 0 };
	assert_ok(framework_load(store->db, STR("A"), arena, &framework, &err), &err);
	return framework;
}

static const struct framework_indicator *indicator_of(const struct framework *framework,
                                                      const char *ref)
{
	size_t at = framework_find_name(framework, str_of(ref), NULL);
	assert_int_not_equal(at, FRAMEWORK_NOWHERE);
	return &framework->indicators[at];
}

static void assert_value(const struct value *value, int64_t whole)
{
	assert_true(value->is_known);
	assert_int_equal(ratio_compare(value->exact, ratio_of(whole, 1)), 0);
}

/* ---- figures ---- */

static void the_figure_before_counts_again(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "a.csv", HEADER "current_value\nA," QUARTER ",1,One,40\n");
	deliver_text(*state, &arena, "b.csv", HEADER "current_value\nA," QUARTER ",1,One,99\n");
	assert_int_equal(withdraw(*state, 2).lines, 1);
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_value(&lines.items[0].value, 40);
	assert_text(lines.items[0].file, "a.csv");
}

static void a_month_that_gave_way_counts_without_the_fuller_figure(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "full.csv",
	             HEADER "current_value\nA," QUARTER ",1,One,41\n");
	deliver_text(*state, &arena, "month.csv",
	             HEADER "month_value\nA," QUARTER ",1,One,13\n");
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_value(&lines.items[0].value, 41);
	withdraw(*state, 1);
	lines = lines_of(*state, &arena, QUARTER);
	assert_value(&lines.items[0].value, 13);
	lines = lines_of(*state, &arena, "2024-25-Q4");
	assert_int_equal(lines.items[0].history_count, 1);
	assert_value(&lines.items[0].history[0].value, 13);
}

static void counts_lose_a_unit_that_only_the_withdrawn_file_named(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "unit.csv",
	             HEADER "unit,current_value\nA,2024-25-Q2,1,One,%,30\n");
	deliver_text(*state, &arena, "counts.csv",
	             HEADER "numerator,denominator\nA," QUARTER ",1,One,20,80\n");
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_value(&lines.items[0].value, 25);
	withdraw(*state, 1);
	lines = lines_of(*state, &arena, QUARTER);
	assert_false(lines.items[0].value.is_known);
}

/* ---- the framework ---- */

static void an_indicator_that_nothing_else_brought_ends(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "a.csv", HEADER "current_value\nA," QUARTER ",1,One,40\n");
	deliver_text(*state, &arena, "b.csv",
	             HEADER "scorecard,section,current_value\nA," QUARTER ",2,Two,Mine,S,9\n");
	struct framework before = framework_of(*state, &arena);
	assert_int_equal(before.indicator_count, 2);
	assert_int_equal(before.scorecard_count, 1);
	assert_int_equal(withdraw(*state, 2).indicators, 1);
	struct framework framework = framework_of(*state, &arena);
	assert_int_equal(framework.indicator_count, 1);
	assert_int_equal(framework.scorecard_count, 0);
	assert_int_equal(lines_of(*state, &arena, QUARTER).count, 1);
}

static void an_indicator_that_another_file_told_too_is_as_that_one_said(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv",
	             HEADER "definition,polarity,section,current_value\n"
	                    "A," QUARTER ",1,One,wrong,low,Wrong,9\n");
	deliver_text(*state, &arena, "second.csv",
	             HEADER "definition,polarity,section,current_value\n"
	                    "A," QUARTER ",1,One,right,high,Right,40\n");
	struct series_withdrawal done = withdraw(*state, 1);
	assert_int_equal(done.indicators, 0);
	struct framework framework = framework_of(*state, &arena);
	const struct framework_indicator *it = indicator_of(&framework, "1");
	assert_text(it->indicator.definition, "right");
	assert_int_equal(it->indicator.polarity.polarity, POLARITY_HIGH);
	assert_int_equal(framework.scorecards[0].section_count, 1);
	assert_text(framework.scorecards[0].sections[0].title, "Right");
}

static void what_the_file_filled_is_blank_again(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  owner \"Ann\"\n");
	deliver_text(*state, &arena, "a.csv",
	             HEADER "unit,polarity,current_value\nA," QUARTER ",1,One,%,high,40\n");
	withdraw(*state, 1);
	struct framework framework = framework_of(*state, &arena);
	const struct indicator *it = &indicator_of(&framework, "1")->indicator;
	assert_text(it->owner, "Ann");
	assert_int_equal(it->unit.kind, UNIT_NONE);
	assert_int_equal(it->polarity.polarity, POLARITY_NONE);
}

static void what_somebody_stated_since_stays(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "a.csv",
	             HEADER "unit,polarity,current_value\nA," QUARTER ",1,One,%,high,40\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n"
	                        "  good is low\n  target 70 from 2024-04-01\n");
	assert_int_equal(withdraw(*state, 1).indicators, 0);
	struct framework framework = framework_of(*state, &arena);
	const struct framework_indicator *it = indicator_of(&framework, "1");
	assert_int_equal(it->indicator.polarity.polarity, POLARITY_LOW);
	assert_int_equal(it->targets.count, 1);
}

static void a_target_that_it_recorded_goes_and_the_one_it_replaced_returns(void **state)
{
	auto_arena arena = { 0 };
	static const char HALF[] = HEADER "unit,target,current_value\nA," QUARTER
	                                  ",1,One,%,50,40\n";
	static const char MORE[] = HEADER "unit,target,current_value\nA," QUARTER
	                                  ",1,One,%,60,40\n";
	deliver_text(*state, &arena, "a.csv", HALF);
	deliver_text(*state, &arena, "b.csv", MORE);
	struct framework framework = framework_of(*state, &arena);
	assert_text(indicator_of(&framework, "1")->targets.items[0].target.text, "60");
	withdraw(*state, 2);
	framework = framework_of(*state, &arena);
	const struct target_list *targets = &indicator_of(&framework, "1")->targets;
	assert_int_equal(targets->count, 1);
	assert_text(targets->items[0].target.text, "50");
	assert_non_null(strstr(targets->items[0].decision.why.ptr, "a.csv"));
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_text(lines.items[0].target.text, "50");
}

static void no_target_of_the_file_is_taken_for_an_officers(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "a.csv",
	             HEADER "unit,current_value\nA," QUARTER ",1,One,%,40\n");
	deliver_text(*state, &arena, "b.csv",
	             HEADER "unit,target,current_value\nA," QUARTER ",1,One,%,60,9\n");
	withdraw(*state, 2);
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_int_equal(lines.items[0].target.kind, TARGET_NOT_GIVEN);
	struct framework framework = framework_of(*state, &arena);
	assert_int_equal(indicator_of(&framework, "1")->targets.count, 0);
}

/* ---- again, and in any order ---- */

static void the_same_file_may_come_again_and_be_withdrawn_again(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "a.csv", HEADER "current_value\nA," QUARTER ",1,One,40\n");
	struct delivered second = deliver_text(
		*state, &arena, "b.csv",
		HEADER "polarity,current_value\nA," QUARTER ",1,One,high,99\n"
		       "A," QUARTER ",2,Two,high,7\n");
	withdraw(*state, 2);
	deliver_again(*state, &arena, 2, &second.file.lines);
	struct line_list lines = lines_of(*state, &arena, QUARTER);
	assert_int_equal(lines.count, 2);
	assert_value(&line_named(&lines, "1")->value, 99);
	assert_int_equal(line_named(&lines, "1")->indicator->polarity.polarity, POLARITY_HIGH);
	assert_int_equal(withdraw(*state, 2).indicators, 1);
	lines = lines_of(*state, &arena, QUARTER);
	assert_int_equal(lines.count, 1);
	assert_value(&lines.items[0].value, 40);
}

static void what_one_withdrawal_told_again_goes_with_the_next(void **state)
{
	auto_arena arena = { 0 };
	static const char LINES[] = HEADER "definition,scorecard,unit,target,current_value\nA,"
		QUARTER ",1,One,words,Mine,%,50,40\n";
	deliver_text(*state, &arena, "a.csv", HEADER "current_value\nA," QUARTER ",1,One,40\n");
	deliver_text(*state, &arena, "b.csv", LINES);
	deliver_text(*state, &arena, "c.csv", LINES);
	withdraw(*state, 2);
	struct framework framework = framework_of(*state, &arena);
	assert_text(indicator_of(&framework, "1")->indicator.definition, "words");
	assert_int_equal(framework.scorecard_count, 1);
	withdraw(*state, 3);
	framework = framework_of(*state, &arena);
	assert_text(indicator_of(&framework, "1")->indicator.definition, "");
	assert_int_equal(indicator_of(&framework, "1")->targets.count, 0);
	assert_int_equal(framework.scorecard_count, 0);
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(the_figure_before_counts_again),
		STORE_TESTS(a_month_that_gave_way_counts_without_the_fuller_figure),
		STORE_TESTS(counts_lose_a_unit_that_only_the_withdrawn_file_named),
		STORE_TESTS(an_indicator_that_nothing_else_brought_ends),
		STORE_TESTS(an_indicator_that_another_file_told_too_is_as_that_one_said),
		STORE_TESTS(what_the_file_filled_is_blank_again),
		STORE_TESTS(what_somebody_stated_since_stays),
		STORE_TESTS(a_target_that_it_recorded_goes_and_the_one_it_replaced_returns),
		STORE_TESTS(no_target_of_the_file_is_taken_for_an_officers),
		STORE_TESTS(the_same_file_may_come_again_and_be_withdrawn_again),
		STORE_TESTS(what_one_withdrawal_told_again_goes_with_the_next),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
