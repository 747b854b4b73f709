/* Reading a rule: a sentence of clauses between commas, each opened by words that
 * say which. What the clauses together mean is decided at the end, in finish(). */
#include "figure/number.h"
#include "figure/phrase.h"
#include "figure/rule.h"

enum clause {
	CLAUSE_GREEN_WITHIN,
	CLAUSE_GREEN_IF,
	CLAUSE_AMBER_WITHIN,
	CLAUSE_AMBER_IF,
	CLAUSE_NO_AMBER,
	CLAUSE_AMBER_INSIDE,
	CLAUSE_AMBER_OUTSIDE,
	CLAUSE_FLOOR,
	CLAUSE_BAND,
	CLAUSE_MARGIN,
	CLAUSE_TARGET,
	CLAUSE_EXCEEDED_BEYOND,
	CLAUSE_EXCEEDED_FROM,
	CLAUSE_OTHERWISE_RED,
	CLAUSE_COUNT
};

/* What a clause speaks of; a rule may speak of each once. */
enum subject {
	SUBJECT_GREEN,
	SUBJECT_AMBER,
	SUBJECT_FLOOR,
	SUBJECT_BAND,
	SUBJECT_MARGIN,
	SUBJECT_TARGET,
	SUBJECT_EXCEEDED,
	SUBJECT_RED,
	SUBJECT_COUNT
};

static const char *const SUBJECT_WORDS[SUBJECT_COUNT] = {
	"green", "amber", "the floor", "the band", "the margin", "the target", "exceeded", "red",
};

static const enum subject SUBJECTS[CLAUSE_COUNT] = {
	[CLAUSE_GREEN_WITHIN] = SUBJECT_GREEN,
	[CLAUSE_GREEN_IF] = SUBJECT_GREEN,
	[CLAUSE_AMBER_WITHIN] = SUBJECT_AMBER,
	[CLAUSE_AMBER_IF] = SUBJECT_AMBER,
	[CLAUSE_NO_AMBER] = SUBJECT_AMBER,
	[CLAUSE_AMBER_INSIDE] = SUBJECT_AMBER,
	[CLAUSE_AMBER_OUTSIDE] = SUBJECT_AMBER,
	[CLAUSE_FLOOR] = SUBJECT_FLOOR,
	[CLAUSE_BAND] = SUBJECT_BAND,
	[CLAUSE_MARGIN] = SUBJECT_MARGIN,
	[CLAUSE_TARGET] = SUBJECT_TARGET,
	[CLAUSE_EXCEEDED_BEYOND] = SUBJECT_EXCEEDED,
	[CLAUSE_EXCEEDED_FROM] = SUBJECT_EXCEEDED,
	[CLAUSE_OTHERWISE_RED] = SUBJECT_RED,
};

static const struct phrase_meaning OPENINGS[] = {
	{ "green within", CLAUSE_GREEN_WITHIN },
	{ "green if", CLAUSE_GREEN_IF },
	{ "amber within", CLAUSE_AMBER_WITHIN },
	{ "amber if", CLAUSE_AMBER_IF },
	{ "no amber", CLAUSE_NO_AMBER },
	{ "amber inside", CLAUSE_AMBER_INSIDE },
	{ "amber outside", CLAUSE_AMBER_OUTSIDE },
	{ "floor", CLAUSE_FLOOR },
	{ "ceiling", CLAUSE_FLOOR }, /* where low is good */
	{ "band", CLAUSE_BAND },
	{ "margin", CLAUSE_MARGIN },
	{ "target is", CLAUSE_TARGET },
	{ "exceeded beyond", CLAUSE_EXCEEDED_BEYOND },
	{ "exceeded from", CLAUSE_EXCEEDED_FROM },
	{ "otherwise red", CLAUSE_OTHERWISE_RED },
	{ "red otherwise", CLAUSE_OTHERWISE_RED },
};

#define BIT(place) (1U << (place))

