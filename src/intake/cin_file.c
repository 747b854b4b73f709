#include "intake/cin_file.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/cin_child.h"
#include "intake/cin_elements.h"
#include "intake/collection_year.h"
#include "intake/xml_parts.h"

enum {
	FIRST_YEAR = 2009, /* of the census */
	LAST_YEAR = 2026,  /* whose elements and codes are known here */
	FIRST_YEAR_OF_NEED_PLANS = 2022,
	FIRST_YEAR_OF_PROCEEDINGS = 2026,
};

static const char *const NAMES[] = {
#define CIN_NAME(id, name) [CIN_##id] = name,
	CIN_ELEMENTS(CIN_NAME)
#undef CIN_NAME
};

struct cin_reader {
	const struct record_reading *reading;
	struct cin_children children;
	struct arena arena;
	struct str name;          /* of the file */
	struct record_file file;
	bool has_header;
	bool has_begun;
	bool year_is_sure;        /* the header does not contradict itself about it */
	bool has_children;        /* the element that holds them */
	int64_t stray_line;
};

static void tell(struct cin_reader *r, const char *rule, enum finding_severity severity,
                 struct str column, int64_t line, const char *message)
{
	finding_add(r->reading->findings,
	            (struct finding){ .rule = rule, .severity = severity, .file = r->name,
	                              .row = line, .column = column }, "%s", message);
}

/* ---- the header ---- */

/* The first element of a number in a part that says something; NULL when there is none. */
static const struct xml_node *find_said(const struct xml_part *part, enum cin_element element)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->nodes[i].element == (int)element && part->nodes[i].text.len)
			return &part->nodes[i];
	return NULL;
}

static void read_year(struct cin_reader *r, const struct xml_part *header)
{
	const struct xml_node *node = find_said(header, CIN_YEAR);
	int64_t year;
	if (node && cell_read_whole(node->text, &year) == CELL_VALUE && year >= COLLECTION_YEAR_MIN &&
	    year <= COLLECTION_YEAR_MAX)
		r->file.year = (int)year;
	else
		tell(r, "cin.header_year", FINDING_WARNING, STR("Year"),
		     node ? node->line : header->nodes[0].line,
		     "the header names no collection year; expected one like 2024");
}

/* A year in which there was no such census is a slip of the pen: what it would end was
 * not ended. A year that is newer than this program may well be right. */
static void doubt_year(struct cin_reader *r, const struct xml_part *header)
{
	const struct xml_node *node = find_said(header, CIN_YEAR);
	int64_t line = node ? node->line : header->nodes[0].line;
	if (r->file.year != 0 && r->file.year < FIRST_YEAR) {
		r->year_is_sure = false;
		tell(r, "cin.header_year", FINDING_ERROR, STR("Year"), line,
		     "there was no census in this year; expected one from 2009 on, so nothing that "
		     "was known before is ended by this file");
	} else if (r->file.year > LAST_YEAR) {
		tell(r, "cin.header_year", FINDING_WARNING, STR("Year"), line,
		     "the census of this year is not known here yet; it was read as the newest that "
		     "is, and its codes may differ");
	}
}

static void read_reference_date(struct cin_reader *r, const struct xml_part *header)
{
	const struct xml_node *node = find_said(header, CIN_REFERENCE_DATE);
	int64_t line = node ? node->line : header->nodes[0].line;
	struct cell_date date = { .date = DATE_NONE };
	if (!node || cell_read_date(node->text, false, &date) != CELL_VALUE ||
	    date.precision != CELL_PRECISION_DAY) {
		tell(r, "cin.100", FINDING_WARNING, STR("ReferenceDate"), line,
		     "the header has no reference date; expected 31 March of the collection year");
		return;
	}
	if (r->file.year == 0)
		r->file.year = collection_year_of(date.date);
	if (date.date == collection_year_last(r->file.year))
		return;
	if (date_to_ymd(date.date).year == r->file.year) {
		tell(r, "cin.100", FINDING_WARNING, STR("ReferenceDate"), line,
		     "the reference date is not 31 March of the collection year; the year counts");
		return;
	}
	r->year_is_sure = false;
	tell(r, "cin.100", FINDING_ERROR, STR("ReferenceDate"), line,
	     "the reference date is in another year than the collection year; the year counts, "
	     "and because either may be wrong nothing that was known before is ended by this "
	     "file");
}

