/* Runs tests/cases/lang/sentence/sentences.case: definitions over the schema of the checker's
 * cases, and each as a sentence. */
#include "case_block.h"

#include "lang/check.h"
#include "lang/format.h"
#include "lang/parse.h"
#include "lang/sentence_node.h"

static void answer(struct str text, struct buf *out)
{
	auto_arena arena = { 0 };
	auto_buf lines = buf_init(CASE_FILE_BYTES_MAX);
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	struct schema schema;
	struct err err = { 0 };
	case_file_read("lang/check/records.schema", &lines);
	assert_ok(schema_parse(buf_view(&lines), &arena, &schema, &err), &err);
	lang_parse(STR("a.ind"), text, &arena, &library, &complaints);
	lang_check(&schema, &library, &arena, &complaints);
	for (size_t i = 0; i < complaints.count; i++)
		complaint_print(&complaints.items[i], out);
	for (size_t i = 0; i < library.count; i++) {
		if (!library.items[i]->is_sound)
			continue;
		buf_format(out, "%.*s: ", STR_ARGS(library.items[i]->name));
		lang_sentence(library.items[i], out);
		buf_add_char(out, '\n');
	}
}

static void a_definition_reads_as_a_sentence(void **state)
{
	(void)state;
	case_blocks_run("lang/sentence/sentences.case", answer);
}

static void every_function_has_a_phrase(void **state)
{
	(void)state;
	for (int function = 0; function < FUNCTION_COUNT; function++)
		assert_non_null(sentence_phrase((enum function)function));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_definition_reads_as_a_sentence),
		cmocka_unit_test(every_function_has_a_phrase),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
