/* Exact numbers: a ratio of two integers in lowest terms.
 *
 * Figures are compared and subtracted exactly and rounded once, on printing,
 * half away from zero (rules N1 and N3 of docs/rules.md). Numbers from outside
 * are bounded by RATIO_MAX when read, so the few operations that judging chains
 * together cannot overflow; one that did would be our own mistake and asserts. */
#ifndef OUTTURN_FIGURE_RATIO_H
#define OUTTURN_FIGURE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

__extension__ typedef __int128 wide; /* ISO C has no name for it */

struct ratio {
	wide num;
	wide den; /* above 0; a zeroed struct is no ratio, use ratio_whole(0) */
};

#define RATIO_MAX INT64_C(1000000000000) /* largest number read from outside */

enum {
	RATIO_DECIMALS_MAX = 9, /* most decimals read or printed */
	RATIO_TEXT_BYTES = 64,
};

/* num / den in lowest terms; `den` must not be 0. */
struct ratio ratio_of(int64_t num, int64_t den);
struct ratio ratio_whole(int64_t number);

/* Exact arithmetic; the answer is in lowest terms. */
struct ratio ratio_add(struct ratio a, struct ratio b);
struct ratio ratio_subtract(struct ratio a, struct ratio b);
struct ratio ratio_multiply(struct ratio a, struct ratio b);
struct ratio ratio_divide(struct ratio a, struct ratio b); /* `b` must not be 0 */
struct ratio ratio_absolute(struct ratio a);

/* Negative, zero or positive as a is below, equal to or above b. Never overflows. */
int ratio_compare(struct ratio a, struct ratio b);

/* Negative, zero or positive as `a` is. */
int ratio_sign(struct ratio a);

/* Reads "-12.50" or "2699/30"; at most RATIO_DECIMALS_MAX decimals and at most
 * RATIO_MAX in size. `decimals_out` (may be NULL) gets the decimals written.
 * E_INPUT, or E_LIMIT when too large. */
MUST_CHECK enum status ratio_parse(struct str text, struct ratio *out, int *decimals_out,
                                   struct err *err);

/* Writes the number rounded half away from zero to `decimals` places, without
 * thousands separators: "59.3". Minus zero prints as zero. Returns `out`. */
const char *ratio_print(struct ratio value, int decimals, char out[RATIO_TEXT_BYTES]);

/* The same, rounded, as a ratio: for judging a figure as it is printed. */
struct ratio ratio_round(struct ratio value, int decimals);

/* The nearest double: for drawing and for intervals, never for judging. */
double ratio_to_double(struct ratio value);

#endif
