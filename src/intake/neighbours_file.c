#include "intake/neighbours_file.h"

#include "base/buf.h"
#include "base/date.h"
#include "intake/named_columns.h"
#include "series/place.h"

enum {
	RANK_MAX = 40,       /* the largest groups that are published have 15 */
	PLACES_MAX = 1000,   /* places have three digits */
	WORDS_MAX_BYTES = 4096,
};

/* The columns of either shape. */
enum {
	COLUMN_AUTHORITY,
	COLUMN_NAME,
	COLUMN_RANK,      /* long shape only, as the rest */
	COLUMN_NEIGHBOUR,
	COLUMN_BAND,
	COLUMN_COUNT
};

static const struct named_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_AUTHORITY] = { "old_la_code|LA num", false },
	[COLUMN_NAME] = { "la_name", true },
	[COLUMN_RANK] = { "rank", true },
	[COLUMN_NEIGHBOUR] = { "neighbour_old_la_code|neighbour", true },
	[COLUMN_BAND] = { "closeness|band", true },
};

/* The neighbours of one authority as they come. */
struct listed {
	const struct place *place;
	struct neighbour items[RANK_MAX + 1]; /* by rank; place 0: none */
	int64_t rows[RANK_MAX + 1];
};

struct reading {
	struct arena arena; /* holds what is listed */
	const struct publication_taking *taking;
	struct neighbours_summary *summary;
	bool has_header;
	bool is_wide;
	int columns[COLUMN_COUNT];
	int rank_columns[RANK_MAX + 1]; /* wide: where the neighbour of a rank stands */
	int band_columns[RANK_MAX + 1];
	struct listed *listed[PLACES_MAX];
	int largest_rank;
};

static struct finding doubt(const struct reading *r, const char *rule,
                            enum finding_severity severity, int64_t row)
{
	return publication_doubt(r->taking, rule, severity, row);
}

/* ---- the header ---- */

/* The rank in "SN_10" or "SN10P"; 0 when the cell is neither. */
static int rank_of_column(struct str cell, bool *is_band_out)
{
	cell = str_trim(cell);
	if (!str_starts_nocase(cell, STR("SN")))
		return 0;
	cell = str_slice(cell, 2, SIZE_MAX);
	if (cell.len > 0 && cell.ptr[0] == '_')
		cell = str_slice(cell, 1, SIZE_MAX);
	*is_band_out = str_ends_nocase(cell, STR("p"));
	if (*is_band_out)
		cell = str_slice(cell, 0, cell.len - 1);
	int64_t rank = 0;
	if (str_to_int64(cell, &rank, NULL) != OK || rank < 1 || rank > RANK_MAX)
		return 0;
	return (int)rank;
}

/* Finds the columns of each rank. In the older shape every band is headed "SNP" and
 * stands behind its neighbour. */
static void find_ranks(struct reading *r, const struct grid_row *header)
{
	int last = 0;
	for (size_t i = 0; i < header->count; i++) {
		bool is_band = false;
		int rank = rank_of_column(header->cells[i], &is_band);
		if (rank > 0 && !is_band) {
			r->rank_columns[rank] = (int)i;
			r->is_wide = true;
			last = rank;
		} else if (rank > 0) {
			r->band_columns[rank] = (int)i;
		} else if (last > 0 && named_column_is(header->cells[i], "SNP")) {
			r->band_columns[last] = (int)i;
		}
	}
}

static enum status take_header(struct reading *r, const struct grid_row *header,
                               struct err *err)
{
	enum status st = named_columns_find(header, COLUMNS, COLUMN_COUNT, r->columns, err);
	if (st != OK)
		return st;
	for (int rank = 0; rank <= RANK_MAX; rank++)
		r->rank_columns[rank] = r->band_columns[rank] = NAMED_COLUMN_NONE;
	find_ranks(r, header);
	bool is_long = r->columns[COLUMN_RANK] >= 0 && r->columns[COLUMN_NEIGHBOUR] >= 0;
	if (!r->is_wide && !is_long)
		return err_set(err, E_INPUT,
		               "row %lld: this is no list of neighbours; expected columns "
		               "SN_1, SN_2, ..., or rank and neighbour_old_la_code",
		               (long long)header->number);
	r->has_header = true;
	return OK;
}

