/* The neutral document: what a page says and in what order, with no idea of how it
 * will be written (web page, PDF, DOCX, XLSX) nor of what an indicator is.
 *
 * Invariants, kept by the builder (doc/build.h) and asserted in doc_finish():
 * - everything lives in one arena and is reached from `struct doc`;
 * - all text is valid UTF-8 without control characters but tab and line feed;
 * - a table row has exactly one cell for each column, of the column's kind, or a
 *   cell that names what is missing; nothing is ever blank by accident;
 * - ids are unique and safe in a URL; every link leads to an id that exists;
 * - headings go down one level at a time; level 1 is the title alone, which is in
 *   the metadata, so blocks have headings 2 to 4;
 * - status and direction are a mark and a word, never a colour. */
#ifndef OUTTURN_DOC_DOC_H
#define OUTTURN_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "doc/chart.h"
#include "doc/dataset.h"
#include "doc/mark.h"

/* --- text ---------------------------------------------------------------- */

enum doc_run_kind {
	DOC_RUN_PLAIN,
	DOC_RUN_STRONG,
	DOC_RUN_EMPHASIS,
	DOC_RUN_MUTED, /* grey */
	DOC_RUN_MARK,  /* `mark` alone; its word stands beside it as text */
	DOC_RUN_LINK,  /* `text` leads to `target` within the document */
};

struct doc_run {
	struct doc_run *next;
	enum doc_run_kind kind;
	struct str text;
	enum doc_mark mark;
	struct str target; /* an id */
};

enum doc_line_style {
	DOC_LINE_MAIN,
	DOC_LINE_SMALL, /* small and grey, under the main line of a cell */
};

/* One line of a cell, or one paragraph: runs that follow each other. */
struct doc_line {
	struct doc_line *next;
	enum doc_line_style style;
	struct doc_run *first;
	struct doc_run *last;
};

struct doc_lines {
	struct doc_line *first;
	struct doc_line *last;
};

/* --- tables -------------------------------------------------------------- */

enum doc_column_kind {
	DOC_COLUMN_TEXT,
	DOC_COLUMN_NUMBER,    /* aligned right, tabular figures */
	DOC_COLUMN_STATUS,    /* status mark, word, sub-line */
	DOC_COLUMN_DIRECTION, /* direction mark, word, sub-line */
	DOC_COLUMN_CHART,
	DOC_COLUMN_KIND_COUNT
};

struct doc_column {
	const char *header; /* never empty */
	enum doc_column_kind kind;
	int width;         /* share of the page, per hundred; 0: as the content needs */
	bool is_row_header; /* exactly one text column of a table */
	bool is_strong;     /* the figure that matters: "Now" */
	bool is_kept_whole; /* short text that must not break over lines: "NI 59" */
};

/* What a number counts, for spreadsheets and axes. */
enum doc_unit {
	DOC_UNIT_NONE,
	DOC_UNIT_COUNT,
	DOC_UNIT_PERCENT, /* 59.3 is written 59.3, not 0.593 */
	DOC_UNIT_RATE,
	DOC_UNIT_DAYS,
	DOC_UNIT_MONEY, /* pounds */
	DOC_UNIT_SCORE, /* scores and averages */
	DOC_UNIT_KIND_COUNT
};

struct doc_number {
	struct str prefix; /* "£" or empty */
	struct str text;   /* as printed: "1,211", "59.3" */
	struct str suffix; /* "%", " days" or empty */
	struct str exact;  /* the value as decimal text, as exact as wanted: "59.259259" */
	enum doc_unit unit;
	int decimals; /* of `text` */
};

enum doc_cell_kind {
	DOC_CELL_TEXT,
	DOC_CELL_NUMBER,
	DOC_CELL_STATUS,
	DOC_CELL_DIRECTION,
	DOC_CELL_CHART,
	DOC_CELL_MISSING, /* `lines` name it: "not given", "no history yet" */
};

/* A cell: its main thing by kind, then `lines`. A text or missing cell has its
 * first line in `lines`; for the others `lines` are what stands under the main
 * thing. */
struct doc_cell {
	enum doc_cell_kind kind;
	struct doc_lines lines;
	struct doc_number number;      /* DOC_CELL_NUMBER */
	enum doc_mark mark;            /* DOC_CELL_STATUS, DOC_CELL_DIRECTION */
	struct str word;               /* beside the mark: "Off target", "Better" */
	const struct doc_chart *chart; /* DOC_CELL_CHART */
};

struct doc_row {
	struct doc_row *next;
	struct str id;          /* empty: nothing links here */
	struct doc_cell *cells; /* one for each column */
};

/* Rows under a title of their own; a table without groups has one without title. */
struct doc_group {
	struct doc_group *next;
	struct str title; /* may be empty */
	int depth;        /* 0, or deeper for groups within groups */
	struct doc_lines notes; /* under the title: a section's commentary */
	struct doc_row *first;
	struct doc_row *last;
};

struct doc_table {
	struct str id;
	struct str caption; /* never empty */
	const struct doc_column *columns;
	size_t column_count;
	struct doc_group *first;
	struct doc_group *last;
};

