#include "intake/ssd_file.h"

#include <assert.h>
#include <inttypes.h>

#include "intake/cell.h"
#include "intake/lost_lines.h"
#include "intake/record_cell.h"
#include "intake/ssd_factors.h"
#include "intake/ssd_index.h"
#include "intake/ssd_plan.h"
#include "intake/ssd_table.h"
#include "intake/table_stream.h"

enum {
	HEAD_ROWS = 3,       /* the headings, and whether anything stands below */
	INDEXES_MAX = 16,
	LINKS_MAX = 32,
	CHILD_STEPS_MAX = 6, /* from need to plan to request to school details to child */
};

/* Where the columns that an index keeps stand in a table; SIZE_MAX: not there. */
struct index_places {
	size_t key;
	size_t kept[SSD_KEPT_MAX];
};

/* What came of a type: the oldest day of it, and whether every table of it did. */
struct extent {
	int32_t oldest;
	bool is_seen;
};

struct reader {
	const struct record_reading *reading;
	struct arena arena;
	struct ssd_member *tables;
	size_t table_count;
	struct ssd_index indexes[INDEXES_MAX];
	size_t index_count;
	struct ssd_statuses statuses;
	struct extent extents[RECORD_TYPE_COUNT];
	struct lost_lines lost; /* of the table that is read */
	struct record_cells cells;
	const struct ssd_member *table; /* being read; and where its columns stand: */
	struct index_places index_places[INDEXES_MAX];
	size_t link_places[LINKS_MAX]; /* of the columns that lead to a child */
};

/* ---- preparing ---- */

static enum status prepare_table(struct reader *r, const struct format *member, struct err *err)
{
	auto_table_stream stream = NULL;
	struct table_head head = { 0 };
	enum status st = table_stream_open(member->path, &stream, err);
	if (st == OK)
		st = table_stream_peek(stream, 0, HEAD_ROWS, &r->arena, &head, err);
	if (st != OK)
		return st;
	struct ssd_member *table = &r->tables[r->table_count++];
	*table = (struct ssd_member){ .path = member->path };
	table->file = arena_text(&r->arena, table_stream_name(stream));
	if (head.count == 0) {
		table->is_empty = true;
		finding_add(r->reading->findings,
		            ssd_member_finding(table, "ssd.table_unknown", FINDING_NOTE),
		            "the file is empty: it has not even headings");
		return OK;
	}
	ssd_member_plan(table, &head, r->reading->findings, &r->arena);
	return OK;
}

/* ---- looking into other tables ---- */

static struct ssd_index *index_of(struct reader *r, const char *key)
{
	for (size_t i = 0; i < r->index_count; i++)
		if (str_equal(str_of(r->indexes[i].spec->key), str_of(key)))
			return &r->indexes[i];
	return NULL;
}

static void plan_looks(struct reader *r, struct ssd_member *table, struct ssd_plan *plan)
{
	size_t count;
	const struct ssd_field_link *links = ssd_field_links(&count);
	plan->looks = arena_new(&r->arena, count, sizeof(*plan->looks));
	for (size_t i = 0; i < count; i++) {
		const struct ssd_index *index = index_of(r, links[i].key);
		size_t place = ssd_member_place(table, str_of(links[i].from));
		if (links[i].type != plan->type || place == SIZE_MAX || !index->is_there)
			continue;
		plan->looks[plan->look_count++] = (struct ssd_look){
			links[i].field, place, index,
			ssd_index_place(index->spec, str_of(links[i].kept)), links[i].may_miss
		};
	}
}

static void open_indexes(struct reader *r)
{
	size_t count;
	const struct ssd_index_spec *specs = ssd_index_specs(&count);
	for (size_t i = 0; i < count && i < INDEXES_MAX; i++) {
		struct ssd_index *index = &r->indexes[r->index_count++];
		index->spec = &specs[i];
		for (size_t t = 0; t < r->table_count; t++)
			index->is_there |= !r->tables[t].is_empty &&
			                   ssd_member_place(&r->tables[t],
			                                    str_of(specs[i].key)) != SIZE_MAX;
	}
	for (size_t t = 0; t < r->table_count; t++)
		for (size_t p = 0; p < r->tables[t].plan_count; p++)
			plan_looks(r, &r->tables[t], &r->tables[t].plans[p]);
}

static struct str text_at(const struct grid_row *line, size_t place)
{
	return place == SIZE_MAX ? (struct str){ 0 } : grid_text(line, place);
}