/* ---- the rows ---- */

static const struct place *authority_of(struct reading *r, const struct grid_row *row,
                                        int column, const char *what)
{
	struct str text = named_column_text(row, column);
	int64_t number = 0;
	const struct place *place = NULL;
	if (str_to_int64(text, &number, NULL) == OK && number > 0 && number < PLACES_MAX)
		place = place_by_number((int)number);
	if (place && place->kind == PLACE_AUTHORITY)
		return place;
	finding_add(r->taking->findings,
	            doubt(r, "neighbours.unknown_authority", FINDING_ERROR, row->number),
	            "%s '%.*s' is no authority's three-digit number; it was left out", what,
	            STR_ARGS(text));
	return NULL;
}

static void check_name(struct reading *r, const struct grid_row *row, const struct place *place)
{
	struct str name = named_column_text(row, r->columns[COLUMN_NAME]);
	const struct place *named = place_by_name(name, place->to);
	if (named && named != place)
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.name_differs", FINDING_WARNING, row->number),
		            "'%.*s' is %d, but the row says %d (%.*s); the number counts",
		            STR_ARGS(name), named->number, place->number,
		            STR_ARGS(place->short_name));
}

static struct listed *listed_of(struct reading *r, const struct place *place)
{
	struct listed **slot = &r->listed[place->number];
	if (!*slot) {
		*slot = arena_new(&r->arena, 1, sizeof(**slot));
		(*slot)->place = place;
		r->summary->authorities++;
	}
	return *slot;
}

/* Why a neighbour cannot be taken; NULL when it can. */
static const char *objection(const struct listed *to, const struct place *neighbour, int rank)
{
	if (neighbour == to->place)
		return "an authority cannot be its own neighbour";
	if (to->items[rank].place != 0)
		return "this rank came before";
	for (int i = 1; i <= RANK_MAX; i++)
		if (to->items[i].place == neighbour->number)
			return "this neighbour came before";
	return NULL;
}

static void take_neighbour(struct reading *r, const struct grid_row *row,
                           const struct place *place, int rank, int neighbour_column,
                           int band_column)
{
	const struct place *neighbour = authority_of(r, row, neighbour_column, "the neighbour");
	if (!neighbour)
		return;
	struct listed *to = listed_of(r, place);
	const char *why_not = objection(to, neighbour, rank);
	if (why_not) {
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.repeated", FINDING_ERROR, row->number),
		            "%d as neighbour %d of %.*s was left out: %s", neighbour->number, rank,
		            STR_ARGS(place->short_name), why_not);
		return;
	}
	struct str word = named_column_text(row, band_column);
	enum neighbour_band band = neighbour_band_read(word);
	if (band == NEIGHBOUR_BAND_NONE && band_column != NAMED_COLUMN_NONE)
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.band_unknown", FINDING_WARNING, row->number),
		            "'%.*s' does not say how close neighbour %d of %.*s is; expected "
		            "'very close' or the like",
		            STR_ARGS(word), rank, STR_ARGS(place->short_name));
	to->items[rank] = (struct neighbour){ neighbour->number, rank, band };
	to->rows[rank] = row->number;
	r->summary->neighbours++;
	r->summary->of_band[band]++;
	if (rank > r->largest_rank)
		r->largest_rank = rank;
}

static void take_wide(struct reading *r, const struct grid_row *row, const struct place *place)
{
	for (int rank = 1; rank <= RANK_MAX; rank++)
		if (named_column_text(row, r->rank_columns[rank]).len > 0)
			take_neighbour(r, row, place, rank, r->rank_columns[rank],
			               r->band_columns[rank]);
}

