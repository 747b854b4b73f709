#include "check.h"

#include "base/date.h"
#include "base/instant.h"

static struct instant moment(const char *text)
{
	struct instant at = { 0 };
	struct err err = { 0 };
	assert_ok(instant_parse(str_of(text), &at, &err), &err);
	return at;
}

static void moments_compare_across_offsets(void **state)
{
	(void)state;
	assert_true(moment("1970-01-01T00:00:00Z").utc_seconds == 0);
	assert_true(moment("2024-04-02T10:00:00+01:00").utc_seconds ==
	            moment("2024-04-02T09:00Z").utc_seconds);
	/* Three days over the spring clock change are 72 hours. */
	assert_true(moment("2024-04-02T10:00:00+01:00").utc_seconds -
	                    moment("2024-03-30T09:00:00+00:00").utc_seconds ==
	            72 * 3600);
	assert_true(moment("1900-01-01T00:00:00-05:30").utc_seconds ==
	            (int64_t)DATE_MIN * 86400 + 19800);
}

static void a_moment_prints_as_it_came(void **state)
{
	(void)state;
	static const char *const TEXTS[] = { "2013-12-31T09:30:00+01:00", "2013-12-31T23:59:59Z",
		                             "1969-12-31T23:59:59-05:30",
		                             "2024-02-29T00:00:00+14:00" };
	char text[INSTANT_TEXT_BYTES];
	for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
		assert_string_equal(instant_print(moment(TEXTS[i]), text), TEXTS[i]);
	assert_string_equal(instant_print(moment("2013-12-31T09:30Z"), text),
	                    "2013-12-31T09:30:00Z");
}

static void the_date_is_the_one_on_the_wall(void **state)
{
	(void)state;
	int32_t new_year;
	assert_int_equal(date_parse_iso(STR("2014-01-01"), &new_year, NULL), OK);
	assert_int_equal(instant_date(moment("2014-01-01T00:30:00+01:00")), new_year);
	assert_int_equal(instant_date(moment("2013-12-31T23:30:00Z")), new_year - 1);
	assert_int_equal(instant_date(moment("1969-12-31T23:59:59Z")), -1);
}

static void a_time_without_an_offset_is_no_moment(void **state)
{
	(void)state;
	static const char *const BAD[] = {
		"",
		"2013-12-31",
		"2013-12-31T09:30:00",
		"2013-12-31 09:30:00Z",
		"2013-12-31T24:00:00Z",
		"2013-12-31T09:60Z",
		"2013-12-31T09:30:60Z",
		"2013-12-31T09:30:00+01",
		"2013-12-31T09:30:00+14:01",
		"2013-12-31T09:30:00+0100",
		"2013-12-31T09:30:00Zx",
		"2013-12-31T9:30:00Z",
		"2013-02-30T09:30:00Z",
	};
	struct instant at = { .utc_seconds = 7 };
	struct err err = { 0 };
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(instant_parse(str_of(BAD[i]), &at, &err), E_INPUT);
	assert_true(at.utc_seconds == 7);
	assert_int_equal(instant_parse(STR("2013-12-31T09:30:00"), &at, &err), E_INPUT);
	assert_string_equal(err.text, "'2013-12-31T09:30:00' is no moment: expected one like "
	                              "2013-12-31T09:30:00+01:00");
}

static void now_is_after_this_was_written(void **state)
{
	(void)state;
	assert_true(instant_now().utc_seconds > moment("2024-01-01T00:00Z").utc_seconds);
	assert_int_equal(instant_now().offset_minutes, 0);
}

