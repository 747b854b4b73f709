/* Columns found by their names, in whatever order a file has them.
 *
 * Publishers rename and reorder columns between releases, so a reader says once which
 * names mean what it wants and never counts columns. Only letters and digits are
 * compared, case aside: "la_name" is "LA Name". */
#ifndef OUTTURN_INTAKE_NAMED_COLUMNS_H
#define OUTTURN_INTAKE_NAMED_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/grid.h"

enum { NAMED_COLUMN_NONE = -1 };

/* A column that a reader wants. */
struct named_column {
	const char *names; /* those it goes by, apart by "|"; the first is for messages */
	bool is_optional;
};

/* Whether a header cell is one of `names`, apart by "|". */
bool named_column_is(struct str cell, const char *names);

/* Where each of `count` wanted columns stands in the header: its index into the row, or
 * NAMED_COLUMN_NONE for an optional one that is absent. E_INPUT names the first that is
 * missing, or stands twice. */
MUST_CHECK enum status named_columns_find(const struct grid_row *header,
                                          const struct named_column *columns, size_t count,
                                          int *index_out, struct err *err);

/* The trimmed text of a found column in a row; empty for NAMED_COLUMN_NONE. */
static inline struct str named_column_text(const struct grid_row *row, int index)
{
	return index < 0 ? (struct str){ 0 } : grid_text(row, (size_t)index);
}

/* Whether every cell of the row is blank. */
bool named_columns_row_is_blank(const struct grid_row *row);

#endif
