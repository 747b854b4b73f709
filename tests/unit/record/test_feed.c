#include "check.h"

#include "base/date.h"
#include "record/feed.h"

enum { SUPPLIES_MAX = 256 };

static int32_t day(const char *text)
{
	int32_t date;
	struct err err;
	assert_ok(date_parse_iso(str_of(text), &date, &err), &err);
	return date;
}

/* What deliveries of a source on these days bring. */
struct supplies {
	struct record_supply items[SUPPLIES_MAX];
	size_t count;
};

static void deliver(struct supplies *to, enum record_source_kind source, const char *on)
{
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		if (record_reach(source, (enum record_type)type).kind == RECORD_REACH_NOTHING)
			continue;
		assert_true(to->count < SUPPLIES_MAX);
		to->items[to->count++] = (struct record_supply){
			source,
			record_reach_coverage(source, (enum record_type)type, day(on)),
			day(on),
		};
	}
}

static const struct record_figure *figure(const char *title)
{
	size_t count;
	const struct record_figure *figures = record_figures(&count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_of(figures[i].title), str_of(title)))
			return &figures[i];
	fail_msg("no figure '%s'", title);
	return NULL;
}

/* The reason why the supplies cannot feed the figure in these days; "" when they can. */
static void assert_feeds(const struct supplies *supplies, const char *title, const char *from,
                         const char *to, const char *expected)
{
	auto_arena arena = { 0 };
	struct record_feed feed = record_can_feed_figure(figure(title), supplies->items,
	                                                 supplies->count, day(from), day(to),
	                                                 &arena);
	assert_text(feed.why, expected);
	assert_int_equal(feed.can, expected[0] == '\0');
}

static void every_field_in_the_tables_is_one(void **state)
{
	(void)state;
	size_t count;
	const struct record_figure *figures = record_figures(&count);
	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < figures[i].need_count; n++) {
			struct str rest = str_of(figures[i].needs[n].fields);
			struct str name;
			int field;
			while (rest.len && str_split(&rest, ' ', &name))
				if (!record_field_find(figures[i].needs[n].type, name, &field))
					fail_msg("%s: %.*s", figures[i].title, STR_ARGS(name));
		}
	for (int source = 0; source < RECORD_SOURCE_KIND_COUNT; source++)
		for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
			struct record_reach reach = record_reach((enum record_source_kind)source,
			                                         (enum record_type)type);
			struct str rest = str_of(reach.fields);
			struct str name;
			int field;
			while (rest.len && str_split(&rest, ' ', &name))
				if (!str_equal(name, STR("*")) &&
				    !record_field_find((enum record_type)type, name, &field))
					fail_msg("%d %s: %.*s", source,
					         record_type_spec((enum record_type)type)->name,
					         STR_ARGS(name));
		}
}

static void one_annex_a_feeds_a_quarter_of_referrals_and_no_year(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2024-03-31");
	assert_feeds(&supplies, "Referrals", "2024-01-01", "2024-03-31", "");
	assert_feeds(&supplies, "Referrals", "2023-04-01", "2024-03-31",
	             "'Referral' is covered from 2023-10-01 only");
}

static void the_latest_review_is_not_every_review(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2024-03-31");
	assert_feeds(&supplies, "Child protection plans reviewed in time %", "2024-01-01",
	             "2024-03-31",
	             "of 'Review of a child protection plan' it has only the latest of each "
	             "child");
	assert_feeds(&supplies, "Child protection visits: the latest in time %", "2024-01-01",
	             "2024-03-31", "");
}

static void a_look_back_needs_deliveries_whose_windows_meet(void **state)
{
	static const char TITLE[] = "Re-referrals within 12 months %";
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2024-03-31");
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2023-09-30");
	assert_feeds(&supplies, TITLE, "2024-03-01", "2024-03-31",
	             "'Referral' is covered from 2023-03-31 only");
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2023-04-30");
	assert_feeds(&supplies, TITLE, "2024-03-01", "2024-03-31", "");
	/* A gap between two windows hides what was before it. */
	supplies.count = 0;
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2024-03-31");
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2023-08-31");
	assert_feeds(&supplies, TITLE, "2024-03-01", "2024-03-31",
	             "'Referral' is covered from 2023-10-01 only");
}

static void what_ended_may_have_started_before_what_is_covered(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_ANNEX_A, "2024-03-31");
	assert_feeds(&supplies, "Assessments completed within 45 working days %", "2024-01-01",
	             "2024-03-31",
	             "of 'Assessment' it has what started within its days; what ended in the "
	             "period may have started before");
	deliver(&supplies, RECORD_SOURCE_CIN, "2024-03-31");
	assert_feeds(&supplies, "Assessments completed within 45 working days %", "2023-04-01",
	             "2024-03-31", "");
}

static void a_field_that_a_source_lacks_is_named(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_CIN, "2024-03-31");
	assert_feeds(&supplies, "Re-referrals within 12 months %, as the source counts",
	             "2023-04-01", "2024-03-31",
	             "of 'Referral' it does not say 'referrals in the last 12 months, as the "
	             "source counts'");
	assert_feeds(&supplies, "Contacts", "2023-04-01", "2024-03-31",
	             "it holds nothing of 'Contact'");
}

static void a_yearly_return_says_nothing_of_days_behind_it(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_CIN, "2024-03-31");
	assert_feeds(&supplies, "Children subject to a child protection plan", "2024-04-01",
	             "2024-06-30", "'Child protection plan' is not covered up to 2024-06-30");
}

static void a_database_that_goes_back_some_years_does_not_know_ever(void **state)
{
	static const struct record_supply SUPPLY = {
		RECORD_SOURCE_SSD, { RECORD_PLAN, RECORD_COVERS_OVERLAPS, 17000, DATE_MAX }, 19900
	};
	auto_arena arena = { 0 };
	struct record_feed feed = record_can_feed_figure(
		figure("Second or later plan %, by the council's own records"), &SUPPLY, 1, 19800,
		19890, &arena);
	(void)state;
	assert_false(feed.can);
	assert_int_equal(feed.covered_from, 17000);
}

static void everything_of_the_dataset_feeds_what_its_tables_hold(void **state)
{
	struct supplies supplies = { 0 };
	(void)state;
	deliver(&supplies, RECORD_SOURCE_SSD, "2024-03-31");
	assert_feeds(&supplies, "Looked-after reviews in time %", "2023-04-01", "2024-03-31", "");
	assert_feeds(&supplies, "Three or more placements in the year %", "2023-04-01",
	             "2024-03-31", "");
	assert_feeds(&supplies, "Care leavers in suitable accommodation %, as of now", "2023-04-01",
	             "2024-03-31", "");
	assert_feeds(&supplies, "Annual health assessment %, as the yearly return says",
	             "2023-04-01", "2024-03-31",
	             "it holds nothing of 'Year of care: outcomes (OC2)'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_in_the_tables_is_one),
		cmocka_unit_test(one_annex_a_feeds_a_quarter_of_referrals_and_no_year),
		cmocka_unit_test(the_latest_review_is_not_every_review),
		cmocka_unit_test(a_look_back_needs_deliveries_whose_windows_meet),
		cmocka_unit_test(what_ended_may_have_started_before_what_is_covered),
		cmocka_unit_test(a_field_that_a_source_lacks_is_named),
		cmocka_unit_test(a_yearly_return_says_nothing_of_days_behind_it),
		cmocka_unit_test(a_database_that_goes_back_some_years_does_not_know_ever),
		cmocka_unit_test(everything_of_the_dataset_feeds_what_its_tables_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
