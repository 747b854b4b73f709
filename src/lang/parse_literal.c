/* Numbers, durations, dates and moments. */
#include "base/date.h"
#include "base/instant.h"
#include "lang/parser.h"

enum { DECIMALS_MAX = 6, WHOLE_DIGITS_MAX = 12, DURATION_MAX = 1000000 };

static const struct {
	const char *one;
	const char *many;
	enum lang_type type;
	int64_t each;
} DURATIONS[] = {
	{ "day", "days", LANG_DAYS, 1 },       { "week", "weeks", LANG_DAYS, 7 },
	{ "month", "months", LANG_MONTHS, 1 }, { "year", "years", LANG_MONTHS, 12 },
	{ "hour", "hours", LANG_HOURS, 3600 },
};

/* The digits as millionths. */
static bool read_millionths(struct parser *parser, struct str text, int64_t *out)
{
	int64_t amount = 0;
	size_t whole = 0, decimals = 0;
	bool is_behind_point = false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '.') {
			is_behind_point = true;
			continue;
		}
		if (++*(is_behind_point ? &decimals : &whole) >
		    (is_behind_point ? (size_t)DECIMALS_MAX : (size_t)WHOLE_DIGITS_MAX))
			return parser_fail(parser, parser->token.place, NULL,
			                   "a number has at most %d digits before the point and %d "
			                   "behind it",
			                   WHOLE_DIGITS_MAX, DECIMALS_MAX);
		amount = amount * 10 + (text.ptr[i] - '0');
	}
	for (; decimals < DECIMALS_MAX; decimals++)
		amount *= 10;
	*out = amount;
	return true;
}

bool parser_read_whole(struct parser *parser, int64_t low, int64_t high, int64_t *out)
{
	int64_t amount;
	if (!parser_is(parser, TOKEN_NUMBER))
		return parser_expected(parser, "a whole number", NULL);
	if (!read_millionths(parser, parser->token.text, &amount))
		return false;
	if (amount % 1000000 != 0 || amount / 1000000 < low || amount / 1000000 > high)
		return parser_fail(parser, parser->token.place, NULL,
		                   "expected a whole number from %lld to %lld, not '%.*s'",
		                   (long long)low, (long long)high, STR_ARGS(parser->token.text));
	*out = amount / 1000000;
	parser_advance(parser);
	return true;
}

/* Which duration the token is the unit of; -1: none. */
static int duration_at(const struct parser *parser)
{
	for (size_t i = 0; i < COUNT_OF(DURATIONS); i++)
		if (parser_is_word(parser, DURATIONS[i].one) ||
		    parser_is_word(parser, DURATIONS[i].many))
			return (int)i;
	return -1;
}

/* Makes a duration of a number when a unit follows. */
static bool read_unit(struct parser *parser, struct node *node)
{
	struct str number = node->text;
	bool is_working = parser_accept_word(parser, "working");
	int at = duration_at(parser);
	if (is_working && (at < 0 || DURATIONS[at].type != LANG_DAYS || DURATIONS[at].each != 1))
		return parser_expected(parser, "'days' after 'working'", NULL);
	if (at < 0)
		return true;
	if (node->amount % 1000000 != 0 || node->amount / 1000000 > DURATION_MAX)
		return parser_fail(parser, node->place, NULL,
		                   "a duration is a whole number, at most %d", DURATION_MAX);
	node->kind = NODE_DURATION;
	node->type = is_working ? LANG_WORKING_DAYS : DURATIONS[at].type;
	node->amount = node->amount / 1000000 * DURATIONS[at].each;
	node->text = arena_format(parser->arena, "%.*s %s%.*s", STR_ARGS(number),
	                          is_working ? "working " : "", STR_ARGS(parser->token.text));
	parser_advance(parser);
	return true;
}

static struct node *read_number(struct parser *parser, struct spot from, bool is_negative)
{
	struct node *node = parser_new_node(parser, NODE_NUMBER, from);
	if (!read_millionths(parser, parser->token.text, &node->amount))
		return NULL;
	node->text = parser->token.text;
	parser_advance(parser);
	if (is_negative) {
		node->amount = -node->amount;
		node->text = arena_format(parser->arena, "-%.*s", STR_ARGS(node->text));
	} else if (!read_unit(parser, node)) {
		return NULL;
	}
	return parser_finish_node(parser, node);
}

bool parser_read_date(struct parser *parser, int32_t *out)
{
	if (!parser_is(parser, TOKEN_DATE))
		return parser_expected(parser, "a date such as 2013-12-31", NULL);
	if (date_parse_iso(parser->token.text, out, NULL) != OK)
		return parser_fail(parser, parser->token.place, NULL,
		                   "there is no day %.*s from 1900 to 2200",
		                   STR_ARGS(parser->token.text));
	parser_advance(parser);
	return true;
}

static struct node *read_instant(struct parser *parser)
{
	struct node *node = parser_new_node(parser, NODE_DATE, parser->token.place);
	struct instant instant;
	if (instant_parse(parser->token.text, &instant, NULL) != OK) {
		parser_fail(parser, parser->token.place,
		            "write it as 2023-06-01T10:00:00+01:00, or with Z for UTC",
		            "there is no moment '%.*s'", STR_ARGS(parser->token.text));
		return NULL;
	}
	node->type = LANG_INSTANT;
	node->amount = instant.utc_seconds;
	node->text = parser->token.text;
	parser_advance(parser);
	return node;
}

static struct node *read_date(struct parser *parser)
{
	struct node *node = parser_new_node(parser, NODE_DATE, parser->token.place);
	int32_t date;
	node->type = LANG_DATE;
	node->text = parser->token.text;
	if (!parser_read_date(parser, &date))
		return NULL;
	node->amount = date;
	return node;
}

struct node *parser_read_literal(struct parser *parser)
{
	struct spot from = parser->token.place;
	if (parser_is(parser, TOKEN_DATE))
		return read_date(parser);
	if (parser_is(parser, TOKEN_INSTANT))
		return read_instant(parser);
	bool is_negative = parser_accept(parser, TOKEN_MINUS);
	if (parser_is(parser, TOKEN_NUMBER))
		return read_number(parser, from, is_negative);
	parser_expected(parser,
	                is_negative ? "a number"
	                            : "a number, a date or a duration such as "
	                              "'10 working days'",
	                NULL);
	return NULL;
}
