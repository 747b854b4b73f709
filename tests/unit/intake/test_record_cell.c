#include "check.h"

#include <string.h>

#include "intake/record_cell.h"
#include "record_log.h"

/* Starts a row of a made-up file of 2024. */
static void begin(struct record_cells *cells, struct record_log *log, enum record_type type)
{
	struct record_reading reading = { .sink = &log->sink, .findings = &log->findings };
	record_log_init(log);
	record_cells_init(cells, &reading, STR("a.csv"));
	cells->year = 2024;
	record_cells_start(cells, type, STR("7"), 5);
}

/* Hands the row on, compares what came and frees everything. */
static void assert_handed_on(struct record_cells *cells, struct record_log *log,
                             const char *expected)
{
	struct err err = { 0 };
	assert_ok(record_cells_hand_on(cells, &err), &err);
	assert_string_equal(record_log_text(log), expected);
	record_cells_deinit(cells);
	record_log_deinit(log);
}

static void every_kind_of_field_is_read_by_its_kind(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	begin(&cells, &log, RECORD_CARE);
	record_cells_read(&cells, CARE_STARTED, STR("DECOM"), STR(" 31/05/2021 "));
	record_cells_read(&cells, CARE_PLACEMENT, STR("PLACE"), STR("u4"));
	record_cells_read(&cells, CARE_URN, STR("URN"), STR("XXXXXXX"));
	record_cells_read(&cells, CARE_HOME_POSTCODE, STR("HOME_POST"), STR("C251YT"));
	record_cells_read(&cells, CARE_DISTANCE, STR("DIST"), STR("1,250.50"));
	record_cells_read(&cells, CARE_SOURCE_ROW, STR("ID"), STR("612306.0"));
	record_cells_read(&cells, CARE_ENDED, STR("DEC"), STR(" "));
	record_cells_keep(&cells, STR("TEST_COLUMN"), STR("a \"quoted\"\tword"));
	record_cells_keep(&cells, STR("LA"), STR(""));
	record_cells_keep(&cells, STR("YEAR"), STR("2020"));
	assert_handed_on(&cells, &log,
	                 "care 7 @5 started=2021-05-31 placement=U4 home_postcode=C251YT "
	                 "urn=XXXXXXX distance=1250.5 source_row=612306 "
	                 "extra={\"TEST_COLUMN\":\"a \\\"quoted\\\"\\u0009word\","
	                 "\"YEAR\":\"2020\"}\n");

	begin(&cells, &log, RECORD_MISSING);
	record_cells_read(&cells, MISSING_STARTED, STR("MIS_START"), STR("12/03/2020"));
	record_cells_read(&cells, MISSING_ENDED, STR("MIS_END"), STR("2020-07-01T09:30:00Z"));
	record_cells_read(&cells, MISSING_INTERVIEW_HELD, STR("RHI"), STR("2020-07-02 09:30"));
	record_cells_read(&cells, MISSING_INTERVIEW_OFFERED, STR("OFFER"), STR("a) Yes"));
	assert_handed_on(&cells, &log,
	                 "missing 7 @5 started=2020-03-12T00:00:00Z ended=2020-07-01T09:30:00Z "
	                 "interview_offered=Y interview_held=2020-07-02T09:30:00+01:00\n");

	begin(&cells, &log, RECORD_PLAN);
	record_cells_read(&cells, PLAN_PREVIOUS_PLANS, STR("N"), STR("0"));
	record_cells_read(&cells, PLAN_OTHER_AUTHORITY, STR("OLA"), STR("false"));
	record_cells_read(&cells, PLAN_EMERGENCY_POWERS, STR("EPO"), STR("Unknown"));
	assert_handed_on(&cells, &log, "plan 7 @5 previous_plans=0 other_authority=0\n");
}

