/* A release of published figures beside the releases of the same table before it.
 *
 * All that was ever said of a measure is read in one go, measure by measure, in the order
 * in which the store keeps it: memory does not grow with the release. */
#ifndef OUTTURN_SERIES_COMPARATOR_COMPARE_H
#define OUTTURN_SERIES_COMPARATOR_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "series/comparator.h"

/* Another release of the table. */
struct comparator_rival {
	int64_t id;
	struct str name; /* or the file's */
	bool counts_more;
};

/* The other releases, the one that counts least first. */
struct comparator_rival_list {
	struct comparator_rival *items;
	size_t count;
	size_t capacity;
};

/* The other releases of the table of `release`. Texts in `arena`. */
MUST_CHECK enum status comparator_rivals(struct db *db, int64_t release, struct arena *arena,
                                         struct comparator_rival_list *out, struct err *err);

/* Fills what `summary` says of values that are added, revised and unchanged beside what
 * counted before the release, with the first revisions; and of those that the release
 * before had and this one has not, where no release counts more than this one: then it is
 * the newest, and what is missing from it may be missing by mistake. Texts in the summary's
 * arena. */
MUST_CHECK enum status comparator_compare(struct db *db, int64_t release,
                                          const struct comparator_rival_list *rivals,
                                          struct comparator_summary *summary,
                                          struct err *err);

/* "referrals (category=All)": a measure for people, in `arena`. */
struct str comparator_measure_words(struct str column, struct str filters,
                                    struct arena *arena);

#endif
