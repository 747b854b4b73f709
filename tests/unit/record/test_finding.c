/* Findings have known time of their own: raised, repeated, solved, and sent to whoever
 * can mend them. */
#include "given.h"

#define BAD_REFERRAL(who, text)                                                           \
	{ .type = RECORD_REFERRAL, .child = who,                                          \
	  .fields = { { REFERRAL_RECEIVED, "2024-01-10" } },                              \
	  .doubt_rule = "cell.date", .doubt_field = REFERRAL_CLOSED, .doubt_text = text }
#define GOOD_REFERRAL(who)                                                                \
	{ .type = RECORD_REFERRAL, .child = who,                                          \
	  .fields = { { REFERRAL_RECEIVED, "2024-01-10" },                                \
	              { REFERRAL_CLOSED, "2024-02-10" } } }

#define OPEN_DOUBTS                                                                       \
	"SELECT count(*) FROM record_finding WHERE rule = 'cell.date' AND known_to IS NULL"

static struct record_summary deliver(struct store *store, const char *day,
                                     const struct given_row *rows, size_t count)
{
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = day,
	                                     .rows = rows, .row_count = count },
	           &summary);
	return summary;
}

static void a_doubt_is_about_its_row_and_field(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { GOOD_REFERRAL("a1"), BAD_REFERRAL("b2", "31/02/24") };
	struct record_summary summary = deliver(store, "2024-05-01", rows, 2);
	assert_true(summary.findings_new >= 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding JOIN record_referral"
	                    " ON record_referral.identity = record_finding.identity"
	                    " WHERE rule = 'cell.date' AND field = 'closed'"
	                    " AND type = 'referral' AND record_finding.row_number = 3"
	                    " AND record_finding.child_id = 2", 1);
}

static void what_stood_in_the_cell_is_kept_as_a_secret_of_the_child(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { BAD_REFERRAL("b2", "Anna 31/02/24") };
	deliver(store, "2024-05-01", rows, 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding WHERE value IS NOT NULL"
	                    " AND value NOT LIKE '%Anna%' AND rule = 'cell.date'", 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding WHERE message LIKE '%Anna%'", 0);
}

static void a_doubt_given_again_is_not_new(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { BAD_REFERRAL("a1", "31/02/24") };
	deliver(store, "2024-05-01", rows, 1);
	struct record_summary summary = deliver(store, "2024-05-02", rows, 1);
	assert_int_equal(summary.findings_new, 0);
	assert_int_equal(summary.findings_solved, 0);
	given_assert_number(store, OPEN_DOUBTS, 1);
}

static void a_doubt_is_solved_when_its_row_comes_without_it(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { BAD_REFERRAL("a1", "31/02/24"),
		                          BAD_REFERRAL("b2", "31/02/24") };
	deliver(store, "2024-05-01", rows, 2);
	const struct given_row mended[] = { GOOD_REFERRAL("a1") };
	struct record_summary summary = deliver(store, "2024-05-02", mended, 1);
	assert_true(summary.findings_solved >= 1);
	/* b2's did not come, so nothing is known of it. */
	given_assert_number(store, OPEN_DOUBTS, 1);
	given_assert_number(store, OPEN_DOUBTS " AND child_id = 2", 1);
}

static void a_doubt_ends_with_its_row(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { BAD_REFERRAL("a1", "31/02/24") };
	deliver(store, "2024-05-01", rows, 1);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-02",
	                                     COVERING({ .type = RECORD_REFERRAL,
	                                                .kind = RECORD_COVERS_ALL }) },
	           NULL);
	given_assert_number(store, OPEN_DOUBTS, 0);
}

static void another_text_in_the_cell_is_another_doubt(void **state)
{
	struct store *store = *state;
	struct given_row row = BAD_REFERRAL("a1", "31/02/24");
	deliver(store, "2024-05-01", &row, 1);
	row.doubt_text = "30/02/24";
	struct record_summary summary = deliver(store, "2024-05-02", &row, 1);
	assert_int_equal(summary.findings_new, 1);
	assert_int_equal(summary.findings_solved, 1);
}

