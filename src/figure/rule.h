/* Rating rules as data: when a figure is green, amber or red.
 *
 * Every family that councils were seen to use (docs/rules.md, "Rating rules")
 * is a value of this struct, read from the sentence an officer writes and
 * printed back as one. The target itself stands apart (target.h), but for a
 * rule that names its own (floor, band, comparator). */
#ifndef OUTTURN_FIGURE_RULE_H
#define OUTTURN_FIGURE_RULE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"
#include "figure/target.h"
#include "figure/unit.h"

enum rule_kind {
	RULE_NOT_GIVEN,   /* green when the target is met, red when not */
	RULE_TOLERANCE,   /* green within, amber within */
	RULE_FLOOR,       /* amber between floor and target */
	RULE_BAND,        /* a desirable band with a margin */
	RULE_COMPARATOR,  /* the target is a comparator's value */
	RULE_IMPROVEMENT, /* missed, but amber when improved */
	RULE_NO_AMBER,    /* green or red by the target alone */
	RULE_UNREADABLE,
	RULE_KIND_COUNT
};

/* A distance from the target: points, or per cent of the target's size. */
struct tolerance {
	bool is_given;
	bool is_percent_of_target;
	struct ratio amount; /* 0 or above */
};

enum band_amber { BAND_AMBER_INSIDE, BAND_AMBER_OUTSIDE };

enum improvement_basis {
	IMPROVEMENT_LAST_YEAR,  /* the same period last year */
	IMPROVEMENT_LAST_PERIOD,
};

struct rule {
	enum rule_kind kind;
	/* How far short of the target is still green, and still amber. For a figure
	 * that should stay close to its target, `_above` is the other side and is
	 * the same as the short side where it is not given. */
	struct tolerance green;
	struct tolerance amber;
	struct tolerance green_above;
	struct tolerance amber_above;
	struct ratio floor;
	struct ratio low; /* RULE_BAND, both ends inside */
	struct ratio high;
	bool has_margin; /* else the setting decides (a sixth of the width) */
	struct ratio margin;
	enum band_amber band_amber;
	enum comparator_kind comparator;
	enum improvement_basis improvement;
	bool improvement_or_same; /* "no worse than" rather than "better than" */
	struct str text;          /* as written; borrowed */
};

/* Reads a rule sentence: "green within 5%, amber within 10%", "amber within 2
 * points", "amber within 2 points below, 1 point above", "floor 80", "band 12 to
 * 18, margin 1, amber inside", "target is england", "amber if better than last
 * year", "green within 10%, amber if no worse than last year", "no amber". The
 * whole grammar is in docs/rules.md. Text that is not understood gives
 * RULE_UNREADABLE and E_INPUT; `out` is filled. */
MUST_CHECK enum status rule_read(struct str text, struct rule *out, struct err *err);

/* Reads a tolerance cell beside a target: "5", "5 points", "10%" (of target), or a
 * band "12-18", "10 to 16": the latter gives a RULE_BAND. A bare number is points.
 * "8" with unit per cent means 8 points, as Havering writes it. */
MUST_CHECK enum status rule_read_tolerance(struct str text, struct rule *out, struct err *err);

/* Writes the sentence that rule_read() reads back to an equal rule. */
enum { RULE_TEXT_BYTES = 256 };
const char *rule_print(const struct rule *rule, char out[RULE_TEXT_BYTES]);


/* Whether the parts of a rule are possible (2 x margin below the width of the
 * band, amber no narrower than green, low below high). E_INPUT says which not. */
MUST_CHECK enum status rule_check(const struct rule *rule, struct err *err);

#endif
