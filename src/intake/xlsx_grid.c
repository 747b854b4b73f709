#include "intake/xlsx_grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"

enum {
	ROW_MAX = 1048576, /* of any sheet */
	ROW_MAX_BYTES = 8 * 1024 * 1024,
	ALPHABET = 26,
};

/* What the <c> element says its value is. */
enum cell_kind {
	CELL_NUMBER,
	CELL_SHARED,  /* the number of a shared string */
	CELL_TEXT,    /* of a formula, or typed into the sheet */
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_DATE,    /* ISO 8601 */
};

/* Which element's text is being collected. */
enum cell_part { PART_NONE, PART_VALUE, PART_FORMULA };

struct sheet_reading {
	const struct xlsx_book *book;
	const struct xlsx_strings *strings;
	enum xlsx_numbers numbers;
	const struct grid_sink *sink;
	struct xlsx_notes *notes;

	int64_t row; /* 0 before the first */
	size_t ends[GRID_MAX_COLUMNS];
	size_t begins[GRID_MAX_COLUMNS];
	enum grid_cell_kind kinds[GRID_MAX_COLUMNS];
	size_t width; /* one past the last cell of the row */
	struct buf row_text;

	size_t column; /* of the cell in hand */
	enum cell_kind kind;
	size_t style;
	enum cell_part part;
	bool has_formula;
	int phonetic_depth;
	struct buf value;
	struct buf formula;
};

static enum cell_kind kind_of(struct str word)
{
	static const struct {
		const char *word;
		enum cell_kind kind;
	} KINDS[] = {
		{ "s", CELL_SHARED },  { "str", CELL_TEXT }, { "inlineStr", CELL_TEXT },
		{ "b", CELL_BOOLEAN }, { "e", CELL_ERROR },  { "d", CELL_DATE },
	};
	for (size_t i = 0; i < COUNT_OF(KINDS) && word.len; i++)
		if (str_equal(str_of(KINDS[i].word), word))
			return KINDS[i].kind;
	return CELL_NUMBER;
}

/* The column of "AB12", from 0; SIZE_MAX when it has no letters or too many. */
static size_t column_of(struct str reference)
{
	size_t column = 0;
	size_t at = 0;
	while (at < reference.len && reference.ptr[at] >= 'A' && reference.ptr[at] <= 'Z' &&
	       column <= GRID_MAX_COLUMNS)
		column = column * ALPHABET + (size_t)(reference.ptr[at++] - 'A' + 1);
	return at == 0 ? SIZE_MAX : column - 1;
}

static enum status start_row(struct sheet_reading *r, const struct xml_attributes *attributes,
                             struct err *err)
{
	int64_t number = r->row + 1;
	struct str given = xml_attribute(attributes, "r");
	if (given.len && str_to_int64(given, &number, err) != OK)
		return err_wrap(err, E_INPUT, "the number of a row");
	if (number <= r->row || number > ROW_MAX)
		return err_set(err, E_INPUT, "row %lld stands behind row %lld",
		               (long long)number, (long long)r->row);
	r->row = number;
	r->width = 0;
	buf_clear(&r->row_text);
	struct str hidden = xml_attribute(attributes, "hidden");
	r->notes->hidden_rows += str_equal(hidden, STR("1")) || str_equal(hidden, STR("true"));
	return OK;
}

static enum status start_cell(struct sheet_reading *r, const struct xml_attributes *attributes,
                              struct err *err)
{
	struct str reference = xml_attribute(attributes, "r");
	size_t column = reference.len ? column_of(reference) : r->width;
	if (column >= GRID_MAX_COLUMNS || column < r->width)
		return err_set(err, column < r->width ? E_INPUT : E_LIMIT,
		               "row %lld: cell '%.*s' is out of order or beyond %d columns",
		               (long long)r->row, STR_ARGS(reference), GRID_MAX_COLUMNS);
	int64_t style = 0;
	if (str_to_int64(xml_attribute(attributes, "s"), &style, NULL) != OK || style < 0)
		style = 0;
	for (; r->width < column; r->width++) {
		r->begins[r->width] = r->ends[r->width] = r->row_text.len;
		r->kinds[r->width] = GRID_CELL_TEXT;
	}
	r->column = column;
	r->kind = kind_of(xml_attribute(attributes, "t"));
	r->style = (size_t)style;
	r->has_formula = false;
	buf_clear(&r->value);
	buf_clear(&r->formula);
	return OK;
}

static enum status on_start(void *context, struct str name,
                            const struct xml_attributes *attributes, struct err *err)
{
	struct sheet_reading *r = context;
	if (str_equal(name, STR("row")))
		return start_row(r, attributes, err);
	if (str_equal(name, STR("c")))
		return start_cell(r, attributes, err);
	if (str_equal(name, STR("rPh")))
		r->phonetic_depth++;
	else if (str_equal(name, STR("v")) || str_equal(name, STR("t")))
		r->part = r->phonetic_depth ? PART_NONE : PART_VALUE;
	else if (str_equal(name, STR("f"))) {
		r->part = PART_FORMULA;
		r->has_formula = true;
	}
	return OK;
}

