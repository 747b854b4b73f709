#include "given.h"

#include <stdio.h>
#include <string.h>

#include "record/compare.h"

#define REFERRAL(who, day)                                                                \
	{ .type = RECORD_REFERRAL, .child = who, .fields = { { REFERRAL_RECEIVED, day } } }
#define PLAN(who, from, to, category)                                                     \
	{ .type = RECORD_PLAN, .child = who,                                              \
	  .fields = { { PLAN_STARTED, from }, { PLAN_INITIAL_CATEGORY, category },        \
		      { PLAN_TEAM, "team of " category }, { PLAN_ENDED, to } } }

/* What was found different, a line each, with the counts of plans. */
struct found {
	char text[2048];
	struct record_comparison of[RECORD_TYPE_COUNT];
};

static enum status note(void *context, const struct record_difference *difference,
                        struct err *err)
{
	struct found *found = context;
	(void)err;
	size_t len = strlen(found->text);
	const struct record_type_spec *spec = record_type_spec(difference->record->type);
	assert_true(difference->child_id > 0);
	assert_int_not_equal(difference->other_source_id, difference->record->source_id);
	snprintf(found->text + len, sizeof(found->text) - len, "%s %s.%s: %s\n",
	         difference->rule, spec->name,
	         difference->field < 0 ? "-" : spec->fields[difference->field].name,
	         difference->message);
	return OK;
}

static void compare(struct store *store, struct found *found)
{
	struct err err = { 0 };
	const struct record_difference_sink sink = { found, note };
	memset(found, 0, sizeof(*found));
	const struct record_question question = { .authority = STR(GIVEN_AUTHORITY),
		                                  .known_at = given_now(store),
		                                  .with_restricted = true };
	assert_ok(record_sources_compare(store->db, &question, &sink, found->of, &err), &err);
}

static void one_source_has_nothing_to_differ_from(void **state)
{
	struct found found;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01")) }, NULL);
	compare(*state, &found);
	assert_string_equal(found.text, "");
}

static void the_same_event_told_alike_is_no_finding(void **state)
{
	struct found found;
	static const enum record_source_kind KINDS[] = { RECORD_SOURCE_CIN, RECORD_SOURCE_SSD };
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		given_take(*state, &(struct given_delivery){
			.source = KINDS[i], .known_from = "2024-07-01",
			GIVEN(PLAN("a1", "2024-02-01", "2024-03-01", "NEG")),
			COVERING({ .type = RECORD_PLAN, .kind = RECORD_COVERS_ALL }) }, NULL);
	compare(*state, &found);
	assert_string_equal(found.text, "");
	assert_int_equal(found.of[RECORD_PLAN].events, 1);
	assert_int_equal(found.of[RECORD_PLAN].shared, 1);
	assert_int_equal(found.of[RECORD_PLAN].differ, 0);
}

static void fields_that_both_give_and_that_differ_are_told(void **state)
{
	struct found found;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
		GIVEN(PLAN("a1", "2024-02-01", "2024-03-01", "NEG"),
		      PLAN("b2", "2024-02-01", NULL, "EMO")) }, NULL);
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(PLAN("a1", "2024-02-01", "2024-03-08", "PHY"),
		      PLAN("b2", "2024-02-01", "2024-04-01", "EMO")) }, NULL);
	compare(*state, &found);
	/* A label is each system's own, and what one leaves out is no difference. */
	assert_string_equal(found.text,
	                    "source.differs plan.ended: end is not what the Standard "
	                    "Safeguarding Dataset says\n"
	                    "source.differs plan.initial_category: initial category of abuse is "
	                    "not what the Standard Safeguarding Dataset says\n");
	assert_int_equal(found.of[RECORD_PLAN].events, 2);
	assert_int_equal(found.of[RECORD_PLAN].shared, 2);
	assert_int_equal(found.of[RECORD_PLAN].differ, 1);
}

