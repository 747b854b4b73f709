/* Reading the text of a mapping: one statement to a line, those of a record and of a list
 * of codes indented below it. */
#include "intake/mapping.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/date.h"
#include "base/file.h"
#include "framework/text_line.h"
#include "intake/cell.h"
#include "record/code_set.h"

enum {
	RECORDS_MAX = 64, /* of one mapping: each line of a table is read for each */
	BACK_MAX = 1200,  /* months or days that a coverage reaches back */
};

/* The block that indented lines belong to. */
enum block {
	BLOCK_NONE,
	BLOCK_RECORD,
	BLOCK_CODES,
};

struct parser {
	struct arena *arena;
	struct problem_list problems;
	struct mapping mapping;
	struct mapping_codes *codes;
	size_t codes_count;
	size_t table_capacity;
	size_t record_capacity;
	size_t field_capacity;
	size_t test_capacity;
	size_t codes_capacity;
	size_t word_capacity;
	size_t record_total;
	enum block block;

	struct text_line line;
	size_t at; /* the token that comes next */
};

/* ---- the words of a line ---- */

static struct place here(const struct parser *p)
{
	return (struct place){ p->line.number, p->at < p->line.count
		                                       ? p->line.tokens[p->at].column
		                                       : p->line.end_column };
}

static bool complain(struct parser *p, const char *format, ...) PRINTF_LIKE(2, 3);

static bool complain(struct parser *p, const char *format, ...)
{
	char message[600];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	problem_add(&p->problems, here(p), "%s", message);
	return false;
}

static const struct token *peek(const struct parser *p)
{
	return p->at < p->line.count ? &p->line.tokens[p->at] : NULL;
}

static bool expected(struct parser *p, const char *what)
{
	const struct token *token = peek(p);
	if (!token)
		return complain(p, "expected %s, but the line ends", what);
	return complain(p, "expected %s, found '%.*s'", what, STR_ARGS(str_cut(token->text, 60)));
}

static bool take_if(struct parser *p, const char *word)
{
	const struct token *token = peek(p);
	if (!token || token->kind != TOKEN_WORD || !str_equal(token->text, str_of(word)))
		return false;
	p->at++;
	return true;
}

static bool take_word(struct parser *p, const char *word)
{
	char what[40];
	snprintf(what, sizeof(what), "'%s'", word);
	return take_if(p, word) || expected(p, what);
}

static bool take(struct parser *p, enum token_kind kind, const char *what, struct str *out)
{
	const struct token *token = peek(p);
	if (!token || token->kind != kind || token->text.len == 0)
		return expected(p, what);
	*out = token->text;
	p->at++;
	return true;
}

static bool take_quoted(struct parser *p, const char *what, struct str *out)
{
	return take(p, TOKEN_TEXT, what, out);
}

static bool take_number(struct parser *p, const char *what, int64_t most, int64_t *out)
{
	const struct token *token = peek(p);
	if (!token || token->kind != TOKEN_WORD || str_to_int64(token->text, out, NULL) != OK ||
	    *out < 1 || *out > most)
		return expected(p, what);
	p->at++;
	return true;
}

static bool take_date(struct parser *p, int32_t *out)
{
	const struct token *token = peek(p);
	if (!token || token->kind != TOKEN_WORD || date_parse_iso(token->text, out, NULL) != OK)
		return expected(p, "a date like 2024-03-31");
	p->at++;
	return true;
}

static bool take_end(struct parser *p)
{
	return p->at == p->line.count || expected(p, "the end of the line");
}

/* "A", "B", "C" */
static bool take_quoted_list(struct parser *p, struct str **items_out, size_t *count_out)
{
	struct str *items = arena_new(p->arena, p->line.count, sizeof(*items));
	size_t count = 0;
	do {
		if (!take_quoted(p, "a value in quotes", &items[count]))
			return false;
		count++;
	} while (peek(p) && peek(p)->kind == TOKEN_COMMA && ++p->at);
	*items_out = items;
	*count_out = count;
	return true;
}

