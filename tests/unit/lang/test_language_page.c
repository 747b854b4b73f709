/* Holds docs/language.md to the operators and functions of the program: its last part is printed
 * from operators.def and functions.def. With UPDATE_GOLDEN set it is written anew. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "lang/operator.h"

enum { PAGE_BYTES_MAX = 1 << 20 };

static const char MADE[] =
	"<!-- From here on made from src/lang/operators.def and src/lang/functions.def. -->\n";

/* "a time in days" without its article. */
static const char *bare_type_words(enum lang_type type)
{
	return strchr(type_words(type), ' ') + 1;
}

static void put_parts(const char *parts, struct buf *out)
{
	for (int i = 0; parts[i]; i++)
		buf_format(out, "%s%s", i > 0 ? "; " : "", part_words(parts[i]));
}

static void put_operators(struct buf *out)
{
	buf_add(out, STR("\n## All operators\n\n"
	                 "| operator | takes | gives | of a missing part | that is |\n"
	                 "|---|---|---|---|---|\n"));
	for (size_t i = 0; i < OPERATOR_RULE_COUNT; i++) {
		const struct operator_rule *rule = &OPERATOR_RULES[i];
		buf_format(out, "| `%s` | ", rule->sign);
		put_parts(rule->parts, out);
		buf_format(out, " | %s | %s | %s |\n",
		           rule->result == '1' ? "what the first is" : part_words(rule->result),
		           rule->missing, rule->doc);
	}
}

static void put_functions(struct buf *out)
{
	buf_add(out, STR("\n## All functions\n\n"
	                 "A missing part makes the result missing where nothing else is said.\n\n"
	                 "| function | gives | that is |\n|---|---|---|\n"));
	for (int i = 0; i < FUNCTION_COUNT; i++) {
		const struct function_rule *rule = &FUNCTION_RULES[i];
		buf_format(out, "| `%s(", rule->name);
		for (int part = 0; rule->parts[part]; part++)
			buf_format(out, "%s%s", part > 0 ? ", " : "", part_words(rule->parts[part]));
		buf_format(out, ")` | %s | %s |\n",
		           rule->result == LANG_NONE ? "what its last part is"
		                                     : bare_type_words(rule->result),
		           rule->doc);
	}
}

static void the_page_prints_every_operator_and_function(void **state)
{
	(void)state;
	auto_buf page = buf_init(PAGE_BYTES_MAX), expected = buf_init(PAGE_BYTES_MAX);
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	struct err err = { 0 };
	char path[512];
	snprintf(path, sizeof(path), "%s/docs/language.md", root ? root : ".");
	assert_ok(file_read(path, PAGE_BYTES_MAX, &page, &err), &err);
	size_t head = str_find_nocase(buf_view(&page), str_of(MADE));
	if (head == SIZE_MAX)
		fail_msg("the page has lost the line before its tables");
	buf_add(&expected, str_slice(buf_view(&page), 0, head));
	buf_add(&expected, str_of(MADE));
	put_operators(&expected);
	put_functions(&expected);
	if (getenv("UPDATE_GOLDEN"))
		assert_ok(file_write(path, buf_view(&expected), &err), &err);
	else if (!str_equal(buf_view(&page), buf_view(&expected)))
		fail_msg("docs/language.md does not print the tables of the program: run with "
		         "UPDATE_GOLDEN=1 and read the difference");
}

static void every_operator_and_function_is_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < OPERATOR_RULE_COUNT; i++) {
		assert_true(*OPERATOR_RULES[i].sign);
		assert_true(*OPERATOR_RULES[i].missing);
		assert_true(*OPERATOR_RULES[i].doc);
	}
	for (int i = 0; i < FUNCTION_COUNT; i++)
		assert_true(*FUNCTION_RULES[i].doc);
}

static void every_operator_of_the_tree_has_a_rule(void **state)
{
	(void)state;
	for (int op = 0; op < BINARY_OP_COUNT; op++)
		assert_true(*operator_sign(NODE_BINARY, op));
	for (int what = IS_MISSING; what <= IS_NO; what++)
		assert_true(*operator_sign(NODE_IS, what));
	assert_true(*operator_sign(NODE_NOT, 0));
	assert_true(*operator_sign(NODE_NEGATE, 0));
	assert_true(*operator_sign(NODE_BETWEEN, 0));
	assert_true(*operator_sign(NODE_IN, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_prints_every_operator_and_function),
		cmocka_unit_test(every_operator_and_function_is_explained),
		cmocka_unit_test(every_operator_of_the_tree_has_a_rule),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
