/* The judged figures that a command works on, from a scorecard file or from the
 * workspace; both ways give the same. */
#ifndef OUTTURN_CLI_FIGURES_SOURCE_H
#define OUTTURN_CLI_FIGURES_SOURCE_H

#include "base/finding.h"
#include "cli/command.h"
#include "cli/workspace.h"
#include "digest/digest.h"
#include "intake/scorecard_file.h"

struct figures_request {
	const char *file;      /* NULL: the workspace */
	const char *rule;      /* for lines without one; files only; may be NULL */
	const char *sheet;     /* of a workbook; files only; may be NULL */
	const char *period;    /* canonical or as councils write it; may be NULL */
	const char *scorecard; /* of the workspace; may be NULL */
	const char *audience;  /* may be NULL */
	const char *known_on;  /* ISO date; may be NULL */
};

/* Reads, judges and checks. Everything in `out` lives in the call's arena, its
 * findings in `findings` (whose arena is set). */
MUST_CHECK enum status figures_load(struct call *call, const struct figures_request *request,
                                    struct finding_list *findings, struct digest_input *out,
                                    struct err *err);

/* Reads one scorecard file with its findings and those of judging it. */
MUST_CHECK enum status figures_check_file(struct call *call,
                                          const struct figures_request *request,
                                          struct finding_list *findings,
                                          struct scorecard_file *out, struct err *err);

/* Judges the lines of a file as the store has them now, with the targets, rules and
 * units of the framework, and adds what is doubtful. What was said of the file alone
 * and the framework settles (counts without a unit) is taken out of `findings`. */
MUST_CHECK enum status figures_check_stored(struct call *call, struct workspace *workspace,
                                            const struct scorecard_file *file,
                                            struct finding_list *findings, struct err *err);

#endif
