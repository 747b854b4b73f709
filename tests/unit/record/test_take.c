#include "given.h"

#include <stdio.h>

#include "base/date.h"


#define REFERRAL(who, day, nfa)                                                           \
	{ .type = RECORD_REFERRAL, .child = who,                                          \
	  .fields = { { REFERRAL_RECEIVED, day }, { REFERRAL_NO_FURTHER_ACTION, nfa } } }

static void rows_of_a_first_delivery_are_added(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){
			   .source = RECORD_SOURCE_CIN, .known_from = "2024-05-01",
			   GIVEN(REFERRAL("a1", "2024-01-10", "0"),
	                         REFERRAL("a1", "2024-03-10", "1"),
	                         REFERRAL("b2", "2024-02-10", "0")) },
	           &summary);
	const struct record_count *count = &summary.of[RECORD_REFERRAL];
	assert_int_equal(count->rows, 3);
	assert_int_equal(count->added, 3);
	assert_int_equal(count->changed + count->ended + count->unchanged + count->repeated, 0);
	assert_int_equal(summary.children_added, 2);

	auto_arena arena = { 0 };
	struct record_case of_a1 = given_case(store, "a1", 0, &arena);
	assert_int_equal(of_a1.of[RECORD_REFERRAL].count, 2);
	const struct record *first = &of_a1.of[RECORD_REFERRAL].items[0];
	assert_int_equal(first->row_number, 2);
	assert_int_equal(first->values[REFERRAL_RECEIVED].number, given_day("2024-01-10"));
	assert_true(first->values[REFERRAL_NO_FURTHER_ACTION].is_given);
	assert_int_equal(first->values[REFERRAL_NO_FURTHER_ACTION].number, 0);
	assert_false(first->values[REFERRAL_CLOSED].is_given);
}

static void a_later_delivery_stores_only_what_is_new(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     GIVEN(REFERRAL("a1", "2024-01-10", "0"),
	                                           REFERRAL("a1", "2024-03-10", "1")) },
	           NULL);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-06-01",
	                                     GIVEN(REFERRAL(" a1 ", "2024-01-10", "0"),
	                                           REFERRAL("a1", "2024-03-10", "0"),
	                                           REFERRAL("a1", "2024-04-10", "1")) },
	           &summary);
	const struct record_count *count = &summary.of[RECORD_REFERRAL];
	assert_int_equal(count->unchanged, 1);
	assert_int_equal(count->changed, 1);
	assert_int_equal(count->added, 1);
	assert_int_equal(summary.children_added, 0);
	given_assert_number(store, "SELECT count(*) FROM record_referral", 4);
	given_assert_number(store, "SELECT count(*) FROM record_referral WHERE known_to IS NULL",
	                    3);
}

static void sources_are_kept_apart_and_speak_of_one_event(void **state)
{
	struct store *store = *state;
	static const enum record_source_kind KINDS[] = { RECORD_SOURCE_CIN,
		                                         RECORD_SOURCE_ANNEX_A };
	for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
		struct record_summary summary;
		given_take(store,
		           &(struct given_delivery){ .source = KINDS[i],
		                                     .known_from = "2024-05-01",
		                                     GIVEN(REFERRAL("a1", "2024-01-10", "0")) },
		           &summary);
		assert_int_equal(summary.of[RECORD_REFERRAL].added, 1);
	}
	given_assert_number(store, "SELECT count(DISTINCT identity) FROM record_referral", 2);
	given_assert_number(store, "SELECT count(DISTINCT event) FROM record_referral", 1);
}

static void a_row_said_twice_is_taken_once(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     GIVEN(REFERRAL("a1", "2024-01-10", "0"),
	                                           REFERRAL("a1", "2024-01-10", "1"),
	                                           REFERRAL("a1", "2024-01-10", "0"),
	                                           REFERRAL("a1", "2024-01-10", "1")) },
	           &summary);
	const struct record_count *count = &summary.of[RECORD_REFERRAL];
	assert_int_equal(count->rows, 4);
	assert_int_equal(count->added, 2);
	assert_int_equal(count->repeated, 2);
	given_assert_number(store, "SELECT count(DISTINCT event) FROM record_referral", 2);
}

