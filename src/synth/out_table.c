#include "synth/out_table.h"

#include <assert.h>
#include <inttypes.h>

#include "synth/csv_text.h"
#include "synth/story.h"

/* Columns that a format does not have: councils send them all the same. */
#define EXTRA_COLUMN "LOCAL_NOTE"

static bool has_extra(const struct out_table *table)
{
	return table->faults->are_on && table->year > 0 && table->year % 2 == 0;
}

enum status out_table_begin(struct out_table *table, uint64_t number, struct err *err)
{
	struct out_line heading = { .child = { 0 } };
	assert(table->count < OUT_COLUMNS_MAX);
	for (size_t i = 0; i < table->count; i++)
		out_line_text(&heading, i, str_of(table->columns[i].name));
	if (has_extra(table)) {
		out_line_text(&heading, table->count, STR(EXTRA_COLUMN));
		faults_note(table->faults, &(struct fault){ .kind = FAULT_COLUMN_EXTRA,
		                                            .file = table->file,
		                                            .row = 1,
		                                            .column = STR(EXTRA_COLUMN),
		                                            .written = STR(EXTRA_COLUMN) });
	}
	table->random = random_stream(table->faults->seed, STREAM_CELL_FAULTS, number);
	table->lines = 1;
	return table->sink.line(table->sink.context, &heading, table->count + has_extra(table),
	                        err);
}

void out_line_start(struct out_line *line, struct str child)
{
	*line = (struct out_line){ .child = child };
}

void out_line_text(struct out_line *line, size_t column, struct str text)
{
	line->cells[column] = (struct out_cell){ .text = text, .date = DATE_NONE };
}

