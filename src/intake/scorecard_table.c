#include "intake/scorecard_table.h"

#include "base/buf.h"
#include "intake/scorecard_history.h"

enum { LIST_MAX_BYTES = 400 };

struct scorecard_table scorecard_table_init(struct arena *arena, struct finding_list *findings,
                                            struct str name, const struct rule *rule,
                                            size_t max_rows)
{
	struct scorecard_table table = {
		.arena = arena,
		.findings = findings,
		.maker = { .arena = arena, .findings = findings, .default_rule = *rule },
		.file = name,
		.max_rows = max_rows,
		.findings_before = findings->count,
		.indicators = { .arena = arena },
	};
	for (size_t f = 0; f < FIELD_COUNT; f++)
		table.headers[f] = str_of(field_spec((enum scorecard_field)f)->name);
	return table;
}

void scorecard_table_expect(struct scorecard_table *table, size_t rows)
{
	struct line_list *lines = &table->lines;
	lines->capacity = rows < table->max_rows ? rows : table->max_rows;
	lines->items = arena_new(table->arena, lines->capacity, sizeof(*lines->items));
}

void scorecard_table_deinit(struct scorecard_table *table)
{
	indicator_registry_deinit(&table->indicators);
}

static struct finding finding_at(const struct scorecard_table *table, const char *rule,
                                 enum finding_severity severity, int64_t row)
{
	return (struct finding){
		.rule = rule,
		.severity = severity,
		.file = table->file,
		.row = row,
	};
}

/* The row without the empty cells at its end. */
static size_t width_of(const struct grid_row *row)
{
	size_t width = row->count;
	while (width > 0 && str_trim(row->cells[width - 1]).len == 0)
		width--;
	return width;
}

/* Cells of a row in quotation marks, as many as a message has room for. */
static struct str list_cells(struct arena *arena, const struct grid_row *row, size_t width)
{
	auto_buf list = buf_init(LIST_MAX_BYTES);
	for (size_t i = 0; i < width && !list.failed; i++) {
		struct str cell = str_trim(row->cells[i]);
		if (cell.len)
			buf_format(&list, "%s'%.*s'", list.len ? ", " : "", STR_ARGS(cell));
	}
	return arena_format(arena, "%.*s%s", STR_ARGS(buf_view(&list)),
	                    list.failed ? ", ..." : "");
}

/* Whether the row names columns: one that names the indicator, and another. */
static bool is_header(const struct grid_row *row, size_t width)
{
	bool names_indicator = false;
	size_t filled = 0;
	for (size_t i = 0; i < width; i++) {
		enum scorecard_field field;
		struct str cell = str_trim(row->cells[i]);
		filled += cell.len != 0;
		if (field_find(cell, &field))
			names_indicator |= field == FIELD_INDICATOR_REF ||
			                   field == FIELD_INDICATOR_TITLE;
	}
	return names_indicator && filled >= 2;
}

static bool has_field(const struct scorecard_table *table, enum scorecard_field field)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].is_known && table->columns[i].field == field)
			return true;
	return false;
}

static enum status check_header(const struct scorecard_table *table, int64_t row,
                                struct err *err)
{
	static const enum scorecard_field JUDGED[] = {
		FIELD_CURRENT_VALUE, FIELD_MONTH_VALUE,   FIELD_QUARTER_VALUE,
		FIELD_YTD_VALUE,     FIELD_STATED_STATUS,
	};
	for (size_t i = 0; i < COUNT_OF(JUDGED); i++)
		if (has_field(table, JUDGED[i]))
			return OK;
	if (has_field(table, FIELD_NUMERATOR) && has_field(table, FIELD_DENOMINATOR))
		return OK;
	return err_set(err, E_INPUT,
	               "row %lld, the header, has no column with something to judge; expected "
	               "one of current_value, numerator and denominator, month_value, "
	               "quarter_value, ytd_value, stated_status",
	               (long long)row);
}

static void tell_unknown(struct scorecard_table *table, struct table_column *column, int64_t row,
                         const char *what)
{
	struct finding finding = finding_at(table, "column.unknown", FINDING_NOTE, row);
	finding.column = column->name;
	finding_add(table->findings, finding, "%s; its cells are kept as they are", what);
	column->is_told = true;
}

static enum status add_column(struct scorecard_table *table, int64_t row, struct str header,
                              struct err *err)
{
	struct table_column *column = &table->columns[table->column_count];
	column->name = arena_text(table->arena, header);
	column->is_known = field_find(header, &column->field);
	if (column->is_known) {
		for (size_t i = 0; i < table->column_count; i++)
			if (table->columns[i].is_known &&
			    table->columns[i].field == column->field)
				return err_set(err, E_INPUT,
				               "row %lld, the header: columns %zu ('%.*s') and %zu "
				               "('%.*s') both give %s; keep one of them",
				               (long long)row, i + 1,
				               STR_ARGS(table->columns[i].name),
				               table->column_count + 1, STR_ARGS(column->name),
				               field_spec(column->field)->name);
		table->headers[column->field] = column->name;
	} else if (header.len) {
		tell_unknown(table, column, row, "this column is not known");
	} else { /* worth a word only when something stands below */
		column->name = arena_format(table->arena, "column %zu", table->column_count + 1);
	}
	table->column_count++;
	return OK;
}

