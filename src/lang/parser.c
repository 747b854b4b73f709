#include "lang/parser.h"

#include <stdarg.h>
#include <string.h>

#include "lang/near.h"

/* What is printed may need brackets around its relations that were not written. */
enum { HEIGHT_MAX = LANG_DEPTH_MAX - 2 * LANG_RELATIONS_MAX };

void parser_advance(struct parser *parser)
{
	parser->last = parser->token;
	parser->token = parser->next;
	parser->next = lexer_next(&parser->lexer);
	struct token *token = &parser->token;
	if (token->kind != TOKEN_WORD || !token->is_first || !clause_is_word(token->text))
		return;
	bool is_in = str_equal(token->text, STR("in"));
	if (!is_in || str_equal(parser->next.text, STR("force")))
		token->kind = TOKEN_CLAUSE;
}

bool parser_is(const struct parser *parser, enum token_kind kind)
{
	return parser->token.kind == kind;
}

bool parser_is_word(const struct parser *parser, const char *word)
{
	return parser_is(parser, TOKEN_WORD) && str_equal(parser->token.text, str_of(word));
}

bool parser_accept(struct parser *parser, enum token_kind kind)
{
	if (!parser_is(parser, kind))
		return false;
	parser_advance(parser);
	return true;
}

bool parser_accept_word(struct parser *parser, const char *word)
{
	if (!parser_is_word(parser, word))
		return false;
	parser_advance(parser);
	return true;
}

bool parser_expect(struct parser *parser, enum token_kind kind, const char *what)
{
	return parser_accept(parser, kind) || parser_expected(parser, what, NULL);
}

bool parser_expect_word(struct parser *parser, const char *word)
{
	if (parser_accept_word(parser, word))
		return true;
	const char *const words[] = { word, NULL };
	char what[LANG_NAME_BYTES_MAX + 3];
	snprintf(what, sizeof(what), "'%s'", word);
	return parser_expected_one_of(parser, what, words);
}

bool parser_fail(struct parser *parser, struct spot place, const char *hint, const char *format,
                 ...)
{
	va_list args;
	va_start(args, format);
	struct str message = arena_format_args(parser->arena, format, args);
	va_end(args);
	complain(parser->complaints, parser->file, place, hint, "%.*s", STR_ARGS(message));
	if (parser->definition)
		parser->definition->is_broken = true;
	return false;
}

/* Whether what follows the word of a clause is no clause: the word was meant as a name. */
static bool is_name_at_line_begin(const struct parser *parser)
{
	const struct token *next = &parser->next;
	bool is_sign = next->kind >= TOKEN_PLUS && next->kind <= TOKEN_MORE_EQUAL;
	return parser_is(parser, TOKEN_CLAUSE) &&
	       (is_sign || next->is_first || next->kind == TOKEN_END || next->kind == TOKEN_CLOSE ||
	        next->kind == TOKEN_COMMA);
}

static bool fail_at_end(struct parser *parser, const char *what, const char *hint)
{
	struct spot place = parser->last.place;
	place.column += place.length;
	place.length = 1;
	if (is_name_at_line_begin(parser))
		hint = arena_format(parser->arena,
		                    "'%.*s' at the beginning of a line begins something new",
		                    STR_ARGS(parser->token.text))
		               .ptr;
	return parser_fail(parser, place, hint, "expected %s, but the line ends", what);
}

/* Whether what is being read ends before the token. */
static bool is_at_end(const struct parser *parser)
{
	const struct token *token = &parser->token;
	if (token->kind == TOKEN_END || token->kind == TOKEN_CLAUSE)
		return true;
	return parser->example_line && token->is_first && token->text.ptr != parser->example_line &&
	       parser->last.kind != TOKEN_COMMA;
}

bool parser_expected(struct parser *parser, const char *what, const char *hint)
{
	enum { TEXT_BYTES_SHOWN = 40 };
	const struct token *token = &parser->token;
	if (is_at_end(parser))
		return fail_at_end(parser, what, hint);
	if (token->kind == TOKEN_WRONG)
		return parser_fail(parser, token->place, token->hint, "%s", token->wrong);
	struct str shown = str_cut(token->text, TEXT_BYTES_SHOWN);
	const char *rest = shown.len < token->text.len ? "..." : "";
	if (token->kind == TOKEN_TEXT)
		return parser_fail(parser, token->place, hint,
		                   "expected %s, not the text \"%.*s%s\"", what, STR_ARGS(shown),
		                   rest);
	return parser_fail(parser, token->place, hint, "expected %s, not '%.*s%s'", what,
	                   STR_ARGS(shown), rest);
}

bool parser_expected_one_of(struct parser *parser, const char *what, const char *const *words)
{
	struct str text = parser->token.text;
	struct near near = near_to(text);
	if (parser_is(parser, TOKEN_WORD) || parser_is(parser, TOKEN_NAME))
		for (; *words; words++)
			if (!str_equal(text, str_of(*words)))
				near_offer(&near, str_of(*words));
	return parser_expected(parser, what, near_hint(&near, parser->arena));
}

