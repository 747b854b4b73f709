/* Text in columns on a terminal: each cell wraps within its own width. */
#ifndef OUTTURN_CLI_COLUMNS_H
#define OUTTURN_CLI_COLUMNS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

enum { COLUMNS_MAX = 8 };

struct text_column {
	int width;    /* in character cells */
	bool is_right; /* numbers */
};

struct text_cell {
	struct str text;    /* '\n' begins a new line */
	const char *colour; /* an escape sequence for the cell, or NULL */
};

/* Writes one row, as many lines high as its tallest cell, columns two spaces
 * apart, no space at the end of a line. A word wider than its column is cut over
 * several lines. */
void columns_print(const struct text_column *columns, const struct text_cell *cells,
                   size_t count, FILE *out);

/* Width of a text in character cells, wide and combining characters included. */
int columns_text_width(struct str text);

#endif
