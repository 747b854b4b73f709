/* Calendar dates, 1 January 1900 to 31 December 2200, as day numbers.
 *
 * A date is the number of days since 1 January 1970 (Gregorian), so that
 * counting days is subtraction. DATE_NONE means no date; a function that is
 * given DATE_NONE asserts unless it says otherwise. */
#ifndef OUTTURN_BASE_DATE_H
#define OUTTURN_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

enum {
	DATE_NONE = INT32_MIN,
	DATE_MIN = -25567, /* 1900-01-01 */
	DATE_MAX = 84370,  /* 2200-12-31 */
};

enum { DATE_TEXT_BYTES = 11 }; /* "2013-12-31" and its NUL */

enum weekday {
	WEEKDAY_MONDAY,
	WEEKDAY_TUESDAY,
	WEEKDAY_WEDNESDAY,
	WEEKDAY_THURSDAY,
	WEEKDAY_FRIDAY,
	WEEKDAY_SATURDAY,
	WEEKDAY_SUNDAY,
};

struct ymd {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* The date of a year, month and day. E_INPUT when there is no such day or it
 * lies outside 1900 to 2200. */
MUST_CHECK enum status date_from_ymd(int year, int month, int day, int32_t *out, struct err *err);

/* The year, month and day of a date. */
struct ymd date_to_ymd(int32_t date);

/* Reads "2013-12-31" and nothing else; E_INPUT quotes the text. */
MUST_CHECK enum status date_parse_iso(struct str text, int32_t *out, struct err *err);

/* Writes "2013-12-31"; DATE_NONE writes "". Returns `out`. */
const char *date_print_iso(int32_t date, char out[DATE_TEXT_BYTES]);

/* Writes "31 December 2013" for people; DATE_NONE writes "". Returns `out`. */
enum { DATE_WORDS_BYTES = 20 };
const char *date_print_words(int32_t date, char out[DATE_WORDS_BYTES]);

/* The day of the week. */
enum weekday date_weekday(int32_t date);

/* The number of days in a month, and the English name of month 1 to 12. */
int date_days_in_month(int year, int month);
const char *date_month_name(int month);

/* The corresponding date `months` later (or earlier): where that month is
 * shorter, its last day (rule M1 of docs/rules.md). E_LIMIT outside 1900-2200. */
MUST_CHECK enum status date_add_months(int32_t date, int months, int32_t *out, struct err *err);

/* Completed years on `on` of a person born on `born`; -1 before birth. Someone
 * born on 29 February has their birthday on 1 March in a common year (rule A1). */
int date_age(int32_t born, int32_t on);

#endif
