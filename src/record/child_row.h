/* A child's row with its key opened, for the writers of this folder. */
#ifndef OUTTURN_RECORD_CHILD_ROW_H
#define OUTTURN_RECORD_CHILD_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "record/secret.h"

struct child_row {
	int64_t id;
	struct child_key key; /* wiped by the caller, child_key_wipe() */
	bool is_unlinked;
	bool is_new; /* made by this call */
};

/* The hash by which a child is recognised, however its identifier is written: in the form
 * of base/fold.h. Returns `out`. */
const char *child_hash(const struct record_keys *keys, struct str authority,
                       struct str identifier, char out[RECORD_LONG_HASH_BYTES]);

/* What another row's reference to a row becomes: 63 bits, never 0. Keys of rows are as
 * their system writes them, capitals and all. */
int64_t record_reference(const struct record_keys *keys, struct str authority,
                         struct str text);

/* The same of a reference to a child, however its identifier is written. */
int64_t record_child_reference(const struct record_keys *keys, struct str authority,
                               struct str identifier);

/* The child of a hash; E_MISSING when none is known. */
MUST_CHECK enum status child_row_find(struct db *db, const struct record_keys *keys,
                                      struct str authority, const char *hash,
                                      struct child_row *out, struct err *err);

/* Who a new child is. */
struct child_name {
	struct str authority;
	struct str identifier;
	const char *hash; /* of the two */
};

/* Makes the child of an identifier whose hash is not known yet. `scratch` holds what is
 * sealed on the way. */
MUST_CHECK enum status child_row_make(struct db *db, const struct record_keys *keys,
                                      const struct child_name *name, struct arena *scratch,
                                      struct child_row *out, struct err *err);

#endif
