/* The engine: all periods and all categories of a definition in one pass over columns.
 *
 * Records go through in batches (gather.h, frame.h); each is put down once on an axis of time
 * (axis.h, cube.h), from which every period reads its counts, however many periods there are.
 * Where one record of each key speaks, settle.h finds who. docs/engine.md says more. */
#ifndef OUTTURN_LANG_ENGINE_H
#define OUTTURN_LANG_ENGINE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "lang/question.h"

/* Answers a question: the same rows as oracle_answer(). Rows and texts live in `arena`. E_LIMIT
 * when a number or a sum leaves 63 bits. */
MUST_CHECK enum status engine_answer(const struct question *question, struct arena *arena,
                                     struct answer *out, struct err *err);

#endif
