#include "intake/benchmark_file.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "figure/unit.h"
#include "intake/named_columns.h"
#include "series/place.h"

enum { FILTERS_MAX_BYTES = 4096 };

enum {
	COLUMN_AREA,
	COLUMN_PERIOD,
	COLUMN_INDICATOR,
	COLUMN_NUMBER, /* of the indicator: Fingertips alone */
	COLUMN_CATEGORY,
	COLUMN_AGE, /* from here to COLUMN_UNIT: what tells rows of an indicator apart */
	COLUMN_INEQUALITY,
	COLUMN_MEASURE,
	COLUMN_SEX,
	COLUMN_UNIT,
	COLUMN_VALUE, /* from here on: figures */
	COLUMN_CASES,
	COLUMN_DENOMINATOR,
	COLUMN_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_AREA] = { "area_code", false },
	[COLUMN_PERIOD] = { "period|Time period", false },
	[COLUMN_INDICATOR] = { "indicator|Indicator Name", false },
	[COLUMN_NUMBER] = { "Indicator ID", true },
	[COLUMN_CATEGORY] = { "Category", true },
	[COLUMN_AGE] = { "age", true },
	[COLUMN_INEQUALITY] = { "inequality", true },
	[COLUMN_MEASURE] = { "measure", true },
	[COLUMN_SEX] = { "sex", true },
	[COLUMN_UNIT] = { "unit", true },
	[COLUMN_VALUE] = { "value", false },
	[COLUMN_CASES] = { "Count", true },
	[COLUMN_DENOMINATOR] = { "Denominator", true },
};

struct reading {
	const struct publication_taking *taking;
	struct benchmark_summary *summary;
	struct comparator_take *take;
	struct arena arena; /* of one row */
	struct map told;    /* what a finding was made of: it is told once */
	bool has_header;
	int columns[COLUMN_COUNT];
};

static struct str text_of(const struct reading *r, const struct grid_row *row, int column)
{
	struct str text = named_column_text(row, r->columns[column]);
	return str_equal(text, STR("NA")) ? (struct str){ 0 } : text;
}

static bool is_first(struct reading *r, struct str what)
{
	int64_t before = 0;
	return map_add(&r->told, what, 1, &before);
}

/* ---- which place, period and measure ---- */

static const struct place *place_of(struct reading *r, const struct grid_row *row)
{
	static const char *const UPPER_TIER[] = { "E06", "E08", "E09", "E10" };
	struct str code = text_of(r, row, COLUMN_AREA);
	const struct place *place = place_by_code(code);
	for (size_t i = 0; !place && i < COUNT_OF(UPPER_TIER); i++)
		if (str_starts_nocase(code, str_of(UPPER_TIER[i])) && is_first(r, code))
			finding_add(r->taking->findings,
			            publication_doubt(r->taking, "benchmark.area_unknown",
			                              FINDING_WARNING, row->number),
			            "'%.*s' is no code of an authority that we know; its rows are "
			            "left out",
			            STR_ARGS(code));
	return place;
}

static enum status find_period(struct reading *r, const struct grid_row *row, int64_t *out,
                               struct err *err)
{
	struct str text = text_of(r, row, COLUMN_PERIOD);
	struct period period = period_read(text);
	if (period.kind == PERIOD_NONE)
		return err_set(err, E_INPUT, "row %lld: there is no period",
		               (long long)row->number);
	if (period.kind == PERIOD_FINANCIAL_YEAR && is_first(r, STR("financial year")))
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "benchmark.financial_year", FINDING_NOTE,
		                              row->number),
		            "periods like '%.*s' are taken as financial years; the file does not "
		            "say, and a school year would be written alike",
		            STR_ARGS(text));
	if (!period_is_dated(&period) && is_first(r, text))
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "benchmark.undated", FINDING_NOTE,
		                              row->number),
		            "'%.*s' is kept as it stands and has no dates here", STR_ARGS(text));
	return comparator_take_period(r->take, text, (struct str){ 0 }, &period, out, err);
}

/* "figure=count; sex=Male", by name: the text that tells measures apart. */
static struct str filters_of(struct reading *r, const struct grid_row *row, int figure)
{
	auto_buf words = buf_init(FILTERS_MAX_BYTES);
	bool is_of_several = r->columns[COLUMN_CASES] >= 0 || r->columns[COLUMN_DENOMINATOR] >= 0;
	for (int column = COLUMN_AGE; column <= COLUMN_UNIT; column++) {
		if (column == COLUMN_INEQUALITY && is_of_several)
			buf_format(&words, "%sfigure=%s", words.len > 0 ? "; " : "",
			           figure == COLUMN_VALUE ? "value"
			           : figure == COLUMN_CASES ? "count" : "denominator");
		struct str text = text_of(r, row, column);
		if (text.len > 0)
			buf_format(&words, "%s%s=%.*s", words.len > 0 ? "; " : "",
			           COLUMNS[column].names, STR_ARGS(text));
	}
	return arena_text(&r->arena, buf_view(&words));
}

