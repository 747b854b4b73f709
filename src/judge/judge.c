#include "judge/judge.h"

#include <assert.h>
#include <math.h>

#include "judge/change.h"
#include "judge/earlier.h"
#include "judge/rating.h"

struct judge_settings judge_settings_default(void)
{
	return (struct judge_settings){
		.dead_band = { 0, 1 },
		.margin_share = { 1, 6 },
		.small_denominator = 20,
		.one_case_below = 100,
		.completeness_floor = 95,
	};
}

/* Whether two numbers lie within `dead_band` of each other. Equal ones are told by
 * comparison alone, which cannot overflow. */
static bool is_same(struct ratio a, struct ratio b, struct ratio dead_band)
{
	if (ratio_sign(dead_band) == 0)
		return ratio_compare(a, b) == 0;
	return ratio_compare(ratio_absolute(ratio_subtract(a, b)), dead_band) <= 0;
}

enum direction judge_direction(const struct goal *goal, struct ratio before, struct ratio now,
                               struct ratio dead_band)
{
	if (goal->polarity == POLARITY_BAND) {
		if (goal->kind == GOAL_NONE)
			return DIRECTION_NONE;
		before = goal_shortfall(goal, before);
		now = goal_shortfall(goal, now);
	}
	if (is_same(before, now, dead_band))
		return DIRECTION_SAME;
	if (goal->polarity == POLARITY_NONE)
		return DIRECTION_NONE;
	bool is_rise = ratio_compare(now, before) > 0;
	return is_rise == (goal->polarity == POLARITY_HIGH) ? DIRECTION_BETTER : DIRECTION_WORSE;
}

/* The state that stands for a reason why there is no figure; STATE_RATED where the
 * reason says nothing. */
static enum state state_of_absence(enum absence absence)
{
	switch (absence) {
	case ABSENCE_ANNUAL:
		return STATE_ANNUAL;
	case ABSENCE_LATE:
		return STATE_LATE;
	case ABSENCE_NOT_COLLECTABLE:
		return STATE_NOT_COLLECTABLE;
	case ABSENCE_SUPPRESSED:
		return STATE_SUPPRESSED;
	case ABSENCE_DEFINITION_CHANGED:
		return STATE_DEFINITION_CHANGED;
	case ABSENCE_DISCONTINUED:
		return STATE_DISCONTINUED;
	case ABSENCE_NOT_UNDERSTOOD:
		return STATE_NOT_UNDERSTOOD;
	case ABSENCE_NOT_SAID:
	case ABSENCE_NOT_AVAILABLE:
	case ABSENCE_COUNT:
		break;
	}
	return STATE_RATED;
}

static enum state state_of_missing(enum goal_missing missing)
{
	switch (missing) {
	case GOAL_MISSING_TARGET:
	case GOAL_MISSING_COMPARATOR:
	case GOAL_MISSING_EARLIER:
	case GOAL_MISSING_BASE:
		return STATE_TARGET_NOT_GIVEN;
	case GOAL_MISSING_BY_DESIGN:
		return STATE_NO_TARGET;
	case GOAL_MISSING_NOT_SET:
		return STATE_TARGET_NOT_SET;
	case GOAL_MISSING_NOTHING:
	case GOAL_MISSING_POLARITY:
	case GOAL_MISSING_UNREADABLE:
	case GOAL_MISSING_COUNT:
		break;
	}
	return STATE_NOT_UNDERSTOOD;
}

/* What the source said instead of a colour; STATE_RATED where it said nothing. */
static enum state state_of_stated(const struct stated_status *stated)
{
	if (!stated->is_given)
		return STATE_RATED;
	if (stated->is_target_not_set)
		return STATE_TARGET_NOT_SET;
	if (stated->is_no_target)
		return STATE_NO_TARGET;
	enum state absent = state_of_absence(stated->absence);
	return absent == STATE_RATED ? STATE_AS_STATED : absent;
}

/* Of nothing there is no share: 0 of 0 is not a gap, and nobody is late with it. */
static bool is_of_nothing(const struct value *value)
{
	return !value->is_known && value->has_denominator && value->denominator == 0 &&
	       value->numerator == 0;
}

static const char *no_figure_words(const struct value *value)
{
	return is_of_nothing(value) ? "there was nothing to count" : "no figure was given";
}

