#include "record/seen.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

enum { CAPACITY_FIRST = 1024 };

struct seen_slot {
	int64_t key; /* 0: free */
	int64_t value;
};

void seen_deinit(struct seen *seen)
{
	free(seen->slots);
	*seen = (struct seen){ 0 };
}

/* The slot of the key, or the free one where it belongs. Children's ids are keys too, so
 * the bits are spread once more. */
static struct seen_slot *slot_of(const struct seen *seen, int64_t key)
{
	size_t at = ((uint64_t)key * UINT64_C(0x9E3779B97F4A7C15)) >> 20;
	for (;; at++) {
		struct seen_slot *slot = &seen->slots[at & (seen->capacity - 1)];
		if (slot->key == key || slot->key == 0)
			return slot;
	}
}

bool seen_find(const struct seen *seen, int64_t key, int64_t *value_out)
{
	assert(key != 0);
	if (seen->capacity == 0)
		return false;
	const struct seen_slot *slot = slot_of(seen, key);
	if (slot->key == 0)
		return false;
	if (value_out)
		*value_out = slot->value;
	return true;
}

static void grow(struct seen *seen)
{
	struct seen old = *seen;
	seen->capacity = old.capacity ? 2 * old.capacity : CAPACITY_FIRST;
	seen->slots = mem_new(seen->capacity, sizeof(*seen->slots));
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key)
			*slot_of(seen, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

void seen_put(struct seen *seen, int64_t key, int64_t value)
{
	assert(key != 0);
	if (4 * (seen->count + 1) > 3 * seen->capacity)
		grow(seen);
	struct seen_slot *slot = slot_of(seen, key);
	seen->count += slot->key == 0;
	*slot = (struct seen_slot){ key, value };
}
