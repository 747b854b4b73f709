/* Taking a data file of the Department's explore-education-statistics service.
 *
 * One row is a place and a period, and the values of the filter columns; each column of
 * figures is a measure for every combination of filter values (series/comparator.h).
 * Rows of England, regions and local authorities are taken, others counted. Inner and
 * Outer London stand as places of their own kind (PLACE_LONDON_PART), so that whoever
 * adds regions up leaves them out. A figure of two authorities together belongs to
 * neither. "Total" among filter values is a value like any other. docs/comparators.md
 * tells the whole of it. */
#ifndef OUTTURN_INTAKE_EES_FILE_H
#define OUTTURN_INTAKE_EES_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/publication.h"
#include "series/comparator.h"

/* What was taken. */
struct ees_summary {
	struct publication_outcome of; /* its arena is set by the caller */
	struct str stem;
	struct str release;  /* as the person says, or else as the file's name does */
	int64_t rows_taken;
	int64_t rows_passed; /* of levels we do not keep */
	struct comparator_summary comparator;
};

/* Takes the figures of the file as one release. Its metadata ("NAME.meta.csv") is read
 * where it stands beside it. E_INPUT when it is no such file; E_LIMIT when its filters
 * make more measures than can be meant; else as publication_take(). */
MUST_CHECK enum status ees_take_file(struct db *db, const struct publication *what,
                                     struct ees_summary *out, struct finding_list *findings,
                                     struct err *err);

#endif
