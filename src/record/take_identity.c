/* What makes rows the same: the rule of docs/records.md, "Which row is which". */
#include <assert.h>
#include <string.h>

#include "record/take_state.h"
#include "record/type_table.h"

struct take_layout take_layout_of(enum record_type type)
{
	const struct record_type_spec *spec = &RECORD_TYPES[type];
	struct take_layout layout = { .source_key = -1, .team = -1, .worker = -1 };
	for (size_t i = 0; i < spec->field_count; i++) {
		if (spec->fields[i].is_source_key)
			layout.source_key = (int)i;
		if (spec->fields[i].key == RECORD_KEY_NONE)
			continue;
		assert(layout.key_count < RECORD_KEYS_MAX);
		layout.keys[layout.key_count++] = (int)i;
		layout.is_event_wider |= spec->fields[i].key == RECORD_KEY_OF_ROW ||
		                         spec->fields[i].kind == RECORD_INSTANT;
	}
	int field = 0;
	if (record_field_find(type, STR("team"), &field))
		layout.team = field;
	if (record_field_find(type, STR("worker"), &field))
		layout.worker = field;
	return layout;
}

/* A value as bytes to hash; nothing when it is missing. */
static struct str bytes_of(const struct record_type_spec *spec, const struct record_row *row,
                           int field)
{
	const struct record_value *value = &row->values[field];
	if (!value->is_given)
		return (struct str){ 0 };
	switch (spec->fields[field].kind) {
	case RECORD_DATE:
	case RECORD_INSTANT:
	case RECORD_FLAG:
	case RECORD_NUMBER:
		return (struct str){ (const char *)&value->number, sizeof(value->number) };
	case RECORD_REF:
		return str_trim(value->text);
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return value->text;
}

static struct str number_bytes(const int64_t *number)
{
	return (struct str){ (const char *)number, sizeof(*number) };
}

/* What the row says: every field and what no field holds. An instant's offset counts: it
 * is printed. */
static int64_t hash_values(const struct record_take *take, const struct record_row *row)
{
	const struct record_type_spec *spec = &RECORD_TYPES[row->type];
	struct str parts[2 * RECORD_FIELDS_MAX + 1];
	size_t count = 0;
	for (size_t i = 0; i < spec->field_count; i++) {
		parts[count++] = bytes_of(spec, row, (int)i);
		if (spec->fields[i].kind == RECORD_INSTANT)
			parts[count++] = (struct str){
				(const char *)&row->values[i].offset_minutes,
				sizeof(row->values[i].offset_minutes)
			};
	}
	parts[count++] = row->extra;
	return record_hash(take->keys, parts, count);
}

/* What rows are the same by. */
enum sameness { SAME_ROW, SAME_EVENT };

/* Whether a key has a part in it; `has_key`: a field marked key is given. */
static bool has_part(enum record_key key, enum sameness by, bool has_key)
{
	switch (key) {
	case RECORD_KEY:
		return true;
	case RECORD_KEY_ELSE:
		return !has_key;
	case RECORD_KEY_OF_ROW:
		return by == SAME_ROW;
	case RECORD_KEY_NONE:
		break;
	}
	return false;
}

/* The key fields behind `first`. Of an instant an event has the day alone: some sources
 * say no more. */
static int64_t hash_keys(const struct record_take *take, const struct record_row *row,
                         enum sameness by, struct str first, int64_t child_id)
{
	const struct record_type_spec *spec = &RECORD_TYPES[row->type];
	const struct take_layout *layout = &take->layouts[row->type];
	struct str parts[RECORD_KEYS_MAX + 3] = { first, str_of(spec->name),
		                                  number_bytes(&child_id) };
	int64_t days[RECORD_KEYS_MAX];
	size_t count = 3;
	bool has_key = false;
	for (int i = 0; i < layout->key_count; i++)
		has_key |= spec->fields[layout->keys[i]].key == RECORD_KEY &&
		           row->values[layout->keys[i]].is_given;
	for (int i = 0; i < layout->key_count; i++) {
		int field = layout->keys[i];
		bool is_day = by == SAME_EVENT && spec->fields[field].kind == RECORD_INSTANT;
		if (!has_part(spec->fields[field].key, by, has_key)) {
			parts[count++] = (struct str){ 0 };
		} else if (is_day && row->values[field].is_given) {
			days[i] = record_date(row->type, row->values, field);
			parts[count++] = number_bytes(&days[i]);
		} else {
			parts[count++] = bytes_of(spec, row, field);
		}
	}
	return record_hash(take->keys, parts, count);
}

struct take_identity take_identify(const struct record_take *take, const struct record_row *row,
                                   int64_t child_id)
{
	const struct record_type_spec *spec = &RECORD_TYPES[row->type];
	const struct take_layout *layout = &take->layouts[row->type];
	struct take_identity identity = {
		.event = hash_keys(take, row, SAME_EVENT, take->what.source.authority, child_id),
		.values = hash_values(take, row),
		.has_key = layout->key_count > 0,
		.is_event_wider = layout->is_event_wider,
	};
	if (layout->source_key >= 0 && row->values[layout->source_key].is_given) {
		const struct str parts[] = { STR("source key"), number_bytes(&take->source_id),
			                     str_of(spec->name), number_bytes(&child_id),
			                     bytes_of(spec, row, layout->source_key) };
		identity.base = record_hash(take->keys, parts, COUNT_OF(parts));
		identity.has_key = identity.has_source_key = true;
	} else {
		identity.base = hash_keys(take, row, SAME_ROW, number_bytes(&take->source_id),
		                          child_id);
	}
	return identity;
}

int64_t take_rehash(int64_t hash, int64_t n)
{
	/* Steps of splitmix64: one to one, so that hashes stay as far apart as they were. */
	uint64_t bits = (uint64_t)hash + (uint64_t)n * UINT64_C(0x9E3779B97F4A7C15);
	bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
	bits = (bits ^ (bits >> 31)) & INT64_MAX;
	return bits ? (int64_t)bits : 1;
}
