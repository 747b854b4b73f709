#include "figure/phrase.h"

#include <string.h>

/* What is written in many ways and means one thing. */
static const struct {
	const char *bytes;
	const char *plain;
} REPLACED[] = {
	{ "\xC2\xA0", " " },         /* no-break space */
	{ "\xE2\x80\x89", " " },     /* thin space */
	{ "\xE2\x80\xAF", " " },     /* narrow no-break space */
	{ "\xE2\x80\x90", "-" },     /* hyphen */
	{ "\xE2\x80\x91", "-" },     /* non-breaking hyphen */
	{ "\xE2\x80\x92", "-" },     /* figure dash */
	{ "\xE2\x80\x93", "-" },     /* en dash */
	{ "\xE2\x80\x94", "-" },     /* em dash */
	{ "\xE2\x88\x92", "-" },     /* minus */
	{ "\xE2\x80\x99", "'" },     /* right quotation mark */
	{ "\xE2\x89\xA4", "<=" },
	{ "\xE2\x89\xA5", ">=" },
	{ "\xC2\xB1", "+/-" },
};

static bool is_word(char c)
{
	return char_is_letter(c) || char_is_digit(c);
}

/* The plain form of what stands at `text`, and how many bytes it replaces. */
static struct str plain_form(struct str text, char byte[1], size_t *bytes_out)
{
	for (size_t i = 0; i < COUNT_OF(REPLACED); i++) {
		struct str from = str_of(REPLACED[i].bytes);
		if (text.len >= from.len && memcmp(text.ptr, from.ptr, from.len) == 0) {
			*bytes_out = from.len;
			return str_of(REPLACED[i].plain);
		}
	}
	char c = char_lower(text.ptr[0]);
	if (c == '\t' || c == '\n' || c == '\r')
		c = ' ';
	byte[0] = c;
	*bytes_out = 1;
	return (struct str){ byte, 1 };
}

/* "england's" loses its "'s" and "neighbours'" its "'". */
static size_t without_possessives(char *bytes, size_t len)
{
	size_t kept = 0;
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\'' && kept > 0 && is_word(bytes[kept - 1])) {
			bool has_s = i + 1 < len && bytes[i + 1] == 's' &&
			             (i + 2 == len || !is_word(bytes[i + 2]));
			i += has_s;
			continue;
		}
		bytes[kept++] = bytes[i];
	}
	return kept;
}

enum status phrase_of(struct str text, const char *what, char bytes[PHRASE_BYTES],
                      struct str *out, struct err *err)
{
	text = str_trim(text);
	size_t len = 0;
	while (text.len > 0) {
		char byte[1];
		size_t taken;
		struct str plain = plain_form(text, byte, &taken);
		text = str_slice(text, taken, text.len);
		bool is_space = plain.ptr[0] == ' ';
		if (is_space && (len == 0 || bytes[len - 1] == ' '))
			continue;
		if (len + plain.len > PHRASE_BYTES)
			return err_set(err, E_LIMIT,
			               "%s longer than %d characters is not understood", what,
			               PHRASE_BYTES);
		memcpy(bytes + len, plain.ptr, plain.len);
		len += plain.len;
	}
	len = without_possessives(bytes, len);
	if (len > 1 && bytes[len - 1] == '.' && bytes[len - 2] != '.')
		len--;
	if (len > 0 && bytes[len - 1] == ' ')
		len--;
	*out = (struct str){ bytes, len };
	return OK;
}

bool phrase_find(struct str phrase, const struct phrase_meaning *table, size_t count,
                 int *meaning_out)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(phrase, str_of(table[i].words))) {
			*meaning_out = table[i].meaning;
			return true;
		}
	}
	return false;
}

/* Whether `words` stand at the front and end there. */
static bool begins(struct str rest, struct str words)
{
	if (words.len == 0 || !str_equal(str_slice(rest, 0, words.len), words))
		return false;
	bool goes_on = rest.len > words.len && is_word(rest.ptr[words.len]);
	return !(goes_on && is_word(words.ptr[words.len - 1]));
}

static void skip(struct str *rest, size_t bytes)
{
	*rest = str_slice(*rest, bytes, rest->len);
	if (rest->len > 0 && rest->ptr[0] == ' ')
		*rest = str_slice(*rest, 1, rest->len);
}

bool phrase_take(struct str *rest, const char *words)
{
	if (!begins(*rest, str_of(words)))
		return false;
	skip(rest, strlen(words));
	return true;
}

bool phrase_take_any(struct str *rest, const struct phrase_meaning *table, size_t count,
                     int *meaning_out)
{
	const struct phrase_meaning *longest = NULL;
	for (size_t i = 0; i < count; i++)
		if (begins(*rest, str_of(table[i].words)) &&
		    (!longest || strlen(table[i].words) > strlen(longest->words)))
			longest = &table[i];
	if (!longest)
		return false;
	skip(rest, strlen(longest->words));
	*meaning_out = longest->meaning;
	return true;
}

bool phrase_take_end(struct str *rest, const char *words)
{
	struct str end = str_of(words);
	if (rest->len < end.len ||
	    !str_equal(str_slice(*rest, rest->len - end.len, end.len), end))
		return false;
	size_t left = rest->len - end.len;
	if (left > 0 && is_word(rest->ptr[left - 1]) && is_word(end.ptr[0]))
		return false;
	while (left > 0 && rest->ptr[left - 1] == ' ')
		left--;
	*rest = str_slice(*rest, 0, left);
	return true;
}

void phrase_copy(struct str text, char *out, size_t size_bytes)
{
	size_t len = text.len < size_bytes ? text.len : size_bytes - 1;
	while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len > 0)
		memcpy(out, text.ptr, len);
	out[len] = '\0';
}
