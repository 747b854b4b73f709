#include "intake/table_stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "intake/csv_grid.h"
#include "intake/encoding.h"
#include "intake/file_kind.h"
#include "intake/xlsx_grid.h"

enum {
	PIECE_BYTES = TABLE_STREAM_HEAD_BYTES,
	DECODED_GROWTH_MAX = 3, /* one byte of Windows-1252 becomes at most three */
	MB_BYTES = 1024 * 1024,
	HEADER_ROWS = 20, /* rows with text among which the header stands */
};

struct table_stream {
	struct arena arena;
	struct str path; /* ends with a NUL */
	struct str name;
	struct infile file;
	struct table_sheet *sheets;
	size_t sheet_count;

	bool is_workbook;
	struct xlsx_package *package;
	struct xlsx_workbook workbook;

	struct buf head; /* of a text file: its first bytes */
	bool head_is_all;
	enum encoding encoding; /* by the head, until the file was read through */
	char separator;

	bool is_read_through;
	char hash[HASH_TEXT_BYTES];
};

/* ---- opening ---- */

static struct str name_of(struct str path)
{
	size_t from = path.len;
	while (from > 0 && path.ptr[from - 1] != '/')
		from--;
	return str_slice(path, from, SIZE_MAX);
}

static enum status open_workbook(struct table_stream *s, struct err *err)
{
	s->is_workbook = true;
	enum status st = xlsx_package_open_file(s->path.ptr, &s->package, err);
	if (st == OK)
		st = xlsx_workbook_init(s->package, &s->arena, &s->workbook, err);
	if (st != OK)
		return st;
	const struct xlsx_book *book = &s->workbook.book;
	if (book->sheet_count == 0)
		return err_set(err, E_INPUT, "the workbook has no sheet");
	s->sheet_count = book->sheet_count;
	s->sheets = arena_new(&s->arena, s->sheet_count, sizeof(*s->sheets));
	for (size_t i = 0; i < s->sheet_count; i++)
		s->sheets[i] = (struct table_sheet){ book->sheets[i].name,
		                                     book->sheets[i].is_hidden };
	return OK;
}

static enum status decode_head(const struct table_stream *s, struct buf *out, struct err *err)
{
	auto_encoding_decoder decoder = NULL;
	enum status st = encoding_decoder_open(s->encoding, &decoder, err);
	if (st == OK)
		st = encoding_decoder_add(decoder, buf_view(&s->head), s->head_is_all, out, err);
	return st;
}

static enum status open_text(struct table_stream *s, struct err *err)
{
	struct encoding_finder finder = { 0 };
	encoding_finder_add(&finder, buf_view(&s->head));
	enum status st = encoding_finder_settle(&finder, s->head_is_all, &s->encoding, err);
	if (st != OK)
		return st;
	auto_buf text = buf_init(PIECE_BYTES * DECODED_GROWTH_MAX);
	st = decode_head(s, &text, err);
	struct str head = buf_view(&text);
	if (st == OK)
		s->separator = csv_find_separator(&head);
	s->sheet_count = 1;
	s->sheets = arena_new(&s->arena, 1, sizeof(*s->sheets));
	return st;
}

static enum status open_stream(struct table_stream *s, struct err *err)
{
	enum status st = infile_open(s->path.ptr, &s->file, err);
	if (st != OK)
		return st;
	char *piece = mem_new(1, PIECE_BYTES);
	size_t bytes = 0;
	st = infile_read(&s->file, piece, PIECE_BYTES, &bytes, err);
	s->head = buf_init(PIECE_BYTES);
	buf_add(&s->head, (struct str){ piece, bytes });
	free(piece);
	s->head_is_all = bytes < PIECE_BYTES;
	enum file_kind kind = FILE_KIND_TEXT;
	if (st == OK)
		st = file_kind_find(buf_view(&s->head), &kind, err);
	if (st == OK)
		st = kind == FILE_KIND_XLSX ? open_workbook(s, err) : open_text(s, err);
	return st == OK ? OK : err_wrap(err, st, "%.*s", STR_ARGS(s->name));
}

