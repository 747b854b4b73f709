#include <stdarg.h>

#include "figure/number.h"
#include "judge/earlier.h"
#include "judge/rating.h"
#include "judge/sentence.h"

enum { STEP_MAX_BYTES = 1024, CLEAR_DECIMALS = 4 };

/* What every step needs. */
struct telling {
	const struct line *line;
	const struct judgement *judgement;
	const struct judge_settings *settings;
	struct arena *arena;
	struct explanation *out;
};

static void step(const struct telling *telling, const char *format, ...) PRINTF_LIKE(2, 3);

static void step(const struct telling *telling, const char *format, ...)
{
	char text[STEP_MAX_BYTES];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	struct explanation *out = telling->out;
	out->steps = arena_grow(telling->arena, out->steps, out->count, &out->capacity,
	                        sizeof(*out->steps));
	out->steps[out->count++] = arena_text(telling->arena, str_of(text));
}

/* A number with enough decimals to be told from `beside`. */
static const char *clear_number(struct ratio number, struct ratio beside,
                                char out[RATIO_TEXT_BYTES])
{
	int decimals = number_decimals(number);
	int enough = decimals < CLEAR_DECIMALS ? decimals : CLEAR_DECIMALS;
	while (enough < decimals && ratio_compare(number, beside) != 0 &&
	       ratio_compare(ratio_round(number, enough), beside) == 0)
		enough++;
	return number_print(number, enough, out);
}

static const char *in_unit(const struct telling *telling, struct ratio number,
                           char out[VALUE_TEXT_BYTES])
{
	return value_print_number(number, &telling->line->indicator->unit, -1, out);
}

/* " points" behind a distance between percentages, " point" behind a single one. */
static const char *size_word(const struct telling *telling, struct ratio size)
{
	if (telling->line->indicator->unit.kind != UNIT_PERCENT)
		return "";
	return ratio_compare(size, ratio_whole(1)) == 0 ? " point" : " points";
}

static void tell_figure(const struct telling *telling)
{
	const struct line *line = telling->line;
	const struct value *value = &line->value;
	const struct unit *unit = &line->indicator->unit;
	char printed[VALUE_TEXT_BYTES];
	char counts[VALUE_TEXT_BYTES];
	char exact[RATIO_TEXT_BYTES];
	if (!value->is_known) {
		step(telling, "Figure: none.");
		return;
	}
	value_print(value, unit, printed);
	if (!value_has_counts(value) || !unit_has_denominator(unit)) {
		step(telling, "Figure: %s%s.", printed,
		     unit_has_denominator(unit) ? ", as stated; its counts were not given" : "");
		return;
	}
	value_print_counts(value, counts);
	step(telling, "Figure: %s, which is %s, printed as %s.", counts,
	     clear_number(value->exact, telling->judgement->goal.low, exact), printed);
}

static void tell_polarity(const struct telling *telling)
{
	static const char *const WORDS[POLARITY_COUNT] = {
		[POLARITY_NONE] = "Which way is good: neither, or not said.",
		[POLARITY_HIGH] = "Which way is good: high.",
		[POLARITY_LOW] = "Which way is good: low.",
		[POLARITY_BAND] = "Which way is good: inside the band, or close to the target.",
	};
	step(telling, "%s", WORDS[telling->judgement->goal.polarity]);
}

/* Who set a target or a rule, when and why, as far as it was said. */
static void tell_decision(const struct telling *telling, struct str setter, int32_t set_on,
                          struct str why)
{
	char date[DATE_WORDS_BYTES];
	bool has_date = set_on != DATE_NONE && set_on != 0;
	if (setter.len == 0 && why.len == 0)
		return;
	step(telling, "Set%s%.*s%s%s%s%.*s.", setter.len ? " by " : "", STR_ARGS(setter),
	     has_date ? " on " : "", has_date ? date_print_words(set_on, date) : "",
	     why.len ? ": " : "", STR_ARGS(why));
}

