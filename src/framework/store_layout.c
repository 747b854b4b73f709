/* Storing what stands around the indicators: the organisation and the scorecards. */
#include "framework/store_import.h"

#include "db/query.h"

/* ---- the organisation ---- */

static bool same_organisation(const struct framework *a, const struct framework *b)
{
	bool same = a->organisation_count == b->organisation_count;
	for (size_t i = 0; same && i < a->organisation_count; i++) {
		const struct organisation *x = &a->organisations[i], *y = &b->organisations[i];
		same = str_equal(x->key, y->key) && str_equal(x->name, y->name) &&
		       str_equal(x->level, y->level) && str_equal(x->lead, y->lead) &&
		       x->span.from == y->span.from && x->span.to == y->span.to &&
		       x->parent == y->parent;
	}
	return same;
}

static int64_t organisation_depth(const struct framework *framework, size_t at)
{
	int64_t depth = 0;
	while ((at = framework->organisations[at].parent) != FRAMEWORK_NOWHERE)
		depth++;
	return depth;
}

static enum status add_organisation(struct import *import, size_t at, struct err *err)
{
	const struct organisation *it = &import->framework->organisations[at];
	auto_query q = { 0 };
	enum status st =
		import_start_add(import, SQL_ORGANISATION_ADD, import->framework_id, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 3, (int64_t)at + 1);
	query_bind_int64(&q, 4, organisation_depth(import->framework, at));
	query_bind_text(&q, 5, it->key);
	query_bind_text(&q, 6, it->name);
	query_bind_text(&q, 7, it->level);
	query_bind_text(&q, 8, it->lead);
	query_bind_date(&q, 9, it->span.from);
	query_bind_date(&q, 10, it->span.to);
	return query_run(&q, err);
}

enum status import_organisation(struct import *import, struct err *err)
{
	const struct framework *framework = import->framework;
	/* A text without an organisation says nothing of it. */
	if (framework->organisation_count == 0 || same_organisation(framework, import->stored))
		return OK;
	enum status st =
		import_close_rows(import, SQL_ORGANISATION_CLOSE, import->framework_id, err);
	for (size_t i = 0; st == OK && i < framework->organisation_count; i++)
		st = add_organisation(import, i, err);
	if (st != OK)
		return st;
	return import_audit(import, "framework.organisation", framework->authority,
	                    (struct str){ 0 }, err);
}

/* ---- scorecards ---- */

/* A section or an indicator as a row: the printed order, with the depth. */
struct entry_row {
	int64_t depth;
	int64_t indicator_id; /* 0: a section */
	struct section section;
};

struct entry_rows {
	struct entry_row *items;
	size_t count;
	size_t capacity;
};

static void add_entry(struct entry_rows *rows, struct arena *arena, struct entry_row row)
{
	rows->items =
		arena_grow(arena, rows->items, rows->count, &rows->capacity, sizeof(*rows->items));
	rows->items[rows->count++] = row;
}

/* Adds what hangs under a section (or the scorecard), in printed order. `ids` are the
 * store's ids of the framework's indicators. */
static void flatten(const struct scorecard *scorecard, const int64_t *ids, size_t parent,
                    int64_t depth, struct entry_rows *rows, struct arena *arena)
{
	for (size_t i = 0; i < scorecard->placement_count; i++)
		if (scorecard->placements[i].section == parent)
			add_entry(
				rows, arena,
				(struct entry_row){
					.depth = depth,
					.indicator_id = ids[scorecard->placements[i].indicator] });
	for (size_t i = 0; i < scorecard->section_count; i++) {
		if (scorecard->sections[i].parent != parent)
			continue;
		add_entry(rows, arena, (struct entry_row){ depth, 0, scorecard->sections[i] });
		flatten(scorecard, ids, i, depth + 1, rows, arena);
	}
}

static bool same_entries(const struct entry_rows *a, const struct entry_rows *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++) {
		const struct entry_row *x = &a->items[i], *y = &b->items[i];
		same = x->depth == y->depth && x->indicator_id == y->indicator_id &&
		       str_equal(x->section.title, y->section.title) &&
		       str_equal(x->section.level, y->section.level) &&
		       str_equal(x->section.commentary, y->section.commentary);
	}
	return same;
}

static enum status add_scorecard(struct import *import, const struct scorecard *scorecard,
                                 int64_t *id_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = import_start_add(import, SQL_SCORECARD_ADD, import->framework_id, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 3, 0); /* placed when all are known */
	query_bind_text(&q, 4, scorecard->name);
	query_bind_text(&q, 5, scorecard->audience);
	query_bind_text(&q, 6, scorecard->note);
	query_bind_int64(&q, 7, scorecard->cap);
	return query_run_int64(&q, id_out, err);
}