/* "Column" is [not] "A", "B"; or: is [not] empty */
static bool take_test(struct parser *p, struct mapping_test *out)
{
	struct mapping_test test = { 0 };
	if (!take_quoted(p, "a column in quotes", &test.column) || !take_word(p, "is"))
		return false;
	test.is_not = take_if(p, "not");
	if (!take_if(p, "empty") && !take_quoted_list(p, &test.values, &test.count))
		return false;
	*out = test;
	return true;
}

/* ---- statements at the margin ---- */

static struct mapping_table *table_of(struct parser *p)
{
	return &p->mapping.tables[p->mapping.table_count - 1];
}

static void begin_table(struct parser *p)
{
	p->mapping.tables = arena_grow(p->arena, p->mapping.tables, p->mapping.table_count,
	                               &p->table_capacity, sizeof(*p->mapping.tables));
	p->mapping.tables[p->mapping.table_count++] =
		(struct mapping_table){ .line = p->line.number };
	p->record_capacity = 0;
}

static bool read_mapping(struct parser *p)
{
	if (p->mapping.name.len)
		return complain(p, "a mapping has one name; this is a second");
	return take_quoted(p, "the name of the source in quotes", &p->mapping.name) && take_end(p);
}

static bool read_sheet(struct parser *p)
{
	struct mapping_table *table = table_of(p);
	/* The first sheet is the table that was begun with the text. */
	if (table->sheet.len || table->record_count || table->identifier.len)
		begin_table(p);
	return take_quoted(p, "the name of a sheet in quotes", &table_of(p)->sheet) && take_end(p);
}

static bool read_header(struct parser *p)
{
	return take_word(p, "row") &&
	       take_number(p, "the number of the row with the columns' names", 1000,
	                   &table_of(p)->header_row) &&
	       take_end(p);
}

static bool read_identifier(struct parser *p)
{
	return take_quoted(p, "the column of the child's identifier in quotes",
	                   &table_of(p)->identifier) &&
	       take_end(p);
}

static bool read_record(struct parser *p)
{
	struct str name;
	struct mapping_table *table = table_of(p);
	struct mapping_record record = { .line = p->line.number };
	if (!take(p, TOKEN_WORD, "a type of record", &name))
		return false;
	if (!record_type_find(name, &record.type)) {
		p->at--;
		return expected(p, "a type of record (docs/records.md lists them)");
	}
	if (++p->record_total > RECORDS_MAX)
		return complain(p, "more than %d records", RECORDS_MAX);
	table->records = arena_grow(p->arena, table->records, table->record_count,
	                            &p->record_capacity, sizeof(*table->records));
	table->records[table->record_count++] = record;
	p->field_capacity = 0;
	p->test_capacity = 0;
	p->block = BLOCK_RECORD;
	return take_end(p);
}

static bool read_codes(struct parser *p)
{
	struct mapping_codes codes = { 0 };
	if (!take(p, TOKEN_WORD, "a name for the list of codes", &codes.name))
		return false;
	for (size_t i = 0; i < p->codes_count; i++)
		if (str_equal(p->codes[i].name, codes.name))
			return complain(p, "there is a list of codes '%.*s' already",
			                STR_ARGS(codes.name));
	p->codes = arena_grow(p->arena, p->codes, p->codes_count, &p->codes_capacity,
	                      sizeof(*p->codes));
	p->codes[p->codes_count++] = codes;
	p->word_capacity = 0;
	p->block = BLOCK_CODES;
	return take_end(p);
}

/* ---- statements of a record ---- */

static struct mapping_record *record_of(struct parser *p)
{
	struct mapping_table *table = table_of(p);
	return &table->records[table->record_count - 1];
}

static bool read_only(struct parser *p)
{
	struct mapping_record *record = record_of(p);
	struct mapping_test test;
	if (!take_word(p, "when") || !take_test(p, &test) || !take_end(p))
		return false;
	record->tests = arena_grow(p->arena, record->tests, record->test_count,
	                           &p->test_capacity, sizeof(*record->tests));
	record->tests[record->test_count++] = test;
	return true;
}

/* "in the last 6 months", or "2023-04-01 to 2024-03-31". */
static bool take_cover_days(struct parser *p, struct mapping_cover *cover)
{
	int64_t count;
	if (!take_if(p, "in"))
		return take_date(p, &cover->from) && take_word(p, "to") && take_date(p, &cover->to);
	if (!take_word(p, "the") || !take_word(p, "last") ||
	    !take_number(p, "how many months or days", BACK_MAX, &count))
		return false;
	if (take_if(p, "days") || take_if(p, "day"))
		cover->days = (int)count;
	else if (take_if(p, "months") || take_if(p, "month"))
		cover->months = (int)count;
	else
		return expected(p, "'months' or 'days'");
	return true;
}