static void tell_target(const struct telling *telling)
{
	const struct line *line = telling->line;
	const struct goal *goal = &telling->judgement->goal;
	char target[TARGET_TEXT_BYTES];
	char number[VALUE_TEXT_BYTES];
	const struct target *held = goal->is_profiled ? &line->profiled : &line->target;
	bool is_used = !rule_brings_goal(&line->rule);
	if (is_used || held->kind != TARGET_NOT_GIVEN)
		step(telling, "Target%s: %s%s%s%s.", goal->is_profiled ? " to this point" : "",
		     target_print(held, &line->indicator->unit, target),
		     line->target_is_national ? ", set nationally" : "",
		     line->target_is_draft ? ", still to be agreed" : "",
		     is_used ? "" : ", which the rule does not use");
	tell_decision(telling, line->target_setter, line->target_set_on, line->target_why);
	if (goal->is_comparator && goal->kind != GOAL_NONE)
		step(telling, "The figure is held against that of %s: %s.",
		     comparator_word(goal->comparator), in_unit(telling, goal->low, number));
	if (goal->is_earlier && goal->kind != GOAL_NONE)
		step(telling, "The figure is held against our own of %s: %s.", basis_word(goal->basis),
		     in_unit(telling, goal->low, number));
}

static void tell_rule(const struct telling *telling)
{
	char rule[RULE_TEXT_BYTES];
	if (telling->line->rule.kind == RULE_NOT_GIVEN)
		step(telling,
		     "Rule: none was given, so green when the target is met, red when not.");
	else if (telling->line->rule.kind != RULE_UNREADABLE)
		step(telling, "Rule: %s%s.", rule_print(&telling->line->rule, rule),
		     telling->line->rule_is_draft ? ", still to be agreed" : "");
	else if (telling->line->rule.text.len == 0)
		step(telling, "Rule: not understood.");
	else
		step(telling, "Rule: not understood (\"%.*s\").",
		     STR_ARGS(telling->line->rule.text));
	tell_decision(telling, telling->line->rule_setter, telling->line->rule_set_on,
	              telling->line->rule_why);
}

static void tell_band(const struct telling *telling)
{
	const struct rule *rule = &telling->line->rule;
	struct ratio margin = rating_margin(rule, telling->settings);
	bool is_inside = rule->band_amber == BAND_AMBER_INSIDE;
	struct ratio low = is_inside ? ratio_add(rule->low, margin)
	                             : ratio_subtract(rule->low, margin);
	struct ratio high = is_inside ? ratio_subtract(rule->high, margin)
	                              : ratio_add(rule->high, margin);
	char margin_text[RATIO_TEXT_BYTES];
	char a[VALUE_TEXT_BYTES], b[VALUE_TEXT_BYTES], c[VALUE_TEXT_BYTES], d[VALUE_TEXT_BYTES];
	clear_number(margin, ratio_whole(0), margin_text);
	step(telling, "The margin is %s%s.", margin_text,
	     rule->has_margin ? "" : ", the council's setting, as the rule gives none");
	in_unit(telling, rule->low, a);
	in_unit(telling, rule->high, b);
	in_unit(telling, low, c);
	in_unit(telling, high, d);
	if (is_inside)
		step(telling, "Green from %s to %s, amber to the edges at %s and %s, red outside.",
		     c, d, a, b);
	else
		step(telling, "Green from %s to %s, amber out to %s and %s, red beyond.", a, b, c,
		     d);
}

/* The reach of one tolerance: "Amber reaches 10% of 67, which is 6.7: to 60.3." */
static void tell_tolerance(const struct telling *telling, const char *colour,
                           const struct tolerance *tolerance, bool is_above)
{
	if (!tolerance->is_given)
		return;
	const struct goal *goal = &telling->judgement->goal;
	struct ratio edge = is_above ? goal->high : goal->low;
	struct ratio points = tolerance_points(tolerance, edge);
	struct ratio reach = is_above ? ratio_add(edge, points) : ratio_subtract(edge, points);
	char amount[RATIO_TEXT_BYTES];
	char of[VALUE_TEXT_BYTES];
	char size[RATIO_TEXT_BYTES];
	char to[VALUE_TEXT_BYTES];
	in_unit(telling, reach, to);
	clear_number(points, ratio_whole(0), size);
	if (tolerance->is_percent_of_target)
		step(telling, "%s within %s%% of %s, which is %s%s: %s to %s.", colour,
		     number_print(tolerance->amount, -1, amount), in_unit(telling, edge, of), size,
		     size_word(telling, points), is_above ? "up" : "down", to);
	else
		step(telling, "%s within %s%s: %s to %s.", colour, size, size_word(telling, points),
		     is_above ? "up" : "down", to);
}

