#include "intake/ofsted_file.h"

#include "base/date.h"
#include "intake/cell.h"
#include "intake/named_columns.h"
#include "series/place.h"

enum { NUMBERS = 1000 }; /* places have three digits */

enum {
	COLUMN_CODE,
	COLUMN_NAME,
	COLUMN_INSPECTED,
	COLUMN_PUBLISHED,
	COLUMN_KIND,
	COLUMN_ASPECTS, /* the first of INSPECTION_ASPECT_COUNT */
	COLUMN_COUNT = COLUMN_ASPECTS + INSPECTION_ASPECT_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_CODE] = { "Local authority area code", false },
	[COLUMN_NAME] = { "Local authority name", true },
	[COLUMN_INSPECTED] = { "Inspection date|Inspection start date", false },
	[COLUMN_PUBLISHED] = { "Publication date", true },
	[COLUMN_KIND] = { "Inspection type", true },
	[COLUMN_ASPECTS + INSPECTION_OVERALL] = { "Overall effectiveness", true },
	[COLUMN_ASPECTS + INSPECTION_LEADERS] = {
		"The impact of leaders on social work practice with children and families", false },
	[COLUMN_ASPECTS + INSPECTION_PROTECTION] = {
		"The experiences and progress of children who need help and protection", false },
	[COLUMN_ASPECTS + INSPECTION_CARE] = {
		"The experiences and progress of children in care", false },
	[COLUMN_ASPECTS + INSPECTION_CARE_LEAVERS] = {
		"The experiences and progress of care leavers", true },
};

static const char *const GRADES[OFSTED_OTHER] = {
	[OFSTED_OUTSTANDING] = "Outstanding",
	[OFSTED_GOOD] = "Good",
	[OFSTED_REQUIRES_IMPROVEMENT] = "Requires improvement to be good",
	[OFSTED_INADEQUATE] = "Inadequate",
};

struct reading {
	const struct publication_taking *taking;
	struct ofsted_summary *summary;
	bool has_header;
	int columns[COLUMN_COUNT];
	bool is_listed[NUMBERS];
};

static struct finding doubt(const struct reading *r, const struct grid_row *row,
                            const char *rule, enum finding_severity severity, int column)
{
	struct finding what = publication_doubt(r->taking, rule, severity, row->number);
	struct str names = str_of(COLUMNS[column].names);
	str_split(&names, '|', &what.column);
	return what;
}

static enum ofsted_grade grade_of(struct str words)
{
	for (int i = 0; i < OFSTED_OTHER; i++)
		if (str_equal_nocase(words, str_of(GRADES[i])))
			return (enum ofsted_grade)i;
	return OFSTED_OTHER;
}

static const struct place *place_of(const struct reading *r, const struct grid_row *row)
{
	struct str code = named_column_text(row, r->columns[COLUMN_CODE]);
	struct str name = named_column_text(row, r->columns[COLUMN_NAME]);
	const struct place *place = place_by_code(code);
	if (!place || place->kind != PLACE_AUTHORITY) {
		finding_add(r->taking->findings,
		            doubt(r, row, "ofsted.unknown_authority", FINDING_ERROR, COLUMN_CODE),
		            "'%.*s' is no code of an authority; the inspection was left out",
		            STR_ARGS(code));
		return NULL;
	}
	const struct place *named = place_by_name(name, place->to);
	if (named && named != place)
		finding_add(r->taking->findings,
		            doubt(r, row, "ofsted.name_differs", FINDING_WARNING, COLUMN_NAME),
		            "'%.*s' is %d, but the code is that of %d (%.*s); the code counts",
		            STR_ARGS(name), named->number, place->number,
		            STR_ARGS(place->short_name));
	return place;
}

/* Reads a day; DATE_NONE for an empty cell, and with a finding for an unreadable one. */
static int32_t date_of(const struct reading *r, const struct grid_row *row, int column)
{
	struct str text = named_column_text(row, r->columns[column]);
	struct cell_date read = { .date = DATE_NONE };
	enum cell_answer answer = cell_read_date(text, false, &read);
	if (answer == CELL_VALUE && read.precision == CELL_PRECISION_DAY)
		return read.date;
	if (answer != CELL_MISSING)
		finding_add(r->taking->findings,
		            doubt(r, row, "ofsted.date_unreadable", FINDING_ERROR, column),
		            "'%.*s' is no date; expected one like 2024-06-10", STR_ARGS(text));
	return DATE_NONE;
}

static void take_judgements(struct reading *r, const struct grid_row *row,
                            struct inspection *inspection)
{
	for (int a = 0; a < INSPECTION_ASPECT_COUNT; a++) {
		int column = COLUMN_ASPECTS + a;
		struct str words = named_column_text(row, r->columns[column]);
		if (cell_absence(words) != CELL_ABSENCE_NONE)
			continue;
		enum ofsted_grade grade = grade_of(words);
		if (grade == OFSTED_OTHER)
			finding_add(r->taking->findings,
			            doubt(r, row, "ofsted.judgement_unknown", FINDING_WARNING,
			                  column),
			            "'%.*s' is no judgement that we know; it is kept as it stands",
			            STR_ARGS(words));
		inspection->judgements[a] = words;
		r->summary->judgements++;
		r->summary->of_grade[grade] += a == INSPECTION_OVERALL;
	}
}

static void count(struct reading *r, const struct inspection *inspection)
{
	struct ofsted_summary *summary = r->summary;
	summary->inspections++;
	summary->authorities += !r->is_listed[inspection->place];
	r->is_listed[inspection->place] = true;
	int32_t on = inspection->published_on != DATE_NONE ? inspection->published_on
	                                                   : inspection->inspected_on;
	if (summary->inspections == 1 || on > summary->newest_on)
		summary->newest_on = on;
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header) {
		r->has_header = true;
		return named_columns_find(row, COLUMNS, COLUMN_COUNT, r->columns, err);
	}
	const struct place *place = place_of(r, row);
	if (!place)
		return OK;
	struct inspection inspection = {
		.place = place->number,
		.kind = named_column_text(row, r->columns[COLUMN_KIND]),
		.inspected_on = date_of(r, row, COLUMN_INSPECTED),
		.published_on = date_of(r, row, COLUMN_PUBLISHED),
		.delivery = r->taking->delivery,
		.row = row->number,
	};
	if (inspection.inspected_on == DATE_NONE) {
		finding_add(r->taking->findings,
		            doubt(r, row, "ofsted.no_date", FINDING_ERROR, COLUMN_INSPECTED),
		            "an inspection of %.*s has no date and was left out",
		            STR_ARGS(place->short_name));
		return OK;
	}
	take_judgements(r, row, &inspection);
	count(r, &inspection);
	return inspection_add(r->taking->db, &inspection, err);
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = { .taking = taking, .summary = context };
	struct grid_sink sink = { .context = &reading, .row = take_row };
	enum status st = publication_read(taking, &sink, err);
	if (st == OK && reading.summary->inspections == 0)
		st = err_set(err, E_INPUT, "%.*s: no row of the file tells of an inspection",
		             STR_ARGS(taking->file));
	return st;
}

enum status ofsted_take_file(struct db *db, const struct publication *what,
                             struct ofsted_summary *out, struct finding_list *findings,
                             struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("ofsted"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
