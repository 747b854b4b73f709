/* Worked examples: rows of records, and what they give. */
#include "lang/parser.h"

enum { POPULATION_MAX = 1000000000 };

/* Whether the token begins a line of the example that is being read. */
static bool is_example_line(const struct parser *parser)
{
	bool is_clause = parser_is(parser, TOKEN_CLAUSE);
	if (is_clause)
		return str_equal(parser->token.text, STR("team")); /* a type of record, too */
	return !parser_is(parser, TOKEN_END);
}

static void skip_line(struct parser *parser)
{
	while (!parser_is(parser, TOKEN_END) && !parser->token.is_first)
		parser_advance(parser);
}

/* A literal, or a bare name: a code or a label. */
static struct node *read_value(struct parser *parser)
{
	struct node *node = parser_new_node(parser, NODE_NAME, parser->token.place);
	node->text = parser->token.text;
	if (parser_accept(parser, TOKEN_NAME) || parser_accept(parser, TOKEN_WORD))
		return node;
	if (parser_is(parser, TOKEN_TEXT)) {
		node->kind = NODE_TEXT;
		return parser_read_text(parser, &node->text) ? node : NULL;
	}
	bool is_number = parser_is(parser, TOKEN_NUMBER) || parser_is(parser, TOKEN_MINUS);
	if (is_number || parser_is(parser, TOKEN_DATE) || parser_is(parser, TOKEN_INSTANT))
		return parser_read_literal(parser);
	parser_expected(parser, "a value: a date, a number, a code or a text", NULL);
	return NULL;
}

/* `child NAME`, which tells children apart. */
static bool read_child(struct parser *parser, struct example_row *row)
{
	row->child = parser->token.text;
	return parser_accept(parser, TOKEN_WORD) || parser_accept(parser, TOKEN_NAME) ||
	       parser_accept(parser, TOKEN_NUMBER) ||
	       parser_expected(parser, "a name for the child, such as 'a'", NULL);
}

static bool read_cell(struct parser *parser, struct example_row *row)
{
	struct cell cell = { .name = parser->token.text, .place = parser->token.place };
	if (!parser_is(parser, TOKEN_WORD) && !parser_is(parser, TOKEN_CLAUSE))
		return parser_expected(parser, "the name of a field", NULL);
	parser_advance(parser);
	if (parser->token.is_first)
		return parser_fail(parser, cell.place, "a line goes on in the next after a comma",
		                   "'%.*s' has no value", STR_ARGS(cell.name));
	if (str_equal(cell.name, STR("child")))
		return read_child(parser, row);
	cell.value = read_value(parser);
	if (!cell.value)
		return false;
	struct cell *cells = parser_grow(parser, row->cells, row->cell_count, sizeof(cell));
	cells[row->cell_count++] = cell;
	row->cells = cells;
	return true;
}

static bool read_row(struct parser *parser, struct example *example)
{
	struct example_row row = { .type_name = parser->token.text,
		                   .type = -1,
		                   .place = parser->token.place };
	if (!parser_is(parser, TOKEN_WORD) && !parser_is(parser, TOKEN_CLAUSE))
		return parser_expected(parser, "a type of record, 'population' or 'gives'", NULL);
	parser_advance(parser);
	while (!parser_is(parser, TOKEN_END) && !parser->token.is_first) {
		if (!read_cell(parser, &row))
			return false;
		parser_accept(parser, TOKEN_COMMA);
		if (parser->last.kind == TOKEN_COMMA && parser->token.is_first &&
		    !parser_is(parser, TOKEN_END) && !read_cell(parser, &row))
			return false;
	}
	struct example_row *rows =
		parser_grow(parser, example->rows, example->row_count, sizeof(row));
	rows[example->row_count++] = row;
	example->rows = rows;
	return true;
}

