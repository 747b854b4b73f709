/* The lines of a definition: one reader for each word that may begin one. */
#include "lang/parser.h"

enum { QUANTILE_MAX = 99, POPULATION_AGE_MAX = 120 };

static bool read_title(struct parser *parser)
{
	return parser_read_texts(parser, &parser->definition->title);
}

static bool read_source(struct parser *parser)
{
	return parser_read_texts(parser, &parser->definition->source);
}

static const struct str *with_text(struct parser *parser, const struct str *texts, size_t *count,
                                   struct str text)
{
	struct str *more = parser_grow(parser, texts, *count, sizeof(text));
	more[(*count)++] = text;
	return more;
}

static bool read_note(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct str note;
	if (!parser_read_texts(parser, &note))
		return false;
	definition->notes = with_text(parser, definition->notes, &definition->note_count, note);
	return true;
}

static bool read_codes(struct parser *parser)
{
	struct definition *definition = parser->definition;
	do {
		struct str code;
		if (!parser_read_text(parser, &code))
			return false;
		definition->codes =
			with_text(parser, definition->codes, &definition->code_count, code);
	} while (parser_accept(parser, TOKEN_COMMA));
	return true;
}

static bool read_beside(struct parser *parser)
{
	struct definition *definition = parser->definition;
	do {
		struct str name;
		if (!parser_read_indicator_name(parser, &name))
			return false;
		definition->besides =
			with_text(parser, definition->besides, &definition->beside_count, name);
	} while (parser_accept(parser, TOKEN_COMMA));
	return true;
}

/* `per 10000`. */
static bool read_rate(struct parser *parser)
{
	struct spot place = parser->next.place;
	int64_t per;
	if (!parser_expect_word(parser, "per") || !parser_read_whole(parser, 1, 1000000, &per))
		return false;
	if (per != 1000 && per != 10000 && per != 100000)
		return parser_fail(parser, place, NULL, "a rate is per 1000, 10000 or 100000");
	parser->definition->rate_per = per;
	return true;
}

static bool read_unit(struct parser *parser)
{
	static const struct {
		const char *word;
		enum lang_unit unit;
	} UNITS[] = {
		{ "percent", LANG_UNIT_PERCENT }, { "count", LANG_UNIT_COUNT },
		{ "ratio", LANG_UNIT_RATIO },     { "days", LANG_UNIT_DAYS },
		{ "weeks", LANG_UNIT_WEEKS },     { "months", LANG_UNIT_MONTHS },
		{ "score", LANG_UNIT_SCORE },     { "rate", LANG_UNIT_RATE },
		{ "working", LANG_UNIT_WORKING_DAYS },
	};
	const char *words[COUNT_OF(UNITS) + 1] = { NULL };
	for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
		words[i] = UNITS[i].word;
		if (!parser_accept_word(parser, UNITS[i].word))
			continue;
		parser->definition->unit = UNITS[i].unit;
		if (UNITS[i].unit == LANG_UNIT_RATE)
			return read_rate(parser);
		return UNITS[i].unit != LANG_UNIT_WORKING_DAYS ||
		       parser_expect_word(parser, "days");
	}
	return parser_expected_one_of(parser, "a unit", words);
}

static bool add_parameter(struct parser *parser, struct parameter parameter)
{
	struct definition *definition = parser->definition;
	parameter.value = parser_read_literal(parser);
	if (!parameter.value)
		return false;
	struct parameter *parameters = parser_grow(parser, definition->parameters,
	                                           definition->parameter_count, sizeof(parameter));
	parameters[definition->parameter_count++] = parameter;
	definition->parameters = parameters;
	return true;
}

static bool read_parameter(struct parser *parser)
{
	struct parameter parameter = { .place = parser->token.place };
	return parser_read_word(parser, "the name of a parameter", &parameter.name) &&
	       add_parameter(parser, parameter);
}

/* `limit 10 working days`: a parameter named after its clause. */
static bool read_duration_parameter(struct parser *parser)
{
	struct token clause = parser->last;
	struct parameter parameter = { .name = clause.text, .place = clause.place };
	if (!add_parameter(parser, parameter))
		return false;
	struct definition *definition = parser->definition;
	const struct node *value = definition->parameters[definition->parameter_count - 1].value;
	return value->kind == NODE_DURATION ||
	       parser_fail(parser, value->place, "a number is declared with 'parameter NAME 3'",
	                   "a '%.*s' is a duration such as '10 working days'",
	                   STR_ARGS(clause.text));
}

