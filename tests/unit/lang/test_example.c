#include "check.h"

#include "lang/check.h"
#include "lang/example.h"
#include "lang/parse.h"

static const char SCHEMA[] = "assessment of child\n"
			     "  started date start\n"
			     "  completed date end\n"
			     "  score number\n";

/* The definition of every test, up to its example. */
#define TIMELY                                                       \
	"indicator A\n"                                              \
	"title \"a\"\n"                                              \
	"unit percent\n"                                            \
	"of assessment when completed\n"                             \
	"count where working_days(started, completed) <= 2 working days\n"

struct trial {
	struct arena arena;
	struct complaints complaints;
	struct buf text;
	enum status status;
	struct err err;
};

static void trial_deinit(struct trial *trial)
{
	arena_deinit(&trial->arena);
	buf_deinit(&trial->text);
}

#define auto_trial CLEANUP(trial_deinit) struct trial

/* Runs the examples of a text of definitions that is sound. */
static void run(struct trial *trial, const char *text)
{
	auto_calendar calendar = calendar_new();
	struct schema schema;
	struct library library = { 0 };
	*trial = (struct trial){ .text = buf_init(1 << 16) };
	trial->complaints.arena = &trial->arena;
	assert_ok(schema_parse(str_of(SCHEMA), &trial->arena, &schema, &trial->err), &trial->err);
	lang_parse(STR("a.ind"), str_of(text), &trial->arena, &library, &trial->complaints);
	lang_check(&schema, &library, &trial->arena, &trial->complaints);
	assert_int_equal(trial->complaints.count, 0);
	assert_int_equal(library.count, 1);
	trial->status = examples_run(&schema, library.items[0], calendar, &trial->arena,
	                             &trial->complaints, &trial->err);
	for (size_t i = 0; i < trial->complaints.count; i++)
		complaint_print(&trial->complaints.items[i], &trial->text);
	buf_add(&trial->text, STR(""));
}

static void an_example_that_holds_is_silent(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, TIMELY "example \"x\"\n"
	                   "assessment started 2024-01-08 completed 2024-01-10\n"
	                   "gives 1 of 1 in 2024-M01\n"
	                   "gives 100 in 2024-M01\n"
	                   "gives no value in 2024-M02\n");
	assert_int_equal(trial.status, OK);
	assert_int_equal(trial.complaints.count, 0);
}

static void what_came_and_what_became_of_each_record_is_told(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, TIMELY "example \"the second day\"\n"
	                   "  assessment child a started 2024-01-08 completed 2024-01-10\n"
	                   "  assessment child b started 2024-01-08 completed 2024-01-11\n"
	                   "  assessment child c started 2024-01-08 completed 2024-01-05\n"
	                   "  assessment child d started 2024-01-08\n"
	                   "  gives 2 of 2 in 2024-M01\n");
	assert_int_equal(trial.status, OK);
	assert_string_equal(
		trial.text.bytes,
		"a.ind:11:3: the example 'the second day' gives 1 of 2 rejects 1, but 2 of 2 was "
		"expected\n"
		"    gives 2 of 2 in 2024-M01\n"
		"    ^~~~~~~~~~~~~~~~~~~~~~~~\n"
		"  what became of each record:\n"
		"  line 7, on 2024-01-10: counted\n"
		"  line 8, on 2024-01-11: in, not counted\n"
		"  line 9, on 2024-01-05: rejected: completed lies before started\n"
		"  line 10: not in the period\n");
}

static void a_value_is_told_with_the_decimals_that_were_expected(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, TIMELY "example \"x\"\n"
	                   "assessment child a started 2024-01-08 completed 2024-01-10\n"
	                   "assessment child b started 2024-01-08 completed 2024-01-11\n"
	                   "assessment child c started 2024-01-08 completed 2024-01-12\n"
	                   "gives 33.34 in 2024-M01\n");
	assert_int_equal(trial.complaints.count, 1);
	assert_text(trial.complaints.items[0].message,
	            "the example 'x' gives 33.33, but 33.34 was expected");
}

static void no_value_is_told_where_one_was_expected(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, TIMELY "example \"x\"\n"
	                   "gives 0 in 2024-M01\n"
	                   "gives no value in 2024-M01 rejects 1\n");
	assert_int_equal(trial.complaints.count, 2);
	assert_text(trial.complaints.items[0].message,
	            "the example 'x' gives no value, but 0 was expected");
	assert_text(trial.complaints.items[1].message,
	            "the example 'x' gives no value, but no value rejects 1 was expected");
}

static void a_definition_that_changed_says_so(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, TIMELY "in force from 2024-01-15\n"
	                   "example \"x\"\n"
	                   "gives 0 of 0 in 2024-M01\n");
	assert_int_equal(trial.complaints.count, 1);
	assert_text(trial.complaints.items[0].message,
	            "the example 'x' gives no value (the definition changed in the period, or was "
	            "not in force), but 0 of 0 was expected");
}

static void a_sum_that_leaves_63_bits_is_an_error_not_a_figure(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, "indicator A\n"
	            "title \"a\"\n"
	            "unit score\n"
	            "of assessment when completed\n"
	            "sum score * 1000000\n"
	            "example \"x\"\n"
	            "assessment completed 2024-01-10 score 9000000\n"
	            "gives 0 in 2023-M01\n"
	            "example \"y\"\n"
	            "assessment child a completed 2024-01-10 score 9000000\n"
	            "assessment child b completed 2024-01-10 score 9000000\n"
	            "gives 1 in 2024-M01\n");
	assert_int_equal(trial.status, E_LIMIT);
	assert_string_equal(trial.err.text, "example 'y': A: a number grows beyond what can be "
	                                    "held exactly");
}

static void a_product_that_leaves_63_bits_is_an_error(void **state)
{
	(void)state;
	auto_trial trial;
	run(&trial, "indicator A\n"
	            "title \"a\"\n"
	            "unit score\n"
	            "of assessment when completed\n"
	            "sum score * score\n"
	            "example \"x\"\n"
	            "assessment completed 2024-01-10 score 900000000\n"
	            "gives 1 in 2024-M01\n");
	assert_int_equal(trial.status, E_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_example_that_holds_is_silent),
		cmocka_unit_test(what_came_and_what_became_of_each_record_is_told),
		cmocka_unit_test(a_value_is_told_with_the_decimals_that_were_expected),
		cmocka_unit_test(no_value_is_told_where_one_was_expected),
		cmocka_unit_test(a_definition_that_changed_says_so),
		cmocka_unit_test(a_sum_that_leaves_63_bits_is_an_error_not_a_figure),
		cmocka_unit_test(a_product_that_leaves_63_bits_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
