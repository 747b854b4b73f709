/* The tree of a definition: what the parser makes, the checker completes, and every
 * evaluator reads.
 *
 * docs/language.md says what each part means. The parser fills what was written; fields
 * marked (checked) are the checker's. A tree lives in the arena it was parsed into and is
 * not changed once it is checked. */
#ifndef OUTTURN_LANG_TREE_H
#define OUTTURN_LANG_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/period.h"
#include "base/text.h"
#include "table/schema.h"

/* A file of definitions as it was read. */
struct lang_file {
	struct str name;
	struct str text;
};

/* Where something stands in its file, for messages. */
struct spot {
	int line;   /* from 1 */
	int column; /* from 1, in characters */
	int length; /* in characters */
};

enum lang_type {
	LANG_NONE, /* what could not be typed: an error was said */
	LANG_TRUTH,
	LANG_DATE,
	LANG_INSTANT,
	LANG_NUMBER, /* in millionths */
	LANG_WORKING_DAYS,
	LANG_DAYS,
	LANG_MONTHS,
	LANG_HOURS, /* in seconds: "within 72 hours" is to the second */
	LANG_TEXT,  /* of a code or label */
	LANG_KEY,
	LANG_TYPE_COUNT
};

enum node_kind {
	NODE_NUMBER,   /* a literal: amount, in millionths */
	NODE_DURATION, /* a literal of a duration type */
	NODE_DATE,     /* a literal; of LANG_INSTANT in seconds of UTC, else a day */
	NODE_TEXT,     /* a text in quotation marks, or (checked) a code */
	NODE_NAME,
	NODE_CALL,
	NODE_NOT,
	NODE_NEGATE,
	NODE_BINARY,
	NODE_BETWEEN, /* parts: value, low, high */
	NODE_IN,
	NODE_IS,
	NODE_RELATION,
	NODE_KIND_COUNT
};

enum binary_op {
	BINARY_ADD,
	BINARY_SUBTRACT,
	BINARY_MULTIPLY,
	BINARY_DIVIDE,
	BINARY_EQUAL,
	BINARY_UNEQUAL,
	BINARY_LESS,
	BINARY_LESS_EQUAL,
	BINARY_MORE,
	BINARY_MORE_EQUAL,
	BINARY_BY,
	BINARY_ELSE,
	BINARY_AND,
	BINARY_OR,
	BINARY_OP_COUNT
};

enum is_what { IS_MISSING, IS_GIVEN, IS_YES, IS_NO };

/* What a name turned out to be (checked). */
enum binding_kind {
	BOUND_NOTHING,
	BOUND_FIELD,       /* of the record `out` relations outward: 0 the innermost */
	BOUND_CHILD_FIELD, /* of the person of the record's child, `out` likewise */
	BOUND_CHILD,       /* the child itself, as a key: its number; `out` likewise */
	BOUND_FAMILY,      /* the child's family, as a key: -1 less its number, so that no
	                      family is taken for a child; missing when the child has none */
	BOUND_PARAMETER,
	BOUND_LET,      /* of the definition; its value is of the record of the `of` line */
	BOUND_TODAY,    /* the last day of the period */
	BOUND_FIRST_DAY,
	BOUND_DAY,      /* what put the record in the period */
	BOUND_ANSWERED, /* with `on due` */
	BOUND_HELD,     /* in a schedule: the date of what was held last */
	BOUND_CODE,     /* a code; the node has become NODE_TEXT */
	BOUND_KIND_COUNT
};

struct binding {
	enum binding_kind kind;
	int out;   /* relations outward */
	int index; /* of the field, parameter or let */
};

enum function {
#define FUNCTION(id, name, result, parts, doc) FUNCTION_##id,
#include "lang/functions.def"
#undef FUNCTION
	FUNCTION_COUNT
};

