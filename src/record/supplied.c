#include "record/supplied.h"

#include <inttypes.h>

#include "db/query.h"

struct building {
	struct arena *arena;
	struct record_supplied_list list;
	size_t item_capacity;
	size_t from_capacity;
	int64_t change; /* the last */
};

/* A row of the query. */
struct row {
	int64_t change;
	enum record_source_kind source;
	struct record_supplied from;
	int32_t day;
};

static void add(struct building *b, const struct row *row, struct record_coverage coverage)
{
	struct record_supplied_list *list = &b->list;
	list->items = arena_grow(b->arena, list->items, list->count, &b->item_capacity,
	                         sizeof(*list->items));
	list->from = arena_grow(b->arena, list->from, list->count, &b->from_capacity,
	                        sizeof(*list->from));
	list->from[list->count] = row->from;
	list->items[list->count++] = (struct record_supply){ row->source, coverage, row->day };
}

/* What the source has and no delivery of it covers. */
static void add_uncovered(struct building *b, const struct row *row)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		struct record_reach reach = record_reach(row->source, (enum record_type)type);
		bool is_uncovered = reach.kind == RECORD_REACH_LATEST ||
		                    reach.kind == RECORD_REACH_WHO ||
		                    row->source == RECORD_SOURCE_EXTRACT;
		if (is_uncovered)
			add(b, row, (struct record_coverage){ .type = (enum record_type)type });
	}
}

static enum status read_row(const struct query *q, struct building *b, struct row *out,
                            struct err *err)
{
	int64_t source = query_int64(q, 1);
	if (source < 0 || source >= RECORD_SOURCE_KIND_COUNT)
		return err_set(err, E_STORE, "a source of an unknown kind %" PRId64, source);
	*out = (struct row){
		.change = query_int64(q, 0),
		.source = (enum record_source_kind)source,
		.from = { query_int64(q, 3), arena_text(b->arena, query_text(q, 2)) },
		.day = query_date(q, 4),
	};
	if (out->day == DATE_NONE)
		out->day = instant_date(query_instant(q, 5));
	return OK;
}

static enum status add_row(const struct query *q, struct building *b, struct err *err)
{
	struct row row = { 0 };
	struct record_coverage coverage = { 0 };
	enum status st = read_row(q, b, &row, err);
	if (st != OK)
		return st;
	if (row.change != b->change)
		add_uncovered(b, &row);
	b->change = row.change;
	if (query_is_null(q, 7))
		return OK;
	int64_t kind = query_int64(q, 8);
	if (!record_type_find(query_text(q, 7), &coverage.type) || kind < 0 ||
	    kind >= RECORD_COVERAGE_KIND_COUNT)
		return err_set(err, E_STORE, "a coverage of an unknown type or kind");
	coverage.kind = (enum record_coverage_kind)kind;
	coverage.from = query_date(q, 9);
	coverage.to = query_date(q, 10);
	add(b, &row, coverage);
	return OK;
}

enum status record_supplied(struct db *db, struct str authority, struct arena *arena,
                            struct record_supplied_list *out, struct err *err)
{
	auto_query q = { 0 };
	struct building b = { .arena = arena };
	bool row = false;
	enum status st = query_start(db, SQL_RECORD_SUPPLY_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	while ((st = query_step(&q, &row, err)) == OK && row)
		if ((st = add_row(&q, &b, err)) != OK)
			return st;
	if (st == OK)
		*out = b.list;
	return st;
}
