/* Storing a version of a row, and ending one. */
#include <string.h>

#include "db/query.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* What sealed texts may take up before they are dropped. */
enum { SCRATCH_BYTES = 1 << 20 };

/* Fields that would join an unlinked child to who it was before. */
static const struct {
	enum record_type type;
	int field;
} LINKS[] = {
	{ RECORD_PERSON, PERSON_UPN },
	{ RECORD_PERSON, PERSON_FORMER_UPN },
	{ RECORD_PERSON, PERSON_COMMON_ID },
	{ RECORD_PERSON, PERSON_LEGACY_ID },
	{ RECORD_IDENTIFIER, IDENTIFIER_VALUE },
	{ RECORD_FAMILY, FAMILY_FAMILY },
	{ RECORD_MOTHER, MOTHER_HER_CHILD },
	{ RECORD_PERMANENCE, PERMANENCE_FAMILY },
};

static bool is_link(enum record_type type, size_t field)
{
	for (size_t i = 0; i < COUNT_OF(LINKS); i++)
		if (LINKS[i].type == type && LINKS[i].field == (int)field)
			return true;
	return false;
}

/* Whether a mother's child is one whose links were broken. */
static enum status names_unlinked(struct record_take *take, struct str identifier, bool *out,
                                  struct err *err)
{
	char hash[RECORD_LONG_HASH_BYTES];
	struct child_row child = { 0 };
	enum status st = child_row_find(take->db, take->keys, take->what.source.authority,
	                                child_hash(take->keys, take->what.source.authority,
	                                           identifier, hash),
	                                &child, NULL);
	*out = st == OK && child.is_unlinked;
	child_key_wipe(&child.key);
	return st == E_MISSING || st == OK ? OK : err_set(err, st, "a mother's child");
}

static void bind_value(struct query *q, int *n, enum record_field_kind kind,
                       const struct record_value *value, struct record_take *take,
                       const struct take_child *child)
{
	int at = *n;
	*n += kind == RECORD_INSTANT ? 2 : 1;
	if (!value->is_given) {
		query_bind_null(q, at);
		if (kind == RECORD_INSTANT)
			query_bind_null(q, at + 1);
		return;
	}
	switch (kind) {
	case RECORD_INSTANT:
		query_bind_int64(q, at + 1, value->offset_minutes);
		query_bind_int64(q, at, value->number);
		break;
	case RECORD_DATE:
	case RECORD_FLAG:
	case RECORD_NUMBER:
		query_bind_int64(q, at, value->number);
		break;
	case RECORD_REF:
		query_bind_int64(q, at, record_reference(take->keys, take->what.source.authority,
		                                         value->text));
		break;
	case RECORD_SECRET:
		query_bind_text(q, at, secret_seal(&child->row.key, value->text,
		                                   &take->scratch));
		break;
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_FIELD_KIND_COUNT:
		query_bind_text(q, at, value->text);
		break;
	}
}

void take_clear_scratch(struct record_take *take)
{
	if (take->scratch.used_bytes > SCRATCH_BYTES)
		arena_deinit(&take->scratch);
}

enum status take_store(struct record_take *take, const struct record_row *row,
                       const struct take_child *child, const struct take_version *version,
                       struct err *err)
{
	static const struct record_value MISSING = { 0 };
	const struct record_type_spec *spec = &RECORD_TYPES[row->type];
	bool no_mother = false;
	if (row->type == RECORD_MOTHER && row->values[MOTHER_HER_CHILD].is_given) {
		enum status st = names_unlinked(take, row->values[MOTHER_HER_CHILD].text,
		                                &no_mother, err);
		if (st != OK)
			return st;
	}
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[row->type].add, &q, err);
	if (st != OK)
		return st;
	take_clear_scratch(take);
	query_bind_int64(&q, 1, child->row.id);
	query_bind_int64(&q, 2, take->source_id);
	query_bind_int64(&q, 3, version->identity);
	query_bind_int64(&q, 4, version->event);
	query_bind_int64(&q, 5, version->content);
	query_bind_int64(&q, 6, take->change_id);
	query_bind_int64(&q, 7, row->number);
	if (row->extra.len)
		query_bind_text(&q, 8, secret_seal(&child->row.key, row->extra, &take->scratch));
	else
		query_bind_null(&q, 8);
	int n = 9;
	for (size_t i = 0; i < spec->field_count; i++) {
		bool is_dropped = (no_mother || child->row.is_unlinked) && is_link(row->type, i);
		bool is_of_child = row->type == RECORD_MOTHER && i == MOTHER_HER_CHILD;
		const struct record_value *value = is_dropped ? &MISSING : &row->values[i];
		if (is_of_child && value->is_given)
			query_bind_int64(&q, n++,
			                 record_child_reference(take->keys,
			                                        take->what.source.authority,
			                                        value->text));
		else
			bind_value(&q, &n, spec->fields[i].kind, value, take, child);
	}
	return query_queue(&q, err);
}

enum status take_end(struct record_take *take, enum record_type type, int64_t id,
                     struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[type].end, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	query_bind_int64(&q, 2, take->change_id);
	return query_queue(&q, err);
}
