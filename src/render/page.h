/* A document as one web page: a single file that needs nothing else.
 *
 * The page works without script and has none; its policy forbids anything to be
 * loaded. It is written for WCAG 2.2 AA (landmarks, one first heading, captions,
 * row and column headers, pictures with words), reads at 320 pixels without
 * scrolling sideways, and prints on A4 with repeated table heads. The look is in
 * assets/digest.css. The same document gives the same bytes. */
#ifndef OUTTURN_RENDER_PAGE_H
#define OUTTURN_RENDER_PAGE_H

#include "doc/doc.h"
#include "render/sink.h"

/* Writes the page of a finished document; ask sink_check() how it went. */
void page_write(const struct doc *doc, struct sink *sink);

#endif