static void an_event_that_a_covering_source_does_not_hold_is_told(void **state)
{
	struct found found;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01")),
		COVERING({ .type = RECORD_REFERRAL, .kind = RECORD_COVERS_ALL }) }, NULL);
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-02",
		GIVEN(REFERRAL("a1", "2024-02-02")),
		COVERING({ .type = RECORD_REFERRAL, .kind = RECORD_COVERS_ALL }) }, NULL);
	compare(*state, &found);
	assert_string_equal(found.text,
	                    "source.only_in referral.-: the Standard Safeguarding Dataset says "
	                    "this, the children in need census covers it and does not\n"
	                    "source.only_in referral.-: the children in need census says this, "
	                    "the Standard Safeguarding Dataset covers it and does not: it is "
	                    "not counted\n");
	assert_int_equal(found.of[RECORD_REFERRAL].events, 2);
	assert_int_equal(found.of[RECORD_REFERRAL].shared, 0);
	assert_int_equal(found.of[RECORD_REFERRAL].only_in, 2);
	assert_int_equal(found.of[RECORD_REFERRAL].denied, 1);
}

/* A row of one type, from the dataset and from SSDA903, each covering all of it. */
static void tell_both(struct store *store, const struct given_row *ssd, const struct given_row *care)
{
	const struct record_coverage all = { .type = ssd->type, .kind = RECORD_COVERS_ALL };
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_SSD,
		                                    .known_from = "2024-07-01", .rows = ssd,
		                                    .row_count = 1, .coverage = &all,
		                                    .coverage_count = 1 }, NULL);
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_903,
		                                    .known_from = "2024-07-01", .rows = care,
		                                    .row_count = 1, .coverage = &all,
		                                    .coverage_count = 1 }, NULL);
}

static void what_one_source_cannot_say_keeps_no_events_apart(void **state)
{
	static const struct given_row SSD[] = {
		{ .type = RECORD_CARE_REVIEW, .child = "a1",
		  .fields = { { CARE_REVIEW_HELD, "2024-02-01" }, { CARE_REVIEW_DUE, "2024-01-20" },
		              { CARE_REVIEW_SOURCE_ROW, "k1" } } },
		{ .type = RECORD_ALLOCATION, .child = "a1",
		  .fields = { { ALLOCATION_WORKER, "w1" }, { ALLOCATION_ROLE, "Social worker" },
		              { ALLOCATION_STARTED, "2024-02-01" },
		              { ALLOCATION_SOURCE_ROW, "k2" } } },
		{ .type = RECORD_MISSING, .child = "a1",
		  .fields = { { MISSING_KIND, "M" }, { MISSING_STARTED, "2024-07-01T00:30:00+01:00" },
		              { MISSING_ENDED, "2024-07-01T23:10:00+01:00" },
		              { MISSING_SOURCE_ROW, "k3" } } },
		{ .type = RECORD_PREVIOUS_PERMANENCE, .child = "a1",
		  .fields = { { PREVIOUS_PERMANENCE_OPTION, "P2" },
		              { PREVIOUS_PERMANENCE_ORDERED, "2021-05-12" },
		              { PREVIOUS_PERMANENCE_SOURCE_ROW, "k4" } } },
	};
	static const struct given_row CARE[] = {
		{ .type = RECORD_CARE_REVIEW, .child = "a1",
		  .fields = { { CARE_REVIEW_HELD, "2024-02-01" } } },
		{ .type = RECORD_ALLOCATION, .child = "a1",
		  .fields = { { ALLOCATION_WORKER, "w1" }, { ALLOCATION_STARTED, "2024-02-01" } } },
		{ .type = RECORD_MISSING, .child = "a1",
		  .fields = { { MISSING_KIND, "M" }, { MISSING_STARTED, "2024-07-01T00:00:00+01:00" },
		              { MISSING_ENDED, "2024-07-01T00:00:00+01:00" } } },
		{ .type = RECORD_PREVIOUS_PERMANENCE, .child = "a1",
		  .fields = { { PREVIOUS_PERMANENCE_OPTION, "P2" },
		              { PREVIOUS_PERMANENCE_ORDERED, "2021-05-ZZ" } } },
	};
	struct found found;
	for (size_t i = 0; i < COUNT_OF(SSD); i++)
		tell_both(*state, &SSD[i], &CARE[i]);
	compare(*state, &found);
	assert_string_equal(found.text, "");
	for (size_t i = 0; i < COUNT_OF(SSD); i++)
		assert_int_equal(found.of[SSD[i].type].shared, 1);
}

