#include "lang/example.h"

#include <assert.h>

#include "base/buf.h"
#include "lang/oracle.h"
#include "lang/value.h"

enum { MILLION = 1000000, HINT_BYTES_MAX = 16 << 10 };

/* Texts that stand for numbers: children's names, keys. */
struct name_list {
	struct arena *arena;
	struct str *items;
	size_t count;
	size_t capacity;
};

/* One example, and what it is asked with. */
struct stage {
	const struct definition *definition;
	const struct example *example;
	const struct calendar *calendar;
	struct arena *arena;
	struct example_tables tables;
};

/* --- From rows to tables --------------------------------------------------------------- */

static int64_t name_number(struct name_list *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], name))
			return (int64_t)i;
	names->items = arena_grow(names->arena, names->items, names->count, &names->capacity,
	                          sizeof(*names->items));
	names->items[names->count] = name;
	return (int64_t)names->count++;
}

/* The number that a literal stands for, with its sign. */
static int64_t literal_amount(const struct node *value)
{
	return value->kind == NODE_NEGATE ? -value->parts[0]->amount : value->amount;
}

/* The names of one example. */
struct names {
	struct name_list children;
	struct name_list keys;
};

static void set_cell(struct table_builder *builder, const struct table_type *type,
                     const struct cell *cell, struct name_list *keys)
{
	int field = table_type_find_field(type, cell->name);
	const struct node *value = cell->value;
	assert(field >= 0);
	switch (type->fields[field].kind) {
	case FIELD_DATE:
	case FIELD_INSTANT:
	case FIELD_DECIMAL:
		table_set_number(builder, field, literal_amount(value));
		break;
	case FIELD_NUMBER:
		table_set_number(builder, field, literal_amount(value) / MILLION);
		break;
	case FIELD_FLAG:
		table_set_number(builder, field, str_equal(value->text, STR("yes")));
		break;
	case FIELD_KEY:
		table_set_number(builder, field, name_number(keys, value->text));
		break;
	case FIELD_CODE:
	case FIELD_LABEL:
		table_set_text(builder, field, value->text);
		break;
	case FIELD_KIND_COUNT:
		assert(!"a kind of field");
	}
}

/* The rows of the types of one schema. */
static enum status build_tables(const struct schema *schema, const struct example *example,
                                struct names *names, struct arena *arena, struct tables *out,
                                struct err *err)
{
	auto_table_builder builder = table_builder_new(schema);
	for (size_t i = 0; i < example->row_count; i++) {
		const struct example_row *row = &example->rows[i];
		int type = schema_find_type(schema, row->type_name);
		if (type < 0)
			continue;
		int64_t child = name_number(&names->children, row->child);
		enum status st = table_add_row(builder, type, child, (int64_t)i, err);
		if (st != OK)
			return st;
		for (size_t j = 0; j < row->cell_count; j++)
			set_cell(builder, &schema->types[type], &row->cells[j], &names->keys);
	}
	table_builder_finish(builder, arena, out);
	return OK;
}

/* The types of the figures handed in: of a definition, and of what it is over. */
static const struct schema *given_schema(const struct definition *definition, struct arena *arena)
{
	struct table_type *types = arena_new(arena, 2, sizeof(*types));
	struct schema *schema = arena_new(arena, 1, sizeof(*schema));
	*schema = (struct schema){ .types = types, .person = -1, .family = -1 };
	if (definition->given)
		types[schema->type_count++] = *definition->given;
	if (definition->over && definition->over->given &&
	    schema_find_type(schema, definition->over->given->name) < 0)
		types[schema->type_count++] = *definition->over->given;
	return schema;
}

enum status example_build(const struct schema *schema, const struct definition *definition,
                          const struct example *example, struct arena *arena,
                          struct example_tables *out, struct err *err)
{
	struct names names = { .children = { .arena = arena }, .keys = { .arena = arena } };
	struct example_tables tables = { 0 };
	enum status st = build_tables(schema, example, &names, arena, &tables.records, err);
	if (st == OK)
		st = build_tables(given_schema(definition, arena), example, &names, arena,
		                  &tables.given, err);
	if (st == OK)
		*out = tables;
	return st;
}

const struct table *example_given(const struct example_tables *tables,
                                  const struct definition *definition)
{
	if (!definition->given)
		return NULL;
	return &tables->given.of[schema_find_type(tables->given.schema, definition->given->name)];
}

