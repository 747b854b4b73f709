/* What an evaluator is asked, and what it answers: the same for the engine, the oracle and SQL.
 *
 * The three must agree on every tally. An answer holds whole counts and exact sums; making a
 * figure of them (dividing, scaling) is lang/value.h's. */
#ifndef OUTTURN_LANG_QUESTION_H
#define OUTTURN_LANG_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/text.h"
#include "lang/tree.h"
#include "table/table.h"

/* First and last day of a period, both inside. */
struct span {
	int32_t from;
	int32_t to;
};

/* By what figures are broken down: the value of an expression in the record that counts.
 * With `cuts` a number becomes the band it lies in: band 0 below cuts[0], ... */
struct dimension {
	struct str name;
	const struct node *value; /* checked against the definition's type; NULL: the whole */
	const int64_t *cuts;      /* ascending, in millionths; NULL: the value itself */
	size_t cut_count;
	/* Who speaks with `once per` is settled within each category, as of teams: a child counts
	 * once in each. Else it is settled once and the speaker's category has it: such figures add up
	 * to the whole. */
	bool is_of_units;
};

struct question {
	const struct tables *tables;
	const struct table *given; /* the figures of a definition with `given`; else NULL */
	const struct calendar *calendar;
	const struct definition *definition; /* sound */
	const struct variant *variant;       /* NULL: the definition's own parameters */
	const struct span *periods;
	size_t period_count;
	const struct dimension *dimensions; /* the whole is always one: [0] */
	size_t dimension_count;
};

/* What records came to. Sums are in the units of tree.h (millionths, days, seconds). */
struct tally {
	int64_t in;       /* records in: counted and missed */
	int64_t counted;
	int64_t rejected;
	int64_t sum;      /* of the statistic's value over the counted; 0 when there is none */
	int64_t over_sum; /* of `over sum`, likewise */
	int64_t middle_twice; /* twice the median, or twice the quantile; CELL_MISSING: of none */
	bool is_changed; /* a version changed within the period: no figure, the rest is 0 */
};

struct tally_row {
	int period;    /* of the question */
	int dimension; /* of the question */
	int64_t category; /* a value or a band of the dimension; CELL_MISSING: it has none; 0 for
	                     the whole; of texts the number among the words of the tables, and
	                     -1 of one that is only in the definition */
	struct str text;  /* of a dimension of texts; else "" */
	struct tally tally;
};

/* Rows by period, dimension, category and (by bytes) text; only those in which something is in
 * or rejected, and always the whole of every period; of a period in which a version changed only
 * the whole. Lives in the arena it was asked with. */
struct answer {
	const struct tally_row *rows;
	size_t count;
};

/* What became of one record. */
enum outcome {
	OUTCOME_COUNTED,
	OUTCOME_MISSED,   /* in, not counted */
	OUTCOME_REJECTED,
	OUTCOME_OUT,      /* the clock or a condition says no */
	OUTCOME_SPOKEN_FOR, /* another record of the same key speaks */
	OUTCOME_KIND_COUNT
};

/* A record in one period. A row has several for `on birthday` and `on due`. */
struct case_row {
	int32_t row;  /* of the base's table */
	int32_t day;  /* DATE_NONE when the clock gives none */
	enum outcome outcome;
	struct str reason; /* of a rejection: its sentence, or what was missing */
	const struct node *decided_by; /* the condition, rejection or count; NULL: the clock */
	int32_t speaker;   /* of OUTCOME_SPOKEN_FOR: the row that speaks; else -1 */
	int64_t value;     /* of the statistic; CELL_MISSING */
};

/* By row, then day. Records that the clock puts outside the period are left out. */
struct case_list {
	const struct case_row *items;
	size_t count;
};

#endif
