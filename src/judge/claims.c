#include "judge/claims.h"

#include "base/date.h"
#include "judge/wording.h"

enum { MONTHS_A_YEAR = 12 };

/* The line whose words are checked, and where findings about them go. */
struct reading {
	const struct line *line;
	const struct judgement *judgement;
	struct str column;
	struct finding_list *findings;
};

static struct finding about(const struct reading *reading, const char *rule)
{
	return (struct finding){
		.rule = rule,
		.severity = FINDING_WARNING,
		.file = reading->line->file,
		.row = reading->line->row,
		.column = reading->column,
		.subject = indicator_name(reading->line->indicator),
	};
}

static void query_target(const struct reading *reading, const struct claim *claim)
{
	const struct line *line = reading->line;
	const struct comparison *target = &reading->judgement->target;
	const struct unit *unit = &line->indicator->unit;
	char figure[VALUE_TEXT_BYTES];
	char against[VALUE_TEXT_BYTES];
	const char *worth = "";
	if (target->position != POSITION_AT && target->standing == STANDING_BETTER)
		worth = ", which is better than,";
	else if (target->position != POSITION_AT && target->standing == STANDING_WORSE)
		worth = ", which is worse than,";
	finding_add(reading->findings, about(reading, "words.target"),
	            "the text says \"%.*s\", but %s is %s%s the target %s",
	            STR_ARGS(claim->quote), value_print(&line->value, unit, figure),
	            position_word(target->position), worth,
	            value_print_number(target->against, unit, -1, against));
}

/* Whether the claim's clause is about another time than the line's, or about some of
 * its cases only. A year and a month are the line's own when they lie in its period. */
static bool is_about_something_else(const struct line *line, const struct claim *claim)
{
	if (claim->is_of_another_time || claim->is_of_a_part)
		return true;
	if (!period_is_dated(&line->period))
		return claim->year != 0 || claim->month != 0;
	struct ymd first = date_to_ymd(line->period.from);
	struct ymd last = date_to_ymd(line->period.to);
	int months = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month;
	int from_first = (claim->month - first.month + MONTHS_A_YEAR) % MONTHS_A_YEAR;
	bool is_other_year = claim->year != 0 &&
	                     (claim->year < first.year || claim->year > last.year);
	return is_other_year || (claim->month != 0 && from_first > months);
}

static void check_target_claim(const struct reading *reading, const struct claim *claim)
{
	const struct comparison *target = &reading->judgement->target;
	bool is_worse = target->standing == STANDING_WORSE;
	bool is_met = target->standing == STANDING_MEETS || target->standing == STANDING_BETTER;
	bool contradicts = false;
	if (claim->kind == CLAIM_ABOVE_TARGET)
		contradicts = target->position == POSITION_BELOW;
	else if (claim->kind == CLAIM_BELOW_TARGET)
		contradicts = target->position == POSITION_ABOVE;
	else if (claim->kind == CLAIM_EXCEEDED)
		/* "Exceeded" of a low-is-good figure can mean either side. */
		contradicts = is_worse && target->position == POSITION_BELOW;
	else if (claim->kind == CLAIM_MET)
		contradicts = is_worse;
	else if (claim->kind == CLAIM_MISSED)
		contradicts = is_met;
	if (contradicts && !is_about_something_else(reading->line, claim))
		query_target(reading, claim);
}

/* Whether `value` prints as `number` with the decimals that the text wrote; a text may
 * know more of them than a figure that was only stated. */
static bool prints_as(const struct value *value, const struct number *number)
{
	if (!value->is_known)
		return false;
	bool is_only_stated = value->has_stated && !value_has_counts(value) &&
	                      value->stated_decimals < number->decimals;
	if (is_only_stated)
		return ratio_compare(ratio_round(number->value, value->stated_decimals),
		                     value->stated) == 0;
	return ratio_compare(ratio_round(value->exact, number->decimals), number->value) == 0;
}

/* The earlier figure of the line that the text's number is, or NULL. */
static const struct value *earlier_figure(const struct line *line, const struct number *number)
{
	const struct value *figures[] = { &line->previous, &line->last_year, &line->baseline };
	for (size_t i = 0; i < COUNT_OF(figures); i++) {
		if (prints_as(figures[i], number))
			return figures[i];
	}
	for (size_t i = line->history_count; i-- > 0;) {
		if (prints_as(&line->history[i].value, number))
			return &line->history[i].value;
	}
	return NULL;
}

