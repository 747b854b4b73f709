/* Records as columns: what the engine reads.
 *
 * All tables of one authority belong together: children are numbered from 0 and a table of
 * children's records holds each child's rows side by side, in the order of their start (rows
 * without a start first, of those that start together the ones without an end last, then
 * as they were added). A date, code,
 * flag or label column is 32 bits a row, any other 64; a missing value is the least number of
 * that width (CELL_MISSING once read). A label or code is the number of its text in the words
 * of all tables, so that texts of any two columns compare as numbers.
 *
 * Tables are made by a builder and do not change afterwards; they may be read by several
 * threads. */
#ifndef OUTTURN_TABLE_TABLE_H
#define OUTTURN_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "table/schema.h"

/* A value that is missing, once read from its column. */
#define CELL_MISSING INT64_MIN

/* The texts of labels and codes: number to text. */
struct words {
	const struct str *items;
	size_t count;
};

struct column {
	const int32_t *narrow; /* exactly one of the two is set */
	const int64_t *wide;
};

struct table {
	const struct table_type *type;
	int32_t row_count;
	const struct column *columns; /* one a field of the type */
	const int64_t *ids;           /* of each row: what a drill-down names it by */
	const int32_t *child;         /* of each row; NULL when the type is of no child */
	const int32_t *first_of_child; /* child_count + 1 of them; NULL likewise */
};

struct tables {
	const struct schema *schema;
	const struct table *of; /* one a type of the schema */
	struct words words;
	int32_t child_count;
	const int64_t *child_ids;
	/* Of each child, its family's number, or -1; NULL when the schema has no family. The
	 * children of family f are family_members[family_first[f]] to [family_first[f + 1]]. */
	const int32_t *family;
	const int32_t *family_first;
	const int32_t *family_members;
	int32_t family_count;
};

/* The value in a row, CELL_MISSING when there is none. */
static inline int64_t column_at(const struct column *column, int32_t row)
{
	if (column->wide)
		return column->wide[row];
	return column->narrow[row] == INT32_MIN ? CELL_MISSING : column->narrow[row];
}

/* The number of a text among the words, -1 when it is not among them. */
int32_t words_find(const struct words *words, struct str text);

/* --- Making tables ------------------------------------------------------------------- */

struct table_builder;

#define auto_table_builder CLEANUP(table_builder_close) struct table_builder *

/* A builder of the tables of a schema, which must outlive the tables. Owned by the caller. */
struct table_builder *table_builder_new(const struct schema *schema);
void table_builder_close(struct table_builder **builder);

/* Begins a row of a type. `child_id` tells children apart (any number; ignored when the type
 * is of no child), `id` names the row. All its cells are missing until set. E_LIMIT beyond
 * two thousand million rows. */
MUST_CHECK enum status table_add_row(struct table_builder *builder, int type, int64_t child_id,
                                     int64_t id, struct err *err);

/* Sets a cell of the row begun last: a number of any kind (days, seconds, 0 or 1, millionths,
 * a key), or the text of a code or label. CELL_MISSING and the empty text leave it missing.
 * Asserts that the kind fits. */
void table_set_number(struct table_builder *builder, int field, int64_t value);
void table_set_text(struct table_builder *builder, int field, struct str text);

/* Ends the building: numbers the children in the order of their ids, sorts the rows and gives
 * the tables, which own their memory through `arena`. The builder is only closed afterwards. */
void table_builder_finish(const struct table_builder *builder, struct arena *arena,
                          struct tables *out);

#endif