static void tell_tolerances(const struct telling *telling)
{
	const struct rule *rule = &telling->line->rule;
	enum polarity polarity = telling->judgement->goal.polarity;
	if (polarity != POLARITY_LOW) {
		tell_tolerance(telling, "Green", &rule->green.below, false);
		tell_tolerance(telling, "Amber", &rule->amber.below, false);
	}
	if (polarity != POLARITY_HIGH) {
		tell_tolerance(telling, "Green", &rule->green.above, true);
		tell_tolerance(telling, "Amber", &rule->amber.above, true);
	}
}

static void tell_distance(const struct telling *telling)
{
	const struct line *line = telling->line;
	const struct comparison *comparison = &telling->judgement->target;
	if (comparison->position == POSITION_NONE)
		return;
	char value[RATIO_TEXT_BYTES];
	char gap[RATIO_TEXT_BYTES];
	char against[VALUE_TEXT_BYTES];
	clear_number(line->value.exact, comparison->against, value);
	in_unit(telling, comparison->against, against);
	if (ratio_sign(comparison->gap) == 0) {
		step(telling, "%s is exactly %s.", value, against);
		return;
	}
	clear_number(ratio_absolute(comparison->gap), ratio_whole(0), gap);
	step(telling, "%s is %s%s %s %s.", value, gap,
	     size_word(telling, ratio_absolute(comparison->gap)),
	     ratio_sign(comparison->gap) < 0 ? "below" : "above", against);
}

static void tell_movement(const struct telling *telling, const struct improvement *wanted)
{
	if (!wanted->is_given)
		return;
	struct earlier earlier = earlier_of_basis(telling->line, wanted->basis);
	char number[VALUE_TEXT_BYTES];
	if (earlier.with == COMPARED_NOTHING) {
		step(telling, "The figure of %s, which the rule asks for, was not given.",
		     basis_word(wanted->basis));
	} else if (earlier.reason != INCOMPARABLE_NOT) {
		step(telling, "The figure of %s cannot be compared: %s.", basis_word(wanted->basis),
		     incomparable_words(earlier.reason));
	} else {
		step(telling, "The figure of %s was %s.", basis_word(wanted->basis),
		     value_print(&earlier.value, &telling->line->indicator->unit, number));
	}
}

static void tell_result(const struct telling *telling)
{
	const struct line *line = telling->line;
	const struct judgement *judgement = telling->judgement;
	char printed[VALUE_TEXT_BYTES];
	if (judgement->state == STATE_RATED)
		step(telling, "Result: %s, %s.", rating_word(judgement->rating), judgement->words);
	else if (judgement->state == STATE_AS_STATED)
		step(telling, "Result: %s; the source's own status, %.*s, is printed as stated.",
		     judgement->words, STR_ARGS(line->stated.text));
	else
		step(telling, "Result: no status (%s): %s.", state_word(judgement->state),
		     judgement->words);
	if (judgement->printed_differs) {
		value_print(&line->value, &line->indicator->unit, printed);
		step(telling,
		     telling->settings->judge_as_printed
		             ? "It is rated as it prints, %s; the exact figure would not be %s."
		             : "It prints as %s, which would be %s; the exact figure is rated.",
		     printed, rating_word(judgement->printed_rating));
	}
	if (judgement->stated_differs)
		step(telling, "The source says %.*s, which differs.",
		     STR_ARGS(line->stated.text));
	if (judgement->interval != INTERVAL_NONE && judgement->is_rating_unsure)
		step(telling,
		     "Usual variation in counts of this size runs from %.1f to %.1f, which reaches "
		     "into another status.",
		     judgement->lower, judgement->upper);
}

void judge_explain(const struct line *line, const struct judgement *judgement,
                   const struct judge_settings *settings, struct arena *arena,
                   struct explanation *out)
{
	*out = (struct explanation){ 0 };
	struct telling telling = { line, judgement, settings, arena, out };
	tell_figure(&telling);
	tell_polarity(&telling);
	tell_target(&telling);
	tell_rule(&telling);
	if (line->value.is_known && judgement->goal.kind != GOAL_NONE) {
		tell_distance(&telling);
		if (line->rule.kind == RULE_BAND)
			tell_band(&telling);
		else
			tell_tolerances(&telling);
	}
	tell_movement(&telling, &line->rule.green_if);
	tell_movement(&telling, &line->rule.amber_if);
	tell_result(&telling);
}
