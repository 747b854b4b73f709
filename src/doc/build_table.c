#include <assert.h>

#include "doc/builder.h"
#include "doc/clean.h"

static bool row_is_complete(const struct doc_builder *builder, const struct doc_table *table)
{
	return !builder->row || builder->filled == table->column_count;
}

static void check_columns(const struct doc_column *columns, size_t column_count)
{
	size_t row_headers = 0;
	for (size_t i = 0; i < column_count; i++) {
		const struct doc_column *column = &columns[i];
		assert(column->header && *column->header);
		assert((unsigned)column->kind < DOC_COLUMN_KIND_COUNT);
		assert(column->width >= 0 && column->width <= 100);
		assert(!column->is_row_header || column->kind == DOC_COLUMN_TEXT);
		row_headers += column->is_row_header;
	}
	assert(row_headers == 1);
}

void doc_table_begin(struct doc *doc, struct str caption, const struct doc_column *columns,
                     size_t column_count)
{
	check_columns(columns, column_count);
	assert(caption.len > 0);
	struct doc_table *table = &doc_builder_open(doc, DOC_BLOCK_TABLE)->table;
	table->id = doc_id(doc, STR("table"));
	doc_builder_place_id(doc, table->id);
	table->caption = doc_clean_text(doc->arena, caption);
	table->columns = columns;
	table->column_count = column_count;
}

static void add_group(struct doc *doc, struct str title, int depth)
{
	struct doc_builder *builder = doc_builder(doc);
	struct doc_table *table = &doc_builder_current(doc, DOC_BLOCK_TABLE)->table;
	assert(row_is_complete(builder, table));
	struct doc_group *group = arena_new(doc->arena, 1, sizeof(*group));
	group->title = doc_clean_text(doc->arena, title);
	group->depth = depth;
	if (table->last)
		table->last->next = group;
	else
		table->first = group;
	table->last = group;
	builder->group = group;
	builder->row = NULL;
	builder->cell = NULL;
	builder->line = NULL;
}

void doc_group(struct doc *doc, struct str title, int depth)
{
	assert(title.len > 0 && depth >= 0 && depth <= 3);
	add_group(doc, title, depth);
}

void doc_group_note(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	doc_builder_current(doc, DOC_BLOCK_TABLE);
	assert(builder->group && builder->group->title.len > 0 && !builder->row);
	doc_builder_line(doc, &builder->group->notes, DOC_LINE_SMALL);
}

void doc_row(struct doc *doc, struct str id)
{
	struct doc_builder *builder = doc_builder(doc);
	struct doc_table *table = &doc_builder_current(doc, DOC_BLOCK_TABLE)->table;
	assert(row_is_complete(builder, table));
	if (!builder->group)
		add_group(doc, STR(""), 0);
	struct doc_row *row = arena_new(doc->arena, 1, sizeof(*row));
	row->cells = arena_new(doc->arena, table->column_count, sizeof(*row->cells));
	row->id = arena_text(doc->arena, id);
	if (id.len)
		doc_builder_place_id(doc, id);
	struct doc_group *group = builder->group;
	if (group->last)
		group->last->next = row;
	else
		group->first = row;
	group->last = row;
	builder->row = row;
	builder->cell = NULL;
	builder->line = NULL;
	builder->filled = 0;
}

void doc_table_end(struct doc *doc)
{
	struct doc_builder *builder = doc_builder(doc);
	struct doc_table *table = &doc_builder_current(doc, DOC_BLOCK_TABLE)->table;
	assert(row_is_complete(builder, table));
	assert(table->first);
	builder->group = NULL;
	builder->row = NULL;
	builder->cell = NULL;
	builder->filled = 0;
	doc_builder_close(doc, DOC_BLOCK_TABLE);
}

/* The next cell; text and missing cells may stand in a column of any kind. */
static struct doc_cell *next_cell(struct doc *doc, enum doc_cell_kind kind)
{
	static const enum doc_column_kind COLUMN_OF[] = {
		[DOC_CELL_NUMBER] = DOC_COLUMN_NUMBER,
		[DOC_CELL_STATUS] = DOC_COLUMN_STATUS,
		[DOC_CELL_DIRECTION] = DOC_COLUMN_DIRECTION,
		[DOC_CELL_CHART] = DOC_COLUMN_CHART,
	};
	struct doc_builder *builder = doc_builder(doc);
	const struct doc_table *table = &doc_builder_current(doc, DOC_BLOCK_TABLE)->table;
	assert(builder->row && builder->filled < table->column_count);
	const struct doc_column *column = &table->columns[builder->filled];
	assert(kind == DOC_CELL_TEXT || kind == DOC_CELL_MISSING ||
	       column->kind == COLUMN_OF[kind]);
	assert(!column->is_row_header || kind == DOC_CELL_TEXT);
	builder->line = NULL;
	builder->cell = &builder->row->cells[builder->filled++];
	builder->cell->kind = kind;
	return builder->cell;
}

void doc_cell_text(struct doc *doc, struct str text)
{
	struct doc_cell *cell = next_cell(doc, DOC_CELL_TEXT);
	doc_builder_line(doc, &cell->lines, DOC_LINE_MAIN);
	doc_plain(doc, text);
}

void doc_cell_number(struct doc *doc, const struct doc_number *number)
{
	assert(number->text.len > 0 && dataset_is_decimal(number->exact));
	assert((unsigned)number->unit < DOC_UNIT_KIND_COUNT);
	struct doc_cell *cell = next_cell(doc, DOC_CELL_NUMBER);
	cell->number = (struct doc_number){
		.prefix = doc_clean_text(doc->arena, number->prefix),
		.text = doc_clean_text(doc->arena, number->text),
		.suffix = doc_clean_text(doc->arena, number->suffix),
		.exact = arena_text(doc->arena, number->exact),
		.unit = number->unit,
		.decimals = number->decimals,
	};
}

static void marked_cell(struct doc *doc, enum doc_cell_kind kind, enum doc_mark mark,
                        struct str word)
{
	struct doc_cell *cell = next_cell(doc, kind);
	cell->mark = mark;
	cell->word = word.len ? doc_clean_text(doc->arena, word)
	                      : str_of(doc_mark_face(mark)->word);
}

void doc_cell_status(struct doc *doc, enum doc_mark mark, struct str word)
{
	assert(doc_mark_is_status(mark));
	marked_cell(doc, DOC_CELL_STATUS, mark, word);
}

void doc_cell_direction(struct doc *doc, enum doc_mark mark, struct str word)
{
	assert(doc_mark_is_direction(mark));
	marked_cell(doc, DOC_CELL_DIRECTION, mark, word);
}

void doc_cell_chart(struct doc *doc, const struct doc_chart *chart)
{
	assert(chart->kind == DOC_CHART_LEVEL || chart->kind == DOC_CHART_SPARK);
	next_cell(doc, DOC_CELL_CHART)->chart = doc_builder_chart(doc, chart);
}

void doc_cell_missing(struct doc *doc, struct str words)
{
	assert(words.len > 0);
	struct doc_cell *cell = next_cell(doc, DOC_CELL_MISSING);
	doc_builder_line(doc, &cell->lines, DOC_LINE_SMALL);
	doc_plain(doc, words);
}

void doc_cell_small(struct doc *doc, struct str text)
{
	if (!text.len)
		return;
	struct doc_builder *builder = doc_builder(doc);
	assert(builder->cell);
	doc_builder_line(doc, &builder->cell->lines, DOC_LINE_SMALL);
	doc_plain(doc, text);
}
