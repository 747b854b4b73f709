/* Runs tests/cases/lang/parse/NAME.case: definitions, and their formatted text or what is
 * wrong with them, as it is printed. Whatever is formatted must be read again as the same
 * tree, and be formatted as the same text. */
#include "case_block.h"

#include "format_stable.h"
#include "lang/format.h"
#include "lang/parse.h"

static void parse(struct str text, struct arena *arena, struct library *library, struct buf *said)
{
	struct complaints complaints = { .arena = arena };
	lang_parse(STR("a.ind"), text, arena, library, &complaints);
	for (size_t i = 0; i < complaints.count; i++)
		complaint_print(&complaints.items[i], said);
}

static void answer(struct str text, struct buf *out)
{
	auto_arena arena = { 0 };
	auto_buf said = buf_init(CASE_FILE_BYTES_MAX), formatted = buf_init(CASE_FILE_BYTES_MAX);
	struct library library = { 0 };
	parse(text, &arena, &library, &said);
	for (size_t i = 0; i < library.count; i++) {
		if (library.items[i]->is_broken)
			continue;
		buf_clear(&formatted);
		lang_format(library.items[i], &formatted);
		if (!format_is_stable(library.items[i], &said))
			fail_msg("%s", said.bytes);
		buf_format(out, "%s%.*s", out->len > 0 ? "\n" : "", STR_ARGS(buf_view(&formatted)));
	}
	buf_add(out, buf_view(&said));
}

#define CASES(name)                                                   \
	static void name##_case(void **state)                         \
	{                                                             \
		(void)state;                                          \
		case_blocks_run("lang/parse/" #name ".case", answer); \
	}
CASES(clauses)
CASES(expressions)
CASES(layout)
CASES(relations)
CASES(sketch)
CASES(wrong_clauses)
CASES(wrong_examples)
CASES(wrong_expressions)
CASES(wrong_words)
#undef CASES

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clauses_case),        cmocka_unit_test(expressions_case),
		cmocka_unit_test(layout_case),         cmocka_unit_test(relations_case),
		cmocka_unit_test(sketch_case),         cmocka_unit_test(wrong_clauses_case),
		cmocka_unit_test(wrong_examples_case), cmocka_unit_test(wrong_expressions_case),
		cmocka_unit_test(wrong_words_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
