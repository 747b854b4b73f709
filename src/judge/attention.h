/* What a reader should look at first: the order of the front page (R16, R34). */
#ifndef OUTTURN_JUDGE_ATTENTION_H
#define OUTTURN_JUDGE_ATTENTION_H

#include <stddef.h>

#include "base/arena.h"
#include "judge/judge.h"

/* Three lists of indexes into the lines, each in order of urgency. A line is in
 * at most one of `needs` and `well`; `changed` may repeat it. */
struct attention {
	size_t *needs; /* red, amber twice running, falling, in doubt, watched */
	size_t needs_count;
	size_t *changed; /* clear changes first, then status changes, then by size */
	size_t changed_count;
	size_t *well; /* green and better, highlights, well ahead of comparators */
	size_t well_count;
};

/* Orders `count` judged lines; the lists live in the arena. Ties keep the order
 * of the lines, so the same scorecard gives the same page. */
void attention_sort(const struct line *lines, const struct judgement *judgements, size_t count,
                    struct arena *arena, struct attention *out);

#endif
