/* Finding indicators among many: by reference and title, or by either.
 *
 * An index speaks of the framework it was made from and knows what was added to it
 * by framework_index_add(); it borrows nothing. */
#ifndef OUTTURN_FRAMEWORK_INDEX_H
#define OUTTURN_FRAMEWORK_INDEX_H

#include <stddef.h>

#include "base/attr.h"
#include "base/map.h"
#include "base/text.h"
#include "framework/framework.h"

struct framework_index {
	struct map by_key;   /* reference and title, or reference and another title */
	struct map by_ref;   /* an index, or -1 when several indicators have it */
	struct map by_title; /* the same */
};

#define auto_framework_index CLEANUP(framework_index_deinit) struct framework_index

/* An index of every indicator of the framework. */
struct framework_index framework_index_new(const struct framework *framework);

/* Frees the index. Accepts a zeroed struct and a second call. */
void framework_index_deinit(struct framework_index *index);

/* Makes the indicator at `at` known. Returns where another one stands that has the
 * same reference and title already (the first is kept), or FRAMEWORK_NOWHERE. */
size_t framework_index_add(struct framework_index *index, const struct framework *framework,
                           size_t at);

/* The indicator with this reference and title (or another title it also goes by), or
 * FRAMEWORK_NOWHERE. */
size_t framework_index_find(const struct framework_index *index, struct str ref,
                            struct str title);

enum name_match { NAME_MATCH_NONE, NAME_MATCH_ONE, NAME_MATCH_SEVERAL };

/* The indicator that goes by `name`: its reference, or its title when no reference
 * is like that. `*at_out` is set for NAME_MATCH_ONE only. */
enum name_match framework_index_find_name(const struct framework_index *index,
                                          struct str name, size_t *at_out);

#endif
