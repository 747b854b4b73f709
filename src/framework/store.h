/* Frameworks kept in a store.
 *
 * Importing a text changes what it names and forgets nothing: a target, rule or
 * profile that the text no longer has stays, one that it states otherwise for the
 * same first day is closed in known time and kept. Indicators are retired by the
 * text, never deleted. Each change is written to the audit chain in the same
 * transaction. */
#ifndef OUTTURN_FRAMEWORK_STORE_H
#define OUTTURN_FRAMEWORK_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
	int64_t change; /* in the store, in which all this was made; 0: nothing changed */
};

/* Who tells the store of a framework. */
struct framework_source {
	struct act act;
	int64_t delivery;   /* whose lines tell it; 0: somebody states it */
	bool is_withdrawal; /* it is what stands without the delivery: what it lacks, ends */
};

/* Brings the store's framework of that authority to what `framework` says, in the
 * write transaction that is open, or in one of its own. A target or rule that is kept
 * though the text lacks it is a note among the findings. */
MUST_CHECK enum status framework_import(struct db *db, const struct framework *framework,
                                        const struct act *act, struct framework_changes *out,
                                        struct finding_list *findings, struct err *err);

/* framework_import() on behalf of a source. What a delivery tells is always a change, so
 * that it has its place among the others. */
MUST_CHECK enum status framework_tell(struct db *db, const struct framework *framework,
                                      const struct framework_source *source,
                                      struct framework_changes *out,
                                      struct finding_list *findings, struct err *err);

/* An indicator as somebody, and no file, last stated it. */
struct framework_stated {
	int64_t change; /* in which they did; 0: nobody has, and the rest is empty */
	struct framework_indicator indicator;
};

/* What somebody last stated of the indicator with an id, everything that was known of it
 * then, but for the targets and rules of deliveries that are withdrawn, of which
 * `delivery` is one. Texts in the framework's arena. */
MUST_CHECK enum status framework_stated_load(struct db *db, int64_t id, int64_t delivery,
                                             struct framework *framework,
                                             struct framework_stated *out, struct err *err);

/* Something that somebody put into a scorecard. */
struct scorecard_stated {
	struct str scorecard; /* its name */
	int64_t indicator_id; /* 0: a section */
	struct str section;   /* its title */
	int64_t change;       /* in which they did */
};

struct scorecard_stated_list {
	struct scorecard_stated *items;
	size_t count;
	size_t capacity;
};

/* What somebody, and no file, put into the scorecards of an authority; in `arena`. */
MUST_CHECK enum status scorecard_stated_load(struct db *db, struct str authority,
                                             struct arena *arena,
                                             struct scorecard_stated_list *out,
                                             struct err *err);

/* The framework of an authority as it stands now, into `arena`. An empty name
 * means the only authority of the store. E_MISSING when there is none (or, without
 * a name, several: the message lists them). */
MUST_CHECK enum status framework_load(struct db *db, struct str authority, struct arena *arena,
                                      struct framework *out, struct err *err);

/* The names of the authorities that have a framework, in order. */
MUST_CHECK enum status framework_authorities(struct db *db, struct arena *arena,
                                             struct text_list *out, struct err *err);

#endif