static bool read_changed(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct version version = { .parameter = -1, .place = parser->token.place };
	if (!parser_read_date(parser, &version.from))
		return false;
	version.place = parser->token.place;
	if (!parser_read_word(parser, "the name of a parameter", &version.name) ||
	    !(version.value = parser_read_literal(parser)) ||
	    !parser_read_texts(parser, &version.why))
		return false;
	struct version *versions = parser_grow(parser, definition->versions,
	                                       definition->version_count, sizeof(version));
	versions[definition->version_count++] = version;
	definition->versions = versions;
	return true;
}

static bool read_in_force(struct parser *parser)
{
	struct definition *definition = parser->definition;
	bool has_from;
	if (!parser_expect_word(parser, "force"))
		return false;
	has_from = parser_accept_word(parser, "from");
	if (has_from && !parser_read_date(parser, &definition->in_force_from))
		return false;
	if (!parser_accept_word(parser, "to"))
		return has_from || parser_expected(parser, "'from' or 'to'", NULL);
	if (!parser_read_date(parser, &definition->in_force_to))
		return false;
	return !has_from || definition->in_force_from <= definition->in_force_to ||
	       parser_fail(parser, parser->last.place, NULL, "it ends before it begins");
}

static bool read_given(struct parser *parser)
{
	struct table_type *type = arena_new(parser->arena, 1, sizeof(*type));
	struct field *fields = NULL;
	type->start = type->end = type->at_once = -1;
	if (!parser_read_word(parser, "the name of the figures", &type->name) ||
	    !parser_expect(parser, TOKEN_OPEN, "'('"))
		return false;
	do {
		struct field field = { .kind = FIELD_DECIMAL };
		if (!parser_read_word(parser, "the name of a figure", &field.name))
			return false;
		field.title = field.name;
		fields = parser_grow(parser, fields, type->field_count, sizeof(field));
		fields[type->field_count++] = field;
	} while (parser_accept(parser, TOKEN_COMMA));
	type->title = type->name;
	type->fields = fields;
	parser->definition->given = type;
	return parser_expect(parser, TOKEN_CLOSE, "',' or ')'");
}

static bool read_let(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct let let = { .place = parser->token.place };
	if (!parser_read_word(parser, "a name", &let.name) ||
	    !parser_expect(parser, TOKEN_EQUAL, "'='") ||
	    !(let.value = parser_read_expression(parser)))
		return false;
	struct let *lets =
		parser_grow(parser, definition->lets, definition->let_count, sizeof(let));
	lets[definition->let_count++] = let;
	definition->lets = lets;
	return true;
}

static bool read_reject(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct rejection rejection = { 0 };
	if (!(rejection.condition = parser_read_expression(parser)) ||
	    !parser_read_texts(parser, &rejection.reason))
		return false;
	struct rejection *rejections = parser_grow(parser, definition->rejections,
	                                           definition->rejection_count, sizeof(rejection));
	rejections[definition->rejection_count++] = rejection;
	definition->rejections = rejections;
	return true;
}

static bool read_count(struct parser *parser)
{
	return parser_expect_word(parser, "where") &&
	       (parser->definition->count = parser_read_expression(parser)) != NULL;
}

static bool read_statistic(struct parser *parser)
{
	static const struct {
		const char *word;
		enum statistic statistic;
	} STATISTICS[] = {
		{ "mean", STATISTIC_MEAN },
		{ "median", STATISTIC_MEDIAN },
		{ "sum", STATISTIC_SUM },
		{ "quantile", STATISTIC_QUANTILE },
	};
	struct definition *definition = parser->definition;
	struct token clause = parser->last;
	int64_t quantile = 0;
	if (definition->statistic != STATISTIC_COUNT)
		return parser_fail(parser, clause.place, NULL, "an indicator has one statistic");
	for (size_t i = 0; i < COUNT_OF(STATISTICS); i++)
		if (str_equal(clause.text, str_of(STATISTICS[i].word)))
			definition->statistic = STATISTICS[i].statistic;
	if (definition->statistic == STATISTIC_QUANTILE &&
	    !parser_read_whole(parser, 1, QUANTILE_MAX, &quantile))
		return false;
	definition->quantile = (int)quantile;
	return (definition->value = parser_read_expression(parser)) != NULL;
}

