#include "taking.h"

#include <string.h>

#include "intake/neighbours_file.h"
#include "series/place.h"

static int32_t day(const char *iso)
{
	int32_t date = 0;
	struct err err = { 0 };
	assert_ok(date_parse_iso(str_of(iso), &date, &err), &err);
	return date;
}

static struct neighbours_summary take(struct taking *t, int32_t from)
{
	struct neighbours_summary summary = { .of = t->of };
	t->what.published_on = from;
	assert_ok(neighbours_take_file(t->db, &t->what, &summary, &t->findings, &t->err),
	          &t->err);
	return summary;
}

/* Takes a published list for the day that its name gives. */
static struct neighbours_summary take_case(struct store *store, const char *name)
{
	auto_taking t;
	taking_start(&t, store, name);
	return take(&t, DATE_NONE);
}

static struct neighbour_list asked(struct store *store, const char *on, int place,
                                   struct arena *arena)
{
	struct err err = { 0 };
	struct neighbour_model model = { 0 };
	struct neighbour_list list = { 0 };
	struct neighbours_asked what = { .family = STR(NEIGHBOURS_STATISTICAL),
		                         .date = day(on),
		                         .known_by = INT64_MAX };
	assert_ok(neighbours_model_on(store->db, &what, arena, &model, &err), &err);
	assert_ok(neighbours_of(store->db, &model, place, arena, &list, &err), &err);
	return list;
}

static void assert_neighbours(const struct neighbour_list *list, const int expected[10])
{
	assert_int_equal(list->count, 10);
	for (size_t i = 0; i < list->count; i++) {
		assert_int_equal(list->items[i].place, expected[i]);
		assert_int_equal(list->items[i].rank, i + 1);
	}
}

static void assert_bands(const struct neighbours_summary *s, int extremely, int very, int close,
                         int somewhat, int not_close)
{
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_EXTREMELY_CLOSE], extremely);
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_VERY_CLOSE], very);
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_CLOSE], close);
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_SOMEWHAT_CLOSE], somewhat);
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_NOT_CLOSE], not_close);
	assert_int_equal(s->of_band[NEIGHBOUR_BAND_NONE], 0);
}

static const int HEREFORDSHIRE_2025[10] = { 943, 860, 925, 893, 933, 888, 935, 811, 815, 830 };

static void both_shapes_of_the_2025_list_say_the_same(void **state)
{
	struct store *store = *state;
	static const char *const FILES[] = { "neighbours/sn_2025_wide.csv",
		                             "neighbours/sn_2025_long.csv" };
	static const int64_t ROWS[] = { 153, 1530 };
	for (size_t i = 0; i < 2; i++) {
		struct neighbours_summary s = take_case(store, FILES[i]);
		assert_int_equal(s.of.rows, ROWS[i]);
		assert_int_equal(s.authorities, 153);
		assert_int_equal(s.neighbours, 1530);
		assert_bands(&s, 12, 820, 513, 136, 49);
		assert_int_equal(s.in_force_from, day("2025-04-01"));
		auto_arena arena = { 0 };
		struct neighbour_list list = asked(store, "2026-03-31", 884, &arena);
		assert_neighbours(&list, HEREFORDSHIRE_2025);
	}
}

static void the_older_list_has_authorities_that_are_gone(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "neighbours/sn_2021_wide.csv");
	struct neighbours_summary s = take(&t, DATE_NONE);
	assert_int_equal(s.of.rows, 157); /* one is a heading */
	assert_int_equal(s.authorities, 156);
	assert_int_equal(s.neighbours, 1560);
	assert_bands(&s, 91, 931, 293, 137, 108);
	taking_assert_findings(&t, 2);
	const struct finding *gone = taking_finding(&t, "neighbours.not_existing");
	assert_non_null(gone);
	assert_text(gone->message,
	            "the list has authorities that did not exist on 2021-04-01: 835, 836, 837, 928");
	assert_non_null(taking_finding(&t, "neighbours.date_from_name"));
	struct neighbours_summary long_shape = take_case(store, "neighbours/sn_2021_long.csv");
	assert_int_equal(long_shape.neighbours, 1560);
}

static void a_day_has_the_model_of_its_time(void **state)
{
	struct store *store = *state;
	take_case(store, "neighbours/sn_2025_wide.csv");
	take_case(store, "neighbours/sn_2021_wide.csv");
	auto_arena arena = { 0 };
	struct neighbour_list list = asked(store, "2025-03-31", 884, &arena);
	assert_int_equal(list.items[0].place, 893);
	list = asked(store, "2025-04-01", 884, &arena);
	assert_neighbours(&list, HEREFORDSHIRE_2025);

	struct err err = { 0 };
	struct neighbour_model model = { 0 };
	struct neighbours_asked before = { .family = STR(NEIGHBOURS_STATISTICAL),
		                           .date = day("2021-03-31"),
		                           .known_by = INT64_MAX };
	assert_int_equal(neighbours_model_on(store->db, &before, &arena, &model, &err),
	                 E_MISSING);
	assert_says(&err, "was in force on 2021-03-31; the oldest holds from 2021-04-01");

	/* Cumberland began in 2023: it has no neighbours in a list of 2021. */
	before.date = day("2024-03-31");
	assert_ok(neighbours_model_on(store->db, &before, &arena, &model, &err), &err);
	assert_int_equal(model.place_count, 156);
	assert_int_equal(neighbours_of(store->db, &model, 942, &arena, &list, &err), E_MISSING);

	before.family = STR("other");
	assert_int_equal(neighbours_model_on(store->db, &before, &arena, &model, &err),
	                 E_MISSING);
	assert_says(&err, "no list of other neighbours was imported");
}

