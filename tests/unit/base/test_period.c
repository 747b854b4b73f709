#include "case_file.h"

#include "base/period.h"

static struct period parsed(struct str text)
{
	struct period period = { 0 };
	struct err err = { 0 };
	assert_ok(period_parse(text, &period, &err), &err);
	return period;
}

static struct period named(const char *text)
{
	return parsed(str_of(text));
}

/* The text of a period as the case files write it. */
static struct str shown(struct period period)
{
	static char text[PERIOD_TEXT_BYTES];
	if (period.kind == PERIOD_NONE)
		return STR("none");
	if (period.kind == PERIOD_LABEL)
		return STR("label");
	return str_of(period_print(&period, text));
}

static void expect(const struct case_line *line, struct str got, struct str expected)
{
	if (!str_equal(got, expected))
		fail_msg("line %d: '%.*s' gave '%.*s', expected '%.*s'", line->row,
		         STR_ARGS(line->input), STR_ARGS(got), STR_ARGS(expected));
}

static void check_read(const struct case_line *line)
{
	struct period period = period_read(line->input);
	expect(line, shown(period), line->answers[0]);
	if (period.kind == PERIOD_LABEL) {
		expect(line, str_of(period.label), line->input);
		assert_true(period.from == DATE_NONE && period.to == DATE_NONE);
	}
}

static void what_councils_write_is_read(void **state)
{
	(void)state;
	case_file_run("period/read.case", check_read);
	assert_int_equal(period_read(STR("")).kind, PERIOD_NONE);
	assert_int_equal(period_read(STR(" \t")).kind, PERIOD_NONE);
	assert_int_equal(period_read((struct str){ 0 }).kind, PERIOD_NONE);
}

static void check_parse(const struct case_line *line)
{
	struct period period = parsed(line->input), again;
	char text[PERIOD_TEXT_BYTES];
	expect(line, shown(period), line->answers[0]);
	again = parsed(line->answers[0]);
	assert_true(period_equal(&period, &again));
	expect(line, str_of(period_print_words(&period, text)), line->answers[1]);
	again = period_read(str_of(text));
	assert_true(period_equal(&period, &again));
	expect(line, str_of(period_print_span(&period, text)), line->answers[2]);
	again = period_read(str_of(text));
	assert_true(again.from == period.from && again.to == period.to);
}

static void every_form_is_printed_and_read_back(void **state)
{
	(void)state;
	case_file_run("period/parse.case", check_parse);
}

static void check_refused(const struct case_line *line)
{
	struct period period = { .kind = PERIOD_DAY };
	struct err err = { 0 };
	assert_int_equal(period_parse(line->input, &period, &err), E_INPUT);
	expect(line, str_of(err.text), line->answers[0]);
	assert_int_equal(period.kind, PERIOD_DAY);
}

static void what_is_no_period_is_refused(void **state)
{
	(void)state;
	case_file_run("period/refused.case", check_refused);
	static const char *const BAD[] = {
		"",           "2013",           "2013-14-Q",     "2013-14 Q3",  "2013-14-Q3-",
		"ay2013-14",  "2013-14-Q3-R12", "2013-M12-R13",  "2013-M1",     "CY2013-14",
		"2013-14-YTD", "December 2013",
	};
	struct period period;
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(period_parse(str_of(BAD[i]), &period, NULL), E_INPUT);
}

static void check_before(const struct case_line *line)
{
	struct period period = parsed(line->input);
	expect(line, shown(period_year_before(&period)), line->answers[0]);
	expect(line, shown(period_step_before(&period)), line->answers[1]);
}

static void last_year_and_the_step_before(void **state)
{
	(void)state;
	case_file_run("period/before.case", check_before);
	struct period label = period_read(STR("baseline"));
	assert_int_equal(period_year_before(&label).kind, PERIOD_NONE);
	assert_int_equal(period_step_before(&label).kind, PERIOD_NONE);
}

static void every_day_lies_in_its_own_periods(void **state)
{
	(void)state;
	for (int32_t date = DATE_MIN; date <= DATE_MAX; date += 1) {
		for (int kind = PERIOD_DAY; kind < PERIOD_LABEL; kind++) {
			struct period period = period_containing((enum period_kind)kind, date);
			if (period.kind == PERIOD_NONE) { /* only at the edges of time */
				assert_true(date < DATE_MIN + 366 || date > DATE_MAX - 366);
				continue;
			}
			assert_true(period.from <= date && date <= period.to);
		}
	}
}

