#include "check.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "intake/scorecard_table.h"
#include "scorecard.h"

#define HEADER "indicator_title,unit,polarity,period,current_value,numerator,denominator,target," \
	       "note\n"

static void check_refused(const char *text, enum status status, const char *message)
{
	auto_scorecard test = { 0 };
	scorecard_test_read(&test, text, NULL);
	assert_int_equal(test.status, status);
	assert_text(str_of(test.err.text), message);
}

static void a_row_becomes_a_line(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "authority,report,section,indicator_ref," HEADER
	                     "Town,Quarter 3,Adoption,NI61,Placed in time,%,high,2013-14 Q3,59.3,"
	                     "16,27,"
	                     "60,\"a note, kept\"\n", 1);
	const struct line *line = &test.file.lines.items[0];
	assert_text(line->authority, "Town");
	assert_text(line->section, "Adoption");
	assert_text(line->indicator->ref, "NI61");
	assert_text(line->indicator->title, "Placed in time");
	assert_int_equal(line->indicator->unit.kind, UNIT_PERCENT);
	assert_int_equal(line->indicator->polarity.polarity, POLARITY_HIGH);
	assert_int_equal(line->period.kind, PERIOD_QUARTER);
	assert_true(line->value.is_known);
	assert_int_equal(ratio_compare(line->value.exact, ratio_of(1600, 27)), 0);
	assert_true(line->value.has_stated);
	assert_int_equal(line->value.stated_decimals, 1);
	assert_int_equal(line->target.kind, TARGET_NUMBER);
	assert_text(line->note, "a note, kept");
	assert_text(line->file, "figures.csv");
	assert_int_equal(line->row, 2);
	assert_text(test.file.authority, "Town");
	assert_text(test.file.report, "Quarter 3");
	assert_int_equal(test.findings.count, 0);
}

static void the_format_is_named_back(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "\xEF\xBB\xBFindicator;current_value\r\nA;1\r\n", 1);
	assert_text(test.file.format,
	            "scorecard CSV, UTF-8 with byte order mark, separator ';'");
	assert_text(test.file.name, "figures.csv");
	assert_int_equal(strlen(test.file.sha256), 64);
	assert_int_equal(test.file.column_count, 2);
	assert_text(str_of(test.file.columns[1].name), "current_value");
}

static void windows_1252_is_read_and_said(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "indicator,value,note\nA,\xA3" "1250,children\x92s\n", 1);
	assert_text(test.file.format, "scorecard CSV, Windows-1252, separator ','");
	assert_text(test.file.lines.items[0].note, "children\xE2\x80\x99s");
	assert_int_equal(test.file.lines.items[0].indicator->unit.kind, UNIT_MONEY);
	assert_found(&test, "warning: the file is not UTF-8 and was read as Windows-1252; look at "
	                    "pound signs and apostrophes, or save it as CSV UTF-8");
}

static void a_figure_that_is_no_number_is_a_finding_and_keeps_its_text(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,abc,,,90,\n"
	                                   "B,%,high,2013-14,91,,,90,\n", 2);
	const struct line *line = &test.file.lines.items[0];
	assert_false(line->value.is_known);
	assert_int_equal(line->absence, ABSENCE_NOT_UNDERSTOOD);
	assert_int_equal(line->extra_count, 1);
	assert_text(line->extras[0].column, "current_value");
	assert_text(line->extras[0].text, "abc");
	assert_found(&test, "error row 2 'current_value': 'abc' is not a number: expected digits, "
	                    "as in 59.3, 93% or 1,250");
	assert_true(test.file.lines.items[1].value.is_known);
}

static void a_target_that_is_not_understood_is_a_finding(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,50,,,as agreed,\n", 1);
	assert_int_equal(test.file.lines.items[0].target.kind, TARGET_UNREADABLE);
	assert_int_equal(test.findings.count, 1);
	assert_int_equal(test.findings.items[0].row, 2);
	assert_text(test.findings.items[0].column, "target");
}