/* --- other blocks -------------------------------------------------------- */

enum doc_paragraph_style {
	DOC_PARAGRAPH_PLAIN,
	DOC_PARAGRAPH_LEAD,  /* somewhat larger, before all others */
	DOC_PARAGRAPH_MUTED, /* grey */
	DOC_PARAGRAPH_SMALL, /* small and grey: notes and sources */
};

struct doc_heading {
	int level; /* 2 to 4 */
	struct str id;
	struct str text;
	enum doc_mark mark; /* before the text, or DOC_MARK_NONE */
};

struct doc_paragraph {
	enum doc_paragraph_style style;
	struct doc_line line;
};

struct doc_list {
	bool is_ordered;
	struct doc_lines items; /* never empty */
};

/* One of the headline counts: "3 (diamond) off target; 5 last quarter". */
struct doc_count {
	struct doc_count *next;
	int64_t number;
	enum doc_mark mark;
	struct str words; /* "off target" */
	bool has_last;
	int64_t last; /* the same count of the period before */
};

struct doc_counts {
	struct doc_count *first;
	struct doc_count *last;
	struct str last_label;  /* what `last` refers to: "Q2"; empty without any */
	struct str denominator; /* "of 5 measures reported; ...", never empty */
};

/* One of the commentary parts: text, or the absence named. */
struct doc_part {
	struct doc_part *next;
	struct str heading;
	struct doc_lines lines; /* paragraphs */
	struct str absence;     /* "No commentary yet: due ..."; empty when there is text */
};

struct doc_exception {
	struct str id;
	enum doc_mark mark;
	struct str title;
	struct doc_lines facts; /* the line or lines under the title */
	struct doc_part *first;
	struct doc_part *last;
	const struct doc_chart *chart; /* NULL without one */
};

enum doc_key_kind { DOC_KEY_MARK, DOC_KEY_SYMBOL };

struct doc_key_entry {
	struct doc_key_entry *next;
	enum doc_key_kind kind;
	enum doc_mark mark;
	enum doc_symbol symbol;
	struct str words;
};

struct doc_key {
	struct doc_key_entry *first;
	struct doc_key_entry *last;
};

struct doc_definition {
	struct doc_definition *next;
	struct str term;
	struct doc_lines lines; /* never empty */
};

struct doc_definitions {
	struct doc_definition *first;
	struct doc_definition *last;
};

struct doc_block;

struct doc_blocks {
	struct doc_block *first;
	struct doc_block *last;
};

/* Two columns on a wide page, the narrow one first; one after the other on a
 * narrow page and wherever columns are not possible. */
struct doc_split {
	struct doc_blocks narrow;
	struct doc_blocks wide;
};

enum doc_block_kind {
	DOC_BLOCK_HEADING,
	DOC_BLOCK_PARAGRAPH,
	DOC_BLOCK_LIST,
	DOC_BLOCK_COUNTS,
	DOC_BLOCK_TABLE,
	DOC_BLOCK_EXCEPTION,
	DOC_BLOCK_KEY,
	DOC_BLOCK_DEFINITIONS,
	DOC_BLOCK_FIGURE, /* a chart on its own, with its caption */
	DOC_BLOCK_SPLIT,
	DOC_BLOCK_PAGE_BREAK,
	DOC_BLOCK_KIND_COUNT
};

struct doc_block {
	struct doc_block *next;
	enum doc_block_kind kind;
	union {
		struct doc_heading heading;
		struct doc_paragraph paragraph;
		struct doc_list list;
		struct doc_counts counts;
		struct doc_table table;
		struct doc_exception exception;
		struct doc_key key;
		struct doc_definitions definitions;
		const struct doc_chart *figure;
		struct doc_split split;
	};
};

/* --- the document -------------------------------------------------------- */

enum { DOC_META_LINES_MAX = 6 };

/* What is said about the whole. Texts are borrowed until doc_new() copies them. */
struct doc_meta {
	struct str title;       /* "Quarterly Digest: 2013-14 Q3"; never empty */
	struct str authority;   /* "Rotherham · Children and Young People's Services" */
	struct str subtitle[DOC_META_LINES_MAX]; /* under the title; empty ends */
	struct str period;      /* "2013-14-Q3", for machines; may be empty */
	struct str period_words; /* "October to December 2013"; may be empty */
	struct str audience;    /* "For managers"; may be empty */
	struct str edition[DOC_META_LINES_MAX];  /* "edition 1", "figures as known on ..." */
	struct str made_on;     /* "Made on 20 January 2014 by Outturn 0.1.0" */
	struct str description; /* one sentence for search engines and file properties */
	struct str language;    /* "en-GB"; that too when empty */
	struct str page_header; /* at the top of every printed page; may be empty */
	struct str page_footer; /* at its foot, before the page number; may be empty */
};

struct doc_builder; /* where the builder stands; private to doc/build.c */

struct doc {
	struct arena *arena;
	struct doc_meta meta;
	struct doc_blocks blocks;
	struct dataset *first_dataset;
	struct dataset *last_dataset;
	struct doc_builder *builder; /* NULL once finished */
};

#endif