/* The state of a line that could not be rated. What was misread is said before all
 * else; then a stated status stands in; then the reason. */
static enum state state_unrated(const struct line *line, const struct goal *goal)
{
	enum state absent = line->value.is_known ? STATE_RATED : state_of_absence(line->absence);
	if (absent == STATE_NOT_UNDERSTOOD || goal->missing == GOAL_MISSING_UNREADABLE ||
	    !value_is_possible(&line->value, &line->indicator->unit))
		return STATE_NOT_UNDERSTOOD;
	if (line->stated.is_given && line->stated.rating != RATING_NONE)
		return STATE_AS_STATED;
	if (absent != STATE_RATED)
		return absent;
	enum state stated = state_of_stated(&line->stated);
	if (stated != STATE_RATED)
		return stated;
	if (line->value.is_known || goal->kind == GOAL_NONE)
		return state_of_missing(goal->missing);
	return is_of_nothing(&line->value) ? STATE_NOT_COLLECTABLE : STATE_LATE;
}

static bool is_held_back(const struct line *line, const struct judge_settings *settings)
{
	return line->confidence == CONFIDENCE_PARTIAL &&
	       line->entered_percent < settings->completeness_floor;
}

/* Why an unrated line has no colour, where its rule has nothing to say. */
static const char *state_reason(enum state state)
{
	switch (state) {
	case STATE_ANNUAL:
		return "an annual figure, not due this time";
	case STATE_NOT_COLLECTABLE:
		return "cannot be collected at present";
	case STATE_SUPPRESSED:
		return "withheld to protect individuals";
	case STATE_PROVISIONAL:
		return "too few of the records are entered";
	case STATE_DEFINITION_CHANGED:
		return "the definition changed";
	case STATE_DISCONTINUED:
		return "no longer collected";
	case STATE_NO_TARGET:
		return "not a target measure";
	case STATE_TARGET_NOT_SET:
		return "the target is not set yet";
	case STATE_RATED:
	case STATE_LATE: /* rate() says it */
	case STATE_AS_STATED:
	case STATE_TARGET_NOT_GIVEN:
	case STATE_NOT_UNDERSTOOD:
	case STATE_COUNT:
		break;
	}
	return NULL;
}

/* The rating of the exact figure and of the figure as it prints; which of the two
 * counts is the council's setting. */
static void rate(const struct line *line, const struct judge_settings *settings,
                 struct judgement *out)
{
	const struct value *value = &line->value;
	struct verdict result = { RATING_NONE, no_figure_words(value) };
	if (!value_is_possible(value, &line->indicator->unit)) {
		result.words = "more is counted than there was to count";
	} else if (value->is_known) {
		int decimals = value_decimals(value, &line->indicator->unit);
		struct ratio printed = ratio_round(value->exact, decimals);
		struct verdict exact = rating_of(line, &out->goal, value->exact, true, settings);
		struct verdict rounded = exact;
		if (ratio_compare(printed, value->exact) != 0)
			rounded = rating_of(line, &out->goal, printed, true, settings);
		out->has_printed_rating = rounded.rating != RATING_NONE;
		out->printed_rating = rounded.rating;
		out->printed_differs = exact.rating != rounded.rating;
		result = settings->judge_as_printed ? rounded : exact;
	} else if (out->goal.missing == GOAL_MISSING_UNREADABLE) {
		result = rating_of(line, &out->goal, ratio_whole(0), true, settings);
	}
	out->worked_out = result.rating;
	out->words = result.words;
	out->is_provisional = line->confidence == CONFIDENCE_PROVISIONAL ||
	                      line->confidence == CONFIDENCE_PARTIAL ||
	                      line->confidence == CONFIDENCE_ESTIMATED;

	if (is_held_back(line, settings) && value->is_known &&
	    value_is_possible(value, &line->indicator->unit)) {
		out->state = STATE_PROVISIONAL;
	} else if (result.rating != RATING_NONE) {
		out->state = STATE_RATED;
		out->rating = result.rating;
	} else {
		out->state = state_unrated(line, &out->goal);
		if (out->state == STATE_AS_STATED)
			out->rating = line->stated.rating;
	}
	bool is_told = out->state == STATE_RATED ||
	               (out->state == STATE_NOT_COLLECTABLE && is_of_nothing(value));
	const char *reason = is_told ? NULL : state_reason(out->state);
	if (reason)
		out->words = reason;
	out->stated_differs = out->state == STATE_RATED && line->stated.is_given &&
	                      line->stated.rating != RATING_NONE &&
	                      line->stated.rating != result.rating;
}

