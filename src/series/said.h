/* What a submission told the framework of its indicator: the facts of it, its watch and
 * highlight, and how its target came about. Kept beside the submission, so that what stands
 * in the framework can be worked out again when another delivery is withdrawn. */
#ifndef OUTTURN_SERIES_SAID_H
#define OUTTURN_SERIES_SAID_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "db/db.h"
#include "figure/line.h"

/* Keeps what the line of a submission says, with `indicator` as the file had it. */
MUST_CHECK enum status said_add(struct db *db, int64_t submission_id, const struct line *line,
                                const struct indicator *indicator, struct err *err);

/* Gives a line its indicator (a new one in `arena`) and the rest of what said_add() keeps.
 * E_STORE when nothing was kept for the submission. */
MUST_CHECK enum status said_load(struct db *db, int64_t submission_id, struct arena *arena,
                                 struct line *out, struct err *err);

#endif
