#include "lang/checker.h"
#include "lang/operator.h"

static bool is_of_fields(enum quantifier quantifier)
{
	return quantifier >= QUANTIFIER_NTH && quantifier <= QUANTIFIER_NEXT;
}

/* The key is of the record around, the field it equals of the other. */
static void check_key(struct checker *self, struct relation *relation,
                      const struct table_type *type)
{
	relation->key_field =
		check_field_name(self, type, relation->key_name, relation->type_place);
	const struct field *field =
		relation->key_field < 0 ? NULL : &type->fields[relation->key_field];
	const struct field *codes = field && field->kind == FIELD_CODE ? field : NULL;
	enum lang_type found = check_node(self, relation->key, codes).type;
	if (!field || found == LANG_NONE || found == type_of_field(field->kind))
		return;
	fault(self, relation->key->place, NULL, "'%.*s' of %.*s is %s, and this is %s",
	      STR_ARGS(field->name), STR_ARGS(type->name), type_words(type_of_field(field->kind)),
	      type_words(found));
}

static void check_scope_kind(struct checker *self, struct relation *relation,
                             const struct table_type *type)
{
	if (relation->scope == SCOPE_KEY) {
		check_key(self, relation, type);
		return;
	}
	const struct table_type *bare[] = { type, self->scope->type };
	for (size_t i = 0; i < COUNT_OF(bare); i++) {
		if (bare[i]->is_of_child)
			continue;
		fault(self, relation->type_place, "join them with 'with FIELD = ...'",
		      "%.*s is of no child", STR_ARGS(bare[i]->name));
		return;
	}
	if (relation->scope == SCOPE_FAMILY && self->schema->family < 0)
		fault(self, relation->type_place, NULL, "these records know no families");
}

/* `running`: by the end of the type, on days. */
static void check_running(struct checker *self, struct relation *relation,
                          const struct table_type *type)
{
	if (!relation->running_from)
		return;
	check_node_is(self, relation->running_from, LANG_DATE, "'running'");
	check_node_is(self, relation->running_to, LANG_DATE, "'running'");
	if (type->start < 0 || type->end < 0)
		fault(self, relation->type_place, "say 'where' its dates lie",
		      "%.*s has no start and end: it cannot be running", STR_ARGS(type->name));
	else if (type->fields[type->start].kind != FIELD_DATE ||
	         type->fields[type->end].kind != FIELD_DATE)
		fault(self, relation->type_place, "say 'where date_of(...)' lies",
		      "%.*s starts and ends at moments, not on days", STR_ARGS(type->name));
}

bool check_relation_parts(struct checker *self, struct relation *relation, struct spot place,
                          struct scope *inner_out)
{
	if (self->base.type_index < 0) {
		fault(self, place, NULL, "figures that are handed in have no records to look up");
		return false;
	}
	relation->type = check_type_name(self, relation->type_name, relation->type_place);
	if (relation->type < 0)
		return false;
	const struct table_type *type = &self->schema->types[relation->type];
	check_scope_kind(self, relation, type);
	check_running(self, relation, type);
	*inner_out = (struct scope){ .around = self->scope, .type = type,
		                     .type_index = relation->type };
	const struct scope *around = self->scope;
	self->scope = inner_out;
	check_node_is(self, relation->where, LANG_TRUTH, "'where'");
	self->scope = around;
	return true;
}

/* Words that compare the record's place with this one's. */
static void check_order(struct checker *self, const struct relation *relation)
{
	static const char *const WHICH[] = { "", "earlier", "later", "other" };
	const struct table_type *type = &self->schema->types[relation->type];
	bool is_neighbour = relation->quantifier == QUANTIFIER_PREVIOUS ||
	                    relation->quantifier == QUANTIFIER_NEXT;
	bool is_by_start = is_of_fields(relation->quantifier) ||
	                   relation->which == WHICH_EARLIER || relation->which == WHICH_LATER;
	const char *word = is_neighbour ? (relation->quantifier == QUANTIFIER_NEXT ? "next"
	                                                                            : "previous")
	                                : WHICH[relation->which];
	if (*word && relation->type != self->scope->type_index) {
		struct str hint = { 0 };
		if (type->start >= 0 && relation->which != WHICH_OTHER)
			hint = arena_format(self->arena, "compare '%.*s' with a date of the %.*s",
			                    STR_ARGS(type->fields[type->start].name),
			                    STR_ARGS(self->scope->type->name));
		fault(self, relation->type_place, hint.ptr,
		      "'%s' asks for records of the same table as this one, a %.*s", word,
		      STR_ARGS(self->scope->type->name));
	} else if (is_by_start && type->start < 0) {
		fault(self, relation->type_place, NULL, "%.*s has no start to put it in order by",
		      STR_ARGS(type->name));
	}
}

static struct typed check_sum(struct checker *self, struct relation *relation)
{
	struct typed typed = check_node(self, relation->value, NULL);
	if (typed.type == LANG_NONE || typed.type == LANG_NUMBER || type_is_time(typed.type))
		return typed;
	fault(self, relation->value->place, NULL, "'sum of' takes a number or a time, not %s",
	      type_words(typed.type));
	return (struct typed){ 0 };
}

static struct typed check_relation_field(struct checker *self, struct relation *relation,
                                         const struct table_type *type)
{
	relation->field = check_field_name(self, type, relation->field_name, relation->field_place);
	if (relation->field < 0)
		return (struct typed){ 0 };
	const struct field *field = &type->fields[relation->field];
	return (struct typed){ type_of_field(field->kind),
		               field->kind == FIELD_CODE ? field : NULL };
}

struct typed check_relation(struct checker *self, struct node *node)
{
	struct relation *relation = node->relation;
	const struct scope *around = self->scope;
	struct scope inner;
	if (!check_relation_parts(self, relation, node->place, &inner))
		return (struct typed){ 0 };
	check_order(self, relation);
	if (relation->quantifier == QUANTIFIER_NUMBER)
		return (struct typed){ .type = LANG_NUMBER };
	if (relation->quantifier == QUANTIFIER_SUM) {
		self->scope = &inner;
		struct typed typed = check_sum(self, relation);
		self->scope = around;
		return typed;
	}
	if (is_of_fields(relation->quantifier))
		return check_relation_field(self, relation, inner.type);
	return (struct typed){ .type = LANG_TRUTH };
}
