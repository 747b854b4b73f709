#include "intake/ees_columns.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "intake/named_columns.h"
#include "intake/table_stream.h"

enum { PATH_BYTES = 4096 };

/* ---- the header ---- */

/* Roles that one column has at most, and rows are placed by. */
static bool is_single(enum ees_role role)
{
	return role >= EES_ROLE_TIME_PERIOD && role <= EES_ROLE_LA_NAME;
}

static const struct {
	enum ees_role role;
	const char *name;
} NEEDED[] = {
	{ EES_ROLE_TIME_PERIOD, "time_period" },
	{ EES_ROLE_TIME_IDENTIFIER, "time_identifier" },
	{ EES_ROLE_LEVEL, "geographic_level" },
};

static enum status check_single(const struct ees_columns *columns, size_t at, struct err *err)
{
	const struct ees_column *column = &columns->items[at];
	if (is_single(column->role) && columns->place_of[column->role] != SIZE_MAX)
		return err_set(err, E_INPUT, "row 1: the column '%.*s' comes twice",
		               STR_ARGS(column->name));
	for (size_t i = 0; column->key.len && i < at; i++)
		if (str_equal(columns->items[i].key, column->key))
			return err_set(err, E_INPUT,
			               "row 1: the columns '%.*s' and '%.*s' have the same name",
			               STR_ARGS(columns->items[i].name), STR_ARGS(column->name));
	return OK;
}

static struct ees_column *find_column(struct ees_columns *columns, struct str key)
{
	for (size_t i = 0; i < columns->count; i++)
		if (str_equal(columns->items[i].key, key))
			return &columns->items[i];
	return NULL;
}

enum status ees_columns_read(const struct grid_row *header, struct str stem, struct arena *arena,
                             struct ees_columns *out, struct err *err)
{
	struct ees_columns columns = { .stem = stem, .count = header->count };
	columns.items = arena_new(arena, header->count, sizeof(*columns.items));
	for (size_t role = 0; role < EES_ROLE_COUNT; role++)
		columns.place_of[role] = SIZE_MAX;
	for (size_t i = 0; i < header->count; i++) {
		struct ees_column *column = &columns.items[i];
		column->name = arena_text(arena, str_trim(header->cells[i]));
		column->key = ees_column_key(column->name, stem, arena);
		column->role = ees_role_of(column->key);
		column->is_left_out = column->key.len == 0;
		column->label = column->name;
		column->unit = ees_unit_of(column->key, stem);
		column->decimals = -1;
		enum status st = check_single(&columns, i, err);
		if (st != OK)
			return st;
		columns.place_of[column->role] = i;
	}
	if (find_column(&columns, STR("col_name")) && find_column(&columns, STR("col_type")))
		return err_set(err, E_INPUT, "this is the metadata of a data file and holds no "
		               "figures; import the data file, it reads this one beside it");
	for (size_t i = 0; i < COUNT_OF(NEEDED); i++)
		if (columns.place_of[NEEDED[i].role] == SIZE_MAX)
			return err_set(err, E_INPUT, "row 1: there is no column '%s'",
			               NEEDED[i].name);
	*out = columns;
	return OK;
}

/* ---- metadata ---- */

enum meta_column { META_NAME, META_TYPE, META_LABEL, META_UNIT, META_DECIMALS, META_COUNT };

static const char *const META_HEADERS[META_COUNT] = {
	[META_NAME] = "col_name",       [META_TYPE] = "col_type",
	[META_LABEL] = "label",         [META_UNIT] = "indicator_unit",
	[META_DECIMALS] = "indicator_dp",
};

struct meta_reading {
	struct ees_columns *columns;
	struct arena *arena;
	struct finding_list *findings;
	struct str file;
	bool has_header;
	size_t place_of[META_COUNT];
};

static struct str meta_cell(const struct meta_reading *m, const struct grid_row *row,
                            enum meta_column which)
{
	return grid_text(row, m->place_of[which]);
}

