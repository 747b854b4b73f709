/* What a council has settled about its comparators: which list of statistical neighbours is
 * meant, and what is made of their figures. An option of the call goes before. */
#ifndef OUTTURN_CLI_COMPARATOR_SETTING_H
#define OUTTURN_CLI_COMPARATOR_SETTING_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "series/peers.h"

#define COMPARATOR_SETTING_STATISTIC "comparator.statistic"
#define COMPARATOR_SETTING_NEIGHBOURS "comparator.neighbours"

/* Reads "mean" or "median" in any case. E_INPUT for anything else. */
MUST_CHECK enum status comparator_setting_statistic(struct str text, enum peer_statistic *out,
                                                    struct err *err);

/* What is asked for, where an option (NULL: not given) says it, else the setting. */
struct comparator_choice {
	const char *statistic;
	const char *model; /* a list's name, an ISO date, or "today" */
	int32_t today;
	int64_t known_by;  /* lists that came by then (series/known.h) */
};

/* Fills in the statistic and the day whose list is meant. E_INPUT for a word that is no
 * statistic; E_MISSING for a name that no list has, naming those there are. */
MUST_CHECK enum status comparator_setting_choose(struct db *db,
                                                 const struct comparator_choice *choice,
                                                 struct arena *arena, struct peers_asked *out,
                                                 struct err *err);

#endif
