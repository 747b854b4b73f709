#include "case_file.h"

#include "intake/lait_period.h"

static void check_period(const struct case_line *line)
{
	size_t slash = str_find_nocase(line->input, STR(" / "));
	struct str text = str_slice(line->input, 0, slash);
	struct str kind = slash == SIZE_MAX ? (struct str){ 0 }
	                                    : str_slice(line->input, slash + 3, SIZE_MAX);
	if (slash == SIZE_MAX) /* "2024 /": no kind */
		text = str_slice(text, 0, text.len - 2);
	struct period period;
	char printed[PERIOD_TEXT_BYTES];
	const char *got = NULL;
	switch (lait_period_read(text, lait_year_read(kind), &period)) {
	case LAIT_DATED:
		got = period_print(&period, printed);
		break;
	case LAIT_DATED_NOT:
		got = "label";
		break;
	case LAIT_DATED_NO_PERIOD:
		got = "no year";
		break;
	}
	if (!str_equal(line->answers[0], str_of(got)))
		fail_msg("periods.case:%d: got '%s'", line->row, got);
	assert_int_equal(period_is_dated(&period), got == printed);
	if (got != printed)
		assert_true(str_equal(str_of(period.label), str_trim(text)));
}

static void a_period_has_the_days_of_its_kind_of_year(void **state)
{
	(void)state;
	case_file_run("lait/periods.case", check_period);
}

static void every_measure_of_the_list_has_a_kind_of_year(void **state)
{
	(void)state;
	auto_lait_years years = lait_years_init();
	assert_int_equal(years.by_measure.count, 434);
	assert_int_equal(lait_years_find(&years, STR("PrevRegCPR")), LAIT_YEAR_FINANCIAL);
	assert_int_equal(lait_years_find(&years, STR("CPP_rate")), LAIT_YEAR_MARCH);
	assert_int_equal(lait_years_find(&years, STR("CPP_Total_Rateper10,000")),
	                 LAIT_YEAR_FINANCIAL);
	assert_int_equal(lait_years_find(&years, STR("PriFSM")), LAIT_YEAR_JANUARY);
	assert_int_equal(lait_years_find(&years, STR("Work_Force_TO_Rate")), LAIT_YEAR_SEPTEMBER);
	assert_int_equal(lait_years_find(&years, STR("Nonesuch")), LAIT_YEAR_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_has_the_days_of_its_kind_of_year),
		cmocka_unit_test(every_measure_of_the_list_has_a_kind_of_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
