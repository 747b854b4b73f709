/* A figure as columns of the store, and what a later one leaves of an earlier one. */
#ifndef OUTTURN_SERIES_FIGURE_ROW_H
#define OUTTURN_SERIES_FIGURE_ROW_H

#include <stdbool.h>

#include "base/text.h"
#include "db/query.h"
#include "figure/unit.h"
#include "figure/value.h"

/* The unit that a line named, or what its indicator is counted in. */
struct unit figure_row_unit(struct str named, const struct unit *otherwise);

/* The figure in the columns stated, numerator, denominator that begin at `column`. */
struct value figure_row_read(const struct query *q, int column, const struct unit *unit);

/* Whether anything was said of a figure. */
bool figure_row_is_said(const struct value *value);

/* Whether two figures are the same as far as the later one was printed. */
bool figure_row_is_same(const struct value *before, const struct value *later,
                        const struct unit *unit);

/* Puts a figure that was said later in the place of `out`. One that comes again without
 * its counts keeps them. */
void figure_row_put(const struct value *later, const struct unit *unit, struct value *out);

#endif
