#include "check.h"

#include "table/table.h"

static const char SCHEMA[] = "person of child\n"
                             "  born date start\n"
                             "family of child\n"
                             "  family key\n"
                             "plan of child\n"
                             "  started date start\n"
                             "  ended date end\n"
                             "  team label\n"
                             "  score decimal\n"
                             "worker\n"
                             "  worker label\n";

enum { PERSON, FAMILY, PLAN, WORKER };
enum { STARTED, ENDED, TEAM, SCORE };

struct given {
	struct arena arena;
	struct schema schema;
	struct table_builder *builder;
	struct tables tables;
};

static int set_up(void **state)
{
	static struct given given;
	struct err err;
	given = (struct given){ 0 };
	assert_ok(schema_parse(str_of(SCHEMA), &given.arena, &given.schema, &err), &err);
	given.builder = table_builder_new(&given.schema);
	*state = &given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	table_builder_close(&given->builder);
	arena_deinit(&given->arena);
	return 0;
}

static void add_plan(struct given *given, int64_t child, int64_t start, int64_t end)
{
	static int64_t id;
	struct err err;
	assert_ok(table_add_row(given->builder, PLAN, child, ++id, &err), &err);
	table_set_number(given->builder, STARTED, start);
	table_set_number(given->builder, ENDED, end);
}

static void rows_lie_by_child_and_in_order_of_time(void **state)
{
	struct given *given = *state;
	add_plan(given, 70, 300, CELL_MISSING);
	add_plan(given, 50, 200, CELL_MISSING);
	add_plan(given, 70, 100, 150);
	add_plan(given, 50, 200, 250);
	add_plan(given, 50, CELL_MISSING, 90);
	table_builder_finish(given->builder, &given->arena, &given->tables);
	const struct table *plans = &given->tables.of[PLAN];
	assert_int_equal(given->tables.child_count, 2);
	assert_int_equal(given->tables.child_ids[0], 50);
	static const int64_t STARTS[] = { CELL_MISSING, 200, 200, 100, 300 };
	static const int64_t ENDS[] = { 90, 250, CELL_MISSING, 150, CELL_MISSING };
	assert_int_equal(plans->row_count, 5);
	for (int row = 0; row < 5; row++) {
		assert_int_equal(column_at(&plans->columns[STARTED], row), STARTS[row]);
		assert_int_equal(column_at(&plans->columns[ENDED], row), ENDS[row]);
		assert_int_equal(plans->child[row], row < 3 ? 0 : 1);
	}
	assert_int_equal(plans->first_of_child[1], 3);
	assert_int_equal(plans->first_of_child[2], 5);
}

static void texts_become_numbers_and_can_be_found_again(void **state)
{
	struct given *given = *state;
	add_plan(given, 1, 10, 20);
	table_set_text(given->builder, TEAM, STR("North"));
	table_set_number(given->builder, SCORE, 1500000);
	add_plan(given, 2, 10, 20);
	table_set_text(given->builder, TEAM, STR("South"));
	add_plan(given, 3, 10, 20);
	table_set_text(given->builder, TEAM, STR("North"));
	add_plan(given, 4, 10, 20);
	table_set_text(given->builder, TEAM, STR(""));
	table_builder_finish(given->builder, &given->arena, &given->tables);
	const struct column *team = &given->tables.of[PLAN].columns[TEAM];
	const struct words *words = &given->tables.words;
	int64_t north = words_find(words, STR("North"));
	assert_text(words->items[north], "North");
	assert_int_equal(column_at(team, 0), north);
	assert_int_equal(column_at(team, 2), north);
	assert_int_not_equal(column_at(team, 1), north);
	assert_true(column_at(team, 3) == CELL_MISSING);
	assert_int_equal(words_find(words, STR("West")), -1);
	assert_int_equal(column_at(&given->tables.of[PLAN].columns[SCORE], 0), 1500000);
}

static void add_member(struct given *given, int64_t child, int64_t family)
{
	struct err err;
	assert_ok(table_add_row(given->builder, FAMILY, child, 0, &err), &err);
	table_set_number(given->builder, 0, family);
}

static void children_of_one_family_are_listed_together(void **state)
{
	struct given *given = *state;
	add_member(given, 1, 900);
	add_member(given, 2, 800);
	add_member(given, 3, 900);
	add_plan(given, 4, 10, 20);
	table_builder_finish(given->builder, &given->arena, &given->tables);
	const struct tables *tables = &given->tables;
	assert_int_equal(tables->family_count, 2);
	assert_int_equal(tables->family[3], -1);
	assert_int_equal(tables->family[0], tables->family[2]);
	int32_t family = tables->family[0];
	assert_int_equal(tables->family_first[family + 1] - tables->family_first[family], 2);
	assert_int_equal(tables->family_members[tables->family_first[family]], 0);
	assert_int_equal(tables->family_members[tables->family_first[family] + 1], 2);
}

static void tables_without_rows_can_be_read(void **state)
{
	struct given *given = *state;
	struct err err;
	assert_ok(table_add_row(given->builder, WORKER, 0, 7, &err), &err);
	table_set_text(given->builder, 0, STR("W1"));
	table_builder_finish(given->builder, &given->arena, &given->tables);
	assert_int_equal(given->tables.child_count, 0);
	assert_int_equal(given->tables.of[PLAN].row_count, 0);
	assert_int_equal(given->tables.of[PLAN].first_of_child[0], 0);
	assert_null(given->tables.of[WORKER].child);
	assert_int_equal(given->tables.of[WORKER].ids[0], 7);
	assert_int_equal(given->tables.family_count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(rows_lie_by_child_and_in_order_of_time),
		TEST(texts_become_numbers_and_can_be_found_again),
		TEST(children_of_one_family_are_listed_together),
		TEST(tables_without_rows_can_be_read),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