static bool is_comparator_figure(const struct line *line, const struct number *number)
{
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		if (prints_as(&line->comparators[kind].value, number))
			return true;
	}
	return false;
}

static bool is_target_number(const struct line *line, const struct number *number)
{
	const struct target *target = &line->target;
	return target->kind == TARGET_NUMBER && ratio_compare(target->number, number->value) == 0;
}

/* Whether a claimed movement is the opposite of the one from `then` to now. */
static bool is_opposite(const struct reading *reading, enum claim_kind kind, struct ratio then)
{
	int moved = ratio_compare(reading->line->value.exact, then);
	enum direction direction = judge_direction(&reading->judgement->goal, then,
	                                           reading->line->value.exact, ratio_whole(0));
	switch (kind) {
	case CLAIM_UP:
		return moved < 0;
	case CLAIM_DOWN:
		return moved > 0;
	case CLAIM_BETTER:
		return direction == DIRECTION_WORSE;
	case CLAIM_WORSE:
		return direction == DIRECTION_BETTER;
	case CLAIM_ABOVE_TARGET:
	case CLAIM_BELOW_TARGET:
	case CLAIM_EXCEEDED:
	case CLAIM_MET:
	case CLAIM_MISSED:
	case CLAIM_FIGURE:
	case CLAIM_TARGET_NUMBER:
		break;
	}
	return false;
}

static void query_movement(const struct reading *reading, const struct claim *claim,
                           struct ratio then, const char *what)
{
	const struct line *line = reading->line;
	const struct unit *unit = &line->indicator->unit;
	char now[VALUE_TEXT_BYTES];
	char before[VALUE_TEXT_BYTES];
	int moved = ratio_compare(line->value.exact, then);
	finding_add(reading->findings, about(reading, "words.movement"),
	            "the text says \"%.*s\", but %s is %s %s%s", STR_ARGS(claim->quote),
	            value_print(&line->value, unit, now),
	            moved > 0   ? "higher than"
	            : moved < 0 ? "lower than"
	                        : "the same as",
	            value_print_number(then, unit, -1, before), what);
}

/* The change that a named period means; NULL when the line has none to compare. */
static const struct change *named_change(const struct reading *reading, enum compared with)
{
	const struct judgement *judgement = reading->judgement;
	const struct change *changes[] = { &judgement->change, &judgement->last_year };
	struct period year_before = { 0 };
	if (period_is_dated(&reading->line->period))
		year_before = period_year_before(&reading->line->period);
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		const struct change *change = changes[i];
		if (change->with == COMPARED_NOTHING || change->reason != INCOMPARABLE_NOT)
			continue;
		/* Of annual figures, last period is last year. */
		bool is_year_before = with == COMPARED_LAST_YEAR &&
		                      period_is_dated(&change->from_period) &&
		                      period_equal(&change->from_period, &year_before);
		if (change->with == with || is_year_before)
			return change;
	}
	return NULL;
}

static void check_movement_claim(const struct reading *reading, const struct claim *claim)
{
	const struct line *line = reading->line;
	if (claim->has_number) {
		const struct value *earlier = earlier_figure(line, &claim->number);
		bool is_known = earlier || is_comparator_figure(line, &claim->number) ||
		                is_target_number(line, &claim->number);
		if (is_known && is_opposite(reading, claim->kind, claim->number.value))
			query_movement(reading, claim, claim->number.value, "");
		return;
	}
	if (claim->with != COMPARED_NOTHING) {
		const struct change *change = named_change(reading, claim->with);
		if (change && is_opposite(reading, claim->kind, change->from.exact))
			query_movement(reading, claim, change->from.exact,
			               claim->with == COMPARED_LAST_YEAR
			                       ? ", the figure of last year"
			                       : ", the figure of last period");
		return;
	}
	/* No period is named: every comparison there is must say the opposite. */
	const struct change *change = &reading->judgement->change;
	const struct change *other = &reading->judgement->last_year;
	if (change->with == COMPARED_NOTHING || change->reason != INCOMPARABLE_NOT ||
	    !is_opposite(reading, claim->kind, change->from.exact))
		return;
	if (other->with == COMPARED_NOTHING || is_opposite(reading, claim->kind, other->from.exact))
		query_movement(reading, claim, change->from.exact, ", the figure before");
}

