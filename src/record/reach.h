/* What each kind of delivery can say: which types of records, which of their fields, and
 * how far back.
 *
 * The table is reach.def. Tests hold it to the readers: what a reader hands on of the
 * sample deliveries is in it. What came into a workspace in fact is its coverage
 * (coverage.h); this is what can be expected of a source before anything came. */
#ifndef OUTTURN_RECORD_REACH_H
#define OUTTURN_RECORD_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/coverage.h"
#include "record/row.h"
#include "record/source.h"
#include "record/type.h"

enum record_reach_kind {
	RECORD_REACH_NOTHING, /* it does not have the type */
	RECORD_REACH_LATEST,  /* the latest of each child that it names, and covers nothing */
	RECORD_REACH_WHO,     /* of each child that it names, and covers nothing */
	RECORD_REACH_NOW,     /* the state on its day */
	RECORD_REACH_STARTS,  /* what started in its months */
	RECORD_REACH_RUNS,    /* what ran in its months */
	RECORD_REACH_ALL,     /* all that the source has */
	RECORD_REACH_KIND_COUNT
};

struct record_reach {
	enum record_reach_kind kind;
	int months;         /* back from its day, for STARTS and RUNS */
	const char *fields; /* their names, separated by spaces; "*": all that stand for one
	                       of the Standard Safeguarding Dataset, and those behind it */
};

/* What a source says of a type. */
struct record_reach record_reach(enum record_source_kind source, enum record_type type);

/* Whether it says a field of the type. */
bool record_reach_has(enum record_source_kind source, enum record_type type, int field);

/* A delivery that is asked what it says. */
struct record_hearing {
	bool names_child; /* it names the child that is asked about */
	int32_t until;    /* the last day it speaks of */
};

/* Whether a source has a place for an event that another source holds: the dataset has none
 * for a visit by a reviewing officer. `values` are those of the other source's row. Where it
 * has none its silence denies nothing. */
bool record_reach_may_say(enum record_source_kind source, enum record_type type,
                          const struct record_value *values,
                          const struct record_hearing *hearing);

/* Whether that place is only for what is over by the last day a delivery speaks of. */
bool record_reach_only_ended(enum record_source_kind source, enum record_type type);

/* What one delivery of the source, with this as its last day, would cover of the type.
 * COVERS_NOTHING for what is only the latest. An extract covers what its mapping says;
 * here, all. */
struct record_coverage record_reach_coverage(enum record_source_kind source,
                                             enum record_type type, int32_t day);

/* "those of 6 months", "only the latest": for a table for people. */
const char *record_reach_words(const struct record_reach *reach);

#endif
