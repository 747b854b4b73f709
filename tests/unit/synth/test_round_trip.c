/* Each format is written without faults, read back by the ordinary readers, and held to
 * the story: for the fields that docs/synth.md says it carries, the same records. */
#include "check.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "intake/mapping.h"
#include "intake/record_reader.h"
#include "synth/caseload.h"
#include "synth/synth.h"

enum {
	YEAR = 2025,
	CHILDREN = 4000,
	CELLS_MAX = 8,
	DOC_MAX_BYTES = 200 * 1024,
	SHOWN = 5, /* differences of each kind */
};

static char place[64];
static struct town town;

/* ---- what each format carries, by the documentation ---- */

enum { COLUMNS = 5, OWN_REPORTS = 4 };
static const unsigned FORMATS[COLUMNS] = { TRUTH_CIN, TRUTH_903, TRUTH_ANNEX_A, TRUTH_SSD,
	                                   TRUTH_EXTRACT };

struct carried {
	bool is_field[RECORD_FIELDS_MAX];
	bool is_day[RECORD_FIELDS_MAX];
	bool is_any;
	bool is_latest;
};
static struct carried carried[COLUMNS][RECORD_TYPE_COUNT];

static void read_word(struct carried *to, enum record_type type, struct str word)
{
	int field;
	if (str_equal(word, STR("/latest"))) {
		to->is_latest = true;
		return;
	}
	bool is_day = str_ends_nocase(word, STR("/day"));
	if (is_day)
		word = str_slice(word, 0, word.len - 4);
	if (!record_field_find(type, word, &field))
		fail_msg("docs/synth.md: %s has no field '%.*s'", record_type_spec(type)->name,
		         STR_ARGS(word));
	to->is_field[field] = true;
	to->is_day[field] = is_day;
	to->is_any = true;
}

static void read_line(struct str line)
{
	struct str cell, word;
	enum record_type type;
	if (!str_starts_nocase(line, STR("| ")) || !str_split(&line, '|', &cell) ||
	    !str_split(&line, '|', &cell) || !record_type_find(str_trim(cell), &type))
		return;
	for (size_t format = 0; format < COLUMNS && str_split(&line, '|', &cell); format++) {
		struct str rest = str_trim(cell);
		while (rest.len && str_split(&rest, ' ', &word))
			read_word(&carried[format][type], type, word);
	}
}

static int read_documentation(void)
{
	struct err err = { 0 };
	char path[1000];
	auto_buf text = buf_init(DOC_MAX_BYTES);
	snprintf(path, sizeof(path), "%s/docs/synth.md", getenv("OUTTURN_SOURCE_ROOT"));
	if (file_read(path, DOC_MAX_BYTES, &text, &err) != OK)
		return -1;
	struct str rest = buf_view(&text), line;
	while (str_split(&rest, '\n', &line))
		read_line(line);
	return 0;
}

/* ---- rows as texts that can be compared ---- */

struct texts {
	struct arena *arena;
	struct str *items;
	size_t count;
	size_t capacity;
};

static void add_value(struct buf *out, const struct record_row *row, int field, bool is_day)
{
	const struct record_value *value = &row->values[field];
	const struct record_field *spec = &record_type_spec(row->type)->fields[field];
	char text[INSTANT_TEXT_BYTES];
	if (!value->is_given)
		return;
	buf_format(out, " %s=", spec->name);
	if (spec->kind == RECORD_DATE || (spec->kind == RECORD_INSTANT && is_day))
		buf_format(out, "%s",
		           date_print_iso(record_date(row->type, row->values, field), text));
	else if (spec->kind == RECORD_INSTANT)
		buf_format(out, "%s",
		           instant_print((struct instant){ value->number, value->offset_minutes },
		                         text));
	else if (spec->kind == RECORD_FLAG || spec->kind == RECORD_NUMBER)
		buf_format(out, "%" PRId64, value->number);
	else
		buf_add(out, value->text);
}

static struct str row_text(const struct record_row *row, const struct carried *what,
                           struct arena *arena)
{
	auto_buf out = buf_init(4096);
	buf_format(&out, "%s %.*s:", record_type_spec(row->type)->name, STR_ARGS(row->child));
	for (int field = 0; field < RECORD_FIELDS_MAX; field++)
		if (what->is_field[field])
			add_value(&out, row, field, what->is_day[field]);
	return arena_text(arena, buf_view(&out));
}

