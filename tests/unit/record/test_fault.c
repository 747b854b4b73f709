/* Every call to the store fails once, in turn, while a delivery of records is taken: what
 * comes back is an error that says something, and the store is as it was before. */
#include "given.h"

#include "db/backend.h"

/* The n-th call fails, counted over all that can; the rest goes to `real`. */
static struct {
	const struct backend *real;
	int calls_left; /* 0: no call fails any more */
} fault;

static bool fails_now(void)
{
	return fault.calls_left > 0 && --fault.calls_left == 0;
}

static enum status faulty_prepare(void *connection, enum sql sql, struct statement **out,
                                  struct err *err)
{
	if (fails_now())
		return err_set(err, E_STORE, "prepare: made to fail");
	return fault.real->prepare(connection, sql, out, err);
}

static enum status faulty_step(struct statement *statement, bool *row_out, struct err *err)
{
	if (fails_now())
		return err_set(err, E_IO, "step: made to fail");
	return fault.real->step(statement, row_out, err);
}

static enum status faulty_queue(struct statement *statement, struct err *err)
{
	if (fails_now())
		return err_set(err, E_IO, "queue: made to fail");
	return fault.real->queue(statement, err);
}

static enum status faulty_bind_text(struct statement *statement, int n, struct str text)
{
	return fails_now() ? E_LIMIT : fault.real->bind_text(statement, n, text);
}

static const struct given_row FIRST[] = {
	{ .type = RECORD_PLAN, .child = "a1",
	  .fields = { { PLAN_STARTED, "2024-01-10" }, { PLAN_ENDED, "2023-01-10" } } },
	{ .type = RECORD_REFERRAL, .child = "b2", .fields = { { REFERRAL_RECEIVED, "2024-01-10" },
	                                                      { REFERRAL_OUTCOME, "words" } },
	  .doubt_rule = "cell.date", .doubt_field = REFERRAL_CLOSED, .doubt_text = "31/02/24" },
};

static const struct given_row SECOND[] = {
	{ .type = RECORD_PLAN, .child = "a1",
	  .fields = { { PLAN_STARTED, "2024-01-10" }, { PLAN_ENDED, "2024-03-10" } } },
	{ .type = RECORD_REFERRAL, .child = "c3", .fields = { { REFERRAL_RECEIVED, "2024-02-10" },
	                                                      { REFERRAL_TEAM, "North" } } },
};

static enum status take_second(struct db *db, int64_t delivery_id, struct err *err)
{
	static const struct record_coverage ALL = { .type = RECORD_REFERRAL,
		                                    .kind = RECORD_COVERS_ALL };
	const struct record_delivery what = {
		.delivery_id = delivery_id,
		.source = { .authority = STR(GIVEN_AUTHORITY), .kind = RECORD_SOURCE_CIN },
		.act = given_act("2024-06-01"),
		.known_from = given_act("2024-06-01").at,
		.year = 2024,
		.reference_day = DATE_NONE,
	};
	auto_record_take take = NULL;
	struct record_summary summary;
	enum status st = record_take_begin(db, given_keys(), &what, &take, err);
	if (st == OK)
		record_take_cover(take, &ALL);
	for (size_t i = 0; i < COUNT_OF(SECOND) && st == OK; i++) {
		struct record_row row;
		given_fill(&row, &SECOND[i], (int64_t)i + 2);
		st = record_take_row(take, &row, err);
	}
	return st == OK ? record_take_finish(take, &summary, err) : st;
}

/* Takes the second delivery with its n-th call failing; whether a call failed. */
static bool fail_once(struct store *store, int n)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	int64_t delivery_id = given_delivery_number(store->db, "2024-06-01");

	struct backend faulty = *fault.real;
	faulty.prepare = faulty_prepare;
	faulty.step = faulty_step;
	faulty.bind_text = faulty_bind_text;
	if (faulty.queue)
		faulty.queue = faulty_queue;
	store->db->backend = &faulty;
	fault.calls_left = n;
	enum status st = take_second(store->db, delivery_id, &err);
	bool has_failed = fault.calls_left == 0;
	fault.calls_left = 0;
	store->db->backend = fault.real;
	assert_int_equal(st != OK, has_failed);
	if (has_failed) {
		assert_true(err.text[0] != '\0');
		assert_int_not_equal(transaction_commit(&change, &err), OK);
	}
	return has_failed;
}

static void whichever_call_fails_the_store_is_as_before(void **state)
{
	struct store *store = *state;
	fault.real = store->db->backend;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     .rows = FIRST, .row_count = COUNT_OF(FIRST) },
	           NULL);
	int n = 1;
	while (fail_once(store, n)) {
		given_assert_number(store, "SELECT count(*) FROM record_change", 1);
		given_assert_number(store, "SELECT count(*) FROM child", 2);
		given_assert_number(store,
		                    "SELECT count(*) FROM record_plan WHERE known_to IS NULL"
		                    " AND ended < started", 1);
		given_assert_number(store,
		                    "SELECT count(*) FROM record_finding WHERE known_to IS NOT"
		                    " NULL", 0);
		n++;
	}
	assert_true(n > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(whichever_call_fails_the_store_is_as_before),
	};
	store_find_server();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
