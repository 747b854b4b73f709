#include "intake/mapping_propose.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "intake/cell.h"
#include "intake/mapping.h"
#include "intake/mapping_words.h"
#include "intake/table_stream.h"
#include "record/code_set.h"

/* Scores are hundredths: 100 is certain. */
enum {
	SAMPLE_ROWS = 200,     /* lines whose values are looked at */
	HEAD_ROWS = 20,        /* among which the headings are looked for */
	SCORE_LEAST = 45,      /* below it a column is not proposed for a field */
	IDENTIFIER_LEAST = 45,
	PERSON_LEAST = 60,     /* who a child is stands in every extract; be surer */
	TYPE_LEAST = 120,      /* of all fields of a type together */
	TYPES_MAX = 3,         /* proposed for one table, beside the child */
	UNKNOWN_MAX = 12,      /* of a column's words that are no code, shown */
	UNKNOWN_MAX_BYTES = 40,
	MOSTLY = 60,           /* of the values: what a column holds, its slips aside */
};

struct column {
	struct str heading;
	struct word_list words;
	const struct str *values; /* of the sample, not blank */
	size_t count;
	int dates;       /* hundredths of the values that are so */
	int month_first; /* that are dates only when the month is read first */
	int flags;
	int numbers;
	int identifiers; /* one word of letters and digits, with a digit */
	bool is_used;
};

/* The words of a field, and of its type. */
struct field_words {
	struct word_list name;
	struct word_list title;
	struct word_list type;
};

struct table {
	struct arena *arena;
	struct field_words (*words)[RECORD_FIELDS_MAX]; /* of each type */
	struct str file;
	struct str sheet; /* empty: a CSV, or the only one */
	int64_t header_row;
	struct column *columns;
	size_t column_count;
	size_t identifier; /* its column; SIZE_MAX: none was found */
	int identifier_score;
	struct word_list context; /* of the names of file and sheet */
};

/* A column proposed for a field. */
struct match {
	int field;
	size_t column;
	int score;
};

struct proposal {
	enum record_type type;
	struct match matches[RECORD_FIELDS_MAX];
	size_t count;
	int total;
};

/* ---- what the values of a column are ---- */

static bool is_date(struct str text)
{
	struct cell_date date;
	return cell_read_date(text, false, &date) == CELL_VALUE && !date.is_serial;
}

static bool is_number(struct str text)
{
	double number;
	return cell_read_decimal(text, &number) == CELL_VALUE;
}

static bool is_flag(struct str text)
{
	bool flag;
	return cell_read_boolean(text, &flag) == CELL_VALUE;
}

static bool is_identifier(struct str text)
{
	bool has_digit = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		has_digit = has_digit || char_is_digit(c);
		if (!char_is_digit(c) && !char_is_letter(c) && c != '-' && c != '/' && c != '.')
			return false;
	}
	return has_digit && text.len <= 20 && !is_date(text);
}

static int hundredths(size_t part, size_t whole)
{
	return whole ? (int)(part * 100 / whole) : 0;
}

static void look_at_values(struct column *column, struct arena *arena)
{
	size_t dates = 0, month_first = 0, flags = 0, numbers = 0, identifiers = 0;
	for (size_t i = 0; i < column->count; i++) {
		struct str text = column->values[i];
		dates += is_date(text);
		month_first += is_date(mapping_day_first(text, arena));
		flags += is_flag(text);
		numbers += is_number(text);
		identifiers += is_identifier(text);
	}
	column->dates = hundredths(dates, column->count);
	column->month_first = hundredths(month_first, column->count);
	column->flags = hundredths(flags, column->count);
	column->numbers = hundredths(numbers, column->count);
	column->identifiers = hundredths(identifiers, column->count);
}

/* Hundredths of the values that are codes of the set, or spellings of one. */
static int codes_among(const struct column *column, enum record_code_set set)
{
	size_t found = 0;
	for (size_t i = 0; i < column->count; i++) {
		const struct record_code *code = NULL;
		enum record_code_answer answer =
			record_code_read(set, column->values[i], 0, &code);
		found += answer == RECORD_CODE_FOUND || answer == RECORD_CODE_OLD;
	}
	return hundredths(found, column->count);
}

static bool is_day_column(const struct column *column)
{
	return column->dates >= MOSTLY || column->month_first >= MOSTLY;
}

