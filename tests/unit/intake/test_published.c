/* The 41 published scorecards and the examples are read without loss: every cell that a
 * plain CSV reading finds is found again in the line of its row. */
#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/arena.h"
#include "base/file.h"
#include "intake/scorecard_columns.h"
#include "intake/scorecard_file.h"

enum { PLAIN_MAX_CELLS = 64, FILE_MAX_BYTES = 1 << 20, PUBLISHED_FILES = 41 };

/* A CSV as libcsv gives it, nothing understood. */
struct plain {
	struct arena arena;
	struct str (*rows)[PLAIN_MAX_CELLS];
	size_t row_count;
	size_t row_capacity;
	size_t cell;
};

static void plain_cell(void *bytes, size_t len, void *context)
{
	struct plain *plain = context;
	assert_true(plain->cell < PLAIN_MAX_CELLS);
	if (plain->cell == 0)
		plain->rows = arena_grow(&plain->arena, plain->rows, plain->row_count,
		                         &plain->row_capacity, sizeof(*plain->rows));
	plain->rows[plain->row_count][plain->cell++] =
		arena_text(&plain->arena, (struct str){ bytes, len });
}

static void plain_row(int terminator, void *context)
{
	(void)terminator;
	struct plain *plain = context;
	plain->row_count++;
	plain->cell = 0;
}

static void plain_read(struct plain *plain, struct str bytes)
{
	struct csv_parser parser;
	assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
	assert_int_equal(csv_parse(&parser, bytes.ptr, bytes.len, plain_cell, plain_row, plain),
	                 bytes.len);
	assert_int_equal(csv_fini(&parser, plain_cell, plain_row, plain), 0);
	csv_free(&parser);
}

static const void *place(const struct line *line, enum scorecard_field field)
{
	const struct field_spec *spec = field_spec(field);
	const char *base = spec->kind == FIELD_KIND_INDICATOR_TEXT ? (const char *)line->indicator
	                                                           : (const char *)line;
	return base + spec->offset;
}

/* Whether a number, read by strtod and nothing of ours, is the figure that was stated. */
static bool is_figure(struct str cell, const struct value *value)
{
	char *end;
	double number = strtod(cell.ptr, &end);
	double stated = ratio_to_double(value->stated);
	return *end == '\0' && value->has_stated && stated > number - 1e-9 &&
	       stated < number + 1e-9;
}

static bool is_period(struct str cell, const struct period *period)
{
	struct period again = period_read(cell);
	if (period->kind == PERIOD_LABEL)
		return str_equal(cell, str_of(period->label));
	return period->kind != PERIOD_NONE && period_equal(&again, period);
}

static bool is_unit(struct str cell, const struct unit *unit)
{
	static const struct {
		const char *text;
		enum unit_kind kind;
	} UNITS[] = {
		{ "%", UNIT_PERCENT },          { "number", UNIT_COUNT },
		{ "rate per 10,000", UNIT_RATE }, { "days", UNIT_DAYS },
		{ "average", UNIT_AVERAGE },    { "score", UNIT_SCORE },
	};
	for (size_t i = 0; i < COUNT_OF(UNITS); i++)
		if (str_equal(cell, str_of(UNITS[i].text)))
			return unit->kind == UNITS[i].kind;
	return false;
}

static bool is_polarity(struct str cell, const struct polarity_reading *reading)
{
	if (str_equal(cell, STR("Measure for information")))
		return reading->is_information;
	bool implied = str_find_nocase(cell, STR("(implied)")) != SIZE_MAX;
	enum polarity polarity = str_starts_nocase(cell, STR("high"))  ? POLARITY_HIGH
	                         : str_starts_nocase(cell, STR("low")) ? POLARITY_LOW
	                                                               : POLARITY_BAND;
	return reading->polarity == polarity && reading->is_implied == implied;
}

static bool is_own(struct str cell, enum scorecard_field field, const struct line *line)
{
	switch ((int)field) {
	case FIELD_UNIT:
		return is_unit(cell, &line->indicator->unit);
	case FIELD_POLARITY:
		return is_polarity(cell, &line->indicator->polarity);
	case FIELD_STATED_STATUS:
		return line->stated.is_given && str_equal(line->stated.text, cell);
	case FIELD_TOLERANCE:
	case FIELD_RULE:
		return line->rule.kind != RULE_UNREADABLE && str_equal(line->rule.text, cell);
	case FIELD_COHORT:
		return line->has_cohort && line->cohort == strtoll(cell.ptr, NULL, 10);
	case FIELD_PROVISIONAL:
		return str_equal(str_of(confidence_word(line->confidence)), cell);
	case FIELD_HIGHLIGHT:
		return line->indicator->is_highlight;
	default:
		return false;
	}
}

/* Counts stand beside a figure; which one, the test knows by itself. */
static bool is_count(struct str cell, const char *name, const struct line *line)
{
	const struct {
		const char *numerator;
		const char *denominator;
		const struct value *value;
	} counts[] = {
		{ "numerator", "denominator", &line->value },
		{ "quarter_numerator", "quarter_denominator", &line->quarter },
		{ "last_year_numerator", "last_year_denominator", &line->last_year },
	};
	int64_t number = strtoll(cell.ptr, NULL, 10);
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		const struct value *value = counts[i].value;
		if (strcmp(name, counts[i].numerator) == 0)
			return value->has_numerator && value->numerator == number;
		if (strcmp(name, counts[i].denominator) == 0)
			return value->has_denominator && value->denominator == number;
	}
	return false;
}

