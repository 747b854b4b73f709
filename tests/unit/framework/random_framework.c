#include "random_framework.h"

#include <assert.h>
#include <string.h>

#include "base/period.h"

struct dice {
	struct arena *arena;
	uint64_t state;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
	dice->state ^= dice->state << 13;
	dice->state ^= dice->state >> 7;
	dice->state ^= dice->state << 17;
	return (unsigned)(dice->state >> 33) % sides;
}

static bool one_in(struct dice *dice, unsigned sides)
{
	return roll(dice, sides) == 0;
}

/* A text with everything that could be in the way of reading it back. */
static struct str random_text(struct dice *dice)
{
	static const char *const PARTS[] = {
		"a",    " ",  "  ",      "word",   "\"",  "\\",  "\n",  "\t",       "#",
		"from", "to", "partner", "\x01",   ",",   "é",   "’",   "\xC2\xA0", "67%",
		"as",   "on", "-",       "longer", "b c", "\\n", "\n ", "draft",    "1",
	};
	char text[600] = "x";
	unsigned count = one_in(dice, 5) ? 100 : 1 + roll(dice, 12);
	size_t len = 1;
	for (unsigned i = 0; i < count; i++) {
		const char *part = PARTS[roll(dice, COUNT_OF(PARTS))];
		memcpy(text + len, part, strlen(part));
		len += strlen(part);
	}
	return arena_text(dice->arena, (struct str){ text, len });
}

static struct str maybe_text(struct dice *dice)
{
	return one_in(dice, 2) ? random_text(dice) : (struct str){ 0 };
}

static int32_t random_date(struct dice *dice)
{
	return 11000 + (int32_t)roll(dice, 7000);
}

static int32_t maybe_date(struct dice *dice)
{
	return one_in(dice, 2) ? random_date(dice) : DATE_NONE;
}

static struct span random_span(struct dice *dice)
{
	struct span span = { maybe_date(dice), maybe_date(dice) };
	if (span.to < span.from)
		span.to = span.from;
	return span;
}

static struct decision random_decision(struct dice *dice)
{
	return (struct decision){ .set_by = maybe_text(dice),
		                  .set_on = maybe_date(dice),
		                  .why = maybe_text(dice),
		                  .is_draft = one_in(dice, 3),
		                  .agreed_by = maybe_text(dice),
		                  .agreed_on = maybe_date(dice),
		                  .origin = (enum origin)roll(dice, 3) };
}

static struct target random_target(struct dice *dice)
{
	static const char *const TEXTS[] = { "67%",    "Fewer than 85",
		                             "12-18",  "no target",
		                             "£1,250", "at least 95",
		                             "-2.5",   "Above Stat Neighbour Average" };
	struct target target;
	enum status st = target_read(str_of(TEXTS[roll(dice, COUNT_OF(TEXTS))]), &target, NULL);
	assert(st == OK);
	return target;
}

static struct rule random_rule(struct dice *dice)
{
	static const char *const TEXTS[] = { "green within 5%, amber within 10%", "floor 80",
		                             "band 12 to 18, margin 1, amber inside",
		                             "amber if better than last year", "no amber" };
	struct rule rule;
	enum status st = rule_read(str_of(TEXTS[roll(dice, COUNT_OF(TEXTS))]), &rule, NULL);
	assert(st == OK);
	return rule;
}

/* Dates apart, so that no two begin together. */
static struct span dated_span(struct dice *dice, unsigned nth)
{
	struct span span = { 12000 + (int32_t)nth * 400, DATE_NONE };
	if (nth == 0 && one_in(dice, 2))
		span.from = DATE_NONE;
	if (one_in(dice, 3))
		span.to = 12000 + (int32_t)nth * 400 + 300;
	return span;
}

static void add_aims(struct dice *dice, struct framework *framework, struct framework_indicator *it)
{
	for (unsigned i = roll(dice, 4); i > 0; i--)
		framework_add_target(framework, &it->targets,
		                     (struct dated_target){ dated_span(dice, i),
		                                            random_target(dice),
		                                            random_decision(dice) });
	for (unsigned i = roll(dice, 3); i > 0; i--)
		framework_add_rule(framework, &it->rules,
		                   (struct dated_rule){ dated_span(dice, i), random_rule(dice),
		                                        random_decision(dice) });
	for (unsigned i = roll(dice, 2); i > 0; i--) {
		struct profile profile = {
			.year_from =
				period_containing(PERIOD_FINANCIAL_YEAR, random_date(dice)).from,
			.point_count = one_in(dice, 2) ? 4 : 12,
			.decision = random_decision(dice),
		};
		for (size_t k = 0; k < profile.point_count; k++)
			if (!one_in(dice, 3))
				profile.points[k] = random_target(dice);
		framework_add_profile(framework, &it->profiles, profile);
	}
}

static void add_texts(struct dice *dice, struct framework *framework,
                      struct framework_indicator *it)
{
	for (int kind = 0; kind < INDICATOR_TEXT_COUNT; kind++) {
		for (unsigned i = roll(dice, 3); i > 0; i--) {
			struct dated_text text = { random_span(dice), random_text(dice) };
			if (kind == INDICATOR_TEXT_HIGHLIGHT)
				text.text = maybe_text(dice);
			if (kind == INDICATOR_TEXT_BREAK || kind == INDICATOR_TEXT_ANNOTATION)
				text.span = (struct span){ random_date(dice), DATE_NONE };
			if (kind == INDICATOR_TEXT_COVERAGE)
				text.span.to = DATE_NONE;
			framework_add_text(framework, &it->texts[kind], text);
		}
	}
}

