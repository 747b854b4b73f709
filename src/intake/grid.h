/* Rows of cells, whatever kind of file they come from.
 *
 * A reader (csv_grid.h, xlsx_grid.h) hands each row to a sink as text, so that what
 * the cells mean is decided in one place that knows no file format. Cells are UTF-8
 * without NUL; rows carry the number that a spreadsheet program shows. */
#ifndef OUTTURN_INTAKE_GRID_H
#define OUTTURN_INTAKE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum {
	GRID_MAX_COLUMNS = 512,
	GRID_MAX_CELL_BYTES = 64 * 1024, /* Excel holds 32,767 characters */
};

/* What a workbook says a cell is. Text files have texts only. */
enum grid_cell_kind {
	GRID_CELL_TEXT,
	GRID_CELL_NUMBER,
	GRID_CELL_DATE,    /* a day number under a date format; its text is ISO */
	GRID_CELL_BOOLEAN, /* its text is TRUE or FALSE */
	GRID_CELL_ERROR,   /* its text is the word of the fault: "#N/A" */
};

struct grid_row {
	int64_t number;          /* 1 is the first row of the file or sheet */
	const struct str *cells; /* untrimmed; borrowed until the sink returns */
	const enum grid_cell_kind *kinds; /* of each cell; NULL: all are text */
	size_t count;
	bool is_sparse; /* cells at the end may be left out: a short row is no fault */
	bool is_open;   /* of a text file: it ends with this row, and without a line end */
};

/* The text of cell `index`, trimmed; empty beyond the end of the row. */
static inline struct str grid_text(const struct grid_row *row, size_t index)
{
	return index < row->count ? str_trim(row->cells[index]) : (struct str){ 0 };
}

/* The kind of cell `index`; text beyond the end of the row. */
static inline enum grid_cell_kind grid_kind(const struct grid_row *row, size_t index)
{
	return row->kinds && index < row->count ? row->kinds[index] : GRID_CELL_TEXT;
}

/* What a reader calls for each row, empty ones included. A status other than OK
 * ends the reading with it. */
struct grid_sink {
	void *context;
	enum status (*row)(void *context, const struct grid_row *row, struct err *err);
};

#endif
