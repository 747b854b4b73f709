#include "measure/needs.h"

struct noting {
	const struct definition *definition;
	struct arena *arena;
	struct record_need *items;
	size_t count;
	bool is_noted[RECORD_TYPE_COUNT];
};

/* What says who somebody is, is taken as far as it is told: no delivery covers the workers, or
 * a child's own status. */
static bool is_asked_for(int type)
{
	return record_type_spec((enum record_type)type)->is_of_child &&
	       type != RECORD_IMMIGRATION;
}

static void note(struct noting *self, int type, enum record_need_kind kind)
{
	if (self->is_noted[type])
		return;
	if (type == RECORD_PERSON)
		kind = RECORD_NEEDS_WHO;
	self->is_noted[type] = true;
	self->items[self->count++] = (struct record_need){ .type = (enum record_type)type,
		                                           .kind = kind,
		                                           .fields = "" };
}

static void note_node(struct noting *self, const struct node *node);

/* Of what has no end there is nothing that runs: what happened in the period is asked for. */
static void note_relation(struct noting *self, const struct relation *relation)
{
	const struct record_type_spec *spec = record_type_spec((enum record_type)relation->type);
	if (is_asked_for(relation->type))
		note(self, relation->type,
		     spec->end < 0 ? RECORD_NEEDS_STARTED : RECORD_NEEDS_RUNNING);
	note_node(self, relation->where);
	note_node(self, relation->key);
	note_node(self, relation->running_from);
	note_node(self, relation->running_to);
	note_node(self, relation->value);
}

static void note_node(struct noting *self, const struct node *node)
{
	if (!node)
		return;
	if (node->kind == NODE_RELATION)
		note_relation(self, node->relation);
	if (node->kind == NODE_NAME && node->binding.kind == BOUND_LET)
		note_node(self, self->definition->lets[node->binding.index].value);
	if (node->kind == NODE_CALL && node->schedule >= 0)
		note_relation(self, self->definition->schedules[node->schedule].events);
	/* What stands behind `else` stands in for what is missing: it is not asked for. */
	bool has_stand_in = node->kind == NODE_BINARY && node->op == BINARY_ELSE;
	for (size_t i = 0; i < node->part_count - has_stand_in; i++)
		note_node(self, node->parts[i]);
}

static enum record_need_kind kind_of_base(const struct definition *definition)
{
	const struct base *base = &definition->base;
	const struct record_type_spec *spec = record_type_spec((enum record_type)base->type);
	if (base->clock != CLOCK_WHEN || !base->start)
		return spec->end < 0 ? RECORD_NEEDS_STARTED : RECORD_NEEDS_RUNNING;
	const struct node *when = base->start;
	if (when->kind == NODE_CALL && when->part_count == 1)
		when = when->parts[0]; /* date_of(ended) */
	bool is_end = spec->end >= 0 && when->kind == NODE_NAME &&
	              str_equal(when->text, str_of(spec->fields[spec->end].name));
	return is_end ? RECORD_NEEDS_ENDED : RECORD_NEEDS_STARTED;
}

struct need_list needs_of(const struct definition *definition, struct arena *arena)
{
	struct noting self = {
		.definition = definition,
		.arena = arena,
		.items = arena_new(arena, RECORD_TYPE_COUNT, sizeof(*self.items)),
	};
	note(&self, definition->base.type, kind_of_base(definition));
	note_node(&self, definition->base.start);
	note_node(&self, definition->base.end);
	note_node(&self, definition->count);
	note_node(&self, definition->value);
	note_node(&self, definition->over_sum);
	for (size_t i = 0; i < definition->base.condition_count; i++)
		note_node(&self, definition->base.conditions[i]);
	for (size_t i = 0; i < definition->rejection_count; i++)
		note_node(&self, definition->rejections[i].condition);
	return (struct need_list){ self.items, self.count };
}
