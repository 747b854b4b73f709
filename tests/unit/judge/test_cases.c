/* The case files of tests/cases/judge: see given.h for their words. */
#include "case_file.h"
#include "given.h"

#include "judge/sentence.h"

static const char *or_empty(const char *word)
{
	return word[0] ? word : "empty";
}

static void assert_answer(const struct case_line *line, size_t answer, const char *got)
{
	if (!str_equal(line->answers[answer], str_of(got)))
		fail_msg("row %d: got '%s', expected '%.*s'", line->row, got,
		         STR_ARGS(line->answers[answer]));
}

static void judged(const struct case_line *line, struct given *given,
                   struct judgement *judgement)
{
	given_read(line->input, given);
	judge_line(&given->line, &given->settings, judgement);
}

static void check_rating(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	judged(line, &given, &judgement);
	assert_answer(line, 0, or_empty(rating_word(judgement.rating)));
	assert_answer(line, 1, state_word(judgement.state));
	assert_answer(line, 2, judgement.words);
}

static void check_status(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	judged(line, &given, &judgement);
	assert_answer(line, 0, rating_word(judgement.rating));
}

static void check_change(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	judged(line, &given, &judgement);
	auto_buf words = buf_init(4096);
	judge_change_words(&given.line, &judgement.change, &given.settings, &words);
	assert_answer(line, 0, or_empty(direction_word(judgement.change.direction)));
	assert_answer(line, 1, certainty_word(judgement.change.certainty));
	assert_answer(line, 2, compared_word(judgement.change.with));
	assert_answer(line, 3, words.len ? words.bytes : "");
}

static void check_bracknell_rating(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	given_read(line->input, &given);
	struct str rule = STR("green within 5%, amber within 10%");
	assert_int_equal(rule_read(rule, &given.line.rule, NULL), OK);
	judge_line(&given.line, &given.settings, &judgement);
	assert_answer(line, 0, rating_word(judgement.rating));
	assert_answer(line, 1, judgement.stated_differs ? "differs" : "agrees");
}

static void check_bracknell_trend(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	judged(line, &given, &judgement);
	assert_answer(line, 0, direction_word(judgement.change.plain));
	assert_answer(line, 1, direction_word(judgement.change.direction));
}

static void every_rule_rates_at_inside_and_outside_its_edges(void **state)
{
	(void)state;
	case_file_run("judge/ratings.case", check_rating);
}

static void the_tables_of_the_rules_page_hold(void **state)
{
	(void)state;
	case_file_run("judge/rules-page.case", check_status);
}

static void every_change_is_named_with_its_certainty(void **state)
{
	(void)state;
	case_file_run("judge/changes.case", check_change);
}

static void all_but_two_ratings_of_bracknell_forest_follow(void **state)
{
	(void)state;
	case_file_run("judge/bracknell-ratings.case", check_bracknell_rating);
}

static void every_trend_word_of_bracknell_forest_follows(void **state)
{
	(void)state;
	case_file_run("judge/bracknell-trends.case", check_bracknell_trend);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_rates_at_inside_and_outside_its_edges),
		cmocka_unit_test(the_tables_of_the_rules_page_hold),
		cmocka_unit_test(every_change_is_named_with_its_certainty),
		cmocka_unit_test(all_but_two_ratings_of_bracknell_forest_follow),
		cmocka_unit_test(every_trend_word_of_bracknell_forest_follows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
