/* How many cases each team holds on the days on which the workforce is counted: the end
 * of each September, and the day of the extract. */
#ifndef OUTTURN_SYNTH_CASELOAD_H
#define OUTTURN_SYNTH_CASELOAD_H

#include <stdint.h>

#include "base/arena.h"
#include "synth/town.h"
#include "synth/truth.h"

enum { CASELOAD_DAYS_MAX = TOWN_YEARS_MAX + 1 };

struct caseload {
	const struct town *town;
	int32_t days[CASELOAD_DAYS_MAX]; /* oldest first */
	size_t day_count;
	int64_t *cases; /* by day, then by team; children, each once a team */
};

/* Begins to count, up to the day of an extract. `arena` holds the counts. */
void caseload_start(struct caseload *caseload, const struct town *town, int32_t as_at,
                    struct arena *arena);

/* Counts a child's cases, as the view has them. */
void caseload_add(struct caseload *caseload, const struct truth_child *child,
                  const struct truth_view *view);

/* The workforce on each of the days, by team and as a whole, as rows. Full-time equivalents,
 * as the workforce census counts them: posts of agency workers are vacant; sickness is of
 * 253 days a year. In `arena`. */
void town_workforce(const struct town *town, const struct caseload *caseload, struct arena *arena,
                    struct truth_list *out);

#endif
