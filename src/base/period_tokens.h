/* A council's words for a period, cut into tokens. Private to period_read.c.
 *
 * Words that change nothing ("as at the", "of") and stops are dropped, a quarter
 * and its number become one token, and so do two years that follow each other. */
#ifndef OUTTURN_BASE_PERIOD_TOKENS_H
#define OUTTURN_BASE_PERIOD_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/text.h"

enum token_kind {
	TOKEN_WORD,       /* letters, lower case */
	TOKEN_DASH,       /* behind a month or a year only; elsewhere it says nothing */
	TOKEN_NUMBER,     /* one or two digits, perhaps with st, nd, rd or th */
	TOKEN_YEAR,       /* four digits */
	TOKEN_SPLIT_YEAR, /* 2013-14, 2013/14, 2013/2014 */
	TOKEN_QUARTER,    /* Q3, quarter 3 */
	TOKEN_MONTH,
	TOKEN_DATE,       /* 2013-12-31, 31/12/2013 */
	TOKEN_OTHER,      /* belongs to no period */
};

enum {
	TOKENS_MAX = 12, /* more than any way of writing a period has */
	TOKEN_WORD_BYTES = 16,
};

struct token {
	enum token_kind kind;
	int number; /* value, month, quarter or first year */
	int digits; /* of a number as written; 0 behind an ordinal */
	struct ymd date;
	char word[TOKEN_WORD_BYTES];
};

struct tokens {
	struct token items[TOKENS_MAX];
	size_t count;
};

/* Cuts `text`; false when it has more than TOKENS_MAX tokens. */
bool period_tokens_read(struct str text, struct tokens *out);

#endif
