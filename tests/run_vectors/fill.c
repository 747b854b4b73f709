#include "fill.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/instant.h"
#include "input.h"

enum { MILLION = 1000000, PARTS_MAX = 1000 };

/* One input on its way into tables. */
struct filling {
	const struct schema *schema;
	const json_t *input;
	struct table_builder *builder;
	struct arena *arena;
	struct str *names;    /* of entries */
	int64_t *children;    /* of entries: the number of the first one of its name */
	const struct str *keys;
	size_t key_count;
	size_t key_capacity;
};

/* A part of the input that becomes a row. */
struct part {
	const json_t *value;
	size_t entry;
	size_t number; /* within its entry */
};

bool condition_holds(const struct condition *condition, const json_t *part)
{
	if (!condition->field)
		return true;
	const json_t *value = json_object_get(part, condition->field);
	bool is_no = json_is_false(value);
	bool is_there = value && !json_is_null(value) && !is_no;
	switch (condition->kind) {
	case IS_THERE:
		return is_there;
	case IS_NOT_THERE:
		return !is_there;
	case IS_SAID_NO:
		return is_no;
	case IS_NOT_SAID_NO:
		return !is_no;
	}
	return false;
}

/* --- One cell -------------------------------------------------------------------------- */

static const json_t *value_of(const struct filling *self, const struct cell_map *map,
                              const struct part *part)
{
	const char *from = map->from;
	if (!from)
		return NULL;
	if (strcmp(from, ".") == 0)
		return part->value;
	return from[0] == '/' ? json_object_get(self->input, from + 1)
	                      : json_object_get(part->value, from);
}

/* The value as text, in the records' words; "" when there is none. */
static struct str text_of(const struct filling *self, const struct cell_map *map,
                          const struct part *part)
{
	if (map->from && strcmp(map->from, "#") == 0)
		return arena_format(self->arena, "%zu-%zu", part->entry, part->number);
	const json_t *value = value_of(self, map, part);
	struct str said = { 0 };
	if (json_is_boolean(value))
		said = str_of(json_is_true(value) ? "true" : "false");
	else if (json_is_string(value))
		said = str_of(json_string_value(value));
	else if (json_is_integer(value))
		said = arena_format(self->arena, "%" JSON_INTEGER_FORMAT,
		                    json_integer_value(value));
	else
		return str_of(map->otherwise ? map->otherwise : "");
	for (size_t i = 0; i < WORDS_MAX && map->words[i].said; i++)
		if (str_equal(said, str_of(map->words[i].said)))
			return str_of(map->words[i].written ? map->words[i].written : "");
	return said;
}

static enum status read_decimal(const json_t *value, int64_t *out, struct err *err)
{
	struct ratio number;
	enum status st = input_number(value, &number, err);
	if (st != OK)
		return st;
	number = ratio_multiply(number, ratio_whole(MILLION));
	if (number.den != 1 || number.num > INT64_MAX || number.num < -INT64_MAX)
		return err_set(err, E_INPUT, "a number of more than six decimals");
	*out = (int64_t)number.num;
	return OK;
}

static int64_t key_of(struct filling *self, struct str text)
{
	for (size_t i = 0; i < self->key_count; i++)
		if (str_equal(self->keys[i], text))
			return (int64_t)i;
	struct str *keys = arena_grow(self->arena, (struct str *)self->keys, self->key_count,
	                              &self->key_capacity, sizeof(*keys));
	keys[self->key_count] = text;
	self->keys = keys;
	return (int64_t)self->key_count++;
}

static bool is_yes(struct str text)
{
	return str_equal(text, STR("true")) || str_equal(text, STR("1"));
}

/* A cell of any kind but text: its number. */
static enum status read_number(struct filling *self, enum field_kind kind, struct str text,
                               const json_t *value, int64_t *out, struct err *err)
{
	struct instant at = { 0 };
	int32_t date = DATE_NONE;
	enum status st;
	switch (kind) {
	case FIELD_DATE:
		st = date_parse_iso(text, &date, err);
		*out = date;
		return st;
	case FIELD_INSTANT:
		st = instant_parse(text, &at, err);
		*out = at.utc_seconds;
		return st;
	case FIELD_FLAG:
		*out = is_yes(text);
		return OK;
	case FIELD_NUMBER:
		return str_to_int64(text, out, err);
	case FIELD_DECIMAL:
		return read_decimal(value, out, err);
	case FIELD_KEY:
		*out = key_of(self, text);
		return OK;
	case FIELD_CODE:
	case FIELD_LABEL:
	case FIELD_KIND_COUNT:
		break;
	}
	return err_set(err, E_INPUT, "a text has no number");
}

static enum status set_cell(struct filling *self, const struct table_type *type,
                            const struct cell_map *map, const struct part *part, struct err *err)
{
	int field = table_type_find_field(type, str_of(map->field));
	assert(field >= 0);
	const json_t *value = value_of(self, map, part);
	struct str text = text_of(self, map, part);
	enum field_kind kind = type->fields[field].kind;
	bool is_lacking = kind == FIELD_DECIMAL ? !value || json_is_null(value) : text.len == 0;
	int64_t number;
	if (is_lacking || !condition_holds(&map->condition, part->value))
		return OK;
	if (kind == FIELD_CODE || kind == FIELD_LABEL) {
		table_set_text(self->builder, field, text);
		return OK;
	}
	enum status st = read_number(self, kind, text, value, &number, err);
	if (st != OK)
		return err_wrap(err, st, "'%s'", map->from ? map->from : map->field);
	table_set_number(self->builder, field, number);
	return OK;
}

/* --- Rows ------------------------------------------------------------------------------ */

