#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "collect.h"
#include "intake/table_stream.h"

enum { TEXT_MAX_BYTES = 32 << 20 };

/* A file of the given bytes, removed after the test. */
static int make_path(void **state)
{
	static char path[] = "/tmp/outturn-test-XXXXXX";
	snprintf(path, sizeof(path), "/tmp/outturn-test-XXXXXX");
	int fd = mkstemp(path);
	*state = path;
	return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
	return unlink(*state);
}

static struct table_stream *open_bytes(const char *path, struct str bytes)
{
	struct table_stream *stream = NULL;
	struct err err = { 0 };
	assert_ok(file_write(path, bytes, &err), &err);
	assert_ok(table_stream_open(path, &stream, &err), &err);
	return stream;
}

static void check_rows(struct table_stream *stream, size_t sheet, const char *expected)
{
	auto_buf out = buf_init(TEXT_MAX_BYTES);
	struct grid_sink sink = collect_rows(&out);
	struct err err = { 0 };
	assert_ok(table_stream_read(stream, sheet, &sink, &err), &err);
	assert_text(buf_view(&out), expected);
}

/* Opens and reads; either may be what refuses the file. The path is left out of the
 * message. */
static void check_refused(const char *path, struct str bytes, enum status status,
                          const char *message)
{
	auto_table_stream stream = NULL;
	auto_buf out = buf_init(TEXT_MAX_BYTES);
	struct grid_sink sink = collect_rows(&out);
	struct err err = { 0 };
	assert_ok(file_write(path, bytes, &err), &err);
	enum status st = table_stream_open(path, &stream, &err);
	if (st == OK)
		st = table_stream_read(stream, 0, &sink, &err);
	const char *behind = strstr(err.text, ": ");
	assert_non_null(behind);
	assert_text(str_of(behind + 2), message);
	assert_int_equal(st, status);
}

static void a_csv_is_one_table_in_whatever_separator_and_encoding(void **state)
{
	auto_table_stream stream =
		open_bytes(*state, STR("CHILD;DOB\r\n1;\"a;b\"\r\n\r\n2;\xA3\r\n"));
	auto_arena arena = { 0 };
	check_rows(stream, 0, "1: CHILD|DOB\n2: 1|a;b\n4: 2|£\n");
	check_rows(stream, 0, "1: CHILD|DOB\n2: 1|a;b\n4: 2|£\n");
	assert_int_equal(table_stream_sheet_count(stream), 1);
	assert_text(table_stream_words(stream, &arena), "CSV, Windows-1252, separator ';'");
	assert_false(table_stream_is_workbook(stream));
}

/* Rows "n,xxx..." of about 100 bytes, to a size beyond what is read at once. */
static void add_rows(struct buf *out, int count)
{
	for (int i = 0; i < count; i++)
		buf_format(out, "%d,%090d\n", i, i);
}

static void a_late_byte_settles_the_encoding_of_the_first_row(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_buf expected = buf_init(TEXT_MAX_BYTES);
	buf_add(&bytes, STR("n,caf\xE9\n"));
	add_rows(&bytes, 2000);
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	buf_format(&expected, "1: n|caf\xC3\xA9\n");
	for (int i = 0; i < 2000; i++)
		buf_format(&expected, "%d: %d|%090d\n", i + 2, i, i);
	check_rows(stream, 0, buf_view(&expected).ptr);
	/* ASCII for longer than the head, then Windows-1252. */
	table_stream_close(&stream);
	buf_clear(&bytes);
	add_rows(&bytes, 2000);
	buf_add(&bytes, STR("caf\xE9,1\n"));
	stream = open_bytes(*state, buf_view(&bytes));
	buf_clear(&expected);
	for (int i = 0; i < 2000; i++)
		buf_format(&expected, "%d: %d|%090d\n", i + 1, i, i);
	buf_format(&expected, "2001: caf\xC3\xA9|1\n");
	check_rows(stream, 0, buf_view(&expected).ptr);
}

