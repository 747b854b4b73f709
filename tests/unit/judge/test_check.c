#include "case_file.h"
#include "given.h"

#include "judge/check.h"

static void check_line(const struct case_line *line)
{
	static const char *const MARKS[FINDING_SEVERITY_COUNT] = { "?", "", "!" };
	struct given given;
	struct judgement judgement;
	given_read(line->input, &given);
	judge_line(&given.line, &given.settings, &judgement);

	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	auto_buf rules = buf_init(1024);
	judge_check_line(&given.line, &judgement, &findings);
	for (size_t i = 0; i < findings.count; i++)
		buf_format(&rules, "%s%s%s", i ? " " : "", findings.items[i].rule,
		           MARKS[findings.items[i].severity]);
	if (!str_equal(buf_view(&rules), line->answers[0]))
		fail_msg("row %d: got '%.*s'", line->row, STR_ARGS(buf_view(&rules)));
}

static void doubtful_entries_are_found_and_sound_ones_are_not(void **state)
{
	(void)state;
	case_file_run("judge/checks.case", check_line);
}

static void a_finding_names_file_row_column_and_indicator(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct given given;
	given_read(STR("title=Repeat referrals; unit=%; good=low; counts=28/27"), &given);
	given.line.file = STR("q3.csv");
	given.line.row = 12;
	struct judgement judgement;
	judge_line(&given.line, &given.settings, &judgement);
	judge_check_line(&given.line, &judgement, &findings);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0].file, "q3.csv");
	assert_int_equal(findings.items[0].row, 12);
	assert_text(findings.items[0].column, "numerator");
	assert_text(findings.items[0].subject, "Repeat referrals");
	assert_text(findings.items[0].message,
	            "28 of 27: a part cannot be larger than the whole; expected the numerator to "
	            "be at most the denominator");
}

static void a_stated_figure_that_its_counts_do_not_make_is_found(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct given given;
	given_read(STR("unit=%; good=high; counts=16/27"), &given);
	given.line.value.has_stated = true;
	given.line.value.stated = ratio_of(655, 10);
	given.line.value.stated_decimals = 1;
	struct judgement judgement;
	judge_line(&given.line, &given.settings, &judgement);
	judge_check_line(&given.line, &judgement, &findings);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0].message,
	            "65.5% is stated, but 16 of 27 makes 59.3%; the counts are used");
}

/* A rate as Slough printed it: the figure and its count, no population. */
static void give_rate(struct given *given, const char *title, const char *rate, int64_t count)
{
	given_read(STR("unit=rate per 10,000; period=2017-18"), given);
	given->indicator.title = str_of(title);
	given->line.authority = STR("Slough");
	enum absence absence;
	assert_int_equal(value_read_cell(str_of(rate), &given->line.value, &absence, NULL), OK);
	given->line.value.has_numerator = true;
	given->line.value.numerator = count;
}

static void sloughs_tenfold_slip_is_found_by_its_other_rate(void **state)
{
	(void)state;
	struct given contacts, referrals;
	give_rate(&contacts, "Contacts per 10,000", "232.9", 9645);
	give_rate(&referrals, "Referrals per 10,000", "381.5", 1580);
	struct line lines[] = { contacts.line, referrals.line };

	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	judge_check_scorecard(lines, 2, &findings);
	/* Two rates alone cannot tell which of them slipped: both are queried. */
	assert_int_equal(findings.count, 2);
	assert_text(findings.items[0].subject, "Referrals per 10,000");
	assert_text(findings.items[1].subject, "Contacts per 10,000");
	assert_text(findings.items[1].message,
	            "9645 at 232.9 per 10,000 implies a population of about 414126, but 'Referrals "
	            "per 10,000' implies 41415, 10 times less; did a digit slip in one of them?");
}

static void with_a_third_rate_only_the_slipped_one_is_queried(void **state)
{
	(void)state;
	struct given contacts, referrals, plans;
	give_rate(&contacts, "Contacts per 10,000", "232.9", 9645);
	give_rate(&referrals, "Referrals per 10,000", "381.5", 1580);
	give_rate(&plans, "Plans per 10,000", "48.3", 200);
	struct line lines[] = { plans.line, contacts.line, referrals.line };

	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	judge_check_scorecard(lines, 3, &findings);
	assert_int_equal(findings.count, 1);
	assert_text(findings.items[0].subject, "Contacts per 10,000");
}

static void populations_of_other_years_and_sizes_are_let_be(void **state)
{
	(void)state;
	struct given contacts, referrals, offenders;
	give_rate(&contacts, "Contacts per 10,000", "232.9", 9645);
	give_rate(&referrals, "Referrals per 10,000", "381.5", 1580);
	give_rate(&offenders, "Young offenders per 10,000", "100", 200); /* aged 10 to 17 */
	contacts.line.period = period_read(STR("2016-17"));
	struct line lines[] = { contacts.line, referrals.line, offenders.line };

	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	judge_check_scorecard(lines, 3, &findings);
	judge_check_scorecard(lines, 0, &findings);
	assert_int_equal(findings.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doubtful_entries_are_found_and_sound_ones_are_not),
		cmocka_unit_test(a_finding_names_file_row_column_and_indicator),
		cmocka_unit_test(a_stated_figure_that_its_counts_do_not_make_is_found),
		cmocka_unit_test(sloughs_tenfold_slip_is_found_by_its_other_rate),
		cmocka_unit_test(with_a_third_rate_only_the_slipped_one_is_queried),
		cmocka_unit_test(populations_of_other_years_and_sizes_are_let_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
