#include "series/known.h"

#include <inttypes.h>

#include "base/arena.h"
#include "db/query.h"
#include "ledger/delivery.h"
#include "series/change.h"

enum status series_known_on(struct db *db, int32_t date, int64_t *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SERIES_KNOWN_ON, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, ((int64_t)date + 1) * 24 * 60 * 60);
	return query_run_int64(&q, out, err);
}

/* The newest change of a delivery; an id of 0: it brought no figures. */
struct last_change {
	int64_t id;
	bool is_withdrawal;
	struct instant at;
};

static enum status load_last(struct db *db, int64_t delivery_id, struct last_change *out,
                             struct err *err)
{
	auto_query q = { 0 };
	bool found = false;
	enum status st = query_start(db, SQL_SERIES_CHANGE_LAST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	*out = (struct last_change){ 0 };
	if (found)
		*out = (struct last_change){
			.id = query_int64(&q, 0),
			.is_withdrawal = query_int64(&q, 1) == SERIES_CHANGE_WITHDRAWAL,
			.at = query_instant(&q, 2),
		};
	return OK;
}

enum status series_is_withdrawn(struct db *db, int64_t delivery_id, bool *out, struct err *err)
{
	struct last_change last = { 0 };
	enum status st = load_last(db, delivery_id, &last, err);
	if (st == OK)
		*out = last.is_withdrawal;
	return st;
}

enum status series_is_delivery(struct db *db, int64_t delivery_id, bool *out, struct err *err)
{
	struct last_change last = { 0 };
	enum status st = load_last(db, delivery_id, &last, err);
	if (st == OK)
		*out = last.id != 0;
	return st;
}

enum status series_change_add(struct db *db, const struct series_change *change,
                              int64_t *id_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SERIES_CHANGE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, change->delivery_id);
	query_bind_int64(&q, 2, change->kind);
	query_bind_instant(&q, 3, change->at);
	query_bind_text(&q, 5, change->reason);
	return query_run_int64(&q, id_out, err);
}

enum status series_change_of(struct db *db, int64_t delivery_id, struct series_moment *out,
                             struct err *err)
{
	auto_arena arena = { 0 };
	struct last_change last = { 0 };
	struct delivery delivery = { 0 };
	enum status st = load_last(db, delivery_id, &last, err);
	if (st == OK && last.is_withdrawal)
		return err_set(err, E_CONFLICT, "delivery %" PRId64 " is withdrawn", delivery_id);
	if (st == OK && last.id != 0) {
		*out = (struct series_moment){ last.id, last.at };
		return OK;
	}
	if (st == OK)
		st = delivery_load(db, delivery_id, &arena, &delivery, err);
	if (st != OK)
		return st;
	struct series_change change = { .delivery_id = delivery_id,
		                        .kind = SERIES_CHANGE_DELIVERY,
		                        .at = delivery.received.at };
	int64_t id = 0;
	st = series_change_add(db, &change, &id, err);
	if (st == OK)
		*out = (struct series_moment){ id, change.at };
	return st;
}

enum status series_check_instant(struct db *db, struct instant at, struct err *err)
{
	auto_query q = { 0 };
	int64_t newest = 0;
	enum status st = query_start(db, SQL_SERIES_CHANGE_NEWEST, &q, err);
	if (st == OK)
		st = query_run_int64(&q, &newest, err);
	if (st == OK && at.utc_seconds < newest)
		return err_set(err, E_INPUT, "the clock is behind what is known already: figures "
		               "cannot become known, or be withdrawn, before that");
	return st;
}

enum status series_come_again(struct db *db, int64_t delivery_id, struct instant at,
                              struct err *err)
{
	struct last_change last = { 0 };
	int64_t id;
	enum status st = load_last(db, delivery_id, &last, err);
	if (st == OK && !last.is_withdrawal)
		return err_set(err, E_CONFLICT, "delivery %" PRId64 " is not withdrawn",
		               delivery_id);
	if (st == OK)
		st = series_check_instant(db, at, err);
	if (st != OK)
		return st;
	struct series_change change = { .delivery_id = delivery_id,
		                        .kind = SERIES_CHANGE_DELIVERY,
		                        .at = at };
	return series_change_add(db, &change, &id, err);
}
