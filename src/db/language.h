/* Statements that the indicator language's printer made (lang/sql.h), on a PostgreSQL store.
 *
 * They are the only SQL that comes from outside this folder, and they go through
 * language_select() alone. What they ask for beside the caller's tables (working days, and the
 * rules of dates and exact numbers: sql/language) is installed on request; an SQLite store
 * needs none of it. */
#ifndef OUTTURN_DB_LANGUAGE_H
#define OUTTURN_DB_LANGUAGE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/calendar.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"

/* Puts the script that installs the functions and the calendar's days, for a server that this
 * program does not write to. */
void language_put_functions(const struct calendar *calendar, struct buf *out);

/* Installs the functions, and the calendar's days; again, it puts another calendar's in their
 * place. The caller has a write transaction open. E_USAGE on a store that is no
 * PostgreSQL server's. */
MUST_CHECK enum status language_install(struct db *db, const struct calendar *calendar,
                                        struct err *err);

/* Is given every row of an answer: its cells as texts, NULL where there is no value. They live
 * until it returns; a status other than OK ends the reading with it. */
struct language_sink {
	void *context;
	enum status (*each)(void *context, const char *const *cells, size_t count,
	                    struct err *err);
};

/* Runs one printed statement, which can only read, in a transaction of its own or the caller's.
 * E_USAGE on a store that is no PostgreSQL server's; E_INPUT for a number that
 * leaves 63 bits. */
MUST_CHECK enum status language_select(struct db *db, struct str statement,
                                       const struct language_sink *sink, struct err *err);

#endif
