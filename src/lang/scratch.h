/* Memory for the vectors of one batch: taken like a stack, given back all at once.
 *
 * An evaluation makes thousands of short vectors; a mark is taken before a batch and everything
 * after it is given back behind it, without a call to the system. */
#ifndef OUTTURN_LANG_SCRATCH_H
#define OUTTURN_LANG_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct scratch_block;

struct scratch {
	struct scratch_block *first;
	struct scratch_block *current; /* NULL until something was taken */
};

struct scratch_mark {
	struct scratch_block *block;
	size_t used_bytes;
};

#define auto_scratch CLEANUP(scratch_deinit) struct scratch

/* Frees everything. Accepts a zeroed struct and a second call. */
void scratch_deinit(struct scratch *scratch);

/* `count` items of `size_bytes`, not cleared, aligned for any type. */
void *scratch_new(struct scratch *scratch, size_t count, size_t size_bytes);

/* A vector of values, not cleared. */
int64_t *scratch_values(struct scratch *scratch, int32_t count);

/* Where the stack stands, and back to there: what was taken since is gone. */
struct scratch_mark scratch_mark(const struct scratch *scratch);
void scratch_release(struct scratch *scratch, struct scratch_mark mark);

#endif
