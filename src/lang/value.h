/* From a tally to a figure: one division, exact. */
#ifndef OUTTURN_LANG_VALUE_H
#define OUTTURN_LANG_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "lang/question.h"

/* A figure as an exact ratio in the definition's unit's own measure: percent as counted of in
 * (not times 100), a rate as counted of population (not times 10,000), days, weeks and months as
 * sums over counts. The ratio is not reduced: 2 of 4 stays 2 of 4. has_value false: nothing to
 * divide by (0 of 0 is still told), the version changed, or 63 bits cannot hold the ratio. */
struct lang_value {
	bool has_value;
	int64_t numerator;
	int64_t denominator; /* above 0 where has_value */
};

/* The figure of a tally. `over` is the tally of the definition behind `over NAME`, NULL
 * otherwise; `population` the population asked for, 0 or less when it is not known. */
struct lang_value lang_value_of(const struct definition *definition, const struct tally *tally,
                                const struct tally *over, int64_t population);

/* What a figure is multiplied by to be printed in its unit: 100 of percent, `rate_per` of a
 * rate, else 1. */
int64_t lang_unit_multiplier(const struct definition *definition);

/* How many decimals a figure of the unit is printed with (rule N1): none of a count, else one. */
int lang_unit_decimals(const struct definition *definition);

/* "percent", "rate per 10000", "working days", ... as a definition writes its unit. Lives in
 * `arena`. */
struct str lang_unit_words(const struct definition *definition, struct arena *arena);

/* A figure as it is printed: times `multiplier`, rounded half away from zero to so many
 * decimals (at most 9), as a whole number of the last of them: 2 of 3 times 100 with one decimal is
 * 667. False when there is no value, or it does not fit. */
bool lang_value_rounded(struct lang_value value, int64_t multiplier, int decimals,
                        int64_t *out);

#endif