static void rows_with_keys_of_their_own_are_two_events_of_one_day(void **state)
{
	struct store *store = *state;
	const struct given_row rows[] = {
		{ .type = RECORD_VISIT, .child = "a1",
		  .fields = { { VISIT_HELD, "2024-01-10" }, { VISIT_SOURCE_ROW, "v1" } } },
		{ .type = RECORD_VISIT, .child = "a1",
		  .fields = { { VISIT_HELD, "2024-01-10" }, { VISIT_SOURCE_ROW, "v2" } } },
	};
	struct given_delivery delivery = { .source = RECORD_SOURCE_SSD,
		                           .known_from = "2024-05-01",
		                           .rows = rows, .row_count = 2 };
	struct record_summary summary;
	given_take(store, &delivery, &summary);
	assert_int_equal(summary.of[RECORD_VISIT].added, 2);
	given_assert_number(store, "SELECT count(DISTINCT event) FROM record_visit", 2);
	given_take(store, &delivery, &summary);
	assert_int_equal(summary.of[RECORD_VISIT].unchanged, 2);
}

static void a_row_with_a_key_of_its_own_keeps_its_identity_when_its_date_is_mended(void **state)
{
	struct store *store = *state;
	struct given_row row = { .type = RECORD_VISIT, .child = "a1",
		                 .fields = { { VISIT_HELD, "2024-01-10" },
		                             { VISIT_SOURCE_ROW, "v1" } } };
	struct given_delivery delivery = { .source = RECORD_SOURCE_SSD,
		                           .known_from = "2024-05-01",
		                           .rows = &row, .row_count = 1 };
	struct record_summary summary;
	given_take(store, &delivery, &summary);
	row.fields[0].text = "2024-01-11";
	given_take(store, &delivery, &summary);
	assert_int_equal(summary.of[RECORD_VISIT].changed, 1);
	given_assert_number(store, "SELECT count(DISTINCT identity) FROM record_visit", 1);
	given_assert_number(store, "SELECT count(DISTINCT event) FROM record_visit", 2);
}

static void a_child_has_one_person_record_and_the_last_said_counts(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	const struct given_delivery delivery = {
		.source = RECORD_SOURCE_903, .known_from = "2024-05-01",
		GIVEN({ .type = RECORD_PERSON, .child = "a1", .fields = { { PERSON_SEX, "M" } } },
		      { .type = RECORD_PERSON, .child = "a1", .fields = { { PERSON_SEX, "F" } } })
	};
	given_take(store, &delivery, &summary);
	assert_int_equal(summary.of[RECORD_PERSON].added, 1);
	assert_int_equal(summary.of[RECORD_PERSON].repeated, 1);
	given_assert_number(store, "SELECT count(*) FROM record_person", 1);
	given_assert_number(store, "SELECT count(*) FROM record_person WHERE sex = 'F'", 1);
}

static void a_child_row_without_an_identifier_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	auto_transaction change = { 0 };
	auto_record_take take = NULL;
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	const struct record_delivery what = {
		.delivery_id = given_delivery_number(store->db, "2024-05-01"),
		.source = { .authority = STR(GIVEN_AUTHORITY), .kind = RECORD_SOURCE_CIN },
		.act = given_act("2024-05-01"),
		.known_from = given_act("2024-05-01").at,
		.reference_day = DATE_NONE,
	};
	assert_ok(record_take_begin(store->db, given_keys(), &what, &take, &err), &err);
	struct record_row row;
	record_row_start(&row, RECORD_REFERRAL, STR("  "), 7);
	assert_int_equal(record_take_row(take, &row, &err), E_INPUT);
	assert_says(&err, "row 7: Referral: the child's identifier is missing");
	/* A team is of no child. */
	record_row_start(&row, RECORD_TEAM, STR(""), 8);
	record_set_text(&row, TEAM_TEAM, STR("North"));
	row.extra = STR("{\"manager\":\"J. Smith\"}");
	assert_ok(record_take_row(take, &row, &err), &err);
	given_assert_number(store, "SELECT child_id FROM record_team", 0);
	given_assert_number(store, "SELECT count(*) FROM record_team WHERE extra LIKE '%Smith%'",
	                    0);
}

/* What many rows say is compared with what was loaded at once, what few say with what is
 * looked up for each: the counts are the same. */