static void two_encodings_in_one_file_give_no_row_at_all(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	buf_add(&bytes, STR("n,caf\xC3\xA9\n"));
	add_rows(&bytes, 2000);
	buf_add(&bytes, STR("caf\xE9,1\n"));
	check_refused(*state, buf_view(&bytes), E_INPUT,
	              "line 2002 is not UTF-8 although other parts of the file are; save the whole "
	              "file as CSV UTF-8");
}

static void utf16_is_read_across_pieces(void **state)
{
	auto_buf ascii = buf_init(TEXT_MAX_BYTES);
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_buf expected = buf_init(TEXT_MAX_BYTES);
	add_rows(&ascii, 1500);
	buf_add(&bytes, STR("\xFF\xFE"));
	for (size_t i = 0; i < ascii.len; i++) {
		buf_add_char(&bytes, ascii.bytes[i]);
		buf_add_char(&bytes, '\0');
	}
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	for (int i = 0; i < 1500; i++)
		buf_format(&expected, "%d: %d|%090d\n", i + 1, i, i);
	check_rows(stream, 0, buf_view(&expected).ptr);
}

static void the_hash_is_of_the_bytes_as_they_came(void **state)
{
	struct str bytes = STR("\xEF\xBB\xBF" "a,b\r\n1,2\r\n");
	char got[HASH_TEXT_BYTES], expected[HASH_TEXT_BYTES];
	struct err err = { 0 };
	auto_table_stream stream = open_bytes(*state, bytes);
	assert_ok(table_stream_hash(stream, got, &err), &err);
	assert_string_equal(got, hash_print(bytes, expected));
}

static void peeking_gives_the_first_rows_with_text(void **state)
{
	auto_arena arena = { 0 };
	struct table_head head = { 0 };
	struct err err = { 0 };
	auto_table_stream stream = open_bytes(*state, STR("\n , \nTitle\na,b\n1,2\n3,4\n"));
	assert_ok(table_stream_peek(stream, 0, 2, &arena, &head, &err), &err);
	assert_int_equal(head.count, 2);
	assert_int_equal(head.rows[0].number, 3);
	assert_text(head.rows[1].cells[1], "b");
	assert_false(head.is_whole);
	assert_ok(table_stream_peek(stream, 0, 9, &arena, &head, &err), &err);
	assert_int_equal(head.count, 4);
	assert_true(head.is_whole);
}

static void peeking_at_a_long_file_leaves_out_the_row_that_goes_on(void **state)
{
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	struct table_head head = { 0 };
	struct err err = { 0 };
	add_rows(&bytes, 2000);
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	assert_ok(table_stream_peek(stream, 0, 5000, &arena, &head, &err), &err);
	assert_false(head.is_whole);
	assert_true(head.count > 500 && head.count < 700);
	for (size_t i = 0; i < head.count; i++)
		assert_int_equal(head.rows[i].cells[1].len, 90);
}

static void an_endless_first_row_is_refused_when_peeked_at(void **state)
{
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	struct table_head head = { 0 };
	struct err err = { 0 };
	while (bytes.len < 100000)
		buf_add(&bytes, STR("column "));
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	assert_int_equal(table_stream_peek(stream, 0, 5, &arena, &head, &err), E_LIMIT);
	assert_non_null(strstr(err.text, "its first row is longer than 64 KB"));
}

/* Two gigabytes take no room on the disk and no time: the line ends the reading. */
static void two_gigabytes_of_one_line_are_refused_early(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	struct err err = { 0 };
	buf_add(&bytes, STR("a,b\n"));
	while (bytes.len < 9 << 20)
		buf_add(&bytes, STR("xxxxxxxx"));
	assert_ok(file_write(*state, buf_view(&bytes), &err), &err);
	assert_int_equal(truncate(*state, (off_t)2 << 30), 0);
	auto_table_stream stream = NULL;
	auto_buf out = buf_init(TEXT_MAX_BYTES);
	struct grid_sink sink = collect_rows(&out);
	assert_ok(table_stream_open(*state, &stream, &err), &err);
	assert_int_equal(table_stream_read(stream, 0, &sink, &err), E_LIMIT);
	assert_non_null(strstr(err.text, "a line is longer than 8 MB; this is no table"));
	assert_int_equal(out.len, 0);
}

