/* The Department's own files, whole or with rows left out (tests/cases/ees). */
#include "taking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ees_file.h"
#include "intake/neighbours_file.h"
#include "series/peers.h"
#include "series/place.h"
#include "series/population.h"

/* What each file holds, and how many findings. */
static const struct {
	const char *file;
	int64_t rows, measures, values;
	size_t findings;
} FILES[] = {
	{ "a1_cin_assessments_episodes_referrals_2013_to_2024.csv", 180, 45, 540, 0 },
	{ "a2_section47_icpc_cpp_2013_to_2024.csv", 156, 39, 468, 0 },
	{ "a6_cpp_initial_category_of_abuse_2013_to_2024.csv", 12, 6, 72, 0 },
	{ "b1_children_in_need_2013_to_2024.csv", 176, 16, 2816, 0 },
	{ "b3_cin_primary_need_2013_to_2024.csv", 176, 11, 1936, 0 },
	{ "b5_children_in_need_duration_of_ended_episode_2013_to_2024.csv", 176, 11, 1936, 0 },
	{ "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv", 501, 12, 6012, 0 },
	{ "c2_children_in_need_assessments_duration_2014_to_2024.csv", 175, 14, 2450, 0 },
	{ "c3_factors_identified_at_end_of_assessment_2018_to_2024.csv", 171, 40, 6840, 0 },
	{ "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv", 176, 15, 2640, 0 },
	{ "d1_child_protection_plans_2013_to_2024.csv", 176, 14, 2464, 0 },
	{ "d3_cpps_subsequent_plan_2013_to_2024.csv", 176, 3, 528, 0 },
	{ "d5_cpps_at31march_by_duration_2013_to_2024.csv", 176, 11, 1936, 0 },
	{ "d6_cpps_reviewed_within_timescales_2013_to_2024.csv", 176, 3, 528, 0 },
	{ "headline_figures_2013_to_2024.csv", 12, 6, 72, 0 },
	{ "ons_mid-year_population_estimates_2012_to_2023.csv", 1967, 1, 1967, 0 },
	{ "cla_number_and_rate_per_10k_children.csv", 1008, 9, 3024, 0 },
	{ "la_care_leavers_activity.csv", 1424, 48, 2848, 0 },
	{ "la_cla_placement_stability.csv", 1020, 12, 2040, 0 },
	{ "la_cla_swcount.csv", 330, 4, 660, 0 },
	{ "national_cla_adopted_average_time_between_adoption_process_stages.csv", 315, 63, 315,
	  0 },
	{ "ees_demo_datafile.csv", 15, 12, 30, 0 },
	{ "UD_NEETNK_LA_dashboard_2022.csv", 160, 39, 6240, 0 },
	{ "ks4_la_social_care_groups.csv", 1002, 48, 16032, 0 },
	{ "timeliness_20_week.csv", 1054, 602, 14756, 0 },
	{ "csww_headline_measures_2017_to_2022.csv", 978, 20, 19560, 0 },
};

static void take_file(struct store *store, const char *file, struct arena *arena,
                      struct ees_summary *out)
{
	auto_taking t;
	char name[256];
	snprintf(name, sizeof(name), "ees/%s", file);
	taking_start(&t, store, name);
	*out = (struct ees_summary){ .of = { .arena = arena } };
	assert_ok(ees_take_file(t.db, &t.what, out, &t.findings, &t.err), &t.err);
	for (size_t i = 0; i < COUNT_OF(FILES); i++)
		if (strcmp(FILES[i].file, file) == 0)
			taking_assert_findings(&t, FILES[i].findings);
}

static void every_file_is_taken_whole(void **state)
{
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		auto_arena arena = { 0 };
		struct ees_summary s;
		take_file(*state, FILES[i].file, &arena, &s);
		if (s.of.rows != FILES[i].rows || s.rows_taken != FILES[i].rows ||
		    s.comparator.measures != FILES[i].measures ||
		    s.comparator.values != FILES[i].values)
			fail_msg("%s: %lld rows, %lld taken, %lld measures, %lld values",
			         FILES[i].file, (long long)s.of.rows, (long long)s.rows_taken,
			         (long long)s.comparator.measures,
			         (long long)s.comparator.values);
		assert_int_equal(s.comparator.values_repeated, 0);
		assert_int_equal(s.comparator.values_added, s.comparator.values);
	}
}

