#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "collect.h"
#include "intake/format.h"

/* A folder of its own for each test. */
struct place {
	struct arena arena;
	char path[64];
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	if (!place)
		return -1;
	snprintf(place->path, sizeof(place->path), "/tmp/outturn-test-XXXXXX");
	*state = place;
	return mkdtemp(place->path) ? 0 : -1;
}

static int remove_place(void **state)
{
	struct place *place = *state;
	char command[128];
	snprintf(command, sizeof(command), "rm -r '%s'", place->path);
	int result = system(command);
	arena_deinit(&place->arena);
	free(place);
	return result;
}

/* Writes a file into the place, and its folder when the name has one. */
static const char *put(struct place *place, const char *name, const char *text)
{
	struct err err = { 0 };
	struct str path = arena_format(&place->arena, "%s/%s", place->path, name);
	const char *slash = strrchr(name, '/');
	if (slash)
		mkdir(arena_format(&place->arena, "%s/%.*s", place->path, (int)(slash - name), name)
		              .ptr, 0700);
	assert_ok(file_write(path.ptr, str_of(text), &err), &err);
	return path.ptr;
}

static void check_words(struct place *place, const char *path, const char *expected)
{
	struct format format;
	struct err err = { 0 };
	enum status st = format_find(path, &place->arena, &format, &err);
	struct str got = st == OK ? arena_format(&place->arena, "%s: %.*s",
	                                         format_delivery_kind(format.kind),
	                                         STR_ARGS(format.words))
	                          : str_of(err.text);
	assert_text(got, expected);
}

static void check_header(struct place *place, const char *header, const char *expected)
{
	check_words(place, put(place, "file.csv", header), expected);
}

/* The samples, by their file under tests/cases/records. */
static void every_sample_is_recognised(void **state)
{
	const struct {
		const char *file;
		const char *words;
	} cases[] = {
		{ "annex-a/Annex_A.xlsx", "annex-a: Annex A workbook, 11 lists" },
		{ "annex-a/Annex_A_2024_Jan.xlsx", "annex-a: Annex A workbook, 11 lists" },
		{ "annex-a-sen/fake_sen.xlsx",
		  "sen-annex: Annex A of area SEND inspections, workbook, 2 sheets" },
		{ "cin-census/BAR_cin_2022.xml", "cin-census: CIN census XML of 2022" },
		{ "cin-census/CIN2rows.xml", "cin-census: CIN census XML of 2023" },
		{ "cin-census/CIN_Census_2021.xml", "cin-census: CIN census XML of 2023" },
		{ "cin-census/CIN_Census_2024.xml", "cin-census: CIN census XML of 2023" },
		{ "cin-census/CIN_Census_2026.xml", "cin-census: CIN census XML of 2023" },
		{ "cin-census/CIN_header_issues_100.xml", "cin-census: CIN census XML of 2023" },
		{ "cin-census/cin-2022.xml", "cin-census: CIN census XML of 2022" },
		{ "cin-census/fake_CIN_data.xml", "cin-census: CIN census XML of 2022" },
		{ "ssda903/fake_903.xml", "ssda903: SSDA903 XML" },
		{ "ssda903/header.csv", "ssda903: SSDA903 header, CSV" },
		{ "ssda903/episodes.csv", "ssda903: SSDA903 episodes, CSV" },
		{ "ssda903/reviews.csv", "ssda903: SSDA903 reviews, CSV" },
		{ "ssda903/uasc.csv", "ssda903: SSDA903 UASC, CSV" },
		{ "ssda903/oc2.csv", "ssda903: SSDA903 OC2, CSV" },
		{ "ssda903/oc3.csv", "ssda903: SSDA903 OC3, CSV" },
		{ "ssda903/ad1.csv", "ssda903: SSDA903 AD1, CSV" },
		{ "ssda903/placed_for_adoption.csv", "ssda903: SSDA903 placed for adoption, CSV" },
		{ "ssda903/placed_for_adoption_errors.csv",
		  "ssda903: SSDA903 placed for adoption, CSV" },
		{ "ssda903/previous_permanence.csv", "ssda903: SSDA903 previous permanence, CSV" },
		{ "ssda903/missing.csv", "ssda903: SSDA903 missing, CSV" },
		{ "ssda903/sw_episodes.csv", "ssda903: SSDA903 social workers, CSV" },
		{ "ssda903/DoLo.csv", "ssda903: SSDA903 deprivation of liberty, CSV" },
		{ "ssda903/SSDA903_2020_episodes.csv", "ssda903: SSDA903 episodes, CSV" },
		{ "ssda903/SSDA903_2020_header.csv", "ssda903: SSDA903 header, CSV" },
		{ "ssda903/SSDA903_episodes_for_testing_fixes_INPUT.csv",
		  "ssda903: SSDA903 episodes, CSV" },
		{ "ssda903/ch_fake.xlsx",
		  "providers: list of children's homes, workbook, 2 sheets" },
		{ "ssda903/scp_fake.xlsx",
		  "providers: list of social care providers, workbook, 2 sheets" },
		{ "ssda903/combined_scp_ch_fake.xlsx",
		  "providers: list of children's homes and social care providers, workbook" },
		{ "ssda903/scp_ch_2025_fake.xlsx",
		  "providers: list of children's homes and social care providers, workbook, "
		  "2 sheets" },
	};
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_words(place,
		            arena_format(&place->arena, "%s/tests/cases/records/%s",
		                         getenv("OUTTURN_SOURCE_ROOT"), cases[i].file)
		                    .ptr,
		            cases[i].words);
}

