#include "check.h"

#include "figure/rule.h"

static struct rule read(const char *text)
{
	struct rule rule;
	struct err err = { 0 };
	assert_ok(rule_read(str_of(text), &rule, &err), &err);
	return rule;
}

static void assert_tolerance(struct tolerance tolerance, const char *amount, bool is_percent)
{
	struct ratio expected;
	struct err err = { 0 };
	assert_ok(ratio_parse(str_of(amount), &expected, NULL, &err), &err);
	assert_true(tolerance.is_given);
	assert_int_equal(ratio_compare(tolerance.amount, expected), 0);
	assert_int_equal(tolerance.is_percent_of_target, is_percent);
}

static void a_tolerance_without_a_side_is_both(void **state)
{
	(void)state;
	struct rule rule = read("green within 5%, amber within 2.5 points");
	assert_int_equal(rule.kind, RULE_TOLERANCE);
	assert_tolerance(rule.green.below, "5", true);
	assert_tolerance(rule.green.above, "5", true);
	assert_tolerance(rule.amber.below, "2.5", false);
	assert_tolerance(rule.amber.above, "2.5", false);
	assert_text(rule.text, "green within 5%, amber within 2.5 points");
}

static void a_lopsided_tolerance_keeps_its_sides(void **state)
{
	(void)state;
	struct rule rule = read("green within 2 points below, 1 point above, "
	                        "exceeded beyond 1 point");
	assert_tolerance(rule.green.below, "2", false);
	assert_tolerance(rule.green.above, "1", false);
	assert_false(rule.amber.below.is_given);
	assert_tolerance(rule.exceeded, "1", false);
	assert_false(rule.exceeded_on_edge);
	rule = read("amber within 3 points above, exceeded from 10%");
	assert_false(rule.amber.below.is_given);
	assert_tolerance(rule.amber.above, "3", false);
	assert_true(rule.exceeded_on_edge);
}

static void a_floor_and_a_band_keep_their_figures(void **state)
{
	(void)state;
	struct rule rule = read("floor 80.5");
	assert_int_equal(rule.kind, RULE_FLOOR);
	assert_int_equal(ratio_compare(rule.floor, ratio_of(161, 2)), 0);
	rule = read("band 12 to 18, margin 1, amber outside");
	assert_int_equal(rule.kind, RULE_BAND);
	assert_int_equal(ratio_compare(rule.low, ratio_whole(12)), 0);
	assert_int_equal(ratio_compare(rule.high, ratio_whole(18)), 0);
	assert_true(rule.has_margin);
	assert_int_equal(rule.band_amber, BAND_AMBER_OUTSIDE);
}

static void improvement_may_need_a_narrow_miss_too(void **state)
{
	(void)state;
	struct rule rule = read("green within 10%, amber if no worse than last year");
	assert_int_equal(rule.kind, RULE_IMPROVEMENT);
	assert_true(rule.amber_if.is_given && rule.amber_if.or_same);
	assert_int_equal(rule.amber_if.basis, BASIS_LAST_YEAR);
	assert_tolerance(rule.green.below, "10", true);
	assert_false(rule.amber.below.is_given);
	rule = read("amber within 5% if better than last period");
	assert_int_equal(rule.kind, RULE_IMPROVEMENT);
	assert_false(rule.amber_if.or_same);
	assert_int_equal(rule.amber_if.basis, BASIS_LAST_PERIOD);
	assert_tolerance(rule.amber.below, "5", true);
}

static void progress_and_comparators_stand_beside_the_kinds(void **state)
{
	(void)state;
	struct rule rule = read("green if better than baseline, amber if no worse than baseline");
	assert_int_equal(rule.kind, RULE_PROGRESS);
	assert_true(rule.green_if.is_given && !rule.green_if.or_same);
	assert_true(rule.amber_if.is_given && rule.amber_if.or_same);
	rule = read("target is neighbours, amber within 2 points");
	assert_int_equal(rule.kind, RULE_TOLERANCE);
	assert_true(rule.has_comparator);
	assert_int_equal(rule.comparator, COMPARATOR_NEIGHBOURS);
	rule = read("target is england");
	assert_int_equal(rule.kind, RULE_NO_AMBER);
	assert_int_equal(rule.comparator, COMPARATOR_ENGLAND);
	assert_int_equal(read("").kind, RULE_NOT_GIVEN);
}

