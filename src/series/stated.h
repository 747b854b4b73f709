/* Targets and rules that came with a file's line, told from those that an officer set.
 *
 * The reason of such a decision names the file, the row and the period: that is how it
 * is known again, also after the framework was written out and read back. What a line
 * itself printed is about its own period, so it is never overruled by what another
 * line, of another period, brought. */
#ifndef OUTTURN_SERIES_STATED_H
#define OUTTURN_SERIES_STATED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/period.h"
#include "base/text.h"
#include "framework/framework.h"

/* The reason of a decision that a line brings: "as stated in q3.csv, row 4 (2024-25
 * Q3)". In `arena`. */
struct str stated_why(struct arena *arena, struct str file, int64_t row,
                      const struct period *period);

/* Whether a file's line brought the decision. */
bool stated_by_file(const struct decision *decision);

/* Whether a file's line of another period than `period` brought it. */
bool stated_for_other(const struct decision *decision, const struct period *period);

#endif
