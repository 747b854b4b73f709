#include "case_file.h"
#include "given.h"

#include "judge/sentence.h"

enum { SENTENCE_MAX_BYTES = 4096 };

static void check_sentence(const struct case_line *line)
{
	struct given given;
	struct judgement judgement;
	given_read(line->input, &given);
	judge_line(&given.line, &given.settings, &judgement);
	auto_buf sentence = buf_init(SENTENCE_MAX_BYTES);
	judge_sentence(&given.line, &judgement, &given.settings, &sentence);
	if (!str_equal(buf_view(&sentence), line->answers[0]))
		fail_msg("row %d: got '%s'", line->row, sentence.bytes);
}

static void sentences_say_what_a_reader_needs(void **state)
{
	(void)state;
	case_file_run("judge/sentences.case", check_sentence);
}

/* The steps of an explanation, a line each. */
static void assert_explained(const char *words, const char *expected)
{
	struct given given;
	struct judgement judgement = given_judged(words, &given);
	auto_arena arena = { 0 };
	struct explanation explanation;
	judge_explain(&given.line, &judgement, &given.settings, &arena, &explanation);
	auto_buf text = buf_init(SENTENCE_MAX_BYTES);
	for (size_t i = 0; i < explanation.count; i++)
		buf_format(&text, "%.*s\n", STR_ARGS(explanation.steps[i]));
	assert_text(buf_view(&text), expected);
}

static void a_figure_that_prints_as_its_target_is_explained(void **state)
{
	(void)state;
	assert_explained("unit=%; good=high; counts=2699/3000; target=90%; "
	                 "rule=green within 0.01 points, amber within 5%",
	                 "Figure: 2,699 of 3,000, which is 89.9667, printed as 90.0%.\n"
	                 "Which way is good: high.\n"
	                 "Target: 90%.\n"
	                 "Rule: green within 0.01 points, amber within 5%.\n"
	                 "89.9667 is 0.0333 points below 90%.\n"
	                 "Green within 0.01 points: down to 89.99%.\n"
	                 "Amber within 5% of 90%, which is 4.5 points: down to 85.5%.\n"
	                 "Result: amber, within tolerance.\n"
	                 "It prints as 90.0%, which would be green; the exact figure is rated.\n"
	                 "Usual variation in counts of this size runs from 88.8 to 91.0, which "
	                 "reaches into another status.\n");
}

static void a_band_is_explained_with_its_margin(void **state)
{
	(void)state;
	assert_explained("unit=%; good=band; value=12.5; rule=band 12 to 18",
	                 "Figure: 12.5%, as stated; its counts were not given.\n"
	                 "Which way is good: inside the band, or close to the target.\n"
	                 "Rule: band 12 to 18, amber inside.\n"
	                 "12.5 is 0.5 points above 12%.\n"
	                 "The margin is 1, the council's setting, as the rule gives none.\n"
	                 "Green from 13% to 17%, amber to the edges at 12% and 18%, red outside.\n"
	                 "Result: amber, near the edge of the band.\n");
}

static void an_improvement_is_explained_with_the_earlier_figure(void **state)
{
	(void)state;
	assert_explained("unit=%; good=high; counts=16/27; target=75; last_year_counts=9/19; "
	                 "rule=amber if better than last year; stated=Red",
	                 "Figure: 16 of 27, which is 59.2593, printed as 59.3%.\n"
	                 "Which way is good: high.\n"
	                 "Target: 75%.\n"
	                 "Rule: amber if better than last year.\n"
	                 "59.2593 is 15.7407 points below 75%.\n"
	                 "The figure of last year was 47.4%.\n"
	                 "Result: amber, missed but improving.\n"
	                 "The source says Red, which differs.\n"
	                 "Usual variation in counts of this size runs from 40.7 to 75.5, which "
	                 "reaches into another status.\n");
}

static void a_target_that_the_rule_does_not_use_is_told_as_such(void **state)
{
	(void)state;
	assert_explained("unit=%; good=high; value=56; target=60; england=57; "
	                 "rule=target is england, amber within 1 point",
	                 "Figure: 56%, as stated; its counts were not given.\n"
	                 "Which way is good: high.\n"
	                 "Target: 60%, which the rule does not use.\n"
	                 "The figure is held against that of England: 57%.\n"
	                 "Rule: target is england, amber within 1 point.\n"
	                 "56 is 1 point below 57%.\n"
	                 "Amber within 1 point: down to 56%.\n"
	                 "Result: amber, within tolerance.\n");
	assert_explained("unit=%; good=high; value=50; last_year=44; "
	                 "rule=green if better than last year",
	                 "Figure: 50%, as stated; its counts were not given.\n"
	                 "Which way is good: high.\n"
	                 "The figure is held against our own of last year: 44%.\n"
	                 "Rule: green if better than last year, no amber.\n"
	                 "50 is 6 points above 44%.\n"
	                 "The figure of last year was 44%.\n"
	                 "Result: green, improving.\n");
}

