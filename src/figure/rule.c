#include "figure/rule.h"

static bool same_ratio(struct ratio a, struct ratio b)
{
	return a.num == b.num && a.den == b.den; /* lowest terms; parts not used are zero */
}

static bool same_tolerance(const struct tolerance *a, const struct tolerance *b)
{
	return a->is_given == b->is_given && a->is_percent_of_target == b->is_percent_of_target &&
	       same_ratio(a->amount, b->amount);
}

static bool same_tolerances(const struct tolerances *a, const struct tolerances *b)
{
	return same_tolerance(&a->below, &b->below) && same_tolerance(&a->above, &b->above);
}

static bool same_improvement(const struct improvement *a, const struct improvement *b)
{
	return a->is_given == b->is_given && a->basis == b->basis && a->or_same == b->or_same;
}

bool rule_brings_goal(const struct rule *rule)
{
	return rule->has_comparator || rule->kind == RULE_BAND || rule->kind == RULE_PROGRESS;
}

bool rule_equal(const struct rule *a, const struct rule *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == RULE_UNREADABLE)
		return str_equal(a->text, b->text);
	bool same_target = a->has_comparator == b->has_comparator &&
	                   a->comparator == b->comparator &&
	                   same_tolerance(&a->exceeded, &b->exceeded) &&
	                   a->exceeded_on_edge == b->exceeded_on_edge;
	bool same_amber = same_tolerances(&a->green, &b->green) &&
	                  same_tolerances(&a->amber, &b->amber) &&
	                  same_improvement(&a->green_if, &b->green_if) &&
	                  same_improvement(&a->amber_if, &b->amber_if) &&
	                  same_ratio(a->floor, b->floor);
	bool same_band = same_ratio(a->low, b->low) && same_ratio(a->high, b->high) &&
	                 a->has_margin == b->has_margin && same_ratio(a->margin, b->margin) &&
	                 a->band_amber == b->band_amber;
	return same_target && same_amber && same_band;
}

struct ratio tolerance_points(const struct tolerance *tolerance, struct ratio target)
{
	if (!tolerance->is_given)
		return ratio_whole(0);
	if (!tolerance->is_percent_of_target)
		return tolerance->amount;
	struct ratio hundredth = ratio_divide(ratio_absolute(target), ratio_whole(100));
	return ratio_multiply(hundredth, tolerance->amount);
}

static enum status check_tolerance(const struct tolerance *tolerance, struct err *err)
{
	if (!tolerance->is_given)
		return OK;
	if (ratio_sign(tolerance->amount) < 0)
		return err_set(err, E_INPUT, "a tolerance cannot be negative");
	if (tolerance->is_percent_of_target &&
	    ratio_compare(tolerance->amount, ratio_whole(TOLERANCE_PERCENT_MAX)) > 0)
		return err_set(err, E_INPUT, "a tolerance cannot be more than %d%% of the target",
		               TOLERANCE_PERCENT_MAX);
	return OK;
}

/* One side of the target: both possible, and amber no narrower than green as far
 * as the two can be compared without a target. */
static enum status check_side(const struct tolerance *green, const struct tolerance *amber,
                              struct err *err)
{
	enum status st = check_tolerance(green, err);
	if (st == OK)
		st = check_tolerance(amber, err);
	if (st != OK)
		return st;
	bool comparable = green->is_given && amber->is_given &&
	                  green->is_percent_of_target == amber->is_percent_of_target;
	if (comparable && ratio_compare(amber->amount, green->amount) < 0)
		return err_set(err, E_INPUT,
		               "amber reaches less far from the target than green does");
	return OK;
}

static enum status check_band(const struct rule *rule, struct err *err)
{
	struct ratio width = ratio_subtract(rule->high, rule->low);
	if (ratio_sign(width) < 0)
		return err_set(err, E_INPUT, "the band ends below its start");
	if (!rule->has_margin)
		return OK;
	if (ratio_sign(rule->margin) < 0)
		return err_set(err, E_INPUT, "the margin of a band cannot be negative");
	bool leaves_green = ratio_sign(rule->margin) == 0 ||
	                    ratio_compare(ratio_add(rule->margin, rule->margin), width) < 0;
	if (rule->band_amber == BAND_AMBER_INSIDE && !leaves_green)
		return err_set(err, E_INPUT,
		               "the margins leave nothing green: twice the margin must be less "
		               "than the width of the band");
	return OK;
}

enum status rule_check(const struct rule *rule, struct err *err)
{
	if (rule->kind == RULE_BAND)
		return check_band(rule, err);
	enum status st = check_side(&rule->green.below, &rule->amber.below, err);
	if (st == OK)
		st = check_side(&rule->green.above, &rule->amber.above, err);
	if (st == OK)
		st = check_tolerance(&rule->exceeded, err);
	return st;
}
