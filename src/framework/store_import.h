/* Between the parts of an import: store.c brings indicators to the store, and
 * store_layout.c what stands around them. Nobody else includes this. */
#ifndef OUTTURN_FRAMEWORK_STORE_IMPORT_H
#define OUTTURN_FRAMEWORK_STORE_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "db/query.h"
#include "framework/framework.h"
#include "framework/row.h"
#include "framework/store.h"
#include "ledger/audit.h"

/* An import under way. */
struct import {
	struct db *db;
	const struct framework *framework; /* what is to be */
	const struct framework *stored;    /* what is */
	const struct framework_source *source;
	struct framework_changes *changes;
	struct finding_list *findings;
	struct arena *arena;
	int64_t framework_id;
	int64_t change_id; /* 0: nothing has changed yet */
	int64_t *ids;        /* of the framework's indicators in the store */
	size_t *stored_at;   /* where each stands in `stored`, or FRAMEWORK_NOWHERE */
	int64_t *stored_ids; /* of the indicators of `stored` */
};

/* Runs a statement that closes rows: $1 what they belong to, $2 the change. */
MUST_CHECK enum status import_close_rows(struct import *import, enum sql sql, int64_t id,
                                         struct err *err);

/* Starts a statement that adds a row: $1 what it belongs to, $2 the change. */
MUST_CHECK enum status import_start_add(struct import *import, enum sql sql, int64_t owner_id,
                                        struct query *q, struct err *err);

/* Appends an entry to the audit chain; line breaks in `detail` become spaces. */
MUST_CHECK enum status import_audit(struct import *import, const char *action,
                                    struct str subject, struct str detail, struct err *err);

/* Runs a statement that sets where something stands in print: $1 its id, $2 the place. */
MUST_CHECK enum status import_move(struct import *import, enum sql sql, int64_t id,
                                   int64_t place, struct err *err);

/* Brings the organisation, and the scorecards, to what the framework says. The
 * indicators must have been saved. */
MUST_CHECK enum status import_organisation(struct import *import, struct err *err);
MUST_CHECK enum status import_scorecards(struct import *import, struct err *err);

#endif
