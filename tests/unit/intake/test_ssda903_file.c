#include "check.h"

#include <string.h>

#include "record_log.h"

struct count {
	enum record_type type;
	int64_t expected;
};

static void assert_counts(const struct record_log *log, const char *what,
                          const struct count *counts, size_t count)
{
	int64_t named = 0, total = 0;
	for (size_t i = 0; i < count; i++) {
		if (log->rows[counts[i].type] != counts[i].expected)
			fail_msg("%s: %lld of %s, expected %lld", what,
			         (long long)log->rows[counts[i].type],
			         record_type_spec(counts[i].type)->name,
			         (long long)counts[i].expected);
		named += counts[i].expected;
	}
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		total += log->rows[type];
	assert_int_equal(total, named);
}

/* Rows of each table as Python's csv.DictReader counts them; a questionnaire for each row of
 * OC2 with a score or a reason. */
static void a_whole_return_gives_each_of_its_records(void **state)
{
	(void)state;
	static const char *const NAMES[] = {
		"ssda903/header.csv", "ssda903/episodes.csv", "ssda903/reviews.csv",
		"ssda903/uasc.csv", "ssda903/oc2.csv", "ssda903/oc3.csv", "ssda903/ad1.csv",
		"ssda903/placed_for_adoption.csv", "ssda903/previous_permanence.csv",
		"ssda903/missing.csv",
	};
	static const struct count COUNTS[] = {
		{ RECORD_PERSON, 2675 }, { RECORD_CARE, 5050 }, { RECORD_CARE_REVIEW, 12582 },
		{ RECORD_IMMIGRATION, 132 }, { RECORD_CARE_YEAR, 2675 },
		{ RECORD_CARE_LEAVER, 53 }, { RECORD_ADOPTED, 29 },
		{ RECORD_ADOPTION_DECISION, 29 }, { RECORD_PREVIOUS_PERMANENCE, 2675 },
		{ RECORD_MISSING, 43 },
	};
	struct record_log log;
	record_log_init(&log);
	record_log_read_sample(&log, NAMES, COUNT_OF(NAMES));
	assert_counts(&log, "the return", COUNTS, COUNT_OF(COUNTS));
	assert_int_equal(record_log_lines(&log, " uasc=1"), 132);
	assert_int_equal(record_log_lines(&log, "birth_differs"), 0);
	record_log_deinit(&log);
}

/* Counted by csv.DictReader as well. */
static void tables_that_come_alone_give_their_records(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct count counts[2];
		size_t count;
	} CASES[] = {
		{ "ssda903/DoLo.csv", { { RECORD_PERSON, 1 }, { RECORD_LIBERTY, 1 } }, 2 },
		{ "ssda903/sw_episodes.csv", { { RECORD_PERSON, 1 }, { RECORD_ALLOCATION, 1 } }, 2 },
		{ "ssda903/SSDA903_2020_episodes.csv", { { RECORD_CARE, 5 } }, 1 },
		{ "ssda903/SSDA903_2020_header.csv", { { RECORD_PERSON, 5 } }, 1 },
		{ "ssda903/SSDA903_episodes_for_testing_fixes_INPUT.csv", { { RECORD_CARE, 23 } }, 1 },
		{ "ssda903/placed_for_adoption_errors.csv",
		  { { RECORD_PERSON, 29 }, { RECORD_ADOPTION_DECISION, 30 } }, 2 },
		{ "ssda903-multiyear/2017-episodes.csv", { { RECORD_CARE, 1460 } }, 1 },
		{ "ssda903-multiyear/2018-episodes.csv", { { RECORD_CARE, 974 } }, 1 },
		{ "ssda903-multiyear/2019-episodes.csv", { { RECORD_CARE, 648 } }, 1 },
		{ "ssda903-multiyear/2020-episodes.csv", { { RECORD_CARE, 402 } }, 1 },
		{ "ssda903-multiyear/2021-episodes.csv", { { RECORD_CARE, 253 } }, 1 },
		{ "ssda903-multiyear/2017-header.csv", { { RECORD_PERSON, 819 } }, 1 },
		{ "ssda903-multiyear/2018-header.csv", { { RECORD_PERSON, 572 } }, 1 },
		{ "ssda903-multiyear/2019-header.csv", { { RECORD_PERSON, 362 } }, 1 },
		{ "ssda903-multiyear/2020-header.csv", { { RECORD_PERSON, 226 } }, 1 },
		{ "ssda903-multiyear/2021-header.csv", { { RECORD_PERSON, 144 } }, 1 },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct record_log log;
		record_log_init(&log);
		record_log_read_sample(&log, &CASES[i].name, 1);
		assert_counts(&log, CASES[i].name, CASES[i].counts, CASES[i].count);
		record_log_deinit(&log);
	}
}

