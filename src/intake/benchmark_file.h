/* Published figures with one area and period to a row: Fingertips, and the files that
 * councils keep from LG Inform.
 *
 * Areas come by ONS code alone. Rows of districts and of other areas that are no place of
 * ours are passed over, and so are those of a category (deprivation deciles), which say
 * something of England only. What tells rows of one indicator apart (sex, age, measure,
 * unit) makes measures of their own; of Fingertips the count and the denominator are
 * measures too, beside the value. */
#ifndef OUTTURN_INTAKE_BENCHMARK_FILE_H
#define OUTTURN_INTAKE_BENCHMARK_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "intake/publication.h"
#include "series/comparator.h"

/* Sources: a measure's column is the indicator's number in Fingertips, and its name in
 * other files; the stem is empty. */
#define FINGERTIPS_SOURCE "fingertips"
#define BENCHMARK_SOURCE "benchmark"

/* What was taken. */
struct benchmark_summary {
	struct publication_outcome of; /* its arena is set by the caller, as the next */
	struct comparator_summary comparator;
	int64_t rows_taken;
	int64_t rows_passed;    /* of other areas, or of a category */
	int64_t not_understood; /* values kept without a number */
};

/* Takes the figures. E_INPUT when columns are missing; else as publication_take(). */
MUST_CHECK enum status benchmark_take_file(struct db *db, const struct publication *what,
                                           struct benchmark_summary *out,
                                           struct finding_list *findings, struct err *err);

#endif
