/* Files of vectors: what goes in, and the answer that somebody published.
 *
 * Three shapes are known: an array "vectors" with "fn", "input" and "expected"; an
 * array "rows" with "kind" and "expect", the other fields being the input (where there
 * is no "expect" the answers stand among them); and an array "cases" with "expect",
 * which are all of the function "xmr". */
#ifndef OUTTURN_TESTS_RUN_VECTORS_VECTORS_H
#define OUTTURN_TESTS_RUN_VECTORS_VECTORS_H

#include <stdbool.h>

#include <jansson.h>

#include "base/err.h"
#include "base/text.h"

struct vector {
	struct str id;
	struct str fn;
	const json_t *input;
	const json_t *expected;
};

/* Whether what came is what was expected: every expected field is there and equal;
 * texts and whole numbers exactly, other numbers to 1e-9 of their size. Fields that
 * nothing was expected of do not matter. */
bool vector_answer_fits(const json_t *expected, const json_t *got);

/* Reads the file and gives each vector to `visit` with `context`. E_INPUT names the
 * file and what it lacks. */
MUST_CHECK enum status vectors_each(const char *path,
                                    void (*visit)(const struct vector *vector, void *context),
                                    void *context, struct err *err);

#endif
