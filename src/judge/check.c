#include "judge/check.h"

#include <inttypes.h>
#include <stdlib.h>

#include "figure/number.h"

/* The finding of a line at one of its columns; the message is added later. */
static struct finding about(const struct line *line, const char *rule,
                            enum finding_severity severity, const char *column)
{
	return (struct finding){
		.rule = rule,
		.severity = severity,
		.file = line->file,
		.row = line->row,
		.column = str_of(column),
		.subject = indicator_name(line->indicator),
	};
}

/* Words in a title with which a percentage may pass 100, or fall below 0. */
static const char *const UNBOUNDED_WORDS[] = {
	"take up", "take-up", "takeup", "change", "increase", "decrease", "growth",
	"variance", "gap", "difference", "of target", "budget", "spend", "capacity",
	"occupancy", "compared",
};

static bool is_unbounded(const struct indicator *indicator)
{
	for (size_t i = 0; i < COUNT_OF(UNBOUNDED_WORDS); i++) {
		if (str_find_nocase(indicator->title, str_of(UNBOUNDED_WORDS[i])) != SIZE_MAX)
			return true;
	}
	return false;
}

static bool is_outside_percent(struct ratio number)
{
	return ratio_sign(number) < 0 || ratio_compare(number, ratio_whole(100)) > 0;
}

static void check_value(const struct line *line, const struct value *value, const char *column,
                        struct finding_list *findings)
{
	const struct unit *unit = &line->indicator->unit;
	bool is_percent = unit->kind == UNIT_PERCENT;
	char shown[VALUE_TEXT_BYTES];
	char counts[VALUE_TEXT_BYTES];
	if (is_percent && !value_is_possible(value, unit)) {
		finding_add(findings,
		            about(line, "value.numerator_above_denominator", FINDING_ERROR,
		                  value == &line->value ? "numerator" : column),
		            "%s: a part cannot be larger than the whole; expected the numerator to "
		            "be at most the denominator",
		            value_print_counts(value, counts));
	} else if (value->is_known && is_percent && is_outside_percent(value->exact)) {
		bool may_be = is_unbounded(line->indicator);
		finding_add(findings,
		            about(line, "value.impossible_percentage",
		                  may_be ? FINDING_WARNING : FINDING_ERROR, column),
		            "%s is outside 0%% to 100%%; expected a percentage within it%s",
		            value_print(value, unit, shown),
		            may_be ? ", or a note on why this one passes it" : "");
	}
	if (!value_agrees(value, unit)) {
		char stated[VALUE_TEXT_BYTES];
		value_print_number(value->stated, unit, value->stated_decimals, stated);
		finding_add(findings,
		            about(line, "value.counts_disagree", FINDING_WARNING, column),
		            "%s is stated, but %s makes %s; the counts are used", stated,
		            value_print_counts(value, counts), value_print(value, unit, shown));
	}
}

static void check_values(const struct line *line, struct finding_list *findings)
{
	const struct {
		const char *column;
		const struct value *value;
	} values[] = {
		{ "current_value", &line->value },
		{ "month_value", &line->month },
		{ "quarter_value", &line->quarter },
		{ "ytd_value", &line->year_to_date },
		{ "projected_value", &line->projected },
		{ "previous_value", &line->previous },
		{ "same_period_last_year", &line->last_year },
		{ "stat_neighbour", &line->comparators[COMPARATOR_NEIGHBOURS].value },
		{ "region", &line->comparators[COMPARATOR_REGION].value },
		{ "england", &line->comparators[COMPARATOR_ENGLAND].value },
	};
	for (size_t i = 0; i < COUNT_OF(values); i++)
		check_value(line, values[i].value, values[i].column, findings);
}

/* Whether `number` lies from `low` to `high` tenths. */
static bool is_between(struct ratio number, int64_t low, int64_t high)
{
	return ratio_compare(number, ratio_of(low, 10)) >= 0 &&
	       ratio_compare(number, ratio_of(high, 10)) <= 0;
}

