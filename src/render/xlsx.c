#include "render/xlsx.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/date.h"
#include "base/file.h"

enum {
	SHEET_NAME_CHARACTERS = 31,
	CELL_CHARACTERS = 32000, /* a sheet holds 32,767 in a cell */
	EXACT_FIGURES = 15,      /* more cannot be told apart in a spreadsheet's number */
	DECIMALS_MAX = 15,
	WIDTH_LEAST = 9, /* columns, in characters */
	WIDTH_MOST = 60,
	HEADER_WIDTH_MOST = 24,
	MEANING_WIDTH = 90,
	TITLE_POINTS = 24, /* heights of rows */
	LINE_POINTS = 15,
	HEIGHT_MOST = 400, /* a sheet has 409 */
	HEADER_ROW = 3, /* title, what it is, way back; counted from 0 */
};

#define MISSING "[x]"

enum look {
	LOOK_TITLE,
	LOOK_LINE,
	LOOK_LINK,
	LOOK_HEADER,
	LOOK_HEADER_RIGHT,
	LOOK_TEXT,
	LOOK_MISSING_RIGHT,
	LOOK_DATE,
	LOOK_COUNT
};

struct note {
	struct note *next;
	size_t number; /* from 1 */
	struct str subject;
	const char *text;
};

struct sheet {
	lxw_worksheet *sheet;
	struct str name;
	const struct dataset *data; /* NULL for the sheet of notes */
};

struct book {
	lxw_workbook *workbook;
	struct arena *arena;
	const struct doc *doc;
	lxw_format *looks[LOOK_COUNT];
	lxw_format *decimals[DECIMALS_MAX + 1]; /* made when first used */
	struct sheet *sheets; /* [0] is the notes */
	size_t sheet_count;
	struct note *first_note;
	struct note *last_note;
	lxw_error failed; /* the first that was not LXW_NO_ERROR */
};

static void note_result(struct book *book, lxw_error result)
{
	if (book->failed == LXW_NO_ERROR)
		book->failed = result;
}

/* At the right, but not touching the text of the next column. */
static void align_right(lxw_format *format)
{
	format_set_align(format, LXW_ALIGN_RIGHT);
	format_set_indent(format, 1);
}

