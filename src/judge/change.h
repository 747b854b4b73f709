/* A figure set beside an earlier one: by how much it moved, whether that is
 * better, and whether it is more than usual variation would explain. */
#ifndef OUTTURN_JUDGE_CHANGE_H
#define OUTTURN_JUDGE_CHANGE_H

#include "judge/earlier.h"
#include "judge/judge.h"
#include "stat/interval.h"

/* The change of the line's figure from `earlier`. COMPARED_NOTHING where there is
 * no earlier figure, or no figure now. `now` is the figure's own interval, NULL when
 * it has none. */
struct change change_from(const struct line *line, const struct goal *goal,
                          const struct earlier *earlier, const struct interval *now,
                          const struct judge_settings *settings);

/* The 95% interval of a figure from its counts, in the unit's own scale: Wilson for
 * a percentage, Byar for a rate, none for anything else or impossible counts. */
enum interval_method figure_interval(const struct value *value, const struct unit *unit,
                                     struct interval *out);

#endif
