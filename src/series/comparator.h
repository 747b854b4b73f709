/* Comparators: the figures that the Department and others publish of every place.
 *
 * A measure is a column of a published table, with the filter values of its rows: a
 * load that ignored the filters would count children many times. For a measure, a
 * place and a period a release says a number, or why there is none; number and reason
 * are apart, and what is missing is never 0.
 *
 * Releases are kept whole and side by side. What counts is said by the newest one that
 * speaks of the place and period: the one whose figures reach furthest; of two that
 * reach as far the one published (or else received) last; of those the one that came
 * last. So an old release that is loaded late fills gaps and replaces nothing. Where a
 * release says another thing than the one before it, it revises it, and tells so. A
 * release that was withdrawn (series/withdraw.h) says nothing from then on.
 *
 * Places are numbers (series/place.h): 884, England 970, regions 980 to 990. A figure
 * given for two authorities together belongs to neither and stands under its own
 * number (comparator_place_of_two()). */
#ifndef OUTTURN_SERIES_COMPARATOR_H
#define OUTTURN_SERIES_COMPARATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/period.h"
#include "base/text.h"
#include "db/db.h"
#include "figure/ratio.h"
#include "series/known.h"

/* Why a published cell has no number. */
enum comparator_absence {
	COMPARATOR_KNOWN,          /* there is one */
	COMPARATOR_NOT_APPLICABLE, /* z */
	COMPARATOR_NOT_AVAILABLE,  /* x, and ":" of old files */
	COMPARATOR_CONFIDENTIAL,   /* c: suppressed; never to be worked out from others */
	COMPARATOR_LOW,            /* low, k, "~": rounds to 0 but is not 0 */
	COMPARATOR_UNRELIABLE,     /* u */
	COMPARATOR_NOT_GIVEN,      /* "-" of LAIT: nothing, for any reason */
	COMPARATOR_EMPTY,          /* the cell is blank */
	COMPARATOR_NOT_UNDERSTOOD, /* any other text */
	COMPARATOR_CONTRADICTED,   /* two rows of the file say different things */
	COMPARATOR_ABSENCE_COUNT
};

/* The symbol an absence is stored under ("z", "x", "c", "low", "u", "-", "", "?",
 * "!"), NULL for COMPARATOR_KNOWN; and words for people ("not applicable"). */
const char *comparator_absence_symbol(enum comparator_absence absence);
const char *comparator_absence_words(enum comparator_absence absence);

enum { COMPARATOR_NUMBER_BYTES = 48 };

/* Reads a published cell: "79", "-0.50", "1,234", "7.0000000000000007E-2", or a symbol
 * in either case. A number is written to `number_out` as a decimal that is the same text
 * for the same number: no exponent, no zeros at the end ("-0.5", "0.07"). Digits behind
 * the fifteenth are noise of the spreadsheet that wrote them and are rounded away:
 * 12.130000000000001 is 12.13. For an absence it is empty. White space at the ends is
 * nothing. Never fails: what cannot be read, and a number beyond RATIO_MAX, is
 * COMPARATOR_NOT_UNDERSTOOD. */
enum comparator_absence comparator_cell_read(struct str cell,
                                             char number_out[COMPARATOR_NUMBER_BYTES]);

/* The number that such a decimal stands for; decimals beyond RATIO_DECIMALS_MAX are
 * rounded away. E_INPUT when it is none. */
MUST_CHECK enum status comparator_number(struct str decimal, struct ratio *out,
                                         struct err *err);

/* The number of two authorities whose figure was given together: 314318. */
int comparator_place_of_two(int a, int b);

/* What a source says of a measure itself. Empty texts: not said. */
struct comparator_words {
	struct str label;    /* title, or the column as its file heads it */
	struct str topic;
	struct str unit;     /* as unit_read() takes it; other text is kept */
	struct str polarity; /* "high", "low", or empty */
	struct str note;
	int decimals;        /* to print with; -1: not said */
	bool is_banded;      /* whether quartile bands are meant for it */
};

/* A measure within its source and stem. Both texts decide which it is; the case of the
 * column does not matter. */
struct comparator_measure {
	struct str column;
	struct str filters; /* "cla_group=CLA on 31 March; age=16", by name; empty: none */
	struct comparator_words words;
};

/* ---- storing ---- */

/* A release that is about to be stored. */
struct comparator_release {
	int64_t delivery;     /* recorded before (ledger/delivery.h), in this transaction */
	struct str source;    /* "ees", "lait": small letters */
	struct str stem;      /* "b1_children_in_need"; empty where a source is one table */
	struct str name;      /* for people: "April 2026", "2013 to 2024"; may be empty */
	int32_t published_on; /* DATE_NONE: not known */
};