static void make_looks(struct book *book)
{
	for (int look = 0; look < LOOK_COUNT; look++) {
		book->looks[look] = workbook_add_format(book->workbook);
		format_set_font_name(book->looks[look], "Arial");
		format_set_font_size(book->looks[look], look == LOOK_TITLE ? 15 : 11);
		format_set_align(book->looks[look], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_bold(book->looks[LOOK_TITLE]);
	format_set_font_color(book->looks[LOOK_LINK], 0x1A65A6);
	format_set_underline(book->looks[LOOK_LINK], LXW_UNDERLINE_SINGLE);
	for (int look = LOOK_HEADER; look <= LOOK_HEADER_RIGHT; look++) {
		format_set_bold(book->looks[look]);
		format_set_text_wrap(book->looks[look]);
		format_set_bottom(book->looks[look], LXW_BORDER_MEDIUM);
	}
	align_right(book->looks[LOOK_HEADER_RIGHT]);
	format_set_text_wrap(book->looks[LOOK_TEXT]);
	align_right(book->looks[LOOK_MISSING_RIGHT]);
	format_set_num_format(book->looks[LOOK_DATE], "yyyy-mm-dd");
	format_set_align(book->looks[LOOK_DATE], LXW_ALIGN_LEFT);
}

/* The format of a number with so many decimals: "#,##0.0". */
static lxw_format *number_format(struct book *book, size_t decimals)
{
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	if (!book->decimals[decimals]) {
		static const char ZEROS[] = "000000000000000";
		lxw_format *format = workbook_add_format(book->workbook);
		format_set_font_name(format, "Arial");
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
		align_right(format);
		format_set_num_format(format,
		                      arena_format(book->arena, "#,##0%s%.*s", decimals ? "." : "",
		                                   (int)decimals, ZEROS).ptr);
		book->decimals[decimals] = format;
	}
	return book->decimals[decimals];
}

/* Text within what a cell holds, with a NUL behind it. */
static const char *cell_text(struct book *book, struct str text)
{
	if (str_characters(text) <= CELL_CHARACTERS)
		return arena_text(book->arena, text).ptr;
	size_t upto = CELL_CHARACTERS; /* bytes: never more characters than that */
	while (upto > 0 && ((unsigned char)text.ptr[upto] & 0xC0) == 0x80)
		upto--;
	return arena_format(book->arena, "%.*s [cut here; the CSV file has all of it]", (int)upto,
	                    text.ptr).ptr;
}

static void write_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       struct str text, enum look look)
{
	note_result(book, worksheet_write_string(sheet, row, column, cell_text(book, text),
	                                         book->looks[look]));
}

/* The title of a sheet, in A1. */
static void write_title(struct book *book, lxw_worksheet *sheet, struct str title)
{
	write_text(book, sheet, 0, 0, title, LOOK_TITLE);
	note_result(book, worksheet_set_row(sheet, 0, TITLE_POINTS, NULL));
}

/* A link to the top of a sheet. */
static void write_link(struct book *book, lxw_worksheet *sheet, lxw_row_t row, struct str name,
                       struct str text)
{
	note_result(book, worksheet_write_url_opt(
		sheet, row, 0,
		arena_format(book->arena, "internal:'%.*s'!A1", STR_ARGS(name)).ptr,
		book->looks[LOOK_LINK], cell_text(book, text), NULL));
}

/* --- names and notes ------------------------------------------------------ */

static bool name_is_taken(const struct book *book, struct str name)
{
	if (str_equal_nocase(name, STR("Contents")))
		return true;
	for (size_t i = 0; i < book->sheet_count; i++)
		if (str_equal_nocase(book->sheets[i].name, name))
			return true;
	return false;
}

/* A name for the sheet of a dataset: its title where a sheet may be called that,
 * else its key. */
static struct str sheet_name(const struct book *book, const struct dataset *data)
{
	struct str name = data->title;
	bool is_allowed = name.len > 0 && str_characters(name) <= SHEET_NAME_CHARACTERS;
	for (size_t i = 0; i < name.len && is_allowed; i++)
		is_allowed = !strchr("[]:*?/\\'", name.ptr[i]) && name.ptr[i] != '\n';
	if (is_allowed && !name_is_taken(book, name))
		return name;
	name = str_slice(data->key, 0, SHEET_NAME_CHARACTERS - 4);
	if (!name_is_taken(book, name))
		return name;
	return arena_format(book->arena, "%.*s %zu", STR_ARGS(name), book->sheet_count);
}

/* The number of a note, given when its text is first seen. */
static size_t note_number(struct book *book, const struct dataset_column *column)
{
	for (const struct note *note = book->first_note; note; note = note->next)
		if (str_equal(str_of(note->text), str_of(column->note)) &&
		    str_equal(note->subject, str_of(column->title)))
			return note->number;
	struct note *note = arena_new(book->arena, 1, sizeof(*note));
	note->number = book->last_note ? book->last_note->number + 1 : 1;
	note->subject = str_of(column->title);
	note->text = column->note;
	if (book->last_note)
		book->last_note->next = note;
	else
		book->first_note = note;
	book->last_note = note;
	return note->number;
}

/* The header of a column: its title, its note, and its key where another column
 * of the table has the same title. */
static struct str header_text(struct book *book, const struct dataset *data, size_t index)
{
	const struct dataset_column *column = &data->columns[index];
	struct str header = str_of(column->title);
	for (size_t i = 0; i < data->column_count; i++)
		if (i != index && str_equal_nocase(str_of(data->columns[i].title), header))
			header = arena_format(book->arena, "%s (%s)", column->title, column->key);
	if (column->note && column->note[0])
		header = arena_format(book->arena, "%.*s [note %zu]", STR_ARGS(header),
		                      note_number(book, column));
	return header;
}

/* --- tables --------------------------------------------------------------- */

static bool is_numeric(enum dataset_type type)
{
	return type == DATASET_NUMBER || type == DATASET_INTEGER;
}

/* Marks the cells of a sheet up as a named table, with its headers. */
static void mark_table(struct book *book, const struct sheet *sheet, const struct str *headers,
                       size_t column_count, size_t row_count)
{
	lxw_table_column *columns = arena_new(book->arena, column_count, sizeof(*columns));
	lxw_table_column **pointers = arena_new(book->arena, column_count + 1, sizeof(*pointers));
	for (size_t i = 0; i < column_count; i++) {
		bool is_right = sheet->data && is_numeric(sheet->data->columns[i].type);
		columns[i].header = (char *)arena_text(book->arena, headers[i]).ptr;
		columns[i].header_format = book->looks[is_right ? LOOK_HEADER_RIGHT : LOOK_HEADER];
		pointers[i] = &columns[i];
	}
	struct str key = sheet->data ? sheet->data->key : STR("notes");
	lxw_table_options options = {
		.name = (char *)arena_format(book->arena, "table_%.*s", STR_ARGS(key)).ptr,
		.no_autofilter = LXW_TRUE,
		.no_banded_rows = LXW_TRUE,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1,
		.columns = pointers,
	};
	note_result(book, worksheet_add_table(sheet->sheet, HEADER_ROW, 0,
	                                      (lxw_row_t)(HEADER_ROW + row_count),
	                                      (lxw_col_t)(column_count - 1), &options));
}

static size_t count_figures(struct str decimal)
{
	size_t figures = 0;
	for (size_t i = 0; i < decimal.len; i++)
		if (char_is_digit(decimal.ptr[i]) && (figures || decimal.ptr[i] != '0'))
			figures++;
	return figures;
}

static void write_number(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                         lxw_col_t column, struct str decimal)
{
	if (count_figures(decimal) > EXACT_FIGURES) {
		write_text(book, sheet, row, column, decimal, LOOK_MISSING_RIGHT);
		return;
	}
	size_t point = str_find_nocase(decimal, STR("."));
	size_t decimals = point == SIZE_MAX ? 0 : decimal.len - point - 1;
	double value = strtod(arena_text(book->arena, decimal).ptr, NULL);
	note_result(book, worksheet_write_number(sheet, row, column, value,
	                                         number_format(book, decimals)));
}

static void write_date(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       struct str iso)
{
	int32_t date = DATE_NONE;
	enum { FIRST_SAFE_DATE = -25508 }; /* 1900-03-01: spreadsheets miscount before */
	if (date_parse_iso(iso, &date, NULL) != OK || date < FIRST_SAFE_DATE) {
		write_text(book, sheet, row, column, iso, LOOK_TEXT);
		return;
	}
	struct ymd ymd = date_to_ymd(date);
	lxw_datetime when = { .year = ymd.year, .month = ymd.month, .day = ymd.day };
	note_result(book, worksheet_write_datetime(sheet, row, column, &when,
	                                           book->looks[LOOK_DATE]));
}

static void write_cell(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       enum dataset_type type, const struct dataset_cell *cell)
{
	if (cell->is_missing || cell->text.len == 0) {
		write_text(book, sheet, row, column, STR(MISSING),
		           is_numeric(type) ? LOOK_MISSING_RIGHT : LOOK_TEXT);
		return;
	}
	switch (type) {
	case DATASET_NUMBER:
	case DATASET_INTEGER:
		write_number(book, sheet, row, column, cell->text);
		break;
	case DATASET_DATE:
		write_date(book, sheet, row, column, cell->text);
		break;
	case DATASET_BOOLEAN:
		write_text(book, sheet, row, column,
		           str_equal(cell->text, STR("true")) ? STR("yes") : STR("no"), LOOK_TEXT);
		break;
	case DATASET_TEXT:
		write_text(book, sheet, row, column, cell->text, LOOK_TEXT);
		break;
	case DATASET_TYPE_COUNT:
		assert(false);
	}
}

/* The width of a column in characters: its longest cell, and its header if short. */
static size_t column_width(const struct dataset *data, size_t index, struct str header)
{
	size_t longest = str_characters(header);
	if (longest > HEADER_WIDTH_MOST)
		longest = HEADER_WIDTH_MOST;
	for (const struct dataset_row *row = data->first_row; row; row = row->next)
		if (str_characters(row->cells[index].text) > longest)
			longest = str_characters(row->cells[index].text);
	size_t width = longest + 2;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* How many lines a text takes in a column of a width; words break a line early. */
static size_t line_count(struct str text, size_t width)
{
	size_t lines = 0;
	struct str rest = text;
	struct str line;
	while (str_split(&rest, '\n', &line)) {
		size_t characters = str_characters(line);
		lines += 1 + (characters > width ? characters / (width - width / 8) : 0);
	}
	return lines;
}

/* A row as high as its lines: not every program works that out by itself. */
static void set_height(struct book *book, lxw_worksheet *sheet, lxw_row_t row, size_t lines)
{
	double height = (double)lines * LINE_POINTS;
	if (lines > 1)
		note_result(book, worksheet_set_row(sheet, row,
		                                    height < HEIGHT_MOST ? height : HEIGHT_MOST,
		                                    NULL));
}

static size_t row_lines(const struct dataset *data, const struct dataset_row *row,
                        const size_t *widths)
{
	size_t most = 1;
	for (size_t i = 0; i < data->column_count; i++) {
		size_t lines = data->columns[i].type == DATASET_TEXT
			? line_count(row->cells[i].text, widths[i]) : 1;
		if (lines > most)
			most = lines;
	}
	return most;
}

/* How every sheet with a table is seen and printed. */
/* The page as printed. A wide table goes over several pages: on one its letters would
 * be dust. */
static void set_up_page(struct book *book, lxw_worksheet *sheet, size_t columns)
{
	enum { COLUMNS_A_PAGE = 10 };
	worksheet_freeze_panes(sheet, HEADER_ROW + 1, 0);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, (uint16_t)((columns + COLUMNS_A_PAGE - 1) / COLUMNS_A_PAGE), 0);
	note_result(book, worksheet_repeat_rows(sheet, HEADER_ROW, HEADER_ROW));
	note_result(book, worksheet_set_footer(sheet, "&L&A&RPage &P of &N"));
}

static void write_dataset(struct book *book, const struct sheet *sheet)
{
	const struct dataset *data = sheet->data;
	struct str what = data->note.len ? data->note : STR("One table.");
	write_title(book, sheet->sheet, data->title);
	write_text(book, sheet->sheet, 1, 0,
	           arena_format(book->arena, "%.*s What is missing is marked " MISSING
	                        "; the sheet Notes explains it and every [note].",
	                        STR_ARGS(what)), LOOK_LINE);
	write_link(book, sheet->sheet, 2, STR("Contents"), STR("Back to the contents"));
	struct str *headers = arena_new(book->arena, data->column_count, sizeof(*headers));
	size_t *widths = arena_new(book->arena, data->column_count, sizeof(*widths));
	size_t header_lines = 1;
	for (size_t i = 0; i < data->column_count; i++) {
		headers[i] = header_text(book, data, i);
		widths[i] = column_width(data, i, headers[i]);
		note_result(book, worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i,
		                                       (double)widths[i], NULL));
		if (line_count(headers[i], widths[i]) > header_lines)
			header_lines = line_count(headers[i], widths[i]);
	}
	set_height(book, sheet->sheet, HEADER_ROW, header_lines);
	set_up_page(book, sheet->sheet, data->column_count);
	if (data->row_count == 0) {
		write_text(book, sheet->sheet, HEADER_ROW, 0, STR("This table has no rows."),
		           LOOK_LINE);
		return;
	}
	mark_table(book, sheet, headers, data->column_count, data->row_count);
	lxw_row_t at = HEADER_ROW + 1;
	for (const struct dataset_row *row = data->first_row; row; row = row->next, at++) {
		set_height(book, sheet->sheet, at, row_lines(data, row, widths));
		for (size_t i = 0; i < data->column_count; i++)
			write_cell(book, sheet->sheet, at, (lxw_col_t)i, data->columns[i].type,
			           &row->cells[i]);
	}
}

