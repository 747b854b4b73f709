#include "ledger/finding.h"

#include <inttypes.h>

#include "db/query.h"

static enum status add_finding(struct db *db, int64_t delivery_id, const struct finding *finding,
                               struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_FINDING_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	query_bind_text(&q, 2, str_of(finding->rule));
	query_bind_int64(&q, 3, finding->severity);
	query_bind_int64(&q, 4, finding->row);
	query_bind_text(&q, 5, finding->column);
	query_bind_text(&q, 6, finding->subject);
	query_bind_text(&q, 7, finding->message);
	return query_run(&q, err);
}

enum status finding_store(struct db *db, int64_t delivery_id, const struct finding_list *list,
                          const struct act *act, struct err *err)
{
	for (size_t i = 0; i < list->count; i++) {
		enum status st = add_finding(db, delivery_id, &list->items[i], err);
		if (st != OK)
			return st;
	}
	if (list->count == 0)
		return OK;
	auto_arena arena = { 0 };
	return audit_append(db, act, STR("finding.store"),
	                    arena_format(&arena, "delivery %" PRId64, delivery_id),
	                    arena_format(&arena, "%zu findings: %zu error, %zu warning, %zu note",
	                                 list->count, finding_count(list, FINDING_ERROR),
	                                 finding_count(list, FINDING_WARNING),
	                                 finding_count(list, FINDING_NOTE)),
	                    err);
}

enum status finding_list_by_delivery(struct db *db, const struct finding_filter *filter,
                                     struct finding_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_FINDING_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, filter->delivery_id);
	query_bind_int64(&q, 2, filter->least);
	query_bind_text(&q, 3, filter->rule);
	struct finding_list list = *out;
	bool row = false;
	while ((st = query_step(&q, &row, err)) == OK && row) {
		struct finding what = {
			.rule = arena_text(list.arena, query_text(&q, 0)).ptr,
			.severity = (enum finding_severity)query_int64(&q, 1),
			.file = query_text(&q, 2),
			.row = query_int64(&q, 3),
			.column = query_text(&q, 4),
			.subject = query_text(&q, 5),
		};
		finding_add(&list, what, "%.*s", STR_ARGS(query_text(&q, 6)));
	}
	if (st == OK)
		*out = list;
	return st;
}
