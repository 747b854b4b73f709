#include "check.h"

#include "../render/sample.h"
#include "doc/build.h"
#include "doc/clean.h"

static struct doc *empty(struct arena *arena)
{
	return doc_new(arena, &(struct doc_meta){ .title = STR("Title") });
}

static void the_sample_is_a_valid_document(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = sample_digest(&arena);
	bool seen[DOC_BLOCK_KIND_COUNT] = { false };
	for (const struct doc_block *block = doc->blocks.first; block; block = block->next) {
		seen[block->kind] = true;
		if (block->kind != DOC_BLOCK_SPLIT)
			continue;
		for (const struct doc_block *in = block->split.narrow.first; in; in = in->next)
			seen[in->kind] = true;
		for (const struct doc_block *in = block->split.wide.first; in; in = in->next)
			seen[in->kind] = true;
	}
	for (size_t i = 0; i < DOC_BLOCK_KIND_COUNT; i++)
		if (!seen[i])
			fail_msg("the sample has no block of kind %zu", i);
	assert_text(doc->meta.language, "en-GB");
	assert_null(doc->builder);
}

static void ids_are_safe_and_unique(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = empty(&arena);
	assert_text(doc_id(doc, STR("NI 52b")), "ni-52b");
	assert_text(doc_id(doc, STR("NI 52b")), "ni-52b-2");
	assert_text(doc_id(doc, STR("ni/52B!")), "ni-52b-3");
	assert_text(doc_id(doc, STR("ni 52b 2")), "ni-52b-2-2");
	assert_text(doc_id(doc, STR("59")), "n59");
	assert_text(doc_id(doc, STR("£")), "id");
	assert_text(doc_id(doc, STR("")), "id-2");
}

static void runs_join_the_line_begun_last(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = empty(&arena);
	doc_paragraph(doc, DOC_PARAGRAPH_LEAD);
	doc_strong(doc, STR("16"));
	doc_plain(doc, STR(""));
	doc_format(doc, " of %d", 27);
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("Next"));
	doc_finish(doc);
	const struct doc_block *block = doc->blocks.first;
	const struct doc_run *run = block->paragraph.line.first;
	assert_int_equal(run->kind, DOC_RUN_STRONG);
	assert_text(run->text, "16");
	assert_text(run->next->text, " of 27");
	assert_null(run->next->next);
	assert_text(block->next->paragraph.line.first->text, "Next");
}

static void rows_without_a_group_stand_in_one_without_a_title(void **state)
{
	(void)state;
	static const struct doc_column COLUMNS[] = {
		{ .header = "Measure", .kind = DOC_COLUMN_TEXT, .is_row_header = true },
		{ .header = "Now", .kind = DOC_COLUMN_NUMBER },
	};
	auto_arena arena = { 0 };
	struct doc *doc = empty(&arena);
	doc_table_begin(doc, STR("Caption"), COLUMNS, COUNT_OF(COLUMNS));
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Visits"));
	doc_cell_missing(doc, STR("not given"));
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Reviews"));
	doc_cell_number(doc, &(struct doc_number){ .text = STR("1,211"), .exact = STR("1211") });
	doc_cell_small(doc, STR("of 2,000"));
	doc_cell_small(doc, STR(""));
	doc_table_end(doc);
	doc_finish(doc);
	const struct doc_group *group = doc->blocks.first->table.first;
	assert_int_equal(group->title.len, 0);
	assert_null(group->next);
	assert_int_equal(group->first->cells[1].kind, DOC_CELL_MISSING);
	const struct doc_cell *number = &group->first->next->cells[1];
	assert_text(number->number.exact, "1211");
	assert_int_equal(number->lines.first->style, DOC_LINE_SMALL);
	assert_null(number->lines.first->next);
}

static void commentary_becomes_a_paragraph_for_each_line(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc *doc = empty(&arena);
	doc_heading(doc, 2, STR(""), STR("Exceptions"));
	doc_exception_begin(doc, STR(""), DOC_MARK_CLOSE, STR("NI 60"));
	doc_part(doc, STR("Why"));
	doc_part_text(doc, STR("One.\r\n\n  Two.  \n"));
	doc_part(doc, STR("Action"));
	doc_part_absent(doc, STR("None was given."));
	doc_exception_end(doc);
	doc_finish(doc);
	const struct doc_exception *exception = &doc->blocks.first->next->exception;
	assert_text(exception->id, "ni-60");
	const struct doc_line *line = exception->first->lines.first;
	assert_text(line->first->text, "One.");
	assert_text(line->next->first->text, "Two.");
	assert_null(line->next->next);
	assert_text(exception->last->absence, "None was given.");
}

static void what_no_output_can_carry_is_replaced(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	assert_text(doc_clean_text(&arena, STR("a\tb\r\nc")), "a\tb\nc");
	assert_text(doc_clean_text(&arena, STR("bell \a.")), "bell \xEF\xBF\xBD.");
	assert_text(doc_clean_text(&arena, STR("cut \xE2\x82")), "cut \xEF\xBF\xBD\xEF\xBF\xBD");
	assert_text(doc_clean_text(&arena, STR("\xEF\xBF\xBF")), "\xEF\xBF\xBD");
	assert_text(doc_clean_text(&arena, STR("Sinéad ≥ £5")), "Sinéad ≥ £5");
}

static void every_mark_has_shape_word_colour_and_ascii(void **state)
{
	(void)state;
	for (enum doc_mark mark = DOC_MARK_NONE + 1; mark < DOC_MARK_COUNT; mark++) {
		const struct doc_mark_face *face = doc_mark_face(mark);
		assert_true(*face->word && *face->shape && *face->symbol && *face->path);
		assert_int_equal(strlen(face->colour), 7);
		assert_true(face->is_filled != (face->stroke_tenths > 0));
		assert_true(doc_mark_is_status(mark) != doc_mark_is_direction(mark));
		for (const char *c = face->ascii; *c; c++)
			assert_true(*c >= ' ' && *c < 127);
		for (enum doc_mark other = DOC_MARK_NONE + 1; other < mark; other++) {
			assert_string_not_equal(face->ascii, doc_mark_face(other)->ascii);
			assert_string_not_equal(face->symbol, doc_mark_face(other)->symbol);
			assert_string_not_equal(face->path, doc_mark_face(other)->path);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_is_a_valid_document),
		cmocka_unit_test(ids_are_safe_and_unique),
		cmocka_unit_test(runs_join_the_line_begun_last),
		cmocka_unit_test(rows_without_a_group_stand_in_one_without_a_title),
		cmocka_unit_test(commentary_becomes_a_paragraph_for_each_line),
		cmocka_unit_test(what_no_output_can_carry_is_replaced),
		cmocka_unit_test(every_mark_has_shape_word_colour_and_ascii),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
