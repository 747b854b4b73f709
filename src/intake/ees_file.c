#include "intake/ees_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "intake/ees_columns.h"
#include "intake/ees_names.h"
#include "intake/ees_period.h"
#include "intake/ees_place.h"
#include "series/place.h"

enum {
	MEASURES_MAX = 500000,
	FILTERS_BYTES = 32 * 1024, /* of a row, together */
	DOUBTS_SHOWN = 10,         /* of each kind; the others are counted */
	LEVELS_MAX = 32,           /* levels that are passed over and named */
	LEVEL_BYTES = 64,
};

/* What may be doubtful in a file, and is told for each row up to DOUBTS_SHOWN. */
enum doubt {
	DOUBT_ROW_LENGTH,
	DOUBT_PERIOD,
	DOUBT_PLACE,
	DOUBT_CODES,
	DOUBT_OF_TWO,
	DOUBT_PLACE_GONE,
	DOUBT_CELL,
	DOUBT_COUNT
};

static const struct {
	const char *rule;
	enum finding_severity severity;
	const char *summary; /* "N " stands before it */
} DOUBTS[DOUBT_COUNT] = {
	[DOUBT_ROW_LENGTH] = { "ees.row_length", FINDING_ERROR,
	                       "rows have another number of cells than the header" },
	[DOUBT_PERIOD] = { "ees.period", FINDING_ERROR, "rows have a period that is none" },
	[DOUBT_PLACE] = { "ees.place_unknown", FINDING_ERROR, "rows are of an unknown place" },
	[DOUBT_CODES] = { "ees.place_codes", FINDING_WARNING,
	                  "rows have a number and an ONS code of different authorities" },
	[DOUBT_OF_TWO] = { "ees.place_of_two", FINDING_NOTE,
	                   "rows are of two authorities together" },
	[DOUBT_PLACE_GONE] = { "ees.place_gone", FINDING_NOTE,
	                       "rows have figures of an authority that did not exist" },
	[DOUBT_CELL] = { "ees.cell", FINDING_ERROR, "cells are neither a number nor a symbol" },
};

struct passed_level {
	char name[LEVEL_BYTES];
	int64_t rows;
	int64_t first_row;
};

/* A measure of a combination of filter values. */
struct slot {
	int64_t measure; /* 0: not asked for yet */
	bool is_months;
};

/* A file on its way into the store. */
struct taking {
	const struct publication_taking *of;
	struct ees_summary *summary;
	struct comparator_release release;
	struct ees_columns columns;
	enum ees_year reporting;
	bool has_header;
	int64_t doubts[DOUBT_COUNT];
	struct passed_level levels[LEVELS_MAX];
	size_t level_count;
	bool dating_told[EES_DATED_BY_NO_WORD + 1];
	struct comparator_take *take;

	/* The row before, whose texts most rows repeat. */
	struct buf period_text, filter_text, scratch;
	bool period_is_good;
	int64_t period;
	int32_t period_from, period_to; /* DATE_NONE: not dated */
	struct map combinations;
	size_t combination;
	struct slot *slots; /* combination by combination, one for each indicator */
	size_t slot_capacity;
};

/* ---- doubts ---- */

/* Counts a doubt; true while it is to be told. */
static bool doubt(struct taking *t, enum doubt kind, int64_t row, struct str column,
                  struct finding *out)
{
	*out = publication_doubt(t->of, DOUBTS[kind].rule, DOUBTS[kind].severity, row);
	out->column = column;
	return t->doubts[kind]++ < DOUBTS_SHOWN;
}

static void tell_counts(struct taking *t)
{
	for (int kind = 0; kind < DOUBT_COUNT; kind++)
		if (t->doubts[kind] > DOUBTS_SHOWN)
			finding_add(t->of->findings,
			            publication_doubt(t->of, DOUBTS[kind].rule,
			                              DOUBTS[kind].severity, 0),
			            "%" PRId64 " %s; the first %d are listed", t->doubts[kind],
			            DOUBTS[kind].summary, DOUBTS_SHOWN);
	for (size_t i = 0; i < t->level_count; i++)
		finding_add(t->of->findings,
		            (struct finding){ .rule = "ees.level_passed",
		                              .severity = FINDING_NOTE,
		                              .file = t->of->file,
		                              .row = t->levels[i].first_row,
		                              .column = STR("geographic_level") },
		            "%" PRId64 " rows of level '%s' are passed over; England, regions "
		            "and local authorities are kept", t->levels[i].rows,
		            t->levels[i].name);
}

