/* Schedules: due dates that run from what was really held. */
#include <stdlib.h>

#include "base/mem.h"
#include "lang/frame.h"

/* --- What was held ----------------------------------------------------------------------- */

static int compare_days(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* The days of one record in order, each once, from the day its first clock began. */
static int32_t settle_days(int64_t *days, int32_t count, int64_t begun)
{
	int32_t kept = 0;
	qsort(days, (size_t)count, sizeof(*days), compare_days);
	for (int32_t i = 0; i < count; i++)
		if (begun != CELL_MISSING && days[i] >= begun &&
		    (kept == 0 || days[kept - 1] != days[i]))
			days[kept++] = days[i];
	return kept;
}

static enum lang_type type_of_held(const struct table *table, int field)
{
	return table->type->fields[field].kind == FIELD_INSTANT ? LANG_INSTANT : LANG_DATE;
}

static void gather_days(struct evaluator *self, const struct frame *frame,
                        const struct schedule *schedule, const int64_t *begun, int32_t *first,
                        int64_t **held_out)
{
	const struct table *table = &self->tables->of[schedule->events->type];
	enum lang_type type = type_of_held(table, schedule->held);
	auto_arena arena = { 0 };
	struct pair_list pairs = { .arena = &arena };
	frame_pairs(self, frame, schedule->events, &pairs);
	int64_t *held = scratch_new(&self->scratch, pairs.count + 1, sizeof(*held));
	int32_t kept = 0;
	size_t at = 0;
	for (int32_t i = 0; i < frame->count; i++) {
		int32_t count = 0;
		first[i] = kept;
		for (; at < pairs.count && pairs.items[at].owner == i; at++) {
			int64_t day = day_of(type, column_at(&table->columns[schedule->held],
			                                     pairs.items[at].row));
			if (day != CELL_MISSING)
				held[kept + count++] = day;
		}
		kept += settle_days(held + kept, count, begun[i]);
	}
	first[frame->count] = kept;
	*held_out = held;
}

/* --- When the next falls due -------------------------------------------------------------- */

/* The steps of a schedule, worked out for every record at once. */
struct steps {
	const struct schedule *schedule;
	const int64_t **durations; /* of each step */
	size_t *turns;             /* of each record: the step whose turn it is */
};

/* When the next is due after `from`, for every record; `held` is what was held then, missing
 * before the first. */
static void step_on(struct evaluator *self, const struct frame *frame, struct steps *steps,
                    const int64_t *from, const int64_t *held, int64_t *due_out)
{
	const struct schedule *schedule = steps->schedule;
	struct scratch_mark mark = scratch_mark(&self->scratch);
	struct frame now = *frame;
	now.held = held;
	bool *is_found = scratch_new(&self->scratch, (size_t)frame->count + 1, sizeof(*is_found));
	for (int32_t i = 0; i < frame->count; i++) {
		is_found[i] = from[i] == CELL_MISSING;
		due_out[i] = CELL_MISSING;
	}
	for (size_t step = 0; step < schedule->step_count; step++) {
		const struct step *said = &schedule->steps[step];
		const int64_t *holds =
			said->condition ? frame_value(self, &now, said->condition, 0) : NULL;
		for (int32_t i = 0; i < frame->count; i++) {
			if (is_found[i] || steps->turns[i] > step || (holds && holds[i] != 1))
				continue;
			is_found[i] = true;
			steps->turns[i] = said->is_repeated ? step : step + 1;
			due_out[i] = day_plus(self, from[i], said->duration->type,
			                      steps->durations[step][i]);
		}
	}
	for (int32_t i = 0; i < frame->count; i++)
		if (!is_found[i])
			steps->turns[i] = schedule->step_count; /* nothing more falls due */
	scratch_release(&self->scratch, mark);
}

static struct steps steps_begin(struct evaluator *self, const struct frame *frame,
                                const struct schedule *schedule)
{
	struct steps steps = { .schedule = schedule };
	steps.durations = scratch_new(&self->scratch, schedule->step_count + 1,
	                              sizeof(*steps.durations));
	steps.turns = scratch_new(&self->scratch, (size_t)frame->count + 1, sizeof(*steps.turns));
	for (size_t i = 0; i < schedule->step_count; i++)
		steps.durations[i] = frame_value(self, frame, schedule->steps[i].duration, 0);
	for (int32_t i = 0; i < frame->count; i++)
		steps.turns[i] = 0;
	return steps;
}

struct chain frame_chain(struct evaluator *self, const struct frame *frame,
                         const struct schedule *schedule)
{
	int32_t count = frame->count;
	int32_t *first = scratch_new(&self->scratch, (size_t)count + 1, sizeof(*first));
	bool *has_begun = scratch_new(&self->scratch, (size_t)count + 1, sizeof(*has_begun));
	int64_t *held, longest = 0;
	const int64_t *begun = frame_value(self, frame, schedule->steps[0].after, 0);
	gather_days(self, frame, schedule, begun, first, &held);
	struct steps steps = steps_begin(self, frame, schedule);
	int64_t *due = scratch_values(&self->scratch, first[count] + count);
	int64_t *held_now = scratch_values(&self->scratch, count);
	int64_t *due_now = scratch_values(&self->scratch, count);
	for (int32_t i = 0; i < count; i++)
		held_now[i] = CELL_MISSING;
	step_on(self, frame, &steps, begun, held_now, due_now);
	for (int32_t i = 0; i < count; i++) {
		has_begun[i] = begun[i] != CELL_MISSING;
		due[first[i] + i] = due_now[i];
		longest = first[i + 1] - first[i] > longest ? first[i + 1] - first[i] : longest;
	}
	for (int32_t at = 0; at < longest; at++) {
		for (int32_t i = 0; i < count; i++)
			held_now[i] = at < first[i + 1] - first[i] ? held[first[i] + at] :
			                                             CELL_MISSING;
		step_on(self, frame, &steps, held_now, held_now, due_now);
		for (int32_t i = 0; i < count; i++)
			if (at < first[i + 1] - first[i])
				due[first[i] + i + at + 1] = due_now[i];
	}
	return (struct chain){ first, held, due, has_begun };
}

/* --- What a definition asks of a schedule -------------------------------------------------- */

/* How many of record i's days lie in [from, to]; with `due` only those held after it. */
static int64_t count_held(const struct chain *chain, int32_t i, int64_t from, int64_t to,
                          bool is_late)
{
	int64_t count = 0;
	for (int32_t at = chain->first[i]; at < chain->first[i + 1]; at++) {
		int64_t held = chain->held[at], due = chain->due[at + i];
		if (held >= from && held <= to)
			count += !is_late || (due != CELL_MISSING && held > due);
	}
	return count * 1000000;
}

static int64_t next_due(const struct chain *chain, int32_t i, int64_t day)
{
	int32_t at = chain->first[i];
	while (at < chain->first[i + 1] && chain->held[at] <= day)
		at++;
	return chain->due[at + i];
}

static bool asks_today(const struct node *node)
{
	return node && node->asks_today;
}

/* Whether what falls due changes with the day it is looked at. */
static bool schedule_asks_today(const struct schedule *schedule)
{
	const struct relation *events = schedule->events;
	bool asks = asks_today(events->key) || asks_today(events->where) ||
	            asks_today(events->running_from) || asks_today(events->running_to);
	for (size_t i = 0; i < schedule->step_count; i++)
		asks |= asks_today(schedule->steps[i].duration) ||
		        asks_today(schedule->steps[i].after) ||
		        asks_today(schedule->steps[i].condition);
	return asks;
}

const int64_t *frame_schedule_call(struct evaluator *self, const struct frame *frame,
                                   const struct node *node, int lifted)
{
	int64_t *out = scratch_values(&self->scratch, frame->count);
	struct scratch_mark mark = scratch_mark(&self->scratch);
	const struct frame *outermost = frame_outermost(frame);
	const struct schedule *schedule = &self->definition->schedules[node->schedule];
	const int32_t *once_of = schedule_asks_today(schedule) ? NULL : outermost->once_of;
	struct chain chain = frame_chain(self, once_of ? outermost->once : outermost, schedule);
	const int64_t *a = frame_value(self, frame, node->parts[1], lifted);
	const int64_t *b = node->part_count > 2 ?
	                           frame_value(self, frame, node->parts[2], lifted) : a;
	for (int32_t at = 0; at < frame->count; at++) {
		int32_t i = frame_owner(frame, at);
		i = once_of ? once_of[i] : i;
		out[at] = CELL_MISSING;
		if (!chain.has_begun[i] || a[at] == CELL_MISSING || b[at] == CELL_MISSING)
			continue;
		if (node->function == FUNCTION_LATE || node->function == FUNCTION_HELD) {
			out[at] = count_held(&chain, i, a[at], b[at],
			                     node->function == FUNCTION_LATE);
			continue;
		}
		int64_t due = next_due(&chain, i, a[at]);
		if (node->function == FUNCTION_NEXT_DUE)
			out[at] = due;
		else /* overdue; where nothing falls due any more, nothing is */
			out[at] = due != CELL_MISSING && due < a[at];
	}
	scratch_release(&self->scratch, mark);
	return out;
}