/* Counted by Python's ElementTree: elements CHILD, EPISODE, AREVIEW, OC2, AD_PLACED,
 * PERMANENCE and AMISSING with any text within; DUC, IN_TOUCH and DATE_INT with text. */
static void the_xml_form_gives_the_same_kinds_of_records(void **state)
{
	(void)state;
	static const struct count COUNTS[] = {
		{ RECORD_PERSON, 253 }, { RECORD_CARE, 459 }, { RECORD_CARE_REVIEW, 1206 },
		{ RECORD_IMMIGRATION, 12 }, { RECORD_CARE_YEAR, 253 },
		{ RECORD_CARE_LEAVER, 6 }, { RECORD_ADOPTED, 3 }, { RECORD_ADOPTION_DECISION, 3 },
		{ RECORD_PREVIOUS_PERMANENCE, 253 }, { RECORD_MISSING, 6 },
	};
	const char *name = "ssda903/fake_903.xml";
	struct record_log log;
	record_log_init(&log);
	record_log_read_sample(&log, &name, 1);
	assert_counts(&log, name, COUNTS, COUNT_OF(COUNTS));
	assert_int_equal(record_log_lines(&log, " uasc=1"), 12);
	assert_int_equal(log.file.year, 2018);
	assert_int_equal(log.findings.count, 0);
	record_log_deinit(&log);
}

static void read_tables(struct record_log *log, int year, const struct record_log_file *files,
                        size_t count)
{
	struct err err = { 0 };
	struct record_log_set set = { FORMAT_SSDA903_CSV, year, files, count };
	record_log_init(log);
	record_log_read_text(log, &set, OK, &err);
}

/* Reads one table of the year and compares all that came behind begin and cover. */
static void assert_rows(enum ssda903_table table, int year, const char *csv,
                        const char *expected)
{
	struct record_log_file file = { str_of(csv), table };
	struct record_log log;
	read_tables(&log, year, &file, 1);
	const char *rows = record_log_text(&log);
	while (strncmp(rows, "begin ", 6) == 0 || strncmp(rows, "cover ", 6) == 0)
		rows = strchr(rows, '\n') + 1;
	assert_string_equal(rows, expected);
	record_log_deinit(&log);
}