static void read_authority(struct cin_reader *r, const struct xml_part *header)
{
	const struct xml_node *node = find_said(header, CIN_LEA);
	bool is_code = node && node->text.len == 3;
	for (size_t i = 0; is_code && i < node->text.len; i++)
		is_code = char_is_digit(node->text.ptr[i]);
	if (is_code)
		r->file.authority_code = arena_text(&r->arena, node->text);
	else
		tell(r, "cin.header_authority", FINDING_WARNING, STR("LEA"),
		     node ? node->line : header->nodes[0].line,
		     "the header names no authority; expected its three digits");
}

static void read_header(struct cin_reader *r, const struct xml_part *header)
{
	if (r->has_begun || r->has_header) {
		tell(r, "cin.header_late", FINDING_WARNING, STR("Header"), header->nodes[0].line,
		     "the header stands behind children or comes twice; it was not used");
		return;
	}
	r->has_header = true;
	r->year_is_sure = true;
	read_year(r, header);
	read_reference_date(r, header);
	doubt_year(r, header);
	read_authority(r, header);
}

/* ---- the beginning ---- */

static const struct {
	enum record_type type;
	enum record_coverage_kind kind;
	int first_year; /* 0: every year asks for it */
} COVERAGE[] = {
	{ RECORD_DISABILITY, RECORD_COVERS_CHILDREN, 0 },
	{ RECORD_REFERRAL, RECORD_COVERS_OVERLAPS, 0 },
	{ RECORD_NEED, RECORD_COVERS_OVERLAPS, 0 },
	{ RECORD_ASSESSMENT, RECORD_COVERS_OVERLAPS, 0 },
	{ RECORD_FACTOR, RECORD_COVERS_OVERLAPS, 0 },
	{ RECORD_ENQUIRY, RECORD_COVERS_STARTS, 0 },
	{ RECORD_CONFERENCE, RECORD_COVERS_STARTS, 0 },
	{ RECORD_NEED_PLAN, RECORD_COVERS_OVERLAPS, FIRST_YEAR_OF_NEED_PLANS },
	{ RECORD_PLAN, RECORD_COVERS_OVERLAPS, 0 },
	{ RECORD_PLAN_REVIEW, RECORD_COVERS_STARTS, 0 },
	{ RECORD_PROCEEDINGS, RECORD_COVERS_OVERLAPS, FIRST_YEAR_OF_PROCEEDINGS },
};

static enum status cover(struct cin_reader *r, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	int32_t from = collection_year_first(r->file.year);
	enum status st = OK;
	for (size_t i = 0; i < COUNT_OF(COVERAGE) && st == OK; i++) {
		if (r->file.year < COVERAGE[i].first_year)
			continue;
		struct record_coverage coverage = { COVERAGE[i].type, COVERAGE[i].kind, from,
			                            r->file.reference_day };
		st = sink->cover(sink->context, &coverage, err);
	}
	return st;
}

/* The last day that the file speaks of: 31 March, or earlier in the year when the user says
 * that the file is of such a day. */
static int32_t last_day(const struct cin_reader *r)
{
	int32_t as_at = r->reading->as_at;
	if (r->file.year == 0)
		return as_at;
	int32_t last = collection_year_last(r->file.year);
	bool is_within = as_at != DATE_NONE && as_at >= collection_year_first(r->file.year) &&
	                 as_at < last;
	return is_within ? as_at : last;
}

