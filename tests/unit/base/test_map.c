#include "check.h"

#include <stdio.h>

#include "base/map.h"

static void a_zeroed_map_is_empty(void **state)
{
	(void)state;
	auto_map map = { 0 };
	int64_t value = 7;
	assert_false(map_find(&map, STR("a"), &value));
	assert_int_equal(value, 7);
}

static void many_keys_are_found_again(void **state)
{
	(void)state;
	auto_map map = { 0 };
	char key[32];
	for (int i = 0; i < 10000; i++) {
		snprintf(key, sizeof(key), "key %d", i);
		map_put(&map, str_of(key), i);
	}
	assert_int_equal(map.count, 10000);
	for (int i = 0; i < 10000; i++) {
		int64_t value = -1;
		snprintf(key, sizeof(key), "key %d", i);
		assert_true(map_find(&map, str_of(key), &value));
		assert_int_equal(value, i);
	}
	int64_t value;
	assert_false(map_find(&map, STR("key 10000"), &value));
}

static void adding_twice_keeps_the_first(void **state)
{
	(void)state;
	auto_map map = { 0 };
	int64_t value;
	assert_true(map_add(&map, STR(""), 1, &value));
	assert_false(map_add(&map, STR(""), 2, &value));
	assert_int_equal(value, 1);
	map_put(&map, STR(""), 3);
	assert_true(map_find(&map, STR(""), &value));
	assert_int_equal(value, 3);
	assert_int_equal(map.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zeroed_map_is_empty),
		cmocka_unit_test(many_keys_are_found_again),
		cmocka_unit_test(adding_twice_keeps_the_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
