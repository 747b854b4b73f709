/* CSV text as rows: libcsv in strict mode, with rows and columns counted.
 *
 * Strict means that a quotation mark inside an unquoted cell, or text behind a
 * closing one, refuses the file with its row: such a file was not written by a
 * program that knows the format, and guessing where its cells end moves figures
 * into the wrong column. Text may come whole or in pieces. */
#ifndef OUTTURN_INTAKE_CSV_GRID_H
#define OUTTURN_INTAKE_CSV_GRID_H

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/grid.h"

/* The separator of `text` (UTF-8, LF): the one of comma, semicolon, tab and bar that
 * stands most often in its first line with text, outside quotation marks; a comma when none
 * does. A first line "sep=;" says so itself and is taken off `*text`. */
char csv_find_separator(struct str *text);

/* Hands every row of `text` (UTF-8, LF) to `sink`; the number of a row counts empty
 * lines, as a spreadsheet program shows it. E_INPUT names the row of a quotation mark that
 * is out of place or never closed; E_LIMIT that of a row or cell beyond grid.h. */
MUST_CHECK enum status csv_grid_read(struct str text, char separator,
                                     const struct grid_sink *sink, struct err *err);

struct csv_reader;

#define auto_csv_reader CLEANUP(csv_reader_close) struct csv_reader *

/* A reader for text that comes in pieces; `sink` must outlive it. E_EXTERNAL when libcsv
 * does not start. Owned by the caller. */
MUST_CHECK enum status csv_reader_open(char separator, const struct grid_sink *sink,
                                       struct csv_reader **out, struct err *err);

/* Frees it; accepts a pointer to NULL. */
void csv_reader_close(struct csv_reader **reader);

/* Reads on, and says that there is no more. Errors as of csv_grid_read(). */
MUST_CHECK enum status csv_reader_add(struct csv_reader *reader, struct str text,
                                      struct err *err);
MUST_CHECK enum status csv_reader_finish(struct csv_reader *reader, struct err *err);

#endif