static void take_long(struct reading *r, const struct grid_row *row, const struct place *place)
{
	struct str text = named_column_text(row, r->columns[COLUMN_RANK]);
	int64_t rank = 0;
	if (str_to_int64(text, &rank, NULL) != OK || rank < 1 || rank > RANK_MAX) {
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.rank_unknown", FINDING_ERROR, row->number),
		            "'%.*s' is no rank; expected a number from 1 to %d", STR_ARGS(text),
		            RANK_MAX);
		return;
	}
	take_neighbour(r, row, place, (int)rank, r->columns[COLUMN_NEIGHBOUR],
	               r->columns[COLUMN_BAND]);
}

/* A row that names no authority and no neighbour: a heading between others. */
static bool says_nothing(const struct reading *r, const struct grid_row *row)
{
	bool is_empty = named_column_text(row, r->columns[COLUMN_AUTHORITY]).len == 0 &&
	                named_column_text(row, r->columns[COLUMN_NEIGHBOUR]).len == 0;
	for (int rank = 1; is_empty && rank <= RANK_MAX; rank++)
		is_empty = named_column_text(row, r->rank_columns[rank]).len == 0;
	return is_empty;
}

static enum status take_row(void *context, const struct grid_row *row, struct err *err)
{
	struct reading *r = context;
	if (!r->has_header)
		return take_header(r, row, err);
	if (says_nothing(r, row))
		return OK;
	const struct place *place =
		authority_of(r, row, r->columns[COLUMN_AUTHORITY], "the authority");
	if (!place)
		return OK;
	check_name(r, row, place);
	if (r->is_wide)
		take_wide(r, row, place);
	else
		take_long(r, row, place);
	return OK;
}

/* ---- what the list as a whole says ---- */

/* Adds ", 9" to a list of numbers. */
static void add_number(struct buf *words, int number)
{
	buf_format(words, "%s%d", words->len > 0 ? ", " : "", number);
}

static void check_ranks(struct reading *r, const struct listed *listed)
{
	auto_buf missing = buf_init(WORDS_MAX_BYTES);
	int64_t row = 0;
	for (int rank = 1; rank <= r->largest_rank; rank++) {
		if (listed->items[rank].place == 0)
			add_number(&missing, rank);
		else if (row == 0)
			row = listed->rows[rank];
	}
	if (missing.len > 0)
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.missing_rank", FINDING_WARNING, row),
		            "%.*s (%d) has no neighbour of rank %.*s; its comparisons use the "
		            "others",
		            STR_ARGS(listed->place->short_name), listed->place->number,
		            STR_ARGS(buf_view(&missing)));
}

/* Authorities that the list has and that did not exist, or that it leaves out. */
static void check_authorities(struct reading *r)
{
	auto_buf gone = buf_init(WORDS_MAX_BYTES);
	auto_buf absent = buf_init(WORDS_MAX_BYTES);
	for (size_t i = 0; i < place_count(); i++) {
		const struct place *place = place_at(i);
		if (place->kind != PLACE_AUTHORITY)
			continue;
		bool is_listed = r->listed[place->number] != NULL;
		bool exists = place_exists_on(place, r->summary->in_force_from);
		if (is_listed && !exists)
			add_number(&gone, place->number);
		if (!is_listed && exists)
			add_number(&absent, place->number);
	}
	char on[DATE_TEXT_BYTES];
	date_print_iso(r->summary->in_force_from, on);
	if (gone.len > 0)
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.not_existing", FINDING_NOTE, 0),
		            "the list has authorities that did not exist on %s: %.*s", on,
		            STR_ARGS(buf_view(&gone)));
	if (absent.len > 0)
		finding_add(r->taking->findings,
		            doubt(r, "neighbours.not_listed", FINDING_WARNING, 0),
		            "the list leaves out authorities that existed on %s: %.*s", on,
		            STR_ARGS(buf_view(&absent)));
}