/* Empty cells at the header's end are no columns: in a CSV, a cell below them means that
 * the row was shifted. */
static enum status take_header(struct scorecard_table *table, const struct grid_row *row,
                               size_t width, struct err *err)
{
	table->columns = arena_new(table->arena, GRID_MAX_COLUMNS, sizeof(*table->columns));
	for (size_t i = 0; i < width; i++) {
		enum status st = add_column(table, row->number, str_trim(row->cells[i]), err);
		if (st != OK)
			return st;
	}
	table->has_header = true;
	if (table->preamble_rows)
		finding_add(table->findings,
		            finding_at(table, "file.preamble", FINDING_NOTE, table->first_row),
		            "%zu %s above the header, which is row %lld, and %s not read",
		            table->preamble_rows,
		            table->preamble_rows == 1 ? "row stands" : "rows stand",
		            (long long)row->number, table->preamble_rows == 1 ? "was" : "were");
	return check_header(table, row->number, err);
}

static enum status no_header(const struct scorecard_table *table, struct err *err)
{
	if (table->preamble_rows == 0)
		return err_set(err, E_INPUT, "there is no row with text; expected a header row "
		               "and figures");
	return err_set(err, E_INPUT,
	               "row %lld: no column names an indicator; expected a header row with "
	               "indicator_title or indicator_ref and for example period, current_value, "
	               "target; found %.*s",
	               (long long)table->first_row, STR_ARGS(table->first_text));
}

static enum status take_preamble(struct scorecard_table *table, const struct grid_row *row,
                                 size_t width, struct err *err)
{
	if (table->preamble_rows == 0) {
		table->first_row = row->number;
		table->first_text = list_cells(table->arena, row, width);
	}
	table->preamble_rows++;
	return table->preamble_rows > TABLE_MAX_PREAMBLE ? no_header(table, err) : OK;
}

/* In a sheet a cell stands where it stands: columns beyond the header just have no
 * name. */
static void widen(struct scorecard_table *table, size_t width)
{
	for (; table->column_count < width; table->column_count++)
		table->columns[table->column_count].name =
			arena_format(table->arena, "column %zu", table->column_count + 1);
}

/* Where cells of a CSV stand beyond the header, those before them may stand in the wrong column:
 * only what names the line is trusted, the rest is kept as it came. */
static void take_overlong(struct scorecard_table *table, const struct grid_row *row,
                          size_t width, struct line *line)
{
	struct finding finding = finding_at(table, "row.too_many_cells", FINDING_ERROR,
	                                    row->number);
	finding.subject = indicator_name(line->indicator);
	finding_add(table->findings, finding,
	            "%zu cells where the header has %zu; a comma in a cell without quotation "
	            "marks does this; the figures of this row are not used",
	            width, table->column_count);
	line->absence = ABSENCE_NOT_UNDERSTOOD;
	for (size_t i = 0; i < width; i++) {
		bool in_header = i < table->column_count;
		struct str cell = str_trim(row->cells[i]);
		if (cell.len == 0)
			continue;
		scorecard_keep_extra(table->arena, line,
		                     in_header ? table->columns[i].name
		                               : arena_format(table->arena, "column %zu", i + 1),
		                     arena_text(table->arena, cell));
	}
}

static bool is_name(enum scorecard_field field)
{
	return field <= FIELD_INDICATOR_TITLE;
}

static struct scorecard_row sort_cells(struct scorecard_table *table, const struct grid_row *row,
                                       size_t width)
{
	struct scorecard_row sorted = {
		.file = table->file,
		.number = row->number,
		.headers = table->headers,
	};
	bool is_overlong = width > table->column_count;
	for (size_t i = 0; i < table->column_count && i < width; i++) {
		const struct table_column *column = &table->columns[i];
		if (column->is_known && (!is_overlong || is_name(column->field)))
			sorted.texts[column->field] =
				arena_text(table->arena, str_trim(row->cells[i]));
	}
	return sorted;
}

static void take_extras(struct scorecard_table *table, const struct grid_row *row,
                        size_t width, struct line *line)
{
	for (size_t i = 0; i < table->column_count && i < width; i++) {
		struct table_column *column = &table->columns[i];
		struct str cell = str_trim(row->cells[i]);
		if (column->is_known || cell.len == 0)
			continue;
		if (!column->is_told)
			tell_unknown(table, column, row->number, "this column has no name");
		scorecard_keep_extra(table->arena, line, column->name,
		                     arena_text(table->arena, cell));
	}
}

