/* Which statuses a change of the store moves: those that stand before it, those that stand
 * after it, and in words what lies between. */
#ifndef OUTTURN_CLI_STATUS_MOVES_H
#define OUTTURN_CLI_STATUS_MOVES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/period.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/workspace.h"

enum { STATUS_MOVES_SHOWN_MAX = 10 };

/* What an indicator is said to be in a period. */
struct standing_status {
	struct str key;  /* of the indicator: reference and title */
	struct str name; /* what a message calls it */
	struct period period;
	struct str words; /* "green"; or why it has no colour: "no target" */
};

struct standing_status_list {
	struct standing_status *items; /* of the oldest period first */
	size_t count;
	size_t capacity;
};

/* The statuses of all figures that the workspace's authority has now, in every period;
 * in the call's arena. */
MUST_CHECK enum status standing_status_load(struct call *call, struct workspace *workspace,
                                            struct standing_status_list *out, struct err *err);

/* "LC1 green to amber (quarter 1 2015-16); ...", the first STATUS_MOVES_SHOWN_MAX and how
 * many more, in `arena`; empty: none moves. A figure of a period that has none before
 * moves the status that its indicator has last: "LC1 green (quarter 4 2014-15) to amber
 * (quarter 1 2015-16)"; a first one moves nothing. */
struct str status_moves_words(const struct standing_status_list *before,
                              const struct standing_status_list *after, struct arena *arena);

#endif
