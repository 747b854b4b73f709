/* The statements of an indicator and of what stands under them. The tables are in
 * the order of docs/framework-text.md. */
#include "framework/parse.h"

#include "base/period.h"
#include "framework/cursor.h"

/* ---- decisions: who set a target or rule, when and why ---- */

static bool read_set(struct cursor *cursor, struct subject *subject)
{
	struct decision *decision = subject->decision;
	if (cursor_take_if(cursor, "by") &&
	    !cursor_take_text(cursor, "who set it", &decision->set_by))
		return false;
	if (cursor_take_if(cursor, "on") && !cursor_take_date(cursor, "on", &decision->set_on))
		return false;
	return cursor->at == 1 ? cursor_expected(cursor, "'by' or 'on'") : cursor_take_end(cursor);
}

static bool read_because(struct cursor *cursor, struct subject *subject)
{
	return cursor_take_text(cursor, "the reason, in quotes", &subject->decision->why) &&
	       cursor_take_end(cursor);
}

static bool read_agreed(struct cursor *cursor, struct subject *subject)
{
	struct decision *decision = subject->decision;
	if (cursor_take_if(cursor, "by") &&
	    !cursor_take_text(cursor, "the meeting that agreed it", &decision->agreed_by))
		return false;
	if (cursor_take_if(cursor, "on") && !cursor_take_date(cursor, "on", &decision->agreed_on))
		return false;
	return cursor->at == 1 ? cursor_expected(cursor, "'by' or 'on'") : cursor_take_end(cursor);
}

static bool read_draft(struct cursor *cursor, struct subject *subject)
{
	subject->decision->is_draft = true;
	return cursor_take_end(cursor);
}

static bool read_set_nationally(struct cursor *cursor, struct subject *subject)
{
	subject->decision->origin = ORIGIN_NATIONAL;
	return cursor_take_end(cursor);
}

static bool read_set_locally(struct cursor *cursor, struct subject *subject)
{
	subject->decision->origin = ORIGIN_LOCAL;
	return cursor_take_end(cursor);
}

#define DECISION_STATEMENTS                                                           \
	{ "set", true, read_set, 0 }, { "because", true, read_because, 0 },           \
		{ "agreed", true, read_agreed, 0 }, { "draft", true, read_draft, 0 }, \
		{ "national", true, read_set_nationally, 0 },                         \
	{                                                                             \
		"local", true, read_set_locally, 0                                    \
	}

static const struct block_kind DECISION = {
	"a target, rule or profile",
	(const struct statement[]){ DECISION_STATEMENTS, { 0 } },
};

/* Reads what stands under a line into `decision`. */
static void read_decision(struct cursor *cursor, struct decision *decision)
{
	struct subject subject = { .decision = decision };
	*decision = decision_none();
	parser_read_block(cursor->parser, cursor->line->indent, &DECISION, &subject);
}

/* ---- indicators ---- */

/* A field of struct framework_indicator that is a text. */
static bool read_field(struct cursor *cursor, struct subject *subject)
{
	struct str *field = (struct str *)((char *)subject->indicator + cursor->statement->offset);
	return cursor_take_text(cursor, "a text in quotes", field) && cursor_take_end(cursor);
}

static bool read_also(struct cursor *cursor, struct subject *subject)
{
	struct text_list *also = &subject->indicator->also;
	struct str title;
	if (!cursor_has_room(cursor, also->count, FRAMEWORK_LIST_MAX, "other titles") ||
	    !cursor_take_text(cursor, "another title, in quotes", &title))
		return false;
	framework_add_also(cursor->parser->framework, subject->indicator, title);
	return cursor_take_end(cursor);
}

static bool read_origin(struct cursor *cursor, struct subject *subject)
{
	if (cursor_take_if(cursor, "national"))
		subject->indicator->indicator.origin = ORIGIN_NATIONAL;
	else if (cursor_take_if(cursor, "local"))
		subject->indicator->indicator.origin = ORIGIN_LOCAL;
	else
		return cursor_expected(cursor, "'national' or 'local'");
	return cursor_take_end(cursor);
}

