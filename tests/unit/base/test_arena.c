#include "check.h"

#include <string.h>

#include "base/arena.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	char *first = arena_new(&arena, 3, 1);
	long double *second = arena_new(&arena, 2, sizeof(long double));
	assert_int_equal((uintptr_t)second % _Alignof(long double), 0);
	assert_true(second[1] == 0.0L);
	memset(first, 'x', 3);
	assert_true(second[0] == 0.0L);
}

static void a_piece_larger_than_a_block_fits(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	char *large = arena_new(&arena, 1 << 20, 1);
	large[(1 << 20) - 1] = 'z';
	assert_text(arena_format(&arena, "%d of %d", 16, 27), "16 of 27");
	assert_int_equal(large[(1 << 20) - 1], 'z');
}

static void a_growing_array_keeps_its_items(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	int *items = NULL;
	size_t capacity = 0;
	for (size_t i = 0; i < 1000; i++) {
		items = arena_grow(&arena, items, i, &capacity, sizeof(*items));
		items[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
}

static void text_is_copied_with_a_nul(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	char source[] = "plan";
	struct str copy = arena_text(&arena, str_of(source));
	source[0] = 'x';
	assert_text(copy, "plan");
	assert_int_equal(copy.ptr[copy.len], '\0');
	assert_text(arena_text(&arena, (struct str){ 0 }), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(a_piece_larger_than_a_block_fits),
		cmocka_unit_test(a_growing_array_keeps_its_items),
		cmocka_unit_test(text_is_copied_with_a_nul),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
