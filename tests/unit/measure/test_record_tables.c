#include "given.h"

#include "measure/record_tables.h"

static void read_now(struct store *store, bool with_restricted, struct arena *arena,
                     struct record_schema *schema, struct tables *out)
{
	struct err err = { 0 };
	record_schema_make(arena, schema);
	struct tables_wanted wanted = { .authority = STR(GIVEN_AUTHORITY),
		                        .known_at = given_now(store),
		                        .with_restricted = with_restricted };
	assert_ok(record_tables_read(store->db, &wanted, schema, arena, out, &err), &err);
}

static const struct column *column_of(const struct tables *tables, enum record_type type,
                                      const char *field)
{
	const struct table *table = &tables->of[type];
	int at = table_type_find_field(table->type, str_of(field));
	assert_true(at >= 0);
	return &table->columns[at];
}

static void every_kind_of_field_has_its_value(void **state)
{
	struct store *store = *state;
	given_take(store, &(struct given_delivery){
		.source = RECORD_SOURCE_903, .known_from = "2024-07-01",
		GIVEN({ .type = RECORD_CARE, .child = "a1",
		        .fields = { { CARE_STARTED, "2024-01-02" },
		                    { CARE_LEGAL_STATUS, "C2" },
		                    { CARE_DISTANCE, "12.25" },
		                    { CARE_TEAM, "North" } } },
		      { .type = RECORD_SDQ, .child = "a1",
		        .fields = { { SDQ_COMPLETED, "2024-03-31" }, { SDQ_SCORE, "14" } } },
		      { .type = RECORD_MISSING, .child = "a1",
		        .fields = { { MISSING_STARTED, "2024-02-01T10:00:00+01:00" } } },
		      { .type = RECORD_CARE_YEAR, .child = "a1",
		        .fields = { { CARE_YEAR_YEAR_END, "2024-03-31" },
		                    { CARE_YEAR_TEETH_CHECK, "0" } } }) }, NULL);
	auto_arena arena = { 0 };
	struct record_schema schema;
	struct tables tables;
	read_now(store, true, &arena, &schema, &tables);
	assert_int_equal(tables.of[RECORD_CARE].row_count, 1);
	assert_int_equal(column_at(column_of(&tables, RECORD_CARE, "started"), 0),
	                 given_day("2024-01-02"));
	int64_t status = column_at(column_of(&tables, RECORD_CARE, "legal_status"), 0);
	assert_text(tables.words.items[status], "C2");
	assert_int_equal(column_at(column_of(&tables, RECORD_CARE, "distance"), 0), 12250000);
	assert_true(column_at(column_of(&tables, RECORD_CARE, "ended"), 0) == CELL_MISSING);
	assert_int_equal(column_at(column_of(&tables, RECORD_SDQ, "score"), 0), 14);
	assert_int_equal(column_at(column_of(&tables, RECORD_CARE_YEAR, "teeth_check"), 0), 0);
	int64_t moment = column_at(column_of(&tables, RECORD_MISSING, "started"), 0);
	assert_int_equal(moment, given_day("2024-02-01") * INT64_C(86400) + 9 * 3600);
}

static void what_two_sources_deliver_is_there_once(void **state)
{
	struct store *store = *state;
	const struct given_row row = { .type = RECORD_REFERRAL, .child = "a1",
		                       .fields = { { REFERRAL_RECEIVED, "2024-01-02" } } };
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_CIN,
		.known_from = "2024-07-01", .rows = &row, .row_count = 1 }, NULL);
	given_take(store, &(struct given_delivery){ .source = RECORD_SOURCE_ANNEX_A,
		.known_from = "2024-07-02", .rows = &row, .row_count = 1 }, NULL);
	auto_arena arena = { 0 };
	struct record_schema schema;
	struct tables tables;
	read_now(store, true, &arena, &schema, &tables);
	assert_int_equal(tables.of[RECORD_REFERRAL].row_count, 1);
}

static void no_field_that_identifies_a_child_is_in_the_schema(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct record_schema schema;
	record_schema_make(&arena, &schema);
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (size_t i = 0; i < spec->field_count; i++) {
			bool is_secret = spec->fields[i].kind == RECORD_SECRET;
			int at = table_type_find_field(&schema.schema.types[type],
			                               str_of(spec->fields[i].name));
			assert_int_equal(at, schema.fields[type][i]);
			assert_false(is_secret && at >= 0);
		}
	}
	assert_text(schema.schema.types[schema.schema.person].name, "person");
	assert_text(schema.schema.types[schema.schema.family].name, "family");
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(every_kind_of_field_has_its_value),
		STORE_TESTS(what_two_sources_deliver_is_there_once),
		cmocka_unit_test(no_field_that_identifies_a_child_is_in_the_schema),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	given_keys_close();
	return failed;
}
