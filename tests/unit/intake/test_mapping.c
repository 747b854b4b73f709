#include "check.h"

#include <sys/stat.h>

#include "base/date.h"
#include "intake/mapped_file.h"
#include "intake/mapping.h"
#include "intake/mapping_propose.h"
#include "intake/mapping_words.h"
#include "record_place.h"

/* What it is to read a text: the mapping, or the first problem. */
static enum status parse(struct record_place *place, const char *text, struct mapping *out)
{
	struct finding_list problems = { .arena = &place->arena };
	return mapping_parse(str_of(text), STR("a.map"), &place->arena, out, &problems,
	                     &place->err);
}

static void read_by(struct record_place *place, const char *mapping_text, const char *csv,
                    int32_t as_at)
{
	struct mapping *mapping = arena_new(&place->arena, 1, sizeof(*mapping));
	assert_ok(parse(place, mapping_text, mapping), &place->err);
	place->mapping = mapping;
	assert_ok(record_place_read(place, mapped_file_read,
	                            record_place_put(place, "extract.csv", csv), as_at),
	          &place->err);
}

#define HEAD "mapping \"Mosaic\"\nidentifier \"ID\"\n"

/* ---- the text ---- */

static void a_text_that_is_wrong_says_where_and_what_was_expected(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} CASES[] = {
		{ "", "a.map:1:1: the text does not say what it maps; expected 'mapping \"NAME OF "
		      "THE SOURCE\"'" },
		{ "mapping Mosaic\n",
		  "1 other problem, first: a.map:1:9: expected the name of the source in quotes, "
		  "found 'Mosaic'" },
		{ "mapping \"M\"\n",
		  "a.map:1:1: nothing is taken from the table; expected 'record' "
		  "and a type" },
		{ "mapping \"M\"\nrecords referral\n",
		  "a.map:2:1: expected 'mapping', 'sheet', 'header row', 'identifier', 'record' or "
		  "'codes', found 'records'" },
		{ HEAD "record refferal\n",
		  "a.map:3:8: expected a type of record (docs/records.md lists them), found "
		  "'refferal'" },
		{ HEAD "record referral\n",
		  "a.map:3:1: this record has no field; expected lines like 'received = \"Date\"' "
		  "below it" },
		{ "mapping \"M\"\nrecord referral\n  received = \"Ref date\"\n",
		  "a.map:1:1: nothing says which column identifies the child; expected 'identifier "
		  "\"Column\"'" },
		{ HEAD "record referral\n  recieved = \"Date\"\n",
		  "a.map:4:3: a referral has no field 'recieved'; expected one of docs/records.md, "
		  "or 'only when' or 'covers'" },
		{ HEAD "record referral\n  received \"Date\"\n",
		  "a.map:4:12: expected '=', found 'Date'" },
		{ HEAD "record referral\n  source = Z9\n",
		  "a.map:4:12: 'Z9' is no code of referral_source" },
		{ HEAD "record referral\n  no_further_action = perhaps\n",
		  "a.map:4:23: 'perhaps' is neither yes nor no" },
		{ HEAD "record referral\n  source = \"S\" by sources\n",
		  "a.map:4:1: there is no list of codes 'sources'; expected one that begins 'codes "
		  "sources'" },
		{ HEAD
		  "record referral\n  source = \"S\" by list\ncodes list\n  XX is \"Police\"\n",
		  "a.map:4:1: the list 'list' has 'XX', which is no code of 'source'" },
		{ HEAD "record referral\n  team = \"T\" month first\n",
		  "a.map:4:20: 'month first' is for dates; 'team' is a short text" },
		{ HEAD "record referral\n  received = \"D\" at \"T\"\n",
		  "a.map:4:21: only a moment has a time of day; 'received' is a date" },
		{ HEAD "record referral\n  team = \"T\"\n  team = \"U\"\n",
		  "a.map:5:3: line 4 gives this field its value always" },
		{ HEAD
		  "record referral\n  team = \"T\"\n  covers starts 2024-03-31 to 2023-04-01\n",
		  "a.map:5:41: the first day lies behind the last" },
		{ HEAD "record referral\n  team = \"T\"\n  covers everything\n",
		  "a.map:5:10: expected 'all', 'nothing', 'starts', 'running', 'children' or "
		  "'undated', found 'everything'" },
		{ HEAD "record referral\n  team = \"T\" when \"A\" = \"B\"\n",
		  "a.map:4:23: expected 'is', found '='" },
		{ "  received = \"D\"\n" HEAD,
		  "a.map:1:3: an indented line belongs to a record or to "
		  "codes above it" },
	};
	struct record_place *place = *state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct mapping mapping;
		if (parse(place, CASES[i].text, &mapping) != E_INPUT)
			fail_msg("case %zu was read", i);
		assert_text(str_of(place->err.text), CASES[i].expected);
	}
}

