/* The history of LAIT. The dictionary is lait_measures.c's. */
#include "intake/lait_file.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "intake/lait_period.h"
#include "intake/named_columns.h"
#include "series/place.h"

enum {
	NUMBERS = 1000,       /* places have three digits */
	TOLD_MAX = 10,        /* of the values that cannot be read */
	SAMPLE_BYTES = 1024,
	TEXT_BYTES = 256,     /* of a name or period; longer ones are looked up each time */
};

enum {
	COLUMN_MEASURE,
	COLUMN_PERIOD,
	COLUMN_PLACE,
	COLUMN_VALUE,
	COLUMN_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_MEASURE] = { "Short Desc|Measure_short", false },
	[COLUMN_PERIOD] = { "Years", false },
	[COLUMN_PLACE] = { "LA Number", false },
	[COLUMN_VALUE] = { "Values", false },
};

/* A text of the row before: rows come measure by measure and year by year. */
struct remembered {
	char bytes[TEXT_BYTES];
	size_t len; /* 0: none */
};

/* A period of the measure in hand. */
struct dated {
	int64_t id;
	int32_t last; /* last day; DATE_NONE: not known */
};

/* A measure that is not on our list of kinds of year. */
struct unknown {
	struct str name;
	int64_t row; /* of its first figure */
	int64_t values;
};

struct reading {
	const struct publication_taking *taking;
	struct lait_history_summary *summary;
	struct comparator_take *take;
	struct arena arena;
	struct lait_years years;
	bool has_header;
	int columns[COLUMN_COUNT];

	struct remembered measure, period;
	int64_t measure_id;
	enum lait_year year;
	struct dated dated;

	struct unknown *unknown; /* measures that are not on our list */
	size_t unknown_count, unknown_capacity;
	struct map unknown_at;   /* where each stands, by name */
	int64_t unknown_now;     /* the one in hand; -1: it is on the list */

	struct map told; /* what a finding was made of: it is told once */
	struct buf undated; /* the first of them, in words */
	int64_t rows_of_no_area;
	int64_t not_existing[NUMBERS]; /* by place: numbers of periods in which it was not */
};

static bool is_remembered(const struct remembered *before, struct str text)
{
	return text.len == before->len && text.len > 0 &&
	       str_equal((struct str){ before->bytes, before->len }, text);
}

static void remember(struct remembered *what, struct str text)
{
	what->len = text.len <= sizeof(what->bytes) ? text.len : 0;
	for (size_t i = 0; i < what->len; i++)
		what->bytes[i] = text.ptr[i];
}

static struct finding doubt(const struct reading *r, const struct grid_row *row,
                            const char *rule, enum finding_severity severity)
{
	return publication_doubt(r->taking, rule, severity, row->number);
}

/* Whether this is told for the first time. */
static bool is_first(struct reading *r, const char *what, struct str of)
{
	struct str key = arena_format(&r->arena, "%s %.*s", what, STR_ARGS(of));
	int64_t before = 0;
	return map_add(&r->told, key, 1, &before);
}

/* ---- measures, periods, places ---- */

/* Where a measure stands among those that are not on our list. */
static int64_t find_unknown(struct reading *r, const struct grid_row *row, struct str name)
{
	int64_t at = 0;
	if (map_find(&r->unknown_at, name, &at))
		return at;
	r->unknown = arena_grow(&r->arena, r->unknown, r->unknown_count, &r->unknown_capacity,
	                        sizeof(*r->unknown));
	at = (int64_t)r->unknown_count++;
	r->unknown[at] = (struct unknown){ arena_text(&r->arena, name), row->number, 0 };
	map_put(&r->unknown_at, name, at);
	return at;
}

static enum status find_measure(struct reading *r, const struct grid_row *row, struct str name,
                                struct err *err)
{
	if (is_remembered(&r->measure, name))
		return OK;
	struct comparator_measure measure = { .column = name };
	enum status st = comparator_take_measure(r->take, &measure, &r->measure_id, err);
	if (st != OK)
		return st;
	remember(&r->measure, name);
	r->period.len = 0;
	r->year = lait_years_find(&r->years, name);
	r->unknown_now = r->year == LAIT_YEAR_UNKNOWN ? find_unknown(r, row, name) : -1;
	return OK;
}

