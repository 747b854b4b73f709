/* Known time: what the store knew, and since when.
 *
 * Everything that changes what is known (a delivery, a withdrawal) is a change with a
 * number; a version of a row holds from one change to another. Numbers and instants
 * rise together within an authority, so "as known on a day" is one number. */
#ifndef OUTTURN_RECORD_KNOWN_H
#define OUTTURN_RECORD_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"
#include "record/secret.h"

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

/* Which delivery to withdraw, and why. */
struct record_withdraw_request {
	int64_t delivery_id;
	struct str reason; /* names no child */
	struct act act;    /* it is withdrawn from `act.at` on */
};

/* What a withdrawal did. */
struct record_withdrawal {
	int64_t closed;   /* records that only the delivery said */
	int64_t reopened; /* records that it had ended or changed, and that speak again */
	int64_t findings_new;    /* doubts that stand again, or that the others give cause for */
	int64_t findings_solved; /* doubts that the delivery alone gave cause for */
};

/* Withdraws a delivery: the state is then that of the other deliveries replayed without
 * it, doubts with it; what was known before stays as it was. E_INPUT for an empty reason
 * and for a time before what is known, E_MISSING when no such delivery brought records,
 * E_CONFLICT when it is withdrawn already, E_STORE outside a write transaction. */
MUST_CHECK enum status record_withdraw(struct db *db, const struct record_keys *keys,
                                       const struct record_withdraw_request *request,
                                       struct record_withdrawal *out, struct err *err);

/* Whether the delivery brought records at all, withdrawn or not. */
MUST_CHECK enum status record_is_delivery(struct db *db, int64_t delivery_id, bool *out,
                                          struct err *err);

/* Whether the delivery is withdrawn: its file may then come again, as a new change of the
 * same delivery. False for a delivery without records. */
MUST_CHECK enum status record_is_withdrawn(struct db *db, int64_t delivery_id, bool *out,
                                           struct err *err);

#endif
