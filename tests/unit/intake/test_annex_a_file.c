#include "check.h"

#include "base/date.h"
#include "intake/annex_a_file.h"
#include "intake/annex_a_list.h"
#include "record_place.h"

#define CHILD_COLUMNS "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),"
#define CONTACTS CHILD_COLUMNS "Date of Contact,Contact Source"

struct count {
	enum record_type type;
	int64_t rows;
};

static void assert_counts(struct record_place *place, const struct count *expected, size_t count)
{
	int64_t total = 0;
	int64_t expected_total = 0;
	for (size_t i = 0; i < count; i++) {
		if (place->log.rows[expected[i].type] != expected[i].rows)
			fail_msg("%s: got %lld, expected %lld",
			         record_type_spec(expected[i].type)->name,
			         (long long)place->log.rows[expected[i].type],
			         (long long)expected[i].rows);
		expected_total += expected[i].rows;
	}
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		total += place->log.rows[type];
	assert_int_equal(total, expected_total);
}

static void both_samples_give_every_record_they_hold(void **state)
{
	static const struct count EXPECTED[] = {
		{ RECORD_CONTACT, 5 },     { RECORD_EARLY_HELP, 5 },   { RECORD_REFERRAL, 6 },
		{ RECORD_ASSESSMENT, 5 },  { RECORD_ENQUIRY, 5 },      { RECORD_CONFERENCE, 3 },
		{ RECORD_NEED, 5 },        { RECORD_PLAN, 7 },         { RECORD_PLAN_REVIEW, 5 },
		{ RECORD_CARE_PERIOD, 5 }, { RECORD_CARE, 5 },         { RECORD_PLACEMENT, 5 },
		{ RECORD_LEGAL_STATUS, 5 }, { RECORD_CARE_REVIEW, 5 }, { RECORD_HEALTH_CHECK, 10 },
		{ RECORD_CARE_LEAVER, 6 }, { RECORD_PERMANENCE, 5 },   { RECORD_ADOPTER, 5 },
		{ RECORD_PERSON, 48 },     { RECORD_VISIT, 5 + 7 + 5 + 5 },
	};
	static const char *const SAMPLES[] = { "annex-a/Annex_A.xlsx",
		                               "annex-a/Annex_A_2024_Jan.xlsx" };
	struct record_place *place = *state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		assert_ok(record_place_read(place, annex_a_file_read,
		                            record_place_sample(place, SAMPLES[i]), DATE_NONE),
		          &place->err);
		assert_counts(place, EXPECTED, COUNT_OF(EXPECTED));
	}
}

static void the_current_episode_starts_when_placement_and_legal_status_had(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_sample(place, "annex-a/Annex_A.xlsx");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place,
	              "care 14065184 @4 started=2019-07-08 legal_status=C2 need=N1 placement=U4 "
	              "provider=PR5 placement_postcode=C25 1YT placement_authority=Other Town 1 "
	              "entered_care=2014-09-12 last_officer_contact=2020-01-07 team=Children in "
	              "Care Team 1 worker=Wyatt Hammond");
	/* Whoever left care left placement and legal status too. */
	assert_logged(place,
	              "placement 3623204 @6 started=2009-07-27 ended=2020-09-22 kind=H5 "
	              "provider=PR4 postcode=P13 2TR authority=Home Town");
	assert_logged(place,
	              "legal_status 3623204 @6 started=2009-07-27 ended=2020-09-22 status=C1");
}

static void each_list_covers_its_window_and_the_latest_of_a_kind_covers_nothing(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_sample(place, "annex-a/Annex_A.xlsx");
	int32_t as_at;
	assert_ok(date_from_ymd(2021, 3, 31, &as_at, &place->err), &place->err);
	assert_ok(record_place_read(place, annex_a_file_read, path, as_at), &place->err);
	assert_logged(place, "cover referral starts 2020-10-01 2021-03-31");
	assert_logged(place, "cover plan overlaps 2020-10-01 2021-03-31");
	assert_logged(place, "cover permanence overlaps 2020-04-01 2021-03-31");
	assert_logged(place, "cover care_leaver undated");
	assert_int_equal(record_log_lines(&place->log, "cover care_review"), 0);
	assert_int_equal(record_log_lines(&place->log, "cover visit"), 0);
	assert_int_equal(record_log_lines(&place->log, "cover care "), 0);
	assert_int_equal(record_log_findings(&place->log, "annex_a.as_at"), 0);
}

static void without_a_day_the_latest_in_the_lists_is_taken_and_told(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_sample(place, "annex-a/Annex_A.xlsx");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_text(str_of(record_place_message(place, "annex_a.as_at")),
	            "no day of the extract was given, so the latest day in it was taken, by which "
	            "its coverage is counted: 2021-03-15");
}

