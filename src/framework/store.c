/* Bringing the store to what a framework says: row by row, each change noted. */
#include "framework/store.h"

#include <assert.h>

#include "db/query.h"
#include "framework/index.h"
#include "framework/row.h"
#include "framework/row_query.h"
#include "framework/store_import.h"
#include "framework/store_load.h"

enum { DETAIL_MAX_BYTES = 64 * 1024 }; /* of what one audit entry says */

/* One indicator of it. */
struct item {
	struct import *import;
	int64_t id;
	struct str name;
	struct aim_rows stored; /* aims as the store has them */
	struct aim_rows wanted;
	struct buf *detail; /* what changed, for the audit */
};

/* ---- changes and their audit ---- */

/* The change that all rows of this import belong to, made when the first is written. */
static enum status begin_change(struct import *import, struct err *err)
{
	if (import->change_id != 0)
		return OK;
	auto_query q = { 0 };
	enum status st = query_start(import->db, SQL_FRAMEWORK_CHANGE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, import->framework_id);
	query_bind_instant(&q, 2, import->source->act.at);
	query_bind_text(&q, 4, import->source->act.who);
	if (import->source->delivery)
		query_bind_int64(&q, 5, import->source->delivery);
	else
		query_bind_null(&q, 5);
	query_bind_int64(&q, 6, import->source->is_withdrawal);
	return query_run_int64(&q, &import->change_id, err);
}

enum status import_close_rows(struct import *import, enum sql sql, int64_t id, struct err *err)
{
	enum status st = begin_change(import, err);
	if (st != OK)
		return st;
	auto_query q = { 0 };
	st = query_start(import->db, sql, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, import->change_id);
	return query_run(&q, err);
}

enum status import_start_add(struct import *import, enum sql sql, int64_t owner_id, struct query *q,
                             struct err *err)
{
	enum status st = begin_change(import, err);
	if (st == OK)
		st = query_start(import->db, sql, q, err);
	if (st != OK)
		return st;
	query_bind_int64(q, 1, owner_id);
	query_bind_int64(q, 2, import->change_id);
	return OK;
}

enum status import_audit(struct import *import, const char *action, struct str subject,
                         struct str detail, struct err *err)
{
	char *line = arena_new(import->arena, detail.len, 1);
	for (size_t i = 0; i < detail.len; i++)
		line[i] = detail.ptr[i] == '\n' ? ' ' : detail.ptr[i];
	return audit_append(import->db, &import->source->act, str_of(action), subject,
	                    (struct str){ line, detail.len }, err);
}

enum status import_move(struct import *import, enum sql sql, int64_t id, int64_t place,
                        struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(import->db, sql, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, place);
	return query_run(&q, err);
}

/* ---- one indicator ---- */

static enum status add_fact(struct import *import, int64_t indicator_id, const struct fact_row *row,
                            struct err *err)
{
	auto_query q = { 0 };
	enum status st = import_start_add(import, SQL_INDICATOR_FACT_ADD, indicator_id, &q, err);
	if (st != OK)
		return st;
	fact_row_bind(&q, 3, row);
	return query_run(&q, err);
}

static enum status add_aim(struct import *import, int64_t indicator_id, const struct aim_row *row,
                           struct err *err)
{
	auto_query q = { 0 };
	enum status st = import_start_add(import, SQL_INDICATOR_AIM_ADD, indicator_id, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 3, str_of(aim_kind_word(row->kind)));
	query_bind_date(&q, 4, row->span.from);
	query_bind_date(&q, 5, row->span.to);
	query_bind_text(&q, 6, row->words);
	query_bind_text(&q, 7, row->decision.set_by);
	query_bind_date(&q, 8, row->decision.set_on);
	query_bind_text(&q, 9, row->decision.why);
	query_bind_int64(&q, 10, row->decision.is_draft);
	query_bind_text(&q, 11, row->decision.agreed_by);
	query_bind_date(&q, 12, row->decision.agreed_on);
	query_bind_text(&q, 13, str_of(origin_word(row->decision.origin)));
	return query_run(&q, err);
}

