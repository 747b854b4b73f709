#include "intake/annex_a_file.h"

#include <inttypes.h>
#include <string.h>

#include "intake/annex_a_list.h"
#include "intake/record_people.h"
#include "intake/cell.h"
#include "intake/lost_lines.h"
#include "intake/table_stream.h"
#include "record/code_set.h"

enum {
	HEAD_ROWS = 64,      /* looked at for the headings */
	FAR_AHEAD_MONTHS = 6, /* a day that far behind all others is a slip, not the extract's */
};

/* One list as it was found: where its columns stand. */
struct part {
	const char *path;
	size_t sheet;
	int number;          /* 1 to FORMAT_ANNEX_A_LISTS */
	int64_t header_row;
	const struct annex_a_list *list;
	struct str file;     /* as findings name it: "Annex_A.xlsx, List 3" */
	bool is_empty;       /* no line below the headings */
	size_t place[ANNEX_A_COLUMNS_MAX]; /* of each column; SIZE_MAX: not there */
	struct str *headings;              /* of each place; "column 7" for a blank one */
	size_t heading_count;
	bool is_known[GRID_MAX_COLUMNS];   /* whether the place is a column of the list */
	enum annex_a_row rows[ANNEX_A_ROW_COUNT]; /* what a line may give, in order */
	size_t row_count;
};

/* The latest day that the lists speak of, and where it stands. */
struct latest {
	int32_t date;
	int64_t row;
	const struct part *part;
	size_t column;
};

struct reader {
	const struct record_reading *reading;
	struct arena arena;
	struct table_stream *stream; /* open, so that a workbook's texts are read once */
	const char *stream_path;
	struct part *parts;
	size_t part_count;
	struct record_cells cells;
	struct record_people people;
	int32_t as_at; /* DATE_NONE: not known */
	bool as_at_is_given;

	const struct part *part; /* being read */
	bool is_1904;
	bool exists[ANNEX_A_ROW_COUNT]; /* which rows the line gives */
	struct lost_lines lost;         /* of the list */
	struct latest latest;           /* of all lines */
	struct latest second;           /* of all lines but that one */
};

/* Opens a member, unless it is open already. */
static enum status open_member(struct reader *r, const char *path, struct err *err)
{
	if (r->stream_path == path)
		return OK;
	table_stream_close(&r->stream);
	r->stream_path = NULL;
	enum status st = table_stream_open(path, &r->stream, err);
	if (st == OK)
		r->stream_path = path;
	return st;
}

/* ---- preparing: which columns stand where ---- */

static struct str heading_at(const struct grid_row *row, size_t index, struct arena *arena)
{
	struct str text = grid_text(row, index);
	return text.len ? arena_text(arena, text) : arena_format(arena, "column %zu", index + 1);
}

static void find_rows(struct part *part)
{
	bool is_seen[ANNEX_A_ROW_COUNT] = { false };
	for (size_t c = 0; c < part->list->column_count; c++)
		for (size_t f = 0; f < ANNEX_A_FEEDS_MAX; f++) {
			enum annex_a_row row = part->list->columns[c].feeds[f].row;
			if (row == ANNEX_A_NO_ROW || is_seen[row])
				continue;
			is_seen[row] = true;
			part->rows[part->row_count++] = row;
		}
}

static void find_columns(struct reader *r, struct part *part, const struct grid_row *heads)
{
	bool by_place[ANNEX_A_COLUMNS_MAX];
	struct str *plain = arena_new(&r->arena, heads->count + 1, sizeof(*plain));
	part->headings = arena_new(&r->arena, heads->count + 1, sizeof(*part->headings));
	part->heading_count = heads->count;
	for (size_t i = 0; i < heads->count; i++) {
		part->headings[i] = heading_at(heads, i, &r->arena);
		plain[i] = cell_header(grid_text(heads, i), &r->arena);
	}
	annex_a_find_columns(part->list, plain, heads->count, part->place, by_place);
	for (size_t c = 0; c < part->list->column_count; c++) {
		size_t at = part->place[c];
		if (at == SIZE_MAX)
			continue;
		part->is_known[at] = true;
		if (!by_place[c])
			continue;
		struct finding finding = { .rule = "annex_a.column_by_place",
			                   .severity = FINDING_WARNING,
			                   .file = part->file,
			                   .row = part->header_row,
			                   .column = part->headings[at] };
		finding_add(
			r->reading->findings, finding,
			"this heading is not Ofsted's; the column was taken for '%s' because of "
			"its place",
			part->list->columns[c].title);
	}
}

