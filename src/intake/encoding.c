#include "intake/encoding.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include <utf8proc.h>

#define auto_iconv CLEANUP(close_iconv) iconv_t

static void close_iconv(iconv_t *converter)
{
	if (*converter != (iconv_t)-1)
		iconv_close(*converter);
}

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

/* How many line ends (CR, LF or both) stand in text that a byte scan can read. */
static int64_t line_of(struct str text, size_t at)
{
	int64_t line = 1;
	for (size_t i = 0; i < at && i < text.len; i++)
		if (text.ptr[i] == '\n' ||
		    (text.ptr[i] == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n')))
			line++;
	return line;
}

struct utf8_scan {
	bool is_valid;
	size_t bad_at;      /* the first byte that does not fit */
	bool has_multibyte; /* a well-formed character beyond ASCII was seen */
};

static struct utf8_scan scan_utf8(struct str text)
{
	struct utf8_scan scan = { .is_valid = true };
	size_t at = 0;
	while (at < text.len) {
		utf8proc_int32_t character;
		utf8proc_ssize_t bytes =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
			                 (utf8proc_ssize_t)(text.len - at), &character);
		if (bytes < 1 && scan.is_valid) {
			scan.is_valid = false;
			scan.bad_at = at;
		}
		scan.has_multibyte |= bytes > 1;
		at += bytes < 1 ? 1 : (size_t)bytes;
	}
	return scan;
}

/* Appends with every CR LF and lone CR as LF. `*after_cr` carries over a cut. */
static void add_lines(struct buf *out, struct str text, bool *after_cr)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\n' && *after_cr) {
			buf_add(out, str_slice(text, from, i - from));
			from = i + 1;
		} else if (c == '\r') {
			buf_add(out, str_slice(text, from, i - from));
			buf_add_char(out, '\n');
			from = i + 1;
		}
		*after_cr = c == '\r';
	}
	buf_add(out, str_slice(text, from, SIZE_MAX));
}

/* Line of the first bad character, counted in what was already turned. */
static enum status bad_bytes(enum encoding encoding, const struct buf *done, struct err *err)
{
	struct str text = buf_view(done);
	int64_t line = line_of(text, text.len);
	if (encoding == ENCODING_WINDOWS_1252)
		return err_set(err, E_INPUT,
		               "line %lld holds a byte that is neither UTF-8 nor Windows-1252; "
		               "save the file as CSV UTF-8",
		               (long long)line);
	return err_set(err, E_INPUT,
	               "line %lld is damaged: it is not %s; save the file as CSV UTF-8",
	               (long long)line, encoding_word(encoding));
}

static enum status convert(struct str bytes, enum encoding encoding, struct buf *out,
                           struct err *err)
{
	auto_iconv converter = iconv_open("UTF-8", converter_name(encoding));
	if (converter == (iconv_t)-1)
		return err_set(err, E_EXTERNAL, "this system cannot read %s text; save the file "
		               "as CSV UTF-8", encoding_word(encoding));
	bool after_cr = false;
	char *from = (char *)bytes.ptr; /* iconv's prototype lacks const; it does not write */
	size_t left = bytes.len;
	while (left > 0) {
		char piece[4096];
		char *to = piece;
		size_t room = sizeof(piece);
		size_t done = iconv(converter, &from, &left, &to, &room);
		add_lines(out, (struct str){ piece, sizeof(piece) - room }, &after_cr);
		if (done == (size_t)-1 && errno != E2BIG)
			return bad_bytes(encoding, out, err);
		if (out->failed)
			break;
	}
	return OK;
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

static enum status check_no_nul(struct str text, struct err *err)
{
	const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
	if (!nul)
		return OK;
	return err_set(err, E_INPUT,
	               "line %lld holds a NUL byte, so this is no text file or it is damaged; "
	               "expected a CSV in UTF-8",
	               (long long)line_of(text, (size_t)(nul - text.ptr)));
}

enum status encoding_decode(struct str bytes, struct buf *out, enum encoding *encoding_out,
                            struct err *err)
{
	size_t mark_bytes;
	enum encoding encoding = encoding_marked(bytes, &mark_bytes);
	struct str body = str_slice(bytes, mark_bytes, SIZE_MAX);
	enum status st;
	if (encoding == ENCODING_UTF8 || encoding == ENCODING_UTF8_BOM) {
		st = check_no_nul(body, err);
		if (st != OK)
			return st;
		struct utf8_scan scan = scan_utf8(body);
		if (!scan.is_valid && (scan.has_multibyte || encoding == ENCODING_UTF8_BOM))
			return err_set(err, E_INPUT,
			               "line %lld is not UTF-8 although other parts of the file "
			               "are; save the whole file as CSV UTF-8",
			               (long long)line_of(body, scan.bad_at));
		if (!scan.is_valid)
			encoding = ENCODING_WINDOWS_1252;
	}
	if (converter_name(encoding)) {
		size_t before = out->len;
		st = convert(body, encoding, out, err);
		if (st == OK)
			st = check_no_nul(str_slice(buf_view(out), before, SIZE_MAX), err);
		if (st != OK)
			return st;
	} else {
		bool after_cr = false;
		add_lines(out, body, &after_cr);
	}
	*encoding_out = encoding;
	return buf_check(out, "the text of the file", err);
}
