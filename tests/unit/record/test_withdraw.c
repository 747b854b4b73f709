#include "given.h"

#include "base/arena.h"
#include "record/known.h"

#define REFERRAL(who, day)                                                                \
	{ .type = RECORD_REFERRAL, .child = who, .fields = { { REFERRAL_RECEIVED, day } } }
/* Broken: it ends before it starts. */
#define BACKWARDS(who)                                                                    \
	{ .type = RECORD_PLAN, .child = who,                                              \
	  .fields = { { PLAN_STARTED, "2024-03-01" }, { PLAN_ENDED, "2024-02-01" } } }
#define FORWARDS(who)                                                                     \
	{ .type = RECORD_PLAN, .child = who,                                              \
	  .fields = { { PLAN_STARTED, "2024-03-01" }, { PLAN_ENDED, "2024-04-01" } } }

#define OPEN_ROWS "SELECT count(*) FROM record_referral WHERE known_to IS NULL"
#define PLAN_FINDINGS                                                                     \
	"SELECT count(*) FROM record_finding WHERE type = 'plan' AND known_to IS NULL"    \
	" AND message LIKE 'the plan ended before it began%'"

static int64_t deliver(struct store *store, const char *day, struct given_row row)
{
	return given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                                   .known_from = day, .rows = &row,
	                                                   .row_count = 1 }, NULL);
}

static enum status withdraw(struct store *store, int64_t number, const char *reason,
                            const char *day, struct record_withdrawal *out, struct err *err)
{
	auto_transaction change = { 0 };
	const struct record_withdraw_request request = { number, str_of(reason), given_act(day) };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, err), err);
	enum status st = record_withdraw(store->db, given_keys(), &request, out, err);
	if (st == OK)
		assert_ok(transaction_commit(&change, err), err);
	return st;
}

static void a_delivery_alone_takes_its_rows_along(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct record_withdrawal done;
	int64_t number = deliver(store, "2024-07-01", (struct given_row)REFERRAL("a1", "2024-01-01"));
	int64_t before = given_now(store);
	assert_ok(withdraw(store, number, "of another council", "2024-07-02", &done, &err), &err);
	assert_int_equal(done.closed, 1);
	assert_int_equal(done.reopened, 0);
	given_assert_number(store, OPEN_ROWS, 0);
	/* What was known before stays so. */
	struct record_question question = { .authority = STR(GIVEN_AUTHORITY), .known_at = before };
	auto_arena arena = { 0 };
	struct record_case of_child;
	assert_ok(record_case_load(store->db, &question, 1, &arena, &of_child, &err), &err);
	assert_int_equal(of_child.of[RECORD_REFERRAL].count, 1);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE action = 'record.withdraw'"
	                           " AND detail LIKE '1 records closed, 0 speak again;%'"
	                           " AND detail LIKE '%: of another council'", 1);
}

static void a_row_that_another_delivery_said_too_stays(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct record_withdrawal done;
	int64_t first = deliver(store, "2024-07-01", (struct given_row)REFERRAL("a1", "2024-01-01"));
	int64_t second = deliver(store, "2024-07-02",
	                         (struct given_row)REFERRAL("a1", "2024-01-01"));
	assert_ok(withdraw(store, first, "a mistake", "2024-07-03", &done, &err), &err);
	assert_int_equal(done.closed + done.reopened, 0);
	given_assert_number(store, OPEN_ROWS, 1);
	assert_ok(withdraw(store, second, "too", "2024-07-04", &done, &err), &err);
	assert_int_equal(done.closed, 1);
	given_assert_number(store, OPEN_ROWS, 0);
}

static void what_can_not_be_withdrawn_says_why(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct record_withdrawal done;
	int64_t number = deliver(store, "2024-07-01", (struct given_row)REFERRAL("a1", "2024-01-01"));
	assert_int_equal(withdraw(store, number, " ", "2024-07-02", &done, &err), E_INPUT);
	assert_says(&err, "needs a reason");
	assert_int_equal(withdraw(store, number, "late", "2024-06-30", &done, &err), E_INPUT);
	assert_says(&err, "before what is known");
	assert_int_equal(withdraw(store, number + 7, "none", "2024-07-02", &done, &err), E_MISSING);
	assert_says(&err, "brought records");
	assert_ok(withdraw(store, number, "once", "2024-07-02", &done, &err), &err);
	assert_int_equal(withdraw(store, number, "twice", "2024-07-03", &done, &err), E_CONFLICT);
	assert_says(&err, "withdrawn before");
	const struct record_withdraw_request request = { number, STR("outside"),
		                                         given_act("2024-07-03") };
	assert_int_equal(record_withdraw(store->db, given_keys(), &request, &done, &err), E_STORE);
}

static void the_rules_are_run_anew(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct record_withdrawal done;
	deliver(store, "2024-07-01", (struct given_row)FORWARDS("a1"));
	int64_t bad = deliver(store, "2024-07-02", (struct given_row)BACKWARDS("a1"));
	given_assert_number(store, PLAN_FINDINGS " AND known_from = 2", 1);
	assert_ok(withdraw(store, bad, "a mistake", "2024-07-03", &done, &err), &err);
	given_assert_number(store, PLAN_FINDINGS, 0);
	assert_true(done.findings_solved >= 1);

	deliver(store, "2024-07-04", (struct given_row)BACKWARDS("b2"));
	int64_t mended = deliver(store, "2024-07-05", (struct given_row)FORWARDS("b2"));
	given_assert_number(store, PLAN_FINDINGS, 0);
	assert_ok(withdraw(store, mended, "a mistake", "2024-07-06", &done, &err), &err);
	given_assert_number(store, PLAN_FINDINGS, 1);
	assert_true(done.findings_new >= 1);
}

static void sources_are_compared_anew(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct record_withdrawal done;
	deliver(store, "2024-07-01", (struct given_row)FORWARDS("a1"));
	struct given_row other = BACKWARDS("a1");
	int64_t number = given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-02", .rows = &other,
		.row_count = 1 }, NULL);
	given_assert_number(store, "SELECT count(*) FROM record_finding"
	                           " WHERE rule = 'source.differs' AND known_to IS NULL", 1);
	assert_ok(withdraw(store, number, "a mistake", "2024-07-03", &done, &err), &err);
	given_assert_number(store, "SELECT count(*) FROM record_finding"
	                           " WHERE rule = 'source.differs' AND known_to IS NULL", 0);
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_delivery_alone_takes_its_rows_along),
		SQLITE_TEST(a_row_that_another_delivery_said_too_stays),
		SQLITE_TEST(what_can_not_be_withdrawn_says_why),
		SQLITE_TEST(the_rules_are_run_anew),
		SQLITE_TEST(sources_are_compared_anew),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
