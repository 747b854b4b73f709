#include "intake/geography_file.h"

#include <stdbool.h>

#include "base/date.h"
#include "intake/cell.h"
#include "intake/named_columns.h"
#include "series/place.h"

enum {
	COLUMN_CODE,
	COLUMN_NUMBER,
	COLUMN_NAME,
	COLUMN_REGION_CODE,
	COLUMN_REGION,
	COLUMN_LAST_DAY,
	COLUMN_CHANGED_ON, /* the rest: of a list of reorganisations */
	COLUMN_NEW_CODE,
	COLUMN_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_CODE] = { "new_la_code|gss-code|UTLA21CD|UTLA22CD|UTLA23CD|UTLA24CD|UTLA25CD|"
	                  "utla_code_2021", true },
	[COLUMN_NUMBER] = { "old_la_code|LA Number", true },
	[COLUMN_NAME] = { "la_name|nice-name|UTLA21NM|UTLA22NM|UTLA23NM|UTLA24NM|UTLA25NM|"
	                  "utla_name", true },
	[COLUMN_REGION_CODE] = { "region_code|parent_geography_code", true },
	[COLUMN_REGION] = { "region_name|Region", true },
	[COLUMN_LAST_DAY] = { "valid_to|date_of_termination", true },
	[COLUMN_CHANGED_ON] = { "effective_date", true },
	[COLUMN_NEW_CODE] = { "successor_new_la_code", true },
};

struct reading {
	const struct publication_taking *taking;
	struct geography_summary *summary;
	bool has_header;
	int columns[COLUMN_COUNT];
	bool row_differs;
};

/* ---- which place ---- */

/* Whether the text has the form of a code of an upper-tier authority, region or England. */
static bool is_code(struct str text)
{
	static const char *const FORMS[] = { "E06", "E08", "E09", "E10", "E12", "E13", "E92" };
	for (size_t i = 0; text.len == 9 && i < COUNT_OF(FORMS); i++)
		if (str_starts_nocase(text, str_of(FORMS[i])))
			return true;
	return false;
}

static bool is_number(struct str text)
{
	return text.len == 3 && char_is_digit(text.ptr[0]) && char_is_digit(text.ptr[1]) &&
	       char_is_digit(text.ptr[2]);
}

static void tell(struct reading *r, const struct grid_row *row, const char *rule, int column,
                 struct str words)
{
	struct finding what = publication_doubt(r->taking, rule, FINDING_WARNING, row->number);
	struct str names = str_of(COLUMNS[column].names);
	str_split(&names, '|', &what.column);
	finding_add(r->taking->findings, what, "%.*s", STR_ARGS(words));
	r->row_differs = true;
}

static struct str text_of(const struct reading *r, const struct grid_row *row, int column)
{
	return named_column_text(row, r->columns[column]);
}

/* The place of a code or number that ought to be known. */
static const struct place *known(struct reading *r, const struct grid_row *row, int column,
                                 const struct place *place)
{
	struct str text = text_of(r, row, column);
	struct str name = text_of(r, row, COLUMN_NAME);
	if (!place)
		tell(r, row, "geography.unknown", column,
		     arena_format(r->taking->arena,
		                  "'%.*s' (%.*s) is not known to this version of the program",
		                  STR_ARGS(text), STR_ARGS(name)));
	return place;
}

/* The place of a row; NULL when it has none, or one that is not known. A code of an
 * authority that has no number here ("x") is a county of before our list. */
static const struct place *place_of(struct reading *r, const struct grid_row *row)
{
	struct str code = text_of(r, row, COLUMN_CODE);
	struct str number = text_of(r, row, COLUMN_NUMBER);
	const struct place *by_code = NULL;
	const struct place *by_number = NULL;
	bool has_number = is_number(number);
	bool has_column = r->columns[COLUMN_NUMBER] != NAMED_COLUMN_NONE;
	bool is_of_regions = !has_column && r->columns[COLUMN_CODE] == NAMED_COLUMN_NONE;
	struct str region = text_of(r, row, COLUMN_REGION_CODE);
	if (is_of_regions && is_code(region))
		return known(r, row, COLUMN_REGION_CODE, place_by_code(region));
	if (is_code(code) && (has_number || !has_column))
		by_code = known(r, row, COLUMN_CODE, place_by_code(code));
	if (has_number && (is_code(code) || code.len == 0))
		by_number = known(r, row, COLUMN_NUMBER, place_find(number, DATE_NONE));
	if (by_code && by_number && by_code != by_number)
		tell(r, row, "geography.disagrees", COLUMN_NUMBER,
		     arena_format(r->taking->arena, "'%.*s' is %d to this program, and not '%.*s'",
		                  STR_ARGS(code), by_code->number, STR_ARGS(number)));
	return by_code ? by_code : by_number;
}

/* ---- what is said of it ---- */

