/* One line of a scorecard: an indicator in a period, with everything that was
 * said of it. Files and stores are both turned into lines; judging and digests
 * see nothing else. All texts and arrays are borrowed from the arena of whoever
 * made the lines. */
#ifndef OUTTURN_FIGURE_LINE_H
#define OUTTURN_FIGURE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/period.h"
#include "base/text.h"
#include "figure/rule.h"
#include "figure/target.h"
#include "figure/unit.h"
#include "figure/value.h"

enum frequency {
	FREQUENCY_NOT_SAID,
	FREQUENCY_MONTHLY,
	FREQUENCY_QUARTERLY,
	FREQUENCY_TERMLY,
	FREQUENCY_HALF_YEARLY,
	FREQUENCY_ANNUAL,
	FREQUENCY_COUNT
};

enum influence { /* R28: what a council can do about it */
	INFLUENCE_NOT_SAID,
	INFLUENCE_OURS,
	INFLUENCE_SHARED,
	INFLUENCE_CONTEXT,
	INFLUENCE_COUNT
};

enum origin { ORIGIN_NOT_SAID, ORIGIN_NATIONAL, ORIGIN_LOCAL };

/* What is measured. Texts are empty where nothing was said (R5). */
struct indicator {
	struct str ref;   /* "NI59"; may be empty when the source numbers nothing */
	struct str title; /* as printed */
	struct str definition;
	struct str why; /* why it matters */
	struct str source;
	struct str numerator_words;
	struct str denominator_words;
	struct str owner;
	bool owner_is_partner; /* another organisation answers for it */
	struct str target_reason;
	int32_t target_review; /* DATE_NONE when not set */
	enum origin origin;
	enum influence influence;
	struct unit unit;
	struct polarity_reading polarity;
	enum frequency frequency;
	int lag_days; /* from the period's end to when it is due; -1 not said */
	bool is_highlight;   /* "doing well" */
	struct str highlight; /* in which way; may be empty */
	struct str coverage; /* who is counted */
	struct str watch;    /* why a green one is still watched; empty: it is not */
	struct str proxy;    /* R4: reported in between an annual one; a reference */
	struct str *linked;  /* references of indicators that move with this one */
	size_t linked_count;
};

/* One level on the way to a line's section. */
struct section_level {
	struct str title;
	struct str word; /* the council's own for the level: "outcome"; may be empty */
	struct str commentary;
};

/* How sure the source is of a figure (R29). */
enum confidence {
	CONFIDENCE_NOT_SAID,
	CONFIDENCE_FINAL,
	CONFIDENCE_PROVISIONAL,
	CONFIDENCE_PARTIAL,   /* `entered_percent` of the records are in */
	CONFIDENCE_ESTIMATED,
	CONFIDENCE_COUNT
};

struct comparator {
	struct value value;
	struct period period; /* PERIOD_NONE when not said */
};

/* A past (or present) figure of the same indicator. */
struct point {
	struct period period;
	struct value value;
	struct target target;
	struct target profiled; /* the in-year target to that point; TARGET_NOT_GIVEN: none */
	enum confidence confidence;
	bool breaks;           /* not comparable with the point before it */
	struct str break_note; /* why: definition or coverage changed */
};

/* Something that happened, drawn on the trend. */
struct annotation {
	int32_t date;
	struct str text;
};

/* Which colour somebody says it has. */
enum rating { RATING_NONE, RATING_GREEN, RATING_AMBER, RATING_RED, RATING_COUNT };

/* What a source printed as the line's status, where it did. */
struct stated_status {
	bool is_given;
	enum rating rating;    /* RATING_NONE for the states below */
	enum absence absence;  /* "Data Not Available" */
	bool is_target_not_set; /* "Target Not Set" */
	bool is_no_target;      /* "Not a target measure", "Measure for information" */
	struct str text;       /* as printed */
};

/* The words that came with a line (R9). Empty: not given. */
struct commentary {
	struct str shows;
	struct str why;
	struct str action;
	struct str action_owner;
	int32_t action_due;   /* DATE_NONE when not given */
	int32_t recovery_due;
	struct str recovery_text; /* as written, when it is no date */
};

