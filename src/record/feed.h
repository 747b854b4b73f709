/* Whether the deliveries there are can feed a figure.
 *
 * An indicator needs records of some types, some of their fields, and a span of time: what
 * started or ended in its period, what ran on its last day, how far back it looks. What
 * was delivered covers so much and no more. A figure that asks for more is "not
 * collectable", with the reason; it is never worked out of the part there is.
 *
 * record_can_feed() is pure: it is asked with what really came into a workspace, and,
 * for the table of `outturn sources`, with what one delivery of each kind would bring. */
#ifndef OUTTURN_RECORD_FEED_H
#define OUTTURN_RECORD_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "record/coverage.h"
#include "record/reach.h"
#include "record/source.h"
#include "record/type.h"

/* Which rows of a type a figure counts. */
enum record_need_kind {
	RECORD_NEEDS_STARTED, /* those that started or happened in the period */
	RECORD_NEEDS_ENDED,   /* those that ended in the period, whenever they had started */
	RECORD_NEEDS_RUNNING, /* those that run on its last day */
	RECORD_NEEDS_LATEST,  /* the latest of each child as of its last day */
	RECORD_NEEDS_STATE,   /* the state on its last day, of what has no dates */
	RECORD_NEEDS_WHO,     /* who the children are */
	RECORD_NEED_KIND_COUNT
};

enum { RECORD_EVER = 1200 }; /* months: as far back as there is anything */

struct record_need {
	enum record_type type;
	enum record_need_kind kind;
	int months_before;  /* and as many months before the period's first day */
	int months_back;    /* or, whatever the period, as many back from its last day */
	const char *fields; /* their names, separated by spaces; all must be there */
};

/* What was, or would be, delivered of one type. */
struct record_supply {
	enum record_source_kind source;
	struct record_coverage coverage; /* COVERS_NOTHING: it only adds */
	int32_t day;                     /* the last day it speaks of; DATE_NONE: not said */
};

/* The answer for one need, or for all of a figure's. */
struct record_feed {
	bool can;
	int32_t covered_from; /* of what is covered up to the period's end; DATE_NONE: nothing is */
	struct str why;       /* why not: a sentence without a full stop; empty when it can */
	const struct record_need *need; /* that is not fed; NULL when it can */
};

/* Whether the supplies feed a need in a period, both days inside. What several cover is
 * put together; fields must all come from one source. `why` lives in `arena`. */
struct record_feed record_can_feed(const struct record_need *need,
                                   const struct record_supply *supplies, size_t count,
                                   int32_t from, int32_t to, struct arena *arena);

enum { RECORD_FEED_NEEDS_MAX = 4 };

/* A statutory or widely used indicator, and what it needs. */
struct record_figure {
	const char *code;  /* "NI 66" */
	const char *title;
	struct record_need needs[RECORD_FEED_NEEDS_MAX];
	size_t need_count;
};

/* The list that `outturn sources` prints, by subject. */
const struct record_figure *record_figures(size_t *count_out);

/* Whether the supplies feed every need of a figure; the first that they do not is told. */
struct record_feed record_can_feed_figure(const struct record_figure *figure,
                                          const struct record_supply *supplies, size_t count,
                                          int32_t from, int32_t to, struct arena *arena);

#endif