static enum status on_text(void *context, struct str text, struct err *err)
{
	(void)err;
	struct sheet_reading *r = context;
	if (r->part == PART_VALUE)
		buf_add(&r->value, text);
	else if (r->part == PART_FORMULA)
		buf_add(&r->formula, text);
	return OK;
}

/* The number of a text; false when it is none. Most are a few digits. */
static bool read_number(struct str text, double *out)
{
	enum { EXACT_DIGITS = 15 };
	int64_t whole = 0;
	size_t at = 0;
	while (at < text.len && at < EXACT_DIGITS && char_is_digit(text.ptr[at]))
		whole = whole * 10 + (text.ptr[at++] - '0');
	*out = (double)whole;
	if (at == text.len)
		return true;
	char *end;
	*out = strtod(text.ptr, &end);
	return end == text.ptr + text.len && isfinite(*out);
}

static enum grid_cell_kind add_number(struct sheet_reading *r, struct str text)
{
	static const struct xlsx_format GENERAL = { .kind = XLSX_FORMAT_GENERAL };
	const struct xlsx_book *book = r->book;
	double number;
	if (!read_number(text, &number)) {
		buf_add(&r->row_text, text); /* for whoever reads the cell to refuse */
		return GRID_CELL_TEXT;
	}
	const struct xlsx_format *format =
		r->style < book->style_count ? &book->styles[r->style] : &GENERAL;
	if (r->numbers == XLSX_NUMBERS_STORED)
		return xlsx_format_print_stored(format, number, book->is_1904, &r->row_text);
	bool rounded = false;
	xlsx_format_print(format, number, book->is_1904, &rounded, &r->row_text);
	r->notes->rounded_cells += rounded;
	return GRID_CELL_NUMBER;
}

static enum status add_shared(struct sheet_reading *r, struct str text, struct err *err)
{
	int64_t index;
	if (str_to_int64(text, &index, NULL) != OK || index < 0 ||
	    (uint64_t)index >= r->strings->count)
		return err_set(err, E_INPUT,
		               "row %lld: a cell names text '%.*s', which is not there",
		               (long long)r->row, STR_ARGS(text));
	buf_add(&r->row_text, r->strings->items[index]);
	return OK;
}

/* "2013-12-31T00:00:00" is shown as a day. */
static enum grid_cell_kind add_date(struct sheet_reading *r, struct str text)
{
	static const char MIDNIGHT[] = "T00:00:00";
	if (str_ends_nocase(text, str_of(MIDNIGHT)))
		text.len -= sizeof(MIDNIGHT) - 1;
	buf_add(&r->row_text, text);
	return GRID_CELL_DATE;
}

static enum grid_cell_kind add_boolean(struct sheet_reading *r, struct str text)
{
	buf_add(&r->row_text, str_equal(text, STR("1")) ? STR("TRUE") : STR("FALSE"));
	return GRID_CELL_BOOLEAN;
}

static enum status end_cell(struct sheet_reading *r, struct err *err)
{
	enum status st = buf_check(&r->value, "a cell", err);
	if (st == OK)
		st = buf_check(&r->formula, "a formula", err);
	if (st != OK)
		return err_wrap(err, st, "row %lld", (long long)r->row);
	struct str text = buf_view(&r->value);
	size_t begin = r->row_text.len;
	enum grid_cell_kind kind = GRID_CELL_TEXT;
	if (text.len == 0 && r->has_formula && r->kind != CELL_TEXT)
		buf_format(&r->row_text, "=%.*s", STR_ARGS(buf_view(&r->formula)));
	else if (text.len == 0)
		; /* an empty cell with a format */
	else if (r->kind == CELL_NUMBER)
		kind = add_number(r, text);
	else if (r->kind == CELL_SHARED)
		st = add_shared(r, text, err);
	else if (r->kind == CELL_DATE)
		kind = add_date(r, text);
	else if (r->kind == CELL_BOOLEAN)
		kind = add_boolean(r, text);
	else
		xlsx_add_unescaped(&r->row_text, text);
	if (r->kind == CELL_ERROR)
		kind = GRID_CELL_ERROR;
	r->kinds[r->column] = kind;
	r->begins[r->column] = begin;
	r->ends[r->column] = r->row_text.len;
	r->width = r->column + 1;
	return st;
}

