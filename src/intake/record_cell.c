#include "intake/record_cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/instant.h"
#include "intake/cell.h"
#include "record/code_set.h"

void record_cells_init(struct record_cells *cells, const struct record_reading *reading,
                       struct str file)
{
	*cells = (struct record_cells){
		.sink = reading->sink,
		.findings = reading->findings,
		.file = file,
		.extra = buf_init(RECORD_CELL_EXTRA_BYTES),
	};
}

void record_cells_deinit(struct record_cells *cells)
{
	buf_deinit(&cells->extra);
	arena_deinit(&cells->arena);
	*cells = (struct record_cells){ 0 };
}

void record_cells_start(struct record_cells *cells, enum record_type type, struct str child,
                        int64_t number)
{
	record_row_start(&cells->row, type, child, number);
	cells->doubt_count = 0;
	buf_clear(&cells->extra);
}

void record_cells_doubt(struct record_cells *cells, int field, struct str column,
                        struct str text, const struct record_cell_rule *rule)
{
	cells->doubts = arena_grow(&cells->arena, cells->doubts, cells->doubt_count,
	                           &cells->doubt_capacity, sizeof(*cells->doubts));
	cells->doubts[cells->doubt_count++] = (struct record_cell_doubt){
		.field = field,
		.text = text,
		.what = { .rule = rule->rule, .severity = rule->severity, .file = cells->file,
		          .row = cells->row.number, .column = column,
		          .message = str_of(rule->message) },
	};
}

/* ---- one kind of field after another ---- */

/* A cell on its way into a field. */
struct cell_task {
	struct record_cells *cells;
	int field;
	const struct record_field *spec;
	struct str column;
	struct str text; /* trimmed */
};

enum cell_rule {
	CELL_RULE_DATE,
	CELL_RULE_DATE_PARTS,
	CELL_RULE_INSTANT,
	CELL_RULE_PARTIAL,
	CELL_RULE_FLAG,
	CELL_RULE_WHOLE,
	CELL_RULE_NEGATIVE,
	CELL_RULE_NUMBER,
	CELL_RULE_LARGE,
	CELL_RULE_CODE_UNKNOWN,
	CELL_RULE_CODE_AMBIGUOUS,
	CELL_RULE_CODE_OF_ANOTHER_YEAR,
	CELL_RULE_FAULT,
	CELL_RULE_MANY_VALUES,
};

static const struct record_cell_rule RULES[] = {
	[CELL_RULE_DATE] = { "cell.date", FINDING_ERROR,
		"it cannot be read as a date; expected one like 2021-05-31 or 31/05/2021" },
	[CELL_RULE_DATE_PARTS] = { "cell.date", FINDING_ERROR,
		"parts of the date are unknown; expected a whole one, like 31/05/2021" },
	[CELL_RULE_INSTANT] = { "cell.date", FINDING_ERROR,
		"it cannot be read as a date, with or without a time; expected one like "
		"31/05/2021 14:30" },
	[CELL_RULE_PARTIAL] = { "cell.date", FINDING_ERROR,
		"it cannot be read as a date; expected one like 31/05/2021, with ZZ for what is "
		"unknown" },
	[CELL_RULE_FLAG] = { "cell.flag", FINDING_ERROR, "it is neither yes nor no" },
	[CELL_RULE_WHOLE] = { "cell.number", FINDING_ERROR,
		"it cannot be read as a whole number" },
	[CELL_RULE_NEGATIVE] = { "cell.number", FINDING_ERROR, "it is below nought" },
	[CELL_RULE_NUMBER] = { "cell.number", FINDING_ERROR, "it cannot be read as a number" },
	[CELL_RULE_LARGE] = { "cell.number", FINDING_ERROR,
		"it is larger than such a number can be" },
	[CELL_RULE_CODE_UNKNOWN] = { "cell.code_unknown", FINDING_ERROR,
		"it is no code that is known here; expected a published one" },
	[CELL_RULE_CODE_AMBIGUOUS] = { "cell.code_ambiguous", FINDING_ERROR,
		"it stands for more than one code; expected a published code" },
	[CELL_RULE_CODE_OF_ANOTHER_YEAR] = { "cell.code_of_another_year", FINDING_WARNING,
		"the code is not of this collection year; it is taken as what it means in its "
		"own" },
	[CELL_RULE_FAULT] = { "cell.fault", FINDING_WARNING,
		"a formula failed; the value is missing" },
	[CELL_RULE_MANY_VALUES] = { "cell.many_values", FINDING_WARNING,
		"the source had more than one value; none came" },
};

static void doubt(const struct cell_task *task, enum cell_rule rule)
{
	record_cells_doubt(task->cells, task->field, task->column, task->text, &RULES[rule]);
}

