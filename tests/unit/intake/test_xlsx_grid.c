#include "check.h"

#include <string.h>

#include "base/arena.h"
#include "collect.h"
#include "intake/xlsx_grid.h"

/* Reads a package and checks its rows, or the refusal when `status` is not OK. */
static struct xlsx_notes check_read(const struct buf *bytes, const char *sheet,
                                    struct arena *arena, enum status status,
                                    const char *rows_or_message)
{
	auto_buf out = buf_init(1 << 20);
	struct grid_sink sink = collect_rows(&out);
	struct xlsx_notes notes = { 0 };
	struct err err = { 0 };
	enum status st = xlsx_grid_read(buf_view(bytes), str_of(sheet), arena, &sink, &notes, &err);
	if (st != status)
		fail_msg("status %d: %s", st, err.text);
	assert_text(status == OK ? buf_view(&out) : str_of(err.text), rows_or_message);
	return notes;
}

static void check_rows(const char *rows, const char *expected)
{
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	workbook_build(rows,
	               "<si><t>first</t></si>"
	               "<si><r><t>rich</t></r><r><t xml:space='preserve'> text</t></r>"
	               "<rPh><t>hint</t></rPh></si>"
	               "<si><t>line_x000D_end &amp; more</t></si>",
	               "<numFmt numFmtId='164' formatCode='0.0%'/>",
	               "<xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/>", &bytes);
	check_read(&bytes, "", &arena, OK, expected);
}

static void shared_and_inline_strings_are_read(void **state)
{
	(void)state;
	check_rows("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
	           "<c r='C1' t='s'><v>2</v></c>"
	           "<c r='D1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c></row>",
	           "1: first|rich text|line end & more|inline\n");
}

static void numbers_follow_their_style(void **state)
{
	(void)state;
	check_rows("<row r='2'><c r='A2'><v>59.299999999999997</v></c>"
	           "<c r='B2' s='1'><v>0.59259259259259256</v></c>"
	           "<c r='C2' s='2'><v>41639</v></c><c r='D2' s='9'><v>7</v></c></row>",
	           "2: 59.3|59.3%|2013-12-31|7\n");
}

static void rows_and_cells_that_are_not_stored_leave_gaps(void **state)
{
	(void)state;
	check_rows("<row r='3'><c r='B3'><v>1</v></c><c r='AA3'><v>2</v></c></row>"
	           "<row r='7'><c r='A7'/><c r='C7'><v>3</v></c></row>"
	           "<row><c><v>4</v></c><c><v>5</v></c></row>",
	           "3: |1|||||||||||||||||||||||||2\n7: ||3\n8: 4|5\n");
}

static void formulas_give_the_value_saved_with_them(void **state)
{
	(void)state;
	check_rows("<row r='1'><c r='A1'><f>16/27*100</f><v>59.259259259259259</v></c>"
	           "<c r='B1' t='str'><f>\"No \"&amp;\"target\"</f><v>No target</v></c>"
	           "<c r='C1'><f>B9/C9</f></c><c r='D1' t='str'><f>\"\"</f><v></v></c></row>",
	           "1: 59.259259259|No target|=B9/C9|\n");
}

static void booleans_faults_and_dates_have_their_words(void **state)
{
	(void)state;
	check_rows("<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c>"
	           "<c r='C1' t='e'><v>#N/A</v></c>"
	           "<c r='D1' t='d'><v>2013-12-31T00:00:00</v></c></row>",
	           "1: TRUE|FALSE|#N/A|2013-12-31\n");
}

static void damaged_sheets_are_refused(void **state)
{
	(void)state;
	const struct {
		const char *rows;
		const char *message;
		enum status status;
	} cases[] = {
		{ "<row r='1'><c r='A1' t='s'><v>99</v></c></row>",
		  "row 1: a cell names text '99', which is not there", E_INPUT },
		{ "<row r='5'/><row r='5'/>", "row 5 stands behind row 5", E_INPUT },
		{ "<row r='1'><c r='B1'/><c r='A1'/></row>",
		  "row 1: cell 'A1' is out of order or beyond 512 columns", E_INPUT },
		{ "<row r='1'><c r='XFD1'/></row>",
		  "row 1: cell 'XFD1' is out of order or beyond 512 columns", E_LIMIT },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		auto_arena arena = { 0 };
		auto_buf bytes = buf_init(1 << 20);
		workbook_build(cases[i].rows, "", "", "", &bytes);
		struct str message = arena_format(
			&arena, "the workbook's part 'xl/worksheets/sheet1.xml': %s",
			cases[i].message);
		check_read(&bytes, "", &arena, cases[i].status, message.ptr);
	}
}