/* Why no figure can be reported for now: a service says it in its form. `since` and
 * `expected` speak only where `why` is not empty; DATE_NONE: not said. */
struct unreported {
	struct str why;
	int32_t since;
	int32_t expected; /* when there will be figures again */
};

/* A column that the program does not know, kept as it came. */
struct extra_cell {
	struct str column;
	struct str text;
};

struct line {
	struct indicator *indicator; /* shared by the lines of one indicator */
	struct str authority;
	struct str report;
	struct str scorecard;
	struct str section; /* levels joined by " > ", outermost first */
	struct str section_commentary;
	struct section_level *levels; /* of the section, outermost first */
	size_t level_count;           /* 0: only `section` is known */

	struct period period;
	struct value value; /* the figure that is judged */
	bool value_is_chosen; /* the row has none: it is its month, quarter or year to date */
	struct value value_aside; /* one so chosen where a fuller figure stood: counts without it */
	enum confidence confidence;
	enum absence absence; /* when the value is not known */
	struct unreported unreported;
	int entered_percent;  /* CONFIDENCE_PARTIAL; -1 not said */
	int32_t taken_on;     /* when the figure was taken; DATE_NONE not said */
	bool has_cohort;
	int64_t cohort;
	struct value month;
	struct value quarter;
	struct value year_to_date;
	struct value projected;

	struct value previous;
	struct period previous_period;
	struct value last_year; /* same period last year */
	struct value last_known; /* where there is no figure now: the last there was */
	struct period last_known_period;
	struct value baseline;  /* where improvement is counted from */
	struct period baseline_period;
	struct comparator comparators[COMPARATOR_COUNT];

	struct target target;
	struct str target_setter; /* who set it, where known */
	int32_t target_set_on;
	struct str target_why;
	bool target_is_draft;
	bool target_is_national;
	struct target profiled; /* the in-year target to this point; TARGET_NOT_GIVEN: none */
	struct rule rule;
	struct str rule_setter; /* who set it, where an officer did; when and why */
	int32_t rule_set_on;
	struct str rule_why;
	bool rule_is_draft;
	struct stated_status stated;
	struct str stated_direction; /* a printed trend word, kept */

	struct commentary commentary;
	struct str note;
	struct extra_cell *extras;
	size_t extra_count;

	struct point *history; /* earlier figures, oldest first, this one not in it */
	size_t history_count;
	bool breaks_from_previous; /* not comparable with the period before */
	struct str break_note;
	struct annotation *annotations;
	size_t annotation_count;

	struct str file; /* where it came from: name without folders */
	int64_t row;
};

struct line_list {
	struct line *items;
	size_t count;
	size_t capacity;
};

/* Reads what a source printed as a status: a colour ("Green", "G", "Red - off
 * target"), a word or number for one ("on target", "off track", "1"), or a state
 * ("Data Not Available", "Target Not Set", "Measure for information", "M" for in
 * measurement). Empty text and a lone dash: not given. What can mean two colours
 * ("within tolerance", "amber/green") or nothing known gives E_INPUT, and no
 * rating; `out->text` is kept in every case, trimmed. */
MUST_CHECK enum status stated_status_read(struct str text, struct stated_status *out,
                                          struct err *err);

/* "green", "amber", "red", or "" for none. */
const char *rating_word(enum rating rating);

/* The reference when there is one, otherwise the title: how a message names an
 * indicator. */
struct str indicator_name(const struct indicator *indicator);

/* "cannot be reported since 1 May 2023: the new system is being tested; expected back on
 * 1 July 2023", in `arena`; the empty text when nothing was said. */
struct str unreported_words(const struct unreported *unreported, struct arena *arena);

/* The words for the enums above, and reading them back ("quarterly", "shared");
 * an unknown word gives the _NOT_SAID value and false. */
const char *frequency_word(enum frequency frequency);
bool frequency_read(struct str text, enum frequency *out);
const char *influence_word(enum influence influence);
bool influence_read(struct str text, enum influence *out);
const char *confidence_word(enum confidence confidence);
bool confidence_read(struct str text, enum confidence *out);

#endif
