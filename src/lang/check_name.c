#include <string.h>

#include "base/buf.h"
#include "lang/checker.h"
#include "lang/operator.h"

enum { CODES_LISTED_MAX = 12, HINT_BYTES_MAX = 1024 };

struct near near_in(const struct checker *self, struct str word)
{
	return near_to(self->complaints->is_full ? (struct str){ 0 } : word);
}

/* --- Names that are not there ---------------------------------------------------------- */

static void offer_fields(struct near *near, const struct table_type *type)
{
	for (size_t i = 0; i < type->field_count; i++)
		near_offer(near, type->fields[i].name);
}

static const char *const RESERVED[] = { "today", "first_day", "day",   "answered",
	                                "held",  "child",     "family" };

static void offer_names(struct near *near, const struct checker *self)
{
	const struct definition *definition = self->definition;
	offer_fields(near, self->scope->type);
	for (size_t i = 0; i < definition->parameter_count; i++)
		near_offer(near, definition->parameters[i].name);
	for (size_t i = 0; i < definition->let_count; i++)
		near_offer(near, definition->lets[i].name);
	for (size_t i = 0; i < COUNT_OF(RESERVED); i++)
		near_offer(near, str_of(RESERVED[i]));
}

bool name_is_reserved(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(RESERVED); i++)
		if (str_equal(name, str_of(RESERVED[i])))
			return true;
	return false;
}

int check_type_name(struct checker *self, struct str name, struct spot place)
{
	int found = schema_find_type(self->schema, name);
	if (found >= 0)
		return found;
	struct near near = near_in(self, name);
	for (size_t i = 0; i < self->schema->type_count; i++)
		near_offer(&near, self->schema->types[i].name);
	fault(self, place, near_hint(&near, self->arena), "there are no records called '%.*s'",
	      STR_ARGS(name));
	return -1;
}

int check_field_name(struct checker *self, const struct table_type *type, struct str name,
                     struct spot place)
{
	int found = table_type_find_field(type, name);
	if (found >= 0)
		return found;
	struct near near = near_in(self, name);
	offer_fields(&near, type);
	fault(self, place, near_hint(&near, self->arena), "%.*s has no field '%.*s'",
	      STR_ARGS(type->name), STR_ARGS(name));
	return -1;
}

/* --- Codes ------------------------------------------------------------------------------ */

static bool is_code_of(const struct field *field, struct str text)
{
	for (size_t i = 0; i < field->code_count; i++)
		if (str_equal(field->codes[i], text))
			return true;
	return false;
}

/* The near ones; else all, where they are few. */
static const char *code_hint(struct checker *self, const struct field *field, struct near *near)
{
	for (size_t i = 0; i < field->code_count; i++)
		near_offer(near, field->codes[i]);
	if (near->count > 0)
		return near_hint(near, self->arena);
	if (field->code_count > CODES_LISTED_MAX)
		return NULL;
	auto_buf text = buf_init(HINT_BYTES_MAX);
	buf_add(&text, STR("its codes are "));
	for (size_t i = 0; i < field->code_count; i++)
		buf_format(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(field->codes[i]));
	return arena_text(self->arena, buf_view(&text)).ptr;
}

bool check_code_text(struct checker *self, struct str text, struct spot place,
                     const struct field *codes)
{
	if (!codes->codes || is_code_of(codes, text))
		return true;
	struct near near = near_in(self, text);
	fault(self, place, code_hint(self, codes, &near), "'%.*s' is no code of '%.*s'",
	      STR_ARGS(text), STR_ARGS(codes->name));
	return false;
}

static struct typed become_code(struct node *node, const struct field *codes)
{
	node->kind = NODE_TEXT;
	node->type = LANG_TEXT;
	node->binding = (struct binding){ .kind = BOUND_CODE };
	return (struct typed){ LANG_TEXT, codes };
}

struct typed check_code(struct checker *self, struct node *node, const struct field *codes)
{
	if (!check_code_text(self, node->text, node->place, codes))
		return (struct typed){ .codes = codes };
	return become_code(node, codes);
}

/* --- Names that are there --------------------------------------------------------------- */

void check_uses(struct checker *self, unsigned uses, struct str word, struct spot place)
{
	const struct refusal *refusals[] = { &self->always, &self->here };
	self->uses |= uses;
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		if (!(refusals[i]->uses & uses))
			continue;
		fault(self, place, NULL, "'%.*s' may not be used here: %s", STR_ARGS(word),
		      refusals[i]->why);
		return;
	}
}

static struct typed bind_field(struct node *node, enum binding_kind kind, int out, int index,
                               const struct table_type *type)
{
	const struct field *field = &type->fields[index];
	node->binding = (struct binding){ kind, out, index };
	return (struct typed){ type_of_field(field->kind),
		               field->kind == FIELD_CODE ? field : NULL };
}

