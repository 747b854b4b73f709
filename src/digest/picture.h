/* Charts of a line: its level now, its last periods, its whole trend. Private to
 * this folder. */
#ifndef OUTTURN_DIGEST_PICTURE_H
#define OUTTURN_DIGEST_PICTURE_H

#include <stdbool.h>

#include "digest/part.h"

/* The chart of a scorecard cell: a sparkline of at least eight periods where the
 * line has a past, else the level. False when there is no figure to draw, or nothing
 * to set it beside. */
bool picture_cell(struct digest_work *work, size_t at, struct doc_chart *out);

/* The trend of an exception, with target steps, breaks and annotations. False with
 * fewer than three figures. */
bool picture_trend(struct digest_work *work, size_t at, struct doc_chart *out);

#endif
