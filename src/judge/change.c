#include "judge/change.h"

static const double LEVEL = 0.95;
static const double PERCENT = 100;

enum interval_method figure_interval(const struct value *value, const struct unit *unit,
                                     struct interval *out)
{
	if (!value->is_known || !value_has_counts(value))
		return INTERVAL_NONE;
	if (unit->kind == UNIT_PERCENT) {
		struct interval share;
		if (interval_wilson(value->numerator, value->denominator, LEVEL, &share, NULL) !=
		    OK)
			return INTERVAL_NONE;
		*out = (struct interval){ share.value * PERCENT, share.lower * PERCENT,
			                  share.upper * PERCENT };
		return INTERVAL_WILSON;
	}
	if (unit->kind == UNIT_RATE &&
	    interval_rate(value->numerator, value->denominator, (double)unit->per, LEVEL, out,
	                  NULL) == OK)
		return INTERVAL_BYAR;
	return INTERVAL_NONE;
}

/* Counts of both periods: the interval of the difference (Newcombe's for shares;
 * rates are joined in the same way). Counts of this one: does its interval hold
 * the earlier figure? */
static enum certainty certainty_of(const struct unit *unit, const struct value *then,
                                   const struct interval *now)
{
	if (!now)
		return CERTAINTY_NOT_TESTED;
	struct interval before;
	if (figure_interval(then, unit, &before) != INTERVAL_NONE) {
		struct interval difference = interval_difference(&before, now);
		return difference.lower > 0 || difference.upper < 0 ? CERTAINTY_CLEAR
		                                                    : CERTAINTY_UNSURE;
	}
	double was = ratio_to_double(then->exact);
	return was < now->lower || was > now->upper ? CERTAINTY_CLEAR : CERTAINTY_UNSURE;
}

struct change change_from(const struct line *line, const struct goal *goal,
                          const struct earlier *earlier, const struct interval *now,
                          const struct judge_settings *settings)
{
	struct change change = { 0 };
	if (earlier->with == COMPARED_NOTHING || !line->value.is_known)
		return change;
	change.with = earlier->with;
	change.from = earlier->value;
	change.from_period = earlier->period;
	change.reason = earlier->reason;
	change.note = earlier->note;
	if (!value_is_possible(&line->value, &line->indicator->unit)) {
		change.reason = INCOMPARABLE_IMPOSSIBLE;
		change.note = (struct str){ 0 };
	}
	change.difference = ratio_subtract(line->value.exact, earlier->value.exact);
	change.plain = judge_direction(goal, earlier->value.exact, line->value.exact,
	                               settings->dead_band);
	if (change.reason != INCOMPARABLE_NOT) {
		change.direction = DIRECTION_NOT_COMPARABLE;
		return change;
	}
	change.direction = change.plain;
	change.certainty = certainty_of(&line->indicator->unit, &earlier->value, now);
	return change;
}
