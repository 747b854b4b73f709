#include "check.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "record/source_order.h"

enum { SSD, MOSAIC, NIGHTLY, ANNEX_A, CIN, SSDA903, SOURCES };

static struct record_source ITEMS[SOURCES] = {
	[SSD] = { .id = 1, .kind = RECORD_SOURCE_SSD },
	[MOSAIC] = { .id = 2, .kind = RECORD_SOURCE_EXTRACT, .name = { "mosaic", 6 } },
	[NIGHTLY] = { .id = 3, .kind = RECORD_SOURCE_EXTRACT, .name = { "nightly job", 11 } },
	[ANNEX_A] = { .id = 4, .kind = RECORD_SOURCE_ANNEX_A },
	[CIN] = { .id = 5, .kind = RECORD_SOURCE_CIN },
	[SSDA903] = { .id = 6, .kind = RECORD_SOURCE_903 },
};
static const struct record_source_list SOURCES_OF = { ITEMS, SOURCES };

static int32_t day(const char *text)
{
	struct err err = { 0 };
	int32_t date = DATE_NONE;
	assert_ok(date_parse_iso(str_of(text), &date, &err), &err);
	return date;
}

/* Asserts which source is first, second, ... of a plan or other type starting on a day. */
static void assert_places(const char *text, enum record_type type, int32_t start,
                          const int expected[SOURCES])
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct record_order order = { 0 };
	assert_ok(record_order_parse(str_of(text), &SOURCES_OF, &arena, &order, &err), &err);
	const uint8_t *places = record_order_places(&order, type, start);
	for (int place = 0; place < SOURCES; place++)
		assert_int_equal(places[expected[place]], place);
}

static void the_default_is_the_order_of_the_list(void **state)
{
	(void)state;
	const int expected[] = { SSD, MOSAIC, NIGHTLY, ANNEX_A, CIN, SSDA903 };
	assert_places("", RECORD_PLAN, DATE_NONE, expected);
}

static void a_source_that_is_named_goes_before_those_that_are_not(void **state)
{
	(void)state;
	const int expected[] = { CIN, SSD, MOSAIC, NIGHTLY, ANNEX_A, SSDA903 };
	assert_places("cin > ssd", RECORD_PLAN, DATE_NONE, expected);
	assert_places("CIN", RECORD_CARE, DATE_NONE, expected);
}

static void an_extract_is_named_by_itself_or_with_all_others(void **state)
{
	(void)state;
	const int by_name[] = { NIGHTLY, CIN, MOSAIC, SSD, ANNEX_A, SSDA903 };
	const int together[] = { SSDA903, MOSAIC, NIGHTLY, SSD, ANNEX_A, CIN };
	assert_places("extract nightly job > cin > extract", RECORD_PLAN, DATE_NONE, by_name);
	assert_places("903>extract", RECORD_PLAN, DATE_NONE, together);
}

static void a_clause_holds_for_its_types_and_days(void **state)
{
	(void)state;
	const char *text = "plan, plan_review from 2024-04-01 to 2025-03-31: cin; care:903; "
	                   "annex-a";
	const int cin[] = { CIN, SSD, MOSAIC, NIGHTLY, ANNEX_A, SSDA903 };
	const int care[] = { SSDA903, SSD, MOSAIC, NIGHTLY, ANNEX_A, CIN };
	const int rest[] = { ANNEX_A, SSD, MOSAIC, NIGHTLY, CIN, SSDA903 };
	assert_places(text, RECORD_PLAN, day("2024-04-01"), cin);
	assert_places(text, RECORD_PLAN_REVIEW, day("2025-03-31"), cin);
	assert_places(text, RECORD_PLAN, day("2024-03-31"), rest);
	assert_places(text, RECORD_PLAN, day("2025-04-01"), rest);
	assert_places(text, RECORD_PLAN, DATE_NONE, rest);
	assert_places(text, RECORD_CARE, DATE_NONE, care);
	assert_places(text, RECORD_VISIT, day("2024-06-01"), rest);
}

static void the_first_clause_that_fits_holds(void **state)
{
	(void)state;
	const int expected[] = { CIN, SSD, MOSAIC, NIGHTLY, ANNEX_A, SSDA903 };
	assert_places("plan from 2020-01-01: cin; plan: 903", RECORD_PLAN, day("2020-01-01"),
	              expected);
}

static void assert_refused(const char *text, const char *words)
{
	struct err err = { 0 };
	auto_arena arena = { 0 };
	struct record_order order = { 0 };
	assert_int_equal(record_order_parse(str_of(text), &SOURCES_OF, &arena, &order, &err),
	                 E_INPUT);
	if (!strstr(err.text, words))
		fail_msg("'%s' does not say '%s'", err.text, words);
}

static void what_is_not_understood_is_quoted(void **state)
{
	(void)state;
	assert_refused("census > ssd", "'census' is no source");
	assert_refused("cin twice", "'cin twice' is no source");
	assert_refused("plans: cin", "'plans' is no type of record");
	assert_refused("plan from April: cin", "'April'");
	assert_refused("plan:", "'' is no source");
	assert_refused("cin > > ssd", "'' is no source");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_default_is_the_order_of_the_list),
		cmocka_unit_test(a_source_that_is_named_goes_before_those_that_are_not),
		cmocka_unit_test(an_extract_is_named_by_itself_or_with_all_others),
		cmocka_unit_test(a_clause_holds_for_its_types_and_days),
		cmocka_unit_test(the_first_clause_that_fits_holds),
		cmocka_unit_test(what_is_not_understood_is_quoted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
