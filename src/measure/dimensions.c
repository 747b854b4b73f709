#include "measure/dimensions.h"

enum { MILLION = 1000000, OWN_DIMENSIONS = 5 };

/* Unborn, under 1, 1 to 4, 5 to 9, 10 to 15, 16 and 17, 18 and over. */
static const int64_t AGE_CUTS[] = { 0,           1 * MILLION,  5 * MILLION,
	                            10 * MILLION, 16 * MILLION, 18 * MILLION };
static const char *const AGE_WORDS[] = { "unborn",   "under 1",   "1 to 4",     "5 to 9",
	                                 "10 to 15", "16 and 17", "18 and over" };

static struct node *name_node(struct arena *arena, enum binding_kind kind, int index,
                              enum lang_type type)
{
	struct node *node = arena_new(arena, 1, sizeof(*node));
	*node = (struct node){ .kind = NODE_NAME,
		               .type = type,
		               .schedule = -1,
		               .binding = { .kind = kind, .index = index } };
	return node;
}

static struct node *child_field(const struct schema *schema, struct arena *arena,
                                const char *name, enum lang_type type)
{
	int field = table_type_find_field(&schema->types[schema->person], str_of(name));
	return field < 0 ? NULL : name_node(arena, BOUND_CHILD_FIELD, field, type);
}

static bool runs(const struct definition *definition)
{
	enum clock_kind clock = definition->base.clock;
	return clock == CLOCK_WHILE || clock == CLOCK_DURING || clock == CLOCK_NONE;
}

/* age(child.born, day), or of what runs age(child.born, today). */
static struct node *age_node(const struct definition *definition, const struct schema *schema,
                             struct arena *arena)
{
	struct node *born = child_field(schema, arena, "born", LANG_DATE);
	if (!born)
		return NULL;
	struct node *node = arena_new(arena, 1, sizeof(*node));
	struct node **parts = arena_new(arena, 2, sizeof(*parts));
	parts[0] = born;
	parts[1] = name_node(arena, runs(definition) ? BOUND_TODAY : BOUND_DAY, 0, LANG_DATE);
	parts[1]->asks_today = runs(definition);
	*node = (struct node){ .kind = NODE_CALL,
		               .type = LANG_NUMBER,
		               .function = FUNCTION_AGE,
		               .schedule = -1,
		               .parts = parts,
		               .part_count = 2,
		               .asks_today = runs(definition) };
	return node;
}

static const struct node *team_of(const struct definition *definition,
                                  const struct table_type *type, struct arena *arena)
{
	int field = table_type_find_field(type, STR("team"));
	if (definition->team || field < 0)
		return definition->team;
	return name_node(arena, BOUND_FIELD, field, LANG_TEXT);
}

static void add(struct dimension *items, size_t *count, const char *name,
                const struct node *value)
{
	if (value)
		items[(*count)++] = (struct dimension){ .name = str_of(name), .value = value };
}

static void add_of_child(const struct definition *definition, const struct schema *schema,
                         struct arena *arena, struct dimension *items, size_t *count)
{
	add(items, count, "sex", child_field(schema, arena, "sex", LANG_TEXT));
	add(items, count, "ethnicity", child_field(schema, arena, "ethnicity", LANG_TEXT));
	struct node *age = age_node(definition, schema, arena);
	if (!age)
		return;
	items[*count] = (struct dimension){ .name = STR("age"),
		                            .value = age,
		                            .cuts = AGE_CUTS,
		                            .cut_count = sizeof(AGE_CUTS) / sizeof(*AGE_CUTS) };
	++*count;
}

struct dimension_list dimensions_of(const struct definition *definition,
                                    const struct schema *schema, bool is_broken_down,
                                    struct arena *arena)
{
	struct dimension *items = arena_new(
		arena, definition->breakdown_count + OWN_DIMENSIONS, sizeof(*items));
	size_t count = 0;
	items[count++] = (struct dimension){ .name = STR("all") };
	if (!is_broken_down || definition->base.type < 0)
		return (struct dimension_list){ items, count };
	const struct table_type *type = &schema->types[definition->base.type];
	const struct node *team = team_of(definition, type, arena);
	if (team) {
		items[count] = (struct dimension){ .name = STR("team"), .value = team };
		items[count++].is_of_units = true;
	}
	if (type->is_of_child && schema->person >= 0)
		add_of_child(definition, schema, arena, items, &count);
	for (size_t i = 0; i < definition->breakdown_count; i++) {
		items[count++] = (struct dimension){ .name = definition->breakdowns[i].name,
			                             .value = definition->breakdowns[i].value };
	}
	return (struct dimension_list){ items, count };
}

struct str category_words(const struct dimension *dimension, const struct tally_row *row,
                          struct arena *arena)
{
	if (!dimension->value)
		return (struct str){ 0 };
	if (row->category == CELL_MISSING)
		return STR("not known");
	if (dimension->cuts == AGE_CUTS)
		return str_of(AGE_WORDS[row->category]);
	if (dimension->value->type == LANG_TEXT)
		return row->text;
	if (dimension->value->type == LANG_TRUTH)
		return row->category ? STR("yes") : STR("no");
	if (dimension->value->type == LANG_NUMBER)
		return arena_format(arena, "%lld", (long long)(row->category / MILLION));
	return arena_format(arena, "%lld", (long long)row->category);
}
