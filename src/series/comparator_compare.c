#include "series/comparator_compare.h"

#include <stdio.h>
#include <string.h>

#include "db/query.h"

struct str comparator_measure_words(struct str column, struct str filters, struct arena *arena)
{
	if (filters.len == 0)
		return arena_text(arena, column);
	return arena_format(arena, "%.*s (%.*s)", STR_ARGS(column), STR_ARGS(filters));
}

enum status comparator_rivals(struct db *db, int64_t release, struct arena *arena,
                              struct comparator_rival_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_RELEASE_RIVALS, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, release);
	struct comparator_rival_list list = { 0 };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		struct str name = query_text(&q, 1);
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct comparator_rival){
			.id = query_int64(&q, 0),
			.name = arena_text(arena, name.len ? name : query_text(&q, 2)),
			.counts_more = query_int64(&q, 3) != 0,
		};
	}
	if (st == OK)
		*out = list;
	return st;
}

/* ---- one place and period ---- */

enum { OURS_UNKNOWN = -1 };

/* What was said of a measure, period and place: by the release, and by the one that
 * counted before it. */
struct cell {
	int64_t period;
	int64_t place;
	bool is_ours;
	bool was_there; /* the release before had it */
	int before; /* index of the rival that counted, or OURS_UNKNOWN */
	char our_text[COMPARATOR_NUMBER_BYTES];
	char before_text[COMPARATOR_NUMBER_BYTES];
};

/* Values of a column and period that the release before had and ours has not. */
struct gone {
	struct str column;
	int64_t period;
	int64_t values;
	struct str first_label;
	int first_place;
};

/* A comparison under way. */
struct comparing {
	struct db *db;
	int64_t release;
	const struct comparator_rival_list *rivals;
	struct comparator_summary *summary;
	int64_t predecessor; /* the release before; 0: ours is not the newest, or the first */
	struct gone *gone;   /* those of one column together */
	size_t gone_count, gone_capacity;
	size_t column_gone;  /* where those of the column begin */
	int64_t *spoken;     /* the periods that ours speaks of */
	size_t spoken_count, spoken_capacity;
	int64_t measure;
	struct str column, filters; /* of the measure; borrowed */
	int64_t revised;            /* of its column so far */
	size_t capacity;            /* of the summary's lists of columns */
	size_t vanished_capacity;
};

/* How a release stands among those before ours; OURS_UNKNOWN when it comes after. */
static int standing_of(const struct comparing *c, int64_t release)
{
	for (size_t i = 0; i < c->rivals->count; i++)
		if (c->rivals->items[i].id == release)
			return c->rivals->items[i].counts_more ? OURS_UNKNOWN : (int)i;
	return OURS_UNKNOWN;
}

/* A value as one text: no number is a symbol, so the two are never taken for another. */
static void copy_value(const struct query *q, char out[COMPARATOR_NUMBER_BYTES])
{
	struct str text = query_is_null(q, 3) ? query_text(q, 4) : query_text(q, 3);
	snprintf(out, COMPARATOR_NUMBER_BYTES, "%.*s", STR_ARGS(text));
}

static void take_value(const struct comparing *c, const struct query *q, struct cell *cell)
{
	int64_t release = query_int64(q, 2);
	if (release == c->release) {
		cell->is_ours = true;
		copy_value(q, cell->our_text);
		return;
	}
	cell->was_there = cell->was_there || release == c->predecessor;
	int standing = standing_of(c, release);
	if (standing > cell->before) {
		cell->before = standing;
		copy_value(q, cell->before_text);
	}
}

/* What a release calls the period of a cell. */
static enum status find_label(const struct comparing *c, const struct cell *cell,
                              int64_t release, struct str *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(c->db, SQL_COMPARATOR_LABEL_OF, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, c->measure);
	query_bind_int64(&q, 2, cell->period);
	query_bind_int64(&q, 3, cell->place);
	query_bind_int64(&q, 4, release);
	bool row = false;
	st = query_step(&q, &row, err);
	if (st == OK && row)
		*out = arena_text(c->summary->arena, query_text(&q, 0));
	return st;
}

static enum status add_revision(struct comparing *c, const struct cell *cell, struct err *err)
{
	struct comparator_summary *s = c->summary;
	s->values_revised++;
	c->revised++;
	if (s->revision_count == COMPARATOR_REVISIONS_SHOWN)
		return OK;
	struct comparator_revision *revision = &s->revisions[s->revision_count];
	*revision = (struct comparator_revision){
		.measure = comparator_measure_words(c->column, c->filters, s->arena),
		.place = (int)cell->place,
		.old_value = arena_text(s->arena, str_of(cell->before_text)),
		.new_value = arena_text(s->arena, str_of(cell->our_text)),
		.old_release = arena_text(s->arena, c->rivals->items[cell->before].name),
	};
	enum status st = find_label(c, cell, c->release, &revision->period, err);
	s->revision_count += st == OK;
	return st;
}

