/* What is measured and what good is, for one authority.
 *
 * A framework is one set of indicators, shown in any number of scorecards, each
 * cut into sections of any depth. Whatever can change in time (targets, rating
 * rules, profiles, coverage, the watch on an indicator) stands with its dates, and
 * what was once aimed for is never overwritten: a new target is a further one.
 *
 * A framework is read from text (framework/text.h) or from a store
 * (framework/store.h). Invariants: no two indicators share reference and title
 * (framework_key()); a section's parent stands before it; every index is inside
 * its array. All texts and arrays live in the framework's arena. */
#ifndef OUTTURN_FRAMEWORK_FRAMEWORK_H
#define OUTTURN_FRAMEWORK_FRAMEWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/date.h"
#include "base/text.h"
#include "figure/line.h"
#include "figure/rule.h"
#include "figure/target.h"

enum {
	FRAMEWORK_DEPTH_MAX = 12, /* sections, and organisation units, below each other */
	FRAMEWORK_INDICATORS_MAX = 20000,
	FRAMEWORK_LIST_MAX = 2000, /* targets of one indicator, sections of a scorecard... */
	PROFILE_POINTS_MAX = 12,
};

/* No place in an array: no parent, not found. */
#define FRAMEWORK_NOWHERE SIZE_MAX

/* A stretch of days, both ends inside; DATE_NONE leaves that side open. */
struct span {
	int32_t from;
	int32_t to;
};

/* How a target, a rule or a removal came about (R11, R24). Empty and DATE_NONE:
 * not said. */
struct decision {
	int64_t id; /* of what was decided, in the store; 0: not stored */
	struct str set_by;
	int32_t set_on;
	struct str why;
	bool is_draft; /* proposed, not yet agreed */
	struct str agreed_by; /* the meeting */
	int32_t agreed_on;
	enum origin origin; /* set nationally or locally */
};

struct dated_target {
	struct span span;
	struct target target; /* `text` as written */
	struct decision decision;
};

struct dated_rule {
	struct span span;
	struct rule rule;
	struct decision decision;
};

/* The in-year targets of one financial year, point by point. */
struct profile {
	int32_t year_from; /* 1 April */
	size_t point_count; /* 4 quarters or 12 months */
	struct target points[PROFILE_POINTS_MAX]; /* TARGET_NOT_GIVEN: none at that point */
	struct decision decision;
};

/* A text that holds on a day or over a stretch of days. */
struct dated_text {
	struct span span;
	struct str text;
};

struct target_list {
	struct dated_target *items; /* oldest first */
	size_t count;
	size_t capacity;
};

struct rule_list {
	struct dated_rule *items; /* oldest first */
	size_t count;
	size_t capacity;
};

struct profile_list {
	struct profile *items; /* oldest first */
	size_t count;
	size_t capacity;
};

struct dated_text_list {
	struct dated_text *items; /* oldest first */
	size_t count;
	size_t capacity;
};

struct text_list {
	struct str *items; /* as written */
	size_t count;
	size_t capacity;
};

/* An indicator that is no longer reported (R7). */
struct retirement {
	bool is_given;
	int32_t from; /* the first day it is no longer reported */
	struct str why;
	struct str replaced_by; /* the name of another indicator, or empty */
	struct str watched_at;  /* where it is looked at now */
	struct decision decision;
};

/* The dated texts of an indicator, by what they say. */
enum indicator_text {
	INDICATOR_TEXT_HIGHLIGHT,      /* "doing well", in words */
	INDICATOR_TEXT_WATCH,          /* green, but remains a focus */
	INDICATOR_TEXT_COVERAGE,       /* who is counted; a later note breaks the series */
	INDICATOR_TEXT_BREAK,          /* `from` only: the definition changed on that day */
	INDICATOR_TEXT_ANNOTATION,     /* `from` only: something happened */
	INDICATOR_TEXT_UNCOLLECTABLE,  /* cannot be reported in this time */
	INDICATOR_TEXT_COUNT
};

/* An indicator with everything the framework says of it. In `indicator`, what
 * depends on the day (`is_highlight`, `highlight`, `coverage`, `watch`) is left
 * empty and filled by framework_indicator_on(). */
struct framework_indicator {
	int64_t id; /* in the store; 0: not stored */
	struct indicator indicator;
	struct text_list also; /* other titles under which the same indicator arrives */
	struct str note;
	struct span in_force;  /* when it is part of the framework */
	struct target_list targets;
	struct rule_list rules;
	struct profile_list profiles;
	struct dated_text_list texts[INDICATOR_TEXT_COUNT];
	struct retirement retirement;
};

/* A part of the organisation for which figures are kept: a service, a team. */
struct organisation {
	struct str key;   /* what data call it; the name where nothing else was said */
	struct str name;
	struct str level; /* "service", "team"; the authority's own word */
	struct str lead;
	struct span span;
	size_t parent; /* index, or FRAMEWORK_NOWHERE */
};

struct section {
	struct str title;
	struct str level; /* "outcome", "priority area"; the authority's own word */
	struct str commentary;
	size_t parent; /* index into the scorecard's sections, or FRAMEWORK_NOWHERE */
};

