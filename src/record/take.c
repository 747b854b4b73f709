#include "record/take.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/query.h"
#include "record/child.h"
#include "record/known.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* Uses of a hash besides itself; the n-th occurrence is n, from 2. */
enum { USE_COUNT = -1, USE_EVENT_COUNT = -2 };

/* What becomes known must not become known before what is known. */
static enum status check_known_from(struct record_take *take, struct err *err)
{
	const struct record_delivery *what = &take->what;
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_KNOWN_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, what->source.authority);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK || !found)
		return st;
	take->known_before = query_int64(&q, 0);
	if (take->known_before <= what->known_from.utc_seconds)
		return OK;
	char newest[INSTANT_TEXT_BYTES];
	return err_set(err, E_INPUT,
	               "records are known from %s on already; what a delivery says cannot "
	               "become known before that",
	               instant_print((struct instant){ take->known_before, 0 }, newest));
}

static enum status count_changes(struct record_take *take, int64_t *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_CHANGE_OF_SOURCE, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, take->what.source.authority);
	query_bind_int64(&q, 2, take->source_id);
	return query_run_int64(&q, out, err);
}

static enum status add_change(struct record_take *take, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_RECORD_CHANGE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, take->what.source.authority);
	query_bind_int64(&q, 2, take->source_id);
	query_bind_int64(&q, 3, RECORD_CHANGE_DELIVERY);
	query_bind_int64(&q, 4, take->what.delivery_id);
	query_bind_instant(&q, 5, take->what.known_from);
	query_bind_int64(&q, 7, take->what.year);
	query_bind_date(&q, 8, take->what.reference_day);
	query_bind_text(&q, 9, STR(""));
	return query_run_int64(&q, &take->change_id, err);
}

static enum status begin(struct record_take *take, struct err *err)
{
	enum status st = check_known_from(take, err);
	if (st == OK)
		st = child_check_keys(take->db, take->keys, take->what.source.authority, err);
	if (st == OK)
		st = record_source_find(take->db, &take->what.source, &take->source_id, err);
	int64_t changes = 0;
	if (st == OK)
		st = count_changes(take, &changes, err);
	take->is_first = changes == 0;
	return st == OK ? add_change(take, err) : st;
}

struct record_take *take_new(struct db *db, const struct record_keys *keys,
                             const struct record_delivery *what)
{
	struct record_take *take = mem_new(1, sizeof(*take));
	take->db = db;
	take->keys = keys;
	take->what = *what;
	take->what.source.authority = arena_text(&take->arena, what->source.authority);
	take->what.source.name = arena_text(&take->arena, what->source.name);
	take->what.act.who = arena_text(&take->arena, what->act.who);
	take->current = SIZE_MAX;
	take->current_name = buf_init(TAKE_IDENTIFIER_MAX_BYTES);
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		take->layouts[type] = take_layout_of((enum record_type)type);
	return take;
}

enum status record_take_begin(struct db *db, const struct record_keys *keys,
                              const struct record_delivery *what, struct record_take **out,
                              struct err *err)
{
	struct record_take *take = take_new(db, keys, what);
	enum status st = begin(take, err);
	if (st != OK) {
		record_take_free(take);
		return st;
	}
	*out = take;
	return OK;
}

void record_take_free(struct record_take *take)
{
	if (!take)
		return;
	for (size_t i = 0; i < take->child_count; i++)
		child_key_wipe(&take->children[i].row.key);
	free(take->children);
	seen_deinit(&take->by_hash);
	seen_deinit(&take->by_id);
	seen_deinit(&take->rows);
	seen_deinit(&take->events);
	seen_deinit(&take->ended);
	seen_deinit(&take->findings);
	buf_deinit(&take->current_name);
	arena_deinit(&take->scratch);
	arena_deinit(&take->waiting_arena);
	arena_deinit(&take->arena);
	free(take);
}

void record_take_cleanup(struct record_take **take)
{
	record_take_free(*take);
	*take = NULL;
}

void record_take_cover(struct record_take *take, const struct record_coverage *coverage)
{
	take->coverage[coverage->type] = *coverage;
	take->is_covered[coverage->type] = true;
}

/* The open version of an identity. */
struct open_version {
	int64_t id; /* 0: none */
	int64_t content;
	int64_t known_from;
};

static enum status find_open(struct record_take *take, enum record_type type, int64_t child_id,
                             int64_t identity, struct open_version *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[type].find, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child_id);
	query_bind_int64(&q, 2, take->source_id);
	query_bind_int64(&q, 3, identity);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st == OK)
		*out = found ? (struct open_version){ query_int64(&q, 0), query_int64(&q, 1),
			                              query_int64(&q, 2) }
		             : (struct open_version){ 0 };
	return st;
}

