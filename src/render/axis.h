/* From a number to a place on the page. Private to src/render. */
#ifndef OUTTURN_RENDER_AXIS_H
#define OUTTURN_RENDER_AXIS_H

#include "doc/chart.h"

struct axis {
	double min;
	double max;
	double from; /* the pixel of `min` */
	double to;   /* the pixel of `max` */
};

/* The smallest and largest number that the chart draws, or its own axis where it
 * has one; the two differ. */
void axis_range(const struct doc_chart *chart, double *min_out, double *max_out);

/* The pixel of a number; numbers beyond the axis stay at its ends. */
double axis_place(const struct axis *axis, double number);

/* The distance of round axis labels (1, 2 or 5 times a power of ten) of which
 * about `wanted` cover the range. */
double axis_step(double min, double max, int wanted);

/* Decimals that labels at such a distance need. */
int axis_decimals(double step);

#endif
