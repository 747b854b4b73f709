#include "../store.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/backend.h"
#include "db/schema.h"
#include "db/sql_text.h"

static void every_statement_can_be_prepared(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	for (int sql = 0; sql < SQL_COUNT; sql++) {
		struct statement *statement = NULL;
		assert_ok(statement_acquire(store->db, (enum sql)sql, &statement, &err), &err);
		statement_release(store->db, statement);
	}
}

static void migrating_again_changes_nothing(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	assert_ok(schema_migrate(store->db, store_now(), &err), &err);
	assert_ok(schema_check(store->db, &err), &err);
}

/* Both functions that look at the schema must refuse with these words. */
static void assert_refused(struct store *store, const char *words)
{
	struct err err = { 0 };
	assert_int_equal(schema_check(store->db, &err), E_VERSION);
	assert_says(&err, words);
	err = (struct err){ 0 };
	assert_int_equal(schema_migrate(store->db, store_now(), &err), E_VERSION);
	assert_says(&err, words);
}

struct upgrader {
	const char *where;
	enum status status;
	struct err err;
};

static void *upgrade(void *argument)
{
	struct upgrader *self = argument;
	auto_db db = NULL;
	self->status = db_open(self->where, DB_CREATE, &db, &self->err);
	if (self->status == OK)
		self->status = schema_migrate(db, store_now(), &self->err);
	if (self->status == OK)
		self->status = schema_check(db, &self->err);
	return NULL;
}

static void several_programs_may_set_up_a_store_at_once(void **state)
{
	struct store *store = *state;
	struct upgrader upgraders[4];
	pthread_t threads[COUNT_OF(upgraders)];
	for (size_t i = 0; i < COUNT_OF(threads); i++) {
		upgraders[i] = (struct upgrader){ .where = store->where };
		assert_int_equal(pthread_create(&threads[i], NULL, upgrade, &upgraders[i]), 0);
	}
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		assert_ok(upgraders[i].status, &upgraders[i].err);
}

static void a_table_or_guard_that_was_altered_is_refused(void **state)
{
	static const struct {
		const char *sql, *words;
	} CASES[] = {
		{ "ALTER TABLE delivery ADD COLUMN colour TEXT", "its table 'delivery'" },
		{ "DROP TRIGGER audit_is_not_changed", "its trigger 'audit_is_not_changed'" },
		{ "CREATE TABLE another (x)", "its table 'another'" },
		{ "CREATE TABLE zz_last (x)", "its table 'zz_last'" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		void *own = NULL;
		struct err err = { 0 };
		assert_int_equal(store_setup_sqlite(&own), 0);
		struct store *store = own;
		assert_ok(schema_check(store->db, &err), &err);
		assert_ok(store->db->backend->execute(store->db->connection, CASES[i].sql, "test",
		                                      &err),
		          &err);
		assert_int_equal(schema_check(store->db, &err), E_VERSION);
		assert_says(&err, CASES[i].words);
		assert_int_equal(store_teardown(&own), 0);
	}
	(void)state;
}

static void a_newer_schema_is_refused(void **state)
{
	struct store *store = *state;
	char sql[160];
	snprintf(sql, sizeof(sql),
	         "INSERT INTO schema_step VALUES (%d, 'tomorrow', 'ab', 0, 0)",
	         schema_newest() + 1);
	store_tamper(store, sql);
	assert_refused(store, "written by a newer program");
}

static void an_altered_step_is_refused(void **state)
{
	struct store *store = *state;
	store_tamper(store, "UPDATE schema_step SET sha256 = 'ab' WHERE number = 1");
	assert_refused(store, "schema step 0001 (ledger) of the store is not this program's");
}

static void a_missing_step_is_refused(void **state)
{
	struct store *store = *state;
	store_tamper(store, "UPDATE schema_step SET number = 0 WHERE number = 1");
	assert_refused(store, "the store lacks schema step 0001");
}

static void an_empty_store_is_refused_until_it_is_set_up(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	assert_ok(db_open(store->where, DB_CREATE, &store->db, &err), &err);
	assert_int_equal(schema_check(store->db, &err), E_VERSION);
	assert_string_equal(err.text, "the store is empty: it was never set up");
	assert_ok(schema_migrate(store->db, store_now(), &err), &err);
	assert_ok(schema_check(store->db, &err), &err);
}

/* A store as the program of the first step left it. */
static void an_older_store_is_refused_until_it_is_upgraded(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	char sql[160];
	assert_ok(db_open(store->where, DB_CREATE, &store->db, &err), &err);
	store_tamper(store, SCHEMA_STEPS[0].text[store->kind]);
	snprintf(sql, sizeof(sql), "INSERT INTO schema_step VALUES (1, '%s', '%s', 0, 0)",
	         SCHEMA_STEPS[0].name, SCHEMA_STEPS[0].sha256);
	store_tamper(store, sql);
	assert_int_equal(schema_check(store->db, &err), E_VERSION);
	assert_says(&err, "the store was written by an older program: it has schema step 0001");
	assert_ok(schema_migrate(store->db, store_now(), &err), &err);
	assert_ok(schema_check(store->db, &err), &err);
}

static void a_failing_step_leaves_nothing_of_itself(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	/* Its tables can be made up to the audit chain, which is in the way. */
	assert_ok(db_open(store->where, DB_CREATE, &store->db, &err), &err);
	store_tamper(store, "CREATE TABLE schema_step (number INTEGER, name TEXT, sha256 TEXT)");
	store_tamper(store, "CREATE TABLE audit (sequence INTEGER)");
	assert_int_equal(schema_migrate(store->db, store_now(), &err), E_STORE);
	assert_says(&err, "schema step 0001: ledger: ");
	store_tamper(store, "CREATE TABLE delivery (id INTEGER)"); /* it is not there */
	assert_false(db_is_writing(store->db));
}

static void an_sqlite_file_of_another_program_is_refused(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_db db = NULL;
	assert_ok(db_open(":memory:", DB_CREATE, &db, &err), &err);
	assert_ok(db->backend->execute(db->connection, "CREATE TABLE song (title)", "t", &err),
	          &err);
	assert_int_equal(schema_migrate(db, store_now(), &err), E_VERSION);
	assert_string_equal(err.text, "the file is a database, but not a store of this program");
}

static void a_store_in_memory_works_like_a_file(void **state)
{
	(void)state;
	struct err err = { 0 };
	auto_db db = NULL;
	assert_ok(db_open(":memory:", DB_CREATE, &db, &err), &err);
	assert_ok(schema_migrate(db, store_now(), &err), &err);
	assert_ok(schema_check(db, &err), &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(every_statement_can_be_prepared),
		STORE_TESTS(migrating_again_changes_nothing),
		EMPTY_STORE_TESTS(several_programs_may_set_up_a_store_at_once),
		SQLITE_TEST(a_table_or_guard_that_was_altered_is_refused),
		STORE_TESTS(a_newer_schema_is_refused),
		STORE_TESTS(an_altered_step_is_refused),
		STORE_TESTS(a_missing_step_is_refused),
		EMPTY_STORE_TESTS(an_empty_store_is_refused_until_it_is_set_up),
		EMPTY_STORE_TESTS(an_older_store_is_refused_until_it_is_upgraded),
		EMPTY_STORE_TESTS(a_failing_step_leaves_nothing_of_itself),
		cmocka_unit_test(an_sqlite_file_of_another_program_is_refused),
		cmocka_unit_test(a_store_in_memory_works_like_a_file),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
