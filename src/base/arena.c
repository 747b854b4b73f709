#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK_BYTES = 64 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t used;
	size_t capacity;
	_Alignas(max_align_t) char bytes[];
};

void arena_deinit(struct arena *arena)
{
	struct arena_block *block = arena->newest;
	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
	*arena = (struct arena){ 0 };
}

static struct arena_block *block_with_room(struct arena *arena, size_t bytes)
{
	struct arena_block *block = arena->newest;
	if (block && block->capacity - block->used >= bytes)
		return block;
	size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
	block = mem_new(1, sizeof(*block) + capacity);
	block->capacity = capacity;
	block->older = arena->newest;
	arena->newest = block;
	return block;
}

void *arena_new(struct arena *arena, size_t count, size_t size_bytes)
{
	size_t bytes;
	/* An overflow is our own mistake: outsiders' sizes are bounded before. */
	bool overflow = __builtin_mul_overflow(count, size_bytes, &bytes) ||
	                bytes > SIZE_MAX / 2;
	assert(!overflow);
	size_t aligned = (bytes + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);
	struct arena_block *block = block_with_room(arena, aligned);
	void *memory = block->bytes + block->used;
	block->used += aligned;
	arena->used_bytes += aligned;
	return memory;
}

struct str arena_text(struct arena *arena, struct str text)
{
	char *copy = arena_new(arena, text.len + 1, 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return (struct str){ copy, text.len };
}

struct str arena_format_args(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	assert(len >= 0);
	char *text = arena_new(arena, (size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct str){ text, (size_t)len };
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct str text = arena_format_args(arena, format, args);
	va_end(args);
	return text;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                 size_t size_bytes)
{
	if (count < *capacity)
		return items;
	*capacity = mem_grown(*capacity, count + 1);
	void *grown = arena_new(arena, *capacity, size_bytes);
	if (count)
		memcpy(grown, items, count * size_bytes);
	return grown;
}
