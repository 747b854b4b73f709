/* Cells that several tables share. Private to this folder. */
#ifndef OUTTURN_DIGEST_CELL_H
#define OUTTURN_DIGEST_CELL_H

#include "base/arena.h"
#include "doc/build.h"
#include "figure/line.h"

/* Decimal text that says the exact value, with as few decimals as that takes and
 * at most RATIO_DECIMALS_MAX, in the arena. */
struct str cell_exact(struct arena *arena, struct ratio value);

/* The next cell of a number column: the figure with its counts under it, or
 * `missing` when it is not known. */
void cell_value(struct doc *doc, struct arena *arena, const struct value *value,
                const struct unit *unit, struct str missing);

#endif