static void a_file_that_changes_between_the_readings_is_refused(void **state)
{
	auto_buf out = buf_init(TEXT_MAX_BYTES);
	struct grid_sink sink = collect_rows(&out);
	struct err err = { 0 };
	auto_table_stream stream = open_bytes(*state, STR("a,b\n1,2\n"));
	FILE *again = fopen(*state, "a");
	assert_non_null(again);
	fputs("3,4\n", again);
	fclose(again);
	assert_int_equal(table_stream_read(stream, 0, &sink, &err), E_CONFLICT);
}

static void damage_is_refused_with_its_row(void **state)
{
	check_refused(*state, STR("a,b\n1,\"cut"), E_INPUT,
	              "row 2, cell 2: the file ends inside quotation marks; it was cut off, or a "
	              "closing quotation mark is missing");
	check_refused(*state, STR(""), E_INPUT,
	              "the file is empty; expected a header row and figures");
	check_refused(*state, STR("PK\x03\x04" "cut off"), E_INPUT,
	              "the workbook cannot be opened; it is damaged or was cut off (Not a zip "
	              "archive)");
}

static void a_file_that_ends_in_the_middle_of_a_row_is_refused(void **state)
{
	check_refused(*state, STR("a,b,c\n1,2,3\n4,5"), E_INPUT,
	              "row 3: the file ends in the middle of a row (2 of 3 cells, no line end): it "
	              "seems cut off; have it delivered again");
	check_refused(*state, STR("a,b,c\r\n1,2,3\r\n4"), E_INPUT,
	              "row 3: the file ends in the middle of a row (1 of 3 cells, no line end): it "
	              "seems cut off; have it delivered again");
	check_refused(*state, STR("Children,2024\n\na,b,c\n1,2,3\n,4"), E_INPUT,
	              "row 5: the file ends in the middle of a row (2 of 3 cells, no line end): it "
	              "seems cut off; have it delivered again");
}

