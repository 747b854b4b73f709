#include "adapters.h"

#include <stdio.h>

#include "input.h"
#include "judge/judge.h"
#include "stat/interval.h"

enum { PER_TEN_THOUSAND = 10000, USUAL_DECIMALS = 1 /* rule N1 */ };

static const double LEVEL = 0.95;

/* A line to be judged, with room for its indicator. */
struct subject {
	struct indicator indicator;
	struct line line;
	struct judge_settings settings;
};

static enum status read_polarity(const json_t *input, struct subject *out, struct err *err)
{
	struct str word;
	enum status st = input_text(input, "polarity", &word, err);
	return st == OK ? polarity_read(word, &out->indicator.polarity, err) : st;
}

static enum status read_band(const json_t *input, struct ratio *low, struct ratio *high,
                             struct err *err)
{
	enum status st = input_ratio(input, "low", low, err);
	return st == OK ? input_ratio(input, "high", high, err) : st;
}

static void answer_rating(json_t *answer, const struct subject *subject, struct ratio value)
{
	struct goal goal = goal_of_line(&subject->line);
	enum rating rating = judge_rating(&subject->line, &goal, value, &subject->settings, NULL);
	answer_text(answer, "value", rating == RATING_NONE ? NULL : rating_word(rating));
}

enum status run_rag(const json_t *input, json_t *answer, struct err *err)
{
	struct subject subject = { .settings = judge_settings_default() };
	struct line *line = &subject.line;
	struct ratio value;
	struct tolerance tolerance = { .is_given = true };
	struct str kind;
	line->indicator = &subject.indicator;
	line->target.kind = TARGET_NUMBER;
	enum status st = input_ratio(input, "value", &value, err);
	if (st == OK)
		st = input_ratio(input, "target", &line->target.number, err);
	if (st == OK)
		st = read_polarity(input, &subject, err);
	if (st == OK)
		st = input_ratio(input, "tolerance", &tolerance.amount, err);
	if (st == OK)
		st = input_text(input, "tolerance_kind", &kind, err);
	if (st != OK)
		return st;
	tolerance.is_percent_of_target = str_equal(kind, STR("relative"));
	line->rule.kind = RULE_TOLERANCE;
	line->rule.amber = (struct tolerances){ .below = tolerance, .above = tolerance };
	answer_rating(answer, &subject, value);
	return OK;
}

enum status run_band(const json_t *input, json_t *answer, struct err *err)
{
	struct subject subject = { .settings = judge_settings_default() };
	struct rule *rule = &subject.line.rule;
	struct ratio value;
	struct str amber;
	subject.line.indicator = &subject.indicator;
	rule->kind = RULE_BAND;
	rule->has_margin = true;
	enum status st = input_ratio(input, "value", &value, err);
	if (st == OK)
		st = read_band(input, &rule->low, &rule->high, err);
	if (st == OK)
		st = input_ratio(input, "margin", &rule->margin, err);
	if (st == OK)
		st = input_text(input, "amber", &amber, err);
	if (st != OK)
		return st;
	rule->band_amber = str_equal(amber, STR("outside")) ? BAND_AMBER_OUTSIDE
	                                                    : BAND_AMBER_INSIDE;
	answer_rating(answer, &subject, value);
	return OK;
}

enum status run_dot(const json_t *input, json_t *answer, struct err *err)
{
	struct subject subject = { .settings = judge_settings_default() };
	struct line *line = &subject.line;
	struct ratio previous;
	struct ratio current;
	line->indicator = &subject.indicator;
	subject.indicator.unit = unit_read(STR("%"));
	enum status st = input_ratio(input, "current", &current, err);
	if (st == OK)
		st = read_polarity(input, &subject, err);
	if (st == OK)
		st = input_ratio(input, "tolerance", &subject.settings.dead_band, err);
	if (st == OK && json_object_get(input, "low")) {
		line->target.kind = TARGET_RANGE;
		st = read_band(input, &line->target.low, &line->target.high, err);
	}
	if (st == OK && !json_is_null(json_object_get(input, "previous"))) {
		st = input_ratio(input, "previous", &previous, err);
		if (st == OK)
			line->previous = value_stated(previous, USUAL_DECIMALS);
	}
	if (st != OK)
		return st;
	line->value = value_stated(current, USUAL_DECIMALS);

	struct judgement judgement;
	char points[RATIO_TEXT_BYTES];
	judge_line(line, &subject.settings, &judgement);
	if (judgement.change.with == COMPARED_NOTHING) {
		answer_text(answer, "value", "none");
		return OK;
	}
	answer_text(answer, "value", direction_word(judgement.change.direction));
	answer_text(answer, "change_points",
	            ratio_print(judgement.change.difference, USUAL_DECIMALS, points));
	return OK;
}

/* The limits as printed; no values where there is nothing to have an interval of. */
static void answer_limits(json_t *answer, const struct interval *interval, double scale)
{
	char low[32];
	char high[32];
	if (interval) {
		snprintf(low, sizeof(low), "%.*f", USUAL_DECIMALS, interval->lower * scale);
		snprintf(high, sizeof(high), "%.*f", USUAL_DECIMALS, interval->upper * scale);
	}
	answer_text(answer, "low", interval ? low : NULL);
	answer_text(answer, "high", interval ? high : NULL);
}

enum status run_wilson(const json_t *input, json_t *answer, struct err *err)
{
	int64_t num, den;
	struct interval interval;
	enum status st = input_whole(input, "num", 0, RATIO_MAX, &num, err);
	if (st == OK)
		st = input_whole(input, "den", 0, RATIO_MAX, &den, err);
	if (st == OK && den > 0)
		st = interval_wilson(num, den, LEVEL, &interval, err);
	if (st == OK)
		answer_limits(answer, den > 0 ? &interval : NULL, 100);
	return st;
}

enum status run_byar(const json_t *input, json_t *answer, struct err *err)
{
	int64_t count, population;
	struct interval interval;
	enum status st = input_whole(input, "count", 0, RATIO_MAX, &count, err);
	if (st == OK)
		st = input_whole(input, "population", 0, RATIO_MAX, &population, err);
	if (st == OK && population > 0)
		st = interval_rate(count, population, PER_TEN_THOUSAND, LEVEL, &interval, err);
	if (st == OK)
		answer_limits(answer, population > 0 ? &interval : NULL, 1);
	return st;
}
