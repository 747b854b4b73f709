/* Runs the case files of the checker, tests/cases/lang/check/NAME.case: `== what it shows`, the
 * definitions, `--`, and what the checker says: "sound" with the type of every let, or the complaints
 * as they are printed. The records are those of records.schema beside them. With UPDATE_GOLDEN
 * set the answers are written anew. */
#include "case_file.h"

#include "lang/check.h"
#include "lang/operator.h"
#include "lang/parse.h"

enum { SAID_BYTES_MAX = 1 << 20 };

struct trial {
	struct arena arena;
	struct schema schema;
	struct library library;
	struct complaints complaints;
	struct buf said;
};

#define auto_trial CLEANUP(trial_deinit) struct trial

static void trial_deinit(struct trial *trial)
{
	arena_deinit(&trial->arena);
	buf_deinit(&trial->said);
}

static void trial_begin(struct trial *trial, struct str schema)
{
	struct err err = { 0 };
	trial->complaints.arena = &trial->arena;
	trial->said = buf_init(SAID_BYTES_MAX);
	assert_ok(schema_parse(schema, &trial->arena, &trial->schema, &err), &err);
}

static void say_definition(const struct definition *definition, struct buf *out)
{
	buf_format(out, "%.*s is sound\n", STR_ARGS(definition->name));
	for (size_t i = 0; i < definition->let_count; i++) {
		const struct let *let = &definition->lets[i];
		buf_format(out, "  %.*s is %s%s\n", STR_ARGS(let->name),
		           type_words(let->value->type),
		           let->value->asks_today ? ", as of today" : "");
	}
}

/* What is checked a second time comes out the same. */
static void check_again(struct trial *trial, size_t before)
{
	struct complaints again = { .arena = &trial->arena };
	lang_check(&trial->schema, &trial->library, &trial->arena, &again);
	assert_int_equal(again.count, trial->complaints.count - before);
	for (size_t i = 0; i < again.count; i++)
		assert_text(again.items[i].message,
		            trial->complaints.items[before + i].message.ptr);
}

static void trial_check(struct trial *trial, struct str definitions)
{
	buf_clear(&trial->said);
	trial->library = (struct library){ 0 };
	trial->complaints.count = 0;
	lang_parse(STR("a.ind"), definitions, &trial->arena, &trial->library, &trial->complaints);
	size_t before = trial->complaints.count;
	lang_check(&trial->schema, &trial->library, &trial->arena, &trial->complaints);
	check_again(trial, before);
	for (size_t i = 0; i < trial->library.count; i++)
		if (trial->library.items[i]->is_sound)
			say_definition(trial->library.items[i], &trial->said);
	for (size_t i = 0; i < trial->complaints.count; i++)
		complaint_print(&trial->complaints.items[i], &trial->said);
}

/* --- Case files ------------------------------------------------------------------------- */

/* Takes the lines up to one that begins with `mark`; that line itself goes into `*found`. */
static struct str take_until(struct str *rest, struct str mark, struct str *found)
{
	struct str from = *rest, line;
	*found = (struct str){ 0 };
	while (str_split(rest, '\n', &line))
		if (str_starts_nocase(line, mark)) {
			*found = line;
			return str_slice(from, 0, (size_t)(line.ptr - from.ptr));
		}
	return from;
}

static void write_anew(const char *name, struct str text)
{
	char path[512];
	struct err err = { 0 };
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	auto_buf lines = buf_init(CASE_FILE_BYTES_MAX);
	buf_format(&lines, "%.*s\n", STR_ARGS(text));
	snprintf(path, sizeof(path), "%s/tests/cases/%s", root ? root : ".", name);
	assert_ok(file_write(path, buf_view(&lines), &err), &err);
}

static void run_cases(const char *name)
{
	auto_buf schema = buf_init(CASE_FILE_BYTES_MAX), text = buf_init(CASE_FILE_BYTES_MAX);
	auto_buf anew = buf_init(CASE_FILE_BYTES_MAX);
	auto_trial trial = { 0 };
	char path[128];
	bool is_update = getenv("UPDATE_GOLDEN");
	int count = 0;
	case_file_read("lang/check/records.schema", &schema);
	snprintf(path, sizeof(path), "lang/check/%s.case", name);
	case_file_read(path, &text);
	trial_begin(&trial, buf_view(&schema));
	struct str rest = buf_view(&text), title, mark;
	buf_add(&anew, take_until(&rest, STR("== "), &title));
	while (title.len > 0) {
		struct str definitions = take_until(&rest, STR("--"), &mark);
		struct str shown = title;
		struct str expected = str_trim(take_until(&rest, STR("== "), &title));
		trial_check(&trial, definitions);
		struct str said = str_trim(buf_view(&trial.said));
		if (!is_update && !str_equal(said, expected))
			fail_msg("%s: %.*s\n%.*s\nexpected\n%.*s", path, STR_ARGS(shown),
			         STR_ARGS(said), STR_ARGS(expected));
		buf_format(&anew, "%.*s\n%.*s--\n%.*s\n\n", STR_ARGS(shown), STR_ARGS(definitions),
		           STR_ARGS(said));
		count++;
	}
	assert_true(count > 0);
	if (is_update)
		write_anew(path, str_trim(buf_view(&anew)));
}

#define CASES(name)                           \
	static void name##_case(void **state) \
	{                                     \
		(void)state;                  \
		run_cases(#name);             \
	}
CASES(sound)
CASES(names)
CASES(codes)
CASES(types)
CASES(units)
CASES(clocks)
CASES(relations)
CASES(schedules)
CASES(parameters)
CASES(examples)
CASES(library)
#undef CASES

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_case),      cmocka_unit_test(names_case),
		cmocka_unit_test(codes_case),      cmocka_unit_test(types_case),
		cmocka_unit_test(units_case),      cmocka_unit_test(clocks_case),
		cmocka_unit_test(relations_case),  cmocka_unit_test(schedules_case),
		cmocka_unit_test(parameters_case), cmocka_unit_test(examples_case),
		cmocka_unit_test(library_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
