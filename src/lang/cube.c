#include "lang/cube.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum measure {
	MEASURE_IN,
	MEASURE_COUNTED,
	MEASURE_REJECTED,
	MEASURE_SUM,
	MEASURE_OVER,
	MEASURE_COUNT
};

/* A value whose middle is asked for, and where it stands. */
struct stood {
	struct reach reach;
	int64_t value;
};

/* What stands at one position: side by side, because they are put down together. */
struct marks {
	int64_t of[MEASURE_COUNT];
};

struct slot {
	int64_t category;
	struct marks *at; /* of each position; NULL: nothing was put down */
	struct stood *values;
	size_t value_count;
	size_t value_capacity;
};

struct slots {
	struct slot *items;
	size_t count;
	size_t capacity;
	int32_t *found; /* by hash of the category: the slot, or -1 */
	size_t found_capacity;
};

struct cube {
	const struct question *question;
	const struct axis *axis;
	struct arena *arena;
	struct slots *of; /* one a dimension */
	bool wants_values;
	bool has_sums; /* the definition asks for a value, so that there is one to add */
	bool has_overflowed;
};

struct cube *cube_new(const struct question *question, const struct axis *axis,
                      struct arena *arena)
{
	struct cube *cube = arena_new(arena, 1, sizeof(*cube));
	enum statistic statistic = question->definition->statistic;
	*cube = (struct cube){
		.question = question,
		.axis = axis,
		.arena = arena,
		.of = arena_new(arena, question->dimension_count + 1, sizeof(*cube->of)),
		.wants_values = statistic == STATISTIC_MEDIAN || statistic == STATISTIC_QUANTILE,
		.has_sums = question->definition->value || question->definition->over_sum,
	};
	return cube;
}

/* --- Slots ------------------------------------------------------------------------------- */

static size_t place_of(const struct slots *slots, int64_t category)
{
	uint64_t mixed = (uint64_t)category * 0x9e3779b97f4a7c15u;
	size_t at = (size_t)(mixed >> 32) & (slots->found_capacity - 1);
	while (slots->found[at] >= 0 && slots->items[slots->found[at]].category != category)
		at = (at + 1) & (slots->found_capacity - 1);
	return at;
}

static void slots_grow(struct slots *slots, struct arena *arena)
{
	slots->found_capacity = slots->found_capacity ? slots->found_capacity * 2 : 16;
	slots->found = arena_new(arena, slots->found_capacity, sizeof(*slots->found));
	memset(slots->found, 0xff, slots->found_capacity * sizeof(*slots->found));
	for (size_t i = 0; i < slots->count; i++)
		slots->found[place_of(slots, slots->items[i].category)] = (int32_t)i;
}

int32_t cube_slot(struct cube *cube, size_t dimension, int64_t category)
{
	struct slots *slots = &cube->of[dimension];
	if ((slots->count + 1) * 2 > slots->found_capacity)
		slots_grow(slots, cube->arena);
	size_t at = place_of(slots, category);
	if (slots->found[at] >= 0)
		return slots->found[at];
	slots->items = arena_grow(cube->arena, slots->items, slots->count, &slots->capacity,
	                          sizeof(*slots->items));
	slots->items[slots->count] = (struct slot){ .category = category };
	slots->found[at] = (int32_t)slots->count;
	return (int32_t)slots->count++;
}

int64_t cube_category(const struct cube *cube, size_t dimension, int32_t slot)
{
	return cube->of[dimension].items[slot].category;
}

/* --- Putting down ------------------------------------------------------------------------- */

/* Adds at one position. Only sums can leave 63 bits: there are fewer records than that. */
static void put_down(struct cube *cube, struct marks *at, const struct contribution *what, int sign)
{
	at->of[MEASURE_REJECTED] += what->is_rejected ? sign : 0;
	at->of[MEASURE_IN] += what->is_in ? sign : 0;
	at->of[MEASURE_COUNTED] += what->is_counted ? sign : 0;
	if (!cube->has_sums || !what->is_counted)
		return;
	const int64_t amounts[] = { what->value, what->over };
	for (int i = 0; i < 2; i++) {
		int64_t *sum = &at->of[MEASURE_SUM + i];
		if (amounts[i] != CELL_MISSING)
			cube->has_overflowed |= sign > 0 ?
				__builtin_add_overflow(*sum, amounts[i], sum) :
				__builtin_sub_overflow(*sum, amounts[i], sum);
	}
}

