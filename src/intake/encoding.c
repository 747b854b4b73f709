#include "intake/encoding.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	PIECE_BYTES = 4096,
	UNFINISHED_MAX_BYTES = 8, /* more than any character has */
};

const char *encoding_word(enum encoding encoding)
{
	static const char *const WORDS[ENCODING_COUNT] = {
		[ENCODING_UTF8] = "UTF-8",
		[ENCODING_UTF8_BOM] = "UTF-8 with byte order mark",
		[ENCODING_UTF16_LE] = "UTF-16 (little-endian)",
		[ENCODING_UTF16_BE] = "UTF-16 (big-endian)",
		[ENCODING_WINDOWS_1252] = "Windows-1252",
	};
	assert(encoding < ENCODING_COUNT);
	return WORDS[encoding];
}

/* What iconv calls the encodings that it turns for us. */
static const char *converter_name(enum encoding encoding)
{
	switch (encoding) {
	case ENCODING_UTF16_LE:
		return "UTF-16LE";
	case ENCODING_UTF16_BE:
		return "UTF-16BE";
	case ENCODING_WINDOWS_1252:
		return "WINDOWS-1252";
	case ENCODING_UTF8:
	case ENCODING_UTF8_BOM:
	case ENCODING_COUNT:
		break;
	}
	return NULL;
}

static enum encoding encoding_marked(struct str bytes, size_t *mark_bytes_out)
{
	static const struct {
		const char *mark;
		enum encoding encoding;
	} MARKS[] = {
		{ "\xEF\xBB\xBF", ENCODING_UTF8_BOM },
		{ "\xFF\xFE", ENCODING_UTF16_LE },
		{ "\xFE\xFF", ENCODING_UTF16_BE },
	};
	for (size_t i = 0; i < COUNT_OF(MARKS); i++) {
		struct str mark = str_of(MARKS[i].mark);
		if (str_equal(str_slice(bytes, 0, mark.len), mark)) {
			*mark_bytes_out = mark.len;
			return MARKS[i].encoding;
		}
	}
	*mark_bytes_out = 0;
	return ENCODING_UTF8;
}

/* ---- finding ---- */

/* The first bytes of characters beyond ASCII, how many follow, and what the first of
 * those may be (RFC 3629, section 4). */
static const struct {
	unsigned char from;
	unsigned char to;
	unsigned char missing;
	unsigned char least;
	unsigned char most;
} LEADS[] = {
	{ 0xC2, 0xDF, 1, 0x80, 0xBF }, { 0xE0, 0xE0, 2, 0xA0, 0xBF },
	{ 0xE1, 0xEC, 2, 0x80, 0xBF }, { 0xED, 0xED, 2, 0x80, 0x9F },
	{ 0xEE, 0xEF, 2, 0x80, 0xBF }, { 0xF0, 0xF0, 3, 0x90, 0xBF },
	{ 0xF1, 0xF3, 3, 0x80, 0xBF }, { 0xF4, 0xF4, 3, 0x80, 0x8F },
};

static void note_bad(struct encoding_finder *finder, int64_t line)
{
	if (finder->bad_line == 0)
		finder->bad_line = line;
	finder->missing = 0;
}

static void begin_character(struct encoding_finder *finder, unsigned char byte)
{
	for (size_t i = 0; i < COUNT_OF(LEADS); i++) {
		if (byte < LEADS[i].from || byte > LEADS[i].to)
			continue;
		finder->missing = LEADS[i].missing;
		finder->least = LEADS[i].least;
		finder->most = LEADS[i].most;
		finder->character_line = finder->line;
		return;
	}
	note_bad(finder, finder->line);
}

/* A byte of a character beyond ASCII, or one that cuts such a character short. */
static void add_byte(struct encoding_finder *finder, unsigned char byte)
{
	if (finder->missing > 0 && byte >= finder->least && byte <= finder->most) {
		finder->least = 0x80;
		finder->most = 0xBF;
		finder->missing--;
		finder->has_multibyte |= finder->missing == 0;
		return;
	}
	if (finder->missing > 0)
		note_bad(finder, finder->character_line);
	if (byte >= 0x80)
		begin_character(finder, byte);
}