/* --- What came ------------------------------------------------------------------------- */

static struct question question_of(const struct stage *stage, const struct definition *definition,
                                   const struct span *period)
{
	static const struct dimension WHOLE;
	return (struct question){
		.tables = &stage->tables.records,
		.given = example_given(&stage->tables, definition),
		.calendar = stage->calendar,
		.definition = definition,
		.periods = period,
		.period_count = 1,
		.dimensions = &WHOLE,
		.dimension_count = 1,
	};
}

struct outcome_of_example {
	struct tally tally;
	struct lang_value value;
};

static enum status ask(const struct stage *stage, const struct span *period,
                       struct outcome_of_example *out, struct err *err)
{
	struct question question = question_of(stage, stage->definition, period);
	struct answer answer, over = { 0 };
	enum status st = oracle_answer(&question, stage->arena, &answer, err);
	if (st == OK && stage->definition->over) {
		question = question_of(stage, stage->definition->over, period);
		st = oracle_answer(&question, stage->arena, &over, err);
	}
	if (st != OK)
		return st;
	out->tally = answer.rows[0].tally;
	out->value = lang_value_of(stage->definition, &out->tally,
	                           over.count > 0 ? &over.rows[0].tally : NULL,
	                           stage->example->population);
	return OK;
}

/* The value that is expected, as a whole number of its last decimal. */
static int64_t expected_steps(const struct expectation *expected)
{
	int64_t step = MILLION;
	for (int i = 0; i < expected->value_decimals; i++)
		step /= 10;
	return expected->value / step;
}

static bool is_met(const struct definition *definition, const struct expectation *expected,
                   const struct outcome_of_example *came)
{
	int64_t steps;
	if (came->tally.rejected != expected->rejects)
		return false;
	if (!expected->has_value)
		return !came->value.has_value;
	if (expected->is_ratio)
		return !came->tally.is_changed &&
		       came->value.numerator == expected->numerator &&
		       came->value.denominator == expected->denominator;
	return lang_value_rounded(came->value, lang_unit_multiplier(definition),
	                          expected->value_decimals, &steps) &&
	       steps == expected_steps(expected);
}

/* --- Saying so ------------------------------------------------------------------------- */

/* 667 with one decimal as 66.7. */
static void put_steps(struct buf *out, int64_t steps, int decimals)
{
	uint64_t size = steps < 0 ? -(uint64_t)steps : (uint64_t)steps, step = 1;
	for (int i = 0; i < decimals; i++)
		step *= 10;
	buf_format(out, "%s%llu", steps < 0 ? "-" : "", (unsigned long long)(size / step));
	if (decimals > 0)
		buf_format(out, ".%0*llu", decimals, (unsigned long long)(size % step));
}

static void put_rejects(struct buf *out, int64_t count)
{
	if (count > 0)
		buf_format(out, " rejects %lld", (long long)count);
}

static void put_expected(struct buf *out, const struct expectation *expected)
{
	if (!expected->has_value)
		buf_add(out, STR("no value"));
	else if (expected->is_ratio)
		buf_format(out, "%lld of %lld", (long long)expected->numerator,
		           (long long)expected->denominator);
	else
		put_steps(out, expected_steps(expected), expected->value_decimals);
	put_rejects(out, expected->rejects);
}

/* What came, in the way of what was expected. */
static void put_came(struct buf *out, const struct definition *definition,
                     const struct expectation *expected, const struct outcome_of_example *came)
{
	int64_t steps;
	bool as_ratio = expected->is_ratio ||
	                (!expected->has_value && definition->statistic == STATISTIC_COUNT);
	if (came->tally.is_changed)
		buf_add(out, STR("no value (the definition changed in the period, or was not in "
		                 "force)"));
	else if (as_ratio && (came->value.has_value || expected->is_ratio))
		buf_format(out, "%lld of %lld", (long long)came->value.numerator,
		           (long long)came->value.denominator);
	else if (lang_value_rounded(came->value, lang_unit_multiplier(definition),
	                            expected->value_decimals, &steps))
		put_steps(out, steps, expected->value_decimals);
	else
		buf_add(out, STR("no value"));
	put_rejects(out, came->tally.rejected);
}