/* A release being stored. Working memory grows with its measures and periods, not with
 * its values. */
struct comparator_take;

#define auto_comparator_take CLEANUP(comparator_take_cleanup) struct comparator_take *

/* Opens a release for its values. A write transaction must be open: nothing here
 * commits. Ended by comparator_take_close(), or abandoned by freeing. E_STORE outside a
 * write transaction, E_MISSING when there is no such delivery, E_CONFLICT when it is
 * withdrawn. */
MUST_CHECK enum status comparator_take_open(struct db *db,
                                            const struct comparator_release *release,
                                            struct comparator_take **out, struct err *err);

/* Frees; accepts a pointer to NULL. Does not undo what was stored: the transaction does. */
void comparator_take_cleanup(struct comparator_take **take);

/* The ids that values are stored with; made when they are new. The same arguments give
 * the same id without asking the store, so a reader may call these for every row.
 * With all texts of a measure's words empty nothing is said of it. `period` may be a label. */
MUST_CHECK enum status comparator_take_measure(struct comparator_take *take,
                                               const struct comparator_measure *measure,
                                               int64_t *id_out, struct err *err);
MUST_CHECK enum status comparator_take_period(struct comparator_take *take, struct str label,
                                              struct str year_kind,
                                              const struct period *period,
                                              int64_t *id_out, struct err *err);

/* How a column was taken, told once for each: the next release is compared with it. */
enum comparator_column_kind {
	COMPARATOR_COLUMN_FILTER,
	COMPARATOR_COLUMN_INDICATOR,
	COMPARATOR_COLUMN_NEITHER, /* place, time, or a column left out */
	COMPARATOR_COLUMN_KIND_COUNT
};
MUST_CHECK enum status comparator_take_column(struct comparator_take *take, struct str name,
                                              enum comparator_column_kind kind,
                                              struct err *err);

/* A column of a release. */
struct comparator_column {
	struct str name;
	enum comparator_column_kind kind;
};

struct comparator_column_list {
	struct comparator_column *items;
	size_t count;
	size_t capacity;
};

/* How the columns of the release of a source and stem that came last were taken; none
 * when there is no release. Texts in `arena`. */
MUST_CHECK enum status comparator_columns_newest(struct db *db,
                                                 const struct comparator_release *of,
                                                 struct arena *arena,
                                                 struct comparator_column_list *out,
                                                 struct err *err);

/* One value. */
struct comparator_entry {
	int64_t measure, period; /* what the two functions above gave */
	int place;
	int64_t row;             /* of the file */
	enum comparator_absence absence;
	struct str number;       /* of comparator_cell_read(); when COMPARATOR_KNOWN */
};

/* Stores a value. Values are sent in batches, so a refusal may show only later. A
 * second row of the file for the same measure, period and place is no failure: where
 * both say the same the first stands, otherwise neither (COMPARATOR_CONTRADICTED);
 * closing reports them. */
MUST_CHECK enum status comparator_take_value(struct comparator_take *take,
                                             const struct comparator_entry *entry,
                                             struct err *err);

/* A value that is not what an earlier release had said. */
struct comparator_revision {
	struct str measure; /* label, or column with filters */
	struct str period;  /* the source's label */
	int place;
	struct str old_value; /* decimal, or the symbol of its absence */
	struct str new_value;
	struct str old_release; /* its name, or its file */
};

/* Revised values of one column. */
struct comparator_revised {
	struct str column;
	int64_t values;
};

/* Figures of one column that the release before had and this one has no longer. */
struct comparator_vanished {
	struct str column;
	int64_t values;
	int64_t of_past_periods; /* of those, of periods that this release does not speak of */
	struct str first_period; /* the source's label of the first of them, and its place */
	int first_place;
};

enum { COMPARATOR_REVISIONS_SHOWN = 10 };

struct comparator_summary {
	struct arena *arena;      /* holds the lists; set by the caller */
	int64_t values;           /* with a number or a reason */
	int64_t numbers;          /* of those, with a number */
	int64_t measures, periods, places;
	int64_t measures_added;
	int64_t values_added;     /* no earlier release spoke of them */
	int64_t values_revised;
	int64_t values_unchanged;
	int64_t values_vanished;  /* the release before had them; they stand as they were */
	int64_t values_repeated;  /* came twice in the file */
	bool is_superseded;       /* a release that counts more is already there */
	struct comparator_revised *revised; /* by column, most first */
	size_t revised_count;
	struct comparator_vanished *vanished; /* by column, as they stand in the alphabet */
	size_t vanished_count;
	struct comparator_revision revisions[COMPARATOR_REVISIONS_SHOWN];
	size_t revision_count;
};

