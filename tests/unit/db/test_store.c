#include "../store.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/query.h"
#include "db/schema.h"

/* A setting is the plainest row there is: key, value, instant, who. */
static enum status put(struct db *db, struct str key, struct str value, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SETTING_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, key);
	query_bind_text(&q, 2, value);
	query_bind_instant(&q, 3, store_now());
	query_bind_text(&q, 5, STR("ann"));
	return query_run(&q, err);
}

static void begin(struct db *db, struct transaction *out)
{
	struct err err = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, out, &err), &err);
}

static void commit(struct transaction *change)
{
	struct err err = { 0 };
	assert_ok(transaction_commit(change, &err), &err);
}

/* Whether the newest value of `key` is `expected`; NULL: there is none. */
static void assert_value(struct db *db, struct str key, const char *expected)
{
	struct err err = { 0 };
	auto_query q = { 0 };
	assert_ok(query_start(db, SQL_SETTING_NEWEST, &q, &err), &err);
	query_bind_text(&q, 1, key);
	bool row = false;
	assert_ok(query_step(&q, &row, &err), &err);
	assert_int_equal(row, expected != NULL);
	if (row)
		assert_text(query_text(&q, 0), expected);
}

static void what_is_committed_is_there_after_opening_again(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction change = { 0 };
	begin(store->db, &change);
	assert_true(db_is_writing(store->db));
	assert_ok(put(store->db, STR("colour"), STR("gr\303\274n, '$1' \\ \"x\""), &err), &err);
	commit(&change);
	assert_false(db_is_writing(store->db));
	store_close(store);
	store_open(store);
	assert_value(store->db, STR("colour"), "gr\303\274n, '$1' \\ \"x\"");
}

static void a_rollback_leaves_nothing(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	transaction_rollback(&change);
	transaction_rollback(&change); /* a second time does nothing */
	assert_value(store->db, STR("a"), NULL);
}

static void a_transaction_left_by_a_failure_is_rolled_back(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	{
		auto_transaction change = { 0 };
		begin(store->db, &change);
		assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	}
	assert_false(db_is_writing(store->db));
	assert_value(store->db, STR("a"), NULL);
}

static void a_transaction_within_another_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction outer = { 0 };
	auto_transaction inner = { 0 };
	begin(store->db, &outer);
	assert_int_equal(transaction_begin(store->db, TRANSACTION_READ, &inner, &err), E_CONFLICT);
	assert_string_equal(err.text,
	                    "a transaction is open already, and transactions do not nest");
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	commit(&outer);
	assert_value(store->db, STR("a"), "1");
}

static void writing_outside_a_write_transaction_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	assert_int_equal(put(store->db, STR("a"), STR("1"), &err), E_STORE);
	assert_string_equal(err.text, "setting_add: writes outside a write transaction");

	auto_transaction look = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_READ, &look, &err), &err);
	assert_int_equal(put(store->db, STR("a"), STR("1"), &err), E_STORE);
	assert_false(db_is_writing(store->db));
}

static void a_read_transaction_sees_one_state(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_db reader = NULL;
	assert_ok(db_open(store->where, DB_EXISTING, &reader, &err), &err);
	auto_transaction look = { 0 };
	assert_ok(transaction_begin(reader, TRANSACTION_READ, &look, &err), &err);
	assert_value(reader, STR("a"), NULL);

	auto_transaction change = { 0 };
	begin(store->db, &change); /* the reader does not hold up the writer */
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	assert_value(reader, STR("a"), NULL);
	commit(&change);
	assert_value(reader, STR("a"), NULL);
	commit(&look);
	assert_value(reader, STR("a"), "1");
}

