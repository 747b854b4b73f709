/* The store as a schema on a PostgreSQL server. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "base/arena.h"
#include "base/mem.h"
#include "db/backend.h"
#include "db/language.h"
#include "db/sql_text.h"

enum {
	/* Statements sent before their answers are asked for. The answers of so many fit the
	 * socket, so that neither side ever waits for the other to read. */
	QUEUE_MAX = 256,
	/* Bound texts kept for the next run of a statement. */
	TEXTS_KEPT_BYTES = 256 * 1024,
};

struct server {
	PGconn *conn;
	bool is_prepared[SQL_COUNT]; /* under its own name, on the server */
	enum sql queue[QUEUE_MAX];   /* what was sent and not answered yet */
	int queued;
};

/* Rows come whole, so any number of these may run one prepared statement at once. */
struct server_statement {
	struct statement base;
	struct server *server;
	struct arena texts; /* of the bound values */
	const char *values[PARAMETERS_MAX];
	PGresult *result; /* NULL before the first step */
	int row;
};

/* What a refusal by the server means to us, by the beginning of its SQLSTATE. Where
 * `is_private` the server's own sentence may quote a value and is not repeated. */
static const struct {
	const char *state;
	enum status status;
	const char *words;
	bool is_private;
} REFUSALS[] = {
	{ "23505", E_CONFLICT, "exists already", false },
	{ "23503", E_CONFLICT,
	  "refers to something that does not exist, or is still referred to", false },
	{ "23502", E_CONFLICT, "a value is missing", false },
	{ "23514", E_CONFLICT, "breaks a rule of the table", false },
	{ "23", E_CONFLICT, "breaks a rule of the table", false },
	{ "P0001", E_CONFLICT, "is not allowed", false },
	{ "22", E_INPUT, "a value does not fit its column", true },
	{ "55P03", E_CONFLICT, "someone else is writing to the store", false },
	{ "40", E_CONFLICT, "someone else is writing to the store", false },
	{ "53100", E_IO, "the database server's disk is full, nothing was stored: whoever runs "
	  "it has to make room; then run it again", false },
	{ "53", E_LIMIT, "the server is short of resources", false },
	{ "58", E_IO, "the server's disk is failing", false },
	{ "54", E_LIMIT, "a value is too long", true },
	{ "57", E_EXTERNAL, "the server is going down or was interrupted", false },
};

/* The first line of the server's words. */
static struct str first_line(const char *text)
{
	struct str rest = str_of(text);
	struct str line = { 0 };
	str_split(&rest, '\n', &line);
	return line;
}

/* Says why `result` (NULL when there was no answer) is a failure. */
static enum status refusal(const struct server *server, const PGresult *result,
                           const char *name, struct err *err)
{
	if (PQstatus(server->conn) != CONNECTION_OK)
		return err_set(err, E_EXTERNAL, "%s: the connection to the database server "
		               "was lost", name);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	if (!state || !text)
		return err_set(err, E_STORE, "%s: %.*s", name,
		               STR_ARGS(first_line(PQerrorMessage(server->conn))));
	for (size_t i = 0; i < COUNT_OF(REFUSALS); i++)
		if (strncmp(state, REFUSALS[i].state, strlen(REFUSALS[i].state)) == 0)
			return err_set(err, REFUSALS[i].status, "%s%s%s (%s)",
			               REFUSALS[i].status == E_IO ? "" : name,
			               REFUSALS[i].status == E_IO ? "" : ": ", REFUSALS[i].words,
			               REFUSALS[i].is_private ? state : text);
	return err_set(err, E_STORE, "%s: %s", name, text);
}

static bool succeeded(const PGresult *result)
{
	return PQresultStatus(result) == PGRES_COMMAND_OK ||
	       PQresultStatus(result) == PGRES_TUPLES_OK;
}

/* The answer to the next statement of the queue. */
static enum status read_answer(const struct server *server, enum sql sql, struct err *err)
{
	PGresult *result = PQgetResult(server->conn);
	enum status st = OK;
	/* What came behind a refusal was not tried. */
	if (PQresultStatus(result) != PGRES_PIPELINE_ABORTED && !succeeded(result))
		st = refusal(server, result, SQL_TEXTS[sql].name, err);
	bool is_lost = !result;
	PQclear(result);
	while (!is_lost && (result = PQgetResult(server->conn)))
		PQclear(result);
	return st;
}