static void dates_of_which_parts_are_unknown_keep_what_is_known(void **state)
{
	(void)state;
	static const char *const CASES[][2] = {
		{ "ZZ/05/2021", "ordered=2021-05-ZZ" }, { "zz/zz/1993", "ordered=1993-ZZ-ZZ" },
		{ "ZZ/ZZ/ZZZZ", "ordered=ZZZZ-ZZ-ZZ" }, { "07/05/2021", "ordered=2021-05-07" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct record_cells cells;
		struct record_log log;
		char expected[80];
		begin(&cells, &log, RECORD_PREVIOUS_PERMANENCE);
		record_cells_read(&cells, PREVIOUS_PERMANENCE_ORDERED, STR("DATE_PERM"),
		                  str_of(CASES[i][0]));
		snprintf(expected, sizeof(expected), "previous_permanence 7 @5 %s\n", CASES[i][1]);
		assert_handed_on(&cells, &log, expected);
	}
}

static void what_cannot_be_read_is_a_doubt_with_its_text_and_the_field_stays_missing(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	begin(&cells, &log, RECORD_CARE);
	record_cells_read(&cells, CARE_STARTED, STR("DECOM"), STR("31/02/2021"));
	record_cells_read(&cells, CARE_ENDED, STR("DEC"), STR("ZZ/05/2021"));
	record_cells_read(&cells, CARE_PLACEMENT, STR("PLACE"), STR("K9"));
	record_cells_read(&cells, CARE_PROVIDER, STR("PLACE_PROVIDER"), STR("c) Other"));
	record_cells_read(&cells, CARE_DISTANCE, STR("DIST"), STR("far"));
	record_cells_read(&cells, CARE_CHANGE_REASON, STR("REASON"), STR("#N/A"));
	record_cells_read(&cells, CARE_NEED, STR("CIN"), STR("#MULTIVALUE"));
	assert_handed_on(&cells, &log,
	                 "doubt care 7 @5 started '31/02/2021' cell.date error DECOM\n"
	                 "doubt care 7 @5 ended 'ZZ/05/2021' cell.date error DEC\n"
	                 "doubt care 7 @5 placement 'K9' cell.code_unknown error PLACE\n"
	                 "doubt care 7 @5 distance 'far' cell.number error DIST\n"
	                 "doubt care 7 @5 change_reason '#N/A' cell.fault warning REASON\n"
	                 "doubt care 7 @5 need '#MULTIVALUE' cell.many_values warning CIN\n"
	                 "care 7 @5 provider=other\n");

	begin(&cells, &log, RECORD_PLAN);
	record_cells_read(&cells, PLAN_PREVIOUS_PLANS, STR("N"), STR("-1"));
	record_cells_read(&cells, PLAN_OTHER_AUTHORITY, STR("OLA"), STR("CS Assessment Updated"));
	assert_handed_on(&cells, &log,
	                 "doubt plan 7 @5 previous_plans '-1' cell.number error N\n"
	                 "doubt plan 7 @5 other_authority 'CS Assessment Updated' cell.flag "
	                 "error OLA\nplan 7 @5\n");
}

static void a_code_of_another_year_is_taken_and_doubted(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	begin(&cells, &log, RECORD_PERSON);
	record_cells_read(&cells, PERSON_SEX, STR("SEX"), STR("m"));
	assert_handed_on(&cells, &log,
	                 "doubt person 7 @5 sex 'm' cell.code_of_another_year warning SEX\n"
	                 "person 7 @5 sex=M\n");
	begin(&cells, &log, RECORD_CARE_LEAVER);
	record_cells_read(&cells, CARE_LEAVER_ACTIVITY, STR("ACTIV"), STR("full time training"));
	assert_handed_on(&cells, &log,
	                 "doubt care_leaver 7 @5 activity 'full time training' "
	                 "cell.code_ambiguous error ACTIV\ncare_leaver 7 @5\n");
}

static void a_no_break_space_in_a_label_is_a_space(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	begin(&cells, &log, RECORD_REFERRAL);
	record_cells_read(&cells, REFERRAL_WORKER, STR("Worker"), STR("Ann\xC2\xA0Other"));
	record_cells_read(&cells, REFERRAL_TEAM, STR("Team"),
	                  STR("A\xC2\xA0team\xC2\xA0with a name of more than forty-eight bytes"));
	assert_handed_on(&cells, &log,
	                 "referral 7 @5 team=A team with a name of more than forty-eight bytes "
	                 "worker=Ann Other\n");
}

static void a_mark_of_absence_is_told_once_a_column_unless_it_is_a_code(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	struct err err = { 0 };
	begin(&cells, &log, RECORD_DISABILITY);
	record_cells_read(&cells, DISABILITY_DISABILITY, STR("Disability"), STR("NONE"));
	assert_ok(record_cells_hand_on(&cells, &err), &err);
	for (int64_t row = 6; row < 9; row++) {
		record_cells_start(&cells, RECORD_REFERRAL, STR("7"), row);
		record_cells_read(&cells, REFERRAL_CLOSED, STR("Closed"), STR("N/A"));
		record_cells_read(&cells, REFERRAL_TEAM, STR("Team"), STR("-"));
		assert_ok(record_cells_hand_on(&cells, &err), &err);
	}
	assert_int_equal(record_log_findings(&log, "cell.absent_mark"), 2);
	assert_int_equal(log.doubts, 0);
	assert_int_equal(log.findings.items[0].row, 6);
	assert_text(log.findings.items[0].column, "Closed");
	assert_string_equal(record_log_text(&log),
	                    "disability 7 @5 disability=NONE\nreferral 7 @6\n"
	                    "referral 7 @7\nreferral 7 @8\n");
	record_cells_deinit(&cells);
	record_log_deinit(&log);
}

static void extra_columns_beyond_what_is_kept_are_refused(void **state)
{
	(void)state;
	struct record_cells cells;
	struct record_log log;
	struct err err = { 0 };
	static char longer[RECORD_CELL_EXTRA_BYTES];
	memset(longer, 'x', sizeof(longer));
	begin(&cells, &log, RECORD_CARE);
	record_cells_keep(&cells, STR("NOTE"), (struct str){ longer, sizeof(longer) });
	assert_int_equal(record_cells_hand_on(&cells, &err), E_LIMIT);
	assert_non_null(strstr(err.text, "row 5"));
	record_cells_deinit(&cells);
	record_log_deinit(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_field_is_read_by_its_kind),
		cmocka_unit_test(dates_of_which_parts_are_unknown_keep_what_is_known),
		cmocka_unit_test(what_cannot_be_read_is_a_doubt_with_its_text_and_the_field_stays_missing),
		cmocka_unit_test(a_code_of_another_year_is_taken_and_doubted),
		cmocka_unit_test(a_no_break_space_in_a_label_is_a_space),
		cmocka_unit_test(a_mark_of_absence_is_told_once_a_column_unless_it_is_a_code),
		cmocka_unit_test(extra_columns_beyond_what_is_kept_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