/* A measure of a table and a period, as a question. */
static struct comparator_question ask(struct store *store, const char *stem, const char *column,
                                      const char *filters, const char *period)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct comparator_release of = { .source = STR("ees"), .stem = str_of(stem) };
	struct comparator_measure which = { .column = str_of(column),
		                            .filters = str_of(filters) };
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, &arena, &held, &err), &err);
	struct comparator_question what = { .measure = held.id, .known_by = SERIES_KNOWN_NOW };
	struct period wanted;
	assert_ok(period_parse(str_of(period), &wanted, &err), &err);
	struct comparator_period found = { 0 };
	assert_ok(comparator_period_find(store->db, &what, &wanted, &arena, &found, &err), &err);
	what.period = found.id;
	return what;
}

static struct ratio number_of(struct store *store, const struct comparator_question *what,
                              int place)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct comparator_value value = { 0 };
	assert_ok(comparator_value_load(store->db, what, place, &arena, &value, &err), &err);
	assert_int_equal(value.absence, COMPARATOR_KNOWN);
	return value.number;
}

#define C2 "c2_children_in_need_assessments_duration"
#define C4 "c4_children_in_need_section_47s_and_icpcs"
#define STABLE "la_cla_placement_stability"
#define CARERS                                                                              \
	"cla_group=Children looked after continuously for at least 2.5 years on 31 March aged " \
	"under 16 years; placement_stability=Living with the same carer for at least 2 years"