/* The innermost scope whose records are of a child; NULL when there is none. */
static const struct scope *scope_of_child(const struct checker *self, int *out)
{
	*out = 0;
	for (const struct scope *at = self->scope; at; at = at->around, ++*out)
		if (at->type->is_of_child)
			return at;
	return NULL;
}

static struct typed bind_child_field(struct checker *self, struct node *node)
{
	int out;
	if (self->schema->person < 0 || !scope_of_child(self, &out)) {
		fault(self, node->place, NULL, "%.*s is of no child", STR_ARGS(self->scope->type->name));
		return (struct typed){ 0 };
	}
	const struct table_type *person = &self->schema->types[self->schema->person];
	int index = check_field_name(self, person, node->text, node->place);
	if (index < 0)
		return (struct typed){ 0 };
	return bind_field(node, BOUND_CHILD_FIELD, out, index, person);
}

/* `this.` goes to the record of the `of` line, `outer.` to that around the innermost. */
static struct typed bind_outward(struct checker *self, struct node *node)
{
	const struct scope *scope = self->scope;
	int out = 0;
	if (str_equal(node->of, STR("outer"))) {
		if (!scope->around) {
			fault(self, node->place, NULL, "'outer.' has a meaning only inside a relation");
			return (struct typed){ 0 };
		}
		scope = scope->around;
		out = 1;
	}
	for (; str_equal(node->of, STR("this")) && scope->around; out++)
		scope = scope->around;
	int index = check_field_name(self, scope->type, node->text, node->place);
	if (index < 0)
		return (struct typed){ 0 };
	return bind_field(node, BOUND_FIELD, out, index, scope->type);
}

static int find_parameter(const struct definition *definition, struct str name)
{
	for (size_t i = 0; i < definition->parameter_count; i++)
		if (str_equal(definition->parameters[i].name, name))
			return (int)i;
	return -1;
}

static bool has_versions(const struct definition *definition, struct str name)
{
	for (size_t i = 0; i < definition->version_count; i++)
		if (str_equal(definition->versions[i].name, name))
			return true;
	return false;
}

static int find_let(const struct definition *definition, struct str name)
{
	for (size_t i = 0; i < definition->let_count; i++)
		if (str_equal(definition->lets[i].name, name))
			return (int)i;
	return -1;
}

static struct typed bind_let(struct checker *self, struct node *node, int index)
{
	const struct known *let = &self->lets[index];
	if (let->is_open) {
		fault(self, node->place, NULL, "'%.*s' is explained by itself",
		      STR_ARGS(node->text));
		return (struct typed){ 0 };
	}
	if (!let->is_known) {
		fault(self, node->place, "put its line above", "'%.*s' is said only further on",
		      STR_ARGS(node->text));
		return (struct typed){ 0 };
	}
	node->binding = (struct binding){ .kind = BOUND_LET, .index = index };
	check_uses(self, let->uses, node->text, node->place);
	return let->typed;
}

static struct typed bind_day(struct checker *self, struct node *node)
{
	enum clock_kind clock = self->definition->base.clock;
	if (clock == CLOCK_NONE || clock == CLOCK_DURING) {
		fault(self, node->place, "write 'today' or 'first_day'",
		      "'day' has no meaning here: no single day puts the record in the period");
		return (struct typed){ 0 };
	}
	node->binding.kind = BOUND_DAY;
	check_uses(self, USES_DAY | (clock == CLOCK_WHILE ? USES_TODAY : 0), node->text,
	           node->place);
	return (struct typed){ .type = LANG_DATE };
}

static struct typed bind_answered(struct checker *self, struct node *node)
{
	if (self->definition->base.clock != CLOCK_DUE) {
		fault(self, node->place, NULL, "'answered' has a meaning only with 'on due'");
		return (struct typed){ 0 };
	}
	node->binding.kind = BOUND_ANSWERED;
	check_uses(self, USES_DAY, node->text, node->place);
	return (struct typed){ .type = LANG_DATE };
}

static struct typed bind_person_key(struct checker *self, struct node *node,
                                    enum binding_kind kind)
{
	int out;
	bool is_there = scope_of_child(self, &out) &&
	                (kind != BOUND_FAMILY || self->schema->family >= 0);
	if (!is_there) {
		fault(self, node->place, NULL, "%.*s has no %.*s", STR_ARGS(self->scope->type->name),
		      STR_ARGS(node->text));
		return (struct typed){ 0 };
	}
	node->binding = (struct binding){ .kind = kind, .out = out };
	return (struct typed){ .type = LANG_KEY };
}

