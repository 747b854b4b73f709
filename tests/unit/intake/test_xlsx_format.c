#include "check.h"

#include "intake/xlsx_format.h"

struct shown {
	const char *code;
	double number;
	const char *text;
};

static void check_shown(const struct shown *cases, size_t count, bool is_1904)
{
	for (size_t i = 0; i < count; i++) {
		struct xlsx_format format = xlsx_format_read(str_of(cases[i].code));
		auto_buf out = buf_init(256);
		bool rounded = false;
		xlsx_format_print(&format, cases[i].number, is_1904, &rounded, &out);
		if (!str_equal(buf_view(&out), str_of(cases[i].text)))
			fail_msg("%.17g as '%s' gives '%.*s', expected '%s'", cases[i].number,
			         cases[i].code, STR_ARGS(buf_view(&out)), cases[i].text);
	}
}

static void numbers_show_as_the_sheet_shows_them(void **state)
{
	(void)state;
	static const struct shown CASES[] = {
		{ "General", 0, "0" },
		{ "General", 89, "89" },
		{ "General", 59.3, "59.3" },
		{ "General", 0.1, "0.1" },
		{ "General", 59.299999999999997, "59.3" },
		{ "General", -2.5, "-2.5" },
		{ "General", 0.00005, "0.00005" },
		{ "General", 1600.0 / 27, "59.259259259" },
		{ "General", 1234567, "1234567" },
		{ "General", 1e12, "1000000000000" },
		{ "General", 1e300, "1e+300" },
		{ "0", 59.5, "60" },
		{ "0", 0.4, "0" },
		{ "0.0", 89, "89.0" },
		{ "0.0", 99.95, "100.0" },
		{ "0.0", -0.04, "0.0" },
		{ "0.00", 2.675, "2.68" },
		{ "0.00", 0.005, "0.01" },
		{ "#,##0", 1211, "1211" },
		{ "#,##0.0;[Red]-#,##0.0", -3.14, "-3.1" },
		{ "0.0\" points\"", 2, "2.0" },
		{ "0.0_);(0.0)", 2, "2.0" },
	};
	check_shown(CASES, COUNT_OF(CASES), false);
}

static void percentages_and_pounds_keep_their_signs(void **state)
{
	(void)state;
	static const struct shown CASES[] = {
		{ "0.0%", 0.593, "59.3%" },
		{ "0.0%", 16.0 / 27, "59.3%" },
		{ "0%", 0.6, "60%" },
		{ "0%", 1, "100%" },
		{ "0.0\"%\"", 59.3, "59.3%" },
		{ "0.0\\%", 59.3, "59.3%" },
		{ "£#,##0", 1250, "£1250" },
		{ "[$£-809]#,##0.00", 1250.5, "£1250.50" },
		{ "\"£\"#,##0", 12, "£12" },
	};
	check_shown(CASES, COUNT_OF(CASES), false);
}

static void dates_are_written_as_days_or_months(void **state)
{
	(void)state;
	static const struct shown CASES[] = {
		{ "dd/mm/yyyy", 41639, "2013-12-31" },
		{ "[$-809]dd mmmm yyyy;@", 41639, "2013-12-31" },
		{ "yyyy-mm-dd", 1, "1900-01-01" },
		{ "yyyy-mm-dd", 59, "1900-02-28" },
		{ "yyyy-mm-dd", 61, "1900-03-01" },
		{ "mmm-yy", 43405, "November 2018" },
		{ "mmmm yyyy", 43405, "November 2018" },
		{ "dd/mm/yyyy hh:mm", 41639.5, "2013-12-31 12:00" },
		{ "dd/mm/yyyy hh:mm", 41639, "2013-12-31" },
		{ "hh:mm", 0.25, "06:00" },
		{ "dd/mm/yyyy", 60, "60" }, /* 29 February 1900 was never a day */
		{ "dd/mm/yyyy", -5, "-5" },
		{ "dd/mm/yyyy", 1e9, "1000000000" },
	};
	check_shown(CASES, COUNT_OF(CASES), false);
	static const struct shown FROM_1904[] = {
		{ "dd/mm/yyyy", 40177, "2013-12-31" },
		{ "dd/mm/yyyy", 0, "1904-01-01" },
	};
	check_shown(FROM_1904, COUNT_OF(FROM_1904), true);
}

static void codes_that_scale_or_make_fractions_show_the_number_itself(void **state)
{
	(void)state;
	static const struct shown CASES[] = {
		{ "#,##0,", 1234567, "1234567" },
		{ "# ?/?", 0.5, "0.5" },
		{ "0.00E+00", 1234.5, "1234.5" },
	};
	check_shown(CASES, COUNT_OF(CASES), false);
}

static void rounding_on_show_is_told(void **state)
{
	(void)state;
	struct xlsx_format format = xlsx_format_read(STR("0.0%"));
	auto_buf out = buf_init(64);
	bool rounded = false;
	xlsx_format_print(&format, 0.593, false, &rounded, &out);
	assert_false(rounded);
	xlsx_format_print(&format, 16.0 / 27, false, &rounded, &out);
	assert_true(rounded);
}

static void numbered_formats_are_known(void **state)
{
	(void)state;
	const struct {
		int number;
		enum xlsx_format_kind kind;
		int decimals;
		bool is_percent;
	} cases[] = {
		{ 0, XLSX_FORMAT_GENERAL, 0, false }, { 2, XLSX_FORMAT_FIXED, 2, false },
		{ 9, XLSX_FORMAT_FIXED, 0, true },    { 10, XLSX_FORMAT_FIXED, 2, true },
		{ 14, XLSX_FORMAT_DATE, 0, false },   { 17, XLSX_FORMAT_MONTH, 0, false },
		{ 22, XLSX_FORMAT_TIME, 0, false },   { 49, XLSX_FORMAT_TEXT, 0, false },
		{ 99, XLSX_FORMAT_GENERAL, 0, false },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct xlsx_format format = xlsx_format_builtin(cases[i].number);
		assert_int_equal(format.kind, cases[i].kind);
		assert_int_equal(format.decimals, cases[i].decimals);
		assert_int_equal(format.is_percent, cases[i].is_percent);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_show_as_the_sheet_shows_them),
		cmocka_unit_test(percentages_and_pounds_keep_their_signs),
		cmocka_unit_test(dates_are_written_as_days_or_months),
		cmocka_unit_test(codes_that_scale_or_make_fractions_show_the_number_itself),
		cmocka_unit_test(rounding_on_show_is_told),
		cmocka_unit_test(numbered_formats_are_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
