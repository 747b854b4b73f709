/* The store as an SQLite file. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "db/backend.h"
#include "db/sql_text.h"

struct sqlite_statement {
	struct statement base;
	sqlite3_stmt *stmt;
	int index[PARAMETERS_MAX]; /* SQLite's number of $n: it counts by first appearance */
};

/* What a refusal by SQLite means to us. A code stands for its extended codes too
 * unless they come first. */
static const struct {
	int code;
	enum status status;
	const char *words;
	bool is_of_disk; /* what was being done does not help whoever has to make room */
} REFUSALS[] = {
	{ SQLITE_CONSTRAINT_UNIQUE, E_CONFLICT, "exists already", false },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, E_CONFLICT, "exists already", false },
	{ SQLITE_CONSTRAINT_FOREIGNKEY, E_CONFLICT,
	  "refers to something that does not exist, or is still referred to", false },
	{ SQLITE_CONSTRAINT_NOTNULL, E_CONFLICT, "a value is missing", false },
	{ SQLITE_CONSTRAINT_CHECK, E_CONFLICT, "breaks a rule of the table", false },
	{ SQLITE_CONSTRAINT_TRIGGER, E_CONFLICT, "is not allowed", false },
	{ SQLITE_CONSTRAINT, E_CONFLICT, "breaks a rule of the table", false },
	{ SQLITE_BUSY, E_CONFLICT, "someone else is writing to the store", false },
	{ SQLITE_LOCKED, E_CONFLICT, "someone else is writing to the store", false },
	{ SQLITE_FULL, E_IO, "the disk is full, nothing was stored: make room where the workspace "
	                     "is, and run it again", true },
	{ SQLITE_IOERR, E_IO, "the disk is full or failing, nothing was stored: make room where the "
	                      "workspace is, and run it again; if that does not help, have the "
	                      "disk looked at", true },
	{ SQLITE_CANTOPEN, E_IO, "the file cannot be opened", false },
	{ SQLITE_READONLY, E_IO, "the file may not be written", false },
	{ SQLITE_PERM, E_IO, "the file may not be opened", false },
	{ SQLITE_TOOBIG, E_LIMIT, "a value is too long", false },
	{ SQLITE_NOTADB, E_STORE, "the file is not a database", false },
	{ SQLITE_CORRUPT, E_STORE, "the file is damaged", false },
};

static enum status refusal(sqlite3 *connection, const char *name, struct err *err)
{
	int code = sqlite3_extended_errcode(connection);
	const char *text = sqlite3_errmsg(connection);
	for (size_t i = 0; i < COUNT_OF(REFUSALS); i++) {
		if (REFUSALS[i].code != code && REFUSALS[i].code != (code & 0xff))
			continue;
		if (REFUSALS[i].is_of_disk)
			return err_set(err, REFUSALS[i].status, "%s (%s)", REFUSALS[i].words, text);
		return err_set(err, REFUSALS[i].status, "%s: %s (%s)", name, REFUSALS[i].words,
		               text);
	}
	return err_set(err, E_STORE, "%s: %s", name, text);
}

/* Makes an absent file, for its owner alone: it will hold children's records. */
static enum status make_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd < 0 && errno != EEXIST)
		return err_set(err, E_IO, "the store '%s' cannot be made: %s", path,
		               strerror(errno));
	if (fd >= 0)
		close(fd);
	return OK;
}

static enum status sqlite_execute(void *connection, const char *text, const char *name,
                                  struct err *err)
{
	if (sqlite3_exec(connection, text, NULL, NULL, NULL) != SQLITE_OK)
		return refusal(connection, name, err);
	return OK;
}

/* Nobody asks how much memory SQLite uses, and counting it takes a lock for each piece. */
static void leave_memory_uncounted(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum status sqlite_open(const char *where, enum db_mode mode, void **connection_out,
                               struct err *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, leave_memory_uncounted);
	if (strcmp(where, ":memory:") != 0) {
		if (mode == DB_CREATE) {
			enum status st = make_file(where, err);
			if (st != OK)
				return st;
		} else if (access(where, F_OK) != 0) {
			return err_set(err, E_MISSING, "there is no store '%s'", where);
		}
	}
	sqlite3 *connection = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	enum status st = OK;
	if (sqlite3_open_v2(where, &connection, flags, NULL) != SQLITE_OK) {
		st = refusal(connection, where, err);
	} else {
		sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_busy_timeout(connection, DB_WAIT_MS);
		st = sqlite_execute(connection, SESSION_TEXTS[DB_SQLITE], where, err);
	}
	if (st != OK) {
		sqlite3_close(connection);
		return st;
	}
	*connection_out = connection;
	return OK;
}

