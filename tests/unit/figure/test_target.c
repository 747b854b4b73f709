#include "check.h"

#include "figure/target.h"

static struct target read(const char *text)
{
	struct target target;
	struct err err = { 0 };
	assert_ok(target_read(str_of(text), &target, &err), &err);
	return target;
}

static const char *printed(const char *text, const char *unit_text)
{
	static char out[TARGET_TEXT_BYTES];
	struct target target = read(text);
	struct unit unit = unit_read(str_of(unit_text));
	return target_print(&target, &unit, out);
}

static void targets_print_in_the_unit_of_their_indicator(void **state)
{
	(void)state;
	static const char *const CASES[][3] = {
		{ "93", "%", "93%" },
		{ "80.00%", "%", "80.00%" },
		{ "Fewer than 85", "number", "fewer than 85" },
		{ "Fewer than 85", "rate per 10,000", "less than 85 per 10,000" },
		{ "less than 22%", "%", "less than 22%" },
		{ "at least 1250", "\xC2\xA3", "at least \xC2\xA3" "1,250" },
		{ "no more than 487", "days", "at most 487 days" },
		{ "12-18", "%", "12% to 18%" },
		{ "12-18", "days", "12 to 18 days" },
		{ "1000-1250", "\xC2\xA3", "\xC2\xA3" "1,000 to \xC2\xA3" "1,250" },
		{ "0.5-1.25", "%", "0.50% to 1.25%" },
		{ "20", "weeks", "20 weeks" },
		{ "Above Stat Neighbour Average", "%", "above statistical neighbours" },
		{ "Additional 800", "number", "additional 800" },
		{ "reduce by 10%", "number", "reduce by 10%" },
		{ "TBC", "%", "not set" },
		{ "", "%", "not given" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		assert_string_equal(printed(CASES[i][0], CASES[i][1]), CASES[i][2]);
}

/* The header's promise, over every shape of target and every unit it names. */
static void what_is_printed_reads_back_to_an_equal_target(void **state)
{
	(void)state;
	static const char *const TEXTS[] = {
		"93%", "-2.0", "fewer than 85", "more than 90.5", "at most 5", "at least 1,250",
		"better than 90", "12-18", "-2.5 to 3", "above England", "at or below region",
		"neighbours", "better than England", "below neighbours", "no less than region",
		"better than last year", "no worse than baseline", "better than last period",
		"additional 800", "reduce by 10%", "additional 0", "top quartile", "no target",
		"for information", "not set", "", "1000000000000", "0.123456789",
	};
	static const char *const UNITS[] = { "", "%", "\xC2\xA3", "days", "rate per 10,000",
		                             "rate per 1,000", "number", "average", "score" };
	for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
		for (size_t j = 0; j < COUNT_OF(UNITS); j++) {
			char out[TARGET_TEXT_BYTES];
			struct target target = read(TEXTS[i]);
			struct unit unit = unit_read(str_of(UNITS[j]));
			struct target again = read(target_print(&target, &unit, out));
			if (!target_equal(&target, &again))
				fail_msg("'%s' prints as '%s', another target", TEXTS[i], out);
		}
	}
}

static void equality_is_of_meaning_not_of_text(void **state)
{
	(void)state;
	static const struct {
		const char *a;
		const char *b;
		bool equal;
	} CASES[] = {
		{ "93%", "93.0", true },
		{ "Fewer than 85", "< 85", true },
		{ "12-18", "between 12 and 18", true },
		{ "TBC", "target not set", true },
		{ "above England", "more than the national average", true },
		{ "93", "94", false },
		{ "85", "fewer than 85", false },
		{ "85", "at most 85", false },
		{ "12-18", "12-19", false },
		{ "12-18", "11-18", false },
		{ "England", "neighbours", false },
		{ "better than last year", "no worse than last year", false },
		{ "better than last year", "better than baseline", false },
		{ "additional 10", "reduce by 10", false },
		{ "additional 10", "additional 10%", false },
		{ "top quartile", "top half", false },
		{ "no target", "TBC", false },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct target a = read(CASES[i].a);
		struct target b = read(CASES[i].b);
		assert_int_equal(target_equal(&a, &b), CASES[i].equal);
		assert_int_equal(target_equal(&b, &a), CASES[i].equal);
	}
}

static void a_very_long_cell_is_refused_and_kept(void **state)
{
	(void)state;
	char text[5000];
	memset(text, 'x', sizeof(text));
	struct err err = { 0 };
	struct target target;
	struct str cell = { text, sizeof(text) };
	assert_int_equal(target_read(cell, &target, &err), E_LIMIT);
	assert_int_equal(target.kind, TARGET_UNREADABLE);
	assert_int_equal(target.text.len, sizeof(text));
	assert_non_null(strstr(err.text, "a target longer than"));
	char out[TARGET_TEXT_BYTES];
	struct unit unit = unit_read(STR(""));
	assert_int_equal(strlen(target_print(&target, &unit, out)), TARGET_TEXT_BYTES - 1);
}

static void comparators_and_bases_have_words_that_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < COMPARATOR_COUNT; i++) {
		enum comparator_kind kind = COMPARATOR_COUNT;
		const char *word = comparator_word((enum comparator_kind)i);
		assert_true(comparator_read(str_of(word), &kind));
		assert_int_equal(kind, i);
	}
	for (int i = 0; i < BASIS_COUNT; i++) {
		enum basis basis = BASIS_COUNT;
		assert_true(basis_read(str_of(basis_word((enum basis)i)), &basis));
		assert_int_equal(basis, i);
	}
	enum comparator_kind kind;
	enum basis basis;
	assert_false(comparator_read(STR("wales"), &kind));
	assert_false(comparator_read(STR(""), &kind));
	assert_false(basis_read(STR("2012"), &basis));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets_print_in_the_unit_of_their_indicator),
		cmocka_unit_test(what_is_printed_reads_back_to_an_equal_target),
		cmocka_unit_test(equality_is_of_meaning_not_of_text),
		cmocka_unit_test(a_very_long_cell_is_refused_and_kept),
		cmocka_unit_test(comparators_and_bases_have_words_that_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