/* The identifier or key in a cell, with nothing for "NULL" and the like. */
static struct str key_at(const struct grid_row *line, size_t place)
{
	return cell_identifier(text_at(line, place));
}

/* Works out, once for a table, where its lines say what other tables ask for. */
static void find_places(struct reader *r)
{
	for (size_t i = 0; i < r->index_count; i++) {
		const struct ssd_index_spec *spec = r->indexes[i].spec;
		struct index_places *places = &r->index_places[i];
		places->key = ssd_member_place(r->table, str_of(spec->key));
		for (size_t k = 0; k < SSD_KEPT_MAX; k++)
			places->kept[k] =
				spec->kept[k] ? ssd_member_place(r->table, str_of(spec->kept[k]))
					      : SIZE_MAX;
	}
	size_t count;
	const struct ssd_child_link *links = ssd_child_links(&count);
	assert(count <= LINKS_MAX);
	for (size_t i = 0; i < count; i++)
		r->link_places[i] = ssd_member_place(r->table, str_of(links[i].from));
}

static void fill_index(struct ssd_index *index, const struct index_places *places,
                       const struct grid_row *line)
{
	struct str kept[SSD_KEPT_MAX];
	struct str key = key_at(line, places->key);
	for (size_t i = 0; i < SSD_KEPT_MAX; i++)
		kept[i] = text_at(line, places->kept[i]);
	if (key.len)
		ssd_index_add(index, key, kept);
}

/* The child of the row that `key` names in an index, followed through further tables. */
static struct str child_by_key(struct reader *r, const struct ssd_index *index, struct str key)
{
	size_t count;
	const struct ssd_child_link *links = ssd_child_links(&count);
	for (int step = 0; step < CHILD_STEPS_MAX; step++) {
		const struct str *kept = index ? ssd_index_find(index, key) : NULL;
		if (!kept)
			break;
		const struct ssd_index *next = NULL;
		for (size_t i = 0; i < SSD_KEPT_MAX && index->spec->kept[i]; i++) {
			struct str child = cell_identifier(kept[i]);
			struct str column = str_of(index->spec->kept[i]);
			if (child.len && str_ends_nocase(column, STR("_person_id")))
				return child;
			for (size_t k = 0; k < count && child.len; k++)
				if (str_equal(str_of(links[k].from), column)) {
					next = index_of(r, links[k].key);
					key = child;
				}
		}
		index = next;
	}
	return (struct str){ 0 };
}

static struct str child_of(struct reader *r, const struct grid_row *line)
{
	const struct ssd_member *table = r->table;
	struct str child = key_at(line, table->child);
	size_t count;
	const struct ssd_child_link *links = ssd_child_links(&count);
	for (size_t i = 0; i < count && child.len == 0; i++)
		if (r->link_places[i] != SIZE_MAX)
			child = child_by_key(r, index_of(r, links[i].key),
			                     key_at(line, r->link_places[i]));
	return child;
}

/* ---- the first pass: what others look into, and how far back the tables go ---- */

static int32_t day_at(const struct grid_row *line, size_t place)
{
	struct cell_date date;
	if (cell_read_date(text_at(line, place), false, &date) != CELL_VALUE ||
	    date.precision != CELL_PRECISION_DAY)
		return DATE_NONE;
	return date.date;
}

/* The oldest day on which a row ended or, of what has no end, happened. What still runs
 * says nothing about how far back the table goes. */
static void note_extent(struct reader *r, const struct ssd_plan *plan, const struct grid_row *line)
{
	bool has_end = record_type_spec(plan->type)->end >= 0;
	int32_t day = day_at(line, has_end ? plan->end : plan->start);
	struct extent *extent = &r->extents[plan->type];
	if (day == DATE_NONE)
		return;
	if (!extent->is_seen || day < extent->oldest)
		extent->oldest = day;
	extent->is_seen = true;
}

static bool is_data(const struct ssd_member *table, const struct grid_row *line)
{
	if (line->number <= table->header_row)
		return false;
	for (size_t i = 0; i < line->count; i++)
		if (grid_text(line, i).len)
			return true;
	return false;
}

