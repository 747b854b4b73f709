#include "given.h"

#include "base/buf.h"
#include "judge/attention.h"
#include "judge/headline.h"

/* Judgements with nothing but a colour and a state. */
static size_t fill(struct judgement *out, size_t green, size_t amber, size_t red,
                   enum state unrated, size_t unrated_count)
{
	size_t count = 0;
	const size_t wanted[RATING_COUNT] = { unrated_count, green, amber, red };
	for (int rating = 0; rating < RATING_COUNT; rating++) {
		for (size_t i = 0; i < wanted[rating]; i++)
			out[count++] = (struct judgement){
				.rating = (enum rating)rating,
				.state = rating == RATING_NONE ? unrated : STATE_RATED,
				.words = "",
			};
	}
	return count;
}

static void assert_sentence(const struct judgement *judgements, size_t count,
                            enum headline_of of, const char *expected)
{
	struct headline headline = headline_count(judgements, count);
	auto_buf sentence = buf_init(1024);
	headline_sentence(&headline, of, &sentence);
	assert_text(buf_view(&sentence), expected);
}

static void kents_counts_come_from_one_denominator(void **state)
{
	(void)state;
	struct judgement judgements[64];
	size_t count = fill(judgements, 17, 11, 10, STATE_NO_TARGET, 0); /* 2023-24 Q4 */
	assert_sentence(judgements, count, HEADLINE_OF_RATED,
	                "Of 38 rated indicators, 17 are green (45%), 11 amber (29%) and 10 red "
	                "(26%).");
}

static void rounding_that_misses_a_hundred_is_said(void **state)
{
	(void)state;
	struct judgement judgements[64];
	size_t count = fill(judgements, 36, 4, 11, STATE_NO_TARGET, 0); /* Medway 2010-11 Q3 */
	assert_sentence(judgements, count, HEADLINE_OF_RATED,
	                "Of 51 rated indicators, 36 are green (71%), 4 amber (8%) and 11 red "
	                "(22%). Percentages are rounded and add to 101.");
}

static void each_denominator_says_what_it_is_of(void **state)
{
	(void)state;
	struct judgement judgements[64];
	size_t count = fill(judgements, 38, 2, 6, STATE_LATE, 4); /* Havering 2013-14 Q4 */
	struct headline headline = headline_count(judgements, count);
	assert_int_equal(headline.all, 50);
	assert_int_equal(headline.rated, 46);
	assert_int_equal(headline.due, 50); /* a late one was due */
	assert_int_equal(headline.states[STATE_LATE], 4);
	assert_int_equal(headline_percent(&headline, RATING_GREEN, HEADLINE_OF_RATED), 83);
	assert_int_equal(headline_percent(&headline, RATING_GREEN, HEADLINE_OF_ALL), 76);
	assert_sentence(judgements, count, HEADLINE_OF_ALL,
	                "Of 50 indicators, 38 are green (76%), 2 amber (4%) and 6 red (12%); 4 of "
	                "all 50 have no status.");
	count = fill(judgements, 1, 0, 0, STATE_ANNUAL, 3);
	assert_sentence(judgements, count, HEADLINE_OF_DUE,
	                "Of 1 due indicator, 1 is green (100%), 0 amber (0%) and 0 red (0%); 3 of "
	                "all 4 have no status.");
}

static void nothing_rated_has_no_percentages(void **state)
{
	(void)state;
	struct judgement judgements[4];
	size_t count = fill(judgements, 0, 0, 0, STATE_NO_TARGET, 2);
	struct headline headline = headline_count(judgements, count);
	assert_int_equal(headline_percent(&headline, RATING_RED, HEADLINE_OF_RATED), -1);
	assert_sentence(judgements, count, HEADLINE_OF_RATED, "No indicator is rated.");
}

static void last_periods_counts_come_from_the_same_lines(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgements[] = {
		given_judged("unit=%; good=high; value=80; target=75; previous=70", &given),
		given_judged("unit=%; good=high; value=70; target=75; previous=76", &given),
		given_judged("unit=%; good=high; value=70; target=75", &given),
	};
	struct headline now = headline_count(judgements, 3);
	struct headline then = headline_count_previous(judgements, 3, COMPARED_LAST_PERIOD, NULL);
	assert_int_equal(now.ratings[RATING_GREEN], 1);
	assert_int_equal(now.ratings[RATING_RED], 2);
	assert_int_equal(then.ratings[RATING_GREEN], 1);
	assert_int_equal(then.ratings[RATING_RED], 1);
	assert_int_equal(then.rated, 2);
	assert_int_equal(then.by_todays_target, 2);
	assert_int_equal(then.all, 3);
}

