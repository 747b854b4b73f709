/* Known time: what the store knew, and since when.
 *
 * Everything that changes what is known (a delivery, a withdrawal) is a change with a
 * number; a version of a row holds from one change to another. Numbers and instants
 * rise together within an authority, so "as known on a day" is one number. */
#ifndef OUTTURN_RECORD_KNOWN_H
#define OUTTURN_RECORD_KNOWN_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"
#include "record/type.h"

enum record_change_kind {
	RECORD_CHANGE_DELIVERY,
	RECORD_CHANGE_WITHDRAWAL,
	RECORD_CHANGE_KIND_COUNT
};

/* The change that held at an instant (one of that very second counts); 0: nothing was
 * known yet. */
MUST_CHECK enum status record_known_at(struct db *db, struct str authority, struct instant at,
                                       int64_t *change_out, struct err *err);

/* The newest change; 0: nothing is known. */
MUST_CHECK enum status record_known_now(struct db *db, struct str authority,
                                        int64_t *change_out, struct err *err);

/* What a withdrawal did. */
struct record_withdrawal {
	int64_t closed;   /* rows that only the delivery said */
	int64_t reopened; /* rows that it had ended or changed, and that speak again */
};

/* Withdraws a delivery, from `act.at` on: the state is then that of the other deliveries
 * replayed without it; what was known before stays as it was. `reason` must not be
 * empty. E_MISSING when no such delivery brought records, E_CONFLICT when it was
 * withdrawn before, E_STORE outside a write transaction. */
MUST_CHECK enum status record_withdraw(struct db *db, int64_t delivery_id, struct str reason,
                                       const struct act *act, struct record_withdrawal *out,
                                       struct err *err);

#endif
