/* Judging: a line of a scorecard becomes a status, a direction, a certainty.
 *
 * Pure: no store, no clock, no memory of its own; the same line and settings
 * give the same judgement. Judging cannot fail. What cannot be worked out is a
 * named state, never a blank and never a guess, and what looks wrong is a
 * finding (check.h, claims.h).
 *
 * Four things are kept apart, because readers mix them up: the status (against
 * the target), the state (why there is a status, or none), the direction
 * (against an earlier figure) and the certainty (whether that change is more
 * than usual variation would explain). Statuses and directions are worked out on
 * the exact figures; rounding happens on printing only. docs/judging.md tells
 * officers the same in their own words. */
#ifndef OUTTURN_JUDGE_JUDGE_H
#define OUTTURN_JUDGE_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/line.h"
#include "judge/goal.h"

/* What a council may set. */
struct judge_settings {
	struct ratio dead_band;     /* a change this small, or smaller, is "same"; in the unit */
	bool judge_as_printed;      /* rate the figure as it prints, not the exact one */
	bool unsure_is_no_change;   /* print an unsure change as "no clear change" */
	struct ratio margin_share;  /* of a band's width, where its rule gives no margin */
	int64_t small_denominator;  /* below it a figure is marked as a small number */
	int64_t one_case_below;     /* below this denominator one case's worth is told */
	int completeness_floor;     /* per cent of records entered, below it no status */
	bool has_move_limit;        /* ask for commentary when a figure moves further than */
	struct ratio move_limit;    /* this, in the unit */
};

/* The house's defaults: no dead band, the exact figure, a margin of one sixth,
 * small below 20, one case told below 100, records at least 95% entered. */
struct judge_settings judge_settings_default(void);

/* Why a line has its status, or has none. The words are those of a scorecard. */
enum state {
	STATE_RATED,
	STATE_AS_STATED, /* could not be worked out: what the source printed */
	STATE_NO_TARGET, /* by design */
	STATE_TARGET_NOT_SET,
	STATE_TARGET_NOT_GIVEN,
	STATE_ANNUAL, /* not due this time */
	STATE_LATE,   /* no figure, and no reason for it */
	STATE_NOT_COLLECTABLE, /* as said, or there was nothing to count: 0 of 0 */
	STATE_SUPPRESSED,
	STATE_PROVISIONAL, /* too few of the records are entered */
	STATE_DEFINITION_CHANGED,
	STATE_DISCONTINUED,
	STATE_NOT_UNDERSTOOD, /* a cell could not be read, or what rating needs is missing */
	STATE_COUNT
};

enum direction {
	DIRECTION_NONE, /* nothing to compare with, or neither way is good */
	DIRECTION_BETTER,
	DIRECTION_WORSE,
	DIRECTION_SAME,
	DIRECTION_NOT_COMPARABLE, /* change.reason says why */
	DIRECTION_COUNT
};

enum certainty {
	CERTAINTY_NOT_TESTED, /* counts were not given, or the two are not compared */
	CERTAINTY_UNSURE,
	CERTAINTY_CLEAR,
	CERTAINTY_COUNT
};

/* What a figure is compared with. */
enum compared {
	COMPARED_NOTHING,
	COMPARED_LAST_PERIOD,
	COMPARED_LAST_YEAR, /* the same period last year */
	COMPARED_YEAR_END,  /* the last full year, or its end */
	COMPARED_BASELINE,
	COMPARED_EARLIER, /* a dated period that is none of these; words name it */
	COMPARED_COUNT
};

/* Why two figures are not compared. */
enum incomparable {
	INCOMPARABLE_NOT,          /* they are */
	INCOMPARABLE_DEFINITION,   /* definition or coverage changed between them */
	INCOMPARABLE_YEAR_RESTART, /* a year-to-date figure across 1 April */
	INCOMPARABLE_STILL_ADDING, /* a year-to-date count only grows within its year */
	INCOMPARABLE_GAP,          /* the period between has no figure */
	INCOMPARABLE_IMPOSSIBLE,   /* the counts of one of them make no percentage */
	INCOMPARABLE_COUNT
};

/* A figure set beside an earlier one. */
struct change {
	enum compared with; /* COMPARED_NOTHING: no earlier figure, the rest is empty */
	struct value from;
	struct period from_period; /* PERIOD_NONE when not said */
	struct ratio difference;   /* now less then, exact, in the unit */
	enum direction direction;
	enum direction plain;      /* what bare comparison says, were the two comparable */
	enum certainty certainty;
	enum incomparable reason;
	struct str note;           /* the break's own note; borrowed, may be empty */
};

