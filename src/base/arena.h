/* Working memory of one request, import or evaluation, freed at once.
 *
 * Everything allocated here lives exactly as long as the arena; nothing is
 * freed on its own. Memory comes zeroed and cannot be absent (mem.h). */
#ifndef OUTTURN_BASE_ARENA_H
#define OUTTURN_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/text.h"

struct arena_block;

struct arena {
	struct arena_block *newest; /* NULL while nothing was allocated */
	size_t used_bytes;          /* handed out in total, for limits and reports */
};

#define auto_arena CLEANUP(arena_deinit) struct arena

/* Frees everything. Accepts a zeroed struct and a second call. */
void arena_deinit(struct arena *arena);

/* `count` zeroed items of `size_bytes`, aligned for any type. */
void *arena_new(struct arena *arena, size_t count, size_t size_bytes);

/* A copy of `text` that lives in the arena and has a NUL behind it. */
struct str arena_text(struct arena *arena, struct str text);

/* Formatted text in the arena, with a NUL behind it. */
struct str arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
struct str arena_format_args(struct arena *arena, const char *format, va_list args)
	PRINTF_LIKE(2, 0);

/* Room for one more item in an arena-held array: returns `items` itself, or a
 * copy with half as much room again when `count` has reached `*capacity`, which is
 * updated.
 *
 *     list->items = arena_grow(arena, list->items, list->count, &list->capacity,
 *                              sizeof(*list->items));
 *     list->items[list->count++] = item; */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                 size_t size_bytes);

#endif
