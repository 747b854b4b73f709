/* Withdrawing rows: each row that the delivery, or one withdrawn before it, had a part in is
 * replayed from the deliveries that stand. Which of them said the row is read off its
 * versions: one that began with a delivery was said by it; one that lived on through a
 * delivery was said by it when the delivery's coverage holds the row, or when the
 * confirmation is noted (record/confirm.h). A row that no withdrawn delivery began, ended
 * or changed is the same with and without them. */
#include "db/query.h"
#include "record/confirm.h"
#include "record/type_table.h"
#include "record/withdraw_state.h"

/* Rows looked at together. */
enum { PAGE_ROWS = 1024 };

enum status withdraw_row_versions(const struct withdrawal *self, const struct row_name *row,
                                  struct arena *arena, struct row_versions *out,
                                  struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(self->db, RECORD_SQL[row->type].versions, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, row->child_id);
	query_bind_int64(&q, 2, self->source_id);
	query_bind_int64(&q, 3, row->identity);
	for (size_t capacity = 0;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		out->items = arena_grow(arena, out->items, out->count, &capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct row_version){
			.id = query_int64(&q, 0),
			.known_from = query_int64(&q, 1),
			.known_to = query_is_null(&q, 2) ? INT64_MAX : query_int64(&q, 2),
			.content = query_int64(&q, 3),
			.start = query_date(&q, 4),
			.end = query_date(&q, 5),
		};
	}
}

/* Whether the silence of a delivery about a version would say that it is gone. */
static enum status is_covered(const struct withdrawal *self, const struct row_name *row,
                              const struct record_past_delivery *delivery,
                              const struct row_version *version, bool *out, struct err *err)
{
	const struct record_coverage *coverage = &delivery->of[row->type];
	bool names_child = false;
	if (record_coverage_asks_names(coverage->kind)) {
		enum status st = record_names_child(self->db, delivery, row->type, row->child_id,
		                                    &names_child, err);
		if (st != OK)
			return st;
	}
	*out = record_days_are_covered(coverage, version->start, version->end, names_child);
	return OK;
}

/* What a delivery said of a row: one of its versions, or NULL for silence. */
static enum status what_was_said(const struct withdrawal *self,
                                 const struct row_replay *replay,
                                 const struct record_past_delivery *delivery,
                                 const struct row_version **out, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < replay->versions.count; i++) {
		const struct row_version *version = &replay->versions.items[i];
		if (version->known_from == delivery->change_id) {
			*out = version;
			return OK;
		}
		if (version->known_from > delivery->change_id ||
		    version->known_to <= delivery->change_id)
			continue;
		bool said = false;
		enum status st = is_covered(self, &replay->row, delivery, version, &said, err);
		if (st == OK && !said)
			st = record_is_confirmed(self->db, delivery->change_id, replay->row.type,
			                         version->id, &said, err);
		if (st != OK)
			return st;
		*out = said ? version : NULL;
		return OK;
	}
	return OK;
}

enum status withdraw_row_step(const struct withdrawal *self,
                              const struct record_past_delivery *delivery,
                              struct row_replay *replay, bool *is_spoken_of_out,
                              struct err *err)
{
	const struct row_version *said = NULL;
	bool is_gone = false;
	enum status st = what_was_said(self, replay, delivery, &said, err);
	if (st == OK && replay->current && !said)
		st = is_covered(self, &replay->row, delivery, replay->current, &is_gone, err);
	if (st != OK)
		return st;
	if (said || is_gone)
		replay->current = said;
	*is_spoken_of_out = said || is_gone;
	return OK;
}

/* The version that speaks when only the deliveries that stand had come; NULL for none. */
static enum status replay_row(const struct withdrawal *self, struct row_replay *replay,
                              struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < self->history->count && st == OK; i++) {
		const struct record_past_delivery *delivery = &self->history->items[i];
		bool is_spoken_of = false;
		if (!delivery->is_withdrawn && delivery->source_id == self->source_id)
			st = withdraw_row_step(self, delivery, replay, &is_spoken_of, err);
	}
	return st;
}

enum status withdraw_version(const struct withdrawal *self, enum sql sql, int64_t id,
                             struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(self->db, sql, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, self->change_id);
	return query_run(&q, err);
}

/* Whether two versions say the same. An erased child's rows keep no hash to tell by. */
static bool says_the_same(const struct row_version *a, const struct row_version *b)
{
	return a->id == b->id || (a->content == b->content && a->content != 0);
}

/* A row comes up once for each version that a withdrawn delivery began and ended. */
static bool is_settled_version(const struct withdrawal *self, const struct row_version *version)
{
	return version->known_from == self->change_id || version->known_to == self->change_id;
}

static enum status settle_row(struct withdrawal *self, const struct row_name *row,
                              struct arena *arena, struct err *err)
{
	struct row_replay replay = { .row = *row };
	enum status st = withdraw_row_versions(self, row, arena, &replay.versions, err);
	if (st != OK)
		return st;
	const struct row_version *open = NULL;
	for (size_t i = 0; i < replay.versions.count; i++) {
		if (is_settled_version(self, &replay.versions.items[i]))
			return OK;
		if (replay.versions.items[i].known_to == INT64_MAX)
			open = &replay.versions.items[i];
	}
	st = replay_row(self, &replay, err);
	const struct row_version *wanted = replay.current;
	if (st != OK || (wanted && open && says_the_same(wanted, open)))
		return st;
	st = take_touch_child(self->take, row->child_id, err);
	if (st != OK)
		return st;
	if (open) {
		st = withdraw_version(self, RECORD_SQL[row->type].end, open->id, err);
		self->done->closed++;
	}
	if (st == OK && wanted) {
		st = withdraw_version(self, RECORD_SQL[row->type].again, wanted->id, err);
		self->done->reopened++;
	}
	return st;
}

struct row_page {
	struct row_name rows[PAGE_ROWS];
	size_t count;
	int64_t last_id; /* of the versions they were found by */
};

/* The next rows that a change began, ended or changed. */
static enum status next_touched(const struct withdrawal *self, enum record_type type,
                                int64_t change_id, struct row_page *page, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(self->db, RECORD_SQL[type].touched, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, self->source_id);
	query_bind_int64(&q, 2, change_id);
	query_bind_int64(&q, 3, page->last_id);
	query_bind_int64(&q, 4, PAGE_ROWS);
	page->count = 0;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		page->last_id = query_int64(&q, 0);
		page->rows[page->count++] = (struct row_name){ .type = type,
			                                       .child_id = query_int64(&q, 1),
			                                       .identity = query_int64(&q, 4) };
	}
}

/* Settles what the delivery of one change had a part in. */
static enum status settle_type(struct withdrawal *self, enum record_type type,
                               int64_t change_id, struct err *err)
{
	struct row_page page = { 0 };
	enum status st = OK;
	do {
		auto_arena arena = { 0 };
		st = next_touched(self, type, change_id, &page, err);
		for (size_t i = 0; i < page.count && st == OK; i++)
			st = settle_row(self, &page.rows[i], &arena, err);
	} while (st == OK && page.count > 0);
	return st;
}

enum status withdraw_rows(struct withdrawal *self, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < self->history->count && st == OK; i++) {
		const struct record_past_delivery *delivery = &self->history->items[i];
		if (!delivery->is_withdrawn || delivery->source_id != self->source_id)
			continue;
		for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++)
			st = settle_type(self, (enum record_type)type, delivery->change_id, err);
	}
	return st;
}
