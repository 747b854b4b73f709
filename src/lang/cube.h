/* Counts on the positions of an axis, by dimension and category.
 *
 * What stands on a run of positions is put down at its two ends; the sums in between are made
 * once, at the end. */
#ifndef OUTTURN_LANG_CUBE_H
#define OUTTURN_LANG_CUBE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "lang/axis.h"
#include "lang/frame.h"
#include "lang/question.h"

/* What one record adds to each position it stands on. */
struct contribution {
	bool is_in;
	bool is_counted;
	bool is_rejected;
	int64_t value; /* of the statistic; CELL_MISSING: none */
	int64_t over;  /* of `over sum`; CELL_MISSING: none */
};

struct cube;

/* An empty cube for the dimensions of a question; lives in `arena`. */
struct cube *cube_new(const struct question *question, const struct axis *axis,
                      struct arena *arena);

/* The slot of a category in a dimension, new or old. */
int32_t cube_slot(struct cube *cube, size_t dimension, int64_t category);

/* Its category. */
int64_t cube_category(const struct cube *cube, size_t dimension, int32_t slot);

/* Puts a contribution down in one slot. On segments a reach is of one position. */
void cube_add(struct cube *cube, size_t dimension, int32_t slot, struct reach reach,
              const struct contribution *what);

/* The same for many records and all dimensions: `slots` has those of each record side by side. */
void cube_add_all(struct cube *cube, int32_t count, const int32_t *slots,
                  const struct reach *reaches, const struct contribution *whats);

/* Ends the counting and reads the answer off, with the texts of categories from the evaluator
 * that numbered them. E_LIMIT when a sum left 63 bits. */
MUST_CHECK enum status cube_answer(struct cube *cube, const struct evaluator *evaluator,
                                   struct answer *out, struct err *err);

#endif