enum status table_stream_open(const char *path, struct table_stream **out, struct err *err)
{
	auto_table_stream stream = mem_new(1, sizeof(*stream));
	stream->path = arena_text(&stream->arena, str_of(path));
	stream->name = name_of(stream->path);
	enum status st = open_stream(stream, err);
	if (st != OK)
		return st;
	*out = stream;
	stream = NULL;
	return OK;
}

void table_stream_close(struct table_stream **stream)
{
	struct table_stream *s = *stream;
	if (!s)
		return;
	xlsx_package_close(&s->package);
	infile_close(&s->file);
	buf_deinit(&s->head);
	arena_deinit(&s->arena);
	free(s);
	*stream = NULL;
}

/* ---- what is known without reading on ---- */

size_t table_stream_sheet_count(const struct table_stream *stream)
{
	return stream->sheet_count;
}

const struct table_sheet *table_stream_sheet(const struct table_stream *stream, size_t index)
{
	return &stream->sheets[index];
}

enum status table_stream_find_sheet(const struct table_stream *stream, struct str name,
                                    size_t *out, struct err *err)
{
	const struct xlsx_sheet *sheet = NULL;
	if (!stream->is_workbook) {
		*out = 0;
		return OK;
	}
	enum status st = xlsx_book_find_sheet(&stream->workbook.book, name, &sheet, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(stream->name));
	*out = (size_t)(sheet - stream->workbook.book.sheets);
	return OK;
}

bool table_stream_is_workbook(const struct table_stream *stream)
{
	return stream->is_workbook;
}

bool table_stream_is_1904(const struct table_stream *stream)
{
	return stream->is_workbook && stream->workbook.book.is_1904;
}

struct str table_stream_name(const struct table_stream *stream)
{
	return stream->name;
}

struct str table_stream_words(const struct table_stream *s, struct arena *arena)
{
	if (s->is_workbook && s->sheet_count == 1)
		return arena_text(arena, STR("workbook"));
	if (s->is_workbook)
		return arena_format(arena, "workbook, %zu sheets", s->sheet_count);
	auto_buf words = buf_init(128);
	buf_add(&words, STR("CSV"));
	if (s->encoding != ENCODING_UTF8 && s->encoding != ENCODING_UTF8_BOM)
		buf_format(&words, ", %s", encoding_word(s->encoding));
	if (s->separator == '\t')
		buf_add(&words, STR(", separator tab"));
	else if (s->separator != ',')
		buf_format(&words, ", separator '%c'", s->separator);
	return arena_text(arena, buf_view(&words));
}

/* ---- rows ---- */

/* Refuses text that has no line end for longer than any row may be, before all of it is
 * read. `*line_bytes` carries over from piece to piece. */
static enum status check_line(struct str piece, size_t *line_bytes, struct err *err)
{
	const char *end = memrchr(piece.ptr, '\n', piece.len);
	const char *other = memrchr(piece.ptr, '\r', piece.len);
	end = other > end ? other : end;
	*line_bytes = end ? (size_t)(piece.ptr + piece.len - end) : *line_bytes + piece.len;
	if (*line_bytes <= TABLE_STREAM_MAX_LINE_BYTES)
		return OK;
	return err_set(err, E_LIMIT,
	               "a line is longer than %d MB; this is no table of rows and columns",
	               TABLE_STREAM_MAX_LINE_BYTES / MB_BYTES);
}

/* Reads the whole file: its hash, and its encoding for good. */
static enum status read_through(struct table_stream *s, struct err *err)
{
	struct encoding_finder finder = { 0 };
	auto_hasher hasher = hasher_new();
	char piece[PIECE_BYTES];
	size_t bytes = 0, line_bytes = 0;
	enum status st = s->is_read_through ? OK : infile_rewind(&s->file, err);
	if (st != OK || s->is_read_through)
		return st;
	while ((st = infile_read(&s->file, piece, sizeof(piece), &bytes, err)) == OK && bytes) {
		struct str text = { piece, bytes };
		hasher_add(hasher, text);
		if (s->is_workbook)
			continue;
		encoding_finder_add(&finder, text);
		st = check_line(text, &line_bytes, err);
		if (st != OK)
			return st;
	}
	enum encoding encoding = s->encoding;
	if (st == OK && !s->is_workbook)
		st = encoding_finder_settle(&finder, true, &encoding, err);
	if (st != OK)
		return st;
	s->encoding = encoding;
	s->is_read_through = true;
	hasher_print(hasher, s->hash);
	return OK;
}