/* --- the sheets about the others ------------------------------------------ */

static void write_notes(struct book *book)
{
	lxw_worksheet *sheet = book->sheets[0].sheet;
	static const struct str HEADERS[] = {
		{ "Mark", 4 }, { "Column", 6 }, { "Meaning", 7 },
	};
	write_title(book, sheet, STR("Notes"));
	write_text(book, sheet, 1, 0, STR("What the marks in the tables mean."), LOOK_LINE);
	write_link(book, sheet, 2, STR("Contents"), STR("Back to the contents"));
	lxw_row_t row = HEADER_ROW + 1;
	write_text(book, sheet, row, 0, STR(MISSING), LOOK_TEXT);
	write_text(book, sheet, row, 1, STR("any"), LOOK_TEXT);
	write_text(book, sheet, row, 2,
	           STR("Not available: there is no figure or text here. It is not zero."),
	           LOOK_TEXT);
	for (const struct note *note = book->first_note; note; note = note->next) {
		row++;
		write_text(book, sheet, row, 0,
		           arena_format(book->arena, "[note %zu]", note->number), LOOK_TEXT);
		write_text(book, sheet, row, 1, note->subject, LOOK_TEXT);
		write_text(book, sheet, row, 2, str_of(note->text), LOOK_TEXT);
		set_height(book, sheet, row, line_count(str_of(note->text), MEANING_WIDTH));
	}
	mark_table(book, &book->sheets[0], HEADERS, COUNT_OF(HEADERS), row - HEADER_ROW);
	note_result(book, worksheet_set_column(sheet, 0, 0, 12, NULL));
	note_result(book, worksheet_set_column(sheet, 1, 1, 24, NULL));
	note_result(book, worksheet_set_column(sheet, 2, 2, MEANING_WIDTH, NULL));
	set_up_page(book, sheet, COUNT_OF(HEADERS));
}

