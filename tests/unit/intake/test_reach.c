#include "check.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "intake/format.h"
#include "record/reach.h"
#include "record_place.h"

/* Notes every field that a reader gives. */
struct given {
	enum record_source_kind source;
	bool fields[RECORD_SOURCE_KIND_COUNT][RECORD_TYPE_COUNT][RECORD_FIELDS_MAX];
};

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	struct given *given = context;
	(void)err;
	given->source = file->source;
	return OK;
}

/* What a reader says it covers is what the table expects of its source. */
static enum status on_cover(void *context, const struct record_coverage *coverage,
                            struct err *err)
{
	const struct given *given = context;
	struct record_reach reach = record_reach(given->source, coverage->type);
	struct record_coverage expected =
		record_reach_coverage(given->source, coverage->type, coverage->to);
	bool has_days = coverage->kind == RECORD_COVERS_STARTS ||
	                coverage->kind == RECORD_COVERS_OVERLAPS;
	(void)err;
	bool is_of_children = coverage->kind == RECORD_COVERS_CHILDREN ||
	                      coverage->kind == RECORD_COVERS_TOLD;
	if (is_of_children && reach.kind == RECORD_REACH_WHO)
		return OK;
	if (coverage->kind != expected.kind || (has_days && coverage->from != expected.from))
		fail_msg("source %d, %s", given->source, record_type_spec(coverage->type)->name);
	return OK;
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	struct given *given = context;
	const struct record_type_spec *spec = record_type_spec(row->type);
	(void)err;
	for (size_t i = 0; i < spec->field_count; i++)
		given->fields[given->source][row->type][i] |= row->values[i].is_given;
	return OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field,
                            struct str text, const struct finding *what, struct err *err)
{
	(void)context, (void)row, (void)field, (void)text, (void)what, (void)err;
	return OK;
}

static void read_samples(struct record_place *place, const char *folder, struct given *given)
{
	struct format_set_list sets;
	struct format_refusal_list refused;
	struct finding_list findings = { .arena = &place->arena };
	struct record_sink sink = { given, on_begin, on_cover, on_row, on_doubt };
	const char *path = record_place_sample(place, folder);
	assert_ok(format_group(&path, 1, &place->arena, &sets, &refused, &place->err),
	          &place->err);
	for (size_t i = 0; i < sets.count; i++) {
		struct record_reading reading = { .set = &sets.items[i], .sink = &sink,
			                          .findings = &findings, .as_at = DATE_NONE };
		enum status st = record_file_read(&reading, &place->err);
		if (st != OK && st != E_INPUT)
			fail_msg("%s", place->err.text);
	}
}

static void what_readers_give_of_the_samples_is_in_the_table(void **state)
{
	static const char *const FOLDERS[] = { "annex-a", "cin-census", "ssda903",
		                               "ssda903-multiyear" };
	static struct given given;
	struct record_place *place = *state;
	auto_buf missing = buf_init(64 * 1024);
	memset(&given, 0, sizeof(given));
	for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
		read_samples(place, FOLDERS[i], &given);
	for (int source = 0; source < RECORD_SOURCE_KIND_COUNT; source++)
		for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
			const struct record_type_spec *spec =
				record_type_spec((enum record_type)type);
			for (size_t f = 0; f < spec->field_count; f++)
				if (given.fields[source][type][f] &&
				    !record_reach_has((enum record_source_kind)source,
				                      (enum record_type)type, (int)f))
					buf_format(&missing, "%d %s %s\n", source, spec->name,
					           spec->fields[f].name);
		}
	if (missing.len)
fail_msg("given, and not in reach.def:\n%s", missing.bytes);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, record_place_make, record_place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_readers_give_of_the_samples_is_in_the_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
