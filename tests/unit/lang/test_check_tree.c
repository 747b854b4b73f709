/* What the checker writes into the tree, which evaluators go by. */
#include "check.h"

#include "base/buf.h"
#include "lang/check.h"
#include "lang/parse.h"

static const char SCHEMA[] =
	"person of child\n"
	"  born date start\n"
	"family of child\n"
	"  family key\n"
	"plan of child\n"
	"  kind code NEG PHY\n"
	"  started date start\n"
	"  ended date end\n"
	"  worker label\n"
	"visit of child\n"
	"  held date start\n"
	"worker\n"
	"  worker label\n"
	"  started date start\n"
	"  ended date end\n";

struct reading {
	struct arena arena;
	struct schema schema;
	struct library library;
	struct complaints complaints;
};

#define auto_reading CLEANUP(reading_deinit) struct reading

static void reading_deinit(struct reading *reading)
{
	arena_deinit(&reading->arena);
}

static void parse(struct reading *reading, struct str text)
{
	struct err err = { 0 };
	reading->complaints.arena = &reading->arena;
	if (!reading->schema.types)
		assert_ok(schema_parse(str_of(SCHEMA), &reading->arena, &reading->schema, &err),
		          &err);
	lang_parse(STR("a.ind"), text, &reading->arena, &reading->library, &reading->complaints);
}

static void check(struct reading *reading)
{
	lang_check(&reading->schema, &reading->library, &reading->arena, &reading->complaints);
}

/* The one definition of a text, which is sound. */
static const struct definition *check_one(struct reading *reading, const char *text)
{
	parse(reading, str_of(text));
	check(reading);
	if (reading->complaints.count > 0)
		fail_msg("%.*s", STR_ARGS(reading->complaints.items[0].message));
	assert_int_equal(reading->library.count, 1);
	assert_true(reading->library.items[0]->is_sound);
	return reading->library.items[0];
}

static void assert_bound(const struct node *node, enum binding_kind kind, int out, int index)
{
	assert_int_equal(node->binding.kind, kind);
	assert_int_equal(node->binding.out, out);
	assert_int_equal(node->binding.index, index);
}

static void a_name_says_how_many_relations_outward_its_record_is(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = check_one(&reading,
		"indicator A\nunit count\n"
		"of plan when ended, any visit of child where any worker with worker = this.worker\n"
		"  where ended > outer.held and started < this.ended and child.born < started\n");
	const struct relation *visit = definition->base.conditions[0]->relation;
	const struct relation *worker = visit->where->relation;
	assert_int_equal(visit->type, 3);
	assert_int_equal(worker->type, 4);
	assert_bound(worker->key, BOUND_FIELD, 1, 3);
	const struct node *all = worker->where, *first = all->parts[0];
	assert_bound(first->parts[0]->parts[0], BOUND_FIELD, 0, 2);
	assert_bound(first->parts[0]->parts[1], BOUND_FIELD, 1, 0);
	assert_bound(first->parts[1]->parts[1], BOUND_FIELD, 2, 2);
	/* A worker has no child: it is that of the visit. */
	assert_bound(all->parts[1]->parts[0], BOUND_CHILD_FIELD, 1, 0);
}

static void keys_and_dates_of_a_relation_are_of_the_record_around(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = check_one(&reading,
		"indicator A\nunit count\n"
		"of plan when ended, any worker with worker = worker running from started to ended\n");
	const struct relation *relation = definition->base.conditions[0]->relation;
	assert_int_equal(relation->key_field, 0);
	assert_bound(relation->key, BOUND_FIELD, 0, 3);
	assert_bound(relation->running_from, BOUND_FIELD, 0, 1);
	assert_bound(relation->running_to, BOUND_FIELD, 0, 2);
}

static void a_code_becomes_a_text(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition =
		check_one(&reading, "indicator A\nunit count\nof plan when ended, kind = NEG\n");
	const struct node *code = definition->base.conditions[0]->parts[1];
	assert_int_equal(code->kind, NODE_TEXT);
	assert_int_equal(code->type, LANG_TEXT);
	assert_int_equal(code->binding.kind, BOUND_CODE);
	assert_text(code->text, "NEG");
}