static void check_row(struct scorecard_table *table, const struct grid_row *row,
                      struct line *line)
{
	struct finding finding = finding_at(table, "row.too_few_cells", FINDING_WARNING,
	                                    row->number);
	finding.subject = indicator_name(line->indicator);
	if (!row->is_sparse && row->count < table->column_count)
		finding_add(table->findings, finding,
		            "%zu cells where the header has %zu; the missing ones are read as "
		            "empty", row->count, table->column_count);
	if (finding.subject.len)
		return;
	finding.rule = "row.no_indicator";
	finding.severity = FINDING_ERROR;
	finding.column = table->headers[FIELD_INDICATOR_TITLE];
	finding_add(table->findings, finding, "this row names no indicator; expected a title or "
	            "a reference");
	scorecard_withhold_status(line);
}

static void add_line(struct scorecard_table *table, const struct line *line, size_t indicator)
{
	struct line_list *lines = &table->lines;
	table->indicator_of = arena_grow(table->arena, table->indicator_of, lines->count,
	                                 &table->indicator_capacity,
	                                 sizeof(*table->indicator_of));
	lines->items = arena_grow(table->arena, lines->items, lines->count, &lines->capacity,
	                          sizeof(*lines->items));
	table->indicator_of[lines->count] = indicator;
	lines->items[lines->count++] = *line;
}

/* Whether a row of a form was left as it was sent out. */
static bool is_blank_form(const struct scorecard_table *table, const struct scorecard_row *row)
{
	static const enum scorecard_field ANSWERS[] = {
		FIELD_CURRENT_VALUE, FIELD_NUMERATOR, FIELD_DENOMINATOR, FIELD_MONTH_VALUE,
		FIELD_QUARTER_VALUE, FIELD_YTD_VALUE, FIELD_UNREPORTED_WHY, FIELD_SHOWS,
		FIELD_WHY, FIELD_ACTION, FIELD_NOTE,
	};
	if (!has_field(table, FIELD_FORM_DUE))
		return false;
	for (size_t i = 0; i < COUNT_OF(ANSWERS); i++)
		if (row->texts[ANSWERS[i]].len)
			return false;
	return true;
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct scorecard_table *table = context;
	size_t width = width_of(row);
	if (width == 0)
		return OK;
	if (!table->has_header)
		return is_header(row, width) ? take_header(table, row, width, err)
		                             : take_preamble(table, row, width, err);
	if (table->row_count == table->max_rows)
		return err_set(err, E_LIMIT, "row %lld: more than %zu lines; split the file",
		               (long long)row->number, table->max_rows);
	if (table->findings->count - table->findings_before > TABLE_MAX_FINDINGS)
		return err_set(err, E_LIMIT,
		               "row %lld: more than %d cells are in doubt by here; this is no "
		               "scorecard, or its columns have moved",
		               (long long)row->number, TABLE_MAX_FINDINGS);
	table->row_count++;
	if (row->is_sparse)
		widen(table, width);

	struct line line;
	struct scorecard_row sorted = sort_cells(table, row, width);
	if (is_blank_form(table, &sorted)) {
		table->blank_count++;
		return OK;
	}
	scorecard_line_read(&table->maker, &sorted, &line);
	check_row(table, row, &line);
	if (width > table->column_count)
		take_overlong(table, row, width, &line);
	else
		take_extras(table, row, width, &line);
	add_line(table, &line, indicator_registry_join(&table->indicators, &line,
	                                               table->findings));
	return OK;
}

struct grid_sink scorecard_table_sink(struct scorecard_table *table)
{
	return (struct grid_sink){ table, take_row };
}

/* Columns without a name and without cells are none. */
static void describe_columns(const struct scorecard_table *table, struct scorecard_file *out)
{
	out->columns = arena_new(table->arena, table->column_count, sizeof(*out->columns));
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		if (!column->is_known && !column->is_told)
			continue;
		out->columns[out->column_count++] = (struct scorecard_column){
			.header = column->name,
			.name = column->is_known ? field_spec(column->field)->name : NULL,
		};
		out->unknown_count += !column->is_known;
	}
}

enum status scorecard_table_finish(struct scorecard_table *table, struct scorecard_file *out,
                                   struct err *err)
{
	if (!table->has_header)
		return no_header(table, err);
	if (table->blank_count)
		finding_add(table->findings,
		            finding_at(table, "file.form_blank", FINDING_NOTE, 0),
		            "%zu of %zu rows of the form are not filled in, and are left out",
		            table->blank_count, table->row_count);
	scorecard_history_fill(&table->lines, table->indicator_of, table->arena,
	                       table->findings);
	describe_columns(table, out);
	out->row_count = table->row_count;
	out->indicator_count = table->indicators.count;
	out->lines = table->lines;
	for (size_t i = table->lines.count; i-- > 0;) {
		const struct line *line = &table->lines.items[i];
		if (line->authority.len)
			out->authority = line->authority;
		if (line->report.len)
			out->report = line->report;
	}
	return OK;
}
