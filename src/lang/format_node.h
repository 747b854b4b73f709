/* Expressions as text, with the marks of lang/layout.h where a line may be broken. */
#ifndef OUTTURN_LANG_FORMAT_NODE_H
#define OUTTURN_LANG_FORMAT_NODE_H

#include "base/buf.h"
#include "lang/strength.h"
#include "lang/tree.h"

/* Puts an expression that stands where one of the level or a stronger one is read.
 * `is_last`: whatever follows it cannot be taken for a part of it. */
void format_put_node(struct buf *out, const struct node *node, enum level level, bool is_last);

/* `TYPE of child`, `TYPE with FIELD = VALUE`. */
void format_put_scope(struct buf *out, const struct relation *relation);

/* Puts a text in quotation marks; one that may be broken has marks for its blanks. */
void format_put_text(struct buf *out, struct str text);
void format_put_broken_text(struct buf *out, struct str text);

#endif
