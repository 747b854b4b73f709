/* Parameters, the versions that change them, and the variants that set them. */
#include "lang/checker.h"
#include "lang/operator.h"

static int find_parameter(struct checker *self, struct str name, struct spot place)
{
	const struct definition *definition = self->definition;
	struct near near = near_in(self, name);
	for (size_t i = 0; i < definition->parameter_count; i++) {
		if (str_equal(definition->parameters[i].name, name))
			return (int)i;
		near_offer(&near, definition->parameters[i].name);
	}
	fault(self, place, near_hint(&near, self->arena), "there is no parameter '%.*s'",
	      STR_ARGS(name));
	return -1;
}

static void check_parameter_value(struct checker *self, const struct parameter *parameter)
{
	struct node *value = parameter->value;
	if (!node_is_literal(value) || value->kind == NODE_TEXT) {
		fault(self, value->place, NULL, "a parameter is a time, a number or a date");
		return;
	}
	check_node(self, value, NULL);
}

/* The new value of a parameter: a literal of the same type. */
static void check_setting(struct checker *self, int index, struct node *value)
{
	if (!node_is_literal(value)) {
		fault(self, value->place, NULL, "a parameter is a time, a number or a date");
		return;
	}
	enum lang_type type = check_node(self, value, NULL).type;
	if (index < 0 || type == LANG_NONE)
		return;
	const struct parameter *parameter = &self->definition->parameters[index];
	if (parameter->value->type != LANG_NONE && parameter->value->type != type)
		fault(self, value->place, NULL, "'%.*s' is %s, not %s", STR_ARGS(parameter->name),
		      type_words(parameter->value->type), type_words(type));
}

/* In the order of their dates, those of one date as they were written. */
static void sort_versions(struct definition *definition)
{
	for (size_t i = 1; i < definition->version_count; i++) {
		struct version moving = definition->versions[i];
		size_t at = i;
		for (; at > 0 && definition->versions[at - 1].from > moving.from; at--)
			definition->versions[at] = definition->versions[at - 1];
		definition->versions[at] = moving;
	}
}

static void check_version(struct checker *self, size_t at)
{
	struct definition *definition = self->definition;
	struct version *version = &definition->versions[at];
	char day[DATE_TEXT_BYTES];
	version->parameter = find_parameter(self, version->name, version->place);
	check_setting(self, version->parameter, version->value);
	for (size_t i = 0; i < at; i++)
		if (definition->versions[i].from == version->from &&
		    str_equal(definition->versions[i].name, version->name))
			fault(self, version->place, NULL, "'%.*s' changes twice on %s",
			      STR_ARGS(version->name), date_print_iso(version->from, day));
	bool is_before = definition->in_force_from != DATE_NONE &&
	                 version->from <= definition->in_force_from;
	bool is_after = definition->in_force_to != DATE_NONE &&
	                version->from > definition->in_force_to;
	if (is_before || is_after)
		fault(self, version->place, NULL, "%s does not lie in the time it is in force",
		      date_print_iso(version->from, day));
}

static bool is_set_before(const struct variant *variant, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_equal(variant->settings[i].name, variant->settings[at].name))
			return true;
	return false;
}

static void check_variant(struct checker *self, const struct variant *variant)
{
	for (size_t i = 0; i < variant->setting_count; i++) {
		struct setting *setting = &variant->settings[i];
		setting->parameter = find_parameter(self, setting->name, setting->place);
		check_setting(self, setting->parameter, setting->value);
		if (setting->parameter >= 0 && is_set_before(variant, i))
			fault(self, setting->place, NULL, "'%.*s' is set twice",
			      STR_ARGS(setting->name));
	}
}

void check_parameters(struct checker *self)
{
	struct definition *definition = self->definition;
	for (size_t i = 0; i < definition->parameter_count; i++)
		check_parameter_value(self, &definition->parameters[i]);
	sort_versions(definition);
	for (size_t i = 0; i < definition->version_count; i++)
		check_version(self, i);
	for (size_t i = 0; i < definition->variant_count; i++)
		check_variant(self, &definition->variants[i]);
}

void check_parameters_used(struct checker *self)
{
	const struct definition *definition = self->definition;
	for (size_t i = 0; i < definition->parameter_count; i++)
		if (!self->parameters[i])
			fault(self, definition->parameters[i].place, NULL, "'%.*s' is used nowhere",
			      STR_ARGS(definition->parameters[i].name));
}