/* 10 or 100 when the larger number is about that many times the other, else 0. */
static int slip_between(struct ratio a, struct ratio b)
{
	a = ratio_absolute(a);
	b = ratio_absolute(b);
	if (ratio_sign(a) == 0 || ratio_sign(b) == 0)
		return 0;
	struct ratio times = ratio_compare(a, b) > 0 ? ratio_divide(a, b) : ratio_divide(b, a);
	if (is_between(times, 80, 125))
		return 10;
	return is_between(times, 800, 1250) ? 100 : 0;
}

/* Small numbers move tenfold by themselves. */
static bool is_too_small_to_tell(struct ratio a, struct ratio b)
{
	struct ratio ten = ratio_whole(10);
	return ratio_compare(ratio_absolute(a), ten) < 0 &&
	       ratio_compare(ratio_absolute(b), ten) < 0;
}

static void check_slip(const struct line *line, struct finding_list *findings)
{
	const struct value *last = line->previous.is_known ? &line->previous : &line->last_year;
	if (!line->value.is_known || !last->is_known ||
	    is_too_small_to_tell(line->value.exact, last->exact))
		return;
	int times = slip_between(line->value.exact, last->exact);
	if (times == 0)
		return;
	const struct unit *unit = &line->indicator->unit;
	char now[VALUE_TEXT_BYTES];
	char then[VALUE_TEXT_BYTES];
	finding_add(findings, about(line, "value.slipped", FINDING_WARNING, "current_value"),
	            "%s is about %d times %s the last figure, %s; did a digit slip?",
	            value_print(&line->value, unit, now), times,
	            ratio_compare(line->value.exact, last->exact) > 0 ? "more than" : "less than",
	            value_print(last, unit, then));
}

/* An earlier figure is of an earlier time; what is not dated cannot be told. */
static void check_previous_period(const struct line *line, struct finding_list *findings)
{
	bool is_dated = line->previous.is_known && period_is_dated(&line->period) &&
	                period_is_dated(&line->previous_period);
	if (!is_dated || line->previous_period.to < line->period.to)
		return;
	char then[PERIOD_TEXT_BYTES];
	char now[PERIOD_TEXT_BYTES];
	finding_add(findings,
	            about(line, "period.previous_not_before", FINDING_WARNING, "previous_period"),
	            "the previous figure is given for %s, which is not before %s",
	            period_print_words(&line->previous_period, then),
	            period_print_words(&line->period, now));
}

static void check_target_number(const struct line *line, struct finding_list *findings)
{
	const struct target *target = &line->target;
	const struct unit *unit = &line->indicator->unit;
	enum polarity polarity = line->indicator->polarity.polarity;
	char shown[VALUE_TEXT_BYTES];
	char figure[VALUE_TEXT_BYTES];
	value_print_number(target->number, unit, target->decimals, shown);
	if (unit->kind == UNIT_PERCENT && is_outside_percent(target->number) &&
	    !is_unbounded(line->indicator))
		finding_add(findings,
		            about(line, "target.impossible_percentage", FINDING_ERROR, "target"),
		            "a target of %s cannot be met; expected 0%% to 100%%", shown);
	if (ratio_sign(target->number) == 0)
		finding_add(findings,
		            about(line, "target.zero",
		                  polarity == POLARITY_LOW ? FINDING_NOTE : FINDING_WARNING,
		                  "target"),
		            "the target is 0; is it meant, or not set yet?");
	bool wants_low = target->bound == TARGET_FEWER || target->bound == TARGET_AT_MOST;
	bool wants_high = target->bound == TARGET_MORE || target->bound == TARGET_AT_LEAST;
	if ((wants_low && polarity == POLARITY_HIGH) || (wants_high && polarity == POLARITY_LOW))
		finding_add(findings,
		            about(line, "target.against_polarity", FINDING_WARNING, "target"),
		            "'%.*s' wants the figure %s, but the polarity is %s; the target is "
		            "followed",
		            STR_ARGS(target->text), wants_low ? "low" : "high",
		            polarity_word(polarity));
	if (!line->value.is_known || ratio_sign(target->number) == 0 ||
	    ratio_sign(line->value.exact) == 0 ||
	    is_too_small_to_tell(line->value.exact, target->number))
		return;
	struct ratio times = ratio_absolute(ratio_divide(line->value.exact, target->number));
	if (ratio_compare(times, ratio_whole(10)) >= 0 ||
	    ratio_compare(times, ratio_of(1, 10)) <= 0)
		finding_add(findings,
		            about(line, "target.other_order", FINDING_WARNING, "target"),
		            "the target %s and the figure %s are of a different order; is one of "
		            "them in another unit?",
		            shown, value_print(&line->value, unit, figure));
}

