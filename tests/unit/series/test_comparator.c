#include "releases.h"

#include "series/place.h"

static void a_number_and_a_reason_come_back_apart(void **state)
{
	auto_arena arena = { 0 };
	struct taken taken = take(*state, &arena,
	                          RELEASE("a.csv", DATE_NONE, { "2024", 970, "41.6" },
	                                  { "2024", 884, "c" }, { "2023", 884, "low" },
	                                  { "2024", 201, "" }, { "2024", 202, "0" }));
	assert_int_equal(taken.summary.values, 5);
	assert_int_equal(taken.summary.numbers, 2);
	assert_int_equal(taken.summary.values_added, 5);
	assert_int_equal(taken.summary.places, 4);
	assert_int_equal(taken.summary.periods, 2);
	assert_int_equal(taken.findings.count, 0);
	assert_string_equal(value_of(*state, &arena, "2024", 970), "41.6");
	assert_string_equal(value_of(*state, &arena, "2024", 884), "c");
	assert_string_equal(value_of(*state, &arena, "2023", 884), "low");
	assert_string_equal(value_of(*state, &arena, "2024", 201), "");
	assert_string_equal(value_of(*state, &arena, "2024", 202), "0");
}

static void a_value_names_its_release_and_row(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct taken taken = take(store, &arena, RELEASE("a.csv", 20028, { "2024", 970, "1" },
	                                                 { "2024", 884, "1.5" }));
	struct comparator_question what = question(store, &arena, "2024");
	struct comparator_value value = { 0 };
	assert_ok(comparator_value_load(store->db, &what, 884, &arena, &value, &err), &err);
	assert_int_equal(value.row, 3);
	assert_int_equal(value.delivery, taken.delivery);
	assert_text(value.release, "a.csv");
	assert_int_equal(value.published_on, 20028);
	assert_int_equal(ratio_compare(value.number, ratio_of(3, 2)), 0);
	assert_int_equal(comparator_value_load(store->db, &what, 301, &arena, &value, &err),
	                 E_MISSING);
}

static void a_newer_release_revises_and_the_old_one_can_be_asked(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct taken first = take(store, &arena, RELEASE("t_2023.csv", DATE_NONE,
	                                                 { "2023", 970, "43.2" },
	                                                 { "2023", 884, "50" },
	                                                 { "2023", 201, "7" }));
	struct taken second = take(store, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                  { "2023", 970, "42.7" },
	                                                  { "2024", 970, "41.6" },
	                                                  { "2023", 884, "50.0" },
	                                                  { "2023", 201, "c" }));
	assert_int_equal(second.summary.values_added, 1);
	assert_int_equal(second.summary.values_revised, 2);
	assert_int_equal(second.summary.values_unchanged, 1);
	assert_int_equal(second.summary.revised_count, 1);
	assert_text(second.summary.revised[0].column, "rate");
	assert_int_equal(second.summary.revised[0].values, 2);
	assert_int_equal(second.summary.revision_count, 2);
	assert_int_equal(second.summary.revisions[1].place, 970);
	assert_text(second.summary.revisions[1].old_value, "43.2");
	assert_text(second.summary.revisions[1].new_value, "42.7");
	assert_text(second.summary.revisions[1].period, "2023");
	assert_text(second.summary.revisions[1].old_release, "t_2023.csv");
	assert_text(second.summary.revisions[0].new_value, "c");
	assert_non_null(finding_with(&second.findings, "comparator.revised"));
	assert_string_equal(value_of(store, &arena, "2023", 970), "42.7");

	struct comparator_question then = question(store, &arena, "2023");
	then.known_by = first.delivery;
	struct comparator_value value = { 0 };
	assert_ok(comparator_value_load(store->db, &then, 970, &arena, &value, &err), &err);
	assert_text(value.decimal, "43.2");
}

static void an_old_release_that_comes_late_fills_gaps_and_replaces_nothing(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("t_2024.csv", DATE_NONE, { "2023", 970, "42.7" },
	                             { "2024", 970, "41.6" }));
	struct taken late = take(*state, &arena, RELEASE("t_2023.csv", DATE_NONE,
	                                                 { "2023", 970, "43.2" },
	                                                 { "2022", 970, "42.1" }));
	assert_true(late.summary.is_superseded);
	assert_int_equal(late.summary.values_revised, 0);
	assert_string_equal(value_of(*state, &arena, "2023", 970), "42.7");
	assert_string_equal(value_of(*state, &arena, "2022", 970), "42.1");
}