static void a_refused_rule_keeps_nothing_but_its_text(void **state)
{
	(void)state;
	struct rule rule;
	assert_int_equal(rule_read(STR("band 12 to 18, margin 3"), &rule, NULL), E_INPUT);
	assert_int_equal(rule.kind, RULE_UNREADABLE);
	assert_false(rule.has_margin);
	assert_text(rule.text, "band 12 to 18, margin 3");
	char out[RULE_TEXT_BYTES];
	assert_string_equal(rule_print(&rule, out), "band 12 to 18, margin 3");
}

static void a_percentage_tolerance_is_of_the_targets_size(void **state)
{
	(void)state;
	struct rule rule = read("green within 1 point, amber within 10%");
	struct ratio points = tolerance_points(&rule.amber.below, ratio_whole(67));
	assert_int_equal(ratio_compare(points, ratio_of(67, 10)), 0);
	points = tolerance_points(&rule.amber.below, ratio_whole(-50));
	assert_int_equal(ratio_compare(points, ratio_whole(5)), 0);
	points = tolerance_points(&rule.green.below, ratio_whole(67));
	assert_int_equal(ratio_compare(points, ratio_whole(1)), 0);
	points = tolerance_points(&(struct tolerance){ 0 }, ratio_whole(67));
	assert_int_equal(ratio_sign(points), 0);
}

static void the_largest_tolerance_of_the_largest_target_fits(void **state)
{
	(void)state;
	struct ratio target;
	assert_int_equal(ratio_parse(STR("999999999999.999999999"), &target, NULL, NULL), OK);
	struct rule rule = read("amber within 999.999999999%");
	struct ratio points = tolerance_points(&rule.amber.below, target);
	struct ratio edge = ratio_subtract(target, points);
	assert_true(ratio_compare(edge, target) < 0);
	assert_true(ratio_compare(ratio_subtract(ratio_of(RATIO_MAX, RATIO_MAX - 1), target),
	                          points) < 0);
}

/* A small generator, so that a failure can be repeated from its number. */
struct draw {
	uint64_t state;
};

static unsigned draw_below(struct draw *draw, unsigned limit)
{
	draw->state = draw->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(draw->state >> 33) % limit;
}

static struct ratio draw_number(struct draw *draw)
{
	static const int64_t DIVISORS[] = { 1, 10, 8, 1000, 1000000000 };
	return ratio_of(draw_below(draw, 2000), DIVISORS[draw_below(draw, COUNT_OF(DIVISORS))]);
}

static struct tolerance draw_tolerance(struct draw *draw, bool is_percent, struct ratio least)
{
	struct ratio part = ratio_divide(draw_number(draw), ratio_whole(10));
	struct ratio amount = ratio_add(least, ratio_round(part, RATIO_DECIMALS_MAX));
	return (struct tolerance){ true, is_percent, amount };
}

/* One side, the other, or both, alike or not; at least one is given. */
static struct tolerances draw_tolerances(struct draw *draw, struct ratio least)
{
	bool is_percent = draw_below(draw, 2);
	struct tolerances sides = { .below = draw_tolerance(draw, is_percent, least) };
	switch (draw_below(draw, 4)) {
	case 0:
		sides.above = sides.below;
		break;
	case 1:
		sides.above = draw_tolerance(draw, draw_below(draw, 2), least);
		break;
	case 2:
		sides.above = sides.below;
		sides.below = (struct tolerance){ 0 };
		break;
	default:
		break;
	}
	return sides;
}

static struct improvement draw_condition(struct draw *draw)
{
	return (struct improvement){ true, (enum basis)draw_below(draw, BASIS_COUNT),
		                     draw_below(draw, 2) };
}

static void draw_target_parts(struct draw *draw, struct rule *rule)
{
	rule->has_comparator = draw_below(draw, 2);
	if (rule->has_comparator)
		rule->comparator = (enum comparator_kind)draw_below(draw, COMPARATOR_COUNT);
	if (draw_below(draw, 3) == 0) {
		rule->exceeded = draw_tolerance(draw, draw_below(draw, 2), ratio_whole(0));
		rule->exceeded_on_edge = draw_below(draw, 2);
	}
	if (rule->kind != RULE_NO_AMBER && draw_below(draw, 2))
		rule->green = draw_tolerances(draw, ratio_whole(0));
}

static void draw_band(struct draw *draw, struct rule *rule)
{
	rule->low = ratio_subtract(draw_number(draw), ratio_whole(1000));
	rule->high = ratio_add(rule->low, draw_number(draw));
	rule->has_margin = draw_below(draw, 2);
	rule->band_amber = draw_below(draw, 2) ? BAND_AMBER_INSIDE : BAND_AMBER_OUTSIDE;
	if (rule->has_margin && rule->band_amber == BAND_AMBER_OUTSIDE)
		rule->margin = draw_number(draw);
	else if (rule->has_margin)
		rule->margin = ratio_round(ratio_divide(ratio_subtract(rule->high, rule->low),
		                                        ratio_whole(3)),
		                           3);
}