static void read_date(const struct cell_task *task)
{
	struct cell_date date;
	if (cell_read_date(task->text, task->cells->is_1904, &date) != CELL_VALUE)
		doubt(task, CELL_RULE_DATE);
	else if (date.precision != CELL_PRECISION_DAY)
		doubt(task, CELL_RULE_DATE_PARTS);
	else
		record_set_date(&task->cells->row, task->field, date.date);
}

/* A time is the clock's in England, unless the source writes an offset. */
static void read_instant(const struct cell_task *task)
{
	struct record_row *row = &task->cells->row;
	struct instant at;
	struct cell_date date;
	if (instant_parse(task->text, &at, NULL) == OK)
		record_set_instant(row, task->field, at);
	else if (cell_read_date(task->text, task->cells->is_1904, &date) != CELL_VALUE ||
	         date.precision != CELL_PRECISION_DAY)
		doubt(task, CELL_RULE_INSTANT);
	else
		record_set_instant(row, task->field, instant_in_england(date.date, date.seconds));
}

static void read_partial(const struct cell_task *task)
{
	char *out = task->cells->scratch[task->field];
	struct cell_date date;
	if (cell_read_date(task->text, task->cells->is_1904, &date) != CELL_VALUE) {
		doubt(task, CELL_RULE_PARTIAL);
		return;
	}
	date_print_iso(date.date, out);
	if (date.precision == CELL_PRECISION_UNKNOWN)
		snprintf(out, RECORD_CELL_SCRATCH_BYTES, "ZZZZ-ZZ-ZZ");
	else if (date.precision == CELL_PRECISION_YEAR)
		memcpy(out + strlen("2021-"), "ZZ-ZZ", strlen("ZZ-ZZ"));
	else if (date.precision == CELL_PRECISION_MONTH)
		memcpy(out + strlen("2021-05-"), "ZZ", strlen("ZZ"));
	record_set_text(&task->cells->row, task->field, str_of(out));
}

static void read_flag(const struct cell_task *task)
{
	bool flag;
	switch (cell_read_boolean(task->text, &flag)) {
	case CELL_VALUE:
		record_set_number(&task->cells->row, task->field, flag);
		break;
	case CELL_UNREADABLE:
		doubt(task, CELL_RULE_FLAG);
		break;
	case CELL_MISSING: /* "unknown": said, and what a missing field means */
		break;
	}
}

static void read_number(const struct cell_task *task)
{
	int64_t number;
	if (cell_read_whole(task->text, &number) != CELL_VALUE)
		doubt(task, CELL_RULE_WHOLE);
	else if (number < 0)
		doubt(task, CELL_RULE_NEGATIVE);
	else
		record_set_number(&task->cells->row, task->field, number);
}

/* A number in its one spelling: 3.50 is 3.5, 1,250 is 1250. */
static void read_decimal(const struct cell_task *task)
{
	double number;
	char *out = task->cells->scratch[task->field];
	if (cell_read_decimal(task->text, &number) != CELL_VALUE) {
		doubt(task, CELL_RULE_NUMBER);
		return;
	}
	int len = snprintf(out, RECORD_CELL_SCRATCH_BYTES, "%.6f", number);
	if (len < 0 || len >= RECORD_CELL_SCRATCH_BYTES) {
		doubt(task, CELL_RULE_LARGE);
		return;
	}
	struct str text = { out, (size_t)len };
	while (text.ptr[text.len - 1] == '0')
		text.len--;
	if (text.ptr[text.len - 1] == '.')
		text.len--;
	record_set_text(&task->cells->row, task->field, text);
}

/* A label with plain spaces for no-break ones, so that one worker is not two. */
static void read_label(const struct cell_task *task)
{
	static const char NO_BREAK[] = "\xC2\xA0";
	struct str text = task->text;
	if (memmem(text.ptr, text.len, NO_BREAK, strlen(NO_BREAK))) {
		char *plain = text.len < RECORD_CELL_SCRATCH_BYTES
		                      ? task->cells->scratch[task->field]
		                      : arena_new(&task->cells->arena, text.len, 1);
		size_t len = 0;
		for (size_t i = 0; i < text.len; i++) {
			bool is_break = i + 1 < text.len && memcmp(text.ptr + i, NO_BREAK, 2) == 0;
			plain[len++] = is_break ? ' ' : text.ptr[i];
			i += is_break;
		}
		text = (struct str){ plain, len };
	}
	record_set_text(&task->cells->row, task->field, text);
}

