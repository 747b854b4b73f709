#include "db/db.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/backend.h"
#include "db/query.h"
#include "db/sql_text.h"

static bool names_server(const char *where)
{
	return strncmp(where, "postgresql://", strlen("postgresql://")) == 0 ||
	       strncmp(where, "postgres://", strlen("postgres://")) == 0;
}

static const struct backend *const BACKENDS[DB_KIND_COUNT] = {
	[DB_SQLITE] = &BACKEND_SQLITE,
#ifdef OUTTURN_POSTGRESQL
	[DB_POSTGRESQL] = &BACKEND_POSTGRESQL,
#endif
};

enum status db_open(const char *where, enum db_mode mode, struct db **out, struct err *err)
{
	enum db_kind kind = names_server(where) ? DB_POSTGRESQL : DB_SQLITE;
	if (!BACKENDS[kind])
		return err_set(err, E_USAGE,
		               "the store is on a PostgreSQL server, but this program was built "
		               "without PostgreSQL");

	struct db *db = mem_new(1, sizeof(*db));
	db->kind = kind;
	db->backend = BACKENDS[kind];
	enum status st = db->backend->open(where, mode, &db->connection, err);
	if (st != OK) {
		free(db);
		return st;
	}
	st = db_set_wait(db, DB_WAIT_MS, err);
	if (st != OK) {
		db_close(db);
		return st;
	}
	*out = db;
	return OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	transaction_rollback(&(struct transaction){ db->is_open ? db : NULL });
	for (size_t i = 0; i < SQL_COUNT; i++)
		if (db->statements[i])
			db->backend->free(db->statements[i]);
	db->backend->close(db->connection);
	free(db);
}

void db_cleanup(struct db **db)
{
	db_close(*db);
	*db = NULL;
}

bool db_is_writing(const struct db *db)
{
	return db->is_writing;
}

enum status db_set_wait(struct db *db, int wait_ms, struct err *err)
{
	assert(wait_ms >= 1);
	enum status st = db->backend->set_wait(db->connection, wait_ms, err);
	if (st == OK)
		db->wait_ms = wait_ms;
	return st;
}

/* Runs a statement of sql/queries/store.sql that has neither parameters nor rows
 * worth reading. */
static enum status run_plain(struct db *db, enum sql sql, struct err *err)
{
	return db->backend->execute(db->connection, SQL_TEXTS[sql].text[db->kind],
	                            SQL_TEXTS[sql].name, err);
}

static void end_transaction(struct db *db)
{
	db->is_open = false;
	db->is_writing = false;
	db->is_doomed = false;
}

enum status transaction_begin(struct db *db, enum transaction_kind kind, struct transaction *out,
                              struct err *err)
{
	assert(!out->db);
	if (db->is_open)
		return err_set(err, E_CONFLICT,
		               "a transaction is open already, and transactions do not nest");

	bool writes = kind == TRANSACTION_WRITE;
	enum status st = run_plain(db, writes ? SQL_STORE_BEGIN_WRITE : SQL_STORE_BEGIN_READ, err);
	if (st == OK && writes) {
		st = run_plain(db, SQL_STORE_LOCK_WRITER, err);
		if (st != OK)
			run_plain(db, SQL_STORE_ROLLBACK, NULL);
	}
	if (st == E_CONFLICT)
		return err_set(err, E_CONFLICT,
		               "someone else is writing to the store; gave up after waiting "
		               "%d.%d seconds", db->wait_ms / 1000, db->wait_ms % 1000 / 100);
	if (st != OK)
		return st;

	db->is_open = true;
	db->is_writing = writes;
	out->db = db;
	return OK;
}

enum status transaction_commit(struct transaction *transaction, struct err *err)
{
	struct db *db = transaction->db;
	assert(db && db->is_open);
	if (db->is_doomed) {
		transaction_rollback(transaction);
		return err_set(err, E_STORE,
		               "nothing was changed, because a statement of the transaction "
		               "had failed");
	}
	enum status st = run_plain(db, SQL_STORE_COMMIT, err);
	if (st != OK) {
		transaction_rollback(transaction);
		return st;
	}
	end_transaction(db);
	transaction->db = NULL;
	return OK;
}

void transaction_rollback(struct transaction *transaction)
{
	struct db *db = transaction->db;
	if (!db)
		return;
	/* What was sent and not answered yet is of no interest any more. */
	if (db->backend->settle)
		db->backend->settle(db->connection, NULL);
	/* It fails only where the store rolled back by itself (a full disk, a lost
	 * server): the outcome is the same. */
	run_plain(db, SQL_STORE_ROLLBACK, NULL);
	end_transaction(db);
	transaction->db = NULL;
}

enum status db_forget(struct db *db, struct err *err)
{
	if (db->is_open)
		return err_set(err, E_CONFLICT, "nothing is forgotten within a transaction");
	auto_query q = { 0 };
	bool row = false;
	enum status st = query_start(db, SQL_STORE_EMPTY_LOG, &q, err);
	if (st == OK)
		st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	if (row && query_int64(&q, 0) != 0)
		return err_set(err, E_CONFLICT,
		               "someone reads the store, so what was erased still stands in its "
		               "log; it goes when they are done and this is asked again");
	query_finish(&q);
	return run_plain(db, SQL_STORE_REWRITE_KEYS, err);
}

enum status statement_acquire(struct db *db, enum sql sql, struct statement **out,
                              struct err *err)
{
	struct statement *cached = db->statements[sql];
	if (cached && !cached->in_use) {
		cached->in_use = true;
		*out = cached;
		return OK;
	}
	struct statement *fresh = NULL;
	enum status st = db->backend->prepare(db->connection, sql, &fresh, err);
	if (st != OK)
		return st;
	fresh->in_use = true;
	fresh->is_cached = !cached;
	if (!cached)
		db->statements[sql] = fresh;
	*out = fresh;
	return OK;
}

void statement_release(struct db *db, struct statement *statement)
{
	if (!statement->is_cached) {
		db->backend->free(statement);
		return;
	}
	db->backend->reset(statement);
	statement->in_use = false;
}