static struct comparison compare_with(const struct goal *goal, struct ratio value)
{
	struct comparison comparison = { .position = goal_position(goal, value) };
	if (comparison.position == POSITION_NONE)
		return comparison;
	comparison.standing = goal_standing(goal, value);
	bool is_above = ratio_compare(value, goal->high) > 0;
	comparison.against = is_above ? goal->high : goal->low;
	comparison.gap = ratio_subtract(value, comparison.against);
	if (goal->kind == GOAL_BAND && comparison.position == POSITION_AT) {
		/* Inside a band the nearer end is told. */
		struct ratio to_low = ratio_subtract(value, goal->low);
		struct ratio to_high = ratio_subtract(goal->high, value);
		bool is_nearer_high = ratio_compare(to_high, to_low) < 0;
		comparison.against = is_nearer_high ? goal->high : goal->low;
		comparison.gap = ratio_subtract(value, comparison.against);
	}
	return comparison;
}

static enum conflict conflict_of(enum standing target, enum standing comparator)
{
	if (target == STANDING_WORSE && comparator == STANDING_BETTER)
		return CONFLICT_MISSED_BUT_BETTER;
	bool is_met = target == STANDING_MEETS || target == STANDING_BETTER;
	if (is_met && comparator == STANDING_WORSE)
		return CONFLICT_MET_BUT_WORSE;
	return CONFLICT_NONE;
}

/* Sets the figure beside its target and each comparator. Which way is good is the
 * goal's: a council that writes "fewer than" has said it. */
static void compare(const struct line *line, struct judgement *out)
{
	if (!line->value.is_known ||
	    !value_is_possible(&line->value, &line->indicator->unit))
		return;
	struct ratio value = line->value.exact;
	bool is_green = out->state == STATE_RATED && out->rating == RATING_GREEN;
	out->target = compare_with(&out->goal, value);
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		const struct comparator *comparator = &line->comparators[kind];
		if (!comparator->value.is_known)
			continue;
		struct goal beside = {
			.kind = GOAL_POINT,
			.low = comparator->value.exact,
			.high = comparator->value.exact,
			.polarity = out->goal.polarity == POLARITY_BAND ? POLARITY_NONE
			                                                : out->goal.polarity,
		};
		struct comparison *comparison = &out->comparators[kind];
		*comparison = compare_with(&beside, value);
		comparison->period = comparator->period;
		comparison->is_other_period = period_is_dated(&comparator->period) &&
		                              !period_equal(&comparator->period, &line->period);
		out->conflicts[kind] = conflict_of(out->target.standing, comparison->standing);
		/* Missed by so little that it is green: the two agree. */
		if (out->conflicts[kind] == CONFLICT_MISSED_BUT_BETTER && is_green)
			out->conflicts[kind] = CONFLICT_NONE;
	}
}

/* A bound of an interval as an exact number, to a millionth. */
static struct ratio ratio_of_bound(double bound)
{
	return ratio_of(llround(bound * 1e6), 1000000);
}

/* Whether either end of the interval would be rated otherwise. */
static bool reaches_another_rating(const struct line *line, const struct judgement *judgement,
                                   const struct judge_settings *settings)
{
	if (judgement->state != STATE_RATED || judgement->interval == INTERVAL_NONE ||
	    judgement->upper >= (double)RATIO_MAX)
		return false;
	const double ends[] = { judgement->lower, judgement->upper };
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct ratio end = ratio_of_bound(ends[i]);
		if (rating_of(line, &judgement->goal, end, true, settings).rating !=
		    judgement->rating)
			return true;
	}
	return false;
}