/* Tells of a period that has no dates; of a span of years only in sum. */
static void tell_undated(struct reading *r, const struct grid_row *row, struct str text,
                         enum lait_dating dating)
{
	struct str measure = named_column_text(row, r->columns[COLUMN_MEASURE]);
	struct str key = arena_format(&r->arena, "%.*s of %.*s", STR_ARGS(text),
	                              STR_ARGS(measure));
	if (!is_first(r, "period", key))
		return;
	r->summary->periods_undated++;
	if (dating == LAIT_DATED_NO_PERIOD)
		finding_add(r->taking->findings, doubt(r, row, "lait.no_year", FINDING_WARNING),
		            "'%.*s' of '%.*s' is no year; its figures are kept under it, without "
		            "dates",
		            STR_ARGS(text), STR_ARGS(measure));
	else if (r->year != LAIT_YEAR_UNKNOWN)
		buf_format(&r->undated, "%s'%.*s'", r->undated.len > 0 ? ", " : "",
		           STR_ARGS(key));
}

static enum status find_period(struct reading *r, const struct grid_row *row, struct str text,
                               struct err *err)
{
	if (is_remembered(&r->period, text))
		return OK;
	struct period period;
	enum lait_dating dating = lait_period_read(text, r->year, &period);
	struct str kind = str_of(lait_year_word(r->year));
	enum status st = comparator_take_period(r->take, text, kind, &period, &r->dated.id, err);
	if (st != OK)
		return st;
	remember(&r->period, text);
	r->dated.last = period.to;
	if (dating != LAIT_DATED)
		tell_undated(r, row, text, dating);
	return OK;
}

static const struct place *find_place(struct reading *r, const struct grid_row *row)
{
	struct str text = named_column_text(row, r->columns[COLUMN_PLACE]);
	int64_t number = 0;
	const struct place *place = NULL;
	if (str_to_int64(text, &number, NULL) == OK && number > 0 && number < NUMBERS)
		place = place_by_number((int)number);
	if (place)
		return place;
	r->summary->rows_left_out++;
	if (is_first(r, "area", text))
		finding_add(r->taking->findings,
		            doubt(r, row, "lait.area_unknown", FINDING_WARNING),
		            "'%.*s' is no number of an area that we know; its rows are left out",
		            STR_ARGS(text));
	return NULL;
}

/* ---- rows ---- */

static void tell_not_understood(struct reading *r, const struct grid_row *row, struct str text)
{
	if (++r->summary->not_understood > TOLD_MAX)
		return;
	struct finding what = doubt(r, row, "lait.not_understood", FINDING_ERROR);
	what.column = STR("Values");
	finding_add(r->taking->findings, what,
	            "'%.*s' is no number, and no sign that there is none ('-'); the figure is "
	            "kept as not understood",
	            STR_ARGS(str_cut(text, 60)));
}

static enum status take_value(struct reading *r, const struct grid_row *row,
                              const struct place *place, struct err *err)
{
	struct str text = named_column_text(row, r->columns[COLUMN_VALUE]);
	char number[COMPARATOR_NUMBER_BYTES];
	struct comparator_entry entry = {
		.measure = r->measure_id,
		.period = r->dated.id,
		.place = place->number,
		.row = row->number,
		.absence = comparator_cell_read(text, number),
	};
	if (entry.absence == COMPARATOR_KNOWN)
		entry.number = str_of(number);
	if (entry.absence == COMPARATOR_NOT_UNDERSTOOD)
		tell_not_understood(r, row, text);
	if (entry.absence == COMPARATOR_KNOWN && r->dated.last != DATE_NONE &&
	    !place_exists_on(place, r->dated.last)) {
		r->not_existing[place->number]++;
		r->summary->not_existing++;
	}
	if (r->unknown_now >= 0)
		r->unknown[r->unknown_now].values++;
	return comparator_take_value(r->take, &entry, err);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header) {
		r->has_header = true;
		return named_columns_find(row, COLUMNS, COLUMN_COUNT, r->columns, err);
	}
	struct str measure = named_column_text(row, r->columns[COLUMN_MEASURE]);
	if (measure.len == 0)
		return err_set(err, E_INPUT, "row %lld: there is no measure in column 'Short Desc'",
		               (long long)row->number);
	enum status st = find_measure(r, row, measure, err);
	if (st == OK)
		st = find_period(r, row, named_column_text(row, r->columns[COLUMN_PERIOD]), err);
	if (st != OK)
		return st;
	const struct place *place = find_place(r, row);
	return place ? take_value(r, row, place, err) : OK;
}

