#include "check.h"

#include "base/date.h"
#include "intake/lost_lines.h"
#include "intake/ssd_factors.h"
#include "intake/ssd_file.h"
#include "intake/ssd_index.h"
#include "intake/ssd_table.h"
#include "record_place.h"

struct table_text {
	const char *file;
	const char *text;
};

/* A small authority, by hand: two children, one of them in care. Children's identifiers
 * have leading zeros, and days are written as SQL Server writes them. */
static const struct table_text SMALL[] = {
	{ "ssd_person.csv",
	  "pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob,"
	  "pers_single_unique_id,pers_upn\n"
	  "007,Tom,Example,M,M,WBRI,2012-03-01T00:00:00,9000000001,A1\n"
	  "008,Ann,Example,F,F,MWBC,2016-07-09 00:00:00.000,NULL,NULL\n" },
	{ "ssd_cin_episodes.csv",
	  "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,"
	  "cine_referral_source_code,cine_referral_outcome_json,cine_referral_nfa,"
	  "cine_close_reason,cine_close_date,cine_referral_team,cine_referral_worker_id,risk_"
	  "score\n"
	  "R1,007,2023-05-02T00:00:00,N1,6,\"{\"\"OUTCOME\"\":\"\"CIN\"\"}\",N,RC1,"
	  "2023-12-01T00:00:00,T1,W1,12\n"
	  "R2,008,2023-09-01T00:00:00,N4,1A,,Y,,,T1,W1,\n" },
	{ "ssd_cin_assessments.csv",
	  "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
	  "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_nfa,"
	  "cina_assessment_team,cina_assessment_worker_id\n"
	  "A1,007,R1,2023-05-03T00:00:00,Y,2023-06-20T00:00:00,N,T1,W1\n"
	  "A2,008,R9,2023-09-02T00:00:00,N,,N,T1,W1\n" },
	{ "ssd_assessment_factors.csv",
	  "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n"
	  "F1,A1,\"[\"\"1A\"\", \"\"2B\"\"]\"\n"
	  "F2,A1,no list\n"
	  "F3,A7,[]\n" },
	{ "ssd_s47_enquiry.csv",
	  "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,"
	  "s47e_s47_end_date,s47e_s47_nfa\n"
	  "S1,R1,007,2023-06-01T00:00:00,2023-06-10T00:00:00,N\n"
	  "S2,R2,008,2023-09-05T00:00:00,2023-09-09T00:00:00,Y\n" },
	{ "ssd_initial_cp_conference.csv",
	  "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_icpc_target_date,icpc_icpc_date,"
	  "icpc_icpc_outcome_cp_flag,icpc_icpc_transfer_in\n"
	  "I1,S1,007,2023-06-22T00:00:00,2023-06-20T00:00:00,Y,N\n" },
	{ "ssd_cp_plans.csv", "cppl_cp_plan_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,"
	                      "cppl_cp_plan_end_date,"
	                      "cppl_cp_plan_initial_category,cppl_cp_plan_latest_category\n"
	                      "P1,I1,007,2023-06-20T00:00:00,2023-11-30T00:00:00,NEG,NEG\n" },
	{ "ssd_cp_reviews.csv",
	  "cppr_cp_review_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date,"
	  "cppr_cp_review_outcome_continue_cp\n"
	  "V1,P1,2023-09-20T00:00:00,2023-09-18T00:00:00,Y\n"
	  "V2,P1,2023-12-20T00:00:00,2023-11-30T00:00:00,N\n" },
	{ "ssd_cp_visits.csv",
	  "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,"
	  "cppv_cp_visit_seen_alone\nX1,007,P1,2023-07-01T00:00:00,Y,Y\n" },
	{ "ssd_cin_visits.csv",
	  "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n"
	  "X1,008,2023-09-20T00:00:00,Y\n" },
	{ "ssd_cla_visits.csv",
	  "clav_cla_visit_id,clav_cla_id,clav_cla_visit_date,clav_cla_visit_seen\n"
	  "X1,C1,2023-12-15T00:00:00,N\n" },
	{ "ssd_cla_episodes.csv",
	  "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
	  "clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,"
	  "clae_cla_episode_ceased_reason,clae_cla_id,clae_cla_placement_id,clae_entered_care_"
	  "date\n"
	  "E1,007,2023-12-01T00:00:00,S,N1,2024-02-01T00:00:00,X1,C1,L1,2023-12-01T00:00:00\n"
	  "E2,007,2024-02-01T00:00:00,L,N1,,,C1,L1,2023-12-01T00:00:00\n" },
	{ "ssd_cla_placement.csv",
	  "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,"
	  "clap_cla_placement_urn,clap_cla_placement_distance,clap_cla_id,"
	  "clap_cla_placement_provider,clap_cla_placement_postcode,clap_cla_placement_end_date,"
	  "clap_cla_placement_change_reason\n"
	  "L1,2023-12-01T00:00:00,U4,SC123456,12.50,C1,PR1,AB1 2CD,,\n" },
	{ "ssd_legal_status.csv",
	  "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
	  "lega_legal_status_end_date\n"
	  "G1,007,V2,2023-12-01T00:00:00,2024-02-01T00:00:00\n"
	  "G2,007,C1,2024-02-01T00:00:00,\n" },
	{ "ssd_cla_reviews.csv",
	  "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,"
	  "clar_cla_review_cancelled,clar_cla_review_participation\n"
	  "W1,C1,2023-12-31T00:00:00,2023-12-20T00:00:00,N,PN1\n" },
	{ "ssd_missing.csv",
	  "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
	  "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
	  "M1,007,2024-07-01T21:30:00,M,2024-07-02T06:00:00,Y,N\n" },
	{ "ssd_care_leavers.csv",
	  "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch\n"
	  "K1,007,Former relevant,YES\n" },
	{ "ssd_professionals.csv",
	  "prof_professional_id,prof_professional_name,prof_full_time_equivalency,"
	  "prof_agency_worker_flag\nW1,A Worker,0.80,N\n" },
	{ "ssd_department.csv", "dept_team_id,dept_team_name\nT1,Assessment\n" },
	{ "ssd_involvements.csv",
	  "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
	  "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date,"
	  "invo_referral_id\nN1,W1,Social worker,T1,2023-05-02T00:00:00,,R1\n" },
	{ "ssd_send.csv", "send_table_id,send_upn,send_person_id\nD1,A1,007\n" },
	{ "ssd_ehcp_requests.csv",
	  "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date,ehcr_ehcp_req_outcome_date,"
	  "ehcr_ehcp_req_outcome\nQ1,D1,2023-01-10T00:00:00,2023-02-10T00:00:00,assess\n" },
	{ "ssd_ehcp_assessment.csv",
	  "ehca_ehcp_assessment_id,ehca_ehcp_request_id,ehca_ehcp_assessment_outcome_date\n"
	  "B1,Q1,2023-04-10T00:00:00\n" },
	{ "ssd_ehcp_named_plan.csv",
	  "ehcn_named_plan_id,ehcn_ehcp_asmt_id,ehcn_named_plan_start_date,"
	  "ehcn_named_plan_ceased_date\nZ1,B1,2023-05-20T00:00:00,\n" },
	{ "ssd_ehcp_active_plans.csv",
	  "ehcp_active_ehcp_id,ehcp_ehcp_request_id,ehcp_active_ehcp_last_review_date\n"
	  "H1,Q1,2024-05-01T00:00:00\n" },
	{ "ssd_sen_need.csv", "senn_table_id,senn_active_ehcp_id,senn_active_ehcp_need_type,senn_"
	                      "active_ehcp_need_rank\n"
	                      "Y1,H1,ASD,1\n" },
	{ "ssd_voice_of_child.csv", "voch_table_id,voch_person_id,voch_plan_safe\n" },
	{ "ssd_s251_finance.csv", "s251_table_id,s251_cla_placement_id\n1,L1\n" },
};