static enum status add_part(struct filling *self, int type, const struct row_map *map,
                            const struct part *part, struct err *err)
{
	enum status st = table_add_row(self->builder, type, self->children[part->entry],
	                               (int64_t)part->entry, err);
	for (size_t i = 0; st == OK && i < CELLS_MAX && map->cells[i].field; i++)
		st = set_cell(self, &self->schema->types[type], &map->cells[i], part, err);
	return st;
}

/* The rows of one type that an entry becomes. */
static enum status add_entry(struct filling *self, int type, const struct row_map *map,
                             struct part *part, struct err *err)
{
	if (!map->each)
		return add_part(self, type, map, part, err);
	const json_t *list = json_object_get(part->value, map->each), *value;
	size_t number;
	enum status st = OK;
	json_array_foreach((json_t *)list, number, value) {
		struct part inner = { value, part->entry, number };
		if (st == OK)
			st = add_part(self, type, map, &inner, err);
	}
	return st;
}

static const json_t *entry_at(const struct record_function *function, const json_t *input,
                              size_t at)
{
	return function->list ? json_array_get(json_object_get(input, function->list), at) : input;
}

static enum status count_entries(const struct record_function *function, const json_t *input,
                                 size_t *out, struct err *err)
{
	*out = 1;
	if (!function->list)
		return OK;
	const json_t *list = json_object_get(input, function->list);
	*out = json_array_size(list);
	if (!json_is_array(list) || *out > PARTS_MAX)
		return err_set(err, E_INPUT, "the input has no list '%s' of at most %d",
		               function->list, PARTS_MAX);
	return OK;
}

static bool is_child_seen(const struct filling *self, const bool *is_taken, size_t entry)
{
	for (size_t i = 0; i < entry; i++)
		if (is_taken[i] && self->children[i] == self->children[entry])
			return true;
	return false;
}

static enum status add_rows(struct filling *self, const struct record_function *function,
                            const struct row_map *map, size_t count, struct err *err)
{
	int type = schema_find_type(self->schema, str_of(map->type));
	assert(type >= 0);
	bool *is_taken = arena_new(self->arena, count + 1, sizeof(*is_taken));
	enum status st = OK;
	for (size_t i = 0; st == OK && i < count; i++) {
		struct part part = { entry_at(function, self->input, i), i, 0 };
		is_taken[i] = condition_holds(&map->condition, part.value) &&
		              !(map->is_once && is_child_seen(self, is_taken, i));
		if (is_taken[i])
			st = add_entry(self, type, map, &part, err);
	}
	return st;
}

/* What the entries are called, and which of them are one child's. */
static void name_entries(struct filling *self, const struct record_function *function,
                         size_t count)
{
	self->names = arena_new(self->arena, count + 1, sizeof(*self->names));
	self->children = arena_new(self->arena, count + 1, sizeof(*self->children));
	for (size_t i = 0; i < count; i++) {
		const json_t *entry = entry_at(function, self->input, i);
		const json_t *name = json_object_get(entry, "child");
		if (!name)
			name = json_object_get(entry, "id");
		self->names[i] = json_is_string(name) ? str_of(json_string_value(name))
		                                      : arena_format(self->arena, "#%zu", i);
		self->children[i] = (int64_t)i;
		for (size_t j = i; j-- > 0;)
			if (str_equal(self->names[i], self->names[j]))
				self->children[i] = (int64_t)j;
	}
}

enum status fill_records(const struct record_function *function, const struct schema *schema,
                         const json_t *input, struct arena *arena, struct filled *out,
                         struct err *err)
{
	auto_table_builder builder = table_builder_new(schema);
	struct filling self = {
		.schema = schema, .input = input, .builder = builder, .arena = arena
	};
	size_t count;
	enum status st = count_entries(function, input, &count, err);
	if (st != OK)
		return st;
	name_entries(&self, function, count);
	for (size_t i = 0; st == OK && i < ROWS_MAX && function->rows[i].type; i++)
		st = add_rows(&self, function, &function->rows[i], count, err);
	if (st != OK)
		return st;
	out->names = self.names;
	out->name_count = count;
	table_builder_finish(builder, arena, &out->tables);
	return OK;
}

/* The cells of a function's one row that the definition asks for. */
static struct row_map cells_asked(const struct row_map *all, const struct table_type *given)
{
	struct row_map asked = { .type = given->name.ptr };
	size_t kept = 0;
	for (size_t i = 0; i < CELLS_MAX && all->cells[i].field; i++)
		if (table_type_find_field(given, str_of(all->cells[i].field)) >= 0)
			asked.cells[kept++] = all->cells[i];
	return asked;
}

enum status fill_given(const struct record_function *function, const struct table_type *given,
                       const json_t *input, struct arena *arena, struct tables *out,
                       struct err *err)
{
	const struct row_map asked = cells_asked(&function->rows[0], given);
	struct schema *schema = arena_new(arena, 1, sizeof(*schema));
	*schema = (struct schema){ .types = given, .type_count = 1, .person = -1, .family = -1 };
	auto_table_builder builder = table_builder_new(schema);
	struct filling self = {
		.schema = schema, .input = input, .builder = builder, .arena = arena
	};
	size_t count;
	enum status st = count_entries(function, input, &count, err);
	if (st != OK)
		return st;
	name_entries(&self, function, count);
	for (size_t i = 0; st == OK && i < count; i++) {
		struct part part = { entry_at(function, input, i), i, 0 };
		st = add_part(&self, 0, &asked, &part, err);
	}
	if (st == OK)
		table_builder_finish(builder, arena, out);
	return st;
}
