#include "digest/words.h"

struct str words_full_name(struct arena *arena, const struct indicator *indicator)
{
	if (indicator->ref.len == 0)
		return indicator->title;
	if (indicator->title.len == 0)
		return indicator->ref;
	return arena_format(arena, "%.*s %.*s", STR_ARGS(indicator->ref),
	                    STR_ARGS(indicator->title));
}

enum doc_mark words_rating_mark(enum rating rating)
{
	static const enum doc_mark MARKS[RATING_COUNT] = {
		[RATING_NONE] = DOC_MARK_NOT_RATED,
		[RATING_GREEN] = DOC_MARK_ON_TARGET,
		[RATING_AMBER] = DOC_MARK_CLOSE,
		[RATING_RED] = DOC_MARK_OFF_TARGET,
	};
	return MARKS[rating];
}

enum doc_mark words_direction_mark(enum direction direction)
{
	static const enum doc_mark MARKS[DIRECTION_COUNT] = {
		[DIRECTION_NONE] = DOC_MARK_NOT_COMPARED,
		[DIRECTION_BETTER] = DOC_MARK_BETTER,
		[DIRECTION_WORSE] = DOC_MARK_WORSE,
		[DIRECTION_SAME] = DOC_MARK_SAME,
		[DIRECTION_NOT_COMPARABLE] = DOC_MARK_NOT_COMPARED,
	};
	return MARKS[direction];
}

const char *words_of_status(const struct judgement *judgement)
{
	return judgement->state == STATE_RATED ? judgement->words : state_word(judgement->state);
}

const char *words_of_certainty(enum certainty certainty)
{
	static const char *const WORDS[CERTAINTY_COUNT] = {
		[CERTAINTY_NOT_TESTED] = "not tested",
		[CERTAINTY_UNSURE] = "too few to be sure",
		[CERTAINTY_CLEAR] = "clear",
	};
	return WORDS[certainty];
}

const char *words_of_absence(const struct line *line)
{
	enum absence absence = line->absence != ABSENCE_NOT_SAID ? line->absence
	                                                         : line->stated.absence;
	return absence == ABSENCE_NOT_SAID ? "not given" : absence_word(absence);
}

bool words_lack_target(const struct line *line)
{
	return line->target.kind == TARGET_NOT_GIVEN && !rule_brings_goal(&line->rule);
}

bool words_is_draft(const struct line *line)
{
	return rule_brings_goal(&line->rule) ? line->rule_is_draft : line->target_is_draft;
}

/* "England (20.2%)", or the name alone when its figure is not there. */
static struct str words_of_comparator(struct arena *arena, const struct line *line)
{
	char figure[VALUE_TEXT_BYTES];
	const struct value *value = &line->comparators[line->rule.comparator].value;
	struct str name = str_of(comparator_word(line->rule.comparator));
	if (!value->is_known)
		return name;
	return arena_format(arena, "%.*s (%s)", STR_ARGS(name),
	                    value_print(value, &line->indicator->unit, figure));
}

struct str words_of_target(struct arena *arena, const struct line *line)
{
	char text[TARGET_TEXT_BYTES];
	const struct rule *rule = &line->rule;
	struct target target = line->target;
	if (rule->has_comparator)
		return words_of_comparator(arena, line);
	if (rule->kind == RULE_BAND)
		target = (struct target){ .kind = TARGET_RANGE,
			                  .low = rule->low,
			                  .high = rule->high,
			                  .decimals = -1 };
	else if (rule->kind == RULE_PROGRESS)
		target = (struct target){ .kind = TARGET_IMPROVE,
			                  .improvement = rule->green_if.is_given
			                                         ? rule->green_if
			                                         : rule->amber_if };
	return arena_text(arena, str_of(target_print(&target, &line->indicator->unit, text)));
}

struct str words_of_goal(struct arena *arena, const struct line *line, const struct goal *goal)
{
	char text[TARGET_TEXT_BYTES];
	if (!goal->is_profiled || rule_brings_goal(&line->rule))
		return words_of_target(arena, line);
	return arena_text(arena, str_of(target_print(&line->profiled, &line->indicator->unit,
	                                             text)));
}

struct str words_of_period(struct arena *arena, const struct period *period)
{
	char words[PERIOD_TEXT_BYTES];
	if (period->kind == PERIOD_NONE)
		return STR("period not given");
	return arena_text(arena, str_of(period_print_words(period, words)));
}

struct str words_capitalised(struct arena *arena, struct str text)
{
	struct str copy = arena_text(arena, text);
	char *first = (char *)copy.ptr; /* the arena's own copy */
	if (copy.len)
		first[0] = char_upper(first[0]);
	return copy;
}
