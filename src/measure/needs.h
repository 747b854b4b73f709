/* What a definition asks of the deliveries: so that a figure of which only a part was delivered
 * is told as not collectable, and never printed.
 *
 * Asked for are the records of its `of` line, over the days of the period, and of every type
 * that it looks up, as they run on its last day (but for what stands behind `else`, which stands
 * in for what is missing, and for who the workers are). How far a definition looks back beyond the period
 * is not asked: an indicator that looks for anything earlier, ever, could never be collected. */
#ifndef OUTTURN_MEASURE_NEEDS_H
#define OUTTURN_MEASURE_NEEDS_H

#include <stddef.h>

#include "base/arena.h"
#include "lang/tree.h"
#include "record/feed.h"

struct need_list {
	const struct record_need *items;
	size_t count;
};

/* The needs of a sound definition that reads records, in `arena`. */
struct need_list needs_of(const struct definition *definition, struct arena *arena);

#endif
