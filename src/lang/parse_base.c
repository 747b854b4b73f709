/* The `of` line: which records are in. */
#include "lang/parser.h"

enum { AGE_MAX = 120, ROLLING_MONTHS_MAX = 1200 };

static bool read_while(struct parser *parser, struct base *base)
{
	return (base->start = parser_read_operand(parser)) != NULL &&
	       parser_expect_word(parser, "to") &&
	       (base->end = parser_read_operand(parser)) != NULL;
}

static bool read_birthday(struct parser *parser, struct base *base)
{
	int64_t from, to;
	if (!parser_read_whole(parser, 0, AGE_MAX, &from))
		return false;
	to = from;
	if (parser_accept_word(parser, "to") && !parser_read_whole(parser, from, AGE_MAX, &to))
		return false;
	base->from_age = (int)from;
	base->to_age = (int)to;
	return true;
}

static bool read_on(struct parser *parser, struct base *base)
{
	static const char *const WORDS[] = { "birthday", "due", NULL };
	if (parser_accept_word(parser, "birthday")) {
		base->clock = CLOCK_BIRTHDAY;
		return read_birthday(parser, base);
	}
	if (!parser_accept_word(parser, "due"))
		return parser_expected_one_of(parser, "'birthday' or 'due' after 'on'", WORDS);
	base->clock = CLOCK_DUE;
	return parser_read_word(parser, "the name of a schedule", &base->schedule_name);
}

static bool read_clock(struct parser *parser, struct base *base)
{
	static const char *const WORDS[] = { "when", "while", "during", "on", NULL };
	if (parser_accept_word(parser, "when")) {
		base->clock = CLOCK_WHEN;
		return (base->start = parser_read_operand(parser)) != NULL;
	}
	if (parser_accept_word(parser, "while")) {
		base->clock = CLOCK_WHILE;
		return read_while(parser, base);
	}
	if (parser_accept_word(parser, "during")) {
		base->clock = CLOCK_DURING;
		return read_while(parser, base);
	}
	if (parser_accept_word(parser, "on"))
		return read_on(parser, base);
	if (parser_is(parser, TOKEN_WORD) && !parser_is_word(parser, "rolling"))
		return parser_expected_one_of(
			parser, "a clock ('when', 'while', 'during' or 'on') or a comma", WORDS);
	return true;
}

static bool read_rolling(struct parser *parser, struct base *base)
{
	struct node *length = parser_read_literal(parser);
	if (!length)
		return false;
	if (length->kind != NODE_DURATION || length->type != LANG_MONTHS || length->amount < 1 ||
	    length->amount > ROLLING_MONTHS_MAX)
		return parser_fail(parser, length->place, NULL,
		                   "'rolling' is followed by months: rolling 36 months");
	base->rolling_months = (int)length->amount;
	return true;
}

static bool add_key(struct parser *parser, struct base *base)
{
	struct node *key = parser_read_expression(parser);
	if (!key)
		return false;
	base->keys = parser_grow(parser, base->keys, base->key_count, sizeof(key));
	base->keys[base->key_count++] = key;
	return true;
}

/* `child` or `(child, received)`, behind `once per`; then perhaps `, first`. */
static bool read_once(struct parser *parser, struct base *base)
{
	if (!parser_expect_word(parser, "per"))
		return false;
	bool is_list = parser_accept(parser, TOKEN_OPEN);
	do {
		if (!add_key(parser, base))
			return false;
	} while (is_list && parser_accept(parser, TOKEN_COMMA));
	if (is_list && !parser_expect(parser, TOKEN_CLOSE, "',' or ')'"))
		return false;
	if (parser_is(parser, TOKEN_COMMA) && str_equal(parser->next.text, STR("first"))) {
		parser_advance(parser);
		parser_advance(parser);
		base->keeps_first = true;
	}
	return true;
}

static bool read_item(struct parser *parser, struct base *base)
{
	if (parser_accept_word(parser, "rolling"))
		return read_rolling(parser, base);
	if (parser_is_word(parser, "once")) {
		if (base->key_count > 0)
			return parser_fail(
				parser, parser->token.place,
				"several keys stand in brackets: once per (child, received)",
				"'once per' stands only once");
		parser_advance(parser);
		return read_once(parser, base);
	}
	struct node *condition = parser_read_expression(parser);
	if (!condition)
		return false;
	base->conditions =
		parser_grow(parser, base->conditions, base->condition_count, sizeof(condition));
	base->conditions[base->condition_count++] = condition;
	return true;
}

bool parser_read_base(struct parser *parser)
{
	struct base base = { .type = -1, .schedule = -1, .place = parser->token.place };
	if (!parser_read_word(parser, "a type of record", &base.type_name) ||
	    !read_clock(parser, &base))
		return false;
	if (parser_accept_word(parser, "rolling") && !read_rolling(parser, &base))
		return false;
	while (parser_accept(parser, TOKEN_COMMA))
		if (!read_item(parser, &base))
			return false;
	parser->definition->base = base;
	return true;
}
