/* One figure, exact, with the counts it was made of when they were given.
 *
 * Missing is not zero: a value that is not known says so, and a denominator of
 * 0 gives no value (rule N2). Where both counts and a printed figure came, the
 * counts decide and the printed figure is kept beside them. */
#ifndef OUTTURN_FIGURE_VALUE_H
#define OUTTURN_FIGURE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"
#include "figure/unit.h"

/* Why there is no figure. */
enum absence {
	ABSENCE_NOT_SAID,
	ABSENCE_ANNUAL, /* not due this time */
	ABSENCE_LATE,
	ABSENCE_NOT_COLLECTABLE,
	ABSENCE_SUPPRESSED,
	ABSENCE_DEFINITION_CHANGED,
	ABSENCE_DISCONTINUED,
	ABSENCE_NOT_AVAILABLE,  /* "data not available", with no reason */
	ABSENCE_NOT_UNDERSTOOD, /* a cell held something that could not be read */
	ABSENCE_COUNT
};

/* The word for an absence ("not collectable", "" for ABSENCE_NOT_SAID), and
 * reading it back: an unknown word gives ABSENCE_NOT_SAID and false. */
const char *absence_word(enum absence absence);
bool absence_read(struct str text, enum absence *out);

struct value {
	bool is_known;
	struct ratio exact;     /* in the unit's own scale: 16 of 27 per cent is 1600/27 */
	bool has_stated;        /* the figure itself was given, not only its counts */
	struct ratio stated;    /* as printed by the source */
	int stated_decimals;
	bool has_numerator;
	bool has_denominator;
	int64_t numerator; /* counts are 0 or above and at most RATIO_MAX */
	int64_t denominator;
};

/* Reads a figure cell as it comes in a file: a number as in number.h, or a mark
 * that there is none. Empty text and a lone dash are not known (ABSENCE_NOT_SAID); "n/a", ":",
 * "x", "z" are not available; "c", "*", "<5" are suppressed; the words of
 * absence_word() and "awaiting data" mean what they say. Anything else is E_INPUT,
 * a value that is not known, and ABSENCE_NOT_UNDERSTOOD. The outputs are filled
 * in every case. */
MUST_CHECK enum status value_read_cell(struct str text, struct value *out,
                                       enum absence *absence_out, struct err *err);

/* Reads a count: a whole number, 0 to RATIO_MAX, "1,211" too. */
MUST_CHECK enum status value_read_count(struct str text, int64_t *out, struct err *err);

/* A figure stated without counts. */
struct value value_stated(struct ratio stated, int decimals);

/* A figure from counts in `unit`; not known when the denominator is 0 or the unit
 * has none. Counts are kept in either case; they must be within 0 to RATIO_MAX. */
struct value value_from_counts(int64_t numerator, int64_t denominator, const struct unit *unit);

/* Whether numerator and denominator are both there. */
bool value_has_counts(const struct value *value);

/* Whether the counts can make a figure of `unit`: a percentage counts no more than there
 * were, and nothing is counted out of none. True without both counts. */
bool value_is_possible(const struct value *value, const struct unit *unit);

/* Whether the stated figure equals the counts' own at the decimals it was stated
 * with. True when either is absent: there is nothing to disagree. */
bool value_agrees(const struct value *value, const struct unit *unit);

/* The decimals this figure prints with: as stated where it was stated and no counts
 * made it (12.4 days stay 12.4 beside 124 and 10), else the unit's. */
int value_decimals(const struct value *value, const struct unit *unit);

/* Writes the figure with its unit for people: "59.3%", "£1,250", "1,211",
 * "74.0 per 10,000", "431 days"; nothing when it is not known. Returns `out`. */
enum { VALUE_TEXT_BYTES = 128 };
const char *value_print(const struct value *value, const struct unit *unit,
                        char out[VALUE_TEXT_BYTES]);

/* Writes the bare number as printed, for files: "59.3". Returns `out`. */
const char *value_print_bare(const struct value *value, const struct unit *unit,
                             char out[VALUE_TEXT_BYTES]);

/* Writes "16 of 27", "of 27" or "16", as far as given. Returns `out`. */
const char *value_print_counts(const struct value *value, char out[VALUE_TEXT_BYTES]);

/* Writes a number in the unit of `unit` (a target, a bound) as value_print()
 * would, with `decimals`, or the fewest that lose nothing when -1. */
const char *value_print_number(struct ratio number, const struct unit *unit, int decimals,
                               char out[VALUE_TEXT_BYTES]);

#endif