static void every_column_has_its_field(void **state)
{
	(void)state;
	assert_rows(SSDA903_HEADER, 2020,
		"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
		"a1,2,27/03/2008,wrom,d051910639385,1.0,21/11/2017\nb2,1,,NOBT,un3,0,\n",
		"person a1 @2 born=2008-03-27 sex=F ethnicity=WROM upn=D051910639385 is_mother=1 "
		"mothers_child_born=2017-11-21\n"
		"person b2 @3 sex=M ethnicity=NOBT upn_unknown=UN3 is_mother=0\n");
	assert_rows(SSDA903_EPISODES, 2018,
		"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
		"PL_POST,URN\n"
		"1,15/02/2016,l,v3,N3,u4,pr0,14/08/2017,x1,CLOSE,eg19 7tt,C251YT,xxxxxxx\n"
		"1,14/08/2017,T,V4,N3,A3,PR3,,X1,,,,8969628\n",
		"care 1 @2 started=2016-02-15 start_reason=L legal_status=V3 need=N3 placement=U4 "
		"provider=PR0 ended=2017-08-14 end_reason=X1 change_reason=CLOSE "
		"home_postcode=EG19 7TT placement_postcode=C251YT urn=XXXXXXX\n"
		"care 1 @3 started=2017-08-14 start_reason=T legal_status=V4 need=N3 placement=A3 "
		"provider=PR3 end_reason=X1 urn=8969628\n");
	assert_rows(SSDA903_REVIEWS, 2018, "CHILD,REVIEW,REVIEW_CODE\n1,30/08/2017,PN6\n",
		"care_review 1 @2 held=2017-08-30 participation=PN6\n");
	assert_rows(SSDA903_UASC, 2018, "CHILD,SEX,DOB,DUC\n1,2,18/10/2010,13/10/2028\n",
		"person 1 @2 born=2010-10-18 sex=F uasc=1\n"
		"immigration 1 @2 status=UASC ended=2028-10-13 extra={\"SEX\":\"2\"}\n");
	assert_rows(SSDA903_OC2, 2018,
		"CHILD,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
		"HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
		"1,39,,1,0,0,0,0,1,0,1\n2,,SDQ2,0,,1,1,1,0,,\n3,,,0,,1,1,1,0,,\n",
		"care_year 1 @2 year_end=2018-03-31 convicted=1 health_check=0 immunisations=0 "
		"teeth_check=0 health_assessment=0 substance_misuse=1 intervention_received=0 "
		"intervention_offered=1 sdq_score=39\n"
		"care_year 2 @3 year_end=2018-03-31 convicted=0 immunisations=1 teeth_check=1 "
		"health_assessment=1 substance_misuse=0 sdq_reason=SDQ2\n"
		"care_year 3 @4 year_end=2018-03-31 convicted=0 immunisations=1 teeth_check=1 "
		"health_assessment=1 substance_misuse=0\n");
	assert_rows(SSDA903_OC3, 2018,
		"CHILD,IN_TOUCH,ACTIV,ACCOM\n1,YES,F1,b1\n2,NO,0,T2\n3,DIED,P3,0\n4,YES,F1,01\n",
		"care_leaver 1 @2 year_end=2018-03-31 in_touch=YES accommodation=B "
		"suitable=suitable activity=F1\n"
		"care_leaver 2 @3 year_end=2018-03-31 in_touch=NO accommodation=T "
		"suitable=unsuitable activity=0\n"
		"care_leaver 3 @4 year_end=2018-03-31 in_touch=DIED accommodation=0 activity=P3\n"
		"doubt care_leaver 4 @5 accommodation '01' cell.code_unknown error ACCOM\n"
		"care_leaver 4 @5 year_end=2018-03-31 in_touch=YES activity=F1\n");
	assert_rows(SSDA903_AD1, 2018,
		"CHILD,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
		"1,22/11/2015,23/11/2015,1,2,MM,L11\n",
		"adopted 1 @2 year_end=2018-03-31 decided=2015-11-22 matched=2015-11-23 "
		"foster_carer=1 adopters=2 adopter_sex=MM adopter_status=L11\n");
	assert_rows(SSDA903_PLACED_ADOPTION, 2018,
		"CHILD,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
		"1,22/11/2015,07/04/2017,RD3\n",
		"adoption_decision 1 @2 decided=2015-11-22 reversed=2017-04-07 reversed_reason=RD3\n");
	assert_rows(SSDA903_PREVIOUS_PERMANENCE, 2018,
		"CHILD,PREV_PERM,LA_PERM,DATE_PERM\n1,P1,wal,ZZ/05/2021\n2,Z1,,\n"
		"3,P2,316,ZZ/ZZ/1993\n4,P4,,ZZ/ZZ/ZZZZ\n",
		"previous_permanence 1 @2 option=P1 authority=WAL ordered=2021-05-ZZ\n"
		"previous_permanence 2 @3 option=Z1\n"
		"previous_permanence 3 @4 option=P2 authority=316 ordered=1993-ZZ-ZZ\n"
		"previous_permanence 4 @5 option=P4 ordered=ZZZZ-ZZ-ZZ\n");
	assert_rows(SSDA903_MISSING, 2018,
		"CHILD,MISSING,MIS_START,MIS_END\n1,M,13/11/2017,\n2,a,01/06/2017,02/06/2017\n",
		"missing 1 @2 kind=M started=2017-11-13T00:00:00Z\n"
		"missing 2 @3 kind=A started=2017-06-01T00:00:00+01:00 "
		"ended=2017-06-02T00:00:00+01:00\n");
	assert_rows(SSDA903_SOCIAL_WORKER, 2024,
		"CHILD,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,sw999,01/01/2024,,FCONTA\n",
		"allocation 1 @2 worker=SW999 started=2024-01-01 change_reason=FCONTA\n");
	assert_rows(SSDA903_DOLO, 2027, "CHILD,DOLO_START,DOLO_END\n1,01/05/2026,02/05/2026\n",
		"liberty 1 @2 started=2026-05-01 ended=2026-05-02\n");
}

