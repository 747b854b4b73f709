/* After every delivery the findings of differing sources are those of comparing all
 * children, though only some were compared: for random deliveries of several sources. */
#include "given.h"

#include <stdio.h>

#include "ledger/setting.h"
#include "record/compare.h"
#include "record/known.h"
#include "record/type.h"

enum { CHILDREN = 8, STEPS = 14, STORIES = 12, EVENTS = 7, ROWS_MAX = 100 };

/* What may be told of a child; a source tells some of it, in one of two ways. */
static const struct given_row EVENTS_OF[EVENTS][2] = {
	{ { .type = RECORD_PERSON, .fields = { { PERSON_SEX, "F" } } },
	  { .type = RECORD_PERSON, .fields = { { PERSON_SEX, "M" } } } },
	{ { .type = RECORD_DISABILITY, .fields = { { DISABILITY_DISABILITY, "MOB" } } },
	  { .type = RECORD_DISABILITY, .fields = { { DISABILITY_DISABILITY, "HAND" } } } },
	{ { .type = RECORD_REFERRAL, .fields = { { REFERRAL_RECEIVED, "2024-01-10" } } },
	  { .type = RECORD_REFERRAL, .fields = { { REFERRAL_RECEIVED, "2024-01-10" },
	                                         { REFERRAL_CLOSED, "2024-02-01" } } } },
	{ { .type = RECORD_REFERRAL, .fields = { { REFERRAL_RECEIVED, "2024-07-08" } } },
	  { .type = RECORD_REFERRAL, .fields = { { REFERRAL_NO_FURTHER_ACTION, "1" } } } },
	{ { .type = RECORD_PLAN, .fields = { { PLAN_STARTED, "2024-02-01" } } },
	  { .type = RECORD_PLAN, .fields = { { PLAN_STARTED, "2024-02-01" },
	                                     { PLAN_ENDED, "2024-03-01" } } } },
	{ { .type = RECORD_FACTOR, .fields = { { FACTOR_ASSESSED, "2024-03-01" },
	                                       { FACTOR_FACTOR, "1A" },
	                                       { FACTOR_COMPLETED, "2024-07-09" } } },
	  { .type = RECORD_FACTOR, .fields = { { FACTOR_ASSESSED, "2024-03-01" },
	                                       { FACTOR_FACTOR, "1A" } } } },
	{ { .type = RECORD_TEAM, .fields = { { TEAM_TEAM, "N" }, { TEAM_NAME, "North" } } },
	  { .type = RECORD_TEAM, .fields = { { TEAM_TEAM, "N" }, { TEAM_NAME, "Up" } } } },
};
static const char *const NAMES[CHILDREN] = { "a", "b", "c", "d", "e", "f", "g", "h" };
static const enum record_source_kind KINDS[] = { RECORD_SOURCE_SSD, RECORD_SOURCE_ANNEX_A,
	                                         RECORD_SOURCE_CIN };
static const enum record_type COVERED[] = { RECORD_PERSON, RECORD_DISABILITY, RECORD_REFERRAL,
	                                    RECORD_PLAN, RECORD_FACTOR, RECORD_TEAM };
static const char *const ORDERS[] = { "ssd > cin", "cin > ssd", "plan: annex-a; cin > ssd" };

struct story {
	struct store *store;
	uint64_t random;
	int64_t numbers[STEPS]; /* of deliveries; 0: none, or withdrawn */
};

static uint32_t draw(struct story *story, uint32_t below)
{
	story->random = story->random * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((story->random >> 33) % below);
}

static const char *day_of(int step, char out[DATE_TEXT_BYTES])
{
	return date_print_iso(given_day("2024-07-01") + step, out);
}

/* ---- what happens ---- */

static void deliver(struct story *story, int step)
{
	struct given_row rows[ROWS_MAX];
	struct record_coverage covers[COUNT_OF(COVERED)];
	char day[DATE_TEXT_BYTES], until[DATE_TEXT_BYTES];
	struct given_delivery delivery = {
		.source = KINDS[draw(story, COUNT_OF(KINDS))],
		.known_from = day_of(step, day),
		.rows = rows,
		.coverage = covers,
		.reference_day = draw(story, 3) ? day_of((int)draw(story, 20), until) : NULL,
	};
	uint32_t share = 1 + draw(story, 4);
	for (int child = 0; child < CHILDREN; child++)
		for (int event = 0; draw(story, 5) < share && event < EVENTS; event++) {
			if (draw(story, 4) == 0)
				continue;
			rows[delivery.row_count] = EVENTS_OF[event][draw(story, 5) == 0];
			rows[delivery.row_count++].child =
				event == EVENTS - 1 ? "" : NAMES[child];
		}
	for (size_t i = 0; i < COUNT_OF(COVERED); i++)
		if (draw(story, 3))
			covers[delivery.coverage_count++] = (struct record_coverage){
				.type = COVERED[i],
				.kind = (enum record_coverage_kind)
					draw(story, RECORD_COVERAGE_KIND_COUNT),
				.from = given_day("2024-01-01"),
				.to = given_day("2024-01-31") + (int32_t)draw(story, 8) * 31,
			};
	story->numbers[step] = given_take(story->store, &delivery, NULL);
}

