/* Hashes and what belongs to them, however many. */
#include "../check.h"

#include <stdbool.h>

#include "record/seen.h"

enum { MANY = 300000 };

/* Keys far apart, none 0. */
static int64_t key_of(int64_t number)
{
	return (int64_t)((uint64_t)(number + 1) * UINT64_C(0xD6E8FEB86659FD93) >> 1) | 1;
}

static void a_map_gives_back_what_was_put_last(void **state)
{
	(void)state;
	struct seen map = { 0 };
	int64_t value = -5;
	assert_false(seen_find(&map, key_of(1), &value));
	for (int64_t i = 0; i < MANY; i++)
		seen_put(&map, key_of(i), i);
	for (int64_t i = 0; i < MANY; i += 3)
		seen_put(&map, key_of(i), -i);
	for (int64_t i = 0; i < MANY; i++) {
		assert_true(seen_find(&map, key_of(i), &value));
		assert_int_equal(value, i % 3 ? i : -i);
	}
	value = -5;
	assert_false(seen_find(&map, key_of(MANY), &value));
	assert_int_equal(value, -5);
	seen_deinit(&map);
}

static void ids_that_follow_each_other_are_keys_too(void **state)
{
	(void)state;
	struct seen map = { 0 };
	int64_t value = 0;
	for (int64_t id = 1; id <= MANY; id++)
		seen_put(&map, id, id);
	for (int64_t id = 1; id <= MANY; id++)
		assert_true(seen_find(&map, id, &value) && value == id);
	assert_false(seen_find(&map, MANY + 1, &value));
	seen_deinit(&map);
}

static void a_set_says_what_is_new_to_it(void **state)
{
	(void)state;
	struct seen set = { 0 };
	assert_false(seen_has(&set, key_of(7)));
	for (int64_t i = 0; i < MANY; i++)
		assert_true(seen_add(&set, key_of(i)));
	for (int64_t i = 0; i < MANY; i++)
		assert_false(seen_add(&set, key_of(i)));
	assert_true(seen_has(&set, key_of(7)));
	assert_false(seen_has(&set, key_of(MANY)));
	seen_deinit(&set);
	assert_false(seen_has(&set, key_of(7)));
	seen_deinit(&set);
}

static void memory_is_what_the_header_says(void **state)
{
	(void)state;
	struct seen set = { 0 };
	for (int64_t i = 0; i < MANY; i++) {
		seen_add(&set, key_of(i));
		size_t places = 0;
		for (size_t part = 0; part < SEEN_PARTS && i % 1000 == 999; part++)
			places += set.parts[part].capacity;
		/* At most three of four are taken, and a part grows by a quarter. */
		assert_true(i < 100000 || places <= (size_t)(i + 1) * 18 / 10);
	}
	seen_deinit(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_map_gives_back_what_was_put_last),
		cmocka_unit_test(ids_that_follow_each_other_are_keys_too),
		cmocka_unit_test(a_set_says_what_is_new_to_it),
		cmocka_unit_test(memory_is_what_the_header_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
