/* The SSDA903 return of a year: a CSV file for each table, and the same as one XML file. */
#include "synth/care_return.h"
#include "synth/out_xml.h"
#include "synth/writer.h"

/* ---- CSV ---- */

struct csv_writer {
	struct care_return of;
	struct out_table tables[PART_COUNT];
	struct out_csv files[PART_COUNT];
	bool is_open[PART_COUNT];
	enum care_return_part part; /* being told */
};

static enum status add_line(void *context, struct out_line *line, struct err *err)
{
	struct csv_writer *csv = context;
	return out_table_write(&csv->tables[csv->part], line, csv->of.arena, err);
}

static enum status add_child(struct csv_writer *csv, struct err *err)
{
	struct care_return_sink sink = { csv, add_line };
	enum status st = OK;
	if (!care_return_has(&csv->of))
		return OK;
	for (int part = 0; part < PART_COUNT && st == OK; part++) {
		csv->part = (enum care_return_part)part;
		st = care_return_tell(&csv->of, csv->part, &sink, err);
	}
	return st;
}

static enum status add_family(void *self, const struct truth_family *family, struct err *err)
{
	struct csv_writer *csv = self;
	enum status st = OK;
	csv->of.arena = family->arena;
	for (size_t i = 0; i < family->count && st == OK; i++) {
		csv->of.child = &family->children[i];
		st = add_child(csv, err);
	}
	return st;
}

static enum status close_files(void *self, struct err *err)
{
	struct csv_writer *csv = self;
	enum status st = OK;
	for (int part = 0; part < PART_COUNT && st == OK; part++)
		if (csv->is_open[part])
			st = outfile_commit(&csv->files[part].file, err);
	return st;
}

static void abandon_files(void *self)
{
	struct csv_writer *csv = self;
	for (int part = 0; part < PART_COUNT; part++)
		outfile_abandon(&csv->files[part].file);
}

static enum status open_table(const struct writer_plan *plan, struct csv_writer *csv,
                              enum care_return_part part, const char *directory, struct err *err)
{
	const struct care_return_table *spec = care_return_table(part);
	struct out_csv *file = &csv->files[part];
	const char *path = arena_format(plan->arena, "%s/%s.csv", directory, spec->file).ptr;
	/* Some systems write a byte order mark, some end lines as Windows does. */
	file->has_mark = csv->of.year % 2 == 1;
	file->has_crlf = csv->of.year % 3 == 0;
	csv->tables[part] = (struct out_table){
		.file = arena_format(plan->arena, "ssda903/%d/%s.csv", (int)csv->of.year,
		                     spec->file),
		.columns = spec->columns,
		.count = spec->count,
		.dates = OUT_DATES_DAYS,
		.start = spec->start,
		.end = spec->end,
		.year = csv->of.year,
		.faults = plan->faults,
		.sink = { file, out_csv_line },
	};
	enum status st = out_csv_open(file, path, err);
	csv->is_open[part] = st == OK;
	return st == OK ? out_table_begin(&csv->tables[part], plan->number + (uint64_t)part, err)
	                : st;
}

enum status ssda903_writer_open(const struct writer_plan *plan, int32_t year, struct writer *out,
                                struct err *err)
{
	struct csv_writer *csv = arena_new(plan->arena, 1, sizeof(*csv));
	const char *directory;
	care_return_year(&csv->of, year);
	*out = (struct writer){ csv, add_family, close_files, abandon_files };
	enum status st = writer_directory(
		plan, arena_format(plan->arena, "ssda903/%d", (int)year).ptr, &directory, err);
	for (int part = 0; part < PART_COUNT && st == OK; part++)
		if (care_return_table((enum care_return_part)part)->first_year <= year)
			st = open_table(plan, csv, (enum care_return_part)part, directory, err);
	return st;
}

/* ---- XML ---- */

struct xml_writer {
	struct care_return of;
	struct out_xml xml;
	enum care_return_part part;
};

/* Names of elements that differ from those of columns, and the groups of lines. The XML
 * form has no tables of social workers. */
static const struct {
	enum care_return_part part;
	const char *group;   /* the element around the columns of one line */
	size_t first_column; /* those before it are said once for the child */
} GROUPS[] = {
	{ PART_REVIEWS, "AREVIEW", 2 },
	{ PART_MISSING, "AMISSING", 2 },
	{ PART_PREVIOUS_PERMANENCE, "PERMANENCE", 2 },
	{ PART_OC2, "OC2", 2 },
	{ PART_OC3, "OC3", 2 },
	{ PART_AD1, "AD1", 2 },
	{ PART_PLACED_ADOPTION, "AD_PLACED", 2 },
	{ PART_EPISODES, "EPISODE", 1 },
};

