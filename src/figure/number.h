/* Numbers as people write them in cells: "93%", "£1,250", "1,211", "-2.0", "45 days".
 *
 * One reader serves figures, targets and rules, so that a number means the same
 * wherever it stands. What could be read in two ways is refused, never guessed:
 * "1.2m", "12,5", "16/27", "1e5", "3 weeks". */
#ifndef OUTTURN_FIGURE_NUMBER_H
#define OUTTURN_FIGURE_NUMBER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"
#include "figure/unit.h"

struct number {
	struct ratio value; /* "93%" is 93 */
	int decimals;       /* as written */
	/* What stood beside the digits: UNIT_PERCENT for "%", UNIT_MONEY for "£",
	 * UNIT_DAYS, UNIT_RATE with `per`; UNIT_NONE for a bare number. */
	enum unit_kind written;
	int64_t per;
};

/* Reads a whole cell. E_INPUT, or E_LIMIT beyond RATIO_MAX or RATIO_DECIMALS_MAX,
 * says what was expected. White space at the ends is nothing. */
MUST_CHECK enum status number_read(struct str text, struct number *out, struct err *err);

/* Reads the number that a phrase (phrase.h) begins with, with its unit, and moves
 * `*rest` behind it and a space. Neither changes on failure. */
MUST_CHECK enum status number_scan(struct str *rest, struct number *out, struct err *err);

/* Writes a number with thousands separators, rounded to `decimals`, or with the
 * fewest decimals that lose nothing (at most RATIO_DECIMALS_MAX) when -1:
 * "1,211", "-0.5". Returns `out`. */
const char *number_print(struct ratio value, int decimals, char out[RATIO_TEXT_BYTES]);

/* The fewest decimals that lose nothing, at most RATIO_DECIMALS_MAX. */
int number_decimals(struct ratio value);

#endif
