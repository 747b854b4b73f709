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
	assert_ok(record_sources_compare(store->db, STR(GIVEN_AUTHORITY), given_now(store), &sink,
	                                 found->of, &err), &err);
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
		SQLITE_TEST(what_nobody_else_covers_is_no_finding),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
