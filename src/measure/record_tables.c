#include "measure/record_tables.h"

#include "record/cases.h"

struct reading {
	const struct record_schema *schema;
	struct table_builder *builder;
};

/* "0.6" in millionths; CELL_MISSING for what is no number. What stands behind the sixth
 * decimal is below anything that is counted. */
static int64_t millionths(struct str text)
{
	enum { DECIMALS = 6 };
	bool is_negative = text.len > 0 && text.ptr[0] == '-';
	int64_t value = 0;
	int decimals = -1; /* behind the point; -1: before it */
	for (size_t i = is_negative; i < text.len; i++) {
		if (text.ptr[i] == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (!char_is_digit(text.ptr[i]) || value > INT64_MAX / 100 - 1)
			return CELL_MISSING;
		if (decimals >= DECIMALS)
			continue;
		value = value * 10 + (text.ptr[i] - '0');
		decimals += decimals >= 0;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < DECIMALS; i++)
		if (__builtin_mul_overflow(value, 10, &value))
			return CELL_MISSING;
	return is_negative ? -value : value;
}

static void set_cell(struct table_builder *builder, int field, enum record_field_kind kind,
                     const struct record_value *value)
{
	if (kind == RECORD_CODE || kind == RECORD_LABEL)
		table_set_text(builder, field, value->text);
	else
		table_set_number(builder, field,
		                 kind == RECORD_DECIMAL ? millionths(value->text) : value->number);
}

static enum status add_record(struct reading *self, int64_t child_id,
                              const struct record *record, struct err *err)
{
	const struct record_type_spec *spec = record_type_spec(record->type);
	const int *fields = self->schema->fields[record->type];
	enum status st =
		table_add_row(self->builder, (int)record->type, child_id, record->id, err);
	for (size_t i = 0; st == OK && i < spec->field_count; i++)
		if (fields[i] >= 0 && record->values[i].is_given)
			set_cell(self->builder, fields[i], spec->fields[i].kind,
			         &record->values[i]);
	return st;
}

static enum status add_case(void *context, const struct record_case *of_child, struct err *err)
{
	struct reading *self = context;
	enum status st = OK;
	for (int type = 0; st == OK && type < RECORD_TYPE_COUNT; type++) {
		const struct record_list *list = &of_child->of[type];
		for (size_t i = 0; st == OK && i < list->count; i++)
			if (list->items[i].is_counted)
				st = add_record(self, of_child->child_id, &list->items[i], err);
	}
	return st;
}

enum status record_tables_read(struct db *db, const struct tables_wanted *wanted,
                               const struct record_schema *schema, struct arena *arena,
                               struct tables *out, struct err *err)
{
	auto_table_builder builder = table_builder_new(&schema->schema);
	struct reading reading = { .schema = schema, .builder = builder };
	const struct record_question question = {
		.authority = wanted->authority,
		.known_at = wanted->known_at,
		.settings_at = wanted->settings_at,
		.with_restricted = wanted->with_restricted,
		.types = wanted->types,
	};
	const struct record_case_sink sink = { &reading, add_case };
	enum status st = record_cases_read(db, &question, &sink, err);
	if (st == OK)
		table_builder_finish(builder, arena, out);
	return st;
}
