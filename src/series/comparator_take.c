/* Storing a release of published figures. */
#include "series/comparator.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "db/query.h"
#include "ledger/delivery.h"
#include "series/comparator_report.h"

enum {
	BATCH_VALUES = 8,     /* of comparator_value_add_8 */
	VALUE_PARAMETERS = 8, /* of each value */
	PLACES_MAX = 1000000, /* two three-digit numbers beside each other */
	KEY_BYTES = 64 * 1024,
};

/* A value that waits for its batch. */
struct waiting {
	struct comparator_entry entry; /* its text is `number` */
	char number[COMPARATOR_NUMBER_BYTES];
};

/* A period under one of its names. */
struct known_period {
	int64_t period, label; /* ids */
};

struct comparator_take {
	struct db *db;
	struct arena arena;
	struct comparator_release release;
	struct str file; /* the delivery's */
	int64_t id;
	struct buf key; /* scratch, for the maps */
	struct map measures;
	struct map periods;
	struct known_period *known; /* indexed by what `periods` holds */
	size_t known_count;
	size_t known_capacity;
	uint64_t *places; /* one bit each */
	int32_t newest_on;
	struct waiting batch[BATCH_VALUES];
	size_t waiting_count;
	int64_t values, numbers, place_count, measures_added;
};

void comparator_take_cleanup(struct comparator_take **take)
{
	struct comparator_take *self = *take;
	*take = NULL;
	if (!self)
		return;
	map_deinit(&self->measures);
	map_deinit(&self->periods);
	buf_deinit(&self->key);
	free(self->places);
	arena_deinit(&self->arena);
	free(self);
}

static enum status add_release(struct comparator_take *take, struct err *err)
{
	int32_t published = take->release.published_on;
	struct series_moment known = { 0 };
	auto_query q = { 0 };
	enum status st = series_change_of(take->db, take->release.delivery, &known, err);
	if (st == OK)
		st = query_start(take->db, SQL_COMPARATOR_RELEASE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, take->release.delivery);
	query_bind_text(&q, 2, take->release.source);
	query_bind_text(&q, 3, take->release.stem);
	query_bind_text(&q, 4, take->release.name);
	query_bind_date(&q, 5, published);
	query_bind_int64(&q, 6, take->newest_on);
	query_bind_date(&q, 7, published != DATE_NONE ? published : instant_date(known.at));
	query_bind_int64(&q, 8, known.change);
	return query_run_int64(&q, &take->id, err);
}

enum status comparator_take_open(struct db *db, const struct comparator_release *release,
                                 struct comparator_take **out, struct err *err)
{
	auto_comparator_take take = mem_new(1, sizeof(*take));
	take->db = db;
	take->key = buf_init(KEY_BYTES);
	take->places = mem_new(PLACES_MAX / 64 + 1, sizeof(*take->places));
	take->newest_on = DATE_MIN - 1;
	take->release = *release;
	take->release.source = arena_text(&take->arena, release->source);
	take->release.stem = arena_text(&take->arena, release->stem);
	take->release.name = arena_text(&take->arena, release->name);
	struct delivery delivery = { 0 };
	enum status st = delivery_load(db, release->delivery, &take->arena, &delivery, err);
	if (st != OK)
		return st;
	take->file = delivery.file;
	st = add_release(take, err);
	if (st != OK)
		return st;
	*out = take;
	take = NULL;
	return OK;
}

/* ---- measures ---- */

static struct str lower_case(struct str text, struct arena *arena)
{
	char *copy = arena_new(arena, text.len + 1, 1);
	for (size_t i = 0; i < text.len; i++)
		copy[i] = char_lower(text.ptr[i]);
	return (struct str){ copy, text.len };
}

static bool words_are_empty(const struct comparator_words *w)
{
	return w->label.len + w->topic.len + w->unit.len + w->polarity.len + w->note.len == 0;
}

/* Each release keeps its own words, also where they are those of the one before: that one
 * may be withdrawn. */
static enum status say_words(struct db *db, int64_t measure, int64_t delivery,
                             const struct comparator_words *w, struct err *err)
{
	struct series_moment known = { 0 };
	if (words_are_empty(w))
		return OK;
	auto_query q = { 0 };
	enum status st = series_change_of(db, delivery, &known, err);
	if (st == OK)
		st = query_start(db, SQL_COMPARATOR_WORDS_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, measure);
	query_bind_int64(&q, 2, delivery);
	query_bind_text(&q, 3, w->label);
	query_bind_text(&q, 4, w->topic);
	query_bind_text(&q, 5, w->unit);
	query_bind_text(&q, 6, w->polarity);
	query_bind_int64(&q, 7, w->decimals);
	query_bind_int64(&q, 8, w->is_banded);
	query_bind_text(&q, 9, w->note);
	query_bind_int64(&q, 10, known.change);
	return query_run(&q, err);
}

/* A row of the store that was there or was made. */
struct found {
	int64_t id;
	bool is_new;
};