/* How much the values speak for a field: hundredths by which its score is multiplied. */
static int value_weight(const struct column *column, const struct record_field *spec)
{
	int codes;
	if (column->count == 0)
		return 90;
	switch (spec->kind) {
	case RECORD_DATE:
	case RECORD_INSTANT:
	case RECORD_PARTIAL:
		return is_day_column(column) ? 110 : 15;
	case RECORD_FLAG:
		return column->flags >= MOSTLY ? 110 : 30;
	case RECORD_NUMBER:
	case RECORD_DECIMAL:
		return column->numbers >= MOSTLY ? 105 : 15;
	case RECORD_CODE:
		codes = codes_among(column, spec->code_set);
		return is_day_column(column) ? 10 : codes >= MOSTLY ? 115 : codes >= 30 ? 100 : 70;
	case RECORD_REF:
		return column->identifiers >= MOSTLY ? 100 : 30;
	case RECORD_LABEL:
	case RECORD_SECRET:
	case RECORD_FIELD_KIND_COUNT:
		break;
	}
	return is_day_column(column) ? 15 : 95;
}

/* ---- how well words agree ---- */

static bool is_day_kind(enum record_field_kind kind)
{
	return kind == RECORD_DATE || kind == RECORD_INSTANT;
}

static int share(const struct word_list *wanted, const struct word_list *words)
{
	return hundredths(word_list_shared(wanted, words), wanted->count);
}

static void find_words(struct table *table)
{
	table->words = arena_new(table->arena, RECORD_TYPE_COUNT, sizeof(*table->words));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_type_spec *spec = record_type_spec((enum record_type)type);
		for (size_t f = 0; f < spec->field_count; f++) {
			struct field_words *words = &table->words[type][f];
			const struct record_field *what = &spec->fields[f];
			word_list_add(&words->type, str_of(spec->name), table->arena);
			word_list_add(&words->type, str_of(spec->title), table->arena);
			if (what->is_source_key) { /* "Referral ID" */
				word_list_add(&words->name, STR("identifier"), table->arena);
				word_list_add(&words->name, str_of(spec->name), table->arena);
			} else {
				word_list_add(&words->name, str_of(what->name), table->arena);
				word_list_add(&words->title, str_of(what->title), table->arena);
			}
		}
	}
}

static int score(const struct table *table, const struct column *column, enum record_type type,
                 int field)
{
	const struct record_field *what = &record_type_spec(type)->fields[field];
	const struct field_words *of = &table->words[type][field];
	int of_field = share(&of->name, &column->words);
	if (of->title.count && share(&of->title, &column->words) > of_field)
		of_field = share(&of->title, &column->words);
	size_t own = 0;
	size_t about = 0;
	size_t idle = 0;
	for (size_t i = 0; i < column->words.count; i++) {
		struct str word = column->words.items[i];
		if (word_list_has(&of->name, word) || word_list_has(&of->title, word))
			own++;
		else if (word_list_has(&of->type, word))
			about++;
		else if (is_day_kind(what->kind) && str_equal(word, STR("date")))
			idle++;
	}
	size_t words = column->words.count - idle;
	if (own == 0 || words == 0)
		return 0;
	int of_column = (int)((own * 100 + about * 60) / words);
	int agreed = (of_column + of_field) / 2 * value_weight(column, what) / 100;
	return agreed > 100 ? 100 : agreed;
}

/* ---- choosing ---- */

static int compare_matches(const void *a, const void *b)
{
	const struct match *x = a;
	const struct match *y = b;
	return x->score != y->score ? y->score - x->score
	       : x->column != y->column ? (x->column > y->column) - (x->column < y->column)
	                                : x->field - y->field;
}

/* Gives each field its best column and each column one field, the surest first. */
static void match_fields(const struct table *table, enum record_type type, int least,
                         struct proposal *out)
{
	const struct record_type_spec *spec = record_type_spec(type);
	struct match *all = arena_new(table->arena, table->column_count * spec->field_count,
	                              sizeof(*all));
	size_t count = 0;
	bool has_field[RECORD_FIELDS_MAX] = { false };
	bool *has_column = arena_new(table->arena, table->column_count, sizeof(*has_column));
	*out = (struct proposal){ .type = type };
	for (size_t c = 0; c < table->column_count; c++)
		for (size_t f = 0; f < spec->field_count; f++) {
			int points = table->columns[c].is_used
			                     ? 0
			                     : score(table, &table->columns[c], type, (int)f);
			if (points >= least)
				all[count++] = (struct match){ (int)f, c, points };
		}
	if (count)
		qsort(all, count, sizeof(*all), compare_matches);
	for (size_t i = 0; i < count; i++) {
		if (has_field[all[i].field] || has_column[all[i].column])
			continue;
		has_field[all[i].field] = true;
		has_column[all[i].column] = true;
		out->matches[out->count++] = all[i];
		out->total += all[i].score;
	}
}