static enum status note_line(void *context, const struct grid_row *line, struct err *err)
{
	struct reader *r = context;
	const struct ssd_member *table = r->table;
	(void)err;
	if (!is_data(table, line))
		return OK;
	for (size_t i = 0; i < r->index_count; i++)
		if (r->index_places[i].key != SIZE_MAX)
			fill_index(&r->indexes[i], &r->index_places[i], line);
	for (size_t p = 0; p < table->plan_count; p++)
		note_extent(r, &table->plans[p], line);
	if (str_equal(table->prefix, STR("lega")))
		ssd_statuses_add(&r->statuses, key_at(line, table->child),
		                 day_at(line, table->plans[0].start),
		                 day_at(line, table->plans[0].end),
		                 text_at(line, ssd_member_place(table, STR("lega_legal_status"))));
	return OK;
}

typedef enum status line_fn(void *context, const struct grid_row *line, struct err *err);

static enum status read_tables(struct reader *r, line_fn *each, struct err *err)
{
	struct grid_sink sink = { r, each };
	for (size_t i = 0; i < r->table_count; i++) {
		r->table = &r->tables[i];
		if (r->table->plan_count == 0 || r->table->is_empty)
			continue;
		find_places(r);
		auto_table_stream stream = NULL;
		enum status st = table_stream_open(r->table->path, &stream, err);
		if (st == OK)
			st = table_stream_read(stream, 0, &sink, err);
		lost_lines_end(&r->lost, r->reading->findings,
		               ssd_member_finding(r->table, "ssd.no_child", FINDING_ERROR));
		if (st != OK)
			return st;
	}
	return OK;
}

/* ---- coverage ---- */

static bool came(const struct reader *r, struct str prefix)
{
	for (size_t i = 0; i < r->table_count; i++)
		if (!r->tables[i].is_empty && str_equal(r->tables[i].prefix, prefix))
			return true;
	return false;
}

/* Whether the tables that hold rows of the type came, all or some. */
static void find_homes(const struct reader *r, enum record_type type, bool *all_out, bool *any_out)
{
	const struct record_type_spec *spec = record_type_spec(type);
	*all_out = true;
	*any_out = false;
	for (size_t i = 0; i < spec->field_count; i++) {
		struct str rest = str_of(spec->fields[i].ssd);
		struct str column;
		while (ssd_next_column(&rest, &column)) {
			if (!ssd_is_home(ssd_prefix(column), type))
				continue;
			bool is_there = came(r, ssd_prefix(column));
			*all_out = *all_out && is_there;
			*any_out = *any_out || is_there;
		}
	}
}

static struct record_coverage coverage_of(const struct reader *r, enum record_type type)
{
	const struct record_type_spec *spec = record_type_spec(type);
	struct record_coverage coverage = { .type = type, .kind = RECORD_COVERS_ALL };
	/* Factors have no days but those of their assessment. */
	enum record_type dated = type == RECORD_FACTOR ? RECORD_ASSESSMENT : type;
	if (type == RECORD_CARE_LEAVER) {
		coverage.kind = RECORD_COVERS_UNDATED;
	} else if (spec->start >= 0 && type != RECORD_PERSON && r->extents[dated].is_seen) {
		coverage.kind = spec->end >= 0 ? RECORD_COVERS_OVERLAPS : RECORD_COVERS_STARTS;
		coverage.from = r->extents[dated].oldest;
		coverage.to = DATE_MAX;
	}
	return coverage;
}

static enum status begin(struct reader *r, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	size_t taken = 0;
	for (size_t i = 0; i < r->table_count; i++)
		taken += r->tables[i].plan_count > 0;
	if (taken == 0)
		return err_set(err, E_INPUT, "%.*s: no table of the Standard Safeguarding Dataset; "
		                             "expected columns like pers_person_id",
		               STR_ARGS(r->reading->set->name));
	struct record_file file = { .source = RECORD_SOURCE_SSD,
		                    .reference_day = r->reading->as_at };
	file.words = arena_format(&r->arena, "Standard Safeguarding Dataset, %zu table%s", taken,
	                          taken == 1 ? "" : "s");
	enum status st = sink->begin(sink->context, &file, err);
	for (int type = 0; type < RECORD_TYPE_COUNT && st == OK; type++) {
		bool all;
		bool any;
		find_homes(r, (enum record_type)type, &all, &any);
		struct record_coverage coverage = coverage_of(r, (enum record_type)type);
		if (any && all)
			st = sink->cover(sink->context, &coverage, err);
		else if (any)
			finding_add(
				r->reading->findings,
				(struct finding){ .rule = "ssd.partly_covered",
			                          .severity = FINDING_NOTE,
			                          .file = r->reading->set->name },
				"%s: only some of its tables came with rows, so what they do not "
				"say means nothing",
				record_type_spec((enum record_type)type)->title);
	}
	return st;
}