/* An indicator's place in a scorecard. */
struct placement {
	size_t section;   /* FRAMEWORK_NOWHERE: directly under the scorecard */
	size_t indicator; /* index into the framework's indicators */
};

struct scorecard {
	int64_t id; /* in the store; 0: not stored */
	struct str name;
	struct str audience;
	struct str note;
	int64_t cap; /* most indicators it should show; 0 not set (R6) */
	struct section *sections; /* in printed order, parents before their children */
	size_t section_count;
	size_t section_capacity;
	struct placement *placements; /* in printed order within each section */
	size_t placement_count;
	size_t placement_capacity;
};

struct framework {
	struct arena *arena;
	struct str authority;
	struct str note;
	struct organisation *organisations; /* parents before their children */
	size_t organisation_count;
	size_t organisation_capacity;
	struct framework_indicator *indicators;
	size_t indicator_count;
	size_t indicator_capacity;
	struct scorecard *scorecards;
	size_t scorecard_count;
	size_t scorecard_capacity;
	struct dated_text_list annotations; /* for every indicator */
};

/* An empty framework whose contents live in `arena`. */
struct framework framework_new(struct arena *arena, struct str authority);

/* A zeroed decision, span and so on would be dated 1970: these are the empty ones. */
struct span span_always(void);
struct decision decision_none(void);

/* Whether a day lies in the stretch. */
bool span_holds(struct span span, int32_t date);

/* An indicator of which nothing is said. */
struct framework_indicator framework_indicator_new(void);

/* Adds to a list and returns the new item, valid until the next addition. Text is
 * borrowed: copy it into the arena first. */
struct framework_indicator *framework_add_indicator(struct framework *framework);
struct scorecard *framework_add_scorecard(struct framework *framework, struct str name);
struct organisation *framework_add_organisation(struct framework *framework);
struct section *scorecard_add_section(struct framework *framework, struct scorecard *scorecard,
                                      size_t parent);
void scorecard_add_placement(struct framework *framework, struct scorecard *scorecard,
                             struct placement placement);
void framework_add_also(struct framework *framework, struct framework_indicator *indicator,
                        struct str title);
void framework_add_text(struct framework *framework, struct dated_text_list *list,
                        struct dated_text text);
void framework_add_target(struct framework *framework, struct target_list *list,
                          struct dated_target target);
void framework_add_rule(struct framework *framework, struct rule_list *list,
                        struct dated_rule rule);
void framework_add_profile(struct framework *framework, struct profile_list *list,
                           struct profile profile);

/* Keeps the indicators that are chosen (`count` indices, no two the same), in that order;
 * the others go, with their places in scorecards. */
void framework_choose_indicators(struct framework *framework, const size_t *chosen, size_t count);

/* Takes out the sections that `keep` (one for each) denies; nothing may stand in them. */
void scorecard_keep_sections(struct framework *framework, struct scorecard *scorecard,
                             const bool *keep);

/* What makes an indicator the same one: reference and title, where case, runs of
 * white space and the shape of dashes and apostrophes do not matter. The text lives
 * in `arena`. Many are found by framework/index.h. */
struct str framework_key(struct arena *arena, struct str ref, struct str title);

/* The index of the one indicator that goes by `name`: its reference, or its title
 * when no reference is like that. FRAMEWORK_NOWHERE when none or several do;
 * `matches_out` (may be NULL) gets how many. */
size_t framework_find_name(const struct framework *framework, struct str name,
                           size_t *matches_out);

/* The scorecard of that name (case aside), or NULL. */
struct scorecard *framework_find_scorecard(const struct framework *framework, struct str name);

/* The target, or rule, in force on a day: the one that began last; an agreed one
 * before a draft. NULL when there is none. Borrowed. */
const struct dated_target *framework_target_on(const struct framework_indicator *indicator,
                                               int32_t date);
const struct dated_rule *framework_rule_on(const struct framework_indicator *indicator,
                                           int32_t date);

/* The in-year target at the month or quarter that ends on `period_end`, or NULL
 * when none is profiled there. Borrowed. */
const struct target *framework_profile_on(const struct framework_indicator *indicator,
                                          int32_t period_end);

/* The text of a kind that holds on a day, or NULL. For a coverage note: the one
 * that began last. Borrowed. */
const struct dated_text *framework_text_on(const struct framework_indicator *indicator,
                                           enum indicator_text kind, int32_t date);

/* The indicator as it stands on a day: with its highlight and watch flags. */
struct indicator framework_indicator_on(const struct framework_indicator *indicator,
                                        int32_t date);

/* Why figures of `earlier` and `later` (period ends) cannot be compared: the last
 * definition change or change of coverage after `earlier`, up to and including
 * `later`. NULL when they can. Borrowed. */
const struct dated_text *framework_break_between(const struct framework_indicator *indicator,
                                                 int32_t earlier, int32_t later);

/* The levels of a section joined by " > ", outermost first, in `arena`. */
struct str scorecard_section_path(const struct scorecard *scorecard, size_t section,
                                  struct arena *arena);

#endif
