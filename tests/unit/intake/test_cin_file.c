#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "record_log.h"

/* Counts of each sample, taken by Python's ElementTree: the number of Child, Disability,
 * CINdetails (a referral and a time in need each), Assessments, AssessmentFactors, Section47,
 * CINPlanDates, ChildProtectionPlans, CPPreviewDate and PreProceedingsandFGDM elements; for
 * conferences the number of different DateOfInitialCPC of each Child. */
static const struct {
	const char *name;
	int person, disability, referral, assessment, factor, enquiry, conference, need_plan,
		plan, review, proceedings;
} SAMPLES[] = {
	{ "cin-census/BAR_cin_2022.xml", 1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 0 },
	{ "cin-census/CIN2rows.xml", 1, 2, 1, 1, 0, 1, 2, 1, 2, 2, 0 },
	{ "cin-census/CIN_Census_2021.xml", 1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 0 },
	{ "cin-census/CIN_Census_2024.xml", 2, 3, 2, 2, 3, 1, 2, 1, 1, 1, 0 },
	{ "cin-census/CIN_Census_2026.xml", 2, 3, 2, 2, 3, 1, 2, 1, 1, 1, 1 },
	{ "cin-census/CIN_header_issues_100.xml", 1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 0 },
	{ "cin-census/cin-2022.xml", 1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 0 },
	{ "cin-census/fake_CIN_data.xml", 332, 117, 402, 0, 0, 0, 350, 0, 0, 0, 0 },
};

static void every_sample_gives_each_of_its_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		struct record_log log;
		record_log_init(&log);
		record_log_read_sample(&log, &SAMPLES[i].name, 1);
		const struct { enum record_type type; int expected; } counts[] = {
			{ RECORD_PERSON, SAMPLES[i].person },
			{ RECORD_DISABILITY, SAMPLES[i].disability },
			{ RECORD_REFERRAL, SAMPLES[i].referral },
			{ RECORD_NEED, SAMPLES[i].referral },
			{ RECORD_ASSESSMENT, SAMPLES[i].assessment },
			{ RECORD_FACTOR, SAMPLES[i].factor },
			{ RECORD_ENQUIRY, SAMPLES[i].enquiry },
			{ RECORD_CONFERENCE, SAMPLES[i].conference },
			{ RECORD_NEED_PLAN, SAMPLES[i].need_plan },
			{ RECORD_PLAN, SAMPLES[i].plan },
			{ RECORD_PLAN_REVIEW, SAMPLES[i].review },
			{ RECORD_PROCEEDINGS, SAMPLES[i].proceedings },
		};
		for (size_t j = 0; j < COUNT_OF(counts); j++)
			if (log.rows[counts[j].type] != counts[j].expected)
				fail_msg("%s: %lld of %s, expected %d", SAMPLES[i].name,
				         (long long)log.rows[counts[j].type],
				         record_type_spec(counts[j].type)->name, counts[j].expected);
		record_log_deinit(&log);
	}
}

#define HEADER_OF(year, day) \
	"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>" year "</Year>" \
	"<ReferenceDate>" day "</ReferenceDate></CollectionDetails><Source><LEA>316</LEA></Source>" \
	"</Header>"
#define HEADER HEADER_OF("2024", "2024-03-31")
#define CHILD(id, rest) \
	"<Child><ChildIdentifiers><LAchildID>" id "</LAchildID></ChildIdentifiers>" rest "</Child>"
#define DETAILS(rest) \
	"<CINdetails><CINreferralDate>2023-05-01</CINreferralDate>" rest "</CINdetails>"
#define WHOLE(children) HEADER "<Children>" children "</Children></Message>"

static void read_text(struct record_log *log, struct str text, enum status expected,
                      struct err *err)
{
	struct record_log_file file = { text, 0 };
	struct record_log_set set = { FORMAT_CIN_XML, 0, &file, 1 };
	record_log_init(log);
	record_log_read_text(log, &set, expected, err);
}

