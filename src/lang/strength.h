/* How strongly operators bind, and which words are theirs: the parser and the formatter go
 * by the same levels, so that what is printed is read as it was meant. */
#ifndef OUTTURN_LANG_STRENGTH_H
#define OUTTURN_LANG_STRENGTH_H

#include "lang/tree.h"

/* From the weakest to the strongest. */
enum level {
	LEVEL_OR,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_COMPARISON, /* also between, in, is: one at most, unless in brackets */
	LEVEL_ELSE,
	LEVEL_SUM,
	LEVEL_PRODUCT,
	LEVEL_SIGN, /* minus before a value; names, calls, relations */
};

/* The level of an operator between two values. */
enum level level_of_binary(enum binary_op op);

/* Whether the word has a meaning of its own in expressions, so that nothing else may be
 * called so. */
bool word_is_reserved(struct str word);

#endif
