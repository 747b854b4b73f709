#include "intake/ssda903_rows.h"

#include <assert.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/collection_year.h"

static const struct record_cell_rule BIRTH_DIFFERS = {
	"ssda903.birth_differs", FINDING_WARNING,
	"the birth date is not the one that the child's first row has; that one counts"
};

static const struct record_cell_rule ROW_IS_SHORT = {
	"ssda903.row_short", FINDING_WARNING,
	"the row has fewer cells than there are columns; what is missing was read as nothing"
};

void ssda903_rows_init(struct ssda903_rows *rows, const struct record_reading *reading, int year)
{
	*rows = (struct ssda903_rows){ .year = year };
	record_cells_init(&rows->cells, reading, (struct str){ 0 });
	rows->cells.year = year;
}

void ssda903_rows_deinit(struct ssda903_rows *rows)
{
	record_cells_deinit(&rows->cells);
	map_deinit(&rows->births);
	map_deinit(&rows->seekers);
	*rows = (struct ssda903_rows){ 0 };
}

void ssda903_rows_note_seeker(struct ssda903_rows *rows, struct str child)
{
	map_put(&rows->seekers, child, 0);
}

/* ---- cells ---- */

/* Values are compared in capitals; a text too long for any is left as it is. */
static struct str in_capitals(struct ssda903_rows *rows, size_t at, struct str text)
{
	if (text.len > SSDA903_UPPER_BYTES)
		return text;
	for (size_t i = 0; i < text.len; i++)
		rows->upper[at][i] = char_upper(text.ptr[i]);
	return (struct str){ rows->upper[at], text.len };
}

/* A pupil number, or UN1 to UN7. */
static void read_upn(struct ssda903_rows *rows, const struct ssda903_cell *cell, struct str text)
{
	bool is_reason = text.len == 3 && str_starts_nocase(text, STR("UN"));
	record_cells_read(&rows->cells, is_reason ? PERSON_UPN_UNKNOWN : PERSON_UPN, cell->name,
	                  text);
}

/* "B1": with parents, suitable; "B2": with parents, not suitable; "0": not applicable. */
static void read_accommodation(struct ssda903_rows *rows, const struct ssda903_cell *cell,
                               struct str text)
{
	static const struct {
		char mark;
		const char *code;
	} SUITABLE[] = { { '1', "suitable" }, { '2', "unsuitable" } };
	for (size_t i = 0; i < COUNT_OF(SUITABLE) && text.len == 2; i++)
		if (char_is_letter(text.ptr[0]) && text.ptr[1] == SUITABLE[i].mark) {
			record_set_text(&rows->cells.row, CARE_LEAVER_SUITABLE,
			                str_of(SUITABLE[i].code));
			text.len = 1;
		}
	record_cells_read(&rows->cells, cell->column->field, cell->name, text);
}

static void read_cell(struct ssda903_rows *rows, const struct ssda903_cell *cell, size_t at)
{
	struct str text = in_capitals(rows, at, cell->text);
	switch (cell->column->role) {
	case SSDA903_FIELD:
		record_cells_read(&rows->cells, cell->column->field, cell->name, text);
		break;
	case SSDA903_UPN:
		read_upn(rows, cell, text);
		break;
	case SSDA903_ACCOMMODATION:
		read_accommodation(rows, cell, text);
		break;
	case SSDA903_CHILD:
	case SSDA903_BIRTH:
	case SSDA903_SEX:
		break; /* of the person */
	}
}

static const struct ssda903_cell *cell_of(const struct ssda903_line *line,
                                          enum ssda903_role role)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->cells[i].column && line->cells[i].column->role == role)
			return &line->cells[i];
	return NULL;
}

/* ---- who a child is ---- */

/* Notes the birth date of the row in hand as the child's. */
static void note_birth(struct ssda903_rows *rows, struct str child)
{
	map_put(&rows->births, child,
	        record_date(RECORD_PERSON, rows->cells.row.values, PERSON_BORN));
}

static void set_seeker(struct ssda903_rows *rows, struct str child)
{
	int64_t found;
	if (map_find(&rows->seekers, child, &found))
		record_set_number(&rows->cells.row, PERSON_UASC, 1);
}

