/* Which children the sources are compared over again, and what differs among them. */
#include <stdlib.h>

#include "db/query.h"
#include "record/compare.h"
#include "record/source_order.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* So many rows are looked at together. */
enum { PAGE_ROWS = 1000 };

static enum status on_difference(void *context, const struct record_difference *difference,
                                 struct err *err)
{
	struct record_take *take = context;
	size_t child = 0;
	enum status st = take_child_of_id(take, difference->child_id, &child, err);
	if (st != OK)
		return st;
	struct take_finding finding = {
		.rule = difference->rule,
		.severity = FINDING_WARNING,
		.source_id = difference->record->source_id,
		.child = child,
		.type = difference->record->type,
		.identity = difference->record->identity,
		.field = difference->field,
		.message = str_of(difference->message),
		.row_number = difference->record->row_number,
		.other_source_id = difference->other_source_id,
	};
	(void)take_place_of(take, difference->record, &finding);
	return take_put_finding(take, &finding, err);
}

/* What the delivery makes of the coverage of its source. */
struct covering {
	struct record_take *take;
	struct record_counting before;
	struct record_counting after;
	size_t source; /* of both lists */
	struct arena *arena; /* of the ids that are collected */
};

static bool is_covered_only_now(const struct covering *self, enum record_type type,
                                int32_t start, int32_t end)
{
	return record_counting_may_cover(&self->after, self->source, type, start, end) &&
	       !record_counting_may_cover(&self->before, self->source, type, start, end);
}

/* Adds the children of a page of another source's rows that are covered only now; `*last_id`
 * is 0 at the end. */
static enum status add_page(const struct covering *self, enum record_type type,
                            int64_t source_id, int64_t *last_id, struct err *err)
{
	struct take_id_list *list = &self->take->compared;
	auto_query q = { 0 };
	enum status st = query_start(self->take->db, RECORD_SQL[type].open, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, source_id);
	query_bind_int64(&q, 2, self->take->change_id);
	query_bind_int64(&q, 3, *last_id);
	query_bind_int64(&q, 4, PAGE_ROWS);
	*last_id = 0;
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		int64_t child_id = query_int64(&q, 1);
		*last_id = query_int64(&q, 0);
		bool is_again = list->count && list->items[list->count - 1] == child_id;
		if (is_again || !is_covered_only_now(self, type, query_date(&q, 3),
		                                     query_date(&q, 4)))
			continue;
		list->items = arena_grow(self->arena, list->items, list->count, &list->capacity,
		                         sizeof(*list->items));
		list->items[list->count++] = child_id;
	}
	return st;
}

static enum status add_covered_of(const struct covering *self, enum record_type type,
                                  struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < self->after.sources.count && st == OK; i++) {
		int64_t last_id = 0;
		if (i == self->source)
			continue;
		do
			st = add_page(self, type, self->after.sources.items[i].id, &last_id, err);
		while (st == OK && last_id);
	}
	return st;
}

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static void sort_once(struct take_id_list *list)
{
	size_t kept = 0;
	qsort(list->items, list->count, sizeof(*list->items), compare_ids);
	for (size_t i = 0; i < list->count; i++)
		if (i == 0 || list->items[i] != list->items[kept - 1])
			list->items[kept++] = list->items[i];
	list->count = kept;
}

/* The counting of a change, with the sources as they are now. */
static enum status load_counting(const struct record_take *take, int64_t known_at,
                                 struct arena *arena, struct record_counting *out,
                                 struct err *err)
{
	const struct record_question question = { .authority = take->what.source.authority,
		                                  .known_at = known_at };
	return record_counting_load(take->db, &question, arena, out, err);
}

/* Finds the children over whom to compare. */
static enum status find_compared(struct record_take *take, struct err *err)
{
	auto_arena arena = { 0 };
	struct covering self = { .take = take, .arena = &take->arena };
	enum status st = load_counting(take, take->change_id - 1, &arena, &self.before, err);
	if (st == OK)
		st = load_counting(take, take->change_id, &arena, &self.after, err);
	if (st != OK)
		return st;
	take->compares_all |= self.after.sources.count < 2; /* which costs nothing */
	if (take->compares_all)
		return OK;
	self.source = record_counting_source(&self.after, take->source_id);
	take->compared = take_list_children(take, take_child_is_touched, &take->arena);
	for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++)
		if (take->coverage[type].kind != RECORD_COVERS_NOTHING)
			st = add_covered_of(&self, (enum record_type)type, err);
	sort_once(&take->compared);
	return st;
}

/* Whether the order of sources is another than when they were compared last. */
static enum status order_changed(struct record_take *take, bool *out, struct err *err)
{
	auto_arena arena = { 0 };
	struct str now = { 0 }, then = { 0 };
	struct str authority = take->what.source.authority;
	/* What was set in the same second may have been set after it. */
	const struct instant before = { .utc_seconds = take->known_before - 1 };
	enum status st = record_order_text(take->db, authority, NULL, &arena, &now, err);
	if (st == OK)
		st = record_order_text(take->db, authority, &before, &arena, &then, err);
	*out = !str_equal(now, then);
	return st;
}

bool take_compares_child(const struct record_take *take, int64_t child_id)
{
	return take->compares_all ||
	       bsearch(&child_id, take->compared.items, take->compared.count, sizeof(child_id),
	               compare_ids) != NULL;
}

enum status take_compare_sources(struct record_take *take, struct err *err)
{
	bool is_other_order = false;
	enum status st = order_changed(take, &is_other_order, err);
	take->compares_all |= take->is_first || is_other_order;
	if (st == OK)
		st = find_compared(take, err);
	if (st != OK || (!take->compares_all && take->compared.count == 0))
		return st;
	const struct record_question question = {
		.authority = take->what.source.authority,
		.known_at = take->change_id,
		.with_restricted = true,
		.children = take->compares_all ? NULL : take->compared.items,
		.child_count = take->compared.count,
	};
	return record_sources_compare(take->db, &question,
	                              &(struct record_difference_sink){ take, on_difference },
	                              NULL, err);
}
