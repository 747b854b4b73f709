/* Bringing scorecards into a store, as tests need it. */
#ifndef OUTTURN_TESTS_UNIT_SERIES_DELIVER_H
#define OUTTURN_TESTS_UNIT_SERIES_DELIVER_H

#include "../store.h"

#include <string.h>

#include "intake/scorecard_file.h"
#include "series/series.h"

/* What a delivery did and found; everything in the arena given. */
struct delivered {
	struct scorecard_file file;
	struct series_summary summary;
	struct finding_list findings; /* of series alone */
};

/* Delivers a scorecard file that the test holds as text. */
struct delivered deliver_text(struct store *store, struct arena *arena, const char *name,
                              const char *text);

/* Delivers a file of the source tree. */
struct delivered deliver_file(struct store *store, struct arena *arena, const char *path);

/* Delivers lines under a file name; the status is given back. */
enum status deliver_lines(struct store *store, const char *name, const struct line_list *lines,
                          struct delivered *out, struct err *err);

/* Brings a framework text into the store. */
void state_framework(struct store *store, const char *text);

/* The lines of a period, asked on 1 July 2025. */
struct line_list lines_of(struct store *store, struct arena *arena, const char *period);

/* The line of an indicator, by reference or title; fails the test when it is not there. */
const struct line *line_named(const struct line_list *lines, const char *name);

/* The first finding with this rule, or NULL. */
const struct finding *finding_with(const struct finding_list *findings, const char *rule);

#endif
