/* A table of a delivery on its way out: its columns, and lines of cells into which faults
 * may be put before they are written as CSV or into a sheet. */
#ifndef OUTTURN_SYNTH_OUT_TABLE_H
#define OUTTURN_SYNTH_OUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "synth/faults.h"

enum { OUT_COLUMNS_MAX = 40 };

enum out_kind {
	OUT_TEXT,  /* no fault is put into it */
	OUT_CHILD, /* the identifier of the child */
	OUT_DATE,
	OUT_CODE,
	OUT_FLAG,
	OUT_NUMBER,
};

struct out_column {
	const char *name;
	enum out_kind kind;
};

enum out_dates {
	OUT_DATES_ISO,  /* 2024-03-31 */
	OUT_DATES_DAYS, /* 31/03/2024 */
};

struct out_cell {
	struct str text;
	int32_t date; /* of a date that is one; else DATE_NONE */
};

struct out_line {
	struct out_cell cells[OUT_COLUMNS_MAX];
	struct str child;
};

/* Where lines go. The heading is line 1 and has no child. */
struct out_sink {
	void *context;
	enum status (*line)(void *context, const struct out_line *line, size_t count,
	                    struct err *err);
};

struct out_table {
	struct str file; /* as the manifest names it */
	const struct out_column *columns;
	size_t count;
	enum out_dates dates;
	int start; /* the columns that begin and end a row; -1: none */
	int end;
	int year; /* the collection year; 0: none */
	struct faults *faults;
	struct random random; /* for faults alone */
	struct out_sink sink;
	int64_t lines; /* written, with the heading */
};

/* Begins a table: writes its heading. `number` is the table's own, for its faults. */
MUST_CHECK enum status out_table_begin(struct out_table *table, uint64_t number, struct err *err);

/* An empty line for a child. */
void out_line_start(struct out_line *line, struct str child);

/* Puts a date, a code or a text, a number (nothing when negative) into a cell. `arena`
 * holds what is made. */
void out_line_date(const struct out_table *table, struct out_line *line, size_t column,
                   int32_t date, struct arena *arena);
void out_line_text(struct out_line *line, size_t column, struct str text);
void out_line_number(struct out_line *line, size_t column, int64_t number, struct arena *arena);

/* Puts faults into the line and writes it. */
MUST_CHECK enum status out_table_write(struct out_table *table, struct out_line *line,
                                       struct arena *arena, struct err *err);

/* The date as the table writes dates. In `arena`. */
struct str out_date(enum out_dates dates, int32_t date, struct arena *arena);

/* A partly known date (2019-05-ZZ) as returns write it (ZZ/05/2019). In `arena`. */
struct str out_partial_date(struct str date, struct arena *arena);

/* A fault for a cell of the kind, if one strikes: `*text` is replaced and the kind of
 * fault returned; else FAULT_KIND_COUNT. For XML, whose cells come one by one. */
enum fault_kind out_spoil_cell(const struct out_table *table, struct random *random,
                               const struct out_column *column, struct str *text,
                               struct arena *arena);

/* A CSV file as a sink. */
struct out_csv {
	struct outfile file;
	bool has_mark; /* begins with a byte order mark */
	bool has_crlf;
};

/* Opens the file. */
MUST_CHECK enum status out_csv_open(struct out_csv *csv, const char *path, struct err *err);

/* What out_sink calls; `context` is a struct out_csv. */
enum status out_csv_line(void *context, const struct out_line *line, size_t count, struct err *err);

#endif
