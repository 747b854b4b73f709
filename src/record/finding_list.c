#include "record/finding_list.h"

#include "db/query.h"

enum { PAGE = 500 };

enum status record_finding_totals(struct db *db, struct str authority, int64_t known_at,
                                  struct arena *arena, struct record_finding_totals *out,
                                  struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_FINDING_TOTALS, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_int64(&q, 2, known_at);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		out->items = arena_grow(arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct record_finding_total){
			.rule = arena_text(arena, query_text(&q, 0)),
			.severity = (enum finding_severity)query_int64(&q, 1),
			.team = arena_text(arena, query_text(&q, 2)),
			.worker = arena_text(arena, query_text(&q, 3)),
			.count = query_int64(&q, 4),
		};
	}
	return st;
}

static enum status list_changes(struct db *db, struct str authority, struct arena *arena,
                                struct record_finding_steps *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CHANGE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		out->items = arena_grow(arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct record_finding_step){
			.change_id = query_int64(&q, 0),
			.kind = (enum record_change_kind)query_int64(&q, 1),
			.delivery_id = query_int64(&q, 2),
			.at = query_instant(&q, 3),
		};
	}
	return st;
}

/* Counts by change, into the member at `offset` of its step. Both come in the order of
 * changes. */
static enum status count_changes(struct db *db, enum sql sql, struct str authority, size_t offset,
                                 struct record_finding_steps *steps, struct err *err)
{
	size_t at = 0;
	auto_query q = { 0 };
	enum status st = query_start(db, sql, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		while (at < steps->count && steps->items[at].change_id < query_int64(&q, 0))
			at++;
		if (at < steps->count && steps->items[at].change_id == query_int64(&q, 0))
			*(int64_t *)((char *)&steps->items[at] + offset) = query_int64(&q, 1);
	}
	return st;
}

enum status record_finding_steps(struct db *db, struct str authority, struct arena *arena,
                                 struct record_finding_steps *out, struct err *err)
{
	enum status st = list_changes(db, authority, arena, out, err);
	if (st == OK)
		st = count_changes(db, SQL_RECORD_FINDING_BEGUN, authority,
		                   offsetof(struct record_finding_step, begun), out, err);
	if (st == OK)
		st = count_changes(db, SQL_RECORD_FINDING_SOLVED, authority,
		                   offsetof(struct record_finding_step, solved), out, err);
	int64_t open = 0;
	for (size_t i = 0; i < out->count; i++)
		out->items[i].open = open += out->items[i].begun - out->items[i].solved;
	return st;
}

static struct record_finding_row read_row(const struct query *q)
{
	return (struct record_finding_row){
		.id = query_int64(q, 0),
		.rule = query_text(q, 1),
		.severity = (enum finding_severity)query_int64(q, 2),
		.child_id = query_int64(q, 3),
		.type = query_text(q, 4),
		.field = query_text(q, 5),
		.value = query_text(q, 6),
		.message = query_text(q, 7),
		.team = query_text(q, 8),
		.worker = query_text(q, 9),
		.row_number = query_int64(q, 10),
		.since = query_instant(q, 11),
	};
}

/* A page of findings behind `*after`, which becomes the last of them. */
static enum status read_page(struct db *db, struct str authority, int64_t known_at,
                             const struct record_finding_sink *sink, int64_t *after,
                             struct err *err)
{
	int64_t from = *after;
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_FINDING_PAGE, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_int64(&q, 2, known_at);
	query_bind_int64(&q, 3, from);
	query_bind_int64(&q, 4, PAGE);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		struct record_finding_row row = read_row(&q);
		*after = row.id;
		st = sink->each(sink->context, &row, err);
		if (st != OK)
			return st;
	}
	return st;
}

enum status record_finding_each(struct db *db, struct str authority, int64_t known_at,
                                const struct record_finding_sink *sink, struct err *err)
{
	enum status st = OK;
	for (int64_t after = 0, before = -1; st == OK && after != before;) {
		before = after;
		st = read_page(db, authority, known_at, sink, &after, err);
	}
	return st;
}
