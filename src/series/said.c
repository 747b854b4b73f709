#include "series/said.h"

#include <inttypes.h>

#include "db/query.h"
#include "framework/row_query.h"

enum status said_add(struct db *db, int64_t submission_id, const struct line *line,
                     const struct indicator *indicator, struct err *err)
{
	auto_arena arena = { 0 };
	struct framework_indicator entry = framework_indicator_new();
	entry.indicator = *indicator;
	struct fact_row row = fact_row_of(&entry, &arena);
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_SAID_ADD, &q, err);
	if (st != OK)
		return st;
	int n = 1;
	query_bind_int64(&q, n++, submission_id);
	fact_row_bind(&q, n, &row);
	n += FACT_COLUMN_COUNT;
	query_bind_text(&q, n++, indicator->watch);
	query_bind_int64(&q, n++, indicator->is_highlight);
	query_bind_text(&q, n++, line->target_setter);
	query_bind_date(&q, n++, line->target_set_on);
	query_bind_text(&q, n++, line->target_why);
	query_bind_int64(&q, n++, line->target_is_draft);
	query_bind_int64(&q, n++, line->target_is_national);
	return query_run(&q, err);
}

enum status said_load(struct db *db, int64_t submission_id, struct arena *arena,
                      struct line *out, struct err *err)
{
	bool found = false;
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_SAID_OF, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, submission_id);
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_STORE, "the store has not kept what submission %" PRId64
		               " said of its indicator", submission_id);
	struct framework_indicator entry = framework_indicator_new();
	struct fact_row row = fact_row_read(&q, 0, arena);
	fact_row_fill(&row, &entry);
	int n = FACT_COLUMN_COUNT;
	out->indicator = arena_new(arena, 1, sizeof(*out->indicator));
	*out->indicator = entry.indicator;
	out->indicator->watch = arena_text(arena, query_text(&q, n++));
	out->indicator->is_highlight = query_int64(&q, n++) != 0;
	out->target_setter = arena_text(arena, query_text(&q, n++));
	out->target_set_on = query_date(&q, n++);
	out->target_why = arena_text(arena, query_text(&q, n++));
	out->target_is_draft = query_int64(&q, n++) != 0;
	out->target_is_national = query_int64(&q, n++) != 0;
	return OK;
}
