/* The council's own reports on a day, a CSV file each, in columns of the council's own
 * names; and for each the mapping by which it is imported (docs/mapping.md). They hold
 * every row that the system held: what no published format has a place for. */
#include <stdlib.h>

#include "base/instant.h"
#include "base/mem.h"
#include "synth/caseload.h"
#include "synth/out_table.h"
#include "synth/writer.h"

enum { EXTRACT_COLUMNS = 16, MAPPING_MAX_BYTES = 8192, CHILD_COLUMN = 0 };

#define CHILD_HEADING "Case number"

struct extract_column {
	const char *heading;
	int field;
};

static const struct extract_spec {
	const char *file;
	const char *title;
	enum record_type type;
	struct extract_column columns[EXTRACT_COLUMNS]; /* up to one without a heading */
} SPECS[] = {
#define COLUMN(heading, field) { heading, field },
#define EXTRACT(file, title, type, columns) { #file, title, RECORD_##type, { columns } },
#include "synth/extract_tables.def"
#undef EXTRACT
#undef COLUMN
};

enum { TABLES = COUNT_OF(SPECS) };

struct extract_table {
	struct out_csv csv;
	struct out_table out;
	struct out_column columns[EXTRACT_COLUMNS];
};

struct extract_writer {
	const struct town *town;
	struct truth_view view;
	struct faults none; /* the mapping's author knows these files: no fault is put in */
	struct extract_table tables[TABLES];
	struct caseload caseload;
};

/* ---- lines ---- */

