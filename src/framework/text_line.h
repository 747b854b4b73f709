/* The lines and words of framework text, without their meaning.
 *
 * A line is its indentation and its tokens: words, texts in double quotes, commas.
 * A line that begins with a text continues the line before it: the two texts become
 * one, with a space between them unless the first ends in a line break. Blank lines
 * and comments ("#" to the end of the line) are not lines. */
#ifndef OUTTURN_FRAMEWORK_TEXT_LINE_H
#define OUTTURN_FRAMEWORK_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/finding.h"
#include "base/text.h"

enum { TEXT_LINE_TOKENS_MAX = 200 };

/* What is wrong with a text, one after another. */
struct problem_list {
	struct finding_list *findings;
	struct str file;
	size_t count;
	const char *rule; /* of the findings; NULL: "framework.text" */
};

/* Where something stands: line and character, both from 1. */
struct place {
	int64_t line;
	int64_t column;
};

/* Adds a problem, unless FRAMEWORK_PROBLEMS_MAX have been added. */
void problem_add(struct problem_list *problems, struct place place, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Whether as many problems were found as are reported in one run. */
bool problem_list_is_full(const struct problem_list *problems);

enum token_kind { TOKEN_WORD, TOKEN_TEXT, TOKEN_COMMA };

struct token {
	enum token_kind kind;
	struct str text; /* of a text: without quotes and escapes */
	int64_t column;
};

struct text_line {
	int64_t number;
	int64_t indent; /* in spaces */
	struct token *tokens;
	size_t count;
	size_t capacity;
	int64_t end_column; /* behind the last character */
};

struct text_reader {
	struct str rest; /* not read yet */
	int64_t number;  /* of the line before `rest` */
	struct arena *arena;
	struct problem_list *problems;
};

/* Reads the next line; false at the end. Lines that have a problem are reported
 * and given with the tokens that could be read. */
bool text_reader_next(struct text_reader *reader, struct text_line *out);

#endif
