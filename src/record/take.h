/* Taking a delivery of records into the store.
 *
 *     struct record_take *take;
 *     st = record_take_begin(db, keys, &what, &take, err);   (within a write transaction)
 *     record_take_cover(take, &coverage);                    (once for each type covered)
 *     st = record_take_row(take, &row, err);                 (for each row, in any order)
 *     record_take_doubt(take, &row, field, text, &finding);  (a cell that could not be used)
 *     st = record_take_finish(take, &summary, err);
 *     record_take_free(take);
 *
 * Rows that say nothing new are not stored again; a row that changed ends and its new
 * version begins with this delivery; rows that a covering delivery no longer has end.
 * Memory is some 24 bytes a row that is said or known (36 where rows have keys of their own).
 * Nothing lasts unless the caller commits. */
#ifndef OUTTURN_RECORD_TAKE_H
#define OUTTURN_RECORD_TAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/instant.h"
#include "db/db.h"
#include "ledger/audit.h"
#include "record/coverage.h"
#include "record/row.h"
#include "record/secret.h"
#include "record/source.h"

struct record_take;

#define auto_record_take CLEANUP(record_take_cleanup) struct record_take *

struct record_delivery {
	int64_t delivery_id;
	struct record_source source; /* its id is found or made */
	struct act act;
	struct instant known_from; /* when it became known: act.at, or earlier for history that
	                              is loaded in the order in which it was known */
	int year;                  /* the collection year, for codes and rules; 0: none */
	int32_t reference_day;     /* the last day it speaks of; DATE_NONE: not said */
};

/* What a delivery did, by type. */
struct record_count {
	int64_t rows;      /* taken from the file */
	int64_t added;     /* not known before */
	int64_t changed;   /* known with other values */
	int64_t ended;     /* no longer there */
	int64_t unchanged;
	int64_t repeated;  /* the same row twice in the delivery: taken once */
};

struct record_summary {
	struct record_count of[RECORD_TYPE_COUNT];
	int64_t children_added;
	int64_t findings_new;    /* doubts that the delivery raised */
	int64_t findings_solved; /* earlier ones of the source that it no longer gives cause for */
};

/* Begins. E_INPUT when `known_from` is before what is already known of the authority;
 * E_CONFLICT when its children are kept under another key file; E_STORE outside a write
 * transaction. The caller frees `*out`. */
MUST_CHECK enum status record_take_begin(struct db *db, const struct record_keys *keys,
                                         const struct record_delivery *what,
                                         struct record_take **out, struct err *err);

/* States what the delivery covers of a type; the last word on a type counts. */
void record_take_cover(struct record_take *take, const struct record_coverage *coverage);

/* Takes a row. Rows whose identity was met before in the delivery: with the same values it
 * is counted as repeated; with others it is another event (its occurrence is part of its
 * identity) and a finding; of a type without keys, of which a child has one row, the last
 * is used. docs/records.md has the rule of identity. E_INPUT for a row of a child without
 * an identifier (readers make that a finding, and do not hand it on). */
MUST_CHECK enum status record_take_row(struct record_take *take, const struct record_row *row,
                                       struct err *err);

/* Notes a doubt about the row that is taken next (same type and number), or about one that
 * could not be taken, where another follows: `field` is the row's field or -1, `text` what
 * stood in the cell (kept as a secret of the child, never in a message). `what` gives rule
 * and severity; its message must not hold the text. */
MUST_CHECK enum status record_take_doubt(struct record_take *take, const struct record_row *row,
                                         int field, struct str text,
                                         const struct finding *what, struct err *err);

/* Ends what is gone, runs the rules of record/rule.h over the source's records, and
 * compares sources (record/counted.h). One audit entry counts what was done. */
MUST_CHECK enum status record_take_finish(struct record_take *take, struct record_summary *out,
                                          struct err *err);

/* Frees it, whether finished or not; accepts NULL. What it stored stays in the
 * transaction. */
void record_take_free(struct record_take *take);
void record_take_cleanup(struct record_take **take);

#endif
