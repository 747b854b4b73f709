#include "lang/checker.h"
#include "lang/operator.h"

#include <stdarg.h>

enum {
	/* Of parameters, lets, schedules and breakdowns: names are looked up one by one. */
	NAMES_MAX = 500,
};

void fault(struct checker *self, struct spot place, const char *hint, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct str message = arena_format_args(self->arena, format, args);
	va_end(args);
	self->faults++;
	complain(self->complaints, self->definition->file, place, hint, "%s", message.ptr);
}

/* --- Names a definition gives ----------------------------------------------------------- */

struct given_name {
	struct str name;
	struct spot place;
};

static void check_given_name(struct checker *self, const struct given_name *names, size_t at)
{
	struct str name = names[at].name;
	for (size_t i = 0; i < at; i++)
		if (str_equal(names[i].name, name)) {
			fault(self, names[at].place, NULL, "there is a '%.*s' already",
			      STR_ARGS(name));
			return;
		}
	if (name_is_reserved(name))
		fault(self, names[at].place, NULL, "'%.*s' has a meaning of its own",
		      STR_ARGS(name));
	else if (table_type_find_field(self->base.type, name) >= 0)
		fault(self, names[at].place, "call it otherwise", "%.*s has a field '%.*s'",
		      STR_ARGS(self->base.type->name), STR_ARGS(name));
}

/* False when there are too many to look through. */
static bool check_names(struct checker *self)
{
	const struct definition *definition = self->definition;
	size_t total = definition->parameter_count + definition->let_count +
	               definition->schedule_count + definition->breakdown_count +
	               definition->version_count + definition->variant_count;
	if (total > NAMES_MAX) {
		fault(self, definition->place, NULL,
		      "more than %d parameters, versions, variants, lets, schedules and breakdowns",
		      NAMES_MAX);
		return false;
	}
	struct given_name *names = arena_new(self->arena, total + 1, sizeof(*names));
	size_t count = 0;
	for (size_t i = 0; i < definition->parameter_count; i++)
		names[count++] = (struct given_name){ definition->parameters[i].name,
			                              definition->parameters[i].place };
	for (size_t i = 0; i < definition->let_count; i++)
		names[count++] = (struct given_name){ definition->lets[i].name,
			                              definition->lets[i].place };
	for (size_t i = 0; i < definition->schedule_count; i++)
		names[count++] = (struct given_name){ definition->schedules[i].name,
			                              definition->schedules[i].place };
	for (size_t i = 0; i < count; i++)
		check_given_name(self, names, i);
	return true;
}

static void check_lets(struct checker *self)
{
	const struct definition *definition = self->definition;
	for (size_t i = 0; i < definition->let_count; i++) {
		struct known *known = &self->lets[i];
		self->uses = 0;
		known->is_open = true;
		known->typed = check_node(self, definition->lets[i].value, NULL);
		known->uses = self->uses;
		known->is_open = false;
		known->is_known = true;
	}
}

/* --- Which records are in ---------------------------------------------------------------- */

static bool check_given(struct checker *self)
{
	struct definition *definition = self->definition;
	const struct table_type *given = definition->given;
	struct base *base = &definition->base;
	base->type = -1;
	if (base->type_name.len > 0 && !str_equal(base->type_name, given->name)) {
		fault(self, base->place, NULL, "the figures handed in are called '%.*s'",
		      STR_ARGS(given->name));
		return false;
	}
	if (schema_find_type(self->schema, given->name) >= 0) {
		fault(self, definition->place, NULL,
		      "records are called '%.*s': figures handed in need another name",
		      STR_ARGS(given->name));
		return false;
	}
	if (given->field_count > NAMES_MAX) {
		fault(self, definition->place, NULL, "more than %d figures are handed in", NAMES_MAX);
		return false;
	}
	for (size_t i = 0; i < given->field_count; i++)
		for (size_t j = 0; j < i; j++)
			if (str_equal(given->fields[i].name, given->fields[j].name)) {
				fault(self, definition->place, NULL, "'%.*s' is given twice",
				      STR_ARGS(given->fields[i].name));
				return false;
			}
	self->base = (struct scope){ .type = given, .type_index = -1 };
	return true;
}

bool check_base_type(struct checker *self)
{
	struct base *base = &self->definition->base;
	self->scope = &self->base;
	if (self->definition->given)
		return check_given(self);
	base->type = check_type_name(self, base->type_name, base->place);
	if (base->type < 0)
		return false;
	self->base = (struct scope){ .type = &self->schema->types[base->type],
		                     .type_index = base->type };
	return true;
}

/* What a clock does not allow anywhere in the definition. */
static struct refusal refusal_of(enum clock_kind clock)
{
	bool is_fixed = clock == CLOCK_WHEN || clock == CLOCK_BIRTHDAY || clock == CLOCK_DUE;
	return (struct refusal){ is_fixed ? USES_TODAY : 0,
		                 "what happened does not change with the day it is looked at" };
}

static void check_birthday(struct checker *self)
{
	const struct base *base = &self->definition->base;
	const struct schema *schema = self->schema;
	bool is_of_child = self->base.type->is_of_child && schema->person >= 0;
	int born = is_of_child ? table_type_find_field(&schema->types[schema->person], STR("born"))
	                       : -1;
	if (born < 0 || schema->types[schema->person].fields[born].kind != FIELD_DATE)
		fault(self, base->place, NULL, "%.*s has no child whose date of birth is known",
		      STR_ARGS(self->base.type->name));
}

