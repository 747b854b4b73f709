#include "table/schema.h"

int schema_find_type(const struct schema *schema, struct str name)
{
	for (size_t i = 0; i < schema->type_count; i++)
		if (str_equal(schema->types[i].name, name))
			return (int)i;
	return -1;
}

int table_type_find_field(const struct table_type *type, struct str name)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (str_equal(type->fields[i].name, name))
			return (int)i;
	return -1;
}

const char *field_kind_words(enum field_kind kind)
{
	static const char *const WORDS[FIELD_KIND_COUNT] = {
		[FIELD_DATE] = "date",
		[FIELD_INSTANT] = "date and time",
		[FIELD_CODE] = "code",
		[FIELD_FLAG] = "yes or no",
		[FIELD_NUMBER] = "whole number",
		[FIELD_DECIMAL] = "exact number",
		[FIELD_LABEL] = "short text",
		[FIELD_KEY] = "key",
	};
	return WORDS[kind];
}
