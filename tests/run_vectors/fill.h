/* From a vector's input to tables of records, or of figures handed in. */
#ifndef OUTTURN_TESTS_RUN_VECTORS_FILL_H
#define OUTTURN_TESTS_RUN_VECTORS_FILL_H

#include "record_function.h"
#include "table/table.h"

/* The records that an input becomes, and what its entries are called. */
struct filled {
	struct tables tables;
	const struct str *names; /* of each entry: its child's, its own, or its number */
	size_t name_count;       /* a row's id is the number of its entry */
};

/* The records, in the schema of records; in `arena`. E_INPUT names what the input lacks. */
MUST_CHECK enum status fill_records(const struct record_function *function,
                                    const struct schema *schema, const json_t *input,
                                    struct arena *arena, struct filled *out, struct err *err);

/* The same as figures of one type, the definition's `given`. */
MUST_CHECK enum status fill_given(const struct record_function *function,
                                  const struct table_type *given, const json_t *input,
                                  struct arena *arena, struct tables *out, struct err *err);

#endif