struct reader {
	struct str text; /* as written, for messages */
	struct str rest; /* of the phrase, not yet read */
	struct rule *rule;
	unsigned clauses;  /* bit per enum clause that was read */
	unsigned subjects; /* bit per enum subject */
	bool bare_is_points;
	struct err *err;
};

static enum status expected(const struct reader *reader, const char *what)
{
	if (reader->rest.len == 0)
		return err_set(reader->err, E_INPUT, "'%.*s': at the end, expected %s",
		               STR_ARGS(reader->text), what);
	return err_set(reader->err, E_INPUT, "'%.*s': at '%.*s', expected %s",
	               STR_ARGS(reader->text), STR_ARGS(reader->rest), what);
}

static enum status read_number(struct reader *reader, const char *what, struct number *out)
{
	struct err inner = { 0 };
	enum status st = number_scan(&reader->rest, out, &inner);
	if (st == E_LIMIT)
		return err_set(reader->err, st, "%s", inner.text);
	return st == OK ? OK : expected(reader, what);
}

static bool take_points(struct str *rest)
{
	static const struct phrase_meaning POINTS[] = {
		{ "points", 0 },           { "point", 0 }, { "percentage points", 0 },
		{ "percentage point", 0 }, { "pp", 0 },    { "pts", 0 },
	};
	int ignored;
	return phrase_take_any(rest, POINTS, COUNT_OF(POINTS), &ignored);
}

/* "5%", "5% of target", "2 points", "5 days"; a bare number only in a cell. */
static enum status read_amount(struct reader *reader, struct tolerance *out)
{
	static const char WHAT[] = "a tolerance such as '5%' (of target) or '2 points'";
	struct str start = reader->rest;
	struct number number;
	enum status st = read_number(reader, WHAT, &number);
	if (st != OK)
		return st;
	bool says_points = take_points(&reader->rest);
	if (number.written == UNIT_NONE && !says_points && !reader->bare_is_points) {
		reader->rest = start;
		return expected(reader, WHAT);
	}
	bool is_percent = number.written == UNIT_PERCENT && !says_points;
	if (is_percent)
		phrase_take(&reader->rest, "of target");
	*out = (struct tolerance){ true, is_percent, number.value };
	return OK;
}

enum side { SIDE_BELOW, SIDE_ABOVE };

static const struct phrase_meaning SIDES[] = { { "below", SIDE_BELOW }, { "above", SIDE_ABOVE } };

/* "5%", "2 points below", "2 points below and 1 point above". */
static enum status read_tolerances(struct reader *reader, struct tolerances *out)
{
	struct tolerance first;
	struct tolerance second = { .is_given = false };
	int side = SIDE_BELOW;
	enum status st = read_amount(reader, &first);
	if (st != OK)
		return st;
	if (!phrase_take_any(&reader->rest, SIDES, COUNT_OF(SIDES), &side)) {
		*out = (struct tolerances){ first, first };
		return OK;
	}
	struct str behind = reader->rest;
	struct number number;
	bool has_comma = phrase_take(&behind, ",");
	bool has_and = phrase_take(&behind, "and");
	struct str ahead = behind;
	if ((has_comma || has_and) && number_scan(&ahead, &number, NULL) == OK) {
		int other;
		reader->rest = behind;
		st = read_amount(reader, &second);
		if (st != OK)
			return st;
		struct str start = reader->rest;
		if (!phrase_take_any(&reader->rest, SIDES, COUNT_OF(SIDES), &other) ||
		    other == side) {
			reader->rest = start;
			return expected(reader, side == SIDE_BELOW ? "'above'" : "'below'");
		}
	}
	*out = side == SIDE_BELOW ? (struct tolerances){ first, second }
	                          : (struct tolerances){ second, first };
	return OK;
}

/* The words up to the next comma. */
static struct str take_words(struct reader *reader)
{
	size_t len = 0;
	while (len < reader->rest.len && reader->rest.ptr[len] != ',' &&
	       reader->rest.ptr[len] != ';')
		len++;
	struct str words = str_slice(reader->rest, 0, len);
	reader->rest = str_slice(reader->rest, len, reader->rest.len);
	return words;
}