static void published_figures_are_told_by_their_columns(void **state)
{
	struct place *place = *state;
	check_header(place,
	             "time_period,time_identifier,geographic_level,country_code,country_name,"
	             "region_code,region_name,old_la_code,new_la_code,la_name,category,CPP_start\n",
	             "ees: DfE statistics (explore education statistics), CSV");
	check_header(place, "time_period,time_identifier,geographical_level,country_code,sex\n",
	             "ees: DfE statistics (explore education statistics), CSV");
	check_header(place,
	             "\xEF\xBB\xBFtime_period,time_identifier,geographic_level,country_code,"
	             "country_name,region_code,region_name,old_la_code,new_la_code,la_name,"
	             "age_group,population_estimate\r\n",
	             "population: population estimates, CSV");
	check_header(place,
	             "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp\n",
	             "ees-meta: description of DfE statistics (meta file), CSV");
	check_header(place, "Short Desc,Years,LA Number,Values\n",
	             "lait: history of the local authority interactive tool, CSV");
	check_header(place, "Measure_code,Topic,Measure,Chart_title,Measure_short,Polarity\n",
	             "lait-measures: measures of the local authority interactive tool, CSV");
	check_header(place, "LA Number,LA Name,Region,Type\n",
	             "geography: areas of the local authority interactive tool, CSV");
	check_header(place, "old_la_code,la_name,rank,neighbour_old_la_code,closeness\n",
	             "neighbours: statistical neighbours, one to a row, CSV");
	check_header(place,
	             "LA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,SN3,SNP,SN4,SNP,SN5,SNP,"
	             "SN6,SNP,SN7,SNP,SN8,SNP,SN9,SNP,SN10,SNP,\n",
	             "neighbours: statistical neighbours, one authority to a row, CSV");
	check_header(place,
	             "Local authority area code,Local authority name,Ofsted region,Inspection date,"
	             "Publication date,Overall effectiveness\n",
	             "ofsted: Ofsted's latest judgements, CSV");
	check_header(place,
	             "Local authority area code,Local authority name,Local authority status,Ofsted "
	             "region,Inspection date,Publication date,Inspection type,Overall "
	             "effectiveness\n",
	             "ofsted: history of Ofsted's inspections, CSV");
	check_header(place, "region_code,region_name\n", "geography: regions, CSV");
	check_header(place, "Indicator ID,Indicator Name,Area Code,Time period,Value\n",
	             "benchmark: Fingertips indicator, CSV");
	check_header(place, "area_code,area_name,period,indicator,measure,unit,value\n",
	             "benchmark: benchmark, one area and period to a row, CSV");
}

static void headers_need_not_be_written_as_the_specification_has_them(void **state)
{
	struct place *place = *state;
	check_header(place, "child ,decom,rne,ls,pl,TEST_COLUMN\n",
	             "ssda903: SSDA903 episodes, CSV");
	check_header(place,
	             "Contacts of the week\n\nChild ID,DATE OF\xC2\xA0" "CONTACT,Contact  Source\n",
	             "annex-a: Annex A list 1 (contacts), CSV");
	check_header(place, "pers_person_id|pers_dob|pers_upn|note\n",
	             "ssd: Standard Safeguarding Dataset table ssd_person, CSV, separator '|'");
	check_header(place, "ehcp_active_ehcp_id,ehcp_ehcp_request_id\n",
	             "ssd: Standard Safeguarding Dataset table ssd_ehcp_active_plans, CSV");
	check_header(place, "indicator_ref,indicator_title,period,current_value,target\n",
	             "scorecard: scorecard, CSV");
}

