#include "check.h"

#include "base/file.h"
#include "base/map.h"
#include "intake/scorecard_columns.h"

static void check_finds(const char *header, enum scorecard_field field)
{
	enum scorecard_field found = FIELD_COUNT;
	if (!field_find(str_of(header), &found) || found != field)
		fail_msg("'%s' gives %d, expected %d", header, found, field);
}

static void a_header_is_found_whatever_its_case_and_gaps(void **state)
{
	(void)state;
	check_finds("current_value", FIELD_CURRENT_VALUE);
	check_finds("Current Value", FIELD_CURRENT_VALUE);
	check_finds(" CURRENT-value ", FIELD_CURRENT_VALUE);
	check_finds("Current\nvalue", FIELD_CURRENT_VALUE);
	check_finds("Current\xC2\xA0  value", FIELD_CURRENT_VALUE);
}

static void other_names_in_use_are_known(void **state)
{
	(void)state;
	check_finds("published_rag", FIELD_STATED_STATUS);
	check_finds("published_direction", FIELD_STATED_DIRECTION);
	check_finds("Last year", FIELD_LAST_YEAR_VALUE);
	check_finds("Direction of travel", FIELD_STATED_DIRECTION);
}

static void a_longer_or_shorter_header_is_another_column(void **state)
{
	(void)state;
	enum scorecard_field field;
	assert_false(field_find(STR("current_values"), &field));
	assert_false(field_find(STR("current"
	                            "value"), &field));
	assert_false(field_find(STR("peri"), &field));
	assert_false(field_find(STR(""), &field));
	assert_false(field_find(STR("_"), &field));
}

static void no_name_is_used_twice(void **state)
{
	(void)state;
	auto_map names = { 0 };
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct field_spec *spec = field_spec((enum scorecard_field)f);
		assert_non_null(spec->name);
		struct str rest = str_of(spec->aliases);
		struct str name = str_of(spec->name);
		do {
			int64_t other = 0;
			if (name.len && !map_add(&names, name, f, &other))
				fail_msg("'%.*s' names fields %d and %lld", STR_ARGS(name), f,
				         (long long)other);
		} while (str_split(&rest, ' ', &name));
		check_finds(spec->name, (enum scorecard_field)f);
	}
}

static void every_column_and_its_other_names_are_explained(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	auto_buf page = buf_init(1 << 20);
	struct err err;
	struct str path = arena_format(&arena, "%s/docs/scorecard-file.md",
	                               getenv("OUTTURN_SOURCE_ROOT"));
	assert_ok(file_read(path.ptr, 1 << 20, &page, &err), &err);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct field_spec *spec = field_spec((enum scorecard_field)f);
		struct str rest = str_of(spec->aliases);
		struct str name = str_of(spec->name);
		do {
			struct str quoted = arena_format(&arena, "`%.*s`", STR_ARGS(name));
			if (name.len && str_find_nocase(buf_view(&page), quoted) == SIZE_MAX)
				fail_msg("docs/scorecard-file.md does not explain %s", quoted.ptr);
		} while (str_split(&rest, ' ', &name));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_is_found_whatever_its_case_and_gaps),
		cmocka_unit_test(other_names_in_use_are_known),
		cmocka_unit_test(a_longer_or_shorter_header_is_another_column),
		cmocka_unit_test(no_name_is_used_twice),
		cmocka_unit_test(every_column_and_its_other_names_are_explained),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
