/* Whether a definition survives being written and read. */
#ifndef OUTTURN_TESTS_UNIT_LANG_FORMAT_STABLE_H
#define OUTTURN_TESTS_UNIT_LANG_FORMAT_STABLE_H

#include "base/buf.h"
#include "lang/tree.h"

/* Formats a definition that is not broken, reads the text and formats that: it must be read
 * without a complaint, as the same tree, and be the same text. Says what is not so. */
bool format_is_stable(const struct definition *definition, struct buf *said);

#endif
