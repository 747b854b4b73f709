/* The records of the store, as the indicator language sees them.
 *
 * Every record type is a table type of the same name and number, every field a field of the
 * same name. Left out is what no definition may speak of: what identifies a child or is free
 * text, and dates of which parts may be unknown. */
#ifndef OUTTURN_MEASURE_RECORD_SCHEMA_H
#define OUTTURN_MEASURE_RECORD_SCHEMA_H

#include "base/arena.h"
#include "record/type.h"
#include "table/schema.h"

struct record_schema {
	struct schema schema; /* types by their number in enum record_type */
	/* Of each type, the schema's field for each of the record's fields; -1: left out. */
	const int *fields[RECORD_TYPE_COUNT];
};

/* The schema; it lives in `arena`. */
void record_schema_make(struct arena *arena, struct record_schema *out);

#endif
