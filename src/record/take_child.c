/* The children of a delivery: each is looked up, or made, once. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "db/query.h"
#include "record/take_state.h"
#include "record/type_table.h"

/* Makes room for a child; its key moves with it, and the old place is wiped. */
static size_t add_child(struct record_take *take, const struct child_row *row)
{
	if (take->child_count == take->child_capacity) {
		size_t capacity = mem_grown(take->child_capacity, take->child_count + 1);
		struct take_child *children = mem_new(capacity, sizeof(*children));
		for (size_t i = 0; i < take->child_count; i++) {
			children[i] = take->children[i];
			child_key_wipe(&take->children[i].row.key);
		}
		free(take->children);
		take->children = children;
		take->child_capacity = capacity;
	}
	size_t index = take->child_count++;
	take->children[index] = (struct take_child){ .row = *row, .has_key = true };
	take->summary.children_added += row->is_new;
	if (row->id)
		seen_put(&take->by_id, row->id, (int64_t)index);
	return index;
}

static uint64_t hex_number(const char *digits)
{
	uint64_t number = 0;
	for (int i = 0; i < 16; i++) {
		char c = digits[i];
		number = number << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return number;
}

/* The child of a hash, from memory or from the store. */
static enum status child_of_hash(struct record_take *take, struct str identifier,
                                 const char *hash, size_t *out, struct err *err)
{
	uint64_t check = hex_number(hash + 16);
	int64_t key = take_rehash((int64_t)hex_number(hash), 0);
	int64_t index = 0;
	while (seen_find(&take->by_hash, key, &index)) {
		*out = (size_t)index;
		if (take->children[index].check == check)
			return OK;
		key = take_rehash(key, 1); /* another child, half of whose hash is the same */
	}
	struct child_row row = { 0 };
	struct str authority = take->what.source.authority;
	enum status st = child_row_find(take->db, take->keys, authority, hash, &row, err);
	if (st == E_MISSING)
		st = child_row_make(take->db, take->keys,
		                    &(struct child_name){ authority, identifier, hash },
		                    &take->scratch, &row, err);
	if (st != OK)
		return st;
	*out = add_child(take, &row);
	take->children[*out].check = check;
	seen_put(&take->by_hash, key, (int64_t)*out);
	child_key_wipe(&row.key);
	return OK;
}

/* What is of no child is kept as of one whose id is 0, under the common key. */
enum { NO_CHILD_HASH = 1 };

static size_t no_child(struct record_take *take)
{
	int64_t index = 0;
	if (seen_find(&take->by_hash, NO_CHILD_HASH, &index))
		return (size_t)index;
	struct child_row row = { .key = record_common_key(take->keys) };
	index = (int64_t)add_child(take, &row);
	seen_put(&take->by_hash, NO_CHILD_HASH, index);
	child_key_wipe(&row.key);
	return (size_t)index;
}

enum status take_child_of_row(struct record_take *take, const struct record_row *row,
                              size_t *out, struct err *err)
{
	struct str name = str_trim(row->child);
	if (!RECORD_TYPES[row->type].is_of_child || name.len == 0) {
		*out = no_child(take);
		take->children[*out].is_touched |= !RECORD_TYPES[row->type].is_of_child;
		return OK;
	}
	if (take->current != SIZE_MAX && str_equal(name, buf_view(&take->current_name))) {
		*out = take->current;
		return OK;
	}
	if (name.len > TAKE_IDENTIFIER_MAX_BYTES)
		return err_set(err, E_LIMIT, "row %" PRId64 ": a child's identifier of %zu bytes; "
		               "at most %d", row->number, name.len, TAKE_IDENTIFIER_MAX_BYTES);
	char hash[RECORD_LONG_HASH_BYTES];
	child_hash(take->keys, take->what.source.authority, name, hash);
	size_t index = 0;
	enum status st = child_of_hash(take, name, hash, &index, err);
	if (st != OK)
		return st;
	take->children[index].is_named = take->children[index].is_touched = true;
	take->current = index;
	buf_clear(&take->current_name);
	buf_add(&take->current_name, name);
	*out = index;
	return OK;
}

struct take_child *take_find_child(const struct record_take *take, int64_t id)
{
	int64_t index = 0;
	bool found = id ? seen_find(&take->by_id, id, &index)
	                : seen_find(&take->by_hash, NO_CHILD_HASH, &index);
	return found ? &take->children[index] : NULL;
}

bool take_names_child(const struct record_take *take, enum record_type type, int64_t child_id)
{
	static_assert(RECORD_TYPE_COUNT <= 64, "a bit for each type");
	const struct take_child *child = child_id ? take_find_child(take, child_id) : NULL;
	if (!child)
		return false;
	bool is_told = take->coverage[type].kind == RECORD_COVERS_TOLD;
	return is_told ? (child->told >> type & 1) != 0 : child->is_named;
}

bool take_child_is_touched(const struct take_child *child)
{
	return child->is_touched;
}

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

struct take_id_list take_list_children(const struct record_take *take,
                                       bool (*is_wanted)(const struct take_child *),
                                       struct arena *arena)
{
	struct take_id_list list = { .capacity = take->child_count + 1 };
	list.items = arena_new(arena, list.capacity, sizeof(*list.items));
	for (size_t i = 0; i < take->child_count; i++)
		if (is_wanted(&take->children[i]))
			list.items[list.count++] = take->children[i].row.id;
	qsort(list.items, list.count, sizeof(*list.items), compare_ids);
	return list;
}

/* A child as the store has it; without a key when it was erased. */
static enum status load(struct record_take *take, int64_t id, struct child_row *out,
                        bool *has_key_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_CHILD_BY_ID, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, id);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	if (!found)
		return err_set(err, E_STORE, "records of child %" PRId64 ", whom the store does "
		               "not have", id);
	out->id = id;
	out->is_unlinked = query_int64(&q, 4) != 0;
	*has_key_out = !query_is_null(&q, 1);
	return *has_key_out ? child_key_unwrap(take->keys, query_text(&q, 1), &out->key, err)
	                    : OK;
}

enum status take_child_of_id(struct record_take *take, int64_t id, size_t *out, struct err *err)
{
	if (id == 0) {
		*out = no_child(take);
		return OK;
	}
	int64_t index = 0;
	if (seen_find(&take->by_id, id, &index)) {
		*out = (size_t)index;
		return OK;
	}
	struct child_row row = { 0 };
	bool has_key = false;
	enum status st = load(take, id, &row, &has_key, err);
	if (st == OK) {
		*out = add_child(take, &row);
		take->children[*out].has_key = has_key;
	}
	child_key_wipe(&row.key);
	return st;
}

enum status take_touch_child(struct record_take *take, int64_t id, struct err *err)
{
	size_t index = 0;
	enum status st = take_child_of_id(take, id, &index, err);
	if (st == OK)
		take->children[index].is_touched = true;
	return st;
}
