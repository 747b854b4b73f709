/* Children: who a record is about, and who may not be shown.
 *
 * The store knows a child by a keyed hash of authority and identifier, and keeps the
 * identifier itself as ciphertext under the child's own key. */
#ifndef OUTTURN_RECORD_CHILD_H
#define OUTTURN_RECORD_CHILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"
#include "record/secret.h"

/* The child of an identifier; E_MISSING when none is known (also after erasure). The
 * message does not repeat the identifier. */
MUST_CHECK enum status child_find(struct db *db, const struct record_keys *keys,
                                  struct str authority, struct str identifier,
                                  int64_t *id_out, struct err *err);

/* The same, making a child that is not known; needs a write transaction. */
MUST_CHECK enum status child_find_or_make(struct db *db, const struct record_keys *keys,
                                          struct str authority, struct str identifier,
                                          int64_t *id_out, struct err *err);

/* Reveals an identifier: the caller records the look (ledger/audit.h). Empty when the child
 * was erased. Texts in `arena`. */
MUST_CHECK enum status child_identifier(struct db *db, const struct record_keys *keys,
                                        int64_t child_id, struct arena *arena,
                                        struct str *out, struct err *err);

/* A secret of a child's records as it is kept; of child 0: of no child. */
struct child_sealed {
	int64_t child_id;
	struct str text;
};

/* Opens a secret field of the child's records; empty after erasure. */
MUST_CHECK enum status child_secret(struct db *db, const struct record_keys *keys,
                                    const struct child_sealed *what, struct arena *arena,
                                    struct str *out, struct err *err);

/* Marks a child so that every list leaves it out (adopted, a child of staff), or lifts the
 * mark. `reason` is kept in the audit entry and must name no child. */
MUST_CHECK enum status child_restrict(struct db *db, int64_t child_id, bool restrict_it,
                                      struct str reason, const struct act *act,
                                      struct err *err);

/* Breaks the link across an adoption: the child's identifiers of before are no longer
 * joined to those of after (family membership, other identifiers, pupil numbers, legacy
 * identifier, mother of, adopters), now and in what is delivered later, and it is
 * restricted. Figures stand. `reason` is kept as above. */
MUST_CHECK enum status child_unlink(struct db *db, const struct record_keys *keys,
                                    int64_t child_id, struct str reason,
                                    const struct act *act, struct err *err);

/* Erases a child's identity for good: its key and identifier go, secrets and free text are
 * blanked, the hash by which it was recognised is replaced; coded rows stay, so every past
 * aggregate stands. Follow the commit with db_forget(), which takes what was
 * overwritten out of the store's files. Nothing happens to a child that was erased before.
 * `reason` is kept as above. */
MUST_CHECK enum status child_erase(struct db *db, const struct record_keys *keys,
                                   int64_t child_id, struct str reason,
                                   const struct act *act, struct err *err);

/* Whether the store has any child, of whatever authority, erased ones too. */
MUST_CHECK enum status child_any(struct db *db, bool *out, struct err *err);

/* E_CONFLICT when what the authority's children are kept under is not this key file: a
 * delivery taken with it would know every child twice. */
MUST_CHECK enum status child_check_keys(struct db *db, const struct record_keys *keys,
                                        struct str authority, struct err *err);

#endif
