/* Figures that arrive as figures: what services submit, and what others publish.
 *
 * A submitted figure is a fact. It belongs to an indicator, a period and (or not) a
 * part of the organisation, and carries the delivery that brought it. When a later
 * delivery brings another figure for the same place, the later one counts, the
 * earlier stays and both are reported (R30). Everything a line said is kept: counts,
 * month, quarter and year to date, comparators with their own periods, the stated
 * status, commentary, notes, columns nobody knew, file and row. */
#ifndef OUTTURN_SERIES_SERIES_H
#define OUTTURN_SERIES_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/period.h"
#include "base/text.h"
#include "db/db.h"
#include "figure/line.h"
#include "ledger/audit.h"

/* What is taken, and by whom. */
struct series_take {
	int64_t delivery; /* the one that brought the lines (ledger/delivery.h) */
	const struct line_list *lines;
	struct act act;
};

/* A figure that replaced another. */
struct series_revision {
	struct str indicator; /* reference, or title */
	struct period period;
	struct str old_value; /* as printed, with its unit */
	struct str new_value;
};

struct series_summary {
	struct arena *arena; /* holds the revisions; set by the caller */
	size_t lines;
	size_t values_added;
	size_t values_revised;
	size_t values_unchanged; /* the same figure had already come */
	size_t lines_set_aside;  /* duplicates inside the delivery: kept as findings */
	size_t indicators_added;
	size_t targets_added;
	size_t rules_added;
	struct series_revision *revisions;
	size_t revision_count;
	size_t revision_capacity;
};

/* Takes the lines of a delivery into the store: indicators, scorecards and sections
 * that the framework does not know yet, the record of a target or rule where a line
 * states one that differs from the one in force (to the end of the financial year of
 * its period), and the figures.
 * All or nothing, with the audit entries, in the write transaction that is open, or in
 * one of its own. Lines of several authorities may come together. What is doubtful is added
 * to `findings`: duplicates, a figure that differs from the stored one, a previous
 * figure that differs from what was stored for its period, a known reference under
 * a new title. */
MUST_CHECK enum status series_take_lines(struct db *db, const struct series_take *what,
                                         struct series_summary *out,
                                         struct finding_list *findings, struct err *err);

/* Which lines are wanted. */
struct series_query {
	struct str authority; /* empty: the only one in the store */
	struct str scorecard; /* empty: every indicator, each once */
	struct str unit;      /* key of a part of the organisation; empty: the whole */
	struct period period;
	int32_t on; /* the day of asking, to tell late from not due yet; DATE_NONE: not told */
};

/* The lines of a scorecard for a period, in the scorecard's order, in `arena`: each
 * indicator with its figure or the reason there is none, the target and rule that it is
 * held against (of the framework, or printed by a file; series/aims.h), the profile
 * in force on the period's last day, and its history, oldest first.
 *
 * A figure of another period that ends on the same day (a snapshot of 31 March, the
 * year to date) stands in where there is none of the very period; the line says so by
 * its own period. `previous` and `last_year` are the stored figures of the step and
 * the year before; where none is stored, what the line printed. Indicators that are
 * not in force in the period are left out; one that was removed is shown, as
 * discontinued, for a year. E_MISSING names what does exist when the authority or
 * scorecard does not. */
MUST_CHECK enum status series_lines(struct db *db, const struct series_query *query,
                                    struct arena *arena, struct line_list *out,
                                    struct err *err);

struct period_list {
	struct period *items;
	size_t count;
	size_t capacity;
};

/* The periods for which the store holds figures of that authority, oldest first. */
MUST_CHECK enum status series_periods(struct db *db, struct str authority, struct arena *arena,
                                      struct period_list *out, struct err *err);

#endif