static void a_short_row_is_no_cut_behind_a_line_end_nor_a_full_one_without(void **state)
{
	static const struct {
		const char *bytes;
		const char *rows;
	} cases[] = {
		{ "a,b,c\n1,2,3", "1: a|b|c\n2: 1|2|3\n" },
		{ "a,b,c\n1,2,", "1: a|b|c\n2: 1|2|\n" },
		{ "a,b,c\n1,2\n", "1: a|b|c\n2: 1|2\n" },
		{ "a,b,c,\n1,2,3", "1: a|b|c|\n2: 1|2|3\n" },
		{ "a,b,c\n1,2,3\n\n", "1: a|b|c\n2: 1|2|3\n" },
		{ "a,b,c\n1,2,3\n  ", "1: a|b|c\n2: 1|2|3\n" },
		{ "a,b,c\n1,2,3\n\"\"", "1: a|b|c\n2: 1|2|3\n3: \n" },
		{ "a,b,c\r1,2\r", "1: a|b|c\n2: 1|2\n" },
		{ "a,b,c", "1: a|b|c\n" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		auto_table_stream stream = open_bytes(*state, str_of(cases[i].bytes));
		check_rows(stream, 0, cases[i].rows);
	}
}

/* A workbook of two sheets, the second hidden, that counts days from 1904. */
static void build_1904(struct buf *out)
{
	const struct package_part parts[] = {
		{ "_rels/.rels",
		  "<r><Relationship Id='r1' Type='/officeDocument' Target='wb.xml'/></r>" },
		{ "_rels/wb.xml.rels",
		  "<r><Relationship Id='a' Type='/worksheet' Target='s1.xml'/>"
		  "<Relationship Id='b' Type='/worksheet' Target='s2.xml'/>"
		  "<Relationship Id='c' Type='/styles' Target='st.xml'/></r>" },
		{ "wb.xml",
		  "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets>"
		  "<sheet name='List 1' r:id='a'/><sheet name='List 2' state='hidden' r:id='b'/>"
		  "</sheets></workbook>" },
		{ "st.xml",
		  "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='17'/>"
		  "<xf numFmtId='22'/><xf numFmtId='9'/><xf numFmtId='20'/></cellXfs></s>" },
		{ "s1.xml",
		  "<w><sheetData><row r='1'><c r='A1' s='1'><v>42628</v></c></row></sheetData>"
		  "</w>" },
		{ "s2.xml",
		  "<w><sheetData><row r='4'><c r='B4'><v>7</v></c></row></sheetData></w>" },
	};
	package_build(parts, COUNT_OF(parts), out);
}

static void a_workbook_is_one_table_for_each_sheet(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_arena arena = { 0 };
	struct err err = { 0 };
	size_t index = 9;
	build_1904(&bytes);
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	assert_int_equal(table_stream_sheet_count(stream), 2);
	assert_text(table_stream_sheet(stream, 1)->name, "List 2");
	assert_true(table_stream_sheet(stream, 1)->is_hidden);
	assert_true(table_stream_is_1904(stream));
	check_rows(stream, 1, "4: |7\n");
	check_rows(stream, 0, "1: 2020-09-16\n");
	assert_ok(table_stream_find_sheet(stream, STR("list 2"), &index, &err), &err);
	assert_int_equal(index, 1);
	assert_ok(table_stream_find_sheet(stream, (struct str){ 0 }, &index, &err), &err);
	assert_int_equal(index, 0);
	assert_int_equal(table_stream_find_sheet(stream, STR("List 3"), &index, &err), E_MISSING);
	assert_text(table_stream_words(stream, &arena), "workbook, 2 sheets");
}

static void cells_of_a_workbook_come_as_it_stores_them(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_arena arena = { 0 };
	struct table_head head = { 0 };
	struct err err = { 0 };
	const struct {
		const char *cell;
		const char *text;
		enum grid_cell_kind kind;
	} cases[] = {
		{ "<c><v>612306.0</v></c>", "612306", GRID_CELL_NUMBER },
		{ "<c t='inlineStr'><is><t>00123</t></is></c>", "00123", GRID_CELL_TEXT },
		{ "<c s='1'><v>44090</v></c>", "2020-09-16", GRID_CELL_DATE },
		{ "<c s='2'><v>44090</v></c>", "2020-09-16", GRID_CELL_DATE },
		{ "<c s='3'><v>44090.395833333336</v></c>", "2020-09-16 09:30:00", GRID_CELL_DATE },
		{ "<c s='1'><v>44090.999999</v></c>", "2020-09-17", GRID_CELL_DATE },
		{ "<c s='5'><v>0.39583333333333331</v></c>", "09:30:00", GRID_CELL_TEXT },
		{ "<c s='1'><v>59</v></c>", "1900-02-28", GRID_CELL_DATE },
		{ "<c s='1'><v>60</v></c>", "60", GRID_CELL_NUMBER },
		{ "<c s='1'><v>61</v></c>", "1900-03-01", GRID_CELL_DATE },
		{ "<c s='4'><v>0.593</v></c>", "0.593", GRID_CELL_NUMBER },
		{ "<c s='1'><f>TODAY()-1</f><v>44090</v></c>", "2020-09-16", GRID_CELL_DATE },
		{ "<c t='e'><f>X</f><v>#N/A</v></c>", "#N/A", GRID_CELL_ERROR },
		{ "<c t='b'><v>1</v></c>", "TRUE", GRID_CELL_BOOLEAN },
		{ "<c t='d'><v>2020-09-16T00:00:00</v></c>", "2020-09-16", GRID_CELL_DATE },
		{ "<c/>", "", GRID_CELL_TEXT },
		{ "<c><v>12.030116358658454</v></c>", "12.030116359", GRID_CELL_NUMBER },
	};
	auto_buf row = buf_init(TEXT_MAX_BYTES);
	buf_add(&row, STR("<row>"));
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		buf_add(&row, str_of(cases[i].cell));
	buf_add(&row, STR("</row>"));
	workbook_build(buf_view(&row).ptr, "", "",
	               "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='17'/>"
	               "<xf numFmtId='22'/><xf numFmtId='9'/><xf numFmtId='20'/>", &bytes);
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	assert_ok(table_stream_peek(stream, 0, 1, &arena, &head, &err), &err);
	assert_int_equal(head.rows[0].count, COUNT_OF(cases));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_text(head.rows[0].cells[i], cases[i].text);
		assert_int_equal(grid_kind(&head.rows[0], i), cases[i].kind);
	}
}

