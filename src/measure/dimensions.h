/* By what an indicator's figures are broken down.
 *
 * Every definition has the whole; its team, where its records have one; of records of children
 * their sex, ethnicity and age on the day, in the bands of the national returns; and what it
 * names itself (`by NAME ...`). */
#ifndef OUTTURN_MEASURE_DIMENSIONS_H
#define OUTTURN_MEASURE_DIMENSIONS_H

#include "base/arena.h"
#include "lang/question.h"
#include "table/schema.h"

struct dimension_list {
	const struct dimension *items; /* [0] is the whole */
	size_t count;
};

/* The dimensions of a sound definition, in `arena`: the whole alone, or with `is_broken_down`
 * all of them. */
struct dimension_list dimensions_of(const struct definition *definition,
                                    const struct schema *schema, bool is_broken_down,
                                    struct arena *arena);

/* What a category is called: a text as it is, a band of ages "5 to 9", "not known" where the
 * record does not say. */
struct str category_words(const struct dimension *dimension, const struct tally_row *row,
                          struct arena *arena);

#endif
