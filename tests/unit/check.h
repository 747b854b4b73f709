/* What every unit test includes: cmocka with what it needs before it. */
#ifndef OUTTURN_TESTS_UNIT_CHECK_H
#define OUTTURN_TESTS_UNIT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/text.h"

/* Fails the test with the error's own words when a status is not OK. */
#define assert_ok(call, err)                                        \
	do {                                                        \
		enum status check_status = (call);                  \
		if (check_status != OK)                             \
			fail_msg("%s: %s", #call, (err)->text);     \
	} while (0)

/* Whether a text has these bytes, showing both when not. */
#define assert_text(text, expected)                                                     \
	do {                                                                            \
		struct str check_text = (text);                                         \
		const char *check_want = (expected);                                    \
		if (!str_equal(check_text, str_of(check_want)))                         \
			fail_msg("got '%.*s', expected '%s'", STR_ARGS(check_text),     \
			         check_want);                                           \
	} while (0)

/* fail_msg() where the compiler must know that the test goes no further. */
#define fail_here(...)                                              \
	do {                                                        \
		fail_msg(__VA_ARGS__);                              \
		abort();                                            \
	} while (0)

/* Fails the test unless there is something to look at. */
#define assert_is_there(pointer)                                    \
	do {                                                        \
		if (!(pointer))                                     \
			fail_here("there is no %s", #pointer);      \
	} while (0)

#endif
