#include "check.h"

#include <string.h>

#include "base/err.h"

static void context_is_put_before_the_cause(void **state)
{
	(void)state;
	struct err err = { 0 };
	assert_int_equal(err_set(&err, E_INPUT, "bad date '%s'", "31/02/2024"), E_INPUT);
	assert_int_equal(err_wrap(&err, E_INPUT, "row %d", 7), E_INPUT);
	assert_string_equal(err.text, "row 7: bad date '31/02/2024'");
	assert_int_equal(err.status, E_INPUT);
}

static void a_caller_without_a_struct_still_gets_the_status(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, E_IO, "x"), E_IO);
	assert_int_equal(err_wrap(NULL, E_IO, "x"), E_IO);
}

static void a_long_message_is_cut_at_a_character(void **state)
{
	(void)state;
	char text[ERR_TEXT_BYTES * 2];
	memset(text, 'a', sizeof(text));
	for (size_t i = ERR_TEXT_BYTES - 4; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xC2\xA3", 2);
	text[sizeof(text) - 1] = '\0';
	struct err err = { 0 };
	(void)err_set(&err, E_INPUT, "%s", text);
	assert_int_equal(str_check_utf8(str_of(err.text), NULL), OK);
	(void)err_wrap(&err, E_INPUT, "row 12");
	assert_int_equal(str_check_utf8(str_of(err.text), NULL), OK);
}

static void no_failure_exits_with_zero_or_one(void **state)
{
	(void)state;
	for (int status = OK; status < E_STATUS_COUNT; status++) {
		int code = status_exit_code((enum status)status);
		assert_true(status == OK ? code == 0 : code >= 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(context_is_put_before_the_cause),
		cmocka_unit_test(a_caller_without_a_struct_still_gets_the_status),
		cmocka_unit_test(a_long_message_is_cut_at_a_character),
		cmocka_unit_test(no_failure_exits_with_zero_or_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