/* Sends what is left, compares the release with those before it and reports. Findings:
 * values that came twice, values revised and values that are no longer there (one for each
 * column), columns that are gone since the release before. */
MUST_CHECK enum status comparator_take_close(struct comparator_take *take,
                                             struct comparator_summary *out,
                                             struct finding_list *findings,
                                             struct err *err);

/* Says something of a measure without a value: a dictionary of measures. Makes the
 * measure when it is new. */
MUST_CHECK enum status comparator_describe(struct db *db,
                                           const struct comparator_release *of,
                                           const struct comparator_measure *measure,
                                           struct err *err);

/* ---- asking ---- */

/* A measure as it is held. */
struct comparator_held {
	int64_t id;
	struct str source, stem, column, filters;
	struct comparator_words words; /* the newest */
};

/* Finds the measure of `which` (whose words play no part) in a source and stem.
 * E_MISSING names it. */
MUST_CHECK enum status comparator_find(struct db *db, const struct comparator_release *of,
                                       const struct comparator_measure *which,
                                       struct arena *arena, struct comparator_held *out,
                                       struct err *err);

struct comparator_held_list {
	struct comparator_held *items;
	size_t count;
	size_t capacity;
};

/* A page of measures. */
struct comparator_page {
	int64_t after; /* the id behind which it begins; 0: the first */
	int64_t limit;
	int64_t known_by; /* what is said of them: series/known.h */
};

/* The measures of a page, in the order they came; also those of which nothing is known any
 * more, or was not yet. */
MUST_CHECK enum status comparator_list(struct db *db, const struct comparator_page *page,
                                       struct arena *arena, struct comparator_held_list *out,
                                       struct err *err);

/* A period of a measure. */
struct comparator_period {
	int64_t id;
	struct str label, year_kind; /* as the source names it */
	struct period period;        /* a label where we know no dates */
};

struct comparator_period_list {
	struct comparator_period *items; /* undated ones first, then oldest first */
	size_t count;
	size_t capacity;
};

/* What is asked: a measure and a period by id, and the change up to which what was known
 * counts (series/known.h). */
struct comparator_question {
	int64_t measure;
	int64_t period;
	int64_t known_by;
};

/* The periods for which a measure has a number or a reason for any place; the
 * question's period plays no part. */
MUST_CHECK enum status comparator_periods(struct db *db, const struct comparator_question *of,
                                          struct arena *arena,
                                          struct comparator_period_list *out,
                                          struct err *err);

/* A period of a measure, and the release that counts for it. */
struct comparator_newest {
	struct comparator_period period;
	int64_t delivery;
	struct str release;   /* name, or the file's */
	int32_t published_on; /* DATE_NONE: not known */
};

/* The question's period, or the newest there is when that is 0. E_MISSING when the measure
 * was only described. Texts in `arena`. */
MUST_CHECK enum status comparator_newest_load(struct db *db,
                                              const struct comparator_question *of,
                                              struct arena *arena,
                                              struct comparator_newest *out,
                                              struct err *err);

/* The period of a measure that a figure of `period` is compared with: the very same,
 * else the longest that ends on the same day (a snapshot of 31 March stands beside the
 * year to it). E_MISSING when there is none. */
MUST_CHECK enum status comparator_period_find(struct db *db,
                                              const struct comparator_question *of,
                                              const struct period *period,
                                              struct arena *arena,
                                              struct comparator_period *out,
                                              struct err *err);

/* What is said of a measure, period and place. */
struct comparator_value {
	int place;
	enum comparator_absence absence;
	struct ratio number;    /* when COMPARATOR_KNOWN */
	struct str decimal;     /* the same, as published; empty for an absence */
	int64_t delivery, row;  /* where it stands */
	struct str release;     /* name, or the file's */
	int32_t published_on;   /* DATE_NONE: not known */
};

struct comparator_value_list {
	struct comparator_value *items;
	size_t count;
	size_t capacity;
};

/* The value of one place; E_MISSING when no release speaks of it. England is place
 * PLACE_NUMBER_ENGLAND. Texts in `arena`. */
MUST_CHECK enum status comparator_value_load(struct db *db,
                                             const struct comparator_question *what,
                                             int place, struct arena *arena,
                                             struct comparator_value *out,
                                             struct err *err);

/* The values of every place that is spoken of, by number; combined places too. */
MUST_CHECK enum status comparator_values_load(struct db *db,
                                              const struct comparator_question *what,
                                              struct arena *arena,
                                              struct comparator_value_list *out,
                                              struct err *err);

#endif
