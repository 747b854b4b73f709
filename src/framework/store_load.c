/* Reading a framework out of the store: a statement for each kind of row. */
#include "framework/store.h"

#include <inttypes.h>
#include <stdlib.h>

#include "db/query.h"
#include "framework/row.h"
#include "framework/row_query.h"
#include "framework/store_load.h"

/* What is being put together. */
struct load {
	struct db *db;
	int64_t framework_id;
	struct framework *framework;
	struct id_place *places; /* of the indicators, by id */
};

/* Where the indicator with an id stands among the framework's. */
struct id_place {
	int64_t id;
	size_t at;
};

static int compare_places(const void *a, const void *b)
{
	int64_t left = ((const struct id_place *)a)->id, right = ((const struct id_place *)b)->id;
	return (left > right) - (left < right);
}

static struct framework_indicator *find_by_id(const struct load *load, int64_t id)
{
	struct id_place key = { .id = id };
	const struct id_place *place = load->framework->indicator_count == 0
	                                       ? NULL
	                                       : bsearch(&key, load->places,
	                                                 load->framework->indicator_count,
	                                                 sizeof(key), compare_places);
	return place ? &load->framework->indicators[place->at] : NULL;
}

/* A text of the current row, kept. */
static struct str kept(const struct load *load, const struct query *q, int column)
{
	return arena_text(load->framework->arena, query_text(q, column));
}

static enum status start(struct load *load, enum sql sql, struct query *q, struct err *err)
{
	enum status st = query_start(load->db, sql, q, err);
	if (st == OK)
		query_bind_int64(q, 1, load->framework_id);
	return st;
}

static enum status load_facts(struct load *load, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start(load, SQL_INDICATOR_FACT_LIST, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		struct fact_row row = fact_row_read(&q, 1, load->framework->arena);
		struct framework_indicator *indicator = framework_add_indicator(load->framework);
		fact_row_fill(&row, indicator);
		indicator->id = query_int64(&q, 0);
	}
	if (st != OK)
		return st;
	size_t count = load->framework->indicator_count;
	load->places = arena_new(load->framework->arena, count, sizeof(*load->places));
	for (size_t i = 0; i < count; i++)
		load->places[i] = (struct id_place){ load->framework->indicators[i].id, i };
	if (count > 1)
		qsort(load->places, count, sizeof(*load->places), compare_places);
	return OK;
}

/* The aim of the current row, put where it belongs. */
static void take_aim(const struct query *q, struct framework *framework,
                     struct framework_indicator *indicator)
{
	struct arena *arena = framework->arena;
	struct aim_row row = {
		.span = { query_date(q, 3), query_date(q, 4) },
		.words = arena_text(arena, query_text(q, 5)),
		.decision = { .id = query_int64(q, 1),
		              .set_by = arena_text(arena, query_text(q, 6)),
		              .set_on = query_date(q, 7),
		              .why = arena_text(arena, query_text(q, 8)),
		              .is_draft = query_int64(q, 9) != 0,
		              .agreed_by = arena_text(arena, query_text(q, 10)),
		              .agreed_on = query_date(q, 11),
		              .origin = origin_read(query_text(q, 12)) },
	};
	if (aim_kind_read(query_text(q, 2), &row.kind))
		aim_row_add(framework, indicator, &row);
}

static enum status load_aims(struct load *load, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start(load, SQL_INDICATOR_AIM_LIST, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		struct framework_indicator *indicator = find_by_id(load, query_int64(&q, 0));
		if (indicator)
			take_aim(&q, load->framework, indicator);
	}
	return st;
}

/* The words of the current row, put where they belong: NULL is the framework itself. */
static enum status take_words(const struct query *q, struct framework *framework,
                              struct framework_indicator *indicator, struct err *err)
{
	struct words_row row = {
		.span = { query_date(q, 2), query_date(q, 3) },
		.words = arena_text(framework->arena, query_text(q, 4)),
	};
	if (words_row_add(framework, indicator, query_text(q, 1), &row))
		return OK;
	return err_set(err, E_STORE, "the store holds words of an unknown kind '%.*s'",
	               STR_ARGS(query_text(q, 1)));
}

static enum status load_words(struct load *load, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start(load, SQL_FRAMEWORK_WORDS_LIST, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		bool is_common = query_is_null(&q, 0);
		struct framework_indicator *indicator =
			is_common ? NULL : find_by_id(load, query_int64(&q, 0));
		if (is_common || indicator)
			st = take_words(&q, load->framework, indicator, err);
	}
	return st;
}

