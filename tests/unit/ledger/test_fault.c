/* Every call to the store fails once, in turn, while a delivery is taken in: what
 * comes back is an error that says something, and the store is as it was before. */
#include "../store.h"

#include "base/date.h"
#include "base/hash.h"
#include "db/backend.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"
#include "ledger/setting.h"

/* The n-th call fails, counted over all that can; the rest goes to `real`. */
static struct {
	const struct backend *real;
	int calls_left; /* 0: no call fails any more */
} fault;

static bool fails_now(void)
{
	return fault.calls_left > 0 && --fault.calls_left == 0;
}

static enum status faulty_execute(void *connection, const char *text, const char *name,
                                  struct err *err)
{
	if (fails_now())
		return err_set(err, E_IO, "%s: made to fail", name);
	return fault.real->execute(connection, text, name, err);
}

static enum status faulty_prepare(void *connection, enum sql sql, struct statement **out,
                                  struct err *err)
{
	if (fails_now())
		return err_set(err, E_STORE, "prepare: made to fail");
	return fault.real->prepare(connection, sql, out, err);
}

static enum status faulty_bind_text(struct statement *statement, int n, struct str text)
{
	return fails_now() ? E_LIMIT : fault.real->bind_text(statement, n, text);
}

static enum status faulty_step(struct statement *statement, bool *row_out, struct err *err)
{
	if (fails_now())
		return err_set(err, E_IO, "step: made to fail");
	return fault.real->step(statement, row_out, err);
}

static enum status take_in(struct db *db, struct arena *arena, struct err *err)
{
	char hash[HASH_TEXT_BYTES];
	const struct delivery what = {
		.file = STR("q3.csv"),
		.sha256 = str_of(hash_print(STR("q3"), hash)),
		.kind = STR("scorecard"),
		.as_at = DATE_NONE,
		.received = { .who = STR("ann"), .at = store_now() },
	};
	struct finding_list findings = { .arena = arena };
	finding_add(&findings, (struct finding){ .rule = "value.unread" }, "'n/k' is no figure");
	auto_transaction change = { 0 };
	int64_t id = 0;
	enum status st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = delivery_record(db, &what, &id, err);
	if (st == OK)
		st = finding_store(db, id, &findings, &what.received, err);
	if (st == OK)
		st = setting_put(db, STR("period"), STR("2013-14-Q3"), &what.received, err);
	if (st == OK)
		st = transaction_commit(&change, err);
	return st;
}

/* How many entries the audit chain has, after checking that it holds. */
static int64_t count_entries(struct db *db)
{
	struct err err = { 0 };
	struct audit_verdict verdict = { 0 };
	assert_ok(audit_verify(db, NULL, &verdict, &err), &err);
	assert_int_equal(verdict.fault, AUDIT_INTACT);
	return verdict.checked;
}

static size_t count_deliveries(struct db *db)
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct delivery_list list = { 0 };
	assert_ok(delivery_list(db, 0, 10, &arena, &list, &err), &err);
	return list.count;
}

static void any_failing_call_leaves_the_store_as_before(void **state)
{
	struct store *store = *state;
	struct db *db = store->db;
	struct backend faulty = *db->backend;
	faulty.execute = faulty_execute;
	faulty.prepare = faulty_prepare;
	faulty.bind_text = faulty_bind_text;
	faulty.step = faulty_step;
	fault.real = db->backend;

	int n = 0;
	enum status st;
	do {
		struct err err = { 0 };
		auto_arena arena = { 0 };
		store_close(store); /* so that every statement is prepared anew */
		store_open(store);
		db = store->db;
		db->backend = &faulty;
		fault.calls_left = ++n;
		st = take_in(db, &arena, &err);
		bool was_reached = fault.calls_left == 0;
		db->backend = fault.real;
		if (!was_reached)
			break;
		assert_int_not_equal(st, OK);
		assert_true(err.text[0] != '\0');
		assert_false(db_is_writing(db));
		assert_int_equal(count_deliveries(db), 0);
		assert_int_equal(count_entries(db), 0);
	} while (n < 300);
	assert_int_equal(st, OK);
	assert_true(n > 40); /* the calls were really counted */
	assert_int_equal(count_deliveries(db), 1);
	assert_int_equal(count_entries(db), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(any_failing_call_leaves_the_store_as_before),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
