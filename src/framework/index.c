#include "framework/index.h"

#include <stdint.h>

enum { SEVERAL = -1 };

/* Notes under `key` that the indicator at `at` has it, unless it is known to. */
static void note_name(struct map *map, struct arena *arena, struct str name, size_t at)
{
	struct str key = framework_key(arena, name, (struct str){ 0 });
	int64_t known;
	if (!map_add(map, key, (int64_t)at, &known) && known != (int64_t)at)
		map_put(map, key, SEVERAL);
}

struct framework_index framework_index_new(const struct framework *framework)
{
	struct framework_index index = { 0 };
	for (size_t at = 0; at < framework->indicator_count; at++)
		framework_index_add(&index, framework, at);
	return index;
}

void framework_index_deinit(struct framework_index *index)
{
	map_deinit(&index->by_key);
	map_deinit(&index->by_ref);
	map_deinit(&index->by_title);
}

size_t framework_index_add(struct framework_index *index, const struct framework *framework,
                           size_t at)
{
	const struct framework_indicator *entry = &framework->indicators[at];
	struct str ref = entry->indicator.ref;
	auto_arena arena = { 0 };
	int64_t before;
	if (!map_add(&index->by_key, framework_key(&arena, ref, entry->indicator.title),
	             (int64_t)at, &before) &&
	    before != (int64_t)at)
		return (size_t)before;
	if (ref.len)
		note_name(&index->by_ref, &arena, ref, at);
	note_name(&index->by_title, &arena, entry->indicator.title, at);

	size_t other = FRAMEWORK_NOWHERE;
	for (size_t i = 0; i < entry->also.count; i++) {
		if (!map_add(&index->by_key, framework_key(&arena, ref, entry->also.items[i]),
		             (int64_t)at, &before) &&
		    before != (int64_t)at)
			other = (size_t)before;
		note_name(&index->by_title, &arena, entry->also.items[i], at);
	}
	return other;
}

size_t framework_index_find(const struct framework_index *index, struct str ref, struct str title)
{
	auto_arena arena = { 0 };
	int64_t at;
	if (!map_find(&index->by_key, framework_key(&arena, ref, title), &at))
		return FRAMEWORK_NOWHERE;
	return (size_t)at;
}

enum name_match framework_index_find_name(const struct framework_index *index, struct str name,
                                          size_t *at_out)
{
	auto_arena arena = { 0 };
	struct str key = framework_key(&arena, name, (struct str){ 0 });
	int64_t at;
	if (!map_find(&index->by_ref, key, &at) && !map_find(&index->by_title, key, &at))
		return NAME_MATCH_NONE;
	if (at == SEVERAL)
		return NAME_MATCH_SEVERAL;
	*at_out = (size_t)at;
	return NAME_MATCH_ONE;
}
