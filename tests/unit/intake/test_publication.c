#include "taking.h"

#include "intake/neighbours_file.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"

static const char LIST[] = "old_la_code,rank,neighbour,band\n884,1,893,close\n\n"
                           "884,2,860,far\n";

static struct delivery_list deliveries(struct store *store, struct arena *arena)
{
	struct err err = { 0 };
	struct delivery_list list = { 0 };
	assert_ok(delivery_list(store->db, 0, 10, arena, &list, &err), &err);
	return list;
}

static void a_file_is_recorded_with_its_findings(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "groups 2025.csv", LIST);
	finding_add(&t.findings, (struct finding){ .rule = "other.file" }, "of an earlier file");
	struct neighbours_summary s = { .of = t.of };
	assert_ok(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), &t.err);
	assert_false(s.of.is_known);
	assert_int_equal(s.of.rows, 2);
	auto_arena arena = { 0 };
	struct delivery_list list = deliveries(store, &arena);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].id, s.of.delivery);
	assert_text(list.items[0].file, "groups 2025.csv");
	assert_text(list.items[0].kind, "neighbours");
	assert_text(list.items[0].received.who, "ann");
	assert_int_equal(list.items[0].row_count, 2);
	struct finding_list found = { .arena = &arena };
	struct finding_filter filter = { .delivery_id = s.of.delivery, .least = FINDING_NOTE };
	assert_ok(finding_list_by_delivery(store->db, &filter, &found, &t.err), &t.err);
	assert_int_equal(found.count, t.findings.count - 1);
	for (size_t i = 0; i < found.count; i++)
		assert_string_not_equal(found.items[i].rule, "other.file");
}

static void the_same_file_twice_changes_nothing(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	for (int round = 0; round < 2; round++) {
		auto_taking t;
		taking_start_text(&t, store, round ? "again 2021.csv" : "groups 2025.csv", LIST);
		struct neighbours_summary s = { .of = t.of };
		assert_ok(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), &t.err);
		assert_int_equal(s.of.is_known, round);
		assert_int_equal(s.neighbours, round ? 0 : 2);
		if (round)
			assert_text(s.of.earlier.file, "groups 2025.csv");
	}
	assert_int_equal(deliveries(store, &arena).count, 1);
}

static void a_dry_run_tells_and_stores_nothing(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "groups 2025.csv", LIST);
	t.what.is_dry_run = true;
	struct neighbours_summary s = { .of = t.of };
	assert_ok(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), &t.err);
	assert_int_equal(s.neighbours, 2);
	assert_int_equal(deliveries(store, &t.arena).count, 0);
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(t.db, TRANSACTION_WRITE, &change, &t.err), &t.err);
	assert_int_equal(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), E_CONFLICT);
}

static void a_refused_file_leaves_no_trace(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "groups 2025.csv",
	                  "old_la_code,rank,neighbour\n884,1,893\n884,\"2,860\n");
	struct neighbours_summary s = { .of = t.of };
	assert_int_equal(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), E_INPUT);
	assert_says(&t.err, "groups 2025.csv: row 3");
	assert_int_equal(deliveries(store, &t.arena).count, 0);
}

static void a_transaction_that_is_open_is_used(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "groups 2025.csv", LIST);
	struct neighbours_summary s = { .of = t.of };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(t.db, TRANSACTION_WRITE, &change, &t.err), &t.err);
	assert_ok(neighbours_take_file(t.db, &t.what, &s, &t.findings, &t.err), &t.err);
	assert_true(db_is_writing(t.db));
	transaction_rollback(&change);
	assert_int_equal(deliveries(store, &t.arena).count, 0);
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_file_is_recorded_with_its_findings),
		STORE_TESTS(the_same_file_twice_changes_nothing),
		STORE_TESTS(a_dry_run_tells_and_stores_nothing),
		STORE_TESTS(a_refused_file_leaves_no_trace),
		SQLITE_TEST(a_transaction_that_is_open_is_used),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
