#include "ledger/delivery.h"

#include <inttypes.h>

#include "base/date.h"
#include "base/hash.h"
#include "db/query.h"

/* The name without folders, whichever way the sender's system writes them. */
static struct str without_folders(struct str file)
{
	size_t from = 0;
	for (size_t i = 0; i < file.len; i++)
		if (file.ptr[i] == '/' || file.ptr[i] == '\\')
			from = i + 1;
	return str_slice(file, from, file.len - from);
}

/* The delivery of the current row, its texts copied into `arena`. */
static struct delivery read_delivery(const struct query *q, struct arena *arena)
{
	return (struct delivery){
		.id = query_int64(q, 0),
		.authority = arena_text(arena, query_text(q, 1)),
		.file = arena_text(arena, query_text(q, 2)),
		.sha256 = arena_text(arena, query_text(q, 3)),
		.kind = arena_text(arena, query_text(q, 4)),
		.as_at = query_date(q, 5),
		.received = { .at = query_instant(q, 6),
		              .who = arena_text(arena, query_text(q, 8)) },
		.row_count = query_int64(q, 9),
	};
}

/* The one delivery that a started query finds. */
static enum status read_one(struct query *q, struct arena *arena, struct delivery *out,
                            struct err *err)
{
	bool found = false;
	enum status st = query_step(q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_MISSING, "there is no such delivery");
	*out = read_delivery(q, arena);
	return OK;
}

enum status delivery_load(struct db *db, int64_t id, struct arena *arena, struct delivery *out,
                          struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_BY_ID, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	st = read_one(&q, arena, out, err);
	return st == OK ? OK : err_wrap(err, st, "delivery %" PRId64, id);
}

enum status delivery_find_by_hash(struct db *db, struct str authority, struct str sha256,
                                  struct arena *arena, struct delivery *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_BY_HASH, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_text(&q, 2, sha256);
	return read_one(&q, arena, out, err);
}

enum status delivery_list(struct db *db, int64_t after_id, int64_t limit, struct arena *arena,
                          struct delivery_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, after_id);
	query_bind_int64(&q, 2, limit);
	struct delivery_list list = { 0 };
	size_t capacity = 0;
	bool row = false;
	while ((st = query_step(&q, &row, err)) == OK && row) {
		list.items = arena_grow(arena, list.items, list.count, &capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = read_delivery(&q, arena);
	}
	if (st == OK)
		*out = list;
	return st;
}

/* E_CONFLICT when the authority delivered the same bytes before. */
static enum status refuse_second(struct db *db, const struct delivery *what, struct str file,
                                 struct err *err)
{
	auto_arena arena = { 0 };
	struct delivery earlier;
	enum status st = delivery_find_by_hash(db, what->authority, what->sha256, &arena, &earlier,
	                                       err);
	if (st == E_MISSING)
		return OK;
	if (st != OK)
		return st;
	char received[INSTANT_TEXT_BYTES];
	return err_set(err, E_CONFLICT,
	               "'%.*s' was delivered before, as '%.*s' at %s by %.*s (delivery %"
	               PRId64 ")", STR_ARGS(file), STR_ARGS(earlier.file),
	               instant_print(earlier.received.at, received),
	               STR_ARGS(earlier.received.who), earlier.id);
}

static enum status add_delivery(struct db *db, const struct delivery *what, struct str file,
                                int64_t *id_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, what->authority);
	query_bind_text(&q, 2, file);
	query_bind_text(&q, 3, what->sha256);
	query_bind_text(&q, 4, what->kind);
	query_bind_date(&q, 5, what->as_at);
	query_bind_instant(&q, 6, what->received.at);
	query_bind_text(&q, 8, what->received.who);
	query_bind_int64(&q, 9, what->row_count);
	return query_run_int64(&q, id_out, err);
}

enum status delivery_record(struct db *db, const struct delivery *what, int64_t *id_out,
                            struct err *err)
{
	struct str file = without_folders(what->file);
	enum status st = refuse_second(db, what, file, err);
	if (st != OK)
		return st;
	int64_t id = 0;
	st = add_delivery(db, what, file, &id, err);
	if (st != OK)
		return st;

	auto_arena arena = { 0 };
	char as_at[DATE_TEXT_BYTES];
	date_print_iso(what->as_at, as_at);
	/* Rows that are counted later are no nought: they go unsaid. */
	struct str rows = what->row_count
	                          ? arena_format(&arena, "%" PRId64 " rows, ", what->row_count)
	                          : STR("");
	st = audit_append(db, &what->received, STR("delivery.record"),
	                  arena_format(&arena, "delivery %" PRId64, id),
	                  arena_format(&arena, "%.*s '%.*s', sha256 %.*s, %.*sas at %s, "
	                               "of '%.*s'", STR_ARGS(what->kind), STR_ARGS(file),
	                               STR_ARGS(what->sha256), STR_ARGS(rows),
	                               as_at[0] ? as_at : "no day given",
	                               STR_ARGS(what->authority)),
	                  err);
	if (st == OK)
		*id_out = id;
	return st;
}

enum status delivery_settle(struct db *db, int64_t id, int64_t rows, int32_t as_at,
                            struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_SETTLE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, rows);
	query_bind_date(&q, 3, as_at);
	return query_run(&q, err);
}
