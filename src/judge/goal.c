#include "judge/goal.h"

#include <assert.h>

#include "judge/earlier.h"

/* Even without a target, which way is good still decides a direction. */
static struct goal no_goal(const struct line *line, enum goal_missing missing)
{
	return (struct goal){ .missing = missing, .polarity = line->indicator->polarity.polarity };
}

/* "Fewer than" tells which way is good, whatever the indicator says. */
static enum polarity polarity_under(enum target_bound bound, enum polarity polarity)
{
	switch (bound) {
	case TARGET_FEWER:
	case TARGET_AT_MOST:
		return POLARITY_LOW;
	case TARGET_MORE:
	case TARGET_AT_LEAST:
		return POLARITY_HIGH;
	case TARGET_AT:
	case TARGET_BETTER:
	case TARGET_BOUND_COUNT:
		break;
	}
	return polarity;
}

static struct goal point_goal(const struct line *line, struct ratio at, enum target_bound bound)
{
	struct goal goal = {
		.kind = GOAL_POINT,
		.low = at,
		.high = at,
		.bound = bound,
		.polarity = polarity_under(bound, line->indicator->polarity.polarity),
	};
	if (goal.polarity == POLARITY_NONE) {
		goal.missing = line->indicator->polarity.is_information ? GOAL_MISSING_BY_DESIGN
		                                                        : GOAL_MISSING_POLARITY;
	}
	return goal;
}

static struct goal band_goal(struct ratio low, struct ratio high)
{
	return (struct goal){
		.kind = GOAL_BAND, .low = low, .high = high, .polarity = POLARITY_BAND
	};
}

static struct goal comparator_goal(const struct line *line, enum comparator_kind kind,
                                   enum target_bound bound)
{
	const struct value *value = &line->comparators[kind].value;
	struct goal goal = value->is_known ? point_goal(line, value->exact, bound)
	                                   : no_goal(line, GOAL_MISSING_COMPARATOR);
	goal.is_comparator = true;
	goal.comparator = kind;
	return goal;
}

static struct goal earlier_goal(const struct line *line, const struct improvement *improvement)
{
	struct earlier earlier = earlier_of_basis(line, improvement->basis);
	bool usable = earlier.with != COMPARED_NOTHING && earlier.reason == INCOMPARABLE_NOT;
	struct goal goal = usable ? point_goal(line, earlier.value.exact,
	                                       improvement->or_same ? TARGET_AT : TARGET_BETTER)
	                          : no_goal(line, GOAL_MISSING_EARLIER);
	goal.is_earlier = true;
	goal.basis = improvement->basis;
	return goal;
}

struct goal goal_of_target(const struct line *line, const struct target *target)
{
	const struct rule *rule = &line->rule;
	if (rule->kind == RULE_UNREADABLE)
		return no_goal(line, GOAL_MISSING_UNREADABLE);
	if (rule->kind == RULE_BAND)
		return band_goal(rule->low, rule->high);
	if (rule->kind == RULE_PROGRESS)
		return earlier_goal(line, rule->green_if.is_given ? &rule->green_if
		                                                  : &rule->amber_if);
	if (rule->has_comparator)
		return comparator_goal(line, rule->comparator, TARGET_AT);

	if (target_is_other_unit(target, &line->indicator->unit))
		return no_goal(line, GOAL_MISSING_UNREADABLE);
	switch (target->kind) {
	case TARGET_NUMBER:
		return point_goal(line, target->number, target->bound);
	case TARGET_RANGE:
		return band_goal(target->low, target->high);
	case TARGET_COMPARATOR:
		return comparator_goal(line, target->comparator, target->bound);
	case TARGET_IMPROVE:
		return earlier_goal(line, &target->improvement);
	case TARGET_NOT_GIVEN:
		return no_goal(line, line->indicator->polarity.is_information
		                             ? GOAL_MISSING_BY_DESIGN
		                             : GOAL_MISSING_TARGET);
	case TARGET_ADDITIONAL:
	case TARGET_RANK:
		return no_goal(line, GOAL_MISSING_BASE);
	case TARGET_NONE:
	case TARGET_INFORMATION:
		return no_goal(line, GOAL_MISSING_BY_DESIGN);
	case TARGET_NOT_SET:
		return no_goal(line, GOAL_MISSING_NOT_SET);
	case TARGET_UNREADABLE:
	case TARGET_KIND_COUNT:
		break;
	}
	return no_goal(line, GOAL_MISSING_UNREADABLE);
}

struct goal goal_of_line(const struct line *line)
{
	if (line->profiled.kind == TARGET_NOT_GIVEN)
		return goal_of_target(line, &line->target);
	struct goal goal = goal_of_target(line, &line->profiled);
	goal.is_profiled = true;
	return goal;
}

enum position goal_position(const struct goal *goal, struct ratio value)
{
	if (goal->kind == GOAL_NONE)
		return POSITION_NONE;
	if (ratio_compare(value, goal->low) < 0)
		return POSITION_BELOW;
	return ratio_compare(value, goal->high) > 0 ? POSITION_ABOVE : POSITION_AT;
}

enum standing goal_standing(const struct goal *goal, struct ratio value)
{
	enum position position = goal_position(goal, value);
	if (position == POSITION_NONE || goal->polarity == POLARITY_NONE)
		return STANDING_NONE;
	if (position == POSITION_AT) {
		bool must_pass = goal->bound == TARGET_BETTER || goal->bound == TARGET_FEWER ||
		                 goal->bound == TARGET_MORE;
		return must_pass ? STANDING_WORSE : STANDING_MEETS;
	}
	if (goal->polarity == POLARITY_BAND)
		return STANDING_WORSE;
	bool is_good = (position == POSITION_ABOVE) == (goal->polarity == POLARITY_HIGH);
	return is_good ? STANDING_BETTER : STANDING_WORSE;
}

bool goal_is_met(const struct goal *goal, struct ratio value)
{
	enum standing standing = goal_standing(goal, value);
	return standing == STANDING_MEETS || standing == STANDING_BETTER;
}

struct ratio goal_shortfall(const struct goal *goal, struct ratio value)
{
	assert(goal->kind != GOAL_NONE);
	enum position position = goal_position(goal, value);
	if (position == POSITION_BELOW && goal->polarity != POLARITY_LOW)
		return ratio_subtract(goal->low, value);
	if (position == POSITION_ABOVE && goal->polarity != POLARITY_HIGH)
		return ratio_subtract(value, goal->high);
	return ratio_whole(0);
}
