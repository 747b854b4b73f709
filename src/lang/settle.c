#include "lang/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct settling {
	const struct question *question;
	const struct axis *axis;
	struct cube *cube;
	struct arena *arena;
	struct item *items;
	size_t count;
	size_t capacity;
	size_t unit; /* the dimension within which it is settled; 0: the whole */
	bool *is_taken; /* of each position: somebody of this key speaks there */
	int32_t *taken; /* which those are, to be cleared for the next key */
	int32_t taken_count;
};

struct settling *settling_new(const struct question *question, const struct axis *axis,
                              struct cube *cube, struct arena *arena)
{
	struct settling *settling = arena_new(arena, 1, sizeof(*settling));
	*settling = (struct settling){
		.question = question,
		.axis = axis,
		.cube = cube,
		.arena = arena,
		.is_taken = arena_new(arena, (size_t)axis->count + 1, sizeof(bool)),
		.taken = arena_new(arena, (size_t)axis->count + 1, sizeof(int32_t)),
	};
	return settling;
}

void settling_take(struct settling *self, const struct item *item)
{
	size_t key_count = self->question->definition->base.key_count;
	size_t slot_count = self->question->dimension_count;
	int64_t *keys = arena_new(self->arena, key_count, sizeof(*keys));
	int32_t *slots = arena_new(self->arena, slot_count, sizeof(*slots));
	memcpy(keys, item->keys, key_count * sizeof(*keys));
	memcpy(slots, item->slots, slot_count * sizeof(*slots));
	self->items = arena_grow(self->arena, self->items, self->count, &self->capacity,
	                         sizeof(*self->items));
	self->items[self->count] = *item;
	self->items[self->count].keys = keys;
	self->items[self->count++].slots = slots;
}

/* By key, then unit. */
static int compare_groups(const struct settling *self, const struct item *a,
                          const struct item *b)
{
	size_t key_count = self->question->definition->base.key_count;
	for (size_t i = 0; i < key_count; i++)
		if (a->keys[i] != b->keys[i])
			return a->keys[i] < b->keys[i] ? -1 : 1;
	if (self->unit > 0 && a->slots[self->unit] != b->slots[self->unit])
		return a->slots[self->unit] < b->slots[self->unit] ? -1 : 1;
	return 0;
}

/* Within those the strongest first: the last, or the first where the definition keeps it. */
static int compare_items(const void *left, const void *right, void *context)
{
	const struct settling *self = context;
	const struct item *a = left, *b = right;
	int order = compare_groups(self, a, b);
	if (order != 0)
		return order;
	bool is_of_days = self->axis->kind != AXIS_LOOKS;
	if (is_of_days && a->day != b->day)
		order = a->day < b->day ? -1 : 1;
	else
		order = (a->row > b->row) - (a->row < b->row);
	return self->question->definition->base.keeps_first ? order : -order;
}

/* Puts one position of a speaker down in the dimensions that are settled together. */
static void speak(struct settling *self, const struct item *item, struct reach reach)
{
	for (size_t at = 0; at < self->question->dimension_count; at++) {
		bool is_own = at == self->unit ||
		              (self->unit == 0 && !self->question->dimensions[at].is_of_units);
		if (is_own)
			cube_add(self->cube, at, item->slots[at], reach, &item->what);
	}
}

static void take_position(struct settling *self, int32_t position)
{
	self->is_taken[position] = true;
	self->taken[self->taken_count++] = position;
}

/* An item speaks on its run of positions, but for those taken. */
static void speak_on_run(struct settling *self, const struct item *item)
{
	struct reach reach = item->reach;
	for (int32_t at = reach.from; at < reach.to; at++) {
		if (self->is_taken[at])
			continue;
		int32_t from = at;
		for (; at < reach.to && !self->is_taken[at]; at++)
			take_position(self, at);
		speak(self, item, (struct reach){ from, at });
	}
}

static void speak_in_periods(struct settling *self, const struct item *item)
{
	const struct axis *axis = self->axis;
	for (int32_t i = axis->holds_from[item->segment]; i < axis->holds_from[item->segment + 1];
	     i++) {
		int32_t period = axis->holds[i];
		if (self->is_taken[period])
			continue;
		take_position(self, period);
		speak(self, item, (struct reach){ period, period + 1 });
	}
}

static void settle(struct settling *self, size_t unit)
{
	self->unit = unit;
	if (self->count > 0)
		qsort_r(self->items, self->count, sizeof(*self->items), compare_items, self);
	for (size_t i = 0; i < self->count; i++) {
		if (i > 0 && compare_groups(self, &self->items[i - 1], &self->items[i]) != 0)
			while (self->taken_count > 0)
				self->is_taken[self->taken[--self->taken_count]] = false;
		if (self->axis->kind == AXIS_PERIODS)
			speak_in_periods(self, &self->items[i]);
		else
			speak_on_run(self, &self->items[i]);
	}
	while (self->taken_count > 0)
		self->is_taken[self->taken[--self->taken_count]] = false;
}

void settling_finish(struct settling *self)
{
	settle(self, 0);
	for (size_t at = 1; at < self->question->dimension_count; at++)
		if (self->question->dimensions[at].is_of_units)
			settle(self, at);
}
