/* The sheets of an XLSX workbook as rows of text. */
#ifndef OUTTURN_INTAKE_XLSX_GRID_H
#define OUTTURN_INTAKE_XLSX_GRID_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/grid.h"
#include "intake/xlsx_book.h"
#include "intake/xlsx_package.h"
#include "intake/xlsx_strings.h"

/* What a reader of the sheet should know beside its rows. */
struct xlsx_notes {
	struct str sheet;     /* the sheet that was read */
	size_t sheet_count;   /* of the workbook, hidden ones included */
	size_t hidden_sheets; /* not read unless named */
	size_t hidden_rows;   /* read all the same */
	size_t rounded_cells; /* hold more decimals than they show */
};

/* How the numbers of a sheet come out. */
enum xlsx_numbers {
	XLSX_NUMBERS_SHOWN,  /* as the sheet shows them: "59.3%" (xlsx_format_print()) */
	XLSX_NUMBERS_STORED, /* in full, and the kinds of cells told */
};

/* A workbook whose sheets are to be read. `package` is the caller's, all else lives in the
 * arena it was opened with. */
struct xlsx_workbook {
	struct xlsx_package *package;
	struct arena *arena;
	struct xlsx_book book;
	struct xlsx_strings strings;
	bool has_strings; /* they were read, or there are none */
};

/* Reads the list of sheets. E_INPUT for a damaged or foreign workbook. */
MUST_CHECK enum status xlsx_workbook_init(struct xlsx_package *package, struct arena *arena,
                                          struct xlsx_workbook *out, struct err *err);

/* Hands every row that the sheet stores to `sink`. Formulas give the value saved with
 * them; one without a saved value gives its own text ("=B2/C2"), a fault gives its word
 * ("#N/A"). The first reading reads the workbook's texts, which stay. Texts of
 * `notes_out` (may be NULL) are the book's. E_INPUT for damage, E_LIMIT beyond the limits
 * of xlsx_package.h and grid.h. */
MUST_CHECK enum status xlsx_workbook_read(struct xlsx_workbook *workbook,
                                          const struct xlsx_sheet *sheet,
                                          enum xlsx_numbers numbers,
                                          const struct grid_sink *sink,
                                          struct xlsx_notes *notes_out, struct err *err);

/* One sheet of a workbook in memory, as it shows itself. `sheet` names it; empty: the
 * first that is not hidden. E_MISSING without such a sheet. */
MUST_CHECK enum status xlsx_grid_read(struct str bytes, struct str sheet, struct arena *arena,
                                      const struct grid_sink *sink,
                                      struct xlsx_notes *notes_out, struct err *err);

#endif
