/* The words of one line of framework text, taken one after another.
 *
 * Each function that takes a word steps over it and returns true, or reports what
 * was expected, and what stands there instead, and returns false. Those that end
 * in `_if` report nothing and leave the cursor where it is. */
#ifndef OUTTURN_FRAMEWORK_CURSOR_H
#define OUTTURN_FRAMEWORK_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/text.h"
#include "framework/framework.h"
#include "framework/parse.h"
#include "framework/text_line.h"

struct cursor {
	struct parser *parser;
	const struct text_line *line;
	const struct statement *statement; /* what the line's first word means */
	size_t at;                         /* the token that comes next */
};

/* Where the next word stands, or the line's end. */
struct place cursor_place(const struct cursor *cursor);

/* The next token, or NULL at the end of the line. Borrowed. */
const struct token *cursor_peek(const struct cursor *cursor);

/* Reports a problem at the cursor and returns false. */
bool cursor_complain(struct cursor *cursor, const char *format, ...) PRINTF_LIKE(2, 3);

/* Reports that `what` was expected at the cursor, and returns false. */
bool cursor_expected(struct cursor *cursor, const char *what);

/* This very word, or a comma, if it comes next. */
bool cursor_take_if(struct cursor *cursor, const char *word);
bool cursor_take_comma_if(struct cursor *cursor);

/* This very word. */
bool cursor_take_word(struct cursor *cursor, const char *word);

/* A text in quotes or a single word, not empty. `what` names it in messages. */
bool cursor_take_text(struct cursor *cursor, const char *what, struct str *out);

/* An ISO date; `after` is the word it stands behind. */
bool cursor_take_date(struct cursor *cursor, const char *after, int32_t *out);

/* "from DATE", "to DATE", both or neither; not ending before it begins. */
bool cursor_take_span(struct cursor *cursor, struct span *out);

/* A whole number from 0 to `most`. */
bool cursor_take_number(struct cursor *cursor, const char *what, int64_t most, int64_t *out);

/* A day and what happened on it; the day stands behind the statement's word. */
bool cursor_take_dated_text(struct cursor *cursor, struct dated_text *out);

/* The end of the line. */
bool cursor_take_end(struct cursor *cursor);

/* Whether a list that holds `count` may take one more; reported on the line's
 * first word when not. */
bool cursor_has_room(struct cursor *cursor, size_t count, size_t most, const char *what);

#endif
