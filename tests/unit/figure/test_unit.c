#include "check.h"

#include "figure/unit.h"

static void decimals_follow_the_unit_unless_it_has_its_own(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		int decimals;
	} CASES[] = {
		{ "%", 1 },   { "rate per 10,000", 1 }, { "average", 1 }, { "score", 1 },
		{ "#", 0 },   { "days", 0 },            { "number", 0 },  { "\xC2\xA3", 0 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct unit unit = unit_read(str_of(CASES[i].unit));
		assert_int_equal(unit_decimals(&unit), CASES[i].decimals);
	}
	struct unit unit = unit_read(STR("%"));
	unit.decimals = 2;
	assert_int_equal(unit_decimals(&unit), 2);
}

static void a_change_in_percentages_is_in_points(void **state)
{
	(void)state;
	static const char *const CASES[][2] = {
		{ "%", "points" },      { "rate per 10,000", "per 10,000" },
		{ "days", "days" },     { "\xC2\xA3", "\xC2\xA3" },
		{ "number", "" },       { "score", "" },
		{ "weeks", "weeks" },   { "", "" },
		{ "average", "" },      { "rate per 1,000", "per 1,000" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct unit unit = unit_read(str_of(CASES[i][0]));
		assert_string_equal(unit_change_word(&unit), CASES[i][1]);
	}
}

static void only_shares_rates_and_averages_divide(void **state)
{
	(void)state;
	static const struct {
		const char *unit;
		bool divides;
	} CASES[] = {
		{ "%", true },      { "rate per 10,000", true }, { "average", true },
		{ "days", false },  { "number", false },         { "weeks", false },
		{ "", false },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct unit unit = unit_read(str_of(CASES[i].unit));
		assert_int_equal(unit_has_denominator(&unit), CASES[i].divides);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_follow_the_unit_unless_it_has_its_own),
		cmocka_unit_test(a_change_in_percentages_is_in_points),
		cmocka_unit_test(only_shares_rates_and_averages_divide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
