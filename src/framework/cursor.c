#include "framework/cursor.h"

#include <stdarg.h>
#include <stdio.h>

struct place cursor_place(const struct cursor *cursor)
{
	const struct text_line *line = cursor->line;
	return (struct place){ line->number, cursor->at < line->count
		                                     ? line->tokens[cursor->at].column
		                                     : line->end_column };
}

bool cursor_complain(struct cursor *cursor, const char *format, ...)
{
	char message[900];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	problem_add(&cursor->parser->problems, cursor_place(cursor), "%s", message);
	return false;
}

const struct token *cursor_peek(const struct cursor *cursor)
{
	return cursor->at < cursor->line->count ? &cursor->line->tokens[cursor->at] : NULL;
}

/* As much of a text as a message has room for, cut at a character. */
static struct str first_characters(struct str text)
{
	enum { SHOWN_BYTES = 60 };
	if (text.len <= SHOWN_BYTES)
		return text;
	size_t len = SHOWN_BYTES;
	while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
		len--;
	return str_slice(text, 0, len);
}

bool cursor_expected(struct cursor *cursor, const char *what)
{
	const struct token *token = cursor_peek(cursor);
	if (!token)
		return cursor_complain(cursor, "expected %s, but the line ends", what);
	bool is_text = token->kind == TOKEN_TEXT;
	struct str found = first_characters(token->text);
	return cursor_complain(cursor, "expected %s, found %s%.*s%s%s", what,
	                       is_text ? "the text \"" : "'", STR_ARGS(found),
	                       found.len < token->text.len ? "..." : "", is_text ? "\"" : "'");
}

bool cursor_take_if(struct cursor *cursor, const char *word)
{
	const struct token *token = cursor_peek(cursor);
	if (!token || token->kind != TOKEN_WORD || !str_equal(token->text, str_of(word)))
		return false;
	cursor->at++;
	return true;
}

bool cursor_take_word(struct cursor *cursor, const char *word)
{
	char what[40];
	snprintf(what, sizeof(what), "'%s'", word);
	return cursor_take_if(cursor, word) || cursor_expected(cursor, what);
}

bool cursor_take_comma_if(struct cursor *cursor)
{
	const struct token *token = cursor_peek(cursor);
	if (!token || token->kind != TOKEN_COMMA)
		return false;
	cursor->at++;
	return true;
}

bool cursor_take_text(struct cursor *cursor, const char *what, struct str *out)
{
	const struct token *token = cursor_peek(cursor);
	if (!token || token->kind == TOKEN_COMMA)
		return cursor_expected(cursor, what);
	if (str_trim(token->text).len == 0)
		return cursor_complain(cursor, "expected %s, found an empty text", what);
	*out = token->text;
	cursor->at++;
	return true;
}

bool cursor_take_date(struct cursor *cursor, const char *after, int32_t *out)
{
	const struct token *token = cursor_peek(cursor);
	if (!token || token->kind != TOKEN_WORD || date_parse_iso(token->text, out, NULL) != OK) {
		char what[80];
		snprintf(what, sizeof(what), "a date like 2013-12-31 after '%s'", after);
		return cursor_expected(cursor, what);
	}
	cursor->at++;
	return true;
}

bool cursor_take_span(struct cursor *cursor, struct span *out)
{
	*out = span_always();
	if (cursor_take_if(cursor, "from") && !cursor_take_date(cursor, "from", &out->from))
		return false;
	size_t to_at = cursor->at;
	if (cursor_take_if(cursor, "to") && !cursor_take_date(cursor, "to", &out->to))
		return false;
	if (out->from != DATE_NONE && out->to != DATE_NONE && out->to < out->from) {
		cursor->at = to_at;
		return cursor_complain(cursor, "ends before it begins");
	}
	return true;
}

bool cursor_take_number(struct cursor *cursor, const char *what, int64_t most, int64_t *out)
{
	const struct token *token = cursor_peek(cursor);
	int64_t number;
	if (!token || token->kind != TOKEN_WORD || str_to_int64(token->text, &number, NULL) != OK ||
	    number < 0 || number > most)
		return cursor_expected(cursor, what);
	*out = number;
	cursor->at++;
	return true;
}

bool cursor_take_end(struct cursor *cursor)
{
	return !cursor_peek(cursor) || cursor_expected(cursor, "the end of the line");
}

bool cursor_has_room(struct cursor *cursor, size_t count, size_t most, const char *what)
{
	if (count < most)
		return true;
	cursor->at = 0;
	return cursor_complain(cursor, "more than %zu %s", most, what);
}

bool cursor_take_dated_text(struct cursor *cursor, struct dated_text *out)
{
	out->span = span_always();
	return cursor_take_date(cursor, cursor->statement->word, &out->span.from) &&
	       cursor_take_text(cursor, "what happened, in quotes", &out->text);
}
