#include <stdlib.h>

#include "base/arena.h"
#include "table/schema.h"

struct schema_reading {
	struct arena *arena;
	struct table_type *types;
	size_t type_count;
	size_t type_capacity;
	struct field *fields; /* of the type read last */
	size_t field_capacity;
	int line;
};

/* The next word of a line, "" at its end. */
static struct str take_word(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->len && (rest->ptr[from] == ' ' || rest->ptr[from] == '\t'))
		from++;
	for (to = from; to < rest->len && rest->ptr[to] != ' ' && rest->ptr[to] != '\t'; to++)
		;
	struct str word = str_slice(*rest, from, to - from);
	*rest = str_slice(*rest, to, rest->len - to);
	return word;
}

static enum status read_type(struct schema_reading *self, struct str rest, struct err *err)
{
	struct str name = take_word(&rest), of = take_word(&rest), child = take_word(&rest);
	bool is_of_child = str_equal(of, STR("of")) && str_equal(child, STR("child"));
	if (of.len > 0 && !is_of_child)
		return err_set(err, E_INPUT, "line %d: expected 'TYPE' or 'TYPE of child'",
		               self->line);
	self->types = arena_grow(self->arena, self->types, self->type_count,
	                         &self->type_capacity, sizeof(*self->types));
	self->types[self->type_count++] = (struct table_type){
		.name = arena_text(self->arena, name),
		.title = arena_text(self->arena, name),
		.is_of_child = is_of_child,
		.start = -1,
		.end = -1,
		.at_once = -1,
	};
	self->fields = NULL;
	self->field_capacity = 0;
	return OK;
}

static enum status read_kind(const struct schema_reading *self, struct str word,
                             enum field_kind *out, struct err *err)
{
	static const char *const KINDS[FIELD_KIND_COUNT] = {
		[FIELD_DATE] = "date",     [FIELD_INSTANT] = "instant",
		[FIELD_CODE] = "code",     [FIELD_FLAG] = "flag",
		[FIELD_NUMBER] = "number", [FIELD_DECIMAL] = "decimal",
		[FIELD_LABEL] = "label",   [FIELD_KEY] = "key",
	};
	for (int kind = 0; kind < FIELD_KIND_COUNT; kind++)
		if (str_equal(word, str_of(KINDS[kind]))) {
			*out = (enum field_kind)kind;
			return OK;
		}
	return err_set(err, E_INPUT, "line %d: '%.*s' is no kind of field", self->line,
	               STR_ARGS(word));
}

static int compare_codes(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* The marks of a field, or its codes. */
static void read_rest(struct schema_reading *self, struct str rest, struct table_type *type,
                      struct field *field)
{
	struct str *codes = NULL, word;
	size_t capacity = 0;
	int at = (int)type->field_count;
	while ((word = take_word(&rest)).len > 0) {
		if (str_equal(word, STR("start"))) {
			type->start = at;
		} else if (str_equal(word, STR("end"))) {
			type->end = at;
		} else if (str_equal(word, STR("at_once"))) {
			type->at_once = at;
		} else {
			codes = arena_grow(self->arena, codes, field->code_count, &capacity,
			                   sizeof(*codes));
			codes[field->code_count++] = arena_text(self->arena, word);
		}
	}
	if (codes)
		qsort(codes, field->code_count, sizeof(*codes), compare_codes);
	field->codes = codes;
}

static enum status read_field(struct schema_reading *self, struct str rest, struct err *err)
{
	if (self->type_count == 0)
		return err_set(err, E_INPUT, "line %d: a field before any type", self->line);
	struct table_type *type = &self->types[self->type_count - 1];
	struct field field = { .name = take_word(&rest) };
	enum status st = read_kind(self, take_word(&rest), &field.kind, err);
	if (st != OK)
		return st;
	field.name = arena_text(self->arena, field.name);
	field.title = field.name;
	read_rest(self, rest, type, &field);
	if (field.codes && field.kind != FIELD_CODE)
		return err_set(err, E_INPUT, "line %d: only a code lists codes", self->line);
	self->fields = arena_grow(self->arena, self->fields, type->field_count,
	                          &self->field_capacity, sizeof(*self->fields));
	self->fields[type->field_count++] = field;
	type->fields = self->fields;
	return OK;
}

enum status schema_parse(struct str text, struct arena *arena, struct schema *out,
                         struct err *err)
{
	struct schema_reading self = { .arena = arena };
	struct str line;
	while (str_split(&text, '\n', &line)) {
		self.line++;
		struct str said = str_trim(line);
		if (said.len == 0 || said.ptr[0] == '#')
			continue;
		bool is_field = line.ptr[0] == ' ' || line.ptr[0] == '\t';
		enum status st =
			is_field ? read_field(&self, said, err) : read_type(&self, said, err);
		if (st != OK)
			return st;
	}
	*out = (struct schema){ .types = self.types, .type_count = self.type_count };
	out->person = schema_find_type(out, STR("person"));
	out->family = schema_find_type(out, STR("family"));
	return OK;
}