static enum status end_row(struct sheet_reading *r, struct err *err)
{
	enum status st = buf_check(&r->row_text, "the text of the row", err);
	if (st != OK)
		return err_wrap(err, st, "row %lld", (long long)r->row);
	struct str cells[GRID_MAX_COLUMNS];
	for (size_t i = 0; i < r->width; i++)
		cells[i] = str_slice(buf_view(&r->row_text), r->begins[i],
		                     r->ends[i] - r->begins[i]);
	struct grid_row row = {
		.number = r->row,
		.cells = cells,
		.kinds = r->numbers == XLSX_NUMBERS_STORED ? r->kinds : NULL,
		.count = r->width,
		.is_sparse = true,
	};
	return r->sink->row(r->sink->context, &row, err);
}

static enum status on_end(void *context, struct str name, struct err *err)
{
	struct sheet_reading *r = context;
	if (str_equal(name, STR("row")))
		return end_row(r, err);
	if (str_equal(name, STR("c")))
		return end_cell(r, err);
	if (str_equal(name, STR("rPh")))
		r->phonetic_depth--;
	else if (str_equal(name, STR("v")) || str_equal(name, STR("t")) ||
	         str_equal(name, STR("f")))
		r->part = PART_NONE;
	return OK;
}

static enum status read_sheet(struct xlsx_package *package, const char *path,
                              struct sheet_reading *reading, struct err *err)
{
	reading->row_text = buf_init(ROW_MAX_BYTES);
	reading->value = buf_init(GRID_MAX_CELL_BYTES);
	reading->formula = buf_init(GRID_MAX_CELL_BYTES);
	struct xml_handler handler = { reading, on_start, on_end, on_text };
	enum status st = xlsx_package_read(package, path, &handler, err);
	buf_deinit(&reading->row_text);
	buf_deinit(&reading->value);
	buf_deinit(&reading->formula);
	return st;
}

static struct xlsx_notes notes_of(const struct xlsx_book *book, const struct xlsx_sheet *sheet)
{
	struct xlsx_notes notes = { .sheet = sheet->name, .sheet_count = book->sheet_count };
	for (size_t i = 0; i < book->sheet_count; i++)
		notes.hidden_sheets += book->sheets[i].is_hidden && &book->sheets[i] != sheet;
	return notes;
}

enum status xlsx_workbook_init(struct xlsx_package *package, struct arena *arena,
                               struct xlsx_workbook *out, struct err *err)
{
	struct xlsx_workbook workbook = { .package = package, .arena = arena };
	enum status st = xlsx_book_read(package, arena, &workbook.book, err);
	if (st == OK)
		*out = workbook;
	return st;
}

static enum status read_strings(struct xlsx_workbook *workbook, struct err *err)
{
	struct str path = xlsx_book_path(&workbook->book, (struct str){ 0 }, STR("sharedStrings"));
	enum status st = OK;
	if (!workbook->has_strings && path.len && xlsx_package_has(workbook->package, path.ptr))
		st = xlsx_strings_read(workbook->package, path.ptr, workbook->arena,
		                       &workbook->strings, err);
	workbook->has_strings |= st == OK;
	return st;
}

enum status xlsx_workbook_read(struct xlsx_workbook *workbook, const struct xlsx_sheet *sheet,
                               enum xlsx_numbers numbers, const struct grid_sink *sink,
                               struct xlsx_notes *notes_out, struct err *err)
{
	enum status st = read_strings(workbook, err);
	if (st != OK)
		return st;
	struct str path = xlsx_book_path(&workbook->book, sheet->relation, (struct str){ 0 });
	if (path.len == 0 || !xlsx_package_has(workbook->package, path.ptr))
		return err_set(err, E_INPUT, "the workbook is damaged: sheet '%.*s' is not in it",
		               STR_ARGS(sheet->name));
	struct xlsx_notes notes = notes_of(&workbook->book, sheet);
	struct sheet_reading reading = { .book = &workbook->book,
		                         .strings = &workbook->strings,
		                         .numbers = numbers,
		                         .sink = sink,
		                         .notes = &notes };
	st = read_sheet(workbook->package, path.ptr, &reading, err);
	if (st == OK && notes_out)
		*notes_out = notes;
	return st;
}

enum status xlsx_grid_read(struct str bytes, struct str sheet_name, struct arena *arena,
                           const struct grid_sink *sink, struct xlsx_notes *notes_out,
                           struct err *err)
{
	auto_xlsx_package package = NULL;
	struct xlsx_workbook workbook;
	const struct xlsx_sheet *sheet = NULL;
	enum status st = xlsx_package_open(bytes, &package, err);
	if (st == OK)
		st = xlsx_workbook_init(package, arena, &workbook, err);
	if (st == OK)
		st = xlsx_book_find_sheet(&workbook.book, sheet_name, &sheet, err);
	if (st == OK)
		st = xlsx_workbook_read(&workbook, sheet, XLSX_NUMBERS_SHOWN, sink, notes_out, err);
	return st;
}
