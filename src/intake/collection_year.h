/* Collection years of the Department for Education: 2024 runs from 1 April 2023 to
 * 31 March 2024, both days included. */
#ifndef OUTTURN_INTAKE_COLLECTION_YEAR_H
#define OUTTURN_INTAKE_COLLECTION_YEAR_H

#include <stddef.h>
#include <stdint.h>

enum {
	COLLECTION_YEAR_MIN = 1990, /* none was ever asked for before */
	COLLECTION_YEAR_MAX = 2110,
};

/* The year that a day is in. */
int collection_year_of(int32_t date);

/* Its first and its last day. */
int32_t collection_year_first(int year);
int32_t collection_year_last(int year);

/* The year of a return that does not name it, by the days on which things in it began or
 * ended: the latest year that holds at least one in a hundred of them, so that a slip of
 * the pen does not count. Starts zeroed. */
struct collection_tally {
	int64_t total;
	int64_t in_year[COLLECTION_YEAR_MAX - COLLECTION_YEAR_MIN + 1];
};

/* Counts a day. */
void collection_tally_add(struct collection_tally *tally, int32_t date);

/* The year; 0 when no day was counted that lies in one. */
int collection_tally_settle(const struct collection_tally *tally);

#endif