static bool read_influence(struct cursor *cursor, struct subject *subject)
{
	static const char *const WHAT = "'ours', 'shared' or 'context'";
	const struct token *token = cursor_peek(cursor);
	if (!token || !influence_read(token->text, &subject->indicator->indicator.influence))
		return cursor_expected(cursor, WHAT);
	cursor->at++;
	return cursor_take_end(cursor);
}

static bool read_unit(struct cursor *cursor, struct subject *subject)
{
	struct str text;
	if (!cursor_take_text(cursor, "a unit, for example percent or \"rate per 10,000\"", &text))
		return false;
	struct unit unit = unit_read(text);
	int64_t decimals;
	if (cursor_take_comma_if(cursor)) {
		if (!cursor_take_number(cursor, "a number of decimals, 0 to 9", RATIO_DECIMALS_MAX,
		                        &decimals))
			return false;
		if (!cursor_take_if(cursor, "decimal") && !cursor_take_word(cursor, "decimals"))
			return false;
		unit.decimals = (int)decimals;
	}
	subject->indicator->indicator.unit = unit;
	return cursor_take_end(cursor);
}

static bool read_good(struct cursor *cursor, struct subject *subject)
{
	static const struct {
		const char *word;
		struct polarity_reading polarity;
	} WORDS[] = {
		{ "high", { .polarity = POLARITY_HIGH } },
		{ "low", { .polarity = POLARITY_LOW } },
		{ "band", { .polarity = POLARITY_BAND } },
		{ "neither", { .polarity = POLARITY_NONE, .is_information = true } },
	};
	if (!cursor_take_word(cursor, "is"))
		return false;
	size_t i = 0;
	while (i < COUNT_OF(WORDS) && !cursor_take_if(cursor, WORDS[i].word))
		i++;
	if (i == COUNT_OF(WORDS))
		return cursor_expected(cursor, "'high', 'low', 'band' or 'neither'");
	struct polarity_reading *polarity = &subject->indicator->indicator.polarity;
	*polarity = WORDS[i].polarity;
	polarity->is_implied = cursor_take_if(cursor, "implied");
	return cursor_take_end(cursor);
}

static bool read_reported(struct cursor *cursor, struct subject *subject)
{
	const struct token *token = cursor_peek(cursor);
	if (!token || !frequency_read(token->text, &subject->indicator->indicator.frequency))
		return cursor_expected(
			cursor, "'monthly', 'quarterly', 'termly', 'half-yearly' or 'annual'");
	cursor->at++;
	return cursor_take_end(cursor);
}

static bool read_due(struct cursor *cursor, struct subject *subject)
{
	enum { LAG_DAYS_MAX = 3660 };
	int64_t days;
	if (!cursor_take_number(cursor, "a number of days", LAG_DAYS_MAX, &days))
		return false;
	subject->indicator->indicator.lag_days = (int)days;
	return (cursor_take_if(cursor, "day") || cursor_take_word(cursor, "days")) &&
	       cursor_take_word(cursor, "after") && cursor_take_word(cursor, "the") &&
	       cursor_take_word(cursor, "period") && cursor_take_end(cursor);
}

static bool read_owner(struct cursor *cursor, struct subject *subject)
{
	struct indicator *indicator = &subject->indicator->indicator;
	if (!cursor_take_text(cursor, "the owner, in quotes", &indicator->owner))
		return false;
	indicator->owner_is_partner = cursor_take_if(cursor, "partner");
	return cursor_take_end(cursor);
}

/* "targets because ..." and "targets reviewed on ...". */
static bool read_targets(struct cursor *cursor, struct subject *subject)
{
	struct indicator *indicator = &subject->indicator->indicator;
	if (cursor_take_if(cursor, "because"))
		return cursor_take_text(cursor, "the reason, in quotes",
		                        &indicator->target_reason) &&
		       cursor_take_end(cursor);
	if (cursor_take_if(cursor, "reviewed"))
		return cursor_take_word(cursor, "on") &&
		       cursor_take_date(cursor, "on", &indicator->target_review) &&
		       cursor_take_end(cursor);
	return cursor_expected(cursor, "'because' or 'reviewed on'");
}

/* Notes that an indicator is named here, to be found when all are known. */
void parser_add_mention(struct parser *parser, struct mention mention)
{
	parser->mentions = arena_grow(parser->framework->arena, parser->mentions,
	                              parser->mention_count, &parser->mention_capacity,
	                              sizeof(*parser->mentions));
	parser->mentions[parser->mention_count++] = mention;
}