static bool is_in_line(struct str cell, enum scorecard_field field, const struct line *line)
{
	const struct target *target;
	const struct value *value;
	switch (field_spec(field)->kind) {
	case FIELD_KIND_LINE_TEXT:
	case FIELD_KIND_INDICATOR_TEXT:
		return str_equal(*(const struct str *)place(line, field), cell);
	case FIELD_KIND_FIGURE:
		value = place(line, field);
		return is_figure(cell, value) ||
		       (field == FIELD_CURRENT_VALUE && !value->is_known &&
		        str_equal(str_of(absence_word(line->absence)), cell));
	case FIELD_KIND_COUNT:
		return is_count(cell, field_spec(field)->name, line);
	case FIELD_KIND_PERIOD:
		return is_period(cell, place(line, field));
	case FIELD_KIND_TARGET:
		target = place(line, field);
		return target->kind != TARGET_UNREADABLE && target->kind != TARGET_NOT_GIVEN &&
		       str_equal(target->text, cell);
	case FIELD_KIND_OWN:
		return is_own(cell, field, line);
	case FIELD_KIND_DATE:
	case FIELD_KIND_FORM:
		break;
	}
	return false;
}

static void check_row(const char *path, const struct str *header, const struct str *cells,
                      const struct line *line)
{
	for (size_t i = 0; i < PLAIN_MAX_CELLS && header[i].ptr; i++) {
		enum scorecard_field field;
		if (cells[i].len == 0)
			continue;
		if (!field_find(header[i], &field) || !is_in_line(cells[i], field, line))
			fail_msg("%s, row %lld: '%.*s' of column '%.*s' was lost", path,
			         (long long)line->row, STR_ARGS(cells[i]), STR_ARGS(header[i]));
	}
}

/* Reads one file both ways. */
static void check_file(const char *path)
{
	auto_arena arena = { 0 };
	auto_buf bytes = buf_init(FILE_MAX_BYTES);
	struct plain plain = { 0 };
	struct scorecard_file file;
	struct finding_list findings = { .arena = &arena };
	struct err err;
	assert_ok(file_read(path, FILE_MAX_BYTES, &bytes, &err), &err);
	plain_read(&plain, buf_view(&bytes));
	assert_ok(scorecard_file_read(path, NULL, &arena, &file, &findings, &err), &err);
	assert_int_equal(file.lines.count, plain.row_count - 1);
	assert_int_equal(file.unknown_count, 0);
	assert_int_equal(finding_count(&findings, FINDING_ERROR), 0);
	for (size_t i = 0; i < file.lines.count; i++) {
		assert_int_equal(file.lines.items[i].row, i + 2);
		check_row(path, plain.rows[0], plain.rows[i + 1], &file.lines.items[i]);
	}
	arena_deinit(&plain.arena);
}

static size_t check_folder(const char *folder)
{
	auto_arena arena = { 0 };
	struct str path = arena_format(&arena, "%s/%s", getenv("OUTTURN_SOURCE_ROOT"), folder);
	DIR *files = opendir(path.ptr);
	assert_non_null(files);
	size_t count = 0;
	for (struct dirent *entry; (entry = readdir(files));) {
		if (!str_ends_nocase(str_of(entry->d_name), STR(".csv")))
			continue;
		check_file(arena_format(&arena, "%.*s/%s", STR_ARGS(path), entry->d_name).ptr);
		count++;
	}
	closedir(files);
	return count;
}

static void every_published_scorecard_is_read_without_loss(void **state)
{
	(void)state;
	assert_int_equal(check_folder("tests/cases/scorecards"), PUBLISHED_FILES);
}

static void every_example_is_read_without_loss(void **state)
{
	(void)state;
	assert_true(check_folder("examples") >= 7);
}

/* The lines of a published file, by name. */
static struct scorecard_file read_published(const char *name, struct arena *arena,
                                            struct finding_list *findings)
{
	struct scorecard_file file;
	struct err err;
	findings->arena = arena;
	struct str path = arena_format(arena, "%s/tests/cases/scorecards/%s.csv",
	                               getenv("OUTTURN_SOURCE_ROOT"), name);
	assert_ok(scorecard_file_read(path.ptr, NULL, arena, &file, findings, &err), &err);
	return file;
}

static void years_in_one_file_become_one_history(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list findings = { 0 };
	struct scorecard_file file = read_published("north-lanarkshire-2018-19", &arena, &findings);
	assert_int_equal(file.indicator_count, 1);
	const struct line *last = NULL;
	for (size_t i = 0; i < file.lines.count; i++)
		if (!last || period_compare(&file.lines.items[i].period, &last->period) > 0)
			last = &file.lines.items[i];
	assert_is_there(last);
	assert_int_equal(last->history_count, 6);
	assert_int_equal(last->history[0].period.kind, PERIOD_FINANCIAL_YEAR);
}

static void areas_without_a_column_of_their_own_are_duplicates(void **state)
{
	(void)state;
	auto_arena arena = { 0 };
	struct finding_list findings = { 0 };
	struct scorecard_file file =
		read_published("unnamed-county-area-targets-2004-07", &arena, &findings);
	assert_int_equal(file.lines.count, 120);
	assert_int_equal(finding_count(&findings, FINDING_WARNING), 96);
	assert_text(str_of(findings.items[0].rule), "line.duplicate");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_published_scorecard_is_read_without_loss),
		cmocka_unit_test(every_example_is_read_without_loss),
		cmocka_unit_test(years_in_one_file_become_one_history),
		cmocka_unit_test(areas_without_a_column_of_their_own_are_duplicates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
