#include "deliver.h"

#include "ledger/audit.h"

#define HEADER                                                                          \
	"authority,period,indicator_ref,indicator_title,unit,polarity,target,rag_rule," \
	"current_value,previous_value,scorecard,section\n"

static int64_t audit_length(struct store *store)
{
	struct audit_anchor head = { 0 };
	struct err err = { 0 };
	assert_ok(audit_head(store->db, &head, &err), &err);
	return head.sequence;
}

static void a_figure_that_replaces_another_is_reported_with_both(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n");
	struct delivered second = deliver_text(*state, &arena, "second.csv",
	                                       HEADER "A,2024-25-Q3,1,One,%,high,50,,54.1,,,\n");
	assert_int_equal(second.summary.values_revised, 1);
	assert_int_equal(second.summary.values_added, 0);
	assert_int_equal(second.summary.revision_count, 1);
	assert_text(second.summary.revisions[0].old_value, "53.6%");
	assert_text(second.summary.revisions[0].new_value, "54.1%");
	const struct finding *finding = finding_with(&second.findings, "series.revised");
	assert_non_null(finding);
	assert_text(finding->message, "2024-25 Q3 was 53.6% (first.csv, row 2) and is now 54.1%; "
	                              "the earlier figure is kept");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_int_equal(ratio_compare(line_named(&lines, "1")->value.exact, ratio_of(541, 10)), 0);
	assert_text(line_named(&lines, "1")->file, "second.csv");
	/* The earlier one is still in the store. */
	store_tamper(*state, "UPDATE submission SET is_set_aside = 1 WHERE id = "
	                     "(SELECT max(id) FROM submission)");
	lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_int_equal(ratio_compare(line_named(&lines, "1")->value.exact, ratio_of(536, 10)), 0);
}

static void the_same_figure_again_is_unchanged(void **state)
{
	auto_arena arena = { 0 };
	static const char TEXT[] = HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n";
	deliver_text(*state, &arena, "first.csv", TEXT);
	struct delivered second = deliver_text(*state, &arena, "second.csv", TEXT);
	assert_int_equal(second.summary.values_unchanged, 1);
	assert_int_equal(second.summary.values_revised, 0);
	assert_int_equal(second.summary.targets_added, 0);
	assert_int_equal(second.findings.count, 0);
}

static void a_figure_that_is_withdrawn_is_a_revision_too(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "first.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n");
	struct delivered second = deliver_text(*state, &arena, "second.csv",
	                                       HEADER
	                                       "A,2024-25-Q3,1,One,%,high,50,,not available,,,\n");
	assert_int_equal(second.summary.revision_count, 1);
	assert_text(second.summary.revisions[0].new_value, "not available");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q4");
	assert_int_equal(line_named(&lines, "1")->history_count, 0);
}

static void a_line_twice_in_a_file_is_set_aside_and_changes_no_target(void **state)
{
	auto_arena arena = { 0 };
	struct delivered it = deliver_text(*state, &arena, "twice.csv",
	                                   HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n"
	                                          "A,2024-25-Q3,1,One,%,high,60,,40,,,\n");
	assert_int_equal(it.summary.values_added, 1);
	assert_int_equal(it.summary.lines_set_aside, 1);
	const struct finding *finding = finding_with(&it.findings, "series.duplicate");
	assert_non_null(finding);
	assert_int_equal(finding->row, 3);
	assert_text(finding->message, "2024-25 Q3 came in row 2 already, with 53.6%; this row's "
	                              "40% is set aside");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_int_equal(lines.count, 1);
	assert_text(lines.items[0].target.text, "50");
	assert_int_equal(ratio_compare(lines.items[0].value.exact, ratio_of(536, 10)), 0);
}

static void a_previous_figure_unlike_the_one_reported_is_found(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.64,,,\n");
	struct delivered same = deliver_text(*state, &arena, "q4.csv",
	                                     HEADER "A,2024-25-Q4,1,One,%,high,50,,55,53.6,,\n");
	assert_null(finding_with(&same.findings, "series.restated"));
	struct delivered other = deliver_text(*state, &arena, "q4b.csv",
	                                      HEADER "A,2024-25-Q4,1,One,%,high,50,,55,52.9,,\n");
	const struct finding *finding = finding_with(&other.findings, "series.restated");
	assert_non_null(finding);
	assert_text(finding->message,
	            "the file prints 52.9% for 2024-25 Q3; what was reported then "
	            "is 53.64% (q3.csv, row 2)");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q4");
	assert_int_equal(ratio_compare(lines.items[0].previous.exact, ratio_of(5364, 100)), 0);
}

