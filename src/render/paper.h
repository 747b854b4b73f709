/* Measures of the printed page, shared by what writes it and what works out
 * widths; the styles themselves are in assets/paper-styles.xml. */
#ifndef OUTTURN_RENDER_PAPER_H
#define OUTTURN_RENDER_PAPER_H

/* A4 upright, with text 18 cm wide; tables that do not fit stand on pages laid
 * across, with 26.7 cm. Head, foot and margins leave the rest of the height. */
#define PAPER_WIDTH_CM 21.0
#define PAPER_HEIGHT_CM 29.7
#define PAPER_MARGIN_CM 1.5
#define PAPER_TEXT_CM (PAPER_WIDTH_CM - 2 * PAPER_MARGIN_CM)
#define PAPER_ACROSS_CM (PAPER_HEIGHT_CM - 2 * PAPER_MARGIN_CM)

/* The front: two columns, of which the wide one has this share of the text width
 * (as in the section style), and what it may hold without running over the page. */
#define PAPER_WIDE_SHARE 0.70
#define PAPER_SPLIT_HEIGHT_CM 19.8
#define PAPER_BODY_PT 10.5

/* Tables: type sizes as in the styles CellText and CellSmall, the white space at
 * the right of each cell, and how wide a chart in a cell is drawn. */
#define PAPER_CELL_PT 9.5
#define PAPER_SMALL_PT 9.0
#define PAPER_CELL_GAP_CM 0.28
#define PAPER_CELL_CHART_CM 3.0

#endif
