#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "framework/text.h"
#include "random_framework.h"

enum { PRINTED_MAX_BYTES = 4 << 20 };

static void what_is_printed_reads_back_equal(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		auto_arena arena = { 0 };
		auto_buf first = buf_init(PRINTED_MAX_BYTES), second = buf_init(PRINTED_MAX_BYTES);
		struct finding_list problems = { .arena = &arena };
		struct framework framework = random_framework(&arena, seed), again;
		struct err err = { 0 };
		const char *why = "";
		assert_ok(framework_print(&framework, &first, &err), &err);
		if (framework_parse(buf_view(&first), STR("printed"), &arena, &again, &problems,
		                    &err) != OK)
			fail_msg("seed %d: %s\n%s", (int)seed, err.text, first.bytes);
		if (!same_framework(&framework, &again, &why))
			fail_msg("seed %d differs in %s\n%s", (int)seed, why, first.bytes);
		assert_ok(framework_print(&again, &second, &err), &err);
		assert_string_equal(first.bytes, second.bytes);
	}
}

/* Reads a text that must fail; gives the status, and the words in `err`. */
static enum status refuse(struct str text, struct err *err)
{
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct framework framework;
	return framework_parse(text, STR("f.framework"), &arena, &framework, &problems, err);
}

static void the_error_names_the_first_problem_and_counts_the_others(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_int_equal(refuse(STR("framework \"A\"\nindicator\nscorecard\n"), &err), E_INPUT);
	assert_string_equal(err.text, "f.framework:2:10: expected a reference and a title, but "
	                              "the line ends (and 1 more)");
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_int_equal(refuse(STR("framework \"\xFF\"\n"), &err), E_INPUT);
	assert_string_equal(err.text, "f.framework: byte 12 is not UTF-8 text");
}

static void a_byte_order_mark_and_windows_line_ends_are_nothing(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct framework framework;
	struct err err = { 0 };
	assert_ok(framework_parse(STR("\xEF\xBB\xBF"
	                              "framework \"A\"\r\n  note \"one\"\r\n    \"two\"\r\n"),
	                          STR("f"), &arena, &framework, &problems, &err),
	          &err);
	assert_text(framework.authority, "A");
	assert_text(framework.note, "one two");
}

static void only_so_many_problems_are_reported(void **state)
{
	(void)state;
	auto_buf text = buf_init(1 << 20);
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct framework framework;
	struct err err = { 0 };
	buf_add(&text, STR("framework \"A\"\n"));
	for (int i = 0; i < 1000; i++)
		buf_add(&text, STR("nonsense\n"));
	assert_int_equal(
		framework_parse(buf_view(&text), STR("f"), &arena, &framework, &problems, &err),
		E_INPUT);
	assert_int_equal(problems.count, FRAMEWORK_PROBLEMS_MAX);
}

static void a_text_that_is_too_large_is_refused_before_it_is_read(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct str huge = { "", (size_t)FRAMEWORK_TEXT_MAX_BYTES + 1 };
	assert_int_equal(refuse(huge, &err), E_LIMIT);
	assert_non_null(strstr(err.text, "f.framework: "));
}

static void printing_past_the_room_given_is_an_error(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct framework framework = random_framework(&arena, 3);
	auto_buf small = buf_init(40);
	struct err err = { 0 };
	assert_int_equal(framework_print(&framework, &small, &err), E_LIMIT);
}

static void long_lines_and_many_continuations_stay_linear(void **state)
{
	(void)state;
	auto_buf text = buf_init(8 << 20);
	struct err err = { 0 };
	buf_add(&text, STR("framework \"A\"\n  note \"x\"\n"));
	for (int i = 0; i < 200000; i++)
		buf_add(&text, STR("\"y\"\n"));
	buf_add(&text, STR("indicator "));
	for (int i = 0; i < 500000; i++)
		buf_add(&text, STR("\"\" "));
	assert_int_equal(refuse(buf_view(&text), &err), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_reads_back_equal),
		cmocka_unit_test(the_error_names_the_first_problem_and_counts_the_others),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(a_byte_order_mark_and_windows_line_ends_are_nothing),
		cmocka_unit_test(only_so_many_problems_are_reported),
		cmocka_unit_test(a_text_that_is_too_large_is_refused_before_it_is_read),
		cmocka_unit_test(printing_past_the_room_given_is_an_error),
		cmocka_unit_test(long_lines_and_many_continuations_stay_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
