/* Text to read: a borrowed run of bytes with its length.
 *
 * `struct str` never owns. A NUL byte inside is an error at the edge where text
 * comes in, never an end; UTF-8 is checked there too, so the rest of the program
 * may assume it. A zeroed struct str is the empty text. */
#ifndef OUTTURN_BASE_TEXT_H
#define OUTTURN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/err.h"

struct str {
	const char *ptr;
	size_t len;
};

/* For printf: printf("%.*s", STR_ARGS(text)). */
#define STR_ARGS(text) ((int)(text).len), ((text).ptr ? (text).ptr : "")

/* A literal as text. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

/* ASCII letters and digits; no byte of another character is either. The locale is
 * not asked. */
bool char_is_digit(char c);
bool char_is_letter(char c);
char char_lower(char c);
char char_upper(char c);

/* The text of a NUL-terminated string; NULL is the empty text. Borrows. */
struct str str_of(const char *c_string);

/* Whether the bytes are equal. */
static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Whether the texts are equal when ASCII letters differ only in case. */
bool str_equal_nocase(struct str a, struct str b);

/* Negative, zero or positive as `a` sorts before, with or after `b`, by bytes. */
int str_compare(struct str a, struct str b);

/* Whether `text` begins, or ends, with `part` (ASCII case does not matter). */
bool str_starts_nocase(struct str text, struct str part);
bool str_ends_nocase(struct str text, struct str part);

/* The text without ASCII white space and no-break spaces at either end. */
struct str str_trim(struct str text);

/* The part from byte `from`, at most `len` bytes; both are cut to the text. */
struct str str_slice(struct str text, size_t from, size_t len);

/* The beginning of a UTF-8 text, at most `max_bytes`, never ending within a
 * character. */
struct str str_cut(struct str text, size_t max_bytes);

/* Finds `part`, ASCII case aside; returns its offset or SIZE_MAX. */
size_t str_find_nocase(struct str text, struct str part);

/* Takes the text before the next `separator` out of `*rest` into `*out` and
 * moves `*rest` behind it. False when `*rest` was already exhausted (NULL). */
bool str_split(struct str *rest, char separator, struct str *out);

/* Reads a whole decimal integer ("-12", no spaces, no plus). Fails with E_INPUT
 * when `text` is anything else or does not fit. */
MUST_CHECK enum status str_to_int64(struct str text, int64_t *out, struct err *err);

/* Fails with E_INPUT naming the byte offset when `text` is not valid UTF-8 or
 * holds a NUL. */
MUST_CHECK enum status str_check_utf8(struct str text, struct err *err);

/* How many characters (code points) a valid UTF-8 text has. */
size_t str_characters(struct str text);

#endif
