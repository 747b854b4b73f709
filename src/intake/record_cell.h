/* Cells of a delivery put into a record: the one place where the text of a cell becomes
 * the value of a field, by the field's kind.
 *
 *     record_cells_start(&cells, RECORD_REFERRAL, child, line);
 *     record_cells_read(&cells, REFERRAL_RECEIVED, STR("CINreferralDate"), text);
 *     record_cells_keep(&cells, STR("TEST_COLUMN"), text);   (no field for it)
 *     st = record_cells_hand_on(&cells, err);                (doubts, then the row)
 *
 * Nothing is blanked in silence: a cell that says something a field cannot hold is a
 * doubt with its text, and the field stays missing. The rules are
 *
 *     cell.date            no date, or one with unknown parts where a whole one is needed
 *     cell.flag            neither yes nor no
 *     cell.number          no number, or one that the field cannot hold
 *     cell.code_unknown    no code of the set, nor any spelling of one that is known
 *     cell.code_ambiguous  a spelling that stands for more than one code
 *     cell.code_of_another_year  a code, but not of this collection year: it is taken
 *     cell.fault           a formula failed ("#N/A")
 *     cell.many_values     the source had more than one value ("#MULTIVALUE")
 *     cell.absent_mark     "-", "N/A", "NULL": read as nothing; told once a column, as a
 *                          finding of the file, since nothing is lost by it */
#ifndef OUTTURN_INTAKE_RECORD_CELL_H
#define OUTTURN_INTAKE_RECORD_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/text.h"
#include "intake/record_reader.h"
#include "record/row.h"

enum {
	RECORD_CELL_SCRATCH_BYTES = 48,          /* of one field: a date or a number as text */
	RECORD_CELL_EXTRA_BYTES = 1024 * 1024,   /* of one row, as JSON */
};

/* What is doubted, whatever row it is in. */
struct record_cell_rule {
	const char *rule;
	enum finding_severity severity;
	const char *message; /* plain English; holds nothing of what the cell says */
};

struct record_cell_doubt {
	int field;
	struct str text;
	struct finding what;
};

/* The row being filled and how cells are read. Reused from row to row: it allocates
 * only where a row has doubts or extra columns, and keeps that memory. */
struct record_cells {
	const struct record_sink *sink;
	struct finding_list *findings; /* of the file */
	struct str file;               /* its name without folders, for findings */
	int year;                      /* collection year, by which codes are valid; 0: any */
	bool is_1904;                  /* how day numbers count */

	struct record_row row;
	struct record_cell_doubt *doubts;
	size_t doubt_count;
	size_t doubt_capacity;
	struct buf extra;
	struct arena arena;
	char scratch[RECORD_FIELDS_MAX][RECORD_CELL_SCRATCH_BYTES];
	bool mark_is_told[RECORD_TYPE_COUNT][RECORD_FIELDS_MAX];
};

/* Cells handed to `reading`'s sink; `file` is borrowed. `year` and `is_1904` are set
 * by the caller afterwards, and may change between rows. */
void record_cells_init(struct record_cells *cells, const struct record_reading *reading,
                       struct str file);

/* Frees what it holds. Accepts a zeroed struct and a second call. */
void record_cells_deinit(struct record_cells *cells);

/* Begins an empty row (record_row_start()). */
void record_cells_start(struct record_cells *cells, enum record_type type, struct str child,
                        int64_t number);

/* Puts a cell into a field by the field's kind. `column` is its name in the file, for
 * findings. Texts are borrowed until the row is handed on. A blank cell leaves the field
 * as it is. */
void record_cells_read(struct record_cells *cells, int field, struct str column,
                       struct str text);

/* Keeps a cell that the type has no field for, in the row's `extra`; blank ones are
 * left out. */
void record_cells_keep(struct record_cells *cells, struct str column, struct str text);

/* Notes a doubt of the reader's own about a field of the row (-1: the row as a whole).
 * Texts are borrowed until the row is handed on, the rule for good. */
void record_cells_doubt(struct record_cells *cells, int field, struct str column,
                        struct str text, const struct record_cell_rule *rule);

/* Hands the row's doubts and then the row to the sink. E_LIMIT when its extra columns are
 * beyond what we keep, or what the sink answered. */
MUST_CHECK enum status record_cells_hand_on(struct record_cells *cells, struct err *err);

#endif
