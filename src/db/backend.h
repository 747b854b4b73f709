/* What one kind of store can do; private to this folder and its tests.
 *
 * db.c, query.c and schema.c hold the rules that both share (transactions, doomed
 * transactions, bindings, versions) and call the kind through this table. A kind
 * only moves values and turns its own errors into ours. */
#ifndef OUTTURN_DB_BACKEND_H
#define OUTTURN_DB_BACKEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "db/sql.h"

/* A prepared statement, made by a backend as the first member of its own struct. */
struct statement {
	enum sql sql;
	bool in_use;    /* a query runs on it */
	bool is_cached; /* it lives as long as the handle */
};

struct language_sink;

struct backend {
	/* Connects and says the words of sql/session. */
	enum status (*open)(const char *where, enum db_mode mode, void **connection_out,
	                    struct err *err);
	void (*close)(void *connection);
	enum status (*set_wait)(void *connection, int wait_ms, struct err *err);

	/* Runs a text of any number of statements, whose rows are dropped. `name` is
	 * for the message. */
	enum status (*execute)(void *connection, const char *text, const char *name,
	                       struct err *err);

	enum status (*prepare)(void *connection, enum sql sql, struct statement **out,
	                       struct err *err);
	void (*reset)(struct statement *statement); /* ready to be bound and run again */
	void (*free)(struct statement *statement);

	enum status (*bind_int64)(struct statement *statement, int n, int64_t value);
	enum status (*bind_text)(struct statement *statement, int n, struct str text);
	enum status (*bind_null)(struct statement *statement, int n);

	enum status (*step)(struct statement *statement, bool *row_out, struct err *err);
	/* Sends a statement without waiting for its answer; settle() asks for the answers to
	 * all that were sent and says the first refusal. Every other call settles first.
	 * Both NULL where nothing is gained by it. */
	enum status (*queue)(struct statement *statement, struct err *err);
	enum status (*settle)(void *connection, struct err *err);

	/* Runs a printed statement that reads, and hands over its rows. NULL where there is no
	 * such statement (db/language.h). */
	enum status (*select)(void *connection, struct str text, const struct language_sink *sink,
	                      struct err *err);

	bool (*column_is_null)(const struct statement *statement, int column);
	/* A column of another type is our own mistake: these assert. So is a number that is
	 * NULL; of a text NULL has no pointer. */
	int64_t (*column_int64)(const struct statement *statement, int column);
	struct str (*column_text)(const struct statement *statement, int column);
};

extern const struct backend BACKEND_SQLITE;
extern const struct backend BACKEND_POSTGRESQL;

struct db {
	enum db_kind kind;
	const struct backend *backend;
	void *connection;
	int wait_ms;
	bool is_open;   /* a transaction is */
	bool is_writing;
	bool is_doomed; /* a statement of the transaction failed */
	struct statement *statements[SQL_COUNT]; /* prepared when first needed */
};

/* A prepared statement that no query runs on: the handle's own, or a spare one
 * when that is busy. Given back by statement_release(). */
MUST_CHECK enum status statement_acquire(struct db *db, enum sql sql, struct statement **out,
                                         struct err *err);
void statement_release(struct db *db, struct statement *statement);

#endif
