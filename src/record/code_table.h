/* Between codes.csv, spellings.csv and code_set.h: what tools/embed-codes makes. Only
 * this folder includes it. */
#ifndef OUTTURN_RECORD_CODE_TABLE_H
#define OUTTURN_RECORD_CODE_TABLE_H

#include <stddef.h>

#include "record/code_set.h"

enum code_word_kind {
	CODE_WORD_CODE,
	CODE_WORD_LABEL,
	CODE_WORD_SPELLING, /* met in councils' files */
};

/* A way to write a code, folded as code_set.c folds what a cell says. */
struct code_word {
	const char *text;
	enum code_word_kind kind;
	int said;  /* the code that was written, by its place in the set; -1: more than one */
	int meant; /* the canonical code of that meaning */
};

struct code_set_table {
	const struct record_code *codes; /* in the published order */
	size_t code_count;
	const struct code_word *words;   /* sorted by the bytes of their texts */
	size_t word_count;
};

extern const struct code_set_table RECORD_CODE_SETS[RECORD_CODE_SET_COUNT];

#endif
