/* Charts, marks and the symbols of a key, drawn as pictures.
 *
 * The same bytes go into the web page, the PDF and the word processor file. What
 * a status is, is never said by its colour alone: marks differ in shape, and
 * charts are black and grey. */
#ifndef OUTTURN_RENDER_CHART_H
#define OUTTURN_RENDER_CHART_H

#include "base/arena.h"
#include "doc/chart.h"
#include "render/picture.h"

/* Draws a chart with its title and description inside, for those who listen.
 * `id` is unique in the page and is put before the ids of both. The picture
 * lives in the arena. Level and spark are 104 x 34, a trend 640 wide. */
struct picture chart_draw(const struct doc_chart *chart, struct str id, struct arena *arena);

/* The same trend 260 wide with fewer labels, for small screens. */
struct picture chart_draw_narrow(const struct doc_chart *chart, struct str id,
                                 struct arena *arena);

/* Draws the shape of a mark, 14 x 14, or the symbol of a chart, 14 high. These
 * have no words of their own (hidden from those who listen): the word stands
 * beside them as text. */
struct picture chart_draw_mark(enum doc_mark mark, struct arena *arena);
struct picture chart_draw_symbol(enum doc_symbol symbol, struct arena *arena);

#endif
