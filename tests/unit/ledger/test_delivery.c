#include "../store.h"

#include "base/date.h"
#include "base/hash.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"

static struct delivery sample(char hash[HASH_TEXT_BYTES], struct str bytes)
{
	return (struct delivery){
		.authority = STR("Bracknell Forest"),
		.file = STR("C:\\figures\\2013/q3.csv"),
		.sha256 = str_of(hash_print(bytes, hash)),
		.kind = STR("scorecard"),
		.as_at = 16070, /* 2013-12-31 */
		.received = { .who = STR("ann"), .at = store_now() },
		.row_count = 40,
	};
}

static int64_t record(struct db *db, const struct delivery *what)
{
	struct err err = { 0 };
	int64_t id = 0;
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(delivery_record(db, what, &id, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return id;
}

static void a_delivery_comes_back_without_folders(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("q3"));
	struct delivery got;
	int64_t id = record(store->db, &sent);
	assert_ok(delivery_load(store->db, id, &arena, &got, &err), &err);
	assert_int_equal(got.id, id);
	assert_text(got.authority, "Bracknell Forest");
	assert_text(got.file, "q3.csv");
	assert_text(got.sha256, hash);
	assert_text(got.kind, "scorecard");
	assert_int_equal(got.as_at, 16070);
	assert_text(got.received.who, "ann");
	assert_int_equal(got.received.at.utc_seconds, store_now().utc_seconds);
	assert_int_equal(got.row_count, 40);
}

static void an_unknown_delivery_is_missing(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct delivery got;
	assert_int_equal(delivery_load(store->db, 7, &arena, &got, &err), E_MISSING);
	assert_string_equal(err.text, "delivery 7: there is no such delivery");
}

static void the_same_file_twice_is_recognised(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("q3"));
	struct delivery got;
	int64_t id = record(store->db, &sent);
	assert_ok(delivery_find_by_hash(store->db, sent.authority, sent.sha256, &arena, &got, &err),
	          &err);
	assert_int_equal(got.id, id);

	sent.file = STR("copy of q3.csv");
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_int_equal(delivery_record(store->db, &sent, &id, &err), E_CONFLICT);
	assert_string_equal(err.text, "'copy of q3.csv' was delivered before, as 'q3.csv' at "
	                              "2013-12-31T09:30:00Z by ann (delivery 1)");
}

static void two_authorities_may_deliver_the_same_file(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("england"));
	struct delivery got;
	record(store->db, &sent);
	sent.authority = STR("Merton");
	assert_int_equal(delivery_find_by_hash(store->db, sent.authority, sent.sha256, &arena, &got,
	                                       &err), E_MISSING);
	assert_int_equal(record(store->db, &sent), 2);
}

static void deliveries_are_listed_in_the_order_they_came(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	static const char *const BYTES[] = { "a", "b", "c" };
	for (size_t i = 0; i < COUNT_OF(BYTES); i++) {
		char hash[HASH_TEXT_BYTES];
		struct delivery sent = sample(hash, str_of(BYTES[i]));
		sent.as_at = DATE_NONE;
		record(store->db, &sent);
	}
	struct delivery_list list = { 0 };
	assert_ok(delivery_list(store->db, 1, 10, &arena, &list, &err), &err);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].id, 2);
	assert_int_equal(list.items[1].id, 3);
	assert_int_equal(list.items[1].as_at, DATE_NONE);
	assert_ok(delivery_list(store->db, 3, 10, &arena, &list, &err), &err);
	assert_int_equal(list.count, 0);
}

static void a_delivery_leaves_an_audit_entry(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("q3"));
	record(store->db, &sent);
	struct audit_list list = { 0 };
	assert_ok(audit_list(store->db, 0, 10, &arena, &list, &err), &err);
	assert_int_equal(list.count, 1);
	assert_text(list.items[0].action, "delivery.record");
	assert_text(list.items[0].subject, "delivery 1");
	assert_text(list.items[0].detail,
	            arena_format(&arena, "scorecard 'q3.csv', sha256 %s, 40 rows, "
	                         "as at 2013-12-31, of 'Bracknell Forest'", hash).ptr);
}

static void a_delivery_outside_a_write_transaction_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("q3"));
	int64_t id = 0;
	assert_int_equal(delivery_record(store->db, &sent, &id, &err), E_STORE);
	assert_int_equal(id, 0);
}