static void many_rows_are_taken_as_few_are(void **state)
{
	enum { MANY = 700, CHANGED = 5, GONE = 7, NEW = 30 };
	static struct given_row rows[MANY + NEW + 1];
	static char names[MANY + NEW][8];
	struct given_delivery said = { .source = RECORD_SOURCE_SSD, .known_from = "2024-05-01",
		                       .rows = rows, .row_count = MANY,
		                       COVERING({ .type = RECORD_REFERRAL,
		                                  .kind = RECORD_COVERS_ALL }) };
	struct record_summary summary;
	const struct record_count *count = &summary.of[RECORD_REFERRAL];
	for (int i = 0; i < MANY + NEW; i++) {
		snprintf(names[i], sizeof(names[i]), "c%d", i / 2);
		rows[i] = (struct given_row){
			.type = RECORD_REFERRAL, .child = names[i],
			.fields = { { REFERRAL_RECEIVED, i % 2 ? "2024-01-10" : "2024-02-10" } } };
	}
	given_take(*state, &said, &summary);
	assert_int_equal(count->added, MANY);

	size_t left = 0;
	int64_t gone = 0, changed = 0;
	for (int i = 0; i < MANY + NEW; i++) {
		if (i < MANY && i % GONE == 0) {
			gone++;
			continue;
		}
		rows[left] = rows[i];
		if (i < MANY && i % CHANGED == 0) {
			rows[left].fields[1] = (struct given_field){ REFERRAL_CLOSED,
				                                     "2024-03-10" };
			changed++;
		}
		left++;
	}
	rows[left] = rows[left / 2]; /* once more */
	said.known_from = "2024-05-02";
	said.row_count = left + 1;
	given_take(*state, &said, &summary);
	assert_int_equal(count->added, NEW);
	assert_int_equal(count->changed, changed);
	assert_int_equal(count->ended, gone);
	assert_int_equal(count->repeated, 1);
	assert_int_equal(count->unchanged, MANY - gone - changed);
	given_assert_number(*state,
	                    "SELECT count(*) FROM record_referral WHERE known_to IS NULL",
	                    MANY - gone + NEW);
	given_assert_number(*state,
	                    "SELECT count(*) FROM record_referral WHERE known_to IS NULL "
	                    "AND closed IS NOT NULL", changed);

	said.known_from = "2024-05-03";
	given_take(*state, &said, &summary);
	assert_int_equal(count->unchanged, MANY - gone + NEW);
	assert_int_equal(count->added + count->changed + count->ended, 0);
}

static void nothing_becomes_known_before_what_is_known(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                            .known_from = "2024-05-01" },
	           NULL);
	auto_transaction change = { 0 };
	auto_record_take take = NULL;
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	struct record_delivery what = {
		.delivery_id = given_delivery_number(store->db, "2024-06-01"),
		.source = { .authority = STR(GIVEN_AUTHORITY), .kind = RECORD_SOURCE_SSD },
		.act = given_act("2024-06-01"),
		.known_from = given_act("2024-04-30").at,
		.reference_day = DATE_NONE,
	};
	assert_int_equal(record_take_begin(store->db, given_keys(), &what, &take, &err), E_INPUT);
	assert_says(&err, "2024-05-01T12:00:00Z");
	/* Another authority has a clock of its own. */
	what.source.authority = STR("Sutton");
	assert_ok(record_take_begin(store->db, given_keys(), &what, &take, &err), &err);
}

static void another_key_file_is_noticed(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     GIVEN(REFERRAL("a1", "2024-01-10", "0")) },
	           NULL);
	given_keys_close();
	auto_transaction change = { 0 };
	auto_record_take take = NULL;
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	const struct record_delivery what = {
		.delivery_id = given_delivery_number(store->db, "2024-06-01"),
		.source = { .authority = STR(GIVEN_AUTHORITY), .kind = RECORD_SOURCE_CIN },
		.act = given_act("2024-06-01"),
		.known_from = given_act("2024-06-01").at,
		.reference_day = DATE_NONE,
	};
	assert_int_equal(record_take_begin(store->db, given_keys(), &what, &take, &err),
	                 E_CONFLICT);
	assert_says(&err, "outturn.key");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(rows_of_a_first_delivery_are_added),
		STORE_TESTS(a_later_delivery_stores_only_what_is_new),
		STORE_TESTS(sources_are_kept_apart_and_speak_of_one_event),
		STORE_TESTS(a_row_said_twice_is_taken_once),
		STORE_TESTS(rows_with_keys_of_their_own_are_two_events_of_one_day),
		STORE_TESTS(
			a_row_with_a_key_of_its_own_keeps_its_identity_when_its_date_is_mended),
		STORE_TESTS(a_child_has_one_person_record_and_the_last_said_counts),
		STORE_TESTS(a_child_row_without_an_identifier_is_refused),
		STORE_TESTS(many_rows_are_taken_as_few_are),
		STORE_TESTS(nothing_becomes_known_before_what_is_known),
		STORE_TESTS(another_key_file_is_noticed),
	};
	store_find_server();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
