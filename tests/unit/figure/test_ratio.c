#include "check.h"

#include "figure/ratio.h"

static struct ratio read(const char *text)
{
	struct ratio value;
	struct err err = { 0 };
	assert_ok(ratio_parse(str_of(text), &value, NULL, &err), &err);
	return value;
}

static const char *printed(const char *text, int decimals)
{
	static char out[RATIO_TEXT_BYTES];
	return ratio_print(read(text), decimals, out);
}

static void rounding_is_half_away_from_zero(void **state)
{
	(void)state;
	assert_string_equal(printed("6.25", 1), "6.3");
	assert_string_equal(printed("-6.25", 1), "-6.3");
	assert_string_equal(printed("1600/27", 1), "59.3");
	assert_string_equal(printed("99.95", 1), "100.0");
	assert_string_equal(printed("0.5", 0), "1");
	assert_string_equal(printed("0.49", 0), "0");
	assert_string_equal(printed("-0.04", 1), "0.0");
	assert_string_equal(printed("0.005", 2), "0.01");
	assert_string_equal(printed("1000000000000", 0), "1000000000000");
	assert_string_equal(printed("0.05", 2), "0.05");
}

static void decimals_are_counted_as_written(void **state)
{
	(void)state;
	struct ratio value;
	int decimals = -1;
	assert_int_equal(ratio_parse(STR("16.0"), &value, &decimals, NULL), OK);
	assert_int_equal(decimals, 1);
	assert_int_equal(ratio_parse(STR("16"), &value, &decimals, NULL), OK);
	assert_int_equal(decimals, 0);
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	static const char *const BAD[] = { "", "-", ".", "1.2.3", "1e5", "12a", "--1", "1/0",
		                           "1/", "/2", "1/2/3", "+1", " 1" };
	struct ratio value;
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(ratio_parse(str_of(BAD[i]), &value, NULL, NULL), E_INPUT);
	assert_int_equal(ratio_parse(STR("1000000000001"), &value, NULL, NULL), E_LIMIT);
	assert_int_equal(ratio_parse(STR("0.1234567890"), &value, NULL, NULL), E_LIMIT);
	assert_int_equal(
		ratio_parse(STR("99999999999999999999999999999999999999999"), &value, NULL, NULL),
		E_LIMIT);
}

static void comparison_is_exact(void **state)
{
	(void)state;
	assert_true(ratio_compare(read("2699/30"), read("90")) < 0);
	assert_true(ratio_compare(read("1/3"), read("0.333333333")) > 0);
	assert_int_equal(ratio_compare(read("0.5"), read("1/2")), 0);
	assert_true(ratio_compare(read("-1/3"), read("-0.333333333")) < 0);
	assert_true(ratio_compare(read("-1"), read("0.5")) < 0);
	assert_true(ratio_compare(read("999999999999/1000000000000"),
	                          read("999999999998/999999999999")) > 0);
}

static void arithmetic_is_exact(void **state)
{
	(void)state;
	assert_int_equal(ratio_compare(ratio_add(read("0.1"), read("0.2")), read("0.3")), 0);
	assert_int_equal(ratio_compare(ratio_subtract(read("65.5"), read("83.3")), read("-17.8")), 0);
	assert_int_equal(ratio_compare(ratio_multiply(read("67"), read("0.9")), read("60.3")), 0);
	assert_int_equal(ratio_compare(ratio_divide(read("16"), read("-27")), read("-16/27")), 0);
	assert_int_equal(ratio_sign(ratio_subtract(read("5"), read("5"))), 0);
	assert_int_equal(ratio_compare(ratio_round(read("89.96"), 1), read("90")), 0);
	assert_int_equal(ratio_compare(ratio_absolute(read("-2")), ratio_whole(2)), 0);
	assert_int_equal(ratio_compare(ratio_of(16, -27), read("-16/27")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rounding_is_half_away_from_zero),
		cmocka_unit_test(decimals_are_counted_as_written),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(comparison_is_exact),
		cmocka_unit_test(arithmetic_is_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
