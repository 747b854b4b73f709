#include "taking.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/ees_file.h"
#include "series/place.h"

#define HEADER "time_period,time_identifier,geographic_level,country_code,country_name,"   \
	"region_code,region_name,old_la_code,new_la_code,la_name,"
#define ENGLAND "2024,Reporting year,National,E92000001,England,,,,,,"
#define LEEDS "2024,Reporting year,Local authority,E92000001,England,E12000003,"           \
	"Yorkshire and The Humber,383,E08000035,Leeds,"

#define IN ",Reporting year,Local authority,E92000001,England,,,"

static struct ees_summary take(struct taking *t)
{
	struct ees_summary summary = { .of = t->of };
	assert_ok(ees_take_file(t->db, &t->what, &summary, &t->findings, &t->err), &t->err);
	return summary;
}

/* Takes a text that must not be doubtful. The texts of what it gives are gone. */
static struct ees_summary take_text(struct store *store, const char *name, const char *text)
{
	auto_taking t;
	taking_start_text(&t, store, name, text);
	struct ees_summary summary = take(&t);
	taking_assert_findings(&t, 0);
	return summary;
}

/* A value: the decimal, or the symbol of its absence; NULL when nothing is said. */
struct asked {
	const char *stem, *column, *filters, *period;
	int place;
};

static const char *value(struct store *store, struct arena *arena, struct asked asked)
{
	struct err err = { 0 };
	struct comparator_release of = { .source = STR("ees"), .stem = str_of(asked.stem) };
	struct comparator_measure which = { .column = str_of(asked.column),
		                            .filters = str_of(asked.filters) };
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, arena, &held, &err), &err);
	struct comparator_question what = { .measure = held.id, .known_by = SERIES_KNOWN_NOW };
	struct period period = period_read(str_of(asked.period));
	struct comparator_period found = { 0 };
	if (comparator_period_find(store->db, &what, &period, arena, &found, &err) == E_MISSING)
		return NULL;
	what.period = found.id;
	struct comparator_value got = { 0 };
	enum status st = comparator_value_load(store->db, &what, asked.place, arena, &got, &err);
	if (st == E_MISSING)
		return NULL;
	assert_int_equal(st, OK);
	return got.absence == COMPARATOR_KNOWN ? got.decimal.ptr
	                                       : comparator_absence_symbol(got.absence);
}

#define CIN "b1_children_in_need"

static void a_wide_file_gives_a_measure_for_each_column(void **state)
{
	auto_arena arena = { 0 };
	auto_taking t;
	taking_start_text(&t, *state, CIN "_2013_to_2024.csv",
	                  "\xEF\xBB\xBF" HEADER "Children,Children_rate\r\n"
	                  ENGLAND "399460,332.9\r\n" LEEDS "c,\r\n");
	struct ees_summary s = take(&t);
	taking_assert_findings(&t, 0);
	assert_text(s.stem, CIN);
	assert_text(s.release, "2013 to 2024");
	assert_int_equal(s.of.rows, 2);
	assert_int_equal(s.rows_taken, 2);
	assert_int_equal(s.comparator.measures, 2);
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "children_rate", "",
	                                                          "2023-24", 970 }), "332.9");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "Children", "", "2023-24",
	                                                          383 }), "c");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "Children_rate", "",
	                                                          "2023-24", 383 }), "");
}

static void a_snapshot_of_the_last_day_stands_beside_the_year(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, CIN ".csv", HEADER "Children\n" ENGLAND "399460\n");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "children", "",
	                                                          "2024-03-31", 970 }), "399460");
	assert_null(value(*state, &arena, (struct asked){ CIN, "children", "", "2024-03-30",
	                                                  970 }));
}

static void filters_keep_values_apart_and_totals_are_values_like_any(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, "cla_x.csv",
	          HEADER "group,Age,number\n"
	          ENGLAND "\"In care; all\",Total,30\n" ENGLAND "\"In care; all\",16,10\n"
	          ENGLAND "\"In care; all\",,1\n");
	static const char *const FILTERS[] = { "age=Total; group=In care\\; all",
		                               "age=16; group=In care\\; all",
		                               "group=In care\\; all" };
	static const char *const EXPECTED[] = { "30", "10", "1" };
	for (size_t i = 0; i < COUNT_OF(FILTERS); i++)
		assert_string_equal(value(*state, &arena,
		                          (struct asked){ "cla_x", "number", FILTERS[i], "2023-24",
		                                          970 }),
		                    EXPECTED[i]);
}

static void columns_may_stand_in_any_order(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, CIN ".csv",
	          "number,la_name,OLD_LA_CODE,Geographic_Level,time_identifier,Time_Period\n"
	          "7,Leeds,383,Local authority,Reporting year,2024\n");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2023-24",
	                                                          383 }), "7");
}

