#include "intake/ssd_index.h"

#include <stdlib.h>

#include "base/mem.h"

void ssd_index_deinit(struct ssd_index *index)
{
	map_deinit(&index->by_key);
	free(index->rows);
	arena_deinit(&index->arena);
	*index = (struct ssd_index){ 0 };
}

void ssd_index_add(struct ssd_index *index, struct str key, const struct str kept[SSD_KEPT_MAX])
{
	int64_t there;
	if (!map_add(&index->by_key, key, (int64_t)index->count, &there))
		return;
	if (index->count == index->capacity) {
		index->capacity = mem_grown(index->capacity, index->count + 1);
		index->rows = mem_resize(index->rows, index->capacity, sizeof(*index->rows));
	}
	struct str *row = index->rows[index->count++];
	for (size_t i = 0; i < SSD_KEPT_MAX; i++)
		row[i] = kept[i].len ? arena_text(&index->arena, kept[i]) : (struct str){ 0 };
}

const struct str *ssd_index_find(const struct ssd_index *index, struct str key)
{
	int64_t at;
	if (key.len == 0 || !map_find(&index->by_key, key, &at))
		return NULL;
	return index->rows[at];
}

size_t ssd_index_place(const struct ssd_index_spec *spec, struct str column)
{
	for (size_t i = 0; i < SSD_KEPT_MAX && spec->kept[i]; i++)
		if (str_equal_nocase(str_of(spec->kept[i]), column))
			return i;
	return SIZE_MAX;
}

/* ---- legal statuses ---- */

struct ssd_status {
	int32_t start;
	int32_t end;
	struct str text;
	int64_t older; /* of the same child; -1: none */
};

void ssd_statuses_deinit(struct ssd_statuses *statuses)
{
	map_deinit(&statuses->newest);
	free(statuses->items);
	arena_deinit(&statuses->arena);
	*statuses = (struct ssd_statuses){ 0 };
}

void ssd_statuses_add(struct ssd_statuses *statuses, struct str child, int32_t start,
                      int32_t end, struct str status)
{
	int64_t older = -1;
	if (start == DATE_NONE)
		return;
	if (statuses->count == statuses->capacity) {
		statuses->capacity = mem_grown(statuses->capacity, statuses->count + 1);
		statuses->items = mem_resize(statuses->items, statuses->capacity,
		                             sizeof(*statuses->items));
	}
	if (!map_find(&statuses->newest, child, &older))
		older = -1;
	map_put(&statuses->newest, child, (int64_t)statuses->count);
	statuses->items[statuses->count++] = (struct ssd_status){
		start, end, arena_text(&statuses->arena, status), older
	};
}

struct str ssd_statuses_find(const struct ssd_statuses *statuses, struct str child,
                             int32_t start, int32_t end)
{
	const struct ssd_status *held = NULL;
	const struct ssd_status *next = NULL;
	int64_t at;
	if (start == DATE_NONE || !map_find(&statuses->newest, child, &at))
		return (struct str){ 0 };
	for (; at >= 0; at = statuses->items[at].older) {
		const struct ssd_status *status = &statuses->items[at];
		bool holds = status->start <= start &&
		             (status->end == DATE_NONE || status->end > start);
		bool begins_within = status->start > start &&
		                     (end == DATE_NONE || status->start < end);
		if (holds && (!held || status->start > held->start))
			held = status;
		if (begins_within && (!next || status->start < next->start))
			next = status;
	}
	if (!held)
		held = next;
	return held ? held->text : (struct str){ 0 };
}