static bool read_over(struct parser *parser)
{
	if (parser_accept_word(parser, "sum"))
		return (parser->definition->over_sum = parser_read_expression(parser)) != NULL;
	if (parser_is(parser, TOKEN_WORD))
		return parser_expected(parser, "'sum' or the name of an indicator", NULL);
	return parser_read_indicator_name(parser, &parser->definition->over_name);
}

static bool read_per(struct parser *parser)
{
	struct definition *definition = parser->definition;
	int64_t from, to;
	if (!parser_expect_word(parser, "population") || !parser_expect_word(parser, "aged") ||
	    !parser_read_whole(parser, 0, POPULATION_AGE_MAX, &from) ||
	    !parser_expect_word(parser, "to") ||
	    !parser_read_whole(parser, from, POPULATION_AGE_MAX, &to))
		return false;
	definition->is_per_population = true;
	definition->population_from_age = (int)from;
	definition->population_to_age = (int)to;
	return true;
}

static bool read_team(struct parser *parser)
{
	return (parser->definition->team = parser_read_expression(parser)) != NULL;
}

static bool read_breakdown(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct breakdown breakdown = { .place = parser->token.place };
	if (!parser_read_word(parser, "the name of a breakdown", &breakdown.name) ||
	    !(breakdown.value = parser_read_expression(parser)))
		return false;
	struct breakdown *breakdowns = parser_grow(parser, definition->breakdowns,
	                                           definition->breakdown_count, sizeof(breakdown));
	breakdowns[definition->breakdown_count++] = breakdown;
	definition->breakdowns = breakdowns;
	return true;
}

static bool read_variant(struct parser *parser)
{
	struct definition *definition = parser->definition;
	struct variant variant = { .place = parser->token.place };
	struct setting *settings = NULL;
	if (!parser_read_indicator_name(parser, &variant.name))
		return false;
	do {
		struct setting setting = { .parameter = -1, .place = parser->token.place };
		if (!parser_read_word(parser, "the name of a parameter", &setting.name) ||
		    !(setting.value = parser_read_literal(parser)))
			return false;
		settings = parser_grow(parser, settings, variant.setting_count, sizeof(setting));
		settings[variant.setting_count++] = setting;
	} while (parser_accept(parser, TOKEN_COMMA));
	variant.settings = settings;
	struct variant *variants = parser_grow(parser, definition->variants,
	                                       definition->variant_count, sizeof(variant));
	variants[definition->variant_count++] = variant;
	definition->variants = variants;
	return true;
}

static const struct clause {
	const char *word;
	bool (*read)(struct parser *parser); /* NULL: it ends the definition */
	bool is_single;
} CLAUSES[] = {
#define CLAUSE(word, read, is_single) { word, read, is_single },
#include "lang/clauses.def"
#undef CLAUSE
};

static const struct clause *clause_find(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(CLAUSES); i++)
		if (str_equal(word, str_of(CLAUSES[i].word)))
			return &CLAUSES[i];
	return NULL;
}

static bool check_place(struct parser *parser, const struct clause *clause)
{
	uint64_t bit = UINT64_C(1) << (clause - CLAUSES);
	bool is_seen = (parser->clauses_seen & bit) != 0;
	parser->clauses_seen |= bit;
	if (clause->is_single && is_seen)
		return parser_fail(
			parser, parser->token.place,
			"a longer thought goes on in a line that begins with another word",
			"a second line '%s'", clause->word);
	if (parser->definition->example_count > 0 && clause->read != parser_read_example)
		return parser_fail(parser, parser->token.place, NULL,
		                   "'%s' stands behind an example: examples come last",
		                   clause->word);
	return true;
}

void parser_read_clauses(struct parser *parser)
{
	while (parser_is(parser, TOKEN_CLAUSE)) {
		const struct clause *clause = clause_find(parser->token.text);
		if (!clause || !clause->read)
			return;
		parser->depth = parser->relations = 0;
		bool is_placed = check_place(parser, clause);
		parser_advance(parser);
		if (!is_placed || !clause->read(parser) || !parser_expect_line_end(parser))
			parser_skip_to_clause(parser);
	}
}
