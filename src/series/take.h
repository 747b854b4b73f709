/* Between the parts of taking a delivery: take.c stores its figures, take_framework.c
 * tells the framework what the lines say of it, and retake.c does so again when another
 * delivery is withdrawn. Nobody else includes this. */
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
	const struct indicator **said; /* the indicator of each line as the file had it */
	int64_t told_in;    /* the change in which the framework learned of them */
	size_t known_count; /* indicators that were known before this delivery */
};

/* Adds to the framework what the lines say and it does not know, and finds the
 * indicator of each line, and the lines to be set aside. The framework must be loaded
 * and indexed. */
void take_into_framework(struct take *take);

/* Where indicators go whose file names no scorecard, but sections. */
extern const struct str TAKE_COMMON_SCORECARD;

/* An indicator that only a line tells of, as the framework has it. */
struct indicator take_indicator(const struct line *line);

/* Tells the framework once more what a line says of an indicator that stands in it: facts
 * that are blank and, unless the line was set aside, targets, rules and flags. */
void take_again(struct take *take, const struct line *line, size_t indicator,
                bool is_set_aside);

/* Puts an indicator where the file shows it, unless the scorecard has it already. A
 * file that names no scorecard places only what stands in none. */
void take_place(struct take *take, const struct line *line, size_t indicator);

/* A finding about a line, to be given to finding_add(). */
struct finding take_finding(const struct take *take, const struct line *line, const char *rule,
                            enum finding_severity severity);

#endif