static void pass_level(struct taking *t, const struct grid_row *row, struct str level)
{
	t->summary->rows_passed++;
	char name[LEVEL_BYTES];
	snprintf(name, sizeof(name), "%.*s", STR_ARGS(str_cut(level, LEVEL_BYTES - 1)));
	size_t i = 0;
	while (i < t->level_count && strcmp(t->levels[i].name, name) != 0)
		i++;
	if (i == LEVELS_MAX)
		return;
	if (i == t->level_count) {
		memcpy(t->levels[i].name, name, sizeof(name));
		t->levels[i].first_row = row->number;
		t->level_count++;
	}
	t->levels[i].rows++;
}

/* ---- periods ---- */

static void tell_dating(struct taking *t, const struct grid_row *row, enum ees_dating dating,
                        struct str identifier)
{
	static const char *const WHY[] = {
		[EES_DATED_NOT] = "is a kind of year of which we keep no days",
		[EES_DATED_BY_NO_RULE] = "does not tell which days are meant in this table",
		[EES_DATED_BY_NO_WORD] = "is no kind of year that we know",
	};
	if (dating == EES_DATED || t->dating_told[dating])
		return;
	t->dating_told[dating] = true;
	finding_add(t->of->findings,
	            (struct finding){ .rule = "ees.period_undated",
	                              .severity = dating == EES_DATED_NOT ? FINDING_NOTE
	                                                                  : FINDING_WARNING,
	                              .file = t->of->file,
	                              .row = row->number,
	                              .column = STR("time_identifier") },
	            "'%.*s' %s: such figures keep their label and have no place in time",
	            STR_ARGS(str_cut(identifier, 60)), WHY[dating]);
}

/* Reads the period of a row that is not the one before's; a bad one is a doubt. */
static enum status read_period(struct taking *t, const struct grid_row *row, struct err *err)
{
	const struct ees_columns *c = &t->columns;
	struct str digits = grid_text(row, c->place_of[EES_ROLE_TIME_PERIOD]);
	struct str identifier = grid_text(row, c->place_of[EES_ROLE_TIME_IDENTIFIER]);
	struct str status = grid_text(row, c->place_of[EES_ROLE_STATUS]);
	struct period period;
	enum ees_dating dating;
	struct err bad = { 0 };
	struct finding what;
	t->period_is_good =
		ees_period_read(digits, identifier, t->reporting, &period, &dating, &bad) == OK;
	if (!t->period_is_good) {
		if (doubt(t, DOUBT_PERIOD, row->number, STR("time_period"), &what))
			finding_add(t->of->findings, what, "%s; the row is left out", bad.text);
		return OK;
	}
	tell_dating(t, row, dating, identifier);
	bool is_dated = period_is_dated(&period);
	t->period_from = is_dated ? period.from : DATE_NONE;
	t->period_to = is_dated ? period.to : DATE_NONE;
	buf_clear(&t->scratch);
	buf_add(&t->scratch, digits);
	if (status.len)
		buf_format(&t->scratch, " (%.*s)", STR_ARGS(status));
	enum status st = buf_check(&t->scratch, "the period of a row", err);
	if (st != OK)
		return st;
	return comparator_take_period(t->take, buf_view(&t->scratch), identifier, &period,
	                              &t->period, err);
}

static enum status find_period(struct taking *t, const struct grid_row *row, struct err *err)
{
	static const enum ees_role PARTS[] = { EES_ROLE_TIME_PERIOD, EES_ROLE_TIME_IDENTIFIER,
		                               EES_ROLE_STATUS };
	buf_clear(&t->scratch);
	for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
		buf_add(&t->scratch, grid_text(row, t->columns.place_of[PARTS[i]]));
		buf_add_char(&t->scratch, '\n');
	}
	enum status st = buf_check(&t->scratch, "the period of a row", err);
	if (st != OK)
		return st;
	if (str_equal(buf_view(&t->scratch), buf_view(&t->period_text))) {
		t->doubts[DOUBT_PERIOD] += !t->period_is_good;
		return OK;
	}
	buf_clear(&t->period_text);
	buf_add(&t->period_text, buf_view(&t->scratch));
	return read_period(t, row, err);
}

