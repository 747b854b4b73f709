#include "record/child.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/fold.h"
#include "db/query.h"
#include "record/child_row.h"
#include "record/type_table.h"

const char *child_hash(const struct record_keys *keys, struct str authority,
                       struct str identifier, char out[RECORD_LONG_HASH_BYTES])
{
	auto_buf folded = buf_init(FOLD_GROWS_AT_MOST * identifier.len + 1);
	fold_text(identifier, &folded);
	const struct str parts[] = { STR("child"), authority, buf_view(&folded) };
	return record_long_hash(keys, parts, COUNT_OF(parts), out);
}

int64_t record_child_reference(const struct record_keys *keys, struct str authority,
                               struct str identifier)
{
	auto_buf folded = buf_init(FOLD_GROWS_AT_MOST * identifier.len + 1);
	fold_text(identifier, &folded);
	return record_reference(keys, authority, buf_view(&folded));
}

int64_t record_reference(const struct record_keys *keys, struct str authority,
                         struct str text)
{
	const struct str parts[] = { STR("reference"), authority, str_trim(text) };
	return record_hash(keys, parts, COUNT_OF(parts));
}

enum status child_row_find(struct db *db, const struct record_keys *keys, struct str authority,
                           const char *hash, struct child_row *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_BY_HASH, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	query_bind_text(&q, 2, str_of(hash));
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_MISSING, "there is no child with this identifier");
	struct child_row row = { .id = query_int64(&q, 0),
		                 .is_unlinked = query_int64(&q, 2) != 0 };
	st = child_key_unwrap(keys, query_text(&q, 1), &row.key, err);
	if (st == OK)
		*out = row;
	child_key_wipe(&row.key);
	return st;
}

enum status child_row_make(struct db *db, const struct record_keys *keys,
                           const struct child_name *name, struct arena *scratch,
                           struct child_row *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_ADD, &q, err);
	if (st != OK)
		return st;
	struct child_row row = { .is_new = true };
	child_key_make(&row.key);
	query_bind_text(&q, 1, name->authority);
	query_bind_text(&q, 2, str_of(name->hash));
	query_bind_text(&q, 3, child_key_wrap(keys, &row.key, scratch));
	query_bind_text(&q, 4, secret_seal(&row.key, str_trim(name->identifier), scratch));
	st = query_run_int64(&q, &row.id, err);
	if (st == OK)
		*out = row;
	child_key_wipe(&row.key);
	return st;
}

enum status child_find(struct db *db, const struct record_keys *keys, struct str authority,
                       struct str identifier, int64_t *id_out, struct err *err)
{
	char hash[RECORD_LONG_HASH_BYTES];
	struct child_row row = { 0 };
	enum status st = child_row_find(db, keys, authority,
	                                child_hash(keys, authority, identifier, hash), &row, err);
	if (st == OK)
		*id_out = row.id;
	child_key_wipe(&row.key);
	return st;
}

enum status child_find_or_make(struct db *db, const struct record_keys *keys,
                               struct str authority, struct str identifier, int64_t *id_out,
                               struct err *err)
{
	if (str_trim(identifier).len == 0)
		return err_set(err, E_INPUT, "a child needs an identifier");
	char hash[RECORD_LONG_HASH_BYTES];
	const struct child_name name = { authority, identifier,
		                         child_hash(keys, authority, identifier, hash) };
	auto_arena scratch = { 0 };
	struct child_row row = { 0 };
	enum status st = child_row_find(db, keys, authority, hash, &row, err);
	if (st == E_MISSING)
		st = child_row_make(db, keys, &name, &scratch, &row, err);
	if (st == OK)
		*id_out = row.id;
	child_key_wipe(&row.key);
	return st;
}

/* What the store keeps of one child. Texts in an arena. */
struct kept {
	struct str authority;
	struct str key; /* empty after erasure, as is the identifier */
	struct str identifier;
	bool is_restricted;
	bool is_unlinked;
};

static enum status load(struct db *db, int64_t child_id, struct arena *arena, struct kept *out,
                        struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_BY_ID, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child_id);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_MISSING, "there is no child %" PRId64, child_id);
	*out = (struct kept){ .authority = arena_text(arena, query_text(&q, 0)),
		              .key = arena_text(arena, query_text(&q, 1)),
		              .identifier = arena_text(arena, query_text(&q, 2)),
		              .is_restricted = query_int64(&q, 3) != 0,
		              .is_unlinked = query_int64(&q, 4) != 0 };
	return OK;
}

/* Opens a text under the child's key; empty after erasure. */
static enum status open_kept(const struct record_keys *keys, const struct kept *kept,
                             struct str sealed, struct arena *arena, struct str *out,
                             struct err *err)
{
	if (kept->key.len == 0 || sealed.len == 0) {
		*out = (struct str){ 0 };
		return OK;
	}
	struct child_key key;
	enum status st = child_key_unwrap(keys, kept->key, &key, err);
	if (st == OK)
		st = secret_open(&key, sealed, arena, out, err);
	child_key_wipe(&key);
	return st;
}

enum status child_identifier(struct db *db, const struct record_keys *keys, int64_t child_id,
                             struct arena *arena, struct str *out, struct err *err)
{
	struct kept kept;
	enum status st = load(db, child_id, arena, &kept, err);
	if (st != OK)
		return st;
	return open_kept(keys, &kept, kept.identifier, arena, out, err);
}