static void sqlite_close(void *connection)
{
	int code = sqlite3_close(connection);
	assert(code == SQLITE_OK); /* otherwise a query was not finished */
	(void)code;
}

static enum status sqlite_set_wait(void *connection, int wait_ms, struct err *err)
{
	if (sqlite3_busy_timeout(connection, wait_ms) != SQLITE_OK)
		return refusal(connection, "busy timeout", err);
	return OK;
}

static enum status sqlite_prepare(void *connection, enum sql sql, struct statement **out,
                                  struct err *err)
{
	const struct sql_text *text = &SQL_TEXTS[sql];
	sqlite3_stmt *stmt = NULL;
	if (sqlite3_prepare_v3(connection, text->text[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT,
	                       &stmt, NULL) != SQLITE_OK)
		return refusal(connection, text->name, err);

	struct sqlite_statement *made = mem_new(1, sizeof(*made));
	made->base.sql = sql;
	made->stmt = stmt;
	for (int n = 1; n <= text->parameters; n++) {
		char name[16];
		snprintf(name, sizeof(name), "$%d", n);
		made->index[n - 1] = sqlite3_bind_parameter_index(stmt, name);
		assert(made->index[n - 1] > 0);
	}
	*out = &made->base;
	return OK;
}

static struct sqlite_statement *own(struct statement *statement)
{
	return (struct sqlite_statement *)statement;
}

static sqlite3_stmt *stmt_of(const struct statement *statement)
{
	return ((const struct sqlite_statement *)statement)->stmt;
}

static void sqlite_reset(struct statement *statement)
{
	sqlite3_reset(stmt_of(statement)); /* repeats the step's error, told already */
	sqlite3_clear_bindings(stmt_of(statement));
}

static void sqlite_free(struct statement *statement)
{
	sqlite3_finalize(stmt_of(statement));
	free(statement);
}

static enum status bound(int code)
{
	return code == SQLITE_OK ? OK : code == SQLITE_TOOBIG ? E_LIMIT : E_STORE;
}

static enum status sqlite_bind_int64_at(struct statement *statement, int n, int64_t value)
{
	return bound(sqlite3_bind_int64(stmt_of(statement), own(statement)->index[n - 1], value));
}

static enum status sqlite_bind_text_at(struct statement *statement, int n, struct str text)
{
	/* A NULL pointer would store NULL. */
	return bound(sqlite3_bind_text64(stmt_of(statement), own(statement)->index[n - 1],
	                                 text.ptr ? text.ptr : "", text.len, SQLITE_TRANSIENT,
	                                 SQLITE_UTF8));
}

static enum status sqlite_bind_null_at(struct statement *statement, int n)
{
	return bound(sqlite3_bind_null(stmt_of(statement), own(statement)->index[n - 1]));
}

static enum status sqlite_step(struct statement *statement, bool *row_out, struct err *err)
{
	int code = sqlite3_step(stmt_of(statement));
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return refusal(sqlite3_db_handle(stmt_of(statement)),
		               SQL_TEXTS[statement->sql].name, err);
	*row_out = code == SQLITE_ROW;
	return OK;
}

static bool sqlite_column_is_null(const struct statement *statement, int column)
{
	assert(column >= 0 && column < sqlite3_column_count(stmt_of(statement)));
	return sqlite3_column_type(stmt_of(statement), column) == SQLITE_NULL;
}

static int64_t sqlite_column_integer(const struct statement *statement, int column)
{
	assert(sqlite3_column_type(stmt_of(statement), column) == SQLITE_INTEGER);
	return sqlite3_column_int64(stmt_of(statement), column);
}

static struct str sqlite_column_str(const struct statement *statement, int column)
{
	int type = sqlite3_column_type(stmt_of(statement), column);
	assert(column >= 0 && column < sqlite3_column_count(stmt_of(statement)));
	if (type == SQLITE_NULL)
		return (struct str){ 0 };
	assert(type == SQLITE_TEXT);
	const char *text = (const char *)sqlite3_column_text(stmt_of(statement), column);
	return (struct str){ text, (size_t)sqlite3_column_bytes(stmt_of(statement), column) };
}

const struct backend BACKEND_SQLITE = {
	.open = sqlite_open,
	.close = sqlite_close,
	.set_wait = sqlite_set_wait,
	.execute = sqlite_execute,
	.prepare = sqlite_prepare,
	.reset = sqlite_reset,
	.free = sqlite_free,
	.bind_int64 = sqlite_bind_int64_at,
	.bind_text = sqlite_bind_text_at,
	.bind_null = sqlite_bind_null_at,
	.step = sqlite_step,
	.column_is_null = sqlite_column_is_null,
	.column_int64 = sqlite_column_integer,
	.column_text = sqlite_column_str,
};