static void fill_indicator(struct dice *dice, struct framework *framework, size_t nth)
{
	static const char *const UNITS[] = { "%", "number", "rate per 10,000", "days",
		                             "£", "",       "sightings" };
	static const struct polarity_reading POLARITIES[] = {
		{ POLARITY_HIGH, true, false },  { POLARITY_LOW, false, false },
		{ POLARITY_BAND, false, false }, { POLARITY_NONE, false, true },
		{ POLARITY_NONE, false, false },
	};
	struct framework_indicator *it = framework_add_indicator(framework);
	struct indicator *facts = &it->indicator;
	if (!one_in(dice, 3))
		facts->ref = arena_format(dice->arena, "%s%zu", one_in(dice, 2) ? "NI" : "1.1 / ",
		                          one_in(dice, 5) ? 0 : nth);
	struct str words = random_text(dice);
	facts->title = arena_format(dice->arena, "%zu %.*s.", nth, STR_ARGS(words));
	if (one_in(dice, 4))
		framework_add_also(framework, it, arena_format(dice->arena, "also %zu", nth));
	facts->definition = maybe_text(dice);
	facts->why = maybe_text(dice);
	facts->source = maybe_text(dice);
	facts->numerator_words = maybe_text(dice);
	facts->denominator_words = maybe_text(dice);
	facts->owner = maybe_text(dice);
	facts->owner_is_partner = facts->owner.len && one_in(dice, 2);
	facts->target_reason = maybe_text(dice);
	facts->target_review = maybe_date(dice);
	facts->origin = (enum origin)roll(dice, 3);
	facts->influence = (enum influence)roll(dice, INFLUENCE_COUNT);
	facts->unit = unit_read(str_of(UNITS[roll(dice, COUNT_OF(UNITS))]));
	if (facts->unit.kind != UNIT_NONE && one_in(dice, 2))
		facts->unit.decimals = (int)roll(dice, 4);
	facts->polarity = POLARITIES[roll(dice, COUNT_OF(POLARITIES))];
	facts->frequency = (enum frequency)roll(dice, FREQUENCY_COUNT);
	facts->lag_days = (int)roll(dice, 60) - 1;
	it->note = maybe_text(dice);
	it->in_force = random_span(dice);
	add_aims(dice, framework, it);
	add_texts(dice, framework, it);
}

/* Links, proxies and successors are names of other indicators. */
static void join_indicators(struct dice *dice, struct framework *framework)
{
	for (size_t i = 0; i < framework->indicator_count; i++) {
		struct framework_indicator *it = &framework->indicators[i];
		struct str title =
			framework->indicators[roll(dice, (unsigned)framework->indicator_count)]
				.indicator.title;
		if (one_in(dice, 3))
			it->indicator.proxy = title;
		if (one_in(dice, 3)) {
			it->indicator.linked = arena_new(dice->arena, 2, sizeof(title));
			it->indicator.linked[0] = it->indicator.linked[1] = title;
			it->indicator.linked_count = 2;
		}
		if (one_in(dice, 4))
			it->retirement = (struct retirement){ .is_given = true,
				                              .from = random_date(dice),
				                              .why = maybe_text(dice),
				                              .replaced_by = title,
				                              .watched_at = maybe_text(dice),
				                              .decision = random_decision(dice) };
	}
}

/* Sections in printed order, which is how a text gives them. */
static void add_sections(struct dice *dice, struct framework *framework,
                         struct scorecard *scorecard, size_t parent, int depth)
{
	for (size_t i = 0; i < framework->indicator_count; i++)
		if (one_in(dice, 3))
			scorecard_add_placement(framework, scorecard,
			                        (struct placement){ parent, i });
	for (unsigned i = roll(dice, 3); i > 0 && depth < 5; i--) {
		struct section *section = scorecard_add_section(framework, scorecard, parent);
		size_t at = scorecard->section_count - 1;
		section->title = random_text(dice);
		section->level = maybe_text(dice);
		section->commentary = maybe_text(dice);
		add_sections(dice, framework, scorecard, at, depth + 1);
	}
}

static void add_organisations(struct dice *dice, struct framework *framework, size_t parent,
                              int depth)
{
	for (unsigned i = roll(dice, 3); i > 0 && depth < 4; i--) {
		struct organisation *it = framework_add_organisation(framework);
		size_t at = framework->organisation_count - 1;
		it->key = arena_format(dice->arena, "unit%zu", at);
		it->name = random_text(dice);
		it->level = maybe_text(dice);
		it->lead = maybe_text(dice);
		it->span = random_span(dice);
		it->parent = parent;
		add_organisations(dice, framework, at, depth + 1);
	}
}

struct framework random_framework(struct arena *arena, uint64_t seed)
{
	struct dice dice = { arena, seed * 0x9E3779B97F4A7C15U + 1 };
	struct framework framework = framework_new(arena, random_text(&dice));
	framework.note = maybe_text(&dice);
	for (unsigned i = roll(&dice, 3); i > 0; i--)
		framework_add_text(&framework, &framework.annotations,
		                   (struct dated_text){ { random_date(&dice), DATE_NONE },
		                                        random_text(&dice) });
	add_organisations(&dice, &framework, FRAMEWORK_NOWHERE, 0);
	for (size_t i = 0, count = 1 + roll(&dice, 6); i < count; i++)
		fill_indicator(&dice, &framework, i);
	join_indicators(&dice, &framework);
	for (unsigned i = roll(&dice, 3); i > 0; i--) {
		struct scorecard *scorecard =
			framework_add_scorecard(&framework, arena_format(arena, "scorecard %u", i));
		scorecard->audience = maybe_text(&dice);
		scorecard->note = maybe_text(&dice);
		scorecard->cap = roll(&dice, 3);
		add_sections(&dice, &framework, scorecard, FRAMEWORK_NOWHERE, 0);
	}
	return framework;
}