/* ---- filters ---- */

/* A filter value with what our own text uses marked: "a; b" is "a\; b". */
static void add_filter_value(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == ';' || value.ptr[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, value.ptr[i]);
	}
}

static enum status add_combination(struct taking *t, struct err *err)
{
	size_t count = t->columns.indicator_count;
	size_t needed = (t->combinations.count + 1) * count;
	if (needed > MEASURES_MAX)
		return err_set(err, E_LIMIT,
		               "the filters make more than %d measures; is a column of figures "
		               "taken for a filter?", MEASURES_MAX);
	if (needed > t->slot_capacity) {
		size_t capacity = t->slot_capacity ? 2 * t->slot_capacity : 64 * count;
		t->slots = mem_resize(t->slots, capacity, sizeof(*t->slots));
		memset(t->slots + t->slot_capacity, 0,
		       (capacity - t->slot_capacity) * sizeof(*t->slots));
		t->slot_capacity = capacity;
	}
	t->combination = t->combinations.count;
	map_put(&t->combinations, buf_view(&t->filter_text), (int64_t)t->combination);
	return OK;
}

/* Finds the combination of the row's filter values, which `filter_text` then holds. */
static enum status find_filters(struct taking *t, const struct grid_row *row, struct err *err)
{
	buf_clear(&t->scratch);
	for (size_t i = 0; i < t->columns.filter_count; i++) {
		const struct ees_column *column = &t->columns.items[t->columns.filters[i]];
		struct str value = grid_text(row, t->columns.filters[i]);
		if (value.len == 0)
			continue;
		if (t->scratch.len)
			buf_add(&t->scratch, STR("; "));
		buf_add(&t->scratch, column->key);
		buf_add_char(&t->scratch, '=');
		add_filter_value(&t->scratch, value);
	}
	enum status st = buf_check(&t->scratch, "the filters of a row", err);
	if (st != OK)
		return st;
	bool is_first = t->combinations.count == 0;
	if (!is_first && str_equal(buf_view(&t->scratch), buf_view(&t->filter_text)))
		return OK;
	buf_clear(&t->filter_text);
	buf_add(&t->filter_text, buf_view(&t->scratch));
	int64_t found = 0;
	if (map_find(&t->combinations, buf_view(&t->filter_text), &found)) {
		t->combination = (size_t)found;
		return OK;
	}
	return add_combination(t, err);
}

/* ---- values ---- */

static struct comparator_measure measure_of(const struct taking *t, size_t indicator)
{
	const struct ees_column *column = &t->columns.items[t->columns.indicators[indicator]];
	return (struct comparator_measure){
		.column = column->key,
		.filters = buf_view(&t->filter_text),
		.words = { .label = column->label,
		           .unit = column->unit,
		           .decimals = column->decimals,
		           .is_banded = true },
	};
}

/* Reads a cell; a time of years and months is counted in months. */
static enum comparator_absence read_cell(struct str cell, char number[COMPARATOR_NUMBER_BYTES],
                                         bool *is_months_out)
{
	int64_t months = 0;
	enum comparator_absence absence = comparator_cell_read(cell, number);
	*is_months_out = absence == COMPARATOR_NOT_UNDERSTOOD && ees_duration_read(cell, &months);
	if (!*is_months_out)
		return absence;
	snprintf(number, COMPARATOR_NUMBER_BYTES, "%" PRId64, months);
	return COMPARATOR_KNOWN;
}

/* Finds the measure of the row's combination, and says once that it is in months. */
static enum status find_measure(struct taking *t, size_t indicator, bool is_months,
                                int64_t *out, struct err *err)
{
	struct slot *slot = &t->slots[t->combination * t->columns.indicator_count + indicator];
	enum status st = OK;
	if (slot->measure == 0 || (is_months && !slot->is_months)) {
		struct comparator_measure measure = measure_of(t, indicator);
		if (is_months)
			measure.words.unit = STR("months");
		st = slot->measure ? comparator_describe(t->of->db, &t->release, &measure, err)
		                   : comparator_take_measure(t->take, &measure, &slot->measure,
		                                             err);
		slot->is_months = slot->is_months || is_months;
	}
	*out = slot->measure;
	return st;
}