static void a_target_in_a_unit_that_clashes_is_kept_and_named_once(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	char text[TARGET_TEXT_BYTES];
	scorecard_test_lines(&test,
	                     "indicator_title,unit,polarity,current_value,target\n"
	                     "One,days,low,40,93%\n"
	                     "Two,%,high,93,\xC2\xA3""5\n"
	                     "Three,,high,93,93%\n", 3);
	const struct line *lines = test.file.lines.items;
	assert_int_equal(test.findings.count, 2);
	assert_text(test.findings.items[0].message,
	            "'93%' is of another unit than the line's unit, days");
	assert_text(test.findings.items[0].column, "target");
	assert_text(test.findings.items[1].message,
	            "'\xC2\xA3""5' is of another unit than the line's unit, %");
	assert_text(str_of(target_print(&lines[0].target, &lines[0].indicator->unit, text)),
	            "93%");
	assert_int_equal(lines[2].indicator->unit.kind, UNIT_PERCENT);
}

/* 93 per 1,000 is 930 per 10,000. */
static void a_rate_of_another_scale_is_not_taken_for_the_lines_own(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator_title,unit,polarity,current_value,target,england\n"
	                     "One,\"rate per 10,000\",low,93,fewer than 93 per 1000,90\n"
	                     "Two,\"rate per 10,000\",low,\"93 per 100,000\",90,\"9 per 1,000\"\n"
	                     "Three,\"rate per 10,000\",low,93 per 10k,\"95 per 10,000\",90\n", 3);
	const struct line *lines = test.file.lines.items;
	assert_true(target_is_other_unit(&lines[0].target, &lines[0].indicator->unit));
	assert_true(lines[0].value.is_known);
	assert_false(lines[1].value.is_known);
	assert_int_equal(lines[1].absence, ABSENCE_NOT_UNDERSTOOD);
	assert_false(lines[1].comparators[COMPARATOR_ENGLAND].value.is_known);
	assert_true(lines[2].value.is_known);
	assert_int_equal(lines[2].target.kind, TARGET_NUMBER);
	assert_int_equal(test.findings.count, 3);
	assert_text(test.findings.items[0].message, "'fewer than 93 per 1000' is of another scale "
	                                            "than the line's unit, rate per 10,000");
}

static void a_count_that_is_not_whole_withholds_the_figure(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,59.3,16.5,27,60,\n", 1);
	assert_false(test.file.lines.items[0].value.is_known);
	assert_true(test.file.lines.items[0].value.has_stated);
	assert_int_equal(test.file.lines.items[0].absence, ABSENCE_NOT_UNDERSTOOD);
	assert_found(&test, "error row 2 'numerator': '16.5' is not a count: expected a whole "
	                    "number, 0 or above");
}

static void a_polarity_that_is_not_understood_withholds_the_status(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,sideways,2013-14,59.3,,,60,\n", 1);
	assert_int_equal(test.file.lines.items[0].rule.kind, RULE_UNREADABLE);
	assert_true(test.file.lines.items[0].value.is_known);
	assert_int_equal(finding_count(&test.findings, FINDING_ERROR), 1);
}

static void marks_for_no_figure_are_no_fault(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,n/a,,,60,\nB,%,high,2013-14,c,,,60,\n"
	                                   "C,%,high,2013-14,-,,,60,\n", 3);
	assert_int_equal(test.file.lines.items[0].absence, ABSENCE_NOT_AVAILABLE);
	assert_int_equal(test.file.lines.items[1].absence, ABSENCE_SUPPRESSED);
	assert_int_equal(test.file.lines.items[2].absence, ABSENCE_NOT_SAID);
	assert_int_equal(test.findings.count, 0);
}

static void what_a_spreadsheet_leaves_in_a_cell_is_named(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,#DIV/0!,,,60,\n"
	                                   "B,%,high,2013-14,=C2/D2,,,60,\n", 2);
	assert_found(&test, "error row 2 'current_value': the spreadsheet says '#DIV/0!': the "
	                    "formula in this cell failed");
	assert_found(&test, "error row 3 'current_value': '=C2/D2' is a formula without a saved "
	                    "result; open the workbook, let it calculate, save it and try again");
}

static void a_denominator_of_zero_gives_no_figure(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,0,0,0,60,\n", 1);
	assert_false(test.file.lines.items[0].value.is_known);
	assert_found(&test, "warning row 2 'denominator': the denominator is 0, so there is no "
	                    "figure");
}

