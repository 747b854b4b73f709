#include "random_records.h"

#include <assert.h>

#include "base/date.h"

static const char *const TEAMS[] = { "North", "South", "East" };
static const char *const WORKERS[] = { "W1", "W2", "W3" };

enum { FIRST_DAY = 18262, DAY_COUNT = 1100 }; /* from 1 January 2020 */

static void fill_cell(struct chance *chance, const struct field *field, struct random_row *row,
                      int at)
{
	row->numbers[at] = CELL_MISSING;
	if (chance_once_in(chance, 9))
		return;
	switch (field->kind) {
	case FIELD_DATE:
		row->numbers[at] = FIRST_DAY + chance_of(chance, DAY_COUNT);
		break;
	case FIELD_INSTANT:
		row->numbers[at] = (FIRST_DAY + chance_of(chance, DAY_COUNT)) * (int64_t)86400 +
		                   chance_of(chance, 86400);
		break;
	case FIELD_CODE:
		row->texts[at] = field->codes[chance_of(chance, (int)field->code_count)].ptr;
		break;
	case FIELD_LABEL:
		row->texts[at] = str_equal(field->name, STR("worker")) ?
		                         WORKERS[chance_of(chance, 3)] :
		                         TEAMS[chance_of(chance, 3)];
		break;
	case FIELD_FLAG:
		row->numbers[at] = chance_of(chance, 2);
		break;
	case FIELD_KEY:
		row->numbers[at] = 1 + chance_of(chance, 2);
		break;
	case FIELD_NUMBER:
		row->numbers[at] = chance_of(chance, 30);
		break;
	case FIELD_DECIMAL:
		row->numbers[at] = chance_of(chance, 30) * INT64_C(100000);
		break;
	case FIELD_KIND_COUNT:
		break;
	}
}

static void add_row(struct chance *chance, struct random_records *out, int type, int64_t child)
{
	const struct table_type *spec = &out->schema->types[type];
	if (out->count == RANDOM_ROWS_MAX)
		return;
	struct random_row *row = &out->rows[out->count++];
	*row = (struct random_row){ .type = type, .child = child };
	assert(spec->field_count <= RANDOM_FIELDS_MAX);
	for (size_t at = 0; at < spec->field_count; at++)
		fill_cell(chance, &spec->fields[at], row, (int)at);
	bool runs = spec->start >= 0 && spec->end >= 0;
	if (!runs || row->numbers[spec->start] == CELL_MISSING)
		return;
	/* Mostly an end not long after the start, or none. */
	if (chance_once_in(chance, 3))
		row->numbers[spec->end] = CELL_MISSING;
	else if (!chance_once_in(chance, 6) && spec->fields[spec->start].kind == FIELD_DATE)
		row->numbers[spec->end] = row->numbers[spec->start] + chance_of(chance, 200);
}

void random_records(struct chance *chance, const struct schema *schema,
                    struct random_records *out)
{
	out->schema = schema;
	out->count = 0;
	int child_count = 1 + chance_of(chance, 6);
	for (int type = 0; type < (int)schema->type_count; type++) {
		if (!schema->types[type].is_of_child) {
			for (int i = chance_of(chance, 5); i > 0; i--)
				add_row(chance, out, type, 0);
			continue;
		}
		bool is_single = type == schema->person || type == schema->family;
		for (int child = 0; child < child_count; child++)
			for (int i = is_single ? chance_of(chance, 8) > 0 : chance_of(chance, 7);
			     i > 0; i--)
				add_row(chance, out, type, child);
	}
	/* Those born lately have birthdays in the days looked at. */
	for (int i = 0; i < out->count; i++)
		if (out->rows[i].type == schema->person &&
		    out->rows[i].numbers[0] != CELL_MISSING)
			out->rows[i].numbers[0] -= chance_of(chance, 2500);
}

void random_tables(const struct random_records *records, struct arena *arena, struct tables *out)
{
	auto_table_builder builder = table_builder_new(records->schema);
	for (int i = 0; i < records->count; i++) {
		const struct random_row *row = &records->rows[i];
		if (row->is_left_out)
			continue;
		enum status st = table_add_row(builder, row->type, row->child, i, NULL);
		assert(st == OK);
		const struct table_type *type = &records->schema->types[row->type];
		for (int at = 0; at < (int)type->field_count; at++)
			if (row->texts[at])
				table_set_text(builder, at, str_of(row->texts[at]));
			else if (row->numbers[at] != CELL_MISSING)
				table_set_number(builder, at, row->numbers[at]);
	}
	table_builder_finish(builder, arena, out);
}

void random_records_print(const struct random_records *records, struct buf *out)
{
	for (int i = 0; i < records->count; i++) {
		const struct random_row *row = &records->rows[i];
		const struct table_type *type = &records->schema->types[row->type];
		if (row->is_left_out)
			continue;
		buf_format(out, "  %.*s child %d", STR_ARGS(type->name), (int)row->child);
		for (int at = 0; at < (int)type->field_count; at++) {
			char day[DATE_TEXT_BYTES];
			const struct field *field = &type->fields[at];
			if (row->texts[at])
				buf_format(out, " %.*s %s", STR_ARGS(field->name), row->texts[at]);
			else if (row->numbers[at] == CELL_MISSING)
				continue;
			else if (field->kind == FIELD_DATE)
				buf_format(out, " %.*s %s", STR_ARGS(field->name),
				           date_print_iso((int32_t)row->numbers[at], day));
			else
				buf_format(out, " %.*s %lld", STR_ARGS(field->name),
				           (long long)row->numbers[at]);
		}
		buf_add_char(out, '\n');
	}
}