/* Reads `xml` and compares all that came but the first lines (begin, cover). */
static void assert_rows(const char *xml, const char *expected)
{
	struct record_log log;
	struct err err = { 0 };
	read_text(&log, str_of(xml), OK, &err);
	const char *rows = record_log_text(&log);
	while (strncmp(rows, "begin ", 6) == 0 || strncmp(rows, "cover ", 6) == 0)
		rows = strchr(rows, '\n') + 1;
	assert_string_equal(rows, expected);
	record_log_deinit(&log);
}

static void the_year_and_what_the_census_covers_come_from_its_header(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_text(&log, STR(WHOLE(CHILD("1", ""))), OK, &err);
	assert_string_equal(record_log_text(&log),
		"begin CIN census XML of 2024 year 2024 day 2024-03-31 authority '316'\n"
		"cover disability children\n"
		"cover referral overlaps 2023-04-01 2024-03-31\n"
		"cover need overlaps 2023-04-01 2024-03-31\n"
		"cover assessment overlaps 2023-04-01 2024-03-31\n"
		"cover factor overlaps 2023-04-01 2024-03-31\n"
		"cover enquiry starts 2023-04-01 2024-03-31\n"
		"cover conference starts 2023-04-01 2024-03-31\n"
		"cover need_plan overlaps 2023-04-01 2024-03-31\n"
		"cover plan overlaps 2023-04-01 2024-03-31\n"
		"cover plan_review starts 2023-04-01 2024-03-31\n"
		"person 1 @1\n");
	assert_int_equal(log.file.source, RECORD_SOURCE_CIN);
	assert_int_equal(log.findings.count, 0);
	record_log_deinit(&log);
}