static bool has_start(const struct proposal *proposal)
{
	int start = record_type_spec(proposal->type)->start;
	for (size_t i = 0; i < proposal->count; i++)
		if (proposal->matches[i].field == start)
			return true;
	return start < 0;
}

/* A type that the names of file and sheet speak of is likelier. */
static int in_context(const struct table *table, const struct proposal *proposal)
{
	struct word_list name = { 0 };
	word_list_add(&name, str_of(record_type_spec(proposal->type)->name), table->arena);
	return proposal->total + proposal->total * share(&name, &table->context) / 200;
}

/* The best type for the columns that are left; false when none explains enough. */
static bool best_type(const struct table *table, struct proposal *out)
{
	int best = 0;
	struct proposal *tried = arena_new(table->arena, 1, sizeof(*tried));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		if (type == RECORD_PERSON)
			continue;
		match_fields(table, (enum record_type)type, SCORE_LEAST, tried);
		int total = in_context(table, tried);
		if (!has_start(tried) || total < TYPE_LEAST || total <= best)
			continue;
		best = total;
		*out = *tried;
	}
	return best > 0;
}

static void use(struct table *table, const struct proposal *proposal)
{
	for (size_t i = 0; i < proposal->count; i++)
		table->columns[proposal->matches[i].column].is_used = true;
}

static size_t count_among(const struct word_list *words, const char *const among[], size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		found += word_list_has(words, str_of(among[i]));
	return found;
}

/* How much a column looks like the child's identifier: by its words, and its values. */
static int identifier_score(const struct column *column)
{
	static const char *const WHOSE[] = { "child", "person", "mosaic", "swift", "ics", "lcs",
		                             "liquidlogic", "eclipse", "careworks", "user", "case",
		                             "system", "unique", "pupil" };
	static const char *const WHAT[] = { "identifier", "number", "reference" };
	static const char *const OTHERS[] = { "registration", "worker", "team", "family",
		                              "referral", "episode", "plan", "phone" };
	size_t whose = count_among(&column->words, WHOSE, COUNT_OF(WHOSE));
	size_t what = count_among(&column->words, WHAT, COUNT_OF(WHAT));
	if (count_among(&column->words, OTHERS, COUNT_OF(OTHERS)) ||
	    (what == 0 && whose < column->words.count) || column->words.count == 0)
		return 0;
	int points = (what ? 40 : 20) + 25 * (int)whose - 10 * (int)column->words.count +
	             column->identifiers * 40 / 100;
	return points > 99 ? 99 : points;
}

static void find_identifier(struct table *table)
{
	table->identifier = SIZE_MAX;
	for (size_t c = 0; c < table->column_count; c++) {
		int points = identifier_score(&table->columns[c]);
		if (points < IDENTIFIER_LEAST || points <= table->identifier_score)
			continue;
		table->identifier = c;
		table->identifier_score = points;
	}
	if (table->identifier != SIZE_MAX)
		table->columns[table->identifier].is_used = true;
}

/* ---- writing ---- */