/* Writes a line of the contents sheet and moves on, unless there is nothing to say. */
static void write_about(struct book *book, lxw_worksheet *sheet, lxw_row_t *row, struct str text)
{
	if (text.len)
		write_text(book, sheet, (*row)++, 0, text, LOOK_LINE);
}

static void write_contents(struct book *book, lxw_worksheet *sheet)
{
	const struct doc_meta *meta = &book->doc->meta;
	lxw_row_t row = 1;
	write_title(book, sheet, meta->title);
	write_about(book, sheet, &row, meta->authority);
	write_about(book, sheet, &row, meta->period_words.len ? meta->period_words : meta->period);
	write_about(book, sheet, &row, meta->audience);
	for (size_t i = 0; i < DOC_META_LINES_MAX && meta->edition[i].len; i++)
		write_about(book, sheet, &row, meta->edition[i]);
	write_about(book, sheet, &row, meta->description);
	write_about(book, sheet, &row, meta->made_on);
	write_about(book, sheet, &row, STR("The sheets of this workbook, each with one table:"));
	for (size_t i = 0; i < book->sheet_count; i++)
		write_link(book, sheet, row++, book->sheets[i].name, book->sheets[i].name);
	note_result(book, worksheet_set_column(sheet, 0, 0, MEANING_WIDTH, NULL));
	worksheet_set_paper(sheet, 9);
}

