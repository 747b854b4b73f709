/* The Department's LAIT: its long history of figures, and its dictionary of measures.
 *
 * The history has one row for each measure, period and area: Short Desc, Years, LA
 * Number, Values. Every measure has rows of all areas, so authorities that did not exist
 * stand there, mostly with "-". What is published is kept; findings tell what is odd. A
 * measure is stored under source LAIT_SOURCE by its short name, which the dictionary
 * uses too; the two files may come in either order. */
#ifndef OUTTURN_INTAKE_LAIT_FILE_H
#define OUTTURN_INTAKE_LAIT_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "intake/publication.h"
#include "series/comparator.h"

/* Measures of LAIT are held under this source, with no stem and no filters. */
#define LAIT_SOURCE "lait"

/* What was taken of a history. */
struct lait_history_summary {
	struct publication_outcome of; /* its arena is set by the caller, as the next */
	struct comparator_summary comparator;
	int64_t rows_left_out;   /* their area, or all of the row, could not be read */
	int64_t not_understood;  /* values kept without a number */
	int64_t not_existing;    /* numbers of authorities for periods in which they were not */
	int64_t periods_undated; /* of a measure */
	int64_t measures_unknown; /* not on our list of kinds of year */
	int64_t values_unknown;   /* theirs, which have no dates */
};

/* Takes a history. E_INPUT when its columns are missing; else as publication_take(). */
MUST_CHECK enum status lait_take_history(struct db *db, const struct publication *what,
                                         struct lait_history_summary *out,
                                         struct finding_list *findings, struct err *err);

/* What was taken of a dictionary. */
struct lait_measures_summary {
	struct publication_outcome of; /* its arena is set by the caller */
	int64_t measures;
	int64_t repeated; /* rows of a measure that had come before; the first counts */
};

/* Takes a dictionary of measures: title, topic, unit, which way is good, decimals,
 * whether bands are meant. E_INPUT when its columns are missing; else as
 * publication_take(). */
MUST_CHECK enum status lait_take_measures(struct db *db, const struct publication *what,
                                          struct lait_measures_summary *out,
                                          struct finding_list *findings, struct err *err);

#endif
