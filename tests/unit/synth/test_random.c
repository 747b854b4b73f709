#include "check.h"

#include "synth/random.h"

/* SplitMix64's published first values for seed 1234567. */
static void follows_the_published_generator(void **state)
{
	(void)state;
	struct random random = { .state = 1234567 };
	assert_true(random_bits(&random) == UINT64_C(6457827717110365317));
	assert_true(random_bits(&random) == UINT64_C(3203168211198807973));
	assert_true(random_bits(&random) == UINT64_C(9817491932198370423));
}

static void gives_the_same_stream_for_the_same_name(void **state)
{
	(void)state;
	struct random a = random_stream(7, 1, 99), b = random_stream(7, 1, 99);
	for (int i = 0; i < 100; i++)
		assert_true(random_bits(&a) == random_bits(&b));
}

static void gives_another_stream_for_another_name(void **state)
{
	(void)state;
	uint64_t first = random_stream(7, 1, 99).state;
	assert_true(random_stream(8, 1, 99).state != first);
	assert_true(random_stream(7, 2, 99).state != first);
	assert_true(random_stream(7, 1, 98).state != first);
}

static void stays_within_bounds_and_reaches_them(void **state)
{
	(void)state;
	struct random random = random_stream(1, 0, 0);
	int least = 0, greatest = 0;
	for (int i = 0; i < 10000; i++) {
		int32_t value = random_between(&random, -3, 4);
		assert_in_range(value + 3, 0, 7);
		least += value == -3;
		greatest += value == 4;
	}
	assert_in_range(least, 1000, 1500);
	assert_in_range(greatest, 1000, 1500);
}

static void picks_by_weight(void **state)
{
	(void)state;
	static const int32_t WEIGHTS[] = { 1, 0, 9 };
	struct random random = random_stream(1, 0, 0);
	int counts[3] = { 0 };
	for (int i = 0; i < 10000; i++)
		counts[random_pick(&random, WEIGHTS, 3)]++;
	assert_int_equal(counts[1], 0);
	assert_in_range(counts[0], 850, 1150);
}

static void follows_the_deciles_of_a_spread(void **state)
{
	(void)state;
	static const struct spread SPREAD = { { 0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 1000 } };
	struct random random = random_stream(1, 0, 0);
	int below_median = 0, in_last_tenth = 0;
	for (int i = 0; i < 10000; i++) {
		int32_t value = random_spread(&random, &SPREAD);
		assert_in_range(value, 0, 999);
		below_median += value < 5;
		in_last_tenth += value >= 100;
	}
	assert_in_range(below_median, 4800, 5200);
	assert_in_range(in_last_tenth, 900, 1100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_the_published_generator),
		cmocka_unit_test(gives_the_same_stream_for_the_same_name),
		cmocka_unit_test(gives_another_stream_for_another_name),
		cmocka_unit_test(stays_within_bounds_and_reaches_them),
		cmocka_unit_test(picks_by_weight),
		cmocka_unit_test(follows_the_deciles_of_a_spread),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
