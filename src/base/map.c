#include "base/map.h"

#include <stdlib.h>

#include "base/mem.h"

struct map_slot {
	struct str key; /* NULL pointer: the slot is free */
	int64_t value;
	uint64_t hash;
};

/* FNV-1a: keys are short names of our own files, and maps are bounded by them. */
static uint64_t hash_of(struct str key)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.ptr[i]) * UINT64_C(1099511628211);
	return hash;
}

void map_deinit(struct map *map)
{
	free(map->slots);
	arena_deinit(&map->keys);
	*map = (struct map){ 0 };
}

/* The slot that holds `key`, or the free one where it belongs. */
static struct map_slot *slot_for(const struct map *map, struct str key, uint64_t hash)
{
	size_t mask = map->capacity - 1;
	size_t at = (size_t)hash & mask;
	while (map->slots[at].key.ptr &&
	       !(map->slots[at].hash == hash && str_equal(map->slots[at].key, key)))
		at = (at + 1) & mask;
	return &map->slots[at];
}

static void grow(struct map *map)
{
	struct map bigger = { .capacity = map->capacity ? map->capacity * 2 : 16 };
	bigger.slots = mem_new(bigger.capacity, sizeof(*bigger.slots));
	for (size_t i = 0; i < map->capacity; i++)
		if (map->slots[i].key.ptr)
			*slot_for(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
	free(map->slots);
	map->slots = bigger.slots;
	map->capacity = bigger.capacity;
}

bool map_find(const struct map *map, struct str key, int64_t *value_out)
{
	if (map->count == 0)
		return false;
	const struct map_slot *slot = slot_for(map, key, hash_of(key));
	if (!slot->key.ptr)
		return false;
	*value_out = slot->value;
	return true;
}

bool map_add(struct map *map, struct str key, int64_t value, int64_t *value_out)
{
	if (map_find(map, key, value_out))
		return false;
	map_put(map, key, value);
	*value_out = value;
	return true;
}

void map_put(struct map *map, struct str key, int64_t value)
{
	if ((map->count + 1) * 4 > map->capacity * 3)
		grow(map);
	uint64_t hash = hash_of(key);
	struct map_slot *slot = slot_for(map, key, hash);
	if (!slot->key.ptr) {
		slot->key = arena_text(&map->keys, key);
		slot->hash = hash;
		map->count++;
	}
	slot->value = value;
}
