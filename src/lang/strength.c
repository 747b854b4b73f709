#include "lang/strength.h"

enum level level_of_binary(enum binary_op op)
{
	static const enum level LEVELS[BINARY_OP_COUNT] = {
		[BINARY_ADD] = LEVEL_SUM,          [BINARY_SUBTRACT] = LEVEL_SUM,
		[BINARY_MULTIPLY] = LEVEL_PRODUCT, [BINARY_DIVIDE] = LEVEL_PRODUCT,
		[BINARY_EQUAL] = LEVEL_COMPARISON, [BINARY_UNEQUAL] = LEVEL_COMPARISON,
		[BINARY_LESS] = LEVEL_COMPARISON,  [BINARY_LESS_EQUAL] = LEVEL_COMPARISON,
		[BINARY_MORE] = LEVEL_COMPARISON,  [BINARY_MORE_EQUAL] = LEVEL_COMPARISON,
		[BINARY_BY] = LEVEL_COMPARISON,    [BINARY_ELSE] = LEVEL_ELSE,
		[BINARY_AND] = LEVEL_AND,          [BINARY_OR] = LEVEL_OR,
	};
	return LEVELS[op];
}

bool word_is_reserved(struct str word)
{
	static const char *const RESERVED[] = {
		"and",   "or",    "not",  "else", "by",     "between", "in",      "is",
		"where", "to",    "over", "if",   "then",   "every",   "after",   "once",
		"when",  "while", "with", "on",   "during", "rolling", "running",
	};
	for (size_t i = 0; i < COUNT_OF(RESERVED); i++)
		if (str_equal(word, str_of(RESERVED[i])))
			return true;
	return false;
}
