/* The worked examples of definitions, run. */
#ifndef OUTTURN_LANG_EXAMPLE_H
#define OUTTURN_LANG_EXAMPLE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/calendar.h"
#include "base/err.h"
#include "lang/complaint.h"
#include "lang/tree.h"
#include "table/schema.h"

/* Runs every example of a sound definition. One that gives something else is a complaint at
 * its `gives` line: what was expected, what came, and what became of each record. */
MUST_CHECK enum status examples_run(const struct schema *schema,
                                    const struct definition *definition,
                                    const struct library *library,
                                    const struct calendar *calendar, struct arena *arena,
                                    struct complaints *complaints, struct err *err);

#endif
