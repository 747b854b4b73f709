/* What was aimed for, as councils write it.
 *
 * A target is a number with a bound, a range, somebody else's figure, one's own
 * earlier figure, or a reason why there is none. Text that is none of these is
 * kept and named, never guessed. docs/rules.md, "Targets and rating rules", has
 * the grammar. */
#ifndef OUTTURN_FIGURE_TARGET_H
#define OUTTURN_FIGURE_TARGET_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"
#include "figure/unit.h"

enum comparator_kind {
	COMPARATOR_NEIGHBOURS,
	COMPARATOR_REGION,
	COMPARATOR_ENGLAND,
	COMPARATOR_COUNT
};

/* "statistical neighbours", "the region", "England". */
const char *comparator_word(enum comparator_kind kind);

/* Reads "england", "neighbours", "stat neighbour average", "region", ...: false
 * when the text names no comparator. */
bool comparator_read(struct str text, enum comparator_kind *out);

/* One's own earlier figure. */
enum basis {
	BASIS_LAST_YEAR, /* the same period last year */
	BASIS_LAST_PERIOD,
	BASIS_BASELINE,
	BASIS_COUNT
};

/* "last year", "last period" or "baseline". */
const char *basis_word(enum basis basis);

/* Reads "last year", "the same period last year", "last quarter", "baseline", ...:
 * false when the text names none. */
bool basis_read(struct str text, enum basis *out);

/* A condition on movement: better than an earlier figure, or no worse than it. */
struct improvement {
	bool is_given;
	enum basis basis;
	bool or_same; /* "no worse than": level is enough */
};

enum target_kind {
	TARGET_NOT_GIVEN,   /* the cell is empty, or a lone dash */
	TARGET_NUMBER,      /* "93%": met on it, unless `bound` says otherwise */
	TARGET_RANGE,       /* "12-18": both ends inside */
	TARGET_COMPARATOR,  /* "Above Stat Neighbour Average"; `bound` as for a number */
	TARGET_IMPROVE,     /* "Improve from baseline", "better than last year" */
	TARGET_ADDITIONAL,  /* "Additional 800": a number on top of a base not given */
	TARGET_RANK,        /* "top quartile": needs the distribution */
	TARGET_NONE,        /* "No target": by design */
	TARGET_INFORMATION, /* "Measure for information": by design */
	TARGET_NOT_SET,     /* "Target not set", "TBC", "baseline year" */
	TARGET_UNREADABLE,  /* text that was not understood: a finding, never guessed */
	TARGET_KIND_COUNT
};

enum target_bound {
	TARGET_AT,       /* reach it, in the direction of the polarity: met on it */
	TARGET_BETTER,   /* "better than England": pass it in that direction, not met on it */
	TARGET_FEWER,    /* "Fewer than 85", "Less than 22%": not met on it */
	TARGET_MORE,     /* "More than 90": not met on it */
	TARGET_AT_MOST,  /* "no more than 5", "<= 5" */
	TARGET_AT_LEAST, /* "at least 95", ">= 95" */
	TARGET_BOUND_COUNT
};

struct target {
	enum target_kind kind;
	enum target_bound bound; /* TARGET_NUMBER, TARGET_COMPARATOR */
	struct ratio number;     /* TARGET_NUMBER, TARGET_ADDITIONAL (negative: fewer) */
	struct ratio low;        /* TARGET_RANGE */
	struct ratio high;
	int decimals;            /* of the numbers, as written */
	enum unit_kind written;  /* what stood beside the number ("93%"); UNIT_NONE when bare */
	int64_t per;             /* UNIT_RATE: of so many people; else 0 */
	enum comparator_kind comparator; /* TARGET_COMPARATOR */
	struct improvement improvement;  /* TARGET_IMPROVE */
	struct str text;                 /* as written, trimmed; borrowed */
};

/* Reads a target cell. Text that is not understood gives TARGET_UNREADABLE and
 * E_INPUT (E_LIMIT for a number too large) with a message that says what is
 * expected; `out` is filled in every case. */
MUST_CHECK enum status target_read(struct str text, struct target *out, struct err *err);

/* Whether the target's number was written in a unit that `unit` cannot be: "93%" is no
 * target for days, "£5" none for a percentage, "93 per 1,000" none for a rate per 10,000,
 * though its digits look like one. A rate per 100 is a percentage. A bare number, and a
 * unit that is not said or not known to us, clash with nothing. */
bool target_is_other_unit(const struct target *target, const struct unit *unit);

/* Whether two targets mean the same; the texts count only where the text is the
 * target (a rank, an unreadable one). */
bool target_equal(const struct target *a, const struct target *b);

/* Writes the target for people in the indicator's unit: "93%", "fewer than 85",
 * "12% to 18%", "above statistical neighbours", "not given", "no target". Where
 * the unit is percent, days, money, a rate or none, target_read() reads it back
 * to an equal target. */
enum { TARGET_TEXT_BYTES = 256 };
const char *target_print(const struct target *target, const struct unit *unit,
                         char out[TARGET_TEXT_BYTES]);

#endif
