/* Cells that several tables share. Private to this folder. */
#ifndef OUTTURN_DIGEST_CELL_H
#define OUTTURN_DIGEST_CELL_H

#include "base/arena.h"
#include "doc/build.h"
#include "figure/line.h"

/* The next cell of a number column: the figure with its counts under it, or
 * `missing` when it is not known. */
void cell_value(struct doc *doc, struct arena *arena, const struct value *value,
                const struct unit *unit, struct str missing);

#endif