/* England as the Department published it. */
static const struct {
	const char *file, *stem, *column, *filters, *period, *number;
} ENGLAND[] = {
	{ "b1_children_in_need_2013_to_2024.csv", "b1_children_in_need", "At31_episodes_rate",
	  "category=Children in Need", "2023-24", "332.9" },
	{ NULL, "b1_children_in_need", "At31_episodes", "category=Children in Need", "2023-24",
	  "399460" },
	{ NULL, "b1_children_in_need", "At31_episodes", "category=Children in Need", "2022-23",
	  "403090" },
	{ "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv",
	  "c1_children_in_need_referrals_and_rereferrals", "Referrals_rate",
	  "category=Referrals and Re-referrals", "2023-24", "518.3" },
	{ NULL, "c1_children_in_need_referrals_and_rereferrals", "Re_referrals_percent",
	  "category=Referrals and Re-referrals", "2023-24", "22.4" },
	{ NULL, "c1_children_in_need_referrals_and_rereferrals", "Referrals",
	  "category=Referrals and Re-referrals", "2022-23", "640430" },
	{ "d1_child_protection_plans_2013_to_2024.csv", "d1_child_protection_plans",
	  "CPP_At31_rate", "category=Child Protection Plans", "2023-24", "41.6" },
	{ NULL, "d1_child_protection_plans", "CPP_At31", "category=Child Protection Plans",
	  "2022-23", "50780" },
	{ "d3_cpps_subsequent_plan_2013_to_2024.csv", "d3_cpps_subsequent_plan",
	  "CPP_subsequent_percent",
	  "category=Child Protection Plans which are a second or subsequent plan", "2023-24",
	  "24.7" },
	{ "d5_cpps_at31march_by_duration_2013_to_2024.csv", "d5_cpps_at31march_by_duration",
	  "2_years_or_more_percent", "category=Child Protection Plans by length of time",
	  "2023-24", "2.6" },
	{ "d6_cpps_reviewed_within_timescales_2013_to_2024.csv",
	  "d6_cpps_reviewed_within_timescales", "Reviewed_within_timescales_percent",
	  "category=Child Protection Plans reviewed within timescales", "2023-24", "89.8" },
	{ "cla_number_and_rate_per_10k_children.csv", "cla_number_and_rate_per_10k_children",
	  "rate_per_10000", "population_type=Children looked after on 31 March each year",
	  "2023-24", "69" },
	{ NULL, "cla_number_and_rate_per_10k_children", "children_count",
	  "population_type=Children looked after on 31 March each year", "2023-24", "83530" },
	{ NULL, "cla_number_and_rate_per_10k_children", "children_count",
	  "population_type=Children looked after on 31 March each year", "2022-23", "83750" },
	{ NULL, "cla_number_and_rate_per_10k_children", "children_count",
	  "population_type=Children looked after on 31 March each year", "2021-22", "82090" },
	{ NULL, "cla_number_and_rate_per_10k_children", "children_count",
	  "population_type=Children looked after on 31 March each year", "2020-21", "80780" },
	{ "la_cla_placement_stability.csv", STABLE, "children_percent",
	  "cla_group=CLA on 31 March; placement_stability=With 3 or more placements during the "
	  "year", "2023-24", "11" },
	{ NULL, STABLE, "children_percent", CARERS, "2023-24", "68" },
	{ "la_care_leavers_activity.csv", "la_care_leavers_activity", "care_leaver_percent",
	  "breakdown=Total in education, employment or training; care_leaver_age=19 to 21 years",
	  "2023-24", "54" },
	{ "csww_headline_measures_2017_to_2022.csv", "csww_headline_measures",
	  "turnover_rate_fte", "", "WY2021-22", "17.1" },
	{ NULL, "csww_headline_measures", "agency_worker_rate_fte", "", "WY2021-22", "17.6" },
	{ NULL, "csww_headline_measures", "vacancy_rate_fte", "", "WY2021-22", "20" },
	{ NULL, "csww_headline_measures", "caseload_fte", "", "WY2021-22", "16.6" },
	{ "timeliness_20_week.csv", "timeliness_20_week", "pc_plans_issued_within_20_weeks",
	  "breakdown=All EHC plans issued; breakdown_topic=All EHC plans issued", "CY2024",
	  "45.9" },
	{ NULL, "timeliness_20_week", "PC_plans_issued_20_weeks_ex",
	  "breakdown=All EHC plans issued; breakdown_topic=All EHC plans issued", "CY2024",
	  "46.4" },
	{ "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv", C4, "Section47_rate",
	  "category=Section 47s and Initial Child Protection Conferences", "2023-24", "187.1" },
	{ "ons_mid-year_population_estimates_2012_to_2023.csv",
	  "ons_mid-year_population_estimates", "population_estimate",
	  "age_group=Children aged 0 to 17 years", "2012-06-30", "11403970" },
};

static void england_is_as_published(void **state)
{
	struct store *store = *state;
	for (size_t i = 0; i < COUNT_OF(ENGLAND); i++) {
		auto_arena arena = { 0 };
		struct ees_summary s;
		if (ENGLAND[i].file)
			take_file(store, ENGLAND[i].file, &arena, &s);
		struct comparator_question what =
			ask(store, ENGLAND[i].stem, ENGLAND[i].column, ENGLAND[i].filters,
			    ENGLAND[i].period);
		struct ratio number = number_of(store, &what, PLACE_NUMBER_ENGLAND);
		struct ratio expected;
		struct err err = { 0 };
		assert_ok(ratio_parse(str_of(ENGLAND[i].number), &expected, NULL, &err), &err);
		if (ratio_compare(number, expected) != 0)
			fail_msg("%s %s", ENGLAND[i].stem, ENGLAND[i].column);
	}
}

/* 100 times the sum of some columns over another one, of England in 2023-24. */
static void assert_share(struct store *store, const char *stem, const char *filters,
                         const char *const *parts, const char *whole, const char *expected)
{
	struct ratio sum = ratio_whole(0);
	char text[RATIO_TEXT_BYTES];
	for (size_t i = 0; parts[i]; i++) {
		struct comparator_question what = ask(store, stem, parts[i], filters, "2023-24");
		sum = ratio_add(sum, number_of(store, &what, PLACE_NUMBER_ENGLAND));
	}
	struct comparator_question what = ask(store, stem, whole, filters, "2023-24");
	struct ratio share = ratio_divide(ratio_multiply(sum, ratio_whole(100)),
	                                  number_of(store, &what, PLACE_NUMBER_ENGLAND));
	assert_string_equal(ratio_print(share, 1, text), expected);
}