static void all_problems_of_a_text_are_told(void **state)
{
	struct record_place *place = *state;
	struct finding_list problems = { .arena = &place->arena };
	struct mapping mapping;
	const char *text = HEAD "record referral\n  a = \"A\"\n  b = \"B\"\n";
	assert_int_equal(mapping_parse(str_of(text), STR("a.map"), &place->arena, &mapping,
	                               &problems, &place->err),
	                 E_INPUT);
	assert_int_equal(problems.count, 2);
	assert_int_equal(problems.items[1].row, 5);
	assert_string_equal(problems.items[1].rule, "mapping.text");
}

/* ---- reading by it ---- */

static void fields_take_columns_constants_and_codes(void **state)
{
	read_by(*state,
	        "mapping \"Mosaic\"\n"
	        "header row 2\n"
	        "identifier \"Person ID\"\n"
	        "record assessment\n"
	        "  started = \"Start Dt\"\n"
	        "  completed = \"End Dt\"\n"
	        "  kind = early_help when \"Type\" is \"EHA\"\n"
	        "  kind = \"Type\" by kinds\n"
	        "  child_seen = \"Seen\" optional\n"
	        "  team = text \"Duty team\"\n"
	        "  covers all\n"
	        "codes kinds\n"
	        "  single is \"C&F\", \"Child and family\"\n",
	        "Extract,,,\n"
	        "person id,Start Dt,End Dt,Type\n"
	        "0012,03/04/2023,2023-05-01,C&F\n"
	        "0013,04/04/2023,,EHA\n"
	        "0014,05/04/2023,,Other\n",
	        DATE_NONE);
	struct record_place *place = *state;
	assert_logged(place, "cover assessment all");
	assert_logged(place, "assessment 0012 @3 kind=single started=2023-04-03 "
	                     "completed=2023-05-01 team=Duty team");
	assert_logged(place, "assessment 0013 @4 kind=early_help started=2023-04-04 "
	                     "team=Duty team");
	assert_logged(place, "doubt assessment 0014 @5 kind 'Other' cell.code_unknown error Type");
}

static void one_line_gives_several_records_where_their_tests_hold(void **state)
{
	read_by(*state,
	        HEAD "record person\n"
	             "  born = \"DoB\"\n"
	             "record referral\n"
	             "  received = \"Date\"\n"
	             "  only when \"What\" is \"Referral\"\n"
	             "record contact\n"
	             "  received = \"Date\"\n"
	             "  only when \"What\" is not \"Referral\"\n"
	             "  only when \"Date\" is not empty\n",
	        "ID,DoB,What,Date,Ward\n"
	        "1,01/02/2010,Referral,03/04/2023,North\n"
	        "1,01/02/2010,Contact,04/04/2023,\n"
	        "2,,Contact,,\n",
	        DATE_NONE);
	struct record_place *place = *state;
	assert_logged(place, "referral 1 @2 received=2023-04-03 extra={\"Ward\":\"North\"}");
	assert_logged(place, "contact 1 @3 received=2023-04-04");
	assert_logged(place, "person 1 @2 born=2010-02-01");
	assert_int_equal(place->log.rows[RECORD_CONTACT], 1);
	assert_int_equal(place->log.rows[RECORD_PERSON], 2);
	assert_text(str_of(record_place_message(place, "mapped.columns_kept")),
	            "columns that the mapping does not name: 'Ward'; what they say is kept beside "
	            "the records");
}

static void a_month_before_its_day_is_read_only_where_that_is_said(void **state)
{
	read_by(*state, HEAD "record referral\n  received = \"D\" month first\n",
	        "ID,D\n1,05/31/2024\n2,2024-06-30\n3,31/05/2024\n", DATE_NONE);
	struct record_place *place = *state;
	assert_logged(place, "referral 1 @2 received=2024-05-31");
	assert_logged(place, "referral 2 @3 received=2024-06-30");
	assert_int_equal(record_log_lines(&place->log, "doubt referral 3 @4 received"), 1);
}

