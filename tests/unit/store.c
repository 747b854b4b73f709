#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/backend.h"
#include "db/schema.h"

struct instant store_now(void)
{
	/* 2013-12-31T09:30:00Z */
	return (struct instant){ .utc_seconds = 1388482200, .offset_minutes = 0 };
}

static struct store *fresh_store(enum db_kind kind)
{
	struct store *store = calloc(1, sizeof(*store));
	assert_non_null(store);
	store->kind = kind;
	return store;
}

static void open_migrated(struct store *store)
{
	struct err err = { 0 };
	assert_ok(db_open(store->where, DB_CREATE, &store->db, &err), &err);
	assert_ok(schema_migrate(store->db, store_now(), &err), &err);
}

int store_setup_empty_sqlite(void **state)
{
	struct store *store = fresh_store(DB_SQLITE);
	*state = store;
	snprintf(store->folder, sizeof(store->folder), "/tmp/outturn-test-XXXXXX");
	assert_non_null(mkdtemp(store->folder));
	snprintf(store->where, sizeof(store->where), "%s/store.db", store->folder);
	return 0;
}

int store_setup_sqlite(void **state)
{
	store_setup_empty_sqlite(state);
	open_migrated(*state);
	return 0;
}

/* A schema of its own for each test, in the one database of the test server. */
static void make_schema(struct store *store, const char *server)
{
	static int number; /* tests run one after another */
	char sql[128];
	char name[32];
	struct err err = { 0 };
	struct db *admin = NULL;
	snprintf(name, sizeof(name), "test_%ld_%d", (long)getpid(), ++number);
	snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", name);
	assert_ok(db_open(server, DB_EXISTING, &admin, &err), &err);
	assert_ok(admin->backend->execute(admin->connection, sql, "schema of the test", &err),
	          &err);
	db_close(admin);
	snprintf(store->where, sizeof(store->where), "%s&options=-csearch_path%%3D%s", server,
	         name);
}

int store_setup_empty_postgresql(void **state)
{
	struct store *store = fresh_store(DB_POSTGRESQL);
	*state = store;
	const char *server = getenv("OUTTURN_TEST_POSTGRESQL");
	assert_non_null(server);
	make_schema(store, server);
	return 0;
}

int store_setup_postgresql(void **state)
{
	store_setup_empty_postgresql(state);
	open_migrated(*state);
	return 0;
}

int store_teardown(void **state)
{
	struct store *store = *state;
	store_close(store);
	if (store->folder[0]) {
		static const char *const ENDINGS[] = { "", "-wal", "-shm" };
		for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
			char path[300];
			snprintf(path, sizeof(path), "%s%s", store->where, ENDINGS[i]);
			unlink(path);
		}
		rmdir(store->folder);
	}
	free(store);
	return 0;
}

void store_find_server(void)
{
	if (getenv("OUTTURN_TEST_POSTGRESQL"))
		return;
	fputs("# the tests on PostgreSQL are left out: there is no server for them\n", stderr);
	cmocka_set_skip_filter("*(postgresql)");
}

void store_close(struct store *store)
{
	db_close(store->db);
	store->db = NULL;
}

void store_open(struct store *store)
{
	struct err err = { 0 };
	assert_ok(db_open(store->where, DB_EXISTING, &store->db, &err), &err);
	assert_ok(schema_check(store->db, &err), &err);
}

enum status store_try(struct store *store, const char *sql, struct err *err)
{
	return store->db->backend->execute(store->db->connection, sql, "tamper", err);
}

void store_tamper(struct store *store, const char *sql)
{
	struct err err = { 0 };
	assert_ok(store_try(store, sql, &err), &err);
}
