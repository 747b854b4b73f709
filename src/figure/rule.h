/* Rating rules as data: when a figure is green, amber or red.
 *
 * Every family that councils were seen to use (docs/rules.md, "Targets and rating
 * rules") is a value of this struct, read from the sentence an officer writes and
 * printed back as one. The target stands apart (target.h), unless the rule says
 * that a comparator is the target.
 *
 * Edges belong to the better side: on target is green, at the end of a tolerance,
 * on the floor and on the edge of a band is still inside. */
#ifndef OUTTURN_FIGURE_RULE_H
#define OUTTURN_FIGURE_RULE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "figure/ratio.h"
#include "figure/target.h"
#include "figure/unit.h"

/* What decides. Each uses the parts of struct rule that are named here; the
 * others are zero. Green is always: the target is met, or missed by no more than
 * `green` (but for a band and for progress, which have no target). */
enum rule_kind {
	RULE_NOT_GIVEN,   /* as RULE_NO_AMBER, but nobody said so */
	RULE_NO_AMBER,    /* green or red */
	RULE_TOLERANCE,   /* amber: missed by no more than `amber` */
	RULE_FLOOR,       /* amber: between `floor` and target (a ceiling where low is good) */
	RULE_BAND,        /* green in `low` to `high`, amber by `margin` and `band_amber` */
	RULE_IMPROVEMENT, /* amber: `amber_if` holds, and missed by no more than `amber` if given */
	RULE_PROGRESS,    /* green: `green_if` holds; amber: `amber_if` holds; no target needed */
	RULE_UNREADABLE,
	RULE_KIND_COUNT
};

/* A distance from the target: points, or per cent of the target's size. */
struct tolerance {
	bool is_given;
	bool is_percent_of_target;
	struct ratio amount; /* 0 or above; per cent at most TOLERANCE_PERCENT_MAX */
};

enum { TOLERANCE_PERCENT_MAX = 1000 };

/* A tolerance for each side of the target. One written without a side ("within
 * 5%") is both. Where high is good only `below` is a miss, where low is good only
 * `above`; a figure that should stay close to its target can miss on both. */
struct tolerances {
	struct tolerance below;
	struct tolerance above;
};

enum band_amber {
	BAND_AMBER_INSIDE,  /* the outermost `margin` of the band, edges with it */
	BAND_AMBER_OUTSIDE, /* up to `margin` beyond the band */
};

struct rule {
	enum rule_kind kind;
	bool has_comparator; /* "target is england": its value is the target */
	enum comparator_kind comparator;
	struct tolerances green; /* RULE_NO_AMBER never has one: that is a RULE_TOLERANCE */
	struct tolerances amber;
	/* Passing the target by more than this (or by this much, when on the edge
	 * too) is called exceeded: still green, with its own word. */
	struct tolerance exceeded;
	bool exceeded_on_edge;
	struct ratio floor;
	struct ratio low;
	struct ratio high;
	bool has_margin; /* RULE_BAND; else the setting decides */
	struct ratio margin;
	enum band_amber band_amber;
	struct improvement green_if;
	struct improvement amber_if;
	struct str text; /* as written, trimmed; borrowed */
};

/* Reads a rule sentence: "green within 5%, amber within 10%", "amber within 2
 * points below and 1 point above", "floor 80", "band 12 to 18, margin 1, amber
 * inside", "target is england", "amber if better than last year", "green within
 * 10%, amber if no worse than last year", "green if better than baseline", "no
 * amber". Empty text is RULE_NOT_GIVEN. The whole grammar is in docs/rules.md.
 * Text that is not understood, or says what cannot be (rule_check), gives
 * RULE_UNREADABLE and E_INPUT with a message that says where and what was
 * expected; `out` is filled in every case. */
MUST_CHECK enum status rule_read(struct str text, struct rule *out, struct err *err);

/* Reads a tolerance cell beside a target: "5", "5 points", "10%" (of target), "2
 * below, 1 above", or a band "12-18", "10 to 16", which gives a RULE_BAND; a rule
 * sentence is read too. A bare number is points: "8" beside a percentage means 8
 * points, as Havering writes it. Within the tolerance is amber. */
MUST_CHECK enum status rule_read_tolerance(struct str text, struct rule *out, struct err *err);

/* Writes the sentence that rule_read() reads back to an equal rule ("" for
 * RULE_NOT_GIVEN, an unreadable one as it was written). Numbers of a rule have at
 * most RATIO_DECIMALS_MAX decimals. Returns `out`. */
enum { RULE_TEXT_BYTES = 512 };
const char *rule_print(const struct rule *rule, char out[RULE_TEXT_BYTES]);

/* Whether the parts of a rule are possible: twice the margin below the width of
 * the band where amber is inside (or no margin), amber no narrower than green,
 * low not above high, nothing negative. E_INPUT says which not. */
MUST_CHECK enum status rule_check(const struct rule *rule, struct err *err);

/* Whether the rule says itself what the figure is held against (a band, a comparator,
 * one's own past), so that the target beside it plays no part. */
bool rule_brings_goal(const struct rule *rule);

/* Whether two rules say the same, their texts aside. */
bool rule_equal(const struct rule *a, const struct rule *b);

/* The tolerance in points for this target: its amount, or that per cent of the
 * target's size. 0 when it is not given. */
struct ratio tolerance_points(const struct tolerance *tolerance, struct ratio target);

#endif