static enum status drop_version(struct record_take *take, enum record_type type, int64_t id,
                                struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[type].drop, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	return query_queue(&q, err);
}

/* How a row stands to what the delivery said before it. */
struct occurrence {
	int64_t identity;
	int64_t event;
	bool is_repeated;  /* said before with the same values */
	bool is_second;    /* said before with others: another event */
	bool is_replacing; /* said before with others, of what a child has but one */
	bool was_known;    /* loaded as known before the delivery; its content then */
	int64_t known_content;
};

static int64_t count_one_more(struct record_take *take, int64_t key)
{
	int64_t count = 0;
	(void)seen_find(&take->rows, key, &count);
	seen_put(&take->rows, key, ++count);
	return count;
}

/* Notes that the row is said. */
static void say(struct record_take *take, int64_t values, struct occurrence *is)
{
	is->was_known = take_say(take, is->identity, values, &is->known_content);
}

/* `take->rows` has: a row's identity and its values; of a second row with the same key its
 * values under key and values together, so that it too is known again; and how often a
 * key, or an event, came again. */
static struct occurrence place(struct record_take *take, const struct take_identity *what)
{
	struct occurrence is = { .identity = what->base, .event = what->event };
	int64_t values = 0;
	int64_t n = 1;
	if (!take_was_said(take, what->base, &values)) {
		say(take, what->values, &is);
	} else if (values == what->values) {
		is.is_repeated = true;
	} else if (!what->has_key) {
		is.is_replacing = true;
		say(take, what->values, &is);
	} else {
		int64_t again = take_rehash(what->base ^ what->values, 0);
		is.is_repeated = seen_find(&take->rows, again, &is.identity);
		is.is_second = !is.is_repeated;
		if (is.is_second) {
			n = 1 + count_one_more(take, take_rehash(what->base, USE_COUNT));
			is.identity = take_rehash(what->base, n);
			say(take, what->values, &is);
			seen_put(&take->rows, again, is.identity);
		}
	}
	/* Rows with keys of their own may speak of like events: two visits of a day. So may
	 * those of which the event has not every key. */
	if (!is.is_repeated && (what->has_source_key || what->is_event_wider) &&
	    !seen_add(&take->events, what->event))
		n = 1 + count_one_more(take, take_rehash(what->event, USE_EVENT_COUNT));
	if (n > 1)
		is.event = take_rehash(what->event, n);
	return is;
}

/* Whether the store has to be asked for an open version of the row. */
static bool may_have_version(const struct record_take *take, enum record_type type,
                             const struct take_child *child, const struct occurrence *is)
{
	if (is->is_replacing)
		return true;
	if (take->is_first || child->row.is_new)
		return false;
	return is->was_known || !take->known[type].is_loaded;
}

/* Stores what a row says, if that is news. */
static enum status put_row(struct record_take *take, const struct record_row *row,
                           const struct take_child *child, const struct occurrence *is,
                           int64_t values, struct err *err)
{
	struct record_count *count = &take->summary.of[row->type];
	int64_t content = take_rehash(values ^ is->event, 0);
	struct open_version open = { 0 };
	enum status st = OK;
	if (is->was_known && is->known_content == content) {
		count->unchanged++;
		return OK;
	}
	if (may_have_version(take, row->type, child, is))
		st = find_open(take, row->type, child->row.id, is->identity, &open, err);
	if (st != OK)
		return st;
	if (is->is_replacing) {
		/* The row before it is taken back; it counts as said again. */
		count->repeated++;
		if (open.id && open.known_from != take->change_id)
			count->unchanged--, count->changed++;
	} else if (!open.id) {
		count->added++;
	} else if (open.content == content) {
		count->unchanged++;
		return OK;
	} else {
		count->changed++;
	}
	if (open.id)
		st = open.known_from == take->change_id
		             ? drop_version(take, row->type, open.id, err)
		             : take_end(take, row->type, open.id, err);
	if (st != OK)
		return st;
	const struct take_version version = { is->identity, is->event, content };
	return take_store(take, row, child, &version, err);
}

enum status record_take_row(struct record_take *take, const struct record_row *row,
                            struct err *err)
{
	if (RECORD_TYPES[row->type].is_of_child && str_trim(row->child).len == 0)
		return err_set(err, E_INPUT,
		               "row %" PRId64 ": %s: the child's identifier is missing",
		               row->number, RECORD_TYPES[row->type].title);
	size_t index = 0;
	enum status st = take_child_of_row(take, row, &index, err);
	if (st != OK)
		return st;
	struct take_child *child = &take->children[index];
	child->told |= UINT64_C(1) << row->type;
	if (!child->row.is_new) {
		st = take_load_known(take, row->type, err);
		if (st != OK)
			return st;
	}
	struct take_identity what = take_identify(take, row, child->row.id);
	struct occurrence is = place(take, &what);
	take->summary.of[row->type].rows++;
	if (is.is_repeated)
		take->summary.of[row->type].repeated++;
	else
		st = put_row(take, row, child, &is, what.values, err);
	if (st == OK && (is.is_second || is.is_replacing))
		st = take_doubt_second(take, row, index, is.identity, err);
	if (st == OK && take->waiting_count)
		st = take_settle_doubts(take, row, is.identity, err);
	return st;
}

