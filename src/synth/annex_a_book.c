#include "synth/annex_a_book.h"

#include <string.h>

#include <xlsxwriter.h>

#include "base/file.h"

enum { SERIAL_OF_1970 = 25569, HEADING_ROW = 0 };

struct annex_a_book {
	struct outfile file;
	lxw_workbook *workbook; /* NULL: closed */
	lxw_format *date;
	lxw_error failed; /* the first that was not LXW_NO_ERROR */
	struct arena *arena;
	struct annex_a_sheet sheets[ANNEX_A_LIST_COUNT];
};

static void note_result(struct annex_a_book *book, lxw_error result)
{
	if (book->failed == LXW_NO_ERROR)
		book->failed = result;
}

enum status annex_a_book_open(const char *path, struct arena *arena, struct annex_a_book **out,
                              struct err *err)
{
	struct annex_a_book *book = arena_new(arena, 1, sizeof(*book));
	book->arena = arena;
	enum status st = outfile_open(path, false, &book->file, err);
	if (st != OK)
		return st;
	/* The library opens the part by its name, and so writes into the same file. */
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	book->workbook = workbook_new_opt(book->file.part_path, &options);
	if (!book->workbook) {
		outfile_abandon(&book->file);
		return err_set(err, E_IO, "cannot write '%s'", path);
	}
	/* The same bytes whenever it is made. */
	lxw_doc_properties properties = {
		.title = (char *)"Annex A of an authority that does not exist", .created = 86400
	};
	note_result(book, workbook_set_properties(book->workbook, &properties));
	book->date = workbook_add_format(book->workbook);
	format_set_num_format(book->date, "dd/mm/yyyy");
	for (int list = 1; list <= ANNEX_A_LIST_COUNT; list++) {
		const struct annex_a_table *table = annex_a_table(list);
		struct str name = arena_format(arena, "List %d", list);
		book->sheets[list - 1] = (struct annex_a_sheet){ .book = book,
			                                         .sheet = workbook_add_worksheet(
									 book->workbook, name.ptr),
			                                         .columns = table->columns,
			                                         .count = table->count };
	}
	*out = book;
	return OK;
}

struct annex_a_sheet *annex_a_book_sheet(struct annex_a_book *book, int number)
{
	return &book->sheets[number - 1];
}

/* A whole number as a spreadsheet would hold it; identifiers too. */
static bool is_number(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_digit(text.ptr[i]))
			return false;
	return text.len > 0 && text.len < 10;
}

static lxw_error write_cell(struct annex_a_sheet *to, lxw_col_t column, enum out_kind kind,
                            const struct out_cell *cell)
{
	enum { TEXT_BYTES = 400 };
	char text[TEXT_BYTES];
	int64_t number;
	if (cell->text.len == 0)
		return LXW_NO_ERROR;
	if (kind == OUT_DATE && cell->date != DATE_NONE)
		return worksheet_write_number(to->sheet, to->row, column,
		                              cell->date + SERIAL_OF_1970, to->book->date);
	if ((kind == OUT_NUMBER || kind == OUT_CHILD) && is_number(cell->text) &&
	    str_to_int64(cell->text, &number, NULL) == OK)
		return worksheet_write_number(to->sheet, to->row, column, (double)number, NULL);
	snprintf(text, sizeof(text), "%.*s", STR_ARGS(cell->text));
	return worksheet_write_string(to->sheet, to->row, column, text, NULL);
}

enum status annex_a_sheet_line(void *context, const struct out_line *line, size_t count,
                               struct err *err)
{
	struct annex_a_sheet *to = context;
	(void)err; /* told when the workbook is closed */
	for (size_t i = 0; i < count; i++) {
		bool is_heading = to->row == HEADING_ROW || i >= to->count;
		note_result(to->book, write_cell(to, (lxw_col_t)i,
		                                 is_heading ? OUT_TEXT : to->columns[i].kind,
		                                 &line->cells[i]));
	}
	to->row++;
	return OK;
}

enum status annex_a_book_close(struct annex_a_book *book, struct err *err)
{
	note_result(book, workbook_close(book->workbook));
	book->workbook = NULL;
	if (book->failed != LXW_NO_ERROR)
		return err_set(err, E_IO, "cannot write '%s': %s", book->file.path,
		               lxw_strerror(book->failed));
	return outfile_commit(&book->file, err);
}

void annex_a_book_abandon(struct annex_a_book *book)
{
	if (!book)
		return;
	if (book->workbook)
		workbook_close(book->workbook);
	book->workbook = NULL;
	outfile_abandon(&book->file);
}
