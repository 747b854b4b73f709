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

/* Runs every example of a sound definition (and of what it is `over`, which the checker has
 * bound). One that gives something else is a complaint at its `gives` line: what was expected,
 * what came, and what became of each record. "N of M" is held to the ratio before it is reduced,
 * a value to the decimals it is written with; what is rejected must be said by `rejects`. */
MUST_CHECK enum status examples_run(const struct schema *schema,
                                    const struct definition *definition,
                                    const struct calendar *calendar, struct arena *arena,
                                    struct complaints *complaints, struct err *err);

#endif
