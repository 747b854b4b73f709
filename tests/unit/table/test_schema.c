#include "check.h"

#include "base/arena.h"
#include "table/schema.h"

static const char TEXT[] = "# what the tests know\n"
                           "person of child\n"
                           "  born date start\n"
                           "referral of child\n"
                           "  received date start\n"
                           "  source code 1B 1A 10\n"
                           "  nfa flag at_once\n"
                           "  closed date end\n"
                           "\n"
                           "worker\n"
                           "  fte decimal\n";

static void a_schema_is_read_from_its_text(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct err err;
	struct schema schema;
	assert_ok(schema_parse(str_of(TEXT), &arena, &schema, &err), &err);
	assert_int_equal(schema.type_count, 3);
	assert_int_equal(schema.person, 0);
	assert_int_equal(schema.family, -1);
	const struct table_type *referral = &schema.types[schema_find_type(&schema, STR("referral"))];
	assert_true(referral->is_of_child);
	assert_int_equal(referral->start, 0);
	assert_int_equal(referral->at_once, 2);
	assert_int_equal(referral->end, 3);
	const struct field *source = &referral->fields[table_type_find_field(referral, STR("source"))];
	assert_int_equal(source->kind, FIELD_CODE);
	assert_int_equal(source->code_count, 3);
	assert_text(source->codes[0], "10"); /* in order, so that ranges and searches work */
	assert_text(source->codes[2], "1B");
	assert_false(schema.types[2].is_of_child);
	assert_int_equal(schema_find_type(&schema, STR("nothing")), -1);
	assert_int_equal(table_type_find_field(referral, STR("nothing")), -1);
}

static void a_wrong_schema_names_its_line(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct err err;
	struct schema schema;
	assert_int_equal(schema_parse(STR("  born date\n"), &arena, &schema, &err), E_INPUT);
	assert_string_equal(err.text, "line 1: a field before any type");
	assert_int_equal(schema_parse(STR("a of child\n  b dat\n"), &arena, &schema, &err), E_INPUT);
	assert_string_equal(err.text, "line 2: 'dat' is no kind of field");
	assert_int_equal(schema_parse(STR("a in b\n"), &arena, &schema, &err), E_INPUT);
	assert_int_equal(schema_parse(STR("a\n  b date X\n"), &arena, &schema, &err), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_schema_is_read_from_its_text),
		cmocka_unit_test(a_wrong_schema_names_its_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
