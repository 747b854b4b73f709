#include "db/language.h"

#include "db/backend.h"
#include "db_language_embedded.h"

static enum status refuse_kind(struct err *err)
{
	return err_set(err, E_USAGE,
	               "the statements of the indicator language are for a PostgreSQL store");
}

/* Every day as a digit, so that the server is told no more than it must be. */
static void put_days(const struct calendar *calendar, struct buf *out)
{
	buf_format(out,
	           "TRUNCATE lang_day; INSERT INTO lang_day (day, is_working, worked) "
	           "SELECT n + %d - 1, digit = '1', sum((digit = '1')::INTEGER) OVER (ORDER BY n) "
	           "FROM string_to_table('",
	           DATE_MIN);
	for (int32_t day = DATE_MIN; day <= DATE_MAX; day++)
		buf_add_char(out, calendar_is_working(calendar, day) ? '1' : '0');
	buf_add(out, STR("', NULL) WITH ORDINALITY AS d (digit, n);\n"));
}

void language_put_functions(const struct calendar *calendar, struct buf *out)
{
	buf_add(out, EMBED_POSTGRESQL_SQL);
	buf_add_char(out, '\n');
	put_days(calendar, out);
}

enum status language_install(struct db *db, const struct calendar *calendar, struct err *err)
{
	enum { SCRIPT_BYTES_MAX = 1 << 20 };
	if (db->kind != DB_POSTGRESQL)
		return refuse_kind(err);
	if (!db_is_writing(db))
		return err_set(err, E_STORE, "the language's functions are installed within a "
		               "write transaction");
	auto_buf script = buf_init(SCRIPT_BYTES_MAX);
	language_put_functions(calendar, &script);
	enum status st = buf_check(&script, "functions of the language", err);
	if (st != OK)
		return st;
	return db->backend->execute(db->connection, script.bytes, "functions of the language", err);
}

enum status language_select(struct db *db, struct str statement, const struct language_sink *sink,
                            struct err *err)
{
	if (!db->backend->select)
		return refuse_kind(err);
	if (db->is_doomed)
		return err_set(err, E_STORE, "an earlier statement of the transaction failed");
	enum status st = db->backend->select(db->connection, statement, sink, err);
	db->is_doomed = st != OK && db->is_open;
	return st;
}
