/* A definition printed as SQL gives the oracle's rows on a PostgreSQL server.
 *
 *     test_measure_lang_sql [SEED [COUNT]]     other draws than those of the everyday run */
#include "store.h"

#include <stdlib.h>

#include "db/language.h"
#include "lang/check.h"
#include "lang/example.h"
#include "lang/oracle.h"
#include "lang/parse.h"
#include "lang/sql.h"
#include "measure/definitions.h"
#include "evaluate_case.h"
#include "random_definition.h"
#include "random_records.h"

enum { SQL_BYTES_MAX = 4 << 20, PERIODS_MAX = 16 };

static uint64_t first_seed = 1;
static int case_count = 150;

/* --- Records as rows of the server ----------------------------------------------------- */

static void put_cell(struct buf *out, const struct tables *tables, const struct column *column,
                     enum field_kind kind, int32_t row)
{
	int64_t cell = column_at(column, row);
	if (cell == CELL_MISSING)
		buf_add(out, STR("NULL"));
	else if (kind == FIELD_CODE || kind == FIELD_LABEL)
		buf_format(out, "'%.*s'", STR_ARGS(tables->words.items[cell]));
	else
		buf_format(out, "%lld", (long long)cell);
}

/* A table of a type, as a query in brackets; rows go by the order of the table. */
static struct str rows_of(const struct tables *tables, const struct table *table,
                          struct arena *arena)
{
	const struct table_type *type = table->type;
	auto_buf out = buf_init(SQL_BYTES_MAX);
	buf_add(&out, STR("(SELECT * FROM (VALUES ('', 0::BIGINT, 0::BIGINT"));
	for (size_t i = 0; i < type->field_count; i++) {
		bool is_text = type->fields[i].kind == FIELD_CODE ||
		               type->fields[i].kind == FIELD_LABEL;
		buf_format(&out, ", NULL::%s", is_text ? "TEXT" : "BIGINT");
	}
	for (int32_t row = 0; row < table->row_count; row++) {
		buf_format(&out, "), ('A', %d, %d", table->child ? table->child[row] : 0, row + 1);
		for (size_t i = 0; i < type->field_count; i++) {
			buf_add(&out, STR(", "));
			put_cell(&out, tables, &table->columns[i], type->fields[i].kind, row);
		}
	}
	buf_add(&out, STR(")) AS v (record_authority, record_child, record_id"));
	for (size_t i = 0; i < type->field_count; i++)
		buf_format(&out, ", \"%.*s\"", STR_ARGS(type->fields[i].name));
	buf_add(&out, STR(") WHERE record_id > 0)"));
	return arena_text(arena, buf_view(&out));
}

static struct sql_question sql_question_of(const struct question *question,
                                           const struct schema *schema, struct arena *arena)
{
	struct str *tables = arena_new(arena, schema->type_count + 1, sizeof(*tables));
	auto_buf periods = buf_init(SQL_BYTES_MAX);
	for (size_t i = 0; i < schema->type_count; i++)
		tables[i] = rows_of(question->tables, &question->tables->of[i], arena);
	lang_sql_put_periods(question->periods, question->period_count, &periods);
	return (struct sql_question){
		.schema = schema,
		.definition = question->definition,
		.variant = question->variant,
		.dimensions = question->dimensions,
		.dimension_count = question->dimension_count,
		.periods = arena_text(arena, buf_view(&periods)),
		.tables = tables,
		.given = question->given ? rows_of(question->tables, question->given, arena)
		                         : (struct str){ 0 },
	};
}

/* --- Rows in words, which are compared -------------------------------------------------- */

