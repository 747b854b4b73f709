/* Reporting periods: what stretch of time a figure covers.
 *
 * A period is a kind and its first and last day, both inside. The financial year
 * runs from 1 April, the school year from 1 September, the workforce year from
 * 1 October (rule P3). A label is a text that names no known period: it has no
 * dates, no order, and equals only the same label. docs/rules.md, "Clocks and
 * periods", says more; tests/cases/period/ has what each text is read as. */
#ifndef OUTTURN_BASE_PERIOD_H
#define OUTTURN_BASE_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "base/text.h"

enum period_kind {
	PERIOD_NONE,           /* no period was given */
	PERIOD_DAY,            /* a snapshot: 2013-12-31 */
	PERIOD_WEEK,           /* ISO week: 2013-W51 */
	PERIOD_MONTH,          /* 2013-M12 */
	PERIOD_QUARTER,        /* of a financial year: 2013-14-Q3 */
	PERIOD_FINANCIAL_YEAR, /* 2013-14 */
	PERIOD_YEAR_TO_DATE,   /* 2013-14-Q3-YTD or 2013-M11-YTD: from 1 April */
	PERIOD_ROLLING_YEAR,   /* 2013-M12-R12: twelve months to a month's end */
	PERIOD_SCHOOL_YEAR,    /* AY2013-14 */
	PERIOD_CALENDAR_YEAR,  /* CY2013 */
	PERIOD_WORKFORCE_YEAR, /* WY2013-14 */
	PERIOD_LABEL,          /* any other text */
	PERIOD_KIND_COUNT
};

enum { PERIOD_LABEL_BYTES = 96 };

struct period {
	enum period_kind kind;
	int32_t from; /* DATE_NONE for PERIOD_NONE and PERIOD_LABEL */
	int32_t to;
	char label[PERIOD_LABEL_BYTES]; /* PERIOD_LABEL only, cut at a character */
};

enum { PERIOD_TEXT_BYTES = 128 };

/* Reads the canonical form above and nothing else. E_INPUT says what is expected. */
MUST_CHECK enum status period_parse(struct str text, struct period *out, struct err *err);

/* Reads what councils write: the canonical forms, "November 2018", "Nov-18",
 * "2015-16 Q1", "Q3 2013/14", "2013/14", "year to November 2015", "2017-18 year end",
 * "2018-19 mid-year" (to the end of Q2), "2017-18 Q3 year to date", "31 March 2009",
 * "end October 2015" (its last day), "2012" (the calendar year), "October to December
 * 2013". Empty text gives PERIOD_NONE. What has no sure meaning is a label, never a
 * guess: "March 2024 as first reported", "Nov 18", "2018-11". Never fails. */
struct period period_read(struct str text);

/* Writes the canonical form (a label as it is, nothing for PERIOD_NONE).
 * period_parse() reads it back, labels aside. A year to date that ends with a
 * quarter is named after the quarter. Returns `out`. */
const char *period_print(const struct period *period, char out[PERIOD_TEXT_BYTES]);

/* Writes the name for people: "2013-14 Q3", "December 2013", "year to November
 * 2015", "2013-14 to the end of Q3". period_read() reads it back. Returns `out`. */
const char *period_print_words(const struct period *period, char out[PERIOD_TEXT_BYTES]);

/* Writes the days in words: "October to December 2013", "1 April to 31 December
 * 2013"; nothing for a label. Returns `out`. */
const char *period_print_span(const struct period *period, char out[PERIOD_TEXT_BYTES]);

/* The period of `kind` that contains `date`; for PERIOD_YEAR_TO_DATE from 1 April
 * to the end of the month of `date`, for PERIOD_ROLLING_YEAR the twelve months to
 * the end of that month. PERIOD_NONE when it would reach outside 1900 to 2200;
 * asserts on PERIOD_NONE and PERIOD_LABEL, which hold no dates. */
struct period period_containing(enum period_kind kind, int32_t date);

/* Whether the period has dates, so that it can be placed in time. */
bool period_is_dated(const struct period *period);

/* Whether both name the same period (labels by their text, case aside). */
bool period_equal(const struct period *a, const struct period *b);

/* Whether `inner` lies wholly inside `outer`. False when either is not dated. */
bool period_contains(const struct period *outer, const struct period *inner);

/* Order in time: by last day, then by first day (the longer period after the
 * shorter); undated periods come first, labels by text. For qsort and search. */
int period_compare(const struct period *a, const struct period *b);

/* The same period last year, and the period of the same kind one step earlier.
 * PERIOD_NONE where there is none: for labels, before 1900, and
 * - a week 53 has no week 53 last year (unless that year had one);
 * - a snapshot has no step, because a day alone does not say how often it is taken;
 *   at a month's end its last year is the same month's end;
 * - a year to date has no step across 1 April; within the year it steps back to the
 *   quarter before when it ends with a quarter, and otherwise by a month.
 * A rolling year steps by a month, so it overlaps the one before. */
struct period period_year_before(const struct period *period);
struct period period_step_before(const struct period *period);

/* The first day of the twelve months that end on `date`: the day after its
 * corresponding date a year before (P3). DATE_NONE when that lies before 1900.
 * A PERIOD_ROLLING_YEAR is twelve whole months instead, so that months add up to it;
 * the two differ only for 28 February of the year after a leap year. */
int32_t rolling_year_first(int32_t date);

/* The ISO week of a date: 30 December 2013 lies in week 1 of 2014. */
struct iso_week {
	int year;
	int number; /* 1 to 53 */
};
struct iso_week period_iso_week(int32_t date);

/* "2013-14", the financial year of a date; and its quarter, 1 to 4. */
enum { FINANCIAL_YEAR_TEXT_BYTES = 8 };
const char *financial_year_print(int32_t date, char out[FINANCIAL_YEAR_TEXT_BYTES]);
int financial_quarter(int32_t date);

#endif