static void neighbours_are_not_mutual(void **state)
{
	struct store *store = *state;
	take_case(store, "neighbours/sn_2025_wide.csv");
	auto_arena arena = { 0 };
	size_t one_sided = 0;
	for (size_t i = 0; i < 10; i++) {
		int other = HEREFORDSHIRE_2025[i];
		struct neighbour_list list = asked(store, "2025-05-01", other, &arena);
		bool is_mutual = false;
		for (size_t n = 0; n < list.count; n++)
			is_mutual |= list.items[n].place == 884;
		one_sided += !is_mutual;
	}
	assert_true(one_sided > 0 && one_sided < 10);
}

static void what_was_known_then_is_asked_by_delivery(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "first.csv",
	                  "old_la_code,rank,neighbour\n884,1,893\n884,2,860\n");
	int64_t first = take(&t, day("2025-04-01")).of.delivery;
	take_case(store, "neighbours/sn_2025_wide.csv");
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct neighbour_model model = { 0 };
	struct neighbours_asked then = { .family = STR(NEIGHBOURS_STATISTICAL),
		                         .date = day("2025-04-01"),
		                         .known_by = first };
	assert_ok(neighbours_model_on(store->db, &then, &arena, &model, &err), &err);
	assert_int_equal(model.place_count, 1);
	assert_text(model.name, "first.csv");
	struct neighbour_list now = asked(store, "2025-04-01", 884, &arena);
	assert_neighbours(&now, HEREFORDSHIRE_2025);
	struct neighbour_model_list models = { 0 };
	then.known_by = INT64_MAX;
	assert_ok(neighbours_models(store->db, &then, &arena, &models, &err), &err);
	assert_int_equal(models.count, 1);
}

static void what_is_missing_or_doubtful_is_found(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "list.csv",
	                  "LA num,LA Name,SN1,SNP,SN2,SNP,SN3,SNP\n"
	                  "884,Herefordshire,893,Very Close ,860,close,,\n"   /* 3 is missing */
	                  "893,Shropshire,884,near,893,close,860,Close\n"     /* itself; a word */
	                  ",,,,,,,\n"
	                  "860,Dudley,884,close,884,close,999,close\n"        /* name; twice; none */
	                  "Kent,Kent,884,close,893,close,860,close\n");       /* no number */
	struct neighbours_summary s = take(&t, day("2025-04-01"));
	assert_int_equal(s.of.rows, 4);
	assert_int_equal(s.authorities, 3);
	assert_int_equal(s.neighbours, 5);
	static const struct {
		const char *rule;
		int64_t row;
		const char *words;
	} EXPECTED[] = {
		{ "neighbours.repeated", 3, "893 as neighbour 2 of Shropshire was left out: an "
		                            "authority cannot be its own neighbour" },
		{ "neighbours.band_unknown", 3, "'near' does not say how close" },
		{ "neighbours.name_differs", 5, "'Dudley' is 332, but the row says 860" },
		{ "neighbours.unknown_authority", 5, "the neighbour '999' is no authority's" },
		{ "neighbours.missing_rank", 5,
		  "Staffordshire (860) has no neighbour of rank 2, 3" },
		{ "neighbours.not_listed", 0, "leaves out authorities that existed on 2025-04-01: "
		                              "201, 202" },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		const struct finding *f = taking_finding(&t, EXPECTED[i].rule);
		assert_non_null(f);
		assert_int_equal(f->row, EXPECTED[i].row);
		if (str_find_nocase(f->message, str_of(EXPECTED[i].words)) == SIZE_MAX)
			fail_msg("%.*s", STR_ARGS(f->message));
	}
	taking_assert_findings(&t, 10);
}

static void what_is_no_list_is_refused(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *text, *words;
		int32_t from;
	} CASES[] = {
		{ "old_la_code,la_name,value\n884,x,1\n", "this is no list of neighbours", 20000 },
		{ "code,SN_1\n884,893\n", "there is no column 'old_la_code'", 20000 },
		{ "old_la_code,SN_1\n884,\n", "no row of the file has a neighbour", 20000 },
		{ "old_la_code,SN_1\n884,893\n", "from which day this list of neighbours holds",
		  DATE_NONE },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		taking_start_text(&t, store, "list.csv", CASES[i].text);
		struct neighbours_summary summary = { .of = t.of };
		t.what.published_on = CASES[i].from;
		assert_int_equal(neighbours_take_file(t.db, &t.what, &summary, &t.findings, &t.err),
		                 E_INPUT);
		assert_says(&t.err, CASES[i].words);
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(both_shapes_of_the_2025_list_say_the_same),
		STORE_TESTS(the_older_list_has_authorities_that_are_gone),
		STORE_TESTS(a_day_has_the_model_of_its_time),
		SQLITE_TEST(neighbours_are_not_mutual),
		STORE_TESTS(what_was_known_then_is_asked_by_delivery),
		SQLITE_TEST(what_is_missing_or_doubtful_is_found),
		SQLITE_TEST(what_is_no_list_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