/* Records have dates: without a clock each would be in every period. */
static void check_no_clock(struct checker *self)
{
	const struct table_type *type = self->base.type;
	if (type->start < 0)
		return;
	struct str start = type->fields[type->start].name, hint;
	if (type->end >= 0)
		hint = arena_format(self->arena, "write 'of %.*s while %.*s to %.*s', or another clock",
		                    STR_ARGS(type->name), STR_ARGS(start),
		                    STR_ARGS(type->fields[type->end].name));
	else
		hint = arena_format(self->arena, "write 'of %.*s when %.*s', or another clock",
		                    STR_ARGS(type->name), STR_ARGS(start));
	fault(self, self->definition->base.place, hint.ptr,
	      "it does not say when a %.*s is in a period", STR_ARGS(type->name));
}

/* What a clock says has to be true once and for all: under two versions a record would be in two
 * periods, or in none. */
static void check_clock_versions(struct checker *self, unsigned uses)
{
	const struct base *base = &self->definition->base;
	if (base->clock == CLOCK_DUE && base->schedule >= 0)
		uses |= self->schedules[base->schedule].uses;
	if (uses & USES_VERSIONS)
		fault(self, base->place, "write 'choose(DATE < 2010-04-01, 7 days, 10 days)' instead",
		      "the clock asks for a parameter that changes: a record would be in two "
		      "periods, or in none");
}

static void check_clock(struct checker *self)
{
	const struct base *base = &self->definition->base;
	self->here = (struct refusal){ USES_TODAY | USES_DAY,
		                       "the clock says when a record is in a period, and asks "
		                       "for nothing but the record" };
	self->uses = 0;
	check_node_is(self, base->start, LANG_DATE, "the clock");
	check_node_is(self, base->end, LANG_DATE, "the clock");
	self->here = (struct refusal){ 0 };
	check_clock_versions(self, self->uses);
	if (base->clock == CLOCK_BIRTHDAY)
		check_birthday(self);
	if (base->clock == CLOCK_DUE && base->schedule >= 0 &&
	    (self->schedules[base->schedule].uses & USES_DAY))
		fault(self, base->place, NULL, "the schedule asks for the day that it makes");
	if (self->base.type_index < 0 && base->clock != CLOCK_NONE)
		fault(self, base->place, NULL,
		      "figures that are handed in belong to their period: they have no clock");
	if (self->base.type_index >= 0 && base->clock == CLOCK_NONE)
		check_no_clock(self);
}

void check_base(struct checker *self)
{
	const struct base *base = &self->definition->base;
	check_clock(self);
	for (size_t i = 0; i < base->condition_count; i++)
		check_node_is(self, base->conditions[i], LANG_TRUTH, "'of ...,'");
	for (size_t i = 0; i < base->key_count; i++)
		check_node(self, base->keys[i], NULL);
	if (base->key_count > 0 && self->base.type_index < 0)
		fault(self, base->place, NULL, "figures that are handed in count once anyway");
}

/* --- What is made of them ---------------------------------------------------------------- */

/* A value to break figures down by: something that many records share. */
static void check_category(struct checker *self, struct node *value, const char *what)
{
	if (!value)
		return;
	enum lang_type type = check_node(self, value, NULL).type;
	if (type != LANG_NONE && type != LANG_TEXT && type != LANG_TRUTH && type != LANG_NUMBER)
		fault(self, value->place, NULL, "%s takes a text, a code, a condition or a number, not %s",
		      what, type_words(type));
}

static void check_breakdowns(struct checker *self)
{
	const struct definition *definition = self->definition;
	for (size_t i = 0; i < definition->breakdown_count; i++) {
		const struct breakdown *breakdown = &definition->breakdowns[i];
		check_category(self, breakdown->value, "a breakdown");
		for (size_t j = 0; j < i; j++)
			if (str_equal(definition->breakdowns[j].name, breakdown->name))
				fault(self, breakdown->place, NULL, "there is a breakdown '%.*s' already",
				      STR_ARGS(breakdown->name));
	}
}

static void check_team(struct checker *self)
{
	struct node *team = self->definition->team;
	if (team)
		check_node_is(self, team, LANG_TEXT, "'team'");
}

void check_definition(struct checker *self)
{
	struct definition *definition = self->definition;
	self->lets = arena_new(self->arena, definition->let_count + 1, sizeof(*self->lets));
	self->schedules =
		arena_new(self->arena, definition->schedule_count + 1, sizeof(*self->schedules));
	self->parameters =
		arena_new(self->arena, definition->parameter_count + 1, sizeof(*self->parameters));
	if (!check_base_type(self) || !check_names(self))
		return;
	check_parameters(self);
	self->always = refusal_of(definition->base.clock);
	check_lets(self);
	check_schedules(self);
	check_base(self);
	for (size_t i = 0; i < definition->rejection_count; i++)
		check_node_is(self, definition->rejections[i].condition, LANG_TRUTH, "'reject'");
	check_node_is(self, definition->count, LANG_TRUTH, "'count where'");
	if (definition->value)
		check_node(self, definition->value, NULL);
	if (definition->over_sum)
		check_node(self, definition->over_sum, NULL);
	check_team(self);
	check_breakdowns(self);
	check_statistic(self);
	if (self->faults == 0)
		check_parameters_used(self);
	check_examples(self);
}
