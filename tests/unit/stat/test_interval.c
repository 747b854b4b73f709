#include "check.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stat/interval.h"

static const double TOLERANCE = 1e-9; /* relative, as the vectors ask */

static double number(const json_t *row, const char *name)
{
	const json_t *value = json_object_get(row, name);
	assert_non_null(value);
	return json_number_value(value);
}

static int64_t whole(const json_t *row, const char *name)
{
	return (int64_t)number(row, name);
}

static void assert_near(const char *id, const char *what, double got, double expected)
{
	if (fabs(got - expected) > TOLERANCE * fabs(expected))
		fail_msg("%s: %s is %.15g, expected %.15g", id, what, got, expected);
}

/* The interval that a row asks for, in the row's own scale. */
static struct interval answer(const json_t *row, const char *kind)
{
	struct interval out = { 0 };
	struct err err = { 0 };
	if (strcmp(kind, "change_proportion") == 0) {
		struct interval first, second;
		assert_ok(interval_wilson(whole(row, "x1"), whole(row, "n1"), 0.95, &first, &err),
		          &err);
		assert_ok(interval_wilson(whole(row, "x2"), whole(row, "n2"), 0.95, &second, &err),
		          &err);
		return interval_difference(&first, &second);
	}
	double level = number(row, "confidence");
	if (strcmp(kind, "proportion") == 0) {
		double scale = number(row, "multiplier");
		assert_ok(interval_wilson(whole(row, "numerator"), whole(row, "denominator"),
		                          level, &out, &err), &err);
		out = (struct interval){ out.value * scale, out.lower * scale,
			                 out.upper * scale };
	} else if (strcmp(kind, "rate") == 0) {
		assert_ok(interval_rate(whole(row, "numerator"), whole(row, "denominator"),
		                        number(row, "multiplier"), level, &out, &err), &err);
	} else {
		assert_string_equal(kind, "count");
		assert_ok(interval_byar(whole(row, "numerator"), level, &out, &err), &err);
	}
	return out;
}

static void every_published_interval_is_met(void **state)
{
	(void)state;
	char path[1024];
	snprintf(path, sizeof(path), "%s/tests/cases/vectors/intervals.json",
	         getenv("OUTTURN_SOURCE_ROOT"));
	json_error_t error;
	json_t *file = json_load_file(path, 0, &error);
	if (!file)
		fail_msg("%s: %s", path, error.text);

	size_t index;
	const json_t *row;
	json_array_foreach(json_object_get(file, "rows"), index, row) {
		const char *id = json_string_value(json_object_get(row, "id"));
		const char *kind = json_string_value(json_object_get(row, "kind"));
		const json_t *expect = json_object_get(row, "expect");
		bool is_change = strcmp(kind, "change_proportion") == 0;
		struct interval got = answer(row, kind);
		assert_near(id, "value", got.value, number(expect, is_change ? "diff" : "value"));
		assert_near(id, "lower", got.lower, number(expect, "lower"));
		assert_near(id, "upper", got.upper, number(expect, "upper"));
	}
	assert_int_equal(index, 117);
	json_decref(file);
}

static void impossible_counts_are_refused(void **state)
{
	(void)state;
	struct interval out;
	assert_int_equal(interval_wilson(1, 0, 0.95, &out, NULL), E_INPUT);
	assert_int_equal(interval_wilson(28, 27, 0.95, &out, NULL), E_INPUT);
	assert_int_equal(interval_wilson(-1, 27, 0.95, &out, NULL), E_INPUT);
	assert_int_equal(interval_byar(-1, 0.95, &out, NULL), E_INPUT);
	assert_int_equal(interval_rate(5, 0, 10000, 0.95, &out, NULL), E_INPUT);
}

static void the_lower_limit_of_ten_events_stays_positive(void **state)
{
	(void)state;
	struct interval out;
	assert_int_equal(interval_byar(10, 1 - 1e-15, &out, NULL), OK);
	assert_true(out.lower > 0 && out.lower < out.value && out.value < out.upper);
}

static void rates_are_compared_by_their_own_intervals(void **state)
{
	(void)state;
	struct interval first, second;
	assert_int_equal(interval_rate(64, 36800, 10000, 0.95, &first, NULL), OK);
	assert_int_equal(interval_rate(31, 37100, 10000, 0.95, &second, NULL), OK);
	struct interval fall = interval_difference(&first, &second);
	assert_true(fall.upper < 0); /* the exact test gives p = 0.0006 */
	assert_int_equal(interval_rate(412, 36800, 10000, 0.95, &first, NULL), OK);
	assert_int_equal(interval_rate(398, 37100, 10000, 0.95, &second, NULL), OK);
	struct interval level = interval_difference(&first, &second);
	assert_true(level.lower < 0 && level.upper > 0); /* p = 0.55 */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_published_interval_is_met),
		cmocka_unit_test(impossible_counts_are_refused),
		cmocka_unit_test(the_lower_limit_of_ten_events_stays_positive),
		cmocka_unit_test(rates_are_compared_by_their_own_intervals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
