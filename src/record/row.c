#include "record/row.h"

#include <assert.h>

void record_row_start(struct record_row *row, enum record_type type, struct str child,
                      int64_t number)
{
	*row = (struct record_row){ .type = type, .child = child, .number = number };
}

static enum record_field_kind kind_of(const struct record_row *row, int field)
{
	const struct record_type_spec *spec = record_type_spec(row->type);
	assert(field >= 0 && (size_t)field < spec->field_count);
	return spec->fields[field].kind;
}

void record_set_number(struct record_row *row, int field, int64_t number)
{
	enum record_field_kind kind = kind_of(row, field);
	assert(kind == RECORD_FLAG || kind == RECORD_NUMBER);
	(void)kind;
	row->values[field] = (struct record_value){ .is_given = true, .number = number };
}

void record_set_date(struct record_row *row, int field, int32_t date)
{
	assert(kind_of(row, field) == RECORD_DATE);
	row->values[field] = (struct record_value){ .is_given = date != DATE_NONE,
		                                    .number = date };
}

void record_set_instant(struct record_row *row, int field, struct instant at)
{
	assert(kind_of(row, field) == RECORD_INSTANT);
	row->values[field] = (struct record_value){ .is_given = true,
		                                    .number = at.utc_seconds,
		                                    .offset_minutes = at.offset_minutes };
}

void record_set_text(struct record_row *row, int field, struct str text)
{
	enum record_field_kind kind = kind_of(row, field);
	assert(kind == RECORD_PARTIAL || kind == RECORD_CODE || kind == RECORD_DECIMAL ||
	       kind == RECORD_LABEL || kind == RECORD_REF || kind == RECORD_SECRET);
	(void)kind;
	row->values[field] = (struct record_value){ .is_given = text.len > 0, .text = text };
}

int32_t record_date(enum record_type type, const struct record_value *values, int field)
{
	if (field < 0 || !values[field].is_given)
		return DATE_NONE;
	if (record_type_spec(type)->fields[field].kind == RECORD_DATE)
		return (int32_t)values[field].number;
	assert(record_type_spec(type)->fields[field].kind == RECORD_INSTANT);
	return instant_date((struct instant){
		.utc_seconds = values[field].number,
		.offset_minutes = values[field].offset_minutes });
}

int32_t record_start_day(enum record_type type, const struct record_value *values)
{
	return record_date(type, values, record_type_spec(type)->start);
}

int32_t record_end_day(enum record_type type, const struct record_value *values)
{
	const struct record_type_spec *spec = record_type_spec(type);
	int32_t end = record_date(type, values, spec->end);
	bool is_over = spec->at_once >= 0 && values[spec->at_once].is_given &&
	               values[spec->at_once].number != 0;
	return end == DATE_NONE && is_over ? record_start_day(type, values) : end;
}
