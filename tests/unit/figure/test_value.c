#include "check.h"

#include "figure/number.h"
#include "figure/value.h"

static struct value stated(const char *text)
{
	struct value value;
	enum absence absence;
	struct err err = { 0 };
	assert_ok(value_read_cell(str_of(text), &value, &absence, &err), &err);
	return value;
}

static const char *printed(struct value value, const char *unit_text)
{
	static char out[VALUE_TEXT_BYTES];
	struct unit unit = unit_read(str_of(unit_text));
	return value_print(&value, &unit, out);
}

static struct value counted(int64_t numerator, int64_t denominator, const char *unit_text)
{
	struct unit unit = unit_read(str_of(unit_text));
	return value_from_counts(numerator, denominator, &unit);
}

static void figures_print_with_their_units(void **state)
{
	(void)state;
	assert_string_equal(printed(stated("59.3"), "%"), "59.3%");
	assert_string_equal(printed(stated("1250"), "\xC2\xA3"), "\xC2\xA3" "1,250");
	assert_string_equal(printed(stated("-1250.5"), "\xC2\xA3"), "-\xC2\xA3" "1,250.5");
	assert_string_equal(printed(stated("1211"), "number"), "1,211");
	assert_string_equal(printed(stated("74.0"), "rate per 10,000"), "74.0 per 10,000");
	assert_string_equal(printed(stated("431"), "days"), "431 days");
	assert_string_equal(printed(stated("1"), "days"), "1 day");
	assert_string_equal(printed(stated("12"), "weeks"), "12 weeks");
	assert_string_equal(printed(stated("46.70"), "score"), "46.70");
	assert_string_equal(printed(stated("1000000"), ""), "1,000,000");
	assert_string_equal(printed(stated("-999"), ""), "-999");
	assert_string_equal(printed(stated("-1000"), ""), "-1,000");
}

static void counts_make_the_figure_and_it_is_rounded_once(void **state)
{
	(void)state;
	assert_string_equal(printed(counted(16, 27, "%"), "%"), "59.3%");
	assert_string_equal(printed(counted(9, 19, "%"), "%"), "47.4%");
	assert_string_equal(printed(counted(1, 16, "%"), "%"), "6.3%");
	assert_string_equal(printed(counted(0, 7, "%"), "%"), "0.0%");
	assert_string_equal(printed(counted(225, 41500, "rate per 10,000"), "rate per 10,000"),
	                    "54.2 per 10,000");
	assert_string_equal(printed(counted(29, 4150, "rate per 1,000"), "rate per 1,000"),
	                    "7.0 per 1,000");
	assert_string_equal(printed(counted(153, 10, "average"), "average"), "15.3");
}

static void a_denominator_of_nothing_gives_no_figure(void **state)
{
	(void)state;
	struct value value = counted(0, 0, "%");
	assert_false(value.is_known);
	assert_true(value_has_counts(&value));
	assert_string_equal(printed(value, "%"), "");
	assert_false(counted(7, 0, "rate per 10,000").is_known);
	assert_false(counted(7, 9, "days").is_known);
}

static void a_figure_prints_as_stated_until_it_has_counts(void **state)
{
	(void)state;
	assert_string_equal(printed(stated("59"), "%"), "59%");
	assert_string_equal(printed(stated("59.26"), "%"), "59.26%");
	struct value both = counted(16, 27, "%");
	both.has_stated = true;
	both.stated_decimals = 0;
	both.stated = ratio_whole(59);
	assert_string_equal(printed(both, "%"), "59.3%");
	/* In days its counts make no figure, so the stated one stands. */
	struct value days = stated("12.4");
	days.has_numerator = days.has_denominator = true;
	days.numerator = 124;
	days.denominator = 10;
	assert_string_equal(printed(days, "days"), "12.4 days");
	assert_string_equal(printed(days, "number"), "12.4");
}

static void a_stated_figure_agrees_at_its_own_decimals(void **state)
{
	(void)state;
	static const struct {
		const char *figure;
		bool agrees;
	} CASES[] = {
		{ "59.3", true }, { "59", true },   { "59.26", true },
		{ "59.2", false }, { "60", false }, { "5.93", false },
	};
	struct unit percent = unit_read(STR("%"));
	struct unit days = unit_read(STR("days"));
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct value value = stated(CASES[i].figure);
		assert_true(value_agrees(&value, &percent));
		value.has_numerator = value.has_denominator = true;
		value.numerator = 16;
		value.denominator = 27;
		assert_int_equal(value_agrees(&value, &percent), CASES[i].agrees);
		assert_true(value_agrees(&value, &days));
		value.denominator = 0;
		assert_true(value_agrees(&value, &percent));
	}
}