static void shares_worked_out_of_counts_are_as_published(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct ees_summary s;
	take_file(store, "c2_children_in_need_assessments_duration_2014_to_2024.csv", &arena, &s);
	take_file(store, "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv", &arena, &s);
	static const char *const WITHIN_45[] = { "Same_day",   "1-10_days",  "11-20_days",
		                                 "21-30_days", "31-40_days", "41-45_days",
		                                 NULL };
	assert_share(store, C2, "category=Duration of assessment", WITHIN_45,
	             "Assessments_completed", "84.5");
	static const char *const WITHIN_15[] = { "Duration_0-10_days", "Duration_11-15_days",
		                                 NULL };
	assert_share(store, C4, "category=Section 47s and Initial Child Protection Conferences",
	             WITHIN_15, "ICPC", "79.7");
}

static void the_parts_of_london_are_left_out_of_a_sum_of_regions(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct ees_summary s;
	take_file(store, "cla_number_and_rate_per_10k_children.csv", &arena, &s);
	struct comparator_question what =
		ask(store, "cla_number_and_rate_per_10k_children", "children_count",
		    "population_type=Children looked after on 31 March each year", "2023-24");
	struct comparator_value_list list = { 0 };
	assert_ok(comparator_values_load(store->db, &what, &arena, &list, &err), &err);
	struct ratio regions = ratio_whole(0), with_parts = ratio_whole(0);
	for (size_t i = 0; i < list.count; i++) {
		const struct place *place = place_by_number(list.items[i].place);
		bool is_part = place->kind == PLACE_LONDON_PART;
		if (place->kind == PLACE_REGION)
			regions = ratio_add(regions, list.items[i].number);
		if (place->kind == PLACE_REGION || is_part)
			with_parts = ratio_add(with_parts, list.items[i].number);
	}
	assert_int_equal(ratio_compare(with_parts, ratio_whole(93170)), 0);
	/* Regions are rounded to tens, each for itself. */
	assert_true(ratio_compare(ratio_absolute(ratio_subtract(regions, ratio_whole(83530))),
	                          ratio_whole(50)) <= 0);
}

static void the_population_of_a_year_to_march_is_that_of_the_middle_before(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct ees_summary s;
	take_file(store, "ons_mid-year_population_estimates_2012_to_2023.csv", &arena, &s);
	struct population_asked asked = { .place = 884, .ages = { 0, 17 },
		                          .known_by = SERIES_KNOWN_NOW };
	struct population population = { 0 };
	assert_ok(date_parse_iso(STR("2024-03-31"), &asked.on, &err), &err);
	assert_ok(population_load(store->db, &asked, &arena, &population, &err), &err);
	char day[DATE_TEXT_BYTES];
	assert_string_equal(date_print_iso(population.mid_year, day), "2023-06-30");
	assert_false(population.is_older);
	assert_text(population.value.release, "2012 to 2023");
	/* The rate that was published with it: 332.9 of 399,460 children. */
	asked.place = PLACE_NUMBER_ENGLAND;
	assert_ok(population_load(store->db, &asked, &arena, &population, &err), &err);
	assert_text(population.value.decimal, "11998646");
	char text[RATIO_TEXT_BYTES];
	struct ratio rate = ratio_divide(ratio_whole(INT64_C(399460) * 10000),
	                                 population.value.number);
	assert_string_equal(ratio_print(rate, 1, text), "332.9");
}

