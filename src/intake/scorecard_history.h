/* Lines of one indicator in several periods give each other their past. */
#ifndef OUTTURN_INTAKE_SCORECARD_HISTORY_H
#define OUTTURN_INTAKE_SCORECARD_HISTORY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/finding.h"
#include "figure/line.h"

/* Gives every line with a dated period the earlier figures of its indicator for
 * periods of the same kind, oldest first; and, where the file says nothing of them, its
 * last figure and that of the same period last year. `indicator_of` numbers the
 * indicator of each line. An indicator that comes twice in a period keeps both lines,
 * the first of them in histories, and is a finding, as is a previous figure that
 * contradicts the line of its period. */
void scorecard_history_fill(struct line_list *lines, const size_t *indicator_of,
                            struct arena *arena, struct finding_list *findings);

#endif
