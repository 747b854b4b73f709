#include "series/withdraw.h"

#include <inttypes.h>

#include "base/arena.h"
#include "db/query.h"
#include "framework/framework.h"
#include "series/change.h"
#include "series/retake.h"

/* What holds rows of a delivery, closed in one statement each. */
static const enum sql CLOSERS[] = {
	SQL_SERIES_CLOSE_RELEASES,    SQL_SERIES_CLOSE_WORDS,       SQL_SERIES_CLOSE_MODELS,
	SQL_SERIES_CLOSE_INSPECTIONS, SQL_SERIES_CLOSE_SUBMISSIONS,
};

/* The one row that a statement gives of a delivery. */
static enum status ask(struct db *db, enum sql sql, int64_t delivery_id, struct query *q,
                       struct err *err)
{
	bool row = false;
	enum status st = query_start(db, sql, q, err);
	if (st != OK)
		return st;
	query_bind_int64(q, 1, delivery_id);
	return query_step(q, &row, err);
}

static enum status count(struct db *db, int64_t delivery_id, struct series_withdrawal *out,
                         struct err *err)
{
	auto_query figures = { 0 };
	auto_query lists = { 0 };
	enum status st = ask(db, SQL_SERIES_FIGURES_OF, delivery_id, &figures, err);
	if (st == OK)
		st = ask(db, SQL_SERIES_LISTS_OF, delivery_id, &lists, err);
	if (st != OK)
		return st;
	*out = (struct series_withdrawal){
		.figures = query_int64(&figures, 0),
		.figures_spoken = query_int64(&figures, 1),
		.neighbour_lists = query_int64(&lists, 0),
		.judgements = query_int64(&lists, 1),
		.descriptions = query_int64(&lists, 2),
		.lines = query_int64(&lists, 3),
	};
	return OK;
}

static enum status check(struct db *db, const struct series_withdraw_request *request,
                         struct err *err)
{
	bool is_delivery = false, is_withdrawn = false;
	if (!db_is_writing(db))
		return err_set(err, E_STORE, "a withdrawal outside a write transaction");
	if (str_trim(request->reason).len == 0)
		return err_set(err, E_INPUT, "a withdrawal needs a reason");
	enum status st = series_is_delivery(db, request->delivery_id, &is_delivery, err);
	if (st == OK && !is_delivery)
		return err_set(err, E_MISSING, "no delivery %" PRId64 " brought figures",
		               request->delivery_id);
	if (st == OK)
		st = series_is_withdrawn(db, request->delivery_id, &is_withdrawn, err);
	if (st == OK && is_withdrawn)
		return err_set(err, E_CONFLICT, "delivery %" PRId64 " was withdrawn before",
		               request->delivery_id);
	return st == OK ? series_check_instant(db, request->act.at, err) : st;
}

static enum status close_rows(struct db *db, int64_t delivery_id, int64_t change_id,
                              struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < COUNT_OF(CLOSERS); i++) {
		auto_query q = { 0 };
		st = query_start(db, CLOSERS[i], &q, err);
		if (st != OK)
			return st;
		query_bind_int64(&q, 1, delivery_id);
		query_bind_int64(&q, 2, change_id);
		st = query_run(&q, err);
	}
	return st;
}

/* The authorities whose framework the delivery told anything: asked before it is closed. */
static enum status list_authorities(struct db *db, int64_t delivery_id, struct arena *arena,
                                    struct text_list *out, struct err *err)
{
	bool found = false;
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_AUTHORITY_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	while ((st = query_step(&q, &found, err)) == OK && found) {
		out->items = arena_grow(arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = arena_text(arena, query_text(&q, 0));
	}
	return st;
}

static enum status retake_all(struct db *db, const struct series_withdraw_request *request,
                              const struct text_list *authorities,
                              struct series_withdrawal *done, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < authorities->count; i++) {
		struct retake_request what = { .delivery = request->delivery_id,
			                       .authority = authorities->items[i],
			                       .act = request->act };
		size_t ended = 0;
		st = retake_without(db, &what, &ended, err);
		done->indicators += (int64_t)ended;
	}
	return st;
}

static enum status tell(struct db *db, const struct series_withdraw_request *request,
                        const struct series_withdrawal *done, struct err *err)
{
	auto_arena arena = { 0 };
	struct str subject = arena_format(&arena, "delivery %" PRId64, request->delivery_id);
	struct str detail = arena_format(
		&arena,
		"%" PRId64 " published figures closed, %" PRId64 " of them said by another "
		"release; %" PRId64 " lists of neighbours, %" PRId64 " judgements of inspections, %"
		PRId64 " descriptions of measures, %" PRId64 " submitted lines, %" PRId64 " indicators "
		"that nothing else brought: %.*s",
		done->figures, done->figures_spoken, done->neighbour_lists, done->judgements,
		done->descriptions, done->lines, done->indicators, STR_ARGS(request->reason));
	return audit_append(db, &request->act, STR("series.withdraw"), subject, detail, err);
}

enum status series_withdraw(struct db *db, const struct series_withdraw_request *request,
                            struct series_withdrawal *out, struct err *err)
{
	struct series_withdrawal done = { 0 };
	struct series_change change = { .delivery_id = request->delivery_id,
		                        .kind = SERIES_CHANGE_WITHDRAWAL,
		                        .at = request->act.at,
		                        .reason = request->reason };
	auto_arena arena = { 0 };
	struct text_list authorities = { 0 };
	int64_t change_id = 0;
	enum status st = check(db, request, err);
	if (st == OK)
		st = count(db, request->delivery_id, &done, err);
	if (st == OK)
		st = list_authorities(db, request->delivery_id, &arena, &authorities, err);
	if (st == OK)
		st = series_change_add(db, &change, &change_id, err);
	if (st == OK)
		st = close_rows(db, request->delivery_id, change_id, err);
	if (st == OK)
		st = retake_all(db, request, &authorities, &done, err);
	if (st == OK)
		st = tell(db, request, &done, err);
	if (st == OK)
		*out = done;
	return st;
}
