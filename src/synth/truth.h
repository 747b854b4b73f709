/* The truth of an invented authority: what happened, and since when its system held it.
 *
 * Two days stand on everything: when it happened and when it was entered, for people
 * write things up late. A view asks for what happened up to one day as it was known on
 * another, which is what an extract or a return of that day would say. What is not yet
 * known is missing, exactly as a row that a delivery leaves out or a cell left empty. */
#ifndef OUTTURN_SYNTH_TRUTH_H
#define OUTTURN_SYNTH_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "record/row.h"

/* The formats that say a row. Most rows are said by all that have a place for them;
 * some are one format's own way of saying it (a year's outcomes in SSDA903). */
enum truth_format {
	TRUTH_CIN = 1 << 0,
	TRUTH_903 = 1 << 1,
	TRUTH_ANNEX_A = 1 << 2,
	TRUTH_SSD = 1 << 3,
	TRUTH_EXTRACT = 1 << 4, /* the council's own reports */
	TRUTH_EVERYWHERE = TRUTH_CIN | TRUTH_903 | TRUTH_ANNEX_A | TRUTH_SSD | TRUTH_EXTRACT,
};

struct truth_row {
	struct record_row row;
	int32_t entered;          /* the first day on which the system held the row */
	int32_t lag_days;         /* so many days after it happened is entered what came later */
	unsigned formats;         /* of enum truth_format */
	struct truth_row *parent; /* the referral, plan or assessment it belongs to */
};

struct truth_list {
	struct truth_row **items; /* in the order in which they happened, by and large */
	size_t count;
	size_t capacity;
};

struct truth_child {
	struct str id;
	struct truth_list of[RECORD_TYPE_COUNT];
};

/* A family lives in one arena; nothing of it is needed after it was written out. */
struct truth_family {
	struct arena *arena;
	struct truth_child *children;
	size_t count;
};

/* Adds an empty row, said by every format and held from the beginning of time. The
 * arena holds it. */
struct truth_row *truth_add(struct arena *arena, struct truth_child *child, enum record_type type);

/* What happened up to the end of one day, as it was known at the end of another. */
struct truth_view {
	int32_t upto;
	int32_t known;
};

/* Whether the view has the row at all. */
bool truth_is_known(const struct truth_row *row, const struct truth_view *view);

/* Whether the view has the row's field: it is given, had happened and was entered. */
bool truth_knows(const struct truth_row *row, int field, const struct truth_view *view);

/* A date field (of an instant, its day): DATE_NONE when the view does not have it. */
int32_t truth_date(const struct truth_row *row, int field, const struct truth_view *view);

/* A text field: empty when the view does not have it. */
struct str truth_text(const struct truth_row *row, int field, const struct truth_view *view);

/* A flag or a number: -1 when the view does not have it. */
int64_t truth_number(const struct truth_row *row, int field, const struct truth_view *view);

/* The day of the latest visit of a kind (code set visit_kind) between two days, as the
 * view has it; DATE_NONE when there is none. */
int32_t truth_latest_visit(const struct truth_child *child, struct str kind, int32_t from,
                           int32_t upto, const struct truth_view *view);

/* The row as the view has it. */
struct record_row truth_as_known(const struct truth_row *row, const struct truth_view *view);

#endif
