#include "intake/mapped_file.h"

#include <assert.h>

#include "intake/cell.h"
#include "intake/lost_lines.h"
#include "intake/mapping.h"
#include "intake/record_cell.h"
#include "intake/record_people.h"
#include "intake/table_stream.h"

enum { VALUE_MAX_BYTES = 64 * 1024 };

/* One line of a record's part, with the places of its columns; SIZE_MAX: not there. */
struct step {
	const struct mapping_field *field;
	size_t place;
	size_t time_place;
	size_t test_place;
};

struct plan {
	const struct mapping_record *record;
	struct step *steps;
	size_t *test_places;
};

struct table {
	const struct mapping_table *what;
	struct mapping_place place;
	size_t child; /* of the identifier */
	struct plan *plans;
	bool *is_taken;
	bool is_empty;
};

struct reader {
	const struct record_reading *reading;
	const struct mapping *mapping;
	struct arena arena;
	struct table_stream *stream;
	struct table *tables;
	struct record_cells cells;
	struct record_people people;
	struct arena line_arena; /* texts made for one line */
	struct lost_lines lost;
	const struct table *table;
};

/* ---- preparing ---- */

static size_t place_of(struct table *table, struct str column)
{
	if (column.len == 0)
		return SIZE_MAX;
	size_t at = mapping_find_column(&table->place, column);
	if (at != SIZE_MAX)
		table->is_taken[at] = true;
	return at;
}

static void plan_record(struct reader *r, struct table *table, size_t index)
{
	const struct mapping_record *record = &table->what->records[index];
	struct plan *plan = &table->plans[index];
	plan->record = record;
	plan->steps = arena_new(&r->arena, record->field_count, sizeof(*plan->steps));
	plan->test_places = arena_new(&r->arena, record->test_count + 1, sizeof(size_t));
	for (size_t i = 0; i < record->test_count; i++)
		plan->test_places[i] = place_of(table, record->tests[i].column);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct mapping_field *field = &record->fields[i];
		plan->steps[i] = (struct step){ field, place_of(table, field->column),
			                        place_of(table, field->time_column),
			                        place_of(table, field->test.column) };
	}
}

static void tell_kept(struct reader *r, const struct table *table)
{
	auto_buf names = buf_init(VALUE_MAX_BYTES);
	for (size_t i = 0; i < table->place.count; i++)
		if (!table->is_taken[i] && table->place.headings[i].len)
			buf_format(&names, "%s'%.*s'", names.len ? ", " : "",
			           STR_ARGS(table->place.headings[i]));
	if (names.len)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "mapped.columns_kept",
		                              .severity = FINDING_NOTE,
		                              .file = r->cells.file,
		                              .row = table->place.header_row },
		            "columns that the mapping does not name: %.*s; what they say is kept "
		            "beside the records",
		            STR_ARGS(buf_view(&names)));
}

static enum status prepare_table(struct reader *r, size_t index, struct err *err)
{
	struct table *table = &r->tables[index];
	struct table_head head;
	table->what = &r->mapping->tables[index];
	enum status st = mapping_find_table(table->what, r->stream, &r->arena, &table->place, err);
	if (st == OK)
		st = table_stream_peek(r->stream, table->place.sheet, MAPPING_HEAD_ROWS + 1,
		                       &r->arena, &head, err);
	if (st != OK)
		return st;
	table->is_empty = head.count == 0 ||
	                  head.rows[head.count - 1].number <= table->place.header_row;
	table->is_taken = arena_new(&r->arena, table->place.count + 1, sizeof(bool));
	table->child = place_of(table, table->what->identifier);
	table->plans = arena_new(&r->arena, table->what->record_count, sizeof(*table->plans));
	for (size_t i = 0; i < table->what->record_count; i++)
		plan_record(r, table, i);
	tell_kept(r, table);
	if (table->is_empty)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "mapped.empty_table",
		                              .severity = FINDING_WARNING,
		                              .file = r->cells.file },
		            "no line stands below the columns' names; that says nothing about what "
		            "they would hold");
	return OK;
}

/* ---- coverage ---- */