static void add_name(struct buf *names, struct str name)
{
	buf_format(names, "%s'%.*s'", names->len ? ", " : "", STR_ARGS(name));
}

static void tell_columns(struct reader *r, const struct part *part)
{
	enum { NAMES_MAX_BYTES = 64 * 1024 };
	auto_buf missing = buf_init(NAMES_MAX_BYTES);
	auto_buf unknown = buf_init(NAMES_MAX_BYTES);
	for (size_t c = 0; c < part->list->column_count; c++)
		if (part->place[c] == SIZE_MAX)
			add_name(&missing, str_of(part->list->columns[c].title));
	for (size_t i = 0; i < part->heading_count; i++)
		if (!part->is_known[i])
			add_name(&unknown, part->headings[i]);
	struct finding finding = { .severity = FINDING_NOTE,
		                   .file = part->file,
		                   .row = part->header_row };
	finding.rule = "annex_a.columns_missing";
	if (missing.len)
		finding_add(r->reading->findings, finding,
		            "columns of Ofsted's that the list does not have: %.*s; nothing is "
		            "known of them",
		            STR_ARGS(buf_view(&missing)));
	finding.rule = "annex_a.columns_unknown";
	if (unknown.len)
		finding_add(r->reading->findings, finding,
		            "columns that are not Ofsted's: %.*s; what they say is kept beside the "
		            "records",
		            STR_ARGS(buf_view(&unknown)));
}

static enum status check_child(const struct part *part, struct err *err)
{
	for (size_t c = 0; c < part->list->column_count; c++)
		if (part->list->columns[c].role == ANNEX_A_CHILD && part->place[c] == SIZE_MAX)
			return err_set(err, E_INPUT,
			               "%.*s: row %" PRId64 ": no column '%s'; expected one, with "
			               "each child's identifier",
			               STR_ARGS(part->file), part->header_row,
			               part->list->columns[c].title);
	return OK;
}

/* Finds the headings of a list and whether anything stands below them. */
static enum status prepare_part(struct reader *r, struct table_stream *stream,
                                struct part *part, struct err *err)
{
	struct table_head head;
	enum status st = table_stream_peek(stream, part->sheet, HEAD_ROWS, &r->arena, &head, err);
	if (st != OK)
		return st;
	const struct grid_row *heads = NULL;
	part->is_empty = true;
	for (size_t i = 0; i < head.count; i++) {
		if (!heads && head.rows[i].number >= part->header_row)
			heads = &head.rows[i];
		else if (heads)
			part->is_empty = false;
	}
	if (!heads)
		return err_set(err, E_INPUT,
		               "%.*s: no headings; expected those of Ofsted's List %d",
		               STR_ARGS(part->file), part->number);
	part->header_row = heads->number;
	part->list = annex_a_list(part->number);
	find_rows(part);
	find_columns(r, part, heads);
	st = check_child(part, err);
	if (st != OK)
		return st;
	tell_columns(r, part);
	if (part->is_empty)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "annex_a.empty_list",
		                              .severity = FINDING_WARNING,
		                              .file = part->file },
		            "the list is empty; that says nothing about what it would hold");
	return OK;
}

static void add_part(struct reader *r, struct table_stream *stream, const struct format *member,
                     const struct format_sheet *sheet)
{
	struct part *part = &r->parts[r->part_count++];
	struct str name = table_stream_name(stream);
	*part = (struct part){
		.path = member->path,
		.sheet = sheet->sheet,
		.number = sheet->part,
		.header_row = sheet->header_row,
	};
	part->file = table_stream_is_workbook(stream) ? arena_format(&r->arena, "%.*s, List %d",
	                                                             STR_ARGS(name), part->number)
	                                              : arena_text(&r->arena, name);
}

