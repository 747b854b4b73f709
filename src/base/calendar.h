/* Working days: Monday to Friday without bank holidays and local closures.
 *
 * The table is dated data: bank holidays of England and Wales for 2000 to 2028
 * ship with the program (assets/calendar-england-wales.csv), GOV.UK's
 * bank-holidays.json can be read over it, and an authority may add its closures.
 * National measures count a closure as a working day (W1), so a calendar with
 * closures is a second calendar, for local measures. Counting is one subtraction
 * in a prefix table. Rules W1 to W6 of docs/rules.md. */
#ifndef OUTTURN_BASE_CALENDAR_H
#define OUTTURN_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "base/text.h"

struct calendar;

#define auto_calendar CLEANUP(calendar_close) struct calendar *

/* A calendar with the shipped table. Owned by the caller. */
struct calendar *calendar_new(void);

/* Frees the calendar. Accepts NULL. */
void calendar_free(struct calendar *calendar);
void calendar_close(struct calendar **calendar);

/* Adds the closures of one authority, from "date,name" lines with a header. They
 * do not widen the years that the holiday table speaks of. E_INPUT names the line;
 * nothing is added then. */
MUST_CHECK enum status calendar_add_csv(struct calendar *calendar, struct str text,
                                        struct err *err);

/* Replaces the holidays of the years that `json` covers by its division
 * "england-and-wales" (the form GOV.UK publishes). E_INPUT when a year among them
 * has fewer than eight, or when years would be left out between them and the table:
 * a holiday that is missing would count as a working day. Nothing changes then. */
MUST_CHECK enum status calendar_read_json(struct calendar *calendar, struct str json,
                                          struct err *err);

/* The first and last day the holiday table speaks of. Outside them only weekends
 * are known: callers that print a deadline there should say so. */
int32_t calendar_first(const struct calendar *calendar);
int32_t calendar_last(const struct calendar *calendar);

/* Whether a day is worked. */
bool calendar_is_working(const struct calendar *calendar, int32_t date);

/* Working days d with start < d <= end: day 0 is not counted (W2). E_INPUT when
 * end lies before start (W6: a fault in the data, never a negative count). */
MUST_CHECK enum status calendar_elapsed(const struct calendar *calendar, int32_t start,
                                        int32_t end, int32_t *days_out, struct err *err);

/* How many of the days from 1900 up to each day are worked, for callers that count very
 * often: the entry of `date` is [date - DATE_MIN + 1], so that the working days d with start
 * < d <= end are one entry less the other. Lives as long as the calendar, which must not be added to
 * meanwhile. */
const int32_t *calendar_worked(const struct calendar *calendar);

/* The n-th working day after `start`; n = 0 is `start` itself, worked or not.
 * E_LIMIT beyond the year 2200. */
MUST_CHECK enum status calendar_due(const struct calendar *calendar, int32_t start, int32_t n,
                                    int32_t *due_out, struct err *err);

#endif
