#include "lang/axis.h"

#include <stdlib.h>

#include "base/date.h"
#include "lang/frame.h"

/* --- Periods ----------------------------------------------------------------------------- */

static bool is_changed_within(const struct question *question, struct span span)
{
	const struct definition *definition = question->definition;
	for (size_t i = 0; i < definition->version_count; i++) {
		const struct version *version = &definition->versions[i];
		if (version->from > span.from && version->from <= span.to &&
		    !variant_sets(question->variant, version->parameter))
			return true;
	}
	return (definition->in_force_from != DATE_NONE && span.from < definition->in_force_from) ||
	       (definition->in_force_to != DATE_NONE && span.to > definition->in_force_to);
}

/* A period, or the months to its own last day that `rolling` makes of it. */
static struct span span_of(struct span period, int rolling_months)
{
	int32_t from = DATE_MIN;
	if (rolling_months == 0)
		return period;
	if (period.to == DATE_MAX ||
	    date_add_months(period.to + 1, -rolling_months, &from, NULL) != OK)
		from = DATE_MIN;
	return (struct span){ from, period.to };
}

static void take_periods(const struct question *question, struct arena *arena,
                         struct axis *out)
{
	size_t count = question->period_count;
	struct span *spans = arena_new(arena, count + 1, sizeof(*spans));
	bool *is_changed = arena_new(arena, count + 1, sizeof(*is_changed));
	for (size_t i = 0; i < count; i++) {
		spans[i] = span_of(question->periods[i], question->definition->base.rolling_months);
		is_changed[i] = is_changed_within(question, spans[i]);
	}
	out->spans = spans;
	out->is_changed = is_changed;
	out->period_count = (int32_t)count;
}

/* --- Segments ---------------------------------------------------------------------------- */

static void find_days(struct axis *axis)
{
	axis->first_day = INT32_MAX;
	axis->last_day = INT32_MIN;
	for (int32_t i = 0; i < axis->period_count; i++) {
		if (axis->spans[i].from < axis->first_day)
			axis->first_day = axis->spans[i].from;
		if (axis->spans[i].to > axis->last_day)
			axis->last_day = axis->spans[i].to;
	}
}

/* Numbers the days: a new segment begins where a period begins or has ended. */
static void cut_segments(struct axis *axis, struct arena *arena)
{
	find_days(axis);
	if (axis->period_count == 0)
		return;
	size_t days = (size_t)(axis->last_day - axis->first_day) + 1;
	bool *begins = arena_new(arena, days + 1, sizeof(*begins));
	int32_t *segments = arena_new(arena, days + 1, sizeof(*segments));
	for (int32_t i = 0; i < axis->period_count; i++) {
		begins[axis->spans[i].from - axis->first_day] = true;
		begins[axis->spans[i].to + 1 - axis->first_day] = true;
	}
	for (size_t day = 0, segment = 0; day <= days; day++) {
		segment += day > 0 && begins[day];
		segments[day] = (int32_t)segment;
	}
	axis->segments = segments;
	axis->count = segments[days];
	struct reach *periods =
		arena_new(arena, (size_t)axis->period_count + 1, sizeof(*periods));
	for (int32_t i = 0; i < axis->period_count; i++)
		periods[i] = (struct reach){ segments[axis->spans[i].from - axis->first_day],
			                     segments[axis->spans[i].to + 1 - axis->first_day] };
	axis->periods = periods;
}

/* Which periods each segment lies in. */
static void list_holders(struct axis *axis, struct arena *arena)
{
	int32_t *from = arena_new(arena, (size_t)axis->count + 2, sizeof(*from));
	for (int32_t i = 0; i < axis->period_count; i++)
		for (int32_t at = axis->periods[i].from; at < axis->periods[i].to; at++)
			from[at + 1]++;
	for (int32_t at = 0; at < axis->count; at++)
		from[at + 1] += from[at];
	int32_t *next = arena_new(arena, (size_t)axis->count + 1, sizeof(*next));
	int32_t *holds = arena_new(arena, (size_t)from[axis->count] + 1, sizeof(*holds));
	for (int32_t at = 0; at < axis->count; at++)
		next[at] = from[at];
	for (int32_t i = 0; i < axis->period_count; i++)
		for (int32_t at = axis->periods[i].from; at < axis->periods[i].to; at++)
			holds[next[at]++] = i;
	axis->holds_from = from;
	axis->holds = holds;
	axis->periods = NULL;
	axis->count = axis->period_count;
}

int32_t axis_segment(const struct axis *axis, int64_t day)
{
	if (day == CELL_MISSING || day < axis->first_day || day > axis->last_day)
		return -1;
	return axis->segments[day - axis->first_day];
}

/* --- Looks ------------------------------------------------------------------------------- */