static void a_clock_in_england_is_an_hour_ahead_in_summer(void **state)
{
	(void)state;
	static const struct {
		const char *date;
		int32_t seconds;
		const char *expected;
	} CASES[] = {
		{ "2024-01-15", 0, "2024-01-15T00:00:00Z" },
		{ "2024-07-15", 0, "2024-07-15T00:00:00+01:00" },
		{ "2024-03-31", 3599, "2024-03-31T00:59:59Z" },
		{ "2024-03-31", 7200, "2024-03-31T02:00:00+01:00" },
		{ "2024-10-27", 5400, "2024-10-27T01:30:00+01:00" },
		{ "2024-10-27", 7200, "2024-10-27T02:00:00Z" },
		{ "2021-03-28", 7200, "2021-03-28T02:00:00+01:00" },
		{ "2021-10-31", 0, "2021-10-31T00:00:00+01:00" },
		{ "2021-11-01", 0, "2021-11-01T00:00:00Z" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct err err = { 0 };
		int32_t date;
		char text[INSTANT_TEXT_BYTES];
		assert_ok(date_parse_iso(str_of(CASES[i].date), &date, &err), &err);
		struct instant at = instant_in_england(date, CASES[i].seconds);
		assert_string_equal(instant_print(at, text), CASES[i].expected);
		assert_int_equal(instant_date(at), date);
	}
}

static void a_moment_has_its_day_by_the_clock_in_england(void **state)
{
	(void)state;
	static const struct {
		const char *moment;
		const char *expected;
	} CASES[] = {
		{ "2024-01-15T00:00:00Z", "2024-01-15T00:00:00Z" },
		{ "2024-07-14T23:00:00Z", "2024-07-15T00:00:00+01:00" },
		{ "2024-07-14T22:59:59Z", "2024-07-14T23:59:59+01:00" },
		{ "2024-07-15T04:30:00+05:30", "2024-07-15T00:00:00+01:00" },
		/* Spring: the hour from 01:00 to 02:00 is never shown. */
		{ "2024-03-31T00:59:59Z", "2024-03-31T00:59:59Z" },
		{ "2024-03-31T01:00:00Z", "2024-03-31T02:00:00+01:00" },
		/* Autumn: the hour from 01:00 to 02:00 is shown twice. */
		{ "2024-10-27T00:00:00Z", "2024-10-27T01:00:00+01:00" },
		{ "2024-10-27T00:59:59Z", "2024-10-27T01:59:59+01:00" },
		{ "2024-10-27T01:00:00Z", "2024-10-27T01:00:00Z" },
		{ "2024-10-26T23:00:00Z", "2024-10-27T00:00:00+01:00" },
		{ "2024-10-27T23:59:59Z", "2024-10-27T23:59:59Z" },
		{ "2023-12-31T23:59:59Z", "2023-12-31T23:59:59Z" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		char text[INSTANT_TEXT_BYTES];
		struct instant at =
			instant_by_english_clock(moment(CASES[i].moment).utc_seconds);
		assert_string_equal(instant_print(at, text), CASES[i].expected);
	}
}

static void every_quarter_hour_of_a_year_comes_back_from_its_clock(void **state)
{
	(void)state;
	enum { QUARTER_HOUR = 900, DAY = 86400 };
	int64_t first = moment("2024-01-01T00:00:00Z").utc_seconds;
	int64_t second_hour = moment("2024-10-27T01:00:00Z").utc_seconds;
	for (int64_t at = first; at < first + (int64_t)366 * DAY; at += QUARTER_HOUR) {
		struct instant shown = instant_by_english_clock(at);
		int32_t date = instant_date(shown);
		int64_t seconds = at + shown.offset_minutes * 60 - (int64_t)date * DAY;
		int64_t back = instant_in_england(date, (int32_t)seconds).utc_seconds;
		/* What is shown twice is taken for the first of the two. */
		bool is_second = at >= second_hour && at < second_hour + 3600;
		assert_true(back == at - (is_second ? 3600 : 0));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_compare_across_offsets),
		cmocka_unit_test(a_moment_prints_as_it_came),
		cmocka_unit_test(the_date_is_the_one_on_the_wall),
		cmocka_unit_test(a_time_without_an_offset_is_no_moment),
		cmocka_unit_test(now_is_after_this_was_written),
		cmocka_unit_test(a_clock_in_england_is_an_hour_ahead_in_summer),
		cmocka_unit_test(a_moment_has_its_day_by_the_clock_in_england),
		cmocka_unit_test(every_quarter_hour_of_a_year_comes_back_from_its_clock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