static void one_reference_with_two_titles_is_two_indicators(void **state)
{
	auto_arena arena = { 0 };
	struct delivered first =
		deliver_text(*state, &arena, "q3.csv",
	                     HEADER "A,2013-14-Q3,17 / NI64,Plans,%,low,,,6.7,,,\n"
	                            "A,2013-14-Q3,17 / NI64,Plans (quarter only),%,low,,,9.6,,,\n");
	assert_int_equal(first.summary.indicators_added, 2);
	assert_null(finding_with(&first.findings, "series.new_title"));
	struct delivered second = deliver_text(
		*state, &arena, "q4.csv", HEADER "A,2013-14-Q4,17 / NI64,All plans,%,low,,,7,,,\n");
	assert_int_equal(second.summary.indicators_added, 1);
	assert_non_null(finding_with(&second.findings, "series.new_title"));
}

static void titles_that_turn_out_to_be_one_share_their_figures(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n");
	deliver_text(*state, &arena, "q4.csv", HEADER "A,2024-25-Q4,1,One.,%,high,50,,55,,,\n");
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n  also \"One.\"\n");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q4");
	assert_int_equal(lines.count, 1);
	assert_true(lines.items[0].value.is_known);
	assert_int_equal(lines.items[0].history_count, 1);
	/* And the next file finds it under either title. */
	struct delivered third = deliver_text(*state, &arena, "q1.csv",
	                                      HEADER "A,2025-26-Q1,1,One.,%,high,50,,56,,,\n");
	assert_int_equal(third.summary.indicators_added, 0);
}

static void what_an_officer_stated_is_not_changed_by_a_file(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\n"
	                        "indicator 1 \"One\"\n"
	                        "  unit %\n"
	                        "  good is high\n"
	                        "  owner \"Head of Service\"\n"
	                        "  target 60 from 2024-10-01\n"
	                        "    agreed by \"Cabinet\"\n");
	struct delivered it = deliver_text(*state, &arena, "q3.csv",
	                                   HEADER "A,2024-25-Q3,1,One,number,low,50,,53.6,,,\n");
	assert_non_null(finding_with(&it.findings, "series.other_unit"));
	assert_non_null(finding_with(&it.findings, "series.other_polarity"));
	const struct finding *target = finding_with(&it.findings, "series.other_target");
	assert_non_null(target);
	assert_text(target->message,
	            "the file has the target '50'; the framework was told '60' for "
	            "the same days and keeps it");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_text(lines.items[0].target.text, "60");
	assert_int_equal(lines.items[0].indicator->polarity.polarity, POLARITY_HIGH);
	assert_text(lines.items[0].indicator->owner, "Head of Service");
}

static void a_corrected_file_corrects_the_target_it_brought(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n");
	deliver_text(*state, &arena, "again.csv", HEADER "A,2024-25-Q3,1,One,%,high,55,,53.6,,,\n");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_text(lines.items[0].target.text, "55");
	assert_text(lines.items[0].target_why, "as stated in again.csv, row 2 (2024-25 Q3)");
}

static void a_break_that_came_with_a_line_is_kept(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "year.csv",
	             "authority,period,indicator_title,unit,polarity,current_value,break\n"
	             "A,2013-14-Q1,One,%,high,50,\n"
	             "A,2013-14-Q2,One,%,high,60,new definition\n"
	             "A,2013-14-Q3,One,%,high,65,no\n"
	             "A,some time,One,%,high,70,other children\n");
	struct line_list second = lines_of(*state, &arena, "2013-14-Q2");
	assert_true(second.items[0].breaks_from_previous);
	assert_text(second.items[0].break_note, "new definition");
	struct line_list third = lines_of(*state, &arena, "2013-14-Q3");
	assert_false(third.items[0].breaks_from_previous);
	assert_int_equal(third.items[0].history_count, 2);
	assert_true(third.items[0].history[1].breaks);
	struct line_list labelled = lines_of(*state, &arena, "some time");
	assert_true(labelled.items[0].breaks_from_previous);
	assert_text(labelled.items[0].break_note, "other children");
}