static void regions_are_found_by_code_and_parts_of_london_stand_apart(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, CIN ".csv",
	          HEADER "number\n"
	          "2024,Reporting year,Regional,E92000001,England,E12000007,London,,,,10\n"
	          "2024,Reporting year,Regional,E92000001,England,E13000001,Inner London,,,,4\n"
	          "2024,Reporting year,Regional,E92000001,England,,Yorkshire and the Humber,,,,5"
	          "\n");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2023-24",
	                                                          986 }), "10");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2023-24",
	                                                          987 }), "4");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2023-24",
	                                                          982 }), "5");
	assert_int_equal(place_by_number(987)->kind, PLACE_LONDON_PART);
}

static void a_figure_of_two_authorities_is_given_to_neither(void **state)
{
	auto_arena arena = { 0 };
	auto_taking t;
	taking_start_text(&t, *state, "csww_headline_measures.csv",
	                  HEADER "fte\n"
	                  "2022,Reporting year,Local authority,E92000001,England,E12000007,London,"
	                  "314 / 318,E09000021 / E09000027,"
	                  "Kingston upon Thames / Richmond upon Thames,9\n");
	take(&t);
	taking_assert_findings(&t, 1);
	assert_non_null(taking_finding(&t, "ees.place_of_two"));
	struct asked asked = { "csww_headline_measures", "fte", "", "WY2021-22", 314 };
	assert_null(value(*state, &arena, asked));
	asked.place = comparator_place_of_two(314, 318);
	assert_string_equal(value(*state, &arena, asked), "9");
}

static void rows_that_cannot_be_used_are_left_out_and_told(void **state)
{
	static const struct {
		const char *row;
		const char *rule;
		const char *words;
	} CASES[] = {
		{ "202325,Academic year,National,E92000001,England,,,,,,1\n", "ees.period",
		  "'202325' is not two years in a row; expected 202324; the row is left out" },
		{ "2024,Reporting year,National,W92000004,Wales,,,,,,1\n", "ees.place_unknown",
		  "'W92000004' is no place that we know; the row is left out" },
		{ "2024,Reporting year,Local authority,E92000001,England,,,999,,Nowhere,1\n",
		  "ees.place_unknown", "'Nowhere' is no place that we know; the row is left out" },
		{ "2024,Reporting year,National,E92000001,England,,,,,1\n", "ees.row_length",
		  "the row has 10 cells, the header 11; it is left out" },
		{ "2024,Reporting year,School,E92000001,England,,,,,,1\n", "ees.level_passed",
		  "1 rows of level 'School' are passed over; England, regions and local "
		  "authorities are kept" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		char text[1024];
		snprintf(text, sizeof(text), "%s%s%s", HEADER "number\n", ENGLAND "1\n",
		         CASES[i].row);
		taking_start_text(&t, *state, CIN ".csv", text);
		struct ees_summary summary = take(&t);
		assert_int_equal(summary.of.rows, 2);
		assert_int_equal(summary.rows_taken, 1);
		taking_assert_findings(&t, 1);
		const struct finding *finding = taking_finding(&t, CASES[i].rule);
		assert_non_null(finding);
		assert_int_equal(finding->row, 3);
		assert_text(finding->message, CASES[i].words);
	}
}

static void a_cell_that_is_neither_is_a_finding_and_no_number(void **state)
{
	auto_arena arena = { 0 };
	auto_taking t;
	char text[4096] = HEADER "number\n";
	size_t at = strlen(text);
	for (int year = 2005; year <= 2024; year++)
		at += (size_t)snprintf(text + at, sizeof(text) - at,
		                       "%d,Reporting year,National,E92000001,England,,,,,,%s\n",
		                       year, year == 2024 ? "about 5" : "5");
	taking_start_text(&t, *state, CIN ".csv", text);
	take(&t);
	const struct finding *finding = taking_finding(&t, "ees.cell");
	assert_non_null(finding);
	assert_text(finding->column, "number");
	assert_int_equal(finding->row, 21);
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2023-24",
	                                                          970 }), "?");
}

static void figures_of_an_authority_that_did_not_exist_are_kept_and_told(void **state)
{
	auto_arena arena = { 0 };
	auto_taking t;
	taking_start_text(&t, *state, CIN ".csv",
	                  HEADER "number\n"
	                  "2022" IN "942,,Cumberland,5\n"
	                  "2023" IN "942,,Cumberland,z\n"
	                  "2023" IN "909,,Cumbria,6\n"
	                  "2024" IN "942,,Cumberland,7\n");
	take(&t);
	taking_assert_findings(&t, 1);
	const struct finding *finding = taking_finding(&t, "ees.place_gone");
	assert_int_equal(finding->row, 2);
	assert_text(finding->message, "Cumberland did not exist in this period; its figures are "
	                              "kept as they are");
	assert_string_equal(value(*state, &arena, (struct asked){ CIN, "number", "", "2021-22",
	                                                          942 }), "5");
}

