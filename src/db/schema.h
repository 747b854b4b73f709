/* The shape of the store: numbered steps of sql/schema, applied forward only.
 *
 * Each step is applied in one transaction and recorded with the SHA-256 of its
 * file, so that a store whose history is not the program's own is never written
 * to: a newer step, a missing one or one with another hash is E_VERSION. */
#ifndef OUTTURN_DB_SCHEMA_H
#define OUTTURN_DB_SCHEMA_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "db/db.h"

/* The number of the newest step this program knows. */
int schema_newest(void);

/* Whether the store stands exactly at this program's schema. E_VERSION says what
 * differs and what to do: a newer program's store, an older one that must be
 * upgraded, a step missing or altered, or no store of Outturn at all. In an SQLite
 * store a table, index or guard that was changed behind the program's back is found
 * too. */
MUST_CHECK enum status schema_check(struct db *db, struct err *err);

/* Applies the steps the store has not seen, recording `now` beside each. Does
 * nothing on a store that is up to date. E_VERSION as above, older aside; on any
 * failure the steps before the failing one stay. */
MUST_CHECK enum status schema_migrate(struct db *db, struct instant now, struct err *err);

#endif
