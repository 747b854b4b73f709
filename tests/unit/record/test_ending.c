/* What a delivery's silence means, by what it covers. */
#include "given.h"

#include "record/confirm.h"

#define NEED(who, from, to)                                                               \
	{ .type = RECORD_NEED, .child = who,                                              \
	  .fields = { { NEED_STARTED, from }, { NEED_ENDED, to } } }

/* Three children in need before, and a second delivery without two of them. */
static struct record_count second_delivery(struct store *store, struct record_coverage coverage)
{
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     GIVEN(NEED("a1", "2023-01-10", "2023-06-01"),
	                                           NEED("a1", "2023-12-10", ""),
	                                           NEED("b2", "2023-05-10", ""),
	                                           NEED("c3", "2022-01-10", "2022-09-01")) },
	           NULL);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-06-01",
	                                     .coverage = &coverage,
	                                     .coverage_count = 1,
	                                     GIVEN(NEED("a1", "2023-12-10", "")) },
	           &summary);
	assert_int_equal(summary.of[RECORD_NEED].unchanged, 1);
	return summary.of[RECORD_NEED];
}

static struct record_coverage covering(enum record_coverage_kind kind)
{
	return (struct record_coverage){ .type = RECORD_NEED, .kind = kind,
		                         .from = given_day("2023-04-01"),
		                         .to = given_day("2024-03-31") };
}

static void without_coverage_nothing_ends(void **state)
{
	struct store *store = *state;
	assert_int_equal(second_delivery(store, covering(RECORD_COVERS_NOTHING)).ended, 0);
}

static void a_delivery_of_everything_ends_all_it_does_not_have(void **state)
{
	struct store *store = *state;
	assert_int_equal(second_delivery(store, covering(RECORD_COVERS_ALL)).ended, 3);
	given_assert_number(store, "SELECT count(*) FROM record_need WHERE known_to IS NULL", 1);
}

static void a_delivery_of_starts_ends_what_starts_in_its_days(void **state)
{
	struct store *store = *state;
	assert_int_equal(second_delivery(store, covering(RECORD_COVERS_STARTS)).ended, 1);
}

static void a_delivery_of_days_ends_what_runs_in_them(void **state)
{
	struct store *store = *state;
	/* a1's first ran into the days, b2's runs; c3's was over before. */
	assert_int_equal(second_delivery(store, covering(RECORD_COVERS_OVERLAPS)).ended, 2);
}

static void a_delivery_of_children_ends_what_those_it_names_no_longer_have(void **state)
{
	struct store *store = *state;
	assert_int_equal(second_delivery(store, covering(RECORD_COVERS_CHILDREN)).ended, 1);
	given_assert_number(store, "SELECT count(*) FROM record_presence", 1);
}

/* As SSDA903 covers previous permanence: its header names care leavers too. */
static void a_delivery_that_covers_what_it_tells_ends_nothing_of_others(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	const struct record_coverage told = { .type = RECORD_PREVIOUS_PERMANENCE,
		                              .kind = RECORD_COVERS_TOLD };
#define BEFORE(who, option)                                                               \
	{ .type = RECORD_PREVIOUS_PERMANENCE, .child = who,                               \
	  .fields = { { PREVIOUS_PERMANENCE_OPTION, option } } }
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_903,
	                                     .known_from = "2024-06-30",
	                                     .coverage = &told,
	                                     .coverage_count = 1,
	                                     GIVEN(BEFORE("a1", "P1"), BEFORE("b2", "P2"),
	                                           BEFORE("c3", "Z1")) },
	           NULL);
	given_take(store,
	           &(struct given_delivery){
			   .source = RECORD_SOURCE_903,
			   .known_from = "2025-06-30",
			   .coverage = &told,
			   .coverage_count = 1,
			   GIVEN(BEFORE("a1", "P3"),
	                         { .type = RECORD_PERSON, .child = "b2",
	                           .fields = { { PERSON_SEX, "F" } } },
	                         { .type = RECORD_CARE_LEAVER, .child = "b2",
	                           .fields = { { CARE_LEAVER_IN_TOUCH, "YES" } } }) },
	           &summary);
#undef BEFORE
	assert_int_equal(summary.of[RECORD_PREVIOUS_PERMANENCE].added, 1);
	assert_int_equal(summary.of[RECORD_PREVIOUS_PERMANENCE].ended, 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_previous_permanence "
	                    "WHERE option = 'P2' AND known_to IS NULL", 1);
	given_assert_number(store, "SELECT count(*) FROM record_presence", 4);
}

