/* A delivery being withdrawn: what the files withdraw*.c share. */
#ifndef OUTTURN_RECORD_WITHDRAW_STATE_H
#define OUTTURN_RECORD_WITHDRAW_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "db/db.h"
#include "db/sql.h"
#include "record/history.h"
#include "record/known.h"
#include "record/take_state.h"
#include "record/type.h"

struct withdrawal {
	struct db *db;
	int64_t change_id; /* of the withdrawal itself */
	int64_t source_id;
	const struct record_history *history; /* the withdrawn delivery is marked */
	struct record_take *take; /* takes the findings; knows the children touched */
	struct record_withdrawal *done;
};

/* A row of a source, which holds by versions. */
struct row_name {
	enum record_type type;
	int64_t child_id;
	int64_t identity;
};

struct row_version {
	int64_t id;
	int64_t known_from;
	int64_t known_to; /* INT64_MAX while it holds */
	int64_t content;
	int32_t start;
	int32_t end;
};

struct row_versions {
	struct row_version *items; /* in the order they began; one holds at a time */
	size_t count;
};

/* The versions of a row, in `arena`. */
MUST_CHECK enum status withdraw_row_versions(const struct withdrawal *self,
                                             const struct row_name *row, struct arena *arena,
                                             struct row_versions *out, struct err *err);

/* A row replayed from deliveries, one by one. */
struct row_replay {
	struct row_name row;
	struct row_versions versions;
	const struct row_version *current; /* what speaks so far; NULL: nothing */
};

/* Goes on by one delivery; tells whether it spoke of the row: said it, or by silence that
 * it is gone. */
MUST_CHECK enum status withdraw_row_step(const struct withdrawal *self,
                                         const struct record_past_delivery *delivery,
                                         struct row_replay *replay, bool *is_spoken_of_out,
                                         struct err *err);

/* Runs a statement that ends a version ($1), or begins it anew, with the withdrawal ($2). */
MUST_CHECK enum status withdraw_version(const struct withdrawal *self, enum sql sql, int64_t id,
                                        struct err *err);

/* Puts rows, and what readers doubted in them, to what the deliveries that stand said. */
MUST_CHECK enum status withdraw_rows(struct withdrawal *self, struct err *err);
MUST_CHECK enum status withdraw_doubts(struct withdrawal *self, struct err *err);

#endif