/* The reference or title of another indicator. */
static bool take_name(struct cursor *cursor, struct str *out)
{
	struct place place = cursor_place(cursor);
	if (!cursor_take_text(cursor, "the reference of an indicator", out))
		return false;
	parser_add_mention(
		cursor->parser,
		(struct mention){ .place = place, .ref = *out, .scorecard = FRAMEWORK_NOWHERE });
	return true;
}

static bool read_proxy(struct cursor *cursor, struct subject *subject)
{
	return take_name(cursor, &subject->indicator->indicator.proxy) && cursor_take_end(cursor);
}

static bool read_linked(struct cursor *cursor, struct subject *subject)
{
	struct indicator *indicator = &subject->indicator->indicator;
	size_t capacity = 0;
	do {
		struct str name;
		if (!take_name(cursor, &name))
			return false;
		indicator->linked = arena_grow(cursor->parser->framework->arena, indicator->linked,
		                               indicator->linked_count, &capacity,
		                               sizeof(*indicator->linked));
		indicator->linked[indicator->linked_count++] = name;
	} while (cursor_take_comma_if(cursor));
	return cursor_take_end(cursor);
}

bool statement_read_in_force(struct cursor *cursor, struct subject *subject)
{
	struct span *span = subject->indicator ? &subject->indicator->in_force
	                                       : &subject->organisation->span;
	return cursor_take_word(cursor, "force") &&
	       (cursor_peek(cursor) || cursor_expected(cursor, "'from' or 'to'")) &&
	       cursor_take_span(cursor, span) && cursor_take_end(cursor);
}

/* The dated texts, by the statement's word: what may and must stand with them. */
static bool read_dated_text(struct cursor *cursor, struct subject *subject,
                            enum indicator_text kind, struct dated_text text)
{
	struct dated_text_list *list = &subject->indicator->texts[kind];
	if (!cursor_take_end(cursor) ||
	    !cursor_has_room(cursor, list->count, FRAMEWORK_LIST_MAX, "of these"))
		return false;
	framework_add_text(cursor->parser->framework, list, text);
	return true;
}

/* "highlight [from DATE] [to DATE] [TEXT]": the words may be left out. */
static bool read_highlight(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { 0 };
	return cursor_take_span(cursor, &text.span) &&
	       (!cursor_peek(cursor) || cursor_take_text(cursor, "a text in quotes", &text.text)) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_HIGHLIGHT, text);
}

static bool read_watch(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { 0 };
	return cursor_take_span(cursor, &text.span) &&
	       cursor_take_text(cursor, "why it is watched, in quotes", &text.text) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_WATCH, text);
}

static bool read_coverage(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { .span = span_always() };
	if (cursor_take_if(cursor, "from") && !cursor_take_date(cursor, "from", &text.span.from))
		return false;
	return cursor_take_text(cursor, "who is counted, in quotes", &text.text) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_COVERAGE, text);
}

static bool read_break(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { 0 };
	return cursor_take_dated_text(cursor, &text) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_BREAK, text);
}

static bool read_annotation(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { 0 };
	return cursor_take_dated_text(cursor, &text) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_ANNOTATION, text);
}

static bool read_not_collectable(struct cursor *cursor, struct subject *subject)
{
	struct dated_text text = { 0 };
	return cursor_take_word(cursor, "collectable") && cursor_take_span(cursor, &text.span) &&
	       cursor_take_text(cursor, "why not, in quotes", &text.text) &&
	       read_dated_text(cursor, subject, INDICATOR_TEXT_UNCOLLECTABLE, text);
}

/* Reads a target as written; one that is not understood is a problem here. */
static bool take_target(struct cursor *cursor, struct target *out)
{
	size_t at = cursor->at;
	struct str text;
	struct err err = { 0 };
	if (!cursor_take_text(cursor, "a target, for example 67% or \"fewer than 85\"", &text))
		return false;
	if (target_read(text, out, &err) == OK)
		return true;
	cursor->at = at;
	return cursor_complain(cursor, "%s", err.text);
}

/* Whether two things hold from the same day, both agreed or both drafts: then
 * nobody could say which is in force. */
