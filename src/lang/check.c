#include "lang/check.h"

#include "lang/checker.h"

static bool is_before(const struct spot *a, const struct spot *b)
{
	return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* In the order of the text: clauses are not checked in the order they are written in. */
static void sort_complaints(struct complaints *complaints, size_t from)
{
	struct complaint *items = complaints->items;
	for (size_t i = from + 1; i < complaints->count; i++) {
		struct complaint moving = items[i];
		size_t at = i;
		for (; at > from && is_before(&moving.place, &items[at - 1].place); at--)
			items[at] = items[at - 1];
		items[at] = moving;
	}
}

void lang_check(const struct schema *schema, struct library *library, struct arena *arena,
                struct complaints *complaints)
{
	for (size_t i = 0; i < library->count; i++) {
		struct definition *definition = library->items[i];
		struct checker self = {
			.schema = schema,
			.definition = definition,
			.arena = arena,
			.complaints = complaints,
		};
		size_t before = complaints->count;
		if (!definition->is_broken)
			check_definition(&self);
		sort_complaints(complaints, before);
		definition->is_sound = !definition->is_broken && self.faults == 0;
	}
	check_library(library, arena, complaints);
}

bool library_find(const struct library *library, struct str name,
                  const struct definition **out, const struct variant **variant_out)
{
	for (size_t i = 0; i < library->count; i++) {
		const struct definition *definition = library->items[i];
		if (str_equal(definition->name, name)) {
			*out = definition;
			*variant_out = NULL;
			return true;
		}
		for (size_t j = 0; j < definition->variant_count; j++)
			if (str_equal(definition->variants[j].name, name)) {
				*out = definition;
				*variant_out = &definition->variants[j];
				return true;
			}
	}
	return false;
}
