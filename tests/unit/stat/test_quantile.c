#include "check.h"

#include <math.h>

#include "stat/quantile.h"

static void assert_near(double got, double expected)
{
	if (fabs(got - expected) > 1e-13 * fmax(1, fabs(expected)))
		fail_msg("got %.17g, expected %.17g", got, expected);
}

static void normal_quantiles_are_those_of_the_tables(void **state)
{
	(void)state;
	assert_near(quantile_normal(0.5), 0);
	assert_near(quantile_normal(0.975), 1.959963984540054);
	assert_near(quantile_normal(0.025), -1.959963984540054);
	assert_near(quantile_normal(0.999), 3.090232306167813);
	assert_near(quantile_normal(0.6), 0.2533471031357997);
	assert_near(quantile_normal(1e-12), -7.034483825301132);
	assert_near(quantile_normal(1e-100), -21.27345356096532);
}

static void chi_squared_quantiles_are_those_of_the_tables(void **state)
{
	(void)state;
	/* Two degrees of freedom have a closed form, one is a normal squared. */
	assert_near(quantile_chi_squared(0.975, 2), -2 * log(0.025));
	assert_near(quantile_chi_squared(0.001, 2), -2 * log(0.999));
	assert_near(quantile_chi_squared(0.95, 1), 1.959963984540054 * 1.959963984540054);
	assert_near(quantile_chi_squared(0.025, 18), 2 * 4.11537309737833);
	assert_near(quantile_chi_squared(0.999, 20), 2 * 22.6573733090629);
}

static void chi_squared_tails_meet_at_large_and_small_degrees(void **state)
{
	(void)state;
	/* The quantile rises with the probability and lies about its mean. */
	static const double DEGREES[] = { 0.5, 1, 7, 100, 5000 };
	for (size_t i = 0; i < COUNT_OF(DEGREES); i++) {
		double before = 0;
		for (int tenth = 1; tenth < 10; tenth++) {
			double now = quantile_chi_squared(tenth / 10.0, DEGREES[i]);
			assert_true(now > before);
			before = now;
		}
		assert_true(quantile_chi_squared(0.1, DEGREES[i]) < DEGREES[i]);
		assert_true(quantile_chi_squared(0.9, DEGREES[i]) > DEGREES[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_quantiles_are_those_of_the_tables),
		cmocka_unit_test(chi_squared_quantiles_are_those_of_the_tables),
		cmocka_unit_test(chi_squared_tails_meet_at_large_and_small_degrees),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
