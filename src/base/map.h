/* From text to a whole number: the usual value is an index into an array.
 *
 * Keys are copied; insertion order is not kept (keep the array for that). */
#ifndef OUTTURN_BASE_MAP_H
#define OUTTURN_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct map_slot;

struct map {
	struct map_slot *slots;
	size_t count;
	size_t capacity; /* 0 or a power of two */
	struct arena keys;
};

#define auto_map CLEANUP(map_deinit) struct map

/* Frees the map. Accepts a zeroed struct (which is an empty map) and a second call. */
void map_deinit(struct map *map);

/* The value of `key`; false leaves `*value_out` untouched. */
bool map_find(const struct map *map, struct str key, int64_t *value_out);

/* Sets the value of `key`, new or old. */
void map_put(struct map *map, struct str key, int64_t value);

/* Sets `key` to `value` when it is new and returns true; otherwise returns false
 * with the value it has in `*value_out`. */
bool map_add(struct map *map, struct str key, int64_t value, int64_t *value_out);

#endif
