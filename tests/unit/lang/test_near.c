#include "check.h"

#include "lang/near.h"

static const char *hint_of(const char *word, const char *const *candidates, struct arena *arena)
{
	struct near near = near_to(str_of(word));
	for (; *candidates; candidates++)
		near_offer(&near, str_of(*candidates));
	return near_hint(&near, arena);
}

static void the_nearest_word_comes_first(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const NAMES[] = { "completes", "commenced", "completed", NULL };
	assert_string_equal(hint_of("competed", NAMES, &arena),
	                    "did you mean 'completed' or 'completes'?");
}

static void swapped_letters_are_one_slip(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const NAMES[] = { "received", "referred", NULL };
	assert_string_equal(hint_of("recieved", NAMES, &arena), "did you mean 'received'?");
}

static void case_alone_is_no_distance(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const NAMES[] = { "V3", "V4", NULL };
	assert_string_equal(hint_of("v3", NAMES, &arena), "did you mean 'V3'?");
}

static void another_word_is_not_offered(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const NAMES[] = { "born", "V3", "started", NULL };
	assert_null(hint_of("kind", NAMES, &arena));
	assert_null(hint_of("T4", NAMES, &arena));
}

static void at_most_three_are_offered_and_none_twice(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const char *const NAMES[] = { "team1", "team2", "team1", "team3", "team4", NULL };
	assert_string_equal(hint_of("team5", NAMES, &arena),
	                    "did you mean 'team1', 'team2' or 'team3'?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_word_comes_first),
		cmocka_unit_test(swapped_letters_are_one_slip),
		cmocka_unit_test(case_alone_is_no_distance),
		cmocka_unit_test(another_word_is_not_offered),
		cmocka_unit_test(at_most_three_are_offered_and_none_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