static enum status cover(struct reader *r, const struct mapping_record *record, struct err *err)
{
	const struct mapping_cover *cover = &record->cover;
	struct record_coverage coverage = { record->type, cover->kind, cover->from, cover->to };
	int32_t as_at = r->reading->as_at;
	int32_t before = as_at;
	if (cover->kind == RECORD_COVERS_NOTHING)
		return OK;
	if (cover->months || cover->days) {
		if (as_at == DATE_NONE) {
			finding_add(
				r->reading->findings,
				(struct finding){ .rule = "mapped.no_day",
			                          .severity = FINDING_WARNING,
			                          .file = r->cells.file },
				"what it covers of '%s' reaches back from the day of the extract, "
				"which was not said; so it covers nothing (--as-at says it)",
				record_type_spec(record->type)->name);
			return OK;
		}
		enum status st = date_add_months(as_at, -cover->months, &before, err);
		if (st != OK)
			return st;
		coverage.from = before - cover->days + 1;
		coverage.to = as_at;
	}
	return r->reading->sink->cover(r->reading->sink->context, &coverage, err);
}

static enum status begin(struct reader *r, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	struct record_file file = { .source = RECORD_SOURCE_EXTRACT,
		                    .source_name = r->mapping->name,
		                    .reference_day = r->reading->as_at };
	file.words = arena_format(&r->arena, "extract '%.*s', by %.*s", STR_ARGS(r->mapping->name),
	                          STR_ARGS(r->mapping->file));
	enum status st = sink->begin(sink->context, &file, err);
	for (size_t i = 0; i < r->mapping->table_count && st == OK; i++)
		for (size_t k = 0; k < r->tables[i].what->record_count && st == OK; k++)
			if (!r->tables[i].is_empty)
				st = cover(r, &r->tables[i].what->records[k], err);
	return st;
}

/* ---- a line becomes rows ---- */

static struct str text_at(const struct grid_row *line, size_t place)
{
	return place == SIZE_MAX ? (struct str){ 0 } : grid_text(line, place);
}

static bool holds(const struct mapping_test *test, struct str text)
{
	bool is_one = test->count == 0 && cell_absence(text) == CELL_ABSENCE_EMPTY;
	for (size_t i = 0; i < test->count && !is_one; i++)
		is_one = str_equal_nocase(test->values[i], text);
	return is_one != test->is_not;
}

/* The code that their word stands for, or the word. */
static struct str translate(const struct mapping_codes *codes, struct str text)
{
	for (size_t i = 0; codes && i < codes->count; i++)
		if (str_equal_nocase(codes->items[i].theirs, text))
			return codes->items[i].code;
	return text;
}

static void read_step(struct reader *r, const struct step *step, const struct grid_row *line)
{
	const struct mapping_field *field = step->field;
	struct str text = field->constant;
	struct str column = field->column;
	if (field->column.len) {
		if (step->place == SIZE_MAX)
			return;
		column = r->table->place.headings[step->place];
		text = translate(field->codes, text_at(line, step->place));
	}
	/* A workbook's dates come as days, in whatever order they were shown. */
	if (field->is_month_first)
		text = mapping_day_first(text, &r->line_arena);
	struct str time = text_at(line, step->time_place);
	if (time.len && text.len)
		text = arena_format(&r->line_arena, "%.*s %.*s", STR_ARGS(text), STR_ARGS(time));
	record_cells_read(&r->cells, field->field, column, text);
}

static void read_fields(struct reader *r, const struct plan *plan, const struct grid_row *line)
{
	bool is_said[RECORD_FIELDS_MAX] = { false };
	for (size_t i = 0; i < plan->record->field_count; i++) {
		const struct step *step = &plan->steps[i];
		if (is_said[step->field->field] ||
		    (step->field->has_test &&
		     !holds(&step->field->test, text_at(line, step->test_place))))
			continue;
		is_said[step->field->field] = true;
		read_step(r, step, line);
	}
}

static void keep_rest(struct reader *r, const struct grid_row *line)
{
	const struct table *table = r->table;
	for (size_t i = 0; i < line->count; i++) {
		bool is_named = i < table->place.count && table->place.headings[i].len;
		if (i < table->place.count && table->is_taken[i])
			continue;
		record_cells_keep(&r->cells,
		                  is_named ? table->place.headings[i]
		                           : arena_format(&r->line_arena, "column %zu", i + 1),
		                  grid_text(line, i));
	}
}

