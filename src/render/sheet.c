#include "render/sheet.h"

#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/date.h"
#include "base/file.h"

enum {
	CELL_BYTES = 32000,     /* a cell holds 32,767 characters */
	EXACT_FIGURES = 15,     /* more cannot be told apart in a spreadsheet's number */
	WIDTH_LEAST = 9,        /* in characters */
	WIDTH_MOST = 40,        /* wider texts are wrapped */
	FONT_POINTS = 10,
	SHEET_NAME_BYTES = 31,
	LINE_COLOUR = 0xBFBFBF,
	HEADER_COLOUR = 0xE4EAF1,
	PAPER_A4 = 9,
};

/* A line of that font; its mean character as a share of the digits that widths count. */
static const double LINE_POINTS = 13.5;
static const double CHARACTER_SHARE = 0.88;

struct plain_sheet {
	struct arena *arena;
	lxw_worksheet *sheet;
	lxw_format *header;
	lxw_format *text;
	lxw_format *date;
	size_t *widths;   /* of the columns */
	lxw_error failed; /* the first failure */
};

static void note_result(struct plain_sheet *to, lxw_error result)
{
	if (to->failed == LXW_NO_ERROR)
		to->failed = result;
}

static void write_string(struct plain_sheet *to, lxw_row_t row, lxw_col_t column, struct str text,
                         lxw_format *format)
{
	const char *words = arena_text(to->arena, str_cut(text, CELL_BYTES)).ptr;
	note_result(to, worksheet_write_string(to->sheet, row, column, words, format));
}

static void write_cell(struct plain_sheet *to, lxw_row_t row, lxw_col_t column,
                       enum dataset_type type, const struct dataset_cell *cell)
{
	int32_t date;
	bool is_number = type == DATASET_NUMBER || type == DATASET_INTEGER;
	if (cell->is_missing) {
		/* Still a box, to write in. */
		note_result(to, worksheet_write_blank(to->sheet, row, column,
		                                      type == DATASET_DATE ? to->date
		                                                           : to->text));
	} else if (type == DATASET_DATE && date_parse_iso(cell->text, &date, NULL) == OK) {
		struct ymd day = date_to_ymd(date);
		lxw_datetime at = { .year = day.year, .month = day.month, .day = day.day };
		note_result(to, worksheet_write_datetime(to->sheet, row, column, &at, to->date));
	} else if (is_number && cell->text.len <= EXACT_FIGURES) {
		double number = strtod(arena_text(to->arena, cell->text).ptr, NULL);
		note_result(to, worksheet_write_number(to->sheet, row, column, number, to->text));
	} else {
		write_string(to, row, column, cell->text, to->text);
	}
}

/* How many characters the longest word has. */
static size_t longest_word(struct str text)
{
	size_t longest = 0;
	struct str word;
	while (str_split(&text, ' ', &word))
		if (str_characters(word) > longest)
			longest = str_characters(word);
	return longest;
}

/* How many lines a text takes in a column of some width, broken between words. */
static size_t line_count(struct str text, size_t width)
{
	size_t lines = 1, used = 0;
	struct str word;
	while (str_split(&text, ' ', &word)) {
		size_t size = str_characters(word);
		if (used && used + 1 + size > width) {
			lines++;
			used = 0;
		}
		lines += size > width ? (size - 1) / width : 0;
		used += (used > 0) + (size > width ? size % width : size);
	}
	return lines;
}

/* As wide as the texts, up to a bound; headings are wrapped between their words. */
static void find_widths(struct plain_sheet *to, const struct dataset *data)
{
	enum { ARROW = 3 }; /* of the filter, in the header */
	to->widths = arena_new(to->arena, data->column_count, sizeof(*to->widths));
	for (size_t i = 0; i < data->column_count; i++) {
		size_t least = longest_word(str_of(data->columns[i].title)) + ARROW;
		size_t width = least > WIDTH_LEAST ? least : WIDTH_LEAST;
		for (const struct dataset_row *row = data->first_row; row; row = row->next) {
			size_t size = str_characters(row->cells[i].text) + 1;
			size = size < WIDTH_MOST ? size : WIDTH_MOST;
			width = size > width ? size : width;
		}
		to->widths[i] = width;
	}
}

/* No program that opens the file need guess how high a wrapped row is. */
static void set_height(struct plain_sheet *to, lxw_row_t row, size_t lines)
{
	note_result(to, worksheet_set_row(to->sheet, row, LINE_POINTS * (double)lines + 2, NULL));
}

