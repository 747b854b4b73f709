/* The deliveries that an authority's records came by, each with what it covered: what
 * decides whether silence means something. */
#ifndef OUTTURN_RECORD_HISTORY_H
#define OUTTURN_RECORD_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "record/coverage.h"

struct record_past_delivery {
	int64_t change_id;
	int64_t delivery_id;
	int64_t source_id;
	bool is_withdrawn;     /* by the change up to which the history was read */
	int year;              /* the collection year; 0: none */
	int32_t reference_day; /* the last day it speaks of; DATE_NONE: not said */
	int32_t speaks_until;  /* that day; the day it became known when it is not said */
	struct record_coverage of[RECORD_TYPE_COUNT]; /* NOTHING where it stated none */
};

struct record_history {
	struct record_past_delivery *items; /* in the order in which they became known */
	size_t count;
};

/* The history of an authority up to a change and with it, in `arena`. */
MUST_CHECK enum status record_history_load(struct db *db, struct str authority,
                                           int64_t known_at, struct arena *arena,
                                           struct record_history *out, struct err *err);

/* Whether a delivery named a child, as its coverage of a type asks; kept only where
 * record_coverage_asks_names(). */
MUST_CHECK enum status record_names_child(struct db *db,
                                          const struct record_past_delivery *delivery,
                                          enum record_type type, int64_t child_id, bool *out,
                                          struct err *err);

#endif
