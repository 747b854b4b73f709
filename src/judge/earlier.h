/* The earlier figures of a line, and whether they may be set beside it.
 *
 * A line may bring last period's figure, last year's, a baseline and a history.
 * This is the one place that decides which of them stands for what, and that
 * says why two figures are not compared (R22). */
#ifndef OUTTURN_JUDGE_EARLIER_H
#define OUTTURN_JUDGE_EARLIER_H

#include <stdbool.h>

#include "judge/judge.h"

struct earlier {
	enum compared with; /* COMPARED_NOTHING: there is none */
	struct value value;
	struct period period;
	enum incomparable reason;
	struct str note;            /* of the break, where one lies between */
	const struct target *target; /* in force then, where the history tells; else NULL */
};

/* The figure before this one: as given in the line, else the last of its history.
 * What it is called follows from its period: last period, the same period last
 * year, a year end, a baseline, or none of these. Without a date it is last period's. */
struct earlier earlier_previous(const struct line *line);

/* The same period last year, as given or in the history. */
struct earlier earlier_last_year(const struct line *line);

/* The figure that a rule or target means by "last year", "last period" or
 * "baseline". */
struct earlier earlier_of_basis(const struct line *line, enum basis basis);

#endif
