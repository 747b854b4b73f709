#include "series/submission.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/map.h"
#include "db/query.h"

/* ---- what a line has of each sort ---- */

enum { NO_PERIOD = -1 };

/* The figures of a line, and the period that goes with one where it has its own. */
static const struct {
	const char *kind;
	ptrdiff_t value_offset;
	ptrdiff_t period_offset;
} FIGURES[] = {
	{ "value", offsetof(struct line, value), NO_PERIOD },
	{ "month", offsetof(struct line, month), NO_PERIOD },
	{ "quarter", offsetof(struct line, quarter), NO_PERIOD },
	{ "year to date", offsetof(struct line, year_to_date), NO_PERIOD },
	{ "projected", offsetof(struct line, projected), NO_PERIOD },
	{ "previous", offsetof(struct line, previous), offsetof(struct line, previous_period) },
	{ "last year", offsetof(struct line, last_year), NO_PERIOD },
	{ "baseline", offsetof(struct line, baseline), offsetof(struct line, baseline_period) },
	{ "neighbours", offsetof(struct line, comparators[COMPARATOR_NEIGHBOURS].value),
	  offsetof(struct line, comparators[COMPARATOR_NEIGHBOURS].period) },
	{ "region", offsetof(struct line, comparators[COMPARATOR_REGION].value),
	  offsetof(struct line, comparators[COMPARATOR_REGION].period) },
	{ "england", offsetof(struct line, comparators[COMPARATOR_ENGLAND].value),
	  offsetof(struct line, comparators[COMPARATOR_ENGLAND].period) },
};

/* The texts of a line that are kept as they are. */
static const struct {
	const char *kind;
	size_t offset;
} WORDS[] = {
	{ "report", offsetof(struct line, report) },
	{ "scorecard", offsetof(struct line, scorecard) },
	{ "section", offsetof(struct line, section) },
	{ "section commentary", offsetof(struct line, section_commentary) },
	{ "shows", offsetof(struct line, commentary.shows) },
	{ "why", offsetof(struct line, commentary.why) },
	{ "action", offsetof(struct line, commentary.action) },
	{ "action owner", offsetof(struct line, commentary.action_owner) },
	{ "recovery", offsetof(struct line, commentary.recovery_text) },
	{ "note", offsetof(struct line, note) },
	{ "stated direction", offsetof(struct line, stated_direction) },
	{ "break", offsetof(struct line, break_note) },
};

static const char TARGET[] = "target", PROFILED[] = "profiled", RULE[] = "rule",
		  STATUS[] = "status";

static const struct value *line_value(const struct line *line, size_t figure)
{
	return (const struct value *)((const char *)line + FIGURES[figure].value_offset);
}

static const struct period *line_period(const struct line *line, size_t figure)
{
	if (FIGURES[figure].period_offset == NO_PERIOD)
		return NULL;
	return (const struct period *)((const char *)line + FIGURES[figure].period_offset);
}

void submission_count_in(const struct unit *unit, struct line *line)
{
	for (size_t i = 0; i < COUNT_OF(FIGURES); i++) {
		struct value *value = (struct value *)((char *)line + FIGURES[i].value_offset);
		if (!value->is_known && !value->has_stated && value_has_counts(value))
			*value = value_from_counts(value->numerator, value->denominator, unit);
	}
}

/* ---- storing ---- */

static enum status add_words(struct db *db, int64_t id, const char *kind, struct str words,
                             struct err *err)
{
	if (words.len == 0)
		return OK;
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_WORDS_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_text(&q, 2, str_of(kind));
	query_bind_text(&q, 3, words);
	return query_run(&q, err);
}

static void bind_count(struct query *q, int n, bool is_given, int64_t count)
{
	if (is_given)
		query_bind_int64(q, n, count);
	else
		query_bind_null(q, n);
}

