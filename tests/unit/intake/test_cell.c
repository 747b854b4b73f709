#include "check.h"

#include "base/date.h"
#include "intake/cell.h"

static void check_header(const char *text, const char *expected)
{
	auto_arena arena = { 0 };
	assert_text(cell_header(str_of(text), &arena), expected);
}

static void headers_that_mean_the_same_compare_equal(void **state)
{
	(void)state;
	check_header("  Date of\tAdoption  Order ", "date of adoption order");
	check_header("Child\xC2\xA0Unique\xC2\xA0ID", "child unique id");
	check_header("within the Last 12 Months (Y/N))", "within the last 12 months (y/n)");
	check_header("Episodes the Child has been \xE2\x80\x98Missing\xE2\x80\x99",
	             "episodes the child has been 'missing'");
	check_header("education establishment \xE2\x80\x93 URN", "education establishment - urn");
	check_header("Referral NFA??", "referral nfa?");
	check_header("new__la_code", "new__la_code");
	check_header("caf\xC3\xA9", "caf\xC3\xA9");
	check_header("\xC2\xA0", "");
	check_header("\xE2\x80\x9C" "CHILD\xE2\x80\x9D ", "child");
	check_header("' DECOM '", "decom");
	check_header("'missing' episodes", "'missing' episodes");
}

/* How a date cell reads: "2021-05-31", with " 09:30:00" and "?" for the answers. */
static void check_date(const char *text, bool is_1904, const char *expected)
{
	struct cell_date date = { .date = DATE_NONE };
	char day[DATE_TEXT_BYTES], got[64];
	static const char *const PRECISIONS[] = { "", " month", " year", " unknown" };
	enum cell_answer answer = cell_read_date(str_of(text), is_1904, &date);
	if (answer != CELL_VALUE)
		snprintf(got, sizeof(got), "%s", answer == CELL_MISSING ? "missing" : "unreadable");
	else
		snprintf(got, sizeof(got), "%s%s%s", date_print_iso(date.date, day),
		         date.has_time ? " timed" : "", PRECISIONS[date.precision]);
	if (!str_equal(str_of(got), str_of(expected)))
		fail_msg("'%s' reads as '%s', expected '%s'", text, got, expected);
}

static void dates_are_read_in_every_form_that_extracts_hold(void **state)
{
	(void)state;
	check_date("2021-05-31", false, "2021-05-31");
	check_date(" 2021-05-31T00:00:00 ", false, "2021-05-31");
	check_date("2021-05-31 00:00:00.000", false, "2021-05-31");
	check_date("2021-05-31T09:30:00+01:00", false, "2021-05-31 timed");
	check_date("2021-05-31T09:30Z", false, "2021-05-31 timed");
	check_date("31/05/2021", false, "2021-05-31");
	check_date("1/5/2021", false, "2021-05-01");
	check_date("31-05-2021", false, "2021-05-31");
	check_date("31.05.2021", false, "2021-05-31");
	check_date("31/05/2021 00:00", false, "2021-05-31");
	check_date("31/05/2021 14:05", false, "2021-05-31 timed");
	check_date("31 May 2021", false, "2021-05-31");
	check_date("5-Sep-2021", false, "2021-09-05");
}

static void dates_that_are_none_cannot_be_read(void **state)
{
	(void)state;
	const char *const none[] = {
		"31/02/2021", "05/31/2021", "2021-13-01", "31/05/21", "31/05/2021x", "May 2021",
		"2021", "20210531", "31/05-2021", "2021-05-31T25:00:00", "yesterday", "1/2/3",
		"31/05/2021 09", "ZZ/ZZ/21", "ZZ/13/2021", "99/99/9999", "-5", "44090,5", "4e4",
	};
	for (size_t i = 0; i < COUNT_OF(none); i++)
		check_date(none[i], false, "unreadable");
}

static void parts_of_a_date_that_are_not_known_are_kept_apart(void **state)
{
	(void)state;
	check_date("ZZ/05/2021", false, "2021-05-01 month");
	check_date("zz/ZZ/1993", false, "1993-01-01 year");
	check_date("17/ZZ/1993", false, "1993-01-01 year");
	check_date("ZZ/ZZ/ZZZZ", false, " unknown");
	check_date("17/05/ZZZZ", false, " unknown");
}

static void day_numbers_count_from_1900_or_from_1904(void **state)
{
	(void)state;
	check_date("44090", false, "2020-09-16");
	check_date("44090.0", false, "2020-09-16");
	check_date("44090.5", false, "2020-09-16 timed");
	check_date("44090", true, "2024-09-17");
	check_date("42628", true, "2020-09-16");
	check_date("7305", false, "unreadable");
	check_date("7306", false, "1920-01-01");
	check_date("73050", false, "2099-12-31");
	check_date("73051", false, "unreadable");
	struct cell_date date;
	assert_int_equal(cell_read_date(STR("44090.5"), false, &date), CELL_VALUE);
	assert_true(date.is_serial);
	assert_int_equal(date.seconds, 12 * 3600);
}