/* Words with a meaning of their own; false when the name is none. */
static bool bind_reserved(struct checker *self, struct node *node, struct typed *out)
{
	struct str name = node->text;
	bool is_today = str_equal(name, STR("today"));
	if (is_today || str_equal(name, STR("first_day"))) {
		node->binding.kind = is_today ? BOUND_TODAY : BOUND_FIRST_DAY;
		check_uses(self, USES_TODAY, name, node->place);
		*out = (struct typed){ .type = LANG_DATE };
	} else if (str_equal(name, STR("day"))) {
		*out = bind_day(self, node);
	} else if (str_equal(name, STR("answered"))) {
		*out = bind_answered(self, node);
	} else if (str_equal(name, STR("child"))) {
		*out = bind_person_key(self, node, BOUND_CHILD);
	} else if (str_equal(name, STR("family"))) {
		*out = bind_person_key(self, node, BOUND_FAMILY);
	} else if (str_equal(name, STR("held"))) {
		fault(self, node->place, NULL, "'held' has a meaning only in a step of a schedule");
		*out = (struct typed){ 0 };
	} else {
		return false;
	}
	return true;
}

bool name_is_bound(const struct checker *self, const struct node *node)
{
	return node->of.len > 0 || table_type_find_field(self->scope->type, node->text) >= 0 ||
	       find_parameter(self->definition, node->text) >= 0 ||
	       find_let(self->definition, node->text) >= 0 || name_is_reserved(node->text);
}

/* Binds a bare name that is no code; false when it means nothing here. */
static bool bind_bare(struct checker *self, struct node *node, struct typed *out)
{
	const struct definition *definition = self->definition;
	int index;
	if (self->scope->is_step && str_equal(node->text, STR("held"))) {
		node->binding.kind = BOUND_HELD;
		check_uses(self, USES_HELD, node->text, node->place);
		*out = (struct typed){ .type = LANG_DATE };
		return true;
	}
	if ((index = table_type_find_field(self->scope->type, node->text)) >= 0) {
		*out = bind_field(node, BOUND_FIELD, 0, index, self->scope->type);
		return true;
	}
	if ((index = find_parameter(definition, node->text)) >= 0) {
		node->binding = (struct binding){ .kind = BOUND_PARAMETER, .index = index };
		self->parameters[index] = true;
		if (has_versions(definition, node->text))
			check_uses(self, USES_VERSIONS, node->text, node->place);
		*out = (struct typed){ .type = definition->parameters[index].value->type };
		return true;
	}
	if ((index = find_let(definition, node->text)) >= 0) {
		*out = bind_let(self, node, index);
		return true;
	}
	return bind_reserved(self, node, out);
}

/* --- Names that mean nothing ------------------------------------------------------------ */

static struct typed say_unknown(struct checker *self, const struct node *node)
{
	for (const struct scope *at = self->scope->around; at; at = at->around) {
		if (table_type_find_field(at->type, node->text) < 0)
			continue;
		const char *of = at->around ? "outer" : "this";
		struct str hint = arena_format(self->arena, "write '%s.%.*s' for that of the %.*s", of,
		                               STR_ARGS(node->text), STR_ARGS(at->type->name));
		fault(self, node->place, hint.ptr, "%.*s has no field '%.*s'",
		      STR_ARGS(self->scope->type->name), STR_ARGS(node->text));
		return (struct typed){ 0 };
	}
	struct near near = near_in(self, node->text);
	offer_names(&near, self);
	const char *hint = near_hint(&near, self->arena);
	if (!hint && self->schema->person >= 0 &&
	    table_type_find_field(&self->schema->types[self->schema->person], node->text) >= 0)
		hint = arena_format(self->arena, "write 'child.%.*s'", STR_ARGS(node->text)).ptr;
	fault(self, node->place, hint,
	      "'%.*s' means nothing here: it is no field of %.*s, no parameter and no 'let'",
	      STR_ARGS(node->text), STR_ARGS(self->scope->type->name));
	return (struct typed){ 0 };
}

/* A bare name where a code could stand that is neither that nor a name. */
static struct typed say_no_code(struct checker *self, const struct node *node,
                                const struct field *codes)
{
	struct near near = near_in(self, node->text);
	for (size_t i = 0; i < codes->code_count; i++)
		near_offer(&near, codes->codes[i]);
	offer_names(&near, self);
	fault(self, node->place, code_hint(self, codes, &near), "'%.*s' is no code of '%.*s'",
	      STR_ARGS(node->text), STR_ARGS(codes->name));
	return (struct typed){ .codes = codes };
}

struct typed check_name(struct checker *self, struct node *node, const struct field *codes)
{
	struct typed typed;
	if (str_equal(node->of, STR("child")))
		return bind_child_field(self, node);
	if (node->of.len > 0)
		return bind_outward(self, node);
	if (codes && is_code_of(codes, node->text)) {
		if (!name_is_bound(self, node))
			return become_code(node, codes);
		fault(self, node->place, "put quotation marks around the code",
		      "'%.*s' is a code of '%.*s' and a name as well", STR_ARGS(node->text),
		      STR_ARGS(codes->name));
		return (struct typed){ 0 };
	}
	if (bind_bare(self, node, &typed))
		return typed;
	if (!codes)
		return say_unknown(self, node);
	return codes->codes ? say_no_code(self, node, codes) : become_code(node, codes);
}