static void a_day_far_ahead_of_all_others_is_not_the_day_of_the_extract(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(place, "l1.csv",
	                                    CONTACTS "\n"
	                                             "1,Male,WBRI,,,05/03/2024,Police\n"
	                                             "2,Male,WBRI,,,06/03/2031,Police\n"
	                                             "3,Male,WBRI,,,01/03/2024,Police\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place, "cover contact starts 2023-09-06 2024-03-05");
	assert_int_equal(record_log_findings(&place->log, "annex_a.as_at_outlier"), 1);
	assert_int_equal(place->log.rows[RECORD_CONTACT], 3);
}

static void columns_of_the_older_sample_are_told_as_missing(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_sample(place, "annex-a/Annex_A.xlsx");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(record_log_findings(&place->log, "annex_a.columns_missing"), 1);
	assert_int_equal(record_log_findings(&place->log, "annex_a.columns_unknown"), 0);
	path = record_place_sample(place, "annex-a/Annex_A_2024_Jan.xlsx");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(record_log_findings(&place->log, "annex_a.columns_missing"), 0);
}

static void a_heading_is_recognised_however_it_is_written(void **state)
{
	static const struct {
		int list;
		const char *title; /* of the column it is */
		const char *heading;
		bool fits;
	} CASES[] = {
		{ 1, "Age of Child (Years)", "Age", true },
		{ 1, "Age of Child (Years)", "age at contact", true },
		{ 1, "Age of Child (Years)", "Percentage", false },
		{ 1, "Age of Child (Years)", "Stage 1 started", false },
		{ 1, "Age of Child (Years)", "Language", false },
		{ 1, "Child Unique ID", "child identifier", true },
		{ 1, "Child Unique ID", "unique id of the child", true },
		{ 1, "Child Unique ID", "children identified", false },
		{ 3, "Date of referral", "Date of Referral", true },
		{ 8, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
		  "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
		  true },
		{ 8, "Child's Legal Status", "Start date of current legal status", false },
		{ 10, "Date Placed for Adoption",
		  "Date of Decision that Child Should be Placed for Adoption", false },
		{ 10, "Date of Decision that Child Should be Placed for Adoption",
		  "Date of Decision that Child Should No Longer be Placed for Adoption", false },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		const struct annex_a_list *list = annex_a_list(CASES[i].list);
		const struct annex_a_column *column = NULL;
		for (size_t c = 0; c < list->column_count; c++)
			if (str_equal(str_of(list->columns[c].title), str_of(CASES[i].title)))
				column = &list->columns[c];
		assert_non_null(column);
		if (annex_a_heading_fits(column, str_of(CASES[i].heading)) != CASES[i].fits)
			fail_msg("'%s' and '%s'", CASES[i].title, CASES[i].heading);
	}
}

static void every_heading_of_ofsted_is_found_where_it_stands(void **state)
{
	(void)state;
	for (int number = 1; number <= FORMAT_ANNEX_A_LISTS; number++) {
		const struct annex_a_list *list = annex_a_list(number);
		struct str headings[ANNEX_A_COLUMNS_MAX];
		size_t place[ANNEX_A_COLUMNS_MAX];
		bool by_place[ANNEX_A_COLUMNS_MAX];
		for (size_t c = 0; c < list->column_count; c++)
			headings[c] = str_of(list->columns[c].title);
		annex_a_find_columns(list, headings, list->column_count, place, by_place);
		for (size_t c = 0; c < list->column_count; c++) {
			assert_int_equal(place[c], c);
			assert_false(by_place[c]);
		}
	}
}

static void a_reworded_heading_counts_by_its_place_and_that_is_told(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(
		place, "l2.csv",
		CHILD_COLUMNS "Assessment start date,Assessment completion date,"
		              "Organisation that did it\n"
		              "1,Male,WBRI,,,05/03/2024,06/03/2024,Health\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place, "early_help 1 @2 started=2024-03-05 ended=2024-03-06 "
	                     "kind=assessment organisation=Health");
	assert_int_equal(record_log_findings(&place->log, "annex_a.column_by_place"), 1);
}

static void what_no_field_holds_is_kept_beside_the_record(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(place, "l1.csv",
	                                    CONTACTS
	                                    ",Percentage attendance,,Ward\n"
	                                    "0123,Male,WBRI,,,05/03/2024,Police,93,x,North\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place, "contact 0123 @2 received=2024-03-05 source=6 "
	                     "extra={\"Percentage attendance\":\"93\",\"column 9\":\"x\","
	                     "\"Ward\":\"North\"}");
	assert_text(str_of(record_place_message(place, "annex_a.columns_unknown")),
	            "columns that are not Ofsted's: 'Percentage attendance', 'column 9', 'Ward'; "
	            "what they say is kept beside the records");
}

static void an_age_that_the_birth_date_denies_is_a_doubt(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(place, "l1.csv",
	                                    CONTACTS
	                                    "\n"
	                                    "1,Male,WBRI,01/03/2012,12.03,05/03/2024,Police\n"
	                                    "2,Male,WBRI,01/03/2012,14,05/03/2024,Police\n"
	                                    "3,Male,WBRI,,7,05/03/2024,Police\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place, "contact 1 @2 received=2024-03-05 source=6");
	assert_logged(place, "doubt contact 2 @3 - '14' annex_a.age warning "
	                     "Age of Child (Years)");
	assert_logged(place, "contact 3 @4 received=2024-03-05 source=6 "
	                     "extra={\"Age of Child (Years)\":\"7\"}");
	assert_int_equal(place->log.doubts, 1);
}

static void who_a_child_is_comes_once_and_lists_that_differ_are_a_doubt(void **state)
{
	struct record_place *place = *state;
	record_place_put(place, "l1.csv",
	                 CONTACTS "\n"
	                          "7,b) Female,a) WBRI,01/03/2012,,05/03/2024,q) 6: Police\n"
	                          "7,b) Female,,,,06/03/2024,q) 6: Police\n");
	record_place_put(place, "l2.csv",
	                 CHILD_COLUMNS
	                 "Assessment start date,Assessment completion date,"
	                 "Organisation completing assessment\n"
	                 "7.0,Female,s) NOBT,2012-03-02,,05/03/2024,,Health\n");
	assert_ok(record_place_read(place, annex_a_file_read, place->path, DATE_NONE),
	          &place->err);
	assert_int_equal(place->log.rows[RECORD_PERSON], 1);
	assert_logged(place, "doubt person 7 @2 ethnicity 'NOBT' people.conflict warning "
	                     "ethnicity");
	assert_logged(place, "doubt person 7 @2 born '2012-03-02' people.conflict warning "
	                     "date of birth");
	assert_logged(place, "person 7 @2 born=2012-03-01 sex=F ethnicity=WBRI");
}

static void once_an_asylum_seeking_child_is_always_one(void **state)
{
	struct record_place *place = *state;
	record_place_put(
		place, "l8.csv",
		CHILD_COLUMNS
		"Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)),"
		"Date Started to be Looked After,Child's Category of Need,"
		"Start date of current legal status,Child\xE2\x80\x99s Legal Status,"
		"Placement Type,Placement Provider\n"
		"5,Male,WBRI,,,No,05/03/2020,N8,05/03/2020,C2,U4,PR1\n");
	record_place_put(place, "l9.csv",
	                 CHILD_COLUMNS
	                 "\"Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or "
	                 "over (Y/N)\",Allocated Team,Eligibility Category,LA in Touch,"
	                 "Type of Accommodation,Suitability of Accommodation,Activity Status\n"
	                 "5,Male,WBRI,,,Yes,T,d) Eligible,a) Yes,,,\n");
	assert_ok(record_place_read(place, annex_a_file_read, place->path, DATE_NONE),
	          &place->err);
	assert_logged(place, "person 5 @2 sex=M ethnicity=WBRI uasc=1");
	assert_int_equal(place->log.doubts, 0);
}

static void cells_that_failed_in_the_source_are_doubts(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(
		place, "l3.csv",
		CHILD_COLUMNS
		"Date of Referral,Referral Source,Referral NFA?,"
		"Number of Referrals in Last 12 Months,Allocated Team,Allocated Worker\n"
		"1,Male,#N/A,,,31/02/2024,The moon,a) Yes,#MULTIVALUE,-,"
		"Ann\xC2\xA0Other\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_logged(place, "doubt referral 1 @2 received '31/02/2024' cell.date error "
	                     "Date of Referral");
	assert_logged(place, "doubt referral 1 @2 source 'The moon' cell.code_unknown error "
	                     "Referral Source");
	assert_logged(place, "doubt referral 1 @2 count_12_months '#MULTIVALUE' "
	                     "cell.many_values warning Number of Referrals in Last 12 Months");
	assert_logged(place, "doubt person 1 @2 ethnicity '#N/A' cell.fault warning Ethnicity");
	assert_logged(place, "referral 1 @2 no_further_action=1 worker=Ann Other");
	assert_logged(place, "person 1 @2 sex=M");
	assert_int_equal(record_log_findings(&place->log, "cell.absent_mark"), 1);
}

static void a_visit_is_of_the_list_that_tells_it(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(
		place, "l6.csv",
		CHILD_COLUMNS
		"Does the Child have a Disability,CIN Start Date,Primary Need Code,"
		"Date Child Was Last Seen,CIN Closure Date,Reason for Closure,Case Status,"
		"Allocated Team,Allocated Worker\n"
		"1,Male,WBRI,,,No,05/03/2024,N1,06/03/2024,,,c) Child in need plan,T,W\n"
		"2,Male,WBRI,,,No,05/03/2024,N1,06/03/2024,,,a) Looked after child,T,W\n"
		"3,Male,WBRI,,,No,05/03/2024,N1,06/03/2024,,,b) Child Protection plan,T,W\n"
		"4,Male,WBRI,,,No,05/03/2024,N1,06/03/2024,07/03/2024,RC1,e) Closed episode,T,W\n"
		"5,Male,WBRI,,,No,05/03/2024,N1,04/03/2024,,,c) Child in need plan,T,W\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(place->log.rows[RECORD_NEED], 5);
	assert_int_equal(place->log.rows[RECORD_VISIT], 1);
	assert_logged(place, "visit 1 @2 kind=need held=2024-03-06 seen=Y");
	assert_logged(place, "need 4 @5 started=2024-03-05 ended=2024-03-07 primary_need=N1 "
	                     "closure_reason=RC1 status=closed last_seen=2024-03-06 team=T worker=W");
}

static void what_belongs_to_a_conference_that_was_not_held_is_kept(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(
		place, "l5.csv",
		CHILD_COLUMNS
		"Does the Child have a Disability,Strategy discussion initiating Section 47 "
	        "Enquiry "
		"Start Date,Was an Initial Child Protection Conference deemed unnecessary?,Date of "
		"Initial Child Protection Conference,Did the Initial Child Protection Conference "
		"Result in a Child Protection Plan,Number of Section 47 Enquiries in the last 12 "
		"months,Number of ICPCs in the last 12 months,Allocated Team,Allocated Worker\n"
		"1,Male,WBRI,,,No,05/03/2024,Yes,,No,1,0,T,W\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(place->log.rows[RECORD_CONFERENCE], 0);
	assert_int_equal(
		record_log_lines(&place->log, "Result in a Child Protection Plan\":\"No\""), 1);
}

static void a_line_without_a_child_is_told_and_left_out(void **state)
{
	struct record_place *place = *state;
	const char *path = record_place_put(place, "l1.csv",
	                                    CONTACTS "\n"
	                                             ",Male,WBRI,,,05/03/2024,Police\n"
	                                             ",,,,,,\n"
	                                             "2,Male,WBRI,,,05/03/2024,Police\n");
	assert_ok(record_place_read(place, annex_a_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(place->log.rows[RECORD_CONTACT], 1);
	assert_int_equal(record_log_findings(&place->log, "annex_a.no_child"), 1);
}

static void an_empty_list_covers_nothing(void **state)
{
	struct record_place *place = *state;
	int32_t as_at;
	const char *path = record_place_put(place, "l1.csv", CONTACTS "\n");
	assert_ok(date_from_ymd(2024, 3, 31, &as_at, &place->err), &place->err);
	assert_ok(record_place_read(place, annex_a_file_read, path, as_at), &place->err);
	assert_int_equal(record_log_lines(&place->log, "cover"), 0);
	assert_int_equal(record_log_findings(&place->log, "annex_a.empty_list"), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, record_place_make, record_place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_samples_give_every_record_they_hold),
		TEST(the_current_episode_starts_when_placement_and_legal_status_had),
		TEST(each_list_covers_its_window_and_the_latest_of_a_kind_covers_nothing),
		TEST(without_a_day_the_latest_in_the_lists_is_taken_and_told),
		TEST(a_day_far_ahead_of_all_others_is_not_the_day_of_the_extract),
		TEST(columns_of_the_older_sample_are_told_as_missing),
		TEST(a_heading_is_recognised_however_it_is_written),
		TEST(every_heading_of_ofsted_is_found_where_it_stands),
		TEST(a_reworded_heading_counts_by_its_place_and_that_is_told),
		TEST(what_no_field_holds_is_kept_beside_the_record),
		TEST(an_age_that_the_birth_date_denies_is_a_doubt),
		TEST(who_a_child_is_comes_once_and_lists_that_differ_are_a_doubt),
		TEST(once_an_asylum_seeking_child_is_always_one),
		TEST(cells_that_failed_in_the_source_are_doubts),
		TEST(a_visit_is_of_the_list_that_tells_it),
		TEST(what_belongs_to_a_conference_that_was_not_held_is_kept),
		TEST(a_line_without_a_child_is_told_and_left_out),
		TEST(an_empty_list_covers_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
