#include "check.h"

#include "lang/value.h"

static struct lang_value percent(int64_t counted, int64_t in)
{
	const struct definition definition = { .unit = LANG_UNIT_PERCENT };
	const struct tally tally = { .counted = counted, .in = in };
	return lang_value_of(&definition, &tally, NULL, 0);
}

static void a_share_stays_as_it_was_counted(void **state)
{
	(void)state;
	struct lang_value value = percent(2, 4);
	assert_true(value.has_value && value.numerator == 2 && value.denominator == 4);
}

static void nothing_of_nothing_is_no_value_but_is_told(void **state)
{
	(void)state;
	struct lang_value value = percent(0, 0);
	assert_false(value.has_value);
	assert_true(value.numerator == 0 && value.denominator == 0);
}

static void a_period_in_which_the_definition_changed_has_no_value(void **state)
{
	(void)state;
	const struct definition definition = { .unit = LANG_UNIT_COUNT };
	const struct tally tally = { .is_changed = true };
	assert_false(lang_value_of(&definition, &tally, NULL, 0).has_value);
}

static void an_unknown_population_gives_no_rate(void **state)
{
	(void)state;
	const struct definition definition = { .unit = LANG_UNIT_RATE,
		                               .rate_per = 10000,
		                               .is_per_population = true };
	const struct tally tally = { .counted = 9 };
	struct lang_value value = lang_value_of(&definition, &tally, NULL, 21000);
	int64_t rounded = 0;
	assert_true(lang_value_rounded(value, lang_unit_multiplier(&definition), 1, &rounded));
	assert_true(rounded == 43); /* 4.2857 */
	assert_false(lang_value_of(&definition, &tally, NULL, 0).has_value);
	assert_false(lang_value_of(&definition, &tally, NULL, -1).has_value);
}

static void a_figure_over_one_without_a_tally_has_no_value(void **state)
{
	(void)state;
	const struct definition other = { .unit = LANG_UNIT_COUNT };
	const struct definition definition = { .unit = LANG_UNIT_RATIO,
		                               .over_name = STR("OTHER"),
		                               .over = &other };
	const struct tally three = { .counted = 3 }, none = { 0 };
	const struct tally changed = { .is_changed = true };
	struct lang_value value = lang_value_of(&definition, &three, &three, 0);
	assert_true(value.has_value && value.numerator == 3 && value.denominator == 3);
	assert_false(lang_value_of(&definition, &three, &none, 0).has_value);
	assert_false(lang_value_of(&definition, &three, &changed, 0).has_value);
	assert_false(lang_value_of(&definition, &three, NULL, 0).has_value);
}

static void a_negative_divisor_changes_both_signs(void **state)
{
	(void)state;
	struct node number = { .type = LANG_NUMBER };
	const struct definition definition = { .unit = LANG_UNIT_SCORE,
		                               .statistic = STATISTIC_SUM,
		                               .value = &number,
		                               .over_sum = &number };
	const struct tally tally = { .counted = 1, .sum = 3, .over_sum = -2 };
	struct lang_value value = lang_value_of(&definition, &tally, NULL, 0);
	assert_true(value.has_value && value.numerator < 0 && value.denominator > 0);
}

static void a_large_ratio_is_reduced_before_it_is_given_up(void **state)
{
	(void)state;
	struct node number = { .type = LANG_NUMBER };
	const struct definition definition = { .unit = LANG_UNIT_SCORE,
		                               .statistic = STATISTIC_MEAN,
		                               .value = &number };
	struct tally tally = { .counted = INT64_C(4000000000000000), .sum = 1000000 };
	struct lang_value value = lang_value_of(&definition, &tally, NULL, 0);
	assert_true(value.has_value && value.numerator == 1 &&
	            value.denominator == tally.counted);
	tally.sum = 1000001;
	assert_false(lang_value_of(&definition, &tally, NULL, 0).has_value);
}

static void a_value_is_rounded_half_away_from_nought(void **state)
{
	(void)state;
	static const struct {
		int64_t numerator, denominator;
		int decimals;
		int64_t expected;
	} CASES[] = {
		{ 1, 2, 0, 1 },    { -1, 2, 0, -1 },    { 2, 3, 1, 7 },
		{ 1, 3, 2, 33 },   { 289, 2, 0, 145 },  { -5, 8, 2, -63 },
		{ 0, 7, 3, 0 },    { 1, 8, 3, 125 },    { 1, 3, 9, 333333333 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct lang_value value = { true, CASES[i].numerator, CASES[i].denominator };
		int64_t rounded = 0;
		assert_true(lang_value_rounded(value, 1, CASES[i].decimals, &rounded));
		assert_int_equal(rounded, CASES[i].expected);
	}
	struct lang_value large = { true, INT64_MAX, 1 };
	int64_t untouched = 5;
	assert_false(lang_value_rounded(large, 100, 1, &untouched));
	assert_int_equal(untouched, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_share_stays_as_it_was_counted),
		cmocka_unit_test(nothing_of_nothing_is_no_value_but_is_told),
		cmocka_unit_test(a_period_in_which_the_definition_changed_has_no_value),
		cmocka_unit_test(an_unknown_population_gives_no_rate),
		cmocka_unit_test(a_figure_over_one_without_a_tally_has_no_value),
		cmocka_unit_test(a_negative_divisor_changes_both_signs),
		cmocka_unit_test(a_large_ratio_is_reduced_before_it_is_given_up),
		cmocka_unit_test(a_value_is_rounded_half_away_from_nought),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
