/* Between records.txt and type.h: what tools/embed-records makes. Only this folder
 * includes it. */
#ifndef OUTTURN_RECORD_TYPE_TABLE_H
#define OUTTURN_RECORD_TYPE_TABLE_H

#include "db/sql.h"
#include "record/type.h"

/* The statements of one type (sql: record_NAME_add and so on). */
struct record_sql {
	enum sql add;     /* a version of a row; the columns of both are in the table's order */
	enum sql find;    /* the open version of an identity */
	enum sql end;     /* a version ends */
	enum sql drop;    /* a version goes that never was known */
	enum sql open;    /* those of a source open since before a change; days, by id */
	enum sql cases;   /* versions of a range of children at a change */
	enum sql touched; /* versions that a change began or ended; days, by id */
	enum sql versions; /* versions of an identity, in the order they began; days */
	enum sql again;   /* an ended version begins anew */
	enum sql blank;   /* secrets of a child go, and the hash over them */
};

extern const struct record_type_spec RECORD_TYPES[RECORD_TYPE_COUNT];
extern const struct record_sql RECORD_SQL[RECORD_TYPE_COUNT];
extern const char *const RECORD_CODE_SET_NAMES[RECORD_CODE_SET_COUNT];

#endif
