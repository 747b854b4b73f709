#include "record/source.h"

#include <inttypes.h>

#include "db/query.h"

const char *record_source_words(enum record_source_kind kind)
{
	static const char *const WORDS[RECORD_SOURCE_KIND_COUNT] = {
		[RECORD_SOURCE_SSD] = "Standard Safeguarding Dataset",
		[RECORD_SOURCE_EXTRACT] = "mapped extract",
		[RECORD_SOURCE_ANNEX_A] = "Annex A",
		[RECORD_SOURCE_CIN] = "children in need census",
		[RECORD_SOURCE_903] = "SSDA903",
	};
	return WORDS[kind];
}

static enum status find(struct db *db, const struct record_source *what, int64_t *id_out,
                        struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_SOURCE_FIND, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, what->authority);
	query_bind_int64(&q, 2, what->kind);
	query_bind_text(&q, 3, what->name);
	return query_run_int64(&q, id_out, err);
}

enum status record_source_find(struct db *db, const struct record_source *what,
                               int64_t *id_out, struct err *err)
{
	enum status st = find(db, what, id_out, err);
	if (st != E_MISSING)
		return st;
	auto_query q = { 0 };
	st = query_start(db, SQL_RECORD_SOURCE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, what->authority);
	query_bind_int64(&q, 2, what->kind);
	query_bind_text(&q, 3, what->name);
	return query_run_int64(&q, id_out, err);
}

enum status record_source_list(struct db *db, struct str authority, struct arena *arena,
                               struct record_source_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_SOURCE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	struct record_source_list list = { 0 };
	size_t capacity = 0;
	struct str of_authority = arena_text(arena, authority);
	bool row = false;
	while ((st = query_step(&q, &row, err)) == OK && row) {
		int64_t kind = query_int64(&q, 1);
		if (kind < 0 || kind >= RECORD_SOURCE_KIND_COUNT)
			return err_set(err, E_STORE, "a source of an unknown kind %" PRId64, kind);
		list.items = arena_grow(arena, list.items, list.count, &capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct record_source){
			.id = query_int64(&q, 0),
			.authority = of_authority,
			.kind = (enum record_source_kind)kind,
			.name = arena_text(arena, query_text(&q, 2)),
		};
	}
	if (st == OK)
		*out = list;
	return st;
}
