#include "case_file.h"

#include "base/calendar.h"

static int32_t day(const char *iso)
{
	int32_t date = DATE_NONE;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

static int32_t elapsed(const struct calendar *calendar, const char *start, const char *end)
{
	int32_t days = -1;
	struct err err = { 0 };
	assert_ok(calendar_elapsed(calendar, day(start), day(end), &days, &err), &err);
	return days;
}

static int32_t due(const struct calendar *calendar, const char *start, int32_t n)
{
	int32_t date = DATE_NONE;
	struct err err = { 0 };
	assert_ok(calendar_due(calendar, day(start), n, &date, &err), &err);
	return date;
}

static void weekends_and_bank_holidays_are_not_worked(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	assert_true(calendar_is_working(calendar, day("2013-12-24")));
	assert_false(calendar_is_working(calendar, day("2013-12-25")));
	assert_false(calendar_is_working(calendar, day("2013-12-28")));
	assert_false(calendar_is_working(calendar, day("2022-09-19"))); /* the state funeral */
	assert_true(calendar_is_working(calendar, day("2020-05-04")));  /* moved to the 8th */
	assert_int_equal(calendar_first(calendar), day("2000-01-01"));
	assert_int_equal(calendar_last(calendar), day("2028-12-31"));
	/* Outside the table only weekends are known. */
	assert_true(calendar_is_working(calendar, day("1999-12-27")));
	assert_false(calendar_is_working(calendar, day("2200-12-28")));
}

static void day_zero_is_not_counted(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	assert_int_equal(elapsed(calendar, "2024-06-05", "2024-06-05"), 0);
	assert_int_equal(elapsed(calendar, "2024-06-07", "2024-06-10"), 1);
	assert_int_equal(elapsed(calendar, "2024-06-08", "2024-06-10"), 1);
	assert_int_equal(elapsed(calendar, "2024-06-08", "2024-06-09"), 0);
	assert_int_equal(elapsed(calendar, "2013-12-20", "2014-01-08"), 10);
}

static void an_end_before_the_start_is_a_fault(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	int32_t days = 7;
	struct err err = { 0 };
	int32_t start = day("2024-06-10"), end = day("2024-06-07");
	assert_int_equal(calendar_elapsed(calendar, start, end, &days, &err), E_INPUT);
	assert_int_equal(days, 7);
	assert_string_equal(err.text, "the end 2024-06-07 lies before the start 2024-06-10");
}

static void counting_and_due_dates_agree_with_walking_day_by_day(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	int32_t start = day("2021-12-18");
	int32_t walked = 0;
	for (int32_t date = start; date < start + 800; date++) {
		walked += date > start && calendar_is_working(calendar, date);
		int32_t days = -1, due_on = DATE_NONE;
		assert_int_equal(calendar_elapsed(calendar, start, date, &days, NULL), OK);
		assert_int_equal(days, walked);
		if (date == start || !calendar_is_working(calendar, date))
			continue;
		assert_int_equal(calendar_due(calendar, start, days, &due_on, NULL), OK);
		assert_int_equal(due_on, date);
	}
}

static void due_dates_have_edges(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	assert_int_equal(due(calendar, "2024-06-08", 0), day("2024-06-08"));
	assert_int_equal(due(calendar, "2024-06-08", 1), day("2024-06-10"));
	assert_int_equal(due(calendar, "2200-12-30", 1), day("2200-12-31"));
	int32_t date = 5;
	struct err err = { 0 };
	assert_int_equal(calendar_due(calendar, day("2200-12-30"), 2, &date, &err), E_LIMIT);
	assert_int_equal(calendar_due(calendar, day("2200-12-31"), 1, &date, &err), E_LIMIT);
	assert_int_equal(calendar_due(calendar, day("2024-06-08"), -1, &date, &err), E_INPUT);
	assert_int_equal(calendar_due(calendar, DATE_MIN, INT32_MAX, &date, &err), E_LIMIT);
	assert_int_equal(date, 5);
}

static void local_closures_are_added_whole_or_not_at_all(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	struct err err = { 0 };
	struct str half = STR("date,name\n2013-12-27,closed\n27/12/2013,x\n");
	assert_int_equal(calendar_add_csv(calendar, half, &err), E_INPUT);
	assert_string_equal(err.text, "line 3: '27/12/2013' is no date: "
	                              "expected one like 2013-12-31");
	assert_int_equal(elapsed(calendar, "2013-12-20", "2014-01-08"), 10);
	struct str whole = STR("Date,name\r\n2013-12-27,closed\r\n\r\n2013-12-30\n");
	assert_ok(calendar_add_csv(calendar, whole, &err), &err);
	assert_int_equal(elapsed(calendar, "2013-12-20", "2014-01-08"), 8);
	assert_int_equal(calendar_add_csv(calendar, STR("2013-12-31,closed\n"), &err), E_INPUT);
	assert_string_equal(err.text, "line 1: expected the header 'date,name', got '2013-12-31'");
}

/* A year as GOV.UK publishes it, with Christmas Day on the date given. */
static struct str one_year(const char *year, const char *christmas)
{
	static char text[1024];
	snprintf(text, sizeof(text),
	         "{\"england-and-wales\":{\"division\":\"england-and-wales\",\"events\":["
	         "{\"date\":\"%s-01-01\"},{\"date\":\"%s-03-30\"},{\"date\":\"%s-04-02\"},"
	         "{\"date\":\"%s-05-07\"},{\"date\":\"%s-05-28\"},{\"date\":\"%s-08-27\"},"
	         "{\"date\":\"%s-12-%s\"},{\"date\":\"%s-12-26\"}]}}",
	         year, year, year, year, year, year, year, christmas, year);
	return str_of(text);
}

static void the_published_table_replaces_the_years_it_covers(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	struct err err = { 0 };
	assert_ok(calendar_add_csv(calendar, STR("date\n2028-08-25\n"), &err), &err);
	assert_ok(calendar_read_json(calendar, one_year("2028", "24"), &err), &err);
	assert_true(calendar_is_working(calendar, day("2028-12-25")));
	assert_false(calendar_is_working(calendar, day("2028-12-24")));
	assert_false(calendar_is_working(calendar, day("2028-08-25"))); /* the closure stays */
	assert_false(calendar_is_working(calendar, day("2027-12-27")));
	assert_ok(calendar_read_json(calendar, one_year("2029", "25"), &err), &err);
	assert_int_equal(calendar_last(calendar), day("2029-12-31"));
	assert_false(calendar_is_working(calendar, day("2029-12-25")));
}

static void the_shipped_table_agrees_with_the_published_one(void **state)
{
	(void)state;
	auto_calendar shipped = calendar_new();
	auto_calendar published = calendar_new();
	auto_buf json = buf_init(CASE_FILE_BYTES_MAX);
	struct err err = { 0 };
	case_file_read("calendar/bank-holidays.json", &json);
	assert_ok(calendar_read_json(published, buf_view(&json), &err), &err);
	for (int32_t date = DATE_MIN; date <= DATE_MAX; date++)
		assert_int_equal(calendar_is_working(shipped, date),
		                 calendar_is_working(published, date));
}

static void a_published_table_that_leaves_holidays_out_is_refused(void **state)
{
	(void)state;
	auto_calendar calendar = calendar_new();
	struct err err = { 0 };
	assert_int_equal(calendar_read_json(calendar, one_year("2031", "25"), &err), E_INPUT);
	assert_string_equal(err.text, "the bank holidays begin in 2031 and end in 2031: "
	                              "the table of 2000 to 2028 does not join on to them");
	static const struct {
		const char *json;
		const char *message;
	} BAD[] = {
		{ "{\"england-and-wales\":{\"events\":[{\"date\":\"2029-01-01\"}]}}",
		  "2029 has 1 bank holidays: expected at least 8" },
		{ "{\"scotland\":{}}",
		  "expected bank holidays under \"england-and-wales\", \"events\"" },
		{ "{\"england-and-wales\":{\"events\":[{\"title\":\"x\"}]}}",
		  "bank holiday 1 has no \"date\"" },
		{ "{\"england-and-wales\":{\"events\":[{\"date\":\"1/1/2029\"}]}}",
		  "bank holiday 1: '1/1/2029' is no date: expected one like 2013-12-31" },
	};
	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		assert_int_equal(calendar_read_json(calendar, str_of(BAD[i].json), &err), E_INPUT);
		assert_string_equal(err.text, BAD[i].message);
	}
	assert_int_equal(calendar_read_json(calendar, STR("{"), &err), E_INPUT);
	assert_int_equal(calendar_read_json(calendar, STR(""), &err), E_INPUT);
	assert_int_equal(calendar_last(calendar), day("2028-12-31"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weekends_and_bank_holidays_are_not_worked),
		cmocka_unit_test(day_zero_is_not_counted),
		cmocka_unit_test(an_end_before_the_start_is_a_fault),
		cmocka_unit_test(counting_and_due_dates_agree_with_walking_day_by_day),
		cmocka_unit_test(due_dates_have_edges),
		cmocka_unit_test(local_closures_are_added_whole_or_not_at_all),
		cmocka_unit_test(the_published_table_replaces_the_years_it_covers),
		cmocka_unit_test(the_shipped_table_agrees_with_the_published_one),
		cmocka_unit_test(a_published_table_that_leaves_holidays_out_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