/* A figure set beside its target or a comparator. */
struct comparison {
	enum position position;
	enum standing standing; /* against a comparator, STANDING_MEETS is "level with" */
	struct ratio against;   /* the number, or the nearer end of the band */
	struct ratio gap;       /* figure less `against` */
	struct period period;   /* of the comparator's figure; PERIOD_NONE when not said */
	bool is_other_period;   /* dated, and not the line's own period */
};

enum interval_method { INTERVAL_NONE, INTERVAL_WILSON, INTERVAL_BYAR };

/* Target and comparator pull different ways (R13). */
enum conflict {
	CONFLICT_NONE,
	CONFLICT_MISSED_BUT_BETTER, /* misses its target, yet better than the comparator */
	CONFLICT_MET_BUT_WORSE,
	CONFLICT_COUNT
};

/* Reasons to ask the owner for words (R8); a set of bits. */
enum ask {
	ASK_RED = 1 << 0,
	ASK_AMBER_TWICE = 1 << 1,
	ASK_TURNED = 1 << 2,  /* was getting better, now worse */
	ASK_MOVED = 1 << 3,   /* by more than the limit set */
	ASK_DIFFERS = 1 << 4, /* stated and worked-out status differ */
};

struct judgement {
	enum rating rating; /* RATING_NONE unless STATE_RATED or STATE_AS_STATED */
	enum state state;
	/* Why: by the rule ("within tolerance"), or why there is no rating of ours ("the
	 * target is not set yet"). Never NULL; static. */
	const char *words;

	struct goal goal;
	struct comparison target;
	struct comparison comparators[COMPARATOR_COUNT]; /* POSITION_NONE where not given */
	enum conflict conflicts[COMPARATOR_COUNT];

	struct change change;    /* the direction that a scorecard prints */
	struct change last_year; /* the same period last year as well, when both are given */

	enum interval_method interval;
	double lower; /* in the unit's own scale; 95% */
	double upper;
	bool is_rating_unsure; /* the interval reaches into another status */

	bool has_printed_rating;
	enum rating printed_rating; /* of the figure as it prints */
	bool printed_differs;       /* and that is not the exact figure's */

	enum rating worked_out; /* what the rule gives, also where nothing was stated */
	bool stated_differs;    /* from the status worked out: a finding */

	bool is_small;
	bool has_one_case;
	struct ratio one_case; /* points that one case is worth */

	bool is_provisional; /* first figures, or some records still to come */
	enum rating previous_rating; /* of the earlier figure */
	enum compared previous_with; /* what that figure is of; COMPARED_NOTHING: no rating */
	struct period previous_period;
	bool previous_by_this_target; /* its own target not being known */
	unsigned asks;               /* enum ask; 0: no commentary has to be asked for */
};

/* Judges one line. `out` borrows from `line`. Cannot fail. */
void judge_line(const struct line *line, const struct judge_settings *settings,
                struct judgement *out);

/* Judges `count` lines into `out[count]`. */
void judge_lines(const struct line *lines, size_t count, const struct judge_settings *settings,
                 struct judgement *out);

/* The colour of a figure under the line's rule and goal; RATING_NONE where it
 * cannot be worked out. `words_out` (may be NULL) gets a static text. */
enum rating judge_rating(const struct line *line, const struct goal *goal, struct ratio value,
                         const struct judge_settings *settings, const char **words_out);

/* The direction from `before` to `now` by bare comparison: same within
 * `dead_band`, else by the goal's polarity. Where it should lie in a band, or close
 * to a point, nearer is better and any two places inside the band are the same. */
enum direction judge_direction(const struct goal *goal, struct ratio before, struct ratio now,
                               struct ratio dead_band);

/* Whether any comparator disagrees with the target. */
bool judge_has_conflict(const struct judgement *judgement);

/* The words of a scorecard for the enums; "" for _NONE. */
const char *state_word(enum state state);
const char *direction_word(enum direction direction);
const char *certainty_word(enum certainty certainty);
const char *compared_word(enum compared with);     /* "last period", "year end" */
const char *position_word(enum position position); /* "below", "at", "above" */

/* The direction as this council prints it: as direction_word(), but "no clear
 * change" for an unsure one where the setting says so. */
const char *change_word(const struct change *change, const struct judge_settings *settings);

/* Why two figures are not compared, as a clause: "the year-to-date figure began
 * again on 1 April"; "" when they are compared. */
const char *incomparable_words(enum incomparable reason);

#endif
