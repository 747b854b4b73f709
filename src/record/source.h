/* Sources: the systems and returns that say the same things of the same children.
 *
 * Rows of every source are kept apart. For one event one source counts: the highest in
 * the order below that holds the event; and an event that only a lower source holds counts
 * unless a higher one covers its time and type, and so denies it (record/counted.h). */
#ifndef OUTTURN_RECORD_SOURCE_H
#define OUTTURN_RECORD_SOURCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"

/* In the order in which they count. */
enum record_source_kind {
	RECORD_SOURCE_SSD,     /* tables of the Standard Safeguarding Dataset */
	RECORD_SOURCE_EXTRACT, /* an extract that a mapping explains; has a name of its own */
	RECORD_SOURCE_ANNEX_A,
	RECORD_SOURCE_CIN,     /* the children in need census */
	RECORD_SOURCE_903,     /* SSDA903 */
	RECORD_SOURCE_KIND_COUNT
};

struct record_source {
	int64_t id;
	struct str authority;
	enum record_source_kind kind;
	struct str name; /* of an extract; empty otherwise */
};

/* "Standard Safeguarding Dataset". */
const char *record_source_words(enum record_source_kind kind);

/* The source, made when it was not known. E_STORE outside a write transaction when it has
 * to be made. `what->id` is ignored. */
MUST_CHECK enum status record_source_find(struct db *db, const struct record_source *what,
                                          int64_t *id_out, struct err *err);

struct record_source_list {
	struct record_source *items; /* in the order in which they count */
	size_t count;
};

/* The sources of an authority, held by `arena`. */
MUST_CHECK enum status record_source_list(struct db *db, struct str authority,
                                          struct arena *arena, struct record_source_list *out,
                                          struct err *err);

#endif
