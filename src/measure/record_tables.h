/* What is known of an authority's children, as tables: from the store to the engine.
 *
 * Of events that several sources deliver, the record of the source that counts is taken
 * (record/counted.h), so nothing is counted twice. */
#ifndef OUTTURN_MEASURE_RECORD_TABLES_H
#define OUTTURN_MEASURE_RECORD_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "db/db.h"
#include "measure/record_schema.h"
#include "table/table.h"

struct tables_wanted {
	struct str authority;
	int64_t known_at;         /* a change (record/known.h) */
	const struct instant *settings_at; /* NULL: the settings of now say which source counts */
	bool with_restricted;     /* figures count every child; lists of children leave it false */
	const bool *types;        /* RECORD_TYPE_COUNT of them: those read; NULL: all */
};

/* Reads the tables; they live in `arena`, and the schema must outlive them. Rows are named by
 * the records' ids. */
MUST_CHECK enum status record_tables_read(struct db *db, const struct tables_wanted *wanted,
                                          const struct record_schema *schema,
                                          struct arena *arena, struct tables *out,
                                          struct err *err);

#endif
