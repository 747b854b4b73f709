#include "intake/csv_grid.h"

#include <stdlib.h>

#include <csv.h>

#include "base/buf.h"
#include "base/mem.h"

enum {
	PIECE_BYTES = 4096, /* libcsv cannot be stopped from within; ask this often */
	ROW_MAX_BYTES = 8 * 1024 * 1024,
};

char csv_find_separator(struct str *text)
{
	struct str rest = *text;
	struct str line = { 0 };
	while (str_split(&rest, '\n', &line) && str_trim(line).len == 0)
		;
	if (line.len == 5 && str_starts_nocase(line, STR("sep="))) {
		*text = rest;
		return line.ptr[4];
	}
	static const char CANDIDATES[] = { ',', ';', '\t', '|' };
	size_t counts[sizeof(CANDIDATES)] = { 0 };
	bool in_quotes = false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '"')
			in_quotes = !in_quotes;
		for (size_t c = 0; !in_quotes && c < sizeof(CANDIDATES); c++)
			counts[c] += line.ptr[i] == CANDIDATES[c];
	}
	size_t best = 0;
	for (size_t c = 1; c < sizeof(CANDIDATES); c++)
		if (counts[c] > counts[best])
			best = c;
	return CANDIDATES[best];
}

/* The row being read: its cells stand one behind the other in `bytes`. */
struct csv_reader {
	struct csv_parser parser;
	const struct grid_sink *sink;
	int64_t row;
	struct buf bytes;
	size_t ends[GRID_MAX_COLUMNS];
	size_t count;
	enum status status; /* sticky: the first failure */
	struct err *err;    /* of the call in hand */
};

static void take_cell(void *bytes, size_t len, void *context)
{
	struct csv_reader *r = context;
	if (r->status != OK)
		return;
	if (r->count == GRID_MAX_COLUMNS) {
		r->status = err_set(r->err, E_LIMIT, "row %lld has more than %d cells",
		                    (long long)r->row, GRID_MAX_COLUMNS);
		return;
	}
	if (len > GRID_MAX_CELL_BYTES) {
		r->status = err_set(r->err, E_LIMIT,
		                    "row %lld, cell %zu is longer than %d bytes; "
		                    "is a closing quotation mark missing?",
		                    (long long)r->row, r->count + 1, GRID_MAX_CELL_BYTES);
		return;
	}
	buf_add(&r->bytes, (struct str){ bytes, len });
	r->ends[r->count++] = r->bytes.len;
}

/* `terminator` is -1 for a row that only the end of the text ended. */
static void end_row(int terminator, void *context)
{
	struct csv_reader *r = context;
	if (r->status != OK)
		return;
	r->status = buf_check(&r->bytes, "a row", r->err);
	if (r->status == OK) {
		struct str cells[GRID_MAX_COLUMNS];
		size_t from = 0;
		for (size_t i = 0; i < r->count; i++) {
			cells[i] = str_slice(buf_view(&r->bytes), from, r->ends[i] - from);
			from = r->ends[i];
		}
		struct grid_row row = {
			.number = r->row, .cells = cells, .count = r->count, .is_open = terminator < 0,
		};
		r->status = r->sink->row(r->sink->context, &row, r->err);
	}
	buf_clear(&r->bytes);
	r->count = 0;
	r->row++;
}

/* Why libcsv stopped. The row is the one in hand: an open quotation mark swallows
 * everything after it into that row. */
static enum status explain(struct csv_reader *r, bool at_end)
{
	if (r->status != OK)
		return r->status;
	if (csv_error(&r->parser) != CSV_EPARSE)
		r->status = err_set(r->err, E_LIMIT, "row %lld is too long", (long long)r->row);
	else if (at_end)
		r->status = err_set(r->err, E_INPUT,
		                    "row %lld, cell %zu: the file ends inside quotation marks; it "
		                    "was cut off, or a closing quotation mark is missing",
		                    (long long)r->row, r->count + 1);
	else
		r->status = err_set(r->err, E_INPUT,
		                    "row %lld, cell %zu: a quotation mark is out of place; a cell "
		                    "that holds one is written in quotation marks with the inner "
		                    "ones doubled",
		                    (long long)r->row, r->count + 1);
	return r->status;
}

enum status csv_reader_open(char separator, const struct grid_sink *sink,
                            struct csv_reader **out, struct err *err)
{
	struct csv_reader *reader = mem_new(1, sizeof(*reader));
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		free(reader);
		return err_set(err, E_EXTERNAL, "the CSV reader could not be started");
	}
	csv_set_delim(&reader->parser, (unsigned char)separator);
	csv_set_realloc_func(&reader->parser, realloc);
	reader->sink = sink;
	reader->row = 1;
	reader->bytes = buf_init(ROW_MAX_BYTES);
	*out = reader;
	return OK;
}

void csv_reader_close(struct csv_reader **reader)
{
	if (!*reader)
		return;
	csv_free(&(*reader)->parser);
	buf_deinit(&(*reader)->bytes);
	free(*reader);
	*reader = NULL;
}

enum status csv_reader_add(struct csv_reader *r, struct str text, struct err *err)
{
	r->err = err;
	for (size_t at = 0; at < text.len; at += PIECE_BYTES) {
		struct str piece = str_slice(text, at, PIECE_BYTES);
		size_t done = csv_parse(&r->parser, piece.ptr, piece.len, take_cell, end_row, r);
		if (done != piece.len || r->status != OK)
			return explain(r, false);
		if (csv_get_buffer_size(&r->parser) > 4 * (size_t)GRID_MAX_CELL_BYTES)
			return r->status = err_set(err, E_LIMIT,
			                           "row %lld, cell %zu is longer than %d bytes; is "
			                           "a closing quotation mark missing?",
			                           (long long)r->row, r->count + 1,
			                           GRID_MAX_CELL_BYTES);
	}
	return r->status;
}

enum status csv_reader_finish(struct csv_reader *r, struct err *err)
{
	r->err = err;
	if (csv_fini(&r->parser, take_cell, end_row, r) != 0)
		return explain(r, true);
	return r->status;
}

enum status csv_grid_read(struct str text, char separator, const struct grid_sink *sink,
                          struct err *err)
{
	auto_csv_reader reader = NULL;
	enum status st = csv_reader_open(separator, sink, &reader, err);
	if (st == OK)
		st = csv_reader_add(reader, text, err);
	return st == OK ? csv_reader_finish(reader, err) : st;
}