static struct rule draw_rule(struct draw *draw)
{
	struct rule rule = { .kind = (enum rule_kind)draw_below(draw, RULE_UNREADABLE) };
	switch (rule.kind) {
	case RULE_NO_AMBER:
		draw_target_parts(draw, &rule);
		break;
	case RULE_TOLERANCE:
		draw_target_parts(draw, &rule);
		rule.amber = draw_tolerances(draw, ratio_whole(200));
		break;
	case RULE_FLOOR:
		draw_target_parts(draw, &rule);
		rule.floor = ratio_subtract(draw_number(draw), ratio_whole(10));
		break;
	case RULE_BAND:
		draw_band(draw, &rule);
		break;
	case RULE_IMPROVEMENT:
		draw_target_parts(draw, &rule);
		rule.amber_if = draw_condition(draw);
		if (draw_below(draw, 2))
			rule.amber = draw_tolerances(draw, ratio_whole(200));
		break;
	case RULE_PROGRESS:
		rule.green_if = draw_condition(draw);
		if (draw_below(draw, 2))
			rule.amber_if = draw_condition(draw);
		break;
	case RULE_NOT_GIVEN:
	case RULE_UNREADABLE:
	case RULE_KIND_COUNT:
		break;
	}
	return rule;
}

static void every_possible_rule_reads_back_from_its_sentence(void **state)
{
	(void)state;
	unsigned tried = 0;
	for (uint64_t seed = 0; seed < 5000; seed++) {
		struct draw draw = { seed * UINT64_C(0x9E3779B97F4A7C15) };
		struct rule rule = draw_rule(&draw);
		if (rule_check(&rule, NULL) != OK)
			continue; /* a percentage above the limit, or amber inside green */
		char out[RULE_TEXT_BYTES];
		struct rule again;
		struct err err = { 0 };
		if (rule_read(str_of(rule_print(&rule, out)), &again, &err) != OK)
			fail_msg("rule %zu: %s", (size_t)seed, err.text);
		if (!rule_equal(&rule, &again))
			fail_msg("rule %zu: '%s' reads as another rule", (size_t)seed, out);
		tried++;
	}
	assert_true(tried > 2500);
}

static void rules_that_differ_in_one_part_are_not_equal(void **state)
{
	(void)state;
	static const char *const RULES[] = {
		"",
		"no amber",
		"target is england",
		"target is region",
		"no amber, exceeded from 10%",
		"no amber, exceeded beyond 10%",
		"green within 5%",
		"amber within 5%",
		"amber within 5 points",
		"amber within 6%",
		"amber within 5% below",
		"amber within 5% above",
		"green within 5%, amber within 5%",
		"floor 5",
		"floor 6",
		"band 5 to 9",
		"band 5 to 10",
		"band 4 to 9",
		"band 5 to 9, margin 1",
		"band 5 to 9, margin 1.5",
		"band 5 to 9, amber outside",
		"amber if better than last year",
		"amber if no worse than last year",
		"amber if better than baseline",
		"green if better than last year",
		"green if better than last year, amber if no worse than last year",
	};
	for (size_t i = 0; i < COUNT_OF(RULES); i++) {
		for (size_t j = 0; j < COUNT_OF(RULES); j++) {
			struct rule a = read(RULES[i]);
			struct rule b = read(RULES[j]);
			if (rule_equal(&a, &b) != (i == j))
				fail_msg("'%s' and '%s'", RULES[i], RULES[j]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tolerance_without_a_side_is_both),
		cmocka_unit_test(a_lopsided_tolerance_keeps_its_sides),
		cmocka_unit_test(a_floor_and_a_band_keep_their_figures),
		cmocka_unit_test(improvement_may_need_a_narrow_miss_too),
		cmocka_unit_test(progress_and_comparators_stand_beside_the_kinds),
		cmocka_unit_test(a_refused_rule_keeps_nothing_but_its_text),
		cmocka_unit_test(a_percentage_tolerance_is_of_the_targets_size),
		cmocka_unit_test(the_largest_tolerance_of_the_largest_target_fits),
		cmocka_unit_test(every_possible_rule_reads_back_from_its_sentence),
		cmocka_unit_test(rules_that_differ_in_one_part_are_not_equal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