static int compare_spans(const void *left, const void *right)
{
	const struct span *a = left, *b = right;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

/* Periods that end on one day are one look, unless the first day matters as well. */
static bool is_same_look(struct span a, struct span b, bool asks_first_day)
{
	return a.to == b.to && (!asks_first_day || a.from == b.from);
}

/* Numbers the days by the look that comes next. */
static void list_first_looks(struct axis *axis, struct arena *arena)
{
	if (axis->count == 0)
		return;
	axis->first_day = axis->looks[0].to;
	axis->last_day = axis->looks[axis->count - 1].to;
	int32_t *first = arena_new(arena, (size_t)(axis->last_day - axis->first_day) + 1,
	                           sizeof(*first));
	for (int32_t day = axis->first_day, look = 0; day <= axis->last_day; day++) {
		while (axis->looks[look].to < day)
			look++;
		first[day - axis->first_day] = look;
	}
	axis->first_looks = first;
}

static void find_looks(struct axis *axis, bool asks_first_day, struct arena *arena)
{
	size_t count = (size_t)axis->period_count;
	struct span *looks = arena_new(arena, count + 1, sizeof(*looks));
	struct reach *periods = arena_new(arena, count + 1, sizeof(*periods));
	for (size_t i = 0; i < count; i++)
		looks[i] = axis->spans[i];
	qsort(looks, count, sizeof(*looks), compare_spans);
	for (size_t i = 0; i < count; i++)
		if (axis->count == 0 ||
		    !is_same_look(looks[axis->count - 1], looks[i], asks_first_day))
			looks[axis->count++] = looks[i];
	for (size_t i = 0; i < count; i++)
		for (int32_t look = 0; look < axis->count; look++)
			if (is_same_look(looks[look], axis->spans[i], asks_first_day))
				periods[i] = (struct reach){ look, look + 1 };
	axis->looks = looks;
	axis->periods = periods;
	list_first_looks(axis, arena);
}

/* The first look whose last day is not before `day`. */
static int32_t first_look(const struct axis *axis, int64_t day)
{
	if (axis->count == 0 || day > axis->last_day)
		return axis->count;
	return day < axis->first_day ? 0 : axis->first_looks[day - axis->first_day];
}

struct reach axis_running(const struct axis *axis, int64_t start, int64_t end, bool is_during)
{
	struct reach reach = { first_look(axis, start), axis->count };
	/* With `during` looks are in order of their last days, not of their first, so whoever
	 * asks looks at each. */
	if (end != CELL_MISSING && !is_during)
		reach.to = first_look(axis, end);
	if (reach.to < reach.from)
		reach.to = reach.from;
	return reach;
}

/* --- Which of them ------------------------------------------------------------------------ */

static bool node_asks_first_day(const struct node *node)
{
	if (!node)
		return false;
	if (node->kind == NODE_NAME && node->binding.kind == BOUND_FIRST_DAY)
		return true;
	for (size_t i = 0; i < node->part_count; i++)
		if (node_asks_first_day(node->parts[i]))
			return true;
	const struct relation *relation = node->relation;
	return node->kind == NODE_RELATION && relation &&
	       (node_asks_first_day(relation->where) || node_asks_first_day(relation->key) ||
	        node_asks_first_day(relation->running_from) ||
	        node_asks_first_day(relation->running_to) || node_asks_first_day(relation->value));
}

/* Whether anything in the definition speaks of the first day of the period. */
static bool asks_first_day(const struct question *question)
{
	const struct definition *definition = question->definition;
	bool asks = node_asks_first_day(definition->count) ||
	            node_asks_first_day(definition->value) ||
	            node_asks_first_day(definition->over_sum);
	for (size_t i = 0; i < definition->base.condition_count; i++)
		asks |= node_asks_first_day(definition->base.conditions[i]);
	for (size_t i = 0; i < definition->base.key_count; i++)
		asks |= node_asks_first_day(definition->base.keys[i]);
	for (size_t i = 0; i < definition->rejection_count; i++)
		asks |= node_asks_first_day(definition->rejections[i].condition);
	for (size_t i = 0; i < definition->let_count; i++)
		asks |= node_asks_first_day(definition->lets[i].value);
	for (size_t i = 0; i < question->dimension_count; i++)
		asks |= node_asks_first_day(question->dimensions[i].value);
	return asks;
}

struct axis axis_make(const struct question *question, struct arena *arena)
{
	const struct base *base = &question->definition->base;
	struct axis axis = { 0 };
	take_periods(question, arena, &axis);
	if (base->clock == CLOCK_WHEN || base->clock == CLOCK_BIRTHDAY ||
	    base->clock == CLOCK_DUE) {
		/* Who has no date of birth is rejected in every period, once. */
		bool by_period = base->key_count > 0 || base->clock == CLOCK_BIRTHDAY;
		axis.kind = by_period ? AXIS_PERIODS : AXIS_SEGMENTS;
		cut_segments(&axis, arena);
		if (axis.kind == AXIS_PERIODS && axis.period_count > 0)
			list_holders(&axis, arena);
		return axis;
	}
	axis.kind = AXIS_LOOKS;
	find_looks(&axis, base->clock == CLOCK_DURING || asks_first_day(question), arena);
	return axis;
}