static void a_line_without_a_status_is_explained(void **state)
{
	(void)state;
	assert_explained("unit=%; good=high; value=50; target=soon; stated=Green",
	                 "Figure: 50%, as stated; its counts were not given.\n"
	                 "Which way is good: high.\n"
	                 "Target: soon.\n"
	                 "Rule: none was given, so green when the target is met, red when not.\n"
	                 "Result: no status (not understood): the target or rule was not "
	                 "understood.\n");
	assert_explained("unit=%; good=high; target=60; stated=Amber",
	                 "Figure: none.\n"
	                 "Which way is good: high.\n"
	                 "Target: 60%.\n"
	                 "Rule: none was given, so green when the target is met, red when not.\n"
	                 "Result: no figure was given; the source's own status, Amber, is printed "
	                 "as stated.\n");
}

static void target_and_comparator_that_disagree_are_told(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgement = given_judged(
		"unit=%; good=low; value=16; target=14; neighbours=21.5; region=20.7; england=20.2",
		&given);
	assert_true(judge_has_conflict(&judgement));
	auto_buf words = buf_init(SENTENCE_MAX_BYTES);
	judge_conflict_words(&given.line, &judgement, &words);
	assert_text(buf_view(&words),
	            "misses its target (14%) but is better than statistical neighbours (21.5%), "
	            "the region (20.7%) and England (20.2%)");

	judgement = given_judged("unit=%; good=high; value=80; target=75; england=85; region=70",
	                         &given);
	buf_clear(&words);
	judge_conflict_words(&given.line, &judgement, &words);
	assert_text(buf_view(&words), "meets its target (75%) but is worse than England (85%)");

	judgement = given_judged("unit=%; good=high; value=60; target=75; neighbours=70; "
	                         "england=55; rule=target is neighbours", &given);
	buf_clear(&words);
	judge_conflict_words(&given.line, &judgement, &words);
	assert_text(buf_view(&words), "misses its target, statistical neighbours (70%), but is "
	                              "better than England (55%)");

	/* Missed by so little that it is green. */
	judgement = given_judged("unit=%; good=high; value=74; target=75; england=70; "
	                         "rule=green within 5%", &given);
	assert_int_equal(judgement.rating, RATING_GREEN);
	assert_false(judge_has_conflict(&judgement));

	judgement = given_judged("unit=%; good=high; value=80; target=75; england=75", &given);
	assert_false(judge_has_conflict(&judgement));
	buf_clear(&words);
	judge_conflict_words(&given.line, &judgement, &words);
	assert_int_equal(words.len, 0);
}

static void a_comparator_of_another_year_prints_its_year(void **state)
{
	(void)state;
	struct given given;
	given_read(STR("unit=%; good=low; period=2018-19; value=16; england=20.2"), &given);
	given.line.comparators[COMPARATOR_ENGLAND].period = period_read(STR("2017-18"));
	struct judgement judgement;
	judge_line(&given.line, &given.settings, &judgement);
	auto_buf words = buf_init(SENTENCE_MAX_BYTES);
	judge_comparator_words(&given.line, &judgement, COMPARATOR_ENGLAND, &words);
	assert_text(buf_view(&words), "below, which is better than, England (20.2%, 2017-18)");
	assert_true(judgement.comparators[COMPARATOR_ENGLAND].is_other_period);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_say_what_a_reader_needs),
		cmocka_unit_test(a_figure_that_prints_as_its_target_is_explained),
		cmocka_unit_test(a_band_is_explained_with_its_margin),
		cmocka_unit_test(an_improvement_is_explained_with_the_earlier_figure),
		cmocka_unit_test(a_target_that_the_rule_does_not_use_is_told_as_such),
		cmocka_unit_test(a_line_without_a_status_is_explained),
		cmocka_unit_test(target_and_comparator_that_disagree_are_told),
		cmocka_unit_test(a_comparator_of_another_year_prints_its_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
