/* Texts that may be written in more than one way, in the one form by which they are
 * compared: an identifier that one system writes "abc12" and another "ABC12 ".
 *
 * The form is Unicode's NFKC (a full-width digit is a digit, a letter with its accent one
 * character) with letters case-folded and without white space at either end. Nothing else
 * is left out: leading zeros, hyphens and blanks within a text tell texts apart. */
#ifndef OUTTURN_BASE_FOLD_H
#define OUTTURN_BASE_FOLD_H

#include "base/buf.h"
#include "base/text.h"

enum { FOLD_GROWS_AT_MOST = 18 }; /* times as many bytes, by Unicode's own word on NFKC */

/* Appends the form to `out`, which needs room for FOLD_GROWS_AT_MOST times the text. What
 * is not UTF-8 is appended as it is, trimmed. */
void fold_text(struct str text, struct buf *out);

#endif