/* ---- in sum ---- */

static void tell_not_existing(const struct reading *r)
{
	char day[DATE_TEXT_BYTES];
	for (int number = 0; number < NUMBERS; number++) {
		const struct place *place = place_by_number(number);
		if (r->not_existing[number] == 0)
			continue;
		bool is_over = place->to != DATE_NONE;
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "lait.not_existing", FINDING_NOTE, 0),
		            "%lld figures of %.*s (%d) are of periods that end %s %s; they are "
		            "kept as published",
		            (long long)r->not_existing[number], STR_ARGS(place->short_name), number,
		            is_over ? "after it ended on" : "before it began on",
		            date_print_iso(is_over ? place->to : place->from, day));
	}
}

/* Names each measure whose years are of a kind that we do not know, with its figures. */
static void tell_unknown(const struct reading *r)
{
	for (size_t i = 0; i < r->unknown_count; i++) {
		const struct unknown *unknown = &r->unknown[i];
		r->summary->measures_unknown++;
		r->summary->values_unknown += unknown->values;
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "lait.measure_unknown", FINDING_WARNING,
		                              unknown->row),
		            "%lld figures of '%.*s' have no dates: in which kind of year it is "
		            "counted is not on the program's list; they are kept under the years as "
		            "written and stand beside no dated figure. Import the data file that the "
		            "measure is taken from, which says its years, and ask for the measure to "
		            "be added to the list",
		            (long long)unknown->values, STR_ARGS(unknown->name));
	}
}

static void tell_sums(struct reading *r)
{
	const struct publication_taking *taking = r->taking;
	tell_unknown(r);
	if (r->summary->not_understood > TOLD_MAX)
		finding_add(taking->findings,
		            publication_doubt(taking, "lait.not_understood", FINDING_ERROR, 0),
		            "%lld values in all are no numbers",
		            (long long)r->summary->not_understood);
	if (r->undated.len > 0)
		finding_add(taking->findings,
		            publication_doubt(taking, "lait.span_of_years", FINDING_NOTE, 0),
		            "these periods span several years and have no dates here: %.*s%s",
		            STR_ARGS(buf_view(&r->undated)), r->undated.failed ? ", ..." : "");
	tell_not_existing(r);
}

static enum status take_history(struct reading *r, struct err *err)
{
	const struct publication_taking *taking = r->taking;
	struct comparator_release release = {
		.delivery = taking->delivery,
		.source = STR(LAIT_SOURCE),
		.name = taking->what->release,
		.published_on = taking->what->published_on,
	};
	auto_comparator_take take = NULL;
	enum status st = comparator_take_open(taking->db, &release, &take, err);
	if (st != OK)
		return st;
	r->take = take;
	struct grid_sink sink = { .context = r, .row = take_row };
	st = publication_read(taking, &sink, err);
	if (st != OK)
		return st;
	tell_sums(r);
	return comparator_take_close(take, &r->summary->comparator, taking->findings, err);
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = {
		.taking = taking,
		.summary = context,
		.years = lait_years_init(),
		.undated = buf_init(SAMPLE_BYTES),
		.unknown_now = -1,
	};
	enum status st = take_history(&reading, err);
	lait_years_deinit(&reading.years);
	map_deinit(&reading.told);
	map_deinit(&reading.unknown_at);
	buf_deinit(&reading.undated);
	arena_deinit(&reading.arena);
	return st;
}

enum status lait_take_history(struct db *db, const struct publication *what,
                              struct lait_history_summary *out, struct finding_list *findings,
                              struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("lait"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