/* Adds words that belong to an indicator, or to the framework for id 0. */
static enum status add_words(struct import *import, int64_t indicator_id,
                             const struct words_rows *rows, struct err *err)
{
	enum status st = begin_change(import, err);
	for (size_t i = 0; st == OK && i < rows->count; i++) {
		const struct words_row *row = &rows->items[i];
		auto_query q = { 0 };
		st = query_start(import->db, SQL_FRAMEWORK_WORDS_ADD, &q, err);
		if (st != OK)
			return st;
		query_bind_int64(&q, 1, import->framework_id);
		if (indicator_id)
			query_bind_int64(&q, 2, indicator_id);
		else
			query_bind_null(&q, 2);
		query_bind_int64(&q, 3, import->change_id);
		query_bind_text(&q, 4, str_of(row->kind));
		query_bind_int64(&q, 5, (int64_t)i + 1);
		query_bind_date(&q, 6, row->span.from);
		query_bind_date(&q, 7, row->span.to);
		query_bind_text(&q, 8, row->words);
		st = query_run(&q, err);
	}
	return st;
}

static void count_added(struct import *import, enum aim_kind kind)
{
	import->changes->targets_added += kind == AIM_TARGET || kind == AIM_PROFILE;
	import->changes->rules_added += kind == AIM_RULE;
}

static void note_detail(struct item *item, const char *what, struct str subject)
{
	buf_format(item->detail, "%s%s%.*s", item->detail->len ? "; " : "", what,
	           STR_ARGS(subject));
}

/* The aim of `rows` in the same place as `row`, or NULL. */
static const struct aim_row *find_place(const struct aim_rows *rows, const struct aim_row *row)
{
	for (size_t i = 0; i < rows->count; i++)
		if (aim_row_same_place(&rows->items[i], row))
			return &rows->items[i];
	return NULL;
}

/* Whether a stored aim that the text no longer has is to end: a removal that is
 * taken back, or a draft that was agreed. All others are kept, unless a delivery is
 * withdrawn: then it was that one's. */
static bool is_superseded(const struct item *item, const struct aim_row *stored)
{
	if (stored->kind == AIM_REMOVAL || item->import->source->is_withdrawal)
		return true;
	struct aim_row agreed = *stored;
	agreed.decision.is_draft = false;
	return stored->decision.is_draft && find_place(&item->wanted, &agreed);
}

static enum status close_aim(struct item *item, const struct aim_row *row, struct err *err)
{
	note_detail(item, "closed: ", aim_row_words(row, item->import->arena));
	return import_close_rows(item->import, SQL_INDICATOR_AIM_CLOSE, row->decision.id, err);
}

/* Adds what is new, and closes what the same place no longer says. */
static enum status save_wanted_aims(struct item *item, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < item->wanted.count; i++) {
		const struct aim_row *row = &item->wanted.items[i];
		const struct aim_row *before = find_place(&item->stored, row);
		if (before && aim_row_equal(before, row))
			continue;
		if (before) {
			st = close_aim(item, before, err);
			item->import->changes->targets_closed++;
		}
		if (st == OK)
			st = add_aim(item->import, item->id, row, err);
		count_added(item->import, row->kind);
		note_detail(item, "added: ", aim_row_words(row, item->import->arena));
	}
	return st;
}

/* What becomes of the stored aims that the text does not have. */
static enum status keep_stored_aims(struct item *item, struct err *err)
{
	struct import *import = item->import;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < item->stored.count; i++) {
		const struct aim_row *row = &item->stored.items[i];
		if (find_place(&item->wanted, row))
			continue;
		if (is_superseded(item, row)) {
			st = close_aim(item, row, err);
			continue;
		}
		import->changes->targets_kept++;
		finding_add(
			import->findings,
			(struct finding){ .rule = "framework.kept",
		                          .severity = FINDING_NOTE,
		                          .subject = item->name },
			"the store has the %.*s, which this framework does not state; it is kept",
			STR_ARGS(aim_row_words(row, import->arena)));
	}
	return st;
}

static enum status save_facts(struct item *item, const struct framework_indicator *wanted,
                              const struct framework_indicator *stored, struct err *err)
{
	struct arena *arena = item->import->arena;
	struct fact_row row = fact_row_of(wanted, arena);
	if (stored) {
		struct fact_row before = fact_row_of(stored, arena);
		if (fact_row_equal(&before, &row))
			return OK;
		auto_buf names = buf_init(4096);
		fact_row_differences(&before, &row, &names);
		note_detail(item, "changed: ", buf_view(&names));
		enum status st =
			import_close_rows(item->import, SQL_INDICATOR_FACT_CLOSE, item->id, err);
		if (st != OK)
			return st;
	}
	return add_fact(item->import, item->id, &row, err);
}