static bool is_spoken_of(const struct comparing *c, int64_t period)
{
	for (size_t i = 0; i < c->spoken_count; i++)
		if (c->spoken[i] == period)
			return true;
	return false;
}

/* Notes a period that ours speaks of. */
static void note_spoken(struct comparing *c, int64_t period)
{
	if (is_spoken_of(c, period))
		return;
	c->spoken = arena_grow(c->summary->arena, c->spoken, c->spoken_count,
	                       &c->spoken_capacity, sizeof(*c->spoken));
	c->spoken[c->spoken_count++] = period;
}

/* Counts a value that is no longer there, by column and period. */
static enum status note_gone(struct comparing *c, const struct cell *cell, struct err *err)
{
	struct arena *arena = c->summary->arena;
	c->summary->values_vanished++;
	for (size_t i = c->column_gone; i < c->gone_count; i++)
		if (c->gone[i].period == cell->period) {
			c->gone[i].values++;
			return OK;
		}
	struct gone gone = { .period = cell->period,
		             .values = 1,
		             .first_place = (int)cell->place };
	enum status st = find_label(c, cell, c->predecessor, &gone.first_label, err);
	c->gone = arena_grow(arena, c->gone, c->gone_count, &c->gone_capacity, sizeof(gone));
	c->gone[c->gone_count++] = gone;
	return st;
}

static enum status judge_cell(struct comparing *c, const struct cell *cell, struct err *err)
{
	if (!cell->is_ours)
		return cell->was_there ? note_gone(c, cell, err) : OK;
	if (c->predecessor)
		note_spoken(c, cell->period);
	if (cell->before == OURS_UNKNOWN)
		c->summary->values_added++;
	else if (strcmp(cell->our_text, cell->before_text) == 0)
		c->summary->values_unchanged++;
	else
		return add_revision(c, cell, err);
	return OK;
}

/* ---- measures ---- */

static enum status compare_measure(struct comparing *c, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(c->db, SQL_COMPARATOR_MEASURE_VALUES, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, c->measure);
	struct cell cell = { .before = OURS_UNKNOWN };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		int64_t period = query_int64(&q, 0), place = query_int64(&q, 1);
		if (period != cell.period || place != cell.place) {
			st = judge_cell(c, &cell, err);
			if (st != OK)
				return st;
			cell = (struct cell){ .period = period,
				              .place = place,
				              .before = OURS_UNKNOWN };
		}
		take_value(c, &q, &cell);
	}
	return st == OK ? judge_cell(c, &cell, err) : st;
}

/* Notes how many values of a column were revised, behind its last measure. */
static void end_column(struct comparing *c, struct str column)
{
	struct comparator_summary *s = c->summary;
	if (c->revised > 0) {
		s->revised = arena_grow(s->arena, s->revised, s->revised_count, &c->capacity,
		                        sizeof(*s->revised));
		s->revised[s->revised_count++] = (struct comparator_revised){
			.column = column,
			.values = c->revised,
		};
	}
	c->revised = 0;
	for (; c->column_gone < c->gone_count; c->column_gone++)
		c->gone[c->column_gone].column = column;
}

/* Adds up what is gone by column, once every period that ours speaks of is known. */
static void sum_vanished(struct comparing *c)
{
	struct comparator_summary *s = c->summary;
	struct comparator_vanished *last = NULL;
	for (size_t i = 0; i < c->gone_count; i++) {
		const struct gone *gone = &c->gone[i];
		if (!last || !str_equal(last->column, gone->column)) {
			s->vanished = arena_grow(s->arena, s->vanished, s->vanished_count,
			                         &c->vanished_capacity, sizeof(*last));
			last = &s->vanished[s->vanished_count++];
			*last = (struct comparator_vanished){ .column = gone->column,
				                              .first_period = gone->first_label,
				                              .first_place = gone->first_place };
		}
		last->values += gone->values;
		if (!is_spoken_of(c, gone->period))
			last->of_past_periods += gone->values;
	}
}

/* The release before ours; 0 when there is none, or one that counts more. */
static int64_t find_predecessor(const struct comparator_rival_list *rivals)
{
	const struct comparator_rival *last =
		rivals->count ? &rivals->items[rivals->count - 1] : NULL;
	return last && !last->counts_more ? last->id : 0;
}

enum status comparator_compare(struct db *db, int64_t release,
                               const struct comparator_rival_list *rivals,
                               struct comparator_summary *summary, struct err *err)
{
	struct comparing c = { .db = db,
		               .release = release,
		               .rivals = rivals,
		               .summary = summary,
		               .predecessor = find_predecessor(rivals) };
	struct str column = { 0 };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_MEASURE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, release);
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		c.measure = query_int64(&q, 0);
		c.column = query_text(&q, 1);
		c.filters = query_text(&q, 2);
		if (!str_equal(c.column, column)) {
			end_column(&c, column);
			column = arena_text(summary->arena, c.column);
		}
		st = compare_measure(&c, err);
		if (st != OK)
			return st;
	}
	if (st != OK)
		return st;
	end_column(&c, column);
	sum_vanished(&c);
	return OK;
}
