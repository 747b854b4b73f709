#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/columns.h"

/* What columns_print() writes for these cells. */
static char *printed(const struct text_column *columns, const struct text_cell *cells,
                     size_t count)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	columns_print(columns, cells, count, stream);
	fclose(stream);
	return text;
}

static void long_text_wraps_within_its_column(void **state)
{
	(void)state;
	const struct text_column columns[] = { { .width = 8 }, { .width = 5, .is_right = true },
		                               { .width = 6 } };
	const struct text_cell cells[] = { { .text = STR("one two three") },
		                           { .text = STR("9%\n1 of 2") },
		                           { .text = STR("end") } };
	char *text = printed(columns, cells, 3);
	assert_string_equal(text, "one two      9%  end\n"
	                          "three      1 of\n"
	                          "              2\n");
	free(text);
}

static void a_word_too_long_is_cut(void **state)
{
	(void)state;
	const struct text_column column = { .width = 4 };
	char *text = printed(&column, &(struct text_cell){ .text = STR("abcdefghij k") }, 1);
	assert_string_equal(text, "abcd\nefgh\nij k\n");
	free(text);
}

static void width_counts_characters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(columns_text_width(STR("£1,250")), 6);
	assert_int_equal(columns_text_width(STR("◆ Off target")), 12);
	const struct text_column columns[] = { { .width = 3, .is_right = true }, { .width = 3 } };
	const struct text_cell cells[] = { { .text = STR("£5") }, { .text = STR("x") } };
	char *text = printed(columns, cells, 2);
	assert_string_equal(text, " £5  x\n");
	free(text);
}

static void colour_does_not_change_the_layout(void **state)
{
	(void)state;
	const struct text_column columns[] = { { .width = 4 }, { .width = 3 } };
	const struct text_cell cells[] = { { .text = STR("red"), .colour = "\033[31m" },
		                           { .text = STR("x") } };
	char *text = printed(columns, cells, 2);
	assert_string_equal(text, "\033[31mred\033[0m   x\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(long_text_wraps_within_its_column),
		cmocka_unit_test(a_word_too_long_is_cut),
		cmocka_unit_test(width_counts_characters_not_bytes),
		cmocka_unit_test(colour_does_not_change_the_layout),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