/* What the figure is counted in, as far as the row says. */
static struct str unit_of(const struct reading *r, const struct grid_row *row, int figure,
                          struct arena *arena)
{
	struct str measure = text_of(r, row, COLUMN_MEASURE);
	int64_t per = 0;
	if (figure != COLUMN_VALUE || str_equal_nocase(measure, STR("Count")))
		return STR("number");
	if (str_starts_nocase(measure, STR("Percent")))
		return STR("%");
	if (!unit_take_per(&measure, &per))
		return (struct str){ 0 };
	struct unit unit = { .kind = UNIT_RATE, .per = per };
	char text[UNIT_TEXT_BYTES];
	return arena_format(arena, "%s", unit_print(&unit, text));
}

static enum status find_measure(struct reading *r, const struct grid_row *row, int figure,
                                int64_t *out, struct err *err)
{
	struct str name = text_of(r, row, COLUMN_INDICATOR);
	struct str number = text_of(r, row, COLUMN_NUMBER);
	struct comparator_measure measure = {
		.column = number.len > 0 ? number : name,
		.filters = filters_of(r, row, figure),
		.words = { .label = name,
		           .unit = unit_of(r, row, figure, &r->arena),
		           .decimals = -1 },
	};
	if (measure.column.len == 0)
		return err_set(err, E_INPUT, "row %lld: there is no indicator",
		               (long long)row->number);
	return comparator_take_measure(r->take, &measure, out, err);
}

/* ---- figures ---- */

static enum comparator_absence read_cell(struct reading *r, const struct grid_row *row,
                                         int column, char number[COMPARATOR_NUMBER_BYTES])
{
	struct str text = named_column_text(row, r->columns[column]);
	if (str_equal(text, STR("NA")))
		return COMPARATOR_NOT_GIVEN;
	enum comparator_absence absence = comparator_cell_read(text, number);
	if (absence != COMPARATOR_NOT_UNDERSTOOD)
		return absence;
	r->summary->not_understood++;
	struct finding what = publication_doubt(r->taking, "benchmark.not_understood",
	                                        FINDING_ERROR, row->number);
	what.column = str_of(COLUMNS[column].names);
	if (is_first(r, text))
		finding_add(r->taking->findings, what,
		            "'%.*s' is no number; the figure is kept as not understood",
		            STR_ARGS(str_cut(text, 60)));
	return absence;
}

static enum status take_figure(struct reading *r, const struct grid_row *row, int column,
                               struct comparator_entry entry, struct err *err)
{
	char number[COMPARATOR_NUMBER_BYTES];
	enum status st = find_measure(r, row, column, &entry.measure, err);
	if (st != OK)
		return st;
	entry.absence = read_cell(r, row, column, number);
	if (entry.absence == COMPARATOR_KNOWN)
		entry.number = str_of(number);
	return comparator_take_value(r->take, &entry, err);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header) {
		r->has_header = true;
		return named_columns_find(row, COLUMNS, COLUMN_COUNT, r->columns, err);
	}
	const struct place *place = place_of(r, row);
	if (!place || text_of(r, row, COLUMN_CATEGORY).len > 0) {
		r->summary->rows_passed++;
		return OK;
	}
	struct comparator_entry entry = { .place = place->number, .row = row->number };
	enum status st = find_period(r, row, &entry.period, err);
	for (int column = COLUMN_VALUE; st == OK && column < COLUMN_COUNT; column++)
		if (r->columns[column] != NAMED_COLUMN_NONE)
			st = take_figure(r, row, column, entry, err);
	r->summary->rows_taken++;
	arena_deinit(&r->arena);
	return st;
}

/* Which of the two kinds of file it is stands in its header. */
static enum status find_source(const struct publication_taking *taking, struct str *out,
                               struct err *err)
{
	struct table_head head = { 0 };
	enum status st = table_stream_peek(taking->stream, taking->sheet, 1, taking->arena, &head,
	                                   err);
	*out = STR(BENCHMARK_SOURCE);
	for (size_t i = 0; st == OK && head.count > 0 && i < head.rows[0].count; i++)
		if (named_column_is(head.rows[0].cells[i], COLUMNS[COLUMN_NUMBER].names))
			*out = STR(FINGERTIPS_SOURCE);
	return st;
}

static enum status take_figures(struct reading *r, struct err *err)
{
	const struct publication_taking *taking = r->taking;
	struct comparator_release release = {
		.delivery = taking->delivery,
		.name = taking->what->release,
		.published_on = taking->what->published_on,
	};
	auto_comparator_take take = NULL;
	enum status st = find_source(taking, &release.source, err);
	if (st == OK)
		st = comparator_take_open(taking->db, &release, &take, err);
	if (st != OK)
		return st;
	r->take = take;
	struct grid_sink sink = { .context = r, .row = take_row };
	st = publication_read(taking, &sink, err);
	if (st != OK)
		return st;
	return comparator_take_close(take, &r->summary->comparator, taking->findings, err);
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = { .taking = taking, .summary = context };
	enum status st = take_figures(&reading, err);
	map_deinit(&reading.told);
	arena_deinit(&reading.arena);
	return st;
}

enum status benchmark_take_file(struct db *db, const struct publication *what,
                                struct benchmark_summary *out, struct finding_list *findings,
                                struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("benchmark"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
