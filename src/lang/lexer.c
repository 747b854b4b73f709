#include "lang/lexer.h"

#include <string.h>

#include "lang/parse.h"

static char peek(const struct lexer *lexer, size_t ahead)
{
	size_t at = lexer->at + ahead;
	return at < lexer->text.len ? lexer->text.ptr[at] : '\0';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_name_char(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '_';
}

/* Moves on by whole bytes; only the first byte of a character counts as a column. */
static void skip(struct lexer *lexer, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		char c = lexer->text.ptr[lexer->at++];
		if (c == '\n') {
			lexer->line++;
			lexer->column = 1;
			lexer->is_line_begun = false;
		} else if (((unsigned char)c & 0xc0) != 0x80) {
			lexer->column++;
		}
	}
}

static bool starts(const struct lexer *lexer, const char *what)
{
	size_t len = strlen(what);
	return lexer->text.len - lexer->at >= len &&
	       memcmp(lexer->text.ptr + lexer->at, what, len) == 0;
}

struct lexer lexer_init(struct str text)
{
	struct lexer lexer = { .text = text, .line = 1, .column = 1 };
	if (starts(&lexer, "\xef\xbb\xbf"))
		lexer.at = 3;
	return lexer;
}

static void skip_blanks(struct lexer *lexer)
{
	while (lexer->at < lexer->text.len) {
		char c = peek(lexer, 0);
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			skip(lexer, 1);
		} else if (starts(lexer, "\xc2\xa0")) {
			skip(lexer, 2); /* the blank that does not break, from a word processor */
		} else if (c == '#') {
			const char *from = lexer->text.ptr + lexer->at;
			const char *end = memchr(from, '\n', lexer->text.len - lexer->at);
			skip(lexer, end ? (size_t)(end - from) : lexer->text.len - lexer->at);
		} else {
			return;
		}
	}
}

/* The token of the next `bytes`. */
static struct token take(struct lexer *lexer, enum token_kind kind, size_t bytes)
{
	struct token token = {
		.kind = kind,
		.text = str_slice(lexer->text, lexer->at, bytes),
		.place = { .line = lexer->line, .column = lexer->column },
		.is_first = !lexer->is_line_begun,
	};
	skip(lexer, bytes);
	lexer->is_line_begun = true;
	token.place.length = lexer->column - token.place.column;
	return token;
}

static struct token take_wrong(struct lexer *lexer, size_t bytes, const char *wrong,
                               const char *hint)
{
	struct token token = take(lexer, TOKEN_WRONG, bytes);
	token.wrong = wrong;
	token.hint = hint;
	return token;
}

static struct token take_name(struct lexer *lexer, enum token_kind kind, size_t bytes)
{
	if (bytes > LANG_NAME_BYTES_MAX)
		return take_wrong(lexer, bytes, "a name has at most 80 characters", NULL);
	return take(lexer, kind, bytes);
}

static struct token take_word(struct lexer *lexer)
{
	size_t len = 0;
	while (is_name_char(peek(lexer, len)))
		len++;
	if (!is_capital(peek(lexer, 0)))
		return take_name(lexer, TOKEN_WORD, len);
	while (peek(lexer, len) == '-' &&
	       (is_capital(peek(lexer, len + 1)) || char_is_digit(peek(lexer, len + 1))))
		for (len++; is_name_char(peek(lexer, len)); len++)
			continue;
	return take_name(lexer, TOKEN_NAME, len);
}

/* Whether the bytes ahead look as `shape` does: 0 for a digit, else the character. */
static bool has_shape(const struct lexer *lexer, const char *shape)
{
	for (size_t i = 0; shape[i]; i++) {
		char c = peek(lexer, i);
		if (shape[i] == '0' ? !char_is_digit(c) : c != shape[i])
			return false;
	}
	return true;
}

/* A date, a moment or a period: all begin with a year and a hyphen. */
static struct token take_time(struct lexer *lexer)
{
	enum { DATE_BYTES = 10 };
	size_t len = DATE_BYTES;
	if (has_shape(lexer, "0000-00-00T0")) {
		while (char_is_digit(peek(lexer, len)) ||
		       (peek(lexer, len) != '\0' && strchr("T:.+-Z", peek(lexer, len))))
			len++;
		return take_name(lexer, TOKEN_INSTANT, len);
	}
	if (has_shape(lexer, "0000-00-00") && !is_name_char(peek(lexer, len)) &&
	    peek(lexer, len) != '-')
		return take(lexer, TOKEN_DATE, len);
	for (len = 4; is_name_char(peek(lexer, len)) || peek(lexer, len) == '-'; len++)
		continue;
	return take_name(lexer, TOKEN_PERIOD, len);
}

/* A number, or a code that begins with a digit. */
static struct token take_number(struct lexer *lexer)
{
	size_t len = 0, letters = 0;
	while (char_is_digit(peek(lexer, len)))
		len++;
	if (len == 4 && peek(lexer, 4) == '-' &&
	    (char_is_digit(peek(lexer, 5)) || is_capital(peek(lexer, 5))))
		return take_time(lexer);
	if (peek(lexer, len) == '.' && char_is_digit(peek(lexer, len + 1))) {
		for (len++; char_is_digit(peek(lexer, len)); len++)
			continue;
		return take_name(lexer, TOKEN_NUMBER, len);
	}
	bool is_glued = is_small(peek(lexer, len));
	while (is_name_char(peek(lexer, len + letters)))
		letters++;
	if (is_glued)
		return take_wrong(lexer, len + letters, "a number and a word run together",
		                  "put a blank between them; a code may stand in quotation marks");
	return take_name(lexer, letters > 0 ? TOKEN_NAME : TOKEN_NUMBER, len + letters);
}