/* Stores one figure, unless nothing was said of it. */
static enum status add_figure(struct db *db, int64_t id, const struct line *line, size_t figure,
                              struct err *err)
{
	const struct value *value = line_value(line, figure);
	const struct period *period = line_period(line, figure);
	bool has_period = period && period->kind != PERIOD_NONE;
	if (!value->has_stated && !value->has_numerator && !value->has_denominator && !has_period)
		return OK;
	char stated[RATIO_TEXT_BYTES], words[PERIOD_TEXT_BYTES] = "";
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_FIGURE_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_text(&q, 2, str_of(FIGURES[figure].kind));
	if (value->has_stated)
		query_bind_text(&q, 3,
		                str_of(ratio_print(value->stated, value->stated_decimals, stated)));
	else
		query_bind_null(&q, 3);
	bind_count(&q, 4, value->has_numerator, value->numerator);
	bind_count(&q, 5, value->has_denominator, value->denominator);
	query_bind_text(&q, 6,
	                has_period ? str_of(period_print(period, words)) : (struct str){ 0 });
	return query_run(&q, err);
}

static enum status add_extras(struct db *db, int64_t id, const struct line *line, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < line->extra_count; i++) {
		auto_query q = { 0 };
		st = query_start(db, SQL_SUBMISSION_EXTRA_ADD, &q, err);
		if (st != OK)
			return st;
		query_bind_int64(&q, 1, id);
		query_bind_int64(&q, 2, (int64_t)i + 1);
		query_bind_text(&q, 3, line->extras[i].column);
		query_bind_text(&q, 4, line->extras[i].text);
		st = query_run(&q, err);
	}
	return st;
}

static enum status add_head(struct db *db, const struct submission_place *place,
                            const struct line *line, int64_t *id_out, struct err *err)
{
	char period[PERIOD_TEXT_BYTES], unit[UNIT_TEXT_BYTES];
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_ADD, &q, err);
	if (st != OK)
		return st;
	bool is_dated = period_is_dated(&line->period);
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_int64(&q, 2, place->delivery_id);
	query_bind_int64(&q, 3, line->row);
	query_bind_text(&q, 4, place->unit_key);
	query_bind_text(&q, 5, str_of(period_print(&line->period, period)));
	query_bind_date(&q, 6, is_dated ? line->period.from : DATE_NONE);
	query_bind_date(&q, 7, is_dated ? line->period.to : DATE_NONE);
	query_bind_int64(&q, 8, place->is_set_aside);
	query_bind_text(&q, 9, str_of(unit_print(&line->indicator->unit, unit)));
	query_bind_text(&q, 10, str_of(confidence_word(line->confidence)));
	query_bind_text(&q, 11, str_of(absence_word(line->absence)));
	query_bind_int64(&q, 12, line->entered_percent);
	bind_count(&q, 13, line->has_cohort, line->cohort);
	query_bind_date(&q, 14, line->taken_on);
	query_bind_date(&q, 15, line->commentary.action_due);
	query_bind_date(&q, 16, line->commentary.recovery_due);
	return query_run_int64(&q, id_out, err);
}

enum status submission_add(struct db *db, const struct submission_place *place,
                           const struct line *line, int64_t *id_out, struct err *err)
{
	char rule[RULE_TEXT_BYTES];
	int64_t id = 0;
	enum status st = add_head(db, place, line, &id, err);
	for (size_t i = 0; st == OK && i < COUNT_OF(FIGURES); i++)
		st = add_figure(db, id, line, i, err);
	for (size_t i = 0; st == OK && i < COUNT_OF(WORDS); i++)
		st = add_words(db, id, WORDS[i].kind,
		               *(const struct str *)((const char *)line + WORDS[i].offset), err);
	if (st == OK)
		st = add_words(db, id, TARGET, line->target.text, err);
	if (st == OK)
		st = add_words(db, id, PROFILED, line->profiled.text, err);
	if (st == OK)
		st = add_words(db, id, RULE, str_of(rule_print(&line->rule, rule)), err);
	if (st == OK)
		st = add_words(db, id, STATUS, line->stated.text, err);
	if (st == OK)
		st = add_extras(db, id, line, err);
	if (st == OK)
		*id_out = id;
	return st;
}

/* ---- loading ---- */

struct period submission_period(struct str text, bool is_dated)
{
	struct period period;
	if (is_dated && period_parse(text, &period, NULL) == OK)
		return period;
	return period_read(text);
}