enum status child_secret(struct db *db, const struct record_keys *keys,
                         const struct child_sealed *what, struct arena *arena,
                         struct str *out, struct err *err)
{
	if (what->child_id == 0) {
		struct child_key common = record_common_key(keys);
		enum status st = secret_open(&common, what->text, arena, out, err);
		child_key_wipe(&common);
		return st;
	}
	struct kept kept;
	enum status st = load(db, what->child_id, arena, &kept, err);
	if (st != OK)
		return st;
	return open_kept(keys, &kept, what->text, arena, out, err);
}

enum status child_any(struct db *db, bool *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_ANY, &q, err);
	return st == OK ? query_step(&q, out, err) : st;
}

enum status child_check_keys(struct db *db, const struct record_keys *keys,
                             struct str authority, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_ANY_KEY, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, authority);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK || !found)
		return st;
	struct child_key key;
	if (child_key_unwrap(keys, query_text(&q, 0), &key, NULL) != OK)
		return err_set(err, E_CONFLICT,
		               "the key file is not the one under which this store keeps "
		               "children; expected the outturn.key that belongs to it");
	child_key_wipe(&key);
	return OK;
}

/* Runs a statement of up to two whole numbers. */
static enum status run(struct db *db, enum sql sql, int64_t first, const int64_t *second,
                       struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, sql, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, first);
	if (second)
		query_bind_int64(&q, 2, *second);
	return query_run(&q, err);
}

static enum status tell(struct db *db, const struct act *act, struct str action,
                        int64_t child_id, struct str detail, struct err *err)
{
	auto_arena arena = { 0 };
	return audit_append(db, act, action, arena_format(&arena, "child %" PRId64, child_id),
	                    detail, err);
}

enum status child_restrict(struct db *db, int64_t child_id, bool restrict_it, struct str reason,
                           const struct act *act, struct err *err)
{
	auto_arena arena = { 0 };
	struct kept kept;
	enum status st = load(db, child_id, &arena, &kept, err);
	if (st != OK || kept.is_restricted == restrict_it)
		return st;
	const int64_t flag = restrict_it;
	st = run(db, SQL_CHILD_SET_RESTRICTED, child_id, &flag, err);
	if (st != OK)
		return st;
	return tell(db, act, restrict_it ? STR("child.restrict") : STR("child.unrestrict"),
	            child_id, reason, err);
}

/* Mothers' records no longer name the child. */
static enum status forget_in_mothers(struct db *db, const struct record_keys *keys,
                                     const struct kept *kept, struct err *err)
{
	auto_arena arena = { 0 };
	struct str identifier = { 0 };
	enum status st = open_kept(keys, kept, kept->identifier, &arena, &identifier, err);
	if (st != OK || identifier.len == 0)
		return st;
	return run(db, SQL_RECORD_MOTHER_FORGET,
	           record_child_reference(keys, kept->authority, identifier), NULL, err);
}

enum status child_unlink(struct db *db, const struct record_keys *keys, int64_t child_id,
                         struct str reason, const struct act *act, struct err *err)
{
	static const enum sql STEPS[] = {
		SQL_RECORD_PERSON_UNLINK, SQL_RECORD_IDENTIFIER_UNLINK, SQL_RECORD_FAMILY_UNLINK,
		SQL_RECORD_MOTHER_UNLINK, SQL_RECORD_PERMANENCE_UNLINK, SQL_CHILD_SET_UNLINKED,
	};
	auto_arena arena = { 0 };
	struct kept kept;
	enum status st = load(db, child_id, &arena, &kept, err);
	if (st != OK || kept.is_unlinked)
		return st;
	st = forget_in_mothers(db, keys, &kept, err);
	for (size_t i = 0; i < COUNT_OF(STEPS) && st == OK; i++)
		st = run(db, STEPS[i], child_id, NULL, err);
	if (st != OK)
		return st;
	return tell(db, act, STR("child.unlink"), child_id, reason, err);
}

/* The hash by which the child was recognised gives way to a random one. */
static enum status replace_hash(struct db *db, int64_t child_id, struct err *err)
{
	char hash[RECORD_LONG_HASH_BYTES];
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_CHILD_ERASE, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, child_id);
	query_bind_text(&q, 2, str_of(record_random_hash(hash)));
	st = query_run(&q, err);
	if (st != OK)
		return st;
	st = query_start(db, SQL_CHILD_HASH_REWRITE, &q, err);
	return st == OK ? query_run(&q, err) : st;
}

enum status child_erase(struct db *db, const struct record_keys *keys, int64_t child_id,
                        struct str reason, const struct act *act, struct err *err)
{
	auto_arena arena = { 0 };
	struct kept kept;
	enum status st = load(db, child_id, &arena, &kept, err);
	if (st != OK || kept.key.len == 0)
		return st;
	st = forget_in_mothers(db, keys, &kept, err);
	for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++)
		if (RECORD_TYPES[type].is_of_child)
			st = run(db, RECORD_SQL[type].blank, child_id, NULL, err);
	if (st == OK)
		st = run(db, SQL_RECORD_FINDING_BLANK, child_id, NULL, err);
	if (st == OK)
		st = replace_hash(db, child_id, err);
	if (st != OK)
		return st;
	return tell(db, act, STR("child.erase"), child_id, reason, err);
}
