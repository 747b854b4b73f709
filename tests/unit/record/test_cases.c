#include "given.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "ledger/setting.h"
#include "record/child.h"
#include "record/known.h"

#define REFERRAL(who, day)                                                                \
	{ .type = RECORD_REFERRAL, .child = who, .fields = { { REFERRAL_RECEIVED, day } } }
#define PLAN(who, from, to)                                                               \
	{ .type = RECORD_PLAN, .child = who,                                              \
	  .fields = { { PLAN_STARTED, from }, { PLAN_ENDED, to } } }
#define PERSON(who)                                                                       \
	{ .type = RECORD_PERSON, .child = who, .fields = { { PERSON_BORN, "2012-01-01" } } }
#define DISABILITY(who, code)                                                             \
	{ .type = RECORD_DISABILITY, .child = who,                                        \
	  .fields = { { DISABILITY_DISABILITY, code } } }
#define WORKER(name)                                                                      \
	{ .type = RECORD_WORKER, .fields = { { WORKER_WORKER, name } } }

/* What a reading hands on, as a text: a line for each child that has records. */
struct seen_cases {
	char text[4096];
	int64_t last_child;
	size_t children;
	size_t fail_at; /* hands E_LIMIT back at this child; 0: never */
};

static void add_text(struct seen_cases *seen, const char *text)
{
	size_t len = strlen(seen->text);
	snprintf(seen->text + len, sizeof(seen->text) - len, "%s", text);
}

static void add_record(struct seen_cases *seen, const struct record *record)
{
	const struct record_type_spec *spec = record_type_spec(record->type);
	char day[DATE_TEXT_BYTES];
	add_text(seen, " ");
	add_text(seen, spec->name);
	if (spec->start >= 0 && record->values[spec->start].is_given) {
		add_text(seen, " ");
		add_text(seen, date_print_iso(record_date(record->type, record->values,
		                                          spec->start), day));
	}
	if (!record->is_counted)
		add_text(seen, " (not counted)");
}

static enum status see_case(void *context, const struct record_case *of_child, struct err *err)
{
	struct seen_cases *seen = context;
	assert_true(seen->children == 0 || of_child->child_id > seen->last_child);
	seen->last_child = of_child->child_id;
	if (++seen->children == seen->fail_at)
		return err_set(err, E_LIMIT, "enough");
	add_text(seen, of_child->child_id ? "child:" : "none:");
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		for (size_t i = 0; i < of_child->of[type].count; i++)
			add_record(seen, &of_child->of[type].items[i]);
	add_text(seen, "\n");
	return OK;
}

static struct record_question now_of(struct store *store)
{
	return (struct record_question){ .authority = STR(GIVEN_AUTHORITY),
		                         .known_at = given_now(store) };
}

static void assert_reads(struct store *store, const struct record_question *question,
                         const char *expected)
{
	struct err err = { 0 };
	struct seen_cases seen = { 0 };
	struct record_case_sink sink = { &seen, see_case };
	assert_ok(record_cases_read(store->db, question, &sink, &err), &err);
	assert_string_equal(seen.text, expected);
}

static int64_t child_id(struct store *store, const char *name)
{
	struct err err = { 0 };
	int64_t id = 0;
	assert_ok(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY), str_of(name), &id,
	                     &err), &err);
	return id;
}

static void restrict_child(struct store *store, const char *name)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	struct act act = given_act("2024-09-01");
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(child_restrict(store->db, child_id(store, name), true, STR("adopted"), &act,
	                         &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void records_come_by_child_type_and_time(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(PLAN("a1", "2024-05-01", NULL), REFERRAL("b2", "2024-03-01"),
		      REFERRAL("a1", "2024-02-01"), PLAN("a1", "2024-01-01", "2024-02-01"),
		      REFERRAL("a1", "2024-01-15"), WORKER("w1")) }, NULL);
	struct record_question question = now_of(store);
	assert_reads(store, &question,
	             "none: worker\n"
	             "child: referral 2024-01-15 referral 2024-02-01 plan 2024-01-01 "
	             "plan 2024-05-01\n"
	             "child: referral 2024-03-01\n");
}

static void a_row_without_a_start_comes_first_and_one_without_an_end_last(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN({ .type = RECORD_ENQUIRY, .child = "a1",
		        .fields = { { ENQUIRY_STARTED, "2024-01-01" },
		                    { ENQUIRY_SOURCE_ROW, "open" } } },
		      { .type = RECORD_ENQUIRY, .child = "a1",
		        .fields = { { ENQUIRY_STARTED, "2024-01-01" },
		                    { ENQUIRY_ENDED, "2024-01-09" },
		                    { ENQUIRY_SOURCE_ROW, "ended" } } },
		      { .type = RECORD_ENQUIRY, .child = "a1",
		        .fields = { { ENQUIRY_SOURCE_ROW, "no start" } } }) }, NULL);
	auto_arena arena = { 0 };
	struct record_case of_child = given_case(store, "a1", 0, &arena);
	const struct record_list *list = &of_child.of[RECORD_ENQUIRY];
	assert_int_equal(list->count, 3);
	assert_false(list->items[0].values[ENQUIRY_STARTED].is_given);
	assert_true(list->items[1].values[ENQUIRY_ENDED].is_given);
	assert_false(list->items[2].values[ENQUIRY_ENDED].is_given);
}