/* A file without children says that there are none, which no authority can mean. */
static enum status begin(struct cin_reader *r, bool with_children, struct err *err)
{
	const struct record_sink *sink = r->reading->sink;
	if (!r->has_header) {
		r->file.year = r->reading->set->year;
		r->year_is_sure = r->file.year != 0;
		tell(r, "cin.header_missing", FINDING_WARNING, STR("Header"), 0,
		     "there is no header before the children: authority and year are not said");
	}
	r->has_begun = true;
	r->file.reference_day = last_day(r);
	r->file.words = r->file.year ? arena_format(&r->arena, "CIN census XML of %d",
	                                            r->file.year)
	                             : STR("CIN census XML");
	r->children.cells.year = r->file.year;
	enum status st = sink->begin(sink->context, &r->file, err);
	return st == OK && with_children && r->file.year && r->year_is_sure ? cover(r, err) : st;
}

/* ---- the parts ---- */

static bool is_part(void *context, int element)
{
	(void)context;
	return element == CIN_HEADER || element == CIN_CHILD;
}

static enum status on_part(void *context, const struct xml_part *part, struct err *err)
{
	struct cin_reader *r = context;
	if (part->stray_line && !r->stray_line)
		r->stray_line = part->stray_line;
	if (part->nodes[0].element == CIN_HEADER) {
		read_header(r, part);
		return OK;
	}
	enum status st = r->has_begun ? OK : begin(r, true, err);
	return st == OK ? cin_children_add(&r->children, part, err) : st;
}

static enum status on_outside(void *context, struct str name, int element, size_t depth,
                              struct err *err)
{
	struct cin_reader *r = context;
	if (depth == 0 && element != CIN_MESSAGE)
		return err_set(err, E_INPUT, "it begins with '%.*s'; a CIN census begins with "
		               "'Message'", STR_ARGS(str_cut(name, 60)));
	r->has_children |= element == CIN_CHILDREN;
	if (depth > 0 && element != CIN_CHILDREN) {
		struct xml_node node = { .name = name };
		cin_children_tell(&r->children, "cin.element_unknown", FINDING_NOTE, &node,
		                  "the element is of no child; it was passed over");
	}
	return OK;
}

/* What is told when the whole file was read. */
static void tell_of_whole(struct cin_reader *r, enum encoding encoding)
{
	const struct cin_children *children = &r->children;
	if (encoding == ENCODING_WINDOWS_1252)
		tell(r, "cin.encoding", FINDING_NOTE, (struct str){ 0 }, 0,
		     "the file is not UTF-8, as it should be; it was read as Windows-1252");
	if (r->stray_line)
		tell(r, "cin.stray_text", FINDING_NOTE, (struct str){ 0 }, r->stray_line,
		     "text stands between elements, here or also below; it was passed over");
	if (children->count == 0)
		tell(r, "cin.no_children", FINDING_ERROR, STR("Child"), 0,
		     "the file holds no child; nothing that was known before is ended by it");
	if (children->nameless)
		finding_add(r->reading->findings,
		            (struct finding){ .rule = "cin.no_child_id", .severity = FINDING_ERROR,
		                              .file = r->name, .row = children->nameless_line,
		                              .column = STR("LAchildID") },
		            "%lld of %lld children have no identifier, the first of them here; "
		            "their records could not be taken", (long long)children->nameless,
		            (long long)children->count);
}

enum status cin_file_read(const struct record_reading *reading, struct err *err)
{
	assert(reading->set->kind == FORMAT_CIN_XML && reading->set->count == 1);
	const char *path = reading->set->members[0].path;
	const char *slash = strrchr(path, '/');
	struct cin_reader r = { .reading = reading, .name = str_of(slash ? slash + 1 : path),
		                .file = { .source = RECORD_SOURCE_CIN,
		                          .reference_day = DATE_NONE } };
	struct xml_parts_handler handler = { &r, NAMES, COUNT_OF(NAMES), is_part, on_part,
		                             on_outside };
	enum encoding encoding;
	cin_children_init(&r.children, reading, r.name);
	enum status st = xml_parts_read(path, &handler, &encoding, err);
	if (st == OK && !r.has_children)
		st = err_set(err, E_INPUT, "%.*s: it has no element 'Children': this is no CIN "
		             "census", STR_ARGS(r.name));
	if (st == OK && !r.has_begun)
		st = begin(&r, false, err);
	if (st == OK)
		tell_of_whole(&r, encoding);
	cin_children_deinit(&r.children);
	arena_deinit(&r.arena);
	return st;
}
