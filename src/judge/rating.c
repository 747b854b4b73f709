#include "judge/rating.h"

#include "judge/earlier.h"

static struct verdict verdict(enum rating rating, const char *words)
{
	return (struct verdict){ rating, words };
}

struct ratio rating_margin(const struct rule *rule, const struct judge_settings *settings)
{
	if (rule->has_margin)
		return rule->margin;
	return ratio_multiply(ratio_subtract(rule->high, rule->low), settings->margin_share);
}

/* Why there is no goal to rate against. */
static const char *missing_words(const struct goal *goal)
{
	static const char *const WORDS[GOAL_MISSING_COUNT] = {
		[GOAL_MISSING_NOTHING] = "",
		[GOAL_MISSING_TARGET] = "no target was given",
		[GOAL_MISSING_BY_DESIGN] = "not a target measure",
		[GOAL_MISSING_NOT_SET] = "the target is not set yet",
		[GOAL_MISSING_COMPARATOR] = "the comparator that is the target was not given",
		[GOAL_MISSING_EARLIER] = "the earlier figure that is the target was not given",
		[GOAL_MISSING_BASE] = "the target counts from a figure that was not given",
		[GOAL_MISSING_POLARITY] = "which way is good was not said",
		[GOAL_MISSING_UNREADABLE] = "the target or rule was not understood",
	};
	return WORDS[goal->missing];
}

static struct verdict band_verdict(const struct rule *rule, struct ratio value,
                                   const struct judge_settings *settings)
{
	struct ratio margin = rating_margin(rule, settings);
	bool is_below = ratio_compare(value, rule->low) < 0;
	bool is_outside = is_below || ratio_compare(value, rule->high) > 0;
	const char *side = is_below ? "below the band" : "above the band";
	if (rule->band_amber == BAND_AMBER_OUTSIDE) {
		if (!is_outside)
			return verdict(RATING_GREEN, "inside the band");
		bool is_near = ratio_compare(value, ratio_subtract(rule->low, margin)) >= 0 &&
		               ratio_compare(value, ratio_add(rule->high, margin)) <= 0;
		if (!is_near)
			return verdict(RATING_RED, side);
		return verdict(RATING_AMBER,
		               is_below ? "just below the band" : "just above the band");
	}
	if (is_outside)
		return verdict(RATING_RED, side);
	bool is_well_inside = ratio_compare(value, ratio_add(rule->low, margin)) >= 0 &&
	                      ratio_compare(value, ratio_subtract(rule->high, margin)) <= 0;
	return is_well_inside ? verdict(RATING_GREEN, "inside the band")
	                      : verdict(RATING_AMBER, "near the edge of the band");
}

/* Whether a miss of the goal by `shortfall` is within the tolerance of its side. */
static bool is_within(const struct tolerances *tolerances, const struct goal *goal,
                      struct ratio value, struct ratio shortfall)
{
	bool is_above = goal_position(goal, value) == POSITION_ABOVE;
	const struct tolerance *side = is_above ? &tolerances->above : &tolerances->below;
	/* On the goal yet short of it ("fewer than 85" at 85): either side's will do. */
	if (!side->is_given && ratio_sign(shortfall) == 0)
		side = &tolerances->above;
	if (!side->is_given)
		return false;
	struct ratio edge = is_above ? goal->high : goal->low;
	return ratio_compare(shortfall, tolerance_points(side, edge)) <= 0;
}

/* Whether a movement was made: yes, no, or not to be known. */
enum movement { MOVEMENT_UNKNOWN, MOVEMENT_MADE, MOVEMENT_NOT_MADE };

static enum movement movement_of(const struct line *line, const struct goal *goal,
                                 struct ratio value, const struct improvement *wanted)
{
	struct earlier earlier = earlier_of_basis(line, wanted->basis);
	if (earlier.with == COMPARED_NOTHING || earlier.reason != INCOMPARABLE_NOT)
		return MOVEMENT_UNKNOWN;
	enum direction direction =
		judge_direction(goal, earlier.value.exact, value, ratio_whole(0));
	if (direction == DIRECTION_NONE)
		return MOVEMENT_UNKNOWN;
	bool is_made = direction == DIRECTION_BETTER ||
	               (direction == DIRECTION_SAME && wanted->or_same);
	return is_made ? MOVEMENT_MADE : MOVEMENT_NOT_MADE;
}

static const char *const EARLIER_NOT_GIVEN =
	"the earlier figure that the rule asks for was not given";

static struct verdict progress_verdict(const struct line *line, const struct goal *goal,
                                       struct ratio value)
{
	const struct rule *rule = &line->rule;
	enum movement green = MOVEMENT_NOT_MADE;
	enum movement amber = MOVEMENT_NOT_MADE;
	if (rule->green_if.is_given)
		green = movement_of(line, goal, value, &rule->green_if);
	if (green == MOVEMENT_MADE)
		return verdict(RATING_GREEN, rule->green_if.or_same ? "no worse" : "improving");
	if (rule->amber_if.is_given)
		amber = movement_of(line, goal, value, &rule->amber_if);
	if (green == MOVEMENT_UNKNOWN || amber == MOVEMENT_UNKNOWN)
		return verdict(RATING_NONE, EARLIER_NOT_GIVEN);
	if (amber == MOVEMENT_MADE)
		return verdict(RATING_AMBER, rule->amber_if.or_same ? "no worse" : "improving");
	return verdict(RATING_RED, "not improving");
}

