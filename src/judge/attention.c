#include "judge/attention.h"

#include <math.h>
#include <stdlib.h>

/* A line with its urgency; lists are sorted by it, ties by place. */
struct ranked {
	size_t index;
	double urgency; /* 0: not in the list */
};

/* How many comparators the figure is better, or worse, than. */
static int standings(const struct judgement *judgement, enum standing standing)
{
	int count = 0;
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++)
		count += judgement->comparators[kind].standing == standing;
	return count;
}

/* How a movement adds to urgency: a clear one most. */
static double movement(const struct change *change, enum direction direction)
{
	if (change->direction != direction)
		return 0;
	return change->certainty == CERTAINTY_CLEAR ? 20 : 10;
}

static double need(const struct line *line, const struct judgement *judgement)
{
	double falling = movement(&judgement->change, DIRECTION_WORSE);
	double worse = standings(judgement, STANDING_WORSE);
	if (judgement->rating == RATING_RED)
		return 100 + falling - movement(&judgement->change, DIRECTION_BETTER) / 2 + worse;
	if (judgement->rating == RATING_AMBER && (judgement->asks & ASK_AMBER_TWICE))
		return 70 + falling + worse;
	if (judgement->rating == RATING_AMBER && falling > 0)
		return 55 + falling / 2 + worse;
	if (judgement->stated_differs)
		return 50;
	if (line->indicator->watch.len > 0)
		return 45;
	if (judgement->state == STATE_NOT_UNDERSTOOD)
		return 40;
	if (judgement->state == STATE_LATE)
		return 35;
	bool is_clearly_falling = judgement->change.direction == DIRECTION_WORSE &&
	                          judgement->change.certainty == CERTAINTY_CLEAR;
	if (is_clearly_falling)
		return 30;
	/* Without a status the fall is all that a reader has to go by. */
	bool may_be_falling = judgement->change.direction == DIRECTION_WORSE &&
	                      judgement->change.certainty == CERTAINTY_NOT_TESTED;
	return judgement->rating == RATING_NONE && may_be_falling ? 25 : 0;
}

static double wellness(const struct line *line, const struct judgement *judgement)
{
	bool is_green = judgement->rating == RATING_GREEN;
	if (line->indicator->is_highlight && judgement->rating != RATING_RED)
		return 100;
	if (!is_green)
		return 0;
	double rising = movement(&judgement->change, DIRECTION_BETTER);
	double ahead = standings(judgement, STANDING_BETTER);
	bool is_ahead_of_all = ahead > 0 && standings(judgement, STANDING_WORSE) == 0;
	return rising + (is_ahead_of_all ? ahead : 0);
}

/* The size of a change against the figure it started from, at most 99. */
static double relative_size(const struct change *change)
{
	double from = fabs(ratio_to_double(change->from.exact));
	double size = fabs(ratio_to_double(change->difference));
	return from > 0 ? fmin(100 * size / from, 99) : 99;
}

/* What moved: clear changes and new colours; untested ones behind them, by size. A
 * change that usual variation would explain is no news. */
static double news(const struct judgement *judgement)
{
	const struct change *change = &judgement->change;
	bool has_moved = change->direction == DIRECTION_BETTER ||
	                 change->direction == DIRECTION_WORSE;
	if (!has_moved)
		return 0;
	bool has_new_colour = judgement->previous_rating != RATING_NONE &&
	                      judgement->rating != RATING_NONE &&
	                      judgement->previous_rating != judgement->rating;
	if (change->certainty == CERTAINTY_CLEAR)
		return 300 + relative_size(change);
	if (has_new_colour)
		return 200 + relative_size(change);
	return change->certainty == CERTAINTY_NOT_TESTED ? 100 + relative_size(change) : 0;
}

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	int order = (x->urgency < y->urgency) - (x->urgency > y->urgency);
	return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* The indexes of the ranked lines, most urgent first. */
static size_t *sorted(struct arena *arena, struct ranked *ranked, size_t count)
{
	if (count > 0)
		qsort(ranked, count, sizeof(*ranked), compare_ranked);
	size_t *indexes = arena_new(arena, count ? count : 1, sizeof(*indexes));
	for (size_t i = 0; i < count; i++)
		indexes[i] = ranked[i].index;
	return indexes;
}

static void rank(struct ranked *list, size_t *count, size_t index, double urgency)
{
	if (urgency > 0)
		list[(*count)++] = (struct ranked){ index, urgency };
}

void attention_sort(const struct line *lines, const struct judgement *judgements, size_t count,
                    struct arena *arena, struct attention *out)
{
	*out = (struct attention){ 0 };
	size_t room = count ? count : 1;
	struct ranked *needs = arena_new(arena, room, sizeof(*needs));
	struct ranked *changed = arena_new(arena, room, sizeof(*changed));
	struct ranked *well = arena_new(arena, room, sizeof(*well));
	for (size_t i = 0; i < count; i++) {
		double needed = need(&lines[i], &judgements[i]);
		rank(needs, &out->needs_count, i, needed);
		rank(changed, &out->changed_count, i, news(&judgements[i]));
		if (!(needed > 0))
			rank(well, &out->well_count, i, wellness(&lines[i], &judgements[i]));
	}
	out->needs = sorted(arena, needs, out->needs_count);
	out->changed = sorted(arena, changed, out->changed_count);
	out->well = sorted(arena, well, out->well_count);
}
