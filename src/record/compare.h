/* Where sources differ: the same event told with other words, and events that one source
 * holds and another, which covers them, does not. Each is a finding about one record, so
 * that someone can mend it where it is wrong.
 *
 * Compared are dates, times, codes, yes or no, and numbers that both sources give. Labels
 * (a team, a worker) are each system's own words, references its own keys, secrets are
 * not opened: none of these is compared. */
#ifndef OUTTURN_RECORD_COMPARE_H
#define OUTTURN_RECORD_COMPARE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "record/cases.h"
#include "record/counted.h"

#define RECORD_RULE_DIFFERS "source.differs"
#define RECORD_RULE_ONLY_IN "source.only_in"

struct record_difference {
	const char *rule;
	int64_t child_id;
	const struct record *record; /* where two differ, that of the source that does not
	                                count; else the one that is held */
	int field;                   /* that differs; -1: the other does not hold the event */
	int64_t other_source_id;
	const char *message;         /* a sentence without anything of the child */
};

struct record_difference_sink {
	void *context;
	enum status (*each)(void *context, const struct record_difference *difference,
	                    struct err *err);
};

/* Events of one type that at least one source holds. */
struct record_comparison {
	int64_t events;
	int64_t shared;  /* held by more than one source */
	int64_t differ;  /* of these, told differently */
	int64_t only_in; /* held by one source, not by another that covers them */
	int64_t denied;  /* of these, not counted */
};

/* Compares the sources of an authority over what a question asks for, which must not name
 * a source. Whoever keeps what is found asks for restricted children too (lists of
 * findings leave them out). `tally`, RECORD_TYPE_COUNT of them, gets the counts and may be
 * NULL. Nothing is read when there is but one source. */
MUST_CHECK enum status record_sources_compare(struct db *db,
                                              const struct record_question *question,
                                              const struct record_difference_sink *sink,
                                              struct record_comparison *tally,
                                              struct err *err);

#endif
