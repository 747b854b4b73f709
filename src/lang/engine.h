/* The engine: all periods of many definitions in one pass over columns.
 *
 * Periods are whole months of kinds whose figures a month's records can be added into (see
 * question.h for what is asked): the engine takes the months first_month to last_month and the kinds
 * wanted, and answers for every period of those kinds that ends in one of them. docs/engine.md
 * says how it works and what each method costs. */
#ifndef OUTTURN_LANG_ENGINE_H
#define OUTTURN_LANG_ENGINE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "lang/question.h"

/* Answers a question: the same rows as oracle_answer(). Periods that are no whole months are
 * answered as well. */
MUST_CHECK enum status engine_answer(const struct question *question, struct arena *arena,
                                     struct answer *out, struct err *err);

/* Answers several questions over the same tables, calendar and periods in one pass: what they
 * have in common is worked out once. `out` has one answer a question. */
MUST_CHECK enum status engine_answer_all(const struct question *questions, size_t count,
                                         struct arena *arena, struct answer *out,
                                         struct err *err);

/* What became of every record in one period: the same as oracle_cases(). */
MUST_CHECK enum status engine_cases(const struct question *question, int period,
                                    struct arena *arena, struct case_list *out,
                                    struct err *err);

#endif