static void a_second_writer_gives_up_after_waiting(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_db second = NULL;
	assert_ok(db_open(store->where, DB_EXISTING, &second, &err), &err);
	assert_ok(db_set_wait(second, 100, &err), &err);
	auto_transaction first_change = { 0 };
	auto_transaction second_change = { 0 };
	begin(store->db, &first_change);
	assert_int_equal(transaction_begin(second, TRANSACTION_WRITE, &second_change, &err),
	                 E_CONFLICT);
	assert_string_equal(err.text, "someone else is writing to the store; gave up after "
	                              "waiting 0.1 seconds");
	commit(&first_change);
	begin(second, &second_change); /* and may try again */
	commit(&second_change);
}

struct second_writer {
	const char *where;
	enum status status;
	struct err err;
};

/* Another thread with a handle of its own, as a second program would be. */
static void *write_second(void *argument)
{
	struct second_writer *self = argument;
	auto_db db = NULL;
	auto_transaction change = { 0 };
	self->status = db_open(self->where, DB_EXISTING, &db, &self->err);
	if (self->status == OK)
		self->status = transaction_begin(db, TRANSACTION_WRITE, &change, &self->err);
	if (self->status == OK)
		self->status = put(db, STR("a"), STR("second"), &self->err);
	if (self->status == OK)
		self->status = transaction_commit(&change, &self->err);
	return NULL;
}

static void a_second_writer_waits_for_the_first(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct second_writer second = { .where = store->where };
	auto_transaction change = { 0 };
	begin(store->db, &change);
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, write_second, &second), 0);
	usleep(150 * 1000);
	assert_ok(put(store->db, STR("a"), STR("first"), &err), &err);
	commit(&change);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_ok(second.status, &second.err);
	assert_value(store->db, STR("a"), "second");
}

static void a_writer_that_is_killed_leaves_nothing(void **state)
{
	struct store *store = *state;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		/* A handle of its own; the parent's is not touched. */
		struct db *db = NULL;
		struct transaction change = { 0 };
		if (db_open(store->where, DB_EXISTING, &db, NULL) == OK &&
		    transaction_begin(db, TRANSACTION_WRITE, &change, NULL) == OK &&
		    put(db, STR("a"), STR("1"), NULL) == OK)
			raise(SIGKILL);
		_exit(1);
	}
	int how = 0;
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFSIGNALED(how)); /* it came as far as its write */
	assert_value(store->db, STR("a"), NULL);
	struct transaction change = { 0 };
	begin(store->db, &change); /* and holds nobody up */
	commit(&change);
}

static void a_lost_server_is_said_and_nothing_is_stored(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	assert_true(store_try(store, "SELECT pg_terminate_backend(pg_backend_pid())", &err) != OK);
	assert_int_equal(put(store->db, STR("b"), STR("2"), &err), E_EXTERNAL);
	assert_string_equal(err.text,
	                    "setting_add: the connection to the database server was lost");
	assert_int_equal(transaction_commit(&change, &err), E_STORE);
	store_close(store);
	store_open(store);
	assert_value(store->db, STR("a"), NULL);
}

/* A finding of a delivery that may or may not exist. */
static enum status add_finding(struct db *db, int64_t delivery_id, int64_t severity,
                               struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_FINDING_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, delivery_id);
	query_bind_text(&q, 2, STR("rule"));
	query_bind_int64(&q, 3, severity);
	query_bind_int64(&q, 4, 0);
	for (int n = 5; n <= 7; n++)
		query_bind_text(&q, n, (struct str){ 0 });
	return query_run(&q, err);
}

/* A delivery with file name and row count; `*id_out` is its number. */
static enum status add_delivery(struct db *db, struct str file, int64_t rows, int64_t *id_out,
                                struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_DELIVERY_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_text(&q, 1, STR("Rotherham"));
	query_bind_text(&q, 2, file);
	query_bind_text(&q, 3, STR("0123456789012345678901234567890123456789"
	                           "012345678901234567890123"));
	query_bind_text(&q, 4, STR("scorecard"));
	query_bind_date(&q, 5, DATE_NONE);
	query_bind_instant(&q, 6, store_now());
	query_bind_text(&q, 8, STR("ann"));
	query_bind_int64(&q, 9, rows);
	return query_run_int64(&q, id_out, err);
}

