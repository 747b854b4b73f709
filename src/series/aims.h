/* What a line is held against: the target and rule of its period.
 *
 * Two speak of it: the framework, in which an officer has dated targets and rules, and
 * the files, which print them beside their figures. What a file prints for a period
 * holds from the period's first day to the end of its financial year, unless a later
 * period of the same kind has its own. Of an officer's and a file's the one that began
 * last counts; of two that began together the officer's.
 *
 * What files printed is read from the submissions themselves, so it does not matter in
 * which order they came. */
#ifndef OUTTURN_SERIES_AIMS_H
#define OUTTURN_SERIES_AIMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "figure/line.h"
#include "framework/framework.h"
#include "series/submission.h"

/* What files printed for one period; of each the newest that said it. */
struct aim {
	struct period period;
	int32_t from;     /* the first day it speaks for, and the last */
	int32_t year_end;
	struct target target; /* TARGET_NOT_GIVEN: none was printed */
	struct str target_file;
	int64_t target_row;
	struct rule rule; /* RULE_NOT_GIVEN: none was printed */
};

struct aim_list {
	struct aim *items; /* one for each dated period, in no order that matters */
	size_t count;
	size_t capacity;
};

/* What files printed for the dated periods of a place that begin on or before `to`.
 * Texts in `arena`. */
MUST_CHECK enum status aims_load(struct db *db, const struct submission_place *place, int32_t to,
                                 struct arena *arena, struct aim_list *out, struct err *err);

/* Gives a line of a dated period the target it is held against and the rule, with who
 * set them and why. What its own row printed and nobody could read stays: it may not
 * be what held before. */
void aims_fill_line(const struct aim_list *aims, const struct framework_indicator *indicator,
                    struct arena *arena, struct line *line);

/* The target that an earlier figure is held against; TARGET_NOT_GIVEN: none. */
struct target aims_target_of(const struct aim_list *aims,
                             const struct framework_indicator *indicator,
                             const struct period *period);

#endif
