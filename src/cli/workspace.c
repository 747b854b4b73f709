#include "cli/workspace.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ini.h>

#include "base/buf.h"
#include "base/file.h"
#include "db/schema.h"
#include "record/child.h"

enum {
	CONFIGURATION_MAX_BYTES = 64 * 1024,
	VALUE_MAX_BYTES = 180, /* libinih reads lines of at most 200 */
};

static const char CONFIGURATION_NAME[] = "outturn.conf";
static const char STORE_DEFAULT[] = "outturn.db";
static const char KEY_NAME[] = "outturn.key";

struct configuration {
	struct arena *arena;
	struct str store;
	struct str authority;
	struct str unknown; /* the first key that is not one of ours */
};

static int take_key(void *user, const char *section, const char *name, const char *value)
{
	struct configuration *configuration = user;
	struct str text = arena_text(configuration->arena, str_of(value));
	if (*section == '\0' && strcmp(name, "store") == 0)
		configuration->store = text;
	else if (*section == '\0' && strcmp(name, "authority") == 0)
		configuration->authority = text;
	else if (configuration->unknown.len == 0)
		configuration->unknown = arena_text(configuration->arena, str_of(name));
	return 1;
}

static enum status read_configuration(const struct call *call, struct configuration *out,
                                      struct err *err)
{
	const char *directory = call->app->workspace;
	struct str path = arena_format(call->arena, "%s/%s", directory, CONFIGURATION_NAME);
	auto_buf text = buf_init(CONFIGURATION_MAX_BYTES);
	enum status st = file_read(path.ptr, CONFIGURATION_MAX_BYTES, &text, err);
	if (st == E_MISSING)
		return err_set(err, E_MISSING,
		               "'%s' is no workspace: it has no %s; 'outturn init %s' makes one",
		               directory, CONFIGURATION_NAME, directory);
	if (st != OK)
		return st;
	*out = (struct configuration){ .arena = call->arena };
	int line = ini_parse_string(buf_view(&text).ptr, take_key, out);
	if (line != 0)
		return err_set(err, E_INPUT, "%s: line %d: expected 'name = value'", path.ptr,
		               line > 0 ? line : 0);
	if (out->unknown.len)
		return err_set(err, E_INPUT,
		               "%s: '%.*s' is no name we know; expected store or authority",
		               path.ptr, STR_ARGS(out->unknown));
	if (out->store.len == 0)
		out->store = str_of(STORE_DEFAULT);
	return OK;
}

static bool is_server(struct str store)
{
	return str_starts_nocase(store, STR("postgresql://")) ||
	       str_starts_nocase(store, STR("postgres://"));
}

/* The store's place: a server as it is, a file within the workspace. */
static struct str store_place(const struct call *call, const char *directory, struct str store)
{
	if (is_server(store) || store.ptr[0] == '/')
		return store;
	return arena_format(call->arena, "%s/%.*s", directory, STR_ARGS(store));
}

enum status workspace_open(const struct call *call, struct workspace *out, struct err *err)
{
	struct configuration configuration;
	enum status st = read_configuration(call, &configuration, err);
	if (st != OK)
		return st;
	struct str place = store_place(call, call->app->workspace, configuration.store);
	auto_db db = NULL;
	st = db_open(place.ptr, DB_EXISTING, &db, err);
	if (st != OK)
		return st;
	st = schema_check(db, err);
	if (st != OK)
		return st;
	struct str key_path = arena_format(call->arena, "%s/%s", call->app->workspace, KEY_NAME);
	*out = (struct workspace){ .db = db,
		                   .authority = configuration.authority,
		                   .key_path = key_path.ptr };
	db = NULL;
	return OK;
}

enum status workspace_need_keys(struct workspace *workspace, struct err *err)
{
	if (workspace->keys)
		return OK;
	struct err missing = { 0 };
	enum status st = record_keys_open(workspace->key_path, &workspace->keys, &missing);
	if (st == OK)
		return OK;
	bool has_children = false;
	if (st == E_MISSING && (st = child_any(workspace->db, &has_children, err)) != OK)
		return st;
	if (missing.status != E_MISSING || has_children)
		return err_set(err, missing.status, "%s", missing.text);
	st = record_keys_create(workspace->key_path, err);
	if (st == E_CONFLICT) /* another program was first */
		st = OK;
	return st == OK ? record_keys_open(workspace->key_path, &workspace->keys, err) : st;
}

