#include "../check.h"

#include <string.h>

#include "intake/ees_names.h"
#include "intake/ees_period.h"

static void the_name_of_a_file_tells_table_and_release(void **state)
{
	(void)state;
	static const struct {
		const char *file, *stem, *release;
	} CASES[] = {
		{ "b1_children_in_need_2013_to_2024.csv", "b1_children_in_need", "2013 to 2024" },
		{ "data/UD_NEETNK_LA_dashboard_2022_final.csv", "ud_neetnk_la_dashboard",
		  "2022 final" },
		{ "timeliness_20_week.csv", "timeliness_20_week", "" },
		{ "cla_number_and_rate_per_10k_children.csv",
		  "cla_number_and_rate_per_10k_children", "" },
		{ "ons_mid-year_population_estimates_2012_to_2023.csv",
		  "ons_mid-year_population_estimates", "2012 to 2023" },
		{ "csww_headline_measures_2017_to_2022 (1).csv", "csww_headline_measures",
		  "2017 to 2022 (1)" },
		{ "absence_202324.CSV", "absence", "202324" },
		{ "table_2013-24.csv", "table", "2013-24" },
		{ "la_data.csv", "la", "" },
		{ "2024.csv", "2024", "" },
		{ "x", "x", "" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		struct str stem, release;
		ees_stem_read(str_of(CASES[i].file), &arena, &stem, &release);
		assert_text(stem, CASES[i].stem);
		assert_text(release, CASES[i].release);
	}
}

static void columns_are_known_by_name_in_any_case(void **state)
{
	(void)state;
	static const struct {
		const char *stem, *header, *key;
		enum ees_role role;
		const char *unit;
	} CASES[] = {
		{ "t", " Time_Period ", "time_period", EES_ROLE_TIME_PERIOD, "" },
		{ "t", "geographical_level", "geographical_level", EES_ROLE_LEVEL, "" },
		{ "t", "Age", "age", EES_ROLE_FILTER, "" },
		{ "t", "version", "version", EES_ROLE_STATUS, "" },
		{ "t", "pcon_name", "pcon_name", EES_ROLE_PLACE, "" },
		{ "c1_children_in_need_referrals", "Re_referrals_percent", "re_referrals_percent",
		  EES_ROLE_OPEN, "%" },
		{ "c1_children_in_need_referrals", "Referrals_rate", "referrals_rate",
		  EES_ROLE_OPEN, "rate per 10,000" },
		{ "other", "Referrals_rate", "referrals_rate", EES_ROLE_OPEN, "" },
		{ "c2_children_in_need", "25th_Percentile_days", "25th_percentile_days",
		  EES_ROLE_OPEN, "" },
		{ "csww_headline_measures", "turnover_rate_fte_%", "turnover_rate_fte",
		  EES_ROLE_OPEN, "%" },
		{ "csww_headline_measures", "turnover_rate_fte", "turnover_rate_fte",
		  EES_ROLE_OPEN, "%" },
		{ "timeliness_20_week", "PC_plans_issued_20_weeks_ex",
		  "pc_plans_issued_20_weeks_ex", EES_ROLE_OPEN, "%" },
		{ "cla_number_and_rate", "rate_per_10000", "rate_per_10000", EES_ROLE_OPEN,
		  "rate per 10,000" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		struct str stem = str_of(CASES[i].stem);
		struct str key = ees_column_key(str_of(CASES[i].header), stem, &arena);
		assert_text(key, CASES[i].key);
		assert_int_equal(ees_role_of(key), CASES[i].role);
		assert_text(ees_unit_of(key, stem), CASES[i].unit);
	}
}

static void a_period_is_dated_by_its_words_and_its_table(void **state)
{
	(void)state;
	static const struct {
		const char *stem, *digits, *identifier, *period;
		enum ees_dating dating;
	} CASES[] = {
		{ "b1_children_in_need", "2024", "Reporting year", "2023-24", EES_DATED },
		{ "cla_number_and_rate", "2024", "reporting year", "2023-24", EES_DATED },
		{ "csww_headline_measures", "2022", "Reporting year", "WY2021-22", EES_DATED },
		{ "ons_mid-year_population_estimates", "2023", "Reporting year", "2023-06-30",
		  EES_DATED },
		{ "other", "2024", "Reporting year", "2024", EES_DATED_BY_NO_RULE },
		{ "t", "2024", "Calendar year", "CY2024", EES_DATED },
		{ "t", "202425", "Academic year", "AY2024-25", EES_DATED },
		{ "t", "199900", "Academic year", "AY1999-00", EES_DATED },
		{ "t", "202425", "Financial year", "2024-25", EES_DATED },
		{ "t", "202425", "Financial year Q1", "2024-25-Q1", EES_DATED },
		{ "t", "202425", "Financial year Q4", "2024-25-Q4", EES_DATED },
		{ "t", "202425", "Part 1 (April to September)", "2024-25-Q2-YTD", EES_DATED },
		{ "t", "202425", "Part 2 (October to March)", "202425", EES_DATED_NOT },
		{ "t", "202425", "Tax year", "202425", EES_DATED_NOT },
		{ "t", "202425", "Autumn and spring term", "202425", EES_DATED_NOT },
		{ "t", "2024", "January", "2024-M01", EES_DATED },
		{ "t", "2024", "December", "2024-M12", EES_DATED },
		{ "t", "2024", "Week 12", "2024", EES_DATED_NOT },
		{ "t", "2024", "Moon", "2024", EES_DATED_BY_NO_WORD },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct err err = { 0 };
		struct period period;
		enum ees_dating dating;
		char text[PERIOD_TEXT_BYTES];
		assert_ok(ees_period_read(str_of(CASES[i].digits), str_of(CASES[i].identifier),
		                          ees_reporting_year(str_of(CASES[i].stem)), &period,
		                          &dating, &err), &err);
		assert_string_equal(period_print(&period, text), CASES[i].period);
		assert_int_equal(dating, CASES[i].dating);
	}
}

static void what_is_no_year_is_refused_in_words(void **state)
{
	(void)state;
	static const struct {
		const char *digits, *identifier, *words;
	} CASES[] = {
		{ "202325", "Academic year", "not two years in a row; expected 202324" },
		{ "2024", "Academic year", "is written with 6" },
		{ "202425", "Calendar year", "is written with 4" },
		{ "2024/25", "Academic year", "is no year; expected four digits" },
		{ "", "Academic year", "is no year" },
		{ "-024", "Calendar year", "is no year" },
		{ "0024", "Calendar year", "no year that figures are kept for" },
		{ "9999", "Calendar year", "no year that figures are kept for" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct err err = { 0 };
		struct period period;
		enum ees_dating dating;
		assert_int_equal(ees_period_read(str_of(CASES[i].digits),
		                                 str_of(CASES[i].identifier),
		                                 EES_YEAR_TO_MARCH, &period, &dating, &err),
		                 E_INPUT);
		if (!strstr(err.text, CASES[i].words))
			fail_msg("'%s' does not say '%s'", err.text, CASES[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_name_of_a_file_tells_table_and_release),
		cmocka_unit_test(columns_are_known_by_name_in_any_case),
		cmocka_unit_test(a_period_is_dated_by_its_words_and_its_table),
		cmocka_unit_test(what_is_no_year_is_refused_in_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
