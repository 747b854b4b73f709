#include "check.h"

#include "golden.h"
#include "render/axis.h"
#include "render/chart.h"

static bool holds(struct picture picture, const char *text)
{
	return strstr(picture.svg.ptr, text) != NULL;
}

static size_t count_of(struct picture picture, const char *text)
{
	size_t count = 0;
	for (const char *at = picture.svg.ptr; (at = strstr(at, text)); at++)
		count++;
	return count;
}

static struct doc_chart level(struct doc_point *now)
{
	return (struct doc_chart){
		.kind = DOC_CHART_LEVEL,
		.title = STR("NI 61: level"),
		.description = STR("59.3%, the interval runs from 40.7 to 75.5"),
		.unit = STR("%"),
		.has_axis = true,
		.axis_max = 100,
		.points = now,
		.point_count = 1,
		.comparators = { { DOC_SYMBOL_ENGLAND, STR("71.0%"), 71.0 },
		                 { DOC_SYMBOL_NEIGHBOURS, STR("70.0%"), 70.0 } },
		.comparator_count = 2,
	};
}

static struct doc_point adoption(void)
{
	return (struct doc_point){
		.label = STR("2013-14 Q3"),
		.text = STR("59.3%"),
		.value = 1600 / 27.0,
		.has_interval = true,
		.low = 40.7,
		.high = 75.5,
		.has_target = true,
		.target_low = 75,
		.target_high = 75,
		.target_text = STR("75%"),
	};
}

static void a_level_shows_figure_interval_target_and_comparators(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point now = adoption();
	struct doc_chart chart = level(&now);
	assert_golden("render/level.svg", chart_draw(&chart, STR("ni-61"), &arena).svg);
}

static void a_chart_says_in_words_what_it_shows(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point now = adoption();
	struct doc_chart chart = level(&now);
	chart.title = STR("Plans < 2 \"years\" & more");
	struct picture picture = chart_draw(&chart, STR("c1"), &arena);
	assert_true(holds(picture, "role=\"img\" aria-labelledby=\"c1-title c1-desc\""));
	assert_true(holds(picture, "<title id=\"c1-title\">Plans &lt; 2 &quot;years&quot; &amp; "
	                           "more</title>"));
	assert_true(holds(picture, "<desc id=\"c1-desc\">59.3%"));
	assert_int_equal(picture.width, 104);
	assert_int_equal(picture.height, 34);
}

static void comparators_close_together_have_letters_apart(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point now = adoption();
	struct doc_chart chart = level(&now);
	struct picture picture = chart_draw(&chart, STR("c1"), &arena);
	/* 70 and 71 of 100 lie 0.92 pixels apart, their letters 9. */
	assert_true(holds(picture, "x=\"70.4\" y=\"11\""));
	assert_true(holds(picture, "x=\"79.4\" y=\"11\""));
	assert_true(strstr(picture.svg.ptr, ">n<") < strstr(picture.svg.ptr, ">E<"));
}

static struct doc_chart spark(struct doc_point *points, size_t count)
{
	return (struct doc_chart){
		.kind = DOC_CHART_SPARK,
		.title = STR("Reviews"),
		.description = STR("From 1 to 4"),
		.points = points,
		.point_count = count,
	};
}

static void a_missing_period_is_a_gap_and_a_break_is_not_bridged(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point points[6] = { 0 };
	for (size_t i = 0; i < COUNT_OF(points); i++) {
		points[i].text = STR("x");
		points[i].value = (double)i;
	}
	struct doc_chart chart = spark(points, COUNT_OF(points));
	struct picture whole = chart_draw(&chart, STR("a"), &arena);
	assert_int_equal(count_of(whole, "<line"), 5);
	points[2].is_missing = true;
	points[5].has_break_before = true;
	struct picture broken = chart_draw(&chart, STR("a"), &arena);
	/* 0-1 and 3-4 are joined; one dotted line; the cross is two strokes. */
	assert_int_equal(count_of(broken, "stroke=\"#0b0c0c\" stroke-width=\"1.8\""), 2);
	assert_int_equal(count_of(broken, "stroke-dasharray=\"1.5 3\""), 1);
	assert_int_equal(count_of(broken, "<line"), 5);
	assert_golden("render/spark.svg", broken.svg);
}

static void a_series_without_any_figure_is_drawn_as_gaps(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point points[2] = {
		{ .text = STR("not given"), .is_missing = true, .label = STR("2017") },
		{ .text = STR("not given"), .is_missing = true, .label = STR("2018") },
	};
	struct doc_chart chart = spark(points, COUNT_OF(points));
	assert_int_equal(count_of(chart_draw(&chart, STR("a"), &arena), "<circle"), 0);
	chart.kind = DOC_CHART_TREND;
	assert_int_equal(count_of(chart_draw(&chart, STR("a"), &arena), "<circle"), 0);
}