static void write_header(struct plain_sheet *to, const struct dataset *data)
{
	size_t lines = 1;
	for (size_t i = 0; i < data->column_count; i++) {
		struct str title = str_of(data->columns[i].title);
		size_t here = line_count(title, to->widths[i] - 1);
		lines = here > lines ? here : lines;
		/* What is filled in later looks like what stands there. */
		note_result(to, worksheet_set_column(
					to->sheet, (lxw_col_t)i, (lxw_col_t)i,
					(double)to->widths[i] * CHARACTER_SHARE,
					data->columns[i].type == DATASET_DATE ? to->date : NULL));
		write_string(to, 0, (lxw_col_t)i, title, to->header);
	}
	set_height(to, 0, lines);
}

static void write_row(struct plain_sheet *to, const struct dataset *data,
                      const struct dataset_row *row, lxw_row_t at)
{
	size_t lines = 1;
	for (size_t i = 0; i < data->column_count; i++) {
		size_t here = line_count(row->cells[i].text, to->widths[i] - 1);
		lines = here > lines ? here : lines;
		write_cell(to, at, (lxw_col_t)i, data->columns[i].type, &row->cells[i]);
	}
	set_height(to, at, lines);
}

/* How it is looked at and printed. */
static void set_view(struct plain_sheet *to, const struct dataset *data)
{
	worksheet_freeze_panes(to->sheet, 1, 0);
	if (data->column_count)
		note_result(to, worksheet_autofilter(to->sheet, 0, 0, (lxw_row_t)data->row_count,
		                                     (lxw_col_t)(data->column_count - 1)));
	worksheet_repeat_rows(to->sheet, 0, 0);
	worksheet_set_landscape(to->sheet);
	worksheet_set_paper(to->sheet, PAPER_A4);
	worksheet_set_margins(to->sheet, 0.4, 0.4, 0.5, 0.6); /* inches */
	worksheet_fit_to_pages(to->sheet, 1, 0);
	note_result(to, worksheet_set_footer(to->sheet, "&L&A&RPage &P of &N"));
}

static void make_formats(struct plain_sheet *to, lxw_workbook *workbook)
{
	lxw_format **const all[] = { &to->header, &to->text, &to->date };
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		*all[i] = workbook_add_format(workbook);
		format_set_font_name(*all[i], "Arial");
		format_set_font_size(*all[i], FONT_POINTS);
		format_set_border(*all[i], LXW_BORDER_THIN);
		format_set_border_color(*all[i], LINE_COLOUR);
		format_set_text_wrap(*all[i]);
		format_set_align(*all[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_bold(to->header);
	format_set_bg_color(to->header, HEADER_COLOUR);
	format_set_align(to->text, LXW_ALIGN_LEFT);
	format_set_align(to->date, LXW_ALIGN_LEFT);
	format_set_num_format(to->date, "yyyy-mm-dd");
}

/* A sheet's name may not hold these, nor be longer than 31 characters. */
static const char *sheet_name(struct arena *arena, struct str title)
{
	struct str cut = str_cut(title, SHEET_NAME_BYTES);
	char *name = arena_new(arena, cut.len + 1, 1);
	for (size_t i = 0; i < cut.len; i++)
		name[i] = strchr("[]:*?/\\'", cut.ptr[i]) ? ' ' : cut.ptr[i];
	return cut.len ? name : "Table";
}

enum status sheet_write(const struct dataset *data, struct instant made_at, bool is_private,
                        const char *path, struct err *err)
{
	if (data->row_count >= LXW_ROW_MAX)
		return err_set(err, E_LIMIT, "%zu rows, and a sheet holds %d: use the CSV",
		               data->row_count, LXW_ROW_MAX - 1);
	auto_outfile file = { 0 };
	auto_arena arena = { 0 };
	enum status st = outfile_open(path, is_private, &file, err);
	if (st != OK)
		return st;
	/* The library opens the part by its name, and so writes into the same file. */
	lxw_workbook *workbook = workbook_new(file.part_path);
	if (!workbook)
		return err_set(err, E_IO, "cannot write '%s'", path);
	lxw_doc_properties properties = { .title = (char *)arena_text(&arena, data->title).ptr,
		                          .created = (time_t)made_at.utc_seconds };
	struct plain_sheet to = { .arena = &arena, .failed = LXW_NO_ERROR };
	make_formats(&to, workbook);
	note_result(&to, workbook_set_properties(workbook, &properties));
	to.sheet = workbook_add_worksheet(workbook, sheet_name(&arena, data->title));
	if (to.sheet) {
		lxw_row_t at = 1;
		find_widths(&to, data);
		write_header(&to, data);
		for (const struct dataset_row *row = data->first_row; row; row = row->next, at++)
			write_row(&to, data, row, at);
		set_view(&to, data);
	}
	note_result(&to, workbook_close(workbook));
	if (to.failed != LXW_NO_ERROR || !to.sheet)
		return err_set(err, E_IO, "cannot write '%s': %s", path,
		               lxw_strerror(to.sheet ? to.failed : LXW_ERROR_MEMORY_MALLOC_FAILED));
	return outfile_commit(&file, err);
}
