/* What a delivery's silence means: rows within its coverage that it no longer has end. */
#include "db/query.h"
#include "record/confirm.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* So many rows are looked at together. */
enum { PAGE_ROWS = 1000 };

struct open_row {
	int64_t id;
	int64_t child_id;
	int64_t identity;
	int32_t start;
	int32_t end;
};

/* The next open rows that were known before this delivery, by id. */
static enum status read_page(struct record_take *take, enum record_type type, int64_t after_id,
                             struct open_row rows[PAGE_ROWS], size_t *count_out,
                             struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[type].open, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, take->source_id);
	query_bind_int64(&q, 2, take->change_id);
	query_bind_int64(&q, 3, after_id);
	query_bind_int64(&q, 4, PAGE_ROWS);
	size_t count = 0;
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found)
		rows[count++] = (struct open_row){ .id = query_int64(&q, 0),
			                           .child_id = query_int64(&q, 1),
			                           .identity = query_int64(&q, 2),
			                           .start = query_date(&q, 3),
			                           .end = query_date(&q, 4) };
	*count_out = count;
	return st;
}

static enum status look_at(struct record_take *take, enum record_type type,
                           const struct open_row *row, struct err *err)
{
	bool is_covered = record_days_are_covered(&take->coverage[type], row->start, row->end,
	                                          take_names_child(take, type, row->child_id));
	if (take_has_said(take, row->identity))
		return is_covered ? OK
		                  : record_confirm(take->db, take->change_id, type, row->id, err);
	if (!is_covered)
		return OK;
	enum status st = take_touch_child(take, row->child_id, err);
	if (st == OK)
		st = take_end(take, type, row->id, err);
	if (st != OK)
		return st;
	seen_add(&take->ended, row->identity);
	take->summary.of[type].ended++;
	return OK;
}

static enum status end_missing_of(struct record_take *take, enum record_type type,
                                  struct err *err)
{
	struct open_row rows[PAGE_ROWS];
	int64_t after_id = 0;
	size_t count = 0;
	do {
		enum status st = read_page(take, type, after_id, rows, &count, err);
		for (size_t i = 0; i < count && st == OK; i++)
			st = look_at(take, type, &rows[i], err);
		if (st != OK)
			return st;
		if (count)
			after_id = rows[count - 1].id;
	} while (count == PAGE_ROWS);
	return OK;
}

enum status take_end_missing(struct record_take *take, struct err *err)
{
	for (int type = 0; type < RECORD_TYPE_COUNT && !take->is_first; type++) {
		bool may_end = take->coverage[type].kind != RECORD_COVERS_NOTHING;
		if (!may_end && take->summary.of[type].unchanged == 0)
			continue;
		enum status st = end_missing_of(take, (enum record_type)type, err);
		if (st != OK)
			return st;
	}
	return OK;
}