/* A child whom the header does not have is known by what the other tables say of it. */
static enum status add_person(struct ssda903_rows *rows, const struct ssda903_line *line,
                              struct err *err)
{
	const struct ssda903_cell *born = cell_of(line, SSDA903_BIRTH);
	const struct ssda903_cell *sex = cell_of(line, SSDA903_SEX);
	int64_t known;
	if ((!born && !sex) || map_find(&rows->births, line->child, &known))
		return OK;
	record_cells_start(&rows->cells, RECORD_PERSON, line->child, line->number);
	if (born)
		record_cells_read(&rows->cells, PERSON_BORN, born->name, born->text);
	if (sex)
		record_cells_read(&rows->cells, PERSON_SEX, sex->name, sex->text);
	set_seeker(rows, line->child);
	note_birth(rows, line->child);
	return record_cells_hand_on(&rows->cells, err);
}

/* A birth date that is said again is held against the first, and not kept. */
static void check_birth(struct ssda903_rows *rows, const struct ssda903_line *line)
{
	const struct ssda903_cell *born = cell_of(line, SSDA903_BIRTH);
	struct cell_date date = { .date = DATE_NONE };
	int64_t known;
	if (!born || !born->text.len || !map_find(&rows->births, line->child, &known))
		return;
	bool is_read = cell_read_date(born->text, rows->cells.is_1904, &date) == CELL_VALUE;
	if (!is_read || date.date != (int32_t)known)
		record_cells_doubt(&rows->cells, -1, born->name, born->text, &BIRTH_DIFFERS);
}

/* ---- the row ---- */

/* The day of a record that says how a whole year was. */
static void set_year_end(struct ssda903_rows *rows, enum record_type type)
{
	static const struct {
		enum record_type type;
		int field;
	} YEARLY[] = {
		{ RECORD_CARE_YEAR, CARE_YEAR_YEAR_END },
		{ RECORD_CARE_LEAVER, CARE_LEAVER_YEAR_END },
		{ RECORD_ADOPTED, ADOPTED_YEAR_END },
	};
	for (size_t i = 0; i < COUNT_OF(YEARLY); i++)
		if (YEARLY[i].type == type && rows->year)
			record_set_date(&rows->cells.row, YEARLY[i].field,
			                collection_year_last(rows->year));
}

/* Columns that the table has not, or has twice; and the sex, which the header says. */
static void keep_others(struct ssda903_rows *rows, const struct ssda903_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (!line->cells[i].column || line->cells[i].column->role == SSDA903_SEX)
			record_cells_keep(&rows->cells, line->cells[i].name, line->cells[i].text);
	if (line->is_short)
		record_cells_doubt(&rows->cells, -1, (struct str){ 0 }, (struct str){ 0 },
		                   &ROW_IS_SHORT);
}

static enum status add_record(struct ssda903_rows *rows, const struct ssda903_line *line,
                              struct err *err)
{
	enum record_type type = ssda903_spec(line->table)->type;
	record_cells_start(&rows->cells, type, line->child, line->number);
	set_year_end(rows, type);
	if (type == RECORD_IMMIGRATION)
		record_set_text(&rows->cells.row, IMMIGRATION_STATUS, STR("UASC"));
	for (size_t i = 0; i < line->count; i++)
		if (line->cells[i].column && line->cells[i].column->type == type)
			read_cell(rows, &line->cells[i], i);
	if (type == RECORD_PERSON) {
		set_seeker(rows, line->child);
		note_birth(rows, line->child);
	} else {
		check_birth(rows, line);
	}
	keep_others(rows, line);
	return record_cells_hand_on(&rows->cells, err);
}

enum status ssda903_rows_add(struct ssda903_rows *rows, const struct ssda903_line *line,
                             struct err *err)
{
	assert(line->child.len && line->count <= SSDA903_CELLS_MAX);
	enum status st = line->table == SSDA903_HEADER ? OK : add_person(rows, line, err);
	return st == OK ? add_record(rows, line, err) : st;
}