static void absent_cells_say_how(void **state)
{
	(void)state;
	const struct {
		const char *text;
		enum cell_absence absence;
	} cases[] = {
		{ "", CELL_ABSENCE_EMPTY },        { " \xC2\xA0 ", CELL_ABSENCE_EMPTY },
		{ "-", CELL_ABSENCE_MARK },        { ".", CELL_ABSENCE_MARK },
		{ "N/A", CELL_ABSENCE_MARK },      { "NULL", CELL_ABSENCE_MARK },
		{ "#N/A", CELL_ABSENCE_FAULT },    { "#REF!", CELL_ABSENCE_FAULT },
		{ "#MULTIVALUE", CELL_ABSENCE_MANY_VALUES },
		{ "0", CELL_ABSENCE_NONE },        { "#", CELL_ABSENCE_NONE },
		{ "Nathan", CELL_ABSENCE_NONE },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(cell_absence(str_of(cases[i].text)), cases[i].absence);
		check_date(cases[i].text, false,
		           cases[i].absence == CELL_ABSENCE_NONE ? "unreadable" : "missing");
	}
}

static void booleans_are_read_with_and_without_their_letter(void **state)
{
	(void)state;
	const struct {
		const char *text;
		enum cell_answer answer;
		bool is_yes;
	} cases[] = {
		{ "1", CELL_VALUE, true },       { "0", CELL_VALUE, false },
		{ "1.0", CELL_VALUE, true },     { "true", CELL_VALUE, true },
		{ "FALSE", CELL_VALUE, false },  { "Yes", CELL_VALUE, true },
		{ "n", CELL_VALUE, false },      { "a) Yes", CELL_VALUE, true },
		{ "b) No", CELL_VALUE, false },  { "(a) Y", CELL_VALUE, true },
		{ "", CELL_MISSING, false },     { "#N/A", CELL_MISSING, false },
		{ "c) Unknown", CELL_MISSING, false },
		{ "2", CELL_UNREADABLE, false },
		{ "CS Assessment Updated", CELL_UNREADABLE, false },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool is_yes = false;
		enum cell_answer answer = cell_read_boolean(str_of(cases[i].text), &is_yes);
		if (answer != cases[i].answer || is_yes != cases[i].is_yes)
			fail_msg("'%s': answer %d, %d", cases[i].text, answer, is_yes);
	}
}

static void numbers_are_read_as_people_and_programs_write_them(void **state)
{
	(void)state;
	int64_t whole = 0;
	double decimal = 0;
	assert_int_equal(cell_read_whole(STR("3.0"), &whole), CELL_VALUE);
	assert_int_equal(whole, 3);
	assert_int_equal(cell_read_whole(STR("-1,250,000"), &whole), CELL_VALUE);
	assert_int_equal(whole, -1250000);
	assert_int_equal(cell_read_decimal(STR("9.05E-2"), &decimal), CELL_VALUE);
	assert_true(decimal > 0.0904 && decimal < 0.0906);
	assert_int_equal(cell_read_whole(STR("-"), &whole), CELL_MISSING);
	const char *const none[] = {
		"3.5", "1,25", ",125", "1250,", "1,2500", "1,250,00", "x",
		"0x10", "inf", "nan", "1e999", "12 3", "--3", "3.4.5",
	};
	for (size_t i = 0; i < COUNT_OF(none); i++)
		if (cell_read_whole(str_of(none[i]), &whole) != CELL_UNREADABLE)
			fail_msg("'%s' reads as a whole number", none[i]);
}

static void identifiers_lose_what_a_spreadsheet_added_and_nothing_else(void **state)
{
	(void)state;
	assert_text(cell_identifier(STR(" 612306.0 ")), "612306");
	assert_text(cell_identifier(STR("00123")), "00123");
	assert_text(cell_identifier(STR("A1.0")), "A1.0");
	assert_text(cell_identifier(STR("1.00")), "1.00");
	assert_text(cell_identifier(STR("#N/A")), "");
}

static void check_code(const char *text, char letter, const char *rest, const char *code,
                       const char *label)
{
	struct cell_code got = cell_split_code(str_of(text));
	assert_int_equal(got.letter, letter);
	assert_text(got.rest, rest);
	assert_text(got.code, code);
	assert_text(got.label, label);
}

static void coded_cells_come_apart(void **state)
{
	(void)state;
	check_code("q) 6: Police", 'q', "6: Police", "6", "Police");
	check_code("a) WBRI", 'a', "WBRI", "", "");
	check_code("b) Female", 'b', "Female", "", "");
	check_code("N1 - Abuse or Neglect", 0, "N1 - Abuse or Neglect", "N1", "Abuse or Neglect");
	check_code("f) U6: Foster placement - not FFA", 'f', "U6: Foster placement - not FFA", "U6",
	           "Foster placement - not FFA");
	check_code("e)PR4 - Private provision", 'e', "PR4 - Private provision", "PR4",
	           "Private provision");
	check_code("Physical abuse", 0, "Physical abuse", "", "");
	check_code("(n/a)", 0, "(n/a)", "", "");
	check_code("", 0, "", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_that_mean_the_same_compare_equal),
		cmocka_unit_test(dates_are_read_in_every_form_that_extracts_hold),
		cmocka_unit_test(dates_that_are_none_cannot_be_read),
		cmocka_unit_test(parts_of_a_date_that_are_not_known_are_kept_apart),
		cmocka_unit_test(day_numbers_count_from_1900_or_from_1904),
		cmocka_unit_test(absent_cells_say_how),
		cmocka_unit_test(booleans_are_read_with_and_without_their_letter),
		cmocka_unit_test(numbers_are_read_as_people_and_programs_write_them),
		cmocka_unit_test(identifiers_lose_what_a_spreadsheet_added_and_nothing_else),
		cmocka_unit_test(coded_cells_come_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