/* ---- a line becomes rows ---- */

static void set_constants(struct reader *r, enum record_type type)
{
	size_t count;
	const struct ssd_constant *constants = ssd_constants(&count);
	for (size_t i = 0; i < count; i++)
		if (constants[i].type == type &&
		    str_equal(str_of(constants[i].prefix), r->table->prefix))
			record_set_text(&r->cells.row, constants[i].field,
			                str_of(constants[i].text));
}

static const struct record_cell_rule NOT_FOUND = {
	"ssd.not_found", FINDING_WARNING, "the row names another that its table does not hold"
};

static void look_up(struct reader *r, const struct ssd_plan *plan, const struct grid_row *line)
{
	for (size_t i = 0; i < plan->look_count; i++) {
		const struct ssd_look *look = &plan->looks[i];
		struct str column = r->table->headings[look->place];
		struct str key = key_at(line, look->place);
		const struct str *kept = ssd_index_find(look->index, key);
		bool is_told = i > 0 && plan->looks[i - 1].place == look->place;
		if (kept)
			record_cells_read(&r->cells, look->field, column, kept[look->kept]);
		else if (key.len && !look->may_miss && !is_told)
			record_cells_doubt(&r->cells, look->field, column, key, &NOT_FOUND);
	}
}

static void set_legal_status(struct reader *r, const struct ssd_plan *plan,
                             const struct grid_row *line, struct str child)
{
	struct str status = ssd_statuses_find(&r->statuses, child, day_at(line, plan->start),
	                                      day_at(line, plan->end));
	record_cells_read(&r->cells, CARE_LEGAL_STATUS, STR("lega_legal_status"), status);
}

/* The first kept text of the row that a key names; empty when there is none. */
static struct str kept_by_key(struct reader *r, const char *index, struct str key)
{
	const struct str *kept = ssd_index_find(index_of(r, index), key);
	return kept ? cell_identifier(kept[0]) : (struct str){ 0 };
}

/* A plan stands in two tables, which meet at the request: the named plan says when it ran,
 * the active one when it was reviewed. They are one record. */
static void set_plan_review(struct reader *r, const struct grid_row *line)
{
	size_t place = ssd_member_place(r->table, STR("ehcn_ehcp_asmt_id"));
	struct str request = kept_by_key(r, "ehca_ehcp_assessment_id", key_at(line, place));
	const struct str *active = ssd_index_find(index_of(r, "ehcp_ehcp_request_id"), request);
	record_set_text(&r->cells.row, EHC_PLAN_REQUEST, request);
	if (active)
		record_cells_read(&r->cells, EHC_PLAN_LAST_REVIEW,
		                  STR("ehcp_active_ehcp_last_review_date"), active[0]);
}

/* The named plan that came of a request; empty when there is none. */
static struct str named_plan_of(struct reader *r, struct str request)
{
	struct str assessment = kept_by_key(r, "ehca_ehcp_request_id", request);
	return kept_by_key(r, "ehcn_ehcp_asmt_id", assessment);
}

/* Whether a row of active plans is told by a named one. */
static bool is_told_elsewhere(struct reader *r, const struct grid_row *line)
{
	if (!str_equal(r->table->prefix, STR("ehcp")))
		return false;
	size_t place = ssd_member_place(r->table, STR("ehcp_ehcp_request_id"));
	return named_plan_of(r, key_at(line, place)).len > 0;
}

/* A need names the active plan; where the named one tells that plan, its key is the key of
 * the record. */
static void set_need_plan(struct reader *r, const struct grid_row *line)
{
	size_t place = ssd_member_place(r->table, STR("senn_active_ehcp_id"));
	struct str request = kept_by_key(r, "ehcp_active_ehcp_id", key_at(line, place));
	struct str named = named_plan_of(r, request);
	if (named.len)
		record_set_text(&r->cells.row, SEN_NEED_PLAN, named);
}

static void keep_rest(struct reader *r, const struct grid_row *line)
{
	const struct ssd_member *table = r->table;
	for (size_t i = 0; i < line->count; i++)
		if (i >= table->heading_count)
			record_cells_keep(&r->cells, STR("beyond the headings"),
			                  grid_text(line, i));
		else if (!table->is_taken[i])
			record_cells_keep(&r->cells, table->headings[i], grid_text(line, i));
}

