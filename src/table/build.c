#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "table/table.h"

struct row_builder {
	int64_t *ids;
	int64_t *child_ids;
	size_t count;
	size_t capacity;
	int64_t **columns; /* the cells of each field */
};

struct table_builder {
	const struct schema *schema;
	struct row_builder *of; /* one a type */
	int type;               /* of the row begun last */
	struct map numbers;     /* text to number */
	struct str *words;      /* number to text; the texts live in `texts` */
	size_t word_count;
	size_t word_capacity;
	struct arena texts;
};

struct table_builder *table_builder_new(const struct schema *schema)
{
	struct table_builder *builder = mem_new(1, sizeof(*builder));
	builder->schema = schema;
	builder->of = mem_new(schema->type_count, sizeof(*builder->of));
	for (size_t type = 0; type < schema->type_count; type++)
		builder->of[type].columns = mem_new(schema->types[type].field_count,
		                                    sizeof(*builder->of[type].columns));
	return builder;
}

static void rows_deinit(struct row_builder *rows, size_t field_count)
{
	for (size_t i = 0; i < field_count; i++)
		free(rows->columns[i]);
	free(rows->columns);
	free(rows->ids);
	free(rows->child_ids);
}

void table_builder_close(struct table_builder **builder)
{
	struct table_builder *self = *builder;
	*builder = NULL;
	if (!self)
		return;
	for (size_t type = 0; type < self->schema->type_count; type++)
		rows_deinit(&self->of[type], self->schema->types[type].field_count);
	free(self->of);
	free(self->words);
	map_deinit(&self->numbers);
	arena_deinit(&self->texts);
	free(self);
}

static void rows_make_room(struct row_builder *rows, size_t field_count)
{
	if (rows->count < rows->capacity)
		return;
	rows->capacity = rows->capacity ? rows->capacity * 2 : 64;
	rows->ids = mem_resize(rows->ids, rows->capacity, sizeof(*rows->ids));
	rows->child_ids = mem_resize(rows->child_ids, rows->capacity, sizeof(*rows->child_ids));
	for (size_t i = 0; i < field_count; i++)
		rows->columns[i] =
			mem_resize(rows->columns[i], rows->capacity, sizeof(int64_t));
}

enum status table_add_row(struct table_builder *builder, int type, int64_t child_id, int64_t id,
                          struct err *err)
{
	enum { ROWS_MAX = 2000000000 };
	struct row_builder *rows = &builder->of[type];
	size_t field_count = builder->schema->types[type].field_count;
	if (rows->count == ROWS_MAX)
		return err_set(err, E_LIMIT, "%.*s: more than %d rows",
		               STR_ARGS(builder->schema->types[type].name), ROWS_MAX);
	rows_make_room(rows, field_count);
	rows->ids[rows->count] = id;
	rows->child_ids[rows->count] = child_id;
	for (size_t i = 0; i < field_count; i++)
		rows->columns[i][rows->count] = CELL_MISSING;
	rows->count++;
	builder->type = type;
	return OK;
}

static bool kind_is_text(enum field_kind kind)
{
	return kind == FIELD_CODE || kind == FIELD_LABEL;
}

static bool kind_is_narrow(enum field_kind kind)
{
	return kind == FIELD_DATE || kind == FIELD_FLAG || kind_is_text(kind);
}

void table_set_number(struct table_builder *builder, int field, int64_t value)
{
	struct row_builder *rows = &builder->of[builder->type];
	enum field_kind kind = builder->schema->types[builder->type].fields[field].kind;
	assert(rows->count > 0 && !kind_is_text(kind));
	assert(value == CELL_MISSING || !kind_is_narrow(kind) ||
	       (value > INT32_MIN && value <= INT32_MAX));
	rows->columns[field][rows->count - 1] = value;
}

/* The number of a text, which gets one when it is new. */
static int64_t number_of(struct table_builder *self, struct str text)
{
	int64_t number = (int64_t)self->word_count;
	if (!map_add(&self->numbers, text, number, &number))
		return number;
	if (self->word_count == self->word_capacity) {
		self->word_capacity = mem_grown(self->word_capacity, self->word_count + 1);
		self->words = mem_resize(self->words, self->word_capacity, sizeof(*self->words));
	}
	self->words[self->word_count++] = arena_text(&self->texts, text);
	return number;
}