void encoding_finder_add(struct encoding_finder *finder, struct str piece)
{
	size_t at = 0;
	if (!finder->has_begun) {
		finder->marked = encoding_marked(piece, &at);
		finder->has_begun = true;
		finder->line = 1;
	}
	for (; at < piece.len; at++) {
		unsigned char byte = (unsigned char)piece.ptr[at];
		if (byte >= 0x80 || finder->missing > 0)
			add_byte(finder, byte);
		if (byte == '\0' && finder->nul_line == 0)
			finder->nul_line = finder->line;
		finder->line += byte == '\r' || (byte == '\n' && !finder->after_cr);
		finder->after_cr = byte == '\r';
	}
}

static enum status refuse_nul(int64_t line, struct err *err)
{
	return err_set(err, E_INPUT,
	               "line %lld holds a NUL byte, so this is no text file or it is damaged; "
	               "expected a CSV in UTF-8",
	               (long long)line);
}

enum status encoding_finder_settle(const struct encoding_finder *finder, bool is_whole,
                                   enum encoding *out, struct err *err)
{
	enum encoding encoding = finder->marked;
	if (converter_name(encoding)) {
		*out = encoding;
		return OK;
	}
	if (finder->nul_line)
		return refuse_nul(finder->nul_line, err);
	int64_t bad_line = finder->bad_line;
	if (bad_line == 0 && is_whole && finder->missing > 0)
		bad_line = finder->character_line;
	if (bad_line && (finder->has_multibyte || encoding == ENCODING_UTF8_BOM))
		return err_set(err, E_INPUT,
		               "line %lld is not UTF-8 although other parts of the file are; save "
		               "the whole file as CSV UTF-8",
		               (long long)bad_line);
	*out = bad_line ? ENCODING_WINDOWS_1252 : encoding;
	return OK;
}

/* ---- decoding ---- */

struct encoding_decoder {
	enum encoding encoding;
	iconv_t converter; /* (iconv_t)-1: none is needed */
	bool has_begun;
	bool after_cr;
	int64_t line;           /* of the next byte that comes out */
	struct buf unfinished;  /* bytes of a character that the next piece goes on with */
};

enum status encoding_decoder_open(enum encoding encoding, struct encoding_decoder **out,
                                  struct err *err)
{
	iconv_t converter = (iconv_t)-1;
	if (converter_name(encoding)) {
		converter = iconv_open("UTF-8", converter_name(encoding));
		if (converter == (iconv_t)-1)
			return err_set(err, E_EXTERNAL,
			               "this system cannot read %s text; save the file as CSV "
			               "UTF-8", encoding_word(encoding));
	}
	struct encoding_decoder *decoder = mem_new(1, sizeof(*decoder));
	decoder->encoding = encoding;
	decoder->converter = converter;
	decoder->line = 1;
	decoder->unfinished = buf_init(UNFINISHED_MAX_BYTES);
	*out = decoder;
	return OK;
}

void encoding_decoder_close(struct encoding_decoder **decoder)
{
	if (!*decoder)
		return;
	if ((*decoder)->converter != (iconv_t)-1)
		iconv_close((*decoder)->converter);
	buf_deinit(&(*decoder)->unfinished);
	free(*decoder);
	*decoder = NULL;
}

/* Appends with every CR LF and lone CR as LF; a pair may be cut between two pieces. */
static void add_lines(struct encoding_decoder *decoder, struct str text, struct buf *out)
{
	size_t from = 0;
	if (decoder->after_cr && text.len && text.ptr[0] == '\n')
		from = 1; /* the CR before it was written as a line end */
	const char *cr;
	while (from < text.len && (cr = memchr(text.ptr + from, '\r', text.len - from))) {
		size_t at = (size_t)(cr - text.ptr);
		buf_add(out, str_slice(text, from, at - from));
		buf_add_char(out, '\n');
		from = at + 1;
		if (from < text.len && text.ptr[from] == '\n')
			from++;
	}
	buf_add(out, str_slice(text, from, SIZE_MAX));
	if (text.len)
		decoder->after_cr = text.ptr[text.len - 1] == '\r';
}

