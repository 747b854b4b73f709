#include "scorecard_check.h"

#include <stdlib.h>

#include "intake/scorecard_file.h"

enum { FUZZ_MAX_BYTES = 1 << 20, FUZZ_MAX_ROWS = 500 };

static void must_hold(bool holds, const char *what, int64_t row)
{
	if (holds)
		return;
	fprintf(stderr, "%s, row %lld\n", what, (long long)row);
	abort();
}

static void check_text(struct str text, const char *what, int64_t row)
{
	must_hold(str_check_utf8(text, NULL) == OK, what, row);
}

static void check_value(const struct value *value, int64_t row)
{
	must_hold(!value->is_known || value->exact.den > 0, "known but no number", row);
	must_hold(!value->has_numerator || value->numerator >= 0, "negative count", row);
	must_hold(!value->has_denominator || value->denominator >= 0, "negative count", row);
}

static void check_history(const struct line *line)
{
	for (size_t i = 0; i < line->history_count; i++) {
		const struct point *point = &line->history[i];
		must_hold(point->period.kind == line->period.kind, "another kind", line->row);
		must_hold(period_compare(&point->period, &line->period) < 0, "not past", line->row);
		must_hold(i == 0 || period_compare(&point[-1].period, &point->period) < 0,
		          "history out of order", line->row);
	}
}

static void check_line(const struct line *line)
{
	const struct value *values[] = { &line->value, &line->month, &line->quarter,
	                                 &line->year_to_date, &line->previous, &line->last_year };
	for (size_t i = 0; i < COUNT_OF(values); i++)
		check_value(values[i], line->row);
	const struct str texts[] = { line->authority, line->section, line->note,
	                             line->indicator->title, line->indicator->ref,
	                             line->target.text, line->rule.text, line->stated.text };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		check_text(texts[i], "text is not UTF-8", line->row);
	for (size_t i = 0; i < line->extra_count; i++) {
		check_text(line->extras[i].text, "extra is not UTF-8", line->row);
		must_hold(line->extras[i].column.len > 0, "extra without a column", line->row);
	}
	must_hold(line->entered_percent >= -1 && line->entered_percent <= 100,
	          "entered out of bounds", line->row);
	check_history(line);
}

static void check_findings(const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		must_hold(finding->rule && finding->message.len > 0 && finding->file.len > 0,
		          "finding without words", finding->row);
	}
}

void scorecard_check(struct str bytes)
{
	auto_arena arena = { 0 };
	struct finding_list findings = { .arena = &arena };
	struct scorecard_file file;
	struct err err = { 0 };
	struct scorecard_options options = { .max_bytes = FUZZ_MAX_BYTES,
	                                     .max_rows = FUZZ_MAX_ROWS };
	struct scorecard_bytes from = { STR("fuzz"), bytes };
	if (scorecard_read_bytes(&from, &options, &arena, &file, &findings, &err) != OK) {
		must_hold(str_starts_nocase(str_of(err.text), STR("fuzz: ")), "no words", 0);
		return;
	}
	must_hold(file.lines.count == file.row_count, "rows and lines differ", 0);
	must_hold(file.indicator_count <= file.row_count, "indicators without lines", 0);
	for (size_t i = 0; i < file.lines.count; i++) {
		const struct line *line = &file.lines.items[i];
		must_hold(i == 0 || line[-1].row < line->row, "rows out of order", line->row);
		check_line(line);
	}
	check_findings(&findings);
}
