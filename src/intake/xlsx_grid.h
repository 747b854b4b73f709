/* One sheet of an XLSX workbook as rows of text, as the sheet shows them. */
#ifndef OUTTURN_INTAKE_XLSX_GRID_H
#define OUTTURN_INTAKE_XLSX_GRID_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/grid.h"

/* What a reader of the sheet should know beside its rows. */
struct xlsx_notes {
	struct str sheet;         /* the sheet that was read */
	size_t sheet_count;       /* of the workbook, hidden ones included */
	size_t hidden_sheets;     /* not read unless named */
	size_t hidden_rows;       /* read all the same */
	size_t rounded_cells;     /* hold more decimals than they show */
};

/* Hands every row that the sheet stores to `sink`. `sheet` names it; empty: the
 * first that is not hidden. Formulas give the value saved with them; one without a
 * saved value gives its own text ("=B2/C2"), a fault gives its word ("#N/A"). Texts
 * of `notes_out` live in `arena`. E_INPUT for a damaged or foreign workbook, E_LIMIT
 * beyond the limits of xlsx_package.h and grid.h, E_MISSING without such a sheet. */
MUST_CHECK enum status xlsx_grid_read(struct str bytes, struct str sheet, struct arena *arena,
                                      const struct grid_sink *sink,
                                      struct xlsx_notes *notes_out, struct err *err);

#endif
