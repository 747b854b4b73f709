/* The source of record: which rows of several sources count.
 *
 * Rows of different sources with the same `event` speak of one event. The event counts
 * from the source that comes first in the order (record/source_order.h) of those that
 * hold it. An event that a source before all of these covers and does not hold is denied:
 * no row of it counts. A delivery denies nothing that starts after the last day it speaks
 * of. A row without a place in time (a disability, a worker) is denied only where the
 * source holds the child's own record (RECORD_PERSON): of a child that it does not know
 * it says nothing. A withdrawn delivery denies nothing. */
#ifndef OUTTURN_RECORD_COUNTED_H
#define OUTTURN_RECORD_COUNTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "db/db.h"
#include "record/cases.h"
#include "record/history.h"
#include "record/source.h"
#include "record/source_order.h"

/* What one delivery of a source covers of a type. */
struct counted_coverage {
	struct record_coverage what;
	int32_t speaks_until; /* the last day it speaks of */
	int64_t change_id;    /* for children it names */
};

struct counted_coverage_list {
	const struct counted_coverage *items;
	size_t count;
};

/* All that decides what counts for an authority at a change. */
struct record_counting {
	struct record_source_list sources;
	struct record_order order;
	/* By source and type: [source * RECORD_TYPE_COUNT + type]. */
	struct counted_coverage_list *covers;
	bool asks_names; /* a coverage may ask whether its delivery named a child */
};

/* Makes it from its parts, in `arena`; the parts must outlive it. */
void record_counting_make(const struct record_source_list *sources,
                          const struct record_order *order,
                          const struct record_history *history, struct arena *arena,
                          struct record_counting *out);

/* The counting that a question asks for, in `arena`. */
MUST_CHECK enum status record_counting_load(struct db *db,
                                            const struct record_question *question,
                                            struct arena *arena,
                                            struct record_counting *out, struct err *err);

/* A delivery that had a row of a type of a child. */
struct counted_presence {
	int64_t change_id;
	enum record_type type;
};

/* What is asked of a child beside its records. */
struct counted_child {
	int64_t id;
	uint64_t held_by;          /* bit n: source n of the list holds its own record */
	const int64_t *named_in;   /* changes of deliveries that named it, rising */
	size_t named_in_count;
	const struct counted_presence *told_in; /* where a delivery covers what it tells */
	size_t told_in_count;
};

/* The index of a source in the list; SIZE_MAX when it is none of them. */
size_t record_counting_source(const struct record_counting *counting, int64_t source_id);

/* Whether a source covers a record of another source: had it happened, it would hold it. */
bool record_counting_covers(const struct record_counting *counting,
                            const struct counted_child *child, size_t source,
                            const struct record *record);

/* Whether it may cover a row by the row's days (DATE_NONE: missing), though no delivery of it
 * named the child. What else decides (the values, whom deliveries named) is the same before
 * a delivery and after it, for children that it does not name: so where this was true
 * before, or is false after it, the delivery changed nothing. */
bool record_counting_may_cover(const struct record_counting *counting, size_t source,
                               enum record_type type, int32_t start, int32_t end);

/* Records of one child and type that speak of one event. */
struct counted_event {
	const struct record *records;
	const size_t *at; /* which of them, by the place of their source, then as they came */
	size_t count;
	const uint8_t *places; /* of the sources of the list */
	size_t denied_by;      /* the source that denies it; SIZE_MAX: none, it counts */
};

/* Records of one child and type. */
struct counted_records {
	const struct record_counting *counting;
	const struct counted_child *child;
	const struct record *items;
	size_t count;
};

/* Goes through their events, in the order in which the first of each came. */
typedef void (*counted_event_each)(void *context, const struct counted_event *event);
void record_counting_events(const struct counted_records *of, struct arena *scratch,
                            counted_event_each each, void *context);

/* Sets `is_counted` of `records`, which are those of `of`. */
void record_counting_mark(const struct counted_records *of, struct record *records,
                          struct arena *scratch);

#endif