/* Three findings of rising severity. */
static struct finding_list three_findings(struct arena *arena)
{
	struct finding_list list = { .arena = arena };
	finding_add(&list, (struct finding){ .rule = "column.unknown", .severity = FINDING_NOTE },
	            "column 'colour' is kept but not read");
	finding_add(&list, (struct finding){ .rule = "value.changed", .severity = FINDING_WARNING,
	                                     .row = 3, .subject = STR("NI59") },
	            "ten times last quarter's");
	finding_add(&list, (struct finding){ .rule = "value.unread", .severity = FINDING_ERROR,
	                                     .row = 7, .column = STR("current_value"),
	                                     .subject = STR("NI60") },
	            "'%s' is no figure", "n/k \302\243");
	return list;
}

static int64_t record_with_findings(struct db *db, struct arena *arena)
{
	struct err err = { 0 };
	char hash[HASH_TEXT_BYTES];
	struct delivery sent = sample(hash, STR("q3"));
	struct finding_list list = three_findings(arena);
	int64_t id = 0;
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(delivery_record(db, &sent, &id, &err), &err);
	assert_ok(finding_store(db, id, &list, &sent.received, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return id;
}

static void findings_come_back_with_the_name_of_their_file(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	const struct finding_filter all = { record_with_findings(store->db, &arena), FINDING_NOTE,
		                            { 0 } };
	struct finding_list list = { .arena = &arena };
	assert_ok(finding_list_by_delivery(store->db, &all, &list, &err), &err);
	assert_int_equal(list.count, 3);
	const struct finding *last = &list.items[2];
	assert_string_equal(last->rule, "value.unread");
	assert_int_equal(last->severity, FINDING_ERROR);
	assert_text(last->file, "q3.csv");
	assert_int_equal(last->row, 7);
	assert_text(last->column, "current_value");
	assert_text(last->subject, "NI60");
	assert_text(last->message, "'n/k \302\243' is no figure");
}

static void findings_can_be_chosen_by_severity_and_rule(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct finding_filter filter = { record_with_findings(store->db, &arena), FINDING_WARNING,
		                         { 0 } };
	struct finding_list severe = { .arena = &arena };
	assert_ok(finding_list_by_delivery(store->db, &filter, &severe, &err), &err);
	assert_int_equal(severe.count, 2);
	filter.rule = STR("value.changed");
	struct finding_list changed = { .arena = &arena };
	assert_ok(finding_list_by_delivery(store->db, &filter, &changed, &err), &err);
	assert_int_equal(changed.count, 1);
	filter.delivery_id++;
	struct finding_list others = { .arena = &arena };
	assert_ok(finding_list_by_delivery(store->db, &filter, &others, &err), &err);
	assert_int_equal(others.count, 0);
}

static void findings_leave_one_audit_entry_that_counts_them(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	record_with_findings(store->db, &arena);
	struct audit_list list = { 0 };
	assert_ok(audit_list(store->db, 1, 10, &arena, &list, &err), &err);
	assert_int_equal(list.count, 1);
	assert_text(list.items[0].action, "finding.store");
	assert_text(list.items[0].detail, "3 findings: 1 error, 1 warning, 1 note");
}

static void findings_of_no_delivery_are_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct finding_list list = three_findings(&arena);
	const struct act act = { .who = STR("ann"), .at = store_now() };
	auto_transaction change = { 0 };
	assert_int_equal(finding_store(store->db, 7, &list, &act, &err), E_STORE);
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_int_equal(finding_store(store->db, 7, &list, &act, &err), E_CONFLICT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_delivery_comes_back_without_folders),
		STORE_TESTS(an_unknown_delivery_is_missing),
		STORE_TESTS(the_same_file_twice_is_recognised),
		STORE_TESTS(two_authorities_may_deliver_the_same_file),
		STORE_TESTS(deliveries_are_listed_in_the_order_they_came),
		STORE_TESTS(a_delivery_leaves_an_audit_entry),
		STORE_TESTS(a_delivery_outside_a_write_transaction_is_refused),
		STORE_TESTS(findings_come_back_with_the_name_of_their_file),
		STORE_TESTS(findings_can_be_chosen_by_severity_and_rule),
		STORE_TESTS(findings_leave_one_audit_entry_that_counts_them),
		STORE_TESTS(findings_of_no_delivery_are_refused),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
