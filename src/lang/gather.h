/* From records to what is counted: clock, conditions, rejections, keys, count and values, a batch
 * of records at a time. The first half of the engine; cube.h and settle.h count what comes. */
#ifndef OUTTURN_LANG_GATHER_H
#define OUTTURN_LANG_GATHER_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/axis.h"
#include "lang/cube.h"
#include "lang/frame.h"

/* A record that is in, or rejected, and where it stands. */
struct item {
	int32_t row;
	int64_t day;         /* CELL_MISSING with a clock that gives none */
	struct reach reach;  /* AXIS_SEGMENTS, AXIS_LOOKS */
	int32_t segment;     /* AXIS_PERIODS */
	bool may_speak; /* it is in, and one of each key speaks */
	struct contribution what;
	const int64_t *keys;  /* of `once per` */
	const int32_t *slots; /* of each dimension */
};

/* Takes items as they come; their keys and slots live until it returns. */
struct item_sink {
	void *context;
	void (*take)(void *context, const struct item *item);
};

/* Gathers every record of the question's base. */
void gather_items(struct evaluator *evaluator, const struct question *question,
                  const struct axis *axis, struct cube *cube, const struct item_sink *sink);

#endif
