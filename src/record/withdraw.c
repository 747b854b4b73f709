/* Withdrawing a delivery: each row that it, or a delivery withdrawn before it, had a part
 * in is replayed from the deliveries that stand. Which of them said the row is read off
 * its versions: one that began with a delivery was said by it; one that lived on through
 * a delivery was said by it when the delivery's coverage holds the row, or when the
 * confirmation is noted (record/confirm.h). A row that no withdrawn delivery began, ended
 * or changed is the same with and without them. */
#include "record/known.h"

#include <inttypes.h>

#include "base/arena.h"
#include "db/query.h"
#include "record/confirm.h"
#include "record/history.h"
#include "record/type_table.h"

/* Rows looked at together. */
enum { PAGE_ROWS = 1024 };

struct withdrawal {
	struct db *db;
	int64_t change_id; /* of the withdrawal itself */
	int64_t source_id;
	const struct record_history *history; /* the withdrawn delivery is marked */
	struct record_withdrawal *done;
};

/* A row of a source, which holds by versions. */
struct row_name {
	enum record_type type;
	int64_t child_id;
	int64_t identity;
};

struct version {
	int64_t id;
	int64_t known_from;
	int64_t known_to; /* INT64_MAX while it holds */
	int64_t content;
	int32_t start;
	int32_t end;
};

struct version_list {
	struct version *items; /* in the order they began; one holds at a time */
	size_t count;
};

static enum status load_versions(const struct withdrawal *self, const struct row_name *row,
                                 struct arena *arena, struct version_list *out,
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
		out->items[out->count++] = (struct version){
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
                              const struct version *version, bool *out, struct err *err)
{
	const struct record_coverage *coverage = &delivery->of[row->type];
	bool names_child = false;
	if (record_coverage_asks_names(coverage->kind)) {
		enum status st = record_names_child(self->db, delivery->change_id, row->child_id,
		                                    &names_child, err);
		if (st != OK)
			return st;
	}
	*out = record_days_are_covered(coverage, version->start, version->end, names_child);
	return OK;
}

/* What a delivery said of a row: one of its versions, or NULL for silence. */
static enum status what_was_said(const struct withdrawal *self, const struct row_name *row,
                                 const struct record_past_delivery *delivery,
                                 const struct version_list *versions,
                                 const struct version **out, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < versions->count; i++) {
		const struct version *version = &versions->items[i];
		if (version->known_from == delivery->change_id) {
			*out = version;
			return OK;
		}
		if (version->known_from > delivery->change_id ||
		    version->known_to <= delivery->change_id)
			continue;
		bool said = false;
		enum status st = is_covered(self, row, delivery, version, &said, err);
		if (st == OK && !said)
			st = record_is_confirmed(self->db, delivery->change_id, row->type,
			                         version->id, &said, err);
		if (st != OK)
			return st;
		*out = said ? version : NULL;
		return OK;
	}
	return OK;
}

/* The version that speaks when only the deliveries that stand had come; NULL for none. */
static enum status replay(const struct withdrawal *self, const struct row_name *row,
                          const struct version_list *versions, const struct version **out,
                          struct err *err)
{
	const struct version *current = NULL;
	for (size_t i = 0; i < self->history->count; i++) {
		const struct record_past_delivery *delivery = &self->history->items[i];
		if (delivery->is_withdrawn || delivery->source_id != self->source_id)
			continue;
		const struct version *said = NULL;
		enum status st = what_was_said(self, row, delivery, versions, &said, err);
		bool is_gone = false;
		if (st == OK && current && !said)
			st = is_covered(self, row, delivery, current, &is_gone, err);
		if (st != OK)
			return st;
		if (said)
			current = said;
		else if (is_gone)
			current = NULL;
	}
	*out = current;
	return OK;
}

