#include "check.h"

#include "base/text.h"

static void trimming_knows_the_no_break_space(void **state)
{
	(void)state;
	assert_text(str_trim(STR(" \t\xC2\xA0" "93%\xC2\xA0\r\n")), "93%");
	assert_text(str_trim(STR(" \xC2\xA0 ")), "");
	assert_text(str_trim((struct str){ 0 }), "");
	assert_text(str_trim(STR("a b")), "a b");
}

static void splitting_gives_every_part_and_ends(void **state)
{
	(void)state;
	struct str rest = STR("a,,b,"), part;
	const char *expected[] = { "a", "", "b", "" };
	for (size_t i = 0; i < 4; i++) {
		assert_true(str_split(&rest, ',', &part));
		assert_text(part, expected[i]);
	}
	assert_false(str_split(&rest, ',', &part));
}

static void whole_numbers_are_read_to_their_ends(void **state)
{
	(void)state;
	struct err err = { 0 };
	int64_t value;
	assert_ok(str_to_int64(STR("9223372036854775807"), &value, &err), &err);
	assert_true(value == INT64_MAX);
	assert_ok(str_to_int64(STR("-9223372036854775808"), &value, &err), &err);
	assert_true(value == INT64_MIN);
	static const char *const BAD[] = { "", "-", "+1", " 1", "1 ", "1.0", "x",
		                           "9223372036854775808", "-9223372036854775809" };
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_int_equal(str_to_int64(str_of(BAD[i]), &value, &err), E_INPUT);
}

static void what_is_not_utf8_is_named_by_its_byte(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_ok(str_check_utf8(STR("\xC2\xA3" "1,250"), &err), &err);
	assert_int_equal(str_check_utf8(STR("ab\xA3"), &err), E_INPUT);
	assert_string_equal(err.text, "byte 3 is not UTF-8 text");
	assert_int_equal(str_check_utf8((struct str){ "a\0b", 3 }, &err), E_INPUT);
	assert_int_equal(str_characters(STR("\xC2\xA3" "1")), 2);
}

static void a_cut_never_falls_within_a_character(void **state)
{
	(void)state;
	assert_text(str_cut(STR("a\xC2\xA3" "b"), 4), "a\xC2\xA3" "b");
	assert_text(str_cut(STR("a\xC2\xA3" "b"), 3), "a\xC2\xA3");
	assert_text(str_cut(STR("a\xC2\xA3" "b"), 2), "a");
	assert_text(str_cut(STR("\xC2\xA3"), 1), "");
	assert_text(str_cut((struct str){ 0 }, 0), "");
}

static void case_aside_comparisons(void **state)
{
	(void)state;
	assert_true(str_equal_nocase(STR("Green"), STR("gREEN")));
	assert_false(str_equal_nocase(STR("Green"), STR("Greens")));
	assert_true(str_starts_nocase(STR("Fewer than 85"), STR("fewer than ")));
	assert_true(str_ends_nocase(STR("5 Points"), STR("points")));
	assert_int_equal(str_find_nocase(STR("year to November"), STR("NOV")), 8);
	assert_true(str_find_nocase(STR("ab"), STR("abc")) == SIZE_MAX);
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trimming_knows_the_no_break_space),
		cmocka_unit_test(splitting_gives_every_part_and_ends),
		cmocka_unit_test(whole_numbers_are_read_to_their_ends),
		cmocka_unit_test(what_is_not_utf8_is_named_by_its_byte),
		cmocka_unit_test(a_cut_never_falls_within_a_character),
		cmocka_unit_test(case_aside_comparisons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
