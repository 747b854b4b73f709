/* Where in time a record counts, as positions on one axis.
 *
 * Working through every period for every record would cost as many steps as there are periods.
 * Instead a record is put down once, on the positions it stands on, and periods read them off:
 * - what happened on a day stands on a segment: a stretch of days that the same periods hold.
 *   A period is a run of segments, so a quarter or a rolling year costs one subtraction;
 * - what runs stands on looks: the different last days of periods, in order. It begins to stand
 *   at the first look it is running on and ends at the first it is not;
 * - where one record of each key speaks, and which one depends on the period, what happened
 *   stands on the periods themselves. */
#ifndef OUTTURN_LANG_AXIS_H
#define OUTTURN_LANG_AXIS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "lang/question.h"

enum axis_kind { AXIS_SEGMENTS, AXIS_LOOKS, AXIS_PERIODS };

/* Positions from `from` up to, not with, `to`. */
struct reach {
	int32_t from;
	int32_t to;
};

struct axis {
	enum axis_kind kind;
	int32_t count;             /* of positions */
	const struct span *spans;  /* of each period, a rolling window taken into account */
	const bool *is_changed;    /* of each period: a version changed within it */
	int32_t period_count;
	const struct reach *periods; /* AXIS_SEGMENTS, AXIS_LOOKS: the positions of each period */
	int32_t first_day, last_day; /* of all periods; with AXIS_LOOKS of all last days */
	/* AXIS_SEGMENTS, AXIS_PERIODS: */
	const int32_t *segments;     /* of each day from first_day */
	/* AXIS_PERIODS: the periods of each segment, held[holds_from[s]] to holds_from[s + 1]. */
	const int32_t *holds_from;
	const int32_t *holds;
	/* AXIS_LOOKS: first and last day of the (first) period of each, by the last. */
	const struct span *looks;
	const int32_t *first_looks; /* of each day from first_day: the first look not before it */
};

/* The axis of a question; lives in `arena`. */
struct axis axis_make(const struct question *question, struct arena *arena);

/* The segment of a day, -1 when no period holds it. */
int32_t axis_segment(const struct axis *axis, int64_t day);

/* The looks at which something runs: begun by the look's last day, and then not over, or with
 * `is_during` not over before its first day. An `end` of CELL_MISSING is none; a `start` of
 * CELL_MISSING counts as begun long ago. */
struct reach axis_running(const struct axis *axis, int64_t start, int64_t end, bool is_during);

#endif
