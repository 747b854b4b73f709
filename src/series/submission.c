#include "series/submission.h"

#include <stddef.h>

#include "db/query.h"
#include "series/figure_row.h"
#include "series/known.h"
#include "series/said.h"

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
	{ "aside", offsetof(struct line, value_aside), NO_PERIOD },
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
	{ "unreported", offsetof(struct line, unreported.why) },
};

/* The dates that go with a reason why there is no figure; kept as ISO words. */
static const struct {
	const char *kind;
	size_t offset;
} DATES[] = {
	{ "unreported since", offsetof(struct line, unreported.since) },
	{ "unreported expected", offsetof(struct line, unreported.expected) },
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
	struct series_moment known = { 0 };
	auto_query q = { 0 };
	enum status st = series_change_of(db, place->delivery_id, &known, err);
	if (st == OK)
		st = query_start(db, SQL_SUBMISSION_ADD, &q, err);
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
	query_bind_text(&q, 9, str_of(unit_print(&place->said->unit, unit)));
	query_bind_text(&q, 10, str_of(confidence_word(line->confidence)));
	query_bind_text(&q, 11, str_of(absence_word(line->absence)));
	query_bind_int64(&q, 12, line->entered_percent);
	bind_count(&q, 13, line->has_cohort, line->cohort);
	query_bind_date(&q, 14, line->taken_on);
	query_bind_date(&q, 15, line->commentary.action_due);
	query_bind_date(&q, 16, line->commentary.recovery_due);
	query_bind_int64(&q, 17, known.change);
	query_bind_int64(&q, 18, place->told_in);
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
	for (size_t i = 0; st == OK && line->unreported.why.len && i < COUNT_OF(DATES); i++) {
		char date[DATE_TEXT_BYTES];
		date_print_iso(*(const int32_t *)((const char *)line + DATES[i].offset), date);
		st = add_words(db, id, DATES[i].kind, str_of(date), err);
	}
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
		st = said_add(db, id, line, place->said, err);
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
	*unit = figure_row_unit(query_text(&q, 4), unit);
	confidence_read(query_text(&q, 5), &out->confidence);
	absence_read(query_text(&q, 6), &out->absence);
	out->entered_percent = (int)query_int64(&q, 7);
	out->has_cohort = !query_is_null(&q, 8);
	out->cohort = out->has_cohort ? query_int64(&q, 8) : 0;
	out->taken_on = query_date(&q, 9);
	out->unreported = (struct unreported){ .since = DATE_NONE, .expected = DATE_NONE };
	out->commentary.action_due = query_date(&q, 10);
	out->commentary.recovery_due = query_date(&q, 11);
	return OK;
}

