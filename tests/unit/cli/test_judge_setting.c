#include "check.h"

#include "cli/judge_setting.h"

static void assert_settings_equal(const struct judge_settings *a, const struct judge_settings *b)
{
	assert_int_equal(ratio_compare(a->dead_band, b->dead_band), 0);
	assert_int_equal(a->judge_as_printed, b->judge_as_printed);
	assert_int_equal(a->unsure_is_no_change, b->unsure_is_no_change);
	assert_int_equal(ratio_compare(a->margin_share, b->margin_share), 0);
	assert_int_equal(a->small_denominator, b->small_denominator);
	assert_int_equal(a->one_case_below, b->one_case_below);
	assert_int_equal(a->completeness_floor, b->completeness_floor);
	assert_int_equal(a->has_move_limit, b->has_move_limit);
}

static void the_default_that_is_shown_is_the_one_that_judges(void **state)
{
	(void)state;
	const struct judge_settings defaults = judge_settings_default();
	for (const struct judge_setting *setting = judge_setting_list(); setting->key; setting++) {
		struct judge_settings settings = defaults;
		struct err err = { 0 };
		if (str_equal(str_of(setting->shown_default), STR("not set")))
			continue;
		assert_ok(judge_setting_apply(str_of(setting->key), str_of(setting->shown_default),
		                              &settings, &err), &err);
		assert_settings_equal(&settings, &defaults);
	}
}

static void each_setting_reaches_the_judging(void **state)
{
	(void)state;
	static const struct {
		const char *key, *value;
	} CHOSEN[] = {
		{ "judge.dead_band", "0.5" },          { "judge.as_printed", "yes" },
		{ "judge.unsure_is_no_change", "Yes" }, { "judge.margin_share", "1/4" },
		{ "judge.small_denominator", "30" },   { "judge.one_case_below", "50" },
		{ "judge.completeness_floor", " 90 " }, { "judge.move_limit", "10" },
		/* These judge nothing. */
		{ "record.source_order", "plan: cin > ssd; annex-a" },
		{ "comparator.statistic", "Median" }, { "comparator.neighbours", "2025" },
	};
	struct judge_settings settings = judge_settings_default();
	for (size_t i = 0; i < COUNT_OF(CHOSEN); i++) {
		struct err err = { 0 };
		assert_string_equal(judge_setting_list()[i].key, CHOSEN[i].key);
		assert_ok(judge_setting_apply(str_of(CHOSEN[i].key), str_of(CHOSEN[i].value),
		                              &settings, &err), &err);
	}
	assert_null(judge_setting_list()[COUNT_OF(CHOSEN)].key);
	assert_int_equal(ratio_compare(settings.move_limit, ratio_of(10, 1)), 0);
	assert_settings_equal(&settings, &(struct judge_settings){
		.dead_band = ratio_of(1, 2),
		.judge_as_printed = true,
		.unsure_is_no_change = true,
		.margin_share = ratio_of(1, 4),
		.small_denominator = 30,
		.one_case_below = 50,
		.completeness_floor = 90,
		.has_move_limit = true,
	});
}

static void a_value_that_cannot_be_is_refused_and_changes_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *key, *value, *said;
		enum status status;
	} REFUSED[] = {
		{ "record.source_order", "census",
		  "setting record.source_order: the order of sources: 'census' is no source; "
		  "expected ssd, extract, extract NAME, annex-a, cin or 903", E_INPUT },
		{ "comparator.statistic", "mode",
		  "setting comparator.statistic: 'mode' is neither mean nor median", E_INPUT },
		{ "comparator.neighbours", " ",
		  "setting comparator.neighbours: expected a list's name, a day, or today", E_INPUT },
		{ "judge.dead_band", "-1", "setting judge.dead_band: '-1' is below 0", E_INPUT },
		{ "judge.margin_share", "1/2",
		  "setting judge.margin_share: the edges of a band would meet; expected below 1/2",
		  E_INPUT },
		{ "judge.completeness_floor", "101",
		  "setting judge.completeness_floor: '101' is not possible here", E_INPUT },
		{ "judge.small_denominator", "-1",
		  "setting judge.small_denominator: '-1' is not possible here", E_INPUT },
		{ "judge.as_printed", "1", "setting judge.as_printed: '1' is neither yes nor no",
		  E_INPUT },
		{ "judge.nonsense", "1",
		  "there is no setting 'judge.nonsense'; 'outturn setting' lists them", E_MISSING },
	};
	const struct judge_settings defaults = judge_settings_default();
	for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
		struct judge_settings settings = defaults;
		struct err err = { 0 };
		assert_int_equal(judge_setting_apply(str_of(REFUSED[i].key),
		                                     str_of(REFUSED[i].value), &settings, &err),
		                 REFUSED[i].status);
		assert_string_equal(err.text, REFUSED[i].said);
		assert_settings_equal(&settings, &defaults);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_default_that_is_shown_is_the_one_that_judges),
		cmocka_unit_test(each_setting_reaches_the_judging),
		cmocka_unit_test(a_value_that_cannot_be_is_refused_and_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
