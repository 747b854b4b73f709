#include <inttypes.h>

#include "base/arena.h"
#include "base/date.h"
#include "db/query.h"
#include "record/known.h"
#include "record/withdraw_state.h"

/* What the newest change of a delivery was; false: it brought no records. */
static enum status last_kind(struct db *db, int64_t delivery_id, int64_t *kind_out,
                             bool *found_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CHANGE_LAST_KIND, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	st = query_step(&q, found_out, err);
	if (st == OK && *found_out)
		*kind_out = query_int64(&q, 0);
	return st;
}

enum status record_is_delivery(struct db *db, int64_t delivery_id, bool *out, struct err *err)
{
	int64_t kind = 0;
	return last_kind(db, delivery_id, &kind, out, err);
}

enum status record_is_withdrawn(struct db *db, int64_t delivery_id, bool *out, struct err *err)
{
	int64_t kind = 0;
	bool found = false;
	enum status st = last_kind(db, delivery_id, &kind, &found, err);
	if (st == OK)
		*out = found && kind == RECORD_CHANGE_WITHDRAWAL;
	return st;
}

/* A change that a delivery brought. */
struct brought {
	int64_t change_id;
	int64_t source_id;
	struct str authority;
};

struct brought_list {
	struct brought *items;
	size_t count;
};

/* What the delivery brought since it was last withdrawn. */
static enum status load_brought(struct db *db, int64_t delivery_id, struct arena *arena,
                                struct brought_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CHANGES_OF_DELIVERY, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	size_t capacity = 0;
	bool was_withdrawn = false;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK)
			return st;
		if (!found)
			break;
		was_withdrawn = query_int64(&q, 3) == RECORD_CHANGE_WITHDRAWAL;
		if (was_withdrawn) {
			out->count = 0;
			continue;
		}
		out->items = arena_grow(arena, out->items, out->count, &capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct brought){
			.change_id = query_int64(&q, 0),
			.source_id = query_int64(&q, 1),
			.authority = arena_text(arena, query_text(&q, 2)),
		};
	}
	if (was_withdrawn)
		return err_set(err, E_CONFLICT, "delivery %" PRId64 " was withdrawn before",
		               delivery_id);
	return out->count ? OK : err_set(err, E_MISSING, "no delivery %" PRId64
	                                 " brought records", delivery_id);
}

/* What is known changes in the order of time. */
static enum status check_instant(struct db *db, struct str authority, struct instant at,
                                 struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_KNOWN_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	int64_t newest = 0;
	st = query_run_int64(&q, &newest, err);
	if (st == OK && at.utc_seconds < newest)
		return err_set(err, E_INPUT, "a delivery cannot be withdrawn from a time on that "
		               "lies before what is known already");
	return st;
}

static enum status add_change(struct db *db, const struct brought *what,
                              const struct record_withdraw_request *request, int64_t *id_out,
                              struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_WITHDRAWAL_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, what->authority);
	query_bind_int64(&q, 2, what->source_id);
	query_bind_int64(&q, 3, RECORD_CHANGE_WITHDRAWAL);
	query_bind_int64(&q, 4, request->delivery_id);
	query_bind_instant(&q, 5, request->act.at);
	query_bind_text(&q, 7, request->reason);
	return query_run_int64(&q, id_out, err);
}

/* Whether an earlier change of the delivery was of the same source: settled with it. */
static bool is_settled(const struct brought_list *brought, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (brought->items[i].source_id == brought->items[at].source_id)
			return true;
	return false;
}

/* Fills in the source, and what rules ask of a delivery: of the newest that stands. */
static enum status describe(struct db *db, const struct brought *what,
                            const struct record_history *history, struct arena *arena,
                            struct record_delivery *out, struct err *err)
{
	struct record_source_list sources = { 0 };
	enum status st = record_source_list(db, what->authority, arena, &sources, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < sources.count; i++)
		if (sources.items[i].id == what->source_id)
			out->source = sources.items[i];
	out->reference_day = DATE_NONE;
	for (size_t i = 0; i < history->count; i++) {
		const struct record_past_delivery *past = &history->items[i];
		if (past->is_withdrawn || past->source_id != what->source_id)
			continue;
		out->year = past->year;
		out->reference_day = past->reference_day;
	}
	return OK;
}

/* Rows first, then what is doubtful in them. */
static enum status settle(struct withdrawal *self, struct err *err)
{
	enum status st = withdraw_rows(self, err);
	if (st == OK)
		st = withdraw_doubts(self, err);
	if (st == OK)
		st = take_run_rules(self->take, err);
	if (st == OK)
		st = take_end_findings(self->take, err);
	self->done->findings_new += self->take->summary.findings_new;
	self->done->findings_solved += self->take->summary.findings_solved;
	return st;
}

static enum status withdraw_from_source(struct db *db, const struct record_keys *keys,
                                        const struct brought *what,
                                        const struct record_withdraw_request *request,
                                        struct record_withdrawal *done, struct err *err)
{
	auto_arena arena = { 0 };
	auto_record_take take = NULL;
	struct record_history history = { 0 };
	struct record_delivery delivery = { .delivery_id = request->delivery_id,
		                            .act = request->act,
		                            .known_from = request->act.at };
	struct withdrawal self = { .db = db, .source_id = what->source_id, .history = &history,
		                   .done = done };
	enum status st = check_instant(db, what->authority, request->act.at, err);
	if (st == OK)
		st = add_change(db, what, request, &self.change_id, err);
	if (st == OK)
		st = record_history_load(db, what->authority, self.change_id, &arena, &history,
		                         err);
	if (st == OK)
		st = describe(db, what, &history, &arena, &delivery, err);
	if (st != OK)
		return st;
	self.take = take = take_new(db, keys, &delivery);
	take->source_id = self.source_id;
	take->change_id = self.change_id;
	take->compares_all = true; /* what it covered is covered no more */
	return settle(&self, err);
}

static enum status tell(struct db *db, const struct record_withdraw_request *request,
                        const struct record_withdrawal *done, struct err *err)
{
	auto_arena arena = { 0 };
	return audit_append(db, &request->act, STR("record.withdraw"),
	                    arena_format(&arena, "delivery %" PRId64, request->delivery_id),
	                    arena_format(&arena, "%" PRId64 " records closed, %" PRId64
	                                 " speak again; %" PRId64 " findings new, %" PRId64
	                                 " solved: %.*s", done->closed, done->reopened,
	                                 done->findings_new, done->findings_solved,
	                                 STR_ARGS(request->reason)), err);
}

enum status record_withdraw(struct db *db, const struct record_keys *keys,
                            const struct record_withdraw_request *request,
                            struct record_withdrawal *out, struct err *err)
{
	auto_arena arena = { 0 };
	struct brought_list brought = { 0 };
	struct record_withdrawal done = { 0 };
	if (!db_is_writing(db))
		return err_set(err, E_STORE, "a withdrawal outside a write transaction");
	if (str_trim(request->reason).len == 0)
		return err_set(err, E_INPUT, "a withdrawal needs a reason");
	enum status st = load_brought(db, request->delivery_id, &arena, &brought, err);
	for (size_t i = 0; i < brought.count && st == OK; i++)
		if (!is_settled(&brought, i))
			st = withdraw_from_source(db, keys, &brought.items[i], request, &done,
			                          err);
	if (st == OK)
		st = tell(db, request, &done, err);
	if (st == OK)
		*out = done;
	return st;
}
