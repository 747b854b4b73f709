/* What a figure is counted in, and which way is good. A unit that is not known to
 * us keeps its name and is never scaled: "£000s" stays "£000s". */
#ifndef OUTTURN_FIGURE_UNIT_H
#define OUTTURN_FIGURE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"

enum unit_kind {
	UNIT_NONE, /* not said */
	UNIT_COUNT,
	UNIT_PERCENT,
	UNIT_RATE, /* per `per` of a population */
	UNIT_DAYS,
	UNIT_MONEY, /* pounds */
	UNIT_AVERAGE,
	UNIT_SCORE,
	UNIT_OTHER, /* `name` says what */
	UNIT_KIND_COUNT
};

enum { UNIT_NAME_BYTES = 48 };

struct unit {
	enum unit_kind kind;
	int64_t per;                /* UNIT_RATE: 100, 1000, 10000, 100000 or 1000000 */
	int decimals;               /* to print; -1: the unit's own default (rule N1) */
	char name[UNIT_NAME_BYTES]; /* UNIT_OTHER: as written */
};

/* Reads "%", "percent", "number", "rate per 10,000", "days", "£", "average",
 * "score"; empty text is UNIT_NONE, other text UNIT_OTHER. Never fails. */
struct unit unit_read(struct str text);

/* Takes "per 10,000" ("per 10k", "per 10000") from the front of a phrase
 * (phrase.h): how a rate is written behind a number. */
bool unit_take_per(struct str *rest, int64_t *per_out);

/* Writes the word that unit_read() reads back: "%", "rate per 10,000", "" when not
 * said. Returns `out`. */
enum { UNIT_TEXT_BYTES = 64 };
const char *unit_print(const struct unit *unit, char out[UNIT_TEXT_BYTES]);

/* Decimals to print: the unit's own, or 0 for counts, days and money and 1 for
 * the others (rule N1). */
int unit_decimals(const struct unit *unit);

/* The unit of a difference of two such figures: "points" for percentages (rule
 * N4), "days", "per 10,000", "£", the name of an unknown unit, or "". */
const char *unit_change_word(const struct unit *unit);

/* Whether the unit is one in which numerator and denominator make the value. */
bool unit_has_denominator(const struct unit *unit);

enum polarity {
	POLARITY_NONE, /* context: neither way is good, or not said */
	POLARITY_HIGH, /* high is good */
	POLARITY_LOW,  /* low is good */
	POLARITY_BAND, /* good is to stay within a band or close to the target */
	POLARITY_COUNT
};

struct polarity_reading {
	enum polarity polarity;
	bool is_implied;     /* "high (implied)": our reading, not printed */
	bool is_information; /* "Measure for information" */
};

/* Reads "High", "low (implied)", "High (arrow up)", "within range", "band",
 * "close to target", "T", "H", "L", "Bigger is better", "Measure for
 * information", "none" and empty text. E_INPUT quotes anything else. */
MUST_CHECK enum status polarity_read(struct str text, struct polarity_reading *out,
                                     struct err *err);

/* "high", "low", "band" or "none". */
const char *polarity_word(enum polarity polarity);

#endif
