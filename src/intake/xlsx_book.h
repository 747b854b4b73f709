/* What a workbook says of itself: its sheets, how it counts days, and its number
 * formats. */
#ifndef OUTTURN_INTAKE_XLSX_BOOK_H
#define OUTTURN_INTAKE_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/xlsx_format.h"
#include "intake/xlsx_package.h"

struct xlsx_sheet {
	struct str name;
	struct str relation; /* the id that leads to its part */
	bool is_hidden;
};

struct xlsx_relation {
	struct str id;
	struct str kind; /* the last word of its type: "worksheet", "sharedStrings" */
	struct str path; /* of the part, from the root of the package */
};

struct xlsx_book {
	struct xlsx_sheet *sheets;
	size_t sheet_count;
	struct xlsx_relation *relations; /* of the workbook */
	size_t relation_count;
	bool is_1904; /* days count from 1 January 1904 */
	struct xlsx_format *styles; /* by the number a cell names */
	size_t style_count;
};

/* Reads the workbook, its relations and its styles into `arena`. E_INPUT when the
 * package holds no workbook. */
MUST_CHECK enum status xlsx_book_read(struct xlsx_package *package, struct arena *arena,
                                      struct xlsx_book *out, struct err *err);

/* The sheet named `name` (case aside), or the first one that is not hidden when
 * `name` is empty. E_MISSING lists the sheets there are. The result is borrowed. */
MUST_CHECK enum status xlsx_book_find_sheet(const struct xlsx_book *book, struct str name,
                                            const struct xlsx_sheet **out, struct err *err);

/* The path of the part that a relation id, or else the first relation of a kind,
 * leads to; the empty text when there is none. Ends with a NUL. */
struct str xlsx_book_path(const struct xlsx_book *book, struct str id, struct str kind);

#endif
