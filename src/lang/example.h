/* The worked examples of definitions, run. */
#ifndef OUTTURN_LANG_EXAMPLE_H
#define OUTTURN_LANG_EXAMPLE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/calendar.h"
#include "base/err.h"
#include "lang/complaint.h"
#include "lang/tree.h"
#include "table/table.h"

/* An example's records as tables; the id of a row is its place among the example's rows. */
struct example_tables {
	struct tables records;
	struct tables given; /* figures handed in, in a schema of their own */
};

/* Builds the tables of an example of a sound definition, in `arena`. */
MUST_CHECK enum status example_build(const struct schema *schema,
                                     const struct definition *definition,
                                     const struct example *example, struct arena *arena,
                                     struct example_tables *out, struct err *err);

/* The figures among them that a definition reads; NULL when it reads records. */
const struct table *example_given(const struct example_tables *tables,
                                  const struct definition *definition);

/* Runs every example of a sound definition (and of what it is `over`, which the checker has
 * bound). One that gives something else is a complaint at its `gives` line: what was expected,
 * what came, and what became of each record. "N of M" is held to the ratio before it is reduced,
 * a value to the decimals it is written with; what is rejected must be said by `rejects`. */
MUST_CHECK enum status examples_run(const struct schema *schema,
                                    const struct definition *definition,
                                    const struct calendar *calendar, struct arena *arena,
                                    struct complaints *complaints, struct err *err);

#endif
