/* Between known.c and withdraw.c: writing down that what is known of figures changed.
 * Nobody else includes this. */
#ifndef OUTTURN_SERIES_CHANGE_H
#define OUTTURN_SERIES_CHANGE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "series/known.h"

struct series_change {
	int64_t delivery_id;
	enum series_change_kind kind;
	struct instant at;
	struct str reason; /* of a withdrawal */
};

/* Adds a change. E_STORE outside a write transaction. */
MUST_CHECK enum status series_change_add(struct db *db, const struct series_change *change,
                                         int64_t *id_out, struct err *err);

/* What is known changes in the order of time: E_INPUT for an instant before the newest. */
MUST_CHECK enum status series_check_instant(struct db *db, struct instant at,
                                            struct err *err);

#endif