static int compare_lines(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

struct lines {
	struct arena *arena;
	struct str *items;
	size_t count, capacity;
};

static void add_line(struct lines *lines, struct str line)
{
	lines->items = arena_grow(lines->arena, lines->items, lines->count, &lines->capacity,
	                          sizeof(*lines->items));
	lines->items[lines->count++] = line;
}

/* A whole without anything in it is left out: of no records the server gives no row. */
static void add_oracle_row(struct lines *lines, const struct question *question,
                           const struct tally_row *row)
{
	const struct dimension *dimension = &question->dimensions[row->dimension];
	const struct tally *tally = &row->tally;
	auto_buf out = buf_init(1 << 12);
	if (!tally->is_changed && tally->in == 0 && tally->rejected == 0)
		return;
	buf_format(&out, "%d %d ", row->period, row->dimension);
	if (!dimension->value || row->category == CELL_MISSING)
		buf_add(&out, STR("-"));
	else if (dimension->value->type == LANG_TEXT)
		buf_add(&out, row->text);
	else
		buf_format(&out, "%lld", (long long)row->category);
	buf_format(&out, " %s %lld %lld %lld %lld %lld ", tally->is_changed ? "t" : "f",
	           (long long)tally->in, (long long)tally->counted, (long long)tally->rejected,
	           (long long)tally->sum, (long long)tally->over_sum);
	if (tally->middle_twice == CELL_MISSING)
		buf_add(&out, STR("-"));
	else
		buf_format(&out, "%lld", (long long)tally->middle_twice);
	add_line(lines, arena_text(lines->arena, buf_view(&out)));
}

static enum status add_server_row(void *context, const char *const *cells, size_t count,
                                  struct err *err)
{
	enum { AUTHORITY = 2, IS_CHANGED = 4, IN = 5, REJECTED = 7, COLUMNS = 11 };
	struct lines *lines = context;
	auto_buf out = buf_init(1 << 12);
	(void)err;
	assert_int_equal(count, COLUMNS);
	if (strcmp(cells[IS_CHANGED], "f") == 0 && strcmp(cells[IN], "0") == 0 &&
	    strcmp(cells[REJECTED], "0") == 0)
		return OK;
	for (size_t i = 0; i < count; i++)
		if (i != AUTHORITY)
			buf_format(&out, "%s%s", i > 0 ? " " : "", cells[i] ? cells[i] : "-");
	add_line(lines, arena_text(lines->arena, buf_view(&out)));
	return OK;
}

static void put_lines(const struct lines *lines, struct buf *out)
{
	if (lines->count > 0)
		qsort(lines->items, lines->count, sizeof(*lines->items), compare_lines);
	for (size_t i = 0; i < lines->count; i++)
		buf_format(out, "%.*s\n", STR_ARGS(lines->items[i]));
	buf_add(out, STR(""));
}

/* Whether the server gives what the oracle gives; puts both when not. */
static bool do_agree(struct db *db, const struct question *question, const struct schema *schema,
                     struct buf *difference)
{
	auto_arena arena = { 0 };
	auto_buf sql = buf_init(SQL_BYTES_MAX);
	auto_buf wanted = buf_init(SQL_BYTES_MAX);
	auto_buf got = buf_init(SQL_BYTES_MAX);
	struct err err = { 0 };
	struct answer answer;
	struct lines want = { .arena = &arena }, came = { .arena = &arena };
	struct language_sink sink = { &came, add_server_row };
	assert_ok(oracle_answer(question, &arena, &answer, &err), &err);
	const struct table *base = question->given;
	if (!base)
		base = &question->tables->of[question->definition->base.type];
	for (size_t i = 0; base->row_count > 0 && i < answer.count; i++)
		add_oracle_row(&want, question, &answer.rows[i]);
	struct sql_question asked = sql_question_of(question, schema, &arena);
	assert_ok(lang_sql(&asked, &sql, &err), &err);
	enum status st = language_select(db, buf_view(&sql), &sink, &err);
	if (st != OK) {
		buf_format(difference, "%s\n%s\n", err.text, sql.bytes);
		return false;
	}
	put_lines(&want, &wanted);
	put_lines(&came, &got);
	if (str_equal(buf_view(&wanted), buf_view(&got)))
		return true;
	buf_format(difference, "the oracle gives\n%.*sthe server gives\n%.*s%.*s\n",
	           STR_ARGS(buf_view(&wanted)), STR_ARGS(buf_view(&got)),
	           STR_ARGS(buf_view(&sql)));
	return false;
}

static void install(struct db *db, const struct calendar *calendar)
{
	struct err err = { 0 };
	auto_transaction change = { 0 };
	assert_ok(transaction_begin(db, TRANSACTION_WRITE, &change, &err), &err);
	assert_ok(language_install(db, calendar, &err), &err);
	assert_ok(transaction_commit(&change, &err), &err);
}

/* --- Examples of definitions ------------------------------------------------------------ */

struct trial {
	struct db *db;
	struct calendar *calendar;
	struct arena *arena;
	const struct schema *schema;
};

/* The whole, all breakdowns (one called `units` as units, one called `age` in bands) and the
 * team. */
static size_t make_dimensions(const struct definition *definition, struct arena *arena,
                              struct dimension **out)
{
	static const int64_t CUTS[] = { 1000000, 3000000, 5000000 };
	size_t count = 1;
	*out = arena_new(arena, definition->breakdown_count + 2, sizeof(**out));
	for (size_t i = 0; i < definition->breakdown_count; i++) {
		const struct breakdown *breakdown = &definition->breakdowns[i];
		bool is_age = str_equal(breakdown->name, STR("age"));
		(*out)[count++] = (struct dimension){
			.name = breakdown->name,
			.value = breakdown->value,
			.is_of_units = str_equal(breakdown->name, STR("units")),
			.cuts = is_age ? CUTS : NULL,
			.cut_count = is_age ? COUNT_OF(CUTS) : 0,
		};
	}
	if (definition->team)
		(*out)[count++] = (struct dimension){ .name = STR("team"),
			                              .value = definition->team,
			                              .is_of_units = true };
	return count;
}

static void hold(const struct trial *trial, const struct question *question,
                 const struct example *example)
{
	auto_buf difference = buf_init(SQL_BYTES_MAX);
	if (!do_agree(trial->db, question, trial->schema, &difference))
		fail_here("%.*s, '%.*s': %s", STR_ARGS(question->definition->name),
		         STR_ARGS(example->title), difference.bytes);
}

static void hold_example(const struct trial *trial, const struct definition *definition,
                         const struct example *example)
{
	struct example_tables tables;
	struct err err = { 0 };
	struct span *periods = arena_new(trial->arena, example->expectation_count + 1,
	                                 sizeof(*periods));
	struct dimension *dimensions;
	size_t count = make_dimensions(definition, trial->arena, &dimensions);
	assert_ok(example_build(trial->schema, definition, example, trial->arena, &tables, &err),
	          &err);
	for (size_t i = 0; i < example->expectation_count; i++)
		periods[i] = (struct span){ example->expectations[i].from,
			                    example->expectations[i].to };
	struct question question = {
		.tables = &tables.records,
		.given = example_given(&tables, definition),
		.calendar = trial->calendar,
		.definition = definition,
		.periods = periods,
		.period_count = example->expectation_count,
		.dimensions = dimensions,
		.dimension_count = count,
	};
	hold(trial, &question, example);
	for (size_t i = 0; i < definition->variant_count; i++) {
		question.variant = &definition->variants[i];
		hold(trial, &question, example);
	}
}

static void examples_of_the_shipped_definitions_come_out_alike(void **state)
{
	struct store *store = *state;
	auto_arena arena = { 0 };
	auto_calendar calendar = calendar_new();
	struct definitions definitions;
	definitions_start(&arena, &definitions);
	definitions_add_shipped(&definitions);
	struct err err = { 0 };
	assert_ok(definitions_check(&definitions, calendar, &err), &err);
	install(store->db, calendar);
	struct trial trial = { store->db, calendar, &arena, &definitions.schema.schema };
	for (size_t i = 0; i < definitions.library.count; i++) {
		const struct definition *definition = definitions.library.items[i];
		for (size_t j = 0; j < definition->example_count; j++)
			hold_example(&trial, definition, &definition->examples[j]);
	}
}

/* --- The case files of the evaluators ----------------------------------------------------- */

static struct db *server; /* of the test that runs */

/* The oracle's answer, once the server has given the same. */
static enum status answer_of_both(const struct question *question, struct arena *arena,
                                  struct answer *out, struct err *err)
{
	auto_buf difference = buf_init(SQL_BYTES_MAX);
	if (!do_agree(server, question, question->tables->schema, &difference))
		fail_here("%.*s: %s", STR_ARGS(question->definition->name), difference.bytes);
	return oracle_answer(question, arena, out, err);
}

static void case_files_come_out_alike(void **state)
{
	static const char *const FILES[] = {
		"clocks",          "expressions",        "missing",     "once",
		"relations",       "schedules",          "sector-care", "sector-assessments",
		"sector-events",   "sector-leaving",     "sector-plans", "statistics",
		"versions",
	};
	static const struct evaluator BOTH = { .answer = answer_of_both };
	struct store *store = *state;
	auto_calendar calendar = calendar_new();
	install(store->db, calendar);
	server = store->db;
	for (size_t i = 0; i < COUNT_OF(FILES); i++)
		evaluate_case_run(FILES[i], &BOTH);
}

/* --- Random definitions over random records ---------------------------------------------- */

/* Breakdowns for the types that have something to break down by. */
static void put_breakdowns(struct buf *text)
{
	static const struct {
		const char *of, *lines;
	} LINES[] = {
		{ "\n  of referral ", "  by units team\n  by codes source\n  by flag nfa\n"
		                      "  by age age(child.born, day)\n" },
		{ "\n  of care ", "  by units carer\n  by codes kind\n" },
	};
	for (size_t i = 0; i < COUNT_OF(LINES); i++)
		if (str_find_nocase(buf_view(text), str_of(LINES[i].of)) != SIZE_MAX)
			buf_add(text, str_of(LINES[i].lines));
}

static size_t random_periods(struct chance *chance, struct span *out)
{
	static const enum period_kind KINDS[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR_TO_DATE,
		                                  PERIOD_FINANCIAL_YEAR, PERIOD_ROLLING_YEAR };
	size_t count = 0;
	for (int i = 0; i < 8; i++) {
		int32_t day = 18262 + chance_of(chance, 1100);
		struct period period = period_containing(KINDS[chance_of(chance, 5)], day);
		out[count++] = (struct span){ period.from, period.to };
	}
	return count;
}

static bool try_one(struct db *db, struct calendar *calendar, uint64_t seed)
{
	struct chance chance = { seed * 977 + 11 };
	auto_arena arena = { 0 };
	auto_buf text = buf_init(1 << 16);
	auto_buf difference = buf_init(SQL_BYTES_MAX);
	struct schema schema;
	struct library library = { 0 };
	struct complaints complaints = { .arena = &arena };
	struct err err = { 0 };
	random_definition(&chance, &text);
	put_breakdowns(&text);
	assert_ok(schema_parse(str_of(RANDOM_SCHEMA), &arena, &schema, &err), &err);
	lang_parse(STR("r.ind"), buf_view(&text), &arena, &library, &complaints);
	lang_check(&schema, &library, &arena, &complaints);
	if (library.count != 1 || !library.items[0]->is_sound)
		return false;
	struct random_records *records = arena_new(&arena, 1, sizeof(*records));
	struct tables tables;
	struct span periods[PERIODS_MAX];
	struct dimension *dimensions;
	size_t period_count = random_periods(&chance, periods);
	random_records(&chance, &schema, records);
	random_tables(records, &arena, &tables);
	struct question question = {
		.tables = &tables,
		.calendar = calendar,
		.definition = library.items[0],
		.periods = periods,
		.period_count = period_count,
		.dimension_count = make_dimensions(library.items[0], &arena, &dimensions),
	};
	question.dimensions = dimensions;
	if (!do_agree(db, &question, &schema, &difference))
		fail_here("seed %llu:\n%s%s", (unsigned long long)seed, text.bytes,
		         difference.bytes);
	return true;
}

static void random_definitions_come_out_alike(void **state)
{
	struct store *store = *state;
	auto_calendar calendar = calendar_new();
	int sound_count = 0;
	install(store->db, calendar);
	for (int i = 0; i < case_count; i++)
		sound_count += try_one(store->db, calendar, first_seed + (uint64_t)i);
	assert_true(sound_count * 10 >= case_count * 8);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		first_seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		case_count = (int)strtol(argv[2], NULL, 10);
	store_find_server();
	const struct CMUnitTest tests[] = {
		POSTGRESQL_TEST(examples_of_the_shipped_definitions_come_out_alike),
		POSTGRESQL_TEST(case_files_come_out_alike),
		POSTGRESQL_TEST(random_definitions_come_out_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
