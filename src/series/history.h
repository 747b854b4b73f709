/* The earlier figures of an indicator, from the submissions that hold them. */
#ifndef OUTTURN_SERIES_HISTORY_H
#define OUTTURN_SERIES_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "db/db.h"
#include "figure/line.h"
#include "series/submission.h"

struct point_list {
	struct point *items;
	size_t count;
	size_t capacity;
};

/* The figures of dated periods that end on or before `to`, oldest first, one for each
 * period: as submitted, or else as a later line printed it as its previous figure.
 * Targets and breaks are not filled. */
MUST_CHECK enum status history_load(struct db *db, const struct submission_place *place,
                                    int32_t to, struct arena *arena,
                                    struct point_list *out, struct err *err);

#endif