/* A figure from the columns stated, numerator, denominator that begin at `column`. */
static struct value read_figure(const struct query *q, int column, const struct unit *unit)
{
	struct value value = { .is_known = false };
	bool has_numerator = !query_is_null(q, column + 1);
	bool has_denominator = !query_is_null(q, column + 2);
	int64_t numerator = has_numerator ? query_int64(q, column + 1) : 0;
	int64_t denominator = has_denominator ? query_int64(q, column + 2) : 0;
	if (has_numerator && has_denominator)
		value = value_from_counts(numerator, denominator, unit);
	value.has_numerator = has_numerator;
	value.has_denominator = has_denominator;
	value.numerator = numerator;
	value.denominator = denominator;

	struct ratio stated;
	int decimals;
	if (query_is_null(q, column) ||
	    ratio_parse(query_text(q, column), &stated, &decimals, NULL) != OK)
		return value;
	if (!value.is_known) {
		value.is_known = true;
		value.exact = stated;
	}
	value.has_stated = true;
	value.stated = stated;
	value.stated_decimals = decimals;
	return value;
}

/* The unit that a line named, or what its indicator is counted in. */
static struct unit unit_of(struct str named, const struct unit *otherwise)
{
	struct unit unit = unit_read(named);
	return unit.kind == UNIT_NONE ? *otherwise : unit;
}

/* Fills what is one row; `unit` is replaced by the line's own, where it named one. */
static enum status load_head(struct db *db, int64_t id, struct arena *arena, struct unit *unit,
                             struct line *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_BY_ID, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_MISSING, "no figure has the number %lld", (long long)id);
	out->file = arena_text(arena, query_text(&q, 0));
	out->row = query_int64(&q, 1);
	out->period = submission_period(query_text(&q, 2), !query_is_null(&q, 3));
	*unit = unit_of(query_text(&q, 4), unit);
	confidence_read(query_text(&q, 5), &out->confidence);
	absence_read(query_text(&q, 6), &out->absence);
	out->entered_percent = (int)query_int64(&q, 7);
	out->has_cohort = !query_is_null(&q, 8);
	out->cohort = out->has_cohort ? query_int64(&q, 8) : 0;
	out->taken_on = query_date(&q, 9);
	out->commentary.action_due = query_date(&q, 10);
	out->commentary.recovery_due = query_date(&q, 11);
	return OK;
}

static void take_figure(const struct query *q, const struct unit *unit, struct line *out)
{
	for (size_t i = 0; i < COUNT_OF(FIGURES); i++) {
		if (!str_equal(query_text(q, 0), str_of(FIGURES[i].kind)))
			continue;
		*(struct value *)((char *)out + FIGURES[i].value_offset) = read_figure(q, 1, unit);
		if (FIGURES[i].period_offset != NO_PERIOD)
			*(struct period *)((char *)out + FIGURES[i].period_offset) =
				period_read(query_text(q, 4));
	}
}

static enum status load_figures(struct db *db, int64_t id, const struct unit *unit,
                                struct line *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_FIGURE_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found)
		take_figure(&q, unit, out);
	return st;
}

/* What a line printed as target, rule and status is read again from its words: they
 * say in their kind what could not be understood. */
static void take_words(struct str kind, struct str words, struct line *out)
{
	enum status st = OK;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++)
		if (str_equal(kind, str_of(WORDS[i].kind)))
			*(struct str *)((char *)out + WORDS[i].offset) = words;
	if (str_equal(kind, str_of(TARGET)))
		st = target_read(words, &out->target, NULL);
	else if (str_equal(kind, str_of(PROFILED)))
		st = target_read(words, &out->profiled, NULL);
	else if (str_equal(kind, str_of(RULE)))
		st = rule_read(words, &out->rule, NULL);
	else if (str_equal(kind, str_of(STATUS)))
		st = stated_status_read(words, &out->stated, NULL);
	(void)st;
}

static enum status load_words(struct db *db, int64_t id, struct arena *arena, struct line *out,
                              struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_WORDS_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found)
		take_words(query_text(&q, 0), arena_text(arena, query_text(&q, 1)), out);
	out->breaks_from_previous = out->break_note.len != 0;
	return st;
}

static enum status load_extras(struct db *db, int64_t id, struct arena *arena, struct line *out,
                               struct err *err)
{
	size_t capacity = 0;
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_EXTRA_LIST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	out->extras = NULL;
	out->extra_count = 0;
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		out->extras = arena_grow(arena, out->extras, out->extra_count, &capacity,
		                         sizeof(*out->extras));
		out->extras[out->extra_count++] =
			(struct extra_cell){ arena_text(arena, query_text(&q, 0)),
			                     arena_text(arena, query_text(&q, 1)) };
	}
	return st;
}

