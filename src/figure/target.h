/* What was aimed for, as councils write it. */
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

/* "statistical neighbours", "region", "England". */
const char *comparator_word(enum comparator_kind kind);

enum target_kind {
	TARGET_NOT_GIVEN,   /* the cell is empty */
	TARGET_NUMBER,      /* "93%": met on it; `bound` may say more */
	TARGET_RANGE,       /* "12-18" */
	TARGET_COMPARATOR,  /* "Above Stat Neighbour Average" */
	TARGET_BASELINE,    /* "Improve from baseline" */
	TARGET_ADDITIONAL,  /* "Additional 800": a number on top of a base not given */
	TARGET_RANK,        /* "top quartile": needs the distribution */
	TARGET_NONE,        /* "No target": by design */
	TARGET_INFORMATION, /* "Measure for information": by design */
	TARGET_NOT_SET,     /* "Target not set", "TBC", "baseline year" */
	TARGET_UNREADABLE,  /* text that was not understood: a finding, never guessed */
	TARGET_KIND_COUNT
};

enum target_bound {
	TARGET_AT,       /* reach it, in the direction of the polarity */
	TARGET_FEWER,    /* "Fewer than 85", "Less than 22%": not met on it */
	TARGET_MORE,     /* "More than 90": not met on it */
	TARGET_AT_MOST,  /* "no more than 5", "<= 5" */
	TARGET_AT_LEAST, /* "at least 95", ">= 95" */
};

struct target {
	enum target_kind kind;
	enum target_bound bound;
	struct ratio number; /* TARGET_NUMBER, TARGET_ADDITIONAL */
	struct ratio low;    /* TARGET_RANGE, both ends inside */
	struct ratio high;
	int decimals; /* as written */
	enum comparator_kind comparator;
	struct str text; /* as written; borrowed */
};

/* Reads a target cell. Text that is not understood gives TARGET_UNREADABLE and
 * E_INPUT with a message that says what is expected, and `out` is filled. */
MUST_CHECK enum status target_read(struct str text, struct target *out, struct err *err);

/* Whether a figure can be judged against this kind at all. */
bool target_is_judgeable(const struct target *target);

/* Writes the target for people in the indicator's unit: "93%", "fewer than 85",
 * "12% to 18%", "above statistical neighbours", "not given", "no target". */
enum { TARGET_TEXT_BYTES = 160 };
const char *target_print(const struct target *target, const struct unit *unit,
                         char out[TARGET_TEXT_BYTES]);

#endif
