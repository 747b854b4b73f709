#include "intake/ssda903_file.h"

#include <assert.h>

#include "intake/cell.h"
#include "intake/ssda903_begin.h"
#include "intake/ssda903_rows.h"
#include "intake/table_stream.h"

enum {
	HEAD_ROWS = 8,        /* in which the headings and the first row of a table stand */
	NAMES_MAX_BYTES = 512, /* of columns, in a finding */
};

/* A table of the return: a file and its columns. */
struct part {
	const struct format *member;
	enum ssda903_table table;
	struct str file;
	int64_t header_row;
	struct ssda903_cell columns[SSDA903_CELLS_MAX]; /* texts are empty */
	size_t column_count;
	bool is_empty;
	int64_t nameless; /* rows without a child, and the first of them */
	int64_t nameless_row;
};

struct reader {
	const struct record_reading *reading;
	struct arena arena;
	struct ssda903_rows rows;
	struct part *parts;
	size_t part_count;
	struct part *part; /* in hand */
};

static void tell(const struct reader *r, const char *rule, enum finding_severity severity,
                 const struct part *part, const char *message)
{
	finding_add(r->reading->findings,
	            (struct finding){ .rule = rule, .severity = severity, .file = part->file,
	                              .row = part->header_row }, "%s", message);
}

/* ---- columns ---- */

static bool is_taken(const struct part *part, const struct ssda903_column *column)
{
	for (size_t i = 0; i < part->column_count; i++)
		if (part->columns[i].column == column)
			return true;
	return false;
}

static enum status find_columns(struct reader *r, struct part *part,
                                const struct grid_row *heads, struct err *err)
{
	if (heads->count > SSDA903_CELLS_MAX)
		return err_set(err, E_LIMIT, "%.*s: row %lld has %zu columns; an SSDA903 table has "
		               "no more than %d", STR_ARGS(part->file), (long long)heads->number,
		               heads->count, SSDA903_CELLS_MAX);
	for (size_t i = 0; i < heads->count; i++) {
		struct str name = arena_text(&r->arena, grid_text(heads, i));
		const struct ssda903_column *column = ssda903_column_find(part->table, name);
		if (name.len == 0)
			name = arena_format(&r->arena, "column %zu", i + 1);
		if (column && is_taken(part, column))
			column = NULL;
		part->columns[part->column_count++] = (struct ssda903_cell){ .column = column,
			                                                     .name = name };
	}
	return OK;
}

static void add_name(struct buf *names, struct str name)
{
	buf_format(names, "%s%.*s", names->len ? ", " : "", STR_ARGS(name));
}

static void tell_columns(struct reader *r, const struct part *part)
{
	const struct ssda903_spec *spec = ssda903_spec(part->table);
	auto_buf unknown = buf_init(NAMES_MAX_BYTES);
	auto_buf missing = buf_init(NAMES_MAX_BYTES);
	struct str name;
	for (size_t i = 0; i < part->column_count; i++)
		if (!part->columns[i].column)
			add_name(&unknown, part->columns[i].name);
	for (size_t i = 0; i < spec->column_count; i++) {
		struct str names = str_of(spec->columns[i].names);
		if (spec->columns[i].is_required && !is_taken(part, &spec->columns[i]) &&
		    str_split(&names, '|', &name))
			add_name(&missing, name);
	}
	struct finding what = { .severity = FINDING_NOTE, .file = part->file,
		                .row = part->header_row };
	what.rule = "ssda903.columns_unknown";
	if (unknown.len)
		finding_add(r->reading->findings, what,
		            "%.*s: not a column of the table, or there twice; kept with each row, "
		            "and no figure uses it", STR_ARGS(buf_view(&unknown)));
	what.rule = "ssda903.columns_missing";
	what.severity = FINDING_WARNING;
	if (missing.len)
		finding_add(r->reading->findings, what,
		            "%.*s: the table should have it and has not; it is missing in every row",
		            STR_ARGS(buf_view(&missing)));
}

static bool has_child_column(const struct part *part)
{
	for (size_t i = 0; i < part->column_count; i++)
		if (part->columns[i].column && part->columns[i].column->role == SSDA903_CHILD)
			return true;
	return false;
}

static enum status read_head(struct reader *r, struct part *part, struct table_stream *stream,
                             struct err *err)
{
	struct table_head head;
	const struct grid_row *heads = NULL;
	part->is_empty = true;
	enum status st = table_stream_peek(stream, part->member->sheets[0].sheet, HEAD_ROWS,
	                                   &r->arena, &head, err);
	for (size_t i = 0; st == OK && i < head.count; i++) {
		if (heads)
			part->is_empty = false;
		else if (head.rows[i].number >= part->header_row)
			heads = &head.rows[i];
	}
	if (st != OK)
		return st;
	if (!heads)
		return err_set(err, E_INPUT, "%.*s: it has no row of column names",
		               STR_ARGS(part->file));
	part->header_row = heads->number;
	st = find_columns(r, part, heads, err);
	if (st == OK && !has_child_column(part))
		st = err_set(err, E_INPUT, "%.*s: row %lld: there is no column CHILD",
		             STR_ARGS(part->file), (long long)part->header_row);
	return st;
}

static enum status prepare_part(struct reader *r, struct part *part, struct err *err)
{
	auto_table_stream stream = NULL;
	enum status st = table_stream_open(part->member->path, &stream, err);
	if (st != OK)
		return st;
	part->file = arena_text(&r->arena, table_stream_name(stream));
	st = read_head(r, part, stream, err);
	if (st != OK)
		return st;
	tell_columns(r, part);
	if (part->is_empty)
		tell(r, "ssda903.empty_table", FINDING_WARNING, part,
		     "the table is empty; that says nothing about what it would hold");
	return OK;
}