enum quantifier {
	QUANTIFIER_ANY,
	QUANTIFIER_NO,
	QUANTIFIER_AT_LEAST,   /* amount */
	QUANTIFIER_FEWER_THAN, /* amount */
	QUANTIFIER_NUMBER,
	QUANTIFIER_SUM,    /* of `value` */
	QUANTIFIER_NTH,    /* `field` of the amount-th, from 1 */
	QUANTIFIER_LATEST, /* `field` of it; likewise the next two */
	QUANTIFIER_PREVIOUS,
	QUANTIFIER_NEXT,
	QUANTIFIER_COUNT
};

enum which { WHICH_ALL, WHICH_EARLIER, WHICH_LATER, WHICH_OTHER };
enum scope_kind { SCOPE_CHILD, SCOPE_FAMILY, SCOPE_KEY };

struct relation {
	enum quantifier quantifier;
	int64_t amount;
	enum which which;
	struct str type_name;
	int type; /* (checked) */
	enum scope_kind scope;
	struct str key_name; /* SCOPE_KEY: the other record's field ... */
	int key_field;       /* (checked) */
	struct node *key;    /* ... equals this, of the record around */
	struct node *running_from; /* NULL: not asked; with running_to NULL: on that day. Both */
	struct node *running_to;   /* of the record around, as `key` is */
	struct node *where;        /* of the other record; NULL: all */
	struct str field_name;
	int field;          /* (checked) of QUANTIFIER_NTH, _LATEST, _PREVIOUS, _NEXT */
	struct node *value; /* of QUANTIFIER_SUM, of the other record */
	struct spot type_place;
	struct spot field_place;
};

/* One of `x in (...)`: a text, or from one to another. */
struct text_range {
	struct str from;
	struct str to; /* the same as `from` for a single text */
	struct spot place;
};

struct node {
	enum node_kind kind;
	enum lang_type type; /* (checked); of a duration and a date as written */
	struct spot place;
	int height;          /* nodes on the longest way down, this one too: LANG_DEPTH_MAX at most */
	int64_t amount;      /* of a number in millionths, of a duration in working days, days,
	                        months or seconds, of a date its day */
	struct str text;     /* of a text; of any other literal, name or call: as written ("6 weeks",
	                        and "10" where a code 10 is meant) */
	struct str of;       /* of a name: "this", "outer", "child", "" */
	struct binding binding;  /* of a name (checked) */
	enum binary_op op;
	enum is_what is;
	bool is_negated;         /* of NODE_IN: not in */
	enum function function;  /* of a call (checked) */
	int schedule;            /* of a call that asks a schedule (checked); else -1 */
	struct node **parts;     /* operands; arguments (a schedule's name is one, as a name) */
	size_t part_count;
	const struct text_range *ranges; /* of NODE_IN */
	size_t range_count;
	struct relation *relation;
	bool asks_today; /* (checked) its value may change with the period looked at */
};

struct parameter {
	struct str name;
	struct node *value; /* a literal */
	struct spot place;
};

/* `changed DATE NAME VALUE "why"`. */
struct version {
	int32_t from;
	struct str name;
	int parameter; /* (checked) */
	struct node *value;
	struct str why;
	struct spot place;
};

struct let {
	struct str name;
	struct node *value;
	struct spot place;
};

struct step {
	struct node *duration;  /* a literal or a parameter */
	struct node *after;     /* of the first step: when the clock begins; else NULL: after held */
	struct node *condition; /* NULL: always; `held` is the date held last */
	bool is_repeated;       /* `every`: its turn goes on; always of the last step */
	struct spot place;
};

struct schedule {
	struct str name;
	struct relation *events; /* a type, its scope, its filter */
	struct str held_name;    /* the field that says when it was held */
	int held;                /* (checked) */
	struct spot held_place;
	const struct step *steps;
	size_t step_count;
	struct spot place;
};

enum clock_kind { CLOCK_NONE, CLOCK_WHEN, CLOCK_WHILE, CLOCK_DURING, CLOCK_BIRTHDAY, CLOCK_DUE };

