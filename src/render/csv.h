/* A dataset as CSV, by RFC 4180: UTF-8, a header of column keys, CRLF, quotes only
 * where needed. A missing cell is empty. Text that a spreadsheet would run as a
 * formula gets an apostrophe before it; numbers, dates and booleans are written as
 * they are, so a negative number stays a number. */
#ifndef OUTTURN_RENDER_CSV_H
#define OUTTURN_RENDER_CSV_H

#include <stdbool.h>

#include "base/text.h"
#include "doc/dataset.h"
#include "render/sink.h"

/* Whether a spreadsheet might run the text as a formula: it begins with a tab or a
 * line end, or, after white space and quotes of any kind, with = + - @ or their
 * full-width forms. A plain number ("-2.0") is none. */
bool csv_is_formula(struct str text);

/* Writes the dataset; ask sink_check() how it went. (libcsv has a csv_write().) */
void csv_write_dataset(const struct dataset *dataset, struct sink *sink);

#endif
