/* The oracle: record by record, period by period, as docs/language.md reads.
 *
 * It is slow and plain on purpose, shares nothing with the engine but the tree, and is what
 * the engine and the generated SQL are held to. The program itself uses it where records are few
 * or each must say what became of it: for the worked examples of definitions, and to list the
 * records behind one figure. */
#ifndef OUTTURN_LANG_ORACLE_H
#define OUTTURN_LANG_ORACLE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "lang/question.h"

/* Answers a question; rows and texts live in `arena`. E_LIMIT when a sum leaves 63 bits. */
MUST_CHECK enum status oracle_answer(const struct question *question, struct arena *arena,
                                     struct answer *out, struct err *err);

/* What became of every record in the question's period number `period`. */
MUST_CHECK enum status oracle_cases(const struct question *question, int period,
                                    struct arena *arena, struct case_list *out,
                                    struct err *err);

#endif
