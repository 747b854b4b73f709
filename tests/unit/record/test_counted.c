#include "check.h"

#include "base/arena.h"
#include "base/date.h"
#include "record/counted.h"

enum { SSD, ANNEX_A, CIN, SOURCES };
enum { SSD_ID = 11, ANNEX_A_ID = 12, CIN_ID = 13 };

static struct record_source ITEMS[SOURCES] = {
	{ .id = SSD_ID, .kind = RECORD_SOURCE_SSD },
	{ .id = ANNEX_A_ID, .kind = RECORD_SOURCE_ANNEX_A },
	{ .id = CIN_ID, .kind = RECORD_SOURCE_CIN },
};
static const struct record_source_list SOURCES_OF = { ITEMS, SOURCES };

enum { DELIVERIES_MAX = 4, RECORDS_MAX = 8 };

/* A child's records of several sources, and what was delivered. */
struct scene {
	struct arena arena;
	struct record_past_delivery deliveries[DELIVERIES_MAX];
	struct record_history history;
	struct record records[RECORDS_MAX];
	size_t count;
	struct counted_child child;
	const char *order;
};

static int32_t day(const char *text)
{
	struct err err = { 0 };
	int32_t date = DATE_NONE;
	assert_ok(date_parse_iso(str_of(text), &date, &err), &err);
	return date;
}

static int set_up(void **state)
{
	struct scene *scene = test_calloc(1, sizeof(*scene));
	scene->history.items = scene->deliveries;
	scene->child.id = 5;
	scene->order = "";
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	arena_deinit(&scene->arena);
	test_free(scene);
	return 0;
}

/* A delivery of a source that speaks of the days up to `until`. */
static struct record_past_delivery *add_delivery(struct scene *scene, int64_t source_id,
                                                 const char *until)
{
	struct record_past_delivery *delivery = &scene->deliveries[scene->history.count++];
	assert_true(scene->history.count <= DELIVERIES_MAX);
	*delivery = (struct record_past_delivery){
		.change_id = (int64_t)scene->history.count,
		.source_id = source_id,
		.speaks_until = day(until),
	};
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		delivery->of[type].type = (enum record_type)type;
	return delivery;
}

static void cover_all(struct record_past_delivery *delivery, enum record_type type)
{
	delivery->of[type].kind = RECORD_COVERS_ALL;
}

/* A record that starts on a day (NULL: it has no start). */
static struct record *add_record(struct scene *scene, int64_t source_id, enum record_type type,
                                 int64_t event, const char *start)
{
	const struct record_type_spec *spec = record_type_spec(type);
	struct record_value *values = arena_new(&scene->arena, spec->field_count,
	                                        sizeof(*values));
	struct record *record = &scene->records[scene->count++];
	assert_true(scene->count <= RECORDS_MAX);
	if (start)
		values[spec->start] = (struct record_value){ .is_given = true,
			                                     .number = day(start) };
	*record = (struct record){ .id = (int64_t)scene->count, .type = type,
		                   .source_id = source_id, .event = event, .values = values };
	return record;
}

static void mark(struct scene *scene)
{
	struct err err = { 0 };
	struct record_order order = { 0 };
	struct record_counting counting = { 0 };
	assert_ok(record_order_parse(str_of(scene->order), &SOURCES_OF, &scene->arena, &order,
	                             &err), &err);
	record_counting_make(&SOURCES_OF, &order, &scene->history, &scene->arena, &counting);
	const struct counted_records of = { &counting, &scene->child, scene->records,
		                            scene->count };
	record_counting_mark(&of, scene->records, &scene->arena);
}

/* Whether each record counts, in the order they were added: "yn". */
static void assert_counted(struct scene *scene, const char *expected)
{
	mark(scene);
	char got[RECORDS_MAX + 1] = "";
	for (size_t i = 0; i < scene->count; i++)
		got[i] = scene->records[i].is_counted ? 'y' : 'n';
	assert_string_equal(got, expected);
}

static void an_event_that_three_sources_hold_counts_once(void **state)
{
	struct scene *scene = *state;
	add_record(scene, CIN_ID, RECORD_PLAN, 100, "2024-05-01");
	add_record(scene, SSD_ID, RECORD_PLAN, 100, "2024-05-01");
	add_record(scene, ANNEX_A_ID, RECORD_PLAN, 100, "2024-05-01");
	assert_counted(scene, "nyn");
}

static void an_event_of_a_lower_source_alone_counts(void **state)
{
	struct scene *scene = *state;
	add_record(scene, SSD_ID, RECORD_PLAN, 100, "2024-05-01");
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2023-05-01");
	assert_counted(scene, "yy");
}

static void an_event_that_a_higher_source_covers_and_does_not_hold_is_denied(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-12-31"), RECORD_PLAN);
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2024-05-01");
	assert_counted(scene, "n");
}

static void a_lower_source_denies_nothing(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, CIN_ID, "2024-12-31"), RECORD_PLAN);
	add_record(scene, SSD_ID, RECORD_PLAN, 101, "2024-05-01");
	assert_counted(scene, "y");
}

static void what_happened_after_a_delivery_is_not_denied_by_it(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-04-30"), RECORD_PLAN);
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2024-05-01");
	add_record(scene, CIN_ID, RECORD_PLAN, 102, "2024-04-30");
	assert_counted(scene, "yn");
}

