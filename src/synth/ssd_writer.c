/* The tables of the Standard Safeguarding Dataset on a day: a CSV file each, every row that
 * the system held. Which field feeds which column is asked of record/type.h. */
#include <string.h>

#include "synth/out_table.h"
#include "synth/writer.h"

enum column_source {
	FROM_NOTHING, /* a column of which we know nothing: empty */
	FROM_CHILD,
	FROM_FIELD,
	FROM_FACTORS,         /* of an assessment, as JSON */
	FROM_OFFICER_CONTACT, /* the latest in the period of care */
	FROM_LEAVER_CONTACT,
	FROM_PATHWAY_REVIEW,
};

struct ssd_column {
	enum column_source source;
	int field;
};

static const struct ssd_spec {
	const char *name;
	enum record_type type;
	const char *kind;
	const char *columns;
} SPECS[] = {
#define SSD_TABLE(name, type, kind, columns) { #name, RECORD_##type, kind, columns },
#include "synth/ssd_tables.def"
#undef SSD_TABLE
};

enum { SSD_TABLES = COUNT_OF(SPECS) };

struct ssd_table {
	struct out_csv csv;
	struct out_table out;
	struct out_column columns[OUT_COLUMNS_MAX];
	struct ssd_column sources[OUT_COLUMNS_MAX];
	size_t count;
};

struct ssd_writer {
	const struct writer_plan *plan;
	struct truth_view view;
	struct ssd_table tables[SSD_TABLES];
};

/* ---- which field a column is fed by ---- */

static bool is_named(const char *names, struct str column)
{
	struct str rest = str_of(names), name;
	while (rest.len && str_split(&rest, ' ', &name))
		if (str_equal(name, column))
			return true;
	return false;
}

static int field_of(enum record_type type, struct str column)
{
	const struct record_type_spec *spec = record_type_spec(type);
	for (size_t i = 0; i < spec->field_count; i++)
		if (is_named(spec->fields[i].ssd, column))
			return (int)i;
	return -1;
}

