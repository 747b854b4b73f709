/* What is doubtful in records, as lists: how much by rule, team and worker, how that
 * changed from delivery to delivery, and the single findings for those who mend them.
 *
 * Counts hold every child; single findings leave restricted children out. */
#ifndef OUTTURN_RECORD_FINDING_LIST_H
#define OUTTURN_RECORD_FINDING_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"
#include "record/known.h"

/* How many findings of a rule lie with a team and worker. */
struct record_finding_total {
	struct str rule;
	enum finding_severity severity;
	struct str team;   /* empty: not known */
	struct str worker; /* empty: not known */
	int64_t count;
};

struct record_finding_totals {
	struct record_finding_total *items; /* errors first, then by count */
	size_t count;
	size_t capacity;
};

/* The totals as known at a change (record/known.h). Texts in `arena`. */
MUST_CHECK enum status record_finding_totals(struct db *db, struct str authority,
                                             int64_t known_at, struct arena *arena,
                                             struct record_finding_totals *out,
                                             struct err *err);

/* What one delivery or withdrawal did to the number of findings. */
struct record_finding_step {
	int64_t change_id;
	enum record_change_kind kind;
	int64_t delivery_id;
	struct instant at;
	int64_t begun;
	int64_t solved;
	int64_t open; /* after it */
};

struct record_finding_steps {
	struct record_finding_step *items; /* oldest first */
	size_t count;
	size_t capacity;
};

/* The number of findings over time, in `arena`. */
MUST_CHECK enum status record_finding_steps(struct db *db, struct str authority,
                                            struct arena *arena,
                                            struct record_finding_steps *out, struct err *err);

/* One finding. Texts live until the call returns. */
struct record_finding_row {
	int64_t id;
	struct str rule;
	enum finding_severity severity;
	int64_t child_id; /* 0: of no child */
	struct str type;  /* "plan_review" */
	struct str field; /* empty: the record as a whole */
	struct str value; /* sealed (record/child.h); empty: none kept */
	struct str message;
	struct str team;
	struct str worker;
	int64_t row_number;
	struct instant since;
};

struct record_finding_sink {
	void *context;
	enum status (*each)(void *context, const struct record_finding_row *row,
	                    struct err *err);
};

/* Calls the sink for every finding as known at a change, in the order in which they
 * came. */
MUST_CHECK enum status record_finding_each(struct db *db, struct str authority,
                                           int64_t known_at,
                                           const struct record_finding_sink *sink,
                                           struct err *err);

#endif
