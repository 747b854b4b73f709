/* What a line is held against, from files and from officers. */
#include "deliver.h"

#include "base/buf.h"
#include "judge/judge.h"

#define HEADER                                                                          \
	"authority,period,indicator_ref,indicator_title,unit,polarity,target,rag_rule," \
	"previous_value,current_value\n"

static void assert_target(struct store *store, const char *period, const char *expected)
{
	auto_arena arena = { 0 };
	struct line_list lines = lines_of(store, &arena, period);
	assert_int_equal(lines.count, 1);
	if (!str_equal(lines.items[0].target.text, str_of(expected)))
		fail_msg("%s: got '%.*s', expected '%s'", period,
		         STR_ARGS(lines.items[0].target.text), expected);
}

static void a_printed_target_and_rule_hold_to_the_end_of_the_financial_year(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q2.csv",
	             HEADER "A,2024-25-Q2,1,One,%,high,50,no amber,,53\n");
	deliver_text(*state, &arena, "later.csv",
	             HEADER "A,2024-25-Q1,1,One,%,high,,,,53\n"
	                    "A,2024-25-Q4,1,One,%,high,,,,53\n"
	                    "A,2025-26-Q1,1,One,%,high,,,,53\n");
	assert_target(*state, "2024-25-Q1", "");
	assert_target(*state, "2024-25-Q4", "50");
	assert_target(*state, "2025-26-Q1", "");
	struct line_list last = lines_of(*state, &arena, "2024-25-Q4");
	assert_text(last.items[0].target_why, "as stated in q2.csv, row 2 (2024-25 Q2)");
	assert_int_equal(last.items[0].rule.kind, RULE_NO_AMBER);
	struct line_list next = lines_of(*state, &arena, "2025-26-Q1");
	assert_int_equal(next.items[0].rule.kind, RULE_NOT_GIVEN);
	struct judge_settings settings = judge_settings_default();
	struct judgement judgement;
	judge_line(&next.items[0], &settings, &judgement);
	assert_int_equal(judgement.state, STATE_TARGET_NOT_GIVEN);
}

static void an_officers_target_without_an_end_stays_open(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n"
	                        "  target 60 from 2024-04-01\n");
	deliver_text(*state, &arena, "all.csv",
	             HEADER "A,2024-25-Q2,1,One,%,high,,,,53\n"
	                    "A,2024-25-Q3,1,One,%,high,50,,,53\n"
	                    "A,2024-25-Q4,1,One,%,high,,,,53\n"
	                    "A,2025-26-Q1,1,One,%,high,,,,53\n");
	assert_target(*state, "2024-25-Q2", "60");
	assert_target(*state, "2024-25-Q3", "50");
	assert_target(*state, "2024-25-Q4", "50");
	assert_target(*state, "2025-26-Q1", "60");
}

static void an_officers_target_of_the_same_days_stands_with_who_agreed_it(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n"
	                        "  target 60 from 2024-04-01\n    set by \"Cabinet\"\n");
	deliver_text(*state, &arena, "all.csv",
	             HEADER "A,2024-25-Q1,1,One,%,high,50,,,53\n"
	                    "A,2024-25-Q3,1,One,%,high,60,,,53\n");
	assert_target(*state, "2024-25-Q1", "60");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_text(lines.items[0].target_setter, "Cabinet");
}

static void a_printed_target_that_an_officer_changed_is_the_officers(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,,53\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  unit %\n"
	                        "  target 65 from 2024-10-01\n"
	                        "    because \"as stated in q3.csv, row 2 (2024-25 Q3)\"\n");
	assert_target(*state, "2024-25-Q3", "65");
	deliver_text(*state, &arena, "q1.csv", HEADER "A,2025-26-Q1,1,One,%,high,,,,53\n");
	assert_target(*state, "2025-26-Q1", "65");
}

static void a_count_is_not_held_against_the_target_of_a_longer_or_shorter_period(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "counts.csv",
	             HEADER "A,2024-M04,1,One,number,high,4,,,5\n"
	                    "A,2024-25-Q1,1,One,number,high,12,,,13\n"
	                    "A,2024-25-Q2,1,One,number,high,,,,13\n"
	                    "A,2024-25,1,One,number,high,,,,50\n");
	assert_target(*state, "2024-25-Q2", "12");
	assert_target(*state, "2024-25", "");
}

static void a_share_is_held_against_the_target_of_another_length_where_it_has_none(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "shares.csv",
	             HEADER "A,2024-25-Q1,1,One,%,high,50,,,53\n"
	                    "A,2024-M05,1,One,%,high,55,,,53\n"
	                    "A,2024-25-Q2,1,One,%,high,,,,53\n"
	                    "A,2024-25,1,One,%,high,,,,53\n");
	assert_target(*state, "2024-25-Q2", "50");
	assert_target(*state, "2024-25", "55");
}

static void a_target_of_a_period_without_dates_stays_with_its_line(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "some.csv",
	             HEADER "A,some time,1,One,%,high,70,no amber,,60\n");
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,,,,53\n");
	assert_target(*state, "some time", "70");
	assert_target(*state, "2024-25-Q3", "");
}

/* ---- the order of deliveries ---- */

static const char *const PERIODS[] = {
	"2023-24-Q4", "2024-25-Q1", "2024-25-Q2", "2024-25-Q3", "2024-25-Q4",
	"2025-26-Q1", "2024-25",    "2024-M04",   "2024-M07",   "2024-25-Q2-YTD",
};