static void a_million_empty_rows_are_passed_over(void **state)
{
	auto_buf rows = buf_init((size_t)64 << 20);
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_arena arena = { 0 };
	struct table_head head = { 0 };
	struct err err = { 0 };
	buf_add(&rows, STR("<row><c t='inlineStr'><is><t>a</t></is></c></row>"));
	for (int i = 0; i < 1000000; i++)
		buf_add(&rows, STR("<row/>"));
	buf_add(&rows, STR("<row><c><v>1</v></c></row>"));
	workbook_build(buf_view(&rows).ptr, "", "", "", &bytes);
	auto_table_stream stream = open_bytes(*state, buf_view(&bytes));
	assert_ok(table_stream_peek(stream, 0, 9, &arena, &head, &err), &err);
	assert_int_equal(head.count, 2);
	assert_int_equal(head.rows[1].number, 1000002);
	check_rows(stream, 0, "1: a\n1000002: 1\n");
}

static void a_workbook_that_unpacks_without_end_is_refused(void **state)
{
	auto_buf rows = buf_init((size_t)64 << 20);
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	buf_add(&rows, STR("<row><c><v>1</v></c></row>"));
	while (rows.len < 24 << 20)
		buf_add(&rows, STR("                                                  "));
	workbook_build(buf_view(&rows).ptr, "", "", "", &bytes);
	check_refused(*state, buf_view(&bytes), E_LIMIT,
	              "the workbook's part 'xl/worksheets/sheet1.xml': the workbook unpacks to "
	              "more than 2048 MB or 200 times its size; save only the sheet that holds "
	              "the figures");
}

static void a_workbook_that_was_cut_off_is_refused(void **state)
{
	auto_buf bytes = buf_init(TEXT_MAX_BYTES);
	auto_table_stream stream = NULL;
	struct err err = { 0 };
	workbook_build("<row><c><v>1</v></c></row>", "", "", "", &bytes);
	bytes.len = bytes.len * 2 / 3;
	assert_ok(file_write(*state, buf_view(&bytes), &err), &err);
	assert_int_equal(table_stream_open(*state, &stream, &err), E_INPUT);
	assert_non_null(strstr(err.text, "it is damaged or was cut off"));
}

static void folders_and_missing_files_are_named(void **state)
{
	(void)state;
	auto_table_stream stream = NULL;
	struct err err = { 0 };
	assert_int_equal(table_stream_open("/tmp", &stream, &err), E_INPUT);
	assert_int_equal(table_stream_open("/tmp/outturn-there-is-none", &stream, &err), E_MISSING);
}

#define WITH_PATH(test) cmocka_unit_test_setup_teardown(test, make_path, remove_path)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PATH(a_csv_is_one_table_in_whatever_separator_and_encoding),
		WITH_PATH(a_late_byte_settles_the_encoding_of_the_first_row),
		WITH_PATH(two_encodings_in_one_file_give_no_row_at_all),
		WITH_PATH(utf16_is_read_across_pieces),
		WITH_PATH(the_hash_is_of_the_bytes_as_they_came),
		WITH_PATH(peeking_gives_the_first_rows_with_text),
		WITH_PATH(peeking_at_a_long_file_leaves_out_the_row_that_goes_on),
		WITH_PATH(an_endless_first_row_is_refused_when_peeked_at),
		WITH_PATH(two_gigabytes_of_one_line_are_refused_early),
		WITH_PATH(a_file_that_changes_between_the_readings_is_refused),
		WITH_PATH(damage_is_refused_with_its_row),
		WITH_PATH(a_file_that_ends_in_the_middle_of_a_row_is_refused),
		WITH_PATH(a_short_row_is_no_cut_behind_a_line_end_nor_a_full_one_without),
		WITH_PATH(a_workbook_is_one_table_for_each_sheet),
		WITH_PATH(cells_of_a_workbook_come_as_it_stores_them),
		WITH_PATH(a_million_empty_rows_are_passed_over),
		WITH_PATH(a_workbook_that_unpacks_without_end_is_refused),
		WITH_PATH(a_workbook_that_was_cut_off_is_refused),
		cmocka_unit_test(folders_and_missing_files_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
