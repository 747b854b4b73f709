#include "db/query.h"

#include <assert.h>

#include "db/backend.h"
#include "db/sql_text.h"

enum status query_start(struct db *db, enum sql sql, struct query *out, struct err *err)
{
	assert(!out->statement && sql < SQL_COUNT);
	const char *name = SQL_TEXTS[sql].name;
	if (SQL_TEXTS[sql].writes && !db->is_writing)
		return err_set(err, E_STORE, "%s: writes outside a write transaction", name);
	if (db->is_doomed)
		return err_set(err, E_STORE,
		               "%s: an earlier statement of the transaction failed", name);
	struct statement *statement = NULL;
	enum status st = statement_acquire(db, sql, &statement, err);
	if (st != OK) {
		db->is_doomed = db->is_open;
		return st;
	}
	*out = (struct query){ .db = db, .statement = statement, .sql = sql };
	return OK;
}

void query_finish(struct query *query)
{
	if (query->statement)
		statement_release(query->db, query->statement);
	*query = (struct query){ 0 };
}

/* Notes that parameter `n` has a value, and the first one that was refused. */
static void note_bound(struct query *query, int n, enum status st)
{
	assert(query->statement && !query->has_stepped);
	assert(n >= 1 && n <= SQL_TEXTS[query->sql].parameters);
	query->bound_mask |= UINT64_C(1) << (n - 1);
	if (st != OK && query->bad_bind.status == OK)
		err_set(&query->bad_bind, st, "$%d cannot be stored", n);
}

void query_bind_int64(struct query *query, int n, int64_t value)
{
	note_bound(query, n, query->db->backend->bind_int64(query->statement, n, value));
}

void query_bind_text(struct query *query, int n, struct str text)
{
	struct err bad = { 0 };
	enum status st = str_check_utf8(text, &bad);
	if (st == OK)
		st = query->db->backend->bind_text(query->statement, n, text);
	if (bad.status != OK && query->bad_bind.status == OK) {
		query->bad_bind = bad;
		err_wrap(&query->bad_bind, bad.status, "$%d", n);
	}
	note_bound(query, n, st);
}

void query_bind_null(struct query *query, int n)
{
	note_bound(query, n, query->db->backend->bind_null(query->statement, n));
}

void query_bind_date(struct query *query, int n, int32_t date)
{
	if (date == DATE_NONE)
		query_bind_null(query, n);
	else
		query_bind_int64(query, n, date);
}

void query_bind_instant(struct query *query, int n, struct instant at)
{
	query_bind_int64(query, n, at.utc_seconds);
	query_bind_int64(query, n + 1, at.offset_minutes);
}

/* OK when every parameter has a value that can be stored. */
static enum status check_bindings(const struct query *query, struct err *err)
{
	const struct sql_text *text = &SQL_TEXTS[query->sql];
	enum status st = query->bad_bind.status;
	if (st != OK)
		return err_set(err, st, "%s: %s", text->name, query->bad_bind.text);
	assert(text->parameters == 0 ||
	       query->bound_mask == UINT64_MAX >> (PARAMETERS_MAX - text->parameters));
	return OK;
}

enum status query_step(struct query *query, bool *row_out, struct err *err)
{
	assert(query->statement);
	enum status st = check_bindings(query, err);
	if (st == OK) {
		if (query->has_stepped && !query->has_row) {
			*row_out = false; /* it stays at its end */
			return OK;
		}
		query->has_stepped = true;
		st = query->db->backend->step(query->statement, &query->has_row, err);
	}
	if (st != OK) {
		query->has_row = false;
		query->db->is_doomed = query->db->is_open;
		return st;
	}
	*row_out = query->has_row;
	return OK;
}

enum status query_run(struct query *query, struct err *err)
{
	bool row = false;
	enum status st = query_step(query, &row, err);
	assert(st != OK || !row);
	query_finish(query);
	return st;
}

enum status query_queue(struct query *query, struct err *err)
{
	struct db *db = query->db;
	if (!db->backend->queue)
		return query_run(query, err);
	assert(query->statement && !query->has_stepped && SQL_TEXTS[query->sql].writes);
	enum status st = check_bindings(query, err);
	if (st == OK)
		st = db->backend->queue(query->statement, err);
	if (st != OK)
		db->is_doomed = db->is_open;
	query_finish(query);
	return st;
}

enum status query_run_int64(struct query *query, int64_t *out, struct err *err)
{
	const char *name = SQL_TEXTS[query->sql].name;
	bool row = false;
	enum status st = query_step(query, &row, err);
	if (st != OK)
		return st;
	if (!row)
		return err_set(err, E_MISSING, "%s: no row where one was expected", name);
	int64_t value = query_int64(query, 0);
	st = query_step(query, &row, err);
	if (st != OK)
		return st;
	assert(!row);
	query_finish(query);
	*out = value;
	return OK;
}

bool query_is_null(const struct query *query, int column)
{
	assert(query->has_row);
	return query->db->backend->column_is_null(query->statement, column);
}

int64_t query_int64(const struct query *query, int column)
{
	assert(query->has_row);
	return query->db->backend->column_int64(query->statement, column);
}

struct str query_text(const struct query *query, int column)
{
	assert(query->has_row);
	return query->db->backend->column_text(query->statement, column);
}

int32_t query_date(const struct query *query, int column)
{
	if (query_is_null(query, column))
		return DATE_NONE;
	int64_t day = query_int64(query, column);
	assert(day >= DATE_MIN && day <= DATE_MAX);
	return (int32_t)day;
}

struct instant query_instant(const struct query *query, int column)
{
	return (struct instant){
		.utc_seconds = query_int64(query, column),
		.offset_minutes = (int16_t)query_int64(query, column + 1),
	};
}