static enum status make_directory(const char *path, bool *made_out, struct err *err)
{
	*made_out = mkdir(path, 0750) == 0;
	if (*made_out || errno == EEXIST)
		return OK;
	return err_set(err, E_IO, "cannot make the directory '%s': %s", path, strerror(errno));
}

/* A value that would change the shape of the file must not get into it. */
static enum status check_value(const char *what, struct str value, struct err *err)
{
	if (value.len > VALUE_MAX_BYTES)
		return err_set(err, E_LIMIT, "the %s has %zu bytes; at most %d", what, value.len,
		               VALUE_MAX_BYTES);
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == ';')
			return err_set(err, E_INPUT, "the %s may not hold '%c' or a new line",
			               what, ';');
	return str_check_utf8(value, err);
}

/* A store is a server we know, or a file; another server's address is no file name. */
static enum status check_store(struct str store, struct err *err)
{
	if (!is_server(store) && str_find_nocase(store, STR("://")) != SIZE_MAX)
		return err_set(err, E_USAGE,
		               "'%.*s' is no store; expected postgresql://... or a file name",
		               STR_ARGS(store));
	return check_value("store", store, err);
}

/* Makes the key file, or sees that the one that stands there is one. */
static enum status make_keys(const struct call *call, const struct workspace_plan *plan,
                             struct err *err)
{
	struct str path = arena_format(call->arena, "%s/%s", plan->directory, KEY_NAME);
	enum status st = record_keys_create(path.ptr, err);
	if (st != E_CONFLICT)
		return st;
	auto_record_keys keys = NULL;
	return record_keys_open(path.ptr, &keys, err);
}

/* Undoes what a failed init has made in a directory that was not there before. */
static void abandon(const struct call *call, const struct workspace_plan *plan)
{
	static const char *const ENDINGS[] = { "", "-wal", "-shm", "-journal" };
	struct str store = plan->store.len ? plan->store : str_of(STORE_DEFAULT);
	for (size_t i = 0; i < COUNT_OF(ENDINGS) && !is_server(store) && store.ptr[0] != '/'; i++)
		unlink(arena_format(call->arena, "%s/%.*s%s", plan->directory, STR_ARGS(store),
		                    ENDINGS[i])
		               .ptr);
	unlink(arena_format(call->arena, "%s/%s", plan->directory, KEY_NAME).ptr);
	rmdir(plan->directory); /* refused, as it should be, unless it is empty */
}

static enum status write_configuration(const struct workspace_plan *plan, const char *path,
                                       struct err *err)
{
	auto_buf text = buf_init(CONFIGURATION_MAX_BYTES);
	buf_add(&text, STR("; The workspace of one authority; see docs/workspace.md.\n"));
	if (plan->authority.len)
		buf_format(&text, "authority = %.*s\n", STR_ARGS(plan->authority));
	buf_format(&text, "store = %.*s\n",
	           STR_ARGS(plan->store.len ? plan->store : str_of(STORE_DEFAULT)));
	return file_write(path, buf_view(&text), err);
}

static enum status make_store(const struct call *call, const struct workspace_plan *plan,
                              struct err *err)
{
	struct str store = plan->store.len ? plan->store : str_of(STORE_DEFAULT);
	struct str place = store_place(call, plan->directory, store);
	auto_db db = NULL;
	enum status st = db_open(place.ptr, DB_CREATE, &db, err);
	if (st != OK)
		return st;
	return schema_migrate(db, call->app->now, err);
}

enum status workspace_create(const struct call *call, const struct workspace_plan *plan,
                             struct err *err)
{
	struct str path =
		arena_format(call->arena, "%s/%s", plan->directory, CONFIGURATION_NAME);
	struct stat there;
	if (stat(path.ptr, &there) == 0)
		return err_set(err, E_CONFLICT, "'%s' is a workspace already", plan->directory);
	enum status st = check_value("authority", plan->authority, err);
	if (st == OK)
		st = check_store(plan->store, err);
	if (st != OK)
		return st;
	bool made = false;
	st = make_directory(plan->directory, &made, err);
	if (st == OK)
		st = make_keys(call, plan, err);
	if (st == OK)
		st = make_store(call, plan, err);
	/* The configuration comes last: with it the workspace exists. */
	if (st == OK)
		st = write_configuration(plan, path.ptr, err);
	if (st != OK && made)
		abandon(call, plan);
	return st;
}

void workspace_close(struct workspace *workspace)
{
	db_close(workspace->db);
	record_keys_close(workspace->keys);
	*workspace = (struct workspace){ 0 };
}

struct act workspace_act(const struct call *call)
{
	return (struct act){ .who = str_of(call->app->actor), .at = call->app->now };
}