enum status table_stream_hash(struct table_stream *stream, char out[HASH_TEXT_BYTES],
                              struct err *err)
{
	enum status st = read_through(stream, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(stream->name));
	memcpy(out, stream->hash, HASH_TEXT_BYTES);
	return OK;
}

/* ---- a file that was cut off ---- */

/* A sink in front of another, which refuses a last row that was cut off: taken as whole, it
 * would be of a child who does not exist, and the rows behind it would count as cases that
 * ended. */
struct cut_guard {
	const struct grid_sink *sink;
	size_t width; /* cells of the widest among the first rows; blank ones at the end aside */
	int rows;
};

static size_t filled_width(const struct grid_row *row)
{
	size_t width = row->count;
	while (width > 0 && grid_text(row, width - 1).len == 0)
		width--;
	return width;
}

static enum status guard_row(void *context, const struct grid_row *row, struct err *err)
{
	struct cut_guard *guard = context;
	size_t width = filled_width(row);
	bool is_nothing = row->count <= 1 && width == 0;
	if (row->is_open && !is_nothing && row->count < guard->width)
		return err_set(err, E_INPUT,
		               "row %lld: the file ends in the middle of a row (%zu of %zu cells, no "
		               "line end): it seems cut off; have it delivered again",
		               (long long)row->number, row->count, guard->width);
	if (width > 0 && guard->rows < HEADER_ROWS) {
		guard->rows++;
		guard->width = width > guard->width ? width : guard->width;
	}
	return guard->sink->row(guard->sink->context, row, err);
}

/* ---- rows of a text file ---- */

/* A text file on its way to the sink. */
struct text_reading {
	struct table_stream *stream;
	struct encoding_decoder *decoder;
	struct csv_reader *reader;
	struct buf text;
	bool has_begun;
};

static enum status pass_on(struct text_reading *r, struct str piece, bool is_last,
                           struct err *err)
{
	buf_clear(&r->text);
	enum status st = encoding_decoder_add(r->decoder, piece, is_last, &r->text, err);
	if (st != OK)
		return st;
	struct str text = buf_view(&r->text);
	if (!r->has_begun)
		csv_find_separator(&text); /* known; a line that only names it is taken off */
	r->has_begun = true;
	return csv_reader_add(r->reader, text, err);
}

static enum status read_pieces(struct text_reading *r, struct err *err)
{
	char piece[PIECE_BYTES];
	size_t bytes = 0;
	enum status st = infile_rewind(&r->stream->file, err);
	while (st == OK) {
		st = infile_read(&r->stream->file, piece, sizeof(piece), &bytes, err);
		if (st != OK || bytes == 0)
			break;
		st = pass_on(r, (struct str){ piece, bytes }, false, err);
	}
	if (st == OK)
		st = pass_on(r, (struct str){ 0 }, true, err);
	if (st == OK)
		st = csv_reader_finish(r->reader, err);
	/* What was read the second time must be what was settled the first time. */
	return st == OK ? infile_rewind(&r->stream->file, err) : st;
}

/* The rows of the head, without the last one when it may go on behind it. */
static enum status read_head(struct text_reading *r, struct err *err)
{
	const struct table_stream *s = r->stream;
	enum status st = pass_on(r, buf_view(&s->head), s->head_is_all, err);
	return st == OK && s->head_is_all ? csv_reader_finish(r->reader, err) : st;
}

