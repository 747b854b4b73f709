#include "taking.h"

#include <string.h>

#include "intake/ofsted_file.h"
#include "series/place.h"

static int32_t day(const char *iso)
{
	int32_t date = 0;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

static struct ofsted_summary take(struct taking *t)
{
	struct ofsted_summary summary = { .of = t->of };
	assert_ok(ofsted_take_file(t->db, &t->what, &summary, &t->findings, &t->err), &t->err);
	return summary;
}

static struct ofsted_summary take_case(struct store *store, const char *name)
{
	auto_taking t;
	taking_start(&t, store, name);
	struct ofsted_summary summary = take(&t);
	taking_assert_findings(&t, 0);
	return summary;
}

static struct inspection_asked on(const char *date, enum inspection_clock clock)
{
	return (struct inspection_asked){ .date = day(date),
		                          .clock = clock,
		                          .known_by = INT64_MAX };
}

static struct inspection held(struct store *store, int place, struct inspection_asked asked,
                              struct arena *arena)
{
	struct err err = { 0 };
	struct inspection inspection = { 0 };
	assert_ok(inspection_on(store->db, place, &asked, arena, &inspection, &err), &err);
	return inspection;
}

/* How many authorities have these words overall. */
static size_t with_overall(const struct inspection_list *list, const char *words)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += str_equal(list->items[i].judgements[INSPECTION_OVERALL], str_of(words));
	return count;
}

static void assert_march_2025(struct store *store)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct inspection_list list = { 0 };
	struct inspection_asked asked = on("2025-03-31", INSPECTION_BY_DAY);
	assert_ok(inspections_on(store->db, &asked, &arena, &list, &err), &err);
	assert_int_equal(list.count, 153);
	assert_int_equal(with_overall(&list, "Outstanding"), 36);
	assert_int_equal(with_overall(&list, "Good"), 67);
	assert_int_equal(with_overall(&list, "Requires improvement to be good"), 31);
	assert_int_equal(with_overall(&list, "Inadequate"), 19);
}

static void the_latest_outcomes_count_as_ofsted_counts(void **state)
{
	struct store *store = *state;
	struct ofsted_summary s = take_case(store, "ofsted/ilacs_outcomes_31mar2025.csv");
	assert_int_equal(s.of.rows, 153);
	assert_int_equal(s.inspections, 153);
	assert_int_equal(s.authorities, 153);
	assert_int_equal(s.judgements, 4 * 153 + 103);
	assert_int_equal(s.of_grade[OFSTED_OUTSTANDING], 36);
	assert_int_equal(s.of_grade[OFSTED_GOOD], 67);
	assert_int_equal(s.of_grade[OFSTED_REQUIRES_IMPROVEMENT], 31);
	assert_int_equal(s.of_grade[OFSTED_INADEQUATE], 19);
	assert_int_equal(s.of_grade[OFSTED_OTHER], 0);
	assert_march_2025(store);
}

static void all_inspections_count_alike_and_overlap_nothing(void **state)
{
	struct store *store = *state;
	struct ofsted_summary s = take_case(store, "ofsted/ilacs_history_2018_2025.csv");
	assert_int_equal(s.inspections, 271);
	assert_int_equal(s.authorities, 156);
	assert_int_equal(s.judgements, 4 * 271 + 103);
	assert_march_2025(store);
	take_case(store, "ofsted/ilacs_outcomes_31mar2025.csv");
	assert_march_2025(store);
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct inspection_list list = { 0 };
	struct inspection_asked asked = on("2025-03-31", INSPECTION_BY_DAY);
	assert_ok(inspections_of(store->db, 301, &asked, &arena, &list, &err), &err);
	assert_int_equal(list.count, 2); /* and not 3, though two files tell of the second */
	assert_int_equal(list.items[0].inspected_on, day("2019-02-18"));
	assert_text(list.items[0].judgements[INSPECTION_CARE_LEAVERS], "");
	assert_text(list.items[1].judgements[INSPECTION_CARE_LEAVERS], "Good");
}

static void a_judgement_holds_from_its_publication(void **state)
{
	struct store *store = *state;
	take_case(store, "ofsted/ilacs_history_2018_2025.csv");
	auto_arena arena = { 0 };
	/* Durham was inspected from 24 March 2025; its report came out in May. */
	struct inspection i =
		held(store, 840, on("2025-03-31", INSPECTION_BY_PUBLICATION), &arena);
	assert_int_equal(i.inspected_on, day("2022-05-09"));
	assert_text(i.judgements[INSPECTION_OVERALL], "Good");
	i = held(store, 840, on("2025-03-31", INSPECTION_BY_DAY), &arena);
	assert_int_equal(i.inspected_on, day("2025-03-24"));
	assert_text(i.judgements[INSPECTION_OVERALL], "Outstanding");
	assert_text(i.kind, "ILACS Short Inspection");

	struct err err = { 0 };
	struct inspection_asked early = on("2018-01-01", INSPECTION_BY_PUBLICATION);
	assert_int_equal(inspection_on(store->db, 840, &early, &arena, &i, &err), E_MISSING);
	assert_says(&err, "there was no judgement of 840 by 2018-01-01");
}