static bool read_covers(struct parser *p)
{
	struct mapping_cover cover = { .kind = RECORD_COVERS_NOTHING };
	bool is_read = true;
	if (take_if(p, "all"))
		cover.kind = RECORD_COVERS_ALL;
	else if (take_if(p, "children"))
		cover.kind = RECORD_COVERS_CHILDREN;
	else if (take_if(p, "undated"))
		cover.kind = RECORD_COVERS_UNDATED;
	else if (take_if(p, "starts"))
		cover.kind = RECORD_COVERS_STARTS;
	else if (take_if(p, "running"))
		cover.kind = RECORD_COVERS_OVERLAPS;
	else if (!take_if(p, "nothing"))
		return expected(p,
		                "'all', 'nothing', 'starts', 'running', 'children' or 'undated'");
	if (cover.kind == RECORD_COVERS_STARTS || cover.kind == RECORD_COVERS_OVERLAPS)
		is_read = take_cover_days(p, &cover);
	if (!is_read || !take_end(p))
		return false;
	if (record_type_spec(record_of(p)->type)->start < 0 && cover.from != cover.to)
		return complain(p, "records of this type have no day; expected 'all' or 'nothing'");
	if (cover.from > cover.to)
		return complain(p, "the first day lies behind the last");
	record_of(p)->cover = cover;
	return true;
}

static bool is_moment(enum record_field_kind kind)
{
	return kind == RECORD_DATE || kind == RECORD_INSTANT || kind == RECORD_PARTIAL;
}

static bool take_column_words(struct parser *p, const struct record_field *spec,
                              struct mapping_field *field)
{
	for (;;) {
		if (take_if(p, "at")) {
			if (spec->kind != RECORD_INSTANT)
				return complain(p, "only a moment has a time of day; '%s' is a %s",
				                spec->name, record_field_kind_words(spec->kind));
			if (!take_quoted(p, "the column of the time in quotes",
			                 &field->time_column))
				return false;
		} else if (take_if(p, "month")) {
			if (!is_moment(spec->kind))
				return complain(p, "'month first' is for dates; '%s' is a %s",
				                spec->name, record_field_kind_words(spec->kind));
			if (!take_word(p, "first"))
				return false;
			field->is_month_first = true;
		} else if (take_if(p, "by")) {
			if (!take(p, TOKEN_WORD, "the name of a list of codes", &field->codes_name))
				return false;
		} else if (take_if(p, "optional")) {
			field->is_optional = true;
		} else {
			return true;
		}
	}
}

/* Whether a text can stand for a field of this kind; only codes and flags are held to
 * what they may be. */
static bool fits_field(const struct record_field *spec, struct str text)
{
	const struct record_code *code = NULL;
	bool flag;
	if (spec->kind == RECORD_CODE)
		return record_code_read(spec->code_set, text, 0, &code) != RECORD_CODE_UNKNOWN &&
		       code;
	return spec->kind != RECORD_FLAG || cell_read_boolean(text, &flag) == CELL_VALUE;
}

static bool take_constant(struct parser *p, const struct record_field *spec,
                          struct mapping_field *field)
{
	bool is_text = take_if(p, "text");
	size_t at = p->at;
	if (is_text ? !take_quoted(p, "the text in quotes", &field->constant)
	            : !take(p, TOKEN_WORD, "a column in quotes, or a value", &field->constant))
		return false;
	if (fits_field(spec, field->constant))
		return true;
	p->at = at;
	if (spec->kind == RECORD_CODE)
		return complain(p, "'%.*s' is no code of %s", STR_ARGS(field->constant),
		                record_code_set_name(spec->code_set));
	return complain(p, "'%.*s' is neither yes nor no", STR_ARGS(field->constant));
}