static bool begin_together(struct span a, const struct decision *a_decision, struct span b,
                           const struct decision *b_decision)
{
	return a.from == b.from && a_decision->is_draft == b_decision->is_draft;
}

static bool read_target(struct cursor *cursor, struct subject *subject)
{
	struct target_list *list = &subject->indicator->targets;
	struct dated_target dated;
	if (!cursor_has_room(cursor, list->count, FRAMEWORK_LIST_MAX, "targets") ||
	    !take_target(cursor, &dated.target) || !cursor_take_span(cursor, &dated.span) ||
	    !cursor_take_end(cursor))
		return false;
	read_decision(cursor, &dated.decision);
	for (size_t i = 0; i < list->count; i++) {
		if (begin_together(list->items[i].span, &list->items[i].decision, dated.span,
		                   &dated.decision)) {
			cursor->at = 0;
			return cursor_complain(cursor, "a second target from the same day");
		}
	}
	framework_add_target(cursor->parser->framework, list, dated);
	return true;
}

static bool read_rule(struct cursor *cursor, struct subject *subject)
{
	struct rule_list *list = &subject->indicator->rules;
	struct dated_rule dated;
	struct str text;
	struct err err = { 0 };
	if (!cursor_has_room(cursor, list->count, FRAMEWORK_LIST_MAX, "rules") ||
	    !cursor_take_text(cursor, "a rating rule, in quotes", &text))
		return false;
	if (rule_read(text, &dated.rule, &err) != OK) {
		cursor->at--;
		return cursor_complain(cursor, "%s", err.text);
	}
	if (!cursor_take_span(cursor, &dated.span) || !cursor_take_end(cursor))
		return false;
	read_decision(cursor, &dated.decision);
	for (size_t i = 0; i < list->count; i++) {
		if (begin_together(list->items[i].span, &list->items[i].decision, dated.span,
		                   &dated.decision)) {
			cursor->at = 0;
			return cursor_complain(cursor, "a second rule from the same day");
		}
	}
	framework_add_rule(cursor->parser->framework, list, dated);
	return true;
}

/* "2024-25 by quarter" or "by month": which points the numbers behind it are. */
static bool take_profile_head(struct cursor *cursor, struct profile *out)
{
	const struct token *token = cursor_peek(cursor);
	struct period year;
	if (!token || period_parse(token->text, &year, NULL) != OK ||
	    year.kind != PERIOD_FINANCIAL_YEAR)
		return cursor_expected(cursor, "a financial year like 2024-25");
	cursor->at++;
	out->year_from = year.from;
	if (!cursor_take_word(cursor, "by"))
		return false;
	if (cursor_take_if(cursor, "quarter"))
		out->point_count = 4;
	else if (cursor_take_if(cursor, "month"))
		out->point_count = 12;
	else
		return cursor_expected(cursor, "'quarter' or 'month'");
	return true;
}

static bool read_profile(struct cursor *cursor, struct subject *subject)
{
	struct profile_list *list = &subject->indicator->profiles;
	struct profile profile = { 0 };
	if (!cursor_has_room(cursor, list->count, FRAMEWORK_LIST_MAX, "profiles") ||
	    !take_profile_head(cursor, &profile))
		return false;
	size_t given = 0;
	do {
		if (given == profile.point_count)
			return cursor_complain(cursor, "more than %zu targets for the year",
			                       profile.point_count);
		if (!cursor_take_if(cursor, "-") && !take_target(cursor, &profile.points[given]))
			return false;
		given++;
	} while (cursor_take_comma_if(cursor));
	if (!cursor_take_end(cursor))
		return false;
	if (given < profile.point_count)
		return cursor_complain(cursor,
		                       "%zu targets for the year; expected %zu, with '-' where "
		                       "there is none",
		                       given, profile.point_count);
	read_decision(cursor, &profile.decision);
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].year_from == profile.year_from) {
			cursor->at = 1;
			return cursor_complain(cursor, "a second profile for the same year");
		}
	}
	framework_add_profile(cursor->parser->framework, list, profile);
	return true;
}

static bool read_replaced(struct cursor *cursor, struct subject *subject)
{
	return cursor_take_word(cursor, "by") &&
	       take_name(cursor, &subject->indicator->retirement.replaced_by) &&
	       cursor_take_end(cursor);
}

