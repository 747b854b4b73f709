/* Words, numbers and signs of a definition's text, with the place each stands at.
 *
 * The lexer never fails: what it does not know becomes a TOKEN_WRONG that says why, and
 * the parser turns it into a complaint if it gets that far. Texts of tokens point into
 * the text that is read. */
#ifndef OUTTURN_LANG_LEXER_H
#define OUTTURN_LANG_LEXER_H

#include <stdbool.h>

#include "base/text.h"
#include "lang/tree.h"

enum token_kind {
	TOKEN_END,
	TOKEN_CLAUSE, /* the word of a clause, at the beginning of a line (the parser's) */
	TOKEN_WORD,   /* begins with a small letter */
	TOKEN_NAME,   /* begins with a capital, or is a code such as 1A; NI59-7 is one name */
	TOKEN_NUMBER,
	TOKEN_DATE,    /* 2013-12-31 */
	TOKEN_INSTANT, /* 2013-12-31T09:30:00Z */
	TOKEN_PERIOD,  /* 2013-14-Q3, 2013-M12, ... */
	TOKEN_TEXT,    /* without its quotation marks; a mark inside is still doubled */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_POINT,
	TOKEN_RANGE, /* .. */
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_SLASH,
	TOKEN_EQUAL,
	TOKEN_UNEQUAL,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_MORE,
	TOKEN_MORE_EQUAL,
	TOKEN_WRONG,
	TOKEN_KIND_COUNT
};

struct token {
	enum token_kind kind;
	struct str text;
	struct spot place;
	bool is_first;     /* on its line */
	const char *wrong; /* of TOKEN_WRONG: a sentence; else NULL */
	const char *hint;  /* of TOKEN_WRONG, or NULL */
};

struct lexer {
	struct str text;
	size_t at;
	int line;
	int column; /* in characters, from 1 */
	bool is_line_begun;
};

/* Reads valid UTF-8 from its beginning (a byte order mark is passed over). */
struct lexer lexer_init(struct str text);

/* The next token; TOKEN_END at the end, again and again. */
struct token lexer_next(struct lexer *lexer);

/* Whether the text is one word, name or number, so that it may stand without quotation
 * marks in a list of codes. */
bool lexer_is_bare(struct str text);

#endif