static enum status postgresql_settle(void *connection, struct err *err)
{
	struct server *server = connection;
	if (server->queued == 0)
		return OK;
	enum status st = OK;
	if (!PQpipelineSync(server->conn))
		st = refusal(server, NULL, SQL_TEXTS[server->queue[0]].name, err);
	for (int i = 0; i < server->queued; i++) {
		enum status answer = read_answer(server, server->queue[i], st == OK ? err : NULL);
		if (st == OK)
			st = answer;
	}
	server->queued = 0;
	PQclear(PQgetResult(server->conn)); /* the answer to the sync itself */
	if (!PQexitPipelineMode(server->conn) && st == OK)
		st = refusal(server, NULL, "pipeline", err);
	return st;
}

static enum status postgresql_execute(void *connection, const char *text, const char *name,
                                      struct err *err)
{
	const struct server *server = connection;
	enum status settled = postgresql_settle(connection, err);
	if (settled != OK)
		return settled;
	PGresult *result = PQexec(server->conn, text);
	enum status st = succeeded(result) ? OK : refusal(server, result, name, err);
	PQclear(result);
	return st;
}

static enum status hand_over(const PGresult *result, const struct language_sink *sink,
                             struct err *err)
{
	auto_arena arena = { 0 };
	int count = PQnfields(result);
	const char **cells = arena_new(&arena, (size_t)count + 1, sizeof(*cells));
	enum status st = OK;
	for (int row = 0; st == OK && row < PQntuples(result); row++) {
		for (int i = 0; i < count; i++)
			cells[i] = PQgetisnull(result, row, i) ? NULL : PQgetvalue(result, row, i);
		st = sink->each(sink->context, cells, (size_t)count, err);
	}
	return st;
}

/* Of several statements in the text the server refuses all. */
static enum status postgresql_select(void *connection, struct str text,
                                     const struct language_sink *sink, struct err *err)
{
	const struct server *server = connection;
	auto_arena arena = { 0 };
	enum status settled = postgresql_settle(connection, err);
	if (settled != OK)
		return settled;
	PGresult *result = PQexecParams(server->conn, arena_text(&arena, text).ptr, 0, NULL, NULL,
	                                NULL, NULL, 0);
	enum status st = succeeded(result) ? hand_over(result, sink, err)
	                                   : refusal(server, result, "a printed statement", err);
	PQclear(result);
	return st;
}

/* Notices ("table exists, skipping") are for nobody: refusals come as results. */
static void drop_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static void postgresql_close(void *connection)
{
	struct server *server = connection;
	PQfinish(server->conn);
	free(server);
}

static enum status postgresql_open(const char *where, enum db_mode mode, void **connection_out,
                                   struct err *err)
{
	(void)mode; /* the database is made by the server's administrator */
	const char *const keys[] = { "connect_timeout", "fallback_application_name", "dbname",
		                     NULL };
	const char *const values[] = { "10", "outturn", where, NULL };
	struct server *server = mem_new(1, sizeof(*server));
	server->conn = PQconnectdbParams(keys, values, 1);
	enum status st;
	if (PQstatus(server->conn) != CONNECTION_OK) {
		/* `where` is not repeated: it may hold a password. */
		st = err_set(err, E_EXTERNAL, "the database server cannot be reached: %.*s",
		             STR_ARGS(first_line(PQerrorMessage(server->conn))));
	} else {
		PQsetNoticeProcessor(server->conn, drop_notice, NULL);
		st = postgresql_execute(server, SESSION_TEXTS[DB_POSTGRESQL], "session", err);
	}
	if (st != OK) {
		postgresql_close(server);
		return st;
	}
	*connection_out = server;
	return OK;
}

static enum status postgresql_set_wait(void *connection, int wait_ms, struct err *err)
{
	const struct server *server = connection;
	const struct sql_text *text = &SQL_TEXTS[SQL_STORE_SET_WAIT];
	enum status settled = postgresql_settle(connection, err);
	if (settled != OK)
		return settled;
	char wait[16];
	snprintf(wait, sizeof(wait), "%d", wait_ms);
	const char *values[] = { wait };
	PGresult *result = PQexecParams(server->conn, text->text[DB_POSTGRESQL], 1, NULL, values,
	                                NULL, NULL, 0);
	enum status st = succeeded(result) ? OK : refusal(server, result, text->name, err);
	PQclear(result);
	return st;
}

static enum status postgresql_prepare(void *connection, enum sql sql, struct statement **out,
                                      struct err *err)
{
	struct server *server = connection;
	const struct sql_text *text = &SQL_TEXTS[sql];
	if (!server->is_prepared[sql]) {
		enum status settled = postgresql_settle(server, err);
		if (settled != OK)
			return settled;
		PGresult *result = PQprepare(server->conn, text->name, text->text[DB_POSTGRESQL], 0,
		                             NULL);
		enum status st = succeeded(result) ? OK
		                                   : refusal(server, result, text->name, err);
		PQclear(result);
		if (st != OK)
			return st;
		server->is_prepared[sql] = true;
	}
	struct server_statement *made = mem_new(1, sizeof(*made));
	made->base.sql = sql;
	made->server = server;
	*out = &made->base;
	return OK;
}

