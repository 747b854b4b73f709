/* Entry checks: figures that cannot be right, or look as if they slipped (R25).
 * Findings only; no figure is altered. */
#ifndef OUTTURN_JUDGE_CHECK_H
#define OUTTURN_JUDGE_CHECK_H

#include <stddef.h>

#include "base/finding.h"
#include "judge/judge.h"

/* Checks one judged line: impossible percentages, a numerator above its
 * denominator, a figure its own counts do not give, ten or a hundred times the
 * last figure, a target of another order, of zero or against the polarity, a
 * stated status or trend word that does not follow. */
void judge_check_line(const struct line *line, const struct judgement *judgement,
                      struct finding_list *findings);

/* Checks that need several lines of one scorecard: rates of one authority and
 * period whose counts imply populations ten or a hundred times apart, because a
 * digit slipped in one of them. The list's arena is used for working memory. */
void judge_check_scorecard(const struct line *lines, size_t count,
                           struct finding_list *findings);

#endif