static void times_of_a_day_are_compared_where_both_say_them(void **state)
{
	static const struct given_row TOLD[] = {
		{ .type = RECORD_MISSING, .child = "a1",
		  .fields = { { MISSING_KIND, "M" }, { MISSING_STARTED, "2024-07-01T20:30:00+01:00" },
		              { MISSING_ENDED, "2024-07-01T23:10:00+01:00" } } },
		{ .type = RECORD_MISSING, .child = "a1",
		  .fields = { { MISSING_KIND, "M" }, { MISSING_STARTED, "2024-07-01T20:30:00+01:00" },
		              { MISSING_ENDED, "2024-07-01T22:10:00+01:00" } } },
	};
	struct found found;
	tell_both(*state, &TOLD[0], &TOLD[1]);
	compare(*state, &found);
	assert_string_equal(found.text, "source.differs missing.ended: end is not what the Standard "
	                                "Safeguarding Dataset says\n");
}

/* Due alone is a review that was not held, and there may be several. */
static void what_tells_events_of_one_child_apart_is_kept(void **state)
{
	struct found found;
#define REVIEW(on, due)                                                                   \
	{ .type = RECORD_CARE_REVIEW, .child = "a1",                                      \
	  .fields = { { CARE_REVIEW_HELD, on }, { CARE_REVIEW_DUE, due } } }
#define ALLOCATED(as)                                                                     \
	{ .type = RECORD_ALLOCATION, .child = "a1",                                       \
	  .fields = { { ALLOCATION_WORKER, "w1" }, { ALLOCATION_ROLE, as },               \
		      { ALLOCATION_STARTED, "2024-02-01" } } }
	struct record_summary summary;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_EXTRACT, .name = "mosaic", .known_from = "2024-07-01",
		GIVEN(REVIEW("", "2024-03-01"), REVIEW("", "2024-09-01"), REVIEW("2024-02-01", ""),
		      ALLOCATED("Social worker"), ALLOCATED("Personal adviser")) }, &summary);
#undef REVIEW
#undef ALLOCATED
	assert_int_equal(summary.of[RECORD_CARE_REVIEW].added, 3);
	assert_int_equal(summary.of[RECORD_ALLOCATION].added, 2);
	assert_int_equal(summary.findings_new, 0);
	given_assert_number(*state, "SELECT count(DISTINCT event) FROM record_care_review", 3);
	given_assert_number(*state, "SELECT count(DISTINCT event) FROM record_allocation", 2);
	compare(*state, &found);
}

static void silence_denies_nothing_that_a_source_has_no_place_for(void **state)
{
	struct found found;
	const struct record_coverage all = { .type = RECORD_VISIT, .kind = RECORD_COVERS_ALL };
#define VISITED(how, on)                                                                  \
	{ .type = RECORD_VISIT, .child = "a1",                                            \
	  .fields = { { VISIT_KIND, how }, { VISIT_HELD, on } } }
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01", .coverage = &all,
		.coverage_count = 1, GIVEN(VISITED("care", "2024-02-01")) }, NULL);
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_ANNEX_A, .known_from = "2024-07-01",
		GIVEN(VISITED("care", "2024-02-02"), VISITED("reviewing_officer", "2024-02-03")) },
		NULL);
#undef VISITED
	compare(*state, &found);
	assert_string_equal(found.text,
	                    "source.only_in visit.-: the Annex A says this, the Standard "
	                    "Safeguarding Dataset covers it and does not: it is not counted\n");
}

static void what_nobody_else_covers_is_no_finding(void **state)
{
	struct found found;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01")) }, NULL);
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-02")) }, NULL);
	compare(*state, &found);
	assert_string_equal(found.text, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SQLITE_TEST(one_source_has_nothing_to_differ_from),
		SQLITE_TEST(the_same_event_told_alike_is_no_finding),
		SQLITE_TEST(fields_that_both_give_and_that_differ_are_told),
		SQLITE_TEST(an_event_that_a_covering_source_does_not_hold_is_told),
		SQLITE_TEST(what_one_source_cannot_say_keeps_no_events_apart),
		SQLITE_TEST(times_of_a_day_are_compared_where_both_say_them),
		SQLITE_TEST(what_tells_events_of_one_child_apart_is_kept),
		SQLITE_TEST(silence_denies_nothing_that_a_source_has_no_place_for),
		SQLITE_TEST(what_nobody_else_covers_is_no_finding),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