/* A line that an earlier one leaves nothing to would never speak. */
static bool is_reached(struct parser *p, int field)
{
	const struct mapping_record *record = record_of(p);
	for (size_t i = 0; i < record->field_count; i++)
		if (record->fields[i].field == field && !record->fields[i].has_test) {
			p->at = 0;
			return complain(p, "line %lld gives this field its value always",
			                (long long)record->fields[i].line);
		}
	return true;
}

static bool read_field(struct parser *p, struct str name)
{
	struct mapping_record *record = record_of(p);
	struct mapping_field field = { .line = p->line.number };
	const struct record_type_spec *spec = record_type_spec(record->type);
	if (!record_field_find(record->type, name, &field.field)) {
		p->at = 0;
		return complain(p, "a %s has no field '%.*s'; expected one of docs/records.md, or "
		                   "'only when' or 'covers'",
		                spec->name, STR_ARGS(name));
	}
	if (!take_word(p, "=") || !is_reached(p, field.field))
		return false;
	const struct record_field *what = &spec->fields[field.field];
	const struct token *token = peek(p);
	if (token && token->kind == TOKEN_TEXT
	            ? !take_quoted(p, "a column in quotes", &field.column) ||
	                      !take_column_words(p, what, &field)
	            : !take_constant(p, what, &field))
		return false;
	field.has_test = take_if(p, "when");
	if (field.has_test && !take_test(p, &field.test))
		return false;
	record->fields = arena_grow(p->arena, record->fields, record->field_count,
	                            &p->field_capacity, sizeof(*record->fields));
	record->fields[record->field_count++] = field;
	return take_end(p);
}

/* ---- statements of a list of codes ---- */

static bool read_code(struct parser *p, struct str code)
{
	struct mapping_codes *codes = &p->codes[p->codes_count - 1];
	struct str *theirs;
	size_t count;
	if (!take_word(p, "is") || !take_quoted_list(p, &theirs, &count) || !take_end(p))
		return false;
	for (size_t i = 0; i < count; i++) {
		codes->items = arena_grow(p->arena, codes->items, codes->count, &p->word_capacity,
		                          sizeof(*codes->items));
		codes->items[codes->count++] = (struct mapping_word){ code, theirs[i] };
	}
	return true;
}

/* ---- lines ---- */

static bool read_margin(struct parser *p, struct str word)
{
	static const struct {
		const char *word;
		bool (*read)(struct parser *p);
	} STATEMENTS[] = {
		{ "mapping", read_mapping }, { "sheet", read_sheet },
		{ "header", read_header },   { "identifier", read_identifier },
		{ "record", read_record },   { "codes", read_codes },
	};
	p->block = BLOCK_NONE;
	for (size_t i = 0; i < COUNT_OF(STATEMENTS); i++)
		if (str_equal(word, str_of(STATEMENTS[i].word)))
			return STATEMENTS[i].read(p);
	p->at = 0;
	return expected(p, "'mapping', 'sheet', 'header row', 'identifier', 'record' or 'codes'");
}

static bool read_line(struct parser *p)
{
	struct str word;
	p->at = 0;
	if (!take(p, TOKEN_WORD, "a word", &word))
		return false;
	if (p->line.indent == 0)
		return read_margin(p, word);
	if (p->block == BLOCK_CODES)
		return read_code(p, word);
	if (p->block != BLOCK_RECORD) {
		p->at = 0;
		return complain(p, "an indented line belongs to a record or to codes above it");
	}
	if (str_equal(word, STR("only")))
		return read_only(p);
	return str_equal(word, STR("covers")) ? read_covers(p) : read_field(p, word);
}

/* ---- the whole ---- */

static void complain_at(struct parser *p, int64_t line, const char *format, ...)
	PRINTF_LIKE(3, 4);

static void complain_at(struct parser *p, int64_t line, const char *format, ...)
{
	char message[600];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	problem_add(&p->problems, (struct place){ line, 1 }, "%s", message);
}

