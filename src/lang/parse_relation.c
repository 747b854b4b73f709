/* Relations: which other records, and what is asked of them. */
#include "lang/parser.h"

/* `FIELD of first TYPE`. */
static const struct {
	const char *word;
	enum quantifier quantifier;
	int64_t amount;
} CHOICES[] = {
	{ "latest", QUANTIFIER_LATEST, 0 },     { "first", QUANTIFIER_NTH, 1 },
	{ "second", QUANTIFIER_NTH, 2 },        { "third", QUANTIFIER_NTH, 3 },
	{ "previous", QUANTIFIER_PREVIOUS, 0 }, { "next", QUANTIFIER_NEXT, 0 },
};

enum { AMOUNT_MAX = 1000000 };

static bool next_is(const struct parser *parser, const char *word)
{
	return parser->next.kind == TOKEN_WORD && str_equal(parser->next.text, str_of(word));
}

bool parser_begins_relation(const struct parser *parser)
{
	if (parser_is_word(parser, "any") || parser_is_word(parser, "no"))
		return parser->next.kind == TOKEN_WORD && !word_is_reserved(parser->next.text) &&
		       !(parser->next.is_first && clause_is_word(parser->next.text));
	return (parser_is_word(parser, "at") && next_is(parser, "least")) ||
	       (parser_is_word(parser, "fewer") && next_is(parser, "than")) ||
	       ((parser_is_word(parser, "number") || parser_is_word(parser, "sum")) &&
	        next_is(parser, "of"));
}

static enum which read_which(struct parser *parser)
{
	if (parser_accept_word(parser, "earlier"))
		return WHICH_EARLIER;
	if (parser_accept_word(parser, "later"))
		return WHICH_LATER;
	return parser_accept_word(parser, "other") ? WHICH_OTHER : WHICH_ALL;
}

/* `of child`, `of family` or `with FIELD = EXPRESSION`. */
static bool read_scope(struct parser *parser, struct relation *relation)
{
	static const char *const WORDS[] = { "child", "family", NULL };
	if (parser_accept_word(parser, "with")) {
		relation->scope = SCOPE_KEY;
		return parser_read_word(parser, "the name of a field", &relation->key_name) &&
		       parser_expect(parser, TOKEN_EQUAL, "'='") &&
		       (relation->key = parser_read_operand(parser)) != NULL;
	}
	if (!parser_accept_word(parser, "of"))
		return parser_expected(parser, "whose they are",
		                       "'of child', 'of family' or 'with FIELD = ...' follows");
	relation->scope = parser_is_word(parser, "family") ? SCOPE_FAMILY : SCOPE_CHILD;
	return parser_accept_word(parser, "child") || parser_accept_word(parser, "family") ||
	       parser_expected_one_of(parser, "'child' or 'family'", WORDS);
}

bool parser_read_type_and_scope(struct parser *parser, struct relation *relation)
{
	relation->type = relation->key_field = relation->field = -1;
	relation->type_place = parser->token.place;
	return parser_read_word(parser, "a type of record", &relation->type_name) &&
	       read_scope(parser, relation);
}

/* `running on DATE` or `running from DATE to DATE`. */
static bool read_running(struct parser *parser, struct relation *relation)
{
	static const char *const WORDS[] = { "on", "from", NULL };
	if (parser_accept_word(parser, "on"))
		return (relation->running_from = parser_read_operand(parser)) != NULL;
	if (!parser_accept_word(parser, "from"))
		return parser_expected_one_of(parser, "'on' or 'from' after 'running'", WORDS);
	return (relation->running_from = parser_read_operand(parser)) != NULL &&
	       parser_expect_word(parser, "to") &&
	       (relation->running_to = parser_read_operand(parser)) != NULL;
}

/* Everything behind the quantifier. */
static bool read_rest(struct parser *parser, struct relation *relation)
{
	relation->which = read_which(parser);
	if (!parser_read_type_and_scope(parser, relation))
		return false;
	if (parser_accept_word(parser, "running") && !read_running(parser, relation))
		return false;
	return !parser_accept_word(parser, "where") ||
	       (relation->where = parser_read_expression(parser)) != NULL;
}

static bool read_quantifier(struct parser *parser, struct relation *relation)
{
	struct str word = parser->token.text;
	parser_advance(parser);
	if (str_equal(word, STR("any")) || str_equal(word, STR("no"))) {
		relation->quantifier = str_equal(word, STR("any")) ? QUANTIFIER_ANY : QUANTIFIER_NO;
		return true;
	}
	parser_advance(parser);
	if (str_equal(word, STR("number"))) {
		relation->quantifier = QUANTIFIER_NUMBER;
		return true;
	}
	if (str_equal(word, STR("sum"))) {
		relation->quantifier = QUANTIFIER_SUM;
		return (relation->value = parser_read_expression(parser)) != NULL &&
		       parser_expect_word(parser, "over");
	}
	relation->quantifier = str_equal(word, STR("at")) ? QUANTIFIER_AT_LEAST
	                                                  : QUANTIFIER_FEWER_THAN;
	return parser_read_whole(parser, 1, AMOUNT_MAX, &relation->amount);
}

/* Enters a relation: not too many within each other. */
static bool enter_relation(struct parser *parser)
{
	if (parser->relations >= LANG_RELATIONS_MAX)
		return parser_fail(parser, parser->token.place, "say the inner ones with 'let'",
		                   "relations stand at most %d deep within each other",
		                   LANG_RELATIONS_MAX);
	parser->relations++;
	return parser_enter(parser);
}

static void leave_relation(struct parser *parser)
{
	parser->relations--;
	parser_leave(parser);
}

static struct node *new_relation(struct parser *parser, struct spot from)
{
	struct node *node = parser_new_node(parser, NODE_RELATION, from);
	node->relation = arena_new(parser->arena, 1, sizeof(*node->relation));
	return node;
}

struct node *parser_read_relation(struct parser *parser)
{
	struct node *node = new_relation(parser, parser->token.place);
	if (!enter_relation(parser) || !read_quantifier(parser, node->relation) ||
	    !read_rest(parser, node->relation))
		return NULL;
	leave_relation(parser);
	return parser_finish_node(parser, node);
}

/* Which choice a word names; -1: none. */
static int choice_of(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(CHOICES); i++)
		if (str_equal(word, str_of(CHOICES[i].word)))
			return (int)i;
	return -1;
}

bool parser_begins_choice(const struct parser *parser)
{
	return parser_is_word(parser, "of") && parser->next.kind == TOKEN_WORD;
}

struct node *parser_read_choice(struct parser *parser, struct token field)
{
	static const char *const WORDS[] = { "latest",   "first", "second", "third",
		                             "previous", "next",  NULL };
	struct node *node = new_relation(parser, field.place);
	struct relation *relation = node->relation;
	if (!enter_relation(parser))
		return NULL;
	parser_advance(parser);
	int at = choice_of(parser->token.text);
	if (at < 0) {
		parser_expected_one_of(parser,
		                       "'latest', 'first', 'second', 'third', 'previous' or "
		                       "'next'",
		                       WORDS);
		return NULL;
	}
	relation->quantifier = CHOICES[at].quantifier;
	relation->amount = CHOICES[at].amount;
	relation->field_name = field.text;
	relation->field_place = field.place;
	parser_advance(parser);
	if (!read_rest(parser, relation))
		return NULL;
	leave_relation(parser);
	return parser_finish_node(parser, node);
}