static void what_may_change_with_the_period_asks_today(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = check_one(&reading,
		"indicator A\nunit count\n"
		"let old = age(child.born, today)\n"
		"let young = age(child.born, started)\n"
		"let seen = any visit of child where held < today\n"
		"let tardy = late(visits, started, ended)\n"
		"due visits: visit of child by held\n"
		"  first 3 days after started then every 3 days after held if old > 3\n"
		"  then every 4 days after held\n"
		"of plan while started to ended, young < 3, old < 3\n");
	assert_true(definition->lets[0].value->asks_today);
	assert_false(definition->lets[1].value->asks_today);
	assert_true(definition->lets[2].value->asks_today);
	assert_true(definition->lets[3].value->asks_today);
	assert_int_equal(definition->lets[3].value->function, FUNCTION_LATE);
	assert_int_equal(definition->lets[3].value->schedule, 0);
	assert_int_equal(definition->schedules[0].held, 0);
	assert_false(definition->base.conditions[0]->asks_today);
	assert_true(definition->base.conditions[1]->asks_today);
}

static void versions_stand_in_the_order_of_their_dates(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *definition = check_one(&reading,
		"indicator A\nunit count\n"
		"window 3 days\n"
		"limit 3 days\n"
		"changed 2013-04-01 limit 5 days \"b\"\n"
		"changed 2010-04-01 limit 4 days \"a\"\n"
		"of plan when ended, days(started, ended) < limit, ended > started + window\n"
		"variant A-9 limit 9 days\n");
	assert_text(definition->versions[0].why, "a");
	assert_text(definition->versions[1].why, "b");
	assert_int_equal(definition->versions[0].parameter, 1);
	assert_int_equal(definition->variants[0].settings[0].parameter, 1);
}

static void a_variant_is_found_with_its_definition(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	const struct definition *only = check_one(&reading,
		"indicator A\nunit count\nlimit 3 days\nof plan when ended + limit\n"
		"variant A-9 limit 9 days\n");
	const struct definition *found = NULL;
	const struct variant *variant = NULL;
	assert_true(library_find(&reading.library, STR("A-9"), &found, &variant));
	assert_ptr_equal(found, only);
	assert_ptr_equal(variant, &only->variants[0]);
	assert_true(library_find(&reading.library, STR("A"), &found, &variant));
	assert_null(variant);
	assert_false(library_find(&reading.library, STR("B"), &found, &variant));
}

static void what_was_added_makes_another_definition_sound(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	parse(&reading, STR("indicator A\nunit percent\nof plan when ended, kind = NEG\nover B\n"));
	check(&reading);
	assert_int_equal(reading.complaints.count, 1);
	assert_false(reading.library.items[0]->is_sound);
	parse(&reading, STR("indicator B\nunit count\nof plan when ended\n"));
	check(&reading);
	assert_int_equal(reading.complaints.count, 1);
	assert_true(reading.library.items[0]->is_sound);
	assert_ptr_equal(reading.library.items[0]->over, reading.library.items[1]);
}

enum { CHAIN_LENGTH = 15000 };

static void a_long_chain_of_companions_is_followed(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	auto_buf text = buf_init(1 << 22);
	for (int i = 0; i < CHAIN_LENGTH; i++)
		buf_format(&text, "indicator A%d\nunit count\nof plan when ended\nbeside A%d\n", i,
		           (i + 1) % CHAIN_LENGTH);
	parse(&reading, buf_view(&text));
	check(&reading);
	assert_int_equal(reading.library.count, CHAIN_LENGTH);
	assert_int_equal(reading.complaints.count, 1);
	assert_false(reading.library.items[CHAIN_LENGTH - 1]->is_sound);
	assert_true(reading.library.items[0]->is_sound);
}

static void more_names_than_anyone_reads_are_refused(void **state)
{
	(void)state;
	auto_reading reading = { 0 };
	auto_buf text = buf_init(1 << 22);
	buf_add(&text, STR("indicator A\nunit count\nof plan when ended\n"));
	for (int i = 0; i < CHAIN_LENGTH; i++)
		buf_format(&text, "let a%d = ended\n", i);
	parse(&reading, buf_view(&text));
	check(&reading);
	assert_int_equal(reading.complaints.count, 1);
	assert_true(str_starts_nocase(reading.complaints.items[0].message, STR("more than 500")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_says_how_many_relations_outward_its_record_is),
		cmocka_unit_test(keys_and_dates_of_a_relation_are_of_the_record_around),
		cmocka_unit_test(a_code_becomes_a_text),
		cmocka_unit_test(what_may_change_with_the_period_asks_today),
		cmocka_unit_test(versions_stand_in_the_order_of_their_dates),
		cmocka_unit_test(a_variant_is_found_with_its_definition),
		cmocka_unit_test(what_was_added_makes_another_definition_sound),
		cmocka_unit_test(a_long_chain_of_companions_is_followed),
		cmocka_unit_test(more_names_than_anyone_reads_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
