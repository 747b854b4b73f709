#include "intake/format.h"

#include <assert.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "intake/cell.h"
#include "intake/format_rules.h"
#include "intake/format_xml.h"
#include "intake/scorecard_columns.h"
#include "intake/table_stream.h"

enum {
	HEAD_ROWS = 20,        /* rows with text among which the header must be */
	NAMED_LIST_MIN = 3,    /* columns that make a sheet called "List 3" that list */
	WORDS_MAX_BYTES = 512,
};

static const struct {
	const char *delivery_kind;
	const char *advice; /* NULL: it can be imported */
} KINDS[FORMAT_KIND_COUNT] = {
	[FORMAT_UNKNOWN_TABLE] = { "extract", "its columns are of no format we know; 'outturn map' "
	                                      "proposes how to read them" },
	[FORMAT_SCORECARD] = { "scorecard", NULL },
	[FORMAT_CIN_XML] = { "cin-census", NULL },
	[FORMAT_SSDA903_XML] = { "ssda903", NULL },
	[FORMAT_SSDA903_CSV] = { "ssda903", NULL },
	[FORMAT_ANNEX_A_BOOK] = { "annex-a", NULL },
	[FORMAT_ANNEX_A_LIST] = { "annex-a", NULL },
	[FORMAT_SSD_CSV] = { "ssd", NULL },
	[FORMAT_EES_DATA] = { "ees", NULL },
	[FORMAT_EES_META] = { "ees-meta", "it describes a data file and holds no figures; "
	                                  "import the data file" },
	[FORMAT_POPULATION] = { "population", NULL },
	[FORMAT_LAIT_HISTORY] = { "lait", NULL },
	[FORMAT_LAIT_MEASURES] = { "lait-measures", NULL },
	[FORMAT_LAIT_AREAS] = { "geography", NULL },
	[FORMAT_NEIGHBOURS_LONG] = { "neighbours", NULL },
	[FORMAT_NEIGHBOURS_WIDE] = { "neighbours", NULL },
	[FORMAT_OFSTED_OUTCOMES] = { "ofsted", NULL },
	[FORMAT_OFSTED_HISTORY] = { "ofsted", NULL },
	[FORMAT_FINGERTIPS] = { "benchmark", NULL },
	[FORMAT_BENCHMARK_LONG] = { "benchmark", NULL },
	[FORMAT_GEOGRAPHY] = { "geography", NULL },
	[FORMAT_PROVIDERS] = { "providers", "lists of providers are not taken in" },
	[FORMAT_SEN_ANNEX] = { "sen-annex", "'outturn map' proposes how to read it" },
	[FORMAT_MAPPING] = { "mapping", "it says how to read an extract; put it into the folder "
	                                "'mappings' of the workspace" },
	[FORMAT_BANK_HOLIDAYS] = { "bank-holidays", "'outturn calendar import' takes it in" },
};

const char *format_delivery_kind(enum format_kind kind)
{
	assert(kind < FORMAT_KIND_COUNT);
	return KINDS[kind].delivery_kind;
}

const char *format_advice(enum format_kind kind)
{
	assert(kind < FORMAT_KIND_COUNT);
	return KINDS[kind].advice;
}

/* ---- one sheet ---- */

/* What the rows at the head of a sheet say. */
struct sheet_look {
	const struct format_rule *rule; /* NULL: none fits */
	bool is_scorecard;
	int64_t header_row; /* 0: no row names columns */
	bool is_empty;
};

static size_t normal_headers(const struct grid_row *row, struct arena *arena, struct str *out)
{
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++) {
		out[i] = cell_header(row->cells[i], arena);
		filled += out[i].len > 0;
	}
	return filled;
}

/* Whether the row is a scorecard's header: it names the indicator and something to judge, or
 * most of its cells are columns of ours. */
static bool is_scorecard(const struct grid_row *row, size_t filled)
{
	bool names_indicator = false, has_figure = false;
	size_t known = 0;
	for (size_t i = 0; i < row->count; i++) {
		enum scorecard_field field;
		if (!field_find(grid_text(row, i), &field))
			continue;
		known++;
		names_indicator |= field == FIELD_INDICATOR_REF || field == FIELD_INDICATOR_TITLE;
		has_figure |= field_spec(field)->kind == FIELD_KIND_FIGURE ||
		              field == FIELD_NUMERATOR || field == FIELD_STATED_STATUS;
	}
	return names_indicator && filled >= 2 && (has_figure || 2 * known >= filled);
}

