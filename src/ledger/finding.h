/* Findings, stored against the delivery they were found in.
 *
 * They are facts: the file is not kept, so what was doubtful in it cannot be
 * found again. The shape of a finding is base/finding.h's. */
#ifndef OUTTURN_LEDGER_FINDING_H
#define OUTTURN_LEDGER_FINDING_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "ledger/audit.h"

/* Stores every finding of the list against a delivery, with one audit entry that
 * counts them. E_CONFLICT when there is no such delivery; E_STORE outside a write
 * transaction. An empty list stores nothing. */
MUST_CHECK enum status finding_store(struct db *db, int64_t delivery_id,
                                     const struct finding_list *list, const struct act *act,
                                     struct err *err);

/* Which findings to list. */
struct finding_filter {
	int64_t delivery_id;
	enum finding_severity least; /* this severe or more: FINDING_NOTE for all */
	struct str rule;             /* empty: every rule */
};

/* Adds the findings of a delivery to `out` (whose arena is set), in the order they
 * were stored; the file name is the delivery's. */
MUST_CHECK enum status finding_list_by_delivery(struct db *db,
                                                const struct finding_filter *filter,
                                                struct finding_list *out, struct err *err);

#endif
