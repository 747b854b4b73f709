/* Between the two halves of the store: store_load.c reads, store.c changes. */
#ifndef OUTTURN_FRAMEWORK_STORE_LOAD_H
#define OUTTURN_FRAMEWORK_STORE_LOAD_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "db/db.h"
#include "framework/framework.h"

/* The id of an authority's framework; 0 when it has none. */
MUST_CHECK enum status framework_find_id(struct db *db, struct str authority, int64_t *out,
                                         struct err *err);

/* Fills an empty framework with what the store holds under an id. */
MUST_CHECK enum status framework_load_id(struct db *db, int64_t id, struct framework *out,
                                         struct err *err);

#endif
