/* Expressions in words. */
#ifndef OUTTURN_LANG_SENTENCE_NODE_H
#define OUTTURN_LANG_SENTENCE_NODE_H

#include "base/buf.h"
#include "lang/tree.h"

/* Puts a value, or a condition as a clause that may follow "for which", of a sound
 * definition. `depth` is the number of relations it stands in. */
void sentence_put_node(struct buf *out, const struct definition *definition,
                       const struct node *node, int depth);

/* Puts `care_review of child` as "care review records of the same child". */
void sentence_put_records(struct buf *out, const struct definition *definition,
                          const struct relation *relation, int depth);

/* Puts a name with blanks for its underscores. */
void sentence_put_name(struct buf *out, struct str name);

/* A function's phrase, its parts being %1, %2 and %3; NULL when it has none. */
const char *sentence_phrase(enum function function);

#endif