static void a_moment_may_stand_in_two_columns(void **state)
{
	read_by(*state, HEAD "record missing\n  started = \"From\" at \"Time\"\n  kind = M\n",
	        "ID,From,Time\n1,01/07/2024,21:30\n2,02/12/2024,\n", DATE_NONE);
	struct record_place *place = *state;
	assert_logged(place, "missing 1 @2 kind=M started=2024-07-01T21:30:00+01:00");
	assert_logged(place, "missing 2 @3 kind=M started=2024-12-02T00:00:00Z");
}

static void coverage_may_reach_back_from_the_day_of_the_extract(void **state)
{
	static const char TEXT[] = HEAD "record referral\n  received = \"D\"\n"
	                                "  covers starts in the last 6 months\n"
	                                "record plan\n  started = \"D\"\n"
	                                "  covers running in the last 90 days\n";
	struct record_place *place = *state;
	int32_t as_at;
	assert_ok(date_from_ymd(2024, 3, 31, &as_at, &place->err), &place->err);
	read_by(place, TEXT, "ID,D\n1,01/03/2024\n", as_at);
	assert_logged(place, "cover referral starts 2023-10-01 2024-03-31");
	assert_logged(place, "cover plan overlaps 2024-01-02 2024-03-31");
	read_by(place, TEXT, "ID,D\n1,01/03/2024\n", DATE_NONE);
	assert_int_equal(record_log_lines(&place->log, "cover"), 0);
	assert_int_equal(record_log_findings(&place->log, "mapped.no_day"), 2);
}

static void a_line_without_a_child_is_told_once_and_left_out(void **state)
{
	read_by(*state,
	        HEAD "record referral\n  received = \"D\"\nrecord contact\n  received = \"D\"\n",
	        "ID,D\n,01/03/2024\n,\n7,01/03/2024\n", DATE_NONE);
	struct record_place *place = *state;
	assert_int_equal(record_log_findings(&place->log, "mapped.no_child"), 1);
	assert_int_equal(place->log.rows[RECORD_REFERRAL], 1);
}

static void columns_that_are_not_there_are_named(void **state)
{
	struct record_place *place = *state;
	struct mapping mapping;
	assert_ok(parse(place,
	                HEAD "record referral\n  received = \"Ref date\"\n  team = \"Team\"\n",
	                &mapping),
	          &place->err);
	place->mapping = &mapping;
	const char *path = record_place_put(place, "extract.csv", "ID,Team,Other\n1,T,x\n");
	assert_int_equal(record_place_read(place, mapped_file_read, path, DATE_NONE), E_INPUT);
	assert_text(str_of(place->err.text), "extract.csv: row 1: no column 'Ref date'");
}

/* ---- recognising ---- */

