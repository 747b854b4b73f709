/* Withdrawing a delivery of figures, published or submitted.
 *
 * What the delivery said is closed in known time and kept; what is known is then what it
 * would be had the delivery not come: an earlier release speaks again where the withdrawn
 * one spoke, the list of neighbours before is in force again. What was known before stays as
 * it was known. Submitted figures go with what their file told the framework: indicators,
 * facts that were blank, targets, rules and places in scorecards; but for what somebody has
 * stated since, and what other files tell (series/retake.h). */
#ifndef OUTTURN_SERIES_WITHDRAW_H
#define OUTTURN_SERIES_WITHDRAW_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"

/* Which delivery to withdraw, and why. */
struct series_withdraw_request {
	int64_t delivery_id;
	struct str reason;
	struct act act; /* it is withdrawn from `act.at` on */
};

/* What no longer speaks. */
struct series_withdrawal {
	int64_t figures;         /* published */
	int64_t figures_spoken;  /* of those, figures that another release gives too */
	int64_t neighbour_lists;
	int64_t judgements;      /* of inspections */
	int64_t descriptions;    /* words about measures */
	int64_t lines;           /* submitted */
	int64_t indicators;      /* that nobody tells of any more */
};

/* Withdraws a delivery of figures, with its audit entry, in the write transaction that is
 * open. E_INPUT for an empty reason and for a time before what is known, E_MISSING when no
 * such delivery brought figures, E_CONFLICT when it is withdrawn already, E_STORE outside
 * a write transaction. */
MUST_CHECK enum status series_withdraw(struct db *db,
                                       const struct series_withdraw_request *request,
                                       struct series_withdrawal *out, struct err *err);

#endif
