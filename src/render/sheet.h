/* A workbook of one plain table, to be filled in or worked through by people.
 *
 * Its one sheet begins with the header, so that a program that reads tables (and ours,
 * when a form comes back) finds it at once. Columns are as wide as their texts and rows as
 * high, up to a bound; the header stays in view, is repeated on each page and filters;
 * every cell is open to be written in, and none is merged. Figures for readers are
 * xlsx.h's affair. */
#ifndef OUTTURN_RENDER_SHEET_H
#define OUTTURN_RENDER_SHEET_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "doc/dataset.h"

/* Writes `data` to `path`: aside, then renamed; readable by its owner alone when
 * `is_private`. What is missing is an empty cell. The same data and `made_at` give the same
 * bytes. E_LIMIT when it has more rows than a sheet, E_IO when the file cannot be
 * written. */
MUST_CHECK enum status sheet_write(const struct dataset *data, struct instant made_at,
                                   bool is_private, const char *path, struct err *err);

#endif
