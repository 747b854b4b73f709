/* The statements of scorecards, of the organisation and of the whole text. */
#include "framework/cursor.h"
#include "framework/parse.h"

/* ---- scorecards ---- */

static struct scorecard *subject_scorecard(struct cursor *cursor, const struct subject *subject)
{
	return &cursor->parser->framework->scorecards[subject->scorecard_at];
}

/* An indicator's place: its name, or reference and title where several share one. */
static bool read_placement(struct cursor *cursor, struct subject *subject)
{
	struct mention mention = { .place = cursor_place(cursor),
		                   .scorecard = subject->scorecard_at,
		                   .section = subject->section_at };
	const struct token *token = cursor_peek(cursor);
	if (token && token->kind == TOKEN_TEXT && token->text.len == 0)
		cursor->at++; /* "" "Title": the indicator that has no reference */
	else if (!cursor_take_text(cursor, "the reference of an indicator", &mention.ref))
		return false;
	if (cursor_peek(cursor) || mention.ref.len == 0) {
		mention.has_title = true;
		if (!cursor_take_text(cursor, "its title in quotes", &mention.title))
			return false;
	}
	if (!cursor_take_end(cursor))
		return false;
	if (subject->has_inner_section) {
		cursor->at = 0;
		return cursor_complain(cursor,
		                       "an indicator behind a section would be printed before it; "
		                       "put it before, or in a section of its own");
	}
	parser_add_mention(cursor->parser, mention);
	return true;
}

static bool read_section(struct cursor *cursor, struct subject *subject);

static bool read_commentary(struct cursor *cursor, struct subject *subject)
{
	struct scorecard *scorecard = subject_scorecard(cursor, subject);
	return cursor_take_text(cursor, "a text in quotes",
	                        &scorecard->sections[subject->section_at].commentary) &&
	       cursor_take_end(cursor);
}

static const struct block_kind SECTION = {
	"a section",
	(const struct statement[]){
		{ "commentary", true, read_commentary, 0 },
		{ "indicator", false, read_placement, 0 },
		{ "section", false, read_section, 0 },
		{ 0 },
	},
};

/* NAME [as LEVEL], with the place checked for depth. */
static bool take_name_and_level(struct cursor *cursor, const struct subject *subject,
                                struct str *name, struct str *level)
{
	*level = (struct str){ 0 };
	if (!cursor_take_text(cursor, "a name in quotes", name))
		return false;
	if (cursor_take_if(cursor, "as") &&
	    !cursor_take_text(cursor, "the word for this level", level))
		return false;
	if (!cursor_take_end(cursor))
		return false;
	if (subject->depth < FRAMEWORK_DEPTH_MAX)
		return true;
	cursor->at = 0;
	return cursor_complain(cursor, "at most %d of these can stand inside each other",
	                       FRAMEWORK_DEPTH_MAX);
}

static bool read_section(struct cursor *cursor, struct subject *subject)
{
	struct scorecard *scorecard = subject_scorecard(cursor, subject);
	struct str title, level;
	if (!take_name_and_level(cursor, subject, &title, &level) ||
	    !cursor_has_room(cursor, scorecard->section_count, FRAMEWORK_LIST_MAX, "sections"))
		return false;
	subject->has_inner_section = true;
	struct section *section =
		scorecard_add_section(cursor->parser->framework, scorecard, subject->section_at);
	section->title = title;
	section->level = level;
	struct subject under = { .scorecard_at = subject->scorecard_at,
		                 .section_at = scorecard->section_count - 1,
		                 .depth = subject->depth + 1 };
	parser_read_block(cursor->parser, cursor->line->indent, &SECTION, &under);
	return true;
}

static bool read_audience(struct cursor *cursor, struct subject *subject)
{
	return cursor_take_text(cursor, "the audience, in quotes",
	                        &subject_scorecard(cursor, subject)->audience) &&
	       cursor_take_end(cursor);
}

static bool read_scorecard_note(struct cursor *cursor, struct subject *subject)
{
	return cursor_take_text(cursor, "a text in quotes",
	                        &subject_scorecard(cursor, subject)->note) &&
	       cursor_take_end(cursor);
}

static bool read_cap(struct cursor *cursor, struct subject *subject)
{
	int64_t cap;
	if (!cursor_take_number(cursor, "a number of indicators", FRAMEWORK_INDICATORS_MAX, &cap))
		return false;
	if (cap == 0) {
		cursor->at--;
		return cursor_complain(cursor,
		                       "a scorecard that may show nothing; leave the cap out");
	}
	subject_scorecard(cursor, subject)->cap = cap;
	return cursor_take_end(cursor);
}

static const struct block_kind SCORECARD = {
	"a scorecard",
	(const struct statement[]){
		{ "audience", true, read_audience, 0 },
		{ "note", true, read_scorecard_note, 0 },
		{ "cap", true, read_cap, 0 },
		{ "indicator", false, read_placement, 0 },
		{ "section", false, read_section, 0 },
		{ 0 },
	},
};