static bool is_control(char c)
{
	return ((unsigned char)c < ' ' && c != '\t' && c != '\r') || c == 0x7f;
}

static struct token take_text(struct lexer *lexer)
{
	size_t len = 1;
	for (;; len++) {
		char c = peek(lexer, len);
		if (c == '"' && peek(lexer, len + 1) == '"')
			len++;
		else if (c == '"')
			break;
		else if (lexer->at + len >= lexer->text.len || c == '\n')
			return take_wrong(lexer, len, "this text has no end",
			                  "close it with a quotation mark on the same line");
		else if (is_control(c))
			return take_wrong(lexer, len + 1, "this text holds a control character",
			                  NULL);
	}
	struct token token = take(lexer, TOKEN_TEXT, len + 1);
	token.text = str_slice(token.text, 1, token.text.len - 2);
	return token;
}

/* Signs, the longer before the shorter that begins it. */
static const struct {
	const char *text;
	enum token_kind kind;
	const char *wrong;
	const char *hint;
} SIGNS[] = {
	{ "(", TOKEN_OPEN, NULL, NULL },
	{ ")", TOKEN_CLOSE, NULL, NULL },
	{ ",", TOKEN_COMMA, NULL, NULL },
	{ ":", TOKEN_COLON, NULL, NULL },
	{ "..", TOKEN_RANGE, NULL, NULL },
	{ ".", TOKEN_POINT, NULL, NULL },
	{ "+", TOKEN_PLUS, NULL, NULL },
	{ "-", TOKEN_MINUS, NULL, NULL },
	{ "*", TOKEN_STAR, NULL, NULL },
	{ "/", TOKEN_SLASH, NULL, NULL },
	{ "==", TOKEN_WRONG, "'==' has no meaning", "write '='" },
	{ "=>", TOKEN_WRONG, "'=>' has no meaning", "write '>='" },
	{ "=<", TOKEN_WRONG, "'=<' has no meaning", "write '<='" },
	{ "=", TOKEN_EQUAL, NULL, NULL },
	{ "<>", TOKEN_UNEQUAL, NULL, NULL },
	{ "!=", TOKEN_WRONG, "'!=' has no meaning", "write '<>'" },
	{ "<=", TOKEN_LESS_EQUAL, NULL, NULL },
	{ "<", TOKEN_LESS, NULL, NULL },
	{ ">=", TOKEN_MORE_EQUAL, NULL, NULL },
	{ ">", TOKEN_MORE, NULL, NULL },
	{ "\xe2\x89\xa4", TOKEN_WRONG, "this sign has no meaning", "write '<='" },
	{ "\xe2\x89\xa5", TOKEN_WRONG, "this sign has no meaning", "write '>='" },
	{ "\xe2\x89\xa0", TOKEN_WRONG, "this sign has no meaning", "write '<>'" },
	{ "\xe2\x80\x93", TOKEN_WRONG, "a dash has no meaning", "write the hyphen '-'" },
	{ "\xe2\x80\x9c", TOKEN_WRONG, "this quotation mark begins no text", "write '\"'" },
	{ "\xe2\x80\x9d", TOKEN_WRONG, "this quotation mark begins no text", "write '\"'" },
	{ "'", TOKEN_WRONG, "this quotation mark begins no text", "write '\"'" },
	{ "&&", TOKEN_WRONG, "'&&' has no meaning", "write 'and'" },
	{ "||", TOKEN_WRONG, "'||' has no meaning", "write 'or'" },
	{ "%", TOKEN_WRONG, "'%' has no meaning", "a share is said by 'unit percent'" },
};

static struct token take_sign(struct lexer *lexer)
{
	for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
		if (!starts(lexer, SIGNS[i].text))
			continue;
		struct token token = take(lexer, SIGNS[i].kind, strlen(SIGNS[i].text));
		token.wrong = SIGNS[i].wrong;
		token.hint = SIGNS[i].hint;
		return token;
	}
	size_t bytes = 1;
	while (((unsigned char)peek(lexer, bytes) & 0xc0) == 0x80)
		bytes++;
	return take_wrong(lexer, bytes, "this character has no meaning here", NULL);
}

struct token lexer_next(struct lexer *lexer)
{
	skip_blanks(lexer);
	if (lexer->at >= lexer->text.len)
		return take(lexer, TOKEN_END, 0);
	char c = peek(lexer, 0);
	if (char_is_letter(c) || c == '_')
		return take_word(lexer);
	if (char_is_digit(c))
		return take_number(lexer);
	if (c == '"')
		return take_text(lexer);
	return take_sign(lexer);
}

bool lexer_is_bare(struct str text)
{
	struct lexer lexer = lexer_init(text);
	struct token token = lexer_next(&lexer);
	return (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME ||
	        token.kind == TOKEN_NUMBER) &&
	       token.text.len == text.len;
}
