#include "record/known.h"

#include "db/query.h"

enum status record_known_at(struct db *db, struct str authority, struct instant at,
                            int64_t *change_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_KNOWN_AT, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_int64(&q, 2, at.utc_seconds);
	return query_run_int64(&q, change_out, err);
}

enum status record_known_now(struct db *db, struct str authority, int64_t *change_out,
                             struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_KNOWN_NOW, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	return query_run_int64(&q, change_out, err);
}
