/* From tree to text: the canonical form of `define fmt`, and a definition as a sentence. */
#ifndef OUTTURN_LANG_FORMAT_H
#define OUTTURN_LANG_FORMAT_H

#include "base/buf.h"
#include "lang/tree.h"

/* Puts the definition, which is not broken, as text that parses to the same tree: clauses in
 * the order of docs/language.md, two blanks in, values in one column, lines of at most 100
 * columns where they can be broken. Comments are not kept (define fmt says so). */
void lang_format(const struct definition *definition, struct buf *out);

/* Puts an expression as it would be written, on one line. */
void lang_format_node(const struct node *node, struct buf *out);

/* Puts the definition as plain sentences, for the appendix of definitions: "Of the assessment
 * records whose completed lies in the period, for which kind is initial: the share for which there
 * are at most 10 working days from referred to completed." Of a sound definition only. */
void lang_sentence(const struct definition *definition, struct buf *out);

#endif