/* ---- rows ---- */

static struct str child_of(const struct part *part, const struct grid_row *row)
{
	for (size_t i = 0; i < part->column_count; i++)
		if (part->columns[i].column && part->columns[i].column->role == SSDA903_CHILD)
			return cell_identifier(grid_text(row, i));
	return (struct str){ 0 };
}

static bool is_blank(const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (grid_text(row, i).len)
			return false;
	return true;
}

static enum status take_seeker(void *context, const struct grid_row *row, struct err *err)
{
	(void)err;
	struct reader *r = context;
	struct str child = child_of(r->part, row);
	if (row->number > r->part->header_row && child.len)
		ssda903_rows_note_seeker(&r->rows, child);
	return OK;
}

/* The cells of a row under their columns; those beyond the last column have none. */
static enum status add_row(struct reader *r, const struct grid_row *row, struct str child,
                           struct err *err)
{
	struct ssda903_cell cells[SSDA903_CELLS_MAX];
	size_t count = row->count > r->part->column_count ? row->count : r->part->column_count;
	if (count > SSDA903_CELLS_MAX)
		return err_set(err, E_LIMIT, "%.*s: row %lld has %zu cells; an SSDA903 table has no "
		               "more than %d columns", STR_ARGS(r->part->file),
		               (long long)row->number, count, SSDA903_CELLS_MAX);
	for (size_t i = 0; i < count; i++) {
		cells[i] = i < r->part->column_count
		                   ? r->part->columns[i]
		                   : (struct ssda903_cell){ .name = STR("(beyond the last column)") };
		cells[i].text = grid_text(row, i);
	}
	const struct ssda903_line line = {
		.table = r->part->table, .number = row->number, .child = child, .cells = cells,
		.count = count, .is_short = !row->is_sparse && row->count < r->part->column_count,
	};
	return ssda903_rows_add(&r->rows, &line, err);
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reader *r = context;
	if (row->number <= r->part->header_row || is_blank(row))
		return OK;
	struct str child = child_of(r->part, row);
	if (child.len)
		return add_row(r, row, child, err);
	if (r->part->nameless++ == 0)
		r->part->nameless_row = row->number;
	return OK;
}

static enum status read_part(struct reader *r, struct part *part,
                             enum status (*take)(void *, const struct grid_row *, struct err *),
                             struct err *err)
{
	auto_table_stream stream = NULL;
	struct grid_sink sink = { r, take };
	r->part = part;
	enum status st = table_stream_open(part->member->path, &stream, err);
	if (st != OK)
		return st;
	r->rows.cells.file = part->file;
	r->rows.cells.is_1904 = table_stream_is_1904(stream);
	return table_stream_read(stream, part->member->sheets[0].sheet, &sink, err);
}

static void tell_nameless(const struct reader *r, const struct part *part)
{
	if (part->nameless)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "ssda903.no_child", .severity = FINDING_ERROR,
		                              .file = part->file, .row = part->nameless_row,
		                              .column = STR("CHILD") },
		            "%lld rows name no child, the first of them here; they could not be "
		            "taken", (long long)part->nameless);
}

/* ---- the return ---- */

static enum status prepare(struct reader *r, struct err *err)
{
	const struct format_set *set = r->reading->set;
	r->parts = arena_new(&r->arena, set->count, sizeof(*r->parts));
	enum status st = OK;
	for (size_t i = 0; i < set->count && st == OK; i++) {
		struct part *part = &r->parts[r->part_count++];
		assert(set->members[i].part >= 0 && set->members[i].part < SSDA903_TABLE_COUNT);
		part->member = &set->members[i];
		part->table = (enum ssda903_table)set->members[i].part;
		part->header_row = set->members[i].sheets[0].header_row;
		st = prepare_part(r, part, err);
	}
	return st;
}

/* Tables in the order of enum ssda903_table, whatever order the files came in: the header
 * first, because the others are held against it. */
static enum status read_tables(struct reader *r, struct err *err)
{
	enum status st = OK;
	for (size_t i = 0; i < r->part_count && st == OK; i++)
		if (r->parts[i].table == SSDA903_UASC)
			st = read_part(r, &r->parts[i], take_seeker, err);
	for (int table = 0; table < SSDA903_TABLE_COUNT; table++)
		for (size_t i = 0; i < r->part_count && st == OK; i++) {
			if (r->parts[i].table != (enum ssda903_table)table)
				continue;
			st = read_part(r, &r->parts[i], take_row, err);
			tell_nameless(r, &r->parts[i]);
		}
	return st;
}

enum status ssda903_file_read(const struct record_reading *reading, struct err *err)
{
	assert(reading->set->kind == FORMAT_SSDA903_CSV);
	struct reader r = { .reading = reading };
	bool has_rows[SSDA903_TABLE_COUNT] = { false };
	ssda903_rows_init(&r.rows, reading, ssda903_year(reading));
	enum status st = prepare(&r, err);
	for (size_t i = 0; i < r.part_count; i++)
		has_rows[r.parts[i].table] |= !r.parts[i].is_empty;
	if (st == OK)
		st = ssda903_begin(reading, r.rows.year, has_rows, err);
	if (st == OK)
		st = read_tables(&r, err);
	ssda903_rows_deinit(&r.rows);
	arena_deinit(&r.arena);
	return st;
}
