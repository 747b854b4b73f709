/* The authorities that do not exist. The first stands alone in most places; together they
 * make a region, whose authorities differ in size, need and pace as real ones do.
 *
 * None of their numbers stands in any list of English authorities since 2009. */
#ifndef OUTTURN_SYNTH_AUTHORITY_H
#define OUTTURN_SYNTH_AUTHORITY_H

#include <stdint.h>

enum { AUTHORITY_COUNT = 12 };

struct authority {
	const char *number; /* three digits, as returns name it */
	const char *name;   /* "Fairshire (invented)" */
	const char *folder; /* "998-fairshire" */
	int32_t size;       /* children who live there, in hundredths of what is asked for */
	int32_t need;       /* families that come to notice, in hundredths of England's */
	int32_t pace;       /* working days that assessments take, in hundredths of England's */
};

/* The authority of that place, from 0. Lives for good. */
const struct authority *authority_at(int32_t place);

#endif
