/* What commands that work out figures have in common: the records of the workspace, the
 * definitions, the periods. */
#ifndef OUTTURN_CLI_MEASURING_H
#define OUTTURN_CLI_MEASURING_H

#include "base/attr.h"
#include "cli/command.h"
#include "cli/workspace.h"
#include "measure/evaluate.h"
#include "measure/periods.h"
#include "record/supplied.h"

struct measuring_wanted {
	const char *as_known_on; /* options as they were typed; NULL: not given */
	const char *from;
	const char *period;
	bool is_broken_down;
	bool with_restricted; /* figures count every child; lists of children do not show them */
};

struct measuring {
	struct call *call;
	struct workspace workspace;
	struct calendar *calendar;
	struct definitions definitions;
	struct tables tables;
	struct record_supplied_list supplied;
	int64_t known_at; /* the change as of which records are read */
	int64_t figures_known_by; /* the same of published figures */
	struct evaluation evaluation;
};

#define auto_measuring CLEANUP(measuring_close) struct measuring

/* Opens the workspace, reads definitions and records and settles the periods; a definition with
 * mistakes is told on standard error and left aside. Everything lives in the call's arena.
 * E_USAGE for options that cannot be read, E_MISSING when there are no records. */
MUST_CHECK enum status measuring_open(struct call *call, const struct measuring_wanted *wanted,
                                      struct measuring *out, struct err *err);

/* Closes the workspace and the calendar. Accepts a zeroed struct. */
void measuring_close(struct measuring *measuring);

#endif