static enum status store(const struct reading *r, struct err *err)
{
	const struct publication_taking *taking = r->taking;
	struct neighbour_model model = {
		.delivery = taking->delivery,
		.family = STR(NEIGHBOURS_STATISTICAL),
		.name = taking->what->release.len > 0 ? taking->what->release : taking->file,
		.in_force_from = r->summary->in_force_from,
	};
	int64_t id = 0;
	enum status st = neighbours_add_model(taking->db, &model, &id, err);
	for (int number = 0; st == OK && number < PLACES_MAX; number++) {
		const struct listed *listed = r->listed[number];
		for (int rank = 1; st == OK && listed && rank <= RANK_MAX; rank++)
			if (listed->items[rank].place != 0)
				st = neighbours_add(taking->db, id, number, &listed->items[rank],
				                    listed->rows[rank], err);
	}
	return st;
}

/* ---- from which day ---- */

/* The day that a file name gives: "sn_2025_wide.csv", "Groupings_April_2021.csv". */
static int32_t date_in_name(struct str name)
{
	for (size_t i = 0; i + 4 <= name.len; i++) {
		int64_t year = 0;
		bool is_inside = (i > 0 && char_is_digit(name.ptr[i - 1])) ||
		                 (i + 4 < name.len && char_is_digit(name.ptr[i + 4]));
		if (is_inside || str_to_int64(str_slice(name, i, 4), &year, NULL) != OK ||
		    year < 2000 || year > 2099)
			continue;
		int month = 4;
		for (int m = 1; m <= 12; m++)
			if (str_find_nocase(name, str_of(date_month_name(m))) != SIZE_MAX)
				month = m;
		int32_t date = DATE_NONE;
		if (date_from_ymd((int)year, month, 1, &date, NULL) == OK)
			return date;
	}
	return DATE_NONE;
}

static enum status settle_date(struct reading *r, struct err *err)
{
	const struct publication_taking *taking = r->taking;
	int32_t *from = &r->summary->in_force_from;
	*from = taking->what->published_on;
	if (*from != DATE_NONE)
		return OK;
	*from = date_in_name(taking->file);
	if (*from == DATE_NONE)
		return err_set(err, E_INPUT,
		               "%.*s: nothing says from which day this list of neighbours holds; "
		               "give the day it was published",
		               STR_ARGS(taking->file));
	char day[DATE_TEXT_BYTES];
	finding_add(taking->findings,
	            publication_doubt(taking, "neighbours.date_from_name", FINDING_NOTE, 0),
	            "the list is taken to hold from %s, as the file's name says; a day given with "
	            "the import would count instead",
	            date_print_iso(*from, day));
	return OK;
}

static enum status take_list(struct reading *r, struct err *err)
{
	enum status st = settle_date(r, err);
	if (st != OK)
		return st;
	struct grid_sink sink = { .context = r, .row = take_row };
	st = publication_read(r->taking, &sink, err);
	if (st == OK && r->summary->neighbours == 0)
		st = err_set(err, E_INPUT, "%.*s: no row of the file has a neighbour",
		             STR_ARGS(r->taking->file));
	if (st != OK)
		return st;
	for (size_t number = 0; number < PLACES_MAX; number++)
		if (r->listed[number])
			check_ranks(r, r->listed[number]);
	check_authorities(r);
	return store(r, err);
}

static enum status take(void *context, const struct publication_taking *taking, struct err *err)
{
	struct reading reading = { .taking = taking, .summary = context };
	enum status st = take_list(&reading, err);
	arena_deinit(&reading.arena);
	return st;
}

enum status neighbours_take_file(struct db *db, const struct publication *what,
                                 struct neighbours_summary *out, struct finding_list *findings,
                                 struct err *err)
{
	struct publication_reader reader = {
		.kind = STR("neighbours"),
		.context = out,
		.take = take,
	};
	return publication_take(db, what, &reader, &out->of, findings, err);
}