/* A year and its first quarter begin on one day, and are held against other numbers. */
static void a_year_and_its_quarters_keep_their_own_targets(void **state)
{
	auto_arena arena = { 0 };
	static const char *const FILES[] = {
		HEADER "A,2013-14-Q1,1,One,number,high,12,,13,,,\n"
		       "A,2013-14-Q2,1,One,number,high,14,amber within 2 points,13,,,\n",
		HEADER "A,2013-14,1,One,number,high,48,no amber,52,,,\n",
		HEADER "A,2013-M04,1,One,number,high,4,,4,,,\n",
	};
	static const struct {
		const char *period, *target, *why;
	} EXPECTED[] = {
		{ "2013-14-Q1", "12", "as stated in 0.csv, row 2 (2013-14 Q1)" },
		{ "2013-14-Q2", "14", "as stated in 0.csv, row 3 (2013-14 Q2)" },
		{ "2013-14", "48", "as stated in 1.csv, row 2 (2013-14)" },
		{ "2013-M04", "4", "as stated in 2.csv, row 2 (April 2013)" },
	};
	for (size_t i = 0; i < COUNT_OF(FILES); i++)
		deliver_text(*state, &arena, arena_format(&arena, "%zu.csv", i).ptr, FILES[i]);
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		struct line_list lines = lines_of(*state, &arena, EXPECTED[i].period);
		assert_text(lines.items[0].target.text, EXPECTED[i].target);
		assert_text(lines.items[0].target_why, EXPECTED[i].why);
	}
	struct line_list year = lines_of(*state, &arena, "2013-14");
	assert_int_equal(year.items[0].rule.kind, RULE_NO_AMBER);
	struct line_list second = lines_of(*state, &arena, "2013-14-Q2");
	assert_int_equal(second.items[0].rule.kind, RULE_TOLERANCE);
	assert_int_equal(second.items[0].history_count, 1);
	assert_text(second.items[0].history[0].target.text, "12");
}

static void targets_of_growing_periods_each_hold_for_their_own_step(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "year.csv",
	             HEADER "A,2024-25-Q1-YTD,1,One,number,high,100,,90,,,\n"
	                    "A,2024-25-Q2-YTD,1,One,number,high,200,,210,,,\n"
	                    "A,2024-M09-R12,2,Two,number,high,7,,5,,,\n"
	                    "A,2024-M12-R12,2,Two,number,high,8,,5,,,\n");
	struct line_list first = lines_of(*state, &arena, "2024-25-Q1-YTD");
	struct line_list second = lines_of(*state, &arena, "2024-25-Q2-YTD");
	assert_text(line_named(&first, "1")->target.text, "100");
	assert_text(line_named(&second, "1")->target.text, "200");
	struct line_list september = lines_of(*state, &arena, "2024-M09-R12");
	struct line_list december = lines_of(*state, &arena, "2024-M12-R12");
	assert_text(line_named(&september, "2")->target.text, "7");
	assert_text(line_named(&december, "2")->target.text, "8");
}

static void a_rule_that_came_as_a_tolerance_is_kept_as_a_sentence(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "merton.csv",
	             "authority,period,indicator_title,unit,polarity,tolerance_or_band,"
	             "current_value\n"
	             "Merton,August 2018,Repeat plans,%,within range,12-18,16\n");
	struct line_list lines = lines_of(*state, &arena, "2018-M08");
	assert_int_equal(lines.items[0].rule.kind, RULE_BAND);
	assert_text(lines.items[0].rule.text, "band 12 to 18, amber inside");
}

static void a_target_without_a_date_cannot_displace_another(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,50,,53.6,,,\n");
	struct delivered it = deliver_text(*state, &arena, "some.csv",
	                                   HEADER "A,some time,1,One,%,high,70,,60,,,\n");
	assert_non_null(finding_with(&it.findings, "series.undated_target"));
	struct line_list labelled = lines_of(*state, &arena, "some time");
	assert_text(labelled.items[0].target.text, "70");
	struct line_list dated = lines_of(*state, &arena, "2024-25-Q3");
	assert_text(dated.items[0].target.text, "50");
}

static void scorecards_and_sections_come_with_the_lines(void **state)
{
	auto_arena arena = { 0 };
	deliver_text(*state, &arena, "q3.csv",
	             HEADER "A,2024-25-Q3,1,One,%,high,,,53.6,,Panel,Safe > Assessed\n"
	                    "A,2024-25-Q3,2,Two,%,high,,,53.6,,Panel,Safe > Placed\n"
	                    "A,2024-25-Q3,3,Three,%,high,,,53.6,,,\n");
	struct series_query query = { .scorecard = STR("panel"),
		                      .period = period_read(STR("2024-25-Q3")) };
	struct line_list lines;
	struct err err = { 0 };
	struct store *store = *state;
	assert_ok(series_lines(store->db, &query, &arena, &lines, &err), &err);
	assert_int_equal(lines.count, 2);
	assert_text(lines.items[0].scorecard, "Panel");
	assert_text(lines.items[1].section, "Safe > Placed");
	query.scorecard = STR("Board");
	assert_int_equal(series_lines(store->db, &query, &arena, &lines, &err), E_MISSING);
	assert_string_equal(err.text, "A has no scorecard 'Board', only: 'Panel'");
}