static void keep_value(struct cube *cube, struct slot *slot, struct reach reach, int64_t value)
{
	slot->values = arena_grow(cube->arena, slot->values, slot->value_count,
	                          &slot->value_capacity, sizeof(*slot->values));
	slot->values[slot->value_count++] = (struct stood){ reach, value };
}

static void add(struct cube *cube, struct slot *slot, struct reach reach,
                const struct contribution *what)
{
	if (reach.from >= reach.to)
		return;
	if (!slot->at)
		slot->at = arena_new(cube->arena, (size_t)cube->axis->count + 1, sizeof(*slot->at));
	put_down(cube, &slot->at[reach.from], what, 1);
	if (cube->axis->kind != AXIS_SEGMENTS)
		put_down(cube, &slot->at[reach.to], what, -1);
	if (cube->wants_values && what->is_counted && what->value != CELL_MISSING)
		keep_value(cube, slot, reach, what->value);
}

void cube_add(struct cube *cube, size_t dimension, int32_t slot, struct reach reach,
              const struct contribution *what)
{
	add(cube, &cube->of[dimension].items[slot], reach, what);
}

static bool is_same(const struct contribution *a, const struct contribution *b)
{
	return a->is_in == b->is_in && a->is_counted == b->is_counted &&
	       a->is_rejected == b->is_rejected && a->value == b->value && a->over == b->over;
}

/* What says the same on one position after the other is put down as one run. */
void cube_add_all(struct cube *cube, int32_t count, const int32_t *slots,
                  const struct reach *reaches, const struct contribution *whats)
{
	size_t stride = cube->question->dimension_count;
	bool has_runs = cube->axis->kind != AXIS_SEGMENTS;
	for (size_t dimension = 0; dimension < stride; dimension++) {
		struct slot *items = cube->of[dimension].items;
		const int32_t *slot = slots + dimension;
		for (int32_t i = 0; i < count; i++) {
			struct reach reach = reaches[i];
			size_t at = (size_t)i * stride;
			while (has_runs && i + 1 < count && reaches[i + 1].from == reach.to &&
			       slot[(size_t)(i + 1) * stride] == slot[at] &&
			       is_same(&whats[i], &whats[i + 1]))
				reach.to = reaches[++i].to;
			add(cube, &items[slot[at]], reach, &whats[i]);
		}
	}
}

/* --- Reading off --------------------------------------------------------------------------- */

/* Makes of the ends the sums up to each position; on segments what stands before each, so that
 * what a period holds is one difference. */
static void sum_up(struct cube *cube, struct slot *slot)
{
	bool is_before = cube->axis->kind == AXIS_SEGMENTS;
	for (int measure = 0; slot->at && measure < MEASURE_COUNT; measure++) {
		int64_t sum = 0;
		for (int32_t i = 0; i <= cube->axis->count; i++) {
			int64_t *at = &slot->at[i].of[measure], before = sum;
			cube->has_overflowed |= __builtin_add_overflow(sum, *at, &sum);
			*at = is_before ? before : sum;
		}
	}
}

static struct reach reach_of(const struct axis *axis, int32_t period)
{
	return axis->periods ? axis->periods[period] : (struct reach){ period, period + 1 };
}

static int64_t measured(const struct cube *cube, const struct slot *slot, enum measure measure,
                        struct reach reach)
{
	const struct marks *at = slot->at;
	if (!at)
		return 0;
	int64_t from = at[reach.from].of[measure];
	return cube->axis->kind == AXIS_SEGMENTS ? at[reach.to].of[measure] - from : from;
}

