/* Where a figure stands among those of other places: mean and median of neighbours,
 * rank, quartile band, change on the year.
 *
 * Pure and exact. Only figures with a number are given in: a suppressed or missing one
 * is left out by the caller, who says how many were used ("7 of 10"). The rules are
 * those of the Department's LAIT, so that our answers are its answers; rounding comes
 * last, on printing. */
#ifndef OUTTURN_SERIES_STANDING_H
#define OUTTURN_SERIES_STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/period.h"
#include "figure/ratio.h"
#include "figure/unit.h"

/* The plain mean of `count` figures, each place counting the same. False, with `out`
 * untouched, when there is none. */
bool standing_mean(const struct ratio *values, size_t count, struct ratio *out);

/* Sorts figures, the smallest first. The three functions below ask for them so. */
void standing_sort(struct ratio *values, size_t count);

/* The median: the middle figure, or the mean of the middle two. False when there is
 * none. This is what the Department's outcomes and enablers dashboard prints for
 * neighbours, where LAIT prints the mean. */
bool standing_median(const struct ratio *sorted, size_t count, struct ratio *out);

/* The cut point of the first `quarter` quarters (0 to 4) of `count` > 0 figures: at
 * position (count - 1) * quarter / 4, on a straight line between its neighbours (type 7
 * of Hyndman and Fan, The American Statistician 50, 1996, 361-365). */
struct ratio standing_cut(const struct ratio *sorted, size_t count, int quarter);

/* Bands of four. The letters are LAIT's: A is the best quarter. */
enum standing_band {
	STANDING_BAND_NONE, /* neither way is good, or there is nothing to compare with */
	STANDING_BAND_A,
	STANDING_BAND_B,
	STANDING_BAND_C,
	STANDING_BAND_D,
	STANDING_BAND_COUNT
};

/* The band of a figure among `count` sorted ones; a figure on a cut point is in the
 * band of the smaller figures. STANDING_BAND_NONE unless high or low is good. */
enum standing_band standing_band(const struct ratio *sorted, size_t count,
                                 struct ratio value, enum polarity polarity);

/* "A" to "D"; "" for STANDING_BAND_NONE. */
const char *standing_band_word(enum standing_band band);

/* The rank of a figure among `count`, in any order: 1 more than there are better ones,
 * so that equal figures share the best place (1, 2, 2, 4). 0 unless high or low is
 * good. */
size_t standing_rank(const struct ratio *values, size_t count, struct ratio value,
                     enum polarity polarity);

/* Whether `newer` is the year that follows `older`, so that a change between the two is
 * a change on the year. False for labels, whose dates we do not know. */
bool standing_years_follow(const struct period *older, const struct period *newer);

#endif
