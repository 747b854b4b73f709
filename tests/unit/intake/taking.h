/* One published file on its way into a store. */
#ifndef OUTTURN_TESTS_UNIT_INTAKE_TAKING_H
#define OUTTURN_TESTS_UNIT_INTAKE_TAKING_H

#include "../store.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/finding.h"
#include "intake/publication.h"

struct taking {
	struct db *db;
	struct publication what;
	struct publication_outcome of; /* to begin a summary with */
	struct arena arena;
	struct finding_list findings;
	struct err err;
	char folder[64]; /* of a file that was written for the test */
	char path[512];
};

#define auto_taking CLEANUP(taking_end) struct taking

/* A delivery of tests/cases/<name>; of a file called `name` that holds `text`. */
void taking_start(struct taking *taking, struct store *store, const char *name);
void taking_start_text(struct taking *taking, struct store *store, const char *name,
                       const char *text);

/* Frees, and removes the file that was written. */
void taking_end(struct taking *taking);

/* The first finding of a rule; NULL when there is none. */
const struct finding *taking_finding(const struct taking *taking, const char *rule);

/* Fails unless there are `count` findings, naming those there are. */
void taking_assert_findings(const struct taking *taking, size_t count);

#endif