void table_set_text(struct table_builder *builder, int field, struct str text)
{
	struct row_builder *rows = &builder->of[builder->type];
	assert(rows->count > 0 &&
	       kind_is_text(builder->schema->types[builder->type].fields[field].kind));
	if (text.len > 0)
		rows->columns[field][rows->count - 1] = number_of(builder, text);
}

int32_t words_find(const struct words *words, struct str text)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_equal(words->items[i], text))
			return (int32_t)i;
	return -1;
}

/* --- From rows as they came to columns in order --------------------------------------- */

static int compare_numbers(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* The ids of all children that any row speaks of, once each, ascending. */
static void number_children(const struct table_builder *builder, struct arena *arena,
                            struct tables *out)
{
	size_t total = 0, count = 0;
	for (size_t type = 0; type < builder->schema->type_count; type++)
		if (builder->schema->types[type].is_of_child)
			total += builder->of[type].count;
	int64_t *ids = mem_new(total + 1, sizeof(*ids));
	for (size_t type = 0; type < builder->schema->type_count; type++) {
		const struct row_builder *rows = &builder->of[type];
		if (!builder->schema->types[type].is_of_child)
			continue;
		for (size_t row = 0; row < rows->count; row++)
			if (count == 0 || ids[count - 1] != rows->child_ids[row])
				ids[count++] = rows->child_ids[row];
	}
	qsort(ids, count, sizeof(*ids), compare_numbers);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	int64_t *child_ids = arena_new(arena, kept + 1, sizeof(*child_ids));
	memcpy(child_ids, ids, kept * sizeof(*ids));
	free(ids);
	out->child_ids = child_ids;
	out->child_count = (int32_t)kept;
}

static int32_t child_number(const struct tables *tables, int64_t id)
{
	int32_t low = 0, high = tables->child_count;
	while (low < high) {
		int32_t middle = low + (high - low) / 2;
		if (tables->child_ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct sort_row {
	int64_t start; /* CELL_MISSING, the least, comes first */
	int64_t end;   /* INT64_MAX when missing: comes last */
	int32_t child;
	int32_t row;
};

static int compare_rows(const void *left, const void *right)
{
	const struct sort_row *a = left, *b = right;
	if (a->child != b->child)
		return a->child < b->child ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

/* Rows in the order of the table. */
static struct sort_row *sort_rows(const struct row_builder *rows, const struct table_type *type,
                                  const struct tables *tables)
{
	struct sort_row *order = mem_new(rows->count + 1, sizeof(*order));
	for (size_t row = 0; row < rows->count; row++) {
		struct sort_row *item = &order[row];
		item->row = (int32_t)row;
		item->child =
			type->is_of_child ? child_number(tables, rows->child_ids[row]) : 0;
		item->start =
			type->start >= 0 ? rows->columns[type->start][row] : CELL_MISSING;
		item->end = type->end >= 0 ? rows->columns[type->end][row] : CELL_MISSING;
		if (item->end == CELL_MISSING)
			item->end = INT64_MAX;
	}
	qsort(order, rows->count, sizeof(*order), compare_rows);
	return order;
}

static void finish_column(const int64_t *from, enum field_kind kind, const struct sort_row *order,
                          size_t count, struct arena *arena, struct column *out)
{
	if (kind_is_narrow(kind)) {
		int32_t *cells = arena_new(arena, count + 1, sizeof(*cells));
		for (size_t i = 0; i < count; i++) {
			int64_t cell = from[order[i].row];
			cells[i] = cell == CELL_MISSING ? INT32_MIN : (int32_t)cell;
		}
		out->narrow = cells;
	} else {
		int64_t *cells = arena_new(arena, count + 1, sizeof(*cells));
		for (size_t i = 0; i < count; i++)
			cells[i] = from[order[i].row];
		out->wide = cells;
	}
}

/* Where each child's rows begin. */
static void index_children(const struct sort_row *order, size_t count, int32_t child_count,
                           struct arena *arena, struct table *out)
{
	int32_t *child = arena_new(arena, count + 1, sizeof(*child));
	int32_t *first = arena_new(arena, (size_t)child_count + 1, sizeof(*first));
	for (size_t i = 0; i < count; i++) {
		child[i] = order[i].child;
		first[order[i].child + 1]++;
	}
	for (int32_t i = 0; i < child_count; i++)
		first[i + 1] += first[i];
	out->child = child;
	out->first_of_child = first;
}

static void finish_table(const struct row_builder *rows, const struct table_type *type,
                         const struct tables *tables, struct arena *arena, struct table *out)
{
	struct sort_row *order = sort_rows(rows, type, tables);
	struct column *columns = arena_new(arena, type->field_count + 1, sizeof(*columns));
	for (size_t i = 0; i < type->field_count; i++)
		finish_column(rows->columns[i], type->fields[i].kind, order, rows->count, arena,
		              &columns[i]);
	int64_t *ids = arena_new(arena, rows->count + 1, sizeof(*ids));
	for (size_t i = 0; i < rows->count; i++)
		ids[i] = rows->ids[order[i].row];
	*out = (struct table){ .type = type,
		               .row_count = (int32_t)rows->count,
		               .columns = columns,
		               .ids = ids };
	if (type->is_of_child)
		index_children(order, rows->count, tables->child_count, arena, out);
	free(order);
}

/* --- Families -------------------------------------------------------------------------- */

struct membership {
	int64_t family;
	int32_t child;
};

static int compare_memberships(const void *left, const void *right)
{
	const struct membership *a = left, *b = right;
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return (a->child > b->child) - (a->child < b->child);
}

/* Who belongs to which family: by the last row a child has that names one. */
static size_t list_memberships(const struct tables *tables, const struct table *table, int field,
                               struct membership *out)
{
	size_t count = 0;
	for (int32_t child = 0; child < tables->child_count; child++) {
		int64_t family = CELL_MISSING;
		for (int32_t row = table->first_of_child[child];
		     row < table->first_of_child[child + 1]; row++) {
			int64_t named = column_at(&table->columns[field], row);
			family = named == CELL_MISSING ? family : named;
		}
		if (family != CELL_MISSING)
			out[count++] = (struct membership){ family, child };
	}
	qsort(out, count, sizeof(*out), compare_memberships);
	return count;
}

static void join_families(struct tables *tables, struct arena *arena)
{
	const struct schema *schema = tables->schema;
	int field = schema->family < 0 ? -1 :
	            table_type_find_field(&schema->types[schema->family], STR("family"));
	if (field < 0)
		return;
	size_t child_count = (size_t)tables->child_count;
	struct membership *members = mem_new(child_count + 1, sizeof(*members));
	size_t count = list_memberships(tables, &tables->of[schema->family], field, members);
	int32_t *family = arena_new(arena, child_count + 1, sizeof(*family));
	int32_t *first = arena_new(arena, count + 2, sizeof(*first));
	int32_t *listed = arena_new(arena, count + 1, sizeof(*listed));
	for (size_t i = 0; i < child_count; i++)
		family[i] = -1;
	int32_t number = -1;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || members[i].family != members[i - 1].family)
			first[++number] = (int32_t)i;
		family[members[i].child] = number;
		listed[i] = members[i].child;
	}
	first[number + 1] = (int32_t)count;
	free(members);
	tables->family = family;
	tables->family_first = first;
	tables->family_members = listed;
	tables->family_count = number + 1;
}

static struct words finish_words(const struct table_builder *builder, struct arena *arena)
{
	struct str *words = arena_new(arena, builder->word_count + 1, sizeof(*words));
	for (size_t i = 0; i < builder->word_count; i++)
		words[i] = arena_text(arena, builder->words[i]);
	return (struct words){ words, builder->word_count };
}

void table_builder_finish(const struct table_builder *builder, struct arena *arena,
                          struct tables *out)
{
	const struct schema *schema = builder->schema;
	struct tables tables = { .schema = schema, .words = finish_words(builder, arena) };
	struct table *of = arena_new(arena, schema->type_count + 1, sizeof(*of));
	number_children(builder, arena, &tables);
	for (size_t type = 0; type < schema->type_count; type++)
		finish_table(&builder->of[type], &schema->types[type], &tables, arena, &of[type]);
	tables.of = of;
	join_families(&tables, arena);
	*out = tables;
}
