#include "record/confirm.h"

#include "db/query.h"

enum status record_confirm(struct db *db, int64_t change_id, enum record_type type,
                           int64_t row_id, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CONFIRMED_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, str_of(record_type_spec(type)->name));
	query_bind_int64(&q, 2, row_id);
	query_bind_int64(&q, 3, change_id);
	return query_queue(&q, err);
}

enum status record_is_confirmed(struct db *db, int64_t change_id, enum record_type type,
                                int64_t row_id, bool *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CONFIRMED, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, str_of(record_type_spec(type)->name));
	query_bind_int64(&q, 2, row_id);
	query_bind_int64(&q, 3, change_id);
	return query_step(&q, out, err);
}
