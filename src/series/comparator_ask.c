/* Asking for published figures. */
#include "series/comparator.h"

#include "db/query.h"
#include "series/comparator_report.h"

/* ---- measures ---- */

static enum status load_words(struct db *db, int64_t measure, int64_t known_by,
                              struct arena *arena, struct comparator_words *out,
                              struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_WORDS_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, measure);
	query_bind_int64(&q, 2, known_by);
	bool row = false;
	st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	*out = (struct comparator_words){ .decimals = -1, .is_banded = true };
	if (row)
		*out = (struct comparator_words){
			.label = arena_text(arena, query_text(&q, 0)),
			.topic = arena_text(arena, query_text(&q, 1)),
			.unit = arena_text(arena, query_text(&q, 2)),
			.polarity = arena_text(arena, query_text(&q, 3)),
			.decimals = (int)query_int64(&q, 4),
			.is_banded = query_int64(&q, 5) != 0,
			.note = arena_text(arena, query_text(&q, 6)),
		};
	return OK;
}

enum status comparator_find(struct db *db, const struct comparator_release *of,
                            const struct comparator_measure *which, struct arena *arena,
                            struct comparator_held *out, struct err *err)
{
	char *column = arena_new(arena, which->column.len + 1, 1);
	for (size_t i = 0; i < which->column.len; i++)
		column[i] = char_lower(which->column.ptr[i]);
	struct comparator_held held = {
		.source = arena_text(arena, of->source),
		.stem = arena_text(arena, of->stem),
		.column = { column, which->column.len },
		.filters = arena_text(arena, which->filters),
	};
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_MEASURE_FIND, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, held.source);
	query_bind_text(&q, 2, held.stem);
	query_bind_text(&q, 3, held.column);
	query_bind_text(&q, 4, held.filters);
	bool row = false;
	st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	if (!row)
		return err_set(err, E_MISSING, "no published figures of '%.*s'%s%.*s in %.*s %.*s",
		               STR_ARGS(held.column), held.filters.len ? " with " : "",
		               STR_ARGS(held.filters), STR_ARGS(held.source),
		               STR_ARGS(held.stem));
	held.id = query_int64(&q, 0);
	st = load_words(db, held.id, SERIES_KNOWN_NOW, arena, &held.words, err);
	if (st == OK)
		*out = held;
	return st;
}

enum status comparator_list(struct db *db, const struct comparator_page *page,
                            struct arena *arena, struct comparator_held_list *out,
                            struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_HELD_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, page->after);
	query_bind_int64(&q, 2, page->limit);
	struct comparator_held_list list = { 0 };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		struct comparator_held held = {
			.id = query_int64(&q, 0),
			.source = arena_text(arena, query_text(&q, 1)),
			.stem = arena_text(arena, query_text(&q, 2)),
			.column = arena_text(arena, query_text(&q, 3)),
			.filters = arena_text(arena, query_text(&q, 4)),
		};
		st = load_words(db, held.id, page->known_by, arena, &held.words, err);
		if (st != OK)
			return st;
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = held;
	}
	if (st == OK)
		*out = list;
	return st;
}

enum status comparator_columns_newest(struct db *db, const struct comparator_release *of,
                                      struct arena *arena,
                                      struct comparator_column_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_COLUMN_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, of->source);
	query_bind_text(&q, 2, of->stem);
	struct comparator_column_list list = { 0 };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct comparator_column){
			.name = arena_text(arena, query_text(&q, 0)),
			.kind = comparator_column_kind_of(query_text(&q, 1)),
		};
	}
	if (st == OK)
		*out = list;
	return st;
}

/* ---- periods ---- */

/* The period of the columns text, from, to that begin at `column`. A label keeps the
 * text it is stored under. */
static struct period read_period(const struct query *q, int column)
{
	struct str text = query_text(q, column);
	struct period period = { 0 };
	if (!query_is_null(q, column + 2) && period_parse(text, &period, NULL) == OK)
		return period;
	period = (struct period){ .kind = PERIOD_LABEL, .from = DATE_NONE, .to = DATE_NONE };
	struct str label = str_cut(text, PERIOD_LABEL_BYTES - 1);
	for (size_t i = 0; i < label.len; i++)
		period.label[i] = label.ptr[i];
	return period;
}

enum status comparator_periods(struct db *db, const struct comparator_question *of,
                               struct arena *arena, struct comparator_period_list *out,
                               struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_PERIODS, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, of->measure);
	query_bind_int64(&q, 2, of->known_by);
	struct comparator_period_list list = { 0 };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = (struct comparator_period){
			.id = query_int64(&q, 0),
			.period = read_period(&q, 1),
			.label = arena_text(arena, query_text(&q, 4)),
			.year_kind = arena_text(arena, query_text(&q, 5)),
		};
	}
	if (st == OK)
		*out = list;
	return st;
}