static enum status prepare_member(struct reader *r, const struct format *member, struct err *err)
{
	enum status st = open_member(r, member->path, err);
	if (st != OK)
		return st;
	size_t first = r->part_count;
	for (size_t i = 0; i < member->sheet_count; i++)
		add_part(r, r->stream, member, &member->sheets[i]);
	for (size_t i = first; i < r->part_count && st == OK; i++)
		st = prepare_part(r, r->stream, &r->parts[i], err);
	return st;
}

static enum status prepare(struct reader *r, struct err *err)
{
	const struct format_set *set = r->reading->set;
	size_t most = 0;
	for (size_t i = 0; i < set->count; i++)
		most += set->members[i].sheet_count;
	r->parts = arena_new(&r->arena, most, sizeof(*r->parts));
	enum status st = OK;
	for (size_t i = 0; i < set->count && st == OK; i++)
		st = prepare_member(r, &set->members[i], err);
	return st;
}

/* ---- every line of every list ---- */

typedef enum status line_fn(void *context, const struct grid_row *row, struct err *err);

static bool is_blank(const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (grid_text(row, i).len)
			return false;
	return true;
}

/* The text of column `c` of the list; empty when it is not there. */
static struct str cell_of(const struct reader *r, const struct grid_row *row, size_t c)
{
	size_t at = r->part->place[c];
	return at == SIZE_MAX ? (struct str){ 0 } : grid_text(row, at);
}

/* Calls `line` for the lines of every list. The lists of a workbook stand together. */
static enum status read_parts(struct reader *r, line_fn *line, struct err *err)
{
	struct grid_sink sink = { r, line };
	for (size_t i = 0; i < r->part_count; i++) {
		r->part = &r->parts[i];
		enum status st = open_member(r, r->part->path, err);
		if (st == OK) {
			r->is_1904 = table_stream_is_1904(r->stream);
			st = table_stream_read(r->stream, r->part->sheet, &sink, err);
		}
		lost_lines_end(&r->lost, r->reading->findings,
		               (struct finding){ .rule = "annex_a.no_child",
		                                 .file = r->part->file });
		if (st != OK)
			return st;
	}
	return OK;
}

/* ---- the day of the extract ---- */

static enum status date_line(void *context, const struct grid_row *row, struct err *err)
{
	struct reader *r = context;
	(void)err;
	if (row->number <= r->part->header_row)
		return OK;
	struct latest mine = { .date = DATE_NONE, .row = row->number, .part = r->part };
	for (size_t c = 0; c < r->part->list->column_count; c++) {
		struct cell_date date;
		if (r->part->list->columns[c].role != ANNEX_A_PAST ||
		    cell_read_date(cell_of(r, row, c), r->is_1904, &date) != CELL_VALUE ||
		    date.precision != CELL_PRECISION_DAY || date.date <= mine.date)
			continue;
		mine.date = date.date;
		mine.column = c;
	}
	if (mine.date > r->latest.date) {
		r->second = r->latest;
		r->latest = mine;
	} else if (mine.date > r->second.date) {
		r->second = mine;
	}
	return OK;
}

static void tell_as_at(struct reader *r, const char *rule, enum finding_severity severity,
                       const struct latest *at, const char *words)
{
	char date[DATE_TEXT_BYTES];
	struct finding finding = { .rule = rule,
		                   .severity = severity,
		                   .file = at->part->file,
		                   .row = at->row,
		                   .column = str_of(at->part->list->columns[at->column].title) };
	finding_add(r->reading->findings, finding, "%s%s", words, date_print_iso(at->date, date));
}

