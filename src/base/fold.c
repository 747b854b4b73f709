#include "base/fold.h"

#include <stdlib.h>

#include <utf8proc.h>

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return true;
}

void fold_text(struct str text, struct buf *out)
{
	struct str trimmed = str_trim(text);
	if (is_ascii(trimmed)) { /* nearly every text; the form is the same */
		for (size_t i = 0; i < trimmed.len; i++)
			buf_add_char(out, char_lower(trimmed.ptr[i]));
		return;
	}
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)trimmed.ptr, (utf8proc_ssize_t)trimmed.len,
	                     &folded,
	                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
	                             UTF8PROC_CASEFOLD);
	/* Some spaces become plain ones only now. */
	buf_add(out, len < 0 ? trimmed
	                     : str_trim((struct str){ (const char *)folded, (size_t)len }));
	free(folded);
}