static void many_doubts_of_a_kind_are_counted(void **state)
{
	auto_taking t;
	char text[4096] = HEADER "number\n" ENGLAND "1\n";
	size_t at = strlen(text);
	for (int i = 0; i < 25; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%s",
		                       "2024,Reporting year,National,W92000004,Wales,,,,,,1\n");
	taking_start_text(&t, *state, CIN ".csv", text);
	take(&t);
	taking_assert_findings(&t, 11);
	assert_text(t.findings.items[10].message,
	            "25 rows are of an unknown place; the first 10 are listed");
}

static void a_reporting_year_of_an_unknown_table_has_no_dates(void **state)
{
	auto_arena arena = { 0 };
	auto_taking t;
	taking_start_text(&t, *state, "mystery.csv", HEADER "number\n" ENGLAND "1\n");
	take(&t);
	taking_assert_findings(&t, 1);
	assert_non_null(taking_finding(&t, "ees.period_undated"));
	assert_null(value(*state, &arena, (struct asked){ "mystery", "number", "", "2023-24",
	                                                  970 }));
}

static void what_a_figure_is_worth_yet_is_part_of_its_label_not_a_filter(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, "ks4_la.csv",
	          HEADER "version,number\n202324,Academic year,National,E92000001,England,,,,,,"
	          "Provisional,5\n");
	auto_taking t;
	taking_start_text(&t, *state, "ks4_la_2024.csv",
	                  HEADER "version,number\n202324,Academic year,National,E92000001,England,"
	                  ",,,,,Final,6\n");
	take(&t);
	assert_non_null(taking_finding(&t, "comparator.revised"));
	assert_string_equal(value(*state, &arena, (struct asked){ "ks4_la", "number", "",
	                                                          "AY2023-24", 970 }), "6");
}

static void durations_are_counted_in_months(void **state)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct store *store = *state;
	take_text(store, "cla_adopted.csv",
	          HEADER "stage,number\n" ENGLAND "Time,01:03\n" ENGLAND "Children,40\n");
	struct asked asked = { "cla_adopted", "number", "stage=Time", "2023-24", 970 };
	assert_string_equal(value(store, &arena, asked), "15");
	struct comparator_release of = { .source = STR("ees"), .stem = STR("cla_adopted") };
	struct comparator_measure which = { .column = STR("number"), .filters = STR("stage=Time") };
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, &arena, &held, &err), &err);
	assert_text(held.words.unit, "months");
	which.filters = STR("stage=Children");
	assert_ok(comparator_find(store->db, &of, &which, &arena, &held, &err), &err);
	assert_text(held.words.unit, "");
}

static void the_metadata_beside_a_file_decides(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	auto_taking t;
	struct err err = { 0 };
	taking_start_text(&t, store, "cla_x.csv", HEADER "grade,number\n" ENGLAND "4,17\n");
	char meta[600];
	snprintf(meta, sizeof(meta), "%s/cla_x.meta.csv", t.folder);
	assert_ok(file_write(meta,
	                     STR("col_name,col_type,label,indicator_grouping,indicator_unit,"
	                         "indicator_dp\ngrade,Filter,Grade,,,\n"
	                         "number,Indicator,Number of children,,%,1\nlost,Filter,,,,\n"),
	                     &err), &err);
	take(&t);
	unlink(meta);
	taking_assert_findings(&t, 1);
	assert_text(taking_finding(&t, "ees.meta")->column, "lost");
	assert_string_equal(value(store, &arena, (struct asked){ "cla_x", "number", "grade=4",
	                                                         "2023-24", 970 }), "17");
	struct comparator_release of = { .source = STR("ees"), .stem = STR("cla_x") };
	struct comparator_measure which = { .column = STR("number"), .filters = STR("grade=4") };
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, &arena, &held, &err), &err);
	assert_text(held.words.label, "Number of children");
	assert_text(held.words.unit, "%");
	assert_int_equal(held.words.decimals, 1);
}

static void a_column_is_taken_as_the_release_before_took_it(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, "cla_x_2023.csv", HEADER "grade,number\n" ENGLAND "four,17\n");
	auto_taking t;
	taking_start_text(&t, *state, "cla_x_2024.csv", HEADER "grade,number\n" ENGLAND "4,18\n");
	take(&t);
	taking_assert_findings(&t, 1); /* the figure of grade 'four' is in no release any more */
	assert_non_null(taking_finding(&t, "comparator.vanished"));
	assert_string_equal(value(*state, &arena, (struct asked){ "cla_x", "number", "grade=4",
	                                                          "2023-24", 970 }), "18");
}

