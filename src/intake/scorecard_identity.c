#include "intake/scorecard_identity.h"

#include <string.h>

#include "intake/scorecard_columns.h"

void indicator_registry_deinit(struct indicator_registry *registry)
{
	map_deinit(&registry->by_identity);
}

static struct str identity_of(struct arena *arena, const struct line *line)
{
	enum { UNIT_SEPARATOR = 0x1F }; /* stands in no cell that a person typed */
	const struct str parts[] = {
		line->authority, line->report, line->scorecard, line->section,
		line->indicator->ref, line->indicator->title,
	};
	size_t len = 0;
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		len += parts[i].len + 1;
	char *identity = arena_new(arena, len, 1);
	size_t at = 0;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (parts[i].len)
			memcpy(identity + at, parts[i].ptr, parts[i].len);
		at += parts[i].len;
		identity[at++] = UNIT_SEPARATOR;
	}
	return (struct str){ identity, len };
}

static bool units_agree(const struct unit *a, const struct unit *b)
{
	if (a->kind == UNIT_NONE || b->kind == UNIT_NONE)
		return true;
	return a->kind == b->kind && a->per == b->per && strcmp(a->name, b->name) == 0;
}

static bool polarities_agree(const struct polarity_reading *a, const struct polarity_reading *b)
{
	return a->polarity == POLARITY_NONE || b->polarity == POLARITY_NONE ||
	       a->polarity == b->polarity;
}

static void say_variant(const struct line *line, const struct known_indicator *first,
                        struct finding_list *findings)
{
	bool is_unit = !units_agree(&line->indicator->unit, &first->indicator->unit);
	char units[2][UNIT_TEXT_BYTES];
	const char *here = is_unit ? unit_print(&line->indicator->unit, units[0])
	                           : polarity_word(line->indicator->polarity.polarity);
	const char *there = is_unit ? unit_print(&first->indicator->unit, units[1])
	                            : polarity_word(first->indicator->polarity.polarity);
	struct finding finding = {
		.rule = "line.conflict",
		.severity = FINDING_ERROR,
		.file = line->file,
		.row = line->row,
		.column = str_of(field_spec(is_unit ? FIELD_UNIT : FIELD_POLARITY)->name),
		.subject = indicator_name(line->indicator),
	};
	finding_add(findings, finding,
	            "'%s' here, but '%s' in row %lld for the same indicator; the two are not "
	            "compared with each other",
	            here, there, (long long)first->row);
}

/* Words of the indicator that a later row may add, and should not change. */
static void join_words(const struct known_indicator *known, const struct line *line,
                       struct finding_list *findings)
{
	for (size_t f = 0; f < FIELD_COUNT; f++) {
		const struct field_spec *spec = field_spec((enum scorecard_field)f);
		if (spec->kind != FIELD_KIND_INDICATOR_TEXT)
			continue;
		struct str *kept = (struct str *)((char *)known->indicator + spec->offset);
		const struct str *given =
			(const struct str *)((const char *)line->indicator + spec->offset);
		if (kept->len == 0) {
			*kept = *given;
			continue;
		}
		if (given->len == 0 || str_equal(*kept, *given))
			continue;
		struct finding finding = {
			.rule = "line.conflict",
			.severity = FINDING_WARNING,
			.file = line->file,
			.row = line->row,
			.column = str_of(spec->name),
			.subject = indicator_name(line->indicator),
		};
		finding_add(findings, finding,
		            "'%.*s' here, but '%.*s' in row %lld for the same indicator; the "
		            "first is used",
		            STR_ARGS(*given), STR_ARGS(*kept), (long long)known->row);
	}
}

static void join(const struct known_indicator *known, struct line *line,
                 struct finding_list *findings)
{
	struct indicator *kept = known->indicator;
	const struct indicator *given = line->indicator;
	join_words(known, line, findings);
	if (kept->unit.kind == UNIT_NONE)
		kept->unit = given->unit;
	if (kept->polarity.polarity == POLARITY_NONE && !kept->polarity.is_information)
		kept->polarity = given->polarity;
	if (kept->frequency == FREQUENCY_NOT_SAID)
		kept->frequency = given->frequency;
	kept->is_highlight |= given->is_highlight;
	line->indicator = kept;
}

size_t indicator_registry_join(struct indicator_registry *registry, struct line *line,
                               struct finding_list *findings)
{
	int64_t first = (int64_t)registry->count;
	bool is_new = map_add(&registry->by_identity, identity_of(registry->arena, line), first,
	                      &first);
	size_t last = (size_t)first;
	if (!is_new) {
		for (size_t i = last;; i = registry->items[i].next_variant) {
			const struct known_indicator *known = &registry->items[i];
			if (units_agree(&known->indicator->unit, &line->indicator->unit) &&
			    polarities_agree(&known->indicator->polarity,
			                     &line->indicator->polarity)) {
				join(known, line, findings);
				return i;
			}
			last = i;
			if (known->next_variant == 0)
				break;
		}
		say_variant(line, &registry->items[(size_t)first], findings);
	}
	registry->items = arena_grow(registry->arena, registry->items, registry->count,
	                             &registry->capacity, sizeof(*registry->items));
	if (!is_new)
		registry->items[last].next_variant = registry->count;
	registry->items[registry->count] =
		(struct known_indicator){ .indicator = line->indicator, .row = line->row };
	return registry->count++;
}
