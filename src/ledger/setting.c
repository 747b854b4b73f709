#include "ledger/setting.h"

#include "db/query.h"

/* The setting of the current row, its text copied into `arena`. */
static struct setting read_setting(const struct query *q, struct arena *arena)
{
	if (query_is_null(q, 0))
		return (struct setting){ .is_default = true };
	return (struct setting){ .value = arena_text(arena, query_text(q, 0)) };
}

/* The value that a started and bound query finds. */
static enum status read_one(struct query *q, struct arena *arena, struct setting *out,
                            struct err *err)
{
	bool found = false;
	enum status st = query_step(q, &found, err);
	if (st != OK)
		return st;
	*out = found ? read_setting(q, arena) : (struct setting){ .is_default = true };
	return OK;
}

enum status setting_get(struct db *db, struct str key, struct arena *arena, struct setting *out,
                        struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SETTING_NEWEST, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, key);
	return read_one(&q, arena, out, err);
}

enum status setting_get_at(struct db *db, struct str key, struct instant at, struct arena *arena,
                           struct setting *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SETTING_AT, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, key);
	query_bind_int64(&q, 2, at.utc_seconds);
	return read_one(&q, arena, out, err);
}

static enum status add_setting(struct db *db, struct str key, const struct setting *setting,
                               const struct act *act, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SETTING_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, key);
	if (setting->is_default)
		query_bind_null(&q, 2);
	else
		query_bind_text(&q, 2, setting->value);
	query_bind_instant(&q, 3, act->at);
	query_bind_text(&q, 5, act->who);
	return query_run(&q, err);
}

static struct str setting_words(const struct setting *setting, struct arena *arena)
{
	if (setting->is_default)
		return STR("the default");
	return arena_format(arena, "'%.*s'", STR_ARGS(setting->value));
}

static enum status change(struct db *db, struct str key, const struct setting *setting,
                          const struct act *act, struct err *err)
{
	if (key.len == 0)
		return err_set(err, E_INPUT, "a setting needs a key");
	auto_arena arena = { 0 };
	struct setting old;
	enum status st = setting_get(db, key, &arena, &old, err);
	if (st != OK)
		return st;
	if (old.is_default == setting->is_default && str_equal(old.value, setting->value))
		return OK;
	st = add_setting(db, key, setting, act, err);
	if (st != OK)
		return st;
	return audit_append(db, act, STR("setting.put"),
	                    arena_format(&arena, "setting %.*s", STR_ARGS(key)),
	                    arena_format(&arena, "%.*s, was %.*s",
	                                 STR_ARGS(setting_words(setting, &arena)),
	                                 STR_ARGS(setting_words(&old, &arena))),
	                    err);
}

enum status setting_put(struct db *db, struct str key, struct str value, const struct act *act,
                        struct err *err)
{
	return change(db, key, &(struct setting){ .value = value }, act, err);
}

enum status setting_clear(struct db *db, struct str key, const struct act *act, struct err *err)
{
	return change(db, key, &(struct setting){ .is_default = true }, act, err);
}

enum status setting_history(struct db *db, struct str key, struct arena *arena,
                            struct setting_history *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SETTING_HISTORY, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, key);
	struct setting_history history = { 0 };
	size_t capacity = 0;
	bool row = false;
	while ((st = query_step(&q, &row, err)) == OK && row) {
		history.items = arena_grow(arena, history.items, history.count, &capacity,
		                           sizeof(*history.items));
		history.items[history.count++] = (struct setting_change){
			.setting = read_setting(&q, arena),
			.act = { .at = query_instant(&q, 1),
			         .who = arena_text(arena, query_text(&q, 3)) },
		};
	}
	if (st == OK)
		*out = history;
	return st;
}