static void resolve_codes(struct parser *p, enum record_type type, struct mapping_field *field)
{
	const struct record_field *spec = &record_type_spec(type)->fields[field->field];
	if (field->codes_name.len == 0)
		return;
	for (size_t i = 0; i < p->codes_count && !field->codes; i++)
		if (str_equal(p->codes[i].name, field->codes_name))
			field->codes = &p->codes[i];
	if (!field->codes) {
		complain_at(p, field->line, "there is no list of codes '%.*s'; expected one that "
		                            "begins 'codes %.*s'",
		            STR_ARGS(field->codes_name), STR_ARGS(field->codes_name));
		return;
	}
	for (size_t i = 0; i < field->codes->count; i++)
		if (!fits_field(spec, field->codes->items[i].code))
			complain_at(p, field->line,
			            "the list '%.*s' has '%.*s', which is no %s of '%s'",
			            STR_ARGS(field->codes_name),
			            STR_ARGS(field->codes->items[i].code),
			            record_field_kind_words(spec->kind), spec->name);
}

static void check_table(struct parser *p, struct mapping_table *table)
{
	bool has_child = false;
	for (size_t i = 0; i < table->record_count; i++) {
		struct mapping_record *record = &table->records[i];
		has_child = has_child || record_type_spec(record->type)->is_of_child;
		for (size_t f = 0; f < record->field_count; f++)
			resolve_codes(p, record->type, &record->fields[f]);
		if (record->field_count == 0)
			complain_at(p, record->line,
			            "this record has no field; expected lines like "
			            "'received = \"Date\"' below it");
	}
	if (table->record_count == 0)
		complain_at(p, table->line,
		            "nothing is taken from the table; expected 'record' and "
		            "a type");
	else if (has_child && table->identifier.len == 0)
		complain_at(p, table->line, "nothing says which column identifies the child; "
		                            "expected 'identifier \"Column\"'");
}

static enum status fail(const struct parser *p, size_t first, struct err *err)
{
	const struct finding *problem = &p->problems.findings->items[first];
	size_t others = p->problems.count - 1;
	enum status st = err_set(err, E_INPUT, "%.*s:%lld:%.*s: %.*s", STR_ARGS(problem->file),
	                         (long long)problem->row, STR_ARGS(problem->column),
	                         STR_ARGS(problem->message));
	if (others == 0)
		return st;
	return err_wrap(err, st, "%zu other problem%s, first", others, others == 1 ? "" : "s");
}

enum status mapping_parse(struct str text, struct str file, struct arena *arena,
                          struct mapping *out, struct finding_list *problems, struct err *err)
{
	static const struct str BYTE_ORDER_MARK = { "\xEF\xBB\xBF", 3 };
	if (text.len > MAPPING_MAX_BYTES)
		return err_set(err, E_LIMIT, "%.*s: a mapping of more than %d bytes",
		               STR_ARGS(file), MAPPING_MAX_BYTES);
	enum status st = str_check_utf8(text, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(file));
	text = arena_text(arena, text);
	if (str_equal(str_slice(text, 0, BYTE_ORDER_MARK.len), BYTE_ORDER_MARK))
		text = str_slice(text, BYTE_ORDER_MARK.len, text.len);
	size_t first = problems->count;
	struct parser p = { .arena = arena,
		            .problems = { .findings = problems, .file = file,
		                          .rule = "mapping.text" } };
	struct text_reader reader = { .rest = text, .arena = arena, .problems = &p.problems };
	p.mapping.file = arena_text(arena, file);
	p.line.number = 1;
	begin_table(&p);
	while (!problem_list_is_full(&p.problems) && text_reader_next(&reader, &p.line))
		read_line(&p);
	if (p.mapping.name.len == 0)
		complain_at(&p, 1,
		            "the text does not say what it maps; expected 'mapping \"NAME OF "
		            "THE SOURCE\"'");
	for (size_t i = 0; i < p.mapping.table_count && p.problems.count == 0; i++)
		check_table(&p, &p.mapping.tables[i]);
	if (p.problems.count > 0)
		return fail(&p, first, err);
	*out = p.mapping;
	return OK;
}

enum status mapping_read(const char *path, struct arena *arena, struct mapping *out,
                         struct finding_list *problems, struct err *err)
{
	auto_buf text = buf_init(MAPPING_MAX_BYTES);
	enum status st = file_read(path, MAPPING_MAX_BYTES, &text, err);
	if (st != OK)
		return st;
	struct str name = str_of(path);
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[name.len - 1 - i] == '/')
			name = str_slice(name, name.len - i, SIZE_MAX);
	return mapping_parse(buf_view(&text), name, arena, out, problems, err);
}