/* True when the cell was dealt with, as a code or as a doubt. */
static bool read_code(const struct cell_task *task)
{
	const struct record_code *code = NULL;
	switch (record_code_read(task->spec->code_set, task->text, task->cells->year, &code)) {
	case RECORD_CODE_FOUND:
		record_set_text(&task->cells->row, task->field, str_of(code->code));
		return true;
	case RECORD_CODE_OLD:
		record_set_text(&task->cells->row, task->field, str_of(code->code));
		doubt(task, CELL_RULE_CODE_OF_ANOTHER_YEAR);
		return true;
	case RECORD_CODE_AMBIGUOUS:
		doubt(task, CELL_RULE_CODE_AMBIGUOUS);
		return true;
	case RECORD_CODE_UNKNOWN:
		break;
	}
	return false;
}

/* ---- a cell ---- */

/* The cell says that it says nothing; told once for a column. */
static void note_mark(const struct cell_task *task)
{
	bool *told = &task->cells->mark_is_told[task->cells->row.type][task->field];
	if (*told)
		return;
	*told = true;
	finding_add(task->cells->findings,
	            (struct finding){ .rule = "cell.absent_mark", .severity = FINDING_NOTE,
	                              .file = task->cells->file,
	                              .row = task->cells->row.number, .column = task->column },
	            "'%.*s' is read as nothing, here and below", STR_ARGS(task->text));
}

/* True when the text says nothing that a field could hold. */
static bool is_absent(const struct cell_task *task)
{
	switch (cell_absence(task->text)) {
	case CELL_ABSENCE_NONE:
		return false;
	case CELL_ABSENCE_EMPTY:
		break;
	case CELL_ABSENCE_MARK:
		note_mark(task);
		break;
	case CELL_ABSENCE_FAULT:
		doubt(task, CELL_RULE_FAULT);
		break;
	case CELL_ABSENCE_MANY_VALUES:
		doubt(task, CELL_RULE_MANY_VALUES);
		break;
	}
	return true;
}

void record_cells_read(struct record_cells *cells, int field, struct str column, struct str text)
{
	const struct record_field *spec = &record_type_spec(cells->row.type)->fields[field];
	const struct cell_task task = { cells, field, spec, column, str_trim(text) };
	if (task.text.len == 0)
		return;
	/* NONE is a code of disability, and otherwise a mark of absence: codes come first. */
	if (spec->kind == RECORD_CODE && read_code(&task))
		return;
	if (is_absent(&task))
		return;
	switch (spec->kind) {
	case RECORD_DATE:
		read_date(&task);
		break;
	case RECORD_INSTANT:
		read_instant(&task);
		break;
	case RECORD_PARTIAL:
		read_partial(&task);
		break;
	case RECORD_CODE:
		doubt(&task, CELL_RULE_CODE_UNKNOWN);
		break;
	case RECORD_FLAG:
		read_flag(&task);
		break;
	case RECORD_NUMBER:
		read_number(&task);
		break;
	case RECORD_DECIMAL:
		read_decimal(&task);
		break;
	case RECORD_REF:
		record_set_text(&cells->row, field, cell_identifier(task.text));
		break;
	case RECORD_LABEL:
		read_label(&task);
		break;
	case RECORD_SECRET:
		record_set_text(&cells->row, field, task.text);
		break;
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
}

/* ---- what has no field ---- */

static void add_json_text(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '"' || c == '\\')
			buf_add_char(out, '\\');
		if ((unsigned char)c < 0x20)
			buf_format(out, "\\u%04x", (unsigned)c);
		else
			buf_add_char(out, c);
	}
	buf_add_char(out, '"');
}

void record_cells_keep(struct record_cells *cells, struct str column, struct str text)
{
	text = str_trim(text);
	if (text.len == 0)
		return;
	buf_add_char(&cells->extra, cells->extra.len ? ',' : '{');
	add_json_text(&cells->extra, str_trim(column));
	buf_add_char(&cells->extra, ':');
	add_json_text(&cells->extra, text);
}

enum status record_cells_hand_on(struct record_cells *cells, struct err *err)
{
	if (cells->extra.len) {
		buf_add_char(&cells->extra, '}');
		enum status st = buf_check(&cells->extra, "the columns that no field holds", err);
		if (st != OK)
			return err_wrap(err, st, "row %lld", (long long)cells->row.number);
		cells->row.extra = buf_view(&cells->extra);
	}
	for (size_t i = 0; i < cells->doubt_count; i++) {
		const struct record_cell_doubt *noted = &cells->doubts[i];
		enum status st = cells->sink->doubt(cells->sink->context, &cells->row,
		                                    noted->field, noted->text, &noted->what, err);
		if (st != OK)
			return st;
	}
	return cells->sink->row(cells->sink->context, &cells->row, err);
}
