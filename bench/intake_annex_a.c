/* Annex A: a workbook of eleven lists, as a spreadsheet program writes it. */
#include <xlsxwriter.h>

#include "base/banned.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "intake.h"
#include "intake/annex_a_list.h"
#include "record/code_set.h"

enum {
	FIRST_DAY = 45000,  /* 15 March 2023, as a spreadsheet counts */
	DAYS = 180,
	BORN_FROM = 38000,  /* 14 January 2004 */
	TEAMS = 40,
	WORKERS = 400,
};

/* A small fixed stream of numbers: the same workbook every time. */
static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void write_code(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       enum record_code_set set, uint32_t number)
{
	size_t count;
	const struct record_code *codes = record_code_set_codes(set, &count);
	const struct record_code *code = &codes[number % count];
	worksheet_write_string(sheet, row, column, code->means ? code->means : code->code, NULL);
}

static void write_label(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, uint32_t number)
{
	char text[32];
	snprintf(text, sizeof(text), "Worker %u of team %u", number % WORKERS, number % TEAMS);
	worksheet_write_string(sheet, row, column, text, NULL);
}

/* A cell of a column that feeds a field, by the field's kind. */
static void write_field(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                        const struct annex_a_feed *feed, lxw_format *day_format, uint32_t *seed)
{
	enum record_type type = annex_a_row_spec(feed->row)->type;
	const struct record_field *field = &record_type_spec(type)->fields[feed->field];
	/* Who a child is does not change from list to list. */
	uint32_t number = type == RECORD_PERSON ? row : next(seed);
	bool is_end = feed->field == record_type_spec(type)->end;
	double day = FIRST_DAY + number % DAYS + (is_end ? DAYS : 0);
	if (is_end && number % 2)
		return;
	switch (field->kind) {
	case RECORD_DATE:
		if (type == RECORD_PERSON)
			day = BORN_FROM + row % 6000;
		worksheet_write_number(sheet, row, column, day, day_format);
		break;
	case RECORD_CODE:
		write_code(sheet, row, column, field->code_set, number);
		break;
	case RECORD_FLAG:
		worksheet_write_string(sheet, row, column, number % 2 ? "a) Yes" : "b) No", NULL);
		break;
	case RECORD_NUMBER:
	case RECORD_DECIMAL:
	case RECORD_REF:
		worksheet_write_number(sheet, row, column, number % 7, NULL);
		break;
	case RECORD_LABEL:
	case RECORD_SECRET:
	case RECORD_INSTANT:
	case RECORD_PARTIAL:
	case RECORD_FIELD_KIND_COUNT:
		write_label(sheet, row, column, number);
		break;
	}
}

static void write_list(lxw_workbook *book, int number, int64_t rows, lxw_format *day_format)
{
	const struct annex_a_list *list = annex_a_list(number);
	uint32_t seed = (uint32_t)number;
	char name[16];
	snprintf(name, sizeof(name), "List %d", number);
	lxw_worksheet *sheet = workbook_add_worksheet(book, name);
	for (size_t c = 0; c < list->column_count; c++)
		worksheet_write_string(sheet, 0, (lxw_col_t)c, list->columns[c].title, NULL);
	for (lxw_row_t row = 1; row <= (lxw_row_t)rows; row++)
		for (size_t c = 0; c < list->column_count; c++) {
			const struct annex_a_column *column = &list->columns[c];
			bool is_adopter = number == FORMAT_ANNEX_A_LISTS && c == 0;
			if (column->role == ANNEX_A_CHILD || is_adopter)
				worksheet_write_number(sheet, row, (lxw_col_t)c, 1000000 + row,
				                       NULL);
			else if (column->role != ANNEX_A_AGE)
				write_field(sheet, row, (lxw_col_t)c, &column->feeds[0], day_format,
				            &seed);
		}
}

void intake_make_annex_a(const char *folder, int64_t rows)
{
	char path[2 * INTAKE_PATH_BYTES];
	snprintf(path, sizeof(path), "%s/Annex A.xlsx", folder);
	lxw_workbook *book = workbook_new(path);
	lxw_format *day_format = workbook_add_format(book);
	format_set_num_format_index(day_format, 14);
	for (int number = 1; number <= FORMAT_ANNEX_A_LISTS; number++)
		write_list(book, number, rows, day_format);
	if (workbook_close(book) != LXW_NO_ERROR)
		intake_fail(path, "it cannot be written");
}
