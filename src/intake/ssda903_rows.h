/* A row of an SSDA903 table, from CSV or XML, becomes records (ssda903_file.h). */
#ifndef OUTTURN_INTAKE_SSDA903_ROWS_H
#define OUTTURN_INTAKE_SSDA903_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/map.h"
#include "base/text.h"
#include "intake/record_cell.h"
#include "intake/ssda903_table.h"

enum {
	SSDA903_CELLS_MAX = 64,   /* of one row; further columns are refused */
	SSDA903_UPPER_BYTES = 64, /* no code, postcode or number of the return is longer */
};

/* A cell, trimmed, with its column (NULL: none of the table) and the column's name as the
 * file writes it. */
struct ssda903_cell {
	const struct ssda903_column *column;
	struct str name;
	struct str text;
};

struct ssda903_line {
	enum ssda903_table table;
	int64_t number;
	struct str child;
	const struct ssda903_cell *cells;
	size_t count;
	bool is_short;  /* cells are missing at its end */
};

/* What is needed for one row after another. */
struct ssda903_rows {
	struct record_cells cells;
	int year;           /* collection year; 0: not known */
	struct map births;  /* of each child: the day, as the first row that spoke of it has it */
	struct map seekers; /* children of the UASC table */
	char upper[SSDA903_CELLS_MAX][SSDA903_UPPER_BYTES];
};

/* Begins a return; `cells.file` is set for each of its files. */
void ssda903_rows_init(struct ssda903_rows *rows, const struct record_reading *reading, int year);

/* Frees what it holds. Accepts a zeroed struct and a second call. */
void ssda903_rows_deinit(struct ssda903_rows *rows);

/* Notes that a child is in the UASC table, before the header is read: who a child is
 * stands in one record. */
void ssda903_rows_note_seeker(struct ssda903_rows *rows, struct str child);

/* Hands on the records of a row; its child must not be empty. */
MUST_CHECK enum status ssda903_rows_add(struct ssda903_rows *rows,
                                        const struct ssda903_line *line, struct err *err);

#endif