static void mark_small(const struct line *line, const struct judge_settings *settings,
                       struct judgement *out)
{
	const struct value *value = &line->value;
	const struct unit *unit = &line->indicator->unit;
	if (value->has_denominator && unit->kind == UNIT_PERCENT) {
		out->is_small = value->denominator < settings->small_denominator;
		out->has_one_case = value->denominator > 0 &&
		                    value->denominator < settings->one_case_below &&
		                    value_is_possible(value, unit);
		if (out->has_one_case)
			out->one_case = ratio_of(100, value->denominator);
	} else if (line->has_cohort) {
		out->is_small = line->cohort < settings->small_denominator;
	}
}

/* The earlier figure's own rating, where its target can be known. This line's in-year
 * target is not the earlier one's, and a comparator's figure was another one then. */
static void rate_previous(const struct line *line, const struct earlier *earlier,
                          const struct judge_settings *settings, struct judgement *out)
{
	if (earlier->with == COMPARED_NOTHING || earlier->reason == INCOMPARABLE_DEFINITION ||
	    !value_is_possible(&earlier->value, &line->indicator->unit))
		return;
	bool has_own = earlier->target && earlier->target->kind != TARGET_NOT_GIVEN;
	struct goal goal = has_own ? goal_of_target(line, earlier->target) : out->goal;
	if (goal.is_comparator || goal.is_profiled)
		return;
	struct verdict result = rating_of(line, &goal, earlier->value.exact, false, settings);
	if (result.rating == RATING_NONE)
		return;
	out->previous_rating = result.rating;
	out->previous_with = earlier->with;
	out->previous_period = earlier->period;
	out->previous_by_this_target = !has_own;
}

/* Whether the figure had been getting better up to the one before this. */
static bool was_rising(const struct line *line, const struct goal *goal,
                       const struct judge_settings *settings)
{
	if (line->history_count < 2)
		return false;
	const struct point *last = &line->history[line->history_count - 1];
	const struct point *before = &line->history[line->history_count - 2];
	const struct unit *unit = &line->indicator->unit;
	return last->value.is_known && before->value.is_known && !last->breaks &&
	       value_is_possible(&last->value, unit) && value_is_possible(&before->value, unit) &&
	       judge_direction(goal, before->value.exact, last->value.exact,
	                       settings->dead_band) == DIRECTION_BETTER;
}

static unsigned asks_of(const struct line *line, const struct judge_settings *settings,
                        const struct judgement *judgement)
{
	const struct change *change = &judgement->change;
	unsigned asks = 0;
	if (judgement->rating == RATING_RED)
		asks |= ASK_RED;
	if (judgement->rating == RATING_AMBER && judgement->previous_rating == RATING_AMBER)
		asks |= ASK_AMBER_TWICE;
	if (change->direction == DIRECTION_WORSE && was_rising(line, &judgement->goal, settings))
		asks |= ASK_TURNED;
	if (settings->has_move_limit && change->with != COMPARED_NOTHING &&
	    change->reason == INCOMPARABLE_NOT &&
	    ratio_compare(ratio_absolute(change->difference), settings->move_limit) > 0)
		asks |= ASK_MOVED;
	if (judgement->stated_differs)
		asks |= ASK_DIFFERS;
	return asks;
}

void judge_line(const struct line *line, const struct judge_settings *settings,
                struct judgement *out)
{
	struct interval interval = { 0 };
	*out = (struct judgement){ .goal = goal_of_line(line) };
	rate(line, settings, out);
	compare(line, out);
	out->interval = figure_interval(&line->value, &line->indicator->unit, &interval);
	out->lower = interval.lower;
	out->upper = interval.upper;
	out->is_rating_unsure = reaches_another_rating(line, out, settings);
	mark_small(line, settings, out);
	const struct interval *now = out->interval == INTERVAL_NONE ? NULL : &interval;

	struct earlier previous = earlier_previous(line);
	struct earlier last_year = earlier_last_year(line);
	struct earlier first = previous;
	if (first.with == COMPARED_NOTHING)
		first = last_year;
	if (first.with == COMPARED_NOTHING)
		first = earlier_of_basis(line, BASIS_BASELINE);
	out->change = change_from(line, &out->goal, &first, now, settings);
	/* Of annual figures the two are one, and it is told once. */
	bool is_told = first.with == COMPARED_LAST_YEAR ||
	               (period_is_dated(&first.period) &&
	                period_equal(&first.period, &last_year.period));
	if (!is_told)
		out->last_year = change_from(line, &out->goal, &last_year, now, settings);
	rate_previous(line, &previous, settings, out);
	out->asks = asks_of(line, settings, out);
}