/* The id that a bound query gives; 0 when it finds nothing. */
static enum status read_id(struct query *q, int64_t *out, struct err *err)
{
	bool row = false;
	enum status st = query_step(q, &row, err);
	if (st == OK)
		*out = row ? query_int64(q, 0) : 0;
	return st;
}

static enum status find_or_add_measure(struct db *db, const struct comparator_release *of,
                                       const struct comparator_measure *measure,
                                       struct found *out, struct err *err)
{
	auto_arena arena = { 0 };
	const struct str texts[] = { of->source, of->stem, lower_case(measure->column, &arena),
		                     measure->filters };
	static const enum sql STEPS[] = { SQL_COMPARATOR_MEASURE_FIND,
		                          SQL_COMPARATOR_MEASURE_ADD };
	*out = (struct found){ 0 };
	for (size_t i = 0; i < COUNT_OF(STEPS) && out->id == 0; i++) {
		auto_query q = { 0 };
		enum status st = query_start(db, STEPS[i], &q, err);
		if (st != OK)
			return st;
		for (int n = 0; n < (int)COUNT_OF(texts); n++)
			query_bind_text(&q, n + 1, texts[n]);
		st = read_id(&q, &out->id, err);
		if (st != OK)
			return st;
		out->is_new = STEPS[i] == SQL_COMPARATOR_MEASURE_ADD;
	}
	return say_words(db, out->id, of->delivery, &measure->words, err);
}

enum status comparator_describe(struct db *db, const struct comparator_release *of,
                                const struct comparator_measure *measure, struct err *err)
{
	struct found measure_found = { 0 };
	return find_or_add_measure(db, of, measure, &measure_found, err);
}

enum status comparator_take_measure(struct comparator_take *take,
                                    const struct comparator_measure *measure, int64_t *id_out,
                                    struct err *err)
{
	buf_clear(&take->key);
	buf_add(&take->key, measure->column);
	buf_add_char(&take->key, '\n');
	buf_add(&take->key, measure->filters);
	enum status st = buf_check(&take->key, "the name of a measure", err);
	if (st != OK || map_find(&take->measures, buf_view(&take->key), id_out))
		return st;

	struct found found = { 0 };
	st = find_or_add_measure(take->db, &take->release, measure, &found, err);
	if (st != OK)
		return st;
	take->measures_added += found.is_new;
	map_put(&take->measures, buf_view(&take->key), found.id);
	*id_out = found.id;
	return OK;
}

/* ---- periods and columns ---- */

/* What a period is stored under. A label without dates keeps its kind of year, so that
 * it is never taken for a dated one ("2024"). */
static struct str period_key(const struct period *period, struct str year_kind,
                             struct arena *arena)
{
	char text[PERIOD_TEXT_BYTES];
	period_print(period, text);
	if (period_is_dated(period) || year_kind.len == 0)
		return arena_format(arena, "%s", text);
	return arena_format(arena, "%.*s %s", STR_ARGS(year_kind), text);
}

static enum status find_or_add_period(struct db *db, const struct period *period,
                                      struct str text, int64_t *id_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_COMPARATOR_PERIOD_FIND, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, text);
	st = read_id(&q, id_out, err);
	if (st != OK || *id_out)
		return st;
	query_finish(&q);
	st = query_start(db, SQL_COMPARATOR_PERIOD_ADD, &q, err);
	if (st != OK)
		return st;
	bool is_dated = period_is_dated(period);
	query_bind_text(&q, 1, text);
	query_bind_date(&q, 2, is_dated ? period->from : DATE_NONE);
	query_bind_date(&q, 3, is_dated ? period->to : DATE_NONE);
	return query_run_int64(&q, id_out, err);
}

static enum status find_or_add_label(struct db *db, struct str label, struct str year_kind,
                                     int64_t *id_out, struct err *err)
{
	static const enum sql STEPS[] = { SQL_COMPARATOR_LABEL_FIND, SQL_COMPARATOR_LABEL_ADD };
	*id_out = 0;
	enum status st = OK;
	for (size_t i = 0; st == OK && i < COUNT_OF(STEPS) && *id_out == 0; i++) {
		auto_query q = { 0 };
		st = query_start(db, STEPS[i], &q, err);
		if (st != OK)
			return st;
		query_bind_text(&q, 1, label);
		query_bind_text(&q, 2, year_kind);
		st = read_id(&q, id_out, err);
	}
	return st;
}

enum status comparator_take_period(struct comparator_take *take, struct str label,
                                   struct str year_kind, const struct period *period,
                                   int64_t *id_out, struct err *err)
{
	auto_arena arena = { 0 };
	struct str text = period_key(period, year_kind, &arena);
	buf_clear(&take->key);
	buf_format(&take->key, "%.*s\n%.*s\n%.*s", STR_ARGS(label), STR_ARGS(year_kind),
	           STR_ARGS(text));
	enum status st = buf_check(&take->key, "the name of a period", err);
	if (st != OK || map_find(&take->periods, buf_view(&take->key), id_out))
		return st;
	struct known_period known = { 0 };
	st = find_or_add_period(take->db, period, text, &known.period, err);
	if (st == OK)
		st = find_or_add_label(take->db, label, year_kind, &known.label, err);
	if (st != OK)
		return st;
	if (period_is_dated(period) && period->to > take->newest_on)
		take->newest_on = period->to;
	take->known = arena_grow(&take->arena, take->known, take->known_count,
	                         &take->known_capacity, sizeof(*take->known));
	take->known[take->known_count] = known;
	*id_out = (int64_t)take->known_count++;
	map_put(&take->periods, buf_view(&take->key), *id_out);
	return OK;
}