static void the_iso_week_decides_by_its_thursday(void **state)
{
	(void)state;
	static const struct {
		const char *date;
		int year, number;
	} CASES[] = {
		{ "2013-12-29", 2013, 52 }, { "2013-12-30", 2014, 1 },  { "2021-01-03", 2020, 53 },
		{ "2021-01-04", 2021, 1 },  { "2016-01-03", 2015, 53 }, { "2200-12-31", 2201, 1 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		int32_t date = DATE_NONE;
		assert_int_equal(date_parse_iso(str_of(CASES[i].date), &date, NULL), OK);
		struct iso_week week = period_iso_week(date);
		assert_int_equal(week.year, CASES[i].year);
		assert_int_equal(week.number, CASES[i].number);
	}
}

static void containment_is_by_days_and_needs_dates(void **state)
{
	(void)state;
	struct period year = named("2013-14"), quarter = named("2013-14-Q3");
	struct period day = named("2014-03-31");
	struct period week = named("2014-W14"), label = period_read(STR("baseline"));
	assert_true(period_contains(&year, &quarter));
	assert_true(period_contains(&year, &day));
	assert_true(period_contains(&year, &year));
	assert_false(period_contains(&quarter, &year));
	assert_false(period_contains(&year, &week)); /* 31 March to 6 April */
	assert_false(period_contains(&year, &label));
	assert_false(period_contains(&label, &label));
}

static void periods_sort_by_their_end_then_the_longer_last(void **state)
{
	(void)state;
	struct period none = { .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
	struct period ordered[] = {
		none,
		period_read(STR("baseline")),
		period_read(STR("undated")),
		named("2013-14-Q2"),
		named("2013-12-31"),
		named("2013-M12"),
		named("2013-14-Q3"),
		named("2013-14-Q3-YTD"),
		named("2013-M12-R12"),
		named("2014-M01"),
	};
	for (size_t i = 0; i < COUNT_OF(ordered); i++)
		for (size_t j = 0; j < COUNT_OF(ordered); j++) {
			int order = period_compare(&ordered[i], &ordered[j]);
			assert_true(i < j ? order < 0 : i > j ? order > 0 : order == 0);
		}
}

static void labels_are_equal_case_aside(void **state)
{
	(void)state;
	struct period a = period_read(STR("Baseline")), b = period_read(STR("baseline"));
	struct period c = period_read(STR("baseline 2014"));
	assert_true(period_equal(&a, &b));
	assert_false(period_equal(&a, &c));
	struct period month = named("2013-M12"), day = named("2013-12-31");
	assert_false(period_equal(&month, &day));
}

static void a_long_label_is_cut_at_a_character(void **state)
{
	(void)state;
	char text[400];
	memset(text, 'a', sizeof(text));
	for (size_t i = PERIOD_LABEL_BYTES - 2; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xC2\xA3", 2);
	struct period label = period_read((struct str){ text, sizeof(text) - 1 });
	assert_int_equal(label.kind, PERIOD_LABEL);
	assert_int_equal(str_of(label.label).len, PERIOD_LABEL_BYTES - 2);
	assert_int_equal(str_check_utf8(str_of(label.label), NULL), OK);
}

static void the_financial_year_of_a_date(void **state)
{
	(void)state;
	char text[FINANCIAL_YEAR_TEXT_BYTES];
	assert_string_equal(financial_year_print(named("2013-03-31").to, text), "2012-13");
	assert_string_equal(financial_year_print(named("2013-04-01").to, text), "2013-14");
	assert_string_equal(financial_year_print(named("2000-01-15").to, text), "1999-00");
	assert_int_equal(financial_quarter(named("2013-03-31").to), 4);
	assert_int_equal(financial_quarter(named("2013-04-01").to), 1);
	assert_int_equal(financial_quarter(named("2013-12-31").to), 3);
}

static void a_rolling_year_starts_the_day_after_a_year_before(void **state)
{
	(void)state;
	static const char *const CASES[][2] = {
		{ "2013-12-31", "2013-01-01" }, { "2013-04-01", "2012-04-02" },
		{ "2024-02-29", "2023-03-01" }, { "2025-02-28", "2024-02-29" },
		{ "2000-01-15", "1999-01-16" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		assert_int_equal(rolling_year_first(named(CASES[i][0]).to), named(CASES[i][1]).to);
	assert_int_equal(rolling_year_first(DATE_MIN), DATE_NONE);
	assert_int_equal(named("2025-M02-R12").from, named("2024-03-01").to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_councils_write_is_read),
		cmocka_unit_test(every_form_is_printed_and_read_back),
		cmocka_unit_test(what_is_no_period_is_refused),
		cmocka_unit_test(last_year_and_the_step_before),
		cmocka_unit_test(every_day_lies_in_its_own_periods),
		cmocka_unit_test(the_iso_week_decides_by_its_thursday),
		cmocka_unit_test(containment_is_by_days_and_needs_dates),
		cmocka_unit_test(periods_sort_by_their_end_then_the_longer_last),
		cmocka_unit_test(labels_are_equal_case_aside),
		cmocka_unit_test(a_long_label_is_cut_at_a_character),
		cmocka_unit_test(the_financial_year_of_a_date),
		cmocka_unit_test(a_rolling_year_starts_the_day_after_a_year_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
