/* The cells of one row become a line.
 *
 * A cell that cannot be understood is a finding that quotes it, and its text is kept
 * with the line's extras. When judging needs the cell the line gets no status: a figure
 * or count gives ABSENCE_NOT_UNDERSTOOD, a target or rule its own unreadable kind, a
 * polarity a rule that cannot be applied. */
#ifndef OUTTURN_INTAKE_SCORECARD_CELLS_H
#define OUTTURN_INTAKE_SCORECARD_CELLS_H

#include "base/arena.h"
#include "base/finding.h"
#include "base/text.h"
#include "figure/line.h"
#include "intake/scorecard_columns.h"

/* A row by field: what each cell says, trimmed, and what its column is called in the
 * file. Absent columns and empty cells are the empty text. Texts must live as long
 * as the line, in practice in its arena. */
struct scorecard_row {
	struct str file;
	int64_t number;
	struct str texts[FIELD_COUNT];
	const struct str *headers; /* FIELD_COUNT of them */
};

/* Where lines are made. */
struct line_maker {
	struct arena *arena;
	struct finding_list *findings;
	struct rule default_rule; /* for rows without one; RULE_NOT_GIVEN: none */
};

/* Reads the row into `line`, whose own indicator it makes in the arena. */
void scorecard_line_read(const struct line_maker *maker, const struct scorecard_row *row,
                         struct line *line);

/* Leaves the line, whose figure may be known, without a status: its rule counts as
 * unreadable, its text stays. */
void scorecard_withhold_status(struct line *line);

/* Adds an extra cell to a line. */
void scorecard_keep_extra(struct arena *arena, struct line *line, struct str column,
                          struct str text);

#endif