static void read_small(struct record_place *place)
{
	for (size_t i = 0; i < COUNT_OF(SMALL); i++)
		record_place_put(place, SMALL[i].file, SMALL[i].text);
	assert_ok(record_place_read(place, ssd_file_read, place->path, DATE_NONE), &place->err);
}

static void every_table_gives_its_records(void **state)
{
	static const struct {
		enum record_type type;
		int64_t rows;
	} EXPECTED[] = {
		{ RECORD_PERSON, 2 },      { RECORD_REFERRAL, 2 },     { RECORD_NEED, 2 },
		{ RECORD_ASSESSMENT, 2 },  { RECORD_FACTOR, 3 },       { RECORD_ENQUIRY, 2 },
		{ RECORD_CONFERENCE, 1 },  { RECORD_PLAN, 1 },         { RECORD_PLAN_REVIEW, 2 },
		{ RECORD_VISIT, 3 },       { RECORD_CARE, 2 },         { RECORD_PLACEMENT, 1 },
		{ RECORD_LEGAL_STATUS, 2 }, { RECORD_CARE_REVIEW, 1 }, { RECORD_MISSING, 1 },
		{ RECORD_CARE_LEAVER, 1 }, { RECORD_WORKER, 1 },       { RECORD_TEAM, 1 },
		{ RECORD_ALLOCATION, 1 },  { RECORD_EDUCATION, 1 },    { RECORD_EHC_REQUEST, 1 },
		{ RECORD_EHC_ASSESSMENT, 1 }, { RECORD_EHC_PLAN, 1 },  { RECORD_SEN_NEED, 1 },
	};
	struct record_place *place = *state;
	int64_t total = 0;
	int64_t expected = 0;
	read_small(place);
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		if (place->log.rows[EXPECTED[i].type] != EXPECTED[i].rows)
			fail_msg("%s: %lld", record_type_spec(EXPECTED[i].type)->name,
			         (long long)place->log.rows[EXPECTED[i].type]);
		expected += EXPECTED[i].rows;
	}
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		total += place->log.rows[type];
	assert_int_equal(total, expected);
}