static void counts_print_as_far_as_given(void **state)
{
	(void)state;
	char out[VALUE_TEXT_BYTES];
	struct value value = counted(1211, 2300, "%");
	assert_string_equal(value_print_counts(&value, out), "1,211 of 2,300");
	value.has_numerator = false;
	assert_string_equal(value_print_counts(&value, out), "of 2,300");
	value.has_denominator = false;
	assert_string_equal(value_print_counts(&value, out), "");
	value.has_numerator = true;
	assert_string_equal(value_print_counts(&value, out), "1,211");
}

static void files_get_the_bare_number(void **state)
{
	(void)state;
	char out[VALUE_TEXT_BYTES];
	struct unit unit = unit_read(STR("%"));
	struct value value = stated("\xC2\xA3" "1,211.50");
	assert_string_equal(value_print_bare(&value, &unit, out), "1211.50");
	value = counted(16, 27, "%");
	assert_string_equal(value_print_bare(&value, &unit, out), "59.3");
	value.is_known = false;
	assert_string_equal(value_print_bare(&value, &unit, out), "");
}

static void a_bound_prints_with_the_fewest_decimals_that_lose_nothing(void **state)
{
	(void)state;
	char out[VALUE_TEXT_BYTES];
	struct unit unit = unit_read(STR("%"));
	assert_string_equal(value_print_number(ratio_of(603, 10), &unit, -1, out), "60.3%");
	assert_string_equal(value_print_number(ratio_whole(60), &unit, -1, out), "60%");
	assert_string_equal(value_print_number(ratio_whole(60), &unit, 1, out), "60.0%");
	assert_int_equal(number_decimals(ratio_of(1, 3)), RATIO_DECIMALS_MAX);
}

static void counts_are_whole_and_not_negative(void **state)
{
	(void)state;
	struct err err = { 0 };
	int64_t count = -1;
	assert_ok(value_read_count(STR("1,211"), &count, &err), &err);
	assert_int_equal(count, 1211);
	assert_ok(value_read_count(STR("12.0"), &count, &err), &err);
	assert_int_equal(count, 12);
	assert_ok(value_read_count(STR("1000000000000"), &count, &err), &err);
	assert_true(count == RATIO_MAX);
	static const char *const BAD[] = { "", "-1", "1.5", "93%", "x", "-", "16 of 27" };
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(value_read_count(str_of(BAD[i]), &count, NULL), E_INPUT);
	assert_int_equal(value_read_count(STR("1000000000001"), &count, NULL), E_LIMIT);
}

/* Not in a case file, where "#" begins a comment. */
static void the_errors_of_a_spreadsheet_are_no_figures(void **state)
{
	(void)state;
	static const char *const BAD[] = { "#DIV/0!", "#N/A", "#REF!", "#VALUE!" };
	struct value value;
	enum absence absence;
	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		struct str cell = str_of(BAD[i]);
		assert_int_equal(value_read_cell(cell, &value, &absence, NULL), E_INPUT);
		assert_int_equal(absence, ABSENCE_NOT_UNDERSTOOD);
	}
}

static void absences_have_words_that_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < ABSENCE_COUNT; i++) {
		enum absence absence = ABSENCE_COUNT;
		assert_true(absence_read(str_of(absence_word((enum absence)i)), &absence));
		assert_int_equal(absence, i);
	}
	enum absence absence = ABSENCE_LATE;
	assert_false(absence_read(STR("gone"), &absence));
	assert_int_equal(absence, ABSENCE_NOT_SAID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_print_with_their_units),
		cmocka_unit_test(counts_make_the_figure_and_it_is_rounded_once),
		cmocka_unit_test(a_denominator_of_nothing_gives_no_figure),
		cmocka_unit_test(a_figure_prints_as_stated_until_it_has_counts),
		cmocka_unit_test(a_stated_figure_agrees_at_its_own_decimals),
		cmocka_unit_test(counts_print_as_far_as_given),
		cmocka_unit_test(files_get_the_bare_number),
		cmocka_unit_test(a_bound_prints_with_the_fewest_decimals_that_lose_nothing),
		cmocka_unit_test(counts_are_whole_and_not_negative),
		cmocka_unit_test(the_errors_of_a_spreadsheet_are_no_figures),
		cmocka_unit_test(absences_have_words_that_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
