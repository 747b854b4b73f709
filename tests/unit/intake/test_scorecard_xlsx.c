/* Workbooks made by another writer are read as scorecards. */
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "scorecard.h"

/* A workbook on disk that goes away with the test. */
struct book {
	char path[64];
	lxw_workbook *book;
	lxw_worksheet *sheet;
};

static void book_open(struct book *book)
{
	snprintf(book->path, sizeof(book->path), "%s", "/tmp/outturn-book-XXXXXX");
	int file = mkstemp(book->path);
	assert_true(file >= 0);
	close(file);
	book->book = workbook_new(book->path);
	book->sheet = workbook_add_worksheet(book->book, "Quarter 3");
}

static void write_header(struct book *book, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		worksheet_write_string(book->sheet, 0, (lxw_col_t)i, names[i], NULL);
}

static lxw_format *format_of(struct book *book, const char *code)
{
	lxw_format *format = workbook_add_format(book->book);
	format_set_num_format(format, code);
	return format;
}

/* Saves, reads and removes the workbook. */
static void book_read(struct book *book, struct scorecard_test *test)
{
	assert_int_equal(workbook_close(book->book), LXW_NO_ERROR);
	test->findings.arena = &test->arena;
	test->status = scorecard_file_read(book->path, NULL, &test->arena, &test->file,
	                                   &test->findings, &test->err);
	unlink(book->path);
	if (test->status != OK)
		fail_msg("%s", test->err.text);
}

static void figures_dates_and_texts_come_as_the_sheet_shows_them(void **state)
{
	(void)state;
	static const char *const NAMES[] = { "Indicator title", "Unit", "Polarity", "Period",
	                                     "Current value", "Target", "Action due", "Numerator",
	                                     "Denominator" };
	struct book book;
	auto_scorecard test = { 0 };
	book_open(&book);
	write_header(&book, NAMES, COUNT_OF(NAMES));
	lxw_worksheet *sheet = book.sheet;
	lxw_datetime due = { .year = 2014, .month = 3, .day = 31 };
	worksheet_write_string(sheet, 1, 0, "Placed in time \xE2\x80\x93 adoption", NULL);
	worksheet_write_string(sheet, 1, 1, "%", NULL);
	worksheet_write_string(sheet, 1, 2, "high", NULL);
	lxw_datetime month = { .year = 2013, .month = 12, .day = 1 };
	worksheet_write_datetime(sheet, 1, 3, &month,
	                         format_of(&book, "mmm yyyy"));
	worksheet_write_formula_num(sheet, 1, 4, "=H2/I2", format_of(&book, "0.0%"), 16.0 / 27);
	worksheet_write_number(sheet, 1, 5, 0.6, format_of(&book, "0%"));
	worksheet_write_datetime(sheet, 1, 6, &due, format_of(&book, "dd/mm/yyyy"));
	worksheet_write_number(sheet, 1, 7, 16, NULL);
	worksheet_write_number(sheet, 1, 8, 27, NULL);
	book_read(&book, &test);

	assert_int_equal(test.file.lines.count, 1);
	const struct line *line = &test.file.lines.items[0];
	char text[PERIOD_TEXT_BYTES];
	int32_t day;
	assert_text(line->indicator->title, "Placed in time \xE2\x80\x93 adoption");
	assert_text(str_of(period_print(&line->period, text)), "2013-M12");
	assert_int_equal(ratio_compare(line->value.exact, ratio_of(1600, 27)), 0);
	assert_int_equal(ratio_compare(line->value.stated, ratio_of(593, 10)), 0);
	assert_text(line->target.text, "60%");
	assert_int_equal(date_from_ymd(2014, 3, 31, &day, NULL), OK);
	assert_int_equal(line->commentary.action_due, day);
	assert_text(test.file.format, "scorecard XLSX, sheet 'Quarter 3'");
	assert_text(test.file.sheet, "Quarter 3");
	assert_found(&test, "note: cells read as shown although they hold more decimals: 1");
}

static void a_range_that_became_a_date_is_a_finding(void **state)
{
	(void)state;
	static const char *const NAMES[] = { "indicator", "value", "target" };
	struct book book;
	auto_scorecard test = { 0 };
	book_open(&book);
	write_header(&book, NAMES, COUNT_OF(NAMES));
	worksheet_write_string(book.sheet, 1, 0, "Second plans", NULL);
	worksheet_write_number(book.sheet, 1, 1, 14, NULL);
	lxw_datetime month = { .year = 2018, .month = 12, .day = 1 };
	worksheet_write_datetime(book.sheet, 1, 2, &month,
	                         format_of(&book, "mmm-yy"));
	book_read(&book, &test);
	assert_int_equal(test.file.lines.items[0].target.kind, TARGET_UNREADABLE);
	assert_int_equal(finding_count(&test.findings, FINDING_ERROR), 1);
	assert_text(test.findings.items[0].column, "target");
}

static void cells_beyond_the_header_are_kept_and_the_row_is_used(void **state)
{
	(void)state;
	static const char *const NAMES[] = { "indicator", "value" };
	struct book book;
	auto_scorecard test = { 0 };
	book_open(&book);
	write_header(&book, NAMES, COUNT_OF(NAMES));
	worksheet_write_string(book.sheet, 1, 0, "A", NULL);
	worksheet_write_number(book.sheet, 1, 1, 5, NULL);
	worksheet_write_string(book.sheet, 1, 3, "checked", NULL);
	worksheet_write_string(book.sheet, 2, 0, "B", NULL);
	book_read(&book, &test);
	const struct line *line = &test.file.lines.items[0];
	assert_true(line->value.is_known);
	assert_int_equal(line->extra_count, 1);
	assert_text(line->extras[0].column, "column 4");
	assert_int_equal(test.file.column_count, 3);
	assert_found(&test, "note row 2 'column 4': this column has no name; its cells are kept as "
	                    "they are");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_dates_and_texts_come_as_the_sheet_shows_them),
		cmocka_unit_test(a_range_that_became_a_date_is_a_finding),
		cmocka_unit_test(cells_beyond_the_header_are_kept_and_the_row_is_used),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
