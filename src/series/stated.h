/* Targets and rules that a file's line prints, and their record in the framework.
 *
 * The reason of such a record names the file, the row and the period: that is how it
 * is known again, also after the framework was written out and read back. */
#ifndef OUTTURN_SERIES_STATED_H
#define OUTTURN_SERIES_STATED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/period.h"
#include "base/text.h"
#include "framework/framework.h"

/* The reason of a decision that a line brings: "as stated in q3.csv, row 4 (2024-25
 * Q3)". In `arena`. */
struct str stated_why(struct arena *arena, struct str file, int64_t row,
                      const struct period *period);

/* The days that what a line of a dated period prints speaks for: from the first of its
 * period (or, where periods overlap as years to date and rolling years do, of the step
 * that this one adds) to the last of the financial year in which the period ends. */
int32_t stated_first_day(const struct period *period);
int32_t stated_last_day(const struct period *period);

/* Whether a file's line brought the decision. */
bool stated_by_file(const struct decision *decision);

/* Whether a file's line of another period than `period` brought it. */
bool stated_for_other(const struct decision *decision, const struct period *period);

#endif