static void the_codes_of_each_year_stand_beside_those_of_others(void **state)
{
	(void)state;
	assert_rows(SSDA903_HEADER, 2025, "CHILD,SEX,DOB,ETHNIC,UPN\n1,f,,,\n2,1,,,\n",
		"person 1 @2 sex=F\n"
		"doubt person 2 @3 sex '1' cell.code_of_another_year warning SEX\n"
		"person 2 @3 sex=M\n");
	assert_rows(SSDA903_EPISODES, 2025,
		"CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,01/05/2024,S,V2,N1,k3,,\n"
		"1,01/06/2024,P,V2,N1,H5,,\n",
		"care 1 @2 started=2024-05-01 start_reason=S legal_status=V2 need=N1 placement=K3\n"
		"doubt care 1 @3 placement 'H5' cell.code_of_another_year warning PLACE\n"
		"care 1 @3 started=2024-06-01 start_reason=P legal_status=V2 need=N1 placement=H5\n");
	assert_rows(SSDA903_EPISODES, 2024,
		"CHILD,DECOM,RNE,LS,CIN,PL,DEC,REC\n1,01/05/2023,S,V2,N1,K3,,\n",
		"doubt care 1 @2 placement 'K3' cell.code_of_another_year warning PL\n"
		"care 1 @2 started=2023-05-01 start_reason=S legal_status=V2 need=N1 placement=K3\n");
}

static void bad_values_are_doubts_with_their_text(void **state)
{
	(void)state;
	assert_rows(SSDA903_EPISODES, 2020,
		"CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/04/2019,*DUMMY*,V3,N6,U4,31/04/2019,X1\n",
		"doubt care 1 @2 start_reason '*DUMMY*' cell.code_unknown error RNE\n"
		"doubt care 1 @2 ended '31/04/2019' cell.date error DEC\n"
		"care 1 @2 started=2019-04-10 legal_status=V3 need=N6 placement=U4 end_reason=X1\n");
}

static void extra_columns_are_kept_and_named_and_missing_ones_named(void **state)
{
	(void)state;
	struct record_log_file file = {
		STR("\xEF\xBB\xBF" "CHILD,DECOM,TEST_COLUMN,LA,DECOM\n1,01/05/2019,*DUMMY*,,x,beyond\n"
		    "2,02/05/2019\n,03/05/2019,,,\n,,,,\n"), SSDA903_EPISODES };
	struct record_log log;
	read_tables(&log, 2020, &file, 1);
	assert_int_equal(record_log_lines(&log, "care 1 @2 started=2019-05-01 extra={"
		"\"TEST_COLUMN\":\"*DUMMY*\",\"DECOM\":\"x\",\"(beyond the last column)\":"
		"\"beyond\"}"), 1);
	assert_int_equal(record_log_lines(&log, "doubt care 2 @3 - '' ssda903.row_short"), 1);
	assert_int_equal(log.rows[RECORD_CARE], 2);
	assert_int_equal(record_log_findings(&log, "ssda903.columns_unknown"), 1);
	assert_int_equal(record_log_findings(&log, "ssda903.columns_missing"), 1);
	assert_int_equal(record_log_findings(&log, "ssda903.no_child"), 1);
	assert_non_null(strstr(log.findings.items[0].message.ptr, "TEST_COLUMN, LA, DECOM"));
	assert_non_null(strstr(log.findings.items[1].message.ptr,
	                       "RNE, LS, CIN, PLACE, DEC, REC"));
	assert_int_equal(log.findings.items[2].row, 4);
	record_log_deinit(&log);
}

