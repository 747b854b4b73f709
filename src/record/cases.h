/* Reading records back, child by child: the way of rules, comparisons and exports.
 *
 * A case is everything known of one child (or, for child 0, of teams, workers and
 * adopters) at a change, from one source or from all. Children come in the order of
 * their ids, in batches: memory does not grow with their number. */
#ifndef OUTTURN_RECORD_CASES_H
#define OUTTURN_RECORD_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "db/db.h"
#include "record/row.h"

struct record {
	int64_t id; /* within its type */
	enum record_type type;
	int64_t source_id;
	int64_t identity; /* the row within its source */
	int64_t event; /* the same for rows of different sources that speak of one event */
	int64_t known_from;
	int64_t row_number;
	bool is_counted; /* its source is the one that counts for it */
	const struct record_value *values; /* of all fields of the type */
};

struct record_list {
	const struct record *items; /* by start, then end, then id: rows without a start
	                               come first, of those that start together the ones
	                               without an end come last */
	size_t count;
};

struct counted_child;

struct record_case {
	int64_t child_id;
	bool is_restricted;
	/* What decides between sources (record/counted.h); NULL when one was asked. */
	const struct counted_child *counting;
	struct record_list of[RECORD_TYPE_COUNT];
};

struct record_question {
	struct str authority;
	int64_t known_at;  /* a change (record/known.h) */
	int64_t source_id; /* 0: all sources, with is_counted worked out; of one source every
	                      record counts */
	const struct instant *settings_at; /* with source_id 0: the settings of then that say
	                      which source counts; NULL: those of now */
	bool with_restricted; /* lists of children leave it false */
	bool with_doubts; /* marks the fields whose text a reader could not understand; with
	                     source_id 0 they are not marked */
	const bool *types; /* RECORD_TYPE_COUNT of them; NULL: all types */
	const int64_t *children; /* only these, rising, 0 for what is of no child; NULL: all */
	size_t child_count;
};

/* Calls `each` for every child with a record. The case lives until it returns; a status
 * other than OK ends the reading with it. */
struct record_case_sink {
	void *context;
	enum status (*each)(void *context, const struct record_case *of_child, struct err *err);
};

/* Reads every case that answers the question, in the order of children's ids. A sink may run
 * statements of its own. */
MUST_CHECK enum status record_cases_read(struct db *db, const struct record_question *question,
                                         const struct record_case_sink *sink, struct err *err);

/* The case of one child; `arena` holds it. E_MISSING when the child is not the authority's,
 * or is restricted and was not asked for. */
MUST_CHECK enum status record_case_load(struct db *db, const struct record_question *question,
                                        int64_t child_id, struct arena *arena,
                                        struct record_case *out, struct err *err);

#endif
