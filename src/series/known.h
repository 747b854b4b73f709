/* Known time of figures: what was known, and since when.
 *
 * A delivery of figures, its withdrawal, and its coming again are changes with numbers that
 * rise with time. What a delivery brought is known from one change to another, so "as
 * known on a day" is one number: nothing is ever overwritten, and what was known before a
 * withdrawal can still be asked. */
#ifndef OUTTURN_SERIES_KNOWN_H
#define OUTTURN_SERIES_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "db/db.h"

/* Everything that is known by now. */
#define SERIES_KNOWN_NOW INT64_MAX

enum series_change_kind {
	SERIES_CHANGE_DELIVERY,
	SERIES_CHANGE_WITHDRAWAL,
	SERIES_CHANGE_KIND_COUNT
};

/* The newest change by the end of a day: what was known then. 0: nothing was. */
MUST_CHECK enum status series_known_on(struct db *db, int32_t date, int64_t *out,
                                       struct err *err);

/* When figures become known. */
struct series_moment {
	int64_t change; /* as a number */
	struct instant at;
};

/* The change in which the figures of a delivery become known; made, as of the delivery's
 * receipt, when this is the first that is asked of it. E_STORE outside a write
 * transaction, E_MISSING when there is no such delivery, E_CONFLICT when it is withdrawn. */
MUST_CHECK enum status series_change_of(struct db *db, int64_t delivery_id,
                                        struct series_moment *out, struct err *err);

/* Whether the delivery is withdrawn: its file may then come again, under the same number.
 * False for a delivery without figures. */
MUST_CHECK enum status series_is_withdrawn(struct db *db, int64_t delivery_id, bool *out,
                                           struct err *err);

/* Whether the delivery brought figures at all, withdrawn or not. */
MUST_CHECK enum status series_is_delivery(struct db *db, int64_t delivery_id, bool *out,
                                          struct err *err);

/* Begins the coming again of a delivery that is withdrawn: what is stored next is known
 * from `at` on. E_CONFLICT when it is not withdrawn, E_INPUT when `at` lies before what is
 * known, E_STORE outside a write transaction. */
MUST_CHECK enum status series_come_again(struct db *db, int64_t delivery_id,
                                         struct instant at, struct err *err);

#endif
