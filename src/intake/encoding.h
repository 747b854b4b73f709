/* Bytes of a text file become UTF-8 with one kind of line end.
 *
 * Councils' files come as UTF-8 with or without a byte order mark, as UTF-16 from
 * Excel's "Unicode text", and as Windows-1252 from Excel's plain "CSV". The first
 * three are certain. Text that is not UTF-8 is read as Windows-1252, and the caller
 * is told that this was a conclusion; text that mixes both is refused, because
 * either reading would damage a part of it. */
#ifndef OUTTURN_INTAKE_ENCODING_H
#define OUTTURN_INTAKE_ENCODING_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF8_BOM,
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
	ENCODING_WINDOWS_1252, /* concluded, not marked */
	ENCODING_COUNT
};

/* "UTF-8 with byte order mark". */
const char *encoding_word(enum encoding encoding);

/* Appends `bytes` to `out` as UTF-8 whose lines end in LF alone. E_INPUT names the
 * line of a NUL, of a byte that belongs to no encoding above, or of mixed ones;
 * E_LIMIT when the result does not fit `out`. */
MUST_CHECK enum status encoding_decode(struct str bytes, struct buf *out,
                                       enum encoding *encoding_out, struct err *err);

#endif
