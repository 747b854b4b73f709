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

struct grid_row {
	int64_t number;          /* 1 is the first row of the file or sheet */
	const struct str *cells; /* untrimmed; borrowed until the sink returns */
	size_t count;
	bool is_sparse; /* cells at the end may be left out: a short row is no fault */
};

/* What a reader calls for each row, empty ones included. A status other than OK
 * ends the reading with it. */
struct grid_sink {
	void *context;
	enum status (*row)(void *context, const struct grid_row *row, struct err *err);
};

#endif