/* "better than last year", "no worse than baseline". */
static enum status read_condition(struct reader *reader, struct improvement *out)
{
	static const struct phrase_meaning CONDITIONS[] = {
		{ "better than", false },
		{ "improved on", false },
		{ "no worse than", true },
		{ "not worse than", true },
	};
	int or_same;
	if (!phrase_take_any(&reader->rest, CONDITIONS, COUNT_OF(CONDITIONS), &or_same))
		return expected(reader, "'better than' or 'no worse than'");
	struct str start = reader->rest;
	enum basis basis;
	if (!basis_read(take_words(reader), &basis)) {
		reader->rest = start;
		return expected(reader, "'last year', 'last period' or 'baseline'");
	}
	*out = (struct improvement){ true, basis, or_same };
	return OK;
}

static enum status read_amber_within(struct reader *reader)
{
	enum status st = read_tolerances(reader, &reader->rule->amber);
	if (st != OK || !phrase_take(&reader->rest, "if"))
		return st;
	reader->clauses |= BIT(CLAUSE_AMBER_IF);
	return read_condition(reader, &reader->rule->amber_if);
}

static enum status read_floor(struct reader *reader)
{
	struct number number;
	enum status st = read_number(reader, "the figure below which it is red", &number);
	if (st == OK)
		reader->rule->floor = number.value;
	return st;
}

static enum status read_band(struct reader *reader)
{
	static const char WHAT[] = "the two ends of the band, as in '12 to 18'";
	struct number low, high;
	enum status st = read_number(reader, WHAT, &low);
	if (st != OK)
		return st;
	if (!phrase_take(&reader->rest, "to") && !phrase_take(&reader->rest, "-"))
		return expected(reader, WHAT);
	st = read_number(reader, WHAT, &high);
	if (st != OK)
		return st;
	reader->rule->low = low.value;
	reader->rule->high = high.value;
	return OK;
}

static enum status read_margin(struct reader *reader)
{
	static const char WHAT[] = "the width of the margin in points, as in '1' or '0.5 points'";
	struct str start = reader->rest;
	struct number number;
	enum status st = read_number(reader, WHAT, &number);
	if (st != OK)
		return st;
	bool says_points = take_points(&reader->rest);
	if (number.written == UNIT_PERCENT && !says_points) {
		reader->rest = start;
		return expected(reader, WHAT);
	}
	reader->rule->has_margin = true;
	reader->rule->margin = number.value;
	return OK;
}

static enum status read_target(struct reader *reader)
{
	struct str start = reader->rest;
	if (!comparator_read(take_words(reader), &reader->rule->comparator)) {
		reader->rest = start;
		return expected(reader, "'england', 'neighbours' or 'region'");
	}
	reader->rule->has_comparator = true;
	return OK;
}

static enum status read_clause(struct reader *reader, enum clause clause)
{
	struct rule *rule = reader->rule;
	switch (clause) {
	case CLAUSE_GREEN_WITHIN:
		return read_tolerances(reader, &rule->green);
	case CLAUSE_GREEN_IF:
		return read_condition(reader, &rule->green_if);
	case CLAUSE_AMBER_WITHIN:
		return read_amber_within(reader);
	case CLAUSE_AMBER_IF:
		return read_condition(reader, &rule->amber_if);
	case CLAUSE_AMBER_OUTSIDE:
		rule->band_amber = BAND_AMBER_OUTSIDE;
		return OK;
	case CLAUSE_FLOOR:
		return read_floor(reader);
	case CLAUSE_BAND:
		return read_band(reader);
	case CLAUSE_MARGIN:
		return read_margin(reader);
	case CLAUSE_TARGET:
		return read_target(reader);
	case CLAUSE_EXCEEDED_FROM:
		rule->exceeded_on_edge = true;
		return read_amount(reader, &rule->exceeded);
	case CLAUSE_EXCEEDED_BEYOND:
		return read_amount(reader, &rule->exceeded);
	case CLAUSE_NO_AMBER:
	case CLAUSE_AMBER_INSIDE:
	case CLAUSE_OTHERWISE_RED:
	case CLAUSE_COUNT:
		break;
	}
	return OK;
}

