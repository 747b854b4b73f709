/* Expressions: operators by their strength, calls, names. */
#include "lang/operator.h"
#include "lang/parser.h"

static struct node *read_level(struct parser *parser, enum level level);

static struct node *new_parts(struct parser *parser, enum node_kind kind, struct spot from,
                              size_t count)
{
	struct node *node = parser_new_node(parser, kind, from);
	node->parts = arena_new(parser->arena, count, sizeof(struct node *));
	node->part_count = count;
	return node;
}

/* Reads one more part of a node at the level. */
static bool read_part(struct parser *parser, struct node *node, size_t at, enum level level)
{
	node->parts[at] = read_level(parser, level);
	return node->parts[at] != NULL;
}

/* `missing`, `given`, `yes` or `no`. */
static bool read_is(struct parser *parser, enum is_what *out)
{
	static const char *const WORDS[] = { "missing", "given", "yes", "no", NULL };
	for (size_t i = 0; WORDS[i]; i++) {
		if (!parser_accept_word(parser, WORDS[i]))
			continue;
		*out = (enum is_what)i;
		return true;
	}
	if (parser_is_word(parser, "not"))
		return parser_expected(parser, "'missing', 'given', 'yes' or 'no' after 'is'",
		                       "the opposite of 'is missing' is 'is given'; else put 'not' "
		                       "before it all");
	return parser_expected_one_of(parser, "'missing', 'given', 'yes' or 'no' after 'is'",
	                              WORDS);
}

static bool read_code(struct parser *parser, struct str *out)
{
	if (parser_is(parser, TOKEN_TEXT))
		return parser_read_text(parser, out);
	*out = parser->token.text;
	if (parser_accept(parser, TOKEN_NAME) || parser_accept(parser, TOKEN_WORD) ||
	    parser_accept(parser, TOKEN_NUMBER))
		return true;
	return parser_expected(parser, "a code", NULL);
}

/* `(A, B, T0..T4)`. */
static bool read_ranges(struct parser *parser, struct node *node)
{
	struct text_range *ranges = NULL;
	if (!parser_is(parser, TOKEN_OPEN))
		return parser_expected(parser, "'(' after 'in'",
		                       "codes stand in brackets: in (A, B)");
	do {
		struct text_range range = { 0 };
		parser_advance(parser);
		range.place = parser->token.place;
		if (!read_code(parser, &range.from))
			return false;
		range.to = range.from;
		if (parser_accept(parser, TOKEN_RANGE) && !read_code(parser, &range.to))
			return false;
		range.place = parser_place_from(parser, range.place);
		ranges = parser_grow(parser, ranges, node->range_count, sizeof(range));
		ranges[node->range_count++] = range;
		node->ranges = ranges;
	} while (parser_is(parser, TOKEN_COMMA));
	return parser_expect(parser, TOKEN_CLOSE, "',' or ')'");
}

/* What follows the left side of a comparison that is no sign: NODE_KIND_COUNT for none. */
static enum node_kind special_at(struct parser *parser)
{
	if (parser_is_word(parser, "between"))
		return NODE_BETWEEN;
	if (parser_is_word(parser, "is"))
		return NODE_IS;
	bool is_not = parser_is_word(parser, "not") && str_equal(parser->next.text, STR("in"));
	return is_not || parser_is_word(parser, "in") ? NODE_IN : NODE_KIND_COUNT;
}

static struct node *read_special(struct parser *parser, enum node_kind kind, struct node *left)
{
	bool is_between = kind == NODE_BETWEEN;
	struct node *node = new_parts(parser, kind, left->place, is_between ? 3 : 1);
	node->parts[0] = left;
	node->is_negated = parser_accept_word(parser, "not");
	parser_advance(parser);
	bool is_read = is_between ? read_part(parser, node, 1, LEVEL_ELSE) &&
	                                    parser_expect_word(parser, "and") &&
	                                    read_part(parser, node, 2, LEVEL_ELSE)
	               : kind == NODE_IS ? read_is(parser, &node->is)
	                                 : read_ranges(parser, node);
	return is_read ? parser_finish_node(parser, node) : NULL;
}

/* The operator of the level that the token is; BINARY_OP_COUNT: none. */
static enum binary_op operator_at(const struct parser *parser, enum level level)
{
	const struct token *token = &parser->token;
	bool is_sign = token->kind >= TOKEN_PLUS && token->kind <= TOKEN_MORE_EQUAL;
	if (!is_sign && token->kind != TOKEN_WORD)
		return BINARY_OP_COUNT;
	for (enum binary_op op = 0; op < BINARY_OP_COUNT; op++)
		if (level_of_binary(op) == level &&
		    str_equal(token->text, str_of(operator_sign(NODE_BINARY, (int)op))))
			return op;
	return BINARY_OP_COUNT;
}

/* The operator that is looked at, with its left side and what stands right of it. */
static struct node *read_right(struct parser *parser, enum binary_op op, struct node *left)
{
	struct node *node = new_parts(parser, NODE_BINARY, left->place, 2);
	node->op = op;
	node->parts[0] = left;
	parser_advance(parser);
	return read_part(parser, node, 1, level_of_binary(op) + 1)
	               ? parser_finish_node(parser, node)
	               : NULL;
}

static struct node *read_binary(struct parser *parser, enum level level, struct node *left)
{
	for (enum binary_op op; left && (op = operator_at(parser, level)) != BINARY_OP_COUNT;)
		left = read_right(parser, op, left);
	return left;
}

static bool is_at_comparison(struct parser *parser)
{
	return operator_at(parser, LEVEL_COMPARISON) != BINARY_OP_COUNT ||
	       special_at(parser) != NODE_KIND_COUNT;
}

