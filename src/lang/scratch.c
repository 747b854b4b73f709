#include "lang/scratch.h"

#include <stdlib.h>

#include "base/mem.h"

enum { BLOCK_BYTES = 1 << 20, ALIGNMENT = 64 };

struct scratch_block {
	struct scratch_block *next; /* taken later; kept when given back */
	size_t used_bytes;
	size_t size_bytes;
	_Alignas(ALIGNMENT) unsigned char bytes[];
};

void scratch_deinit(struct scratch *scratch)
{
	for (struct scratch_block *block = scratch->first, *next; block; block = next) {
		next = block->next;
		free(block);
	}
	*scratch = (struct scratch){ 0 };
}

static struct scratch_block *block_new(size_t needed)
{
	size_t size = needed > BLOCK_BYTES ? needed : BLOCK_BYTES;
	size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct scratch_block *block = aligned_alloc(ALIGNMENT, sizeof(*block) + rounded);
	if (!block)
		mem_exhausted();
	*block = (struct scratch_block){ .size_bytes = size };
	return block;
}

/* The next block with room; one that is too small is passed over until the stack comes back. */
static struct scratch_block *next_block(struct scratch *scratch, size_t needed)
{
	struct scratch_block **link = scratch->current ? &scratch->current->next : &scratch->first;
	while (*link && (*link)->size_bytes < needed) {
		(*link)->used_bytes = 0;
		link = &(*link)->next;
	}
	if (!*link)
		*link = block_new(needed);
	(*link)->used_bytes = 0;
	return *link;
}

void *scratch_new(struct scratch *scratch, size_t count, size_t size_bytes)
{
	size_t needed;
	if (__builtin_mul_overflow(count, size_bytes, &needed) || needed > SIZE_MAX / 2)
		mem_exhausted();
	needed = (needed + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct scratch_block *block = scratch->current;
	if (!block || block->size_bytes - block->used_bytes < needed)
		block = scratch->current = next_block(scratch, needed);
	void *taken = block->bytes + block->used_bytes;
	block->used_bytes += needed;
	return taken;
}

int64_t *scratch_values(struct scratch *scratch, int32_t count)
{
	return scratch_new(scratch, (size_t)count, sizeof(int64_t));
}

struct scratch_mark scratch_mark(const struct scratch *scratch)
{
	return (struct scratch_mark){ scratch->current,
		                      scratch->current ? scratch->current->used_bytes : 0 };
}

void scratch_release(struct scratch *scratch, struct scratch_mark mark)
{
	scratch->current = mark.block ? mark.block : scratch->first;
	if (scratch->current)
		scratch->current->used_bytes = mark.used_bytes;
}
