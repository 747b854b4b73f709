#include "../check.h"

#include <string.h>

#include "series/comparator.h"

static void numbers_become_the_shortest_decimal_of_the_same_number(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		const char *number;
	} CASES[] = {
		{ "79", "79" },
		{ "0", "0" },
		{ "-0", "0" },
		{ "0.000", "0" },
		{ "100.000", "100" },
		{ "-0.50", "-0.5" },
		{ ".5", "0.5" },
		{ "007", "7" },
		{ " 12.5 ", "12.5" },
		{ "1,234", "1234" },
		{ "12,059,476", "12059476" },
		{ "7.0000000000000007E-2", "0.07" },
		{ "-7.0000000000000007E-2", "-0.07" },
		{ "12.130000000000001", "12.13" },
		{ "0.99999999999999989", "1" },
		{ "1.2E3", "1200" },
		{ "1e+2", "100" },
		{ "228722.25", "228722.25" },
		{ "1000000000000", "1000000000000" },
		{ "1E-60", "0" },
		{ "1.23456789012345E-10", "0.000000000123456789012345" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		char number[COMPARATOR_NUMBER_BYTES];
		enum comparator_absence absence =
			comparator_cell_read(str_of(CASES[i].cell), number);
		if (absence != COMPARATOR_KNOWN || strcmp(number, CASES[i].number) != 0)
			fail_msg("'%s' gave '%s' (%s)", CASES[i].cell, number,
			         comparator_absence_words(absence));
	}
}

static void symbols_say_why_there_is_no_number(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		enum comparator_absence absence;
	} CASES[] = {
		{ "z", COMPARATOR_NOT_APPLICABLE }, { "Z", COMPARATOR_NOT_APPLICABLE },
		{ "x", COMPARATOR_NOT_AVAILABLE },  { ":", COMPARATOR_NOT_AVAILABLE },
		{ "c", COMPARATOR_CONFIDENTIAL },   { "low", COMPARATOR_LOW },
		{ "k", COMPARATOR_LOW },            { "~", COMPARATOR_LOW },
		{ "u", COMPARATOR_UNRELIABLE },     { "-", COMPARATOR_NOT_GIVEN },
		{ "", COMPARATOR_EMPTY },           { "  ", COMPARATOR_EMPTY },
		{ "?", COMPARATOR_NOT_UNDERSTOOD }, { "!", COMPARATOR_NOT_UNDERSTOOD },
		{ "00:10", COMPARATOR_NOT_UNDERSTOOD },
		{ "1.2.3", COMPARATOR_NOT_UNDERSTOOD },
		{ "12,34", COMPARATOR_NOT_UNDERSTOOD },
		{ "1,2345", COMPARATOR_NOT_UNDERSTOOD },
		{ "5%", COMPARATOR_NOT_UNDERSTOOD },
		{ "1e", COMPARATOR_NOT_UNDERSTOOD },
		{ "1e1e1", COMPARATOR_NOT_UNDERSTOOD },
		{ "1E99", COMPARATOR_NOT_UNDERSTOOD },
		{ "1000000000001", COMPARATOR_NOT_UNDERSTOOD },
		{ "+5", COMPARATOR_NOT_UNDERSTOOD },
		{ "-", COMPARATOR_NOT_GIVEN },
		{ "--5", COMPARATOR_NOT_UNDERSTOOD },
		{ ".", COMPARATOR_NOT_UNDERSTOOD },
		{ "nan", COMPARATOR_NOT_UNDERSTOOD },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		char number[COMPARATOR_NUMBER_BYTES] = "left";
		enum comparator_absence absence =
			comparator_cell_read(str_of(CASES[i].cell), number);
		if (absence != CASES[i].absence || number[0])
			fail_msg("'%s' gave '%s' (%s)", CASES[i].cell, number,
			         comparator_absence_words(absence));
	}
}

static void a_decimal_is_the_number_it_stands_for(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct ratio number;
	assert_ok(comparator_number(STR("-12.13"), &number, &err), &err);
	assert_int_equal(ratio_compare(number, ratio_of(-1213, 100)), 0);
	assert_ok(comparator_number(STR("0.0000000015"), &number, &err), &err);
	assert_int_equal(ratio_compare(number, ratio_of(2, 1000000000)), 0);
	assert_ok(comparator_number(STR("0.0000000001"), &number, &err), &err);
	assert_int_equal(ratio_sign(number), 0);
	assert_ok(comparator_number(STR("1000000000000"), &number, &err), &err);
	assert_int_equal(ratio_compare(number, ratio_whole(RATIO_MAX)), 0);
	assert_int_equal(comparator_number(STR("z"), &number, &err), E_INPUT);
	assert_int_equal(comparator_number(STR("1E30"), &number, &err), E_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_become_the_shortest_decimal_of_the_same_number),
		cmocka_unit_test(symbols_say_why_there_is_no_number),
		cmocka_unit_test(a_decimal_is_the_number_it_stands_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