static bool read_watched(struct cursor *cursor, struct subject *subject)
{
	return cursor_take_word(cursor, "at") &&
	       cursor_take_text(cursor, "where it is watched now, in quotes",
	                        &subject->indicator->retirement.watched_at) &&
	       cursor_take_end(cursor);
}

static const struct block_kind RETIREMENT = {
	"the removal of an indicator",
	(const struct statement[]){
		{ "replaced by", true, read_replaced, 0 },
		{ "watched at", true, read_watched, 0 },
		DECISION_STATEMENTS,
		{ 0 },
	},
};

static bool read_removed(struct cursor *cursor, struct subject *subject)
{
	struct retirement *retirement = &subject->indicator->retirement;
	if (!cursor_take_date(cursor, "removed", &retirement->from) ||
	    (cursor_peek(cursor) &&
	     !cursor_take_text(cursor, "the reason, in quotes", &retirement->why)) ||
	    !cursor_take_end(cursor))
		return false;
	retirement->is_given = true;
	struct subject under = { .indicator = subject->indicator,
		                 .decision = &retirement->decision };
	parser_read_block(cursor->parser, cursor->line->indent, &RETIREMENT, &under);
	return true;
}

#define FIELD(name) offsetof(struct framework_indicator, name)

static const struct block_kind INDICATOR = {
	"an indicator",
	(const struct statement[]){
		{ "also", false, read_also, 0 },
		{ "definition", true, read_field, FIELD(indicator.definition) },
		{ "why", true, read_field, FIELD(indicator.why) },
		{ "numerator", true, read_field, FIELD(indicator.numerator_words) },
		{ "denominator", true, read_field, FIELD(indicator.denominator_words) },
		{ "source", true, read_field, FIELD(indicator.source) },
		{ "note", true, read_field, FIELD(note) },
		{ "origin", true, read_origin, 0 },
		{ "influence", true, read_influence, 0 },
		{ "unit", true, read_unit, 0 },
		{ "good is", true, read_good, 0 },
		{ "reported", true, read_reported, 0 },
		{ "due", true, read_due, 0 },
		{ "owner", true, read_owner, 0 },
		{ "proxy", true, read_proxy, 0 },
		{ "linked", true, read_linked, 0 },
		{ "in force", true, statement_read_in_force, 0 },
		{ "targets", false, read_targets, 0 },
		{ "target", false, read_target, 0 },
		{ "rule", false, read_rule, 0 },
		{ "profile", false, read_profile, 0 },
		{ "highlight", false, read_highlight, 0 },
		{ "watch", false, read_watch, 0 },
		{ "coverage", false, read_coverage, 0 },
		{ "break", false, read_break, 0 },
		{ "annotation", false, read_annotation, 0 },
		{ "not collectable", false, read_not_collectable, 0 },
		{ "removed", true, read_removed, 0 },
		{ 0 },
	},
};

bool statement_read_indicator(struct cursor *cursor, struct subject *subject)
{
	struct parser *parser = cursor->parser;
	struct framework *framework = parser->framework;
	(void)subject;
	struct str ref = { 0 }, title;
	if (!cursor_has_room(cursor, framework->indicator_count, FRAMEWORK_INDICATORS_MAX,
	                     "indicators") ||
	    !cursor_take_text(cursor, "a reference and a title", &title))
		return false;
	if (cursor_peek(cursor)) {
		ref = title;
		if (!cursor_take_text(cursor, "a title in quotes", &title))
			return false;
	}
	if (!cursor_take_end(cursor))
		return false;
	struct framework_indicator *entry = framework_add_indicator(framework);
	entry->indicator.ref = ref;
	entry->indicator.title = title;
	parser->indicator_places = arena_grow(
		framework->arena, parser->indicator_places, parser->indicator_place_count,
		&parser->indicator_place_capacity, sizeof(*parser->indicator_places));
	parser->indicator_places[parser->indicator_place_count++] =
		(struct place){ cursor->line->number, cursor->line->tokens[0].column };

	struct subject under = { .indicator = entry };
	parser_read_block(parser, cursor->line->indent, &INDICATOR, &under);
	return true;
}