static enum status add_coverage(struct record_take *take, struct err *err)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_coverage *coverage = &take->coverage[type];
		if (!take->is_covered[type])
			continue;
		auto_query q = { 0 };
		enum status st = query_start(take->db, SQL_RECORD_COVERAGE_ADD, &q, err);
		if (st != OK)
			return st;
		bool has_days = coverage->kind == RECORD_COVERS_STARTS ||
		                coverage->kind == RECORD_COVERS_OVERLAPS;
		query_bind_int64(&q, 1, take->change_id);
		query_bind_text(&q, 2, str_of(RECORD_TYPES[type].name));
		query_bind_int64(&q, 3, coverage->kind);
		query_bind_date(&q, 4, has_days ? coverage->from : DATE_NONE);
		query_bind_date(&q, 5, has_days ? coverage->to : DATE_NONE);
		st = query_queue(&q, err);
		if (st != OK)
			return st;
	}
	return OK;
}

/* Which children the delivery named, as a coverage asks it. */
static enum status add_presence_of(struct record_take *take,
                                   const struct record_coverage *coverage, struct err *err)
{
	for (size_t i = 0; i < take->child_count; i++) {
		int64_t child_id = take->children[i].row.id;
		if (!take_names_child(take, coverage->type, child_id))
			continue;
		auto_query q = { 0 };
		enum status st = query_start(take->db, SQL_RECORD_PRESENCE_ADD, &q, err);
		if (st != OK)
			return st;
		query_bind_int64(&q, 1, take->change_id);
		query_bind_int64(&q, 2, child_id);
		query_bind_text(&q, 3, record_coverage_presence(coverage));
		st = query_queue(&q, err);
		if (st != OK)
			return st;
	}
	return OK;
}

/* Which children it named, where its silence about a child's row means something: once for
 * all types that ask for any row of a child, once for each that asks for its own. */
static enum status add_presence(struct record_take *take, struct err *err)
{
	const struct record_coverage *of_any = NULL;
	enum status st = OK;
	for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++) {
		const struct record_coverage *coverage = &take->coverage[type];
		if (coverage->kind == RECORD_COVERS_TOLD)
			st = add_presence_of(take, coverage, err);
		else if (record_coverage_asks_names(coverage->kind))
			of_any = coverage;
	}
	return st == OK && of_any ? add_presence_of(take, of_any, err) : st;
}

static enum status tell(struct record_take *take, struct err *err)
{
	struct record_count sum = { 0 };
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		sum.added += take->summary.of[type].added;
		sum.changed += take->summary.of[type].changed;
		sum.ended += take->summary.of[type].ended;
		sum.unchanged += take->summary.of[type].unchanged;
	}
	auto_arena arena = { 0 };
	return audit_append(
		take->db, &take->what.act, STR("record.take"),
		arena_format(&arena, "delivery %" PRId64, take->what.delivery_id),
		arena_format(&arena,
	                     "%s%s%.*s: %" PRId64 " records added, %" PRId64 " changed, %" PRId64
	                     " ended, %" PRId64 " as before; %" PRId64 " new children; %" PRId64
	                     " findings new, %" PRId64 " solved",
	                     record_source_words(take->what.source.kind),
	                     take->what.source.name.len ? " " : "",
	                     STR_ARGS(take->what.source.name), sum.added, sum.changed, sum.ended,
	                     sum.unchanged, take->summary.children_added,
	                     take->summary.findings_new, take->summary.findings_solved),
		err);
}

enum status record_take_finish(struct record_take *take, struct record_summary *out,
                               struct err *err)
{
	enum status st = take_settle_doubts(take, NULL, 0, err);
	if (st == OK)
		st = add_coverage(take, err);
	if (st == OK)
		st = add_presence(take, err);
	if (st == OK)
		st = take_end_missing(take, err);
	if (st == OK)
		st = take_end_doubts(take, err);
	if (st == OK)
		st = take_run_rules(take, err);
	if (st == OK)
		st = take_end_findings(take, err);
	if (st == OK)
		st = tell(take, err);
	if (st == OK)
		*out = take->summary;
	return st;
}
