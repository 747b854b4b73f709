#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/collection_year.h"
#include "intake/ssda903_begin.h"
#include "intake/ssda903_file.h"
#include "intake/ssda903_rows.h"
#include "intake/xml_parts.h"

enum {
	TOLD_MAX = 100, /* names of elements that a finding names */
	NAMES_MAX = 96, /* elements that are known */
};

/* Elements that are more than a column, by their place in `names`. */
enum { FRAME_COUNT = 3 };
static const char *const FRAME[FRAME_COUNT] = { "CHILD", "EXPSSDA903", "HEADER" };

/* The elements that are known: those above, and the columns of every table. */
struct vocabulary {
	const char *names[NAMES_MAX]; /* sorted, in capitals */
	size_t count;
	const struct ssda903_column *columns[SSDA903_TABLE_COUNT][NAMES_MAX];
	int child;
	int root;
	int header;
	int child_id;
	int seeker_ended; /* DUC */
	int began;        /* DECOM */
	int ended;        /* DEC */
};

struct reader {
	const struct record_reading *reading;
	struct str file;
	struct arena arena;
	struct vocabulary vocabulary;
	struct ssda903_rows rows;
	struct collection_tally tally; /* of the first reading */
	bool has_rows[SSDA903_TABLE_COUNT];
	struct map told;
	const struct xml_part *part; /* the child in hand */
	struct str child;
	int64_t children;
	int64_t nameless;
	int64_t nameless_line;
};

/* A row being gathered from elements. */
struct gathered {
	struct ssda903_cell cells[SSDA903_CELLS_MAX];
	struct ssda903_line line;
	bool says_something;
};

/* ---- names ---- */

static int find_name(const struct vocabulary *v, const char *name)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->names[i], name) == 0)
			return (int)i;
	return XML_UNKNOWN;
}

/* Adds a name in its place; one that is there already stays once. */
static void add_name(struct vocabulary *v, const char *name)
{
	size_t at = v->count;
	if (find_name(v, name) != XML_UNKNOWN)
		return;
	assert(v->count < NAMES_MAX);
	/* As names are compared without case, "_" comes before letters. */
	for (; at > 0 && strcasecmp(v->names[at - 1], name) > 0; at--)
		v->names[at] = v->names[at - 1];
	v->names[at] = name;
	v->count++;
}

static void add_columns(struct reader *r, enum ssda903_table table)
{
	const struct ssda903_spec *spec = ssda903_spec(table);
	for (size_t i = 0; i < spec->column_count; i++) {
		struct str rest = str_of(spec->columns[i].names), name;
		while (str_split(&rest, '|', &name))
			add_name(&r->vocabulary, arena_text(&r->arena, name).ptr);
	}
}

static void learn_names(struct reader *r)
{
	struct vocabulary *v = &r->vocabulary;
	for (size_t i = 0; i < FRAME_COUNT; i++)
		add_name(v, FRAME[i]);
	for (int table = 0; table < SSDA903_TABLE_COUNT; table++)
		add_columns(r, (enum ssda903_table)table);
	for (int table = 0; table < SSDA903_TABLE_COUNT; table++)
		for (size_t i = 0; i < v->count; i++)
			v->columns[table][i] = ssda903_column_find((enum ssda903_table)table,
			                                           str_of(v->names[i]));
	v->child = find_name(v, "CHILD");
	v->root = find_name(v, "EXPSSDA903");
	v->header = find_name(v, "HEADER");
	v->child_id = find_name(v, "CHILDID");
	v->seeker_ended = find_name(v, "DUC");
	v->began = find_name(v, "DECOM");
	v->ended = find_name(v, "DEC");
}

/* The column of the table that an element is; NULL: none. */
static const struct ssda903_column *column_of(const struct reader *r, enum ssda903_table table,
                                              const struct xml_node *node)
{
	return node->element == XML_UNKNOWN ? NULL
	                                    : r->vocabulary.columns[table][node->element];
}

/* ---- gathering ---- */

static bool is_of_person(const struct ssda903_column *column)
{
	return column->role == SSDA903_CHILD || column->role == SSDA903_BIRTH ||
	       column->role == SSDA903_SEX;
}

static enum status add_cell(struct gathered *row, const struct ssda903_column *column,
                            const struct xml_node *node, struct err *err)
{
	for (size_t i = 0; column && i < row->line.count; i++)
		if (row->cells[i].column == column)
			column = NULL; /* said twice: the first counts, the other is kept */
	if (row->line.count == SSDA903_CELLS_MAX)
		return err_set(err, E_LIMIT, "line %lld: more than %d elements in one place",
		               (long long)node->line, SSDA903_CELLS_MAX);
	row->cells[row->line.count++] = (struct ssda903_cell){ column, node->name, node->text };
	row->says_something |= node->text.len > 0;
	return OK;
}