static struct server_statement *own(struct statement *statement)
{
	return (struct server_statement *)statement;
}

static void postgresql_reset(struct statement *statement)
{
	struct server_statement *self = own(statement);
	PQclear(self->result);
	self->result = NULL;
	if (self->texts.used_bytes > TEXTS_KEPT_BYTES)
		arena_deinit(&self->texts);
}

static void postgresql_free(struct statement *statement)
{
	postgresql_reset(statement);
	arena_deinit(&own(statement)->texts);
	free(statement);
}

static enum status postgresql_bind_int64(struct statement *statement, int n, int64_t value)
{
	struct server_statement *self = own(statement);
	self->values[n - 1] = arena_format(&self->texts, "%" PRId64, value).ptr;
	return OK;
}

static enum status postgresql_bind_text(struct statement *statement, int n, struct str text)
{
	struct server_statement *self = own(statement);
	self->values[n - 1] = text.len ? arena_text(&self->texts, text).ptr : "";
	return OK;
}

static enum status postgresql_bind_null(struct statement *statement, int n)
{
	own(statement)->values[n - 1] = NULL;
	return OK;
}

static enum status postgresql_step(struct statement *statement, bool *row_out, struct err *err)
{
	struct server_statement *self = own(statement);
	const struct sql_text *text = &SQL_TEXTS[statement->sql];
	if (self->result) {
		self->row++;
	} else {
		enum status settled = postgresql_settle(self->server, err);
		if (settled != OK)
			return settled;
		self->row = 0;
		self->result = PQexecPrepared(self->server->conn, text->name, text->parameters,
		                              self->values, NULL, NULL, 0);
		if (!succeeded(self->result))
			return refusal(self->server, self->result, text->name, err);
	}
	*row_out = self->row < PQntuples(self->result);
	return OK;
}

static enum status postgresql_queue(struct statement *statement, struct err *err)
{
	const struct server_statement *self = own(statement);
	struct server *server = self->server;
	const struct sql_text *text = &SQL_TEXTS[statement->sql];
	if (server->queued == QUEUE_MAX) {
		enum status settled = postgresql_settle(server, err);
		if (settled != OK)
			return settled;
	}
	if ((server->queued == 0 && !PQenterPipelineMode(server->conn)) ||
	    !PQsendQueryPrepared(server->conn, text->name, text->parameters, self->values, NULL,
	                         NULL, 0)) {
		enum status st = refusal(server, NULL, text->name, err);
		if (server->queued == 0)
			PQexitPipelineMode(server->conn);
		return st;
	}
	server->queue[server->queued++] = statement->sql;
	return OK;
}

static bool postgresql_column_is_null(const struct statement *statement, int column)
{
	const struct server_statement *self = (const struct server_statement *)statement;
	assert(column >= 0 && column < PQnfields(self->result));
	return PQgetisnull(self->result, self->row, column);
}

static struct str postgresql_column_text(const struct statement *statement, int column)
{
	const struct server_statement *self = (const struct server_statement *)statement;
	if (postgresql_column_is_null(statement, column))
		return (struct str){ 0 };
	return (struct str){ PQgetvalue(self->result, self->row, column),
		             (size_t)PQgetlength(self->result, self->row, column) };
}

static int64_t postgresql_column_int64(const struct statement *statement, int column)
{
	int64_t value = 0;
	enum status st = str_to_int64(postgresql_column_text(statement, column), &value, NULL);
	assert(st == OK); /* the column is not a whole number */
	(void)st;
	return value;
}

const struct backend BACKEND_POSTGRESQL = {
	.open = postgresql_open,
	.close = postgresql_close,
	.set_wait = postgresql_set_wait,
	.execute = postgresql_execute,
	.prepare = postgresql_prepare,
	.reset = postgresql_reset,
	.free = postgresql_free,
	.bind_int64 = postgresql_bind_int64,
	.bind_text = postgresql_bind_text,
	.bind_null = postgresql_bind_null,
	.step = postgresql_step,
	.queue = postgresql_queue,
	.settle = postgresql_settle,
	.select = postgresql_select,
	.column_is_null = postgresql_column_is_null,
	.column_int64 = postgresql_column_int64,
	.column_text = postgresql_column_text,
};