static void a_document_type_is_refused_so_no_entity_expands(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	const struct package_part parts[] = {
		{ "_rels/.rels",
		  "<!DOCTYPE r [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>" },
	};
	package_build(parts, COUNT_OF(parts), &bytes);
	check_read(&bytes, "", &arena, E_INPUT,
	           "the workbook's part '_rels/.rels': it declares a document type, which is not "
	           "accepted");
}

static void a_part_that_unpacks_without_end_is_refused(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	enum { BOMB_BYTES = 20 * 1024 * 1024 };
	char *spaces = arena_new(&arena, BOMB_BYTES, 1);
	memset(spaces, ' ', BOMB_BYTES - 1);
	const struct package_part parts[] = { { "_rels/.rels", spaces } };
	package_build(parts, COUNT_OF(parts), &bytes);
	check_read(&bytes, "", &arena, E_LIMIT,
	           "the workbook's part '_rels/.rels': the workbook unpacks to more than 256 MB or "
	           "200 times its size; save only the sheet that holds the figures");
}

static void archives_that_are_no_workbook_are_refused(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	const struct package_part parts[] = { { "readme.txt", "words" } };
	package_build(parts, COUNT_OF(parts), &bytes);
	check_read(&bytes, "", &arena, E_INPUT, "this is a zip archive, not an Excel workbook");
	bytes.len /= 2;
	check_read(&bytes, "", &arena, E_INPUT,
	           "the workbook cannot be opened; it is damaged or was cut off (Not a zip "
	           "archive)");
}

#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Three sheets, the first of them hidden, in a book whose days count from 1904. */
static void build_three_sheets(struct buf *out)
{
	const struct package_part parts[] = {
		{ "_rels/.rels", "<R><Relationship Id='a' Type='" RELATIONSHIP "officeDocument' "
		                 "Target='/book/main.xml'/></R>" },
		{ "book/main.xml",
		  "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets>"
		  "<sheet name='Lists' r:id='one' state='hidden'/>"
		  "<sheet name='Scorecard' r:id='two'/><sheet name='Old' r:id='three'/>"
		  "</sheets></workbook>" },
		{ "book/_rels/main.xml.rels",
		  "<R><Relationship Id='one' Type='t/worksheet' Target='s1.xml'/>"
		  "<Relationship Id='two' Type='t/worksheet' Target='../other/s2.xml'/>"
		  "<Relationship Id='three' Type='t/worksheet' Target='s3.xml'/>"
		  "<Relationship Id='st' Type='t/styles' Target='st.xml'/></R>" },
		{ "book/st.xml", "<styleSheet><cellXfs><xf "
		                 "numFmtId='14'/></cellXfs></styleSheet>" },
		{ "book/s1.xml", "<worksheet><row><c t='str'><v>list</v></c></row></worksheet>" },
		{ "other/s2.xml", "<worksheet><row><c s='0'><v>40177</v></c></row>"
		                  "<row hidden='1'><c "
		                  "t='str'><v>filtered</v></c></row></worksheet>" },
		{ "book/s3.xml", "<worksheet/>" },
	};
	package_build(parts, COUNT_OF(parts), out);
}

static void the_first_sheet_that_is_not_hidden_is_read(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	build_three_sheets(&bytes);
	struct xlsx_notes notes =
		check_read(&bytes, "", &arena, OK, "1: 2013-12-31\n2: filtered\n");
	assert_text(notes.sheet, "Scorecard");
	assert_int_equal(notes.sheet_count, 3);
	assert_int_equal(notes.hidden_sheets, 1);
	assert_int_equal(notes.hidden_rows, 1);
}

static void a_sheet_is_found_by_its_name(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(1 << 20);
	build_three_sheets(&bytes);
	check_read(&bytes, "lists", &arena, OK, "1: list\n");
	check_read(&bytes, "Q3", &arena, E_MISSING,
	           "the workbook has no sheet 'Q3'; it has 'Lists', 'Scorecard', 'Old'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shared_and_inline_strings_are_read),
		cmocka_unit_test(numbers_follow_their_style),
		cmocka_unit_test(rows_and_cells_that_are_not_stored_leave_gaps),
		cmocka_unit_test(formulas_give_the_value_saved_with_them),
		cmocka_unit_test(booleans_faults_and_dates_have_their_words),
		cmocka_unit_test(damaged_sheets_are_refused),
		cmocka_unit_test(a_document_type_is_refused_so_no_entity_expands),
		cmocka_unit_test(a_part_that_unpacks_without_end_is_refused),
		cmocka_unit_test(archives_that_are_no_workbook_are_refused),
		cmocka_unit_test(the_first_sheet_that_is_not_hidden_is_read),
		cmocka_unit_test(a_sheet_is_found_by_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