static void keep(struct texts *texts, struct str text)
{
	texts->items = arena_grow(texts->arena, texts->items, texts->count, &texts->capacity,
	                          sizeof(*texts->items));
	texts->items[texts->count++] = text;
}

static int compare(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void sort(struct texts *texts)
{
	if (texts->count)
		qsort(texts->items, texts->count, sizeof(*texts->items), compare);
}

/* Drops repeats: two cases of a child may both name its latest visit. */
static void say_once(struct texts *texts)
{
	size_t kept = 0;
	for (size_t i = 0; i < texts->count; i++)
		if (kept == 0 || compare(&texts->items[kept - 1], &texts->items[i]) != 0)
			texts->items[kept++] = texts->items[i];
	texts->count = kept;
}

/* The same rows, each as often; or, when rows may be left out, none that is not so. */
static int differences(struct texts *expected, struct texts *got, bool may_leave_out)
{
	size_t e = 0, g = 0;
	int missing = 0, extra = 0;
	sort(expected);
	sort(got);
	if (may_leave_out)
		say_once(got);
	while (e < expected->count || g < got->count) {
		int order = e == expected->count ? 1
		            : g == got->count    ? -1
		                                 : compare(&expected->items[e], &got->items[g]);
		if (order < 0 && !may_leave_out && missing++ < SHOWN)
			print_error("not read:  %.*s\n", STR_ARGS(expected->items[e]));
		if (order > 0 && extra++ < SHOWN)
			print_error("not so:    %.*s\n", STR_ARGS(got->items[g]));
		e += order <= 0;
		g += order >= 0;
	}
	return missing + extra;
}

/* ---- reading ---- */

struct reading {
	size_t column; /* of the documentation */
	struct arena *arena;
	struct texts rows[RECORD_TYPE_COUNT];
	int64_t doubts;
};

static enum status on_begin(void *context, const struct record_file *file, struct err *err)
{
	(void)context;
	(void)file;
	(void)err;
	return OK;
}

static enum status on_cover(void *context, const struct record_coverage *coverage, struct err *err)
{
	(void)context;
	(void)coverage;
	(void)err;
	return OK;
}

static enum status on_row(void *context, const struct record_row *row, struct err *err)
{
	struct reading *reading = context;
	(void)err;
	const struct carried *what = &carried[reading->column][row->type];
	struct texts *to = &reading->rows[row->type];
	to->arena = reading->arena;
	if (what->is_any)
		keep(to, row_text(row, what, reading->arena));
	return OK;
}

static enum status on_doubt(void *context, const struct record_row *row, int field, struct str text,
                            const struct finding *what, struct err *err)
{
	struct reading *reading = context;
	(void)err;
	const char *column = field >= 0 ? record_type_spec(row->type)->fields[field].name : "";
	if (str_equal(text, STR("H5"))) /* ended on the day from which the code is old */
		return OK;
	if (reading->doubts++ < SHOWN)
		print_error("doubt: %s.%s %s '%.*s'\n", record_type_spec(row->type)->name, column,
		            what->rule, STR_ARGS(text));
	return OK;
}

/* `mapping` explains a table that is of no published format; else NULL. */
static void read_back(struct reading *reading, const char *folder, int32_t as_at,
                      const struct mapping *mapping)
{
	struct err err = { 0 };
	char path[128];
	const char *paths[] = { path };
	struct format_set_list sets;
	struct format_refusal_list refused;
	struct finding_list findings = { .arena = reading->arena };
	struct record_sink sink = { reading, on_begin, on_cover, on_row, on_doubt };
	snprintf(path, sizeof(path), "%s/fairshire/%s", place, folder);
	assert_ok(format_group(paths, 1, reading->arena, &sets, &refused, &err), &err);
	assert_int_equal(refused.count, 0);
	assert_int_equal(sets.count, 1);
	struct record_reading how = {
		.set = &sets.items[0],
		.sink = &sink,
		.findings = &findings,
		.as_at = as_at,
		.mapping = mapping,
	};
	assert_ok(record_file_read(&how, &err), &err);
}

/* ---- what is expected ---- */

/* Whether a row lies in the window of the format: the test's own words for it. */
typedef bool window_fn(const struct truth_child *child, const struct truth_row *row,
                       const struct truth_view *view);

static int32_t started_of(const struct truth_row *row, const struct truth_view *view)
{
	int start = record_type_spec(row->row.type)->start;
	return start < 0 ? DATE_NONE : truth_date(row, start, view);
}

static bool runs_from(const struct truth_row *row, const struct truth_view *view, int32_t from)
{
	int end = record_type_spec(row->row.type)->end;
	int32_t ended = end < 0 ? DATE_NONE : truth_date(row, end, view);
	return started_of(row, view) != DATE_NONE && (ended == DATE_NONE || ended >= from);
}

static bool began_from(int32_t day, int32_t from)
{
	return day != DATE_NONE && day >= from;
}

static bool is_in_census(const struct truth_child *child, const struct truth_row *row,
                         const struct truth_view *view)
{
	int32_t from = town_year_start(YEAR);
	switch ((int)row->row.type) {
	case RECORD_PERSON:
	case RECORD_DISABILITY:
		for (size_t i = 0; i < child->of[RECORD_REFERRAL].count; i++)
			if (is_in_census(child, child->of[RECORD_REFERRAL].items[i], view))
				return true;
		return false;
	case RECORD_REFERRAL:
		if (truth_number(row, REFERRAL_NO_FURTHER_ACTION, view) == 1)
			return began_from(started_of(row, view), from);
		return runs_from(row, view, from);
	case RECORD_NEED:
		return is_in_census(child, row->parent, view);
	case RECORD_FACTOR:
		return began_from(truth_date(row, FACTOR_COMPLETED, view), from);
	case RECORD_ENQUIRY:
		return began_from(started_of(row, view), from) ||
		       began_from(truth_date(row, ENQUIRY_CONFERENCE_HELD, view), from);
	case RECORD_CONFERENCE:
	case RECORD_PLAN_REVIEW:
		return began_from(started_of(row, view), from);
	default:
		return runs_from(row, view, from);
	}
}

static bool is_in_care(const struct truth_child *child, const struct truth_view *view)
{
	for (size_t i = 0; i < child->of[RECORD_CARE].count; i++)
		if (runs_from(child->of[RECORD_CARE].items[i], view, town_year_start(YEAR)))
			return true;
	return false;
}

static bool is_in_return(const struct truth_child *child, const struct truth_row *row,
                         const struct truth_view *view)
{
	int32_t from = town_year_start(YEAR);
	switch ((int)row->row.type) {
	case RECORD_PERSON:
		for (size_t i = 0; i < child->of[RECORD_CARE_LEAVER].count; i++)
			if (is_in_return(child, child->of[RECORD_CARE_LEAVER].items[i], view))
				return true;
		return is_in_care(child, view);
	case RECORD_CARE_REVIEW:
		return is_in_care(child, view) && began_from(started_of(row, view), from);
	case RECORD_CARE_LEAVER:
	case RECORD_CARE_YEAR:
	case RECORD_ADOPTED:
		return (row->formats & TRUTH_903) && started_of(row, view) == town_year_end(YEAR);
	case RECORD_PREVIOUS_PERMANENCE:
	case RECORD_ADOPTION_DECISION:
		return is_in_care(child, view);
	case RECORD_ALLOCATION:
		return is_in_care(child, view) && runs_from(row, view, from) &&
		       str_equal(row->row.values[ALLOCATION_ROLE].text, STR("Social worker"));
	case RECORD_MISSING:
	case RECORD_IMMIGRATION:
		return is_in_return(child, child->of[RECORD_PERSON].items[0], view) &&
		       runs_from(row, view, from);
	default:
		return runs_from(row, view, from);
	}
}

static bool is_in_annex_a(const struct truth_child *child, const struct truth_row *row,
                          const struct truth_view *view)
{
	int32_t half, year;
	assert_int_equal(date_add_months(view->upto, -6, &half, NULL), OK);
	assert_int_equal(date_add_months(view->upto, -12, &year, NULL), OK);
	int32_t born = truth_date(child->of[RECORD_PERSON].items[0], PERSON_BORN, view);
	switch ((int)row->row.type) {
	case RECORD_PERSON:
		for (int type = 0; type < RECORD_TYPE_COUNT; type++)
			for (size_t i = 0; type != RECORD_PERSON && i < child->of[type].count;
			     i++) {
				const struct truth_row *other = child->of[type].items[i];
				const struct carried *what = &carried[2][type];
				if (what->is_any && !what->is_latest &&
				    (other->formats & TRUTH_ANNEX_A) &&
				    truth_is_known(other, view) &&
				    is_in_annex_a(child, other, view))
					return true;
			}
		return false;
	case RECORD_NEED:
		return truth_number(row, NEED_NO_FURTHER_ACTION, view) == 0 &&
		       runs_from(row, view, half + 1);
	case RECORD_ENQUIRY:
		return began_from(started_of(row, view), half + 1) ||
		       began_from(truth_date(row, ENQUIRY_CONFERENCE_HELD, view), half + 1);
	case RECORD_CONFERENCE:
		return began_from(started_of(row, view), half + 1);
	case RECORD_PLAN:
	case RECORD_CARE_PERIOD:
		return runs_from(row, view, half + 1);
	case RECORD_CARE_LEAVER:
		return date_age(born, view->upto) < 21;
	case RECORD_PERMANENCE:
		return truth_date(row, PERMANENCE_DECIDED, view) != DATE_NONE &&
		       runs_from(row, view, year + 1);
	case RECORD_ADOPTER:
		return runs_from(row, view, year + 1);
	default:
		return began_from(started_of(row, view), half + 1);
	}
}

static bool is_in_dataset(const struct truth_child *child, const struct truth_row *row,
                          const struct truth_view *view)
{
	(void)view;
	(void)child;
	if (row->row.type != RECORD_VISIT)
		return true;
	struct str kind = row->row.values[VISIT_KIND].text;
	return str_equal(kind, STR("need")) || str_equal(kind, STR("protection")) ||
	       str_equal(kind, STR("care"));
}

struct expecting {
	size_t column;
	struct truth_view view;
	window_fn *window;
	struct arena *arena;
	struct texts rows[RECORD_TYPE_COUNT];
};

static void expect_row(struct expecting *e, const struct truth_child *child,
                       const struct truth_row *row)
{
	enum record_type type = row->row.type;
	const struct carried *what = &carried[e->column][type];
	if (!what->is_any || !(row->formats & FORMATS[e->column]) || !truth_is_known(row, &e->view))
		return;
	if (child && !what->is_latest && !e->window(child, row, &e->view))
		return;
	struct record_row known = truth_as_known(row, &e->view);
	e->rows[type].arena = e->arena;
	keep(&e->rows[type], row_text(&known, what, e->arena));
}

static void expect_list(struct expecting *e, const struct truth_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		expect_row(e, NULL, list->items[i]);
}

static void expect(struct expecting *e)
{
	struct truth_list adopters, workers, teams, counts;
	struct caseload caseload;
	town_staff(&town, e->arena, &workers, &teams);
	town_adopters(&town, e->arena, &adopters);
	caseload_start(&caseload, &town, e->view.upto, e->arena);
	town_workforce(&town, &caseload, e->arena, &counts);
	expect_list(e, &counts);
	expect_list(e, &workers);
	expect_list(e, &teams);
	for (size_t i = 0; i < adopters.count; i++)
		if (runs_from(adopters.items[i], &e->view, e->view.upto - 365))
			expect_row(e, NULL, adopters.items[i]);
	for (int32_t i = 0; i < town.family_count; i++) {
		auto_arena arena = { 0 };
		struct truth_family family;
		town_family(&town, i, &arena, &family);
		for (size_t k = 0; k < family.count; k++)
			for (int type = 0; type < RECORD_TYPE_COUNT; type++)
				for (size_t r = 0; r < family.children[k].of[type].count; r++)
					expect_row(e, &family.children[k],
					           family.children[k].of[type].items[r]);
	}
}

/* Reads a folder and compares it type by type; `left_out` it has none of. */
static void check_all_but(enum record_type left_out, size_t column, const char *folder,
                          struct truth_view view, window_fn *window, int32_t as_at)
{
	auto_arena arena = { 0 };
	struct expecting e = { .column = column, .view = view, .window = window, .arena = &arena };
	struct reading reading = { .column = column, .arena = &arena };
	int wrong = 0;
	size_t rows = 0;
	expect(&e);
	read_back(&reading, folder, as_at, NULL);
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct carried *what = &carried[column][type];
		if (type == (int)left_out) {
			assert_int_equal(reading.rows[type].count, 0);
			continue;
		}
		int found = differences(&e.rows[type], &reading.rows[type], what->is_latest);
		if (found > 0)
			print_error("%s, %s: %d differences, %zu expected, %zu read\n", folder,
			            record_type_spec((enum record_type)type)->name, found,
			            e.rows[type].count, reading.rows[type].count);
		wrong += found;
		rows += reading.rows[type].count;
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(reading.doubts, 0);
	assert_true(rows > 150);
}

static void check_format(size_t column, const char *folder, struct truth_view view,
                         window_fn *window, int32_t as_at)
{
	check_all_but(RECORD_TYPE_COUNT, column, folder, view, window, as_at);
}

static void census_says_what_happened(void **state)
{
	(void)state;
	check_format(0, "cin", town_return_view(YEAR), is_in_census, DATE_NONE);
}

static void return_says_what_happened(void **state)
{
	(void)state;
	check_format(1, "ssda903", town_return_view(YEAR), is_in_return, DATE_NONE);
}

/* The XML form has no place for social workers. */
static void return_as_xml_says_what_the_tables_say(void **state)
{
	(void)state;
	check_all_but(RECORD_ALLOCATION, 1, "ssda903-xml", town_return_view(YEAR), is_in_return,
	              DATE_NONE);
}

static void annex_a_says_what_happened(void **state)
{
	(void)state;
	int32_t as_at = town_year_end(YEAR);
	check_format(2, "annex-a", (struct truth_view){ as_at, as_at }, is_in_annex_a, as_at);
}

static void lists_say_what_the_workbook_says(void **state)
{
	(void)state;
	int32_t as_at = town_year_end(YEAR);
	check_format(2, "annex-a-lists", (struct truth_view){ as_at, as_at }, is_in_annex_a, as_at);
}

static void dataset_says_what_happened(void **state)
{
	(void)state;
	int32_t as_at = town_year_end(YEAR);
	check_format(3, "ssd", (struct truth_view){ as_at, as_at }, is_in_dataset, as_at);
}

static bool is_anywhere(const struct truth_child *child, const struct truth_row *row,
                        const struct truth_view *view)
{
	(void)child;
	(void)row;
	(void)view;
	return true;
}

/* The council's own reports, each by the mapping that is written beside it. */
static void reports_say_what_happened(void **state)
{
	(void)state;
	static const struct {
		const char *file;
		enum record_type type;
	} REPORTS[] = { { "assessments", RECORD_ASSESSMENT }, { "missing", RECORD_MISSING },
		        { "proceedings", RECORD_PROCEEDINGS }, { "liberty", RECORD_LIBERTY },
		        { "audits", RECORD_AUDIT },            { "workforce", RECORD_WORKFORCE } };
	auto_arena arena = { 0 };
	int32_t as_at = town_year_end(YEAR);
	struct expecting e = { OWN_REPORTS, { as_at, as_at }, is_anywhere, &arena, { { 0 } } };
	struct reading reading = { .column = OWN_REPORTS, .arena = &arena };
	expect(&e);
	for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
		struct err err = { 0 };
		char path[160], folder[64];
		struct mapping mapping;
		struct finding_list problems = { .arena = &arena };
		snprintf(path, sizeof(path), "%s/fairshire/reports/mappings/%s.map", place,
		         REPORTS[i].file);
		snprintf(folder, sizeof(folder), "reports/2025-03-31/%s.csv", REPORTS[i].file);
		assert_ok(mapping_read(path, &arena, &mapping, &problems, &err), &err);
		read_back(&reading, folder, as_at, &mapping);
		struct texts *got = &reading.rows[REPORTS[i].type];
		assert_int_equal(differences(&e.rows[REPORTS[i].type], got, false), 0);
		assert_true(got->count > 0);
	}
	assert_int_equal(reading.doubts, 0);
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *ftw)
{
	(void)stat;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int start(void **state)
{
	(void)state;
	struct err err = { 0 };
	struct synth_plan plan = { .town = { .seed = 11,
		                             .children = CHILDREN,
		                             .years = 1,
		                             .last_year = YEAR,
		                             .as_at = town_year_end(YEAR) },
		                   .formats = SYNTH_ALL,
		                   .extracts = 1 };
	struct synth_result result;
	char path[128];
	snprintf(place, sizeof(place), "/tmp/outturn-trip-XXXXXX");
	if (!mkdtemp(place) || read_documentation() != 0 ||
	    town_init(&town, &plan.town, &err) != OK)
		return -1;
	snprintf(path, sizeof(path), "%s/fairshire", place);
	return synth_write(&plan, &town, path, &result, &err) == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	town_deinit(&town);
	return nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(census_says_what_happened),
		cmocka_unit_test(return_says_what_happened),
		cmocka_unit_test(return_as_xml_says_what_the_tables_say),
		cmocka_unit_test(annex_a_says_what_happened),
		cmocka_unit_test(lists_say_what_the_workbook_says),
		cmocka_unit_test(dataset_says_what_happened),
		cmocka_unit_test(reports_say_what_happened),
	};
	return cmocka_run_group_tests(tests, start, end);
}
