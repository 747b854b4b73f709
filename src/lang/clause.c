#include "lang/clause.h"

#include <stddef.h>

const char *const *clause_words(void)
{
	static const char *const WORDS[] = {
#define CLAUSE(word, read, is_single) word,
#include "lang/clauses.def"
#undef CLAUSE
		NULL,
	};
	return WORDS;
}

bool clause_is_word(struct str word)
{
	for (const char *const *known = clause_words(); *known; known++)
		if (str_equal(word, str_of(*known)))
			return true;
	return false;
}
