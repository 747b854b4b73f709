/* What was known at a change is what a plain replay of the deliveries received by then
 * gives: for random deliveries, coverages and withdrawals of a few children. */
#include "given.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "record/child.h"
#include "record/known.h"

enum { CHILDREN = 3, SOURCES = 2, STEPS = 9, VARIANTS_MAX = 3 };

static const char *const NAMES[CHILDREN] = { "a1", "b2", "c3" };
static const enum record_source_kind KINDS[SOURCES] = { RECORD_SOURCE_SSD, RECORD_SOURCE_CIN };

/* Rows that are one and the same to a source, in the ways that it may tell them. */
struct slot {
	enum record_type type;
	struct given_field variants[VARIANTS_MAX][GIVEN_FIELDS_MAX];
	int count;
};

static const struct slot SLOTS[] = {
	{ RECORD_PERSON, { { { PERSON_BORN, "2012-01-01" }, { PERSON_SEX, "F" } },
	                   { { PERSON_SEX, "M" } } }, 2 },
	{ RECORD_DISABILITY, { { { DISABILITY_DISABILITY, "MOB" } } }, 1 },
	{ RECORD_REFERRAL, { { { REFERRAL_RECEIVED, "2024-01-10" } },
	                     { { REFERRAL_RECEIVED, "2024-01-10" },
	                       { REFERRAL_NO_FURTHER_ACTION, "1" } } }, 2 },
	{ RECORD_REFERRAL, { { { REFERRAL_RECEIVED, "2024-04-10" } } }, 1 },
	{ RECORD_PLAN, { { { PLAN_STARTED, "2024-02-01" } },
	                 { { PLAN_STARTED, "2024-02-01" }, { PLAN_ENDED, "2024-03-01" } },
	                 { { PLAN_STARTED, "2024-02-01" }, { PLAN_ENDED, "2024-05-01" } } }, 3 },
	/* With a key of the source, what makes the event may change. */
	{ RECORD_ENQUIRY, { { { ENQUIRY_SOURCE_ROW, "e1" }, { ENQUIRY_STARTED, "2024-02-20" } },
	                    { { ENQUIRY_SOURCE_ROW, "e1" }, { ENQUIRY_STARTED, "2024-05-20" } },
	                    { { ENQUIRY_SOURCE_ROW, "e1" } } }, 3 },
	{ RECORD_MISSING, { { { MISSING_STARTED, "2024-03-31T23:30:00Z" } },
	                    { { MISSING_STARTED, "2024-03-31T23:30:00Z" },
	                      { MISSING_ENDED, "2024-04-01T23:30:00+01:00" } } }, 2 },
};
enum { SLOT_COUNT = sizeof(SLOTS) / sizeof(SLOTS[0]) };

enum { ABSENT = -1 };

/* What a source says: the variant of each slot, and whether its reader doubted a cell. */
struct telling {
	int of[CHILDREN][SLOT_COUNT];
	bool is_doubted[CHILDREN][SLOT_COUNT];
};

static void say_nothing(struct telling *out)
{
	*out = (struct telling){ 0 };
	for (int child = 0; child < CHILDREN; child++)
		for (int slot = 0; slot < SLOT_COUNT; slot++)
			out->of[child][slot] = ABSENT;
}

struct step {
	bool is_withdrawal;
	int withdrawn;  /* the step withdrawn */
	int64_t number; /* of the delivery */
	int64_t change; /* in which it was known */
	int source;
	struct telling said;
	struct record_coverage coverage[RECORD_TYPE_COUNT];
};

