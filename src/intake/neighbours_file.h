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

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/table_stream.h"
#include "series/neighbours.h"

/* A list that is about to be taken. */
struct neighbours_take {
	int64_t delivery;      /* recorded before, in this transaction */
	struct str family;     /* empty: NEIGHBOURS_STATISTICAL */
	struct str name;       /* for people; empty: the file's */
	int32_t in_force_from; /* DATE_NONE: as the file's name says ("April 2021"; a year
	                          alone is its 1 April), and a finding says so */
};

/* What was taken. */
struct neighbours_summary {
	int64_t rows;        /* that name an authority or a neighbour */
	int64_t authorities; /* with at least one neighbour */
	int64_t neighbours;
	int64_t of_band[NEIGHBOUR_BAND_COUNT];
	int32_t in_force_from;
};

/* Stores the list of the first sheet of `stream` as one model. A write transaction must
 * be open: nothing here commits. E_INPUT when the columns are of neither shape, when no
 * row can be used, or when nothing says from which day the list holds. */
MUST_CHECK enum status neighbours_take_file(struct db *db, struct table_stream *stream,
                                            const struct neighbours_take *take,
                                            struct neighbours_summary *out,
                                            struct finding_list *findings, struct err *err);

#endif
