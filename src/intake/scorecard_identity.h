/* Which lines of a file speak of the same indicator.
 *
 * Lines with the same authority, report, scorecard, section, reference and title
 * share one struct indicator. A line whose unit or polarity contradicts it gets an
 * indicator of its own, so that it prints as it came and is compared with nothing it
 * cannot be compared with; that is a finding. */
#ifndef OUTTURN_INTAKE_SCORECARD_IDENTITY_H
#define OUTTURN_INTAKE_SCORECARD_IDENTITY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/finding.h"
#include "base/map.h"
#include "figure/line.h"

struct known_indicator {
	struct indicator *indicator;
	int64_t row;         /* where it stood first */
	size_t next_variant; /* the same identity with another unit or polarity; 0: none */
};

struct indicator_registry {
	struct arena *arena;
	struct map by_identity; /* to the first variant's index */
	struct known_indicator *items;
	size_t count;
	size_t capacity;
};

/* Frees the index; indicators live in the arena. */
void indicator_registry_deinit(struct indicator_registry *registry);

/* Replaces the line's own indicator with the one it shares, filling in what that one
 * did not know yet, and returns its number, from 0. Differences are findings. */
size_t indicator_registry_join(struct indicator_registry *registry, struct line *line,
                               struct finding_list *findings);

#endif
