/* What tools/embed-sql makes of the folder sql/; private to this folder. */
#ifndef OUTTURN_DB_SQL_TEXT_H
#define OUTTURN_DB_SQL_TEXT_H

#include <stdbool.h>

#include "db/db.h"
#include "db/sql.h"

enum { PARAMETERS_MAX = 64 }; /* held by tools/embed-sql; the bits of query.bound_mask */

/* A named statement of sql/queries. */
struct sql_text {
	const char *name;
	int parameters; /* $1 to $parameters */
	bool writes;
	const char *text[DB_KIND_COUNT];
};

/* A step of sql/schema. */
struct schema_step {
	int number; /* 1, 2, 3, ... */
	const char *name;
	const char *sha256; /* of the file */
	const char *text[DB_KIND_COUNT];
};

extern const struct sql_text SQL_TEXTS[SQL_COUNT];
extern const int SCHEMA_STEP_COUNT;
extern const struct schema_step SCHEMA_STEPS[];

/* What every connection is told first (sql/session). */
extern const char *const SESSION_TEXTS[DB_KIND_COUNT];

#endif