static void counts_without_a_unit_give_no_figure(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,,high,2013-14,,16,27,60,\n"
	                                   "B,%,high,2013-14,,16,,60,\n",
	                     2);
	assert_found(&test, "warning row 2 'numerator': 16 of 27 gives no figure without a unit; "
	                    "expected '%' or a rate in column 'unit'");
	assert_found(&test, "warning row 3 'numerator': one count alone gives no figure; expected "
	                    "the figure itself, or numerator and denominator");
	assert_int_equal(test.file.lines.items[0].value.numerator, 16);
}

static void a_unit_written_in_the_cells_is_taken_where_the_column_is_empty(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,,high,2013-14,59%,,,60,\nB,,high,2013-14,59,,,60%,\n"
	                                   "C,number,high,2013-14,59%,,,60,\n", 3);
	assert_int_equal(test.file.lines.items[0].indicator->unit.kind, UNIT_PERCENT);
	assert_int_equal(test.file.lines.items[1].indicator->unit.kind, UNIT_PERCENT);
	assert_found(&test, "warning row 4 'current_value': '59%' is not written in the line's "
	                    "unit, number");
}

static void without_a_current_value_the_periods_own_column_is_judged(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator,unit,period,month_value,quarter_value,ytd_value\n"
	                     "A,%,December 2013,60.4,61,62\nB,%,2013-14 Q3,60.4,61,62\n"
	                     "C,%,2013-14,60.4,61,\nD,%,,60.4,,\n", 4);
	const int expected_tenths[] = { 604, 610, 610, 604 };
	for (size_t i = 0; i < COUNT_OF(expected_tenths); i++)
		assert_int_equal(ratio_compare(test.file.lines.items[i].value.exact,
		                               ratio_of(expected_tenths[i], 10)), 0);
	assert_found(&test, "note row 3 'quarter_value': there is no current value, so this figure "
	                    "is judged");
}

static void each_figure_has_counts_of_its_own(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator,unit,current_value,quarter_numerator,quarter_denominator,"
	                     "same_period_last_year,last_year_numerator,last_year_denominator\n"
	                     "A,%,6.7,10,104,47.4,9,19\n", 1);
	const struct line *line = &test.file.lines.items[0];
	assert_int_equal(ratio_compare(line->quarter.exact, ratio_of(1000, 104)), 0);
	assert_int_equal(ratio_compare(line->last_year.exact, ratio_of(900, 19)), 0);
	assert_false(line->value.has_denominator);
}

static void a_computed_number_prints_with_the_units_decimals(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, HEADER "A,%,high,2013-14,59.259259259,,,60,\n", 1);
	const struct line *line = &test.file.lines.items[0];
	char text[VALUE_TEXT_BYTES];
	assert_text(str_of(value_print(&line->value, &line->indicator->unit, text)), "59.3%");
}

static void a_computed_number_does_not_print_as_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		const char *value;
		const char *printed;
	} CASES[] = {
		{ "number", "0.4167", "0.417" }, { "number", "12.4167", "12.417" },
		{ "number", "12.5000", "12.5" }, { "number", "12.0000", "12" },
		{ "number", "0.00041", "0.000" }, { "days", "0.4167", "0.417 days" },
		{ "%", "0.0417", "0.042%" },     { "%", "0.4167", "0.4%" },
		{ "%", "0.0000", "0.0%" },       { "number", "0.417", "0.417" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_scorecard test = { 0 };
		char csv[200];
		char text[VALUE_TEXT_BYTES];
		snprintf(csv, sizeof(csv), "indicator_title,unit,current_value\nA,%s,%s\n",
		         CASES[i].unit, CASES[i].value);
		scorecard_test_lines(&test, csv, 1);
		const struct line *line = &test.file.lines.items[0];
		assert_text(str_of(value_print(&line->value, &line->indicator->unit, text)),
		            CASES[i].printed);
	}
}

static void rules_come_from_the_line_then_its_tolerance_then_the_file(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	struct scorecard_options options = { .rule = STR("green within 5%, amber within 10%") };
	scorecard_test_read(&test,
	                    "indicator,current_value,rag_rule,tolerance_or_band\n"
	                    "A,1,no amber,\nB,1,,12-18\nC,1,,\nD,1,no amber,2\nE,1,nonsense,\n",
	                    &options);
	assert_int_equal(test.status, OK);
	const struct line *lines = test.file.lines.items;
	assert_int_equal(lines[0].rule.kind, RULE_NO_AMBER);
	assert_int_equal(lines[1].rule.kind, RULE_BAND);
	assert_int_equal(lines[2].rule.kind, RULE_TOLERANCE);
	assert_int_equal(lines[3].rule.kind, RULE_NO_AMBER);
	assert_int_equal(lines[4].rule.kind, RULE_UNREADABLE);
	assert_found(&test, "note row 5 'tolerance_or_band': the line has a rule as well "
	                    "('no amber'), and the rule is used");
}