static void a_table_that_nobody_knows_is_named_as_such(void **state)
{
	struct place *place = *state;
	check_header(place, "PersonId,Referred On,Team\n1,2020-01-01,North\n",
	             "extract: table of unknown columns, CSV");
	check_header(place, "region_code,region_name,families\n",
	             "extract: table of unknown columns, CSV");
	assert_non_null(strstr(format_advice(FORMAT_UNKNOWN_TABLE), "outturn map"));
	check_header(place, "Dear colleague\nplease find attached\n",
	             "file.csv: this holds no table; expected a row with the names of at least two "
	             "columns");
}

static void other_documents_are_refused_by_what_they_are(void **state)
{
	struct place *place = *state;
	check_header(place, "%PDF-1.4",
	             "file.csv: this is a PDF, which holds no table to read; save it as CSV UTF-8 "
	             "or as an Excel workbook (.xlsx)");
	check_header(place, "<?xml version='1.0'?><rss><channel/></rss>",
	             "file.csv: this is XML that begins with 'rss'; expected a CIN census "
	             "('Message') or an SSDA903 return ('EXPSSDA903')");
	check_header(place,
	             "<Message><Header><CollectionDetails><Collection>SLASC</Collection>"
	             "</CollectionDetails></Header></Message>",
	             "file.csv: this is XML of the collection 'SLASC'; expected that of the CIN "
	             "census ('CIN')");
	check_header(place, "<!DOCTYPE a [<!ENTITY b 'c'>]><Message>&b;</Message>",
	             "file.csv: it declares a document type, which is not accepted");
	check_header(place, "{\n  \"england-and-wales\": {}}",
	             "bank-holidays: bank holidays of GOV.UK, JSON");
	check_header(place, "{\"a\": 1",
	             "file.csv: this is a JSON file; save it as CSV UTF-8 or as an Excel workbook "
	             "(.xlsx)");
	check_header(place, "", "file.csv: the file is empty; expected a header row and figures");
}

static void a_census_without_a_header_is_still_one(void **state)
{
	struct place *place = *state;
	check_header(place, "<Message><Children><Child></Child></Children></Message>",
	             "cin-census: CIN census XML");
	check_header(place,
	             "\xEF\xBB\xBF\n<!-- ours -->\n<Message><Header><CollectionDetails><Collection>"
	             "CIN</Collection><Year>2024</Year></CollectionDetails></Header><Children>",
	             "cin-census: CIN census XML of 2024");
}

static void a_single_list_of_annex_a_may_be_a_workbook(void **state)
{
	struct place *place = *state;
	auto_buf bytes = buf_init(1 << 20);
	struct err err = { 0 };
	workbook_build("<row><c t='inlineStr'><is><t>Date of contact</t></is></c>"
	               "<c t='inlineStr'><is><t>Contact source</t></is></c></row>",
	               "", "", "", &bytes);
	struct str path = arena_format(&place->arena, "%s/a.xlsx", place->path);
	assert_ok(file_write(path.ptr, buf_view(&bytes), &err), &err);
	check_words(place, path.ptr, "annex-a: Annex A list 1 (contacts), workbook");
}

/* ---- sets ---- */

/* Groups the place and prints a line for each set and each refusal. */
static void check_groups(struct place *place, const char *expected)
{
	struct format_set_list sets = { 0 };
	struct format_refusal_list refused = { 0 };
	struct err err = { 0 };
	const char *paths[] = { place->path };
	auto_buf out = buf_init(1 << 16);
	assert_ok(format_group(paths, 1, &place->arena, &sets, &refused, &err), &err);
	for (size_t i = 0; i < sets.count; i++)
		buf_format(&out, "%.*s\n", STR_ARGS(sets.items[i].words));
	for (size_t i = 0; i < refused.count; i++)
		buf_format(&out, "refused %s: %.*s\n", strrchr(refused.items[i].path, '/') + 1,
		           STR_ARGS(refused.items[i].reason));
	assert_text(buf_view(&out), expected);
}

#define HEADER_CSV "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES_CSV "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC\n"

static void the_tables_of_a_return_are_one_set(void **state)
{
	struct place *place = *state;
	put(place, "header.csv", HEADER_CSV);
	put(place, "kids.txt", EPISODES_CSV "1,01/04/2019,S,C2,N1,U4,\n2,31/03/2019,S,C2,N1,U4,\n");
	put(place, ".hidden.csv", HEADER_CSV);
	check_groups(place, "SSDA903 return of 2020, 2 files: header, episodes\n");
}

static void years_in_names_tell_returns_apart_and_content_says_the_year(void **state)
{
	struct place *place = *state;
	put(place, "2018-header.csv", HEADER_CSV);
	put(place, "2018-episodes.csv", EPISODES_CSV "1,01/05/2018,S,C2,N1,U4,01/06/2018\n");
	put(place, "2017-header.csv", HEADER_CSV);
	put(place, "2017-episodes.csv", EPISODES_CSV "1,01/05/2017,S,C2,N1,U4,\n");
	put(place, "2019-oc2.csv", "CHILD,SDQ_SCORE,CONVICTED,HEALTH_CHECK,TEETH_CHECK\n");
	check_groups(place, "SSDA903 return of 2018, 2 files: header, episodes\n"
	                    "SSDA903 return of 2019, 2 files: header, episodes\n"
	                    "SSDA903 OC2, CSV\n");
}

