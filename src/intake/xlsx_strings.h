/* The shared strings of a workbook: most of its texts, numbered. */
#ifndef OUTTURN_INTAKE_XLSX_STRINGS_H
#define OUTTURN_INTAKE_XLSX_STRINGS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "intake/xlsx_package.h"

enum { XLSX_MAX_STRINGS = 2000000 };

struct xlsx_strings {
	struct str *items;
	size_t count;
	size_t capacity;
};

/* Reads the part at `path` ("xl/sharedStrings.xml"); the runs of rich text are
 * joined and phonetic hints left out. Texts live in `arena`. */
MUST_CHECK enum status xlsx_strings_read(struct xlsx_package *package, const char *path,
                                         struct arena *arena, struct xlsx_strings *out,
                                         struct err *err);

/* Appends text in which control characters may stand as "_x000D_": white space
 * among them becomes a space, others are left out. */
void xlsx_add_unescaped(struct buf *out, struct str text);

#endif