static void a_rule_for_all_lines_that_cannot_be_read_is_wrong_usage(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	struct scorecard_options options = { .rule = STR("sometimes green") };
	scorecard_test_read(&test, "indicator,current_value\nA,1\n", &options);
	assert_int_equal(test.status, E_USAGE);
}

static void dates_are_read_in_three_ways(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator,current_value,action_due,recovery_due\n"
	                     "A,1,2014-03-31,31/03/2014\nB,1,31 March 2014,when the team is full\n"
	                     "C,1,31/02/2014,\nD,1,soon,\n", 4);
	const struct line *lines = test.file.lines.items;
	int32_t day;
	assert_int_equal(date_from_ymd(2014, 3, 31, &day, NULL), OK);
	assert_int_equal(lines[0].commentary.action_due, day);
	assert_int_equal(lines[0].commentary.recovery_due, day);
	assert_int_equal(lines[1].commentary.action_due, day);
	assert_text(lines[1].commentary.recovery_text, "when the team is full");
	assert_found(&test, "error row 4 'action_due': '31/02/2014' is not understood; expected a "
	                    "date, for example 2013-12-31 or 31/12/2013");
	assert_int_equal(lines[2].commentary.action_due, DATE_NONE);
}

static void how_sure_the_source_is_can_be_said(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test,
	                     "indicator,current_value,provisional\nA,1,yes\nB,1,no\n"
	                     "C,1,80% entered\nD,1,partial\nE,1,perhaps\n", 5);
	const struct line *lines = test.file.lines.items;
	assert_int_equal(lines[0].confidence, CONFIDENCE_PROVISIONAL);
	assert_int_equal(lines[1].confidence, CONFIDENCE_FINAL);
	assert_int_equal(lines[2].confidence, CONFIDENCE_PARTIAL);
	assert_int_equal(lines[2].entered_percent, 80);
	assert_int_equal(lines[3].confidence, CONFIDENCE_PARTIAL);
	assert_int_equal(lines[3].entered_percent, -1);
	assert_found(&test, "error row 6 'provisional': 'perhaps' is not understood; expected yes, "
	                    "no, final, provisional, partial, estimated or for example 80% "
	                    "entered");
}

static void unknown_columns_are_kept_and_named(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "Indicator,Ward,,Current value\nA,North,x,1\nB,,,2\n", 2);
	assert_int_equal(test.file.unknown_count, 2);
	assert_found(&test, "note row 2 'column 3': this column has no name; its cells are kept as "
	                    "they are");
	assert_found(&test, "note row 1 'Ward': this column is not known; its cells are kept as "
	                    "they are");
	const struct line *line = &test.file.lines.items[0];
	assert_text(line->extras[0].column, "Ward");
	assert_text(line->extras[0].text, "North");
	assert_int_equal(test.file.lines.items[1].extra_count, 0);
}

static void many_unknown_cells_are_all_kept(void **state)
{
	(void)state;
	enum { CELLS = 200 };
	auto_scorecard test = { 0 };
	auto_buf text = buf_init(1 << 16);
	buf_add(&text, STR("indicator,value"));
	for (int i = 0; i < CELLS; i++)
		buf_format(&text, ",x%d", i);
	buf_add(&text, STR("\nA,1"));
	for (int i = 0; i < CELLS; i++)
		buf_format(&text, ",%d", i);
	scorecard_test_lines(&test, buf_view(&text).ptr, 1);
	const struct line *line = &test.file.lines.items[0];
	assert_int_equal(line->extra_count, CELLS);
	for (int64_t i = 0; i < CELLS; i++) {
		int64_t number = -1;
		assert_int_equal(str_to_int64(line->extras[i].text, &number, NULL), OK);
		assert_int_equal(number, i);
		assert_true(str_starts_nocase(line->extras[i].column, STR("x")));
	}
}

