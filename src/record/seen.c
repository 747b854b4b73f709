#include "record/seen.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
	CAPACITY_FIRST = 16,
	PART_SHIFT = 58, /* of 64 bits: SEEN_PARTS */
	PLACE_SHIFT = 26, /* the 32 bits behind them */
};

void seen_deinit(struct seen *seen)
{
	for (size_t i = 0; i < SEEN_PARTS; i++) {
		free(seen->parts[i].keys);
		free(seen->parts[i].values);
	}
	*seen = (struct seen){ 0 };
}

/* Children's ids are keys too, so the bits are spread once more. */
static uint64_t spread(int64_t key)
{
	assert(key != 0);
	return (uint64_t)key * UINT64_C(0x9E3779B97F4A7C15);
}

/* The place of the key in its part, or the free one where it belongs. */
static uint32_t place_of(const struct seen_part *part, int64_t key)
{
	uint64_t begin = (uint32_t)(spread(key) >> PLACE_SHIFT);
	uint32_t at = (uint32_t)(begin * part->capacity >> 32);
	while (part->keys[at] != key && part->keys[at] != 0)
		at = at + 1 < part->capacity ? at + 1 : 0;
	return at;
}

static const struct seen_part *find(const struct seen *seen, int64_t key, uint32_t *at_out)
{
	const struct seen_part *part = &seen->parts[spread(key) >> PART_SHIFT];
	if (part->capacity == 0)
		return NULL;
	*at_out = place_of(part, key);
	return part->keys[*at_out] ? part : NULL;
}

bool seen_find(const struct seen *seen, int64_t key, int64_t *value_out)
{
	uint32_t at = 0;
	const struct seen_part *part = find(seen, key, &at);
	if (!part)
		return false;
	*value_out = part->values[at];
	return true;
}

bool seen_has(const struct seen *set, int64_t key)
{
	uint32_t at = 0;
	return find(set, key, &at) != NULL;
}

static void grow(struct seen_part *part, bool has_values)
{
	struct seen_part old = *part;
	part->capacity = old.capacity ? old.capacity + old.capacity / 4 : CAPACITY_FIRST;
	part->keys = mem_new(part->capacity, sizeof(*part->keys));
	part->values = has_values ? mem_new(part->capacity, sizeof(*part->values)) : NULL;
	for (uint32_t i = 0; i < old.capacity; i++) {
		if (old.keys[i] == 0)
			continue;
		uint32_t at = place_of(part, old.keys[i]);
		part->keys[at] = old.keys[i];
		if (has_values)
			part->values[at] = old.values[i];
	}
	free(old.keys);
	free(old.values);
}

/* Makes room for one more; at most three of four places are taken. */
static struct seen_part *part_with_room(struct seen *seen, int64_t key, bool has_values)
{
	struct seen_part *part = &seen->parts[spread(key) >> PART_SHIFT];
	assert(part->capacity == 0 || (part->values != NULL) == has_values);
	if (4 * ((uint64_t)part->count + 1) > 3 * (uint64_t)part->capacity)
		grow(part, has_values);
	return part;
}

/* Puts the key where it belongs; false when it stood there. */
static bool put_key(struct seen_part *part, int64_t key, uint32_t at)
{
	bool is_new = part->keys[at] == 0;
	part->keys[at] = key;
	part->count += is_new;
	return is_new;
}

void seen_put(struct seen *seen, int64_t key, int64_t value)
{
	struct seen_part *part = part_with_room(seen, key, true);
	uint32_t at = place_of(part, key);
	put_key(part, key, at);
	part->values[at] = value;
}

bool seen_add(struct seen *set, int64_t key)
{
	struct seen_part *part = part_with_room(set, key, false);
	return put_key(part, key, place_of(part, key));
}