enum status comparator_take_column(struct comparator_take *take, struct str name,
                                   enum comparator_column_kind kind, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_COMPARATOR_COLUMN_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, take->id);
	query_bind_text(&q, 2, name);
	query_bind_text(&q, 3, str_of(comparator_column_word(kind)));
	return query_run(&q, err);
}

/* ---- values ---- */

static void bind_value(struct query *q, int first, const struct comparator_take *take,
                       const struct waiting *waiting)
{
	const struct comparator_entry *entry = &waiting->entry;
	const struct known_period *period = &take->known[entry->period];
	query_bind_int64(q, first, entry->measure);
	query_bind_int64(q, first + 1, period->period);
	query_bind_int64(q, first + 2, entry->place);
	query_bind_int64(q, first + 3, take->id);
	query_bind_int64(q, first + 4, period->label);
	query_bind_int64(q, first + 5, entry->row);
	if (entry->absence == COMPARATOR_KNOWN) {
		query_bind_text(q, first + 6, str_of(waiting->number));
		query_bind_null(q, first + 7);
	} else {
		query_bind_null(q, first + 6);
		query_bind_text(q, first + 7,
		                str_of(comparator_absence_symbol(entry->absence)));
	}
}

/* Sends the values that wait: together when they are a full batch. */
static enum status send(struct comparator_take *take, struct err *err)
{
	size_t each = take->waiting_count == BATCH_VALUES ? BATCH_VALUES : 1;
	enum sql sql = each > 1 ? SQL_COMPARATOR_VALUE_ADD_8 : SQL_COMPARATOR_VALUE_ADD;
	enum status st = OK;
	for (size_t at = 0; st == OK && at < take->waiting_count; at += each) {
		auto_query q = { 0 };
		st = query_start(take->db, sql, &q, err);
		if (st != OK)
			return st;
		for (size_t i = 0; i < each; i++)
			bind_value(&q, 1 + (int)i * VALUE_PARAMETERS, take, &take->batch[at + i]);
		st = query_run(&q, err);
	}
	take->waiting_count = 0;
	return st;
}

/* Whether a value of the same measure, period and place waits: one statement may not
 * meet the same row twice. */
static bool is_waiting(const struct comparator_take *take, const struct comparator_entry *entry)
{
	for (size_t i = 0; i < take->waiting_count; i++) {
		const struct comparator_entry *other = &take->batch[i].entry;
		if (other->measure == entry->measure && other->place == entry->place &&
		    take->known[other->period].period == take->known[entry->period].period)
			return true;
	}
	return false;
}

static void count_value(struct comparator_take *take, const struct comparator_entry *entry)
{
	take->values++;
	take->numbers += entry->absence == COMPARATOR_KNOWN;
	uint64_t *word = &take->places[entry->place / 64];
	uint64_t bit = UINT64_C(1) << (entry->place % 64);
	take->place_count += !(*word & bit);
	*word |= bit;
}

enum status comparator_take_value(struct comparator_take *take,
                                  const struct comparator_entry *entry, struct err *err)
{
	assert(entry->period >= 0 && (size_t)entry->period < take->known_count);
	assert(entry->place > 0 && entry->place < PLACES_MAX);
	assert(entry->number.len < COMPARATOR_NUMBER_BYTES);
	enum status st = OK;
	if (take->waiting_count == BATCH_VALUES || is_waiting(take, entry))
		st = send(take, err);
	if (st != OK)
		return st;
	struct waiting *waiting = &take->batch[take->waiting_count++];
	waiting->entry = *entry;
	memcpy(waiting->number, entry->number.len ? entry->number.ptr : "", entry->number.len);
	waiting->number[entry->number.len] = '\0';
	waiting->entry.number = (struct str){ 0 };
	count_value(take, entry);
	return OK;
}

static enum status store_reach(struct comparator_take *take, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_COMPARATOR_RELEASE_REACH, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, take->id);
	query_bind_int64(&q, 2, take->newest_on);
	return query_run(&q, err);
}

enum status comparator_take_close(struct comparator_take *take, struct comparator_summary *out,
                                  struct finding_list *findings, struct err *err)
{
	enum status st = send(take, err);
	if (st == OK)
		st = store_reach(take, err);
	if (st != OK)
		return st;
	*out = (struct comparator_summary){
		.arena = out->arena,
		.values = take->values,
		.numbers = take->numbers,
		.measures = (int64_t)take->measures.count,
		.periods = (int64_t)take->known_count,
		.places = take->place_count,
		.measures_added = take->measures_added,
	};
	return comparator_report(take->db, take->id, take->file, out, findings, err);
}