static void a_row_with_too_many_cells_is_kept_but_not_used(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "indicator,current_value,target,\nA,1,211,90\nB,1,2,,\n", 2);
	const struct line *line = &test.file.lines.items[0];
	assert_text(line->indicator->title, "A");
	assert_false(line->value.is_known);
	assert_int_equal(line->target.kind, TARGET_NOT_GIVEN);
	assert_int_equal(line->absence, ABSENCE_NOT_UNDERSTOOD);
	assert_int_equal(line->extra_count, 4);
	assert_text(line->extras[3].column, "column 4");
	assert_text(line->extras[3].text, "90");
	assert_found(&test, "error row 2: 4 cells where the header has 3; a comma in a cell "
	                    "without "
	                    "quotation marks does this; the figures of this row are not used");
	assert_true(test.file.lines.items[1].value.is_known);
}

static void a_row_with_too_few_cells_is_read_and_said(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "indicator,current_value,target,note\nA,1\n", 1);
	assert_true(test.file.lines.items[0].value.is_known);
	assert_found(&test, "warning row 2: 2 cells where the header has 4; the missing ones are "
	                    "read as empty");
}

static void empty_rows_are_skipped_and_rows_keep_their_numbers(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "\nindicator,current_value\n\nA,1\n,,\n\nB,2\n", 2);
	assert_int_equal(test.file.lines.items[0].row, 4);
	assert_int_equal(test.file.lines.items[1].row, 7);
}

static void a_row_without_an_indicator_gets_no_status(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "indicator,current_value,note\n,5,\n", 1);
	assert_int_equal(test.file.lines.items[0].rule.kind, RULE_UNREADABLE);
	assert_found(&test, "error row 2 'indicator': this row names no indicator; expected a "
	                    "title or a reference");
}

static void rows_above_the_header_are_noted(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	scorecard_test_lines(&test, "Children's services scorecard,\nQuarter 3,\nindicator,value\n"
	                            "A,1\n",
	                     1);
	assert_found(&test, "note row 1: 2 rows stand above the header, which is row 3, and were "
	                    "not read");
	assert_int_equal(test.file.lines.items[0].row, 4);
}

static void files_that_are_no_scorecard_are_refused(void **state)
{
	(void)state;
	check_refused("", E_INPUT,
	              "figures.csv: the file is empty; expected a header row and figures");
	check_refused("\n\n,,\n", E_INPUT,
	              "figures.csv: there is no row with text; expected a header row and figures");
	check_refused("name,age\nAnna,4\n", E_INPUT,
	              "figures.csv: row 1: no column names an indicator; expected a header row "
	              "with "
	              "indicator_title or indicator_ref and for example period, current_value, "
	              "target; found 'name', 'age'");
	check_refused("indicator_title,target,numerator\nA,90,1\n", E_INPUT,
	              "figures.csv: row 1, the header, has no column with something to judge; "
	              "expected one of current_value, numerator and denominator, month_value, "
	              "quarter_value, ytd_value, stated_status");
	check_refused("indicator,Value,target,current_value\nA,1,2,3\n", E_INPUT,
	              "figures.csv: row 1, the header: columns 2 ('Value') and 4 ('current_value') "
	              "both give current_value; keep one of them");
	check_refused("indicator,value\nA,\"1\n", E_INPUT,
	              "figures.csv: row 2, cell 2: the file ends inside quotation marks; it was "
	              "cut off, or a closing quotation mark is missing");
}

static void limits_are_named(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	struct scorecard_options options = { .max_rows = 2 };
	scorecard_test_read(&test, "indicator,value\nA,1\nB,2\nC,3\n", &options);
	assert_int_equal(test.status, E_LIMIT);
	assert_text(str_of(test.err.text), "figures.csv: row 4: more than 2 lines; split the file");
	options = (struct scorecard_options){ .max_bytes = 10 };
	scorecard_test_read(&test, "indicator,value\nA,1\n", &options);
	assert_int_equal(test.status, E_LIMIT);
	assert_text(str_of(test.err.text), "figures.csv: larger than 10 bytes");
}

static void a_file_full_of_doubts_is_refused(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	auto_buf text = buf_init(1 << 20);
	buf_add(&text, STR("indicator,value\n"));
	for (int i = 0; i < TABLE_MAX_FINDINGS + 2; i++)
		buf_add(&text, STR("A,?\n"));
	scorecard_test_read(&test, buf_view(&text).ptr, NULL);
	assert_int_equal(test.status, E_LIMIT);
	assert_text(str_of(test.err.text),
	            "figures.csv: row 10003: more than 10000 cells are in doubt by here; this is "
	            "no scorecard, or its columns have moved");
}