static void what_is_wrong_with_a_header_is_a_finding(void **state)
{
	(void)state;
	static const struct {
		const char *xml;
		const char *rule;
		int year;
		bool covers;
	} CASES[] = {
		{ HEADER_OF("2024", "2024-03-28") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.100", 2024, true },
		{ HEADER_OF("2023", "2024-03-31") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.100", 2023, false },
		{ HEADER_OF("2024", "31 March") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.100", 2024, true },
		{ HEADER_OF("", "2024-03-31") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.header_year", 2024, true },
		{ HEADER_OF("1999", "1999-03-31") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.header_year", 1999, false },
		{ HEADER_OF("2031", "2031-03-31") "<Children>" CHILD("1", "") "</Children></Message>",
		  "cin.header_year", 2031, true },
		{ "<Message><Children>" CHILD("1", "") "</Children></Message>",
		  "cin.header_missing", 0, false },
		{ WHOLE(CHILD("1", "") "<Header></Header>"), "cin.header_late", 2024, true },
		{ "<Message><Header><Source><LEA>31</LEA></Source></Header><Children>"
		  CHILD("1", "") "</Children></Message>", "cin.header_authority", 0, false },
		{ WHOLE(""), "cin.no_children", 2024, false },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct record_log log;
		struct err err = { 0 };
		read_text(&log, str_of(CASES[i].xml), OK, &err);
		assert_int_equal(record_log_findings(&log, CASES[i].rule), 1);
		assert_int_equal(log.file.year, CASES[i].year);
		assert_int_equal(record_log_lines(&log, "cover referral"), CASES[i].covers);
		record_log_deinit(&log);
	}
}

static void reviews_are_read_in_both_shapes(void **state)
{
	(void)state;
	const char *expected =
		"person 1 @1\nreferral 1 @1 received=2023-05-01\nneed 1 @1 started=2023-05-01\n"
		"plan 1 @1 started=2023-06-01\n"
		"plan_review 1 @1 held=2023-08-01 plan_started=2023-06-01\n"
		"plan_review 1 @1 held=2024-01-01 plan_started=2023-06-01\n";
	assert_rows(WHOLE(CHILD("1", DETAILS("<ChildProtectionPlans><CPPstartDate>2023-06-01"
		"</CPPstartDate><Reviews><CPPreviewDate>2023-08-01</CPPreviewDate><CPPreviewDate>"
		"2024-01-01</CPPreviewDate></Reviews></ChildProtectionPlans>"))), expected);
	assert_rows(WHOLE(CHILD("1", DETAILS("<ChildProtectionPlans><CPPstartDate>2023-06-01"
		"</CPPstartDate><Reviews><CPPreviewDate>2023-08-01</CPPreviewDate></Reviews>"
		"<Reviews><CPPreviewDate>2024-01-01</CPPreviewDate></Reviews>"
		"</ChildProtectionPlans>"))), expected);
}

static void a_conference_is_counted_once_wherever_it_stands(void **state)
{
	(void)state;
	/* Under the enquiry, under the referral as well, and another under the referral. */
	assert_rows(WHOLE(CHILD("1", DETAILS(
		"<DateOfInitialCPC>2023-05-20</DateOfInitialCPC>"
		"<Section47><S47ActualStartDate>2023-05-03</S47ActualStartDate><InitialCPCtarget>"
		"2023-05-24</InitialCPCtarget><DateOfInitialCPC>2023-05-20</DateOfInitialCPC>"
		"<ICPCnotRequired>0</ICPCnotRequired></Section47>"
		"<DateOfInitialCPC>2023-07-01</DateOfInitialCPC>"))),
		"person 1 @1\nreferral 1 @1 received=2023-05-01\nneed 1 @1 started=2023-05-01\n"
		"enquiry 1 @1 referred=2023-05-01 started=2023-05-03 conference_due=2023-05-24 "
		"conference_held=2023-05-20 conference_not_required=0\n"
		"conference 1 @1 held=2023-05-20 due=2023-05-24 enquiry_started=2023-05-03\n"
		"conference 1 @1 held=2023-07-01\n");
}

static void elements_are_read_by_name_in_any_order(void **state)
{
	(void)state;
	assert_rows(WHOLE("<Child><CINdetails><ReferralNFA>false</ReferralNFA><Assessments>"
		"<FactorsIdentifiedAtAssessment><AssessmentFactors>18B</AssessmentFactors>"
		"<AssessmentFactors>4A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
		"<AssessmentAuthorisationDate>2023-06-20</AssessmentAuthorisationDate>"
		"<AssessmentActualStartDate>2023-05-02</AssessmentActualStartDate></Assessments>"
		"<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralSource>5d</ReferralSource>"
		"<CINreferralDate>2023-05-01</CINreferralDate></CINdetails>"
		"<ChildIdentifiers><Sex>F</Sex><PersonBirthDate>2015-02-03</PersonBirthDate>"
		"<LAchildID> 7 </LAchildID></ChildIdentifiers></Child>"),
		"doubt person 7 @1 sex 'F' cell.code_of_another_year warning Sex\n"
		"person 7 @1 born=2015-02-03 sex=F\n"
		"referral 7 @1 received=2023-05-01 source=5D no_further_action=0 primary_need=N1\n"
		"need 7 @1 started=2023-05-01 primary_need=N1 no_further_action=0\n"
		"assessment 7 @1 kind=single referred=2023-05-01 started=2023-05-02 "
		"completed=2023-06-20\n"
		"factor 7 @1 assessed=2023-05-02 completed=2023-06-20 factor=18B\n"
		"factor 7 @1 assessed=2023-05-02 completed=2023-06-20 factor=4A\n");
}

static void flags_are_read_as_digits_and_as_words(void **state)
{
	(void)state;
	static const char *const CASES[][2] = {
		{ "0", "no_further_action=0" }, { "1", "no_further_action=1" },
		{ "false", "no_further_action=0" }, { "true", "no_further_action=1" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		char xml[1024], expected[256];
		snprintf(xml, sizeof(xml), "%s<ReferralNFA>%s</ReferralNFA>%s",
		         HEADER "<Children><Child><ChildIdentifiers><LAchildID>1</LAchildID>"
		         "</ChildIdentifiers><CINdetails>", CASES[i][0],
		         "</CINdetails></Child></Children></Message>");
		snprintf(expected, sizeof(expected), "person 1 @1\nreferral 1 @1 %s\nneed 1 @1 %s\n",
		         CASES[i][1], CASES[i][1]);
		assert_rows(xml, expected);
	}
}

static void sex_stands_beside_gender_and_either_gives_the_child_its_sex(void **state)
{
	(void)state;
#define IDENTITY(rest) \
	"<Child><ChildIdentifiers><LAchildID>1</LAchildID>" rest "</ChildIdentifiers></Child>"
	assert_rows(WHOLE(IDENTITY("<GenderCurrent>2</GenderCurrent>")),
	            "person 1 @1 sex=F gender=F\n");
	assert_rows(WHOLE(IDENTITY("<GenderCurrent>9</GenderCurrent>")),
	            "person 1 @1 sex=U gender=U\n");
	assert_rows(HEADER_OF("2026", "2026-03-31") "<Children>"
	            IDENTITY("<Sex>M</Sex>") "</Children></Message>", "person 1 @1 sex=M\n");
	assert_rows(HEADER_OF("2026", "2026-03-31") "<Children>"
	            IDENTITY("<Sex>1</Sex>") "</Children></Message>",
	            "doubt person 1 @1 sex '1' cell.code_of_another_year warning Sex\n"
	            "person 1 @1 sex=M\n");
	assert_rows(HEADER_OF("2025", "2025-03-31") "<Children>"
	            IDENTITY("<GenderCurrent>2</GenderCurrent><Sex>M</Sex>")
	            "</Children></Message>",
	            "doubt person 1 @1 gender '2' cell.code_of_another_year warning GenderCurrent\n"
	            "person 1 @1 sex=M gender=F\n");
#undef IDENTITY
}

static void empty_factors_and_a_child_without_characteristics_are_no_fault(void **state)
{
	(void)state;
	assert_rows(WHOLE("<Child><ChildIdentifiers><LAchildID>1</LAchildID>"
		"<ExpectedPersonBirthDate>2024-05-01</ExpectedPersonBirthDate></ChildIdentifiers>"
		DETAILS("<Assessments><AssessmentActualStartDate>2023-05-02"
		"</AssessmentActualStartDate><FactorsIdentifiedAtAssessment/></Assessments>")
		"</Child>"),
		"person 1 @1 expected=2024-05-01\nreferral 1 @1 received=2023-05-01\n"
		"need 1 @1 started=2023-05-01\n"
		"assessment 1 @1 kind=single referred=2023-05-01 started=2023-05-02\n");
}

static void pre_proceedings_are_kept(void **state)
{
	(void)state;
	assert_rows(HEADER_OF("2027", "2027-03-31") "<Children>" CHILD("1", DETAILS(
		"<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate><LBPSentDate>2026-09-20"
		"</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0"
		"</FGDMMeetingFac><InitialPPMeetingDate>2026-09-28</InitialPPMeetingDate>"
		"<ReviewMeetingsCount>3</ReviewMeetingsCount><StepDecisionDate>2026-12-01"
		"</StepDecisionDate><PPOutcome>A</PPOutcome><CourtAppDate>2026-12-18</CourtAppDate>"
		"<LetterInitCPDate>2027-02-05</LetterInitCPDate></PreProceedingsandFGDM>"))
		"</Children></Message>",
		"person 1 @1\nreferral 1 @1 received=2023-05-01\nneed 1 @1 started=2023-05-01\n"
		"proceedings 1 @1 started=2026-09-09 letter_sent=2026-09-20 first_meeting=2026-09-28 "
		"reviews=3 family_meeting_offered=1 family_meeting_held=0 step_decided=2026-12-01 "
		"outcome=A court_applied=2026-12-18 court_letter_sent=2027-02-05\n");
}

static void bad_dates_are_doubts_with_their_text(void **state)
{
	(void)state;
	assert_rows(WHOLE(CHILD("1", "<CINdetails><CINreferralDate>1023-05-01</CINreferralDate>"
		"<CINclosureDate>2023-02-30</CINclosureDate><DateOfInitialCPC>soon"
		"</DateOfInitialCPC><Section47><DateOfInitialCPC>31.13.2023</DateOfInitialCPC>"
		"</Section47></CINdetails>")),
		"person 1 @1\n"
		"doubt referral 1 @1 received '1023-05-01' cell.date error CINreferralDate\n"
		"doubt referral 1 @1 closed '2023-02-30' cell.date error CINclosureDate\n"
		"referral 1 @1\nneed 1 @1\n"
		"doubt enquiry 1 @1 conference_held '31.13.2023' cell.date error DateOfInitialCPC\n"
		"enquiry 1 @1\n"
		"doubt conference 1 @1 held 'soon' cell.date error DateOfInitialCPC\n"
		"conference 1 @1\n");
}

static void elements_of_no_schema_are_kept_and_named_once(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_text(&log, STR(WHOLE(
		CHILD("1", "<Nickname>A</Nickname>" DETAILS("<Worker><Name>B</Name><Team>C</Team>"
		"</Worker><Sex>M</Sex>"))
		CHILD("2", DETAILS("<Worker><Name>D</Name></Worker><PrimaryNeedCode>N1"
		"</PrimaryNeedCode><PrimaryNeedCode>N2</PrimaryNeedCode>")))), OK, &err);
	const char *rows = strstr(record_log_text(&log), "person 1");
	assert_non_null(rows);
	assert_string_equal(rows,
		"person 1 @1 extra={\"Nickname\":\"A\"}\n"
		"referral 1 @1 received=2023-05-01 extra={\"Worker/Name\":\"B\",\"Worker/Team\":"
		"\"C\",\"Sex\":\"M\"}\nneed 1 @1 started=2023-05-01\n"
		"person 2 @1\n"
		"referral 2 @1 received=2023-05-01 primary_need=N1 extra={\"Worker/Name\":\"D\","
		"\"PrimaryNeedCode\":\"N2\"}\n"
		"need 2 @1 started=2023-05-01 primary_need=N1\n");
	assert_int_equal(record_log_findings(&log, "cin.element_unknown"), 5);
	assert_int_equal(record_log_findings(&log, "cin.element_repeated"), 1);
	record_log_deinit(&log);
}

static void stray_text_is_passed_over_and_told(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_text(&log, STR(WHOLE("<Child>one<ChildIdentifiers><LAchildID>1</LAchildID>two\n"
		"<PersonBirthDate>2015-02-03</PersonBirthDate></ChildIdentifiers>three</Child>")),
		OK, &err);
	assert_int_equal(record_log_lines(&log, "person 1 @1 born=2015-02-03"), 1);
	assert_int_equal(record_log_findings(&log, "cin.stray_text"), 1);
	record_log_deinit(&log);
}

static void a_child_that_comes_twice_is_doubted_and_one_without_a_name_left_out(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_text(&log, STR(WHOLE(CHILD("1", "") CHILD("2", "") CHILD("1", DETAILS(""))
		CHILD("", DETAILS("")) "<Child/>")), OK, &err);
	assert_int_equal(log.rows[RECORD_PERSON], 3);
	assert_int_equal(log.rows[RECORD_REFERRAL], 1);
	assert_int_equal(record_log_lines(&log, "doubt person 1 @1 - '' cin.8510 error"), 1);
	assert_int_equal(log.doubts, 1);
	assert_int_equal(record_log_findings(&log, "cin.no_child_id"), 1);
	assert_non_null(strstr(log.findings.items[0].message.ptr, "2 of 5 children"));
	record_log_deinit(&log);
}

static void the_bytes_settle_the_encoding_not_the_declaration(void **state)
{
	(void)state;
#define NOTED(name) WHOLE(CHILD("1", "<Note>" name "</Note>"))
	static const struct {
		const char *xml;
		bool is_told;
	} CASES[] = {
		{ NOTED("Zo\xC3\xAB"), false },
		{ "<?xml version='1.0' encoding='utf-8'?>" NOTED("Zo\xC3\xAB"), false },
		{ "\xEF\xBB\xBF<?xml version='1.0'?>" NOTED("Zo\xC3\xAB"), false },
		{ "<?xml version='1.0' encoding='us-ascii'?>" NOTED("Zo\xC3\xAB"), false },
		{ "<?xml version='1.0' encoding='UTF-8'?>" NOTED("Zo\xEB"), true },
		{ NOTED("Zo\xEB"), true },
		{ "<?xml version='1.0' encoding='windows-1252'?>" NOTED("Zo\xEB"), true },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct record_log log;
		struct err err = { 0 };
		read_text(&log, str_of(CASES[i].xml), OK, &err);
		assert_int_equal(record_log_lines(&log, "{\"Note\":\"Zo\xC3\xAB\"}"), 1);
		assert_int_equal(record_log_findings(&log, "cin.encoding"), CASES[i].is_told);
		record_log_deinit(&log);
	}
#undef NOTED
}

static void a_census_in_utf_16_is_read(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	struct str plain = STR("<?xml version='1.0' encoding='utf-16'?>" WHOLE(CHILD("7", "")));
	auto_buf wide = buf_init(64 * 1024);
	buf_add(&wide, STR("\xFF\xFE"));
	for (size_t i = 0; i < plain.len; i++) {
		buf_add_char(&wide, plain.ptr[i]);
		buf_add_char(&wide, '\0');
	}
	read_text(&log, buf_view(&wide), OK, &err);
	assert_int_equal(record_log_lines(&log, "person 7 @1"), 1);
	assert_int_equal(log.findings.count, 0);
	record_log_deinit(&log);
}

static void damage_is_refused_with_file_and_line(void **state)
{
	(void)state;
	static const struct {
		const char *xml;
		enum status status;
		const char *words;
	} CASES[] = {
		{ HEADER "\n<Children>\n<Child>", E_INPUT, "file0: line 3: it is not well-formed" },
		{ "<!DOCTYPE a [<!ENTITY b 'c'>]>" WHOLE(""), E_INPUT, "document type" },
		{ "<Other><Children/></Other>", E_INPUT, "begins with 'Other'" },
		{ "<Message/>", E_INPUT, "no element 'Children'" },
		{ "", E_INPUT, "file0: it is not well-formed" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct record_log log;
		struct err err = { 0 };
		read_text(&log, str_of(CASES[i].xml), CASES[i].status, &err);
		if (!strstr(err.text, CASES[i].words))
			fail_msg("'%s' lacks '%s'", err.text, CASES[i].words);
		record_log_deinit(&log);
	}
}

static void a_child_of_no_end_is_refused(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	auto_buf xml = buf_init(32 * 1024 * 1024);
	buf_add(&xml, STR(HEADER "<Children><Child>"));
	for (int i = 0; i < 300 * 1000; i++)
		buf_add(&xml, STR("<A/>"));
	read_text(&log, buf_view(&xml), E_LIMIT, &err);
	assert_non_null(strstr(err.text, "line 1: 'Child' holds more than"));
	record_log_deinit(&log);

	buf_clear(&xml);
	buf_add(&xml, STR(HEADER "<Children><Child><Note>"));
	for (int i = 0; i < 900 * 1000; i++)
		buf_add(&xml, STR("0123456789"));
	read_text(&log, buf_view(&xml), E_LIMIT, &err);
	record_log_deinit(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_gives_each_of_its_records),
		cmocka_unit_test(the_year_and_what_the_census_covers_come_from_its_header),
		cmocka_unit_test(what_is_wrong_with_a_header_is_a_finding),
		cmocka_unit_test(reviews_are_read_in_both_shapes),
		cmocka_unit_test(a_conference_is_counted_once_wherever_it_stands),
		cmocka_unit_test(elements_are_read_by_name_in_any_order),
		cmocka_unit_test(flags_are_read_as_digits_and_as_words),
		cmocka_unit_test(sex_stands_beside_gender_and_either_gives_the_child_its_sex),
		cmocka_unit_test(empty_factors_and_a_child_without_characteristics_are_no_fault),
		cmocka_unit_test(pre_proceedings_are_kept),
		cmocka_unit_test(bad_dates_are_doubts_with_their_text),
		cmocka_unit_test(elements_of_no_schema_are_kept_and_named_once),
		cmocka_unit_test(stray_text_is_passed_over_and_told),
		cmocka_unit_test(a_child_that_comes_twice_is_doubted_and_one_without_a_name_left_out),
		cmocka_unit_test(the_bytes_settle_the_encoding_not_the_declaration),
		cmocka_unit_test(a_census_in_utf_16_is_read),
		cmocka_unit_test(damage_is_refused_with_file_and_line),
		cmocka_unit_test(a_child_of_no_end_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
