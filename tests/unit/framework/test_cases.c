/* The files of tests/cases/framework: texts that read, and texts that are refused. */
#include "../check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "framework/text.h"

enum { CASES_MAX_BYTES = 1 << 20 };

struct text_case {
	struct str name;
	struct str text;
	struct str answer; /* empty: none is written */
};

/* Cuts the next case out of `*rest`: "== name", the text, "--", the answer. */
static bool next_case(struct str *rest, struct text_case *out)
{
	static const struct str HEAD = { "\n== ", 4 }, ANSWER = { "\n--", 3 };
	size_t head = str_find_nocase(*rest, HEAD);
	if (head == SIZE_MAX)
		return false;
	struct str body = str_slice(*rest, head + HEAD.len, SIZE_MAX);
	size_t end = str_find_nocase(body, HEAD);
	*rest = end == SIZE_MAX ? (struct str){ 0 } : str_slice(body, end, SIZE_MAX);
	body = str_slice(body, 0, end);
	size_t name_end = str_find_nocase(body, STR("\n"));
	out->name = str_slice(body, 0, name_end);
	body = str_slice(body, name_end, SIZE_MAX);
	size_t answer = str_find_nocase(body, ANSWER);
	assert_true(answer != SIZE_MAX);
	out->text = str_slice(body, 1, answer);
	out->answer = str_trim(str_slice(body, answer + ANSWER.len, SIZE_MAX));
	return true;
}

static void run_cases(const char *file, void (*check)(const struct text_case *))
{
	char path[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	snprintf(path, sizeof(path), "%s/tests/cases/framework/%s", root ? root : ".", file);
	auto_buf bytes = buf_init(CASES_MAX_BYTES);
	struct err err = { 0 };
	assert_ok(file_read(path, CASES_MAX_BYTES, &bytes, &err), &err);
	struct str rest = buf_view(&bytes);
	struct text_case it;
	int count = 0;
	for (; next_case(&rest, &it); count++)
		check(&it);
	assert_true(count > 3);
}

static void assert_same(const struct text_case *it, struct str got, struct str want)
{
	if (str_equal(str_trim(got), str_trim(want)))
		return;
	fprintf(stderr, "--- got ---\n%.*s\n--- expected ---\n%.*s\n", STR_ARGS(got),
	        STR_ARGS(want));
	fail_msg("%.*s", STR_ARGS(it->name)); /* whose messages are cut short */
}

static void check_reads(const struct text_case *it)
{
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct framework framework;
	struct err err = { 0 };
	enum status st =
		framework_parse(it->text, STR("case"), &arena, &framework, &problems, &err);
	if (st != OK)
		fail_msg("%.*s: %s", STR_ARGS(it->name), err.text);
	assert_int_equal(problems.count, 0);
	auto_buf printed = buf_init(CASES_MAX_BYTES);
	assert_ok(framework_print(&framework, &printed, &err), &err);
	assert_same(it, buf_view(&printed), it->answer.len ? it->answer : it->text);
}

/* Every problem as "line:column: message", and the error that sums them up. */
static void check_refused(const struct text_case *it)
{
	auto_arena arena = { 0 };
	struct finding_list problems = { .arena = &arena };
	struct framework framework = { .authority = STR("untouched") };
	struct err err = { 0 };
	enum status st =
		framework_parse(it->text, STR("case"), &arena, &framework, &problems, &err);
	if (st != E_INPUT)
		fail_msg("%.*s: was not refused", STR_ARGS(it->name));
	assert_text(framework.authority, "untouched");
	auto_buf all = buf_init(CASES_MAX_BYTES);
	for (size_t i = 0; i < problems.count; i++) {
		const struct finding *problem = &problems.items[i];
		assert_int_equal(problem->severity, FINDING_ERROR);
		assert_text(problem->file, "case");
		buf_format(&all, "%lld:%.*s: %.*s\n", (long long)problem->row,
		           STR_ARGS(problem->column), STR_ARGS(problem->message));
	}
	assert_same(it, buf_view(&all), it->answer);
}

/* The example for officers is canonical below the comments it begins with. */
static void the_example_is_canonical(void **state)
{
	(void)state;
	char path[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	snprintf(path, sizeof(path), "%s/examples/merton.framework", root ? root : ".");
	auto_buf bytes = buf_init(CASES_MAX_BYTES);
	struct err err = { 0 };
	assert_ok(file_read(path, CASES_MAX_BYTES, &bytes, &err), &err);
	struct str text = buf_view(&bytes);
	size_t head = str_find_nocase(text, STR("\nframework "));
	assert_true(head != SIZE_MAX);
	check_reads(&(struct text_case){
		STR("merton.framework"), str_slice(text, head, SIZE_MAX), { 0 } });
}

static void texts_read_as_their_canonical_form(void **state)
{
	(void)state;
	run_cases("reads.case", check_reads);
}

static void refused_texts_say_where_and_what_was_expected(void **state)
{
	(void)state;
	run_cases("refused.case", check_refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_read_as_their_canonical_form),
		cmocka_unit_test(the_example_is_canonical),
		cmocka_unit_test(refused_texts_say_where_and_what_was_expected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
