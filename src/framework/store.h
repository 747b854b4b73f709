/* Frameworks kept in a store.
 *
 * Importing a text changes what it names and forgets nothing: a target, rule or
 * profile that the text no longer has stays, one that it states otherwise for the
 * same first day is closed in known time and kept. Indicators are retired by the
 * text, never deleted. Each change is written to the audit chain in the same
 * transaction. */
#ifndef OUTTURN_FRAMEWORK_STORE_H
#define OUTTURN_FRAMEWORK_STORE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "framework/framework.h"
#include "ledger/audit.h"

/* What an import did. */
struct framework_changes {
	size_t indicators_added;
	size_t indicators_changed;
	size_t indicators_unchanged;
	size_t targets_added;
	size_t targets_kept; /* in the store and not in the text */
	size_t targets_closed; /* stated otherwise for the same first day */
	size_t rules_added;
};

/* Brings the store's framework of that authority to what `framework` says, in the
 * write transaction that is open, or in one of its own. A target or rule that is kept
 * though the text lacks it is a note among the findings. */
MUST_CHECK enum status framework_import(struct db *db, const struct framework *framework,
                                        const struct act *act, struct framework_changes *out,
                                        struct finding_list *findings, struct err *err);

/* The framework of an authority as it stands now, into `arena`. An empty name
 * means the only authority of the store. E_MISSING when there is none (or, without
 * a name, several: the message lists them). */
MUST_CHECK enum status framework_load(struct db *db, struct str authority, struct arena *arena,
                                      struct framework *out, struct err *err);

/* The names of the authorities that have a framework, in order. */
MUST_CHECK enum status framework_authorities(struct db *db, struct arena *arena,
                                             struct text_list *out, struct err *err);

#endif