static enum out_kind kind_of(enum record_type type, int field)
{
	switch (record_type_spec(type)->fields[field].kind) {
	case RECORD_DATE:
		return OUT_DATE;
	case RECORD_CODE:
		return OUT_CODE;
	case RECORD_FLAG:
		return OUT_FLAG;
	case RECORD_NUMBER:
	case RECORD_DECIMAL:
		return OUT_NUMBER;
	case RECORD_INSTANT:
	case RECORD_PARTIAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return OUT_TEXT;
}

static void find_source(const struct ssd_spec *spec, struct str name, struct ssd_column *source,
                        struct out_column *column)
{
	source->field = field_of(spec->type, name);
	column->kind = OUT_TEXT;
	if (str_equal(name, STR("cinf_assessment_factors_json"))) {
		source->source = FROM_FACTORS;
	} else if (str_equal(name, STR("cinf_assessment_id")) ||
	           str_equal(name, STR("cinf_table_id"))) {
		source->source = FROM_FIELD;
		source->field = ASSESSMENT_SOURCE_ROW;
	} else if (str_equal(name, STR("clae_cla_last_iro_contact_date"))) {
		source->source = FROM_OFFICER_CONTACT;
	} else if (str_equal(name, STR("clea_care_leaver_latest_contact"))) {
		source->source = FROM_LEAVER_CONTACT;
	} else if (str_equal(name, STR("clea_pathway_plan_review_date"))) {
		source->source = FROM_PATHWAY_REVIEW;
	} else if (source->field >= 0) {
		source->source = FROM_FIELD;
		column->kind = kind_of(spec->type, source->field);
	} else if (str_ends_nocase(name, STR("_person_id"))) {
		source->source = FROM_CHILD;
		column->kind = OUT_CHILD;
	}
}

static void find_columns(const struct ssd_spec *spec, struct ssd_table *table, struct arena *arena)
{
	const struct record_type_spec *type = record_type_spec(spec->type);
	struct str rest = str_of(spec->columns), name;
	table->out.start = table->out.end = -1;
	while (str_split(&rest, ' ', &name)) {
		struct ssd_column *source = &table->sources[table->count];
		struct out_column *column = &table->columns[table->count];
		column->name = arena_text(arena, name).ptr;
		find_source(spec, name, source, column);
		bool is_field = source->source == FROM_FIELD && column->kind == OUT_DATE;
		if (is_field && source->field == type->start)
			table->out.start = (int)table->count;
		if (is_field && source->field == type->end)
			table->out.end = (int)table->count;
		table->count++;
	}
}

/* ---- lines ---- */

/* A row that becomes a line of a table. */
struct ssd_row {
	const struct ssd_writer *ssd;
	const struct ssd_table *table;
	const struct truth_child *child; /* NULL: of a team or a worker */
	const struct truth_row *row;
	struct arena *arena;
	struct out_line line;
};

/* A moment as the clock showed it. */
static struct str clock_text(const struct record_value *value, struct arena *arena)
{
	struct instant at = { value->number, value->offset_minutes };
	char text[INSTANT_TEXT_BYTES];
	instant_print(at, text);
	return arena_text(arena, str_slice(str_of(text), 0, sizeof("2024-03-31T21:30:00") - 1));
}

static void put_field(struct ssd_row *r, size_t column, int field)
{
	if (!truth_knows(r->row, field, &r->ssd->view))
		return;
	const struct record_value *value = &r->row->row.values[field];
	switch (record_type_spec(r->row->row.type)->fields[field].kind) {
	case RECORD_DATE:
		out_line_date(&r->table->out, &r->line, column, (int32_t)value->number, r->arena);
		return;
	case RECORD_FLAG:
		out_line_text(&r->line, column, value->number ? STR("Y") : STR("N"));
		return;
	case RECORD_NUMBER:
		out_line_number(&r->line, column, value->number, r->arena);
		return;
	case RECORD_INSTANT:
		out_line_text(&r->line, column, clock_text(value, r->arena));
		return;
	case RECORD_PARTIAL:
		out_line_text(&r->line, column, out_partial_date(value->text, r->arena));
		return;
	case RECORD_CODE:
	case RECORD_DECIMAL:
	case RECORD_LABEL:
	case RECORD_REF:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	out_line_text(&r->line, column, truth_text(r->row, field, &r->ssd->view));
}

/* ["4B", "3A"] */
static struct str factors_of(const struct ssd_row *r)
{
	enum { JSON_MAX_BYTES = 1000 };
	const struct truth_list *list = &r->child->of[RECORD_FACTOR];
	auto_buf json = buf_init(JSON_MAX_BYTES);
	for (size_t i = 0; i < list->count; i++) {
		const struct truth_row *row = list->items[i];
		if (row->parent == r->row && truth_is_known(row, &r->ssd->view))
			buf_format(&json, "%s\"%.*s\"", json.len ? ", " : "",
			           STR_ARGS(row->row.values[FACTOR_FACTOR].text));
	}
	return json.len ? arena_format(r->arena, "[%.*s]", STR_ARGS(buf_view(&json)))
	                : (struct str){ 0 };
}

/* The latest contact while the episode ran. */
static int32_t officer_contact(const struct ssd_row *r)
{
	const struct truth_view *view = &r->ssd->view;
	int32_t ended = truth_date(r->row, CARE_ENDED, view);
	return truth_latest_visit(r->child, STR("reviewing_officer"),
	                          truth_date(r->row, CARE_STARTED, view),
	                          ended == DATE_NONE ? DATE_MAX : ended, view);
}

static void put_column(struct ssd_row *r, size_t column)
{
	const struct ssd_column *source = &r->table->sources[column];
	int32_t day = DATE_NONE;
	switch (source->source) {
	case FROM_NOTHING:
		return;
	case FROM_CHILD:
		out_line_text(&r->line, column, r->child->id);
		return;
	case FROM_FIELD:
		put_field(r, column, source->field);
		return;
	case FROM_FACTORS:
		out_line_text(&r->line, column, factors_of(r));
		return;
	case FROM_OFFICER_CONTACT:
		day = officer_contact(r);
		break;
	case FROM_LEAVER_CONTACT:
		day = truth_latest_visit(r->child, STR("leaver"), DATE_MIN, DATE_MAX,
		                         &r->ssd->view);
		break;
	case FROM_PATHWAY_REVIEW:
		day = truth_latest_visit(r->child, STR("pathway"), DATE_MIN, DATE_MAX,
		                         &r->ssd->view);
		break;
	}
	out_line_date(&r->table->out, &r->line, column, day, r->arena);
}

/* Whether the table has a line for the row. */
static bool is_in(const struct ssd_row *r, const struct ssd_spec *spec)
{
	if (!(r->row->formats & TRUTH_SSD) || !truth_is_known(r->row, &r->ssd->view))
		return false;
	if (spec->type == RECORD_VISIT)
		return str_equal(r->row->row.values[VISIT_KIND].text, str_of(spec->kind));
	if (r->table->sources[r->table->count - 1].source == FROM_FACTORS)
		return factors_of(r).len > 0;
	return true;
}

static enum status add_rows(struct ssd_writer *ssd, size_t table, const struct truth_list *list,
                            struct ssd_row *r, struct err *err)
{
	enum status st = OK;
	r->table = &ssd->tables[table];
	for (size_t i = 0; i < list->count && st == OK; i++) {
		r->row = list->items[i];
		if (!is_in(r, &SPECS[table]))
			continue;
		out_line_start(&r->line, r->child ? r->child->id : (struct str){ 0 });
		for (size_t column = 0; column < r->table->count; column++)
			put_column(r, column);
		st = out_table_write(&ssd->tables[table].out, &r->line, r->arena, err);
	}
	return st;
}

static enum status add_family(void *self, const struct truth_family *family, struct err *err)
{
	struct ssd_writer *ssd = self;
	struct ssd_row row = { .ssd = ssd, .arena = family->arena };
	enum status st = OK;
	for (size_t i = 0; i < family->count && st == OK; i++) {
		row.child = &family->children[i];
		if (!truth_is_known(row.child->of[RECORD_PERSON].items[0], &ssd->view))
			continue;
		for (size_t t = 0; t < SSD_TABLES && st == OK; t++)
			if (record_type_spec(SPECS[t].type)->is_of_child)
				st = add_rows(ssd, t, &row.child->of[SPECS[t].type], &row, err);
	}
	return st;
}

/* ---- files ---- */

static enum status add_staff(struct ssd_writer *ssd, struct err *err)
{
	struct truth_list workers, teams;
	auto_arena arena = { 0 };
	struct ssd_row row = { .ssd = ssd, .arena = &arena };
	town_staff(ssd->plan->town, &arena, &workers, &teams);
	enum status st = OK;
	for (size_t t = 0; t < SSD_TABLES && st == OK; t++) {
		if (SPECS[t].type == RECORD_WORKER)
			st = add_rows(ssd, t, &workers, &row, err);
		else if (SPECS[t].type == RECORD_TEAM)
			st = add_rows(ssd, t, &teams, &row, err);
	}
	return st;
}

static enum status close_tables(void *self, struct err *err)
{
	struct ssd_writer *ssd = self;
	enum status st = add_staff(ssd, err);
	for (size_t t = 0; t < SSD_TABLES && st == OK; t++)
		st = outfile_commit(&ssd->tables[t].csv.file, err);
	return st;
}

static void abandon_tables(void *self)
{
	struct ssd_writer *ssd = self;
	for (size_t t = 0; t < SSD_TABLES; t++)
		outfile_abandon(&ssd->tables[t].csv.file);
}

static enum status open_table(struct ssd_writer *ssd, size_t at, struct str place,
                              const char *directory, struct err *err)
{
	const struct writer_plan *plan = ssd->plan;
	struct ssd_table *table = &ssd->tables[at];
	const char *path = arena_format(plan->arena, "%s/%s.csv", directory, SPECS[at].name).ptr;
	find_columns(&SPECS[at], table, plan->arena);
	table->out.file = arena_format(plan->arena, "%.*s/%s.csv", STR_ARGS(place), SPECS[at].name);
	table->out.columns = table->columns;
	table->out.count = table->count;
	table->out.dates = OUT_DATES_ISO;
	table->out.faults = plan->faults;
	table->out.sink = (struct out_sink){ &table->csv, out_csv_line };
	enum status st = out_csv_open(&table->csv, path, err);
	return st == OK ? out_table_begin(&table->out, plan->number + at, err) : st;
}

enum status ssd_writer_open(const struct writer_plan *plan, int32_t as_at, struct writer *out,
                            struct err *err)
{
	struct ssd_writer *ssd = arena_new(plan->arena, 1, sizeof(*ssd));
	char day[DATE_TEXT_BYTES];
	const char *directory;
	struct writer_plan *own = arena_new(plan->arena, 1, sizeof(*own));
	*own = *plan;
	ssd->plan = own;
	ssd->view = (struct truth_view){ as_at, as_at };
	*out = (struct writer){ ssd, add_family, close_tables, abandon_tables };
	struct str place = arena_format(plan->arena, "ssd/%s", date_print_iso(as_at, day));
	enum status st = writer_directory(plan, place.ptr, &directory, err);
	for (size_t t = 0; t < SSD_TABLES && st == OK; t++)
		st = open_table(ssd, t, place, directory, err);
	return st;
}
