/* A published list of statistical neighbours becomes a model of the store.
 *
 * Two shapes are met: one row for each authority with its neighbours side by side
 * (SN_1, SN_1P, ... and the older SN1, SNP, ...), and one row for each neighbour with
 * its rank. Blank rows, trailing blanks and the case of bands do not matter. What is
 * left out or doubtful is a finding: a rank that is missing, an authority that is not
 * listed, one that did not exist. */
#ifndef OUTTURN_INTAKE_NEIGHBOURS_FILE_H
#define OUTTURN_INTAKE_NEIGHBOURS_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "intake/publication.h"
#include "series/neighbours.h"

/* What was taken. */
struct neighbours_summary {
	struct publication_outcome of; /* its arena is set by the caller */
	int64_t authorities;           /* with at least one neighbour */
	int64_t neighbours;
	int64_t of_band[NEIGHBOUR_BAND_COUNT];
	int32_t in_force_from;
};

/* Takes the list as one model of NEIGHBOURS_STATISTICAL, called by the release or else the
 * file's name. It holds from the day it was published on; where that is not said, from
 * the day in the file's name ("April 2021"; a year alone is its 1 April), and a finding
 * says so. E_INPUT when the columns are of neither shape, when no row can be used, or when
 * nothing says from which day the list holds; else as publication_take(). */
MUST_CHECK enum status neighbours_take_file(struct db *db, const struct publication *what,
                                            struct neighbours_summary *out,
                                            struct finding_list *findings, struct err *err);

#endif