struct base {
	struct str type_name;
	int type; /* (checked); of a definition with `given`: -1 */
	enum clock_kind clock;
	struct node *start; /* of CLOCK_WHEN the date */
	struct node *end;   /* of CLOCK_WHILE and CLOCK_DURING */
	int from_age, to_age;
	struct str schedule_name;
	int schedule; /* (checked) */
	int rolling_months; /* 0: as long as the period is */
	struct node **conditions;
	size_t condition_count;
	struct node **keys; /* once per; count 0: every record */
	size_t key_count;
	bool keeps_first;
	struct spot place;
};

enum statistic { STATISTIC_COUNT, STATISTIC_MEAN, STATISTIC_MEDIAN, STATISTIC_QUANTILE, STATISTIC_SUM };

enum lang_unit {
	LANG_UNIT_NONE,
	LANG_UNIT_PERCENT,
	LANG_UNIT_COUNT,
	LANG_UNIT_RATIO,
	LANG_UNIT_DAYS,
	LANG_UNIT_WORKING_DAYS,
	LANG_UNIT_WEEKS,
	LANG_UNIT_MONTHS,
	LANG_UNIT_SCORE,
	LANG_UNIT_RATE, /* per rate_per */
	LANG_UNIT_COUNT_OF
};

struct rejection {
	struct node *condition;
	struct str reason;
};

struct breakdown {
	struct str name;
	struct node *value;
	struct spot place;
};

struct setting {
	struct str name;
	int parameter; /* (checked) */
	struct node *value;
	struct spot place;
};

struct variant {
	struct str name;
	struct setting *settings;
	size_t setting_count;
	struct spot place;
};

struct cell {
	struct str name;
	struct node *value; /* a literal, or a name without `of`: a code or a label */
	struct spot place;
};

struct example_row {
	struct str type_name;
	int type;         /* (checked) */
	struct str child; /* "" when not said */
	const struct cell *cells;
	size_t cell_count;
	struct spot place;
};

struct expectation {
	int32_t from, to;      /* the period, as days */
	struct period period;  /* as written; PERIOD_NONE when two dates were given */
	bool has_value;        /* false: gives no value */
	bool is_ratio;         /* gives N of M */
	int64_t numerator, denominator; /* is_ratio: whole numbers */
	int64_t value;         /* else: in millionths */
	int value_decimals;    /* how many were written */
	int64_t rejects;
	struct spot place;
};

struct example {
	struct str title;
	struct example_row *rows;
	size_t row_count;
	int64_t population; /* -1: not given */
	const struct expectation *expectations;
	size_t expectation_count;
	struct spot place;
};

struct definition {
	const struct lang_file *file;
	struct str name;
	struct str title;
	struct str source;
	const struct str *codes;
	size_t code_count;
	const struct str *notes;
	size_t note_count;
	enum lang_unit unit;
	int64_t rate_per; /* of LANG_UNIT_RATE */
	const struct parameter *parameters;
	size_t parameter_count;
	struct version *versions; /* in the order of their dates (checked) */
	size_t version_count;
	int32_t in_force_from, in_force_to; /* DATE_NONE: not limited */
	const struct table_type *given;     /* figures handed in; NULL: records */
	const struct let *lets; /* each may use those before it */
	size_t let_count;
	struct schedule *schedules;
	size_t schedule_count;
	struct base base;
	const struct rejection *rejections;
	size_t rejection_count;
	struct node *count; /* NULL: all that are in */
	enum statistic statistic;
	int quantile;
	struct node *value;    /* of the statistic; NULL for STATISTIC_COUNT */
	struct node *over_sum; /* NULL when not said */
	struct str over_name;  /* "" when not said */
	const struct definition *over; /* (checked) */
	bool is_per_population;
	int population_from_age, population_to_age;
	struct node *team; /* NULL: the field `team`, where the type has one */
	const struct breakdown *breakdowns;
	size_t breakdown_count;
	const struct str *besides;
	size_t beside_count;
	const struct variant *variants;
	size_t variant_count;
	const struct example *examples;
	size_t example_count;
	struct spot place;
	bool is_broken; /* a line could not be read, and is left out: it can never be sound */
	bool is_sound;  /* (checked) no error was found: it may be evaluated */
};

/* What one or more files define. */
struct library {
	struct definition **items;
	size_t count;
};

#endif
