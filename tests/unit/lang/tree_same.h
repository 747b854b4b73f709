/* Whether two trees, as they were parsed, say the same. */
#ifndef OUTTURN_TESTS_UNIT_LANG_TREE_SAME_H
#define OUTTURN_TESTS_UNIT_LANG_TREE_SAME_H

#include "lang/tree.h"

/* Compares everything a text says; not where it stands in its file, and not what the
 * checker adds. */
bool node_same(const struct node *a, const struct node *b);
bool definition_same(const struct definition *a, const struct definition *b);

#endif
