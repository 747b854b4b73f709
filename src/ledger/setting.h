/* Settings: what a council chose, with who chose it and when. A fact.
 *
 * A key names one choice ("judge.as_printed"); its meaning, default and form belong
 * to the layer that reads it. No value is overwritten: putting one adds to its
 * history, so that a past report can be made under the settings of its day. Values
 * stand in the audit chain: a password is never a setting. */
#ifndef OUTTURN_LEDGER_SETTING_H
#define OUTTURN_LEDGER_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"

struct setting {
	struct str value;
	bool is_default; /* never set, or put back: `value` is empty */
};

/* A setting's newest value. `arena` holds the text. */
MUST_CHECK enum status setting_get(struct db *db, struct str key, struct arena *arena,
                                   struct setting *out, struct err *err);

/* A setting's value as it stood at an instant (a change at that second counts). */
MUST_CHECK enum status setting_get_at(struct db *db, struct str key, struct instant at,
                                      struct arena *arena, struct setting *out,
                                      struct err *err);

/* Sets a value from now on. Nothing is stored when it is the value already there.
 * E_STORE outside a write transaction; E_INPUT for an empty key. */
MUST_CHECK enum status setting_put(struct db *db, struct str key, struct str value,
                                   const struct act *act, struct err *err);

/* Puts the default back. */
MUST_CHECK enum status setting_clear(struct db *db, struct str key, const struct act *act,
                                     struct err *err);

/* One value that a setting had. */
struct setting_change {
	struct setting setting;
	struct act act; /* who set it, and when */
};

struct setting_history {
	struct setting_change *items;
	size_t count;
};

/* Every value the setting had, oldest first, held by `arena`. */
MUST_CHECK enum status setting_history(struct db *db, struct str key, struct arena *arena,
                                       struct setting_history *out, struct err *err);

#endif