static void sections_without_a_scorecard_place_only_what_stands_in_none(void **state)
{
	auto_arena arena = { 0 };
	state_framework(*state, "framework \"A\"\nindicator 1 \"One\"\n"
	                        "scorecard \"Panel\"\n  indicator 1\n");
	deliver_text(*state, &arena, "q3.csv",
	             HEADER "A,2024-25-Q3,1,One,%,high,,,53.6,,,Safe\n"
	                    "A,2024-25-Q3,2,Two,%,high,,,53.6,,,Safe\n");
	struct line_list lines = lines_of(*state, &arena, "2024-25-Q3");
	assert_text(line_named(&lines, "1")->scorecard, "Panel");
	assert_text(line_named(&lines, "1")->section, "");
	assert_text(line_named(&lines, "2")->scorecard, "All indicators");
	assert_text(line_named(&lines, "2")->section, "Safe");
}

static void lines_that_belong_to_nobody_are_refused_and_nothing_is_kept(void **state)
{
	auto_arena arena = { 0 };
	struct delivered it = deliver_text(*state, &arena, "good.csv",
	                                   HEADER "A,2024-25-Q3,1,One,%,high,,,53.6,,,\n");
	int64_t before = audit_length(*state);
	struct line nobody = it.file.lines.items[0];
	struct line_list lines = { &nobody, 1, 1 };
	nobody.authority = (struct str){ 0 };
	struct err err = { 0 };
	assert_int_equal(deliver_lines(*state, "bad.csv", &lines, &it, &err), E_INPUT);
	assert_string_equal(err.text,
	                    "bad.csv: row 2: whose figure is it? neither the line nor the "
	                    "delivery names an authority");
	assert_int_equal(audit_length(*state), before + 1); /* the delivery alone */
}

static void each_delivery_and_revision_stands_in_the_audit_chain(void **state)
{
	auto_arena arena = { 0 };
	struct store *store = *state;
	struct err err = { 0 };
	deliver_text(store, &arena, "q3.csv", HEADER "A,2024-25-Q3,1,One,%,high,,,53.6,,,\n");
	int64_t before = audit_length(store);
	deliver_text(store, &arena, "q3b.csv", HEADER "A,2024-25-Q3,1,One,%,high,,,54,,,\n");
	struct audit_list entries;
	assert_ok(audit_list(store->db, before, 10, &arena, &entries, &err), &err);
	assert_int_equal(entries.count, 3);
	assert_text(entries.items[1].action, "series.revise");
	assert_text(entries.items[1].subject, "1, 2024-25 Q3");
	assert_text(entries.items[1].detail, "53.6% became 54%");
	assert_text(entries.items[2].action, "series.take");
	struct audit_verdict verdict;
	assert_ok(audit_verify(store->db, NULL, &verdict, &err), &err);
	assert_int_equal(verdict.fault, AUDIT_INTACT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(a_figure_that_replaces_another_is_reported_with_both),
		STORE_TESTS(the_same_figure_again_is_unchanged),
		STORE_TESTS(a_figure_that_is_withdrawn_is_a_revision_too),
		STORE_TESTS(a_line_twice_in_a_file_is_set_aside_and_changes_no_target),
		STORE_TESTS(a_previous_figure_unlike_the_one_reported_is_found),
		STORE_TESTS(one_reference_with_two_titles_is_two_indicators),
		STORE_TESTS(titles_that_turn_out_to_be_one_share_their_figures),
		STORE_TESTS(what_an_officer_stated_is_not_changed_by_a_file),
		STORE_TESTS(a_corrected_file_corrects_the_target_it_brought),
		STORE_TESTS(a_break_that_came_with_a_line_is_kept),
		STORE_TESTS(a_year_and_its_quarters_keep_their_own_targets),
		STORE_TESTS(targets_of_growing_periods_each_hold_for_their_own_step),
		STORE_TESTS(a_rule_that_came_as_a_tolerance_is_kept_as_a_sentence),
		STORE_TESTS(a_target_without_a_date_cannot_displace_another),
		STORE_TESTS(scorecards_and_sections_come_with_the_lines),
		STORE_TESTS(sections_without_a_scorecard_place_only_what_stands_in_none),
		STORE_TESTS(lines_that_belong_to_nobody_are_refused_and_nothing_is_kept),
		STORE_TESTS(each_delivery_and_revision_stands_in_the_audit_chain),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
