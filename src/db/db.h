/* The store: one handle, SQLite or PostgreSQL behind it.
 *
 * This folder is the only place that knows either. Everything above it names its
 * statements (query.h) and works inside transactions, so a figure is stored and
 * read by the same words on both.
 *
 * Invariants:
 * - one thread owns a handle; open another handle for another thread;
 * - one writer at a time for each store: SQLite by BEGIN IMMEDIATE, PostgreSQL by
 *   an advisory lock; the second waits (db_set_wait), then gets E_CONFLICT;
 *   readers never wait;
 * - a statement that writes runs inside a write transaction or not at all;
 * - a statement that failed dooms its transaction: it can only be rolled back;
 * - no floating-point number is ever stored: exact numbers are integers or text. */
#ifndef OUTTURN_DB_DB_H
#define OUTTURN_DB_DB_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

enum { DB_WAIT_MS = 5000 };

enum db_kind {
	DB_SQLITE,
	DB_POSTGRESQL,
	DB_KIND_COUNT
};

enum db_mode {
	DB_EXISTING, /* the store must be there already */
	DB_CREATE,   /* an absent SQLite file is made, readable by its owner alone */
};

struct db;

#define auto_db CLEANUP(db_cleanup) struct db *

/* Opens the store at `where`: the path of an SQLite file, ":memory:", or
 * "postgresql://user@host/name" (a password belongs in the service's ~/.pgpass).
 * The schema is not looked at: follow with schema_check() or schema_migrate().
 * E_MISSING when the file is absent, E_STORE when it is no database, E_IO when it
 * cannot be opened, E_EXTERNAL when no server answers, E_USAGE for PostgreSQL in a
 * program built without it. The caller closes the handle. */
MUST_CHECK enum status db_open(const char *where, enum db_mode mode, struct db **out,
                               struct err *err);

/* Rolls back what is open and closes the store. Accepts NULL. Queries of the
 * handle must have been finished. */
void db_close(struct db *db);
void db_cleanup(struct db **db);

/* Whether a write transaction is open, as every change of a fact requires. */
bool db_is_writing(const struct db *db);

/* How long transaction_begin() waits for another writer: DB_WAIT_MS unless told
 * otherwise here. At least 1. */
MUST_CHECK enum status db_set_wait(struct db *db, int wait_ms, struct err *err);

enum transaction_kind {
	TRANSACTION_READ,  /* every query sees the same state of the store */
	TRANSACTION_WRITE, /* the store's one writer */
};

/* A transaction that is rolled back unless it was committed:
 *
 *     auto_transaction change = { 0 };
 *     st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
 *     if (st != OK)
 *             return st;
 *     ...
 *     return transaction_commit(&change, err); */
struct transaction {
	struct db *db; /* NULL when not open */
};

#define auto_transaction CLEANUP(transaction_rollback) struct transaction

/* Opens a transaction. One at a time for each handle: E_CONFLICT inside another,
 * and when another writer held the store for longer than we wait. */
MUST_CHECK enum status transaction_begin(struct db *db, enum transaction_kind kind,
                                         struct transaction *out, struct err *err);

/* Makes the changes lasting. On failure (E_STORE when a statement had failed, E_IO
 * on a full disk) the transaction is rolled back and the store is as it was; only
 * where the server was lost (E_EXTERNAL) must the caller look which happened. */
MUST_CHECK enum status transaction_commit(struct transaction *transaction, struct err *err);

/* Takes what was overwritten or removed out of the store's files as well: SQLite's log is
 * written into the file and emptied; on a server the table of children's keys is rewritten
 * (its own log and backups are its administrator's). For after the commit of an erasure.
 * E_CONFLICT when someone who reads the store is in the way for longer than we wait, or
 * within a transaction. */
MUST_CHECK enum status db_forget(struct db *db, struct err *err);

/* Drops the changes. Accepts a zeroed struct and one that was committed. */
void transaction_rollback(struct transaction *transaction);

#endif
