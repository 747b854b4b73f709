#include "base/text.h"

#include <string.h>

#include <utf8proc.h>

bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool char_is_letter(char c)
{
	return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

char char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

char char_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

struct str str_of(const char *c_string)
{
	return (struct str){ c_string, c_string ? strlen(c_string) : 0 };
}

static bool same_bytes_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (char_lower(a[i]) != char_lower(b[i]))
			return false;
	return true;
}

bool str_equal_nocase(struct str a, struct str b)
{
	return a.len == b.len && same_bytes_nocase(a.ptr, b.ptr, a.len);
}

int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
	if (order != 0)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts_nocase(struct str text, struct str part)
{
	return text.len >= part.len && same_bytes_nocase(text.ptr, part.ptr, part.len);
}

bool str_ends_nocase(struct str text, struct str part)
{
	return text.len >= part.len &&
	       same_bytes_nocase(text.ptr + (text.len - part.len), part.ptr, part.len);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of the white space at the start of `text`: 0, 1, or 2 for U+00A0. */
static size_t leading_space(struct str text)
{
	if (text.len == 0)
		return 0;
	if (is_space(text.ptr[0]))
		return 1;
	return text.len >= 2 && memcmp(text.ptr, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t trailing_space(struct str text)
{
	if (text.len == 0)
		return 0;
	if (is_space(text.ptr[text.len - 1]))
		return 1;
	return text.len >= 2 && memcmp(text.ptr + text.len - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

struct str str_trim(struct str text)
{
	size_t bytes;
	while ((bytes = leading_space(text)) != 0) {
		text.ptr += bytes;
		text.len -= bytes;
	}
	while ((bytes = trailing_space(text)) != 0)
		text.len -= bytes;
	return text;
}

struct str str_slice(struct str text, size_t from, size_t len)
{
	if (from > text.len)
		from = text.len;
	if (len > text.len - from)
		len = text.len - from;
	return (struct str){ text.ptr ? text.ptr + from : NULL, len };
}

struct str str_cut(struct str text, size_t max_bytes)
{
	if (text.len <= max_bytes)
		return text;
	/* The later bytes of a character are 10xxxxxx. */
	size_t len = max_bytes;
	while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
		len--;
	return (struct str){ text.ptr, len };
}

size_t str_find_nocase(struct str text, struct str part)
{
	for (size_t at = 0; at + part.len <= text.len; at++)
		if (same_bytes_nocase(text.ptr + at, part.ptr, part.len))
			return at;
	return SIZE_MAX;
}

bool str_split(struct str *rest, char separator, struct str *out)
{
	if (!rest->ptr)
		return false;
	const char *end = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
	if (!end) {
		*out = *rest;
		*rest = (struct str){ 0 };
		return true;
	}
	size_t len = (size_t)(end - rest->ptr);
	*out = (struct str){ rest->ptr, len };
	*rest = (struct str){ end + 1, rest->len - len - 1 };
	return true;
}

enum status str_to_int64(struct str text, int64_t *out, struct err *err)
{
	size_t at = 0;
	bool negative = text.len > 0 && text.ptr[0] == '-';
	if (negative)
		at++;
	int64_t value = 0;
	bool fits = at < text.len;
	for (; fits && at < text.len; at++) {
		int digit = text.ptr[at] - '0';
		fits = digit >= 0 && digit <= 9 && !__builtin_mul_overflow(value, 10, &value) &&
		       !(negative ? __builtin_sub_overflow(value, digit, &value)
		                  : __builtin_add_overflow(value, digit, &value));
	}
	if (!fits)
		return err_set(err, E_INPUT, "'%.*s' is not a whole number", STR_ARGS(text));
	*out = value;
	return OK;
}

enum status str_check_utf8(struct str text, struct err *err)
{
	size_t at = 0;
	while (at < text.len) {
		utf8proc_int32_t character;
		utf8proc_ssize_t bytes =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
			                 (utf8proc_ssize_t)(text.len - at), &character);
		if (bytes < 1 || character == 0)
			return err_set(err, E_INPUT, "byte %zu is not UTF-8 text", at + 1);
		at += (size_t)bytes;
	}
	return OK;
}

size_t str_characters(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return count;
}
