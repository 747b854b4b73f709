/* What a place's published figure is held beside: England, its region, and its
 * statistical neighbours.
 *
 * England and regions are published and are never worked out from authorities. For
 * neighbours nothing is published: their mean or median is worked out here from the
 * numbers that there are, exact, each counting the same; the place itself is no
 * neighbour of its own. A suppressed or missing one is left out, and how many were used
 * is told ("7 of 10"), with those that were not. Rounding comes last, on printing. */
#ifndef OUTTURN_SERIES_PEERS_H
#define OUTTURN_SERIES_PEERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "figure/ratio.h"
#include "series/comparator.h"
#include "series/neighbours.h"

enum peer_statistic {
	PEER_MEAN,   /* as LAIT prints it */
	PEER_MEDIAN, /* as the Department's outcomes and enablers dashboard prints it */
};

/* "mean" or "median". */
const char *peer_statistic_word(enum peer_statistic statistic);

/* Which neighbours are meant, and what is made of them. */
struct peers_asked {
	int place;
	enum peer_statistic statistic;
	struct str family;  /* empty: NEIGHBOURS_STATISTICAL */
	int32_t model_on;   /* the day whose model is meant; one for all of a line */
	size_t most;        /* of the nearest; 0: all that the model lists */
};

/* A neighbour that was not used. */
struct peer_left_out {
	int place;
	bool is_spoken_of; /* false: the release has no row for it */
	enum comparator_absence absence;
};

struct peers {
	bool is_known;       /* at least one neighbour has a number */
	struct ratio number;
	enum peer_statistic statistic;
	size_t used, listed; /* 7 of 10 */
	struct peer_left_out *left_out; /* nearest first */
	size_t left_out_count;
	struct neighbour_model model;
};

/* What is made of the neighbours' figures for a measure and period. E_MISSING when no
 * model was in force on the day, or it does not list the place. */
MUST_CHECK enum status peers_load(struct db *db, const struct comparator_question *what,
                                  const struct peers_asked *asked, struct arena *arena,
                                  struct peers *out, struct err *err);

/* A published value that may not be there. */
struct beside_value {
	bool is_spoken_of;
	struct comparator_value value;
};

struct beside {
	struct beside_value own, region, england;
	bool has_peers; /* false: no model lists the place */
	struct peers peers;
};

/* All that a measure and period say of a place and beside it. What is absent says so
 * and is no failure. */
MUST_CHECK enum status beside_load(struct db *db, const struct comparator_question *what,
                                   const struct peers_asked *asked, struct arena *arena,
                                   struct beside *out, struct err *err);

#endif
