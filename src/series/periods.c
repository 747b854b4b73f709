#include "series/series.h"

#include <stdlib.h>

#include "db/query.h"
#include "framework/store.h"
#include "series/submission.h"

static int compare_periods(const void *a, const void *b)
{
	return period_compare(a, b);
}

enum status series_periods(struct db *db, struct str authority, struct arena *arena,
                           struct period_list *out, struct err *err)
{
	struct period_list list = { 0 };
	struct text_list all;
	enum status st = framework_authorities(db, arena, &all, err);
	if (st != OK)
		return st;
	if (authority.len == 0 && all.count == 1)
		authority = all.items[0];
	auto_query q = { 0 };
	st = query_start(db, SQL_SUBMISSION_PERIOD_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		struct period period = submission_period(query_text(&q, 0), !query_is_null(&q, 1));
		if (period.kind == PERIOD_NONE)
			continue;
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = period;
	}
	if (st != OK)
		return st;
	if (list.count > 1)
		qsort(list.items, list.count, sizeof(*list.items), compare_periods);
	*out = list;
	return OK;
}