/* Entries come as a list with depths: what stands above one is the last before it
 * that is less deep. */
struct tree {
	size_t above[FRAMEWORK_DEPTH_MAX + 2]; /* by depth */
};

/* Where an entry of this depth hangs; FRAMEWORK_NOWHERE: at the top. */
static size_t tree_parent(const struct tree *tree, int64_t depth)
{
	return depth > 0 && depth <= FRAMEWORK_DEPTH_MAX ? tree->above[depth - 1]
	                                                 : FRAMEWORK_NOWHERE;
}

static void tree_note(struct tree *tree, int64_t depth, size_t at)
{
	if (depth >= 0 && depth <= FRAMEWORK_DEPTH_MAX)
		tree->above[depth] = at;
}

static enum status load_organisations(struct load *load, struct err *err)
{
	struct framework *framework = load->framework;
	struct tree tree = { 0 };
	auto_query q = { 0 };
	enum status st = start(load, SQL_ORGANISATION_LIST, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		struct organisation *it = framework_add_organisation(framework);
		int64_t depth = query_int64(&q, 0);
		it->parent = tree_parent(&tree, depth);
		it->key = kept(load, &q, 1);
		it->name = kept(load, &q, 2);
		it->level = kept(load, &q, 3);
		it->lead = kept(load, &q, 4);
		it->span = (struct span){ query_date(&q, 5), query_date(&q, 6) };
		tree_note(&tree, depth, framework->organisation_count - 1);
	}
	return st;
}

static enum status load_entries(struct load *load, struct scorecard *scorecard, struct err *err)
{
	struct tree tree = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(load->db, SQL_SCORECARD_ENTRY_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, scorecard->id);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		int64_t depth = query_int64(&q, 0);
		size_t parent = tree_parent(&tree, depth);
		if (query_is_null(&q, 1)) {
			struct section *section =
				scorecard_add_section(load->framework, scorecard, parent);
			section->title = kept(load, &q, 2);
			section->level = kept(load, &q, 3);
			section->commentary = kept(load, &q, 4);
			tree_note(&tree, depth, scorecard->section_count - 1);
			continue;
		}
		struct framework_indicator *indicator = find_by_id(load, query_int64(&q, 1));
		if (indicator)
			scorecard_add_placement(
				load->framework, scorecard,
				(struct placement){
					parent,
					(size_t)(indicator - load->framework->indicators) });
	}
	return st;
}

static enum status load_scorecards(struct load *load, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start(load, SQL_SCORECARD_LIST, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		struct scorecard *it = framework_add_scorecard(load->framework, kept(load, &q, 1));
		it->id = query_int64(&q, 0);
		it->audience = kept(load, &q, 2);
		it->note = kept(load, &q, 3);
		it->cap = query_int64(&q, 4);
		st = load_entries(load, it, err);
	}
	return st;
}

enum status framework_find_id(struct db *db, struct str authority, int64_t *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_FRAMEWORK_BY_AUTHORITY, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st == OK)
		*out = found ? query_int64(&q, 0) : 0;
	return st;
}

enum status framework_load_id(struct db *db, int64_t id, struct framework *out, struct err *err)
{
	struct load load = { .db = db, .framework_id = id, .framework = out };
	enum status st = load_facts(&load, err);
	if (st == OK)
		st = load_aims(&load, err);
	if (st == OK)
		st = load_words(&load, err);
	if (st == OK)
		st = load_organisations(&load, err);
	if (st == OK)
		st = load_scorecards(&load, err);
	return st;
}

enum status framework_authorities(struct db *db, struct arena *arena, struct text_list *out,
                                  struct err *err)
{
	struct text_list list = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_FRAMEWORK_AUTHORITIES, &q, err);
	bool found = false;
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = arena_text(arena, query_text(&q, 0));
	}
	if (st == OK)
		*out = list;
	return st;
}

/* The authority that is meant: the one named, or the only one there is. */
static enum status choose_authority(struct db *db, struct str name, struct arena *arena,
                                    struct str *out, struct err *err)
{
	struct text_list all;
	enum status st = framework_authorities(db, arena, &all, err);
	if (st != OK)
		return st;
	if (all.count == 0)
		return err_set(err, E_MISSING,
		               "the store has no framework yet; import one, or a scorecard file");
	auto_buf names = buf_init(600);
	for (size_t i = 0; i < all.count; i++) {
		if (name.len ? str_equal_nocase(all.items[i], name) : all.count == 1) {
			*out = all.items[i];
			return OK;
		}
		buf_format(&names, "%s'%.*s'", i ? ", " : "", STR_ARGS(all.items[i]));
	}
	if (name.len == 0)
		return err_set(err, E_MISSING,
		               "the store holds several authorities; name one of: %.*s",
		               STR_ARGS(buf_view(&names)));
	return err_set(err, E_MISSING, "no framework of '%.*s' is in the store, only of: %.*s",
	               STR_ARGS(name), STR_ARGS(buf_view(&names)));
}