static enum status run_on_version(const struct withdrawal *self, enum sql sql, int64_t id,
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
static bool says_the_same(const struct version *a, const struct version *b)
{
	return a->id == b->id || (a->content == b->content && a->content != 0);
}

/* A row comes up once for each version that a withdrawn delivery began and ended. */
static bool is_settled_version(const struct withdrawal *self, const struct version *version)
{
	return version->known_from == self->change_id || version->known_to == self->change_id;
}

static enum status settle_row(struct withdrawal *self, const struct row_name *row,
                              struct err *err)
{
	auto_arena arena = { 0 };
	struct version_list versions = { 0 };
	enum status st = load_versions(self, row, &arena, &versions, err);
	if (st != OK)
		return st;
	const struct version *wanted = NULL, *open = NULL;
	for (size_t i = 0; i < versions.count; i++) {
		if (is_settled_version(self, &versions.items[i]))
			return OK;
		if (versions.items[i].known_to == INT64_MAX)
			open = &versions.items[i];
	}
	st = replay(self, row, &versions, &wanted, err);
	if (st != OK || (wanted && open && says_the_same(wanted, open)))
		return st;
	if (open) {
		st = run_on_version(self, RECORD_SQL[row->type].end, open->id, err);
		self->done->closed++;
	}
	if (st == OK && wanted) {
		st = run_on_version(self, RECORD_SQL[row->type].again, wanted->id, err);
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
		st = next_touched(self, type, change_id, &page, err);
		for (size_t i = 0; i < page.count && st == OK; i++)
			st = settle_row(self, &page.rows[i], err);
	} while (st == OK && page.count > 0);
	return st;
}

static enum status settle(struct withdrawal *self, struct err *err)
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

static enum status load_brought(struct db *db, int64_t delivery_id, struct arena *arena,
                                struct brought_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_RECORD_CHANGES_OF_DELIVERY, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	size_t capacity = 0;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK)
			return st;
		if (!found)
			break;
		if (query_int64(&q, 3) == RECORD_CHANGE_WITHDRAWAL)
			return err_set(err, E_CONFLICT, "delivery %" PRId64
			               " was withdrawn before", delivery_id);
		out->items = arena_grow(arena, out->items, out->count, &capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct brought){
			.change_id = query_int64(&q, 0),
			.source_id = query_int64(&q, 1),
			.authority = arena_text(arena, query_text(&q, 2)),
		};
	}
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

/* What was asked for. */
struct request {
	int64_t delivery_id;
	struct str reason;
	const struct act *act;
};

static enum status add_change(struct db *db, const struct brought *what,
                              const struct request *request, int64_t *id_out,
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
	query_bind_instant(&q, 5, request->act->at);
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

static enum status withdraw_from_source(struct db *db, const struct brought *what,
                                        const struct request *request,
                                        struct record_withdrawal *done, struct err *err)
{
	auto_arena arena = { 0 };
	struct record_history history = { 0 };
	struct withdrawal self = { .db = db, .source_id = what->source_id, .history = &history,
		                   .done = done };
	enum status st = check_instant(db, what->authority, request->act->at, err);
	if (st == OK)
		st = add_change(db, what, request, &self.change_id, err);
	if (st == OK)
		st = record_history_load(db, what->authority, self.change_id, &arena, &history,
		                         err);
	return st == OK ? settle(&self, err) : st;
}

enum status record_withdraw(struct db *db, int64_t delivery_id, struct str reason,
                            const struct act *act, struct record_withdrawal *out,
                            struct err *err)
{
	auto_arena arena = { 0 };
	struct brought_list brought = { 0 };
	struct record_withdrawal done = { 0 };
	struct request request = { delivery_id, reason, act };
	if (!db_is_writing(db))
		return err_set(err, E_STORE, "a withdrawal outside a write transaction");
	if (str_trim(reason).len == 0)
		return err_set(err, E_INPUT, "a withdrawal needs a reason");
	enum status st = load_brought(db, delivery_id, &arena, &brought, err);
	for (size_t i = 0; i < brought.count && st == OK; i++)
		if (!is_settled(&brought, i))
			st = withdraw_from_source(db, &brought.items[i], &request, &done, err);
	if (st == OK)
		st = audit_append(db, act, STR("record.withdraw"),
		                  arena_format(&arena, "delivery %" PRId64, delivery_id),
		                  arena_format(&arena, "%" PRId64 " rows closed, %" PRId64
		                               " speak again: %.*s", done.closed,
		                               done.reopened, STR_ARGS(reason)), err);
	if (st == OK)
		*out = done;
	return st;
}
