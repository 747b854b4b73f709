#include "lang/checker.h"
#include "lang/operator.h"

static int find_schedule(struct checker *self, struct str name, struct spot place)
{
	const struct definition *definition = self->definition;
	struct near near = near_in(self, name);
	for (size_t i = 0; i < definition->schedule_count; i++) {
		if (str_equal(definition->schedules[i].name, name))
			return (int)i;
		near_offer(&near, definition->schedules[i].name);
	}
	fault(self, place, near_hint(&near, self->arena), "there is no schedule '%.*s'",
	      STR_ARGS(name));
	return -1;
}

static void check_held(struct checker *self, struct schedule *schedule)
{
	const struct table_type *type = &self->schema->types[schedule->events->type];
	schedule->held = check_field_name(self, type, schedule->held_name, schedule->place);
	if (schedule->held >= 0 && type->fields[schedule->held].kind != FIELD_DATE)
		fault(self, schedule->place, NULL, "'%.*s' of %.*s is no date",
		      STR_ARGS(schedule->held_name), STR_ARGS(type->name));
}

static void check_duration(struct checker *self, struct node *duration)
{
	enum lang_type type = check_node(self, duration, NULL).type;
	bool is_plain = node_is_literal(duration) || duration->binding.kind == BOUND_PARAMETER;
	bool is_of_days = type_is_time(type) && type != LANG_HOURS;
	if (type != LANG_NONE && (!is_plain || !is_of_days))
		fault(self, duration->place, "such as '3 months', or a parameter",
		      "a step takes a time in days, working days or months");
}

static void check_step(struct checker *self, const struct schedule *schedule, size_t at)
{
	const struct step *step = &schedule->steps[at];
	check_duration(self, step->duration);
	if (at == 0 && step->condition)
		fault(self, step->condition->place, NULL,
		      "the first step has no condition: nothing was held before it");
	check_node_is(self, step->after, LANG_DATE, "'after'");
	struct scope scope = self->base;
	scope.is_step = at > 0;
	self->scope = &scope;
	check_node_is(self, step->condition, LANG_TRUTH, "'if'");
	self->scope = &self->base;
}

/* The parts of a schedule stand by themselves: in the scope of the record of the `of` line,
 * with the lets known by now. */
static void check_parts(struct checker *self, int index)
{
	struct schedule *schedule = &self->definition->schedules[index];
	struct known *known = &self->schedules[index];
	const struct scope *around = self->scope;
	unsigned uses = self->uses;
	self->scope = &self->base;
	self->uses = 0;
	known->is_open = true;
	struct scope inner;
	if (check_relation_parts(self, schedule->events, schedule->place, &inner))
		check_held(self, schedule);
	for (size_t i = 0; i < schedule->step_count; i++)
		check_step(self, schedule, i);
	known->is_open = false;
	known->is_known = true;
	known->uses = self->uses & ~(unsigned)USES_HELD;
	self->scope = around;
	self->uses = uses;
}

static bool is_any_open(const struct checker *self)
{
	for (size_t i = 0; i < self->definition->schedule_count; i++)
		if (self->schedules[i].is_open)
			return true;
	return false;
}

void check_schedule_part(struct checker *self, struct node *call)
{
	struct node *part = call->parts[0];
	if (part->kind != NODE_NAME || part->of.len > 0) {
		fault(self, part->place, NULL, "%.*s begins with the name of a schedule",
		      STR_ARGS(call->text));
		return;
	}
	int found = find_schedule(self, part->text, part->place);
	if (found < 0)
		return;
	if (is_any_open(self)) {
		fault(self, call->place, NULL, "the parts of a schedule cannot ask a schedule");
		return;
	}
	if (!self->schedules[found].is_known)
		check_parts(self, found);
	check_uses(self, self->schedules[found].uses, part->text, part->place);
	if (self->scope->around) {
		fault(self, call->place, "put it into a 'let'",
		      "a schedule is of the record of the 'of' line, not of one inside a relation");
		return;
	}
	call->schedule = found;
}

void check_schedules(struct checker *self)
{
	for (size_t i = 0; i < self->definition->schedule_count; i++)
		if (!self->schedules[i].is_known)
			check_parts(self, (int)i);
	struct base *base = &self->definition->base;
	if (base->clock == CLOCK_DUE)
		base->schedule = find_schedule(self, base->schedule_name, base->place);
}