static void refusals_by_a_constraint_can_be_read(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	int64_t id = 0;

	begin(store->db, &change);
	assert_int_equal(add_finding(store->db, 99, 1, &err), E_CONFLICT);
	assert_says(&err, "finding_add: refers to something that does not exist");
	transaction_rollback(&change);

	begin(store->db, &change);
	assert_ok(add_delivery(store->db, STR("f.csv"), 3, &id, &err), &err);
	assert_int_equal(add_delivery(store->db, STR("g.csv"), 3, &id, &err), E_CONFLICT);
	assert_says(&err, "delivery_add: exists already (");
	assert_null(strstr(err.text, "Rotherham")); /* no value of a row is repeated */
	transaction_rollback(&change);

	begin(store->db, &change);
	assert_int_equal(add_delivery(store->db, STR("f.csv"), -1, &id, &err), E_CONFLICT);
	assert_says(&err, "delivery_add: breaks a rule of the table (");
	assert_says(&err, "delivery_row_count_not_negative");
	transaction_rollback(&change);
}

static void a_failed_statement_dooms_its_transaction(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	assert_int_equal(add_finding(store->db, 99, 1, &err), E_CONFLICT);
	assert_int_equal(put(store->db, STR("a"), STR("2"), &err), E_STORE);
	assert_string_equal(err.text,
	                    "setting_add: an earlier statement of the transaction failed");
	assert_int_equal(transaction_commit(&change, &err), E_STORE);
	assert_says(&err, "nothing was changed");
	assert_value(store->db, STR("a"), NULL);

	begin(store->db, &change); /* the next one is free of it */
	assert_ok(put(store->db, STR("a"), STR("3"), &err), &err);
	commit(&change);
}

static void text_that_is_not_text_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_int_equal(put(store->db, STR("a"), STR("x\0y"), &err), E_INPUT);
	assert_says(&err, "setting_add: $2: ");
	transaction_rollback(&change);
	begin(store->db, &change);
	assert_int_equal(put(store->db, STR("\377"), STR("x"), &err), E_INPUT);
	assert_says(&err, "setting_add: $1: ");
	transaction_rollback(&change);
}

static void every_whole_number_and_the_empty_text_come_back(void **state)
{
	struct store *store = *state;
	static const int64_t NUMBERS[] = { 0, 1, INT64_MAX };
	struct err err = { 0 };
	for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) {
		struct transaction change = { 0 };
		int64_t id = 0;
		begin(store->db, &change);
		assert_ok(add_delivery(store->db, STR("f.csv"), NUMBERS[i], &id, &err), &err);
		auto_query q = { 0 };
		bool row = false;
		assert_ok(query_start(store->db, SQL_DELIVERY_BY_ID, &q, &err), &err);
		query_bind_int64(&q, 1, id);
		assert_ok(query_step(&q, &row, &err), &err);
		assert_true(row);
		assert_int_equal(query_int64(&q, 9), NUMBERS[i]);
		assert_int_equal(query_date(&q, 5), DATE_NONE);
		assert_int_equal(query_instant(&q, 6).utc_seconds, store_now().utc_seconds);
		assert_ok(query_step(&q, &row, &err), &err);
		assert_false(row);
		assert_ok(query_step(&q, &row, &err), &err);
		assert_false(row); /* it stays at its end */
		query_finish(&q);
		transaction_rollback(&change);
	}
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), (struct str){ 0 }, &err), &err);
	commit(&change);
	assert_value(store->db, STR("a"), "");
}