static const char *element_of(enum care_return_part part, const char *column)
{
	if (part == PART_EPISODES && str_equal(str_of(column), STR("PLACE")))
		return "PL";
	return str_equal(str_of(column), STR("CHILD")) ? "CHILDID" : column;
}

static void write_columns(struct xml_writer *w, const struct out_line *line, size_t from)
{
	const struct care_return_table *spec = care_return_table(w->part);
	for (size_t i = from; i < spec->count; i++)
		out_xml_text(&w->xml, element_of(w->part, spec->columns[i].name),
		             spec->columns[i].kind, line->cells[i].text);
}

static enum status add_element(void *context, struct out_line *line, struct err *err)
{
	struct xml_writer *w = context;
	(void)err;
	if (w->part == PART_HEADER) {
		write_columns(w, line, 0);
		return OK;
	}
	if (w->part == PART_UASC) {
		out_xml_text(&w->xml, "UASC", OUT_FLAG, STR("1"));
		out_xml_text(&w->xml, "DUC", OUT_DATE, line->cells[3].text);
		return OK;
	}
	for (size_t i = 0; i < COUNT_OF(GROUPS); i++) {
		if (GROUPS[i].part != w->part)
			continue;
		out_xml_begin(&w->xml, GROUPS[i].group);
		write_columns(w, line, GROUPS[i].first_column);
		out_xml_end(&w->xml, GROUPS[i].group);
	}
	return OK;
}

static enum status add_part(struct xml_writer *w, enum care_return_part part, struct err *err)
{
	struct care_return_sink sink = { w, add_element };
	w->part = part;
	return care_return_tell(&w->of, part, &sink, err);
}

static enum status add_xml_child(struct xml_writer *w, struct err *err)
{
	static const enum care_return_part IN_HEADER[] = {
		PART_HEADER,
		PART_UASC,
		PART_REVIEWS,
		PART_MISSING,
		PART_PREVIOUS_PERMANENCE,
		PART_OC2,
		PART_AD1,
		PART_OC3,
		PART_PLACED_ADOPTION,
	};
	enum status st = OK;
	if (!care_return_has(&w->of))
		return OK;
	w->xml.child = w->of.child->id;
	out_xml_begin(&w->xml, "CHILD");
	out_xml_begin(&w->xml, "HEADER");
	for (size_t i = 0; i < COUNT_OF(IN_HEADER) && st == OK; i++)
		st = add_part(w, IN_HEADER[i], err);
	out_xml_end(&w->xml, "HEADER");
	if (st == OK)
		st = add_part(w, PART_EPISODES, err);
	out_xml_end(&w->xml, "CHILD");
	return st;
}

static enum status add_xml_family(void *self, const struct truth_family *family, struct err *err)
{
	struct xml_writer *w = self;
	enum status st = OK;
	w->of.arena = family->arena;
	w->xml.arena = family->arena;
	for (size_t i = 0; i < family->count && st == OK; i++) {
		w->of.child = &family->children[i];
		st = add_xml_child(w, err);
	}
	return st;
}

static enum status close_xml(void *self, struct err *err)
{
	struct xml_writer *w = self;
	fputs("</EXPSSDA903>\n", w->xml.file.stream);
	return outfile_commit(&w->xml.file, err);
}

static void abandon_xml(void *self)
{
	outfile_abandon(&((struct xml_writer *)self)->xml.file);
}

enum status ssda903_xml_writer_open(const struct writer_plan *plan, int32_t year,
                                    struct writer *out, struct err *err)
{
	struct xml_writer *w = arena_new(plan->arena, 1, sizeof(*w));
	const char *directory;
	care_return_year(&w->of, year);
	*out = (struct writer){ w, add_xml_family, close_xml, abandon_xml };
	enum status st = writer_directory(plan, "ssda903-xml", &directory, err);
	if (st != OK)
		return st;
	struct out_table table = { .file = arena_format(plan->arena, "ssda903-xml/ssda903-%d.xml",
		                                        (int)year),
		                   .dates = OUT_DATES_DAYS,
		                   .year = year,
		                   .faults = plan->faults };
	const char *path = arena_format(plan->arena, "%s/ssda903-%d.xml", directory, (int)year).ptr;
	st = out_xml_open(&w->xml, &table, plan->number, path, err);
	if (st != OK)
		return st;
	fprintf(w->xml.file.stream,
	        "<!-- invented: %s is no place, and no child in this file lives -->\n",
	        plan->town->authority->name);
	w->xml.table.lines++;
	out_xml_begin(&w->xml, "EXPSSDA903");
	return OK;
}