bool parser_expect_line_end(struct parser *parser)
{
	static const char *const WHAT = "the end of the line";
	static const char *const OPERATORS[] = {
		"and", "or", "else", "by", "between", "in", "is", "where", "running", NULL,
	};
	if (parser_is(parser, TOKEN_CLAUSE) || parser_is(parser, TOKEN_END))
		return true;
	if (parser->token.is_first)
		return parser_expected_one_of(parser, "a line of a definition", clause_words());
	if (parser_is_word(parser, "once") || parser_is_word(parser, "rolling"))
		return parser_expected(parser, WHAT, "put a comma before it");
	return parser_expected_one_of(parser, WHAT, OPERATORS);
}

struct spot parser_place_from(const struct parser *parser, struct spot from)
{
	const struct spot *last = &parser->last.place;
	if (last->line == from.line && last->column >= from.column)
		from.length = last->column + last->length - from.column;
	return from;
}

bool parser_read_word(struct parser *parser, const char *what, struct str *out)
{
	if (parser_is(parser, TOKEN_NAME))
		return parser_expected(parser, what, "it is written in small letters");
	if (parser_is(parser, TOKEN_WORD) && word_is_reserved(parser->token.text))
		return parser_expected(parser, what, "this word has a meaning of its own");
	*out = parser->token.text;
	return parser_expect(parser, TOKEN_WORD, what);
}

bool parser_read_indicator_name(struct parser *parser, struct str *out)
{
	static const char *const WHAT = "the name of an indicator";
	static const char *const HINT = "it is written in capitals, digits and '-'";
	struct str text = parser->token.text;
	if (!parser_is(parser, TOKEN_NAME))
		return parser_expected(parser, WHAT, parser_is(parser, TOKEN_WORD) ? HINT : NULL);
	for (size_t i = 0; i < text.len; i++)
		if (char_upper(text.ptr[i]) != text.ptr[i] || text.ptr[i] == '_')
			return parser_expected(parser, WHAT, HINT);
	*out = text;
	parser_advance(parser);
	return true;
}

/* A text as it is meant: a doubled quotation mark inside is one. */
static struct str unquoted(struct parser *parser, struct str text)
{
	if (!memchr(text.ptr, '"', text.len))
		return text;
	char *bytes = arena_new(parser->arena, text.len, 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		bytes[len++] = text.ptr[i];
		if (text.ptr[i] == '"')
			i++;
	}
	return (struct str){ bytes, len };
}

bool parser_read_text(struct parser *parser, struct str *out)
{
	struct str text = parser->token.text;
	if (!parser_accept(parser, TOKEN_TEXT))
		return parser_expected(parser, "a text in quotation marks", NULL);
	*out = unquoted(parser, text);
	return true;
}

bool parser_read_texts(struct parser *parser, struct str *out)
{
	auto_buf joined = buf_init(LANG_FILE_BYTES_MAX + 1);
	struct str text;
	if (!parser_read_text(parser, out))
		return false;
	if (!parser_is(parser, TOKEN_TEXT))
		return true;
	buf_add(&joined, *out);
	while (parser_is(parser, TOKEN_TEXT) && parser_read_text(parser, &text)) {
		buf_add_char(&joined, ' ');
		buf_add(&joined, text);
	}
	*out = arena_text(parser->arena, buf_view(&joined));
	return true;
}

bool parser_enter(struct parser *parser)
{
	if (parser->depth >= LANG_DEPTH_MAX)
		return parser_fail(parser, parser->token.place, NULL,
		                   "brackets, 'not' and relations are at most %d deep",
		                   LANG_DEPTH_MAX);
	parser->depth++;
	return true;
}

void parser_leave(struct parser *parser)
{
	parser->depth--;
}

struct node *parser_new_node(struct parser *parser, enum node_kind kind, struct spot from)
{
	struct node *node = arena_new(parser->arena, 1, sizeof(*node));
	node->kind = kind;
	node->place = from;
	node->schedule = -1;
	node->height = 1;
	return node;
}

static void raise_over(struct node *node, const struct node *part)
{
	if (part && part->height >= node->height)
		node->height = part->height + 1;
}

struct node *parser_finish_node(struct parser *parser, struct node *node)
{
	node->place = parser_place_from(parser, node->place);
	for (size_t i = 0; i < node->part_count; i++)
		raise_over(node, node->parts[i]);
	if (node->relation) {
		raise_over(node, node->relation->key);
		raise_over(node, node->relation->running_from);
		raise_over(node, node->relation->running_to);
		raise_over(node, node->relation->where);
		raise_over(node, node->relation->value);
	}
	if (node->height <= HEIGHT_MAX)
		return node;
	parser_fail(parser, parser->last.place, "say parts of it with 'let'",
	            "an expression is at most %d operations high", HEIGHT_MAX);
	return NULL;
}

void *parser_grow(struct parser *parser, const void *items, size_t count, size_t size_bytes)
{
	bool is_full = (count & (count - 1)) == 0; /* its room is the next power of two */
	if (count > 0 && !is_full)
		return (void *)items;
	char *more = arena_new(parser->arena, count > 0 ? 2 * count : 1, size_bytes);
	if (count > 0)
		memcpy(more, items, count * size_bytes);
	return more;
}

void parser_skip_to_clause(struct parser *parser)
{
	while (!parser_is(parser, TOKEN_CLAUSE) && !parser_is(parser, TOKEN_END))
		parser_advance(parser);
}