static enum status read_meta_header(struct meta_reading *m, const struct grid_row *row,
                                    struct err *err)
{
	for (size_t which = 0; which < META_COUNT; which++) {
		m->place_of[which] = SIZE_MAX;
		for (size_t i = 0; i < row->count; i++)
			if (str_equal_nocase(str_trim(row->cells[i]),
			                     str_of(META_HEADERS[which])))
				m->place_of[which] = i;
	}
	m->has_header = true;
	if (m->place_of[META_NAME] == SIZE_MAX || m->place_of[META_TYPE] == SIZE_MAX)
		return err_set(err, E_INPUT, "%.*s: row %lld: expected the columns col_name and "
		               "col_type", STR_ARGS(m->file), (long long)row->number);
	return OK;
}

/* What a line says of its column. */
static void apply_meta_line(struct meta_reading *m, const struct grid_row *row,
                            struct ees_column *column)
{
	if (str_equal_nocase(meta_cell(m, row, META_TYPE), STR("filter"))) {
		column->role = EES_ROLE_FILTER;
		return;
	}
	column->role = EES_ROLE_INDICATOR;
	struct str label = meta_cell(m, row, META_LABEL);
	if (label.len)
		column->label = arena_text(m->arena, label);
	column->unit = arena_text(m->arena, meta_cell(m, row, META_UNIT));
	int64_t decimals = 0;
	if (str_to_int64(meta_cell(m, row, META_DECIMALS), &decimals, NULL) == OK &&
	    decimals >= 0 && decimals <= RATIO_DECIMALS_MAX)
		column->decimals = (int)decimals;
}

static enum status take_meta_row(void *context, const struct grid_row *row, struct err *err)
{
	struct meta_reading *m = context;
	if (named_columns_row_is_blank(row))
		return OK;
	if (!m->has_header)
		return read_meta_header(m, row, err);
	struct str name = meta_cell(m, row, META_NAME);
	struct str type = meta_cell(m, row, META_TYPE);
	struct str key = ees_column_key(name, m->columns->stem, m->arena);
	struct ees_column *column = find_column(m->columns, key);
	bool is_known = str_equal_nocase(type, STR("filter")) ||
	                str_equal_nocase(type, STR("indicator"));
	struct finding what = { .rule = "ees.meta",
		                .severity = FINDING_WARNING,
		                .file = m->file,
		                .row = row->number,
		                .column = name };
	if (!column || is_single(column->role))
		finding_add(m->findings, what, "the data file has no such column of figures");
	else if (!is_known)
		finding_add(m->findings, what, "'%.*s' is no type of column; expected Filter or "
		            "Indicator", STR_ARGS(str_cut(type, 40)));
	else
		apply_meta_line(m, row, column);
	return OK;
}

/* "NAME.meta.csv" for "NAME.csv". False when the name does not end so. */
static bool meta_path(const char *path, char out[PATH_BYTES])
{
	struct str name = str_of(path);
	if (!str_ends_nocase(name, STR(".csv")) || name.len + sizeof(".meta") >= PATH_BYTES)
		return false;
	size_t stem = name.len - 4;
	memcpy(out, name.ptr, stem);
	memcpy(out + stem, ".meta.csv", sizeof(".meta.csv"));
	return true;
}

enum status ees_columns_apply_meta(struct ees_columns *columns, const char *path,
                                   struct arena *arena, struct finding_list *findings,
                                   struct err *err)
{
	char beside[PATH_BYTES];
	if (!meta_path(path, beside) || access(beside, F_OK) != 0)
		return OK;
	auto_table_stream stream = NULL;
	enum status st = table_stream_open(beside, &stream, err);
	if (st != OK)
		return st;
	struct meta_reading m = { .columns = columns,
		                  .arena = arena,
		                  .findings = findings,
		                  .file = table_stream_name(stream) };
	struct grid_sink sink = { &m, take_meta_row };
	return table_stream_read(stream, 0, &sink, err);
}

/* ---- an earlier release, and the cells ---- */

