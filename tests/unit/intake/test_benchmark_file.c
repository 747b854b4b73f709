#include "taking.h"

#include "intake/benchmark_file.h"
#include "intake/neighbours_file.h"
#include "series/place.h"

static struct benchmark_summary take(struct taking *t)
{
	struct benchmark_summary summary = { .of = t->of,
		                             .comparator = { .arena = &t->arena } };
	assert_ok(benchmark_take_file(t->db, &t->what, &summary, &t->findings, &t->err), &t->err);
	return summary;
}

/* The values of every place of a measure in a period, by our name of it. */
static struct comparator_value_list values_of(struct store *store, const char *source,
                                              const struct comparator_measure *which,
                                              const char *period, struct arena *arena)
{
	struct err err = { 0 };
	struct comparator_release of = { .source = str_of(source) };
	struct comparator_held measure = { 0 };
	assert_ok(comparator_find(store->db, &of, which, arena, &measure, &err), &err);
	struct comparator_question what = { .measure = measure.id, .known_by = SERIES_KNOWN_NOW };
	struct period wanted = period_read(str_of(period));
	struct comparator_period found = { 0 };
	assert_ok(comparator_period_find(store->db, &what, &wanted, arena, &found, &err), &err);
	what.period = found.id;
	struct comparator_value_list list = { 0 };
	assert_ok(comparator_values_load(store->db, &what, arena, &list, &err), &err);
	return list;
}

static void every_file_of_a_council_is_taken(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *name;
		int64_t rows, numbers;
	} FILES[] = {
		{ "benchmark/children_offending.csv", 242, 242 },
		{ "benchmark/cla_dental_check.csv", 96, 96 },
		{ "benchmark/cla_health_assessment.csv", 96, 96 },
		{ "benchmark/expected_standard_ks2.csv", 96, 70 },
		{ "benchmark/neet.csv", 168, 168 },
		{ "benchmark/school_readiness.csv", 96, 96 },
	};
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		auto_taking t;
		taking_start(&t, store, FILES[i].name);
		struct benchmark_summary s = take(&t);
		assert_int_equal(s.of.rows, FILES[i].rows);
		assert_int_equal(s.rows_taken, FILES[i].rows);
		assert_int_equal(s.comparator.values, FILES[i].rows);
		assert_int_equal(s.comparator.numbers, FILES[i].numbers);
		assert_int_equal(s.not_understood, 0);
	}
}

static void its_areas_are_its_neighbours_and_england(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "benchmark/cla_health_assessment.csv");
	take(&t);
	assert_non_null(taking_finding(&t, "benchmark.financial_year"));
	auto_arena arena = { 0 };
	struct comparator_measure which = {
		.column = STR("Children looked after who had their annual health assessment"),
		.filters = STR("measure=Percentage; unit=Persons"),
	};
	struct comparator_value_list list =
		values_of(store, BENCHMARK_SOURCE, &which, "2017-18", &arena);
	assert_int_equal(list.count, 12);

	auto_taking n;
	taking_start(&n, store, "neighbours/sn_2025_long.csv");
	struct neighbours_summary summary = { .of = n.of };
	assert_ok(neighbours_take_file(n.db, &n.what, &summary, &n.findings, &n.err), &n.err);
	struct neighbours_asked asked = { .family = STR(NEIGHBOURS_STATISTICAL),
		                          .date = summary.in_force_from,
		                          .known_by = INT64_MAX };
	struct neighbour_model model = { 0 };
	struct neighbour_list neighbours = { 0 };
	assert_ok(neighbours_model_on(store->db, &asked, &arena, &model, &n.err), &n.err);
	assert_ok(neighbours_of(store->db, &model, 358, &arena, &neighbours, &n.err), &n.err);
	size_t shared = 0;
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < neighbours.count; k++)
			shared += list.items[i].place == neighbours.items[k].place;
	assert_int_equal(shared, 10);
	assert_int_equal(list.items[11].place, PLACE_NUMBER_ENGLAND);
}

static void fingertips_has_values_counts_and_denominators(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "benchmark/fingertips.csv");
	struct benchmark_summary s = take(&t);
	assert_int_equal(s.rows_taken + s.rows_passed, s.of.rows);
	assert_true(s.rows_passed > 0);
	assert_int_equal(s.comparator.measures, 9); /* three sexes, three figures */
	auto_arena arena = { 0 };
	static const struct {
		const char *filters, *england;
	} EXPECTED[] = {
		{ "age=<15 yrs; figure=value; sex=Persons", "115.2166797" },
		{ "age=<15 yrs; figure=count; sex=Persons", "107429" },
		{ "age=<15 yrs; figure=denominator; sex=Persons", "9324084" },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		struct comparator_measure which = { .column = STR("90284"),
			                            .filters = str_of(EXPECTED[i].filters) };
		struct comparator_value_list list =
			values_of(store, FINGERTIPS_SOURCE, &which, "2010-11", &arena);
		const struct comparator_value *england = &list.items[list.count - 1];
		assert_int_equal(england->place, PLACE_NUMBER_ENGLAND);
		assert_text(england->decimal, EXPECTED[i].england);
	}
}

static void what_is_odd_is_found(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "own.csv",
	                  "area_code,area_name,period,indicator,measure,unit,value\n"
	                  "E06000999,Nowhere,2019,NEET,Percentage,Persons,2\n"
	                  "E07000036,Erewash,2019,NEET,Percentage,Persons,2\n"
	                  "E08000009,Trafford,2019,NEET,Percentage,Persons,two\n"
	                  "E08000009,Trafford,winter,NEET,Percentage,Persons,3\n");
	struct benchmark_summary s = take(&t);
	assert_int_equal(s.rows_passed, 2);
	assert_int_equal(s.rows_taken, 2);
	assert_int_equal(s.not_understood, 1);
	assert_int_equal(taking_finding(&t, "benchmark.area_unknown")->row, 2);
	assert_int_equal(taking_finding(&t, "benchmark.not_understood")->row, 4);
	assert_int_equal(taking_finding(&t, "benchmark.undated")->row, 5);
	taking_assert_findings(&t, 3);
}

static void what_has_no_figures_is_refused(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *text, *words;
	} CASES[] = {
		{ "area_code,period,indicator\nE08000009,2019,NEET\n", "no column 'value'" },
		{ "area_code,period,indicator,value\nE08000009,,NEET,2\n",
		  "row 2: there is no period" },
		{ "area_code,period,indicator,value\nE08000009,2019,,2\n",
		  "row 2: there is no indicator" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		taking_start_text(&t, store, "own.csv", CASES[i].text);
		struct benchmark_summary s = { .of = t.of, .comparator = { .arena = &t.arena } };
		enum status st = benchmark_take_file(t.db, &t.what, &s, &t.findings, &t.err);
		assert_int_equal(st, E_INPUT);
		assert_says(&t.err, CASES[i].words);
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(every_file_of_a_council_is_taken),
		SQLITE_TEST(its_areas_are_its_neighbours_and_england),
		STORE_TESTS(fingertips_has_values_counts_and_denominators),
		SQLITE_TEST(what_is_odd_is_found),
		SQLITE_TEST(what_has_no_figures_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
