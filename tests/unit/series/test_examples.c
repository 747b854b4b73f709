/* Published scorecards, brought into a store one after another. */
#include "deliver.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const BRACKNELL[] = {
	"examples/bracknell-forest-2024-25-q3.csv",
	"examples/bracknell-forest-2024-25-q4.csv",
	"examples/bracknell-forest-2025-26-q1.csv",
};

/* A value as it would be printed, or "" when it is not known. */
static const char *printed(const struct line *line, const struct value *value)
{
	static char text[VALUE_TEXT_BYTES];
	return value->is_known ? value_print(value, &line->indicator->unit, text) : "";
}

static const char *period_words(const struct period *period)
{
	static char text[PERIOD_TEXT_BYTES];
	return period_print(period, text);
}

static void three_quarters_are_one_series_with_its_trend(void **state)
{
	auto_arena arena = { 0 };
	for (size_t i = 0; i < COUNT_OF(BRACKNELL); i++)
		deliver_file(*state, &arena, BRACKNELL[i]);
	struct line_list lines = lines_of(*state, &arena, "2025-26-Q1");
	const struct line *neet = line_named(&lines, "1.2.1.KR");
	static const char *const PERIODS[] = { "2024-25-Q2", "2024-25-Q3", "2024-25-Q4" };
	static const char *const FIGURES[] = { "62.5%", "53.6%", "53.1%" };
	static const char *const TARGETS[] = { "", "36", "35" };
	assert_string_equal(printed(neet, &neet->value), "53.8%");
	assert_string_equal(printed(neet, &neet->previous), "53.1%");
	assert_string_equal(period_words(&neet->previous_period), "2024-25-Q4");
	assert_int_equal(neet->history_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(period_words(&neet->history[i].period), PERIODS[i]);
		assert_string_equal(printed(neet, &neet->history[i].value), FIGURES[i]);
		assert_text(neet->history[i].target.text, TARGETS[i]);
	}
	assert_text(neet->target.text, "35");
	assert_text(neet->target_why,
	            "as stated in bracknell-forest-2025-26-q1.csv, row 9 (2025-26 Q1)");
}

static void a_target_that_changes_each_quarter_is_kept_with_its_source(void **state)
{
	auto_arena arena = { 0 };
	static const char *const PERIODS[] = { "2024-25-Q3", "2024-25-Q4", "2025-26-Q1" };
	static const char *const TARGETS[] = { "258", "257", "270" };
	for (size_t i = 0; i < COUNT_OF(BRACKNELL); i++)
		deliver_file(*state, &arena, BRACKNELL[i]);
	for (size_t i = 0; i < COUNT_OF(PERIODS); i++) {
		struct line_list lines = lines_of(*state, &arena, PERIODS[i]);
		const struct line *line = line_named(&lines, "1.1.6.KR");
		assert_text(line->target.text, TARGETS[i]);
		assert_non_null(strstr(line->target_why.ptr, strrchr(BRACKNELL[i], '/') + 1));
	}
}

static void a_measure_that_is_no_longer_published_keeps_its_place(void **state)
{
	auto_arena arena = { 0 };
	for (size_t i = 0; i < COUNT_OF(BRACKNELL); i++)
		deliver_file(*state, &arena, BRACKNELL[i]);
	struct line_list lines = lines_of(*state, &arena, "2025-26-Q1");
	assert_int_equal(lines.count, 10);
	const struct line *line = line_named(&lines, "1.3.3.KR");
	assert_false(line->value.is_known);
	assert_int_equal(line->history_count, 2); /* 84 as printed, 89 as submitted */
	assert_string_equal(printed(line, &line->history[1].value), "89%");
}

static void the_order_in_which_files_arrive_does_not_matter(void **state)
{
	auto_arena arena = { 0 };
	static const int ORDER[] = { 2, 0, 1 };
	for (size_t i = 0; i < COUNT_OF(ORDER); i++)
		deliver_file(*state, &arena, BRACKNELL[ORDER[i]]);
	static const struct {
		const char *period, *ref, *target, *previous;
	} EXPECTED[] = {
		{ "2024-25-Q3", "1.2.1.KR", "36", "62.5%" },
		{ "2024-25-Q4", "1.2.1.KR", "35", "53.6%" },
		{ "2025-26-Q1", "1.2.1.KR", "35", "53.1%" },
		{ "2024-25-Q3", "1.1.6.KR", "258", "223" },
		{ "2024-25-Q4", "1.1.6.KR", "257", "222" },
		{ "2025-26-Q1", "1.1.6.KR", "270", "384" },
	};
	for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
		struct line_list lines = lines_of(*state, &arena, EXPECTED[i].period);
		const struct line *line = line_named(&lines, EXPECTED[i].ref);
		assert_text(line->target.text, EXPECTED[i].target);
		assert_string_equal(printed(line, &line->previous), EXPECTED[i].previous);
	}
}

static void the_periods_of_the_store_are_in_order(void **state)
{
	auto_arena arena = { 0 };
	struct period_list periods;
	struct err err = { 0 };
	deliver_file(*state, &arena, BRACKNELL[2]);
	deliver_file(*state, &arena, BRACKNELL[0]);
	struct store *store = *state;
	assert_ok(series_periods(store->db, STR("Bracknell Forest"), &arena, &periods, &err), &err);
	assert_int_equal(periods.count, 2);
	assert_string_equal(period_words(&periods.items[0]), "2024-25-Q3");
	assert_string_equal(period_words(&periods.items[1]), "2025-26-Q1");
}

/* ---- nothing is lost ---- */