static enum status save_words(struct item *item, const struct framework_indicator *wanted,
                              const struct framework_indicator *stored, struct err *err)
{
	struct arena *arena = item->import->arena;
	struct words_rows rows = words_rows_of(wanted, arena);
	struct words_rows before = { 0 };
	if (stored)
		before = words_rows_of(stored, arena);
	if (words_rows_equal(&before, &rows))
		return OK;
	note_detail(item, "changed: ", STR("dated texts and lists"));
	enum status st = OK;
	if (before.count)
		st = import_close_rows(item->import, SQL_INDICATOR_WORDS_CLOSE, item->id, err);
	return st == OK ? add_words(item->import, item->id, &rows, err) : st;
}

static enum status add_identity(struct import *import, int64_t *out, struct err *err)
{
	int64_t ordinal;
	auto_query next = { 0 };
	enum status st = query_start(import->db, SQL_INDICATOR_NEXT_ORDINAL, &next, err);
	if (st != OK)
		return st;
	query_bind_int64(&next, 1, import->framework_id);
	st = query_run_int64(&next, &ordinal, err);
	if (st != OK)
		return st;
	auto_query q = { 0 };
	st = query_start(import->db, SQL_INDICATOR_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, import->framework_id);
	query_bind_int64(&q, 2, ordinal);
	return query_run_int64(&q, out, err);
}

/* Makes a stored indicator, which the text now calls another title of `item`, one
 * with it: its figures count from now on as figures of `item`, its aims stay. */
static enum status join_indicator(struct item *item, size_t other_at, struct err *err)
{
	struct import *import = item->import;
	const struct framework_indicator *other = &import->stored->indicators[other_at];
	auto_query q = { 0 };
	enum status st = query_start(import->db, SQL_INDICATOR_JOIN, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, other->id);
	query_bind_int64(&q, 2, item->id);
	st = query_run(&q, err);

	struct aim_rows aims = aim_rows_of(other, import->arena);
	for (size_t i = 0; st == OK && i < aims.count; i++) {
		if (aims.items[i].kind == AIM_REMOVAL ||
		    find_place(&item->wanted, &aims.items[i]) ||
		    find_place(&item->stored, &aims.items[i]))
			continue;
		st = add_aim(import, item->id, &aims.items[i], err);
	}
	note_detail(item, "joined: ", other->indicator.title);
	return st;
}

/* Joins whatever the store has under the other titles of an indicator. */
static enum status join_others(struct item *item, const struct framework_indicator *wanted,
                               size_t stored_at, const struct framework_index *index,
                               struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < wanted->also.count; i++) {
		size_t other =
			framework_index_find(index, wanted->indicator.ref, wanted->also.items[i]);
		if (other != FRAMEWORK_NOWHERE && other != stored_at)
			st = join_indicator(item, other, err);
	}
	return st;
}

static enum status save_indicator(struct import *import, size_t at,
                                  const struct framework_index *index, struct err *err)
{
	const struct framework_indicator *wanted = &import->framework->indicators[at];
	size_t stored_at = import->stored_at[at];
	const struct framework_indicator *stored =
		stored_at == FRAMEWORK_NOWHERE ? NULL : &import->stored->indicators[stored_at];
	auto_buf detail = buf_init(DETAIL_MAX_BYTES);
	struct item item = { .import = import,
		             .name = indicator_name(&wanted->indicator),
		             .wanted = aim_rows_of(wanted, import->arena),
		             .detail = &detail };
	enum status st = OK;
	if (stored) {
		item.id = stored->id;
		item.stored = aim_rows_of(stored, import->arena);
	} else {
		st = add_identity(import, &item.id, err);
	}
	import->ids[at] = item.id;
	if (st == OK)
		st = save_facts(&item, wanted, stored, err);
	if (st == OK)
		st = save_wanted_aims(&item, err);
	if (st == OK)
		st = keep_stored_aims(&item, err);
	if (st == OK)
		st = save_words(&item, wanted, stored, err);
	if (st == OK)
		st = join_others(&item, wanted, stored_at, index, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(item.name));

	import->changes->indicators_added += !stored;
	import->changes->indicators_changed += stored && detail.len > 0;
	import->changes->indicators_unchanged += stored && detail.len == 0;
	if (stored && detail.len == 0)
		return OK;
	return import_audit(import, stored ? "framework.change" : "framework.add",
	                    arena_format(import->arena, "indicator %.*s of %.*s",
	                                 STR_ARGS(item.name),
	                                 STR_ARGS(import->framework->authority)),
	                    buf_view(&detail), err);
}