static enum status bad_bytes(const struct encoding_decoder *decoder, struct err *err)
{
	if (decoder->encoding == ENCODING_WINDOWS_1252)
		return err_set(err, E_INPUT,
		               "line %lld holds a byte that is neither UTF-8 nor Windows-1252; "
		               "save the file as CSV UTF-8",
		               (long long)decoder->line);
	return err_set(err, E_INPUT,
	               "line %lld is damaged: it is not %s; save the file as CSV UTF-8",
	               (long long)decoder->line, encoding_word(decoder->encoding));
}

/* Counts the lines of what came out, in which no NUL may stand. */
static enum status look_through(struct encoding_decoder *decoder, struct str text,
                                struct err *err)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\0')
			return refuse_nul(decoder->line, err);
		decoder->line += text.ptr[i] == '\n';
	}
	return OK;
}

static enum status convert(struct encoding_decoder *decoder, struct str *bytes,
                           struct buf *out, struct err *err)
{
	char *from = (char *)bytes->ptr; /* iconv's prototype lacks const; it does not write */
	size_t left = bytes->len;
	bool is_cut = false;
	while (left > 0 && !is_cut && !out->failed) {
		char piece[PIECE_BYTES];
		char *to = piece;
		size_t room = sizeof(piece);
		size_t done = iconv(decoder->converter, &from, &left, &to, &room);
		int why = errno;
		size_t before = out->len;
		add_lines(decoder, (struct str){ piece, sizeof(piece) - room }, out);
		enum status st = OK;
		if (!out->failed)
			st = look_through(decoder, str_slice(buf_view(out), before, SIZE_MAX), err);
		if (st != OK)
			return st;
		is_cut = done == (size_t)-1 && why == EINVAL;
		if (done == (size_t)-1 && why != E2BIG && !is_cut)
			return bad_bytes(decoder, err);
	}
	*bytes = str_slice(*bytes, bytes->len - left, left);
	return OK;
}

/* Turns bytes whose last character may go on in the next piece. */
static enum status convert_piece(struct encoding_decoder *decoder, struct str piece,
                                 bool is_last, struct buf *out, struct err *err)
{
	enum status st = OK;
	while (st == OK && decoder->unfinished.len && piece.len) {
		buf_add(&decoder->unfinished, str_slice(piece, 0, 1));
		piece = str_slice(piece, 1, SIZE_MAX);
		struct str rest = buf_view(&decoder->unfinished);
		st = convert(decoder, &rest, out, err);
		if (st == OK && rest.len == 0)
			buf_clear(&decoder->unfinished);
		else if (st == OK)
			st = buf_check(&decoder->unfinished, "a character", err);
	}
	if (st == OK)
		st = convert(decoder, &piece, out, err);
	if (st == OK)
		buf_add(&decoder->unfinished, piece);
	if (st == OK && is_last && decoder->unfinished.len)
		st = bad_bytes(decoder, err);
	return st;
}

enum status encoding_decoder_add(struct encoding_decoder *decoder, struct str piece,
                                 bool is_last, struct buf *out, struct err *err)
{
	if (!decoder->has_begun) {
		size_t mark_bytes;
		encoding_marked(piece, &mark_bytes);
		piece = str_slice(piece, mark_bytes, SIZE_MAX);
		decoder->has_begun = true;
	}
	if (decoder->converter != (iconv_t)-1) {
		enum status st = convert_piece(decoder, piece, is_last, out, err);
		if (st != OK)
			return st;
	} else {
		add_lines(decoder, piece, out);
	}
	return buf_check(out, "the text of the file", err);
}

enum status encoding_decode(struct str bytes, struct buf *out, enum encoding *encoding_out,
                            struct err *err)
{
	struct encoding_finder finder = { 0 };
	enum encoding encoding;
	auto_encoding_decoder decoder = NULL;
	encoding_finder_add(&finder, bytes);
	enum status st = encoding_finder_settle(&finder, true, &encoding, err);
	if (st == OK)
		st = encoding_decoder_open(encoding, &decoder, err);
	if (st == OK)
		st = encoding_decoder_add(decoder, bytes, true, out, err);
	if (st == OK)
		*encoding_out = encoding;
	return st;
}
