#include "base/period_tokens.h"

#include <string.h>

/* Bytes of the hyphen, en dash, em dash or minus sign in front; 0 when none. */
static size_t dash_len(struct str text)
{
	static const char *const DASHES[] = { "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92" };
	for (size_t i = 0; i < COUNT_OF(DASHES); i++)
		if (str_starts_nocase(text, str_of(DASHES[i])))
			return strlen(DASHES[i]);
	return 0;
}

static struct str after(struct str text, size_t len)
{
	return str_slice(text, len, text.len);
}

static size_t digits_len(struct str text)
{
	size_t len = 0;
	while (len < text.len && char_is_digit(text.ptr[len]))
		len++;
	return len;
}

/* The number in the first `len` bytes, all digits; `len` is at most 4. */
static int number_of(struct str text, size_t len)
{
	int number = 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (text.ptr[i] - '0');
	return number;
}

/* "2013-12-31" in front, and no digit behind. Returns its bytes or 0. */
static size_t lex_iso_date(struct str text, struct token *out)
{
	int32_t date;
	bool is_date = date_parse_iso(str_slice(text, 0, 10), &date, NULL) == OK;
	if (!is_date || digits_len(after(text, 10)) > 0)
		return 0;
	*out = (struct token){ .kind = TOKEN_DATE, .date = date_to_ymd(date) };
	return 10;
}

/* "31/12/2013": day before month, as everyone here writes it. */
static size_t lex_slashed_date(struct str text, struct token *out)
{
	int parts[3];
	static const size_t DIGITS_MAX[] = { 2, 2, 4 };
	struct str rest = text;
	for (size_t i = 0; i < 3; i++) {
		size_t len = digits_len(rest);
		if (len == 0 || len > DIGITS_MAX[i] || (i == 2 && len != 4))
			return 0;
		parts[i] = number_of(rest, len);
		rest = after(rest, len);
		if (i < 2 && (rest.len == 0 || rest.ptr[0] != '/'))
			return 0;
		rest = i < 2 ? after(rest, 1) : rest;
	}
	*out = (struct token){ .kind = TOKEN_DATE, .date = { parts[2], parts[1], parts[0] } };
	return text.len - rest.len;
}

/* "2013-14", "2013/14", "2013/2014" where the years follow each other, and not
 * the front of something longer such as "2013-14-15". */
static size_t lex_split_year(struct str text, struct token *out)
{
	if (digits_len(text) != 4)
		return 0;
	int year = number_of(text, 4);
	struct str rest = str_trim(after(text, 4));
	size_t mark = rest.len && rest.ptr[0] == '/' ? 1 : dash_len(rest);
	if (mark == 0)
		return 0;
	rest = str_trim(after(rest, mark));
	size_t len = digits_len(rest);
	bool follows = (len == 2 && number_of(rest, 2) == (year + 1) % 100) ||
	               (len == 4 && number_of(rest, 4) == year + 1);
	struct str behind = after(rest, len);
	mark = behind.len && behind.ptr[0] == '/' ? 1 : dash_len(behind);
	if (!follows || (mark && digits_len(after(behind, mark))))
		return 0;
	*out = (struct token){ .kind = TOKEN_SPLIT_YEAR, .number = year };
	return (size_t)(rest.ptr - text.ptr) + len;
}

static size_t ordinal_len(struct str text)
{
	static const char *const ENDINGS[] = { "st", "nd", "rd", "th" };
	if (text.len > 2 && char_is_letter(text.ptr[2]))
		return 0;
	for (size_t i = 0; i < COUNT_OF(ENDINGS); i++)
		if (str_starts_nocase(text, str_of(ENDINGS[i])))
			return 2;
	return 0;
}

static size_t lex_number(struct str text, struct token *out)
{
	size_t len = digits_len(text);
	*out = (struct token){ .kind = TOKEN_OTHER };
	if (len > 4 || len == 3)
		return len;
	out->number = number_of(text, len);
	out->kind = len == 4 ? TOKEN_YEAR : TOKEN_NUMBER;
	size_t ordinal = len == 4 ? 0 : ordinal_len(after(text, len));
	out->digits = ordinal ? 0 : (int)len;
	return len + ordinal;
}

