/* Definitions of indicators as SQL, for whoever adds up on a PostgreSQL server. */
#include <stdio.h>

#include "base/buf.h"
#include "cli/command.h"
#include "db/language.h"
#include "lang/check.h"
#include "lang/sql.h"
#include "measure/definitions.h"

enum { OPTION_FUNCTIONS, STATEMENT_BYTES_MAX = 8 << 20 };

static const struct option OPTIONS[] = {
	[OPTION_FUNCTIONS] = { .name = "functions",
	                       .help = "prints the functions and working days that the statements "
	                               "ask for, to be installed once" },
};

/* The whole, the team, and the definition's own breakdowns. */
static size_t make_dimensions(const struct definition *definition, const struct schema *schema,
                              struct arena *arena, struct dimension **out)
{
	const struct table_type *type = definition->given ? definition->given
	                                                  : &schema->types[definition->base.type];
	int team = table_type_find_field(type, STR("team"));
	size_t count = 1;
	*out = arena_new(arena, definition->breakdown_count + 2, sizeof(**out));
	const struct node *value = definition->team;
	if (!value && team >= 0) {
		struct node *field = arena_new(arena, 1, sizeof(*field));
		*field = (struct node){ .kind = NODE_NAME,
			                .type = LANG_TEXT,
			                .text = STR("team"),
			                .binding = { .kind = BOUND_FIELD, .index = team },
			                .schedule = -1 };
		value = field;
	}
	if (value)
		(*out)[count++] = (struct dimension){ .name = STR("team"),
			                              .value = value,
			                              .is_of_units = true };
	for (size_t i = 0; i < definition->breakdown_count; i++)
		(*out)[count++] = (struct dimension){ .name = definition->breakdowns[i].name,
			                              .value = definition->breakdowns[i].value };
	return count;
}

/* Rows that count are read from counted_TYPE, periods from asked_period. */
static void name_tables(const struct definition *definition, const struct schema *schema,
                        struct arena *arena, struct sql_question *out)
{
	struct str *tables = arena_new(arena, schema->type_count + 1, sizeof(*tables));
	for (size_t i = 0; i < schema->type_count; i++)
		tables[i] = arena_format(arena, "counted_%.*s", STR_ARGS(schema->types[i].name));
	out->tables = tables;
	out->periods = STR("asked_period");
	if (definition->given)
		out->given = arena_format(arena, "given_figures_%.*s",
		                          STR_ARGS(definition->given->name));
}

static enum status print_one(struct call *call, const struct definition *definition,
                             const struct variant *variant, const struct schema *schema,
                             struct err *err)
{
	struct dimension *dimensions;
	struct sql_question question = { .schema = schema,
		                         .definition = definition,
		                         .variant = variant };
	auto_buf text = buf_init(STATEMENT_BYTES_MAX);
	question.dimension_count = make_dimensions(definition, schema, call->arena, &dimensions);
	question.dimensions = dimensions;
	name_tables(definition, schema, call->arena, &question);
	enum status st = lang_sql(&question, &text, err);
	if (st != OK)
		return st;
	struct str name = variant ? variant->name : definition->name;
	printf("-- %.*s: %.*s\n-- dimension 0: the whole\n", STR_ARGS(name),
	       STR_ARGS(definition->title));
	for (size_t i = 1; i < question.dimension_count; i++)
		printf("-- dimension %zu: %.*s\n", i, STR_ARGS(dimensions[i].name));
	printf("%.*s;\n", STR_ARGS(str_trim(buf_view(&text))));
	return OK;
}

/* The definition or variant of that name; E_INPUT where it is not sound. */
static enum status print_named(struct call *call, const struct definition *definition,
                               const struct variant *variant,
                               const struct definitions *definitions, struct err *err)
{
	if (!definition->is_sound)
		return err_set(err, E_INPUT, "%.*s is not sound: see outturn define check",
		               STR_ARGS(definition->name));
	return print_one(call, definition, variant, &definitions->schema.schema, err);
}

static enum status print_file(struct call *call, struct definitions *definitions, struct err *err)
{
	struct str file = str_of(call->operands[0]);
	enum status st = definitions_add_file(definitions, call->operands[0], err);
	if (st != OK)
		return st;
	definitions_check_only(definitions);
	for (size_t i = 0; st == OK && i < definitions->library.count; i++) {
		const struct definition *definition = definitions->library.items[i];
		if (str_equal(definition->file->name, file))
			st = print_named(call, definition, NULL, definitions, err);
	}
	return st;
}

static enum status print_functions(struct err *err)
{
	auto_calendar calendar = calendar_new();
	auto_buf text = buf_init(STATEMENT_BYTES_MAX);
	language_put_functions(calendar, &text);
	enum status st = buf_check(&text, "the functions", err);
	if (st == OK)
		printf("%.*s", STR_ARGS(buf_view(&text)));
	return st;
}

static enum status run_sql(struct call *call, struct err *err)
{
	struct definitions definitions;
	const struct definition *definition;
	const struct variant *variant;
	if (call->values[OPTION_FUNCTIONS])
		return print_functions(err);
	if (call->operand_count == 0)
		return err_set(err, E_USAGE,
		               "which definition: a file, or the name of a shipped one");
	definitions_start(call->arena, &definitions);
	definitions_add_shipped(&definitions);
	definitions_check_only(&definitions);
	if (library_find(&definitions.library, str_of(call->operands[0]), &definition, &variant))
		return print_named(call, definition, variant, &definitions, err);
	return print_file(call, &definitions, err);
}

const struct command command_define_sql = {
	.name = "define sql",
	.operands = "FILE|NAME",
	.operands_min = 0,
	.operands_max = 1,
	.summary = "prints a definition of an indicator as one PostgreSQL statement",
	.details =
		"The statement gives the tallies of every period of the table asked_period (number, "
		"from_day, to_day) by authority: of the whole, of each team, and of the "
		"definition's own breakdowns. It reads the records that count from tables or "
		"views counted_TYPE; docs/language.md says what their columns are. NAME is a "
		"shipped definition or a variant of one; of a FILE all its definitions are printed.",
	.options = OPTIONS,
	.option_count = COUNT_OF(OPTIONS),
	.run = run_sql,
};
