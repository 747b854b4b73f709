/* Erasing a child leaves every figure of every past day as it was. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/child.h"
#include "record/known.h"

enum { LINES_MAX = 2000 };

/* What can be counted: a line for each value of each field of each record. */
struct counts {
	struct arena arena;
	const char *lines[LINES_MAX];
	size_t count;
};

static void add_line(struct counts *counts, struct str line)
{
	assert_true(counts->count < LINES_MAX);
	counts->lines[counts->count++] = line.ptr;
}

static void count_record(struct counts *counts, const struct record *record)
{
	const struct record_type_spec *spec = record_type_spec(record->type);
	add_line(counts, arena_format(&counts->arena, "%s%s", spec->name,
	                              record->is_counted ? "" : " not counted"));
	for (size_t i = 0; i < spec->field_count; i++) {
		const struct record_value *value = &record->values[i];
		if (spec->fields[i].kind == RECORD_SECRET || !value->is_given)
			continue;
		add_line(counts, arena_format(&counts->arena, "%s.%s %lld %.*s", spec->name,
		                              spec->fields[i].name, (long long)value->number,
		                              STR_ARGS(value->text)));
	}
}

static enum status count_case(void *context, const struct record_case *of_child,
                              struct err *err)
{
	struct counts *counts = context;
	(void)err;
	add_line(counts, STR("a child"));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		for (size_t i = 0; i < of_child->of[type].count; i++)
			count_record(counts, &of_child->of[type].items[i]);
	return OK;
}

static int compare_lines(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return strcmp(*a, *b);
}

/* Every figure that could be made of what was known at a change, as one text. */
static struct str aggregates(struct store *store, int64_t change, struct arena *arena)
{
	struct err err = { 0 };
	struct counts *counts = arena_new(arena, 1, sizeof(*counts));
	struct record_question question = { .authority = STR(GIVEN_AUTHORITY),
		                            .known_at = change, .with_restricted = true };
	struct record_case_sink sink = { counts, count_case };
	assert_ok(record_cases_read(store->db, &question, &sink, &err), &err);
	qsort(counts->lines, counts->count, sizeof(counts->lines[0]), compare_lines);
	struct str text = arena_format(arena, "change %lld\n", (long long)change);
	for (size_t i = 0; i < counts->count; i++)
		text = arena_format(arena, "%.*s%s\n", STR_ARGS(text), counts->lines[i]);
	arena_deinit(&counts->arena);
	return text;
}

#define ROWS_OF(who, ended)                                                               \
	{ .type = RECORD_PERSON, .child = who,                                            \
	  .fields = { { PERSON_BORN, "2012-01-01" }, { PERSON_SEX, "F" },                 \
		      { PERSON_UPN, "A123456789012" } }, .extra = "{\"note\":\"secret\"}" }, \
	{ .type = RECORD_PLAN, .child = who,                                              \
	  .fields = { { PLAN_STARTED, "2024-02-01" }, { PLAN_INITIAL_CATEGORY, "NEG" },   \
		      { PLAN_ENDED, ended } } },                                          \
	{ .type = RECORD_CONTACT, .child = who,                                           \
	  .fields = { { CONTACT_RECEIVED, "2024-01-05" }, { CONTACT_SOURCE, "1A" },       \
		      { CONTACT_OUTCOME, "free text" } } }

static void withdraw(struct store *store, int64_t number, const char *day)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	struct record_withdraw_request request = { number, STR("sent by mistake"),
		                                   given_act(day) };
	struct record_withdrawal done = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(record_withdraw(store->db, given_keys(), &request, &done, &err), &err);
	assert_int_equal(done.reopened, 2);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void erase(struct store *store, const char *name, const char *day)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	struct act act = given_act(day);
	int64_t id = 0;
	assert_ok(child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY), str_of(name), &id,
	                     &err), &err);
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(child_erase(store->db, given_keys(), id, STR("asked to be"), &act, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

/* Two sources, a change and an end. Returns the delivery that changed and ended. */
static int64_t deliver(struct store *store)
{
	static const struct record_coverage ALL_PLANS[] = {
		{ .type = RECORD_PLAN, .kind = RECORD_COVERS_ALL }
	};
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-05-01",
		GIVEN(ROWS_OF("a1", NULL), ROWS_OF("b2", NULL)) }, NULL);
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-06-01",
		GIVEN(ROWS_OF("a1", "2024-05-20")), .coverage = ALL_PLANS,
		.coverage_count = 1 }, NULL);
	return given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-01",
		GIVEN({ .type = RECORD_PLAN, .child = "a1",
		        .fields = { { PLAN_STARTED, "2024-02-01" },
		                    { PLAN_INITIAL_CATEGORY, "EMO" } } }),
		.coverage = ALL_PLANS, .coverage_count = 1 }, NULL);
}

static void every_past_aggregate_stands(void **state)
{
	enum { CHANGES = 3 };
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct str before[CHANGES + 1];
	deliver(store);
	assert_int_equal(given_now(store), CHANGES);
	for (int64_t change = 0; change <= CHANGES; change++)
		before[change] = aggregates(store, change, &arena);
	assert_false(str_equal(before[1], before[3]));
	erase(store, "a1", "2024-08-01");
	for (int64_t change = 0; change <= CHANGES; change++)
		assert_text(aggregates(store, change, &arena), before[change].ptr);
}

static void a_delivery_can_be_withdrawn_after_an_erasure(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	int64_t number = deliver(store);
	struct str before = aggregates(store, 2, &arena);
	erase(store, "a1", "2024-08-01");
	withdraw(store, number, "2024-08-02");
	struct str after = aggregates(store, given_now(store), &arena);
	/* The state is that of before the delivery, a line for the change aside. */
	assert_text(str_slice(after, sizeof("change 2"), after.len),
	            before.ptr + sizeof("change 2"));
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(every_past_aggregate_stands),
		SQLITE_TEST(a_delivery_can_be_withdrawn_after_an_erasure),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