static void an_episode_takes_its_placement_and_the_status_that_held(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_logged(place,
	              "care 007 @2 started=2023-12-01 start_reason=S legal_status=V2 need=N1 "
	              "placement=U4 provider=PR1 ended=2024-02-01 end_reason=X1 "
	              "placement_postcode=AB1 2CD urn=SC123456 distance=12.5 "
	              "entered_care=2023-12-01 care=C1 placement_row=L1 source_row=E1");
	assert_int_equal(record_log_lines(&place->log, "care 007 @3 started=2024-02-01 "
	                                               "start_reason=L legal_status=C1"), 1);
}

static void what_other_tables_say_is_looked_up(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_int_equal(record_log_lines(&place->log, "kind=single referred=2023-05-02"), 1);
	assert_int_equal(record_log_lines(&place->log, "conference_due=2023-06-22 "
	                                               "conference_held=2023-06-20"), 1);
	assert_int_equal(record_log_lines(&place->log, "enquiry_started=2023-06-01"), 1);
	assert_int_equal(record_log_lines(&place->log, "plan_started=2023-06-20"), 2);
	assert_logged(place, "ehc_plan 007 @2 started=2023-05-20 last_review=2024-05-01 "
	                     "request=Q1 assessment=B1 source_row=Z1");
	/* The need names the active row, H1; the record of both has the named one's key. */
	assert_logged(place, "sen_need 007 @2 need=ASD rank=1 plan=Z1 source_row=Y1");
}

static void a_need_names_the_active_plan_where_no_named_one_tells_it(void **state)
{
	struct record_place *place = *state;
	record_place_put(place, "ssd_send.csv", "send_table_id,send_upn,send_person_id\nD1,A1,007\n");
	record_place_put(place, "ssd_ehcp_requests.csv",
	                 "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date\n"
	                 "Q1,D1,2023-01-10\n");
	record_place_put(place, "ssd_ehcp_active_plans.csv",
	                 "ehcp_active_ehcp_id,ehcp_ehcp_request_id,"
	                 "ehcp_active_ehcp_last_review_date\nH1,Q1,2024-05-01\n");
	record_place_put(place, "ssd_sen_need.csv",
	                 "senn_table_id,senn_active_ehcp_id,senn_active_ehcp_need_type,"
	                 "senn_active_ehcp_need_rank\nY1,H1,ASD,1\n");
	assert_ok(record_place_read(place, ssd_file_read, place->path, DATE_NONE), &place->err);
	assert_logged(place, "ehc_plan 007 @2 last_review=2024-05-01 request=Q1 source_row=H1");
	assert_logged(place, "sen_need 007 @2 need=ASD rank=1 plan=H1 source_row=Y1");
}

