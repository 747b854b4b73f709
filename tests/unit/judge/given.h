/* A line made from the words of a case: "unit=%; good=high; counts=16/27;
 * target=75; last_year_counts=9/19". Texts are read as a scorecard's cells are. */
#ifndef OUTTURN_TESTS_UNIT_JUDGE_GIVEN_H
#define OUTTURN_TESTS_UNIT_JUDGE_GIVEN_H

#include "check.h"

#include "judge/judge.h"

enum { GIVEN_POINTS_MAX = 8 };

struct given {
	struct indicator indicator;
	struct line line;
	struct judge_settings settings;
	struct point points[GIVEN_POINTS_MAX];
};

/* Fills `out` from `words`; fails the test on a key or text that is not known. The
 * texts of the line borrow from `words`. */
void given_read(struct str words, struct given *out);

/* The same with a literal, judged. */
struct judgement given_judged(const char *words, struct given *out);

#endif