static void a_column_renamed_between_releases_is_the_same_measure(void **state)
{
	auto_arena arena = { 0 };
	take_text(*state, "csww_headline_measures_2017_to_2021.csv",
	          HEADER "turnover_rate_fte_%\n" ENGLAND "15\n");
	auto_taking t;
	taking_start_text(&t, *state, "csww_headline_measures_2017_to_2022.csv",
	                  HEADER "turnover_rate_fte\n" ENGLAND "15.1\n");
	struct ees_summary s = take(&t);
	taking_assert_findings(&t, 1);
	assert_int_equal(s.comparator.measures_added, 0);
	assert_int_equal(s.comparator.revision_count, 1);
	assert_text(s.comparator.revisions[0].old_value, "15");
	assert_text(s.comparator.revisions[0].old_release, "2017 to 2021");
}

static void a_column_that_vanished_is_told(void **state)
{
	auto_taking t;
	take_text(*state, "cla_x_2023.csv", HEADER "number,Percent\n" ENGLAND "1,5\n");
	taking_start_text(&t, *state, "cla_x_2024.csv", HEADER "number,share\n" ENGLAND "1,5\n");
	take(&t);
	taking_assert_findings(&t, 1); /* the column; its figures are not told once more */
	assert_text(taking_finding(&t, "comparator.column_gone")->column, "percent");
}

static void a_dry_run_tells_what_it_would_do_and_stores_nothing(void **state)
{
	auto_taking t;
	static const char TEXT[] = HEADER "number\n" ENGLAND "1\n";
	taking_start_text(&t, *state, CIN ".csv", TEXT);
	t.what.is_dry_run = true;
	assert_int_equal(take(&t).comparator.values_added, 1);
	t.what.is_dry_run = false;
	assert_int_equal(take(&t).comparator.values_added, 1);
	assert_true(take(&t).of.is_known);
}

static void files_that_are_no_such_data_are_refused(void **state)
{
	static const struct {
		const char *text, *words;
	} CASES[] = {
		{ "a,b\n1,2\n", "row 1: there is no column 'time_period'" },
		{ HEADER "number,Number\n" ENGLAND "1,2\n", "have the same name" },
		{ HEADER "region_code,number\n" ENGLAND ",2\n", "'region_code' comes twice" },
		{ HEADER "category\n" ENGLAND "x\n", "there is no column of figures" },
		{ "col_name,col_type\nsex,Filter\n", "this is the metadata of a data file" },
		{ HEADER "number\n" ENGLAND "\"1\n", "ends inside quotation marks" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		taking_start_text(&t, *state, "cla_x.csv", CASES[i].text);
		struct ees_summary summary = { .of = t.of };
		assert_int_equal(ees_take_file(t.db, &t.what, &summary, &t.findings, &t.err),
		                 E_INPUT);
		assert_says(&t.err, CASES[i].words);
		assert_says(&t.err, "cla_x.csv");
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_wide_file_gives_a_measure_for_each_column),
		STORE_TESTS(a_snapshot_of_the_last_day_stands_beside_the_year),
		STORE_TESTS(filters_keep_values_apart_and_totals_are_values_like_any),
		STORE_TESTS(columns_may_stand_in_any_order),
		STORE_TESTS(regions_are_found_by_code_and_parts_of_london_stand_apart),
		STORE_TESTS(a_figure_of_two_authorities_is_given_to_neither),
		STORE_TESTS(rows_that_cannot_be_used_are_left_out_and_told),
		STORE_TESTS(a_cell_that_is_neither_is_a_finding_and_no_number),
		SQLITE_TEST(figures_of_an_authority_that_did_not_exist_are_kept_and_told),
		STORE_TESTS(many_doubts_of_a_kind_are_counted),
		STORE_TESTS(a_reporting_year_of_an_unknown_table_has_no_dates),
		STORE_TESTS(what_a_figure_is_worth_yet_is_part_of_its_label_not_a_filter),
		STORE_TESTS(durations_are_counted_in_months),
		STORE_TESTS(the_metadata_beside_a_file_decides),
		STORE_TESTS(a_column_is_taken_as_the_release_before_took_it),
		STORE_TESTS(a_column_renamed_between_releases_is_the_same_measure),
		STORE_TESTS(a_column_that_vanished_is_told),
		STORE_TESTS(a_dry_run_tells_what_it_would_do_and_stores_nothing),
		STORE_TESTS(files_that_are_no_such_data_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