/* The list that a sheet's name says it is, when its columns do not speak against it. */
static const struct format_rule *list_by_name(struct str sheet, const struct str *headers,
                                              size_t count, struct arena *arena)
{
	struct str name = cell_header(sheet, arena);
	int64_t list;
	if (!str_starts_nocase(name, STR("list ")) ||
	    str_to_int64(str_slice(name, 5, SIZE_MAX), &list, NULL) != OK || list < 1 ||
	    list > FORMAT_ANNEX_A_LISTS)
		return NULL;
	const struct format_rule *rule = format_rule_annex_a((int)list);
	return format_rule_named(rule, headers, count) >= NAMED_LIST_MIN ? rule : NULL;
}

static enum status look_at_sheet(struct table_stream *stream, size_t sheet, struct arena *arena,
                                 struct sheet_look *out, struct err *err)
{
	struct table_head head = { 0 };
	struct sheet_look look = { 0 };
	enum status st = table_stream_peek(stream, sheet, HEAD_ROWS, arena, &head, err);
	if (st != OK)
		return st;
	look.is_empty = head.count == 0;
	struct str name = table_stream_sheet(stream, sheet)->name;
	struct str *headers = arena_new(arena, GRID_MAX_COLUMNS, sizeof(*headers));
	size_t widest = 0;
	for (size_t i = 0; i < head.count && !look.rule && !look.is_scorecard; i++) {
		const struct grid_row *row = &head.rows[i];
		size_t filled = normal_headers(row, arena, headers);
		look.rule = format_rule_find(headers, row->count);
		if (!look.rule)
			look.rule = list_by_name(name, headers, row->count, arena);
		look.is_scorecard = !look.rule && is_scorecard(row, filled);
		/* Without either, a row much wider than those above it is the header. */
		if (look.rule || look.is_scorecard || (filled >= 2 && filled > 2 * widest))
			look.header_row = row->number;
		widest = filled > widest ? filled : widest;
	}
	*out = look;
	return OK;
}

/* ---- a file of tables ---- */

static bool is_list(const struct sheet_look *look)
{
	return look->rule && look->rule->kind == FORMAT_ANNEX_A_LIST;
}

/* The sheet that says what the file is: one that a rule fits before a scorecard before any
 * table, those that are not hidden first. SIZE_MAX: none holds a table. */