static void fill_row(struct reader *r, const struct ssd_plan *plan, const struct grid_row *line,
                     struct str child)
{
	record_cells_start(&r->cells, plan->type, child, line->number);
	set_constants(r, plan->type);
	for (size_t i = 0; i < plan->read_count; i++)
		record_cells_read(&r->cells, plan->reads[i].field,
		                  r->table->headings[plan->reads[i].place],
		                  text_at(line, plan->reads[i].place));
	look_up(r, plan, line);
	if (plan->type == RECORD_CARE)
		set_legal_status(r, plan, line, child);
	if (plan->type == RECORD_EHC_PLAN && str_equal(r->table->prefix, STR("ehcn")))
		set_plan_review(r, line);
	if (plan->type == RECORD_SEN_NEED)
		set_need_plan(r, line);
	if (plan == &r->table->plans[0])
		keep_rest(r, line);
}

static const struct record_cell_rule FACTORS_UNREADABLE = {
	"ssd.factors", FINDING_ERROR,
	"the factors could not be read; expected a list of codes, [\"1A\", \"2B\"]"
};

/* A row of its own for each factor that the list of an assessment names. */
static enum status take_factors(struct reader *r, const struct ssd_plan *plan,
                                const struct grid_row *line, struct str child, struct err *err)
{
	struct str column = STR("cinf_assessment_factors_json");
	struct str text = text_at(line, ssd_member_place(r->table, column));
	struct str id = key_at(line, ssd_member_place(r->table, STR("cinf_table_id")));
	auto_arena arena = { 0 };
	struct ssd_factors factors = { 0 };
	bool is_read = ssd_factors_read(text, &arena, &factors);
	enum status st = OK;
	for (size_t i = 0; i < factors.count && st == OK; i++) {
		fill_row(r, plan, line, child);
		record_cells_read(&r->cells, FACTOR_FACTOR, column, factors.items[i]);
		record_set_text(&r->cells.row, FACTOR_SOURCE_ROW,
		                arena_format(&arena, "%.*s/%.*s", STR_ARGS(id),
		                             STR_ARGS(factors.items[i])));
		st = record_cells_hand_on(&r->cells, err);
	}
	if (is_read || st != OK)
		return st;
	fill_row(r, plan, line, child);
	record_cells_doubt(&r->cells, FACTOR_FACTOR, column, text, &FACTORS_UNREADABLE);
	return record_cells_hand_on(&r->cells, err);
}

static enum status take_line(void *context, const struct grid_row *line, struct err *err)
{
	struct reader *r = context;
	const struct ssd_member *table = r->table;
	if (!is_data(table, line) || is_told_elsewhere(r, line))
		return OK;
	r->cells.file = table->file;
	enum status st = OK;
	for (size_t p = 0; p < table->plan_count && st == OK; p++) {
		const struct ssd_plan *plan = &table->plans[p];
		bool is_of_child = record_type_spec(plan->type)->is_of_child;
		struct str child = is_of_child ? child_of(r, line) : (struct str){ 0 };
		if (is_of_child && child.len == 0) {
			struct finding where =
				ssd_member_finding(table, "ssd.no_child", FINDING_ERROR);
			where.row = line->number;
			lost_lines_add(&r->lost, r->reading->findings, where);
			return OK;
		}
		if (plan->type == RECORD_FACTOR) {
			st = take_factors(r, plan, line, child, err);
			continue;
		}
		fill_row(r, plan, line, child);
		st = record_cells_hand_on(&r->cells, err);
	}
	return st;
}

static enum status read_all(struct reader *r, struct err *err)
{
	const struct format_set *set = r->reading->set;
	r->tables = arena_new(&r->arena, set->count, sizeof(*r->tables));
	enum status st = OK;
	for (size_t i = 0; i < set->count && st == OK; i++)
		st = prepare_table(r, &set->members[i], err);
	if (st != OK)
		return st;
	open_indexes(r);
	st = read_tables(r, note_line, err);
	if (st == OK)
		st = begin(r, err);
	if (st == OK)
		st = read_tables(r, take_line, err);
	return st;
}

enum status ssd_file_read(const struct record_reading *reading, struct err *err)
{
	struct reader r = { .reading = reading };
	record_cells_init(&r.cells, reading, reading->set->name);
	enum status st = read_all(&r, err);
	record_cells_deinit(&r.cells);
	for (size_t i = 0; i < r.index_count; i++)
		ssd_index_deinit(&r.indexes[i]);
	ssd_statuses_deinit(&r.statuses);
	arena_deinit(&r.arena);
	return st;
}
