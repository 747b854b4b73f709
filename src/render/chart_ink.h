/* The inks and sizes that charts share. Private to src/render. */
#ifndef OUTTURN_RENDER_CHART_INK_H
#define OUTTURN_RENDER_CHART_INK_H

#include "render/chart.h"
#include "render/svg.h"

#define INK_BLACK "#0b0c0c"
#define INK_GREY "#505a5f"  /* text beside the figures */
#define INK_BAR "#8f979b"   /* intervals: 3:1 on white */
#define INK_RULE "#b1b4b6"  /* lines that only guide the eye */
#define INK_WHITE "#ffffff"
#define INK_DASH "4 3"
#define INK_DOTS "1.5 3"

enum { CHART_CELL_WIDTH = 104, CHART_CELL_HEIGHT = 34 };

/* A small cross: there is no figure here. */
void chart_ink_gap(struct svg *svg, struct svg_point at);

/* The dot of a period: hollow while the figure is provisional. */
void chart_ink_dot(struct svg *svg, struct svg_point at, double radius, bool is_hollow);

/* Draws the trend, `width` wide and as high as it needs. */
struct picture chart_ink_trend(const struct doc_chart *chart, int width, struct str id,
                               struct arena *arena);

#endif
