/* Bytes of a text file become UTF-8 with one kind of line end.
 *
 * Councils' files come as UTF-8 with or without a byte order mark, as UTF-16 from
 * Excel's "Unicode text", and as Windows-1252 from Excel's plain "CSV". The first
 * three are certain. Text that is not UTF-8 is read as Windows-1252, and the caller
 * is told that this was a conclusion; text that mixes both is refused, because
 * either reading would damage a part of it.
 *
 * Whether text is UTF-8 is known only at its end. A file too large to hold is given
 * piece by piece to a finder first, and then once more to a decoder. */
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

/* Settles the encoding of bytes that come in pieces. Starts zeroed. */
struct encoding_finder {
	bool has_begun;
	enum encoding marked; /* by a byte order mark; ENCODING_UTF8: by none */
	int64_t line;         /* of the next byte */
	bool after_cr;
	int missing;         /* continuation bytes that the character in hand still needs */
	unsigned char least; /* what the next of them may be */
	unsigned char most;
	int64_t character_line;
	bool has_multibyte;  /* a well-formed character beyond ASCII was seen */
	int64_t bad_line;    /* of the first byte that is not UTF-8; 0: none */
	int64_t nul_line;    /* of the first NUL; 0: none */
};

/* Looks at the next bytes. The first piece holds three bytes, or all there are. */
void encoding_finder_add(struct encoding_finder *finder, struct str piece);

/* The encoding of what was given; an unfinished character at the end is no fault unless
 * it `is_whole`. E_INPUT as of encoding_decode(). */
MUST_CHECK enum status encoding_finder_settle(const struct encoding_finder *finder,
                                              bool is_whole, enum encoding *out,
                                              struct err *err);

struct encoding_decoder;

#define auto_encoding_decoder CLEANUP(encoding_decoder_close) struct encoding_decoder *

/* A decoder for bytes that a finder has settled. E_EXTERNAL when the system lacks it.
 * Owned by the caller. */
MUST_CHECK enum status encoding_decoder_open(enum encoding encoding,
                                             struct encoding_decoder **out, struct err *err);

/* Frees it; accepts a pointer to NULL. */
void encoding_decoder_close(struct encoding_decoder **decoder);

/* Appends the next bytes to `out` as encoding_decode() does. The first piece holds three
 * bytes, or all there are; the last `is_last` and may be empty. E_INPUT names a line. */
MUST_CHECK enum status encoding_decoder_add(struct encoding_decoder *decoder, struct str piece,
                                            bool is_last, struct buf *out, struct err *err);

/* Appends `bytes` to `out` as UTF-8 whose lines end in LF alone. E_INPUT names the
 * line of a NUL, of a byte that belongs to no encoding above, or of mixed ones;
 * E_LIMIT when the result does not fit `out`. */
MUST_CHECK enum status encoding_decode(struct str bytes, struct buf *out,
                                       enum encoding *encoding_out, struct err *err);

#endif