static void a_restricted_child_appears_in_no_list(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01"), REFERRAL("b2", "2024-03-01")) }, NULL);
	restrict_child(store, "a1");
	struct record_question question = now_of(store);
	assert_reads(store, &question, "child: referral 2024-03-01\n");

	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct record_case of_child;
	assert_int_equal(record_case_load(store->db, &question, child_id(store, "a1"), &arena,
	                                  &of_child, &err), E_MISSING);
	question.with_restricted = true;
	assert_reads(store, &question,
	             "child: referral 2024-02-01\nchild: referral 2024-03-01\n");
	assert_ok(record_case_load(store->db, &question, child_id(store, "a1"), &arena, &of_child,
	                           &err), &err);
	assert_true(of_child.is_restricted);
}

static void only_what_was_known_at_the_change_is_read(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01")) }, NULL);
	struct record_question question = now_of(store);
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-08-01",
		GIVEN(REFERRAL("a1", "2024-06-01")) }, NULL);
	assert_reads(store, &question, "child: referral 2024-02-01\n");
	question.known_at = 0;
	assert_reads(store, &question, "");
	question = now_of(store);
	assert_reads(store, &question, "child: referral 2024-02-01 referral 2024-06-01\n");
}

static void the_change_of_an_instant_is_the_last_one_by_then(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct given_delivery delivery = { .source = RECORD_SOURCE_CIN,
		                           .known_from = "2024-07-01",
		                           GIVEN(REFERRAL("a1", "2024-02-01")) };
	given_take(store, &delivery, NULL);
	int64_t first = given_now(store), at = -1;
	delivery.known_from = "2024-08-01";
	given_take(store, &delivery, NULL);
	struct instant then = given_act("2024-07-01").at;
	assert_ok(record_known_at(store->db, STR(GIVEN_AUTHORITY), then, &at, &err), &err);
	assert_int_equal(at, first);
	then.utc_seconds--;
	assert_ok(record_known_at(store->db, STR(GIVEN_AUTHORITY), then, &at, &err), &err);
	assert_int_equal(at, 0);
	assert_ok(record_known_now(store->db, STR("Bury"), &at, &err), &err);
	assert_int_equal(at, 0);
}

/* One row of another authority. */
static void take_of_bury(struct store *store, const struct given_row *given)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	auto_record_take take = NULL;
	struct record_summary summary;
	struct record_row row;
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	struct record_delivery what = {
		.delivery_id = given_delivery_number(store->db, "2024-07-01"),
		.source = { .authority = STR("Bury"), .kind = RECORD_SOURCE_CIN },
		.act = given_act("2024-07-01"),
		.known_from = given_act("2024-07-01").at,
		.reference_day = DATE_NONE,
	};
	assert_ok(record_take_begin(store->db, given_keys(), &what, &take, &err), &err);
	given_fill(&row, given, 2);
	assert_ok(record_take_row(take, &row, &err), &err);
	assert_ok(record_take_finish(take, &summary, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void another_authority_is_not_read(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01"), WORKER("w1")) }, NULL);
	take_of_bury(store, &(struct given_row)REFERRAL("a1", "2024-04-01"));
	take_of_bury(store, &(struct given_row)WORKER("w2"));
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-08-01",
		GIVEN(REFERRAL("b2", "2024-03-01")) }, NULL);
	struct record_question question = now_of(store);
	assert_reads(store, &question,
	             "none: worker\nchild: referral 2024-02-01\nchild: referral 2024-03-01\n");
	question.authority = STR("Bury");
	assert_reads(store, &question, "none: worker\nchild: referral 2024-04-01\n");

	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct record_case of_child;
	assert_int_equal(record_case_load(store->db, &question, child_id(store, "a1"), &arena,
	                                  &of_child, &err), E_MISSING);
}

/* The same two events of a child, by census, Annex A and the Standard Safeguarding
 * Dataset. */
static void tell_by_three(struct store *store)
{
	static const enum record_source_kind KINDS[] = {
		RECORD_SOURCE_CIN, RECORD_SOURCE_ANNEX_A, RECORD_SOURCE_SSD
	};
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		given_take(store, &(struct given_delivery){
			.source = KINDS[i], .known_from = "2024-07-01",
			GIVEN(PERSON("a1"), REFERRAL("a1", "2024-02-01"),
			      PLAN("a1", "2024-03-01", NULL)) }, NULL);
}