static void the_newest_of_the_same_coverage_says_how_far_it_reaches(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-04-30"), RECORD_PLAN);
	cover_all(add_delivery(scene, SSD_ID, "2024-05-31"), RECORD_PLAN);
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2024-05-01");
	assert_counted(scene, "n");
}

static void a_withdrawn_delivery_denies_nothing(void **state)
{
	struct scene *scene = *state;
	struct record_past_delivery *delivery = add_delivery(scene, SSD_ID, "2024-12-31");
	cover_all(delivery, RECORD_PLAN);
	delivery->is_withdrawn = true;
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2024-05-01");
	assert_counted(scene, "y");
}

static void coverage_of_days_denies_within_them(void **state)
{
	struct scene *scene = *state;
	struct record_past_delivery *delivery = add_delivery(scene, ANNEX_A_ID, "2024-12-31");
	delivery->of[RECORD_REFERRAL] = (struct record_coverage){
		.type = RECORD_REFERRAL, .kind = RECORD_COVERS_STARTS,
		.from = day("2024-07-01"), .to = day("2024-12-31") };
	add_record(scene, CIN_ID, RECORD_REFERRAL, 101, "2024-06-30");
	add_record(scene, CIN_ID, RECORD_REFERRAL, 102, "2024-07-01");
	add_record(scene, SSD_ID, RECORD_REFERRAL, 103, "2024-07-01");
	assert_counted(scene, "yny");
}

static void a_delivery_about_children_denies_only_of_those_it_named(void **state)
{
	struct scene *scene = *state;
	static const int64_t NAMED_IN[] = { 1 };
	struct record_past_delivery *delivery = add_delivery(scene, SSD_ID, "2024-12-31");
	delivery->of[RECORD_PLAN].kind = RECORD_COVERS_CHILDREN;
	add_record(scene, CIN_ID, RECORD_PLAN, 101, "2024-05-01");
	assert_counted(scene, "y");
	scene->child.named_in = NAMED_IN;
	scene->child.named_in_count = 1;
	assert_counted(scene, "n");
}

static void a_state_without_a_day_is_denied_only_by_who_knows_the_child(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-12-31"), RECORD_DISABILITY);
	add_record(scene, CIN_ID, RECORD_DISABILITY, 101, NULL);
	assert_counted(scene, "y");
	scene->child.held_by = UINT64_C(1) << SSD;
	assert_counted(scene, "n");
}

static void a_child_that_a_higher_source_does_not_know_is_kept(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-12-31"), RECORD_PERSON);
	scene->child.held_by = UINT64_C(1) << CIN;
	add_record(scene, CIN_ID, RECORD_PERSON, 101, "2010-05-01"); /* born */
	assert_counted(scene, "y");
}

static void rows_that_one_source_tells_twice_both_count(void **state)
{
	struct scene *scene = *state;
	add_record(scene, SSD_ID, RECORD_VISIT, 100, "2024-05-01");
	add_record(scene, SSD_ID, RECORD_VISIT, 100, "2024-05-01");
	add_record(scene, CIN_ID, RECORD_VISIT, 100, "2024-05-01");
	assert_counted(scene, "yyn");
}

static void a_chosen_order_turns_who_counts_and_who_denies(void **state)
{
	struct scene *scene = *state;
	cover_all(add_delivery(scene, SSD_ID, "2024-12-31"), RECORD_PLAN);
	cover_all(add_delivery(scene, CIN_ID, "2024-12-31"), RECORD_PLAN);
	add_record(scene, SSD_ID, RECORD_PLAN, 100, "2024-05-01");
	add_record(scene, CIN_ID, RECORD_PLAN, 100, "2024-05-01");
	add_record(scene, SSD_ID, RECORD_PLAN, 101, "2024-06-01");
	add_record(scene, CIN_ID, RECORD_PLAN, 102, "2024-07-01");
	assert_counted(scene, "ynyn");
	scene->order = "plan: cin";
	assert_counted(scene, "nyny");
}

static void where_sources_differ_on_the_start_the_earliest_picks_the_clause(void **state)
{
	struct scene *scene = *state;
	scene->order = "proceedings to 2024-05-31: cin";
	add_record(scene, SSD_ID, RECORD_PROCEEDINGS, 100, "2024-06-01");
	add_record(scene, CIN_ID, RECORD_PROCEEDINGS, 100, "2024-05-31");
	assert_counted(scene, "ny");
}

int main(void)
{
#define SCENE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		SCENE_TEST(an_event_that_three_sources_hold_counts_once),
		SCENE_TEST(an_event_of_a_lower_source_alone_counts),
		SCENE_TEST(an_event_that_a_higher_source_covers_and_does_not_hold_is_denied),
		SCENE_TEST(a_lower_source_denies_nothing),
		SCENE_TEST(what_happened_after_a_delivery_is_not_denied_by_it),
		SCENE_TEST(the_newest_of_the_same_coverage_says_how_far_it_reaches),
		SCENE_TEST(a_withdrawn_delivery_denies_nothing),
		SCENE_TEST(coverage_of_days_denies_within_them),
		SCENE_TEST(a_delivery_about_children_denies_only_of_those_it_named),
		SCENE_TEST(a_state_without_a_day_is_denied_only_by_who_knows_the_child),
		SCENE_TEST(a_child_that_a_higher_source_does_not_know_is_kept),
		SCENE_TEST(rows_that_one_source_tells_twice_both_count),
		SCENE_TEST(a_chosen_order_turns_who_counts_and_who_denies),
		SCENE_TEST(where_sources_differ_on_the_start_the_earliest_picks_the_clause),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
