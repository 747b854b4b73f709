/* Coverage: what a delivery would have contained, had it existed.
 *
 * Only within its coverage does a delivery's silence mean something: a row known before
 * that a covering delivery no longer has ends in known time, and an event that a higher
 * source covers and does not hold is denied. */
#ifndef OUTTURN_RECORD_COVERAGE_H
#define OUTTURN_RECORD_COVERAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "record/row.h"
#include "record/type.h"

enum record_coverage_kind {
	RECORD_COVERS_NOTHING,  /* it adds and changes; its silence says nothing */
	RECORD_COVERS_ALL,      /* every row of the type there is */
	RECORD_COVERS_STARTS,   /* rows that start within the days */
	RECORD_COVERS_OVERLAPS, /* rows that run at any time within the days */
	RECORD_COVERS_CHILDREN, /* all rows of the children that the delivery names */
	RECORD_COVERS_UNDATED,  /* rows without a start: a state known only as of now. A yearly
	                           return's dated rows of the type are not denied by it */
	RECORD_COVERS_TOLD,     /* all rows of the children of whom it has a row of the type */
	RECORD_COVERAGE_KIND_COUNT
};

struct record_coverage {
	enum record_type type;
	enum record_coverage_kind kind;
	int32_t from; /* first and last day, for STARTS and OVERLAPS */
	int32_t to;
};

/* Whether a row with these values lies within the coverage. A row without a start lies
 * within days when the delivery names its child: had it not been mended, it would stand
 * there again. `names_child`: whether the delivery named the row's child; where it covers
 * what it tells, whether it has a row of the type of the child. */
bool record_is_covered(const struct record_coverage *coverage,
                       const struct record_value *values, bool names_child);

/* The same of a row of which only its days are at hand (DATE_NONE: missing). */
bool record_days_are_covered(const struct record_coverage *coverage, int32_t start,
                             int32_t end, bool names_child);

/* Whether coverage of the kind may ask whether the delivery named a row's child. For every
 * delivery with such a coverage the store keeps whom it named (record_presence). */
bool record_coverage_asks_names(enum record_coverage_kind kind);

/* Under which name the store keeps that: of the type where it covers what it tells; empty
 * where any row names a child. */
struct str record_coverage_presence(const struct record_coverage *coverage);

/* "Child protection plan: all that run between 1 April 2023 and 31 March 2024"; words
 * for `outturn sources`. Lives in `arena`. */
struct str record_coverage_words(const struct record_coverage *coverage, struct arena *arena);

#endif
