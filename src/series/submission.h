/* A line of a delivery as rows of the store, and back. Everything a line said of its
 * indicator in its period goes in and comes out again; what belongs to the framework
 * (title, owner, section) is not part of a submission. */
#ifndef OUTTURN_SERIES_SUBMISSION_H
#define OUTTURN_SERIES_SUBMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "figure/line.h"

/* Where a submission stands. */
struct submission_place {
	int64_t indicator_id;
	struct str unit_key; /* of a part of the organisation; empty: the whole */
	int64_t delivery_id;
	bool is_set_aside;
	int64_t told_in; /* the change of the framework in which it told what it knew */
	const struct indicator *said; /* the indicator as the file had it */
	struct unit unit; /* what the indicator is counted in; for figures that name no unit */
};

/* Works out the figures of a line that were given as counts alone, in `unit`. */
void submission_count_in(const struct unit *unit, struct line *line);

/* Stores a line, with what it says of its indicator. */
MUST_CHECK enum status submission_add(struct db *db, const struct submission_place *place,
                                      const struct line *line, int64_t *id_out,
                                      struct err *err);

/* Fills the parts of `out` that were said of an indicator in a period, by a submission
 * and those of the same place before it; the others stay untouched. What a later one says
 * counts, what it does not say stays: a blank cell says nothing. What is said of the
 * figure itself (how sure it is, its cohort, the day it was taken, the stated status and
 * trend) stays only while the figure does. File and row are those of the figure.
 *
 * The target, rule and status are those that were printed. Counts that came without a
 * unit make a figure in the unit of `place`. Texts in `arena`. */
MUST_CHECK enum status submission_load(struct db *db, const struct submission_place *place,
                                       int64_t id, struct arena *arena, struct line *out,
                                       struct err *err);

/* What one submission alone said, but for its indicator (series/said.h); `unit`, in which
 * its figures are counted, becomes its own where it named one. Texts in `arena`. */
MUST_CHECK enum status submission_load_one(struct db *db, int64_t id, struct unit *unit,
                                           struct arena *arena, struct line *out,
                                           struct err *err);

/* The newest submission for a period: of that very period, or (when
 * `or_same_end`) of the longest one that ends with it. 0: there is none. */
MUST_CHECK enum status submission_find(struct db *db, const struct submission_place *place,
                                       const struct period *period, bool or_same_end,
                                       int64_t *id_out, struct err *err);

/* The period that a text of the store stands for; `is_dated` false: a label, or none. */
struct period submission_period(struct str text, bool is_dated);

#endif