static enum status read_text(struct table_stream *s, const struct grid_sink *sink,
                             enum status (*read)(struct text_reading *, struct err *),
                             struct err *err)
{
	auto_encoding_decoder decoder = NULL;
	auto_csv_reader reader = NULL;
	enum status st = encoding_decoder_open(s->encoding, &decoder, err);
	if (st == OK)
		st = csv_reader_open(s->separator, sink, &reader, err);
	if (st != OK)
		return st;
	struct text_reading reading = {
		.stream = s,
		.decoder = decoder,
		.reader = reader,
		.text = buf_init((PIECE_BYTES + 1) * DECODED_GROWTH_MAX),
	};
	st = read(&reading, err);
	buf_deinit(&reading.text);
	return st;
}

static enum status read_sheet(struct table_stream *s, size_t index,
                              const struct grid_sink *sink, struct err *err)
{
	const struct xlsx_sheet *sheet = &s->workbook.book.sheets[index];
	enum status st = xlsx_workbook_read(&s->workbook, sheet, XLSX_NUMBERS_STORED, sink, NULL,
	                                    err);
	if (st != OK && s->sheet_count > 1)
		return err_wrap(err, st, "sheet '%.*s'", STR_ARGS(sheet->name));
	return st;
}

enum status table_stream_read(struct table_stream *stream, size_t index,
                              const struct grid_sink *sink, struct err *err)
{
	struct cut_guard guard = { .sink = sink };
	struct grid_sink guarded = { &guard, guard_row };
	enum status st = stream->is_workbook ? OK : read_through(stream, err);
	if (st == OK)
		st = stream->is_workbook ? read_sheet(stream, index, sink, err)
		                         : read_text(stream, &guarded, read_pieces, err);
	return st == OK ? OK : err_wrap(err, st, "%.*s", STR_ARGS(stream->name));
}

/* ---- peeking ---- */

struct peeking {
	struct arena *arena;
	struct table_head head;
	size_t max_rows;
	bool is_full; /* the reading was ended because nothing more is wanted */
};

static bool is_blank(const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (grid_text(row, i).len)
			return false;
	return true;
}

static struct grid_row copy_row(struct arena *arena, const struct grid_row *row)
{
	struct str *cells = arena_new(arena, row->count, sizeof(*cells));
	enum grid_cell_kind *kinds = arena_new(arena, row->count, sizeof(*kinds));
	for (size_t i = 0; i < row->count; i++) {
		cells[i] = arena_text(arena, row->cells[i]);
		kinds[i] = grid_kind(row, i);
	}
	struct grid_row copy = *row;
	copy.cells = cells;
	copy.kinds = kinds;
	return copy;
}

static enum status peek_row(void *context, const struct grid_row *row, struct err *err)
{
	struct peeking *p = context;
	if (is_blank(row))
		return OK;
	if (p->head.count == p->max_rows) {
		p->is_full = true;
		return err_set(err, E_LIMIT, "no more rows are wanted"); /* never seen */
	}
	p->head.rows[p->head.count++] = copy_row(p->arena, row);
	return OK;
}

enum status table_stream_peek(struct table_stream *stream, size_t index, size_t max_rows,
                              struct arena *arena, struct table_head *out, struct err *err)
{
	struct peeking peeking = { .arena = arena, .max_rows = max_rows };
	peeking.head.rows = arena_new(arena, max_rows, sizeof(*peeking.head.rows));
	struct grid_sink sink = { &peeking, peek_row };
	struct err why = { 0 };
	enum status st = stream->is_workbook ? read_sheet(stream, index, &sink, &why)
	                                     : read_text(stream, &sink, read_head, &why);
	if (st != OK && !peeking.is_full) {
		err_set(err, st, "%.*s: %s", STR_ARGS(stream->name), why.text);
		return st;
	}
	peeking.head.is_whole = !peeking.is_full &&
	                        (stream->is_workbook || stream->head_is_all);
	if (peeking.head.count == 0 && !peeking.head.is_whole)
		return err_set(err, E_LIMIT,
		               "%.*s: its first row is longer than %d KB; expected a row of column "
		               "names", STR_ARGS(stream->name), TABLE_STREAM_HEAD_BYTES / 1024);
	*out = peeking.head;
	return OK;
}
