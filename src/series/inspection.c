#include "series/inspection.h"

#include <assert.h>
#include <stdbool.h>

#include "base/date.h"
#include "db/query.h"
#include "series/place.h"

enum { EVERY_PLACE = 0 };

/* The word that the store keeps, and the words for people. */
static const struct {
	const char *key;
	const char *words;
} ASPECTS[INSPECTION_ASPECT_COUNT] = {
	[INSPECTION_OVERALL] = { "overall", "overall effectiveness" },
	[INSPECTION_LEADERS] = { "leaders", "impact of leaders on social work practice with "
	                                    "children and families" },
	[INSPECTION_PROTECTION] = { "protection", "experiences and progress of children who need "
	                                          "help and protection" },
	[INSPECTION_CARE] = { "care", "experiences and progress of children in care" },
	[INSPECTION_CARE_LEAVERS] = { "care leavers", "experiences and progress of care leavers" },
};

static enum status add_judgement(struct db *db, const struct inspection *inspection,
                                 enum inspection_aspect aspect, int64_t known_from,
                                 struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_INSPECTION_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, inspection->delivery);
	query_bind_int64(&q, 2, inspection->row);
	query_bind_int64(&q, 3, inspection->place);
	query_bind_text(&q, 4, inspection->kind);
	query_bind_date(&q, 5, inspection->inspected_on);
	query_bind_date(&q, 6, inspection->published_on);
	query_bind_text(&q, 7, str_of(ASPECTS[aspect].key));
	query_bind_text(&q, 8, inspection->judgements[aspect]);
	query_bind_int64(&q, 9, known_from);
	return query_run(&q, err);
}

enum status inspection_add(struct db *db, const struct inspection *inspection, struct err *err)
{
	struct series_moment known = { 0 };
	enum status st = series_change_of(db, inspection->delivery, &known, err);
	for (int a = 0; st == OK && a < INSPECTION_ASPECT_COUNT; a++)
		if (inspection->judgements[a].len > 0)
			st = add_judgement(db, inspection, (enum inspection_aspect)a,
			                   known.change, err);
	return st;
}

/* Takes a row of the store into the list. Rows come by place and day, the newest
 * delivery first: what an older one says of the same inspection is passed over. */
static void take_row(const struct query *q, struct arena *arena, struct inspection_list *list)
{
	struct inspection *last = list->count ? &list->items[list->count - 1] : NULL;
	int place = (int)query_int64(q, 0);
	int32_t inspected_on = query_date(q, 1);
	if (!last || last->place != place || last->inspected_on != inspected_on) {
		list->items = arena_grow(arena, list->items, list->count, &list->capacity,
		                         sizeof(*list->items));
		last = &list->items[list->count++];
		*last = (struct inspection){
			.place = place,
			.inspected_on = inspected_on,
			.delivery = query_int64(q, 2),
			.row = query_int64(q, 3),
			.published_on = query_date(q, 4),
			.kind = arena_text(arena, query_text(q, 5)),
		};
	}
	if (last->delivery != query_int64(q, 2) || last->row != query_int64(q, 3))
		return;
	struct str key = query_text(q, 6);
	for (int a = 0; a < INSPECTION_ASPECT_COUNT; a++)
		if (str_equal(key, str_of(ASPECTS[a].key)))
			last->judgements[a] = arena_text(arena, query_text(q, 7));
}

enum status inspections_of(struct db *db, int place, const struct inspection_asked *asked,
                           struct arena *arena, struct inspection_list *out, struct err *err)
{
	struct inspection_list list = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_INSPECTIONS_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place);
	query_bind_int64(&q, 2, asked->known_by);
	bool has_row = false;
	while ((st = query_step(&q, &has_row, err)) == OK && has_row)
		take_row(&q, arena, &list);
	if (st == OK)
		*out = list;
	return st;
}

/* Whether the inspection counts on the day that is asked for. Some lists leave the
 * publication out. */
static bool had_come(const struct inspection *inspection, const struct inspection_asked *asked)
{
	bool by_day = asked->clock == INSPECTION_BY_DAY || inspection->published_on == DATE_NONE;
	return (by_day ? inspection->inspected_on : inspection->published_on) <= asked->date;
}

enum status inspection_on(struct db *db, int place, const struct inspection_asked *asked,
                          struct arena *arena, struct inspection *out, struct err *err)
{
	struct inspection_list list = { 0 };
	enum status st = inspections_of(db, place, asked, arena, &list, err);
	if (st != OK)
		return st;
	const struct inspection *found = NULL;
	for (size_t i = 0; i < list.count; i++)
		if (had_come(&list.items[i], asked))
			found = &list.items[i];
	char on[DATE_TEXT_BYTES];
	if (!found)
		return err_set(err, E_MISSING, "there was no judgement of %d by %s", place,
		               date_print_iso(asked->date, on));
	*out = *found;
	return OK;
}

enum status inspections_on(struct db *db, const struct inspection_asked *asked,
                           struct arena *arena, struct inspection_list *out, struct err *err)
{
	struct inspection_list list = { 0 };
	enum status st = inspections_of(db, EVERY_PLACE, asked, arena, &list, err);
	if (st != OK)
		return st;
	size_t kept = 0;
	for (size_t i = 0; i < list.count; i++) {
		struct inspection *next = &list.items[i];
		const struct place *place = place_by_number(next->place);
		if (!place || !place_exists_on(place, asked->date) || !had_come(next, asked))
			continue;
		if (kept > 0 && list.items[kept - 1].place == next->place)
			kept--;
		list.items[kept++] = *next;
	}
	list.count = kept;
	*out = list;
	return OK;
}
