/* What a figure is held against, worked out to numbers.
 *
 * A target may be a number, a range or somebody else's figure, and a rule may
 * bring its own band or comparator. A goal is what is left when all of that is
 * settled: nothing, a point or a band. Everything that rates or compares a
 * figure asks the goal, so that "met", "short by" and "nearer" mean the same
 * everywhere. */
#ifndef OUTTURN_JUDGE_GOAL_H
#define OUTTURN_JUDGE_GOAL_H

#include <stdbool.h>

#include "figure/line.h"

enum goal_kind {
	GOAL_NONE,  /* nothing to hold the figure against; `missing` says why */
	GOAL_POINT, /* `low` and `high` are the same number */
	GOAL_BAND,  /* both ends inside */
	GOAL_KIND_COUNT
};

/* Why there is no goal. */
enum goal_missing {
	GOAL_MISSING_NOTHING,
	GOAL_MISSING_TARGET,      /* the target was not given */
	GOAL_MISSING_BY_DESIGN,   /* no target, or a measure for information */
	GOAL_MISSING_NOT_SET,     /* to be set, or a baseline year */
	GOAL_MISSING_COMPARATOR,  /* the target is a comparator's figure, not given */
	GOAL_MISSING_EARLIER,     /* it is an earlier figure of one's own, not given */
	GOAL_MISSING_BASE,        /* the base or distribution it names was not given */
	GOAL_MISSING_POLARITY,    /* a number, but not which way is good */
	GOAL_MISSING_UNREADABLE,  /* the target or rule was not understood */
	GOAL_MISSING_COUNT
};

struct goal {
	enum goal_kind kind;
	enum goal_missing missing;
	struct ratio low;
	struct ratio high;
	enum target_bound bound;
	enum polarity polarity; /* as it works here: "fewer than" makes it low */
	bool is_profiled;       /* the in-year target to this point was used */
	bool is_comparator;     /* `comparator` is whose figure it is */
	enum comparator_kind comparator;
	bool is_earlier; /* one's own earlier figure, of `basis` */
	enum basis basis;
};

/* Where a figure lies. A figure inside a band is "at". */
enum position { POSITION_NONE, POSITION_BELOW, POSITION_AT, POSITION_ABOVE, POSITION_COUNT };

/* What that is worth. */
enum standing {
	STANDING_NONE,  /* not known, or neither way is good */
	STANDING_WORSE, /* the goal is not met */
	STANDING_MEETS, /* on it, or inside the band */
	STANDING_BETTER,
	STANDING_COUNT
};

/* The goal of a line: its in-year target where one is given, else its target,
 * with whatever its rule brings. Cannot fail: an absent goal says why. */
struct goal goal_of_line(const struct line *line);

/* The goal that `target` would make for the same line: what an earlier period
 * had been held against. */
struct goal goal_of_target(const struct line *line, const struct target *target);

/* Where `value` lies. POSITION_NONE without a goal. */
enum position goal_position(const struct goal *goal, struct ratio value);

/* Whether the goal is met: exactly on it is met, unless it was written "fewer
 * than" or "more than". False without a goal. */
bool goal_is_met(const struct goal *goal, struct ratio value);

/* What the position is worth. */
enum standing goal_standing(const struct goal *goal, struct ratio value);

/* How far `value` falls short on the side that is not good, 0 when it does not.
 * Where the goal is a band, or should be stayed close to, either side counts.
 * The goal must not be GOAL_NONE. */
struct ratio goal_shortfall(const struct goal *goal, struct ratio value);

#endif
