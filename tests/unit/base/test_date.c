#include "check.h"

#include "base/date.h"

static int32_t day(const char *iso)
{
	int32_t date = DATE_NONE;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

static void every_day_of_three_centuries_goes_there_and_back(void **state)
{
	(void)state;
	int year = 1900, month = 1, of_month = 1;
	for (int32_t date = DATE_MIN; date <= DATE_MAX; date++) {
		struct ymd d = date_to_ymd(date);
		int32_t back = DATE_NONE;
		assert_true(d.year == year && d.month == month && d.day == of_month);
		assert_int_equal(date_from_ymd(d.year, d.month, d.day, &back, NULL), OK);
		assert_int_equal(back, date);
		assert_int_equal((int)date_weekday(date), (date - DATE_MIN) % 7);
		if (++of_month > date_days_in_month(year, month)) {
			of_month = 1;
			year += month == 12;
			month = month % 12 + 1;
		}
	}
	assert_true(year == 2201 && month == 1 && of_month == 1);
}

static void the_known_days_have_their_numbers(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1900-01-01"), DATE_MIN);
	assert_int_equal(day("2200-12-31"), DATE_MAX);
	assert_int_equal(day("2000-03-01") - day("2000-02-28"), 2);
	assert_int_equal(day("1900-03-01") - day("1900-02-28"), 1);
	assert_int_equal((int)date_weekday(day("2013-12-20")), WEEKDAY_FRIDAY);
	assert_int_equal((int)date_weekday(day("2024-06-09")), WEEKDAY_SUNDAY);
}

static void a_text_that_is_no_date_is_refused_and_quoted(void **state)
{
	(void)state;
	static const char *const BAD[] = { "",           "2013-12",     "2013-12-3",   "2013-13-01",
		                           "2013-00-10", "2023-02-29",  "2013-04-31",  "1899-12-31",
		                           "2201-01-01", "31/12/2013",  "2013-12-31 ", "20a3-12-31",
		                           "2013-12-00", "-013-12-31",  "2013/12/31" };
	int32_t date = 5;
	struct err err = { 0 };
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(date_parse_iso(str_of(BAD[i]), &date, &err), E_INPUT);
	assert_int_equal(date, 5);
	assert_int_equal(date_parse_iso(STR("2023-02-29"), &date, &err), E_INPUT);
	assert_string_equal(err.text, "bad date '2023-02-29': there is no 29 February 2023");
	assert_int_equal(date_parse_iso(STR("31/12/2013"), &date, &err), E_INPUT);
	assert_string_equal(err.text, "'31/12/2013' is no date: expected one like 2013-12-31");
}

static void dates_print_as_iso_and_in_words(void **state)
{
	(void)state;
	char iso[DATE_TEXT_BYTES], words[DATE_WORDS_BYTES];
	assert_string_equal(date_print_iso(day("2013-02-01"), iso), "2013-02-01");
	assert_string_equal(date_print_words(day("2013-02-01"), words), "1 February 2013");
	assert_string_equal(date_print_words(day("2013-09-30"), words), "30 September 2013");
	assert_string_equal(date_print_iso(DATE_NONE, iso), "");
	assert_string_equal(date_print_words(DATE_NONE, words), "");
}

static void months_go_to_the_corresponding_date_or_the_last_day(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		int months;
		const char *to;
	} CASES[] = {
		{ "2023-01-31", 1, "2023-02-28" },  { "2024-01-31", 1, "2024-02-29" },
		{ "2020-02-29", 12, "2021-02-28" }, { "2024-03-31", -30, "2021-09-30" },
		{ "2024-01-15", -1, "2023-12-15" }, { "2024-12-15", 1, "2025-01-15" },
		{ "2024-05-10", 0, "2024-05-10" },  { "1900-01-31", 3611, "2200-12-31" },
	};
	struct err err = { 0 };
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		int32_t date = DATE_NONE;
		assert_ok(date_add_months(day(CASES[i].from), CASES[i].months, &date, &err), &err);
		assert_int_equal(date, day(CASES[i].to));
	}
	int32_t date = 5;
	assert_int_equal(date_add_months(day("2200-12-01"), 1, &date, &err), E_LIMIT);
	assert_int_equal(date_add_months(day("1900-01-31"), -1, &date, &err), E_LIMIT);
	assert_int_equal(date_add_months(0, INT32_MIN, &date, &err), E_LIMIT);
	assert_int_equal(date_add_months(0, INT32_MAX, &date, &err), E_LIMIT);
	assert_int_equal(date, 5);
}

static void age_is_reached_at_the_start_of_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(date_age(day("2006-04-01"), day("2024-03-31")), 17);
	assert_int_equal(date_age(day("2006-04-01"), day("2024-04-01")), 18);
	assert_int_equal(date_age(day("2008-02-29"), day("2026-02-28")), 17);
	assert_int_equal(date_age(day("2008-02-29"), day("2026-03-01")), 18);
	assert_int_equal(date_age(day("2008-02-29"), day("2024-02-29")), 16);
	assert_int_equal(date_age(day("2024-05-10"), day("2024-05-10")), 0);
	assert_int_equal(date_age(day("2024-05-10"), day("2024-05-09")), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_three_centuries_goes_there_and_back),
		cmocka_unit_test(the_known_days_have_their_numbers),
		cmocka_unit_test(a_text_that_is_no_date_is_refused_and_quoted),
		cmocka_unit_test(dates_print_as_iso_and_in_words),
		cmocka_unit_test(months_go_to_the_corresponding_date_or_the_last_day),
		cmocka_unit_test(age_is_reached_at_the_start_of_the_birthday),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
