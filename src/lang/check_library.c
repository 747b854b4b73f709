/* What definitions say of each other: names, `over` and `beside`. */
#include "base/map.h"
#include "lang/checker.h"

enum { COMPANIONS_MAX = 100 };

/* Who bears a name: a definition, or one of its variants. */
struct bearer {
	size_t definition; /* of the library */
	const struct variant *variant; /* NULL: the definition itself */
	struct spot place;
};

/* A definition on the way along `beside`, and which of its companions is looked at. */
struct visit {
	size_t definition;
	size_t next;
};

struct library_check {
	struct library *library;
	struct checker checker; /* of whichever definition is complained of */
	struct map bearer_of;   /* from a name to its bearer */
	struct bearer *bearers;
	size_t bearer_count;
	size_t bearer_capacity;
};

/* The checker, to complain of a definition that is thereby not sound. */
static struct checker *blame(struct library_check *self, size_t definition)
{
	self->checker.definition = self->library->items[definition];
	self->checker.definition->is_sound = false;
	return &self->checker;
}

/* Where a name stands in the file of a definition: not looked for once nobody will be told. */
static struct spot place_of(const struct library_check *self, size_t definition, struct str name)
{
	if (self->checker.complaints->is_full)
		return (struct spot){ 0 };
	return place_of_text(self->library->items[definition]->file, name);
}

static const struct bearer *find(const struct library_check *self, struct str name)
{
	int64_t at;
	return map_find(&self->bearer_of, name, &at) ? &self->bearers[at] : NULL;
}

static void add_bearer(struct library_check *self, struct str name, struct bearer bearer)
{
	int64_t at;
	if (name.len == 0)
		return;
	if (!map_add(&self->bearer_of, name, (int64_t)self->bearer_count, &at)) {
		const struct definition *first =
			self->library->items[self->bearers[at].definition];
		struct str hint = arena_format(self->checker.arena, "the first stands at %.*s:%d",
		                               STR_ARGS(first->file->name),
		                               self->bearers[at].place.line);
		fault(blame(self, bearer.definition), bearer.place, hint.ptr,
		      "there is an indicator '%.*s' already", STR_ARGS(name));
		return;
	}
	self->bearers = arena_grow(self->checker.arena, self->bearers, self->bearer_count,
	                           &self->bearer_capacity, sizeof(*self->bearers));
	self->bearers[self->bearer_count++] = bearer;
}

/* Definitions first: a variant does not take the name of a definition further on. */
static void gather_bearers(struct library_check *self)
{
	for (size_t i = 0; i < self->library->count; i++) {
		const struct definition *definition = self->library->items[i];
		add_bearer(self, definition->name,
		           (struct bearer){ .definition = i, .place = definition->place });
	}
	for (size_t i = 0; i < self->library->count; i++) {
		const struct definition *definition = self->library->items[i];
		for (size_t j = 0; j < definition->variant_count; j++) {
			const struct variant *variant = &definition->variants[j];
			add_bearer(self, variant->name,
			           (struct bearer){ i, variant, variant->place });
		}
	}
}

static void say_no_name(struct library_check *self, size_t definition, struct str name)
{
	struct near near = near_to(name);
	size_t count = self->checker.complaints->is_full ? 0 : self->library->count;
	for (size_t i = 0; i < count; i++)
		near_offer(&near, self->library->items[i]->name);
	const char *hint = near_hint(&near, self->checker.arena);
	fault(blame(self, definition), place_of(self, definition, name), hint,
	      "there is no indicator '%.*s'", STR_ARGS(name));
}

/* What stands below the line is counted by a definition that divides nothing itself, so nothing
 * goes in a circle. */
static void check_over(struct library_check *self, size_t at)
{
	struct definition *definition = self->library->items[at];
	definition->over = NULL;
	if (definition->over_name.len == 0)
		return;
	const struct bearer *bearer = find(self, definition->over_name);
	if (!bearer) {
		say_no_name(self, at, definition->over_name);
		return;
	}
	const struct definition *below = self->library->items[bearer->definition];
	bool divides = below->statistic != STATISTIC_COUNT || below->over_name.len > 0 ||
	               below->is_per_population;
	const char *why = bearer->variant       ? "'over' takes no variant"
	                  : below == definition ? "it is divided by itself"
	                  : divides ? "that is a statistic or a quotient itself, no number of records"
	                  : !below->is_sound ? "that definition is not sound itself"
	                                     : NULL;
	if (why)
		fault(blame(self, at), place_of(self, at, definition->over_name), NULL, "%s", why);
	else
		definition->over = below;
}

static void check_companions(struct library_check *self, size_t at)
{
	const struct definition *definition = self->library->items[at];
	if (definition->beside_count > COMPANIONS_MAX)
		fault(blame(self, at), definition->place, NULL, "more than %d companions",
		      COMPANIONS_MAX);
	for (size_t i = 0; i < definition->beside_count && i < COMPANIONS_MAX; i++) {
		struct str name = definition->besides[i];
		if (!find(self, name))
			say_no_name(self, at, name);
		for (size_t j = 0; j < i; j++)
			if (str_equal(definition->besides[j], name))
				fault(blame(self, at), place_of(self, at, name), NULL,
				      "'%.*s' stands there twice", STR_ARGS(name));
	}
}

enum state { STATE_NEW, STATE_OPEN, STATE_DONE };

/* Goes along `beside` from one definition, without recursion: a library may be long. */
static void follow_companions(struct library_check *self, size_t from, struct visit *way,
                              enum state *states)
{
	size_t depth = 1;
	way[0] = (struct visit){ .definition = from };
	states[from] = STATE_OPEN;
	while (depth > 0) {
		struct visit *visit = &way[depth - 1];
		const struct definition *definition = self->library->items[visit->definition];
		if (visit->next == definition->beside_count) {
			states[visit->definition] = STATE_DONE;
			depth--;
			continue;
		}
		struct str name = definition->besides[visit->next++];
		const struct bearer *bearer = find(self, name);
		if (!bearer || states[bearer->definition] == STATE_DONE)
			continue;
		if (states[bearer->definition] == STATE_OPEN) {
			fault(blame(self, visit->definition),
			      place_of(self, visit->definition, name),
			      "name the companion on one side only",
			      "companions go in a circle: from '%.*s' they lead back to here",
			      STR_ARGS(name));
			continue;
		}
		states[bearer->definition] = STATE_OPEN;
		way[depth++] = (struct visit){ .definition = bearer->definition };
	}
}

static void check_circles(struct library_check *self)
{
	size_t count = self->library->count;
	struct visit *way = arena_new(self->checker.arena, count + 1, sizeof(*way));
	enum state *states = arena_new(self->checker.arena, count + 1, sizeof(*states));
	for (size_t i = 0; i < count; i++)
		if (states[i] == STATE_NEW)
			follow_companions(self, i, way, states);
}

void check_library(struct library *library, struct arena *arena, struct complaints *complaints)
{
	struct library_check self = {
		.library = library,
		.checker = { .arena = arena, .complaints = complaints },
	};
	gather_bearers(&self);
	for (size_t i = 0; i < library->count; i++)
		check_companions(&self, i);
	check_circles(&self);
	for (size_t i = 0; i < library->count; i++)
		check_over(&self, i);
	map_deinit(&self.bearer_of);
}
