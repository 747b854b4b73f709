#include "check.h"

#include "base/buf.h"

static void appends_build_one_text(void **state)
{
	(void)state;
	auto_buf buf = buf_init(100);
	assert_text(buf_view(&buf), "");
	buf_add(&buf, STR("16 of "));
	buf_format(&buf, "%d", 27);
	buf_add_char(&buf, '.');
	assert_text(buf_view(&buf), "16 of 27.");
	assert_int_equal(buf_check(&buf, "text", NULL), OK);
}

static void the_maximum_is_kept_and_the_failure_sticks(void **state)
{
	(void)state;
	auto_buf buf = buf_init(4);
	struct err err = { 0 };
	buf_add(&buf, STR("1234"));
	assert_int_equal(buf_check(&buf, "text", &err), OK);
	buf_add(&buf, STR("5"));
	buf_add(&buf, STR(""));
	assert_int_equal(buf_check(&buf, "the note", &err), E_LIMIT);
	assert_string_equal(err.text, "the note is longer than 4 bytes");
	assert_text(buf_view(&buf), "1234");
	buf_clear(&buf);
	buf_format(&buf, "%s", "abcd");
	assert_int_equal(buf_check(&buf, "text", &err), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_build_one_text),
		cmocka_unit_test(the_maximum_is_kept_and_the_failure_sticks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
