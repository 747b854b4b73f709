#include "record/type.h"

#include "record/type_table.h"

const struct record_type_spec *record_type_spec(enum record_type type)
{
	return &RECORD_TYPES[type];
}

bool record_type_find(struct str name, enum record_type *out)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		if (!str_equal(str_of(RECORD_TYPES[type].name), name))
			continue;
		*out = (enum record_type)type;
		return true;
	}
	return false;
}

bool record_field_find(enum record_type type, struct str name, int *out)
{
	const struct record_type_spec *spec = &RECORD_TYPES[type];
	for (size_t i = 0; i < spec->field_count; i++) {
		if (!str_equal(str_of(spec->fields[i].name), name))
			continue;
		*out = (int)i;
		return true;
	}
	return false;
}

const char *record_field_kind_words(enum record_field_kind kind)
{
	static const char *const WORDS[RECORD_FIELD_KIND_COUNT] = {
		[RECORD_DATE] = "date",
		[RECORD_INSTANT] = "date and time",
		[RECORD_PARTIAL] = "date of which parts may be unknown",
		[RECORD_CODE] = "code",
		[RECORD_FLAG] = "yes or no",
		[RECORD_NUMBER] = "whole number",
		[RECORD_DECIMAL] = "number",
		[RECORD_LABEL] = "short text",
		[RECORD_REF] = "reference to another row",
		[RECORD_SECRET] = "text kept secret",
	};
	return WORDS[kind];
}