static void a_slip_of_the_pen_is_no_year(void **state)
{
	struct place *place = *state;
	auto_buf rows = buf_init(1 << 16);
	buf_add(&rows, STR(EPISODES_CSV "1,01/05/2071,S,C2,N1,U4,\n"));
	for (int i = 0; i < 150; i++)
		buf_format(&rows, "%d,01/%02d/2017,S,C2,N1,U4,31/02/2019\n", i, i % 12 + 1);
	put(place, "episodes.csv", buf_view(&rows).ptr);
	check_groups(place, "SSDA903 episodes, CSV, of the year to 31 March 2018\n");
}

static void tables_that_nothing_tells_apart_are_refused_together(void **state)
{
	struct place *place = *state;
	put(place, "episodes.csv", EPISODES_CSV);
	put(place, "more-episodes.csv", EPISODES_CSV);
	put(place, "header.csv", HEADER_CSV);
	put(place, "other/header.csv", HEADER_CSV);
	static const char REASON[] =
		"'episodes.csv' and 'more-episodes.csv' are the same table (episodes) and their "
		"names hold no years that tell two returns apart; import the files of one return "
		"by name, or put each return into a folder of its own";
	check_groups(place, arena_format(&place->arena,
	                                 "SSDA903 header, CSV\n"
	                                 "refused episodes.csv: %s\n"
	                                 "refused header.csv: %s\n"
	                                 "refused more-episodes.csv: %s\n",
	                                 REASON, REASON, REASON).ptr);
}

static void other_files_stand_alone_and_refusals_stop_nothing(void **state)
{
	struct place *place = *state;
	put(place, "a.csv", "indicator_ref,current_value\n");
	put(place, "b.pdf", "%PDF-1.4");
	put(place, "c.csv", "indicator_ref,current_value\n");
	put(place, "ssd/p.csv", "pers_person_id,pers_dob\n");
	put(place, "ssd/f.csv", "fami_family_id,fami_person_id\n");
	check_groups(place,
	             "scorecard, CSV\nscorecard, CSV\n"
	             "Standard Safeguarding Dataset, 2 files: ssd_person, ssd_family\n"
	             "refused b.pdf: b.pdf: this is a PDF, which holds no table to read; save it as "
	             "CSV UTF-8 or as an Excel workbook (.xlsx)\n");
}

static void the_hash_of_a_set_does_not_depend_on_the_order_of_its_files(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	char one[HASH_TEXT_BYTES], two[HASH_TEXT_BYTES], three[HASH_TEXT_BYTES];
	struct format a = { .path = put(place, "a", "1") }, b = { .path = put(place, "b", "2") };
	struct format ab[] = { a, b }, ba[] = { b, a };
	struct format_set first = { .members = ab, .count = 2 };
	struct format_set second = { .members = ba, .count = 2 };
	assert_ok(format_set_hash(&first, one, &err), &err);
	assert_ok(format_set_hash(&second, two, &err), &err);
	assert_string_equal(one, two);
	first.count = 1;
	assert_ok(format_set_hash(&first, one, &err), &err);
	assert_string_equal(one, hash_print(STR("1"), three));
	put(place, "b", "3");
	assert_ok(format_set_hash(&second, three, &err), &err);
	assert_string_not_equal(two, three);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_PLACE(every_sample_is_recognised),
		IN_A_PLACE(published_figures_are_told_by_their_columns),
		IN_A_PLACE(headers_need_not_be_written_as_the_specification_has_them),
		IN_A_PLACE(a_table_that_nobody_knows_is_named_as_such),
		IN_A_PLACE(other_documents_are_refused_by_what_they_are),
		IN_A_PLACE(a_census_without_a_header_is_still_one),
		IN_A_PLACE(a_single_list_of_annex_a_may_be_a_workbook),
		IN_A_PLACE(the_tables_of_a_return_are_one_set),
		IN_A_PLACE(years_in_names_tell_returns_apart_and_content_says_the_year),
		IN_A_PLACE(a_slip_of_the_pen_is_no_year),
		IN_A_PLACE(tables_that_nothing_tells_apart_are_refused_together),
		IN_A_PLACE(other_files_stand_alone_and_refusals_stop_nothing),
		IN_A_PLACE(the_hash_of_a_set_does_not_depend_on_the_order_of_its_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
