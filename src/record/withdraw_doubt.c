/* Withdrawing what readers doubted: replayed as rows are. A delivery raised a doubt again
 * that lived on through it when it spoke of the doubted row. Doubts of rules are not
 * replayed: the rules are run anew. */
#include "db/query.h"
#include "record/rule.h"
#include "record/withdraw_state.h"

enum { PAGE_DOUBTS = 1024 };

struct doubt {
	int64_t id; /* of one version */
	int64_t child_id;
	int64_t key; /* the same for all versions; 0: of an erased child */
	int64_t identity;
	enum record_type type;
	bool is_of_reader;
};

struct doubt_version {
	int64_t id;
	int64_t known_from;
	int64_t known_to; /* INT64_MAX while it stands */
};

struct doubt_versions {
	struct doubt_version *items;
	size_t count;
};

/* The versions of a doubt; of an erased child each is its own. */
static enum status load_versions(const struct withdrawal *self, const struct doubt *doubt,
                                 struct arena *arena, struct doubt_versions *out,
                                 struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(self->db, SQL_RECORD_FINDING_VERSIONS, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, doubt->child_id);
	query_bind_int64(&q, 2, self->source_id);
	query_bind_int64(&q, 3, doubt->key);
	for (size_t capacity = 0;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		if (doubt->key == 0 && query_int64(&q, 0) != doubt->id)
			continue;
		out->items = arena_grow(arena, out->items, out->count, &capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = (struct doubt_version){
			.id = query_int64(&q, 0),
			.known_from = query_int64(&q, 1),
			.known_to = query_is_null(&q, 2) ? INT64_MAX : query_int64(&q, 2),
		};
	}
}

/* Whether a delivery would have raised a doubt had it given cause for it; goes on with the
 * replay of the doubted row. */
static enum status speaks_of(const struct withdrawal *self, const struct doubt *doubt,
                             const struct record_past_delivery *delivery,
                             struct row_replay *row, bool *out, struct err *err)
{
	if (doubt->identity)
		return withdraw_row_step(self, delivery, row, out, err);
	/* Of a row that could not be taken. */
	enum record_coverage_kind kind = delivery->of[doubt->type].kind;
	*out = kind != RECORD_COVERS_NOTHING;
	return kind == RECORD_COVERS_CHILDREN || kind == RECORD_COVERS_TOLD
	               ? record_names_child(self->db, delivery, doubt->type, doubt->child_id,
	                                    out, err)
	               : OK;
}

/* Whether a delivery raised a doubt: in which version; NULL when it did not. */
static const struct doubt_version *version_raised(const struct doubt_versions *versions,
                                                  int64_t change_id, bool is_spoken_of)
{
	for (size_t i = 0; i < versions->count; i++) {
		const struct doubt_version *version = &versions->items[i];
		if (version->known_from == change_id)
			return version;
		if (is_spoken_of && version->known_from < change_id &&
		    version->known_to > change_id)
			return version;
	}
	return NULL;
}

static enum status replay(const struct withdrawal *self, const struct doubt *doubt,
                          const struct doubt_versions *versions, struct row_replay *row,
                          const struct doubt_version **out, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < self->history->count; i++) {
		const struct record_past_delivery *delivery = &self->history->items[i];
		if (delivery->is_withdrawn || delivery->source_id != self->source_id)
			continue;
		bool is_spoken_of = false;
		enum status st = speaks_of(self, doubt, delivery, row, &is_spoken_of, err);
		if (st != OK)
			return st;
		const struct doubt_version *raised =
			version_raised(versions, delivery->change_id, is_spoken_of);
		if (raised || is_spoken_of)
			*out = raised;
	}
	return OK;
}

static enum status settle_doubt(struct withdrawal *self, const struct doubt *doubt,
                                struct arena *arena, struct err *err)
{
	struct doubt_versions versions = { 0 };
	struct row_replay row = { .row = { doubt->type, doubt->child_id, doubt->identity } };
	const struct doubt_version *wanted = NULL, *open = NULL;
	enum status st = load_versions(self, doubt, arena, &versions, err);
	if (st == OK && doubt->identity)
		st = withdraw_row_versions(self, &row.row, arena, &row.versions, err);
	if (st == OK)
		st = replay(self, doubt, &versions, &row, &wanted, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < versions.count; i++) {
		const struct doubt_version *version = &versions.items[i];
		if (version->known_from == self->change_id || version->known_to == self->change_id)
			return OK; /* it came up before, by another version */
		if (version->known_to == INT64_MAX)
			open = version;
	}
	if (open && !wanted) {
		self->done->findings_solved++;
		return withdraw_version(self, SQL_RECORD_FINDING_END, open->id, err);
	}
	if (wanted && !open) {
		self->done->findings_new++;
		return withdraw_version(self, SQL_RECORD_FINDING_AGAIN, wanted->id, err);
	}
	return OK;
}

struct doubt_page {
	struct doubt items[PAGE_DOUBTS];
	size_t count;
	int64_t last_id;
};

static struct doubt read_doubt(const struct query *q)
{
	struct str rule = query_text(q, 3);
	struct doubt doubt = {
		.id = query_int64(q, 0),
		.child_id = query_int64(q, 1),
		.key = query_int64(q, 2),
		.identity = query_int64(q, 5),
	};
	doubt.is_of_reader = record_type_find(query_text(q, 4), &doubt.type) &&
	                     record_rule_is_of_reader(rule);
	return doubt;
}

/* The next findings that a change began or ended. */
static enum status next_touched(const struct withdrawal *self, int64_t change_id,
                                struct doubt_page *page, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(self->db, SQL_RECORD_FINDING_TOUCHED, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, self->source_id);
	query_bind_int64(&q, 2, change_id);
	query_bind_int64(&q, 3, page->last_id);
	query_bind_int64(&q, 4, PAGE_DOUBTS);
	page->count = 0;
	for (;;) {
		bool found = false;
		st = query_step(&q, &found, err);
		if (st != OK || !found)
			return st;
		page->last_id = query_int64(&q, 0);
		page->items[page->count++] = read_doubt(&q);
	}
}

static enum status settle_doubts_of(struct withdrawal *self, int64_t change_id, struct err *err)
{
	struct doubt_page page = { 0 };
	enum status st = OK;
	do {
		auto_arena arena = { 0 };
		st = next_touched(self, change_id, &page, err);
		for (size_t i = 0; i < page.count && st == OK; i++)
			if (page.items[i].is_of_reader)
				st = settle_doubt(self, &page.items[i], &arena, err);
	} while (st == OK && page.count > 0);
	return st;
}

enum status withdraw_doubts(struct withdrawal *self, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < self->history->count && st == OK; i++) {
		const struct record_past_delivery *delivery = &self->history->items[i];
		if (delivery->is_withdrawn && delivery->source_id == self->source_id)
			st = settle_doubts_of(self, delivery->change_id, err);
	}
	return st;
}