static void a_later_file_of_the_source_is_known_by_its_columns(void **state)
{
	struct record_place *place = *state;
	const char *folder = arena_format(&place->arena, "%s/mappings", place->path).ptr;
	mkdir(folder, 0700);
	record_place_put(place, "mappings/referrals.map",
	                 HEAD "record referral\n  received = \"Ref date\"\n");
	record_place_put(place, "mappings/more.map",
	                 "mapping \"More\"\nidentifier \"ID\"\n"
	                 "record referral\n  received = \"Ref date\"\n  team = \"Team\"\n");
	record_place_put(place, "mappings/broken.map", "mapping\n");
	record_place_put(place, "mappings/notes.txt", "no mapping\n");
	static const struct {
		const char *csv;
		const char *expected; /* NULL: none fits */
	} CASES[] = {
		{ "ID,Ref date\n1,01/03/2024\n", "Mosaic" },
		{ "Weekly extract,,\nid , REF DATE,Team\n1,01/03/2024,T\n", "More" },
		{ "ID,Date\n1,01/03/2024\n", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct finding_list findings = { .arena = &place->arena };
		struct mapping mapping;
		const char *path = record_place_put(place, "extract.csv", CASES[i].csv);
		assert_ok(mapping_choose(folder, path, &place->arena, &mapping, &findings,
		                         &place->err),
		          &place->err);
		assert_int_equal(mapping.table_count > 0, CASES[i].expected != NULL);
		if (mapping.table_count)
			assert_text(mapping.name, CASES[i].expected);
		assert_int_equal(findings.count, 2); /* those of broken.map */
	}
}

static void two_mappings_that_fit_alike_are_a_conflict(void **state)
{
	struct record_place *place = *state;
	struct finding_list findings = { .arena = &place->arena };
	struct mapping mapping;
	record_place_put(place, "a.map", HEAD "record referral\n  received = \"D\"\n");
	record_place_put(place, "b.map", HEAD "record contact\n  received = \"D\"\n");
	const char *path = record_place_put(place, "extract.csv", "ID,D\n1,01/03/2024\n");
	assert_int_equal(mapping_choose(place->path, path, &place->arena, &mapping, &findings,
	                                &place->err),
	                 E_CONFLICT);
	assert_text(str_of(place->err.text), "a.map and b.map both explain this file; expected one "
	                                     "that asks for more of its columns");
}

static void without_a_folder_no_mapping_fits(void **state)
{
	struct record_place *place = *state;
	struct finding_list findings = { .arena = &place->arena };
	struct mapping mapping;
	const char *path = record_place_put(place, "extract.csv", "ID,D\n1,01/03/2024\n");
	assert_ok(mapping_choose("/nowhere/at/all", path, &place->arena, &mapping, &findings,
	                         &place->err),
	          &place->err);
	assert_int_equal(mapping.table_count, 0);
}

/* ---- proposing ---- */

static void words_meet_whatever_their_short_forms(void **state)
{
	static const struct {
		const char *text;
		const char *words;
	} CASES[] = {
		{ "D.o.B", "date birth" },
		{ "DoB", "date birth" },
		{ "RefDate", "referral date" },
		{ "CP Plan Start Dt", "child protection plan start date" },
		{ "Case closed on", "case end" },
		{ "date_of_last_visits", "date last visit" },
		{ "Child's ID", "child s identifier" },
		{ "St. Name", "st name" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_arena arena = { 0 };
		auto_buf got = buf_init(1024);
		struct word_list list = { 0 };
		word_list_add(&list, str_of(CASES[i].text), &arena);
		for (size_t k = 0; k < list.count; k++)
			buf_format(&got, "%s%.*s", k ? " " : "", STR_ARGS(list.items[k]));
		assert_text(buf_view(&got), CASES[i].words);
	}
}

/* Whether the proposal for a file has these lines, their reasons aside. */
static void assert_proposed(struct record_place *place, const char *name, const char *csv,
                            const char *const *expected, size_t count)
{
	auto_buf out = buf_init(1024 * 1024);
	struct mapping *mapping = arena_new(&place->arena, 1, sizeof(*mapping));
	const char *path = record_place_put(place, name, csv);
	assert_ok(mapping_propose(path, &out, &place->err), &place->err);
	assert_ok(parse(place, out.bytes, mapping), &place->err);
	for (size_t i = 0; i < count; i++)
		if (str_find_nocase(buf_view(&out), str_of(expected[i])) == SIZE_MAX)
			fail_msg("no '%s' in\n%s", expected[i], out.bytes);
	place->mapping = mapping;
	assert_ok(record_place_read(place, mapped_file_read, path, DATE_NONE), &place->err);
}

static void an_extract_of_referrals_is_proposed_and_imports(void **state)
{
	static const char *const EXPECTED[] = {
		"header row 2\n",
		"identifier \"Mosaic ID\"",
		"born = \"D.o.B\"",
		"sex = \"Gender\"",
		"ethnicity = \"Ethnic origin\"",
		"record referral",
		"received = \"RefDate\"",
		"source = \"Who made the referral\"",
		"to be translated by a list: \"School nurse at St X\"",
		"no_further_action = \"NFA?\"",
		"primary_need = \"Primary need\"",
		"closed = \"Case closed on\"",
		"team = \"Team\"",
		"worker = \"Key worker\"",
		"# Not mapped; kept beside the records:\n#   \"Risk score\"\n",
	};
	struct record_place *place = *state;
	assert_proposed(
		place, "Mosaic weekly referrals.csv",
		"Extract of 31 March,,,,,,,,,,,\n"
		"Mosaic ID,D.o.B,Gender,Ethnic origin,RefDate,Who made the referral,NFA?,"
		"Primary need,Team,Key worker,Case closed on,Risk score\n"
		"1001,03/04/2012,F,WBRI,02/05/2023,Police,No,N1,North,Ann,,3\n"
		"1002,13/04/2014,M,MWBC,12/05/2023,School nurse at St X,Yes,N4,North,Bob,"
		"30/05/2023,7\n"
		"1003,23/04/2016,M,WBRI,22/05/2023,School nurse at St X,No,N4,South,Bob,,1\n",
		EXPECTED, COUNT_OF(EXPECTED));
	assert_int_equal(place->log.rows[RECORD_REFERRAL], 3);
	assert_int_equal(place->log.rows[RECORD_PERSON], 3);
	assert_logged(place, "person 1001 @3 born=2012-04-03 sex=F ethnicity=WBRI");
}

static void an_extract_of_plans_is_proposed_and_imports(void **state)
{
	static const char *const EXPECTED[] = {
		"identifier \"Client number\"", "record plan  ", "started = \"CPP began\"",
		"ended = \"CPP ended\"", "initial_category = \"Initial category of abuse\"",
		"latest_category = \"Current category\"",
	};
	struct record_place *place = *state;
	assert_proposed(place, "cp.csv",
	                "Client number,CPP began,CPP ended,Initial category of abuse,"
	                "Current category,Team\n"
	                "77,2023-04-02,,Neglect,NEG,T1\n78,2023-05-02,2023-09-02,EMO,EMO,T1\n",
	                EXPECTED, COUNT_OF(EXPECTED));
	assert_int_equal(place->log.rows[RECORD_PLAN], 2);
	assert_logged(place, "plan 78 @3 started=2023-05-02 ended=2023-09-02 "
	                     "initial_category=EMO latest_category=EMO team=T1");
}

static void an_extract_with_american_dates_is_proposed_so(void **state)
{
	static const char *const EXPECTED[] = { "started = \"Placement start\" month first" };
	struct record_place *place = *state;
	assert_proposed(place, "placements.csv",
	                "Person ID,Placement start,Placement end,Placement type\n"
	                "77,04/25/2023,,U4\n78,05/17/2023,09/30/2023,K2\n",
	                EXPECTED, COUNT_OF(EXPECTED));
	assert_logged(place, "placement 77 @2 started=2023-04-25 kind=U4");
}

static void headings_with_quotes_and_breaks_read_back(void **state)
{
	static const char *const EXPECTED[] = { "received = \"Date \\\"of\\\" contact\"" };
	struct record_place *place = *state;
	assert_proposed(
		place, "contacts.csv",
		"Child ID,\"Date \"\"of\"\" contact\",\"Who\nmade it\"\n1,01/03/2024,Police\n",
		EXPECTED, COUNT_OF(EXPECTED));
	assert_int_equal(place->log.rows[RECORD_CONTACT], 1);
}

static void a_file_without_a_table_gets_no_proposal(void **state)
{
	struct record_place *place = *state;
	auto_buf out = buf_init(1024 * 1024);
	const char *path = record_place_put(place, "a.csv", "ID,Date\n");
	assert_int_equal(mapping_propose(path, &out, &place->err), E_INPUT);
	assert_text(str_of(place->err.text),
	            "a.csv: no table with columns' names and a line below them");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, record_place_make, record_place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_text_that_is_wrong_says_where_and_what_was_expected),
		TEST(all_problems_of_a_text_are_told),
		TEST(fields_take_columns_constants_and_codes),
		TEST(one_line_gives_several_records_where_their_tests_hold),
		TEST(a_month_before_its_day_is_read_only_where_that_is_said),
		TEST(a_moment_may_stand_in_two_columns),
		TEST(coverage_may_reach_back_from_the_day_of_the_extract),
		TEST(a_line_without_a_child_is_told_once_and_left_out),
		TEST(columns_that_are_not_there_are_named),
		TEST(a_later_file_of_the_source_is_known_by_its_columns),
		TEST(two_mappings_that_fit_alike_are_a_conflict),
		TEST(without_a_folder_no_mapping_fits),
		TEST(words_meet_whatever_their_short_forms),
		TEST(an_extract_of_referrals_is_proposed_and_imports),
		TEST(an_extract_of_plans_is_proposed_and_imports),
		TEST(an_extract_with_american_dates_is_proposed_so),
		TEST(headings_with_quotes_and_breaks_read_back),
		TEST(a_file_without_a_table_gets_no_proposal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
