/* Deliveries of records as tests write them down: rows of texts, taken in one
 * transaction. */
#ifndef OUTTURN_TESTS_UNIT_RECORD_GIVEN_H
#define OUTTURN_TESTS_UNIT_RECORD_GIVEN_H

#include "../store.h"

#include "record/cases.h"
#include "record/take.h"

enum { GIVEN_FIELDS_MAX = 8 };

struct given_field {
	int field;
	const char *text; /* "2024-04-30", "1", "N1"; NULL: no more fields */
};

struct given_row {
	enum record_type type;
	const char *child;
	struct given_field fields[GIVEN_FIELDS_MAX];
	const char *extra;
	/* A reader's doubt about the row: rule ("cell.date"), field, and what stood there. */
	const char *doubt_rule;
	int doubt_field;
	const char *doubt_text;
	bool is_not_taken; /* only the doubt is handed on */
};

struct given_delivery {
	enum record_source_kind source;
	const char *known_from; /* "2024-05-01": noon of that day */
	const char *name;       /* of an extract; NULL otherwise */
	const struct given_row *rows;
	size_t row_count;
	const struct record_coverage *coverage;
	size_t coverage_count;
	int year;
	const char *reference_day; /* NULL: not said */
};

/* The rows, and the coverage, of a delivery. */
#define GIVEN(...)                                                                        \
	.rows = (const struct given_row[]){ __VA_ARGS__ },                                \
	.row_count = sizeof((const struct given_row[]){ __VA_ARGS__ }) /                  \
	             sizeof(struct given_row)
#define COVERING(...)                                                                     \
	.coverage = (const struct record_coverage[]){ __VA_ARGS__ },                      \
	.coverage_count = sizeof((const struct record_coverage[]){ __VA_ARGS__ }) /       \
	                  sizeof(struct record_coverage)

/* The authority of every delivery. */
#define GIVEN_AUTHORITY "Merton"

/* The keys of the tests, always the same for one process; given_keys_close() ends them. */
const struct record_keys *given_keys(void);
void given_keys_close(void);

/* Who acts, at noon of a day. */
struct act given_act(const char *day);

/* The number of a new delivery, recorded within the open write transaction. */
int64_t given_delivery_number(struct db *db, const char *day);

/* Fills a row. */
void given_fill(struct record_row *row, const struct given_row *from, int64_t number);

/* Takes a delivery and commits it. Returns its number. */
int64_t given_take(struct store *store, const struct given_delivery *delivery,
                   struct record_summary *out);

/* Whether a SELECT of one whole number gives the expected one. */
void given_assert_number(struct store *store, const char *sql, int64_t expected);

/* The newest change that is known. */
int64_t given_now(struct store *store);

/* What is known of a child from a source (0: all), in `arena`. */
struct record_case given_case(struct store *store, const char *child, int64_t source_id,
                              struct arena *arena);

/* Day of "2024-04-30". */
int32_t given_day(const char *text);

#endif
