/* An indicator as rows of the store, and back.
 *
 * Between struct framework_indicator and the tables of sql/schema/0002_framework.sql:
 * one row of facts, rows of aims (targets, rules, profiles, a removal) and rows of
 * words (dated texts and lists). Two states of an indicator are compared row by row.
 * All texts are borrowed from the framework, or live in the arena given. */
#ifndef OUTTURN_FRAMEWORK_ROW_H
#define OUTTURN_FRAMEWORK_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "framework/framework.h"

/* The columns of indicator_fact, in the order of its statements. */
enum fact_text {
	FACT_REF,
	FACT_TITLE,
	FACT_DEFINITION,
	FACT_WHY,
	FACT_SOURCE,
	FACT_NUMERATOR,
	FACT_DENOMINATOR,
	FACT_OWNER,
	FACT_TARGET_REASON,
	FACT_PROXY,
	FACT_NOTE,
	FACT_ORIGIN,
	FACT_INFLUENCE,
	FACT_UNIT,
	FACT_POLARITY,
	FACT_FREQUENCY,
	FACT_TEXT_COUNT
};

enum fact_number {
	FACT_DECIMALS,
	FACT_LAG_DAYS,
	FACT_IS_PARTNER,
	FACT_IS_IMPLIED,
	FACT_NUMBER_COUNT
};

enum fact_date {
	FACT_TARGET_REVIEW,
	FACT_IN_FORCE_FROM,
	FACT_IN_FORCE_TO,
	FACT_DATE_COUNT
};

struct fact_row {
	struct str texts[FACT_TEXT_COUNT];
	int64_t numbers[FACT_NUMBER_COUNT];
	int32_t dates[FACT_DATE_COUNT];
};

/* The facts of an indicator as a row, and a row put back into an indicator. Words that
 * are made for the row live in `arena`. */
struct fact_row fact_row_of(const struct framework_indicator *indicator, struct arena *arena);
void fact_row_fill(const struct fact_row *row, struct framework_indicator *out);

/* Whether every fact is the same. */
bool fact_row_equal(const struct fact_row *a, const struct fact_row *b);

/* Adds the names of the facts that differ ("owner, unit") to `out`. */
void fact_row_differences(const struct fact_row *a, const struct fact_row *b, struct buf *out);

enum aim_kind { AIM_TARGET, AIM_RULE, AIM_PROFILE, AIM_REMOVAL, AIM_KIND_COUNT };

/* "target", "rule", "profile", "removal". */
const char *aim_kind_word(enum aim_kind kind);
bool aim_kind_read(struct str word, enum aim_kind *out);

struct aim_row {
	enum aim_kind kind;
	struct span span;
	struct str words; /* as written; the points of a profile one to a line */
	struct decision decision;
};

struct aim_rows {
	struct aim_row *items;
	size_t count;
	size_t capacity;
};

/* The targets, rules, profiles and removal of an indicator as rows in `arena`, and one
 * row put back. What can no longer be read says so in its kind. */
struct aim_rows aim_rows_of(const struct framework_indicator *indicator, struct arena *arena);
void aim_row_add(struct framework *framework, struct framework_indicator *indicator,
                 const struct aim_row *row);

/* "national", "local" or "", and back. */
const char *origin_word(enum origin origin);
enum origin origin_read(struct str word);

/* Whether two rows speak of the same aim (kind, first day, and both drafts or not), and
 * whether they say the same of it. */
bool aim_row_same_place(const struct aim_row *a, const struct aim_row *b);
bool aim_row_equal(const struct aim_row *a, const struct aim_row *b);

/* "target 67% from 2011-04-01", for messages. */
struct str aim_row_words(const struct aim_row *row, struct arena *arena);

struct words_row {
	const char *kind;
	struct span span;
	struct str words;
};

struct words_rows {
	struct words_row *items;
	size_t count;
	size_t capacity;
};

/* The dated texts and lists of an indicator, and of the framework itself, as rows in
 * `arena`; and whether two lists of rows are the same. */
struct words_rows words_rows_of(const struct framework_indicator *indicator,
                                struct arena *arena);
struct words_rows words_rows_of_framework(const struct framework *framework,
                                          struct arena *arena);
bool words_rows_equal(const struct words_rows *a, const struct words_rows *b);

/* Puts a row back where it came from: into `indicator`, or into the framework where
 * that is NULL. False when no such kind is known. */
bool words_row_add(struct framework *framework, struct framework_indicator *indicator,
                   struct str kind, const struct words_row *row);

#endif
