#include "series/history.h"

#include <stdlib.h>

#include "base/map.h"
#include "series/figure_row.h"

/* Points being gathered, by the text of their period. */
struct gathering {
	struct point_list *list;
	struct arena *arena;
	struct map by_period;
	struct map submitted; /* the periods that have a figure of their own */
};

/* A figure on its way into the history. */
struct candidate {
	struct point point;
	struct unit unit;
	bool is_submitted; /* not only printed as "previous" */
	bool is_aside;     /* counts only where its period has no fuller figure */
	bool says_figure;  /* or that there is none */
};

/* Puts a figure in its period's place: a later one replaces an earlier one, but one
 * that was only printed as "previous" never replaces one that was submitted. */
static void gather(struct gathering *in, const struct candidate *it)
{
	char text[PERIOD_TEXT_BYTES];
	struct str key = str_of(period_print(&it->point.period, text));
	int64_t at, ignored;
	bool is_submitted_before = map_find(&in->submitted, key, &ignored);
	if (!it->says_figure || (!it->is_submitted && is_submitted_before))
		return;
	if (it->is_aside && map_find(&in->by_period, key, &at) && is_submitted_before &&
	    in->list->items[at].value.is_known)
		return;
	if (it->is_submitted)
		map_put(&in->submitted, key, 1);
	if (map_add(&in->by_period, key, (int64_t)in->list->count, &at)) {
		in->list->items = arena_grow(in->arena, in->list->items, in->list->count,
		                             &in->list->capacity, sizeof(*in->list->items));
		at = (int64_t)in->list->count++;
	}
	struct point *point = &in->list->items[at];
	struct point before = is_submitted_before ? *point : (struct point){ 0 };
	*point = it->point;
	if (!is_submitted_before || !figure_row_is_same(&before.value, &it->point.value, &it->unit))
		return;
	point->value = before.value;
	figure_row_put(&it->point.value, &it->unit, &point->value);
	if (it->point.confidence == CONFIDENCE_NOT_SAID)
		point->confidence = before.confidence;
}

/* What a row of SQL_SUBMISSION_HISTORY is. */
static struct candidate read_candidate(const struct query *q, const struct unit *otherwise)
{
	struct candidate it = { .unit = figure_row_unit(query_text(q, 2), otherwise) };
	enum absence absence = ABSENCE_NOT_SAID;
	it.is_aside = str_equal(query_text(q, 4), STR("aside"));
	it.is_submitted = it.is_aside || str_equal(query_text(q, 4), STR("value"));
	it.point.value = figure_row_read(q, 5, &it.unit);
	it.point.period = period_read(query_text(q, 8));
	absence_read(query_text(q, 9), &absence);
	it.says_figure = figure_row_is_said(&it.point.value) ||
	                 (it.is_submitted && absence != ABSENCE_NOT_SAID);
	if (it.is_submitted)
		confidence_read(query_text(q, 3), &it.point.confidence);
	return it;
}

static int compare_points(const void *a, const void *b)
{
	return period_compare(&((const struct point *)a)->period,
	                      &((const struct point *)b)->period);
}

/* Periods whose newest submission has no figure are not points. */
static void drop_unknown(struct point_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].value.is_known)
			list->items[kept++] = list->items[i];
	list->count = kept;
}

enum status history_load(struct db *db, const struct submission_place *place, int32_t to,
                               struct arena *arena, struct point_list *out, struct err *err)
{
	struct point_list list = { 0 };
	struct gathering in = { .list = &list, .arena = arena };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_HISTORY, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_text(&q, 2, place->unit_key);
	query_bind_date(&q, 3, to);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		struct candidate it = read_candidate(&q, &place->unit);
		if (period_is_dated(&it.point.period) && it.point.period.to <= to)
			gather(&in, &it);
	}
	map_deinit(&in.by_period);
	map_deinit(&in.submitted);
	if (st != OK)
		return st;
	drop_unknown(&list);
	if (list.count > 1)
		qsort(list.items, list.count, sizeof(*list.items), compare_points);
	*out = list;
	return OK;
}
