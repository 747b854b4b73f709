/* Reading framework text: statements are tables, one for each kind of block. */
#include "framework/text.h"

#include <assert.h>
#include <stdlib.h>

#include "framework/cursor.h"
#include "framework/index.h"
#include "framework/parse.h"
#include "framework/text_line.h"

/* ---- blocks ---- */

static void advance(struct parser *parser)
{
	parser->at_end = problem_list_is_full(&parser->problems) ||
	                 !text_reader_next(&parser->reader, &parser->next);
}

/* Steps over the lines that belong under a line with this indentation. */
static void skip_block(struct parser *parser, int64_t parent_indent)
{
	while (!parser->at_end && parser->next.indent > parent_indent)
		advance(parser);
}

/* How many letters one must change, add or drop to make `a` of `b`; 3 stands for
 * three or more. Words of a statement are short. */
static int letters_apart(struct str a, struct str b)
{
	enum { WORD_MAX = 32, FAR = 3 };
	if (a.len > WORD_MAX || b.len > WORD_MAX)
		return FAR;
	int row[WORD_MAX + 1];
	for (size_t j = 0; j <= b.len; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a.len; i++) {
		int diagonal = row[0];
		row[0] = (int)i;
		for (size_t j = 1; j <= b.len; j++) {
			int replaced = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
			diagonal = row[j];
			int least = row[j] < row[j - 1] ? row[j] : row[j - 1];
			row[j] = replaced < least + 1 ? replaced : least + 1;
		}
	}
	return row[b.len] < FAR ? row[b.len] : FAR;
}

/* The word that a statement begins with: its name may have a second one. */
static struct str first_word(const struct statement *statement)
{
	struct str name = str_of(statement->word);
	return str_slice(name, 0, str_find_nocase(name, STR(" ")));
}

/* Reports a word that begins no statement of this block: with the one that was
 * probably meant, or with all there are. */
static void complain_unknown(struct parser *parser, const struct text_line *line,
                             const struct block_kind *kind)
{
	struct str word = line->tokens[0].text;
	struct place place = { line->number, line->tokens[0].column };
	int nearest = 3;
	const char *meant = NULL;
	auto_buf all = buf_init(1024);
	for (const struct statement *it = kind->statements; it->word; it++) {
		int apart = letters_apart(word, first_word(it));
		if (apart < nearest) {
			nearest = apart;
			meant = it->word;
		}
		buf_format(&all, "%s%s", all.len ? ", " : "", it->word);
	}
	if (meant)
		problem_add(&parser->problems, place,
		            "'%.*s' is not known in %s; did you mean '%s'?", STR_ARGS(word),
		            kind->name, meant);
	else
		problem_add(&parser->problems, place,
		            "'%.*s' is not known in %s; expected one of: %.*s", STR_ARGS(word),
		            kind->name, STR_ARGS(buf_view(&all)));
}

static const struct statement *find_statement(const struct block_kind *kind, struct str word)
{
	for (const struct statement *it = kind->statements; it->word; it++)
		if (str_equal(word, first_word(it)))
			return it;
	return NULL;
}

/* Reads one statement with what stands under it; false when it had a problem. */
static bool read_statement(struct parser *parser, const struct text_line *line,
                           const struct block_kind *kind, struct subject *subject, uint64_t *seen)
{
	const struct statement *statement = find_statement(kind, line->tokens[0].text);
	if (!statement) {
		complain_unknown(parser, line, kind);
		return false;
	}
	struct cursor cursor = { .parser = parser, .line = line, .at = 1 };
	uint64_t bit = UINT64_C(1) << (statement - kind->statements);
	if (statement->is_once && (*seen & bit)) {
		cursor.at = 0;
		return cursor_complain(&cursor, "a second '%s' in %s", statement->word, kind->name);
	}
	*seen |= bit;
	cursor.statement = statement;
	if (!statement->read(&cursor, subject))
		return false;
	if (!parser->at_end && parser->next.indent > line->indent) {
		problem_add(&parser->problems,
		            (struct place){ parser->next.number, parser->next.indent + 1 },
		            "nothing can stand under '%s'; is the indentation right?",
		            statement->word);
		return false;
	}
	return true;
}

void parser_read_block(struct parser *parser, int64_t parent_indent, const struct block_kind *kind,
                       struct subject *subject)
{
	uint64_t seen = 0;
	int64_t indent = parser->next.indent;
	while (!parser->at_end && parser->next.indent > parent_indent) {
		struct text_line line = parser->next;
		advance(parser);
		if (line.indent != indent) {
			problem_add(&parser->problems,
			            (struct place){ line.number, line.indent + 1 },
			            "indented by %lld, but the lines beside it by %lld",
			            (long long)line.indent, (long long)indent);
			skip_block(parser, line.indent);
		} else if (!read_statement(parser, &line, kind, subject, &seen)) {
			skip_block(parser, line.indent);
		}
	}
}

/* ---- the whole ---- */