static int line_of_row(const struct example *example, const struct table *table, int32_t row)
{
	return example->rows[table->ids[row]].place.line;
}

/* "line 12, on 2023-05-10: rejected: the end lies before the start" */
static void put_case(struct buf *out, const struct example *example, const struct table *table,
                     const struct case_row *found)
{
	static const char *const WORDS[OUTCOME_KIND_COUNT] = {
		[OUTCOME_COUNTED] = "counted",   [OUTCOME_MISSED] = "in, not counted",
		[OUTCOME_REJECTED] = "rejected", [OUTCOME_OUT] = "not in",
		[OUTCOME_SPOKEN_FOR] = "spoken for",
	};
	char day[DATE_TEXT_BYTES];
	buf_format(out, "\n  line %d%s%s: %s", line_of_row(example, table, found->row),
	           found->day == DATE_NONE ? "" : ", on ", date_print_iso(found->day, day),
	           WORDS[found->outcome]);
	if (found->reason.len > 0)
		buf_format(out, ": %.*s", STR_ARGS(found->reason));
	if (found->speaker >= 0)
		buf_format(out, " by line %d", line_of_row(example, table, found->speaker));
}

/* What became of each record of the base. */
static enum status put_cases(const struct stage *stage, const struct span *period,
                             struct buf *out, struct err *err)
{
	const struct example *example = stage->example;
	struct question question = question_of(stage, stage->definition, period);
	struct case_list cases;
	enum status st = oracle_cases(&question, 0, stage->arena, &cases, err);
	if (st != OK)
		return st;
	const struct table *table = question.given;
	if (!table)
		table = &stage->tables.records.of[stage->definition->base.type];
	buf_add(out, STR("what became of each record:"));
	size_t at = 0;
	for (int32_t row = 0; row < table->row_count; row++) {
		if (at == cases.count || cases.items[at].row != row)
			buf_format(out, "\n  line %d: not in the period",
			           line_of_row(example, table, row));
		for (; at < cases.count && cases.items[at].row == row; at++)
			put_case(out, example, table, &cases.items[at]);
	}
	return OK;
}

static enum status complain_of(const struct stage *stage, const struct expectation *expected,
                               const struct outcome_of_example *came,
                               struct complaints *complaints, struct err *err)
{
	auto_buf want = buf_init(HINT_BYTES_MAX);
	auto_buf got = buf_init(HINT_BYTES_MAX);
	auto_buf hint = buf_init(HINT_BYTES_MAX);
	struct span period = { expected->from, expected->to };
	put_expected(&want, expected);
	put_came(&got, stage->definition, expected, came);
	enum status st = put_cases(stage, &period, &hint, err);
	if (st != OK)
		return st;
	complain(complaints, stage->definition->file, expected->place,
	         arena_text(stage->arena, buf_view(&hint)).ptr,
	         "the example '%.*s' gives %.*s, but %.*s was expected",
	         STR_ARGS(stage->example->title), STR_ARGS(buf_view(&got)),
	         STR_ARGS(buf_view(&want)));
	return OK;
}

static enum status run_example(struct stage *stage, const struct schema *schema,
                               struct complaints *complaints, struct err *err)
{
	const struct example *example = stage->example;
	enum status st = example_build(schema, stage->definition, example, stage->arena,
	                               &stage->tables, err);
	for (size_t i = 0; st == OK && i < example->expectation_count; i++) {
		const struct expectation *expected = &example->expectations[i];
		struct span period = { expected->from, expected->to };
		struct outcome_of_example came;
		st = ask(stage, &period, &came, err);
		if (st == OK && !is_met(stage->definition, expected, &came))
			st = complain_of(stage, expected, &came, complaints, err);
	}
	return st;
}

enum status examples_run(const struct schema *schema, const struct definition *definition,
                         const struct calendar *calendar, struct arena *arena,
                         struct complaints *complaints, struct err *err)
{
	assert(definition->is_sound);
	for (size_t i = 0; i < definition->example_count; i++) {
		struct stage stage = {
			.definition = definition,
			.example = &definition->examples[i],
			.calendar = calendar,
			.arena = arena,
		};
		enum status st = run_example(&stage, schema, complaints, err);
		if (st != OK)
			return err_wrap(err, st, "example '%.*s'",
			                STR_ARGS(stage.example->title));
	}
	return OK;
}
