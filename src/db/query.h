/* Running one of the named statements of sql/queries.
 *
 *     auto_query q = { 0 };
 *     enum status st = query_start(db, SQL_DELIVERY_BY_ID, &q, err);
 *     if (st != OK)
 *             return st;
 *     query_bind_int64(&q, 1, id);
 *     bool found = false;
 *     st = query_step(&q, &found, err);
 *     if (st != OK)
 *             return st;
 *     if (!found)
 *             return err_set(err, E_MISSING, "no delivery %" PRId64, id);
 *     out->row_count = query_int64(&q, 3);
 *
 * Invariants:
 * - parameters count from 1, as $1 in the statement; columns count from 0;
 * - every parameter is bound before the first step (NULL is bound too);
 * - a bad value fails at the step, so bindings need no checking one by one;
 * - a text that is read lives until the next step or the end of the query;
 * - queries nest, the same statement within itself too;
 * - on PostgreSQL the rows of one query are held in memory together: a statement
 *   that may find many rows pages them (WHERE id > $1 ... LIMIT $2). */
#ifndef OUTTURN_DB_QUERY_H
#define OUTTURN_DB_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "db/sql.h"

struct statement;

/* A zeroed struct is a query that was not started. */
struct query {
	struct db *db;
	struct statement *statement;
	enum sql sql;
	uint64_t bound_mask; /* bit n - 1: parameter n has a value */
	bool has_stepped;
	bool has_row;        /* columns may be read */
	struct err bad_bind; /* the first value that cannot be stored */
};

#define auto_query CLEANUP(query_finish) struct query

/* Starts a named statement. E_STORE when it writes and no write transaction is
 * open, when the transaction had failed before, or when the store refuses it. */
MUST_CHECK enum status query_start(struct db *db, enum sql sql, struct query *out,
                                   struct err *err);

/* Ends the query. Accepts a zeroed struct and a second call. */
void query_finish(struct query *query);

/* Bind parameter `n`. A text is copied; one with a NUL or that is not UTF-8 makes
 * the step fail with E_INPUT; an empty one is stored as '', never as NULL. A date is
 * stored as its day number, DATE_NONE as NULL. An instant takes two parameters, `n`
 * the seconds and n + 1 the offset. */
void query_bind_int64(struct query *query, int n, int64_t value);
void query_bind_text(struct query *query, int n, struct str text);
void query_bind_null(struct query *query, int n);
void query_bind_date(struct query *query, int n, int32_t date);
void query_bind_instant(struct query *query, int n, struct instant at);

/* Goes to the next row; false in `*row_out` when there is none. Errors name the
 * statement: E_CONFLICT when a constraint refuses the change, E_INPUT for a value
 * that cannot be stored, E_IO on a full disk, E_STORE for all else. */
MUST_CHECK enum status query_step(struct query *query, bool *row_out, struct err *err);

/* Runs a statement that gives no rows, to its end, and finishes it. */
MUST_CHECK enum status query_run(struct query *query, struct err *err);

/* The same for one of many: a server is told without being waited for, so that a refusal may
 * come with a later statement of the transaction, or with its commit. The message names
 * the statement that was refused. */
MUST_CHECK enum status query_queue(struct query *query, struct err *err);

/* Runs a statement that gives one row of one whole number (INSERT ... RETURNING
 * id, count(*)) and finishes it. E_MISSING when it gives no row. */
MUST_CHECK enum status query_run_int64(struct query *query, int64_t *out, struct err *err);

/* Read a column of the current row. The type must be the column's, and
 * query_int64() and query_instant() must not meet a NULL: that is asserted. A NULL
 * text is the empty text with a NULL pointer, a NULL date is DATE_NONE. An instant
 * is read from `column` and the one after it. */
bool query_is_null(const struct query *query, int column);
int64_t query_int64(const struct query *query, int column);
struct str query_text(const struct query *query, int column);
int32_t query_date(const struct query *query, int column);
struct instant query_instant(const struct query *query, int column);

#endif