static struct str field_text(const struct extract_writer *w, const struct truth_row *row, int field,
                             struct arena *arena)
{
	const struct record_value *value = &row->row.values[field];
	char text[INSTANT_TEXT_BYTES];
	if (!truth_knows(row, field, &w->view))
		return (struct str){ 0 };
	switch (record_type_spec(row->row.type)->fields[field].kind) {
	case RECORD_DATE:
		return out_date(OUT_DATES_DAYS, (int32_t)value->number, arena);
	case RECORD_INSTANT:
		return arena_text(arena, str_of(instant_print(
						 (struct instant){ value->number,
		                                                   value->offset_minutes },
						 text)));
	case RECORD_FLAG:
		return value->number ? STR("Yes") : STR("No");
	case RECORD_NUMBER:
		return arena_format(arena, "%lld", (long long)value->number);
	case RECORD_PARTIAL:
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return truth_text(row, field, &w->view);
}

/* `child` is empty for rows of no child. */
static enum status add_row(struct extract_writer *w, size_t at, struct str child,
                           const struct truth_row *row, struct arena *arena, struct err *err)
{
	struct out_line line;
	size_t first = record_type_spec(SPECS[at].type)->is_of_child;
	if (!(row->formats & TRUTH_EXTRACT) || !truth_is_known(row, &w->view))
		return OK;
	out_line_start(&line, child);
	if (first)
		out_line_text(&line, CHILD_COLUMN, child);
	for (size_t i = first; i < w->tables[at].out.count; i++)
		out_line_text(&line, i,
		              field_text(w, row, SPECS[at].columns[i - first].field, arena));
	return out_table_write(&w->tables[at].out, &line, arena, err);
}

static enum status add_family(void *self, const struct truth_family *family, struct err *err)
{
	struct extract_writer *w = self;
	enum status st = OK;
	for (size_t i = 0; i < family->count && st == OK; i++) {
		const struct truth_child *child = &family->children[i];
		caseload_add(&w->caseload, child, &w->view);
		for (size_t t = 0; t < TABLES && st == OK; t++) {
			const struct truth_list *list = &child->of[SPECS[t].type];
			bool is_of_child = record_type_spec(SPECS[t].type)->is_of_child;
			for (size_t r = 0; is_of_child && st == OK && r < list->count; r++)
				st = add_row(w, t, child->id, list->items[r], family->arena, err);
		}
	}
	return st;
}

/* ---- files ---- */

static enum status add_workforce(struct extract_writer *w, struct err *err)
{
	auto_arena arena = { 0 };
	struct truth_list rows;
	enum status st = OK;
	town_workforce(w->town, &w->caseload, &arena, &rows);
	for (size_t t = 0; t < TABLES; t++)
		for (size_t r = 0; SPECS[t].type == RECORD_WORKFORCE && st == OK && r < rows.count;
		     r++)
			st = add_row(w, t, (struct str){ 0 }, rows.items[r], &arena, err);
	return st;
}

static enum status close_tables(void *self, struct err *err)
{
	struct extract_writer *w = self;
	enum status st = add_workforce(w, err);
	for (size_t t = 0; t < TABLES && st == OK; t++)
		st = outfile_commit(&w->tables[t].csv.file, err);
	return st;
}

static void abandon_tables(void *self)
{
	struct extract_writer *w = self;
	for (size_t t = 0; t < TABLES; t++)
		outfile_abandon(&w->tables[t].csv.file);
}

static enum status write_mapping(const struct extract_writer *w, size_t at, const char *folder,
                                 struct err *err)
{
	const struct record_type_spec *type = record_type_spec(SPECS[at].type);
	auto_buf text = buf_init(MAPPING_MAX_BYTES);
	buf_format(&text, "# %s; copy it into the folder 'mappings' of the workspace.\n",
	           w->town->authority->name);
	buf_format(&text, "mapping \"Own report of %s\"\n", SPECS[at].title);
	if (type->is_of_child)
		buf_format(&text, "identifier \"" CHILD_HEADING "\"\n");
	buf_format(&text, "\nrecord %s\n", type->name);
	for (const struct extract_column *column = SPECS[at].columns; column->heading; column++)
		buf_format(&text, "  %s = \"%s\"\n", type->fields[column->field].name,
		           column->heading);
	buf_format(&text, "  covers all\n");
	enum status st = buf_check(&text, "a mapping", err);
	char *path = mem_format("%s/%s.map", folder, SPECS[at].file);
	if (st == OK)
		st = file_write(path, buf_view(&text), err);
	free(path);
	return st;
}

static enum status open_table(struct extract_writer *w, size_t at, const struct writer_plan *plan,
                              struct str place, const char *folder, struct err *err)
{
	struct extract_table *table = &w->tables[at];
	struct out_table *out = &table->out;
	const char *path = arena_format(plan->arena, "%s/%s.csv", folder, SPECS[at].file).ptr;
	if (record_type_spec(SPECS[at].type)->is_of_child)
		table->columns[out->count++] = (struct out_column){ CHILD_HEADING, OUT_TEXT };
	for (const struct extract_column *column = SPECS[at].columns; column->heading; column++)
		table->columns[out->count++] = (struct out_column){ column->heading, OUT_TEXT };
	out->file = arena_format(plan->arena, "%.*s/%s.csv", STR_ARGS(place), SPECS[at].file);
	out->columns = table->columns;
	out->dates = OUT_DATES_DAYS;
	out->start = out->end = -1;
	out->faults = &w->none;
	out->sink = (struct out_sink){ &table->csv, out_csv_line };
	enum status st = out_csv_open(&table->csv, path, err);
	return st == OK ? out_table_begin(out, plan->number + at, err) : st;
}

enum status extract_writer_open(const struct writer_plan *plan, int32_t as_at, struct writer *out,
                                struct err *err)
{
	struct extract_writer *w = arena_new(plan->arena, 1, sizeof(*w));
	const char *folder, *mappings;
	char day[DATE_TEXT_BYTES];
	w->town = plan->town;
	w->view = (struct truth_view){ as_at, as_at };
	caseload_start(&w->caseload, plan->town, as_at, plan->arena);
	*out = (struct writer){ w, add_family, close_tables, abandon_tables };
	struct str place =
		arena_format(plan->arena, "reports/%s", date_print_iso(as_at, day));
	enum status st = writer_directory(plan, place.ptr, &folder, err);
	if (st == OK)
		st = writer_directory(plan, "reports/mappings", &mappings, err);
	for (size_t t = 0; t < TABLES && st == OK; t++) {
		st = open_table(w, t, plan, place, folder, err);
		if (st == OK)
			st = write_mapping(w, t, mappings, err);
	}
	return st;
}