static void another_source_is_left_alone(void **state)
{
	struct store *store = *state;
	const struct record_coverage all = covering(RECORD_COVERS_ALL);
	struct record_summary summary;
	for (int kind = 0; kind < RECORD_SOURCE_KIND_COUNT; kind++)
		given_take(store,
		           &(struct given_delivery){ .source = (enum record_source_kind)kind,
		                                     .known_from = "2024-05-01",
		                                     GIVEN(NEED("a1", "2023-12-10", "")) },
		           NULL);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-02",
	                                     .coverage = &all, .coverage_count = 1 },
	           &summary);
	assert_int_equal(summary.of[RECORD_NEED].ended, 1);
	given_assert_number(store, "SELECT count(*) FROM record_need WHERE known_to IS NULL", 4);
}

static void a_row_without_a_date_ends_when_its_child_is_named_again(void **state)
{
	struct store *store = *state;
	const struct record_coverage days = covering(RECORD_COVERS_STARTS);
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-01",
	                                     GIVEN(NEED("a1", "", ""), NEED("b2", "", "")) },
	           NULL);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-02",
	                                     .coverage = &days, .coverage_count = 1,
	                                     GIVEN(NEED("a1", "2023-12-10", "")) },
	           &summary);
	assert_int_equal(summary.of[RECORD_NEED].added, 1);
	assert_int_equal(summary.of[RECORD_NEED].ended, 1);
}

static void a_row_said_again_outside_the_coverage_is_noted(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	bool is_noted = false;
	second_delivery(store, covering(RECORD_COVERS_NOTHING));
	given_assert_number(store, "SELECT count(*) FROM record_confirmed", 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_confirmed JOIN record_need"
	                    " ON record_need.id = row_id WHERE type = 'need' AND child_id = 1"
	                    " AND ended IS NULL", 1);
	assert_ok(record_is_confirmed(store->db, given_now(store), RECORD_NEED, 2, &is_noted,
	                              &err),
	          &err);
	assert_true(is_noted);
}

static void a_row_that_comes_back_begins_anew(void **state)
{
	struct store *store = *state;
	struct record_summary summary;
	second_delivery(store, covering(RECORD_COVERS_ALL));
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-07-01",
	                                     GIVEN(NEED("b2", "2023-05-10", "")) },
	           &summary);
	assert_int_equal(summary.of[RECORD_NEED].added, 1);
	given_assert_number(store, "SELECT count(*) FROM record_need WHERE child_id = 2", 2);
	given_assert_number(store,
	                    "SELECT count(DISTINCT identity) FROM record_need WHERE child_id = 2",
	                    1);
}

static void moments_are_covered_by_their_own_day(void **state)
{
	struct store *store = *state;
	const struct record_coverage days = { .type = RECORD_MISSING,
		                              .kind = RECORD_COVERS_STARTS,
		                              .from = given_day("2023-07-01"),
		                              .to = given_day("2023-07-31") };
	struct record_summary summary;
	given_take(store,
	           &(struct given_delivery){
			   .source = RECORD_SOURCE_CIN, .known_from = "2024-05-01",
			   GIVEN({ .type = RECORD_MISSING, .child = "a1",
	                           .fields = { { MISSING_STARTED,
	                                         "2023-07-01T00:30:00+01:00" } } },
	                         { .type = RECORD_MISSING, .child = "a1",
	                           .fields = { { MISSING_STARTED,
	                                         "2023-08-01T00:30:00+01:00" } } }) },
	           NULL);
	given_take(store,
	           &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                     .known_from = "2024-05-02",
	                                     .coverage = &days, .coverage_count = 1 },
	           &summary);
	assert_int_equal(summary.of[RECORD_MISSING].ended, 1);
	given_assert_number(store,
	                    "SELECT count(*) FROM record_missing WHERE known_to IS NULL"
	                    " AND started = 1690846200", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(without_coverage_nothing_ends),
		STORE_TESTS(a_delivery_of_everything_ends_all_it_does_not_have),
		STORE_TESTS(a_delivery_of_starts_ends_what_starts_in_its_days),
		STORE_TESTS(a_delivery_of_days_ends_what_runs_in_them),
		STORE_TESTS(a_delivery_of_children_ends_what_those_it_names_no_longer_have),
		STORE_TESTS(a_delivery_that_covers_what_it_tells_ends_nothing_of_others),
		STORE_TESTS(another_source_is_left_alone),
		STORE_TESTS(a_row_without_a_date_ends_when_its_child_is_named_again),
		STORE_TESTS(a_row_said_again_outside_the_coverage_is_noted),
		STORE_TESTS(a_row_that_comes_back_begins_anew),
		STORE_TESTS(moments_are_covered_by_their_own_day),
	};
	store_find_server();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
