/* From one 63-bit hash to one number: what a delivery has said so far, in 16 bytes a
 * row. Keys are hashes already (record_hash), so they are not hashed again. */
#ifndef OUTTURN_RECORD_SEEN_H
#define OUTTURN_RECORD_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seen_slot;

/* A zeroed struct is empty. */
struct seen {
	struct seen_slot *slots;
	size_t count;
	size_t capacity; /* 0 or a power of two */
};

/* Frees it. Accepts a zeroed struct and a second call. */
void seen_deinit(struct seen *seen);

/* The number of `key` (never 0); false leaves `*value_out` untouched. `value_out` may be
 * NULL. */
bool seen_find(const struct seen *seen, int64_t key, int64_t *value_out);

/* Sets the number of `key` (never 0), new or old. */
void seen_put(struct seen *seen, int64_t key, int64_t value);

#endif
