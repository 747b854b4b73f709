/* The demonstration: a workspace of an authority that does not exist (src/synth), whose
 * returns and extracts came in one after another as they would have. */
#ifndef OUTTURN_CLI_DEMO_H
#define OUTTURN_CLI_DEMO_H

#include "base/attr.h"
#include "base/err.h"
#include "cli/command.h"

/* The name of the authority. */
#define DEMO_AUTHORITY "Fairshire (invented)"

/* Writes the authority's files into `directory`/deliveries and imports them in the order
 * in which they were known, each known from its day. The workspace must be new. What was
 * imported stays when a later delivery fails. */
MUST_CHECK enum status demo_fill(const struct call *call, const char *directory, struct err *err);

#endif
