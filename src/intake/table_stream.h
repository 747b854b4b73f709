/* A file of tables, read as rows with memory that does not grow with the file.
 *
 * A CSV (any encoding of encoding.h, any separator of csv_grid.h) is one table
 * without a name; an XLSX workbook is one for each sheet, hidden ones included. Rows
 * go to a sink (grid.h) one at a time. Cells of a workbook come as it stores them,
 * not as it shows them: a number in full (612306, never 612306.0), a day number
 * under any date format as an ISO date, a formula by the value saved with it, a fault
 * by its word, text untouched with its leading zeros.
 *
 * A text file is read twice by its first full reading: once to hash it and to settle
 * its encoding, once for the rows. So no row is ever handed out in an encoding that a
 * later byte proves wrong, and nothing need be held. A file that changes in between is
 * refused. Peeking settles for what the first 64 KB say; of a workbook it reads the
 * list of texts, which stay in memory, and the rows asked for. */
#ifndef OUTTURN_INTAKE_TABLE_STREAM_H
#define OUTTURN_INTAKE_TABLE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "intake/grid.h"

enum {
	TABLE_STREAM_HEAD_BYTES = 64 * 1024,           /* what peeking looks at */
	TABLE_STREAM_MAX_LINE_BYTES = 8 * 1024 * 1024, /* of a text file */
};

struct table_stream;

#define auto_table_stream CLEANUP(table_stream_close) struct table_stream *

/* Opens the file at `path`, reading no more than its head or, of a workbook, its list
 * of sheets. Messages name the file without its folders. E_MISSING, E_IO; E_INPUT when
 * it holds no table (file_kind.h) or is a damaged workbook; E_LIMIT when it is larger
 * than we accept. Owned by the caller. */
MUST_CHECK enum status table_stream_open(const char *path, struct table_stream **out,
                                         struct err *err);

/* Closes it; accepts a pointer to NULL. */
void table_stream_close(struct table_stream **stream);

/* One table of the file. */
struct table_sheet {
	struct str name; /* empty for a CSV */
	bool is_hidden;
};

/* How many tables there are, at least one, and one of them; borrowed. */
size_t table_stream_sheet_count(const struct table_stream *stream);
const struct table_sheet *table_stream_sheet(const struct table_stream *stream, size_t index);

/* The number of the sheet called `name` (case aside), or of the first that is not
 * hidden when `name` is empty. E_MISSING lists the sheets there are. */
MUST_CHECK enum status table_stream_find_sheet(const struct table_stream *stream,
                                               struct str name, size_t *out, struct err *err);

/* Whether it is a workbook, and whether its days count from 1904 (cell_read_date()
 * needs that for numbers that no date format marks). */
bool table_stream_is_workbook(const struct table_stream *stream);
bool table_stream_is_1904(const struct table_stream *stream);

/* The name without folders; borrowed. */
struct str table_stream_name(const struct table_stream *stream);

/* Hands every row of sheet `index` to `sink`, empty ones included. May be called for
 * each sheet, and again. E_INPUT for damage (row named), and for a text file whose last row
 * has fewer cells than its header and no line end: it was cut off. E_LIMIT beyond the limits of
 * grid.h and xlsx_package.h, E_CONFLICT when the file changed meanwhile, or what the
 * sink answered. */
MUST_CHECK enum status table_stream_read(struct table_stream *stream, size_t index,
                                         const struct grid_sink *sink, struct err *err);

/* The first rows of a sheet, copied. */
struct table_head {
	struct grid_row *rows; /* with at least one cell that is not blank */
	size_t count;
	bool is_whole; /* the sheet has no further row */
};

/* The first `max_rows` rows with text of sheet `index`, into `arena`. Errors as of
 * table_stream_read(), which alone tells a file that was cut off in the middle of a row. */
MUST_CHECK enum status table_stream_peek(struct table_stream *stream, size_t index,
                                         size_t max_rows, struct arena *arena,
                                         struct table_head *out, struct err *err);

/* "CSV", "CSV, Windows-1252, separator ';'" (UTF-8 and commas are not worth telling) or
 * "workbook, 11 sheets", in `arena`. Of a text file that was only peeked at, what the head
 * says. */
struct str table_stream_words(const struct table_stream *stream, struct arena *arena);

/* Writes the SHA-256 of the bytes as they came. Reads the file unless that was done. */
MUST_CHECK enum status table_stream_hash(struct table_stream *stream,
                                         char out[HASH_TEXT_BYTES], struct err *err);

#endif
