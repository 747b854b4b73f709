/* What the store knows already of the rows that come. A delivery of a few rows has each
 * looked up. One of many has all open rows of the source read, type by type: on a server
 * a look-up costs a round trip, a page of rows costs no more.
 *
 * They lie in `take->rows`, marked as not said yet, so that a row takes the same memory
 * whether it is known, said or both. */
#include "db/query.h"
#include "record/take_state.h"
#include "record/type_table.h"

enum { ROWS_ONE_BY_ONE = 200, PAGE_ROWS = 2000 };

bool take_was_said(const struct record_take *take, int64_t identity, int64_t *value_out)
{
	int64_t value = 0;
	if (!seen_find(&take->rows, identity, &value) || value < 0)
		return false;
	*value_out = value;
	return true;
}

bool take_has_said(const struct record_take *take, int64_t identity)
{
	int64_t value = 0;
	return take_was_said(take, identity, &value);
}

bool take_say(struct record_take *take, int64_t identity, int64_t values, int64_t *content_out)
{
	int64_t known = 0;
	bool was_known = seen_find(&take->rows, identity, &known) && known < 0;
	if (was_known)
		*content_out = ~known;
	seen_put(&take->rows, identity, values);
	return was_known;
}

/* Reads the next open rows that were known before this delivery; `*last_id` is 0 at the
 * end. */
static enum status load_page(struct record_take *take, enum record_type type, int64_t *last_id,
                             struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(take->db, RECORD_SQL[type].open, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, take->source_id);
	query_bind_int64(&q, 2, take->change_id);
	query_bind_int64(&q, 3, *last_id);
	query_bind_int64(&q, 4, PAGE_ROWS);
	*last_id = 0;
	bool found = false;
	while ((st = query_step(&q, &found, err)) == OK && found) {
		int64_t identity = query_int64(&q, 2);
		int64_t value = 0;
		*last_id = query_int64(&q, 0);
		if (!seen_find(&take->rows, identity, &value))
			seen_put(&take->rows, identity, ~query_int64(&q, 5));
	}
	return st;
}

enum status take_load_known(struct record_take *take, enum record_type type, struct err *err)
{
	struct take_knowledge *known = &take->known[type];
	if (take->is_first || known->is_loaded || known->asked++ < ROWS_ONE_BY_ONE)
		return OK;
	enum status st = OK;
	int64_t last_id = 0;
	do
		st = load_page(take, type, &last_id, err);
	while (st == OK && last_id);
	known->is_loaded = st == OK;
	return st;
}