static void a_provisional_figure_is_hollow(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct doc_point now = adoption();
	struct doc_chart chart = level(&now);
	assert_false(holds(chart_draw(&chart, STR("a"), &arena), "fill=\"#ffffff\""));
	now.is_provisional = true;
	assert_true(holds(chart_draw(&chart, STR("a"), &arena), "fill=\"#ffffff\""));
}

static void a_trend_has_axes_targets_notes_and_breaks(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	static const double VALUES[] = { 78, 80, 85, 76, 65.5 };
	struct doc_point points[5] = { 0 };
	for (size_t i = 0; i < COUNT_OF(points); i++) {
		points[i].label = arena_format(&arena, "2013-14 Q%zu", i + 1);
		points[i].text = arena_format(&arena, "%.1f%%", VALUES[i]);
		points[i].value = VALUES[i];
		points[i].has_target = true;
		points[i].target_low = points[i].target_high = i < 2 ? 80 : 90;
		points[i].target_text = i < 2 ? STR("80%") : STR("90%");
	}
	points[2].has_break_before = true;
	points[2].break_words = STR("definition changed");
	points[3].note = STR("a grant ended");
	struct doc_chart chart = spark(points, COUNT_OF(points));
	chart.kind = DOC_CHART_TREND;
	chart.unit = STR("%");
	struct picture trend = chart_draw(&chart, STR("t"), &arena);
	static const char *const WORDS[] = { ">definition changed<", ">a grant ended<", ">target<",
		                             ">80%<", ">90%<", ">65.5%<", ">Q3<", ">2013-14<" };
	for (size_t i = 0; i < COUNT_OF(WORDS); i++)
		if (!holds(trend, WORDS[i]))
			fail_msg("the trend does not say %s", WORDS[i]);
	assert_golden("render/trend.svg", trend.svg);
	struct picture narrow = chart_draw_narrow(&chart, STR("t"), &arena);
	assert_int_equal(narrow.width, 260);
}

static void axis_labels_are_round_and_say_all_their_decimals(void **state)
{
	(void)state;
	assert_float_equal(axis_step(0, 100, 4), 50, 1e-9);
	assert_float_equal(axis_step(0, 100, 5), 20, 1e-9);
	assert_float_equal(axis_step(65, 90, 4), 10, 1e-9);
	assert_int_equal(axis_decimals(20), 0);
	assert_int_equal(axis_decimals(1), 0);
	assert_int_equal(axis_decimals(axis_step(0, 1, 5)), 1);
	assert_int_equal(axis_decimals(axis_step(0, 0.04, 4)), 2);
}

static void a_level_without_an_axis_of_its_own_leaves_room_at_its_ends(void **state)
{
	(void)state;
	struct doc_point now = { .text = STR("10"), .value = 10 };
	struct doc_chart chart = level(&now);
	chart.has_axis = false;
	double min, max;
	axis_range(&chart, &min, &max); /* 10 to the 71 of England */
	assert_float_equal(min, 10 - 61 * 0.12, 1e-9);
	assert_float_equal(max, 71 + 61 * 0.12, 1e-9);
	chart.comparator_count = 0;
	axis_range(&chart, &min, &max);
	assert_true(min < 10 && max > 10);
}

static void marks_draw_their_face(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	for (enum doc_mark mark = DOC_MARK_NONE + 1; mark < DOC_MARK_COUNT; mark++) {
		struct picture picture = chart_draw_mark(mark, &arena);
		assert_true(holds(picture, doc_mark_face(mark)->path));
		assert_true(holds(picture, "aria-hidden=\"true\""));
	}
	for (enum doc_symbol symbol = 0; symbol < DOC_SYMBOL_COUNT; symbol++)
		assert_true(holds(chart_draw_symbol(symbol, &arena), "aria-hidden=\"true\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_level_shows_figure_interval_target_and_comparators),
		cmocka_unit_test(a_chart_says_in_words_what_it_shows),
		cmocka_unit_test(comparators_close_together_have_letters_apart),
		cmocka_unit_test(a_missing_period_is_a_gap_and_a_break_is_not_bridged),
		cmocka_unit_test(a_series_without_any_figure_is_drawn_as_gaps),
		cmocka_unit_test(a_provisional_figure_is_hollow),
		cmocka_unit_test(a_trend_has_axes_targets_notes_and_breaks),
		cmocka_unit_test(axis_labels_are_round_and_say_all_their_decimals),
		cmocka_unit_test(a_level_without_an_axis_of_its_own_leaves_room_at_its_ends),
		cmocka_unit_test(marks_draw_their_face),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