static bool read_scorecard(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	(void)subject;
	struct str name;
	if (!cursor_has_room(cursor, framework->scorecard_count, FRAMEWORK_LIST_MAX,
	                     "scorecards") ||
	    !cursor_take_text(cursor, "a name in quotes", &name) || !cursor_take_end(cursor))
		return false;
	if (framework_find_scorecard(framework, name)) {
		cursor->at = 1;
		return cursor_complain(cursor, "a second scorecard of this name");
	}
	framework_add_scorecard(framework, name);
	struct subject under = { .scorecard_at = framework->scorecard_count - 1,
		                 .section_at = FRAMEWORK_NOWHERE };
	parser_read_block(cursor->parser, cursor->line->indent, &SCORECARD, &under);
	return true;
}

/* ---- the organisation ---- */

static bool read_organisation(struct cursor *cursor, struct subject *subject);

static bool read_key(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	return cursor_take_text(cursor, "the key that data use",
	                        &framework->organisations[subject->organisation_at].key) &&
	       cursor_take_end(cursor);
}

static bool read_lead(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	return cursor_take_text(cursor, "who leads it, in quotes",
	                        &framework->organisations[subject->organisation_at].lead) &&
	       cursor_take_end(cursor);
}

static bool read_organisation_force(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	struct subject here = {
		.organisation = &framework->organisations[subject->organisation_at],
	};
	return statement_read_in_force(cursor, &here);
}

static const struct block_kind ORGANISATION = {
	"a part of the organisation",
	(const struct statement[]){
		{ "key", true, read_key, 0 },
		{ "lead", true, read_lead, 0 },
		{ "in force", true, read_organisation_force, 0 },
		{ "organisation", false, read_organisation, 0 },
		{ 0 },
	},
};

static bool read_organisation(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	struct str name, level;
	if (!take_name_and_level(cursor, subject, &name, &level) ||
	    !cursor_has_room(cursor, framework->organisation_count, FRAMEWORK_LIST_MAX,
	                     "parts of the organisation"))
		return false;
	struct organisation *organisation = framework_add_organisation(framework);
	organisation->key = organisation->name = name;
	organisation->level = level;
	organisation->parent = subject->organisation_at;
	size_t at = framework->organisation_count - 1;
	struct subject under = { .organisation_at = at, .depth = subject->depth + 1 };
	parser_read_block(cursor->parser, cursor->line->indent, &ORGANISATION, &under);

	struct str key = framework->organisations[at].key;
	for (size_t i = 0; i < framework->organisation_count; i++) {
		if (i == at || !str_equal_nocase(framework->organisations[i].key, key))
			continue;
		cursor->at = 0;
		return cursor_complain(cursor,
		                       "a second part of the organisation with the key '%.*s'",
		                       STR_ARGS(key));
	}
	return true;
}

/* ---- the whole ---- */

static bool read_framework_note(struct cursor *cursor, struct subject *subject)
{
	(void)subject;
	return cursor_take_text(cursor, "a text in quotes", &cursor->parser->framework->note) &&
	       cursor_take_end(cursor);
}

static const struct block_kind HEAD = {
	"the framework's head",
	(const struct statement[]){ { "note", true, read_framework_note, 0 }, { 0 } },
};

static bool read_head(struct cursor *cursor, struct subject *subject)
{
	if (!cursor_take_text(cursor, "the authority, in quotes",
	                      &cursor->parser->framework->authority) ||
	    !cursor_take_end(cursor))
		return false;
	parser_read_block(cursor->parser, cursor->line->indent, &HEAD, subject);
	return true;
}

/* An annotation at the top stands for every indicator. */
static bool read_common_annotation(struct cursor *cursor, struct subject *subject)
{
	struct framework *framework = cursor->parser->framework;
	struct dated_text text;
	(void)subject;
	if (!cursor_has_room(cursor, framework->annotations.count, FRAMEWORK_LIST_MAX,
	                     "annotations") ||
	    !cursor_take_dated_text(cursor, &text) || !cursor_take_end(cursor))
		return false;
	framework_add_text(framework, &framework->annotations, text);
	return true;
}

static const struct block_kind FRAMEWORK = {
	"a framework",
	(const struct statement[]){
		{ "framework", true, read_head, 0 },
		{ "annotation", false, read_common_annotation, 0 },
		{ "organisation", false, read_organisation, 0 },
		{ "indicator", false, statement_read_indicator, 0 },
		{ "scorecard", false, read_scorecard, 0 },
		{ 0 },
	},
};

void parser_read_framework(struct parser *parser)
{
	if (parser->at_end || !str_equal(parser->next.tokens[0].text, STR("framework"))) {
		problem_add(
			&parser->problems,
			(struct place){ parser->at_end ? 1 : parser->next.number, 1 },
			"a framework begins with the line: framework \"Name of the authority\"");
		if (parser->at_end)
			return;
	}
	struct subject subject = { .organisation_at = FRAMEWORK_NOWHERE,
		                   .section_at = FRAMEWORK_NOWHERE };
	parser_read_block(parser, -1, &FRAMEWORK, &subject);
}
