#include "measure/record_schema.h"

#include <stdlib.h>

#include "record/code_set.h"

enum { LEFT_OUT = -1 };

static int field_kind_of(enum record_field_kind kind)
{
	static const int KINDS[RECORD_FIELD_KIND_COUNT] = {
		[RECORD_DATE] = FIELD_DATE,       [RECORD_INSTANT] = FIELD_INSTANT,
		[RECORD_PARTIAL] = LEFT_OUT,      [RECORD_CODE] = FIELD_CODE,
		[RECORD_FLAG] = FIELD_FLAG,       [RECORD_NUMBER] = FIELD_NUMBER,
		[RECORD_DECIMAL] = FIELD_DECIMAL, [RECORD_LABEL] = FIELD_LABEL,
		[RECORD_REF] = FIELD_KEY,         [RECORD_SECRET] = LEFT_OUT,
	};
	return KINDS[kind];
}

static int compare_texts(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* The codes that records hold: the canonical ones, of all years. */
static void list_codes(enum record_code_set set, struct arena *arena, struct field *out)
{
	size_t count, kept = 0;
	const struct record_code *codes = record_code_set_codes(set, &count);
	struct str *texts = arena_new(arena, count + 1, sizeof(*texts));
	for (size_t i = 0; i < count; i++)
		if (!codes[i].means)
			texts[kept++] = str_of(codes[i].code);
	qsort(texts, kept, sizeof(*texts), compare_texts);
	out->codes = texts;
	out->code_count = kept;
}

static int field_in(const int *fields, int record_field)
{
	return record_field < 0 ? -1 : fields[record_field];
}

static struct table_type make_type(const struct record_type_spec *spec, struct arena *arena,
                                   const int **fields_out)
{
	struct field *fields = arena_new(arena, spec->field_count + 1, sizeof(*fields));
	int *numbers = arena_new(arena, spec->field_count + 1, sizeof(*numbers));
	int count = 0;
	for (size_t i = 0; i < spec->field_count; i++) {
		const struct record_field *from = &spec->fields[i];
		int kind = field_kind_of(from->kind);
		numbers[i] = kind == LEFT_OUT ? -1 : count;
		if (kind == LEFT_OUT)
			continue;
		struct field *field = &fields[count++];
		*field = (struct field){ .name = str_of(from->name),
			                 .title = str_of(from->title),
			                 .kind = (enum field_kind)kind };
		if (from->kind == RECORD_CODE)
			list_codes(from->code_set, arena, field);
	}
	*fields_out = numbers;
	return (struct table_type){
		.name = str_of(spec->name),
		.title = str_of(spec->title),
		.is_of_child = spec->is_of_child,
		.fields = fields,
		.field_count = (size_t)count,
		.start = field_in(numbers, spec->start),
		.end = field_in(numbers, spec->end),
		.at_once = field_in(numbers, spec->at_once),
	};
}

void record_schema_make(struct arena *arena, struct record_schema *out)
{
	struct table_type *types = arena_new(arena, RECORD_TYPE_COUNT, sizeof(*types));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		types[type] = make_type(record_type_spec((enum record_type)type), arena,
		                        &out->fields[type]);
	out->schema = (struct schema){ .types = types,
		                       .type_count = RECORD_TYPE_COUNT,
		                       .person = RECORD_PERSON,
		                       .family = RECORD_FAMILY };
}