static bool gives(const struct plan *plan, const struct grid_row *line)
{
	for (size_t i = 0; i < plan->record->test_count; i++)
		if (!holds(&plan->record->tests[i], text_at(line, plan->test_places[i])))
			return false;
	return true;
}

/* Hands one record of a line on. `*is_kept` says whether the columns that no field holds
 * were kept with an earlier one; children come at the end, and keep none. */
static enum status take_record(struct reader *r, const struct plan *plan,
                               const struct grid_row *line, struct str child, bool *is_kept,
                               struct err *err)
{
	enum record_type type = plan->record->type;
	bool is_of_child = record_type_spec(type)->is_of_child;
	record_cells_start(&r->cells, type, is_of_child ? child : (struct str){ 0 }, line->number);
	read_fields(r, plan, line);
	if (type == RECORD_PERSON) {
		if (r->table->what->record_count == 1)
			keep_rest(r, line);
		record_people_add(&r->people, &r->cells);
		return OK;
	}
	if (!*is_kept)
		keep_rest(r, line);
	*is_kept = true;
	return record_cells_hand_on(&r->cells, err);
}

static bool is_blank(const struct grid_row *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (grid_text(line, i).len)
			return false;
	return true;
}

static enum status take_line(void *context, const struct grid_row *line, struct err *err)
{
	struct reader *r = context;
	const struct table *table = r->table;
	if (line->number <= table->place.header_row || is_blank(line))
		return OK;
	struct str child = cell_identifier(text_at(line, table->child));
	bool is_kept = false;
	bool is_told = false;
	enum status st = OK;
	for (size_t i = 0; i < table->what->record_count && st == OK; i++) {
		const struct plan *plan = &table->plans[i];
		if (!gives(plan, line))
			continue;
		if (child.len || !record_type_spec(plan->record->type)->is_of_child) {
			st = take_record(r, plan, line, child, &is_kept, err);
		} else if (!is_told) {
			is_told = true;
			lost_lines_add(&r->lost, r->reading->findings,
			               (struct finding){ .rule = "mapped.no_child",
			                                 .file = r->cells.file,
			                                 .row = line->number,
			                                 .column = table->what->identifier });
		}
	}
	arena_deinit(&r->line_arena);
	return st;
}

static enum status read_all(struct reader *r, struct err *err)
{
	enum status st = table_stream_open(r->reading->set->members[0].path, &r->stream, err);
	if (st != OK)
		return st;
	r->cells.file = arena_text(&r->arena, table_stream_name(r->stream));
	r->cells.is_1904 = table_stream_is_1904(r->stream);
	r->tables = arena_new(&r->arena, r->mapping->table_count, sizeof(*r->tables));
	for (size_t i = 0; i < r->mapping->table_count && st == OK; i++)
		st = prepare_table(r, i, err);
	if (st == OK)
		st = begin(r, err);
	for (size_t i = 0; i < r->mapping->table_count && st == OK; i++) {
		struct grid_sink sink = { r, take_line };
		r->table = &r->tables[i];
		st = table_stream_read(r->stream, r->table->place.sheet, &sink, err);
		lost_lines_end(&r->lost, r->reading->findings,
		               (struct finding){ .rule = "mapped.no_child",
		                                 .file = r->cells.file });
	}
	return st == OK ? record_people_hand_on(&r->people, r->reading->sink, err) : st;
}

enum status mapped_file_read(const struct record_reading *reading, struct err *err)
{
	if (!reading->mapping)
		return err_set(err, E_INPUT,
		               "%.*s: no mapping explains its columns; 'outturn map FILE' "
		               "proposes one",
		               STR_ARGS(reading->set->name));
	assert(reading->set->count == 1);
	struct reader r = { .reading = reading, .mapping = reading->mapping };
	record_cells_init(&r.cells, reading, reading->set->name);
	enum status st = read_all(&r, err);
	table_stream_close(&r.stream);
	record_cells_deinit(&r.cells);
	record_people_deinit(&r.people);
	arena_deinit(&r.line_arena);
	arena_deinit(&r.arena);
	return st;
}
