/* The document on paper: flat ODF, which LibreOffice turns into PDF, DOCX and ODT
 * (render/office.h).
 *
 * Headings carry outline levels, tables have header rows that repeat, pictures
 * have a title and a description, links and ids become bookmarks, so that the
 * PDF is properly tagged. Status is a shape, a word and a colour. The fonts are
 * Liberation Sans, and DejaVu Sans for the shapes (packages fonts-liberation and
 * fonts-dejavu-core). */
#ifndef OUTTURN_RENDER_FODT_H
#define OUTTURN_RENDER_FODT_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

/* Appends the document, which must be finished, as one flat ODF text. The same
 * document always gives the same bytes. E_LIMIT when it does not fit `out`. */
MUST_CHECK enum status fodt_write(const struct doc *doc, struct buf *out, struct err *err);

#endif