static void a_row_that_names_another_that_is_not_there_is_a_doubt(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_logged(place, "doubt assessment 008 @3 referred 'R9' ssd.not_found warning "
	                     "cina_referral_id");
	/* Not every enquiry has a conference. */
	assert_int_equal(record_log_lines(&place->log, "ssd.not_found"), 1);
}

static void a_row_without_a_child_finds_it_through_other_tables(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_int_equal(record_log_lines(&place->log, "plan_review 007"), 2);
	assert_int_equal(record_log_lines(&place->log, "care_review 007"), 1);
	assert_int_equal(record_log_lines(&place->log, "placement 007"), 1);
	assert_int_equal(record_log_lines(&place->log, "visit 007 @2 kind=care"), 1);
	assert_int_equal(record_log_lines(&place->log, "allocation 007"), 1);
	assert_int_equal(record_log_lines(&place->log, "sen_need 007"), 1);
	assert_int_equal(record_log_findings(&place->log, "ssd.no_child"), 1); /* factors of A7 */
}

static void each_factor_is_a_row_of_its_own(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_logged(place, "factor 007 @2 assessed=2023-05-03 completed=2023-06-20 factor=1A "
	                     "assessment=A1 source_row=F1/1A");
	assert_logged(place, "factor 007 @2 assessed=2023-05-03 completed=2023-06-20 factor=2B "
	                     "assessment=A1 source_row=F1/2B");
	assert_logged(place, "doubt factor 007 @3 factor 'no list' ssd.factors error "
	                     "cinf_assessment_factors_json");
}

static void factors_are_read_in_every_form(void **state)
{
	static const struct {
		const char *text;
		const char *expected; /* NULL: cannot be read */
	} CASES[] = {
		{ "[\"1A\", \"18B\"]", "1A 18B" },
		{ "{\"1A\": \"Yes\", \"2B\": \"No\", \"3C\": true, \"4A\": 0}", "1A 3C" },
		{ "[{\"factor\": \"1A\"}, {\"factor\": \"2B\"}]", "1A 2B" },
		{ "1A, 2B", "1A 2B" },
		{ "", "" },
		{ "NULL", "" },
		{ "[]", "" },
		{ "[1, 2]", NULL },
		{ "[\"1A\"", NULL },
		{ "domestic abuse", NULL },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		auto_buf got = buf_init(1024);
		struct ssd_factors factors;
		bool is_read = ssd_factors_read(str_of(CASES[i].text), &arena, &factors);
		assert_int_equal(is_read, CASES[i].expected != NULL);
		for (size_t k = 0; k < factors.count; k++)
			buf_format(&got, "%s%.*s", k ? " " : "", STR_ARGS(factors.items[k]));
		assert_text(buf_view(&got), CASES[i].expected ? CASES[i].expected : "");
	}
}

static void names_of_children_are_never_taken(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_int_equal(record_log_lines(&place->log, "Example"), 0);
	assert_int_equal(record_log_findings(&place->log, "ssd.names"), 1);
	assert_logged(place, "person 007 @2 born=2012-03-01 sex=M gender=M ethnicity=WBRI upn=A1 "
	                     "common_id=9000000001");
}

static void a_time_without_an_offset_is_the_clocks_in_england(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_logged(place, "missing 007 @2 kind=M started=2024-07-01T21:30:00+01:00 "
	                     "ended=2024-07-02T06:00:00+01:00 interview_offered=Y "
	                     "interview_accepted=N source_row=M1");
}

static void what_is_not_taken_is_listed(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_int_equal(record_log_findings(&place->log, "ssd.table_unknown"), 1);
	assert_text(str_of(record_place_message(place, "ssd.columns_unknown")),
	            "columns that are not of the dataset: risk_score; what they say is kept beside "
	            "the records");
	assert_int_equal(record_log_lines(&place->log, "extra={\"risk_score\":\"12\"}"), 1);
}

