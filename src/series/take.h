/* Between the parts of taking a delivery: take.c stores its figures, and
 * take_framework.c tells the framework what the lines say of it. Nobody else
 * includes this. */
#ifndef OUTTURN_SERIES_TAKE_H
#define OUTTURN_SERIES_TAKE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/map.h"
#include "base/text.h"
#include "framework/framework.h"
#include "framework/index.h"
#include "ledger/delivery.h"
#include "series/series.h"

/* The lines of one authority on their way into the store. */
struct take {
	struct db *db;
	const struct series_take *what;
	struct series_summary *summary;
	struct finding_list *findings;
	struct arena *arena;
	const struct delivery *delivery;
	struct str authority;
	struct line **lines; /* in order of their periods, then of the file */
	size_t line_count;
	size_t *indicators; /* where the indicator of each line stands in the framework */
	size_t *first_at;   /* the line that said the same indicator and period before, or
	                       FRAMEWORK_NOWHERE; such a line is set aside */
	struct framework framework;
	struct framework_index index;
	size_t known_count; /* indicators that were known before this delivery */
};

/* Adds to the framework what the lines say and it does not know, and finds the
 * indicator of each line, and the lines to be set aside. The framework must be loaded
 * and indexed. */
void take_into_framework(struct take *take);

/* A finding about a line, to be given to finding_add(). */
struct finding take_finding(const struct take *take, const struct line *line, const char *rule,
                            enum finding_severity severity);

#endif