static enum status read_clauses(struct reader *reader)
{
	for (;;) {
		struct str start = reader->rest;
		int clause;
		if (!phrase_take_any(&reader->rest, OPENINGS, COUNT_OF(OPENINGS), &clause))
			return expected(reader, "'green within', 'amber within', 'floor', 'band', "
			                        "'target is', 'amber if' or 'no amber'");
		enum subject subject = SUBJECTS[clause];
		if (reader->subjects & BIT(subject)) {
			reader->rest = start;
			return err_set(reader->err, E_INPUT, "'%.*s': at '%.*s', %s is said twice",
			               STR_ARGS(reader->text), STR_ARGS(start),
			               SUBJECT_WORDS[subject]);
		}
		reader->subjects |= BIT(subject);
		reader->clauses |= BIT(clause);
		enum status st = read_clause(reader, (enum clause)clause);
		if (st != OK || reader->rest.len == 0)
			return st;
		if (!phrase_take(&reader->rest, ",") && !phrase_take(&reader->rest, ";"))
			return expected(reader, "a comma or the end");
	}
}

#define WITH_TARGET (BIT(CLAUSE_TARGET) | BIT(CLAUSE_EXCEEDED_BEYOND) | BIT(CLAUSE_EXCEEDED_FROM))

/* Which clauses make a kind, strongest first, and which others may stand by. */
static const struct {
	enum rule_kind kind;
	const char *words;
	unsigned made_by;
	unsigned with;
} KINDS[] = {
	{ RULE_BAND, "a band", BIT(CLAUSE_BAND),
	  BIT(CLAUSE_MARGIN) | BIT(CLAUSE_AMBER_INSIDE) | BIT(CLAUSE_AMBER_OUTSIDE) |
		  BIT(CLAUSE_NO_AMBER) },
	{ RULE_PROGRESS, "'green if'", BIT(CLAUSE_GREEN_IF),
	  BIT(CLAUSE_AMBER_IF) | BIT(CLAUSE_NO_AMBER) },
	{ RULE_IMPROVEMENT, "'amber if'", BIT(CLAUSE_AMBER_IF),
	  BIT(CLAUSE_AMBER_WITHIN) | BIT(CLAUSE_GREEN_WITHIN) | WITH_TARGET },
	{ RULE_FLOOR, "a floor", BIT(CLAUSE_FLOOR), BIT(CLAUSE_GREEN_WITHIN) | WITH_TARGET },
	{ RULE_TOLERANCE, "a tolerance", BIT(CLAUSE_GREEN_WITHIN) | BIT(CLAUSE_AMBER_WITHIN),
	  BIT(CLAUSE_NO_AMBER) | WITH_TARGET },
	{ RULE_NO_AMBER, "a rule without a band",
	  BIT(CLAUSE_NO_AMBER) | BIT(CLAUSE_OTHERWISE_RED) | WITH_TARGET, 0 },
};

static const char *clause_words(int clause)
{
	for (size_t i = 0; i < COUNT_OF(OPENINGS); i++)
		if (OPENINGS[i].meaning == clause)
			return OPENINGS[i].words;
	return "";
}