static enum status find_as_at(struct reader *r, struct err *err)
{
	r->as_at = r->reading->as_at;
	r->as_at_is_given = r->as_at != DATE_NONE;
	if (r->as_at_is_given)
		return OK;
	r->latest.date = DATE_NONE;
	r->second.date = DATE_NONE;
	enum status st = read_parts(r, date_line, err);
	if (st != OK || r->latest.date == DATE_NONE)
		return st;
	int32_t furthest;
	struct latest *chosen = &r->latest;
	if (r->second.date != DATE_NONE &&
	    date_add_months(r->second.date, FAR_AHEAD_MONTHS, &furthest, NULL) == OK &&
	    r->latest.date > furthest) {
		tell_as_at(
			r, "annex_a.as_at_outlier", FINDING_WARNING, &r->latest,
			"a day that lies more than six months behind all others was not taken for "
			"the day of the extract: ");
		chosen = &r->second;
	}
	r->as_at = chosen->date;
	tell_as_at(
		r, "annex_a.as_at", FINDING_NOTE, chosen,
		"no day of the extract was given, so the latest day in it was taken, by which its "
		"coverage is counted: ");
	return OK;
}

static enum status cover(struct reader *r, const struct annex_a_cover *what, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	struct record_coverage coverage = { .type = what->type, .kind = what->kind,
		                            .to = r->as_at };
	int32_t before;
	if (what->months == 0 || r->as_at == DATE_NONE ||
	    date_add_months(r->as_at, -what->months, &before, NULL) != OK)
		return OK;
	coverage.from = before + 1;
	return sink->cover(sink->context, &coverage, err);
}

static enum status begin(struct reader *r, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	struct record_file file = { .source = RECORD_SOURCE_ANNEX_A, .reference_day = r->as_at };
	file.words = arena_format(&r->arena, "Annex A, %zu list%s", r->part_count,
	                          r->part_count == 1 ? "" : "s");
	enum status st = sink->begin(sink->context, &file, err);
	for (size_t i = 0; i < r->part_count && st == OK; i++)
		for (size_t k = 0; k < ANNEX_A_COVERS_MAX && st == OK; k++)
			if (!r->parts[i].is_empty)
				st = cover(r, &r->parts[i].list->covers[k], err);
	return st;
}

/* ---- a line of a list becomes rows ---- */

static size_t column_feeding(const struct part *part, enum annex_a_row row, int field)
{
	for (size_t c = 0; c < part->list->column_count; c++)
		for (size_t f = 0; f < ANNEX_A_FEEDS_MAX; f++) {
			const struct annex_a_feed *feed = &part->list->columns[c].feeds[f];
			if (feed->row == row && feed->field == field)
				return c;
		}
	return SIZE_MAX;
}

static bool is_absent(struct str text)
{
	enum cell_absence absence = cell_absence(text);
	return absence == CELL_ABSENCE_EMPTY || absence == CELL_ABSENCE_MARK;
}

static int32_t day_of(const struct reader *r, const struct grid_row *row, int field)
{
	struct cell_date day = { .date = DATE_NONE };
	struct str text = cell_of(r, row, column_feeding(r->part, ANNEX_A_NEED, field));
	return cell_read_date(text, r->is_1904, &day) == CELL_VALUE ? day.date : DATE_NONE;
}

/* A child was last seen on a visit of whatever kind. That it was one to a child in need can
 * be told of a child with such a plan alone, and not of a day before its need began; of
 * others the lists of their plans and their care tell. */
static bool is_need_visit(const struct reader *r, const struct grid_row *row)
{
	const struct record_code *status = NULL;
	struct str text = cell_of(r, row, column_feeding(r->part, ANNEX_A_NEED, NEED_STATUS));
	int32_t started = day_of(r, row, NEED_STARTED);
	int32_t seen = day_of(r, row, NEED_LAST_SEEN);
	if (record_code_read(RECORD_CODES_CASE_STATUS, text, 0, &status) == RECORD_CODE_AMBIGUOUS ||
	    !status || !str_equal(str_of(status->code), STR("need_plan")))
		return false;
	return started == DATE_NONE || seen == DATE_NONE || seen >= started;
}