static void a_query_may_run_within_itself(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("1"), &err), &err);
	assert_ok(put(store->db, STR("a"), STR("2"), &err), &err);
	commit(&change);
	auto_query outer = { 0 };
	bool row = false;
	int pairs = 0;
	assert_ok(query_start(store->db, SQL_SETTING_HISTORY, &outer, &err), &err);
	query_bind_text(&outer, 1, STR("a"));
	while (query_step(&outer, &row, &err) == OK && row) {
		auto_query inner = { 0 };
		bool inner_row = false;
		assert_ok(query_start(store->db, SQL_SETTING_HISTORY, &inner, &err), &err);
		query_bind_text(&inner, 1, STR("a"));
		while (query_step(&inner, &inner_row, &err) == OK && inner_row)
			pairs++;
	}
	assert_int_equal(pairs, 4);
}

/* Queues a step of the schema that the store has seen (which is refused) or has not. */
static enum status queue_step(struct db *db, int64_t number, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_SCHEMA_STEP_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, number);
	query_bind_text(&q, 2, STR("queued"));
	query_bind_text(&q, 3, STR("-"));
	query_bind_instant(&q, 4, store_now());
	return query_queue(&q, err);
}

/* How many steps have been queued into the store. */
static int64_t count_queued(struct db *db)
{
	struct err err = { 0 };
	auto_query q = { 0 };
	int64_t count = 0;
	bool row = false;
	assert_ok(query_start(db, SQL_SCHEMA_STEP_LIST, &q, &err), &err);
	for (;;) {
		assert_ok(query_step(&q, &row, &err), &err);
		if (!row)
			return count;
		count += str_equal(query_text(&q, 1), STR("queued"));
	}
}

static void what_is_queued_is_there_for_the_next_statement(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction change = { 0 };
	begin(store->db, &change);
	for (int i = 0; i < 1000; i++)
		assert_ok(queue_step(store->db, 1000 + i, &err), &err);
	assert_int_equal(count_queued(store->db), 1000);
	assert_ok(queue_step(store->db, 2000, &err), &err);
	commit(&change);
	assert_int_equal(count_queued(store->db), 1001);
}

static void a_queued_statement_that_is_refused_is_named_and_nothing_lasts(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	for (int after = 0; after < 3; after++) {
		auto_transaction change = { 0 };
		begin(store->db, &change);
		enum status st = queue_step(store->db, 1000, &err);
		if (st == OK)
			st = queue_step(store->db, 1, &err); /* there is a step 1 */
		for (int i = 0; i < 300 * after && st == OK; i++)
			st = queue_step(store->db, 1001 + i, &err);
		if (st == OK)
			st = transaction_commit(&change, &err);
		assert_int_equal(st, E_CONFLICT);
		assert_says(&err, "schema_step_add: exists already");
		transaction_rollback(&change);
		assert_int_equal(count_queued(store->db), 0);
	}
}

static void what_is_queued_goes_with_a_rollback(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(queue_step(store->db, 1000, &err), &err);
	transaction_rollback(&change);
	assert_int_equal(count_queued(store->db), 0);
	begin(store->db, &change);
	assert_ok(queue_step(store->db, 1000, &err), &err);
	commit(&change);
	assert_int_equal(count_queued(store->db), 1);
}

static void a_full_disk_leaves_the_store_as_before(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct transaction change = { 0 };
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("before"), &err), &err);
	commit(&change);

	struct rlimit old;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	void (*old_signal)(int) = signal(SIGXFSZ, SIG_IGN);
	struct rlimit full = { .rlim_cur = 400 * 1024, .rlim_max = old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	static char bytes[64 * 1024];
	memset(bytes, 'x', sizeof(bytes));
	begin(store->db, &change);
	enum status st = OK;
	for (int i = 0; i < 20 && st == OK; i++)
		st = put(store->db, STR("a"), (struct str){ bytes, sizeof(bytes) }, &err);
	if (st == OK)
		st = transaction_commit(&change, &err);
	else
		transaction_rollback(&change);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, old_signal);
	assert_int_equal(st, E_IO);
	assert_says(&err, "the disk is full");
	assert_value(store->db, STR("a"), "before");

	store_close(store);
	store_open(store);
	assert_value(store->db, STR("a"), "before");
	begin(store->db, &change);
	assert_ok(put(store->db, STR("a"), STR("after"), &err), &err);
	commit(&change);
}

