#include "taking.h"

#include <string.h>

#include "intake/lait_file.h"
#include "series/place.h"

static struct lait_history_summary take_history(struct taking *t)
{
	struct lait_history_summary summary = { .of = t->of,
		                                .comparator = { .arena = &t->arena } };
	assert_ok(lait_take_history(t->db, &t->what, &summary, &t->findings, &t->err), &t->err);
	return summary;
}

static struct comparator_held held(struct store *store, const char *name, struct arena *arena)
{
	struct err err = { 0 };
	struct comparator_release of = { .source = STR(LAIT_SOURCE) };
	struct comparator_measure which = { .column = str_of(name) };
	struct comparator_held measure = { 0 };
	assert_ok(comparator_find(store->db, &of, &which, arena, &measure, &err), &err);
	return measure;
}

static struct comparator_period_list periods_of(struct store *store, const char *name,
                                                struct arena *arena)
{
	struct err err = { 0 };
	struct comparator_period_list list = { 0 };
	struct comparator_question of = { .measure = held(store, name, arena).id,
		                          .known_by = SERIES_KNOWN_NOW };
	assert_ok(comparator_periods(store->db, &of, arena, &list, &err), &err);
	return list;
}

/* The figure of a place under a label of LAIT's. */
static struct comparator_value value_of(struct store *store, const char *name, const char *label,
                                        int place, struct arena *arena)
{
	struct err err = { 0 };
	struct comparator_value value = { 0 };
	struct comparator_period_list periods = periods_of(store, name, arena);
	int64_t id = held(store, name, arena).id;
	for (size_t i = 0; i < periods.count; i++) {
		if (!str_equal(periods.items[i].label, str_of(label)))
			continue;
		struct comparator_question what = { .measure = id,
			                            .period = periods.items[i].id,
			                            .known_by = SERIES_KNOWN_NOW };
		assert_ok(comparator_value_load(store->db, &what, place, arena, &value, &err),
		          &err);
		return value;
	}
	fail_msg("%s has no period '%s'", name, label);
	return value;
}

static void the_core_of_the_history_is_taken_whole(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "lait/history-core.csv");
	struct lait_history_summary s = take_history(&t);
	assert_int_equal(s.of.rows, 18360);
	assert_int_equal(s.comparator.values, 18360);
	assert_int_equal(s.comparator.measures, 12);
	assert_int_equal(s.comparator.periods, 9 * 3); /* years of three kinds */
	assert_int_equal(s.comparator.places, 170);
	assert_int_equal(s.rows_left_out, 0);
	assert_int_equal(s.not_understood, 0);
	assert_int_equal(s.periods_undated, 0);
	taking_assert_findings(&t, 0);
	auto_arena arena = { 0 };
	struct comparator_value v =
		value_of(store, "ReReferral", "2024", PLACE_NUMBER_ENGLAND, &arena);
	assert_text(v.decimal, "22.4");
	v = value_of(store, "ReReferral", "2016", 884, &arena);
	assert_int_equal(v.absence, COMPARATOR_KNOWN);
	v = value_of(store, "CPPlans2yrs", "2024", 940, &arena);
	struct comparator_period_list periods = periods_of(store, "LAC", &arena);
	assert_int_equal(periods.count, 9);
	char text[PERIOD_TEXT_BYTES];
	assert_string_equal(period_print(&periods.items[8].period, text), "2024-03-31");
	assert_text(periods.items[8].year_kind, "Annual");
}

static void odd_periods_and_figures_are_kept_as_written(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start(&t, store, "lait/history-shapes.csv");
	struct lait_history_summary s = take_history(&t);
	assert_int_equal(s.of.rows, 1825);
	assert_int_equal(s.comparator.values, 1825);
	assert_int_equal(s.comparator.measures, 9);
	assert_int_equal(s.rows_left_out, 0);
	assert_int_equal(s.not_understood, 0);
	assert_int_equal(s.periods_undated, 6 + 8 + 1);
	auto_arena arena = { 0 };
	/* E notation, and the tail of a floating number. */
	struct comparator_value v = value_of(store, "TotPermEx", "2015/16", 884, &arena);
	assert_text(v.decimal, "0.05204");
	/* A span of three years has figures but no days. */
	v = value_of(store, "RTA", "2014-16", 201, &arena);
	assert_int_equal(v.absence, COMPARATOR_NOT_GIVEN);
	struct comparator_period_list periods = periods_of(store, "RTA", &arena);
	assert_int_equal(periods.count, 6);
	assert_false(period_is_dated(&periods.items[0].period));
	/* Outturn and revised figures are of their year. */
	periods = periods_of(store, "LACFinance", &arena);
	char text[PERIOD_TEXT_BYTES];
	assert_string_equal(period_print(&periods.items[7].period, text), "2023-24");
	assert_text(periods.items[7].label, "2023-24 (OT)");
	periods = periods_of(store, "A3A", &arena);
	assert_string_equal(period_print(&periods.items[8].period, text), "AY2023-24");

	const struct finding *f = taking_finding(&t, "lait.no_year");
	assert_non_null(f);
	assert_text(f->message, "'0' of 'CINPermExclusion' is no year; its figures are kept under "
	                        "it, without dates");
	f = taking_finding(&t, "lait.span_of_years");
	assert_non_null(f);
	assert_true(str_find_nocase(f->message, STR("'2014-16 of RTA'")) != SIZE_MAX);
	assert_true(str_find_nocase(f->message, STR("13/14-15/16 of Hosp_Adm")) != SIZE_MAX);
	f = taking_finding(&t, "lait.not_existing");
	assert_non_null(f);
	assert_int_equal(f->severity, FINDING_NOTE);
}