/* At most one comparison: `a < b < c` does not mean what it seems to. */
static struct node *read_comparison(struct parser *parser)
{
	struct node *left = read_level(parser, LEVEL_ELSE);
	if (!left || !is_at_comparison(parser))
		return left;
	enum node_kind special = special_at(parser);
	struct node *node =
		special != NODE_KIND_COUNT
			? read_special(parser, special, left)
			: read_right(parser, operator_at(parser, LEVEL_COMPARISON), left);
	if (!node || !is_at_comparison(parser))
		return node;
	parser_fail(parser, parser->token.place,
	            "write 'a < b and b < c'; or put brackets around what belongs together: a "
	            "condition after 'where' goes on as far as it can",
	            "a second comparison in a row");
	return NULL;
}

/* `not` and the sign of a number take the rest of their own level. */
static struct node *read_prefix(struct parser *parser, enum node_kind kind, enum level level)
{
	struct node *node = new_parts(parser, kind, parser->token.place, 1);
	if (!parser_enter(parser))
		return NULL;
	parser_advance(parser);
	bool is_read = read_part(parser, node, 0, level);
	parser_leave(parser);
	return is_read ? parser_finish_node(parser, node) : NULL;
}

static struct node *read_brackets(struct parser *parser)
{
	struct spot open = parser->token.place;
	if (!parser_enter(parser))
		return NULL;
	parser_advance(parser);
	struct node *node = read_level(parser, LEVEL_OR);
	parser_leave(parser);
	if (!node || parser_accept(parser, TOKEN_CLOSE))
		return node;
	struct str hint = arena_format(parser->arena, "the bracket opened at %d:%d is still open",
	                               open.line, open.column);
	parser_expected(parser, "')'", hint.ptr);
	return NULL;
}

static struct node *read_call(struct parser *parser, struct token name)
{
	struct node *node = parser_new_node(parser, NODE_CALL, name.place);
	node->text = name.text;
	if (!parser_enter(parser))
		return NULL;
	do {
		parser_advance(parser);
		struct node *part = read_level(parser, LEVEL_OR);
		if (!part)
			return NULL;
		node->parts = parser_grow(parser, node->parts, node->part_count, sizeof(part));
		node->parts[node->part_count++] = part;
	} while (parser_is(parser, TOKEN_COMMA));
	parser_leave(parser);
	if (!parser_expect(parser, TOKEN_CLOSE, "',' or ')'"))
		return NULL;
	return parser_finish_node(parser, node);
}

/* `this.received`: the token is behind the point's left side. */
static bool read_of(struct parser *parser, struct node *node)
{
	static const char *const OWNERS[] = { "this", "outer", "child", NULL };
	size_t at = 0;
	while (OWNERS[at] && !str_equal(node->text, str_of(OWNERS[at])))
		at++;
	if (!OWNERS[at])
		return parser_fail(parser, node->place, NULL,
		                   "before a point stands 'this', 'outer' or 'child', not '%.*s'",
		                   STR_ARGS(node->text));
	parser_advance(parser);
	node->of = node->text;
	return parser_read_word(parser, "the name of a field", &node->text);
}

static struct node *read_name(struct parser *parser)
{
	struct token name = parser->token;
	parser_advance(parser);
	if (name.kind == TOKEN_WORD && parser_is(parser, TOKEN_OPEN))
		return read_call(parser, name);
	if (name.kind == TOKEN_WORD && parser_begins_choice(parser))
		return parser_read_choice(parser, name);
	struct node *node = parser_new_node(parser, NODE_NAME, name.place);
	node->text = name.text;
	if (parser_is(parser, TOKEN_POINT) && !read_of(parser, node))
		return NULL;
	return parser_finish_node(parser, node);
}

static struct node *read_quoted(struct parser *parser)
{
	struct node *node = parser_new_node(parser, NODE_TEXT, parser->token.place);
	return parser_read_text(parser, &node->text) ? node : NULL;
}

static struct node *read_primary(struct parser *parser)
{
	switch ((int)parser->token.kind) {
	case TOKEN_OPEN:
		return read_brackets(parser);
	case TOKEN_NUMBER:
	case TOKEN_DATE:
	case TOKEN_INSTANT:
		return parser_read_literal(parser);
	case TOKEN_TEXT:
		return read_quoted(parser);
	case TOKEN_NAME:
		return read_name(parser);
	case TOKEN_WORD:
		if (parser_begins_relation(parser))
			return parser_read_relation(parser);
		if (!word_is_reserved(parser->token.text))
			return read_name(parser);
		if (parser_is_word(parser, "not")) {
			parser_expected(parser, "a value", "put brackets around 'not ...'");
			return NULL;
		}
		break;
	case TOKEN_PERIOD:
		parser_expected(parser, "a value",
		                "a date is written 2013-12-31; put blanks around a minus");
		return NULL;
	}
	parser_expected(parser, "a value", NULL);
	return NULL;
}

static struct node *read_level(struct parser *parser, enum level level)
{
	if (level == LEVEL_NOT && parser_is_word(parser, "not"))
		return read_prefix(parser, NODE_NOT, LEVEL_NOT);
	if (level == LEVEL_NOT || level == LEVEL_COMPARISON)
		return read_comparison(parser);
	if (level == LEVEL_SIGN && parser_is(parser, TOKEN_MINUS))
		return read_prefix(parser, NODE_NEGATE, LEVEL_SIGN);
	if (level == LEVEL_SIGN)
		return read_primary(parser);
	return read_binary(parser, level, read_level(parser, level + 1));
}

struct node *parser_read_expression(struct parser *parser)
{
	return read_level(parser, LEVEL_OR);
}

struct node *parser_read_operand(struct parser *parser)
{
	return read_level(parser, LEVEL_ELSE);
}