static void who_a_child_is_stands_in_one_record(void **state)
{
	(void)state;
	/* The header says it; the UASC table adds that the child sought asylum; a birth date
	 * that differs is doubted; a child whom only another table has is not lost. */
	const struct record_log_file FILES[] = {
		{ STR("CHILD,SEX,DOB,DUC\n1,2,18/10/2010,13/10/2028\n2,1,01/01/2009,\n"),
		  SSDA903_UASC },
		{ STR("CHILD,SEX,DOB,ETHNIC,UPN\n1,2,18/10/2010,AOTH,UN3\n"), SSDA903_HEADER },
		{ STR("CHILD,DOB,REVIEW,REVIEW_CODE\n1,18/10/2011,30/08/2017,PN1\n"
		      "1,18/10/2010,30/09/2017,PN1\n3,01/02/2003,30/08/2017,PN1\n"
		      "3,01/02/2003,30/09/2017,PN1\n"), SSDA903_REVIEWS },
	};
	struct record_log log;
	read_tables(&log, 2018, FILES, COUNT_OF(FILES));
	assert_string_equal(record_log_text(&log),
		"begin SSDA903 return of 2018 year 2018 day 2018-03-31 authority ''\n"
		"cover care_review starts 2017-04-01 2018-03-31\n"
		"person 1 @2 born=2010-10-18 sex=F ethnicity=AOTH upn_unknown=UN3 uasc=1\n"
		"doubt care_review 1 @2 - '18/10/2011' ssda903.birth_differs warning DOB\n"
		"care_review 1 @2 held=2017-08-30 participation=PN1\n"
		"care_review 1 @3 held=2017-09-30 participation=PN1\n"
		"person 3 @4 born=2003-02-01\n"
		"care_review 3 @4 held=2017-08-30 participation=PN1\n"
		"care_review 3 @5 held=2017-09-30 participation=PN1\n"
		"immigration 1 @2 status=UASC ended=2028-10-13 extra={\"SEX\":\"2\"}\n"
		"person 2 @3 born=2009-01-01 sex=M uasc=1\n"
		"immigration 2 @3 status=UASC extra={\"SEX\":\"1\"}\n");
	record_log_deinit(&log);
}

static void a_return_covers_its_year_table_by_table(void **state)
{
	(void)state;
	const struct record_log_file FILES[] = {
		{ STR("CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/04/2019,S,V2,N6,U4,,\n"),
		  SSDA903_EPISODES },
		{ STR("CHILD,MISSING,MIS_START,MIS_END\n"), SSDA903_MISSING },
		{ STR("CHILD,PREV_PERM,LA_PERM,DATE_PERM\n1,Z1,,\n"), SSDA903_PREVIOUS_PERMANENCE },
	};
	struct record_log log;
	read_tables(&log, 2020, FILES, COUNT_OF(FILES));
	assert_int_equal(record_log_lines(&log, "cover "), 2);
	assert_int_equal(record_log_lines(&log, "cover care overlaps 2019-04-01 2020-03-31"), 1);
	assert_int_equal(record_log_lines(&log, "cover previous_permanence told"), 1);
	assert_int_equal(record_log_findings(&log, "ssda903.empty_table"), 1);
	record_log_deinit(&log);

	read_tables(&log, 0, FILES, 1);
	assert_int_equal(record_log_lines(&log, "cover "), 0);
	assert_int_equal(record_log_findings(&log, "ssda903.year_unknown"), 1);
	record_log_deinit(&log);
}

static void a_table_without_children_is_refused(void **state)
{
	(void)state;
	const struct record_log_file FILES[] = {
		{ STR("DECOM,RNE\n10/04/2019,S\n"), SSDA903_EPISODES },
		{ STR("CHILD,DECOM\n1,\"10/04/2019\n"), SSDA903_EPISODES },
	};
	static const char *const WORDS[] = { "file0: row 1: there is no column CHILD", "row 2" };
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		struct record_log log;
		struct err err = { 0 };
		struct record_log_set set = { FORMAT_SSDA903_CSV, 2020, &FILES[i], 1 };
		record_log_init(&log);
		record_log_read_text(&log, &set, E_INPUT, &err);
		if (!strstr(err.text, WORDS[i]))
			fail_msg("'%s' lacks '%s'", err.text, WORDS[i]);
		record_log_deinit(&log);
	}
}