enum status comparator_newest_load(struct db *db, const struct comparator_question *of,
                                   struct arena *arena, struct comparator_newest *out,
                                   struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, of->measure);
	query_bind_int64(&q, 2, of->known_by);
	query_bind_int64(&q, 3, of->period);
	bool row = false;
	st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	if (!row)
		return err_set(err, E_MISSING, "no figure of the measure is held");
	struct str name = query_text(&q, 6);
	*out = (struct comparator_newest){
		.period = { .id = query_int64(&q, 0),
		            .period = read_period(&q, 1),
		            .label = arena_text(arena, query_text(&q, 4)),
		            .year_kind = arena_text(arena, query_text(&q, 5)) },
		.release = arena_text(arena, name.len ? name : query_text(&q, 7)),
		.published_on = query_date(&q, 8),
		.delivery = query_int64(&q, 9),
	};
	return OK;
}

/* Whether `b` stands in better for `wanted` than `a` does. */
static bool is_better(const struct period *wanted, const struct period *a, const struct period *b)
{
	if (period_equal(a, wanted) || period_equal(b, wanted))
		return period_equal(b, wanted);
	return b->from < a->from;
}

enum status comparator_period_find(struct db *db, const struct comparator_question *of,
                                   const struct period *period, struct arena *arena,
                                   struct comparator_period *out, struct err *err)
{
	struct comparator_period_list list = { 0 };
	enum status st = comparator_periods(db, of, arena, &list, err);
	if (st != OK)
		return st;
	const struct comparator_period *best = NULL;
	for (size_t i = 0; i < list.count; i++) {
		const struct period *p = &list.items[i].period;
		bool fits = period_is_dated(period) ? p->to == period->to : period_equal(p, period);
		if (fits && (!best || is_better(period, &best->period, p)))
			best = &list.items[i];
	}
	char text[PERIOD_TEXT_BYTES];
	if (!best)
		return err_set(err, E_MISSING, "there is no published figure for %s",
		               period_print_words(period, text));
	*out = *best;
	return OK;
}

/* ---- values ---- */

static enum comparator_absence read_absence(struct str symbol)
{
	for (int i = COMPARATOR_KNOWN + 1; i < COMPARATOR_ABSENCE_COUNT; i++)
		if (str_equal(symbol, str_of(comparator_absence_symbol(i))))
			return (enum comparator_absence)i;
	return COMPARATOR_NOT_UNDERSTOOD;
}

static enum status read_value(const struct query *q, struct arena *arena,
                              struct comparator_value *out, struct err *err)
{
	struct str name = query_text(q, 5);
	*out = (struct comparator_value){
		.place = (int)query_int64(q, 0),
		.decimal = arena_text(arena, query_text(q, 1)),
		.row = query_int64(q, 3),
		.delivery = query_int64(q, 4),
		.release = arena_text(arena, name.len ? name : query_text(q, 6)),
		.published_on = query_date(q, 7),
	};
	if (query_is_null(q, 1)) {
		out->absence = read_absence(query_text(q, 2));
		return OK;
	}
	return comparator_number(out->decimal, &out->number, err);
}

enum status comparator_value_load(struct db *db, const struct comparator_question *what,
                                  int place, struct arena *arena, struct comparator_value *out,
                                  struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_VALUE_OF_PLACE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, what->measure);
	query_bind_int64(&q, 2, what->period);
	query_bind_int64(&q, 3, place);
	query_bind_int64(&q, 4, what->known_by);
	bool row = false;
	st = query_step(&q, &row, err);
	if (st != OK)
		return st;
	if (!row)
		return err_set(err, E_MISSING, "no published figure of place %d", place);
	struct comparator_value value = { 0 };
	st = read_value(&q, arena, &value, err);
	if (st == OK)
		*out = value;
	return st;
}

enum status comparator_values_load(struct db *db, const struct comparator_question *what,
                                   struct arena *arena, struct comparator_value_list *out,
                                   struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_VALUE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, what->measure);
	query_bind_int64(&q, 2, what->period);
	query_bind_int64(&q, 3, what->known_by);
	struct comparator_value_list list = { 0 };
	for (bool row = true; (st = query_step(&q, &row, err)) == OK && row;) {
		if (list.count && list.items[list.count - 1].place == query_int64(&q, 0))
			continue; /* an earlier release */
		struct comparator_value value = { 0 };
		st = read_value(&q, arena, &value, err);
		if (st != OK)
			return st;
		list.items = arena_grow(arena, list.items, list.count, &list.capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = value;
	}
	if (st == OK)
		*out = list;
	return st;
}
