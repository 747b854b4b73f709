/* The shipped definitions: sound, their examples hold, the engine agrees with the oracle on each
 * example; and docs/indicators.md is printed from them. With UPDATE_GOLDEN set it is written
 * anew. */
#include "check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "lang/engine.h"
#include "lang/example.h"
#include "lang/format.h"
#include "lang/oracle.h"
#include "lang/value.h"
#include "measure/definitions.h"

enum { PAGE_BYTES_MAX = 1 << 20, DEFINITIONS_LEAST = 80 };

struct given_library {
	struct arena arena;
	struct calendar *calendar;
	struct definitions definitions;
};

static int load(void **state)
{
	static struct given_library given;
	struct err err = { 0 };
	given.calendar = calendar_new();
	definitions_start(&given.arena, &given.definitions);
	definitions_add_shipped(&given.definitions);
	assert_ok(definitions_check(&given.definitions, given.calendar, &err), &err);
	*state = &given;
	return 0;
}

static int unload(void **state)
{
	struct given_library *given = *state;
	calendar_close(&given->calendar);
	arena_deinit(&given->arena);
	return 0;
}

static void every_definition_is_sound_and_its_examples_hold(void **state)
{
	struct given_library *given = *state;
	auto_buf said = buf_init(PAGE_BYTES_MAX);
	for (size_t i = 0; i < given->definitions.complaints.count; i++)
		complaint_print(&given->definitions.complaints.items[i], &said);
	if (said.len > 0)
		fail_msg("%s", buf_view(&said).ptr);
	assert_true(given->definitions.library.count >= DEFINITIONS_LEAST);
}

static void every_definition_has_a_title_and_an_example(void **state)
{
	const struct given_library *given = *state;
	for (size_t i = 0; i < given->definitions.library.count; i++) {
		const struct definition *definition = given->definitions.library.items[i];
		if (definition->title.len == 0 || definition->example_count == 0)
			fail_msg("%.*s lacks a title or an example", STR_ARGS(definition->name));
	}
}

static void assert_agree(const struct question *question, struct arena *arena)
{
	struct answer engine, oracle;
	struct err err = { 0 };
	assert_ok(engine_answer(question, arena, &engine, &err), &err);
	assert_ok(oracle_answer(question, arena, &oracle, &err), &err);
	assert_int_equal(engine.count, oracle.count);
	for (size_t i = 0; i < engine.count; i++) {
		const struct tally *a = &engine.rows[i].tally, *b = &oracle.rows[i].tally;
		if (a->in != b->in || a->counted != b->counted || a->rejected != b->rejected ||
		    a->sum != b->sum || a->over_sum != b->over_sum ||
		    a->middle_twice != b->middle_twice || a->is_changed != b->is_changed)
			fail_msg("engine and oracle differ on %.*s",
			         STR_ARGS(question->definition->name));
	}
}

static void engine_and_oracle_agree_on_every_example(void **state)
{
	const struct given_library *given = *state;
	const struct schema *schema = &given->definitions.schema.schema;
	const struct dimension whole = { .name = STR("all") };
	for (size_t i = 0; i < given->definitions.library.count; i++) {
		const struct definition *definition = given->definitions.library.items[i];
		for (size_t at = 0; at < definition->example_count; at++) {
			const struct example *example = &definition->examples[at];
			auto_arena arena = { 0 };
			struct example_tables tables;
			struct err err = { 0 };
			assert_ok(example_build(schema, definition, example, &arena, &tables,
			                        &err), &err);
			struct span *spans = arena_new(&arena, example->expectation_count + 1,
			                               sizeof(*spans));
			for (size_t n = 0; n < example->expectation_count; n++)
				spans[n] = (struct span){ example->expectations[n].from,
					                  example->expectations[n].to };
			const struct question question = {
				.tables = &tables.records,
				.given = example_given(&tables, definition),
				.calendar = given->calendar,
				.definition = definition,
				.periods = spans,
				.period_count = example->expectation_count,
				.dimensions = &whole,
				.dimension_count = 1,
			};
			assert_agree(&question, &arena);
		}
	}
}

static void put_definition(const struct definition *definition, struct arena *arena,
                           struct buf *out)
{
	buf_format(out, "### %.*s\n\n**%.*s** (%.*s)", STR_ARGS(definition->name),
	           STR_ARGS(definition->title), STR_ARGS(lang_unit_words(definition, arena)));
	for (size_t i = 0; i < definition->code_count; i++)
		buf_format(out, "%s%.*s", i == 0 ? "; also " : ", ",
		           STR_ARGS(definition->codes[i]));
	buf_add(out, STR(".\n\n"));
	lang_sentence(definition, out);
	buf_add(out, STR("\n"));
	for (size_t i = 0; i < definition->note_count; i++)
		buf_format(out, "\n%.*s\n", STR_ARGS(definition->notes[i]));
	if (definition->source.len > 0)
		buf_format(out, "\nSource: %.*s.\n", STR_ARGS(definition->source));
	for (size_t i = 0; i < definition->beside_count; i++)
		buf_format(out, "%s%.*s%s", i == 0 ? "\nPrinted with it: " : ", ",
		           STR_ARGS(definition->besides[i]),
		           i + 1 == definition->beside_count ? ".\n" : "");
	for (size_t i = 0; i < definition->example_count; i++)
		buf_format(out, "%s%.*s%s", i == 0 ? "\nIts examples: " : "; ",
		           STR_ARGS(definition->examples[i].title),
		           i + 1 == definition->example_count ? ".\n" : "");
	buf_add(out, STR("\n"));
}

static void the_page_of_indicators_is_printed_from_the_definitions(void **state)
{
	struct given_library *given = *state;
	auto_buf page = buf_init(PAGE_BYTES_MAX), expected = buf_init(PAGE_BYTES_MAX);
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	struct err err = { 0 };
	char path[512];
	snprintf(path, sizeof(path), "%s/docs/indicators.md", root ? root : ".");
	buf_format(&expected,
	           "# Indicators\n\n"
	           "Made from the definitions in `indicators/`, which are part of the program: %zu "
	           "of them, each with worked\nexamples that are run whenever they are loaded. How "
	           "they are written is said in [the language](language.md).\n\n",
	           given->definitions.library.count);
	struct str file = { 0 };
	for (size_t i = 0; i < given->definitions.library.count; i++) {
		const struct definition *definition = given->definitions.library.items[i];
		if (!str_equal(file, definition->file->name)) {
			file = definition->file->name;
			buf_format(&expected, "## `%.*s`\n\n", STR_ARGS(file));
		}
		put_definition(definition, &given->arena, &expected);
	}
	if (getenv("UPDATE_GOLDEN")) {
		assert_ok(file_write(path, buf_view(&expected), &err), &err);
		return;
	}
	assert_ok(file_read(path, PAGE_BYTES_MAX, &page, &err), &err);
	if (!str_equal(buf_view(&page), buf_view(&expected)))
		fail_msg("docs/indicators.md is not what the definitions say: run with "
		         "UPDATE_GOLDEN=1 and read the difference");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_definition_is_sound_and_its_examples_hold),
		cmocka_unit_test(every_definition_has_a_title_and_an_example),
		cmocka_unit_test(engine_and_oracle_agree_on_every_example),
		cmocka_unit_test(the_page_of_indicators_is_printed_from_the_definitions),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