static void withdraw(struct story *story, int step)
{
	struct err err = { 0 };
	char day[DATE_TEXT_BYTES];
	struct record_withdrawal done;
	int at = (int)draw(story, (uint32_t)step);
	auto_transaction change = { 0 };
	const struct record_withdraw_request request = { story->numbers[at], STR("wrong file"),
		                                         given_act(day_of(step, day)) };
	if (story->numbers[at] == 0)
		return;
	story->numbers[at] = 0;
	assert_ok(transaction_begin(story->store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(record_withdraw(story->store->db, given_keys(), &request, &done, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

static void set_order(struct story *story, int step)
{
	struct err err = { 0 };
	char day[DATE_TEXT_BYTES];
	struct act act = given_act(day_of(step, day));
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(story->store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(setting_put(story->store->db, STR("record.source_order " GIVEN_AUTHORITY),
	                      str_of(ORDERS[draw(story, COUNT_OF(ORDERS))]), &act, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

/* ---- what must hold ---- */

struct differences {
	struct store *store;
	int64_t count;
};

static enum status find(void *context, const struct record_difference *difference,
                        struct err *err)
{
	struct differences *all = context;
	const struct record *record = difference->record;
	const struct record_type_spec *spec = record_type_spec(record->type);
	char sql[512];
	(void)err;
	all->count++;
	snprintf(sql, sizeof(sql),
	         "SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM record_finding "
	         "WHERE known_to IS NULL AND rule = '%s' AND source_id = %lld AND child_id = %lld "
	         "AND type = '%s' AND identity = %lld AND field = '%s'",
	         difference->rule, (long long)record->source_id, (long long)difference->child_id,
	         spec->name, (long long)record->identity,
	         difference->field < 0 ? "" : spec->fields[difference->field].name);
	given_assert_number(all->store, sql, 1);
	return OK;
}

static int64_t assert_as_comparing_all(struct story *story)
{
	struct differences all = { story->store, 0 };
	struct err err = { 0 };
	const struct record_question question = { .authority = STR(GIVEN_AUTHORITY),
		                                  .known_at = given_now(story->store),
		                                  .with_restricted = true };
	assert_ok(record_sources_compare(story->store->db, &question,
	                                 &(struct record_difference_sink){ &all, find }, NULL,
	                                 &err), &err);
	given_assert_number(story->store,
	                    "SELECT count(*) FROM record_finding "
	                    "WHERE rule LIKE 'source.%' AND known_to IS NULL", all.count);
	return all.count;
}

static void findings_are_those_of_comparing_all_children(void **state)
{
	enum db_kind kind = ((struct store *)*state)->kind;
	int64_t found = 0;
	for (uint64_t seed = 1; seed <= STORIES; seed++) {
		if (seed > 1) { /* each has a store of its own */
			assert_int_equal(store_teardown(state), 0);
			assert_int_equal(kind == DB_SQLITE ? store_setup_sqlite(state)
			                                   : store_setup_postgresql(state), 0);
		}
		struct story story = { .store = *state, .random = seed };
		for (int step = 0; step < STEPS; step++) {
			uint32_t what = draw(&story, 10);
			if (what == 0 && step)
				withdraw(&story, step);
			if (what == 1)
				set_order(&story, step);
			deliver(&story, step);
			found += assert_as_comparing_all(&story);
		}
	}
	assert_true(found > STORIES * STEPS); /* or there was nothing to compare */
}

static void a_difference_of_another_child_ends_no_doubt_of_a_rule(void **state)
{
	/* b's plan ends before it began, and differs from what the census says. */
	static const struct given_row LATE = { .type = RECORD_PLAN, .child = "b",
		                               .fields = { { PLAN_STARTED, "2024-03-01" },
		                                           { PLAN_ENDED, "2024-02-01" } } };
	static const struct given_row TOLD[] = {
		{ .type = RECORD_PLAN, .child = "b",
		  .fields = { { PLAN_STARTED, "2024-03-01" }, { PLAN_ENDED, "2024-04-01" } } },
		{ .type = RECORD_PERSON, .child = "b", .fields = { { PERSON_SEX, "F" } } },
	};
	static const struct given_row OTHER = { .type = RECORD_PLAN, .child = "a",
		                                .fields = { { PLAN_STARTED, "2024-01-01" } } };
	static const char OPEN[] = "SELECT count(*) FROM record_finding WHERE known_to IS NULL "
	                           "AND source_id = 1 AND child_id = 1 AND rule NOT LIKE 'source.%'";
	struct record_summary summary;
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-01",
		.rows = &LATE, .row_count = 1 }, &summary);
	assert_true(summary.findings_new > 0);
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_CIN, .known_from = "2024-07-02",
		.rows = TOLD, .row_count = COUNT_OF(TOLD) }, NULL);
	given_assert_number(*state, OPEN, summary.findings_new);
	/* It says nothing of b; that it covers children has b compared again. */
	given_take(*state, &(struct given_delivery){
		.source = RECORD_SOURCE_SSD, .known_from = "2024-07-03",
		.rows = &OTHER, .row_count = 1,
		COVERING({ .type = RECORD_PERSON, .kind = RECORD_COVERS_ALL }) }, NULL);
	given_assert_number(*state, OPEN, summary.findings_new);
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(findings_are_those_of_comparing_all_children),
		STORE_TESTS(a_difference_of_another_child_ends_no_doubt_of_a_rule),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