static void add_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c == '"' || c == '\\')
			buf_format(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			buf_format(out, "\\x%02x", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

static const char *values_words(const struct column *column, const struct record_field *spec,
                                int *hundredths_out)
{
	*hundredths_out = 0;
	if (column->count == 0)
		return "no values in the first lines";
	if (is_day_kind(spec->kind) || spec->kind == RECORD_PARTIAL) {
		*hundredths_out = column->dates >= column->month_first ? column->dates
		                                                       : column->month_first;
		return "of its values are dates";
	}
	if (spec->kind == RECORD_CODE) {
		*hundredths_out = codes_among(column, spec->code_set);
		return "of its values are codes or known words";
	}
	if (spec->kind == RECORD_FLAG) {
		*hundredths_out = column->flags;
		return "of its values are yes or no";
	}
	if (spec->kind == RECORD_NUMBER || spec->kind == RECORD_DECIMAL) {
		*hundredths_out = column->numbers;
		return "of its values are numbers";
	}
	return NULL;
}

static bool is_repeated(const struct column *column, size_t index)
{
	for (size_t i = 0; i < column->count; i++)
		if (i != index && str_equal_nocase(column->values[i], column->values[index]))
			return true;
	return false;
}

static bool is_first(const struct column *column, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (str_equal_nocase(column->values[i], column->values[index]))
			return false;
	return true;
}

/* Names the words of a column that are no code, so that a list can be written for them. */
static void add_unknown_codes(struct buf *out, const struct column *column,
                              const struct record_field *spec)
{
	size_t shown = 0;
	for (size_t i = 0; i < column->count && shown < UNKNOWN_MAX; i++) {
		const struct record_code *code = NULL;
		struct str text = column->values[i];
		enum record_code_answer answer = record_code_read(spec->code_set, text, 0, &code);
		if (answer == RECORD_CODE_FOUND || answer == RECORD_CODE_OLD ||
		    text.len > UNKNOWN_MAX_BYTES || !is_first(column, i) || !is_repeated(column, i))
			continue;
		buf_format(out, "%s",
		           shown++ ? ", " : "  #   no codes, to be translated by a list: ");
		add_quoted(out, text);
	}
	if (shown)
		buf_add_char(out, '\n');
}

static void add_match(struct buf *out, const struct table *table, enum record_type type,
                      const struct match *match)
{
	const struct record_field *spec = &record_type_spec(type)->fields[match->field];
	const struct column *column = &table->columns[match->column];
	int part;
	const char *words = values_words(column, spec, &part);
	bool is_month_first = is_day_kind(spec->kind) && column->dates < MOSTLY &&
	                      column->month_first >= MOSTLY;
	buf_format(out, "  %s = ", spec->name);
	add_quoted(out, column->heading);
	buf_format(out, "%s  # %d: %s", is_month_first ? " month first" : "", match->score,
	           spec->title);
	if (words && column->count)
		buf_format(out, "; %d%% %s", part, words);
	else if (words)
		buf_format(out, "; %s", words);
	buf_add_char(out, '\n');
	if (spec->kind == RECORD_CODE)
		add_unknown_codes(out, column, spec);
}

static void add_proposal(struct buf *out, const struct table *table,
                         const struct proposal *proposal)
{
	const struct record_type_spec *spec = record_type_spec(proposal->type);
	buf_format(out, "\nrecord %s  # %s\n", spec->name, spec->title);
	for (size_t f = 0; f < spec->field_count; f++)
		for (size_t i = 0; i < proposal->count; i++)
			if (proposal->matches[i].field == (int)f)
				add_match(out, table, proposal->type, &proposal->matches[i]);
	if (proposal->type == RECORD_PERSON)
		return;
	for (size_t f = 0; f < spec->field_count; f++)
		if (spec->fields[f].kind == RECORD_CODE && spec->fields[f].key != RECORD_KEY_NONE) {
			bool is_matched = false;
			for (size_t i = 0; i < proposal->count; i++)
				is_matched = is_matched || proposal->matches[i].field == (int)f;
			if (!is_matched)
				buf_format(out,
				           "  # %s: %s; no column says it. If it is always the "
				           "same: %s = CODE\n",
				           spec->fields[f].name, spec->fields[f].title,
				           spec->fields[f].name);
		}
	buf_format(out, "  covers nothing  # say what its silence means: covers all, or covers "
	                "starts in the last 6 months, ...\n");
}

static void add_rest(struct buf *out, const struct table *table)
{
	bool is_begun = false;
	for (size_t c = 0; c < table->column_count; c++) {
		if (table->columns[c].is_used || table->columns[c].heading.len == 0)
			continue;
		buf_format(out, "%s", is_begun ? "" : "\n# Not mapped; kept beside the records:\n");
		is_begun = true;
		buf_format(out, "#   ");
		add_quoted(out, table->columns[c].heading);
		buf_add_char(out, '\n');
	}
}

static struct str stem_of(struct str name)
{
	for (size_t i = name.len; i > 1; i--)
		if (name.ptr[i - 1] == '.')
			return str_slice(name, 0, i - 1);
	return name;
}

static void add_head(struct buf *out, const struct table *table)
{
	buf_format(out, "mapping "); /* first: by it the file is known for what it is */
	add_quoted(out, stem_of(table->file));
	buf_format(out, "\n\n# Proposed from the columns and first values of ");
	add_quoted(out, table->file);
	buf_format(out, ". The number behind each line\n# says how sure the proposal is, of 100. "
	                "Read every line before it is used (docs/mapping.md).\n\n");
	if (table->sheet.len) {
		buf_format(out, "sheet ");
		add_quoted(out, table->sheet);
		buf_add_char(out, '\n');
	}
	buf_format(out, "header row %lld\n", (long long)table->header_row);
	if (table->identifier == SIZE_MAX) {
		buf_format(out, "# No column looks like a child's identifier; name it: identifier "
		                "\"...\"\n");
		return;
	}
	buf_format(out, "identifier ");
	add_quoted(out, table->columns[table->identifier].heading);
	buf_format(out, "  # %d: %d%% of its values look like identifiers\n",
	           table->identifier_score, table->columns[table->identifier].identifiers);
}

/* ---- the file ---- */

/* The headings: the first row at least as wide as any of those below it. */
static size_t heading_row(const struct table_head *head)
{
	size_t best = 0;
	size_t widest = 0;
	for (size_t i = 0; i < head->count && i < HEAD_ROWS; i++) {
		size_t filled = 0;
		for (size_t c = 0; c < head->rows[i].count; c++)
			filled += grid_text(&head->rows[i], c).len > 0;
		if (filled > 2 * widest) {
			widest = filled;
			best = i;
		}
	}
	return best;
}

static void take_columns(struct table *table, const struct table_head *head, size_t heads)
{
	const struct grid_row *row = &head->rows[heads];
	table->header_row = row->number;
	table->column_count = row->count;
	table->columns = arena_new(table->arena, row->count, sizeof(*table->columns));
	for (size_t c = 0; c < row->count; c++) {
		struct column *column = &table->columns[c];
		struct str *values = arena_new(table->arena, head->count, sizeof(*values));
		column->heading = grid_text(row, c);
		word_list_add(&column->words, column->heading, table->arena);
		for (size_t i = heads + 1; i < head->count; i++) {
			struct str text = grid_text(&head->rows[i], c);
			if (cell_absence(text) == CELL_ABSENCE_NONE)
				values[column->count++] = text;
		}
		column->values = values;
		column->is_used = column->heading.len == 0;
		look_at_values(column, table->arena);
	}
}

static enum status look_at_file(struct table *table, struct table_stream *stream,
                                struct err *err)
{
	struct table_head head;
	size_t sheet;
	enum status st = table_stream_find_sheet(stream, (struct str){ 0 }, &sheet, err);
	if (st == OK)
		st = table_stream_peek(stream, sheet, SAMPLE_ROWS, table->arena, &head, err);
	if (st != OK)
		return st;
	size_t heads = heading_row(&head);
	if (head.count < heads + 2)
		return err_set(err, E_INPUT, "%.*s: no table with columns' names and a line below "
		                             "them",
		               STR_ARGS(table_stream_name(stream)));
	table->file = table_stream_name(stream);
	if (table_stream_sheet_count(stream) > 1)
		table->sheet = table_stream_sheet(stream, sheet)->name;
	word_list_add(&table->context, stem_of(table->file), table->arena);
	word_list_add(&table->context, table_stream_sheet(stream, sheet)->name, table->arena);
	take_columns(table, &head, heads);
	return OK;
}

static void write_proposals(struct table *table, struct buf *out)
{
	struct proposal *proposal = arena_new(table->arena, 1, sizeof(*proposal));
	size_t types = 0;
	find_words(table);
	find_identifier(table);
	add_head(out, table);
	match_fields(table, RECORD_PERSON, PERSON_LEAST, proposal);
	if (proposal->count) {
		add_proposal(out, table, proposal);
		use(table, proposal);
	}
	for (; types < TYPES_MAX && best_type(table, proposal); types++) {
		add_proposal(out, table, proposal);
		use(table, proposal);
	}
	if (types == 0)
		buf_format(out,
		           "\n# The columns do not say of what type the lines are; write 'record "
		           "TYPE' and its\n# fields (docs/records.md lists them).\n");
	add_rest(out, table);
}

enum status mapping_propose(const char *path, struct buf *out, struct err *err)
{
	auto_arena arena = { 0 };
	auto_table_stream stream = NULL;
	struct table table = { .arena = &arena };
	enum status st = table_stream_open(path, &stream, err);
	if (st == OK)
		st = look_at_file(&table, stream, err);
	if (st != OK)
		return st;
	write_proposals(&table, out);
	return buf_check(out, "the proposed mapping", err);
}