static enum status take_cell(struct taking *t, const struct grid_row *row, int place,
                             size_t indicator, bool *known_out, struct err *err)
{
	size_t column = t->columns.indicators[indicator];
	struct str cell = grid_text(row, column);
	char number[COMPARATOR_NUMBER_BYTES];
	bool is_months = false;
	int64_t measure = 0;
	enum comparator_absence absence = read_cell(cell, number, &is_months);
	enum status st = find_measure(t, indicator, is_months, &measure, err);
	if (st != OK)
		return st;
	struct finding what;
	if (absence == COMPARATOR_NOT_UNDERSTOOD &&
	    doubt(t, DOUBT_CELL, row->number, t->columns.items[column].name, &what))
		finding_add(t->of->findings, what,
		            "'%.*s' is neither a number nor a symbol (z, x, c, low, k, u)",
		            STR_ARGS(str_cut(cell, 40)));
	*known_out = *known_out || absence == COMPARATOR_KNOWN;
	struct comparator_entry entry = { .measure = measure,
		                          .period = t->period,
		                          .place = place,
		                          .row = row->number,
		                          .absence = absence,
		                          .number = str_of(number) };
	return comparator_take_value(t->take, &entry, err);
}

/* Figures of an authority that had ended before the period, or began after it. */
static void check_existence(struct taking *t, const struct grid_row *row, int number)
{
	const struct place *place = number < 1000 ? place_by_number(number) : NULL;
	struct finding what;
	if (!place || t->period_to == DATE_NONE || place_exists_on(place, t->period_from) ||
	    place_exists_on(place, t->period_to))
		return;
	if (doubt(t, DOUBT_PLACE_GONE, row->number, STR("la_name"), &what))
		finding_add(t->of->findings, what,
		            "%.*s did not exist in this period; its figures are kept as they are",
		            STR_ARGS(place->name));
}

static enum status take_figures(struct taking *t, const struct grid_row *row, int place,
                                struct err *err)
{
	enum status st = find_filters(t, row, err);
	bool has_numbers = false;
	for (size_t i = 0; st == OK && i < t->columns.indicator_count; i++)
		st = take_cell(t, row, place, i, &has_numbers, err);
	if (st == OK && has_numbers)
		check_existence(t, row, place);
	t->summary->rows_taken++;
	return st;
}

/* ---- rows ---- */

/* Whether the row can be placed; what is doubtful about its place is told. */
static bool find_place(struct taking *t, const struct grid_row *row, int *out)
{
	struct str subject = { 0 };
	enum ees_place_answer answer = ees_place_read(&t->columns, row, out, &subject);
	struct finding what;
	subject = str_cut(subject, 80);
	switch (answer) {
	case EES_PLACE_FOUND:
		return true;
	case EES_PLACE_OF_TWO:
		if (doubt(t, DOUBT_OF_TWO, row->number, STR("la_name"), &what))
			finding_add(t->of->findings, what,
			            "the figures of '%.*s' are of both together and given to "
			            "neither", STR_ARGS(subject));
		return true;
	case EES_PLACE_CODES_DIFFER:
		if (doubt(t, DOUBT_CODES, row->number, STR("new_la_code"), &what))
			finding_add(t->of->findings, what,
			            "'%.*s': the number and the ONS code are of different "
			            "authorities; the number counts", STR_ARGS(subject));
		return true;
	case EES_PLACE_OTHER_LEVEL:
		pass_level(t, row, subject);
		return false;
	case EES_PLACE_UNKNOWN:
		break;
	}
	if (doubt(t, DOUBT_PLACE, row->number, STR("geographic_level"), &what))
		finding_add(t->of->findings, what,
		            "'%.*s' is no place that we know; the row is left out",
		            STR_ARGS(subject));
	return false;
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct taking *t = context;
	if (!t->has_header) {
		t->has_header = true;
		return OK;
	}
	struct finding what;
	if (row->count != t->columns.count && !row->is_sparse) {
		if (doubt(t, DOUBT_ROW_LENGTH, row->number, (struct str){ 0 }, &what))
			finding_add(t->of->findings, what,
			            "the row has %zu cells, the header %zu; it is left out",
			            row->count, t->columns.count);
		return OK;
	}
	int place = 0;
	if (!find_place(t, row, &place))
		return OK;
	enum status st = find_period(t, row, err);
	if (st == OK && t->period_is_good)
		st = take_figures(t, row, place, err);
	return st == OK ? OK : err_wrap(err, st, "row %" PRId64, row->number);
}