static void of_releases_that_reach_as_far_the_one_published_last_counts(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("june.csv", 19900, { "2024", 970, "2" }));
	take(*state, &arena, RELEASE("may.csv", 19870, { "2024", 970, "1" }));
	assert_string_equal(value_of(*state, &arena, "2024", 970), "2");
	take(*state, &arena, RELEASE("july.csv", 19930, { "2024", 970, "3" }));
	assert_string_equal(value_of(*state, &arena, "2024", 970), "3");
}

static void two_rows_that_differ_leave_no_number(void **state)
{
	auto_arena arena = { 0 };
	struct taken taken = take(*state, &arena, RELEASE("a.csv", DATE_NONE,
	                                                  { "2024", 884, "1" },
	                                                  { "2024", 884, "2" },
	                                                  { "2024", 970, "5" },
	                                                  { "2024", 970, "5" },
	                                                  { "2024", 884, "1" }));
	assert_int_equal(taken.summary.values_repeated, 2);
	assert_string_equal(value_of(*state, &arena, "2024", 884), "!");
	assert_string_equal(value_of(*state, &arena, "2024", 970), "5");
	const struct finding *finding = finding_with(&taken.findings, "comparator.contradicted");
	assert_non_null(finding);
	assert_int_equal(finding->severity, FINDING_ERROR);
	assert_text(finding->message, "place 884, 2023-24: row 2 says something else; neither is "
	                              "used");
	assert_non_null(finding_with(&taken.findings, "comparator.repeated"));
}

static void a_column_that_is_gone_is_told(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("a.csv", DATE_NONE, { "2023", 970, "1" }));
	struct release next = *RELEASE("b.csv", DATE_NONE, { "2024", 970, "1" });
	next.column = "Rate_of";
	struct taken taken = take(*state, &arena, &next);
	const struct finding *finding = finding_with(&taken.findings, "comparator.column_gone");
	assert_non_null(finding);
	assert_text(finding->column, "Rate");
	next.column = "RATE_OF";
	taken = take(*state, &arena, &next);
	assert_null(finding_with(&taken.findings, "comparator.column_gone"));
	assert_int_equal(taken.summary.measures_added, 0);
}

static void figures_that_a_new_release_no_longer_has_are_told(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2022", 970, "1" },
	                             { "2023", 970, "2" }, { "2023", 884, "3" },
	                             { "2023", 885, "c" }));
	struct taken next = take(*state, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                 { "2023", 970, "2" },
	                                                 { "2024", 884, "4" }));
	assert_int_equal(next.summary.values_vanished, 3);
	assert_int_equal(next.summary.vanished_count, 1);
	assert_int_equal(next.summary.vanished[0].values, 3);
	assert_int_equal(next.summary.vanished[0].of_past_periods, 1);
	const struct finding *finding = finding_with(&next.findings, "comparator.vanished");
	assert_non_null(finding);
	assert_int_equal(finding->severity, FINDING_WARNING);
	assert_text(finding->column, "rate");
	assert_non_null(strstr(finding->message.ptr, "3 figures of 't_2023.csv' are not in this "
	                                             "release, 1 of them of periods"));
	assert_string_equal(value_of(*state, &arena, "2023", 884), "3");
}

static void years_that_moved_on_are_noted_and_a_late_release_misses_nothing(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2022", 970, "1" },
	                             { "2023", 970, "2" }));
	struct taken next = take(*state, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                 { "2023", 970, "2" },
	                                                 { "2024", 970, "3" }));
	const struct finding *finding = finding_with(&next.findings, "comparator.vanished");
	assert_non_null(finding);
	assert_int_equal(finding->severity, FINDING_NOTE);
	struct taken late = take(*state, &arena, RELEASE("t_2021.csv", DATE_NONE,
	                                                 { "2021", 970, "0" }));
	assert_int_equal(late.summary.values_vanished, 0);
	assert_null(finding_with(&late.findings, "comparator.vanished"));
}

