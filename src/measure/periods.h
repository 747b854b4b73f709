/* Which periods figures are worked out for. */
#ifndef OUTTURN_MEASURE_PERIODS_H
#define OUTTURN_MEASURE_PERIODS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/period.h"
#include "table/table.h"

struct period_list {
	struct period *items;
	size_t count;
};

/* Every month, quarter, year to date, financial year and rolling year that lies within the days
 * (a rolling year by its last month), in order of time; in `arena`. */
struct period_list periods_within(int32_t from, int32_t to, struct arena *arena);

/* The first day on which a record of a child (but for the child's own) starts, not before `floor`;
 * DATE_NONE when none does. */
int32_t first_start(const struct tables *tables, int32_t floor);

#endif