static void the_dictionary_describes_what_the_history_names(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	{
		auto_taking t;
		taking_start(&t, store, "lait/history-shapes.csv");
		take_history(&t);
		assert_text(held(store, "RTA", &arena).words.label, "");
	}
	auto_taking t;
	taking_start(&t, store, "lait/measures.csv");
	struct lait_measures_summary s = { .of = t.of };
	assert_ok(lait_take_measures(t.db, &t.what, &s, &t.findings, &t.err), &t.err);
	assert_int_equal(s.of.rows, 448);
	assert_int_equal(s.measures, 434);
	assert_int_equal(s.repeated, 14);
	taking_assert_findings(&t, 14);
	struct comparator_held m = held(store, "RTA", &arena);
	assert_text(m.words.label,
	            "Children killed or seriously injured in road traffic accidents - rate");
	assert_text(m.words.polarity, "low");
	assert_text(m.words.unit, "rate per 100,000");
	assert_true(m.words.is_banded);
	m = held(store, "CPP_rate", &arena);
	assert_text(m.words.polarity, "");
	assert_text(m.words.unit, "rate per 10,000");
	assert_false(m.words.is_banded);
	m = held(store, "ReReferral", &arena);
	assert_text(m.words.unit, "%");
	assert_int_equal(m.words.decimals, -1);
	assert_text(m.words.topic, "Child Protection");
}

static void a_later_history_tells_what_it_revised(void **state)
{
	struct store *store = *state;
	static const char *const FILES[] = {
		"Short Desc,Years,LA Number,Values\nReReferral,2023,884,20.1\n"
		"ReReferral,2023,970,22.4\n",
		"Short Desc,Years,LA Number,Values\nReReferral,2023,884,20.3\n"
		"ReReferral,2023,970,22.4\nReReferral,2024,884,-\n",
	};
	for (size_t i = 0; i < 2; i++) {
		auto_taking t;
		taking_start_text(&t, store, i ? "second.csv" : "first.csv", FILES[i]);
		t.what.release = i ? STR("April 2026") : STR("April 2025");
		struct lait_history_summary s = take_history(&t);
		assert_int_equal(s.comparator.values_revised, i);
		assert_int_equal(s.comparator.values_unchanged, i);
		assert_int_equal(s.comparator.values_added, i ? 1 : 2);
	}
	auto_arena arena = { 0 };
	struct comparator_value v = value_of(store, "ReReferral", "2023", 884, &arena);
	assert_text(v.decimal, "20.3");
	assert_text(v.release, "April 2026");
}

static void what_is_odd_in_a_history_is_found(void **state)
{
	struct store *store = *state;
	auto_taking t;
	taking_start_text(&t, store, "history.csv",
	                  "Years,Values,LA Number,Short Desc\n"
	                  "2024,1.5,884,Nonesuch\n"
	                  "2024,1.5,1000,Nonesuch\n"
	                  "2024,1.5,1000,ReReferral\n"
	                  "2024,about 5,884,ReReferral\n"
	                  "2016,3,942,ReReferral\n"
	                  "2024,4,909,ReReferral\n");
	struct lait_history_summary s = take_history(&t);
	assert_int_equal(s.of.rows, 6);
	assert_int_equal(s.rows_left_out, 2);
	assert_int_equal(s.comparator.values, 4);
	assert_int_equal(s.not_understood, 1);
	assert_int_equal(s.not_existing, 2);
	assert_int_equal(s.measures_unknown, 1);
	static const struct {
		const char *rule, *words;
		int64_t row;
	} EXPECTED[] = {
		{ "lait.measure_unknown", "figures of 'Nonesuch' have no dates", 2 },
		{ "lait.area_unknown", "'1000' is no number of an area", 3 },
		{ "lait.not_understood", "'about 5' is no number", 5 },
		{ "lait.not_existing", "1 figures of Cumbria (909) are of periods that end after "
		                       "it ended on 2023-03-31", 0 },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		const struct finding *f = taking_finding(&t, EXPECTED[i].rule);
		assert_non_null(f);
		assert_int_equal(f->row, EXPECTED[i].row);
		if (str_find_nocase(f->message, str_of(EXPECTED[i].words)) == SIZE_MAX)
			fail_msg("%.*s", STR_ARGS(f->message));
	}
	taking_assert_findings(&t, 5);
}

static void what_is_no_history_is_refused(void **state)
{
	struct store *store = *state;
	static const struct {
		const char *text, *words;
	} CASES[] = {
		{ "Short Desc,Years,LA Number\nRTA,2024,884\n",
		  "history.csv: row 1: there is no column 'Values'" },
		{ "Short Desc,Years,LA Number,Values\nRTA,2024,884,1\n,2024,884,1\n",
		  "history.csv: row 3: there is no measure" },
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		auto_taking t;
		taking_start_text(&t, store, "history.csv", CASES[i].text);
		struct lait_history_summary s = { .of = t.of,
			                          .comparator = { .arena = &t.arena } };
		enum status st = lait_take_history(t.db, &t.what, &s, &t.findings, &t.err);
		assert_int_equal(st, E_INPUT);
		assert_says(&t.err, CASES[i].words);
	}
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(the_core_of_the_history_is_taken_whole),
		STORE_TESTS(odd_periods_and_figures_are_kept_as_written),
		STORE_TESTS(the_dictionary_describes_what_the_history_names),
		STORE_TESTS(a_later_history_tells_what_it_revised),
		SQLITE_TEST(what_is_odd_in_a_history_is_found),
		SQLITE_TEST(what_is_no_history_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
