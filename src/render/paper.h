/* Measures of the printed page, shared by what writes it and what works out
 * widths; the styles themselves are in assets/paper-styles.xml. */
#ifndef OUTTURN_RENDER_PAPER_H
#define OUTTURN_RENDER_PAPER_H

/* A4 portrait; the text is 18 cm wide. */
#define PAPER_WIDTH_CM 21.0
#define PAPER_HEIGHT_CM 29.7
#define PAPER_MARGIN_CM 1.5
#define PAPER_TEXT_CM (PAPER_WIDTH_CM - 2 * PAPER_MARGIN_CM)

/* Tables: type sizes as in the styles CellText and CellSmall, the white space at
 * the right of each cell, and how wide a chart in a cell is drawn. */
#define PAPER_CELL_PT 9.5
#define PAPER_SMALL_PT 9.0
#define PAPER_CELL_GAP_CM 0.2
#define PAPER_CELL_CHART_CM 3.0

#endif