static bool line_gives(const struct reader *r, const struct grid_row *line, enum annex_a_row row)
{
	int needs = annex_a_row_spec(row)->needs;
	if (needs < 0)
		return true;
	if (is_absent(cell_of(r, line, column_feeding(r->part, row, needs))))
		return false;
	return row != ANNEX_A_NEED_VISIT || is_need_visit(r, line);
}

static void set_constants(struct reader *r, const struct annex_a_row_spec *spec)
{
	for (size_t i = 0; i < ANNEX_A_CONSTANTS_MAX; i++)
		if (spec->constants[i].text)
			record_set_text(&r->cells.row, spec->constants[i].field,
			                str_of(spec->constants[i].text));
}

static void fill_row(struct reader *r, const struct grid_row *line, enum annex_a_row row)
{
	const struct part *part = r->part;
	set_constants(r, annex_a_row_spec(row));
	for (size_t c = 0; c < part->list->column_count; c++)
		for (size_t f = 0; part->place[c] != SIZE_MAX && f < ANNEX_A_FEEDS_MAX; f++) {
			const struct annex_a_feed *feed = &part->list->columns[c].feeds[f];
			if (feed->row == row)
				record_cells_read(&r->cells, feed->field,
				                  part->headings[part->place[c]],
				                  cell_of(r, line, c));
		}
}

static int32_t date_of(const struct reader *r, const struct grid_row *line, enum annex_a_row row,
                       int field)
{
	struct cell_date date;
	struct str text = cell_of(r, line, column_feeding(r->part, row, field));
	if (cell_read_date(text, r->is_1904, &date) != CELL_VALUE ||
	    date.precision != CELL_PRECISION_DAY)
		return DATE_NONE;
	return date.date;
}

/* The current episode begins when both placement and legal status had begun, and with
 * the period of care when neither is known. */
static void set_episode_start(struct reader *r, const struct grid_row *line)
{
	int32_t placed = date_of(r, line, ANNEX_A_PLACEMENT, PLACEMENT_STARTED);
	int32_t status = date_of(r, line, ANNEX_A_LEGAL_STATUS, LEGAL_STATUS_STARTED);
	int32_t start = placed > status ? placed : status;
	if (start == DATE_NONE)
		start = date_of(r, line, ANNEX_A_CARE_PERIOD, CARE_PERIOD_STARTED);
	record_set_date(&r->cells.row, CARE_STARTED, start);
}

/* Whether a birth date gives the age on some day on which the extract may have been
 * made: the one that was said, else up to a month behind the latest day in it. */
static bool is_age(const struct reader *r, int32_t born, int64_t age)
{
	int32_t last = r->as_at;
	if (!r->as_at_is_given && date_add_months(r->as_at, 1, &last, NULL) != OK)
		last = r->as_at;
	return age >= date_age(born, r->as_at) && age <= date_age(born, last);
}

static const struct record_cell_rule AGE_IS_ANOTHER = {
	"annex_a.age", FINDING_WARNING,
	"the age is not that of the birth date on the day of the extract; the birth date was taken"
};

/* An age is worked out from the birth date. One that says something else is doubtful and
 * kept, as is one of a child whose birth date is not known. */
static void check_age(struct reader *r, const struct grid_row *line, size_t c)
{
	struct str text = cell_of(r, line, c);
	double age;
	int32_t born = date_of(r, line, ANNEX_A_PERSON, PERSON_BORN);
	enum cell_answer answer = cell_read_decimal(text, &age);
	if (answer == CELL_MISSING)
		return;
	bool can_tell = answer == CELL_VALUE && age >= -1 && age < 200;
	if (can_tell && born != DATE_NONE && r->as_at != DATE_NONE &&
	    is_age(r, born, (int64_t)age))
		return;
	struct str heading = r->part->headings[r->part->place[c]];
	record_cells_keep(&r->cells, heading, text);
	if (born != DATE_NONE)
		record_cells_doubt(&r->cells, -1, heading, text, &AGE_IS_ANOTHER);
}