/* ---- the whole ---- */

/* Finds for each indicator of the framework the stored one that it is: first by its
 * own title, then by other titles. No stored one is taken twice. */
static void match_stored(struct import *import, const struct framework_index *index)
{
	const struct framework *framework = import->framework, *stored = import->stored;
	bool *taken = arena_new(import->arena, stored->indicator_count, sizeof(*taken));
	for (size_t i = 0; i < framework->indicator_count; i++) {
		const struct indicator *it = &framework->indicators[i].indicator;
		size_t at = framework_index_find(index, it->ref, it->title);
		import->stored_at[i] = FRAMEWORK_NOWHERE;
		if (at == FRAMEWORK_NOWHERE)
			continue;
		const struct indicator *other = &stored->indicators[at].indicator;
		if (taken[at] || !str_equal(framework_key(import->arena, it->ref, it->title),
		                            framework_key(import->arena, other->ref, other->title)))
			continue;
		import->stored_at[i] = at;
		taken[at] = true;
	}
	for (size_t i = 0; i < framework->indicator_count; i++) {
		const struct framework_indicator *entry = &framework->indicators[i];
		struct str ref = entry->indicator.ref;
		if (import->stored_at[i] != FRAMEWORK_NOWHERE)
			continue;
		size_t at = framework_index_find(index, ref, entry->indicator.title);
		for (size_t k = 0; at == FRAMEWORK_NOWHERE && k < entry->also.count; k++)
			at = framework_index_find(index, ref, entry->also.items[k]);
		if (at == FRAMEWORK_NOWHERE || taken[at])
			continue;
		import->stored_at[i] = at;
		taken[at] = true;
	}
}

/* Where the text names every stored indicator that stays, its order is the printed one. */
static enum status order_indicators(struct import *import, struct err *err)
{
	const struct framework *framework = import->framework;
	size_t named = 0, last = 0;
	bool in_order = true;
	for (size_t i = 0; i < framework->indicator_count; i++) {
		size_t at = import->stored_at[i];
		size_t place = at == FRAMEWORK_NOWHERE ? SIZE_MAX : at;
		in_order = in_order && place >= last;
		named += at != FRAMEWORK_NOWHERE;
		last = place;
	}
	bool is_whole = named == import->stored->indicator_count || import->source->is_withdrawal;
	if (in_order || !is_whole)
		return OK;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < framework->indicator_count; i++)
		st = import_move(import, SQL_INDICATOR_MOVE, import->ids[i], (int64_t)i + 1, err);
	return st;
}

static enum status import_common_words(struct import *import, struct err *err)
{
	struct words_rows rows = words_rows_of_framework(import->framework, import->arena);
	struct words_rows before = words_rows_of_framework(import->stored, import->arena);
	if (words_rows_equal(&before, &rows))
		return OK;
	enum status st =
		import_close_rows(import, SQL_FRAMEWORK_WORDS_CLOSE, import->framework_id, err);
	if (st == OK)
		st = add_words(import, 0, &rows, err);
	if (st != OK)
		return st;
	return import_audit(import, "framework.change", import->framework->authority,
	                    STR("note and annotations"), err);
}

/* Closes everything that is said of an indicator which only a withdrawn delivery told. */
static enum status end_indicator(struct import *import, const struct framework_indicator *stored,
                                 struct err *err)
{
	struct aim_rows aims = aim_rows_of(stored, import->arena);
	enum status st = import_close_rows(import, SQL_INDICATOR_FACT_CLOSE, stored->id, err);
	if (st == OK)
		st = import_close_rows(import, SQL_INDICATOR_WORDS_CLOSE, stored->id, err);
	for (size_t i = 0; st == OK && i < aims.count; i++)
		st = import_close_rows(import, SQL_INDICATOR_AIM_CLOSE, aims.items[i].decision.id,
		                       err);
	if (st != OK)
		return st;
	return import_audit(import, "framework.change",
	                    arena_format(import->arena, "indicator %.*s of %.*s",
	                                 STR_ARGS(indicator_name(&stored->indicator)),
	                                 STR_ARGS(import->framework->authority)),
	                    STR("ended with the delivery that brought it"), err);
}