static void a_population_that_is_not_there_yet_is_the_newest_before_and_says_so(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct ees_summary s;
	take_file(store, "ons_mid-year_population_estimates_2012_to_2023.csv", &arena, &s);
	struct population_asked asked = { .place = 884, .ages = { 0, 17 },
		                          .known_by = SERIES_KNOWN_NOW };
	struct population population = { 0 };
	assert_ok(date_parse_iso(STR("2025-03-31"), &asked.on, &err), &err);
	assert_ok(population_load(store->db, &asked, &arena, &population, &err), &err);
	assert_true(population.is_older);
	asked.ages.from = 10;
	assert_int_equal(population_load(store->db, &asked, &arena, &population, &err), E_MISSING);
	assert_says(&err, "no population aged 10 to 17 of place 884 for 2024-06-30 or before");
}

static void a_revised_population_counts_and_the_earlier_can_be_asked(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct ees_summary first;
	take_file(store, "ons_mid-year_population_estimates_2012_to_2023.csv", &arena, &first);
	auto_taking t;
	taking_start_text(&t, store, "ons_mid-year_population_estimates_2022_to_2024.csv",
	                  "time_period,time_identifier,geographic_level,country_code,age_group,"
	                  "population_estimate\n"
	                  "2023,Reporting year,National,E92000001,Children aged 0 to 17 years,"
	                  "12059476\n"
	                  "2024,Reporting year,National,E92000001,Children aged 0 to 17 years,"
	                  "12100000\n");
	struct ees_summary second = { .of = { .arena = &arena } };
	assert_ok(ees_take_file(t.db, &t.what, &second, &t.findings, &t.err), &t.err);
	assert_int_equal(second.comparator.values_revised, 1);
	struct population_asked asked = { .place = PLACE_NUMBER_ENGLAND, .ages = { 0, 17 },
		                          .known_by = SERIES_KNOWN_NOW };
	struct population population = { 0 };
	char text[RATIO_TEXT_BYTES];
	assert_ok(date_parse_iso(STR("2024-03-31"), &asked.on, &err), &err);
	assert_ok(population_load(store->db, &asked, &arena, &population, &err), &err);
	assert_text(population.value.release, "2022 to 2024");
	struct ratio rate = ratio_divide(ratio_whole(INT64_C(399460) * 10000),
	                                 population.value.number);
	assert_string_equal(ratio_print(rate, 1, text), "331.2");
	asked.known_by = first.of.delivery;
	assert_ok(population_load(store->db, &asked, &arena, &population, &err), &err);
	assert_text(population.value.decimal, "11998646");
}

/* ---- the medians of the Department's dashboard ---- */

struct medians {
	struct store *store;
	bool has_header;
	int checked;
};

static void check_median(struct store *store, const struct grid_row *row)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	bool is_rate = str_equal(grid_text(row, 0), STR("cla_rate_per_10000"));
	int64_t year = 0, place = 0;
	assert_ok(str_to_int64(grid_text(row, 2), &year, &err), &err);
	assert_ok(str_to_int64(grid_text(row, 3), &place, &err), &err);
	struct str filters = STR("category=Referrals and Re-referrals");
	if (is_rate)
		filters = arena_format(&arena, "population_type=%.*s", STR_ARGS(grid_text(row, 1)));
	char period[32];
	snprintf(period, sizeof(period), "%d-%02d", (int)year - 1, (int)year % 100);
	struct comparator_question what =
		is_rate ? ask(store, "cla_number_and_rate_per_10k_children", "rate_per_10000",
		              filters.ptr, period)
		        : ask(store, "c1_children_in_need_referrals_and_rereferrals",
		              "re_referrals_percent", filters.ptr, period);
	struct peers_asked asked = { .place = (int)place, .statistic = PEER_MEDIAN };
	assert_ok(date_from_ymd(2025, 6, 30, &asked.model_on, &err), &err);
	struct peers peers = { 0 };
	assert_ok(peers_load(store->db, &what, &asked, &arena, &peers, &err), &err);
	assert_true(peers.is_known);
	assert_int_equal(peers.listed, 10);
	assert_int_equal(peers.used + peers.left_out_count, 10);
	char text[RATIO_TEXT_BYTES];
	struct ratio published;
	int decimals = is_rate ? 0 : 1;
	assert_ok(ratio_parse(grid_text(row, 5), &published, NULL, &err), &err);
	ratio_print(peers.number, decimals, text);
	char expected[RATIO_TEXT_BYTES];
	if (strcmp(text, ratio_print(published, decimals, expected)) != 0)
		fail_msg("row %lld: %s, published %s", (long long)row->number, text, expected);
}