#define ENDED_FOR_GOOD(rule, text)                                                         \
	{ .type = RECORD_CARE, .child = "a1",                                             \
	  .fields = { { CARE_STARTED, "2024-01-10" }, { CARE_END_REASON, "X1" } },        \
	  .doubt_rule = rule, .doubt_field = CARE_ENDED, .doubt_text = text }
#define OPEN_CONCLUSIONS                                                                  \
	"SELECT count(*) FROM record_finding WHERE known_to IS NULL"                      \
	" AND rule IN ('903.148', '903.388')"

static void no_rule_repeats_what_a_reader_could_not_understand(void **state)
{
	struct store *store = *state;
	const struct given_row bad[] = { ENDED_FOR_GOOD("cell.date", "31/02/24") };
	assert_int_equal(deliver(store, "2024-05-01", bad, 1).findings_new, 1 + 2);
	given_assert_number(store, OPEN_DOUBTS, 1);
	given_assert_number(store, OPEN_CONCLUSIONS, 0);
}

static void what_is_empty_after_it_could_not_be_understood_is_missing(void **state)
{
	struct store *store = *state;
	const struct given_row bad[] = { ENDED_FOR_GOOD("cell.date", "31/02/24") };
	const struct given_row empty[] = { ENDED_FOR_GOOD(NULL, NULL) };
	deliver(store, "2024-05-01", bad, 1);
	deliver(store, "2024-05-02", empty, 1);
	given_assert_number(store, OPEN_DOUBTS, 0);
	given_assert_number(store, OPEN_CONCLUSIONS, 2);
	deliver(store, "2024-05-03", bad, 1);
	given_assert_number(store, OPEN_DOUBTS, 1);
	given_assert_number(store, OPEN_CONCLUSIONS, 0);
}

static void rows_that_could_not_be_taken_have_a_doubt_each(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = {
		{ .type = RECORD_REFERRAL, .child = "", .doubt_rule = "cell.missing",
		  .doubt_field = -1, .doubt_text = "Anna", .is_not_taken = true },
		{ .type = RECORD_REFERRAL, .child = "", .doubt_rule = "cell.missing",
		  .doubt_field = -1, .doubt_text = "Anna", .is_not_taken = true },
	};
	assert_int_equal(deliver(store, "2024-05-01", rows, 2).findings_new, 2);
	/* Nobody could ever have what stood there forgotten. */
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding WHERE child_id = 0"
	                    " AND identity = 0 AND value IS NULL", 2);
	assert_int_equal(deliver(store, "2024-05-02", rows, 2).findings_new, 0);
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-03",
	                                     .rows = rows, .row_count = 1,
	                                     COVERING({ .type = RECORD_REFERRAL,
	                                                .kind = RECORD_COVERS_ALL }) },
	           &summary);
	assert_int_equal(summary.findings_solved, 1);
}

static void a_finding_goes_to_whoever_the_row_names(void **state)
{
	struct store *store = *state;
	struct given_row row = BAD_REFERRAL("a1", "31/02/24");
	row.fields[1] = (struct given_field){ REFERRAL_TEAM, "North" };
	row.fields[2] = (struct given_field){ REFERRAL_WORKER, "W7" };
	deliver(store, "2024-05-01", &row, 1);
	given_assert_number(store, OPEN_DOUBTS " AND team = 'North' AND worker = 'W7'", 1);
}

static void a_finding_goes_to_whoever_has_the_child_now(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = {
		BAD_REFERRAL("a1", "31/02/24"),
		{ .type = RECORD_ALLOCATION, .child = "a1",
		  .fields = { { ALLOCATION_STARTED, "2023-01-01" },
		              { ALLOCATION_ENDED, "2023-12-31" },
		              { ALLOCATION_WORKER, "W1" } } },
		{ .type = RECORD_ALLOCATION, .child = "a1",
		  .fields = { { ALLOCATION_STARTED, "2024-01-01" },
		              { ALLOCATION_TEAM, "South" },
		              { ALLOCATION_WORKER, "W2" } } },
	};
	deliver(store, "2024-05-01", rows, COUNT_OF(rows));
	given_assert_number(store, OPEN_DOUBTS " AND team = 'South' AND worker = 'W2'", 1);
}

