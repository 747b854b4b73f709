/* A scorecard file becomes lines.
 *
 * One CSV file, or one sheet of an XLSX workbook, with a header row whose columns
 * may stand in any order (docs/scorecard-file.md lists them). Nothing in the file
 * is lost: what is not understood is a finding with row and column, and its text is
 * kept with the line; unknown columns are kept as they came. Nothing is guessed:
 * a figure, target or rule that cannot be read leaves its line without a status.
 *
 * A file is refused as a whole (E_INPUT, E_LIMIT) only when it is no scorecard at
 * all: another kind of file, damaged, too large, or without the columns that name
 * an indicator and give something to judge. */
#ifndef OUTTURN_INTAKE_SCORECARD_FILE_H
#define OUTTURN_INTAKE_SCORECARD_FILE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/hash.h"
#include "base/text.h"
#include "figure/line.h"

enum {
	SCORECARD_MAX_BYTES = 64 * 1024 * 1024,
	SCORECARD_MAX_ROWS = 100000,
};

struct scorecard_options {
	struct str rule;  /* the sentence for lines that have no rule; empty: none */
	struct str sheet; /* of an XLSX; empty: the first sheet that is not hidden */
	size_t max_bytes; /* of the file; 0: SCORECARD_MAX_BYTES */
	size_t max_rows;  /* header and empty rows aside; 0: SCORECARD_MAX_ROWS */
};

/* A column of the file, in the file's order. */
struct scorecard_column {
	struct str header; /* as the file writes it, trimmed */
	const char *name;  /* the program's name for it; NULL: unknown, kept as extra */
};

struct scorecard_file {
	struct str name;              /* without folders */
	struct str format;            /* "scorecard CSV, UTF-8, separator ';'" */
	struct str sheet;             /* the sheet read; empty for CSV */
	char sha256[HASH_TEXT_BYTES]; /* of the bytes as they came */
	struct str authority;         /* of the first line that gives one */
	struct str report;            /* of the first line that gives one */
	struct scorecard_column *columns;
	size_t column_count;
	size_t unknown_count;   /* columns whose name is NULL */
	size_t row_count;       /* rows with at least one cell, the header aside */
	size_t indicator_count; /* distinct indicators among the lines */
	struct line_list lines; /* in the file's order, one for each row */
};

/* Bytes in memory that came as a file. */
struct scorecard_bytes {
	struct str name; /* how messages name it */
	struct str bytes;
};

/* Reads the file at `path`. `options` may be NULL. Everything in `out` lives in
 * `arena`; doubts go to `findings`. E_MISSING and E_IO when it cannot be read,
 * E_LIMIT when it is larger than the options allow (known before it is read),
 * E_INPUT when it is no scorecard; the message names file, row and column and says
 * what was expected. Also E_USAGE for a rule sentence that cannot be read, and
 * E_MISSING for a sheet that is not there. `out` is untouched on failure. */
MUST_CHECK enum status scorecard_file_read(const char *path,
                                           const struct scorecard_options *options,
                                           struct arena *arena, struct scorecard_file *out,
                                           struct finding_list *findings, struct err *err);

/* The same from memory. The bytes are not needed afterwards. */
MUST_CHECK enum status scorecard_read_bytes(const struct scorecard_bytes *from,
                                            const struct scorecard_options *options,
                                            struct arena *arena, struct scorecard_file *out,
                                            struct finding_list *findings, struct err *err);

#endif