static void assert_same_value(const struct value *a, const struct value *b)
{
	assert_int_equal(a->is_known, b->is_known);
	assert_int_equal(a->has_stated, b->has_stated);
	assert_int_equal(a->has_numerator, b->has_numerator);
	assert_int_equal(a->has_denominator, b->has_denominator);
	if (a->is_known)
		assert_int_equal(ratio_compare(a->exact, b->exact), 0);
	if (a->has_stated) {
		assert_int_equal(ratio_compare(a->stated, b->stated), 0);
		assert_int_equal(a->stated_decimals, b->stated_decimals);
	}
	if (a->has_numerator)
		assert_int_equal(a->numerator, b->numerator);
	if (a->has_denominator)
		assert_int_equal(a->denominator, b->denominator);
}

#define assert_same_text(a, b)                                                      \
	do {                                                                        \
		if (!str_equal(a, b))                                               \
			fail_msg("'%.*s' became '%.*s'", STR_ARGS(a), STR_ARGS(b)); \
	} while (0)

static void assert_same_figures(const struct line *a, const struct line *b)
{
	assert_same_value(&a->value, &b->value);
	assert_same_value(&a->month, &b->month);
	assert_same_value(&a->quarter, &b->quarter);
	assert_same_value(&a->year_to_date, &b->year_to_date);
	assert_same_value(&a->projected, &b->projected);
	assert_same_value(&a->baseline, &b->baseline);
	assert_int_equal(a->confidence, b->confidence);
	assert_int_equal(a->absence, b->absence);
	assert_int_equal(a->has_cohort, b->has_cohort);
	assert_int_equal(a->cohort, b->cohort);
	for (int i = 0; i < COMPARATOR_COUNT; i++) {
		assert_same_value(&a->comparators[i].value, &b->comparators[i].value);
		assert_true(period_equal(&a->comparators[i].period, &b->comparators[i].period));
	}
}

static void assert_same_words(const struct line *a, const struct line *b)
{
	assert_same_text(a->report, b->report);
	assert_same_text(a->note, b->note);
	assert_same_text(a->stated_direction, b->stated_direction);
	assert_same_text(a->stated.text, b->stated.text);
	assert_int_equal(a->stated.is_given, b->stated.is_given);
	assert_int_equal(a->stated.rating, b->stated.rating);
	assert_int_equal(a->stated.is_target_not_set, b->stated.is_target_not_set);
	assert_same_text(a->target.text, b->target.text);
	assert_int_equal(a->target.kind, b->target.kind);
	assert_true(rule_equal(&a->rule, &b->rule));
	assert_same_text(a->commentary.why, b->commentary.why);
	assert_int_equal(a->extra_count, b->extra_count);
	for (size_t i = 0; i < a->extra_count; i++) {
		assert_same_text(a->extras[i].column, b->extras[i].column);
		assert_same_text(a->extras[i].text, b->extras[i].text);
	}
	assert_same_text(a->file, b->file);
	assert_int_equal(a->row, b->row);
}

/* The line of `lines` that came from this row of this file, or NULL. */
static const struct line *find_row(const struct line_list *lines, const struct line *wanted)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].row == wanted->row &&
		    str_equal(lines->items[i].file, wanted->file))
			return &lines->items[i];
	return NULL;
}

/* Every line of a file comes back as it went in, unless it repeats an earlier one. */
static void check_file(struct store *store, const char *path)
{
	auto_arena arena = { 0 };
	struct delivered it = deliver_file(store, &arena, path);
	size_t missing = 0;
	for (size_t i = 0; i < it.file.lines.count; i++) {
		const struct line *line = &it.file.lines.items[i];
		struct series_query query = { .authority = line->authority,
			                      .period = line->period,
			                      .on = DATE_NONE };
		struct line_list lines;
		struct err err = { 0 };
		assert_ok(series_lines(store->db, &query, &arena, &lines, &err), &err);
		const struct line *stored = find_row(&lines, line);
		missing += stored == NULL;
		if (!stored)
			continue;
		assert_same_figures(line, stored);
		assert_same_words(line, stored);
		assert_same_text(line->indicator->title, stored->indicator->title);
		if (line->previous.is_known)
			assert_true(stored->previous.is_known);
	}
	if (missing != it.summary.lines_set_aside)
		fail_msg("%s: %zu lines are gone, %zu were set aside", path, missing,
		         it.summary.lines_set_aside);
}

static void nothing_is_lost_of_any_published_scorecard(void **state)
{
	static const char FOLDER[] = "tests/cases/scorecards";
	char path[512];
	const char *root = getenv("OUTTURN_SOURCE_ROOT");
	snprintf(path, sizeof(path), "%s/%s", root ? root : ".", FOLDER);
	DIR *folder = opendir(path);
	assert_non_null(folder);
	struct store *store = *state;
	int count = 0;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (!str_ends_nocase(str_of(entry->d_name), STR(".csv")))
			continue;
		/* A store for each, so that no file answers for another. */
		void *own = NULL;
		assert_int_equal(store_setup_sqlite(&own), 0);
		snprintf(path, sizeof(path), "%s/%s", FOLDER, entry->d_name);
		check_file(own, path);
		assert_int_equal(store_teardown(&own), 0);
		count++;
	}
	closedir(folder);
	assert_int_equal(count, 41);
	check_file(store, "examples/haringey-2015-11.csv");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TESTS(three_quarters_are_one_series_with_its_trend),
		STORE_TESTS(a_target_that_changes_each_quarter_is_kept_with_its_source),
		STORE_TESTS(a_measure_that_is_no_longer_published_keeps_its_place),
		STORE_TESTS(the_order_in_which_files_arrive_does_not_matter),
		STORE_TESTS(the_periods_of_the_store_are_in_order),
		SQLITE_TEST(nothing_is_lost_of_any_published_scorecard),
	};
	store_find_server();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
