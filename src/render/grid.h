/* How wide the columns of a table are on paper.
 *
 * A browser lays a table out by its content; LibreOffice wants every width said.
 * So widths are worked out here the way a browser does it, from the advance
 * widths of Liberation Sans (those of Arial and Helvetica): each column gets at
 * least its longest word, then the share of the page that it asks for, and what is
 * left goes where the lines are long. */
#ifndef OUTTURN_RENDER_GRID_H
#define OUTTURN_RENDER_GRID_H

#include <stdbool.h>

#include "base/text.h"
#include "doc/doc.h"

/* How wide a line of text is in Liberation Sans, in centimetres. */
double grid_text_cm(struct str text, double points, bool is_bold);

/* Whether every column of the table gets what it needs at least. */
bool grid_fits(const struct doc_table *table, double page_cm);

/* Gives each column of the table its width in centimetres; together they are
 * `page_cm`. `widths_out` has room for table->column_count. */
void grid_columns(const struct doc_table *table, double page_cm, double *widths_out);

#endif
