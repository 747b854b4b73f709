/* From 63-bit hashes to numbers, or a set of hashes: what a delivery has said so far, in
 * some 24 bytes a row (a set: 12). Keys are hashes already (record_hash).
 *
 * The keys lie in parts that grow one at a time and by little, so that growing never needs
 * much more memory than what is kept. */
#ifndef OUTTURN_RECORD_SEEN_H
#define OUTTURN_RECORD_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEEN_PARTS = 64 };

struct seen_part {
	int64_t *keys;   /* 0: free */
	int64_t *values; /* beside them; NULL in a set */
	uint32_t count;
	uint32_t capacity;
};

/* A zeroed struct is empty. It is used as a map or as a set, never as both. */
struct seen {
	struct seen_part parts[SEEN_PARTS];
};

/* Frees it. Accepts a zeroed struct and a second call. */
void seen_deinit(struct seen *seen);

/* The number of `key` (never 0) in a map; false leaves `*value_out` untouched. */
bool seen_find(const struct seen *seen, int64_t key, int64_t *value_out);

/* Sets the number of `key` (never 0), new or old. */
void seen_put(struct seen *seen, int64_t key, int64_t value);

/* Whether `key` (never 0) is in a set; seen_add() puts it there, and is false when it was
 * there already. */
bool seen_has(const struct seen *set, int64_t key);
bool seen_add(struct seen *set, int64_t key);

#endif