struct story {
	uint64_t seed;
	uint64_t random;
	struct step steps[STEPS];
	int count;
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

static void fill(struct record_row *row, int child, int slot, int variant)
{
	struct given_row given = { .type = SLOTS[slot].type, .child = NAMES[child] };
	memcpy(given.fields, SLOTS[slot].variants[variant], sizeof(given.fields));
	given_fill(row, &given, 1);
}

/* The replay: as plain as can be. */

static bool names_child(const struct step *step, int child, enum record_type type)
{
	bool asks_type = step->coverage[type].kind == RECORD_COVERS_TOLD;
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		if (step->said.of[child][slot] != ABSENT &&
		    (!asks_type || SLOTS[slot].type == type))
			return true;
	return false;
}

static void replay_step(const struct step *step, struct telling *state)
{
	for (int child = 0; child < CHILDREN; child++)
		for (int slot = 0; slot < SLOT_COUNT; slot++) {
			int *now = &state->of[child][slot];
			if (step->said.of[child][slot] != ABSENT) {
				*now = step->said.of[child][slot];
				state->is_doubted[child][slot] =
					step->said.is_doubted[child][slot];
			} else if (*now != ABSENT) {
				enum record_type type = SLOTS[slot].type;
				struct record_row row;
				fill(&row, child, slot, *now);
				if (record_is_covered(&step->coverage[type], row.values,
				                      names_child(step, child, type))) {
					*now = ABSENT;
					state->is_doubted[child][slot] = false;
				}
			}
		}
}

static bool is_withdrawn(const struct story *story, int at, int by)
{
	for (int i = 0; i <= by; i++)
		if (story->steps[i].is_withdrawal && story->steps[i].withdrawn == at)
			return true;
	return false;
}

/* What a source said as known after the step `last` (-1: before the first). */
static struct telling replay(const struct story *story, int source, int last)
{
	struct telling state;
	say_nothing(&state);
	for (int i = 0; i <= last; i++)
		if (!story->steps[i].is_withdrawal && story->steps[i].source == source &&
		    !is_withdrawn(story, i, last))
			replay_step(&story->steps[i], &state);
	return state;
}

/* The story in the store. */

static void take_step(struct store *store, struct step *step, int at)
{
	struct given_row rows[CHILDREN * SLOT_COUNT];
	char day[DATE_TEXT_BYTES];
	struct given_delivery delivery = { .source = KINDS[step->source],
		                           .known_from = day_of(at, day),
		                           .rows = rows,
		                           .coverage = step->coverage,
		                           .coverage_count = RECORD_TYPE_COUNT };
	for (int child = 0; child < CHILDREN; child++)
		for (int slot = 0; slot < SLOT_COUNT; slot++) {
			int variant = step->said.of[child][slot];
			if (variant == ABSENT)
				continue;
			struct given_row *row = &rows[delivery.row_count++];
			*row = (struct given_row){ .type = SLOTS[slot].type,
				                   .child = NAMES[child] };
			if (step->said.is_doubted[child][slot]) {
				row->doubt_rule = "cell.test";
				row->doubt_text = "31/02/2024";
			}
			memcpy(row->fields, SLOTS[slot].variants[variant],
			       sizeof(row->fields));
		}
	step->number = given_take(store, &delivery, NULL);
}

static struct record_withdrawal withdraw(struct store *store, int64_t number, int at)
{
	struct err err = { 0 };
	char day[DATE_TEXT_BYTES];
	auto_transaction change = { 0 };
	struct record_withdraw_request request = { number, STR("sent by mistake"),
		                                   given_act(day_of(at, day)) };
	struct record_withdrawal done = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(record_withdraw(store->db, given_keys(), &request, &done, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return done;
}

static bool is_same_value(enum record_field_kind kind, const struct record_value *a,
                          const struct record_value *b)
{
	if (a->is_given != b->is_given || kind == RECORD_REF || kind == RECORD_SECRET)
		return a->is_given == b->is_given;
	return a->number == b->number && a->offset_minutes == b->offset_minutes &&
	       str_equal(a->text, b->text);
}

static bool is_variant(const struct record *record, int slot, int variant)
{
	const struct record_type_spec *spec = record_type_spec(record->type);
	struct record_row row;
	fill(&row, 0, slot, variant);
	for (size_t i = 0; i < spec->field_count; i++)
		if (!is_same_value(spec->fields[i].kind, &record->values[i], &row.values[i]))
			return false;
	return true;
}

/* What is read back, put where the replay would have it. */
struct reading {
	struct telling state;
	int64_t child_ids[CHILDREN];
};

static void note_record(struct reading *reading, int child, const struct record *record)
{
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		for (int v = 0; SLOTS[slot].type == record->type && v < SLOTS[slot].count; v++)
			if (is_variant(record, slot, v)) {
				assert_int_equal(reading->state.of[child][slot], ABSENT);
				reading->state.of[child][slot] = v;
				return;
			}
	fail_msg("a record that nobody delivered");
}

static enum status note_case(void *context, const struct record_case *of_child,
                             struct err *err)
{
	struct reading *reading = context;
	(void)err;
	for (int child = 0; child < CHILDREN; child++)
		for (int type = 0; type < RECORD_TYPE_COUNT; type++)
			for (size_t i = 0; i < of_child->of[type].count; i++)
				if (reading->child_ids[child] == of_child->child_id)
					note_record(reading, child, &of_child->of[type].items[i]);
	return OK;
}

static int64_t source_id_of(struct store *store, enum record_source_kind kind)
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct record_source_list list = { 0 };
	assert_ok(record_source_list(store->db, STR(GIVEN_AUTHORITY), &arena, &list, &err), &err);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == kind)
			return list.items[i].id;
	return -1; /* it never delivered */
}

/* The id of a child; -1 when it was never named. */
static int64_t child_id_of(struct store *store, int child)
{
	int64_t id = -1;
	bool is_known = child_find(store->db, given_keys(), STR(GIVEN_AUTHORITY),
	                           str_of(NAMES[child]), &id, NULL) == OK;
	return is_known ? id : -1;
}

static struct telling read_back(struct store *store, int source, int64_t change)
{
	struct err err = { 0 };
	struct reading reading = { 0 };
	say_nothing(&reading.state);
	for (int child = 0; child < CHILDREN; child++)
		reading.child_ids[child] = child_id_of(store, child);
	struct record_question question = { .authority = STR(GIVEN_AUTHORITY),
		                            .known_at = change,
		                            .source_id = source_id_of(store, KINDS[source]) };
	struct record_case_sink sink = { &reading, note_case };
	assert_ok(record_cases_read(store->db, &question, &sink, &err), &err);
	return reading.state;
}

/* Doubts as known at a change: a sum that tells children and types apart. */
static void assert_doubts(struct store *store, const struct telling *expected, int source,
                          int64_t change)
{
	char sql[512];
	int64_t sum = 0;
	for (int child = 0; child < CHILDREN; child++)
		for (int slot = 0; slot < SLOT_COUNT; slot++)
			if (expected->is_doubted[child][slot])
				sum += child_id_of(store, child) * 1000 +
				       (int64_t)strlen(record_type_spec(SLOTS[slot].type)->name);
	snprintf(sql, sizeof(sql),
	         "SELECT COALESCE(sum(child_id * 1000 + length(type)), 0) FROM record_finding"
	         " WHERE rule = 'cell.test' AND source_id = %lld AND known_from <= %lld"
	         " AND (known_to IS NULL OR known_to > %lld)",
	         (long long)source_id_of(store, KINDS[source]), (long long)change,
	         (long long)change);
	given_assert_number(store, sql, sum);
}

static void assert_as_replayed(struct store *store, const struct story *story, int after,
                               int asked_after)
{
	char day[DATE_TEXT_BYTES];
	struct err err = { 0 };
	int64_t change = 0;
	struct instant then = given_act(day_of(after, day)).at;
	assert_ok(record_known_at(store->db, STR(GIVEN_AUTHORITY), then, &change, &err), &err);
	if (after >= 0)
		assert_int_equal(change, story->steps[after].change);
	for (int source = 0; source < SOURCES; source++) {
		struct telling expected = replay(story, source, after);
		struct telling got = read_back(store, source, change);
		assert_doubts(store, &expected, source, change);
		for (int child = 0; child < CHILDREN; child++)
			for (int slot = 0; slot < SLOT_COUNT; slot++)
				if (got.of[child][slot] != expected.of[child][slot])
					fail_msg("story %llu: source %d as known after step %d, "
					         "asked after step %d: child %d, slot %d: got %d, "
					         "expected %d", (unsigned long long)story->seed,
					         source, after, asked_after, child, slot,
					         got.of[child][slot],
					         expected.of[child][slot]);
	}
}

/* Random steps. */

static struct record_coverage random_coverage(struct story *story, int type)
{
	static const struct {
		const char *from, *to;
	} RANGES[] = { { "2024-01-01", "2024-03-31" }, { "2024-04-01", "2024-06-30" } };
	uint32_t range = draw(story, 2);
	return (struct record_coverage){
		.type = (enum record_type)type,
		.kind = (enum record_coverage_kind)draw(story, RECORD_COVERAGE_KIND_COUNT),
		.from = given_day(RANGES[range].from),
		.to = given_day(RANGES[range].to),
	};
}

/* A delivery to withdraw that was not withdrawn; -1 when there is none. */
static int random_withdrawn(struct story *story)
{
	for (int tries = 0; tries < 8 && story->count > 0; tries++) {
		int at = (int)draw(story, (uint32_t)story->count);
		if (!story->steps[at].is_withdrawal && !is_withdrawn(story, at, story->count - 1))
			return at;
	}
	return -1;
}

static void add_delivery(struct story *story)
{
	struct step *step = &story->steps[story->count];
	*step = (struct step){ .source = draw(story, 4) == 0 ? 1 : 0 };
	for (int child = 0; child < CHILDREN; child++)
		for (int slot = 0; slot < SLOT_COUNT; slot++) {
			bool is_told = draw(story, 2) == 0;
			uint32_t variant = draw(story, (uint32_t)SLOTS[slot].count);
			bool is_doubted = draw(story, 3) == 0;
			step->said.of[child][slot] = is_told ? (int)variant : ABSENT;
			step->said.is_doubted[child][slot] = is_told && is_doubted;
		}
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		step->coverage[type] = random_coverage(story, type);
}

static void add_step(struct store *store, struct story *story)
{
	int at = story->count;
	struct step *step = &story->steps[at];
	int withdrawn = draw(story, 3) == 0 ? random_withdrawn(story) : -1;
	if (withdrawn >= 0) {
		*step = (struct step){ .is_withdrawal = true, .withdrawn = withdrawn };
		withdraw(store, story->steps[withdrawn].number, at);
	} else {
		add_delivery(story);
		take_step(store, step, at);
	}
	step->change = given_now(store);
	story->count++;
}

static void tell_story(struct store *store, uint64_t seed)
{
	struct story story = { .seed = seed, .random = seed * 2654435761u + 1 };
	while (story.count < STEPS)
		add_step(store, &story);
	for (int after = -1; after < STEPS; after++)
		assert_as_replayed(store, &story, after, STEPS - 1);
}

/* A store of its own for each story. */
static void tell_stories(struct store *store, uint64_t first, uint64_t count)
{
	for (uint64_t seed = first; seed < first + count; seed++) {
		void *fresh = NULL;
		if (store->kind == DB_SQLITE)
			store_setup_sqlite(&fresh);
		else
			store_setup_postgresql(&fresh);
		tell_story(fresh, seed);
		store_teardown(&fresh);
	}
}

static void the_known_is_the_replay_of_what_was_received(void **state)
{
	const struct store *store = *state;
	tell_stories(*state, 1, store->kind == DB_SQLITE ? 40 : 2);
}

static void permute(int order[], int count, uint64_t number)
{
	for (int i = 0; i < count; i++)
		order[i] = i;
	for (int i = count; i > 1; i--) {
		int other = (int)(number % (uint64_t)i), last = order[i - 1];
		number /= (uint64_t)i;
		order[i - 1] = order[other];
		order[other] = last;
	}
}

/* Four deliveries, and then all of them withdrawn one by one. */
static void withdraw_in_order(struct store *store, uint64_t seed, uint64_t number)
{
	enum { DELIVERIES = 4 };
	struct story story = { .seed = seed, .random = seed };
	int order[DELIVERIES];
	permute(order, DELIVERIES, number);
	for (int at = 0; at < 2 * DELIVERIES; at++) {
		struct step *step = &story.steps[at];
		if (at < DELIVERIES) {
			add_delivery(&story);
			step->source = 0;
			take_step(store, step, at);
		} else {
			*step = (struct step){ .is_withdrawal = true,
				               .withdrawn = order[at - DELIVERIES] };
			withdraw(store, story.steps[step->withdrawn].number, at);
		}
		step->change = given_now(store);
		story.count++;
		assert_as_replayed(store, &story, at, at);
	}
	for (int at = -1; at < 2 * DELIVERIES; at++)
		assert_as_replayed(store, &story, at, 2 * DELIVERIES - 1);
}

static void withdrawals_may_come_in_every_order(void **state)
{
	enum { ORDERS = 24 };
	(void)state;
	for (uint64_t number = 0; number < ORDERS; number++) {
		void *fresh = NULL;
		store_setup_sqlite(&fresh);
		withdraw_in_order(fresh, 7, number);
		store_teardown(&fresh);
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(the_known_is_the_replay_of_what_was_received),
		SQLITE_TEST(withdrawals_may_come_in_every_order),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