static void tell_unknown(struct reader *r, const struct xml_node *node)
{
	int64_t known;
	if (r->told.count < TOLD_MAX && map_add(&r->told, node->name, 0, &known))
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "ssda903.element_unknown",
		                              .severity = FINDING_NOTE, .file = r->file,
		                              .row = node->line, .column = node->name },
		            "the element is not of the return; it is kept with the record that it "
		            "stands in, and no figure uses it");
}

/* The table whose columns the elements within a group are; SSDA903_TABLE_COUNT: none's. */
static enum ssda903_table table_of(const struct reader *r, const struct xml_node *group)
{
	enum ssda903_table best = SSDA903_TABLE_COUNT;
	size_t most = 0;
	for (int table = 0; table < SSDA903_TABLE_COUNT; table++) {
		size_t matches = 0;
		for (const struct xml_node *node = xml_first(r->part, group); node;
		     node = xml_next(r->part, node)) {
			const struct ssda903_column *column =
				column_of(r, (enum ssda903_table)table, node);
			matches += column && !is_of_person(column);
		}
		if (matches > most) {
			most = matches;
			best = (enum ssda903_table)table;
		}
	}
	return best;
}

static enum status hand_on(struct reader *r, struct gathered *row, struct err *err)
{
	row->line.cells = row->cells;
	return ssda903_rows_add(&r->rows, &row->line, err);
}

static struct gathered start_row(const struct reader *r, enum ssda903_table table,
                                 const struct xml_node *node)
{
	return (struct gathered){ .line = { .table = table, .number = node->line,
		                            .child = r->child } };
}

/* ---- what stands within a child ---- */

static bool is_group(const struct reader *r, const struct xml_node *node)
{
	return node->first && node->element != r->vocabulary.header &&
	       table_of(r, node) != SSDA903_TABLE_COUNT;
}

/* Gathers a table's columns from the elements around: those of the header, or such as no
 * table knows when `with_unknown`. Groups that are rows of their own are passed by. */
static enum status gather(struct reader *r, const struct xml_node *around,
                          struct gathered *row, bool with_unknown, struct err *err)
{
	enum status st = OK;
	for (const struct xml_node *node = xml_first(r->part, around); node && st == OK;
	     node = xml_next(r->part, node)) {
		if (is_group(r, node))
			continue;
		if (node->first) {
			st = gather(r, node, row, with_unknown, err);
			continue;
		}
		const struct ssda903_column *column = column_of(r, row->line.table, node);
		bool is_wanted = column && (row->line.table == SSDA903_HEADER
		                                    ? column->role != SSDA903_CHILD
		                                    : !is_of_person(column));
		bool is_unknown = with_unknown && node->element == XML_UNKNOWN;
		if (is_unknown)
			tell_unknown(r, node);
		if (is_wanted || is_unknown)
			st = add_cell(row, column, node, err);
	}
	return st;
}

/* The rows that stand in the header itself: who the child is, adoption, leaving care. */
static enum status add_header(struct reader *r, const struct xml_node *child, struct err *err)
{
	enum status st = OK;
	for (int table = 0; table < SSDA903_TABLE_COUNT && st == OK; table++) {
		struct gathered row = start_row(r, (enum ssda903_table)table, child);
		st = gather(r, child, &row, table == SSDA903_HEADER, err);
		if (st == OK && (row.says_something || table == SSDA903_HEADER))
			st = hand_on(r, &row, err);
	}
	return st;
}

/* A group is a row of the table whose columns it holds. */
static enum status add_group(struct reader *r, const struct xml_node *group, struct err *err)
{
	enum ssda903_table table = table_of(r, group);
	struct gathered row = start_row(r, table, group);
	enum status st = OK;
	for (const struct xml_node *node = xml_first(r->part, group); node && st == OK;
	     node = xml_next(r->part, node)) {
		const struct ssda903_column *column = column_of(r, table, node);
		if (!column)
			tell_unknown(r, node);
		if (!column || !is_of_person(column))
			st = add_cell(&row, column, node, err);
	}
	return st == OK && row.says_something ? hand_on(r, &row, err) : st;
}

static enum status add_groups(struct reader *r, const struct xml_node *around, struct err *err)
{
	enum status st = OK;
	for (const struct xml_node *node = xml_first(r->part, around); node && st == OK;
	     node = xml_next(r->part, node))
		if (is_group(r, node))
			st = add_group(r, node, err);
		else if (node->first)
			st = add_groups(r, node, err);
	return st;
}

/* What the first element of a number says that says anything. */
static struct str said_by(const struct xml_part *part, int element)
{
	for (size_t i = 1; i < part->count; i++)
		if (part->nodes[i].element == element && part->nodes[i].text.len)
			return part->nodes[i].text;
	return (struct str){ 0 };
}

