/* Text that every output can carry.
 *
 * XML, and with it ODF, XLSX and SVG, has no way at all to write some characters;
 * they are replaced once, where text enters a document, so that no writer has to
 * think of them. */
#ifndef OUTTURN_DOC_CLEAN_H
#define OUTTURN_DOC_CLEAN_H

#include "base/arena.h"
#include "base/text.h"

/* A copy of `text` in the arena: bytes that are not UTF-8, control characters but
 * tab and line feed, and the non-characters U+FFFE and U+FFFF become U+FFFD; a
 * carriage return is dropped. */
struct str doc_clean_text(struct arena *arena, struct str text);

#endif