static void check_rating(const struct line *line, const struct judgement *judgement,
                         struct finding_list *findings)
{
	if (judgement->goal.missing == GOAL_MISSING_POLARITY && line->value.is_known)
		finding_add(findings,
		            about(line, "polarity.not_said", FINDING_WARNING, "polarity"),
		            "there is a target, but not which way is good; expected high, low or "
		            "band");
	if (judgement->stated_differs)
		finding_add(findings,
		            about(line, "status.differs", FINDING_WARNING, "stated_status"),
		            "'%.*s' is stated, but the rule gives %s: %s",
		            STR_ARGS(line->stated.text), rating_word(judgement->worked_out),
		            judgement->words);
}

/* How councils print a direction. */
static const struct {
	const char *words;
	enum direction direction;
} DIRECTION_WORDS[] = {
	{ "better", DIRECTION_BETTER },
	{ "getting better", DIRECTION_BETTER },
	{ "improve", DIRECTION_BETTER },
	{ "improved", DIRECTION_BETTER },
	{ "improving", DIRECTION_BETTER },
	{ "improved performance", DIRECTION_BETTER },
	{ "worse", DIRECTION_WORSE },
	{ "getting worse", DIRECTION_WORSE },
	{ "worsen", DIRECTION_WORSE },
	{ "worsened", DIRECTION_WORSE },
	{ "worsening", DIRECTION_WORSE },
	{ "declining", DIRECTION_WORSE },
	{ "declined", DIRECTION_WORSE },
	{ "deteriorating", DIRECTION_WORSE },
	{ "same", DIRECTION_SAME },
	{ "the same", DIRECTION_SAME },
	{ "stable", DIRECTION_SAME },
	{ "stayed the same", DIRECTION_SAME },
	{ "no change", DIRECTION_SAME },
	{ "level", DIRECTION_SAME },
};

static enum direction stated_direction(struct str text)
{
	text = str_trim(text);
	for (size_t i = 0; i < COUNT_OF(DIRECTION_WORDS); i++) {
		if (str_equal_nocase(text, str_of(DIRECTION_WORDS[i].words)))
			return DIRECTION_WORDS[i].direction;
	}
	return DIRECTION_NONE;
}

/* The word may follow from either comparison. */
static void check_direction(const struct line *line, const struct judgement *judgement,
                            struct finding_list *findings)
{
	const struct change *change = &judgement->change;
	enum direction stated = stated_direction(line->stated_direction);
	if (stated == DIRECTION_NONE || change->with == COMPARED_NOTHING ||
	    change->plain == DIRECTION_NONE)
		return;
	if (change->reason != INCOMPARABLE_NOT) {
		finding_add(findings,
		            about(line, "direction.not_comparable", FINDING_WARNING,
		                  "published_direction"),
		            "'%.*s' is stated, but the two figures are not compared: %s",
		            STR_ARGS(line->stated_direction), incomparable_words(change->reason));
		return;
	}
	bool follows = stated == change->plain || stated == judgement->last_year.plain;
	char earlier[PERIOD_TEXT_BYTES];
	if (!follows)
		finding_add(findings,
		            about(line, "direction.differs", FINDING_WARNING,
		                  "published_direction"),
		            "'%.*s' is stated, but the figures say %s than %s",
		            STR_ARGS(line->stated_direction),
		            change->plain == DIRECTION_SAME ? "no better or worse"
		                                            : direction_word(change->plain),
		            change->with == COMPARED_EARLIER
		                    ? period_print_words(&change->from_period, earlier)
		                    : compared_word(change->with));
}

