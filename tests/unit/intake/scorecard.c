#include "check.h"

#include "scorecard.h"

void scorecard_test_read(struct scorecard_test *test, const char *text,
                         const struct scorecard_options *options)
{
	test->findings.arena = &test->arena;
	struct scorecard_bytes from = { STR("figures.csv"), str_of(text) };
	test->status = scorecard_read_bytes(&from, options, &test->arena, &test->file,
	                                    &test->findings, &test->err);
}

void scorecard_test_lines(struct scorecard_test *test, const char *text, size_t lines)
{
	scorecard_test_read(test, text, NULL);
	if (test->status != OK)
		fail_msg("%s", test->err.text);
	assert_int_equal(test->file.lines.count, lines);
	assert_int_equal(test->file.row_count, lines);
}

void scorecard_test_end(struct scorecard_test *test)
{
	arena_deinit(&test->arena);
}

static struct str print(const struct finding *finding, struct arena *arena)
{
	struct str place = finding->row ? arena_format(arena, " row %lld",
	                                               (long long)finding->row)
	                                : (struct str){ 0 };
	struct str column = finding->column.len ? arena_format(arena, " '%.*s'",
	                                                       STR_ARGS(finding->column))
	                                        : (struct str){ 0 };
	return arena_format(arena, "%s%.*s%.*s: %.*s",
	                    finding_severity_word(finding->severity), STR_ARGS(place),
	                    STR_ARGS(column), STR_ARGS(finding->message));
}

void assert_found(const struct scorecard_test *test, const char *expected)
{
	auto_arena arena = { 0 };
	struct str all = { 0 };
	for (size_t i = 0; i < test->findings.count; i++) {
		struct str one = print(&test->findings.items[i], &arena);
		if (str_equal(one, str_of(expected)))
			return;
		all = arena_format(&arena, "%.*s\n  %.*s", STR_ARGS(all), STR_ARGS(one));
	}
	fail_msg("not found: %s\namong:%.*s", expected, STR_ARGS(all));
}
