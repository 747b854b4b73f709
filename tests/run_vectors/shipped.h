/* The shipped definitions, checked and with their examples run, for vectors that describe
 * records or totals. */
#ifndef OUTTURN_TESTS_RUN_VECTORS_SHIPPED_H
#define OUTTURN_TESTS_RUN_VECTORS_SHIPPED_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/err.h"
#include "measure/definitions.h"

struct shipped {
	struct arena arena;
	struct calendar *calendar;
	struct definitions definitions;
};

#define auto_shipped CLEANUP(shipped_close) struct shipped

/* Reads and checks them. E_INPUT when one is not sound. Closed by shipped_close(), which takes
 * a zeroed struct too. */
MUST_CHECK enum status shipped_open(struct shipped *out, struct err *err);
void shipped_close(struct shipped *shipped);

#endif
