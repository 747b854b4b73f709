#include "record/history.h"

#include <inttypes.h>

#include "base/date.h"
#include "base/instant.h"
#include "db/query.h"
#include "record/known.h"

static struct record_past_delivery read_delivery(const struct query *row)
{
	int32_t reference_day = query_date(row, 6);
	struct record_past_delivery item = {
		.change_id = query_int64(row, 0),
		.source_id = query_int64(row, 1),
		.delivery_id = query_int64(row, 2),
		.year = (int)query_int64(row, 7),
		.reference_day = reference_day,
		.speaks_until = reference_day != DATE_NONE ? reference_day
		                                           : instant_date(query_instant(row, 4)),
	};
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		item.of[type] = (struct record_coverage){ .type = (enum record_type)type,
			                                  .kind = RECORD_COVERS_NOTHING,
			                                  .from = DATE_NONE,
			                                  .to = DATE_NONE };
	return item;
}

static void mark_withdrawn(struct record_history *history, int64_t delivery_id)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->items[i].delivery_id == delivery_id)
			history->items[i].is_withdrawn = true;
}

static enum status load_deliveries(struct db *db, struct str authority, int64_t known_at,
                                   struct arena *arena, struct record_history *out,
                                   struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_HISTORY, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_int64(&q, 2, known_at);
	for (size_t capacity = 0;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		if (query_int64(&q, 3) == RECORD_CHANGE_WITHDRAWAL) {
			mark_withdrawn(out, query_int64(&q, 2));
			continue;
		}
		out->items = arena_grow(arena, out->items, out->count, &capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = read_delivery(&q);
	}
}

static enum status load_coverage(struct db *db, struct str authority, int64_t known_at,
                                 struct record_history *history, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_COVERAGE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_int64(&q, 2, known_at);
	for (size_t at = 0;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		int64_t change_id = query_int64(&q, 0), kind = query_int64(&q, 2);
		while (at < history->count && history->items[at].change_id < change_id)
			at++;
		enum record_type type = RECORD_TYPE_COUNT;
		if (at == history->count || history->items[at].change_id != change_id ||
		    !record_type_find(query_text(&q, 1), &type) || kind < 0 ||
		    kind >= RECORD_COVERAGE_KIND_COUNT)
			return err_set(err, E_STORE, "the coverage of change %" PRId64
			               " cannot be understood", change_id);
		struct record_coverage *coverage = &history->items[at].of[type];
		coverage->kind = (enum record_coverage_kind)kind;
		coverage->from = query_date(&q, 3);
		coverage->to = query_date(&q, 4);
	}
}

enum status record_history_load(struct db *db, struct str authority, int64_t known_at,
                                struct arena *arena, struct record_history *out,
                                struct err *err)
{
	struct record_history history = { 0 };
	enum status st = load_deliveries(db, authority, known_at, arena, &history, err);
	if (st == OK)
		st = load_coverage(db, authority, known_at, &history, err);
	if (st == OK)
		*out = history;
	return st;
}

enum status record_names_child(struct db *db, const struct record_past_delivery *delivery,
                               enum record_type type, int64_t child_id, bool *out,
                               struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_PRESENCE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child_id);
	query_bind_int64(&q, 2, delivery->change_id);
	query_bind_text(&q, 3, record_coverage_presence(&delivery->of[type]));
	return query_step(&q, out, err);
}