void judge_check_line(const struct line *line, const struct judgement *judgement,
                      struct finding_list *findings)
{
	check_values(line, findings);
	check_slip(line, findings);
	check_previous_period(line, findings);
	if (line->target.kind == TARGET_NUMBER &&
	    !target_is_other_unit(&line->target, &line->indicator->unit))
		check_target_number(line, findings);
	check_rating(line, judgement, findings);
	check_direction(line, judgement, findings);
}

/* A rate with its count, and the population the two imply. */
struct implied {
	const struct line *line;
	double population;
};

static int compare_implied(const void *a, const void *b)
{
	const struct implied *x = a;
	const struct implied *y = b;
	int order = str_compare(x->line->authority, y->line->authority);
	if (order == 0)
		order = period_compare(&x->line->period, &y->line->period);
	if (order == 0)
		order = (x->population > y->population) - (x->population < y->population);
	if (order == 0)
		order = (x->line->row > y->line->row) - (x->line->row < y->line->row);
	return order;
}

static bool is_same_scorecard(const struct implied *a, const struct implied *b)
{
	return str_equal(a->line->authority, b->line->authority) &&
	       period_equal(&a->line->period, &b->line->period);
}

/* The first of `items` (in order) with at least `population`. */
static size_t first_from(const struct implied *items, size_t count, double population)
{
	size_t low = 0;
	size_t high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (items[middle].population < population)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* How many lie within a tenth of `population`, the first of them in `*first_out`. */
static size_t near(const struct implied *items, size_t count, double population,
                   size_t *first_out)
{
	*first_out = first_from(items, count, population * 0.9);
	return first_from(items, count, population * 1.1) - *first_out;
}

/* In one scorecard: a population that is about 10 or 100 times another, unless more
 * lines agree with it than with the other, is where a digit slipped. */
static void check_populations(const struct implied *items, size_t count,
                              struct finding_list *findings)
{
	static const double SLIPS[] = { 0.01, 0.1, 10, 100 };
	for (size_t i = 0; i < count; i++) {
		size_t first;
		size_t support = near(items, count, items[i].population, &first);
		for (size_t s = 0; s < COUNT_OF(SLIPS); s++) {
			size_t against = near(items, count, items[i].population * SLIPS[s], &first);
			if (against == 0 || against < support)
				continue;
			const struct line *line = items[i].line;
			char rate[VALUE_TEXT_BYTES];
			struct str other = indicator_name(items[first].line->indicator);
			finding_add(findings,
			            about(line, "value.population_differs", FINDING_WARNING,
			                  "current_value"),
			            "%" PRId64 " at %s implies a population of about %.0f, but "
			            "'%.*s' implies %.0f, %.0f times %s; did a digit slip in one "
			            "of them?",
			            line->value.numerator,
			            value_print(&line->value, &line->indicator->unit, rate),
			            items[i].population, STR_ARGS(other), items[first].population,
			            SLIPS[s] > 1 ? SLIPS[s] : 1 / SLIPS[s],
			            SLIPS[s] > 1 ? "more" : "less");
			break;
		}
	}
}

void judge_check_scorecard(const struct line *lines, size_t count, struct finding_list *findings)
{
	struct implied *items = arena_new(findings->arena, count ? count : 1, sizeof(*items));
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		const struct value *value = &lines[i].value;
		const struct unit *unit = &lines[i].indicator->unit;
		struct ratio rate = value->has_stated ? value->stated : value->exact;
		bool has_rate = unit->kind == UNIT_RATE && (value->is_known || value->has_stated);
		if (!has_rate || !value->has_numerator || value->numerator == 0 ||
		    ratio_sign(rate) <= 0)
			continue;
		items[used++] = (struct implied){
			.line = &lines[i],
			.population = (double)value->numerator * (double)unit->per /
			              ratio_to_double(rate),
		};
	}
	qsort(items, used, sizeof(*items), compare_implied);
	for (size_t from = 0, to; from < used; from = to) {
		for (to = from + 1; to < used && is_same_scorecard(&items[from], &items[to]);)
			to++;
		check_populations(items + from, to - from, findings);
	}
}
