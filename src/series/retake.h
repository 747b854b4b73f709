/* The framework without a delivery that is withdrawn.
 *
 * A file does not only bring figures. It brings indicators, fills facts that are blank,
 * places indicators in scorecards and leaves a record of targets and rules; and what it
 * brought, a later file that says the same did not bring again. So what a withdrawn
 * delivery told is not subtracted: each indicator that it spoke of is put back to what
 * somebody last stated of it (to nothing, when nobody ever did), and what the deliveries
 * that stand have told since is told again, in the order in which they came. What was
 * known before stays, closed in known time. */
#ifndef OUTTURN_SERIES_RETAKE_H
#define OUTTURN_SERIES_RETAKE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"

struct retake_request {
	int64_t delivery; /* its lines are closed already */
	struct str authority;
	struct act act;
};

/* Brings the framework of an authority to what stands without a delivery, in the write
 * transaction that is open. `*ended_out` gets how many indicators nobody tells of any
 * more. */
MUST_CHECK enum status retake_without(struct db *db, const struct retake_request *request,
                                      size_t *ended_out, struct err *err);

#endif
