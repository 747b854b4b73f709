#include "case_file.h"
#include "given.h"

#include "judge/claims.h"

static void check_words(const struct case_line *line)
{
	struct str input = line->input;
	struct str before = case_take(&input, STR("text="));
	struct given given;
	struct judgement judgement;
	given_read(before, &given);
	judge_line(&given.line, &given.settings, &judgement);

	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	auto_buf rules = buf_init(1024);
	judge_check_words(&given.line, &judgement, STR("why"), str_trim(input), &findings);
	for (size_t i = 0; i < findings.count; i++)
		buf_format(&rules, "%s%s", i ? " " : "", findings.items[i].rule);
	if (!str_equal(buf_view(&rules), line->answers[0]))
		fail_msg("row %d: got '%.*s' (%.*s)", line->row, STR_ARGS(buf_view(&rules)),
		         STR_ARGS(findings.count ? findings.items[0].message : STR("")));
}

static void contradictions_are_queried_and_true_words_are_not(void **state)
{
	(void)state;
	case_file_run("judge/words.case", check_words);
}

static struct str only_message(const char *words, const char *text, struct arena *arena)
{
	struct given given;
	struct judgement judgement = given_judged(words, &given);
	struct finding_list findings = { .arena = arena };
	given.line.commentary.why = str_of(text);
	given.line.row = 7;
	judge_check_commentary(&given.line, &judgement, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].severity, FINDING_WARNING);
	assert_int_equal(findings.items[0].row, 7);
	assert_text(findings.items[0].column, "why");
	return findings.items[0].message;
}

static void the_query_quotes_the_words_and_says_what_is_so(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	assert_text(only_message("unit=%; good=low; value=1.8; target=5",
	                         "This is 'above' a 5% target.", &arena),
	            "the text says \"above' a 5% target\", but 1.8% is below, which is better "
	            "than, the target 5%");
	assert_text(only_message("unit=%; good=high; period=2018-19; value=88.2; previous=85.2; "
	                         "previous_period=2017-18", "It is lower than last year.", &arena),
	            "the text says \"lower than last year\", but 88.2% is higher than 85.2%, the "
	            "figure of last year");
}

static void last_periods_text_unchanged_is_queried(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct given given;
	given_read(STR("unit=%"), &given);
	judge_check_repeated(&given.line, STR("why"), STR("Staff left."), STR("Staff left. "),
	                     &findings);
	assert_int_equal(findings.count, 1);
	judge_check_repeated(&given.line, STR("why"), STR("Staff left."), STR("Staff came."),
	                     &findings);
	judge_check_repeated(&given.line, STR("why"), STR(""), STR(" "), &findings);
	assert_int_equal(findings.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contradictions_are_queried_and_true_words_are_not),
		cmocka_unit_test(the_query_quotes_the_words_and_says_what_is_so),
		cmocka_unit_test(last_periods_text_unchanged_is_queried),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