struct str out_date(enum out_dates dates, int32_t date, struct arena *arena)
{
	if (date == DATE_NONE)
		return (struct str){ 0 };
	struct ymd parts = date_to_ymd(date);
	if (dates == OUT_DATES_ISO)
		return arena_format(arena, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
	return arena_format(arena, "%02d/%02d/%04d", parts.day, parts.month, parts.year);
}

struct str out_partial_date(struct str date, struct arena *arena)
{
	if (date.len != sizeof("2019-05-ZZ") - 1)
		return date;
	return arena_format(arena, "%.*s/%.*s/%.*s", STR_ARGS(str_slice(date, 8, 2)),
	                    STR_ARGS(str_slice(date, 5, 2)), STR_ARGS(str_slice(date, 0, 4)));
}

void out_line_date(const struct out_table *table, struct out_line *line, size_t column,
                   int32_t date, struct arena *arena)
{
	line->cells[column] =
		(struct out_cell){ .text = out_date(table->dates, date, arena), .date = date };
}

void out_line_number(struct out_line *line, size_t column, int64_t number, struct arena *arena)
{
	out_line_text(line, column,
	              number < 0 ? (struct str){ 0 } : arena_format(arena, "%" PRId64, number));
}

/* Codes of another collection year, by column. */
static const struct {
	const char *column;
	const char *code;
	int first_year; /* in which it is wrong */
	int last_year;
} OF_ANOTHER_YEAR[] = {
	{ "SEX", "1", 2025, 9999 },
	{ "SEX", "M", 0, 2024 },
	{ "GenderCurrent", "M", 0, 2024 },
	{ "Sex", "1", 2025, 9999 },
	{ "REC", "E43", 2019, 9999 },
	{ "ACTIV", "F3", 2022, 9999 },
	{ "PLACE", "H5", 2025, 9999 },
	{ "PLACE", "K3", 0, 2024 },
	{ "PL", "H5", 2025, 9999 },
	{ "ReferralSource", "5D", 0, 2022 },
	{ "ReasonForClosure", "RC9", 0, 2022 },
	{ "AssessmentFactors", "24A", 0, 2021 },
};

static const char *code_of_another_year(const char *column, int year)
{
	for (size_t i = 0; i < COUNT_OF(OF_ANOTHER_YEAR); i++)
		if (str_equal(str_of(column), str_of(OF_ANOTHER_YEAR[i].column)) &&
		    year >= OF_ANOTHER_YEAR[i].first_year && year <= OF_ANOTHER_YEAR[i].last_year)
			return OF_ANOTHER_YEAR[i].code;
	return NULL;
}

static struct str lower_text(struct str text, struct arena *arena)
{
	struct str copy = arena_format(arena, " %.*s ", STR_ARGS(text));
	char *bytes = arena_new(arena, copy.len + 1, 1);
	for (size_t i = 0; i < copy.len; i++)
		bytes[i] = char_lower(copy.ptr[i]);
	return (struct str){ bytes, copy.len };
}

static enum fault_kind spoil_date_cell(const struct out_table *table, struct random *random,
                                       struct str *text, struct arena *arena)
{
	if (faults_strike(table->faults, FAULT_DATE_IMPOSSIBLE, random)) {
		*text = table->dates == OUT_DATES_ISO ? STR("2023-02-30") : STR("31/06/2023");
		return FAULT_DATE_IMPOSSIBLE;
	}
	if (faults_strike(table->faults, FAULT_DATE_WORDS, random)) {
		*text = STR("not known");
		return FAULT_DATE_WORDS;
	}
	if (faults_strike(table->faults, FAULT_DATE_SHORT_YEAR, random)) {
		*text = table->dates == OUT_DATES_ISO
		                ? str_slice(*text, 2, SIZE_MAX)
		                : arena_format(arena, "%.*s%.*s", STR_ARGS(str_slice(*text, 0, 6)),
		                               STR_ARGS(str_slice(*text, 8, 2)));
		return FAULT_DATE_SHORT_YEAR;
	}
	return FAULT_KIND_COUNT;
}

static enum fault_kind spoil_code_cell(const struct out_table *table, struct random *random,
                                       const char *column, struct str *text, struct arena *arena)
{
	const char *other = code_of_another_year(column, table->year);
	if (faults_strike(table->faults, FAULT_CODE_UNKNOWN, random)) {
		*text = STR("ZZ99");
		return FAULT_CODE_UNKNOWN;
	}
	if (other && faults_strike(table->faults, FAULT_CODE_OF_ANOTHER_YEAR, random)) {
		*text = str_of(other);
		return FAULT_CODE_OF_ANOTHER_YEAR;
	}
	if (faults_strike(table->faults, FAULT_CODE_SPELLING, random)) {
		*text = lower_text(*text, arena);
		return FAULT_CODE_SPELLING;
	}
	return FAULT_KIND_COUNT;
}

static enum fault_kind spoil_flag_cell(const struct out_table *table, struct random *random,
                                       struct str *text)
{
	if (!faults_strike(table->faults, FAULT_FLAG_WORD, random))
		return FAULT_KIND_COUNT;
	bool is_yes = text->ptr[0] == '1' || char_lower(text->ptr[0]) == 'y' ||
	              char_lower(text->ptr[0]) == 't';
	*text = is_yes ? STR("true") : STR("false");
	return FAULT_FLAG_WORD;
}

enum fault_kind out_spoil_cell(const struct out_table *table, struct random *random,
                               const struct out_column *column, struct str *text,
                               struct arena *arena)
{
	if (text->len == 0) {
		if (column->kind == OUT_TEXT || column->kind == OUT_CHILD ||
		    !faults_strike(table->faults, FAULT_NOT_APPLICABLE, random))
			return FAULT_KIND_COUNT;
		*text = STR("N/A");
		return FAULT_NOT_APPLICABLE;
	}
	switch (column->kind) {
	case OUT_DATE:
		return spoil_date_cell(table, random, text, arena);
	case OUT_CODE:
		return spoil_code_cell(table, random, column->name, text, arena);
	case OUT_FLAG:
		return spoil_flag_cell(table, random, text);
	case OUT_TEXT:
	case OUT_CHILD:
	case OUT_NUMBER:
		break;
	}
	return FAULT_KIND_COUNT;
}

static void note(struct out_table *table, enum fault_kind kind, const struct out_line *line,
                 size_t column, struct str meant)
{
	faults_note(table->faults, &(struct fault){ .kind = kind,
	                                            .file = table->file,
	                                            .row = table->lines,
	                                            .column = str_of(table->columns[column].name),
	                                            .child = line->child,
	                                            .written = line->cells[column].text,
	                                            .meant = meant });
}

static void spoil_cells(struct out_table *table, struct out_line *line, struct arena *arena)
{
	for (size_t i = 0; i < table->count; i++) {
		struct out_cell *cell = &line->cells[i];
		struct str meant = cell->text;
		enum fault_kind kind = out_spoil_cell(table, &table->random, &table->columns[i],
		                                      &cell->text, arena);
		if (kind == FAULT_KIND_COUNT)
			continue;
		cell->date = DATE_NONE;
		note(table, kind, line, i, meant);
	}
}

/* Exchanges start and end. */
static void swap_days(struct out_table *table, struct out_line *line)
{
	if (table->start < 0 || table->end < 0)
		return;
	struct out_cell *from = &line->cells[table->start], *until = &line->cells[table->end];
	if (from->date == DATE_NONE || until->date == DATE_NONE || from->date == until->date ||
	    !faults_strike(table->faults, FAULT_DATES_SWAPPED, &table->random))
		return;
	struct out_cell right = *from;
	*from = *until;
	*until = right;
	note(table, FAULT_DATES_SWAPPED, line, (size_t)table->start, right.text);
}

static void drop_key(struct out_table *table, struct out_line *line)
{
	for (size_t i = 0; i < table->count; i++) {
		if (table->columns[i].kind != OUT_CHILD ||
		    !faults_strike(table->faults, FAULT_KEY_MISSING, &table->random))
			continue;
		struct str meant = line->cells[i].text;
		out_line_text(line, i, (struct str){ 0 });
		note(table, FAULT_KEY_MISSING, line, i, meant);
		return;
	}
}

static enum status write_line(struct out_table *table, const struct out_line *line, struct err *err)
{
	return table->sink.line(table->sink.context, line, table->count + has_extra(table), err);
}

enum status out_table_write(struct out_table *table, struct out_line *line, struct arena *arena,
                            struct err *err)
{
	table->lines++;
	if (!table->faults->are_on)
		return write_line(table, line, err);
	if (has_extra(table))
		out_line_text(line, table->count, STR("local"));
	swap_days(table, line);
	spoil_cells(table, line, arena);
	drop_key(table, line);
	enum status st = write_line(table, line, err);
	if (st != OK || !faults_strike(table->faults, FAULT_ROW_TWICE, &table->random))
		return st;
	table->lines++;
	note(table, FAULT_ROW_TWICE, line, 0, (struct str){ 0 });
	return write_line(table, line, err);
}

enum status out_csv_open(struct out_csv *csv, const char *path, struct err *err)
{
	enum status st = outfile_open(path, false, &csv->file, err);
	if (st == OK && csv->has_mark)
		fputs("\xEF\xBB\xBF", csv->file.stream);
	return st;
}

enum status out_csv_line(void *context, const struct out_line *line, size_t count, struct err *err)
{
	struct out_csv *csv = context;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			fputc(',', csv->file.stream);
		csv_write_cell(csv->file.stream, line->cells[i].text);
	}
	fputs(csv->has_crlf ? "\r\n" : "\n", csv->file.stream);
	(void)err; /* a full disk shows when the file is committed */
	return OK;
}
