/* Populations, for rates: how many people of some ages live in a place.
 *
 * They are published figures like any others (comparator.h): a table with a column
 * population_estimate and a filter age_group, for the middle of each year. The figure
 * that goes with a period is the estimate for the last 30 June on or before the
 * period's last day: the year to March 2024, and every quarter of it but the first,
 * goes with mid-2023. Estimates are revised; the release that counts is told. */
#ifndef OUTTURN_SERIES_POPULATION_H
#define OUTTURN_SERIES_POPULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/period.h"
#include "base/text.h"
#include "db/db.h"
#include "series/comparator.h"

/* Ages in completed years, both included: 0 to 17. */
struct age_range {
	int from;
	int to;
};

/* Reads "Children aged 0 to 17 years", "10 to 17", "Aged under 18", "0-17". False when
 * the text names no ages, or means something else besides. */
bool age_range_read(struct str text, struct age_range *out);

/* The middle of the year that goes with a period ending on `date`: the last 30 June on
 * or before it. */
int32_t population_mid_year(int32_t date);

struct population_asked {
	int place;
	struct age_range ages;
	int32_t on;       /* the last day of the period that the rate is of */
	int64_t known_by; /* the change up to which it was known (series/known.h) */
};

struct population {
	int32_t mid_year;    /* of the estimate */
	bool is_older;       /* the one that goes with the period is not there yet */
	struct comparator_value value; /* with its release and row */
};

/* The population that a rate of a period is worked out with: the estimate that goes with
 * it, or else the newest before, which says so. E_MISSING when there is none with a
 * number, naming place, ages and year; an estimate that is suppressed or not available
 * is not replaced by an older one. Texts in `arena`. */
MUST_CHECK enum status population_load(struct db *db, const struct population_asked *asked,
                                       struct arena *arena, struct population *out,
                                       struct err *err);

#endif