static void an_old_code_is_the_same_authority(void **state)
{
	struct store *store = *state;
	take_case(store, "ofsted/ilacs_outcomes_31mar2025.csv");
	auto_arena arena = { 0 };
	/* Barnsley is E08000016 in the file and E08000038 since May 2025. */
	struct inspection i = held(store, 370, on("2025-12-31", INSPECTION_BY_DAY), &arena);
	assert_text(i.judgements[INSPECTION_OVERALL], "Good");
	assert_int_equal(i.row, 4);
	assert_int_equal(i.published_on, day("2023-10-27"));
}

static void an_authority_that_is_gone_is_not_counted(void **state)
{
	struct store *store = *state;
	take_case(store, "ofsted/ilacs_history_2018_2025.csv");
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct inspection_list list = { 0 };
	struct inspection_asked asked = on("2023-03-31", INSPECTION_BY_DAY);
	assert_ok(inspections_on(store->db, &asked, &arena, &list, &err), &err);
	bool cumbria = false;
	for (size_t i = 0; i < list.count; i++)
		cumbria |= list.items[i].place == 909;
	assert_true(cumbria);
	asked.date = day("2023-04-01");
	assert_ok(inspections_on(store->db, &asked, &arena, &list, &err), &err);
	for (size_t i = 0; i < list.count; i++)
		assert_int_not_equal(list.items[i].place, 909);
}

#define HEADER "Local authority area code,Local authority name,Inspection date,Publication date," \
	"Overall effectiveness,The impact of leaders on social work practice with children and " \
	"families,The experiences and progress of children who need help and protection,The " \
	"experiences and progress of children in care\n"

static void what_is_doubtful_is_found_and_the_rest_is_kept(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "list.csv", HEADER
	                  "E06000019,Herefordshire,2022-07-18,,Inadequate,Inadequate,Good,Good\n"
	                  "E06000999,Nowhere,2022-07-18,,Good,Good,Good,Good\n"
	                  "E10000016,Medway,2022-05-09,soon,Splendid,Good,Good,Good\n"
	                  "E06000035,Medway,,2022-05-09,Good,Good,Good,Good\n");
	struct ofsted_summary s = take(&t);
	assert_int_equal(s.of.rows, 4);
	assert_int_equal(s.inspections, 2);
	taking_assert_findings(&t, 5);
	static const struct {
		const char *rule;
		int64_t row;
	} EXPECTED[] = {
		{ "ofsted.unknown_authority", 3 }, { "ofsted.name_differs", 4 },
		{ "ofsted.date_unreadable", 4 },   { "ofsted.judgement_unknown", 4 },
		{ "ofsted.no_date", 5 },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		const struct finding *f = taking_finding(&t, EXPECTED[i].rule);
		assert_non_null(f);
		assert_int_equal(f->row, EXPECTED[i].row);
	}
	auto_arena arena = { 0 };
	struct inspection kent = held(store, 886, on("2022-12-31", INSPECTION_BY_DAY), &arena);
	assert_text(kent.judgements[INSPECTION_OVERALL], "Splendid");
	/* Where no publication is given the inspection's own day stands for it. */
	struct inspection own =
		held(store, 884, on("2022-07-18", INSPECTION_BY_PUBLICATION), &arena);
	assert_int_equal(own.published_on, DATE_NONE);
}

static void what_is_no_list_of_inspections_is_refused(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *text, *words;
	} CASES[] = {
		{ "Local authority area code,Inspection date\nE06000019,2022-07-18\n",
		  "there is no column 'The impact of leaders" },
		{ HEADER "E06000999,Nowhere,2022-07-18,,Good,Good,Good,Good\n",
		  "no row of the file tells of an inspection" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		taking_start_text(&t, store, "list.csv", CASES[i].text);
		struct ofsted_summary summary = { .of = t.of };
		assert_int_equal(ofsted_take_file(t.db, &t.what, &summary, &t.findings, &t.err),
		                 E_INPUT);
		assert_says(&t.err, CASES[i].words);
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(the_latest_outcomes_count_as_ofsted_counts),
		STORE_TESTS(all_inspections_count_alike_and_overlap_nothing),
		SQLITE_TEST(a_judgement_holds_from_its_publication),
		STORE_TESTS(an_old_code_is_the_same_authority),
		SQLITE_TEST(an_authority_that_is_gone_is_not_counted),
		SQLITE_TEST(what_is_doubtful_is_found_and_the_rest_is_kept),
		SQLITE_TEST(what_is_no_list_of_inspections_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
