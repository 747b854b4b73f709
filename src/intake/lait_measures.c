/* The dictionary of measures of LAIT. */
#include <stdbool.h>

#include "base/map.h"
#include "figure/unit.h"
#include "intake/lait_file.h"
#include "intake/lait_period.h"
#include "intake/named_columns.h"

enum {
	COLUMN_MEASURE,
	COLUMN_TITLE,
	COLUMN_OTHER_TITLE,
	COLUMN_TOPIC,
	COLUMN_AXIS,
	COLUMN_POLARITY,
	COLUMN_DECIMALS,
	COLUMN_YEAR,
	COLUMN_NO_BANDS,
	COLUMN_NOTE,
	COLUMN_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_MEASURE] = { "Measure_short", false },
	[COLUMN_TITLE] = { "Chart_title", false },
	[COLUMN_OTHER_TITLE] = { "Measure", true },
	[COLUMN_TOPIC] = { "Topic", true },
	[COLUMN_AXIS] = { "y_axis_name", true },
	[COLUMN_POLARITY] = { "Polarity", false },
	[COLUMN_DECIMALS] = { "dps", true },
	[COLUMN_YEAR] = { "Year_Type", false },
	[COLUMN_NO_BANDS] = { "No_Quartile", true },
	[COLUMN_NOTE] = { "Description", true },
};

struct reading {
	const struct publication_taking *taking;
	struct lait_measures_summary *summary;
	struct lait_years years;
	struct map rows; /* by short name: where it came first */
	struct arena arena; /* of one row */
	bool has_header;
	int columns[COLUMN_COUNT];
};

/* The text of a cell; empty where it says "NA", as the dictionary does for nothing. */
static struct str text_of(const struct reading *r, const struct grid_row *row, int column)
{
	struct str text = named_column_text(row, r->columns[column]);
	return str_equal(text, STR("NA")) || str_equal(text, STR("-")) ? (struct str){ 0 } : text;
}

/* The unit in what stands beside the axis: "% of births", "Rate per 1000 live births",
 * "Number of children". Of any other text nothing can be concluded. */
static struct str unit_of(struct str axis, struct arena *arena)
{
	if (axis.len > 0 && axis.ptr[0] == '%')
		return STR("%");
	if (str_starts_nocase(axis, STR("Number")))
		return STR("number");
	size_t at = str_find_nocase(axis, STR("per "));
	if (!str_starts_nocase(axis, STR("Rate")) || at == SIZE_MAX)
		return axis;
	struct str rest = str_slice(axis, at, SIZE_MAX);
	int64_t per = 0;
	if (!unit_take_per(&rest, &per))
		return axis;
	struct unit unit = { .kind = UNIT_RATE, .per = per };
	char text[UNIT_TEXT_BYTES];
	return arena_format(arena, "%s", unit_print(&unit, text));
}

static struct str polarity_of(const struct reading *r, const struct grid_row *row)
{
	struct str text = text_of(r, row, COLUMN_POLARITY);
	if (str_equal_nocase(text, STR("High")))
		return STR("high");
	if (str_equal_nocase(text, STR("Low")))
		return STR("low");
	if (text.len > 0)
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "lait.polarity_unknown", FINDING_WARNING,
		                              row->number),
		            "'%.*s' does not say which way is good; expected High, Low or -",
		            STR_ARGS(text));
	return (struct str){ 0 };
}

static int decimals_of(const struct reading *r, const struct grid_row *row)
{
	int64_t decimals = 0;
	struct str text = text_of(r, row, COLUMN_DECIMALS);
	bool is_said = text.len > 0 && str_to_int64(text, &decimals, NULL) == OK &&
	               decimals >= 0 && decimals <= 9;
	return is_said ? (int)decimals : -1;
}

static void check_year(const struct reading *r, const struct grid_row *row, struct str measure)
{
	struct str text = text_of(r, row, COLUMN_YEAR);
	enum lait_year ours = lait_years_find(&r->years, measure);
	if (ours != LAIT_YEAR_UNKNOWN && lait_year_read(text) == ours)
		return;
	finding_add(r->taking->findings,
	            publication_doubt(r->taking, "lait.year_differs", FINDING_WARNING,
	                              row->number),
	            "'%.*s' is counted in '%.*s' by this dictionary, but in '%s' by our list, which "
	            "dates its figures",
	            STR_ARGS(measure), STR_ARGS(text),
	            ours == LAIT_YEAR_UNKNOWN ? "no known year" : lait_year_word(ours));
}

static enum status describe(struct reading *r, const struct grid_row *row, struct str name,
                            struct err *err)
{
	struct str title = text_of(r, row, COLUMN_TITLE);
	struct str polarity = polarity_of(r, row);
	struct str no_bands = text_of(r, row, COLUMN_NO_BANDS);
	struct comparator_measure measure = {
		.column = name,
		.words = {
			.label = title.len > 0 ? title : text_of(r, row, COLUMN_OTHER_TITLE),
			.topic = text_of(r, row, COLUMN_TOPIC),
			.unit = unit_of(text_of(r, row, COLUMN_AXIS), &r->arena),
			.polarity = polarity,
			.note = text_of(r, row, COLUMN_NOTE),
			.decimals = decimals_of(r, row),
			.is_banded = polarity.len > 0 && !str_equal_nocase(no_bands, STR("N")),
		},
	};
	struct comparator_release of = {
		.delivery = r->taking->delivery,
		.source = STR(LAIT_SOURCE),
		.name = r->taking->what->release,
		.published_on = r->taking->what->published_on,
	};
	r->summary->measures++;
	check_year(r, row, name);
	return comparator_describe(r->taking->db, &of, &measure, err);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header) {
		r->has_header = true;
		return named_columns_find(row, COLUMNS, COLUMN_COUNT, r->columns, err);
	}
	struct str name = named_column_text(row, r->columns[COLUMN_MEASURE]);
	if (name.len == 0)
		return err_set(err, E_INPUT, "row %lld: there is no name in column 'Measure_short'",
		               (long long)row->number);
	int64_t first = 0;
	if (!map_add(&r->rows, name, row->number, &first)) {
		r->summary->repeated++;
		finding_add(r->taking->findings,
		            publication_doubt(r->taking, "lait.measure_repeated", FINDING_NOTE,
		                              row->number),
		            "'%.*s' came before in row %lld, which counts", STR_ARGS(name),
		            (long long)first);
		return OK;
	}
	enum status st = describe(r, row, name, err);
	arena_deinit(&r->arena);
	return st;
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = {
		.taking = taking,
		.summary = context,
		.years = lait_years_init(),
	};
	struct grid_sink sink = { .context = &reading, .row = take_row };
	enum status st = publication_read(taking, &sink, err);
	lait_years_deinit(&reading.years);
	map_deinit(&reading.rows);
	arena_deinit(&reading.arena);
	return st;
}

enum status lait_take_measures(struct db *db, const struct publication *what,
                               struct lait_measures_summary *out, struct finding_list *findings,
                               struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("lait-measures"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