/* A file in a folder of its own that the test removes. */
static void a_file_larger_than_the_limit_is_refused_unread(void **state)
{
	(void)state;
	char path[] = "/tmp/outturn-large-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(ftruncate(file, (off_t)1024 * 1024 * 1024), 0); /* sparse */
	close(file);
	auto_scorecard test = { 0 };
	test.findings.arena = &test.arena;
	enum status st = scorecard_file_read(path, NULL, &test.arena, &test.file, &test.findings,
	                                     &test.err);
	unlink(path);
	assert_int_equal(st, E_LIMIT);
	assert_int_not_equal(str_find_nocase(str_of(test.err.text), str_of(path)), SIZE_MAX);
	assert_true(test.arena.used_bytes == 0);
}

static void a_folder_and_an_absent_file_are_refused_by_name(void **state)
{
	(void)state;
	auto_scorecard test = { 0 };
	test.findings.arena = &test.arena;
	assert_int_equal(scorecard_file_read("/tmp", NULL, &test.arena, &test.file, &test.findings,
	                                     &test.err), E_INPUT);
	assert_text(str_of(test.err.text),
	            "/tmp: this is a folder; expected a CSV or XLSX file");
	assert_int_equal(scorecard_file_read("/tmp/no such scorecard.csv", NULL, &test.arena,
	                                     &test.file, &test.findings, &test.err), E_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_becomes_a_line),
		cmocka_unit_test(the_format_is_named_back),
		cmocka_unit_test(windows_1252_is_read_and_said),
		cmocka_unit_test(a_figure_that_is_no_number_is_a_finding_and_keeps_its_text),
		cmocka_unit_test(a_target_that_is_not_understood_is_a_finding),
		cmocka_unit_test(a_target_in_a_unit_that_clashes_is_kept_and_named_once),
		cmocka_unit_test(a_rate_of_another_scale_is_not_taken_for_the_lines_own),
		cmocka_unit_test(a_count_that_is_not_whole_withholds_the_figure),
		cmocka_unit_test(a_polarity_that_is_not_understood_withholds_the_status),
		cmocka_unit_test(marks_for_no_figure_are_no_fault),
		cmocka_unit_test(what_a_spreadsheet_leaves_in_a_cell_is_named),
		cmocka_unit_test(a_denominator_of_zero_gives_no_figure),
		cmocka_unit_test(counts_without_a_unit_give_no_figure),
		cmocka_unit_test(a_unit_written_in_the_cells_is_taken_where_the_column_is_empty),
		cmocka_unit_test(without_a_current_value_the_periods_own_column_is_judged),
		cmocka_unit_test(each_figure_has_counts_of_its_own),
		cmocka_unit_test(a_computed_number_prints_with_the_units_decimals),
		cmocka_unit_test(a_computed_number_does_not_print_as_nothing),
		cmocka_unit_test(rules_come_from_the_line_then_its_tolerance_then_the_file),
		cmocka_unit_test(a_rule_for_all_lines_that_cannot_be_read_is_wrong_usage),
		cmocka_unit_test(dates_are_read_in_three_ways),
		cmocka_unit_test(how_sure_the_source_is_can_be_said),
		cmocka_unit_test(unknown_columns_are_kept_and_named),
		cmocka_unit_test(many_unknown_cells_are_all_kept),
		cmocka_unit_test(a_row_with_too_many_cells_is_kept_but_not_used),
		cmocka_unit_test(a_row_with_too_few_cells_is_read_and_said),
		cmocka_unit_test(empty_rows_are_skipped_and_rows_keep_their_numbers),
		cmocka_unit_test(a_row_without_an_indicator_gets_no_status),
		cmocka_unit_test(rows_above_the_header_are_noted),
		cmocka_unit_test(files_that_are_no_scorecard_are_refused),
		cmocka_unit_test(limits_are_named),
		cmocka_unit_test(a_file_full_of_doubts_is_refused),
		cmocka_unit_test(a_file_larger_than_the_limit_is_refused_unread),
		cmocka_unit_test(a_folder_and_an_absent_file_are_refused_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