static bool has_home(const struct reader *r, const struct annex_a_column *column)
{
	if (column->role == ANNEX_A_CHILD || column->role == ANNEX_A_AGE)
		return true;
	for (size_t f = 0; f < ANNEX_A_FEEDS_MAX; f++)
		if (column->feeds[f].row != ANNEX_A_NO_ROW && r->exists[column->feeds[f].row])
			return true;
	return false;
}

/* What no row of the line has a field for: columns that are not Ofsted's, and cells whose
 * only row is not there (a plan was made, but no conference was held). */
static void keep_rest(struct reader *r, const struct grid_row *line)
{
	const struct part *part = r->part;
	for (size_t c = 0; c < part->list->column_count; c++) {
		if (part->place[c] == SIZE_MAX)
			continue;
		if (part->list->columns[c].role == ANNEX_A_AGE)
			check_age(r, line, c);
		else if (!has_home(r, &part->list->columns[c]) && !is_absent(cell_of(r, line, c)))
			record_cells_keep(&r->cells, part->headings[part->place[c]],
			                  cell_of(r, line, c));
	}
	for (size_t i = 0; i < line->count; i++) {
		bool is_named = i < part->heading_count;
		if ((is_named && part->is_known[i]) || grid_text(line, i).len == 0)
			continue;
		struct str name = is_named ? part->headings[i] : STR("beyond the headings");
		record_cells_keep(&r->cells, name, grid_text(line, i));
	}
}

static enum status hand_on_row(struct reader *r, const struct grid_row *line,
                               enum annex_a_row row, struct str child, struct err *err)
{
	enum record_type type = annex_a_row_spec(row)->type;
	record_cells_start(&r->cells, type, child, line->number);
	fill_row(r, line, row);
	if (row == ANNEX_A_PERSON) {
		record_people_add(&r->people, &r->cells);
		return OK;
	}
	if (row == ANNEX_A_CARE)
		set_episode_start(r, line);
	if (row == r->part->list->main_row)
		keep_rest(r, line);
	return record_cells_hand_on(&r->cells, err);
}

static enum status take_line(void *context, const struct grid_row *line, struct err *err)
{
	struct reader *r = context;
	const struct part *part = r->part;
	if (line->number <= part->header_row || is_blank(line))
		return OK;
	r->cells.file = part->file;
	r->cells.is_1904 = r->is_1904;
	struct str child = { 0 };
	if (part->list->columns[0].role == ANNEX_A_CHILD) {
		child = cell_identifier(cell_of(r, line, 0));
		if (child.len == 0) {
			lost_lines_add(
				&r->lost, r->reading->findings,
				(struct finding){ .rule = "annex_a.no_child",
			                          .file = part->file,
			                          .row = line->number,
			                          .column = part->headings[part->place[0]] });
			return OK;
		}
	}
	for (size_t i = 0; i < part->row_count; i++)
		r->exists[part->rows[i]] = line_gives(r, line, part->rows[i]);
	enum status st = OK;
	for (size_t i = 0; i < part->row_count && st == OK; i++)
		if (r->exists[part->rows[i]])
			st = hand_on_row(r, line, part->rows[i], child, err);
	return st;
}

static enum status read_all(struct reader *r, struct err *err)
{
	enum status st = prepare(r, err);
	if (st == OK)
		st = find_as_at(r, err);
	if (st == OK)
		st = begin(r, err);
	if (st == OK)
		st = read_parts(r, take_line, err);
	if (st == OK)
		st = record_people_hand_on(&r->people, r->reading->sink, err);
	return st;
}

enum status annex_a_file_read(const struct record_reading *reading, struct err *err)
{
	struct reader r = { .reading = reading };
	record_cells_init(&r.cells, reading, reading->set->name);
	enum status st = read_all(&r, err);
	table_stream_close(&r.stream);
	record_cells_deinit(&r.cells);
	record_people_deinit(&r.people);
	arena_deinit(&r.arena);
	return st;
}
