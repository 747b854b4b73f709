/* Once per child: which of the records of one key speaks, at every position of the axis.
 *
 * Items are gathered first; then those of each key are taken from the strongest down, and each
 * speaks where none before it did. In a breakdown by unit this is settled within each unit. */
#ifndef OUTTURN_LANG_SETTLE_H
#define OUTTURN_LANG_SETTLE_H

#include "base/arena.h"
#include "lang/cube.h"
#include "lang/gather.h"

struct settling;

/* A settling of a question's items; lives in `arena`. */
struct settling *settling_new(const struct question *question, const struct axis *axis,
                              struct cube *cube, struct arena *arena);

/* Takes an item that may speak, with a copy of its keys and slots. */
void settling_take(struct settling *settling, const struct item *item);

/* Lets the speakers speak: puts what they contribute into the cube. */
void settling_finish(struct settling *settling);

#endif