static struct verdict improvement_verdict(const struct line *line, const struct goal *goal,
                                          struct ratio value, bool is_now)
{
	const struct rule *rule = &line->rule;
	bool has_limit = rule->amber.below.is_given || rule->amber.above.is_given;
	if (has_limit && !is_within(&rule->amber, goal, value, goal_shortfall(goal, value)))
		return verdict(RATING_RED, "outside tolerance");
	if (!is_now)
		return verdict(RATING_NONE, EARLIER_NOT_GIVEN);
	switch (movement_of(line, goal, value, &rule->amber_if)) {
	case MOVEMENT_UNKNOWN:
		return verdict(RATING_NONE, EARLIER_NOT_GIVEN);
	case MOVEMENT_MADE:
		return verdict(RATING_AMBER, rule->amber_if.or_same ? "missed but no worse"
		                                                    : "missed but improving");
	case MOVEMENT_NOT_MADE:
		break;
	}
	return verdict(RATING_RED, "missed and not improving");
}

static struct verdict floor_verdict(const struct rule *rule, const struct goal *goal,
                                    struct ratio value)
{
	int side = ratio_compare(value, rule->floor);
	if (goal->polarity == POLARITY_LOW) {
		if (side > 0)
			return verdict(RATING_RED, "above the ceiling");
		return verdict(RATING_AMBER, side == 0 ? "at the ceiling" : "below the ceiling");
	}
	if (side < 0)
		return verdict(RATING_RED, "below the floor");
	return verdict(RATING_AMBER, side == 0 ? "at the floor" : "above the floor");
}

static bool is_exceeded(const struct rule *rule, const struct goal *goal, struct ratio value)
{
	if (!rule->exceeded.is_given || goal_standing(goal, value) != STANDING_BETTER)
		return false;
	struct ratio past = ratio_absolute(ratio_subtract(value, goal->low));
	int side = ratio_compare(past, tolerance_points(&rule->exceeded, goal->low));
	return side > 0 || (side == 0 && rule->exceeded_on_edge);
}

static struct verdict met_verdict(const struct rule *rule, const struct goal *goal,
                                  struct ratio value)
{
	if (is_exceeded(rule, goal, value))
		return verdict(RATING_GREEN, "target exceeded");
	if (goal->kind == GOAL_BAND)
		return verdict(RATING_GREEN, "inside the band");
	if (goal_standing(goal, value) == STANDING_MEETS)
		return verdict(RATING_GREEN, "on target");
	return verdict(RATING_GREEN, "better than target");
}

static const char *missed_words(const struct goal *goal, struct ratio value)
{
	if (goal->kind != GOAL_BAND)
		return "misses target";
	return goal_position(goal, value) == POSITION_BELOW ? "below the band" : "above the band";
}

struct verdict rating_of(const struct line *line, const struct goal *goal, struct ratio value,
                         bool is_now, const struct judge_settings *settings)
{
	const struct rule *rule = &line->rule;
	/* A rule of progress finds its own earlier figures. */
	bool is_progress = rule->kind == RULE_PROGRESS && goal->missing == GOAL_MISSING_EARLIER;
	if (goal->missing != GOAL_MISSING_NOTHING && !is_progress)
		return verdict(RATING_NONE, missing_words(goal));
	if (rule->kind == RULE_BAND)
		return band_verdict(rule, value, settings);
	bool needs_earlier = rule->kind == RULE_PROGRESS || goal->is_earlier;
	if (needs_earlier && !is_now)
		return verdict(RATING_NONE, EARLIER_NOT_GIVEN);
	if (rule->kind == RULE_PROGRESS)
		return progress_verdict(line, goal, value);
	if (goal_is_met(goal, value))
		return met_verdict(rule, goal, value);

	struct ratio shortfall = goal_shortfall(goal, value);
	if (is_within(&rule->green, goal, value, shortfall))
		return verdict(RATING_GREEN, "within tolerance");
	if (rule->kind == RULE_FLOOR)
		return floor_verdict(rule, goal, value);
	if (rule->kind == RULE_IMPROVEMENT)
		return improvement_verdict(line, goal, value, is_now);
	if (rule->kind == RULE_TOLERANCE) {
		if (is_within(&rule->amber, goal, value, shortfall))
			return verdict(RATING_AMBER, "within tolerance");
		return verdict(RATING_RED, "outside tolerance");
	}
	return verdict(RATING_RED, missed_words(goal, value));
}

enum rating judge_rating(const struct line *line, const struct goal *goal, struct ratio value,
                         const struct judge_settings *settings, const char **words_out)
{
	struct verdict result = rating_of(line, goal, value, true, settings);
	if (words_out)
		*words_out = result.words;
	return result.rating;
}
