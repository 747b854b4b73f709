/* When a figure of a frequency is due: financial years and their parts end with March. */
#ifndef OUTTURN_SERIES_DUE_H
#define OUTTURN_SERIES_DUE_H

#include <stdbool.h>
#include <stdint.h>

#include "figure/line.h"

/* The months that a figure of this frequency covers; 0: not said. */
int due_months(enum frequency frequency);

/* Whether a figure of this frequency is due with a period that ends on `to`; one whose
 * frequency is not said always is. */
bool due_with(enum frequency frequency, int32_t to);

/* The last day of the newest stretch that such a figure covers and that ended by `to`. */
int32_t due_last_end(enum frequency frequency, int32_t to);

/* The day on which the figure of a period that ends on `to` is due; DATE_NONE when the
 * framework does not say how many days it takes. */
int32_t due_day(const struct indicator *indicator, int32_t to);

#endif