static void set_properties(struct book *book, struct instant made_at)
{
	const struct doc_meta *meta = &book->doc->meta;
	lxw_doc_properties properties = {
		.title = (char *)arena_text(book->arena, meta->title).ptr,
		.subject = (char *)arena_text(book->arena, meta->period_words).ptr,
		.author = (char *)arena_text(book->arena, meta->authority).ptr,
		.comments = (char *)arena_text(book->arena, meta->description).ptr,
		.created = (time_t)made_at.utc_seconds,
	};
	note_result(book, workbook_set_properties(book->workbook, &properties));
}

static lxw_worksheet *add_sheet(struct book *book, struct str name)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book->workbook,
	                                              arena_text(book->arena, name).ptr);
	if (!sheet)
		note_result(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
	return sheet;
}

/* Adds the sheets in the order in which they are read. */
static void fill_book(struct book *book, size_t dataset_count)
{
	lxw_worksheet *contents = add_sheet(book, STR("Contents"));
	book->sheets = arena_new(book->arena, dataset_count + 1, sizeof(*book->sheets));
	book->sheets[book->sheet_count++].name = STR("Notes");
	for (const struct dataset *data = book->doc->first_dataset; data; data = data->next) {
		struct str name = sheet_name(book, data);
		book->sheets[book->sheet_count].name = name;
		book->sheets[book->sheet_count++].data = data;
	}
	for (size_t i = 0; i < book->sheet_count; i++)
		book->sheets[i].sheet = add_sheet(book, book->sheets[i].name);
	if (book->failed != LXW_NO_ERROR)
		return;
	for (size_t i = 1; i < book->sheet_count; i++)
		write_dataset(book, &book->sheets[i]);
	write_notes(book);
	write_contents(book, contents);
}

static enum status check_rows(const struct doc *doc, size_t *count_out, struct err *err)
{
	size_t most = LXW_ROW_MAX - HEADER_ROW - 1;
	for (const struct dataset *data = doc->first_dataset; data; data = data->next) {
		++*count_out;
		if (data->row_count > most)
			return err_set(err, E_LIMIT,
			               "the table '%.*s' has %zu rows and a sheet holds %zu: use "
			               "the CSV file", STR_ARGS(data->title), data->row_count,
			               most);
	}
	return OK;
}

enum status xlsx_write(const struct doc *doc, struct instant made_at, const char *path,
                       struct err *err)
{
	assert(!doc->builder);
	size_t dataset_count = 0;
	enum status st = check_rows(doc, &dataset_count, err);
	if (st != OK)
		return st;
	auto_outfile file = { 0 };
	st = outfile_open(path, false, &file, err);
	if (st != OK)
		return st;
	auto_arena arena = { 0 };
	struct book book = { .arena = &arena, .doc = doc };
	/* The library opens the part by its name, and so writes into the same file. */
	book.workbook = workbook_new(file.part_path);
	if (!book.workbook)
		return err_set(err, E_IO, "cannot write '%s'", path);
	make_looks(&book);
	set_properties(&book, made_at);
	fill_book(&book, dataset_count);
	note_result(&book, workbook_close(book.workbook));
	if (book.failed != LXW_NO_ERROR)
		return err_set(err, E_IO, "cannot write '%s': %s", path, lxw_strerror(book.failed));
	return outfile_commit(&file, err);
}
