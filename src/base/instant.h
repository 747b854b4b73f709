/* A moment in time with the offset it was written in.
 *
 * Kept as seconds since 1970-01-01T00:00:00Z so that moments compare; the offset
 * is kept for printing, so that what was delivered can be shown as it came. */
#ifndef OUTTURN_BASE_INSTANT_H
#define OUTTURN_BASE_INSTANT_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

struct instant {
	int64_t utc_seconds;
	int16_t offset_minutes; /* east of UTC is positive */
};

enum { INSTANT_TEXT_BYTES = 26 }; /* "2013-12-31T09:30:00+01:00" and its NUL */

/* Reads ISO 8601 with an offset: "2013-12-31T09:30:00Z" or "...+01:00"; seconds
 * may be absent. E_INPUT without an offset: a time of day alone is no instant. */
MUST_CHECK enum status instant_parse(struct str text, struct instant *out, struct err *err);

/* Writes the form that instant_parse() reads, "Z" for offset 0. Returns `out`. */
const char *instant_print(struct instant at, char out[INSTANT_TEXT_BYTES]);

/* The clock's now, in UTC. The only place that reads the clock. */
struct instant instant_now(void);

/* The moment at which a clock in England shows `seconds` after midnight of `date`: one
 * hour ahead of UTC from the last Sunday of March, 01:00 UTC, to the last Sunday of
 * October (the rule since 1996, applied to every year). A time that comes twice in
 * October is the first of the two. */
struct instant instant_in_england(int32_t date, int32_t seconds);

/* The other way round: the moment with the offset that clocks in England show then, so that
 * instant_date() of it is the day in England. */
struct instant instant_by_english_clock(int64_t utc_seconds);

/* The calendar date at the instant's own offset. */
int32_t instant_date(struct instant at);

#endif