static size_t lex_digits(struct str text, struct token *out)
{
	size_t len = lex_iso_date(text, out);
	if (len == 0)
		len = lex_slashed_date(text, out);
	if (len == 0)
		len = lex_split_year(text, out);
	return len ? len : lex_number(text, out);
}

/* The month that a word names, in full or by its first letters; 0 when none. */
static int month_of(struct str word)
{
	for (int month = 1; month <= 12; month++) {
		struct str name = str_of(date_month_name(month));
		if (str_equal_nocase(word, name) || str_equal_nocase(word, str_slice(name, 0, 3)))
			return month;
	}
	return str_equal_nocase(word, STR("sept")) ? 9 : 0;
}

static size_t lex_word(struct str text, struct token *out)
{
	size_t len = 0;
	while (len < text.len && char_is_letter(text.ptr[len]))
		len++;
	*out = (struct token){ .kind = TOKEN_OTHER };
	struct str word = str_slice(text, 0, len);
	int month = month_of(word);
	if (month != 0)
		*out = (struct token){ .kind = TOKEN_MONTH, .number = month };
	else if (len < TOKEN_WORD_BYTES) {
		out->kind = TOKEN_WORD;
		for (size_t i = 0; i < len; i++)
			out->word[i] = (char)(word.ptr[i] | 0x20); /* letters only: lower case */
	}
	return len;
}

/* Words that change nothing: "as at the end of March" is "end March". */
static bool is_noise(const struct token *token)
{
	static const char *const NOISE[] = { "the", "of", "in", "for", "as", "at", "on" };
	for (size_t i = 0; token->kind == TOKEN_WORD && i < COUNT_OF(NOISE); i++)
		if (str_equal(str_of(token->word), str_of(NOISE[i])))
			return true;
	return false;
}

static bool is_word_quarter(const struct token *token)
{
	return token->kind == TOKEN_WORD &&
	       (str_equal(str_of(token->word), STR("q")) ||
	        str_equal(str_of(token->word), STR("qtr")) ||
	        str_equal(str_of(token->word), STR("quarter")));
}

/* Adds a token; a number behind "quarter" becomes one token with it. False when
 * there are more than any row has. */
static bool add_token(struct tokens *tokens, const struct token *token)
{
	struct token *last = tokens->count ? &tokens->items[tokens->count - 1] : NULL;
	bool is_quarter = last && is_word_quarter(last) && token->kind == TOKEN_NUMBER &&
	                  token->number >= 1 && token->number <= 4;
	if (is_quarter) {
		*last = (struct token){ .kind = TOKEN_QUARTER, .number = token->number };
		return true;
	}
	bool says_nothing = token->kind == TOKEN_DASH &&
	                    !(last && (last->kind == TOKEN_MONTH || last->kind == TOKEN_YEAR));
	if (is_noise(token) || says_nothing)
		return true;
	if (tokens->count == TOKENS_MAX)
		return false;
	tokens->items[tokens->count++] = *token;
	return true;
}

bool period_tokens_read(struct str text, struct tokens *out)
{
	*out = (struct tokens){ 0 };
	while ((text = str_trim(text)).len > 0) {
		struct token token = { .kind = TOKEN_OTHER };
		size_t len = dash_len(text);
		if (len > 0)
			token.kind = TOKEN_DASH;
		else if (char_is_digit(text.ptr[0]))
			len = lex_digits(text, &token);
		else if (char_is_letter(text.ptr[0]))
			len = lex_word(text, &token);
		else
			len = 1;
		bool is_stop = text.ptr[0] == ',' || text.ptr[0] == '.';
		if (!is_stop && !add_token(out, &token))
			return false;
		text = after(text, len);
	}
	return true;
}
