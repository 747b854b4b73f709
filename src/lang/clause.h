/* The words that begin a line of a definition. */
#ifndef OUTTURN_LANG_CLAUSE_H
#define OUTTURN_LANG_CLAUSE_H

#include <stdbool.h>

#include "base/text.h"

/* The words of clauses.def in its order, and NULL. Borrowed for ever. */
const char *const *clause_words(void);

/* Whether a word at the beginning of a line begins a clause (`in` does with `force`). */
bool clause_is_word(struct str word);

#endif