void judge_lines(const struct line *lines, size_t count, const struct judge_settings *settings,
                 struct judgement *out)
{
	for (size_t i = 0; i < count; i++)
		judge_line(&lines[i], settings, &out[i]);
}

bool judge_has_conflict(const struct judgement *judgement)
{
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		if (judgement->conflicts[kind] != CONFLICT_NONE)
			return true;
	}
	return false;
}

const char *state_word(enum state state)
{
	static const char *const WORDS[STATE_COUNT] = {
		[STATE_RATED] = "rated",
		[STATE_AS_STATED] = "as stated",
		[STATE_NO_TARGET] = "no target",
		[STATE_TARGET_NOT_SET] = "target not set",
		[STATE_TARGET_NOT_GIVEN] = "target not given",
		[STATE_ANNUAL] = "annual",
		[STATE_LATE] = "late",
		[STATE_NOT_COLLECTABLE] = "not collectable",
		[STATE_SUPPRESSED] = "suppressed",
		[STATE_PROVISIONAL] = "provisional",
		[STATE_DEFINITION_CHANGED] = "definition changed",
		[STATE_DISCONTINUED] = "discontinued",
		[STATE_NOT_UNDERSTOOD] = "not understood",
	};
	assert(state < STATE_COUNT);
	return WORDS[state];
}

const char *direction_word(enum direction direction)
{
	static const char *const WORDS[DIRECTION_COUNT] = {
		[DIRECTION_NONE] = "",
		[DIRECTION_BETTER] = "better",
		[DIRECTION_WORSE] = "worse",
		[DIRECTION_SAME] = "same",
		[DIRECTION_NOT_COMPARABLE] = "not comparable",
	};
	assert(direction < DIRECTION_COUNT);
	return WORDS[direction];
}

const char *certainty_word(enum certainty certainty)
{
	static const char *const WORDS[CERTAINTY_COUNT] = {
		[CERTAINTY_NOT_TESTED] = "not tested",
		[CERTAINTY_UNSURE] = "unsure",
		[CERTAINTY_CLEAR] = "clear",
	};
	assert(certainty < CERTAINTY_COUNT);
	return WORDS[certainty];
}

const char *compared_word(enum compared with)
{
	static const char *const WORDS[COMPARED_COUNT] = {
		[COMPARED_NOTHING] = "",
		[COMPARED_LAST_PERIOD] = "last period",
		[COMPARED_LAST_YEAR] = "same period last year",
		[COMPARED_YEAR_END] = "year end",
		[COMPARED_BASELINE] = "baseline",
		[COMPARED_EARLIER] = "last period", /* the last that the source gives */
	};
	assert(with < COMPARED_COUNT);
	return WORDS[with];
}

const char *position_word(enum position position)
{
	static const char *const WORDS[POSITION_COUNT] = {
		[POSITION_NONE] = "",
		[POSITION_BELOW] = "below",
		[POSITION_AT] = "at",
		[POSITION_ABOVE] = "above",
	};
	assert(position < POSITION_COUNT);
	return WORDS[position];
}

const char *change_word(const struct change *change, const struct judge_settings *settings)
{
	bool is_either = change->direction == DIRECTION_BETTER ||
	                 change->direction == DIRECTION_WORSE;
	if (settings->unsure_is_no_change && is_either && change->certainty == CERTAINTY_UNSURE)
		return "no clear change";
	return direction_word(change->direction);
}

const char *incomparable_words(enum incomparable reason)
{
	static const char *const WORDS[INCOMPARABLE_COUNT] = {
		[INCOMPARABLE_NOT] = "",
		[INCOMPARABLE_DEFINITION] = "what is counted changed between them",
		[INCOMPARABLE_YEAR_RESTART] = "the year-to-date figure began again on 1 April",
		[INCOMPARABLE_STILL_ADDING] = "a year-to-date count can only grow within its year",
		[INCOMPARABLE_GAP] = "the period between has no figure",
		[INCOMPARABLE_IMPOSSIBLE] = "more is counted than there was to count",
	};
	assert(reason < INCOMPARABLE_COUNT);
	return WORDS[reason];
}