static void rules_are_run_over_what_is_known_now(void **state)
{
	struct store *store = *state;
	struct given_row row = { .type = RECORD_PLAN, .child = "a1",
		                 .fields = { { PLAN_STARTED, "2024-02-10" },
		                             { PLAN_ENDED, "2024-01-10" } } };
	struct record_summary before = deliver(store, "2024-05-01", &row, 1);
	assert_true(before.findings_new >= 1);
	row.fields[1].text = "2024-03-10";
	struct record_summary after = deliver(store, "2024-05-02", &row, 1);
	assert_true(after.findings_solved >= 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_finding WHERE known_to IS NOT NULL"
	                    " AND type = 'plan'", after.findings_solved);
}

static void a_child_that_a_delivery_does_not_name_keeps_its_findings(void **state)
{
	struct store *store = *state;
	const struct given_row row = { .type = RECORD_PLAN, .child = "a1",
		                       .fields = { { PLAN_STARTED, "2024-02-10" },
		                                   { PLAN_ENDED, "2024-01-10" } } };
	deliver(store, "2024-05-01", &row, 1);
	const struct given_row other[] = { GOOD_REFERRAL("b2") };
	assert_int_equal(deliver(store, "2024-05-02", other, 1).findings_solved, 0);
}

static void sources_that_differ_are_a_finding_until_they_agree(void **state)
{
	struct store *store = *state;
	struct given_row row = GOOD_REFERRAL("a1");
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_SSD,
	                                     .known_from = "2024-05-01",
	                                     .rows = &row, .row_count = 1 },
	           NULL);
	row.fields[1].text = "2024-02-20";
	deliver(store, "2024-05-02", &row, 1);
	static const char DIFFERENCES[] = "SELECT count(*) FROM record_finding"
	                                  " WHERE rule = 'source.differs' AND known_to IS NULL";
	given_assert_number(store, DIFFERENCES, 1);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_SSD,
	                                     .known_from = "2024-05-03",
	                                     .rows = &row, .row_count = 1 },
	           NULL);
	given_assert_number(store, DIFFERENCES, 0);
}

static void what_was_done_stands_in_the_audit_without_a_child(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = { BAD_REFERRAL("a1-Anna", "31/02/24") };
	deliver(store, "2024-05-01", rows, 1);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE action = 'record.take'", 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM audit WHERE detail LIKE '%1 records added%'"
	                    " AND subject LIKE 'delivery %'", 1);
	given_assert_number(store, "SELECT count(*) FROM audit WHERE detail LIKE '%Anna%'", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_doubt_is_about_its_row_and_field),
		STORE_TESTS(what_stood_in_the_cell_is_kept_as_a_secret_of_the_child),
		STORE_TESTS(a_doubt_given_again_is_not_new),
		STORE_TESTS(a_doubt_is_solved_when_its_row_comes_without_it),
		STORE_TESTS(a_doubt_ends_with_its_row),
		STORE_TESTS(another_text_in_the_cell_is_another_doubt),
		STORE_TESTS(no_rule_repeats_what_a_reader_could_not_understand),
		STORE_TESTS(what_is_empty_after_it_could_not_be_understood_is_missing),
		STORE_TESTS(rows_that_could_not_be_taken_have_a_doubt_each),
		STORE_TESTS(a_finding_goes_to_whoever_the_row_names),
		STORE_TESTS(a_finding_goes_to_whoever_has_the_child_now),
		STORE_TESTS(rules_are_run_over_what_is_known_now),
		STORE_TESTS(a_child_that_a_delivery_does_not_name_keeps_its_findings),
		STORE_TESTS(sources_that_differ_are_a_finding_until_they_agree),
		STORE_TESTS(what_was_done_stands_in_the_audit_without_a_child),
	};
	store_find_server();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
