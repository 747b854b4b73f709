/* What one case of an indicator is called: "one child changes this by 3.7 points"
 * is only true where children are counted. */
#ifndef OUTTURN_JUDGE_NOUN_H
#define OUTTURN_JUDGE_NOUN_H

#include "figure/line.h"

struct noun {
	const char *one;  /* "child" */
	const char *many; /* "children" */
};

/* The noun that comes first in the words for the denominator, else in the title;
 * "case" and "cases" where none is known. */
struct noun noun_of_case(const struct indicator *indicator);

#endif