/* The first reading: what columns are, and how many rows there are. */
static enum status look_at_row(void *context, const struct grid_row *row, struct err *err)
{
	struct taking *t = context;
	if (t->has_header) {
		ees_columns_look(&t->columns, row);
		return OK;
	}
	t->has_header = true;
	struct comparator_column_list earlier = { 0 };
	enum status st = ees_columns_read(row, t->release.stem, t->of->arena, &t->columns, err);
	if (st == OK)
		st = ees_columns_apply_meta(&t->columns, t->of->what->path, t->of->arena,
		                            t->of->findings, err);
	if (st == OK)
		st = comparator_columns_newest(t->of->db, &t->release, t->of->arena, &earlier, err);
	if (st == OK)
		ees_columns_apply_earlier(&t->columns, &earlier);
	return st;
}

/* ---- the file ---- */

static enum status tell_columns(struct taking *t, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; st == OK && i < t->columns.count; i++) {
		const struct ees_column *column = &t->columns.items[i];
		enum comparator_column_kind kind = COMPARATOR_COLUMN_NEITHER;
		if (!column->is_left_out && column->role == EES_ROLE_FILTER)
			kind = COMPARATOR_COLUMN_FILTER;
		if (!column->is_left_out && column->role == EES_ROLE_INDICATOR)
			kind = COMPARATOR_COLUMN_INDICATOR;
		st = comparator_take_column(t->take, column->key, kind, err);
	}
	return st;
}

static enum status look(struct taking *t, struct err *err)
{
	struct grid_sink sink = { t, look_at_row };
	enum status st = publication_read(t->of, &sink, err);
	if (st != OK)
		return st;
	if (!t->has_header)
		return err_set(err, E_INPUT,
		               "%.*s: the file is empty; expected a header row and figures",
		               STR_ARGS(t->of->file));
	t->has_header = false; /* for the second reading */
	st = ees_columns_settle(&t->columns, t->of->file, t->of->arena, t->of->findings, err);
	return st == OK ? OK : err_wrap(err, st, "%.*s", STR_ARGS(t->of->file));
}

static enum status take_rows(struct taking *t, struct err *err)
{
	auto_comparator_take take = NULL;
	enum status st = comparator_take_open(t->of->db, &t->release, &take, err);
	t->take = take;
	struct grid_sink sink = { t, take_row };
	if (st == OK)
		st = tell_columns(t, err);
	if (st == OK)
		st = publication_read(t->of, &sink, err);
	t->summary->comparator.arena = t->of->arena;
	if (st == OK)
		st = comparator_take_close(take, &t->summary->comparator, t->of->findings, err);
	t->take = NULL;
	return st;
}

static void name_release(struct taking *t)
{
	struct str release = { 0 };
	ees_stem_read(t->of->file, t->of->arena, &t->summary->stem, &release);
	if (t->of->what->release.len)
		release = arena_text(t->of->arena, t->of->what->release);
	t->summary->release = release;
	t->release = (struct comparator_release){ .delivery = t->of->delivery,
		                                  .source = STR("ees"),
		                                  .stem = t->summary->stem,
		                                  .name = release,
		                                  .published_on = t->of->what->published_on };
	t->reporting = ees_reporting_year(t->summary->stem);
}

static enum status take(void *context, const struct publication_taking *of, struct err *err)
{
	struct taking t = { .of = of,
		            .summary = context,
		            .period_text = buf_init(FILTERS_BYTES),
		            .filter_text = buf_init(FILTERS_BYTES),
		            .scratch = buf_init(FILTERS_BYTES) };
	name_release(&t);
	enum status st = look(&t, err);
	if (st == OK)
		st = take_rows(&t, err);
	if (st == OK)
		tell_counts(&t);
	map_deinit(&t.combinations);
	free(t.slots);
	buf_deinit(&t.period_text);
	buf_deinit(&t.filter_text);
	buf_deinit(&t.scratch);
	return st;
}

enum status ees_take_file(struct db *db, const struct publication *what, struct ees_summary *out,
                          struct finding_list *findings, struct err *err)
{
	*out = (struct ees_summary){ .of = { .arena = out->of.arena } };
	struct publication_reader reader = { .kind = STR("ees"), .context = out, .take = take };
	return publication_take(db, what, &reader, &out->of, findings, err);
}
