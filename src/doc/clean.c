#include "doc/clean.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

static bool is_carried(utf8proc_int32_t character)
{
	if (character < 0x20)
		return character == '\t' || character == '\n';
	if (character >= 0x7F && character <= 0x9F)
		return false; /* allowed by XML 1.0, refused by HTML validators */
	return character != 0xFFFE && character != 0xFFFF;
}

struct str doc_clean_text(struct arena *arena, struct str text)
{
	/* A replaced byte becomes three. */
	char *out = arena_new(arena, 3 * text.len + 1, 1);
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		utf8proc_int32_t character = 0;
		utf8proc_ssize_t size =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
		                         (utf8proc_ssize_t)(text.len - at), &character);
		size_t taken = size > 0 ? (size_t)size : 1;
		if (size > 0 && is_carried(character)) {
			memcpy(out + len, text.ptr + at, taken);
			len += taken;
		} else if (size <= 0 || character != '\r') {
			memcpy(out + len, REPLACEMENT, sizeof(REPLACEMENT) - 1);
			len += sizeof(REPLACEMENT) - 1;
		}
		at += taken;
	}
	return (struct str){ out, len };
}
