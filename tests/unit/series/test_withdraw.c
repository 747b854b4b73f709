#include "releases.h"

#include "ledger/audit.h"
#include "series/inspection.h"
#include "series/neighbours.h"
#include "series/place.h"
#include "series/withdraw.h"

enum { TWICE = 2, ENGLAND = PLACE_NUMBER_ENGLAND };

static struct series_withdraw_request request(int64_t delivery)
{
	return (struct series_withdraw_request){ .delivery_id = delivery,
		                                 .reason = STR("the wrong file"),
		                                 .act = { STR("analyst"), store_now() } };
}

static enum status try_withdraw(struct store *store, int64_t delivery,
                                struct series_withdrawal *out, struct err *err)
{
	struct series_withdraw_request what = request(delivery);
	auto_transaction change = { 0 };
	enum status st = transaction_begin(store->db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = series_withdraw(store->db, &what, out, err);
	return st == OK ? transaction_commit(&change, err) : st;
}

static struct series_withdrawal withdraw(struct store *store, int64_t delivery)
{
	struct series_withdrawal done = { 0 };
	struct err err = { 0 };
	assert_ok(try_withdraw(store, delivery, &done, &err), &err);
	return done;
}

/* The file of a withdrawn delivery comes again. */
static struct taken take_again(struct store *store, struct arena *arena, int64_t delivery,
                               const struct release *release)
{
	struct taken out = { .delivery = delivery,
		             .summary = { .arena = arena },
		             .findings = { .arena = arena } };
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(series_come_again(store->db, delivery, store_now(), &err), &err);
	take_as(store, release, &out);
	assert_ok(transaction_commit(&change, &err), &err);
	return out;
}

static int64_t known_now(struct store *store)
{
	struct err err = { 0 };
	int64_t known = 0;
	assert_ok(series_known_on(store->db, instant_date(store_now()), &known, &err), &err);
	return known;
}

/* England's figure as known by a change; "none" where nothing was said. */
static const char *england_by(struct store *store, struct arena *arena, const char *label,
                              int64_t known_by)
{
	struct err err = { 0 };
	struct comparator_question what = question(store, arena, label);
	struct comparator_value value = { 0 };
	what.known_by = known_by;
	enum status st = comparator_value_load(store->db, &what, ENGLAND, arena, &value, &err);
	if (st == E_MISSING)
		return "none";
	assert_ok(st, &err);
	return value.decimal.ptr;
}

/* ---- published figures ---- */

static void an_earlier_release_speaks_again(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2023", ENGLAND, "43.2" },
	                             { "2022", ENGLAND, "42" }));
	struct taken second = take(*state, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                   { "2023", ENGLAND, "42.7" },
	                                                   { "2024", ENGLAND, "41.6" }));
	assert_string_equal(value_of(*state, &arena, "2023", ENGLAND), "42.7");
	struct series_withdrawal done = withdraw(*state, second.delivery);
	assert_int_equal(done.figures, 2);
	assert_int_equal(done.figures_spoken, 1);
	assert_string_equal(value_of(*state, &arena, "2023", ENGLAND), "43.2");
	assert_string_equal(value_of(*state, &arena, "2022", ENGLAND), "42");
}

static void what_only_the_delivery_said_is_no_longer_known(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	take(store, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2023", ENGLAND, "43.2" }));
	struct taken second = take(store, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                  { "2024", ENGLAND, "41.6" }));
	struct comparator_question what = question(store, &arena, "2024");
	struct comparator_period_list periods = { 0 };
	struct comparator_newest newest = { 0 };
	struct comparator_value_list values = { 0 };
	withdraw(store, second.delivery);
	assert_ok(comparator_periods(store->db, &what, &arena, &periods, &err), &err);
	assert_int_equal(periods.count, 1);
	assert_text(periods.items[0].label, "2023");
	assert_ok(comparator_values_load(store->db, &what, &arena, &values, &err), &err);
	assert_int_equal(values.count, 0);
	what.period = 0;
	assert_ok(comparator_newest_load(store->db, &what, &arena, &newest, &err), &err);
	assert_text(newest.release, "t_2023.csv");
}

static void what_was_known_before_a_withdrawal_stays_as_it_was(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	take(store, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2023", ENGLAND, "43.2" }));
	int64_t at_first = known_now(store);
	struct taken second = take(store, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                  { "2023", ENGLAND, "42.7" }));
	int64_t with_both = known_now(store);
	withdraw(store, second.delivery);
	assert_string_equal(england_by(store, &arena, "2023", at_first), "43.2");
	assert_string_equal(england_by(store, &arena, "2023", with_both), "42.7");
	assert_string_equal(england_by(store, &arena, "2023", known_now(store)), "43.2");
}

