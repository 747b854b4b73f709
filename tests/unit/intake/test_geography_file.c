#include "taking.h"

#include "intake/geography_file.h"

static struct geography_summary take(struct taking *t)
{
	struct geography_summary summary = { .of = t->of };
	assert_ok(geography_take_file(t->db, &t->what, &summary, &t->findings, &t->err), &t->err);
	return summary;
}

static void published_lists_say_what_the_program_knows(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *name;
		int64_t agreed, passed_over;
	} FILES[] = {
		{ "lait/area-codes.csv", 170, 1 },
		{ "place/la_reference.csv", 167, 0 },
		{ "place/reorganisations.csv", 19, 0 },
		{ "place/dfe-authorities.csv", 167, 9 },
		{ "place/dfe_screener_region_la_hierarchy.csv", 167, 14 },
		{ "place/dfe_screener_regions.csv", 11, 0 },
		{ "place/dfe_screener_geography_matrix.csv", 0, 18 },
		{ "place/ltla_utla_apr2023.csv", 296, 22 }, /* 22 of Wales */
		{ "place/la_districts.csv", 309, 22 },
	};
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		auto_taking t;
		taking_start(&t, store, FILES[i].name);
		struct geography_summary s = take(&t);
		taking_assert_findings(&t, 0);
		assert_int_equal(s.agreed, FILES[i].agreed);
		assert_int_equal(s.passed_over, FILES[i].passed_over);
		assert_int_equal(s.differing, 0);
	}
}

static void two_regions_of_a_published_list_are_not_the_statistics_offices(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "place/mysociety_england_las.csv");
	struct geography_summary s = take(&t);
	assert_int_equal(s.agreed, 159);
	assert_int_equal(s.differing, 2);
	assert_int_equal(s.passed_over, 219);
	taking_assert_findings(&t, 2);
	assert_text(t.findings.items[0].message,
	            "Derbyshire lies in East Midlands, and not in West Midlands");
}

static void what_the_program_does_not_know_is_found(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "las.csv",
	                  "new_la_code,la_name,valid_to,region_code,old_la_code\n"
	                  "E06000067,East Surrey,,E12000008,950\n"
	                  "E10000030,Surrey,31/03/2027,E12000008,936\n"
	                  "E06000019,Hereford City,,E12000005,884\n"
	                  "E06000019,Herefordshire,,E12000009,885\n"
	                  "z,Overseas,,,702\n"
	                  "E09000021 / E09000027,Kingston / Richmond,,E12000007,314 / 318\n");
	struct geography_summary s = take(&t);
	assert_int_equal(s.agreed, 0);
	assert_int_equal(s.differing, 4);
	assert_int_equal(s.passed_over, 2);
	static const struct {
		const char *rule, *words;
		int64_t row;
	} EXPECTED[] = {
		{ "geography.unknown", "'E06000067' (East Surrey) is not known", 2 },
		{ "geography.end_differs", "the code E10000030 of Surrey ends on 2027-03-31 here "
		                           "and on no day to this program", 3 },
		{ "geography.name_differs", "'Hereford City' is Herefordshire (884)", 4 },
		{ "geography.disagrees", "'E06000019' is 884 to this program, and not '885'", 5 },
		{ "geography.region_differs", "Herefordshire lies in West Midlands, and not in "
		                              "South West", 5 },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		const struct finding *f = taking_finding(&t, EXPECTED[i].rule);
		assert_non_null(f);
		assert_int_equal(f->row, EXPECTED[i].row);
		if (str_find_nocase(f->message, str_of(EXPECTED[i].words)) == SIZE_MAX)
			fail_msg("%.*s", STR_ARGS(f->message));
	}
}

static void a_reorganisation_that_is_not_known_is_found(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "changes.csv",
	                  "effective_date,change,old_la_code,new_la_code,la_name,"
	                  "successor_new_la_code\n"
	                  "2027-04-01,split,936,E10000030,Surrey,E06000067\n"
	                  "2023-04-01,split,909,E10000006,Cumbria,E06000063\n");
	struct geography_summary s = take(&t);
	assert_int_equal(s.agreed, 1);
	assert_int_equal(s.differing, 1);
	assert_text(taking_finding(&t, "geography.change_unknown")->message,
	            "that Surrey became 'E06000067' on 2027-04-01 is not known to this program");
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(published_lists_say_what_the_program_knows),
		SQLITE_TEST(two_regions_of_a_published_list_are_not_the_statistics_offices),
		SQLITE_TEST(what_the_program_does_not_know_is_found),
		SQLITE_TEST(a_reorganisation_that_is_not_known_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
