#include "db/schema.h"

#include <inttypes.h>

#include "db/backend.h"
#include "db/query.h"
#include "db/sql_text.h"

int schema_newest(void)
{
	return SCHEMA_STEP_COUNT;
}

/* Whether the store has its table of steps. False for one that is empty; E_VERSION
 * for an SQLite file that holds tables of some other program (a database on a
 * server may well hold others' tables beside ours). */
static enum status find_steps(struct db *db, bool *has_steps_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_STORE_TABLE_COUNT, &q, err);
	if (st != OK)
		return st;
	bool row = false;
	st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	if (query_int64(&q, 0) > 0 && query_int64(&q, 1) == 0 && db->kind == DB_SQLITE)
		return err_set(err, E_VERSION,
		               "the file is a database, but not a store of this program");
	*has_steps_out = query_int64(&q, 1) > 0;
	return OK;
}

/* Compares one recorded step with the program's own step of that place. */
static enum status compare_step(const struct query *q, int expected, struct err *err)
{
	int64_t number = query_int64(q, 0);
	struct str name = query_text(q, 1);
	if (number > SCHEMA_STEP_COUNT)
		return err_set(err, E_VERSION,
		               "the store was written by a newer program: it has schema step "
		               "%04" PRId64 " (%.*s), this program knows %04d; install the newer "
		               "version", number, STR_ARGS(name), SCHEMA_STEP_COUNT);
	if (number != expected)
		return err_set(err, E_VERSION,
		               "the store lacks schema step %04d though it has step %04" PRId64
		               "; restore it from a backup", expected, number);
	const struct schema_step *step = &SCHEMA_STEPS[expected - 1];
	if (!str_equal(name, str_of(step->name)) ||
	    !str_equal(query_text(q, 2), str_of(step->sha256)))
		return err_set(err, E_VERSION,
		               "schema step %04d (%s) of the store is not this program's: it was "
		               "altered, or a changed program made it", step->number, step->name);
	return OK;
}

/* How many of the program's steps the store has, after comparing them all. */
static enum status count_steps(struct db *db, int *count_out, struct err *err)
{
	bool has_steps = false;
	enum status st = find_steps(db, &has_steps, err);
	if (st != OK)
		return st;
	int count = 0;
	if (has_steps) {
		auto_query q = { 0 };
		st = query_start(db, SQL_SCHEMA_STEP_LIST, &q, err);
		bool row = false;
		while (st == OK && (st = query_step(&q, &row, err)) == OK && row)
			st = compare_step(&q, ++count, err);
		if (st != OK)
			return st;
	}
	*count_out = count;
	return OK;
}

/* The order of two rows of SQL_SCHEMA_SHAPE: by type, then by name. */
static int shape_order(const struct query *a, const struct query *b)
{
	int order = str_compare(query_text(a, 0), query_text(b, 0));
	return order ? order : str_compare(query_text(a, 1), query_text(b, 1));
}

/* Compares what stands in two stores, step by step through both lists. */
static enum status compare_shapes(struct db *db, struct db *twin, struct err *err)
{
	auto_query ours = { 0 }, theirs = { 0 };
	enum status st = query_start(db, SQL_SCHEMA_SHAPE, &theirs, err);
	if (st == OK)
		st = query_start(twin, SQL_SCHEMA_SHAPE, &ours, err);
	for (bool has_theirs = true, has_ours = true; st == OK && (has_theirs || has_ours);) {
		st = query_step(&theirs, &has_theirs, err);
		if (st == OK)
			st = query_step(&ours, &has_ours, err);
		if (st != OK || (!has_theirs && !has_ours))
			return st;
		bool is_same = has_theirs && has_ours;
		for (int column = 0; is_same && column < 3; column++)
			is_same = str_equal(query_text(&theirs, column), query_text(&ours, column));
		if (is_same)
			continue;
		/* What stands before ours in the order is an addition. */
		bool is_added = has_theirs && (!has_ours || shape_order(&theirs, &ours) < 0);
		const struct query *odd = is_added ? &theirs : &ours;
		return err_set(err, E_VERSION,
		               "the store was altered: its %.*s '%.*s' is not as this program "
		               "makes it; restore it from a backup",
		               STR_ARGS(query_text(odd, 0)), STR_ARGS(query_text(odd, 1)));
	}
	return st;
}

/* Whether the tables, indexes and guards of an SQLite store are still those of its
 * steps: beside it stands a fresh one in memory. */
static enum status check_shape(struct db *db, struct err *err)
{
	if (db->kind != DB_SQLITE)
		return OK;
	auto_db twin = NULL;
	enum status st = db_open(":memory:", DB_CREATE, &twin, err);
	if (st == OK)
		st = schema_migrate(twin, (struct instant){ 0 }, err);
	return st == OK ? compare_shapes(db, twin, err) : st;
}

enum status schema_check(struct db *db, struct err *err)
{
	int count = 0;
	enum status st = count_steps(db, &count, err);
	if (st != OK)
		return st;
	if (count == 0)
		return err_set(err, E_VERSION, "the store is empty: it was never set up");
	if (count < SCHEMA_STEP_COUNT)
		return err_set(err, E_VERSION,
		               "the store was written by an older program: it has schema step "
		               "%04d, this program needs %04d; it must be upgraded first", count,
		               SCHEMA_STEP_COUNT);
	return check_shape(db, err);
}

/* Applies the next step the store lacks, in a transaction of its own; `*done_out`
 * when it lacks none. The steps are counted inside the transaction, so that two
 * programs that upgrade at once do not both apply it. */
static enum status apply_next(struct db *db, struct instant now, bool *done_out, struct err *err)
{
	auto_transaction change = { 0 };
	enum status st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st != OK)
		return st;
	int count = 0;
	st = count_steps(db, &count, err);
	if (st != OK)
		return st;
	*done_out = count == SCHEMA_STEP_COUNT;
	if (*done_out)
		return OK;

	const struct schema_step *step = &SCHEMA_STEPS[count];
	st = db->backend->execute(db->connection, step->text[db->kind], step->name, err);
	if (st != OK)
		return err_wrap(err, st, "schema step %04d", step->number);
	auto_query q = { 0 };
	st = query_start(db, SQL_SCHEMA_STEP_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, step->number);
	query_bind_text(&q, 2, str_of(step->name));
	query_bind_text(&q, 3, str_of(step->sha256));
	query_bind_instant(&q, 4, now);
	st = query_run(&q, err);
	if (st != OK)
		return st;
	return transaction_commit(&change, err);
}

enum status schema_migrate(struct db *db, struct instant now, struct err *err)
{
	/* A look first: a store that is up to date needs no writer. */
	int count = 0;
	enum status st = count_steps(db, &count, err);
	bool done = st == OK && count == SCHEMA_STEP_COUNT;
	while (st == OK && !done)
		st = apply_next(db, now, &done, err);
	return st;
}
