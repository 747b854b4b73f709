#include "check.h"

#include "figure/line.h"

static void stated_text_is_kept_whether_read_or_not(void **state)
{
	(void)state;
	struct stated_status stated;
	assert_int_equal(stated_status_read(STR(" Amber/Green "), &stated, NULL), E_INPUT);
	assert_false(stated.is_given);
	assert_int_equal(stated.rating, RATING_NONE);
	assert_text(stated.text, "Amber/Green");
	assert_int_equal(stated_status_read(STR("Red - off target"), &stated, NULL), OK);
	assert_true(stated.is_given);
	assert_text(stated.text, "Red - off target");
	assert_int_equal(stated_status_read(STR("-"), &stated, NULL), OK);
	assert_false(stated.is_given);
}

static void an_indicator_is_named_by_reference_or_title(void **state)
{
	(void)state;
	struct indicator indicator = { .ref = STR("NI59"), .title = STR("Assessments in time") };
	assert_text(indicator_name(&indicator), "NI59");
	indicator.ref = STR("");
	assert_text(indicator_name(&indicator), "Assessments in time");
}

static void words_read_back_to_what_they_name(void **state)
{
	(void)state;
	for (int i = 0; i < FREQUENCY_COUNT; i++) {
		enum frequency found = FREQUENCY_COUNT;
		assert_true(frequency_read(str_of(frequency_word((enum frequency)i)), &found));
		assert_int_equal(found, i);
	}
	for (int i = 0; i < INFLUENCE_COUNT; i++) {
		enum influence found = INFLUENCE_COUNT;
		assert_true(influence_read(str_of(influence_word((enum influence)i)), &found));
		assert_int_equal(found, i);
	}
	for (int i = 0; i < CONFIDENCE_COUNT; i++) {
		enum confidence found = CONFIDENCE_COUNT;
		assert_true(confidence_read(str_of(confidence_word((enum confidence)i)), &found));
		assert_int_equal(found, i);
	}
}

static void an_unknown_word_is_not_said(void **state)
{
	(void)state;
	enum frequency frequency = FREQUENCY_ANNUAL;
	enum influence influence = INFLUENCE_OURS;
	enum confidence confidence = CONFIDENCE_FINAL;
	assert_false(frequency_read(STR("daily"), &frequency));
	assert_false(influence_read(STR("theirs"), &influence));
	assert_false(confidence_read(STR("guessed"), &confidence));
	assert_int_equal(frequency, FREQUENCY_NOT_SAID);
	assert_int_equal(influence, INFLUENCE_NOT_SAID);
	assert_int_equal(confidence, CONFIDENCE_NOT_SAID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stated_text_is_kept_whether_read_or_not),
		cmocka_unit_test(an_indicator_is_named_by_reference_or_title),
		cmocka_unit_test(words_read_back_to_what_they_name),
		cmocka_unit_test(an_unknown_word_is_not_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