enum status submission_load(struct db *db, int64_t id, const struct unit *unit,
                            struct arena *arena, struct line *out, struct err *err)
{
	struct unit own = *unit;
	enum status st = load_head(db, id, arena, &own, out, err);
	if (st == OK)
		st = load_figures(db, id, &own, out, err);
	if (st == OK)
		st = load_words(db, id, arena, out, err);
	if (st == OK)
		st = load_extras(db, id, arena, out, err);
	return st;
}

enum status submission_find(struct db *db, const struct submission_place *place,
                            const struct period *period, bool or_same_end, int64_t *id_out,
                            struct err *err)
{
	char text[PERIOD_TEXT_BYTES];
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_text(&q, 2, place->unit_key);
	query_bind_text(&q, 3, str_of(period_print(period, text)));
	query_bind_date(&q, 4, or_same_end && period_is_dated(period) ? period->to : DATE_NONE);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st == OK)
		*id_out = found ? query_int64(&q, 0) : 0;
	return st;
}

/* ---- history ---- */

/* Points being gathered, by the text of their period. */
struct gathering {
	struct point_list *list;
	struct arena *arena;
	struct map by_period;
	struct map submitted; /* the periods that have a figure of their own */
};

/* Puts a figure in its period's place: a later one replaces an earlier one, but one
 * that was only printed as "previous" never replaces one that was submitted. */
static void gather(struct gathering *in, const struct point *point, bool is_submitted)
{
	char text[PERIOD_TEXT_BYTES];
	struct str key = str_of(period_print(&point->period, text));
	int64_t at, ignored;
	if (!is_submitted && map_find(&in->submitted, key, &ignored))
		return;
	if (is_submitted)
		map_put(&in->submitted, key, 1);
	if (map_add(&in->by_period, key, (int64_t)in->list->count, &at)) {
		in->list->items = arena_grow(in->arena, in->list->items, in->list->count,
		                             &in->list->capacity, sizeof(*in->list->items));
		at = (int64_t)in->list->count++;
	}
	in->list->items[at] = *point;
}

/* The point that a row of SQL_SUBMISSION_HISTORY is. */
static struct point read_point(const struct query *q, const struct unit *otherwise,
                               struct arena *arena, bool *is_submitted_out)
{
	struct point point = { 0 };
	struct unit unit = unit_of(query_text(q, 2), otherwise);
	*is_submitted_out = str_equal(query_text(q, 4), STR("value"));
	point.value = read_figure(q, 5, &unit);
	point.period = period_read(query_text(q, 8));
	if (*is_submitted_out)
		confidence_read(query_text(q, 3), &point.confidence);
	if (!query_is_null(q, 9)) {
		struct str words = arena_text(arena, query_text(q, 9));
		enum status st = target_read(words, &point.target, NULL);
		(void)st; /* what cannot be read says so in its kind */
	}
	return point;
}

static int compare_points(const void *a, const void *b)
{
	return period_compare(&((const struct point *)a)->period,
	                      &((const struct point *)b)->period);
}

/* Periods whose newest submission has no figure are not points. */
static void drop_unknown(struct point_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].value.is_known)
			list->items[kept++] = list->items[i];
	list->count = kept;
}

enum status submission_history(struct db *db, const struct submission_place *place, int32_t to,
                               struct arena *arena, struct point_list *out, struct err *err)
{
	struct point_list list = { 0 };
	struct gathering in = { .list = &list, .arena = arena };
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_HISTORY, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_text(&q, 2, place->unit_key);
	query_bind_date(&q, 3, to);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		bool is_submitted;
		struct point point = read_point(&q, &place->unit, arena, &is_submitted);
		if (period_is_dated(&point.period) && point.period.to <= to)
			gather(&in, &point, is_submitted);
	}
	map_deinit(&in.by_period);
	map_deinit(&in.submitted);
	if (st != OK)
		return st;
	drop_unknown(&list);
	if (list.count > 1)
		qsort(list.items, list.count, sizeof(*list.items), compare_points);
	*out = list;
	return OK;
}
