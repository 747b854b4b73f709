#include "lang/engine.h"

#include "lang/cube.h"
#include "lang/gather.h"
#include "lang/settle.h"

/* One question on its way. */
struct answering {
	const struct question *question;
	struct evaluator evaluator;
	struct axis axis;
	struct cube *cube;
	struct settling *settling; /* NULL: every record counts */
};

/* The parameters as the definition, or the variant, sets them. */
static const int64_t *set_parameters(const struct question *question, struct arena *arena)
{
	const struct definition *definition = question->definition;
	int64_t *parameters =
		arena_new(arena, definition->parameter_count + 1, sizeof(*parameters));
	for (size_t i = 0; i < definition->parameter_count; i++)
		parameters[i] = definition->parameters[i].value->amount;
	for (size_t i = 0; question->variant && i < question->variant->setting_count; i++) {
		const struct setting *setting = &question->variant->settings[i];
		parameters[setting->parameter] = setting->value->amount;
	}
	return parameters;
}

/* Puts an item down where it stands; in the periods that hold its segment, or in all of them when
 * its day cannot be told. */
static void put_in(struct answering *self, size_t dimension, const struct item *item)
{
	const struct axis *axis = &self->axis;
	int32_t slot = item->slots[dimension];
	if (axis->kind != AXIS_PERIODS) {
		cube_add(self->cube, dimension, slot, item->reach, &item->what);
		return;
	}
	if (item->segment < 0) {
		cube_add(self->cube, dimension, slot, (struct reach){ 0, axis->count },
		         &item->what);
		return;
	}
	for (int32_t i = axis->holds_from[item->segment]; i < axis->holds_from[item->segment + 1];
	     i++)
		cube_add(self->cube, dimension, slot,
		         (struct reach){ axis->holds[i], axis->holds[i] + 1 }, &item->what);
}

/* A record that stands alone, or that is rejected whoever speaks, is put down at once. */
static void put_item(struct answering *self, const struct item *item)
{
	for (size_t at = 0; at < self->question->dimension_count; at++)
		put_in(self, at, item);
}

static void take_item(void *context, const struct item *item)
{
	struct answering *self = context;
	if (item->may_speak)
		settling_take(self->settling, item);
	else
		put_item(self, item);
}

enum status engine_answer(const struct question *question, struct arena *arena,
                          struct answer *out, struct err *err)
{
	auto_arena kept = { 0 };
	struct answering self = { .question = question };
	self.evaluator = (struct evaluator){
		.tables = question->tables,
		.definition = question->definition,
		.variant = question->variant,
		.calendar = question->calendar,
		.worked = calendar_worked(question->calendar),
		.parameters = set_parameters(question, &kept),
	};
	self.axis = axis_make(question, &kept);
	self.cube = cube_new(question, &self.axis, arena);
	if (question->definition->base.key_count > 0)
		self.settling = settling_new(question, &self.axis, self.cube, &kept);
	const struct item_sink sink = { &self, take_item };
	if (self.axis.count > 0)
		gather_items(&self.evaluator, question, &self.axis, self.cube, &sink);
	if (self.settling)
		settling_finish(self.settling);
	enum status st = cube_answer(self.cube, &self.evaluator, out, err);
	if (st == OK && self.evaluator.has_overflowed)
		st = err_set(err, E_LIMIT, "%.*s: a number is too large",
		             STR_ARGS(question->definition->name));
	evaluator_deinit(&self.evaluator);
	return st;
}
