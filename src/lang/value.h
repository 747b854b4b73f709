/* From a tally to a figure: one division, exact. */
#ifndef OUTTURN_LANG_VALUE_H
#define OUTTURN_LANG_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/question.h"

/* A figure as an exact ratio in the definition's unit's own measure: percent as counted of in
 * (not times 100), a rate as counted of population (not times 10,000), days, weeks and months as sums over
 * counts. has_value false: nothing to divide by, or the version changed. */
struct lang_value {
	bool has_value;
	int64_t numerator;
	int64_t denominator; /* above 0 */
};

/* The figure of a tally. `over` is the tally of the definition behind `over NAME`, NULL
 * otherwise; `population` the population asked for, 0 or less when it is not known. */
struct lang_value lang_value_of(const struct definition *definition, const struct tally *tally,
                                const struct tally *over, int64_t population);

#endif