static void note_kept(struct import *import, const struct framework_indicator *stored)
{
	finding_add(import->findings,
	            (struct finding){ .rule = "framework.kept",
	                              .severity = FINDING_NOTE,
	                              .subject = indicator_name(&stored->indicator) },
	            "the store has this indicator, which the framework does not state; it is kept "
	            "(to end it, state it with 'removed' and a date)");
}

/* The stored indicators that the framework does not name stay, and that is worth a word;
 * where a delivery is withdrawn they end. */
static enum status leave_unnamed(struct import *import, struct err *err)
{
	enum status st = OK;
	const struct framework *stored = import->stored;
	bool *named = arena_new(import->arena, stored->indicator_count, sizeof(*named));
	for (size_t i = 0; i < import->framework->indicator_count; i++)
		if (import->stored_at[i] != FRAMEWORK_NOWHERE)
			named[import->stored_at[i]] = true;
	for (size_t i = 0; st == OK && i < stored->indicator_count; i++) {
		if (named[i])
			continue;
		if (import->source->is_withdrawal)
			st = end_indicator(import, &stored->indicators[i], err);
		else
			note_kept(import, &stored->indicators[i]);
	}
	return st;
}

static enum status import_indicators(struct import *import, struct err *err)
{
	auto_framework_index index = framework_index_new(import->stored);
	match_stored(import, &index);
	enum status st = leave_unnamed(import, err);
	for (size_t i = 0; st == OK && i < import->framework->indicator_count; i++)
		st = save_indicator(import, i, &index, err);
	return st == OK ? order_indicators(import, err) : st;
}

static enum status add_framework(struct import *import, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(import->db, SQL_FRAMEWORK_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, import->framework->authority);
	return query_run_int64(&q, &import->framework_id, err);
}

/* What the store has now, or nothing. */
static enum status load_stored(struct import *import, struct framework *stored, struct err *err)
{
	enum status st = framework_find_id(import->db, import->framework->authority,
	                                   &import->framework_id, err);
	if (st != OK)
		return st;
	if (import->framework_id == 0)
		return add_framework(import, err);
	return framework_load_id(import->db, import->framework_id, stored, err);
}

static enum status import_in_transaction(struct import *import, struct err *err)
{
	struct arena *arena = import->arena;
	struct framework *stored = arena_new(arena, 1, sizeof(*stored));
	*stored = framework_new(arena, import->framework->authority);
	enum status st = load_stored(import, stored, err);
	if (st != OK)
		return st;
	import->stored = stored;
	import->ids = arena_new(arena, import->framework->indicator_count, sizeof(*import->ids));
	import->stored_at =
		arena_new(arena, import->framework->indicator_count, sizeof(*import->stored_at));
	import->stored_ids = arena_new(arena, stored->indicator_count, sizeof(*import->stored_ids));
	for (size_t i = 0; i < stored->indicator_count; i++)
		import->stored_ids[i] = stored->indicators[i].id;
	if (import->source->delivery) /* what a file said came at a certain change, even if known */
		st = begin_change(import, err);
	if (st == OK)
		st = import_common_words(import, err);
	if (st == OK)
		st = import_organisation(import, err);
	if (st == OK)
		st = import_indicators(import, err);
	if (st == OK)
		st = import_scorecards(import, err);
	return st;
}

enum status framework_tell(struct db *db, const struct framework *framework,
                           const struct framework_source *source,
                           struct framework_changes *out, struct finding_list *findings,
                           struct err *err)
{
	auto_arena arena = { 0 };
	struct framework_changes changes = { 0 };
	struct import import = { .db = db,
		                 .framework = framework,
		                 .source = source,
		                 .changes = &changes,
		                 .findings = findings,
		                 .arena = &arena };
	if (str_trim(framework->authority).len == 0)
		return err_set(err, E_INPUT, "a framework needs the name of its authority");
	auto_transaction own = { 0 };
	enum status st = OK;
	if (!db_is_writing(db))
		st = transaction_begin(db, TRANSACTION_WRITE, &own, err);
	if (st == OK)
		st = import_in_transaction(&import, err);
	if (st == OK && own.db)
		st = transaction_commit(&own, err);
	changes.change = import.change_id;
	if (st == OK)
		*out = changes;
	return st;
}

enum status framework_import(struct db *db, const struct framework *framework,
                             const struct act *act, struct framework_changes *out,
                             struct finding_list *findings, struct err *err)
{
	struct framework_source source = { .act = *act };
	return framework_tell(db, framework, &source, out, findings, err);
}