static void counts_of_an_earlier_time_hold_none_of_another(void **state)
{
	(void)state;
	struct given given;
	struct judgement judgements[] = {
		given_judged("unit=%; good=high; period=2013-14 Q3; value=80; target=75; "
		             "previous=70; previous_period=2013-14 Q2", &given),
		given_judged("unit=%; good=high; period=2013-14 Q3; target=75; "
		             "previous=70; previous_period=2013-14 Q2", &given),
		given_judged("unit=%; good=high; period=2013-14 Q3; value=80; target=75; "
		             "previous=70; previous_period=2012-13 Q3", &given),
		given_judged("unit=%; good=high; period=2013-14 Q3; value=80; target=75; "
		             "previous=70; previous_period=2011-12 Q3", &given),
		given_judged("unit=%; good=high; period=2013-14 Q3; value=80; target=75; "
		             "previous=70; previous_period=2011-12 Q1", &given),
	};
	size_t count = COUNT_OF(judgements);
	struct period then = period_read(STR("2011-12 Q3"));
	struct headline last = headline_count_previous(judgements, count, COMPARED_LAST_PERIOD,
	                                               NULL);
	assert_int_equal(last.ratings[RATING_RED], 2);
	assert_int_equal(last.rated, 2);
	assert_int_equal(last.by_todays_target, 2);
	assert_int_equal(last.all, 5);
	struct headline year = headline_count_previous(judgements, count, COMPARED_LAST_YEAR,
	                                               NULL);
	assert_int_equal(year.rated, 1);
	struct headline older = headline_count_previous(judgements, count, COMPARED_EARLIER,
	                                                &then);
	assert_int_equal(older.rated, 1);
}

static void what_needs_attention_comes_in_order(void **state)
{
	(void)state;
	static const char *const WORDS[] = {
		"unit=%; good=high; value=80; target=75; previous=70",           /* 0 doing well */
		"unit=%; good=high; value=70; target=75; previous=60",           /* 1 red, rising */
		"unit=%; good=high; counts=793/1211; target=75; previous_counts=1009/1211", /* 2 */
		"unit=%; good=high; value=74; target=75; rule=amber within 5 points; previous=73",
		"unit=%; good=high; value=74; target=75; rule=amber within 5 points", /* 4 quiet */
		"unit=%; good=high; target=75",                                  /* 5 late */
		"unit=%; good=high; value=80; target=75; stated=Red",            /* 6 differs */
		"unit=%; good=high; counts=16/27; target=50; last_year_counts=9/19", /* 7 unsure */
	};
	enum { COUNT = COUNT_OF(WORDS) };
	struct given given[COUNT];
	struct line lines[COUNT];
	struct judgement judgements[COUNT];
	for (size_t i = 0; i < COUNT; i++) {
		judgements[i] = given_judged(WORDS[i], &given[i]);
		lines[i] = given[i].line;
	}
	auto_arena arena = { 0 };
	struct attention attention;
	attention_sort(lines, judgements, COUNT, &arena, &attention);

	static const size_t NEEDS[] = { 2, 1, 3, 6, 5 };
	static const size_t CHANGED[] = { 2, 0, 1, 3 };
	static const size_t WELL[] = { 0, 7 };
	assert_int_equal(attention.needs_count, COUNT_OF(NEEDS));
	assert_memory_equal(attention.needs, NEEDS, sizeof(NEEDS));
	assert_int_equal(attention.changed_count, COUNT_OF(CHANGED));
	assert_memory_equal(attention.changed, CHANGED, sizeof(CHANGED));
	assert_int_equal(attention.well_count, COUNT_OF(WELL));
	assert_memory_equal(attention.well, WELL, sizeof(WELL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kents_counts_come_from_one_denominator),
		cmocka_unit_test(rounding_that_misses_a_hundred_is_said),
		cmocka_unit_test(each_denominator_says_what_it_is_of),
		cmocka_unit_test(nothing_rated_has_no_percentages),
		cmocka_unit_test(last_periods_counts_come_from_the_same_lines),
		cmocka_unit_test(counts_of_an_earlier_time_hold_none_of_another),
		cmocka_unit_test(what_needs_attention_comes_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