/* `2013-14-Q3`, a date, or two dates. */
static bool read_period(struct parser *parser, struct expectation *expectation)
{
	struct token token = parser->token;
	struct err err = { 0 };
	if (token.kind != TOKEN_DATE && token.kind != TOKEN_PERIOD && token.kind != TOKEN_NAME)
		return parser_expected(parser, "a period such as 2013-14-Q3, or two dates", NULL);
	if (period_parse(token.text, &expectation->period, &err) != OK)
		return parser_fail(parser, token.place, NULL, "%s", err.text);
	expectation->from = expectation->period.from;
	expectation->to = expectation->period.to;
	parser_advance(parser);
	if (token.kind != TOKEN_DATE || !parser_accept_word(parser, "to"))
		return true;
	expectation->period =
		(struct period){ .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
	if (!parser_read_date(parser, &expectation->to))
		return false;
	return expectation->from <= expectation->to ||
	       parser_fail(parser, parser->last.place, NULL, "a period ends before it begins");
}

/* How many decimals a number was written with. */
static int decimals_of(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '.')
			return (int)(text.len - i - 1);
	return 0;
}

static bool is_whole_count(const struct node *node)
{
	return node->amount >= 0 && node->amount % 1000000 == 0;
}

/* `no value`, `VALUE` or `N of M`. */
static bool read_given(struct parser *parser, struct expectation *expectation)
{
	if (parser_accept_word(parser, "no"))
		return parser_expect_word(parser, "value");
	struct node *value = parser_read_literal(parser);
	if (!value)
		return false;
	if (value->kind != NODE_NUMBER)
		return parser_fail(parser, value->place,
		                   "gives 1 of 2 in 2013-14, gives 12.5 in 2013-14",
		                   "'gives' is followed by a number");
	expectation->has_value = true;
	expectation->value = value->amount;
	expectation->value_decimals = decimals_of(value->text);
	if (!parser_accept_word(parser, "of"))
		return true;
	struct node *whole = parser_read_literal(parser);
	if (!whole)
		return false;
	if (whole->kind != NODE_NUMBER || !is_whole_count(value) || !is_whole_count(whole))
		return parser_fail(parser, parser_place_from(parser, value->place), NULL,
		                   "'N of M' is of two whole numbers");
	expectation->is_ratio = true;
	expectation->numerator = value->amount / 1000000;
	expectation->denominator = whole->amount / 1000000;
	return true;
}

static bool read_gives(struct parser *parser, struct example *example)
{
	struct expectation expectation = { .place = parser->token.place };
	parser_advance(parser);
	if (!read_given(parser, &expectation) || !parser_expect_word(parser, "in") ||
	    !read_period(parser, &expectation))
		return false;
	if (parser_accept_word(parser, "rejects") &&
	    !parser_read_whole(parser, 0, POPULATION_MAX, &expectation.rejects))
		return false;
	expectation.place = parser_place_from(parser, expectation.place);
	struct expectation *expectations = parser_grow(
		parser, example->expectations, example->expectation_count, sizeof(expectation));
	expectations[example->expectation_count++] = expectation;
	example->expectations = expectations;
	return true;
}

static bool read_line(struct parser *parser, struct example *example)
{
	if (parser_is_word(parser, "gives")) {
		if (!read_gives(parser, example))
			return false;
	} else if (parser_accept_word(parser, "population")) {
		if (!parser_read_whole(parser, 0, POPULATION_MAX, &example->population))
			return false;
	} else if (!read_row(parser, example)) {
		return false;
	}
	if (parser->token.is_first || parser_is(parser, TOKEN_END))
		return true;
	return parser_expected(parser, "the end of the line", NULL);
}

static bool check_expectations(struct parser *parser, const struct example *example)
{
	return example->expectation_count > 0 ||
	       parser_fail(parser, example->place, "gives 1 of 1 in 2013-14",
	                   "this example has no line 'gives'");
}

bool parser_read_example(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct example example = { .population = -1, .place = parser->token.place };
	bool is_read = parser_read_texts(parser, &example.title);
	skip_line(parser);
	while (is_example_line(parser)) {
		parser->example_line = parser->token.text.ptr;
		if (read_line(parser, &example))
			continue;
		is_read = false;
		if (parser->token.text.ptr == parser->example_line)
			parser_advance(parser);
		skip_line(parser);
	}
	parser->example_line = NULL;
	if (!is_read || !check_expectations(parser, &example))
		return false;
	struct example *examples = parser_grow(parser, definition->examples,
	                                       definition->example_count, sizeof(example));
	examples[definition->example_count++] = example;
	definition->examples = examples;
	return true;
}
