/* The figures as a workbook that people and programs can read.
 *
 * The sheets follow the government conventions for accessible spreadsheets: a
 * contents sheet, a sheet of notes, then one table a sheet, marked up as a table
 * with a name, its title in A1, its header frozen; nothing merged, no blank row
 * or column, nothing said by colour alone. What is missing is the word [x], and
 * columns that need explaining say [note 1]. Numbers are numbers, written as the
 * document gives them (59.3 for 59.3 per cent, the unit in words); one that a
 * spreadsheet cannot hold exactly (more than 15 figures) is text, so that it is
 * never altered. Text is text: a cell that begins with =, +, - or @ is no formula. */
#ifndef OUTTURN_RENDER_XLSX_H
#define OUTTURN_RENDER_XLSX_H

#include "base/attr.h"
#include "base/err.h"
#include "base/instant.h"
#include "doc/doc.h"

/* Writes the datasets of the document, which must be finished, to `path`: aside,
 * then renamed. `made_at` is the date in the file's properties; with it, the same
 * document always gives the same bytes. E_LIMIT when a table has more rows than a
 * sheet; E_IO when the file cannot be written. */
MUST_CHECK enum status xlsx_write(const struct doc *doc, struct instant made_at,
                                  const char *path, struct err *err);

#endif