static const char *const INDICATORS[] = { "1,One,%,high", "2,Two,number,low", "3,Three,days,low" };

static const char FRAMEWORK[] = "framework \"A\"\n"
				"indicator 3 \"Three\"\n"
				"  unit days\n"
				"  target 40 from 2024-04-01\n"
				"  target 50 from 2024-08-01\n"
				"    draft\n"
				"  rule \"no amber\" from 2024-07-01\n";

/* Numbers that are the same in every run. */
static uint32_t roll(uint64_t *state, uint32_t sides)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33) % sides;
}

/* A file with a period's figures, some with a target or a rule, few of them different. */
static const char *random_file(struct arena *arena, const char *period, uint64_t *dice)
{
	static const char *const TARGETS[] = { "", "", "40", "50" };
	static const char *const RULES[] = { "", "", "no amber", "green within 10%" };
	static const char *const EARLIER[] = { "", "30", "60" };
	struct str text = STR(HEADER);
	for (size_t i = 0; i < COUNT_OF(INDICATORS); i++)
		text = arena_format(arena, "%.*sA,%s,%s,%s,%s,%s,%u\n", STR_ARGS(text), period,
		                    INDICATORS[i], TARGETS[roll(dice, COUNT_OF(TARGETS))],
		                    RULES[roll(dice, COUNT_OF(RULES))],
		                    EARLIER[roll(dice, COUNT_OF(EARLIER))], 35 + roll(dice, 20));
	return text.ptr;
}

static void shuffle(size_t *order, size_t count, uint64_t *dice)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = roll(dice, (uint32_t)i), kept = order[i - 1];
		order[i - 1] = order[other];
		order[other] = kept;
	}
}

/* What a reader would be told of a line. */
static void tell(const struct line *line, struct buf *out)
{
	char rule[RULE_TEXT_BYTES], previous[VALUE_TEXT_BYTES] = "";
	struct judge_settings settings = judge_settings_default();
	struct judgement judgement;
	judge_line(line, &settings, &judgement);
	if (line->previous.is_known)
		value_print(&line->previous, &line->indicator->unit, previous);
	buf_format(out, "%.*s: target '%.*s' (%.*s), rule '%s', previous '%s', %s, %s, %s\n",
	           STR_ARGS(indicator_name(line->indicator)), STR_ARGS(line->target.text),
	           STR_ARGS(line->target_why), rule_print(&line->rule, rule), previous,
	           state_word(judgement.state), rating_word(judgement.rating),
	           direction_word(judgement.change.direction));
	for (size_t i = 0; i < line->history_count; i++)
		buf_format(out, "  '%.*s'", STR_ARGS(line->history[i].target.text));
}

/* The lines of every period, after the files came in this order. */
static struct str told_after(const char *const *files, const size_t *order, struct arena *arena)
{
	void *own = NULL;
	auto_arena scratch = { 0 };
	auto_buf out = buf_init(100000);
	assert_int_equal(store_setup_sqlite(&own), 0);
	state_framework(own, FRAMEWORK);
	for (size_t i = 0; i < COUNT_OF(PERIODS); i++)
		deliver_text(own, &scratch, PERIODS[order[i]], files[order[i]]);
	for (size_t i = 0; i < COUNT_OF(PERIODS); i++) {
		struct line_list lines = lines_of(own, &scratch, PERIODS[i]);
		buf_format(&out, "%s\n", PERIODS[i]);
		for (size_t k = 0; k < COUNT_OF(INDICATORS); k++) {
			const char name[] = { INDICATORS[k][0], '\0' };
			tell(line_named(&lines, name), &out);
		}
	}
	assert_int_equal(store_teardown(&own), 0);
	return arena_text(arena, buf_view(&out));
}

static void no_line_depends_on_the_order_in_which_files_came(void **state)
{
	enum { ROUNDS = 4, ORDERS = 4 };
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		auto_arena arena = { 0 };
		uint64_t dice = round;
		const char *files[COUNT_OF(PERIODS)];
		size_t order[COUNT_OF(PERIODS)];
		for (size_t i = 0; i < COUNT_OF(PERIODS); i++) {
			order[i] = i;
			files[i] = random_file(&arena, PERIODS[i], &dice);
		}
		struct str first = told_after(files, order, &arena);
		for (int i = 1; i < ORDERS; i++) {
			shuffle(order, COUNT_OF(order), &dice);
			struct str other = told_after(files, order, &arena);
			if (!str_equal(first, other))
				fail_msg("round %d, order %d:\n%.*s\nbecame\n%.*s", (int)round, i,
				         STR_ARGS(first), STR_ARGS(other));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_printed_target_and_rule_hold_to_the_end_of_the_financial_year),
		STORE_TESTS(an_officers_target_without_an_end_stays_open),
		STORE_TESTS(an_officers_target_of_the_same_days_stands_with_who_agreed_it),
		STORE_TESTS(a_printed_target_that_an_officer_changed_is_the_officers),
		STORE_TESTS(a_count_is_not_held_against_the_target_of_a_longer_or_shorter_period),
		STORE_TESTS(a_share_is_held_against_the_target_of_another_length_where_it_has_none),
		STORE_TESTS(a_target_of_a_period_without_dates_stays_with_its_line),
		SQLITE_TEST(no_line_depends_on_the_order_in_which_files_came),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
