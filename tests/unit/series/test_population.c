#include "../check.h"

#include "series/population.h"

static void ages_are_read_from_the_words_of_a_table(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int from, to;
	} CASES[] = {
		{ "Children aged 0 to 17 years", 0, 17 }, { "10 to 17", 10, 17 },
		{ "0-17", 0, 17 },                        { "Aged under 18", 0, 17 },
		{ "Young people aged 16 and 17", 16, 17 }, { "Children under 5 years", 0, 4 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct age_range range = { -1, -1 };
		if (!age_range_read(str_of(CASES[i].text), &range) ||
		    range.from != CASES[i].from || range.to != CASES[i].to)
			fail_msg("'%s' gave %d to %d", CASES[i].text, range.from, range.to);
	}
	static const char *const NONE[] = { "",   "Total", "Girls aged 0 to 17", "17 to 0", "17",
		                            "18 and over", "under 0", "1 2 3" };
	for (size_t i = 0; i < COUNT_OF(NONE); i++) {
		struct age_range range;
		if (age_range_read(str_of(NONE[i]), &range))
			fail_msg("'%s' gave %d to %d", NONE[i], range.from, range.to);
	}
}

static void the_middle_of_a_year_is_the_last_30_june(void **state)
{
	(void)state;
	static const struct {
		const char *date, *middle;
	} CASES[] = {
		{ "2024-03-31", "2023-06-30" }, { "2023-06-29", "2022-06-30" },
		{ "2023-06-30", "2023-06-30" }, { "2023-09-30", "2023-06-30" },
		{ "2023-12-31", "2023-06-30" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct err err = { 0 };
		int32_t date = 0;
		char text[DATE_TEXT_BYTES];
		assert_ok(date_parse_iso(str_of(CASES[i].date), &date, &err), &err);
		assert_string_equal(date_print_iso(population_mid_year(date), text),
		                    CASES[i].middle);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ages_are_read_from_the_words_of_a_table),
		cmocka_unit_test(the_middle_of_a_year_is_the_last_30_june),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