static void an_sqlite_store_is_for_its_owner_alone(void **state)
{
	struct store *store = *state;
	struct stat about;
	char path[300];
	assert_int_equal(stat(store->where, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	snprintf(path, sizeof(path), "%s-wal", store->where);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void an_absent_store_is_not_made_by_opening_it(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct db *db = NULL;
	assert_int_equal(db_open("/nowhere/store.db", DB_EXISTING, &db, &err), E_MISSING);
	assert_string_equal(err.text, "there is no store '/nowhere/store.db'");
	assert_int_equal(db_open("/nowhere/store.db", DB_CREATE, &db, &err), E_IO);
	assert_null(db);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct db *db = NULL;
	char path[] = "/tmp/outturn-test-XXXXXX";
	int fd = mkstemp(path);
	static const char TEXT[] = "indicator_ref,current_value\nNI59,67%\n";
	assert_int_equal(write(fd, TEXT, sizeof(TEXT) - 1), sizeof(TEXT) - 1);
	close(fd);
	assert_int_equal(db_open(path, DB_EXISTING, &db, &err), E_STORE);
	assert_says(&err, "the file is not a database");
	unlink(path);
}

#ifdef OUTTURN_POSTGRESQL
static void a_server_that_is_not_there_is_named_without_its_password(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct db *db = NULL;
	static const char WHERE[] = "postgresql://ann:secret@/x?host=/nowhere";
	assert_int_equal(db_open(WHERE, DB_EXISTING, &db, &err), E_EXTERNAL);
	assert_says(&err, "the database server cannot be reached: ");
	assert_null(strstr(err.text, "secret"));
}
#else
static void a_server_is_refused_by_a_program_built_without_postgresql(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct db *db = NULL;
	assert_int_equal(db_open("postgresql://ann@/x", DB_EXISTING, &db, &err), E_USAGE);
	assert_says(&err, "built without PostgreSQL");
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(what_is_committed_is_there_after_opening_again),
		STORE_TESTS(a_rollback_leaves_nothing),
		STORE_TESTS(a_transaction_left_by_a_failure_is_rolled_back),
		STORE_TESTS(a_transaction_within_another_is_refused),
		STORE_TESTS(writing_outside_a_write_transaction_is_refused),
		STORE_TESTS(a_read_transaction_sees_one_state),
		STORE_TESTS(a_second_writer_gives_up_after_waiting),
		STORE_TESTS(a_second_writer_waits_for_the_first),
		STORE_TESTS(a_writer_that_is_killed_leaves_nothing),
		POSTGRESQL_TEST(a_lost_server_is_said_and_nothing_is_stored),
		STORE_TESTS(refusals_by_a_constraint_can_be_read),
		STORE_TESTS(a_failed_statement_dooms_its_transaction),
		STORE_TESTS(text_that_is_not_text_is_refused),
		STORE_TESTS(every_whole_number_and_the_empty_text_come_back),
		STORE_TESTS(a_query_may_run_within_itself),
		STORE_TESTS(what_is_queued_is_there_for_the_next_statement),
		STORE_TESTS(a_queued_statement_that_is_refused_is_named_and_nothing_lasts),
		STORE_TESTS(what_is_queued_goes_with_a_rollback),
		SQLITE_TEST(a_full_disk_leaves_the_store_as_before),
		SQLITE_TEST(an_sqlite_store_is_for_its_owner_alone),
		cmocka_unit_test(an_absent_store_is_not_made_by_opening_it),
		cmocka_unit_test(a_file_that_is_no_database_is_refused),
#ifdef OUTTURN_POSTGRESQL
		cmocka_unit_test(a_server_that_is_not_there_is_named_without_its_password),
#else
		cmocka_unit_test(a_server_is_refused_by_a_program_built_without_postgresql),
#endif
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
