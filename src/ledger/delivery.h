/* Deliveries: what came, when, from whom. A fact, never edited.
 *
 * The file itself is not kept; its SHA-256 and the number of every row are, so
 * that a figure can be traced to the file and row it came from. The same file is
 * accepted once for each authority. */
#ifndef OUTTURN_LEDGER_DELIVERY_H
#define OUTTURN_LEDGER_DELIVERY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/audit.h"

struct delivery {
	int64_t id;            /* also the order in which deliveries became known */
	struct str authority;  /* whose figures these are; may be empty */
	struct str file;       /* the name without folders */
	struct str sha256;     /* of the file's bytes, 64 lower-case digits */
	struct str kind;       /* the format, for example "scorecard" */
	int32_t as_at;         /* the day the content speaks of; DATE_NONE: not said */
	struct act received;   /* by whom, and when */
	int64_t row_count;     /* rows of data, without the header */
};

/* Records a delivery; `what->id` is ignored and folders are cut off the file name.
 * E_CONFLICT, naming the earlier one, when the authority delivered the same file
 * before; E_STORE outside a write transaction. */
MUST_CHECK enum status delivery_record(struct db *db, const struct delivery *what,
                                       int64_t *id_out, struct err *err);

/* Says what is known of a delivery only when it was read: how many rows of data it had and,
 * where nobody said it, the day it speaks of (DATE_NONE: not known). E_STORE outside a
 * write transaction. */
MUST_CHECK enum status delivery_settle(struct db *db, int64_t id, int64_t rows, int32_t as_at,
                                       struct err *err);

/* The delivery with this id; E_MISSING when there is none. Texts in `arena`. */
MUST_CHECK enum status delivery_load(struct db *db, int64_t id, struct arena *arena,
                                     struct delivery *out, struct err *err);

/* The delivery of the same file by the same authority; E_MISSING when it never
 * came. Texts in `arena`. */
MUST_CHECK enum status delivery_find_by_hash(struct db *db, struct str authority,
                                             struct str sha256, struct arena *arena,
                                             struct delivery *out, struct err *err);

struct delivery_list {
	struct delivery *items;
	size_t count;
};

/* Up to `limit` deliveries with an id above `after_id`, in the order they came,
 * held by `arena`. */
MUST_CHECK enum status delivery_list(struct db *db, int64_t after_id, int64_t limit,
                                     struct arena *arena, struct delivery_list *out,
                                     struct err *err);

#endif