static void take_figure(const struct query *q, const struct unit *unit, struct line *out)
{
	for (size_t i = 0; i < COUNT_OF(FIGURES); i++) {
		if (!str_equal(query_text(q, 0), str_of(FIGURES[i].kind)))
			continue;
		*(struct value *)((char *)out + FIGURES[i].value_offset) = figure_row_read(q, 1, unit);
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
	for (size_t i = 0; i < COUNT_OF(DATES); i++)
		if (str_equal(kind, str_of(DATES[i].kind)))
			st = date_parse_iso(words, (int32_t *)((char *)out + DATES[i].offset),
			                    NULL);
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

enum status submission_load_one(struct db *db, int64_t id, struct unit *unit,
                                struct arena *arena, struct line *out, struct err *err)
{
	enum status st = load_head(db, id, arena, unit, out, err);
	if (st == OK)
		st = load_figures(db, id, unit, out, err);
	if (st == OK)
		st = load_words(db, id, arena, out, err);
	if (st == OK)
		st = load_extras(db, id, arena, out, err);
	return st;
}

/* ---- one after another ---- */

/* Whether a line says what its figure is, or that there is none. */
static bool gives_figure(const struct line *line)
{
	return figure_row_is_said(&line->value) || line->absence != ABSENCE_NOT_SAID ||
	       line->stated.absence != ABSENCE_NOT_SAID;
}

/* What is said of the figure itself goes with it. */
static void drop_about_figure(struct line *out)
{
	out->confidence = CONFIDENCE_NOT_SAID;
	out->entered_percent = -1;
	out->has_cohort = false;
	out->cohort = 0;
	out->taken_on = DATE_NONE;
	out->stated = (struct stated_status){ 0 };
	out->stated_direction = (struct str){ 0 };
	out->unreported = (struct unreported){ .since = DATE_NONE, .expected = DATE_NONE };
}

static void put_value(const struct line *later, const struct unit *unit, struct line *out)
{
	bool gives = gives_figure(later);
	if (gives || !gives_figure(out)) {
		out->file = later->file;
		out->row = later->row;
	}
	if (!gives)
		return;
	if (!figure_row_is_same(&out->value, &later->value, unit) || out->absence != later->absence)
		drop_about_figure(out);
	figure_row_put(&later->value, unit, &out->value);
	out->absence = later->absence;
}

static void put_head(const struct line *later, struct line *out)
{
	out->period = later->period;
	if (later->confidence != CONFIDENCE_NOT_SAID)
		out->confidence = later->confidence;
	if (later->entered_percent >= 0)
		out->entered_percent = later->entered_percent;
	if (later->has_cohort) {
		out->has_cohort = true;
		out->cohort = later->cohort;
	}
	if (later->taken_on != DATE_NONE)
		out->taken_on = later->taken_on;
	if (later->commentary.action_due != DATE_NONE)
		out->commentary.action_due = later->commentary.action_due;
	if (later->commentary.recovery_due != DATE_NONE)
		out->commentary.recovery_due = later->commentary.recovery_due;
}

/* The figures beside the one that is judged, each with its period. */
static void put_figures(const struct line *later, const struct unit *unit, struct line *out)
{
	for (size_t i = 1; i < COUNT_OF(FIGURES); i++) {
		const struct value *value = line_value(later, i);
		struct value *known = (struct value *)((char *)out + FIGURES[i].value_offset);
		if (!figure_row_is_said(value) && figure_row_is_said(known))
			continue;
		if (figure_row_is_said(value))
			figure_row_put(value, unit, known);
		const struct period *period = line_period(later, i);
		if (period && (figure_row_is_said(value) || period->kind != PERIOD_NONE))
			*(struct period *)((char *)out + FIGURES[i].period_offset) = *period;
	}
}

static void put_words(const struct line *later, struct line *out)
{
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		struct str words =
			*(const struct str *)((const char *)later + WORDS[i].offset);
		if (words.len)
			*(struct str *)((char *)out + WORDS[i].offset) = words;
	}
	if (later->unreported.why.len)
		out->unreported = later->unreported;
	out->breaks_from_previous = out->break_note.len != 0;
	if (later->target.kind != TARGET_NOT_GIVEN)
		out->target = later->target;
	if (later->profiled.kind != TARGET_NOT_GIVEN)
		out->profiled = later->profiled;
	if (later->rule.kind != RULE_NOT_GIVEN)
		out->rule = later->rule;
	if (later->stated.text.len)
		out->stated = later->stated;
}

/* The columns that nobody knows, each once. */
static void put_extras(const struct line *later, struct arena *arena, struct line *out)
{
	size_t capacity = out->extra_count;
	for (size_t i = 0; i < later->extra_count; i++) {
		const struct extra_cell *cell = &later->extras[i];
		size_t at = 0;
		while (at < out->extra_count && !str_equal(out->extras[at].column, cell->column))
			at++;
		if (at == out->extra_count) {
			out->extras = arena_grow(arena, out->extras, out->extra_count, &capacity,
			                         sizeof(*out->extras));
			out->extra_count++;
		}
		out->extras[at] = *cell;
	}
}

struct id_list {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* The submissions of the same place and period, up to `id`, oldest first. */
static enum status list_place(struct db *db, const struct submission_place *place, int64_t id,
                              struct arena *arena, struct id_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SUBMISSION_LIST_PLACE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, place->indicator_id);
	query_bind_int64(&q, 2, id);
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		out->items = arena_grow(arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = query_int64(&q, 0);
	}
	return st;
}

enum status submission_load(struct db *db, const struct submission_place *place, int64_t id,
                            struct arena *arena, struct line *out, struct err *err)
{
	struct id_list ids = { 0 };
	struct unit unit = place->unit;
	enum status st = list_place(db, place, id, arena, &ids, err);
	for (size_t i = 0; st == OK && i < ids.count; i++) {
		struct line said = { .entered_percent = -1 };
		st = submission_load_one(db, ids.items[i], &unit, arena, &said, err);
		if (st != OK)
			break;
		if (!out->value.is_known && figure_row_is_said(&said.value_aside))
			said.value = said.value_aside;
		put_value(&said, &unit, out);
		put_head(&said, out);
		put_figures(&said, &unit, out);
		put_words(&said, out);
		put_extras(&said, arena, out);
	}
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