static void a_withdrawn_delivery_can_come_again_and_be_withdrawn_again(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	take(store, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2023", ENGLAND, "43.2" }));
	struct taken second = take(store, &arena, RELEASE("t_2024.csv", 20000,
	                                                  { "2023", ENGLAND, "42.7" }));
	withdraw(store, second.delivery);
	int64_t without = known_now(store);
	struct taken again = take_again(store, &arena, second.delivery,
	                                RELEASE("t_2024.csv", 20100, { "2023", ENGLAND, "42.7" }));
	assert_int_equal(again.summary.values_revised, 1);
	struct err err = { 0 };
	struct comparator_question what = question(store, &arena, "2023");
	struct comparator_value value = { 0 };
	assert_ok(comparator_value_load(store->db, &what, ENGLAND, &arena, &value, &err), &err);
	assert_text(value.decimal, "42.7");
	assert_int_equal(value.published_on, 20100);
	assert_string_equal(england_by(store, &arena, "2023", without), "43.2");
	struct series_withdrawal done = withdraw(store, second.delivery);
	assert_int_equal(done.figures, 1);
	assert_string_equal(value_of(store, &arena, "2023", ENGLAND), "43.2");
}

static void the_next_release_is_held_against_those_that_stand(void **state)
{
	auto_arena arena = { 0 };
	take(*state, &arena, RELEASE("t_2023.csv", DATE_NONE, { "2023", ENGLAND, "43.2" }));
	struct release wrong = *RELEASE("t_wrong.csv", DATE_NONE, { "2023", ENGLAND, "99" });
	wrong.column = "Wrong";
	withdraw(*state, take(*state, &arena, &wrong).delivery);
	struct taken next = take(*state, &arena, RELEASE("t_2024.csv", DATE_NONE,
	                                                 { "2023", ENGLAND, "43.2" }));
	assert_int_equal(next.summary.values_unchanged, 1);
	assert_int_equal(next.summary.values_revised, 0);
	assert_null(finding_with(&next.findings, "comparator.column_gone"));
}

static void words_about_a_measure_go_with_their_delivery(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct comparator_release of = { .source = STR("lait") };
	struct comparator_measure measure = { .column = STR("InfMort"),
		                              .words = { .label = STR("Infant deaths"),
		                                         .polarity = STR("high"),
		                                         .decimals = 1 } };
	int64_t deliveries[TWICE];
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	for (int i = 0; i < TWICE; i++) {
		of.delivery = deliveries[i] = record(store->db, "dictionary.csv");
		assert_ok(comparator_describe(store->db, &of, &measure, &err), &err);
		measure.words.polarity = STR("low");
	}
	assert_ok(transaction_commit(&change, &err), &err);
	struct comparator_held held = { 0 };
	assert_int_equal(withdraw(store, deliveries[1]).descriptions, 1);
	assert_ok(comparator_find(store->db, &of, &measure, &arena, &held, &err), &err);
	assert_text(held.words.polarity, "high");
	withdraw(store, deliveries[0]);
	assert_ok(comparator_find(store->db, &of, &measure, &arena, &held, &err), &err);
	assert_text(held.words.label, "");
}

/* ---- neighbours and inspections ---- */

static int64_t add_neighbours(struct store *store, int place)
{
	struct err err = { 0 };
	struct neighbour_model model = { .family = STR(NEIGHBOURS_STATISTICAL),
		                         .in_force_from = 20000 };
	struct neighbour nearest = { .place = place, .rank = 1 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	model.delivery = record(store->db, "neighbours.csv");
	assert_ok(neighbours_add_model(store->db, &model, &model.id, &err), &err);
	assert_ok(neighbours_add(store->db, model.id, 884, &nearest, 2, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return model.delivery;
}

static int nearest_by(struct store *store, int64_t known_by)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct neighbours_asked asked = { STR(NEIGHBOURS_STATISTICAL), 20100, known_by };
	struct neighbour_model model = { 0 };
	struct neighbour_list list = { 0 };
	assert_ok(neighbours_model_on(store->db, &asked, &arena, &model, &err), &err);
	assert_ok(neighbours_of(store->db, &model, 884, &arena, &list, &err), &err);
	return list.items[0].place;
}

static void the_list_of_neighbours_before_is_in_force_again(void **state)
{
	struct store *store = *state;
	add_neighbours(store, 860);
	int64_t second = add_neighbours(store, 885);
	int64_t with_both = known_now(store);
	assert_int_equal(nearest_by(store, SERIES_KNOWN_NOW), 885);
	assert_int_equal(withdraw(store, second).neighbour_lists, 1);
	assert_int_equal(nearest_by(store, SERIES_KNOWN_NOW), 860);
	assert_int_equal(nearest_by(store, with_both), 885);
}

static int64_t add_inspection(struct store *store, const char *judgement)
{
	struct err err = { 0 };
	struct inspection what = { .place = 884,
		                   .inspected_on = 20000,
		                   .published_on = 20030,
		                   .judgements[INSPECTION_OVERALL] = str_of(judgement) };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	what.delivery = record(store->db, "outcomes.csv");
	assert_ok(inspection_add(store->db, &what, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
	return what.delivery;
}

static void a_judgement_is_what_the_list_before_said(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct inspection_asked asked = { .date = 20100, .known_by = SERIES_KNOWN_NOW };
	struct inspection found = { 0 };
	int64_t first = add_inspection(store, "Good");
	int64_t second = add_inspection(store, "Inadequate");
	assert_int_equal(withdraw(store, second).judgements, 1);
	assert_ok(inspection_on(store->db, 884, &asked, &arena, &found, &err), &err);
	assert_text(found.judgements[INSPECTION_OVERALL], "Good");
	withdraw(store, first);
	assert_int_equal(inspection_on(store->db, 884, &asked, &arena, &found, &err), E_MISSING);
}

/* ---- what is refused, and the audit ---- */

static void a_second_withdrawal_is_refused(void **state)
{
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct series_withdrawal done;
	struct taken taken = take(*state, &arena, RELEASE("a.csv", DATE_NONE,
	                                                  { "2024", ENGLAND, "1" }));
	withdraw(*state, taken.delivery);
	assert_int_equal(try_withdraw(*state, taken.delivery, &done, &err), E_CONFLICT);
	assert_says(&err, "was withdrawn before");
}

static void a_delivery_without_figures_is_refused(void **state)
{
	struct store *store = *state;
	struct err err = { 0 };
	struct series_withdrawal done;
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	int64_t delivery = record(store->db, "places.csv");
	assert_ok(transaction_commit(&change, &err), &err);
	assert_int_equal(try_withdraw(store, delivery, &done, &err), E_MISSING);
	assert_says(&err, "brought figures");
}

static void a_withdrawal_needs_a_reason_and_a_time_after_what_is_known(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct series_withdrawal done;
	struct taken taken = take(store, &arena, RELEASE("a.csv", DATE_NONE,
	                                                 { "2024", ENGLAND, "1" }));
	struct series_withdraw_request what = request(taken.delivery);
	auto_transaction change = { 0 };
	assert_int_equal(series_withdraw(store->db, &what, &done, &err), E_STORE);
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	what.reason = STR(" ");
	assert_int_equal(series_withdraw(store->db, &what, &done, &err), E_INPUT);
	what.reason = STR("why");
	what.act.at.utc_seconds -= 1;
	assert_int_equal(series_withdraw(store->db, &what, &done, &err), E_INPUT);
	assert_says(&err, "the clock is behind what is known already");
}

static void a_withdrawn_delivery_takes_no_more_figures(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct taken taken = take(store, &arena, RELEASE("a.csv", DATE_NONE,
	                                                 { "2024", ENGLAND, "1" }));
	withdraw(store, taken.delivery);
	auto_transaction change = { 0 };
	auto_comparator_take taking = NULL;
	struct comparator_release what = { .delivery = taken.delivery, .source = STR("ees") };
	assert_ok(transaction_begin(store->db, TRANSACTION_WRITE, &change, &err), &err);
	assert_int_equal(comparator_take_open(store->db, &what, &taking, &err), E_CONFLICT);
}

static void the_audit_says_what_was_withdrawn_and_why(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	struct err err = { 0 };
	struct taken taken = take(store, &arena, RELEASE("a.csv", DATE_NONE,
	                                                 { "2024", ENGLAND, "1" }));
	withdraw(store, taken.delivery);
	struct audit_list list = { 0 };
	assert_ok(audit_list(store->db, 0, 100, &arena, &list, &err), &err);
	const struct audit_entry *last = &list.items[list.count - 1];
	assert_text(last->action, "series.withdraw");
	assert_text(last->subject, "delivery 1");
	assert_non_null(strstr(last->detail.ptr, "1 published figures closed"));
	assert_non_null(strstr(last->detail.ptr, "the wrong file"));
}

int main(void)
{
	store_find_server();
	const struct CMUnitTest tests[] = {
		STORE_TESTS(an_earlier_release_speaks_again),
		STORE_TESTS(what_only_the_delivery_said_is_no_longer_known),
		STORE_TESTS(what_was_known_before_a_withdrawal_stays_as_it_was),
		STORE_TESTS(a_withdrawn_delivery_can_come_again_and_be_withdrawn_again),
		STORE_TESTS(the_next_release_is_held_against_those_that_stand),
		STORE_TESTS(words_about_a_measure_go_with_their_delivery),
		STORE_TESTS(the_list_of_neighbours_before_is_in_force_again),
		STORE_TESTS(a_judgement_is_what_the_list_before_said),
		STORE_TESTS(a_second_withdrawal_is_refused),
		STORE_TESTS(a_delivery_without_figures_is_refused),
		STORE_TESTS(a_withdrawal_needs_a_reason_and_a_time_after_what_is_known),
		STORE_TESTS(a_withdrawn_delivery_takes_no_more_figures),
		STORE_TESTS(the_audit_says_what_was_withdrawn_and_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