enum status framework_load(struct db *db, struct str authority, struct arena *arena,
                           struct framework *out, struct err *err)
{
	struct str chosen = { 0 };
	int64_t id = 0;
	enum status st = choose_authority(db, authority, arena, &chosen, err);
	if (st == OK)
		st = framework_find_id(db, chosen, &id, err);
	if (st != OK)
		return st;
	struct framework framework = framework_new(arena, chosen);
	st = framework_load_id(db, id, &framework, err);
	if (st == OK)
		*out = framework;
	return st;
}

/* ---- what somebody stated ---- */

static enum status start_at(struct db *db, enum sql sql, const struct framework_stated *stated,
                            struct query *q, struct err *err)
{
	enum status st = query_start(db, sql, q, err);
	if (st != OK)
		return st;
	query_bind_int64(q, 1, stated->indicator.id);
	query_bind_int64(q, 2, stated->change);
	return OK;
}

static enum status find_stated(struct db *db, struct framework_stated *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_INDICATOR_STATED_IN, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, out->indicator.id);
	return query_run_int64(&q, &out->change, err);
}

static enum status facts_at(struct db *db, struct framework *framework,
                            struct framework_stated *out, struct err *err)
{
	auto_query q = { 0 };
	bool found = false;
	enum status st = start_at(db, SQL_INDICATOR_FACT_AT, out, &q, err);
	if (st == OK)
		st = query_step(&q, &found, err);
	if (st != OK || !found)
		return st;
	struct fact_row row = fact_row_read(&q, 0, framework->arena);
	fact_row_fill(&row, &out->indicator);
	return OK;
}

static enum status aims_at(struct db *db, int64_t delivery, struct framework *framework,
                           struct framework_stated *out, struct err *err)
{
	auto_query q = { 0 };
	bool found = false;
	enum status st = start_at(db, SQL_INDICATOR_AIM_AT, out, &q, err);
	if (st == OK)
		query_bind_int64(&q, 3, delivery);
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found)
		take_aim(&q, framework, &out->indicator);
	return st;
}

static enum status words_at(struct db *db, struct framework *framework,
                            struct framework_stated *out, struct err *err)
{
	auto_query q = { 0 };
	bool found = false;
	enum status st = start_at(db, SQL_INDICATOR_WORDS_AT, out, &q, err);
	while (st == OK && (st = query_step(&q, &found, err)) == OK && found)
		st = take_words(&q, framework, &out->indicator, err);
	return st;
}

enum status framework_stated_load(struct db *db, int64_t id, int64_t delivery,
                                  struct framework *framework, struct framework_stated *out,
                                  struct err *err)
{
	struct framework_stated stated = { .indicator = framework_indicator_new() };
	stated.indicator.id = id;
	enum status st = find_stated(db, &stated, err);
	if (st == OK && stated.change)
		st = facts_at(db, framework, &stated, err);
	if (st == OK && stated.change)
		st = aims_at(db, delivery, framework, &stated, err);
	if (st == OK && stated.change)
		st = words_at(db, framework, &stated, err);
	if (st == OK)
		*out = stated;
	return st;
}

enum status scorecard_stated_load(struct db *db, struct str authority, struct arena *arena,
                                  struct scorecard_stated_list *out, struct err *err)
{
	struct scorecard_stated_list list = { 0 };
	int64_t framework_id = 0;
	bool found = false;
	enum status st = framework_find_id(db, authority, &framework_id, err);
	if (st != OK)
		return st;
	auto_query q = { 0 };
	st = query_start(db, SQL_SCORECARD_STATED_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, framework_id);
	while ((st = query_step(&q, &found, err)) == OK && found) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct scorecard_stated){
			.scorecard = arena_text(arena, query_text(&q, 0)),
			.indicator_id = query_is_null(&q, 1) ? 0 : query_int64(&q, 1),
			.section = arena_text(arena, query_text(&q, 2)),
			.change = query_int64(&q, 3),
		};
	}
	if (st == OK)
		*out = list;
	return st;
}