static int compare_values(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Twice the median, or twice the quantile: of the values that stand in the period. */
static int64_t middle_of(const struct cube *cube, const struct slot *slot, struct reach reach)
{
	int64_t *values = mem_new(slot->value_count + 1, sizeof(*values));
	size_t count = 0;
	for (size_t i = 0; i < slot->value_count; i++)
		if (slot->values[i].reach.from < reach.to && slot->values[i].reach.to > reach.from)
			values[count++] = slot->values[i].value;
	qsort(values, count, sizeof(*values), compare_values);
	int64_t twice = CELL_MISSING;
	if (count > 0 && cube->question->definition->statistic == STATISTIC_MEDIAN) {
		twice = values[(count - 1) / 2] + values[count / 2];
	} else if (count > 0) {
		size_t p = (size_t)cube->question->definition->quantile;
		size_t position = (p * count + 99) / 100;
		twice = 2 * values[position > 0 ? position - 1 : 0];
	}
	free(values);
	return twice;
}

static struct tally tally_of(const struct cube *cube, const struct slot *slot, int32_t period)
{
	struct reach reach = reach_of(cube->axis, period);
	struct tally tally = {
		.in = measured(cube, slot, MEASURE_IN, reach),
		.counted = measured(cube, slot, MEASURE_COUNTED, reach),
		.rejected = measured(cube, slot, MEASURE_REJECTED, reach),
		.sum = measured(cube, slot, MEASURE_SUM, reach),
		.over_sum = measured(cube, slot, MEASURE_OVER, reach),
		.middle_twice = CELL_MISSING,
	};
	if (cube->wants_values)
		tally.middle_twice = middle_of(cube, slot, reach);
	return tally;
}

static int compare_tally_rows(const void *left, const void *right)
{
	const struct tally_row *a = left, *b = right;
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	if (a->dimension != b->dimension)
		return a->dimension < b->dimension ? -1 : 1;
	if (a->category != b->category)
		return a->category < b->category ? -1 : 1;
	return str_compare(a->text, b->text);
}

struct reading {
	struct cube *cube;
	const struct evaluator *evaluator;
	struct tally_row *rows;
	size_t count;
	size_t capacity;
};

static void read_slot(struct reading *self, size_t dimension, int32_t number)
{
	struct cube *cube = self->cube;
	const struct slot *slot = &cube->of[dimension].items[number];
	const struct node *value = cube->question->dimensions[dimension].value;
	int64_t category = slot->category;
	struct str text = { 0 };
	if (value && value->type == LANG_TEXT && category != CELL_MISSING) {
		text = arena_text(cube->arena, text_of_number(self->evaluator, category));
		if ((size_t)category >= self->evaluator->tables->words.count)
			category = -1;
	}
	for (int32_t period = 0; period < cube->axis->period_count; period++) {
		bool is_changed = cube->axis->is_changed[period];
		struct tally tally = { .middle_twice = CELL_MISSING, .is_changed = is_changed };
		if (!is_changed)
			tally = tally_of(cube, slot, period);
		if (dimension > 0 && (is_changed || (tally.in == 0 && tally.rejected == 0)))
			continue;
		self->rows = arena_grow(cube->arena, self->rows, self->count, &self->capacity,
		                        sizeof(*self->rows));
		self->rows[self->count++] = (struct tally_row){ .period = period,
			                                        .dimension = (int)dimension,
			                                        .category = category,
			                                        .text = text,
			                                        .tally = tally };
	}
}

enum status cube_answer(struct cube *cube, const struct evaluator *evaluator,
                        struct answer *out, struct err *err)
{
	struct reading self = { .cube = cube, .evaluator = evaluator };
	cube_slot(cube, 0, 0); /* the whole is always answered */
	for (size_t dimension = 0; dimension < cube->question->dimension_count; dimension++)
		for (size_t slot = 0; slot < cube->of[dimension].count; slot++) {
			sum_up(cube, &cube->of[dimension].items[slot]);
			read_slot(&self, dimension, (int32_t)slot);
		}
	if (cube->has_overflowed)
		return err_set(err, E_LIMIT, "%.*s: a sum is too large",
		               STR_ARGS(cube->question->definition->name));
	qsort(self.rows, self.count, sizeof(*self.rows), compare_tally_rows);
	*out = (struct answer){ self.rows, self.count };
	return OK;
}