static enum status take_median(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct medians *m = context;
	if (!m->has_header) {
		m->has_header = true;
		return OK;
	}
	check_median(m->store, row);
	m->checked++;
	return OK;
}

static void medians_of_neighbours_are_those_of_the_departments_dashboard(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct ees_summary s;
	take_file(store, "cla_number_and_rate_per_10k_children.csv", &arena, &s);
	take_file(store, "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv", &arena,
	          &s);
	{
		auto_taking t;
		taking_start(&t, store, "neighbours/sn_2025_long.csv");
		struct neighbours_summary neighbours = { .of = t.of };
		assert_ok(date_from_ymd(2025, 5, 1, &t.what.published_on, &t.err), &t.err);
		assert_ok(neighbours_take_file(t.db, &t.what, &neighbours, &t.findings, &t.err),
		          &t.err);
	}
	struct medians m = { .store = store };
	struct err err = { 0 };
	char path[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	snprintf(path, sizeof(path), "%s/tests/cases/ees/sn_median_dfe_to_2024.csv",
	         root ? root : ".");
	auto_table_stream stream = NULL;
	struct grid_sink sink = { &m, take_median };
	assert_ok(table_stream_open(path, &stream, &err), &err);
	assert_ok(table_stream_read(stream, 0, &sink, &err), &err);
	assert_int_equal(m.checked, 1355);
}

static void a_comparison_tells_region_england_and_who_was_left_out(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct ees_summary s;
	take_file(store, "csww_headline_measures_2017_to_2022.csv", &arena, &s);
	struct comparator_question what =
		ask(store, "csww_headline_measures", "caseload_fte", "", "WY2021-22");
	struct peers_asked asked = { .place = 884 };
	struct beside c = { 0 };
	assert_ok(date_parse_iso(STR("2025-06-30"), &asked.model_on, &err), &err);
	assert_ok(beside_load(store->db, &what, &asked, &arena, &c, &err), &err);
	assert_false(c.has_peers); /* no model is held */
	assert_true(c.own.is_spoken_of && c.region.is_spoken_of);
	assert_int_equal(c.region.value.place, 984);
	assert_text(c.england.value.decimal, "16.6");
	{
		auto_taking t;
		taking_start(&t, store, "neighbours/sn_2025_long.csv");
		struct neighbours_summary neighbours = { .of = t.of };
		t.what.published_on = asked.model_on;
		assert_ok(neighbours_take_file(t.db, &t.what, &neighbours, &t.findings, &t.err),
		          &t.err);
	}
	assert_ok(beside_load(store->db, &what, &asked, &arena, &c, &err), &err);
	assert_true(c.has_peers);
	/* Westmorland and Furness, its nearest neighbour, began in 2023. */
	assert_int_equal(c.peers.listed, 10);
	assert_int_equal(c.peers.used, 9);
	assert_int_equal(c.peers.left_out[0].place, 943);
	assert_false(c.peers.left_out[0].is_spoken_of);
	asked.most = 1;
	assert_ok(beside_load(store->db, &what, &asked, &arena, &c, &err), &err);
	assert_false(c.peers.is_known);
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		SQLITE_TEST(every_file_is_taken_whole),
		STORE_TESTS(england_is_as_published),
		SQLITE_TEST(shares_worked_out_of_counts_are_as_published),
		SQLITE_TEST(the_parts_of_london_are_left_out_of_a_sum_of_regions),
		STORE_TESTS(the_population_of_a_year_to_march_is_that_of_the_middle_before),
		SQLITE_TEST(a_population_that_is_not_there_yet_is_the_newest_before_and_says_so),
		SQLITE_TEST(a_revised_population_counts_and_the_earlier_can_be_asked),
		SQLITE_TEST(medians_of_neighbours_are_those_of_the_departments_dashboard),
		STORE_TESTS(a_comparison_tells_region_england_and_who_was_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
