/* Machine tables: what CSV, JSON and the data sheets of a workbook are made of.
 *
 * A dataset is a rectangle of typed cells. A number is kept as its decimal text,
 * exact as the caller gave it; a missing cell is missing, never zero and never
 * an empty text that means something. */
#ifndef OUTTURN_DOC_DATASET_H
#define OUTTURN_DOC_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

enum dataset_type {
	DATASET_TEXT,
	DATASET_NUMBER,  /* decimal text: "-12.5" */
	DATASET_INTEGER, /* decimal text without a point */
	DATASET_DATE,    /* "2013-12-31" */
	DATASET_BOOLEAN, /* "true" or "false" */
	DATASET_TYPE_COUNT
};

struct dataset_column {
	const char *key;   /* "indicator_ref": lower case, figures, underscores */
	const char *title; /* "Reference" */
	enum dataset_type type;
	const char *note; /* what it means, its unit, what missing means; may be NULL */
};

struct dataset_cell {
	bool is_missing;
	struct str text; /* by the column's type; empty when missing */
};

struct dataset_row {
	struct dataset_row *next;
	struct dataset_cell *cells; /* column_count of them */
};

struct dataset {
	struct dataset *next;
	struct str key;   /* "figures": unique in its document */
	struct str title; /* "Figures" */
	struct str note;  /* may be empty */
	const struct dataset_column *columns;
	size_t column_count;
	struct dataset_row *first_row;
	size_t row_count;

	/* The builder's own. */
	struct arena *arena;
	struct dataset_row *last_row;
	size_t filled; /* cells of the last row given so far */
};

/* An empty dataset in the arena. Texts are copied; `columns` are borrowed (tables
 * of data, usually static) and must outlive it. Asserts that keys are well formed
 * and differ. */
struct dataset *dataset_new(struct arena *arena, struct str key, struct str title,
                            const struct dataset_column *columns, size_t column_count);

/* Starts a row; the row before must be complete (asserted). */
void dataset_row(struct dataset *dataset);

/* Gives the next cell of the row, left to right. The column's type is asserted,
 * and that a number is decimal text. Texts are copied, bytes that no output can
 * carry are replaced (doc/clean.h); an empty text and DATE_NONE are missing. */
void dataset_text(struct dataset *dataset, struct str text);
void dataset_number(struct dataset *dataset, struct str decimal);
void dataset_integer(struct dataset *dataset, int64_t number);
void dataset_date(struct dataset *dataset, int32_t date);
void dataset_boolean(struct dataset *dataset, bool value);
void dataset_missing(struct dataset *dataset);

/* Whether the last row is complete; doc_add_dataset() asserts it. */
bool dataset_is_complete(const struct dataset *dataset);

/* Whether text is a decimal number: "-"? digits ("." digits)?. */
bool dataset_is_decimal(struct str text);

#endif