/* Finds the indicator of a pending mention; false when that is reported. */
static bool resolve(struct parser *parser, const struct framework_index *index,
                    const struct mention *mention, size_t *out)
{
	struct str ref = mention->ref, title = mention->title;
	if (mention->has_title) {
		*out = framework_index_find(index, ref, title);
		if (*out == FRAMEWORK_NOWHERE)
			problem_add(&parser->problems, mention->place,
			            "no indicator has the reference '%.*s' and the title '%.*s'",
			            STR_ARGS(ref), STR_ARGS(title));
		return *out != FRAMEWORK_NOWHERE;
	}
	switch (framework_index_find_name(index, ref, out)) {
	case NAME_MATCH_ONE:
		return true;
	case NAME_MATCH_NONE:
		problem_add(&parser->problems, mention->place,
		            "no indicator of this framework is called '%.*s'", STR_ARGS(ref));
		return false;
	case NAME_MATCH_SEVERAL:
		problem_add(
			&parser->problems, mention->place,
			mention->scorecard == FRAMEWORK_NOWHERE
				? "several indicators are called '%.*s'; name it by its title"
				: "several indicators are called '%.*s'; give its title behind it",
			STR_ARGS(ref));
		return false;
	}
	return false;
}

/* Reports an indicator that is placed a second time in the same section. */
static void check_placed_once(struct parser *parser, struct map *placed,
                              const struct mention *mention, size_t indicator)
{
	auto_arena arena = { 0 };
	struct str key = arena_format(&arena, "%zu/%zu/%zu", mention->scorecard, mention->section,
	                              indicator);
	int64_t line;
	if (!map_add(placed, key, mention->place.line, &line))
		problem_add(&parser->problems, mention->place,
		            "'%.*s' stands in this place already, in line %lld",
		            STR_ARGS(mention->ref), (long long)line);
}

/* Joins what was named to what it names, now that everything is known. */
static void resolve_mentions(struct parser *parser)
{
	struct framework *framework = parser->framework;
	auto_framework_index index = { 0 };
	for (size_t i = 0; i < framework->indicator_count; i++) {
		size_t other = framework_index_add(&index, framework, i);
		if (other == FRAMEWORK_NOWHERE)
			continue;
		struct indicator *it = &framework->indicators[i].indicator;
		problem_add(&parser->problems, parser->indicator_places[i],
		            "'%.*s' has the reference and a title of the indicator in line %lld",
		            STR_ARGS(indicator_name(it)),
		            (long long)parser->indicator_places[other].line);
	}
	auto_map placed = { 0 };
	for (size_t i = 0; i < parser->mention_count; i++) {
		const struct mention *mention = &parser->mentions[i];
		size_t indicator;
		if (!resolve(parser, &index, mention, &indicator) ||
		    mention->scorecard == FRAMEWORK_NOWHERE)
			continue;
		check_placed_once(parser, &placed, mention, indicator);
		scorecard_add_placement(framework, &framework->scorecards[mention->scorecard],
		                        (struct placement){ mention->section, indicator });
	}
}

static int compare_problems(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;
	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	/* Columns are plain numbers as text: the longer is the larger. */
	if (left->column.len != right->column.len)
		return left->column.len < right->column.len ? -1 : 1;
	return str_compare(left->column, right->column);
}

/* The first problem, and how many more there are, as the error. */
static enum status fail_with_problems(const struct parser *parser, size_t first, struct err *err)
{
	qsort(parser->problems.findings->items + first, parser->problems.count,
	      sizeof(struct finding), compare_problems);
	const struct finding *problem = &parser->problems.findings->items[first];
	size_t more = parser->problems.count - 1;
	if (more == 0)
		return err_set(err, E_INPUT, "%.*s:%lld:%.*s: %.*s", STR_ARGS(problem->file),
		               (long long)problem->row, STR_ARGS(problem->column),
		               STR_ARGS(problem->message));
	return err_set(err, E_INPUT, "%.*s:%lld:%.*s: %.*s (and %zu more)", STR_ARGS(problem->file),
	               (long long)problem->row, STR_ARGS(problem->column),
	               STR_ARGS(problem->message), more);
}

enum status framework_parse(struct str text, struct str file, struct arena *arena,
                            struct framework *out, struct finding_list *problems, struct err *err)
{
	static const struct str BYTE_ORDER_MARK = { "\xEF\xBB\xBF", 3 };
	if (text.len > FRAMEWORK_TEXT_MAX_BYTES)
		return err_set(err, E_LIMIT, "%.*s: a framework of more than %d bytes",
		               STR_ARGS(file), FRAMEWORK_TEXT_MAX_BYTES);
	enum status st = str_check_utf8(text, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s", STR_ARGS(file));

	text = arena_text(arena, text);
	if (str_equal(str_slice(text, 0, BYTE_ORDER_MARK.len), BYTE_ORDER_MARK))
		text = str_slice(text, BYTE_ORDER_MARK.len, text.len);
	struct framework framework = framework_new(arena, (struct str){ 0 });
	size_t first = problems->count;
	struct parser parser = { .framework = &framework,
		                 .problems = { .findings = problems, .file = file } };
	parser.reader =
		(struct text_reader){ .rest = text, .arena = arena, .problems = &parser.problems };
	advance(&parser);
	parser_read_framework(&parser);
	resolve_mentions(&parser);
	if (parser.problems.count > 0)
		return fail_with_problems(&parser, first, err);
	*out = framework;
	return OK;
}
