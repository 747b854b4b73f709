#include "check.h"

#include "lang/complaint.h"

static struct str printed(struct complaints *list, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < list->count; i++)
		complaint_print(&list->items[i], out);
	return buf_view(out);
}

static void a_complaint_shows_its_line_with_a_caret(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(4096);
	struct complaints list = { .arena = &arena };
	struct lang_file file = { STR("a.ind"), STR("indicator A\n\tcount where donn\n") };
	complain(&list, &file, (struct spot){ .line = 2, .column = 14, .length = 4 }, "did you mean 'done'?",
	         "there is no '%s'", "donn");
	assert_string_equal(printed(&list, &out).ptr,
	                    "a.ind:2:14: there is no 'donn'\n"
	                    "  \tcount where donn\n"
	                    "  \t            ^~~~\n"
	                    "  did you mean 'done'?\n");
}

static void the_caret_stands_under_characters_not_bytes(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf out = buf_init(4096);
	struct complaints list = { .arena = &arena };
	struct lang_file file = { STR("a.ind"), STR("\xc3\xa9\xc3\xa9 x") };
	complain(&list, &file, (struct spot){ .line = 1, .column = 4, .length = 1 }, NULL, "no");
	assert_string_equal(printed(&list, &out).ptr,
	                    "a.ind:1:4: no\n  \xc3\xa9\xc3\xa9 x\n     ^\n");
}

static void a_file_of_another_kind_does_not_fill_the_memory(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct complaints list = { .arena = &arena };
	struct lang_file file = { STR("a"), STR("x") };
	for (int i = 0; i < COMPLAINTS_MAX + 5; i++)
		complain(&list, &file, (struct spot){ 1, 1, 1 }, NULL, "no");
	assert_int_equal(list.count, COMPLAINTS_MAX);
	assert_true(list.is_full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complaint_shows_its_line_with_a_caret),
		cmocka_unit_test(the_caret_stands_under_characters_not_bytes),
		cmocka_unit_test(a_file_of_another_kind_does_not_fill_the_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