static size_t telling_sheet(const struct table_stream *stream, const struct sheet_look *looks,
                            size_t count)
{
	size_t best = SIZE_MAX;
	int best_rank = 0;
	for (size_t i = 0; i < count; i++) {
		int rank = looks[i].rule ? 6 : looks[i].is_scorecard ? 4 : 2;
		if (looks[i].header_row == 0)
			continue;
		rank += !table_stream_sheet(stream, i)->is_hidden;
		if (rank > best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

static bool is_same_kind(const struct sheet_look *a, const struct sheet_look *b)
{
	if (a->rule && b->rule)
		return a->rule->kind == b->rule->kind;
	return !a->rule && !b->rule && a->is_scorecard == b->is_scorecard && b->header_row;
}

static size_t count_kind(const struct sheet_look *looks, size_t count,
                         bool (*is_it)(const struct sheet_look *))
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += is_it(&looks[i]);
	return n;
}

static bool has_text(const struct sheet_look *look)
{
	return !look->is_empty;
}

static void describe(const struct table_stream *stream, const struct format_rule *rule,
                     struct arena *arena, struct format *out)
{
	struct str file = table_stream_words(stream, arena);
	const char *words = rule ? rule->words
	                    : out->kind == FORMAT_SCORECARD ? "scorecard"
	                                                    : "table of unknown columns";
	if (out->kind == FORMAT_ANNEX_A_BOOK)
		out->words = arena_format(arena, "Annex A workbook, %zu lists", out->sheet_count);
	else
		out->words = arena_format(arena, "%s, %.*s", words, STR_ARGS(file));
}

/* The sheets of a workbook that hold something and are not of its kind. */
static struct str other_sheets(const struct table_stream *stream, const struct sheet_look *looks,
                               size_t count, struct arena *arena)
{
	auto_buf names = buf_init(WORDS_MAX_BYTES);
	for (size_t i = 0; i < count; i++)
		if (has_text(&looks[i]) && !is_list(&looks[i]))
			buf_format(&names, "%s'%.*s'", names.len ? ", " : "",
			           STR_ARGS(table_stream_sheet(stream, i)->name));
	return arena_text(arena, buf_view(&names));
}

static enum status decide(const struct table_stream *stream, const struct sheet_look *looks,
                          size_t count, struct arena *arena, struct format *out, struct err *err)
{
	struct str name = table_stream_name(stream);
	size_t first = telling_sheet(stream, looks, count);
	if (first == SIZE_MAX)
		return err_set(err, E_INPUT,
		               "%.*s: this holds no table; expected a row with the names of at "
		               "least two columns", STR_ARGS(name));
	const struct format_rule *rule = looks[first].rule;
	if (rule) {
		out->kind = rule->kind;
		out->part = rule->part;
		out->part_word = rule->part_word;
	} else {
		out->kind = looks[first].is_scorecard ? FORMAT_SCORECARD : FORMAT_UNKNOWN_TABLE;
	}
	if (is_list(&looks[first]) && count_kind(looks, count, has_text) > 1) {
		out->kind = FORMAT_ANNEX_A_BOOK;
		out->part = 0;
		out->part_word = NULL;
	}
	for (size_t i = 0; i < count && out->sheet_count < FORMAT_SHEETS_MAX; i++)
		if (is_same_kind(&looks[first], &looks[i]))
			out->sheets[out->sheet_count++] = (struct format_sheet){
				.sheet = i,
				.part = looks[i].rule ? looks[i].rule->part : 0,
				.header_row = looks[i].header_row,
			};
	out->header_row = out->sheets[0].header_row;
	if (out->kind == FORMAT_ANNEX_A_BOOK)
		out->other_sheets = other_sheets(stream, looks, count, arena);
	describe(stream, rule, arena, out);
	return OK;
}

static enum status find_table(const char *path, struct arena *arena, struct format *out,
                              struct err *err)
{
	auto_table_stream stream = NULL;
	auto_arena heads = { 0 }; /* what was peeked at is not kept */
	enum status st = table_stream_open(path, &stream, err);
	if (st != OK)
		return st;
	size_t count = table_stream_sheet_count(stream);
	struct sheet_look *looks = arena_new(&heads, count, sizeof(*looks));
	for (size_t i = 0; st == OK && i < count; i++)
		st = look_at_sheet(stream, i, &heads, &looks[i], err);
	return st == OK ? decide(stream, looks, count, arena, out, err) : st;
}

/* ---- any file ---- */

static enum status read_head(const char *path, struct buf *out, struct err *err)
{
	auto_infile file = { 0 };
	char piece[TABLE_STREAM_HEAD_BYTES];
	size_t bytes = 0;
	enum status st = infile_open(path, &file, err);
	if (st == OK)
		st = infile_read(&file, piece, sizeof(piece), &bytes, err);
	buf_add(out, (struct str){ piece, bytes });
	return st;
}

static struct str name_of(const char *path)
{
	struct str name = str_of(path);
	struct str rest = name;
	while (str_split(&rest, '/', &name))
		;
	return name;
}

static enum status find_xml(struct str head, const char *path, struct arena *arena,
                            struct format *out, struct err *err)
{
	enum status st = format_xml_find(head, &out->kind, &out->year, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(name_of(path)));
	const char *words = out->kind == FORMAT_CIN_XML ? "CIN census XML" : "SSDA903 XML";
	out->words = out->year ? arena_format(arena, "%s of %d", words, out->year)
	                       : arena_text(arena, str_of(words));
	return OK;
}

/* The first line that is neither empty nor a comment. */
static struct str first_line(struct str text)
{
	struct str line = { 0 };
	while (str_split(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.len && line.ptr[0] != '#')
			return line;
	}
	return (struct str){ 0 };
}

static bool is_mapping(struct str head)
{
	return str_starts_nocase(first_line(head), STR("mapping \""));
}

static bool is_bank_holidays(struct str head)
{
	struct str start = str_trim(head);
	return start.len && start.ptr[0] == '{' &&
	       str_find_nocase(str_slice(start, 0, 4096), STR("\"england-and-wales\"")) != SIZE_MAX;
}

enum status format_find(const char *path, struct arena *arena, struct format *out,
                        struct err *err)
{
	auto_buf text = buf_init(TABLE_STREAM_HEAD_BYTES);
	struct format format = { .path = path };
	enum status st = read_head(path, &text, err);
	struct str head = buf_view(&text);
	if (st != OK)
		return st;
	if (format_xml_is(head)) {
		st = find_xml(head, path, arena, &format, err);
	} else if (is_mapping(head)) {
		format.kind = FORMAT_MAPPING;
		format.words = arena_text(arena, STR("mapping of an extract"));
	} else if (is_bank_holidays(head)) {
		format.kind = FORMAT_BANK_HOLIDAYS;
		format.words = arena_text(arena, STR("bank holidays of GOV.UK, JSON"));
	} else {
		st = find_table(path, arena, &format, err);
	}
	if (st == OK)
		*out = format;
	return st;
}
