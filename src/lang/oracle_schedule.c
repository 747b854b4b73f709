#include <assert.h>
#include <stdlib.h>

#include "base/instant.h"
#include "lang/oracle_parts.h"

static int compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return (a > b) - (a < b);
}

/* The days from `begins` to `known_up_to` on which something of the schedule was held, once
 * each. */
static size_t list_held(const struct scene *scene, const struct schedule *schedule, int64_t begins,
                        int32_t known_up_to, int32_t **days_out)
{
	const struct relation *events = schedule->events;
	const struct table *table = &scene->question->tables->of[events->type];
	bool is_moment = table->type->fields[schedule->held].kind == FIELD_INSTANT;
	struct row_list found = oracle_related(scene, scene->record, events);
	int32_t *days = arena_new(scene->scratch, found.count + 1, sizeof(*days));
	size_t count = 0, kept = 0;
	for (size_t i = 0; i < found.count; i++) {
		int64_t held = column_at(&table->columns[schedule->held], found.rows[i]);
		if (held != CELL_MISSING && is_moment)
			held = instant_date(instant_by_english_clock(held));
		if (held != CELL_MISSING && held >= begins && held <= known_up_to)
			days[count++] = (int32_t)held;
	}
	qsort(days, count, sizeof(*days), compare_days);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || days[kept - 1] != days[i])
			days[kept++] = days[i];
	*days_out = days;
	return kept;
}

/* When the next is due after `from`, by the first step from `*turn` on whose condition holds;
 * moves the turn. DATE_NONE when none holds, or the date lies beyond 2200. */
static int32_t next_due(const struct scene *scene, const struct schedule *schedule, int64_t from,
                        int32_t held, size_t *turn)
{
	struct scene at = *scene;
	at.held = held;
	for (; *turn < schedule->step_count; ++*turn) {
		const struct step *step = &schedule->steps[*turn];
		if (!oracle_holds(&at, scene->record, step->condition))
			continue;
		struct oracle_value by = oracle_evaluate(&at, scene->record, step->duration);
		*turn += !step->is_repeated;
		if (by.is_missing)
			return DATE_NONE;
		struct oracle_value due =
			oracle_move_date(scene, from, by.number, step->duration->type, NULL);
		return due.is_missing ? DATE_NONE : (int32_t)due.number;
	}
	return DATE_NONE;
}

struct due_list oracle_dues(const struct scene *scene, const struct schedule *schedule,
                            int32_t known_up_to)
{
	struct oracle_value begins =
		oracle_evaluate(scene, scene->record, schedule->steps[0].after);
	if (begins.is_missing)
		return (struct due_list){ .lack = begins.lack };
	int32_t *held;
	size_t held_count = list_held(scene, schedule, begins.number, known_up_to, &held);
	struct due *items = arena_new(scene->scratch, held_count + 1, sizeof(*items));
	size_t turn = 0;
	int32_t due = next_due(scene, schedule, begins.number, DATE_NONE, &turn);
	for (size_t i = 0; i < held_count; i++) {
		items[i] = (struct due){ .due = due, .held = held[i] };
		if (due != DATE_NONE)
			due = next_due(scene, schedule, held[i], held[i], &turn);
	}
	items[held_count] = (struct due){ .due = due, .held = DATE_NONE };
	return (struct due_list){ .has_begun = true, .items = items, .count = held_count + 1 };
}

/* How many were held from one day to another; or of those, how many after they were due. */
static int64_t count_held(const struct due_list *dues, struct span days, bool only_late)
{
	int64_t count = 0;
	for (size_t i = 0; i < dues->count; i++) {
		const struct due *item = &dues->items[i];
		bool is_held = item->held != DATE_NONE && item->held >= days.from &&
		               item->held <= days.to;
		bool is_late = item->due != DATE_NONE && item->held > item->due;
		count += is_held && (is_late || !only_late);
	}
	return count;
}

struct oracle_value oracle_ask_schedule(const struct scene *scene, const struct node *call,
                                        int32_t from, int32_t to)
{
	const struct schedule *schedule =
		&scene->question->definition->schedules[call->schedule];
	bool asks_one_day = call->function == FUNCTION_NEXT_DUE ||
	                    call->function == FUNCTION_OVERDUE;
	struct due_list dues = oracle_dues(scene, schedule, asks_one_day ? from : to);
	if (!dues.has_begun)
		return (struct oracle_value){ .is_missing = true, .lack = dues.lack };
	if (!asks_one_day)
		return oracle_number(count_held(&dues, (struct span){ from, to },
		                                call->function == FUNCTION_LATE) *
		                     MILLION);
	int32_t due = dues.items[dues.count - 1].due;
	if (call->function == FUNCTION_OVERDUE)
		return oracle_truth(due != DATE_NONE && due < from);
	return due == DATE_NONE ? oracle_missing(LACK_DUE, call) : oracle_number(due);
}