/* Decides the kind, and refuses clauses that have no place in it. */
static enum status finish(struct reader *reader)
{
	size_t k = 0;
	while (k + 1 < COUNT_OF(KINDS) && !(reader->clauses & KINDS[k].made_by))
		k++;
	unsigned allowed = KINDS[k].made_by | KINDS[k].with | BIT(CLAUSE_OTHERWISE_RED);
	for (int clause = 0; clause < CLAUSE_COUNT; clause++)
		if (reader->clauses & BIT(clause) & ~allowed)
			return err_set(reader->err, E_INPUT, "'%.*s': '%s' cannot stand with %s",
			               STR_ARGS(reader->text), clause_words(clause),
			               KINDS[k].words);
	struct rule *rule = reader->rule;
	rule->kind = KINDS[k].kind;
	if (rule->kind == RULE_BAND && (reader->clauses & BIT(CLAUSE_NO_AMBER))) {
		if (rule->has_margin)
			return err_set(reader->err, E_INPUT,
			               "'%.*s': a margin cannot stand with 'no amber'",
			               STR_ARGS(reader->text));
		rule->has_margin = true;
		rule->margin = ratio_whole(0);
	}
	return OK;
}

static void forget(struct rule *rule)
{
	*rule = (struct rule){ .kind = RULE_UNREADABLE, .text = rule->text };
}

static enum status end(struct reader *reader, enum status st)
{
	struct err inner = { 0 };
	if (st == OK)
		st = finish(reader);
	if (st == OK) {
		st = rule_check(reader->rule, &inner);
		if (st != OK)
			err_set(reader->err, st, "'%.*s': %s", STR_ARGS(reader->text), inner.text);
	}
	if (st != OK)
		forget(reader->rule);
	return st;
}

enum status rule_read(struct str text, struct rule *out, struct err *err)
{
	char bytes[PHRASE_BYTES];
	*out = (struct rule){ .kind = RULE_UNREADABLE, .text = str_trim(text) };
	struct reader reader = { .text = out->text, .rule = out, .err = err };
	enum status st = phrase_of(text, "a rule", bytes, &reader.rest, err);
	if (st != OK)
		return st;
	if (reader.rest.len == 0) {
		out->kind = RULE_NOT_GIVEN;
		return OK;
	}
	return end(&reader, read_clauses(&reader));
}

/* "12-18": a band, when the whole cell is one. */
static bool read_band_cell(struct reader *reader)
{
	struct str start = reader->rest;
	struct err *err = reader->err;
	reader->err = NULL;
	bool is_band = read_band(reader) == OK && reader->rest.len == 0;
	reader->err = err;
	if (is_band)
		reader->clauses |= BIT(CLAUSE_BAND);
	else
		reader->rest = start;
	return is_band;
}

static enum status read_tolerance_cell(struct reader *reader)
{
	if (!phrase_take(&reader->rest, "+/-"))
		phrase_take(&reader->rest, "within");
	reader->bare_is_points = true;
	reader->clauses |= BIT(CLAUSE_AMBER_WITHIN);
	enum status st = read_tolerances(reader, &reader->rule->amber);
	if (st == OK && reader->rest.len > 0)
		return expected(reader, "the end of the tolerance");
	return st;
}

enum status rule_read_tolerance(struct str text, struct rule *out, struct err *err)
{
	static const struct phrase_meaning WHOLE[] = {
		{ "", RULE_NOT_GIVEN },          { "-", RULE_NOT_GIVEN }, { "n/a", RULE_NOT_GIVEN },
		{ "no tolerance", RULE_NO_AMBER }, { "none", RULE_NO_AMBER },
	};
	char bytes[PHRASE_BYTES];
	int kind;
	*out = (struct rule){ .kind = RULE_UNREADABLE, .text = str_trim(text) };
	struct reader reader = { .text = out->text, .rule = out, .err = err };
	enum status st = phrase_of(text, "a tolerance", bytes, &reader.rest, err);
	if (st != OK)
		return st;
	if (phrase_find(reader.rest, WHOLE, COUNT_OF(WHOLE), &kind)) {
		out->kind = (enum rule_kind)kind;
		return OK;
	}
	struct str rest = reader.rest;
	int clause;
	if (phrase_take_any(&rest, OPENINGS, COUNT_OF(OPENINGS), &clause))
		return rule_read(text, out, err);
	if (read_band_cell(&reader))
		return end(&reader, OK);
	return end(&reader, read_tolerance_cell(&reader));
}
