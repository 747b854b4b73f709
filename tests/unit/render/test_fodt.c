/* The flat ODF and the widths of its tables, without LibreOffice. */
#include "check.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/build.h"
#include "render/fodt.h"
#include "render/grid.h"
#include "render/odf.h"
#include "render/paper.h"
#include "sample.h"

enum { ODF_MAX_BYTES = 32 * 1024 * 1024 };

struct paper {
	struct arena arena;
	struct buf text;
	xmlDocPtr xml;
	xmlXPathContextPtr xpath;
	struct err err;
};

static void paper_write(struct paper *paper, const struct doc *doc)
{
	static const char *const NAMES[][2] = {
		{ "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
		{ "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
		{ "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
		{ "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
		{ "fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
		{ "draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
		{ "svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
		{ "xlink", "http://www.w3.org/1999/xlink" },
	};
	paper->text = buf_init(ODF_MAX_BYTES);
	assert_ok(fodt_write(doc, &paper->text, &paper->err), &paper->err);
	paper->xml = xmlReadMemory(paper->text.bytes, (int)paper->text.len, "digest.fodt", NULL,
	                           XML_PARSE_NONET | XML_PARSE_HUGE);
	assert_non_null(paper->xml);
	paper->xpath = xmlXPathNewContext(paper->xml);
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		xmlXPathRegisterNs(paper->xpath, (const xmlChar *)NAMES[i][0],
		                   (const xmlChar *)NAMES[i][1]);
}

static void paper_clear(struct paper *paper)
{
	xmlXPathFreeContext(paper->xpath);
	xmlFreeDoc(paper->xml);
	buf_deinit(&paper->text);
	arena_deinit(&paper->arena);
}

/* The number that an XPath expression gives. */
static int count(struct paper *paper, const char *expression)
{
	xmlXPathObjectPtr object = xmlXPathEval((const xmlChar *)expression, paper->xpath);
	assert_non_null(object);
	int number = object->type == XPATH_NODESET
		? (object->nodesetval ? object->nodesetval->nodeNr : 0)
		: (int)xmlXPathCastToNumber(object);
	xmlXPathFreeObject(object);
	return number;
}

static void assert_count(struct paper *paper, const char *expression, int expected)
{
	int found = count(paper, expression);
	if (found != expected)
		fail_msg("%s: %d, expected %d", expression, found, expected);
}

static struct paper paper_of_sample(void)
{
	struct paper paper = { 0 };
	paper_write(&paper, sample_digest(&paper.arena));
	return paper;
}

static void every_style_that_is_used_is_there(void **state)
{
	(void)state;
	struct paper paper = paper_of_sample();
	assert_count(&paper, "//text:p[not(@text:style-name = //style:style[@style:family = "
	                     "'paragraph']/@style:name)]", 0);
	assert_count(&paper, "//text:h[not(@text:style-name = //style:style[@style:family = "
	                     "'paragraph']/@style:name)]", 0);
	assert_count(&paper, "//text:span[not(@text:style-name = //style:style[@style:family = "
	                     "'text']/@style:name)]", 0);
	assert_count(&paper, "//table:table-cell[not(@table:style-name = "
	                     "//style:style/@style:name)]", 0);
	assert_count(&paper, "//table:table-column[not(@table:style-name = "
	                     "//style:style/@style:name)]", 0);
	assert_count(&paper, "//style:style[@style:parent-style-name and "
	                     "not(@style:parent-style-name = //style:style/@style:name)]", 0);
	paper_clear(&paper);
}

static void no_style_is_named_like_a_role_of_a_pdf(void **state)
{
	(void)state;
	static const char *const ROLES[] = {
		"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "Index",
		"P", "H", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
		"TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "Code",
		"Link", "Annot", "Figure", "Formula", "Form", "Title",
	};
	struct paper paper = paper_of_sample();
	for (size_t i = 0; i < COUNT_OF(ROLES); i++)
		assert_count(&paper, arena_format(&paper.arena, "//style:style[@style:name = '%s' or "
		                                  "@style:display-name = '%s']", ROLES[i],
		                                  ROLES[i]).ptr, 0);
	paper_clear(&paper);
}

static void links_lead_to_bookmarks(void **state)
{
	(void)state;
	struct paper paper = paper_of_sample();
	assert_true(count(&paper, "//text:a") > 0);
	assert_count(&paper, "//text:a[not(substring(@xlink:href, 2) = "
	                     "//text:bookmark/@text:name)]", 0);
	paper_clear(&paper);
}

static void every_picture_has_title_and_description(void **state)
{
	(void)state;
	struct paper paper = paper_of_sample();
	assert_count(&paper, "//draw:frame", 9);
	assert_count(&paper, "//draw:frame[string(svg:title) != '' and string(svg:desc) != '']", 9);
	assert_count(&paper, "//draw:frame[@draw:name = preceding::draw:frame/@draw:name]", 0);
	paper_clear(&paper);
}

static void headings_carry_their_levels(void **state)
{
	(void)state;
	struct paper paper = paper_of_sample();
	assert_count(&paper, "//text:h[@text:outline-level = 1]", 1);
	assert_count(&paper, "//text:h[not(@text:outline-level)]", 0);
	assert_count(&paper, "//style:style[@style:default-outline-level]"
	                     "[style:paragraph-properties[not(@fo:keep-with-next = 'always')]]", 0);
	paper_clear(&paper);
}

static void rows_hold_together_and_heads_repeat(void **state)
{
	(void)state;
	struct paper paper = paper_of_sample();
	assert_count(&paper, "//table:table[not(table:table-header-rows/table:table-row)]", 0);
	assert_count(&paper, "//table:table-row[not(@table:style-name = 'WholeRow')]", 0);
	assert_count(&paper, "//style:style[@style:name = 'WholeRow']/style:table-row-properties"
	                     "[@fo:keep-together = 'always']", 1);
	paper_clear(&paper);
}

static void same_document_gives_same_bytes(void **state)
{
	(void)state;
	struct paper one = paper_of_sample();
	struct paper two = paper_of_sample();
	assert_true(str_equal(buf_view(&one.text), buf_view(&two.text)));
	paper_clear(&one);
	paper_clear(&two);
}

static void white_space_survives(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	struct doc *doc = doc_new(&paper.arena, &(struct doc_meta){ .title = STR("Spaces") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("a   b\tc\nd  <e> & 'f'"));
	doc_finish(doc);
	paper_write(&paper, doc);
	assert_count(&paper, "//text:p[. = 'a bcd <e> & \"f\"' or . = \"a bcd <e> & 'f'\"]", 1);
	assert_count(&paper, "//text:p[text:s[@text:c = 2] and text:tab and text:line-break and "
	                     "text:s[@text:c = 1]]", 1);
	paper_clear(&paper);
}

static void language_of_the_document_is_that_of_its_text(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	struct doc *doc = doc_new(&paper.arena, &(struct doc_meta){ .title = STR("Adroddiad"),
	                                                            .language = STR("cy-GB") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("Testun."));
	doc_finish(doc);
	paper_write(&paper, doc);
	assert_count(&paper, "//style:default-style/style:text-properties[@fo:language = 'cy' and "
	                     "@fo:country = 'GB']", 1);
	paper_clear(&paper);
}

static void document_that_does_not_fit_is_refused(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct err err;
	auto_buf small = buf_init(1000);
	assert_int_equal(fodt_write(sample_digest(&arena), &small, &err), E_LIMIT);
}

/* --- tables and pages ----------------------------------------------------- */

/* A document with a heading and one table of a name and `numbers` number columns,
 * then a heading and text. */
static struct doc *doc_with_table(struct arena *arena, size_t numbers)
{
	struct doc_column *columns = arena_new(arena, numbers + 1, sizeof(*columns));
	columns[0] = (struct doc_column){ .header = "Measure", .kind = DOC_COLUMN_TEXT,
		                          .is_row_header = true };
	for (size_t i = 1; i <= numbers; i++)
		columns[i] = (struct doc_column){ .header = "Figure", .kind = DOC_COLUMN_NUMBER };
	struct doc *doc = doc_new(arena, &(struct doc_meta){ .title = STR("Table") });
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("Before."));
	doc_heading(doc, 2, STR(""), STR("Figures"));
	doc_table_begin(doc, STR("Figures of the year."), columns, numbers + 1);
	doc_row(doc, STR(""));
	doc_cell_text(doc, STR("Children looked after who were adopted in the year"));
	for (size_t i = 0; i < numbers; i++)
		doc_cell_number(doc, &(struct doc_number){ .text = STR("1,211.5"), .suffix = STR("%"),
		                                           .exact = STR("1211.5"),
		                                           .unit = DOC_UNIT_PERCENT,
		                                           .decimals = 1 });
	doc_table_end(doc);
	doc_heading(doc, 2, STR(""), STR("After"));
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("After."));
	doc_finish(doc);
	return doc;
}

static const struct doc_table *table_of(const struct doc *doc)
{
	for (const struct doc_block *block = doc->blocks.first; block; block = block->next)
		if (block->kind == DOC_BLOCK_TABLE)
			return &block->table;
	fail_here("there is no table");
}

static void widths_fill_the_page_and_hold_the_words(void **state)
{
	(void)state;
	static const size_t COUNTS[] = { 1, 4, 9, 12, 40 };
	for (size_t i = 0; i < COUNT_OF(COUNTS); i++) {
		auto_arena arena = { 0 };
		const struct doc_table *table = table_of(doc_with_table(&arena, COUNTS[i]));
		double widths[64];
		grid_columns(table, PAPER_TEXT_CM, widths);
		double sum = 0;
		for (size_t c = 0; c < table->column_count; c++)
			sum += widths[c];
		assert_true(sum > PAPER_TEXT_CM - 0.001 && sum < PAPER_TEXT_CM + 0.001);
		double number = grid_text_cm(STR("1,211.5%"), PAPER_CELL_PT, false);
		if (grid_fits(table, PAPER_TEXT_CM))
			assert_true(widths[1] >= number + PAPER_CELL_GAP_CM);
	}
}

static void text_is_as_wide_as_the_font_says(void **state)
{
	(void)state;
	/* "Hello": 722 + 556 + 222 + 222 + 556 thousandths of 10 points. */
	double points = grid_text_cm(STR("Hello"), 10, false) / 2.54 * 72;
	assert_true(points > 22.779 && points < 22.781);
	assert_true(grid_text_cm(STR("Hello"), 10, true) > grid_text_cm(STR("Hello"), 10, false));
}

static void narrow_table_stays_on_upright_pages(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	paper_write(&paper, doc_with_table(&paper.arena, 4));
	assert_count(&paper, "//style:style[@style:master-page-name]", 0);
	paper_clear(&paper);
}

static void wide_table_turns_the_page_with_its_heading_and_back(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	paper_write(&paper, doc_with_table(&paper.arena, 12));
	assert_count(&paper, "//text:h[. = 'Figures'][@text:style-name = //style:style"
	                     "[@style:master-page-name = 'Across']/@style:name]", 1);
	assert_count(&paper, "//text:h[. = 'After'][@text:style-name = //style:style"
	                     "[@style:master-page-name = 'Upright']/@style:name]", 1);
	assert_count(&paper, "//style:style[@style:master-page-name]", 2);
	paper_clear(&paper);
}

static struct doc *doc_with_front(struct arena *arena, size_t items)
{
	struct doc *doc = doc_new(arena, &(struct doc_meta){ .title = STR("Front") });
	doc_split_begin(doc);
	doc_paragraph_text(doc, DOC_PARAGRAPH_PLAIN, STR("Narrow."));
	doc_split_next(doc);
	doc_list_begin(doc, true);
	for (size_t i = 0; i < items; i++) {
		doc_item(doc);
		doc_plain(doc, STR("A sentence of what needs attention, with its numbers."));
	}
	doc_list_end(doc);
	doc_split_end(doc);
	doc_finish(doc);
	return doc;
}

static void front_that_fits_has_two_columns(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	paper_write(&paper, doc_with_front(&paper.arena, 5));
	assert_count(&paper, "//text:section", 1);
	paper_clear(&paper);
}

static void front_that_is_too_long_has_one_column(void **state)
{
	(void)state;
	struct paper paper = { 0 };
	paper_write(&paper, doc_with_front(&paper.arena, 60));
	assert_count(&paper, "//text:section", 0);
	assert_count(&paper, "//text:list-item", 60);
	paper_clear(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_style_that_is_used_is_there),
		cmocka_unit_test(no_style_is_named_like_a_role_of_a_pdf),
		cmocka_unit_test(links_lead_to_bookmarks),
		cmocka_unit_test(every_picture_has_title_and_description),
		cmocka_unit_test(headings_carry_their_levels),
		cmocka_unit_test(rows_hold_together_and_heads_repeat),
		cmocka_unit_test(same_document_gives_same_bytes),
		cmocka_unit_test(white_space_survives),
		cmocka_unit_test(language_of_the_document_is_that_of_its_text),
		cmocka_unit_test(document_that_does_not_fit_is_refused),
		cmocka_unit_test(widths_fill_the_page_and_hold_the_words),
		cmocka_unit_test(text_is_as_wide_as_the_font_says),
		cmocka_unit_test(narrow_table_stays_on_upright_pages),
		cmocka_unit_test(wide_table_turns_the_page_with_its_heading_and_back),
		cmocka_unit_test(front_that_fits_has_two_columns),
		cmocka_unit_test(front_that_is_too_long_has_one_column),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