static enum status add_entries(struct import *import, int64_t scorecard_id,
                               const struct entry_rows *rows, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < rows->count; i++) {
		const struct entry_row *row = &rows->items[i];
		auto_query q = { 0 };
		st = query_start(import->db, SQL_SCORECARD_ENTRY_ADD, &q, err);
		if (st != OK)
			return st;
		query_bind_int64(&q, 1, scorecard_id);
		query_bind_int64(&q, 2, (int64_t)i + 1);
		query_bind_int64(&q, 3, row->depth);
		if (row->indicator_id)
			query_bind_int64(&q, 4, row->indicator_id);
		else
			query_bind_null(&q, 4);
		query_bind_text(&q, 5, row->section.title);
		query_bind_text(&q, 6, row->section.level);
		query_bind_text(&q, 7, row->section.commentary);
		st = query_run(&q, err);
	}
	return st;
}

/* R6: a scorecard is a choice. How many different indicators it shows. */
static size_t count_shown(const struct framework *framework, const struct scorecard *scorecard,
                          struct arena *arena)
{
	bool *seen = arena_new(arena, framework->indicator_count, sizeof(*seen));
	size_t count = 0;
	for (size_t i = 0; i < scorecard->placement_count; i++) {
		size_t at = scorecard->placements[i].indicator;
		count += !seen[at];
		seen[at] = true;
	}
	return count;
}

static void warn_above_cap(struct import *import, const struct scorecard *scorecard)
{
	size_t shown = count_shown(import->framework, scorecard, import->arena);
	if (scorecard->cap == 0 || shown <= (size_t)scorecard->cap)
		return;
	finding_add(import->findings,
	            (struct finding){ .rule = "framework.cap",
	                              .severity = FINDING_WARNING,
	                              .subject = scorecard->name },
	            "the scorecard shows %zu indicators; its cap is %lld", shown,
	            (long long)scorecard->cap);
}

/* Writes a scorecard that is new or differs from the stored one, as a new version in
 * the old one's stead. One that holds nothing any more ends: `*id_out` is 0. */
static enum status save_scorecard(struct import *import, const struct scorecard *wanted,
                                  const struct scorecard *stored, int64_t *id_out, struct err *err)
{
	struct entry_rows rows = { 0 }, before = { 0 };
	flatten(wanted, import->ids, FRAMEWORK_NOWHERE, 0, &rows, import->arena);
	if (stored)
		flatten(stored, import->stored_ids, FRAMEWORK_NOWHERE, 0, &before, import->arena);
	*id_out = stored ? stored->id : 0;
	if (stored && same_entries(&rows, &before) && str_equal(wanted->name, stored->name) &&
	    str_equal(wanted->audience, stored->audience) &&
	    str_equal(wanted->note, stored->note) && wanted->cap == stored->cap)
		return OK;

	enum status st = OK;
	if (stored)
		st = import_close_rows(import, SQL_SCORECARD_CLOSE, stored->id, err);
	*id_out = 0;
	bool ends = stored && rows.count == 0;
	if (st == OK && !ends)
		st = add_scorecard(import, wanted, id_out, err);
	if (st == OK)
		st = add_entries(import, *id_out, &rows, err);
	if (st != OK)
		return st;
	return import_audit(import, "framework.scorecard", wanted->name,
	                    ends     ? STR("ended")
	                    : stored ? STR("changed")
	                             : STR("added"),
	                    err);
}

/* Sets the printed order: the text's, where it names every stored scorecard; else the
 * stored one with what is new behind it. */
static enum status order_scorecards(struct import *import, const int64_t *ids, struct err *err)
{
	const struct framework *framework = import->framework, *stored = import->stored;
	bool *is_new = arena_new(import->arena, framework->scorecard_count, sizeof(*is_new));
	size_t named = 0;
	int64_t place = 0;
	enum status st = OK;
	for (size_t i = 0; i < framework->scorecard_count; i++) {
		is_new[i] = !framework_find_scorecard(stored, framework->scorecards[i].name);
		named += !is_new[i];
	}
	bool all_named = named == stored->scorecard_count;
	for (size_t i = 0; st == OK && !all_named && i < stored->scorecard_count; i++) {
		const struct scorecard *it = &stored->scorecards[i];
		const struct scorecard *now = framework_find_scorecard(framework, it->name);
		int64_t id = now ? ids[now - framework->scorecards] : it->id;
		st = import_move(import, SQL_SCORECARD_MOVE, id, ++place, err);
	}
	for (size_t i = 0; st == OK && i < framework->scorecard_count; i++)
		if (all_named || is_new[i])
			st = import_move(import, SQL_SCORECARD_MOVE, ids[i], ++place, err);
	return st;
}

enum status import_scorecards(struct import *import, struct err *err)
{
	const struct framework *framework = import->framework;
	int64_t *ids = arena_new(import->arena, framework->scorecard_count, sizeof(*ids));
	enum status st = OK;
	for (size_t i = 0; st == OK && i < framework->scorecard_count; i++) {
		const struct scorecard *wanted = &framework->scorecards[i];
		warn_above_cap(import, wanted);
		st = save_scorecard(import, wanted,
		                    framework_find_scorecard(import->stored, wanted->name), &ids[i],
		                    err);
	}
	return st == OK ? order_scorecards(import, ids, err) : st;
}
