/* Rows of cells become a scorecard: the header is found and understood, then every
 * row below it is a line. Knows no file format (grid.h). */
#ifndef OUTTURN_INTAKE_SCORECARD_TABLE_H
#define OUTTURN_INTAKE_SCORECARD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "intake/grid.h"
#include "intake/scorecard_cells.h"
#include "intake/scorecard_file.h"
#include "intake/scorecard_identity.h"

enum {
	TABLE_MAX_PREAMBLE = 20,    /* rows with text that may stand above the header */
	TABLE_MAX_FINDINGS = 10000, /* beyond it this is no scorecard */
};

/* A column of the header. */
struct table_column {
	bool is_known;
	enum scorecard_field field; /* when known */
	struct str name;            /* as the file writes it, or "column 7" */
	bool is_told;               /* when unknown: a finding has named it */
};

struct scorecard_table {
	struct arena *arena;
	struct finding_list *findings;
	struct line_maker maker;
	struct str file;
	size_t max_rows;

	bool has_header;
	size_t preamble_rows;
	int64_t first_row;     /* with text */
	struct str first_text; /* its cells, for the message when no header is found */
	struct table_column *columns;
	size_t column_count;
	struct str headers[FIELD_COUNT]; /* as the file writes them, else their names */

	size_t findings_before;
	size_t blank_count; /* rows of a form that nobody filled in */
	size_t row_count;
	struct line_list lines;
	struct indicator_registry indicators;
	size_t *indicator_of; /* each line's, by number */
	size_t indicator_capacity;
};

/* An empty table for the file `name`; `rule` is for lines without one. */
struct scorecard_table scorecard_table_init(struct arena *arena, struct finding_list *findings,
                                            struct str name, const struct rule *rule,
                                            size_t max_rows);

/* Makes room for `rows` lines at once (or for as many as the table may have), where the
 * caller knows how many there can be: growing copies lines, and they are large. */
void scorecard_table_expect(struct scorecard_table *table, size_t rows);

/* Frees what does not live in the arena. */
void scorecard_table_deinit(struct scorecard_table *table);

/* What a grid reader hands its rows to. Borrows the table. */
struct grid_sink scorecard_table_sink(struct scorecard_table *table);

/* Says that the last row was given: E_INPUT when no header was found. Fills
 * histories, and of `out` the columns, counts and lines, authority and report. */
MUST_CHECK enum status scorecard_table_finish(struct scorecard_table *table,
                                              struct scorecard_file *out, struct err *err);

#endif