static void events_of_three_sources_count_once(void **state)
{
	struct store *store = *state;
	tell_by_three(store);
	struct record_question question = now_of(store);
	assert_reads(store, &question,
	             "child: person 2012-01-01 (not counted) person 2012-01-01 (not counted) "
	             "person 2012-01-01 referral 2024-02-01 (not counted) "
	             "referral 2024-02-01 (not counted) referral 2024-02-01 "
	             "plan 2024-03-01 (not counted) plan 2024-03-01 (not counted) "
	             "plan 2024-03-01\n");
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct record_source_list sources = { 0 };
	assert_ok(record_source_list(store->db, STR(GIVEN_AUTHORITY), &arena, &sources, &err),
	          &err);
	question.source_id = sources.items[sources.count - 1].id;
	assert_reads(store, &question,
	             "child: person 2012-01-01 referral 2024-02-01 plan 2024-03-01\n");
}

static void what_counts_does_not_hang_on_the_types_asked(void **state)
{
	struct store *store = *state;
	bool types[RECORD_TYPE_COUNT] = { [RECORD_DISABILITY] = true };
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
		GIVEN(PERSON("a1"), DISABILITY("a1", "MOB")),
		COVERING({ .type = RECORD_DISABILITY, .kind = RECORD_COVERS_ALL }) }, NULL);
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(PERSON("a1"), DISABILITY("a1", "HEAR"), PERSON("b2"),
		      DISABILITY("b2", "HEAR")) }, NULL);
	struct record_question question = now_of(store);
	question.types = types;
	assert_reads(store, &question,
	             "child: disability disability (not counted)\nchild: disability\n");
}

static void put_order(struct store *store, const char *text, const char *day)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	struct act act = given_act(day);
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(setting_put(store->db, STR("record.source_order " GIVEN_AUTHORITY),
	                      str_of(text), &act, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void the_order_is_a_setting_with_a_history(void **state)
{
	struct store *store = *state;
	bool types[RECORD_TYPE_COUNT] = { [RECORD_PLAN] = true };
	tell_by_three(store);
	put_order(store, "plan: cin", "2024-08-01");
	struct record_question question = now_of(store);
	question.types = types;
	assert_reads(store, &question, "child: plan 2024-03-01 plan 2024-03-01 (not counted) "
	                               "plan 2024-03-01 (not counted)\n");
	struct instant before = given_act("2024-07-31").at;
	question.settings_at = &before;
	assert_reads(store, &question, "child: plan 2024-03-01 (not counted) "
	                               "plan 2024-03-01 (not counted) plan 2024-03-01\n");
}

static void more_children_than_one_batch_are_all_read(void **state)
{
	enum { CHILDREN = 700 };
	struct store *store = *state;
	static struct given_row rows[CHILDREN];
	static char names[CHILDREN][8];
	for (int i = 0; i < CHILDREN; i++) {
		snprintf(names[i], sizeof(names[i]), "c%d", i);
		rows[i] = (struct given_row)REFERRAL(names[i], "2024-02-01");
	}
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
	                                            .known_from = "2024-07-01",
	                                            .rows = rows, .row_count = CHILDREN }, NULL);
	struct err err = { 0 };
	struct record_question question = now_of(store);
	struct seen_cases seen = { 0 };
	struct record_case_sink sink = { &seen, see_case };
	assert_ok(record_cases_read(store->db, &question, &sink, &err), &err);
	assert_int_equal(seen.children, CHILDREN);
	restrict_child(store, "c300");
	seen = (struct seen_cases){ 0 };
	assert_ok(record_cases_read(store->db, &question, &sink, &err), &err);
	assert_int_equal(seen.children, CHILDREN - 1);
}

static void a_sink_that_fails_ends_the_reading(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN(REFERRAL("a1", "2024-02-01"), REFERRAL("b2", "2024-03-01"),
		      REFERRAL("c3", "2024-03-01")) }, NULL);
	struct err err = { 0 };
	struct record_question question = now_of(store);
	struct seen_cases seen = { .fail_at = 2 };
	struct record_case_sink sink = { &seen, see_case };
	assert_int_equal(record_cases_read(store->db, &question, &sink, &err), E_LIMIT);
	assert_int_equal(seen.children, 2);
	assert_says(&err, "enough");
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(records_come_by_child_type_and_time),
		SQLITE_TEST(a_row_without_a_start_comes_first_and_one_without_an_end_last),
		STORE_TESTS(a_restricted_child_appears_in_no_list),
		SQLITE_TEST(only_what_was_known_at_the_change_is_read),
		SQLITE_TEST(the_change_of_an_instant_is_the_last_one_by_then),
		SQLITE_TEST(another_authority_is_not_read),
		STORE_TESTS(events_of_three_sources_count_once),
		SQLITE_TEST(what_counts_does_not_hang_on_the_types_asked),
		SQLITE_TEST(the_order_is_a_setting_with_a_history),
		STORE_TESTS(more_children_than_one_batch_are_all_read),
		SQLITE_TEST(a_sink_that_fails_ends_the_reading),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