static void a_table_covers_what_ran_since_its_oldest_row(void **state)
{
	struct record_place *place = *state;
	read_small(place);
	assert_logged(place, "cover referral overlaps 2023-12-01 2200-12-31");
	assert_logged(place, "cover plan_review starts 2023-09-18 2200-12-31");
	assert_logged(place, "cover visit starts 2023-07-01 2200-12-31");
	assert_logged(place, "cover factor overlaps 2023-06-20 2200-12-31");
	assert_logged(place, "cover person all");
	assert_logged(place, "cover care_leaver undated");
	/* An empty table is normal, and says nothing. */
	assert_int_equal(record_log_lines(&place->log, "cover voice"), 0);
	assert_int_equal(record_log_findings(&place->log, "ssd.empty_table"), 1);
}

static void a_type_of_several_tables_is_covered_only_by_all_of_them(void **state)
{
	struct record_place *place = *state;
	record_place_put(place, "ssd_cp_visits.csv",
	                 "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,"
	                 "cppv_cp_visit_seen,cppv_cp_visit_seen_alone\n"
	                 "X1,007,P1,2023-07-01T00:00:00,Y,Y\n");
	assert_ok(record_place_read(place, ssd_file_read, place->path, DATE_NONE), &place->err);
	assert_int_equal(record_log_lines(&place->log, "cover"), 0);
	assert_int_equal(record_log_findings(&place->log, "ssd.partly_covered"), 1);
}

static void many_lines_without_a_child_are_counted(void **state)
{
	struct record_place *place = *state;
	auto_buf text = buf_init(64 * 1024);
	buf_format(&text, "disa_person_id,disa_table_id,disa_disability_code\n7,D0,AUT\n");
	for (int i = 0; i < LOST_LINES_TOLD_MAX + 20; i++)
		buf_format(&text, ",D%d,AUT\n", i + 1);
	const char *path = record_place_put(place, "ssd_disability.csv", text.bytes);
	assert_ok(record_place_read(place, ssd_file_read, path, DATE_NONE), &place->err);
	assert_int_equal(place->log.rows[RECORD_DISABILITY], 1);
	assert_int_equal(record_log_findings(&place->log, "ssd.no_child"),
	                 LOST_LINES_TOLD_MAX + 1);
	assert_text(place->log.findings.items[place->log.findings.count - 1].message,
	            "20 further lines of it name no child and were not taken");
}

static void every_column_of_the_dataset_has_a_table_that_takes_it(void **state)
{
	(void)state;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (size_t f = 0; f < spec->field_count; f++) {
			struct str rest = str_of(spec->fields[f].ssd);
			struct str column;
			while (ssd_next_column(&rest, &column)) {
				enum record_type types[SSD_TYPES_MAX];
				if (ssd_types_of(ssd_prefix(column), types) == 0)
					fail_msg("%.*s", STR_ARGS(column));
			}
		}
	}
}

static void every_look_up_is_of_columns_that_are_kept(void **state)
{
	(void)state;
	size_t link_count;
	size_t index_count;
	const struct ssd_field_link *links = ssd_field_links(&link_count);
	const struct ssd_index_spec *indexes = ssd_index_specs(&index_count);
	for (size_t i = 0; i < link_count; i++) {
		bool is_kept = false;
		for (size_t k = 0; k < index_count; k++)
			if (str_equal(str_of(indexes[k].key), str_of(links[i].key)))
				is_kept = ssd_index_place(&indexes[k], str_of(links[i].kept)) !=
				          SIZE_MAX;
		if (!is_kept)
			fail_msg("%s of %s", links[i].kept, links[i].key);
	}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, record_place_make, record_place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_table_gives_its_records),
		TEST(an_episode_takes_its_placement_and_the_status_that_held),
		TEST(what_other_tables_say_is_looked_up),
		TEST(a_need_names_the_active_plan_where_no_named_one_tells_it),
		TEST(a_row_that_names_another_that_is_not_there_is_a_doubt),
		TEST(a_row_without_a_child_finds_it_through_other_tables),
		TEST(each_factor_is_a_row_of_its_own),
		TEST(factors_are_read_in_every_form),
		TEST(names_of_children_are_never_taken),
		TEST(a_time_without_an_offset_is_the_clocks_in_england),
		TEST(what_is_not_taken_is_listed),
		TEST(a_table_covers_what_ran_since_its_oldest_row),
		TEST(a_type_of_several_tables_is_covered_only_by_all_of_them),
		TEST(many_lines_without_a_child_are_counted),
		TEST(every_column_of_the_dataset_has_a_table_that_takes_it),
		TEST(every_look_up_is_of_columns_that_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