/* Whether a number is meant in the line's unit. One that could be a year is not. */
static bool is_in_unit(const struct line *line, const struct number *number)
{
	bool could_be_year = number->written == UNIT_NONE && number->decimals == 0 &&
	                     ratio_compare(number->value, ratio_whole(1990)) >= 0 &&
	                     ratio_compare(number->value, ratio_whole(2100)) <= 0;
	bool says_percent = number->written == UNIT_PERCENT;
	return !could_be_year && says_percent == (line->indicator->unit.kind == UNIT_PERCENT);
}

static void check_figure_claim(const struct reading *reading, const struct claim *claim)
{
	const struct line *line = reading->line;
	const struct value *ours[] = { &line->value, &line->month, &line->quarter,
		                       &line->year_to_date, &line->projected };
	if (!is_in_unit(line, &claim->number) || is_about_something_else(line, claim))
		return;
	for (size_t i = 0; i < COUNT_OF(ours); i++) {
		if (prints_as(ours[i], &claim->number))
			return;
	}
	char figure[VALUE_TEXT_BYTES];
	bool is_earlier = earlier_figure(line, &claim->number) != NULL;
	if (!is_earlier && (is_comparator_figure(line, &claim->number) ||
	                    is_target_number(line, &claim->number)))
		return;
	finding_add(reading->findings, about(reading, "words.figure"),
	            "the text says \"%.*s\", but the figure is %s%s",
	            STR_ARGS(claim->quote),
	            value_print(&line->value, &line->indicator->unit, figure),
	            is_earlier ? "; is this an earlier text, left unchanged?" : "");
}

static void check_target_number_claim(const struct reading *reading, const struct claim *claim)
{
	const struct line *line = reading->line;
	bool has_number = line->target.kind == TARGET_NUMBER;
	if (!has_number || !is_in_unit(line, &claim->number) ||
	    is_target_number(line, &claim->number) || is_about_something_else(line, claim) ||
	    (line->profiled.kind == TARGET_NUMBER &&
	     ratio_compare(line->profiled.number, claim->number.value) == 0))
		return;
	char target[TARGET_TEXT_BYTES];
	finding_add(reading->findings, about(reading, "words.target_number"),
	            "the text says \"%.*s\", but the target is %s", STR_ARGS(claim->quote),
	            target_print(&line->target, &line->indicator->unit, target));
}

static void check_claim(const struct reading *reading, const struct claim *claim)
{
	if (claim->kind <= CLAIM_MISSED)
		check_target_claim(reading, claim);
	else if (claim->kind <= CLAIM_WORSE)
		check_movement_claim(reading, claim);
	else if (claim->kind == CLAIM_FIGURE)
		check_figure_claim(reading, claim);
	else
		check_target_number_claim(reading, claim);
}

void judge_check_words(const struct line *line, const struct judgement *judgement,
                       struct str column, struct str text, struct finding_list *findings)
{
	if (!line->value.is_known)
		return;
	struct reading reading = { line, judgement, column, findings };
	struct claim_list claims = wording_read(text, findings->arena);
	for (size_t i = 0; i < claims.count; i++)
		check_claim(&reading, &claims.items[i]);
}

void judge_check_commentary(const struct line *line, const struct judgement *judgement,
                            struct finding_list *findings)
{
	judge_check_words(line, judgement, STR("shows"), line->commentary.shows, findings);
	judge_check_words(line, judgement, STR("why"), line->commentary.why, findings);
}

/* The next character that is not white space, 0 at the end. */
static char next_solid(struct str text, size_t *at)
{
	while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n' ||
	                          text.ptr[*at] == '\t' || text.ptr[*at] == '\r'))
		(*at)++;
	return *at < text.len ? text.ptr[(*at)++] : '\0';
}

void judge_check_repeated(const struct line *line, struct str column, struct str before,
                          struct str text, struct finding_list *findings)
{
	size_t at = 0;
	size_t at_before = 0;
	char c;
	size_t solid = 0;
	do {
		c = next_solid(text, &at);
		if (c != next_solid(before, &at_before))
			return;
		solid += c != '\0';
	} while (c != '\0');
	if (solid == 0)
		return;
	struct reading reading = { .line = line, .column = column };
	finding_add(findings, about(&reading, "words.repeated"),
	            "the text is last period's, unchanged; does it still hold?");
}