static void check_name(struct reading *r, const struct grid_row *row, const struct place *place)
{
	struct str name = text_of(r, row, COLUMN_NAME);
	size_t bracket = str_find_nocase(name, STR("(")); /* "Dorset (rest)" */
	struct str core = str_trim(str_slice(name, 0, bracket));
	bool is_known = place_by_name(name, place->to) == place ||
	                place_by_name(core, place->to) == place;
	if (name.len > 0 && !is_known)
		tell(r, row, "geography.name_differs", COLUMN_NAME,
		     arena_format(r->taking->arena, "'%.*s' is %.*s (%d) to this program",
		                  STR_ARGS(name), STR_ARGS(place->short_name), place->number));
}

static void check_region(struct reading *r, const struct grid_row *row,
                         const struct place *place)
{
	struct str code = text_of(r, row, COLUMN_REGION_CODE);
	struct str name = text_of(r, row, COLUMN_REGION);
	const struct place *given = is_code(code) ? place_by_code(code)
	                                          : place_by_name(name, DATE_NONE);
	const struct place *region = place_region(place);
	bool is_same = given == region || (given && given->number == place->london_part);
	if (given && given->kind != PLACE_ENGLAND && region && !is_same)
		tell(r, row, "geography.region_differs", COLUMN_REGION,
		     arena_format(r->taking->arena, "%.*s lies in %.*s, and not in %.*s",
		                  STR_ARGS(place->short_name), STR_ARGS(region->name),
		                  STR_ARGS(given->name)));
}

static int32_t date_of(const struct reading *r, const struct grid_row *row, int column)
{
	struct cell_date read = { .date = DATE_NONE };
	enum cell_answer answer = cell_read_date(text_of(r, row, column), false, &read);
	return answer == CELL_VALUE ? read.date : DATE_NONE;
}

/* The code of a place in the program's table. */
static const struct place_code *own_code(const struct place *place, struct str code)
{
	const struct place_code *own = NULL;
	for (size_t i = 0; (own = place_code_at(place, i)) != NULL; i++)
		if (str_equal_nocase(own->code, code))
			return own;
	return NULL;
}

static void check_last_day(struct reading *r, const struct grid_row *row,
                           const struct place *place)
{
	const struct place_code *own = own_code(place, text_of(r, row, COLUMN_CODE));
	if (!own || r->columns[COLUMN_LAST_DAY] == NAMED_COLUMN_NONE)
		return;
	int32_t given = date_of(r, row, COLUMN_LAST_DAY);
	char ours[DATE_TEXT_BYTES];
	char theirs[DATE_TEXT_BYTES];
	if (given != own->to)
		tell(r, row, "geography.end_differs", COLUMN_LAST_DAY,
		     arena_format(r->taking->arena,
		                  "the code %.*s of %.*s ends %s%s here and %s%s to this program",
		                  STR_ARGS(own->code), STR_ARGS(place->short_name),
		                  given == DATE_NONE ? "on no day" : "on ",
		                  date_print_iso(given, theirs),
		                  own->to == DATE_NONE ? "on no day" : "on ",
		                  date_print_iso(own->to, ours)));
}

/* A reorganisation: whether the program has this change on this day. */
static void check_change(struct reading *r, const struct grid_row *row,
                         const struct place *place)
{
	int32_t on = date_of(r, row, COLUMN_CHANGED_ON);
	struct str code = text_of(r, row, COLUMN_NEW_CODE);
	if (on == DATE_NONE)
		return;
	const struct place_change *change = NULL;
	for (size_t i = 0; (change = place_change_at(place->number, i)) != NULL; i++)
		if (change->on == on && str_equal_nocase(change->to_code, code))
			return;
	char day[DATE_TEXT_BYTES];
	tell(r, row, "geography.change_unknown", COLUMN_NEW_CODE,
	     arena_format(r->taking->arena,
	                  "that %.*s became '%.*s' on %s is not known to this program",
	                  STR_ARGS(place->short_name), STR_ARGS(code),
	                  date_print_iso(on, day)));
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header) {
		r->has_header = true;
		return named_columns_find(row, COLUMNS, COLUMN_COUNT, r->columns, err);
	}
	r->row_differs = false;
	const struct place *place = place_of(r, row);
	if (place && place->kind == PLACE_AUTHORITY) {
		check_name(r, row, place);
		check_region(r, row, place);
		check_last_day(r, row, place);
		check_change(r, row, place);
	}
	if (r->row_differs)
		r->summary->differing++;
	else if (place)
		r->summary->agreed++;
	else
		r->summary->passed_over++;
	return OK;
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = { .taking = taking, .summary = context };
	struct grid_sink sink = { .context = &reading, .row = take_row };
	return publication_read(taking, &sink, err);
}

enum status geography_take_file(struct db *db, const struct publication *what,
                                struct geography_summary *out, struct finding_list *findings,
                                struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("geography"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
