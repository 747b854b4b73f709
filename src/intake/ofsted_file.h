/* Ofsted's lists of its judgements of children's services become inspections of the
 * store.
 *
 * Two lists are met: the latest inspection of each authority on a day, and every
 * inspection over years. Authorities are named by ONS code, at times by one that has
 * since been replaced. Judgements are kept as Ofsted words them. */
#ifndef OUTTURN_INTAKE_OFSTED_FILE_H
#define OUTTURN_INTAKE_OFSTED_FILE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "db/db.h"
#include "intake/publication.h"
#include "series/inspection.h"

enum ofsted_grade {
	OFSTED_OUTSTANDING,
	OFSTED_GOOD,
	OFSTED_REQUIRES_IMPROVEMENT,
	OFSTED_INADEQUATE,
	OFSTED_OTHER, /* any other words; kept, and a finding */
	OFSTED_GRADE_COUNT
};

/* What was taken. */
struct ofsted_summary {
	struct publication_outcome of; /* its arena is set by the caller */
	int64_t inspections;
	int64_t authorities;
	int64_t judgements;
	int64_t of_grade[OFSTED_GRADE_COUNT]; /* of overall effectiveness */
	int32_t newest_on; /* the last publication, or inspection */
};

/* Takes the inspections of the file. A row whose authority or date cannot be read is left
 * out, with a finding. E_INPUT when columns are missing or no row can be used; else as
 * publication_take(). */
MUST_CHECK enum status ofsted_take_file(struct db *db, const struct publication *what,
                                        struct ofsted_summary *out,
                                        struct finding_list *findings, struct err *err);

#endif
