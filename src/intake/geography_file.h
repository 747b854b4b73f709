/* Lists of authorities, regions and reorganisations, held against the program's own.
 *
 * The places are part of the program (series/place.h), because every figure is keyed by
 * them. A published list therefore stores no place; it shows whether the program is up to
 * date: a code or number that it does not know, an authority that has ended or has
 * another name or region, is a finding, and it is time for a newer program. Rows of
 * districts, of combined authorities and of placeholders ("x", "z") are passed over. */
#ifndef OUTTURN_INTAKE_GEOGRAPHY_FILE_H
#define OUTTURN_INTAKE_GEOGRAPHY_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "intake/publication.h"

/* What a list says. */
struct geography_summary {
	struct publication_outcome of; /* its arena is set by the caller */
	int64_t agreed;      /* rows that say what the program knows */
	int64_t differing;   /* rows with a finding */
	int64_t passed_over; /* rows of no place of ours */
};

/* Compares the list; only the delivery and its findings are stored. E_INPUT never: a list
 * without a column of places has all its rows passed over; else as publication_take(). */
MUST_CHECK enum status geography_take_file(struct db *db, const struct publication *what,
                                           struct geography_summary *out,
                                           struct finding_list *findings, struct err *err);

#endif