static enum status on_child(void *context, const struct xml_part *part, struct err *err)
{
	struct reader *r = context;
	r->part = part;
	r->child = cell_identifier(said_by(part, r->vocabulary.child_id));
	r->children++;
	if (r->child.len == 0) {
		if (r->nameless++ == 0)
			r->nameless_line = part->nodes[0].line;
		return OK;
	}
	if (said_by(part, r->vocabulary.seeker_ended).len)
		ssda903_rows_note_seeker(&r->rows, r->child);
	enum status st = add_header(r, &part->nodes[0], err);
	return st == OK ? add_groups(r, &part->nodes[0], err) : st;
}

/* ---- the first reading ---- */

static void note_tables(struct reader *r, const struct xml_node *around)
{
	for (const struct xml_node *node = xml_first(r->part, around); node;
	     node = xml_next(r->part, node)) {
		if (is_group(r, node))
			r->has_rows[table_of(r, node)] = true;
		else if (node->first)
			note_tables(r, node);
		for (int table = 0; table < SSDA903_TABLE_COUNT && node->text.len; table++) {
			const struct ssda903_column *column =
				column_of(r, (enum ssda903_table)table, node);
			r->has_rows[table] |= column && !is_of_person(column);
		}
	}
}

/* What the return holds, and of which year. */
static enum status look_at_child(void *context, const struct xml_part *part, struct err *err)
{
	(void)err;
	struct reader *r = context;
	r->part = part;
	note_tables(r, &part->nodes[0]);
	for (size_t i = 1; i < part->count; i++) {
		const struct xml_node *node = &part->nodes[i];
		struct cell_date date;
		if ((node->element == r->vocabulary.began || node->element == r->vocabulary.ended) &&
		    cell_read_date(node->text, false, &date) == CELL_VALUE &&
		    date.date != DATE_NONE)
			collection_tally_add(&r->tally, date.date);
	}
	return OK;
}

/* ---- the file ---- */

static bool is_child(void *context, int element)
{
	const struct reader *r = context;
	return element == r->vocabulary.child;
}

static enum status on_outside(void *context, struct str name, int element, size_t depth,
                              struct err *err)
{
	struct reader *r = context;
	if (depth == 0 && element != r->vocabulary.root)
		return err_set(err, E_INPUT, "it begins with '%.*s'; an SSDA903 return begins with "
		               "'EXPSSDA903'", STR_ARGS(str_cut(name, 60)));
	struct xml_node node = { .name = name };
	if (depth > 0)
		tell_unknown(r, &node);
	return OK;
}

static void tell(const struct reader *r, const char *rule, enum finding_severity severity,
                 const char *message)
{
	finding_add(r->reading->findings,
	            (struct finding){ .rule = rule, .severity = severity, .file = r->file },
	            "%s", message);
}

static void tell_of_whole(const struct reader *r, enum encoding encoding)
{
	if (encoding == ENCODING_WINDOWS_1252)
		tell(r, "ssda903.encoding", FINDING_NOTE,
		     "the file is not UTF-8, as it should be; it was read as Windows-1252");
	if (r->children == 0)
		tell(r, "ssda903.no_children", FINDING_ERROR,
		     "the file holds no child; nothing that was known before is ended by it");
	if (r->nameless)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "ssda903.no_child", .severity = FINDING_ERROR,
		                              .file = r->file, .row = r->nameless_line,
		                              .column = STR("CHILDID") },
		            "%lld of %lld children have no identifier, the first of them here; "
		            "their records could not be taken", (long long)r->nameless,
		            (long long)r->children);
}

static enum status read_twice(struct reader *r, const char *path, struct err *err)
{
	struct xml_parts_handler handler = { r, r->vocabulary.names, r->vocabulary.count, is_child,
		                             look_at_child, on_outside };
	enum encoding encoding;
	enum status st = xml_parts_read(path, &handler, &encoding, err);
	int year = ssda903_year(r->reading);
	if (year == 0)
		year = collection_tally_settle(&r->tally);
	ssda903_rows_init(&r->rows, r->reading, year);
	r->rows.cells.file = r->file;
	handler.part = on_child;
	if (st == OK)
		st = ssda903_begin(r->reading, year, r->has_rows, err);
	if (st == OK)
		st = xml_parts_read(path, &handler, &encoding, err);
	if (st == OK)
		tell_of_whole(r, encoding);
	return st;
}

enum status ssda903_xml_read(const struct record_reading *reading, struct err *err)
{
	assert(reading->set->kind == FORMAT_SSDA903_XML && reading->set->count == 1);
	const char *path = reading->set->members[0].path;
	const char *slash = strrchr(path, '/');
	struct reader r = { .reading = reading, .file = str_of(slash ? slash + 1 : path) };
	learn_names(&r);
	enum status st = read_twice(&r, path, err);
	arena_deinit(&r.arena);
	ssda903_rows_deinit(&r.rows);
	map_deinit(&r.told);
	return st;
}