static void read_xml(struct record_log *log, const char *xml, enum status expected,
                     struct err *err)
{
	struct record_log_file file = { str_of(xml), 0 };
	struct record_log_set set = { FORMAT_SSDA903_XML, 0, &file, 1 };
	record_log_init(log);
	record_log_read_text(log, &set, expected, err);
}

static void xml_names_are_those_of_csv_but_for_two(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_xml(&log, "<EXPSSDA903><CHILD>\n<EPISODE><DECOM>06/01/2017</DECOM><RNE>S</RNE>"
		"<LS>C2</LS><CIN>N1</CIN><PL>U4</PL><DEC/><REC/><WORKER>A</WORKER></EPISODE>\n"
		"<HEADER><CHILDID>9</CHILDID><SEX>2</SEX><DOB>28/07/2010</DOB><UPN>UN1</UPN>"
		"<UASC/><DUC>01/01/2028</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV>"
		"<ACCOM>U1</ACCOM><SCHOOL><NAME>B</NAME></SCHOOL>"
		"<AREVIEW><REVIEW>27/09/2016</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>"
		"<AREVIEW><REVIEW/><REVIEW_CODE/></AREVIEW></HEADER></CHILD></EXPSSDA903>", OK, &err);
	assert_string_equal(record_log_text(&log),
		"begin SSDA903 return of 2017 year 2017 day 2017-03-31 authority ''\n"
		"cover care overlaps 2016-04-01 2017-03-31\n"
		"cover care_review starts 2016-04-01 2017-03-31\n"
		"cover care_leaver starts 2016-04-01 2017-03-31\n"
		"person 9 @1 born=2010-07-28 sex=F upn_unknown=UN1 uasc=1 extra={\"NAME\":\"B\"}\n"
		"immigration 9 @1 status=UASC ended=2028-01-01\n"
		"care_leaver 9 @1 year_end=2017-03-31 in_touch=YES accommodation=U "
		"suitable=suitable activity=F1\n"
		"care 9 @2 started=2017-01-06 start_reason=S legal_status=C2 need=N1 placement=U4 "
		"extra={\"WORKER\":\"A\"}\n"
		"care_review 9 @3 held=2016-09-27 participation=PN1\n");
	assert_int_equal(record_log_findings(&log, "ssda903.element_unknown"), 2);
	record_log_deinit(&log);
}

static void xml_that_is_damaged_or_empty_is_told(void **state)
{
	(void)state;
	struct record_log log;
	struct err err = { 0 };
	read_xml(&log, "<EXPSSDA903>\n<CHILD><HEADER>", E_INPUT, &err);
	assert_non_null(strstr(err.text, "file0: line 2: it is not well-formed XML"));
	record_log_deinit(&log);
	read_xml(&log, "<Message/>", E_INPUT, &err);
	assert_non_null(strstr(err.text, "begins with 'Message'"));
	record_log_deinit(&log);
	read_xml(&log, "<EXPSSDA903/>", OK, &err);
	assert_int_equal(record_log_lines(&log, "cover "), 0);
	assert_int_equal(record_log_findings(&log, "ssda903.no_children"), 1);
	record_log_deinit(&log);
	read_xml(&log, "<EXPSSDA903><CHILD><HEADER><SEX>1</SEX></HEADER></CHILD></EXPSSDA903>", OK,
	         &err);
	assert_int_equal(log.rows[RECORD_PERSON], 0);
	assert_int_equal(record_log_findings(&log, "ssda903.no_child"), 1);
	record_log_deinit(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_return_gives_each_of_its_records),
		cmocka_unit_test(tables_that_come_alone_give_their_records),
		cmocka_unit_test(the_xml_form_gives_the_same_kinds_of_records),
		cmocka_unit_test(every_column_has_its_field),
		cmocka_unit_test(the_codes_of_each_year_stand_beside_those_of_others),
		cmocka_unit_test(bad_values_are_doubts_with_their_text),
		cmocka_unit_test(extra_columns_are_kept_and_named_and_missing_ones_named),
		cmocka_unit_test(who_a_child_is_stands_in_one_record),
		cmocka_unit_test(a_return_covers_its_year_table_by_table),
		cmocka_unit_test(a_table_without_children_is_refused),
		cmocka_unit_test(xml_names_are_those_of_csv_but_for_two),
		cmocka_unit_test(xml_that_is_damaged_or_empty_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
