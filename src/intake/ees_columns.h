/* Which columns of an explore-education-statistics file are filters and which hold
 * figures. The header does not say; the first of these that knows a column decides:
 * 1. the metadata file beside it ("NAME.meta.csv"), where there is one;
 * 2. the names of columns that every file has, and of known filters (ees_names.h);
 * 3. how the release before took it;
 * 4. its cells: where at least nine in ten that are no symbol are numbers the column
 *    holds figures, otherwise it is a filter; a column with symbols alone holds
 *    figures, and one that is blank throughout is left out. */
#ifndef OUTTURN_INTAKE_EES_COLUMNS_H
#define OUTTURN_INTAKE_EES_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "intake/ees_names.h"
#include "intake/grid.h"
#include "series/comparator.h"

struct ees_column {
	struct str name; /* as the file heads it, trimmed */
	struct str key;  /* ees_column_key() */
	enum ees_role role;
	bool is_left_out; /* has no figures, or no name */
	struct str label; /* of the metadata; else the name */
	struct str unit;
	int decimals;     /* -1: not said */
	/* What its cells hold, while `role` is open. */
	int64_t numbers, symbols, texts;
};

struct ees_columns {
	struct str stem;
	struct ees_column *items; /* in the file's order */
	size_t count;
	size_t place_of[EES_ROLE_COUNT]; /* the column with a role; SIZE_MAX: none */
	size_t *filters;    /* columns, in order of their keys */
	size_t filter_count;
	size_t *indicators; /* columns, in the file's order */
	size_t indicator_count;
};

/* Reads the header. Columns whose role no name tells stay open. E_INPUT when a column
 * that rows are placed by comes twice or is missing, or two columns have one key. Texts
 * in `arena`. */
MUST_CHECK enum status ees_columns_read(const struct grid_row *header, struct str stem,
                                        struct arena *arena, struct ees_columns *out,
                                        struct err *err);

/* Applies the metadata file of the data file at `path`, if there is one. A line of it
 * that names no column is a finding. */
MUST_CHECK enum status ees_columns_apply_meta(struct ees_columns *columns, const char *path,
                                              struct arena *arena,
                                              struct finding_list *findings,
                                              struct err *err);

/* Applies what an earlier release took open columns for. */
void ees_columns_apply_earlier(struct ees_columns *columns,
                               const struct comparator_column_list *earlier);

/* Looks at the cells of a row, for the columns that are open. */
void ees_columns_look(struct ees_columns *columns, const struct grid_row *row);

/* Decides what is still open, and lists filters and indicators. A column that is left
 * out is a finding. E_INPUT when there is no indicator. */
MUST_CHECK enum status ees_columns_settle(struct ees_columns *columns, struct str file,
                                          struct arena *arena,
                                          struct finding_list *findings, struct err *err);

/* Whether the cell is a time of years and months, "03:04"; its months. */
bool ees_duration_read(struct str cell, int64_t *months_out);

#endif