static void places_of_a_period_come_by_number(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	take(store, &arena, RELEASE("a.csv", DATE_NONE, { "2024", 970, "1" }, { "2024", 884, "2" },
	                            { "2024", 314318, "3" }, { "2023", 301, "4" }));
	take(store, &arena, RELEASE("b.csv", DATE_NONE, { "2024", 970, "5" }));
	struct comparator_question what = question(store, &arena, "2024");
	struct comparator_value_list list = { 0 };
	assert_ok(comparator_values_load(store->db, &what, &arena, &list, &err), &err);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[0].place, 884);
	assert_int_equal(list.items[1].place, PLACE_NUMBER_ENGLAND);
	assert_text(list.items[1].decimal, "5");
	assert_int_equal(list.items[2].place, comparator_place_of_two(314, 318));
}

static void what_was_known_on_a_day_is_what_had_been_received(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct taken taken = take(store, &arena, RELEASE("a.csv", DATE_NONE, { "2024", 970, "1" }));
	int32_t today = instant_date(store_now());
	int64_t known = -1;
	assert_ok(series_known_on(store->db, today, &known, &err), &err);
	assert_int_equal(known, taken.delivery);
	assert_ok(series_known_on(store->db, today - 1, &known, &err), &err);
	assert_int_equal(known, 0);
}

static void what_a_dictionary_says_of_a_measure_is_its_newest_words(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	struct comparator_release of = { .delivery = record(store->db, "dictionary.csv"),
		                         .source = STR("lait") };
	struct comparator_measure measure = { .column = STR("InfMort"),
		                              .words = { .label = STR("Infant deaths"),
		                                         .decimals = 1 } };
	assert_ok(comparator_describe(store->db, &of, &measure, &err), &err);
	measure.words.polarity = STR("low");
	assert_ok(comparator_describe(store->db, &of, &measure, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	struct comparator_held held = { 0 };
	assert_ok(comparator_find(store->db, &of, &measure, &arena, &held, &err), &err);
	assert_text(held.column, "infmort");
	assert_text(held.words.label, "Infant deaths");
	assert_text(held.words.polarity, "low");
	assert_int_equal(held.words.decimals, 1);
}

static void a_release_abandoned_leaves_nothing(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	{
		auto_transaction change = { 0 };
		assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
		struct comparator_release what = { .delivery = record(store->db, "a.csv"),
			                           .source = STR("ees"),
			                           .stem = STR("t"),
			                           .published_on = DATE_NONE };
		auto_comparator_take taking = NULL;
		assert_ok(comparator_take_open(store->db, &what, &taking, &err), &err);
		take_values(taking, RELEASE("a.csv", DATE_NONE, { "2024", 970, "1" }));
	}
	auto_arena arena = { 0 };
	struct comparator_release of = { .source = STR("ees"), .stem = STR("t") };
	struct comparator_measure which = { .column = STR("rate"), .filters = STR("kind=all") };
	struct comparator_held held = { 0 };
	assert_int_equal(comparator_find(store->db, &of, &which, &arena, &held, &err), E_MISSING);
	assert_says(&err, "no published figures of 'rate' with kind=all in ees t");
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_number_and_a_reason_come_back_apart),
		STORE_TESTS(a_value_names_its_release_and_row),
		STORE_TESTS(a_newer_release_revises_and_the_old_one_can_be_asked),
		STORE_TESTS(an_old_release_that_comes_late_fills_gaps_and_replaces_nothing),
		STORE_TESTS(of_releases_that_reach_as_far_the_one_published_last_counts),
		STORE_TESTS(two_rows_that_differ_leave_no_number),
		STORE_TESTS(a_column_that_is_gone_is_told),
		STORE_TESTS(figures_that_a_new_release_no_longer_has_are_told),
		STORE_TESTS(years_that_moved_on_are_noted_and_a_late_release_misses_nothing),
		STORE_TESTS(places_of_a_period_come_by_number),
		STORE_TESTS(what_was_known_on_a_day_is_what_had_been_received),
		STORE_TESTS(what_a_dictionary_says_of_a_measure_is_its_newest_words),
		STORE_TESTS(a_release_abandoned_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