void ees_columns_apply_earlier(struct ees_columns *columns,
                               const struct comparator_column_list *earlier)
{
	for (size_t i = 0; i < earlier->count; i++) {
		struct ees_column *column = find_column(columns, earlier->items[i].name);
		if (!column || column->role != EES_ROLE_OPEN)
			continue;
		if (earlier->items[i].kind == COMPARATOR_COLUMN_FILTER)
			column->role = EES_ROLE_FILTER;
		if (earlier->items[i].kind == COMPARATOR_COLUMN_INDICATOR)
			column->role = EES_ROLE_INDICATOR;
	}
}

bool ees_duration_read(struct str cell, int64_t *months_out)
{
	struct str rest = str_trim(cell);
	struct str years = { 0 };
	int64_t whole = 0, months = 0;
	if (rest.len < 4 || rest.len > 6 || rest.ptr[rest.len - 3] != ':')
		return false;
	str_split(&rest, ':', &years);
	if (str_to_int64(years, &whole, NULL) != OK || str_to_int64(rest, &months, NULL) != OK ||
	    whole < 0 || months < 0 || months > 11)
		return false;
	*months_out = 12 * whole + months;
	return true;
}

void ees_columns_look(struct ees_columns *columns, const struct grid_row *row)
{
	for (size_t i = 0; i < columns->count && i < row->count; i++) {
		struct ees_column *column = &columns->items[i];
		if (column->role != EES_ROLE_OPEN)
			continue;
		char number[COMPARATOR_NUMBER_BYTES];
		int64_t months = 0;
		enum comparator_absence absence = comparator_cell_read(row->cells[i], number);
		if (absence == COMPARATOR_EMPTY)
			continue;
		if (absence == COMPARATOR_KNOWN || ees_duration_read(row->cells[i], &months))
			column->numbers++;
		else if (absence == COMPARATOR_NOT_UNDERSTOOD)
			column->texts++;
		else
			column->symbols++;
	}
}

/* ---- the decision ---- */

static int by_key(const void *a, const void *b, void *context)
{
	const struct ees_columns *columns = context;
	return str_compare(columns->items[*(const size_t *)a].key,
	                   columns->items[*(const size_t *)b].key);
}

static void decide_by_cells(struct ees_column *column)
{
	if (column->numbers + column->symbols + column->texts == 0)
		column->is_left_out = true;
	bool are_figures = column->numbers >= 9 * column->texts;
	column->role = are_figures ? EES_ROLE_INDICATOR : EES_ROLE_FILTER;
}

static bool is_used(const struct ees_column *column, enum ees_role role)
{
	return column->role == role && !column->is_left_out;
}

enum status ees_columns_settle(struct ees_columns *columns, struct str file, struct arena *arena,
                               struct finding_list *findings, struct err *err)
{
	columns->filters = arena_new(arena, columns->count, sizeof(*columns->filters));
	columns->indicators = arena_new(arena, columns->count, sizeof(*columns->indicators));
	for (size_t i = 0; i < columns->count; i++) {
		struct ees_column *column = &columns->items[i];
		if (column->role == EES_ROLE_OPEN)
			decide_by_cells(column);
		if (column->is_left_out)
			finding_add(findings,
			            (struct finding){ .rule = "ees.column_left_out",
			                              .severity = FINDING_NOTE,
			                              .file = file,
			                              .row = 1,
			                              .column = column->name },
			            "column %zu %s: it is left out", i + 1,
			            column->key.len ? "is blank throughout" : "has no name");
		if (is_used(column, EES_ROLE_FILTER))
			columns->filters[columns->filter_count++] = i;
		if (is_used(column, EES_ROLE_INDICATOR))
			columns->indicators[columns->indicator_count++] = i;
	}
	if (columns->indicator_count == 0)
		return err_set(err, E_INPUT, "row 1: there is no column of figures");
	qsort_r(columns->filters, columns->filter_count, sizeof(*columns->filters), by_key,
	        columns);
	return OK;
}
