/* What the lines of a delivery say of the framework: indicators and their places,
 * and dated targets and rules. What an officer has stated is never changed by a
 * file; where they differ, that is a finding. */
#include "series/take.h"

#include <stddef.h>

#include "series/stated.h"

/* Where indicators go whose file names no scorecard, but sections. */
const struct str TAKE_COMMON_SCORECARD = { "All indicators", 14 };

static const struct str LEVELS_APART = { " > ", 3 };

/* ---- indicators ---- */

/* Tells that a known reference came with a title that the framework does not have:
 * it may be another indicator, or the same one reworded. */
static void note_new_title(struct take *take, const struct line *line)
{
	struct str ref = line->indicator->ref;
	for (size_t i = 0; ref.len && i < take->known_count; i++) {
		const struct indicator *known = &take->framework.indicators[i].indicator;
		if (!str_equal_nocase(known->ref, ref))
			continue;
		finding_add(
			take->findings,
			take_finding(take, line, "series.new_title", FINDING_WARNING),
			"the reference '%.*s' came with the title '%.*s', and is known with "
			"'%.*s': kept as two indicators (if they are one, say so in the framework: "
			"also \"%.*s\")",
			STR_ARGS(ref), STR_ARGS(line->indicator->title), STR_ARGS(known->title),
			STR_ARGS(line->indicator->title));
		return;
	}
}

struct indicator take_indicator(const struct line *line)
{
	struct indicator indicator = *line->indicator;
	/* These depend on the day, or name what the framework may not have. */
	indicator.is_highlight = false;
	indicator.watch = (struct str){ 0 };
	indicator.proxy = (struct str){ 0 };
	indicator.linked = NULL;
	indicator.linked_count = 0;
	return indicator;
}

static size_t add_indicator(struct take *take, const struct line *line)
{
	note_new_title(take, line);
	framework_add_indicator(&take->framework)->indicator = take_indicator(line);
	size_t at = take->framework.indicator_count - 1;
	framework_index_add(&take->index, &take->framework, at);
	take->summary->indicators_added++;
	return at;
}

/* The facts of an indicator that a file may bring, for filling in what is blank. */
static const struct {
	const char *name;
	size_t offset;
} FACTS[] = {
	{ "definition", offsetof(struct indicator, definition) },
	{ "why it matters", offsetof(struct indicator, why) },
	{ "source", offsetof(struct indicator, source) },
	{ "owner", offsetof(struct indicator, owner) },
};

static void fill_blanks(struct take *take, const struct line *line, struct indicator *known)
{
	const struct indicator *said = line->indicator;
	for (size_t i = 0; i < COUNT_OF(FACTS); i++) {
		struct str *fact = (struct str *)((char *)known + FACTS[i].offset);
		struct str new = *(const struct str *)((const char *)said + FACTS[i].offset);
		if (fact->len == 0)
			*fact = new;
		else if (new.len && !str_equal(*fact, new))
			finding_add(take->findings,
			            take_finding(take, line, "series.other_fact", FINDING_NOTE),
			            "the file has '%.*s' as %s; the framework keeps '%.*s'",
			            STR_ARGS(new), FACTS[i].name, STR_ARGS(*fact));
	}
	if (known->unit.kind == UNIT_NONE)
		known->unit = said->unit;
	if (known->polarity.polarity == POLARITY_NONE && !known->polarity.is_information)
		known->polarity = said->polarity;
	if (known->frequency == FREQUENCY_NOT_SAID)
		known->frequency = said->frequency;
}

/* Reports a unit or polarity that contradicts the framework: it makes figures mean
 * something else. */
static void check_meaning(struct take *take, const struct line *line, const struct indicator *known)
{
	const struct indicator *said = line->indicator;
	char file_unit[UNIT_TEXT_BYTES], known_unit[UNIT_TEXT_BYTES];
	unit_print(&said->unit, file_unit);
	unit_print(&known->unit, known_unit);
	if (said->unit.kind != UNIT_NONE && !str_equal(str_of(file_unit), str_of(known_unit)))
		finding_add(take->findings,
		            take_finding(take, line, "series.other_unit", FINDING_WARNING),
		            "the file counts in '%s', the framework in '%s'", file_unit,
		            known_unit);
	if (said->polarity.polarity != POLARITY_NONE &&
	    said->polarity.polarity != known->polarity.polarity)
		finding_add(take->findings,
		            take_finding(take, line, "series.other_polarity", FINDING_WARNING),
		            "in the file good is '%s', in the framework '%s'",
		            polarity_word(said->polarity.polarity),
		            polarity_word(known->polarity.polarity));
}

static size_t find_or_add_indicator(struct take *take, const struct line *line)
{
	size_t at =
		framework_index_find(&take->index, line->indicator->ref, line->indicator->title);
	if (at == FRAMEWORK_NOWHERE)
		return add_indicator(take, line);
	struct indicator *known = &take->framework.indicators[at].indicator;
	fill_blanks(take, line, known);
	check_meaning(take, line, known);
	return at;
}

/* ---- places ---- */

/* The section with this title under `parent`, found or made. */
static size_t find_or_add_section(struct take *take, struct scorecard *scorecard, size_t parent,
                                  struct str title)
{
	for (size_t i = 0; i < scorecard->section_count; i++)
		if (scorecard->sections[i].parent == parent &&
		    str_equal_nocase(scorecard->sections[i].title, title))
			return i;
	scorecard_add_section(&take->framework, scorecard, parent)->title = title;
	return scorecard->section_count - 1;
}

/* Takes the text before the next " > " out of `*rest`. */
static struct str next_level(struct str *rest)
{
	size_t end = str_find_nocase(*rest, LEVELS_APART);
	struct str level = str_trim(str_slice(*rest, 0, end));
	*rest = end == SIZE_MAX ? (struct str){ 0 }
	                        : str_slice(*rest, end + LEVELS_APART.len, SIZE_MAX);
	return level;
}

static bool is_placed_in(const struct scorecard *scorecard, size_t indicator)
{
	for (size_t i = 0; i < scorecard->placement_count; i++)
		if (scorecard->placements[i].indicator == indicator)
			return true;
	return false;
}

static bool is_placed_anywhere(const struct framework *framework, size_t indicator)
{
	for (size_t i = 0; i < framework->scorecard_count; i++)
		if (is_placed_in(&framework->scorecards[i], indicator))
			return true;
	return false;
}

void take_place(struct take *take, const struct line *line, size_t indicator)
{
	struct str name = line->scorecard;
	if (name.len == 0) {
		if (line->section.len == 0 || is_placed_anywhere(&take->framework, indicator))
			return;
		name = TAKE_COMMON_SCORECARD;
	}
	struct scorecard *scorecard = framework_find_scorecard(&take->framework, name);
	if (!scorecard)
		scorecard = framework_add_scorecard(&take->framework, name);
	if (is_placed_in(scorecard, indicator))
		return;
	size_t section = FRAMEWORK_NOWHERE;
	struct str rest = line->section;
	for (int depth = 0; rest.len && depth < FRAMEWORK_DEPTH_MAX; depth++) {
		/* What is deeper than a framework goes stays together in the last title. */
		struct str title = depth + 1 < FRAMEWORK_DEPTH_MAX ? next_level(&rest) : rest;
		if (depth + 1 == FRAMEWORK_DEPTH_MAX)
			rest = (struct str){ 0 };
		if (title.len)
			section = find_or_add_section(take, scorecard, section, title);
	}
	scorecard_add_placement(&take->framework, scorecard,
	                        (struct placement){ section, indicator });
}

/* ---- targets and rules ---- */

/* A decision as a file brings it. */
static struct decision stated_decision(const struct take *take, const struct line *line)
{
	struct decision decision = decision_none();
	decision.why = stated_why(take->arena, take->delivery->file, line->row, &line->period);
	return decision;
}

static struct decision target_decision(const struct take *take, const struct line *line)
{
	struct decision decision = stated_decision(take, line);
	decision.set_by = line->target_setter;
	decision.set_on = line->target_set_on;
	decision.is_draft = line->target_is_draft;
	if (line->target_is_national)
		decision.origin = ORIGIN_NATIONAL;
	if (line->target_why.len)
		decision.why = arena_format(take->arena, "%.*s (%.*s)", STR_ARGS(decision.why),
		                            STR_ARGS(line->target_why));
	return decision;
}

/* The days for which the framework records what a line prints. */
static struct span stated_span(const struct line *line)
{
	return (struct span){ stated_first_day(&line->period), stated_last_day(&line->period) };
}

/* A target or rule as a message names it. */
struct named {
	const char *what; /* "target" */
	struct str words;
};

enum verdict { VERDICT_ADD, VERDICT_REPLACE, VERDICT_REFUSE };

/* Decides what becomes of the record of a line's target or rule where the framework has
 * another from the very same day (`decision`, `words`). What a line of the same period
 * brought is replaced. Of a longer or shorter period that begins then (a year and its
 * first quarter) the first stays; each line keeps its own without it. */
static enum verdict decide(struct take *take, const struct line *line, struct named named,
                           const struct decision *decision, struct str words)
{
	if (stated_for_other(decision, &line->period))
		return VERDICT_REFUSE;
	if (stated_by_file(decision))
		return VERDICT_REPLACE;
	finding_add(
		take->findings, take_finding(take, line, "series.other_target", FINDING_WARNING),
		"the file has the %s '%.*s'; the framework was told '%.*s' for the same days and "
		"keeps it",
		named.what, STR_ARGS(named.words), STR_ARGS(words));
	return VERDICT_REFUSE;
}

/* Reports a target or rule of a period without dates, which cannot be put in time. */
static void note_undated(struct take *take, const struct line *line, const char *what,
                         struct str words)
{
	finding_add(take->findings,
	            take_finding(take, line, "series.undated_target", FINDING_WARNING),
	            "the %s '%.*s' is not the framework's, and its period has no dates: it stays "
	            "with this line alone",
	            what, STR_ARGS(words));
}

/* The item of the list that begins with `wanted`, both agreed or both drafts, or NULL. */
static struct dated_target *target_from(const struct target_list *list,
                                        const struct dated_target *wanted)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].span.from == wanted->span.from &&
		    list->items[i].decision.is_draft == wanted->decision.is_draft)
			return &list->items[i];
	return NULL;
}

/* Whether a target is in force that is the same. */
static bool is_target_known(const struct framework_indicator *indicator,
                            const struct target *target, int32_t date)
{
	const struct dated_target *known = framework_target_on(indicator, date);
	return known && target_equal(&known->target, target);
}

static void take_target(struct take *take, const struct line *line,
                        struct framework_indicator *indicator)
{
	struct target_list *list = &indicator->targets;
	if (line->target.kind == TARGET_NOT_GIVEN || line->target.kind == TARGET_UNREADABLE)
		return;
	if (!period_is_dated(&line->period)) {
		if (list->count &&
		    !target_equal(&list->items[list->count - 1].target, &line->target))
			note_undated(take, line, "target", line->target.text);
		return;
	}
	struct dated_target wanted = { .span = stated_span(line),
		                       .target = line->target,
		                       .decision = target_decision(take, line) };
	struct dated_target *there = target_from(list, &wanted);
	enum verdict verdict = VERDICT_ADD;
	if (there && target_equal(&there->target, &line->target))
		return;
	if (there)
		verdict = decide(take, line, (struct named){ "target", line->target.text },
		                 &there->decision, there->target.text);
	else if (is_target_known(indicator, &line->target, wanted.span.from) ||
	         is_target_known(indicator, &line->target, line->period.to))
		return;
	if (verdict == VERDICT_REPLACE)
		*there = wanted;
	else if (verdict == VERDICT_ADD)
		framework_add_target(&take->framework, list, wanted);
	take->summary->targets_added += verdict != VERDICT_REFUSE;
}

/* The rule of a line as the framework writes rules: as a sentence. A tolerance cell
 * ("5") means a rule but is none. */
static struct rule rule_as_sentence(struct take *take, const struct rule *rule)
{
	char text[RULE_TEXT_BYTES];
	struct rule sentence = *rule;
	sentence.text = arena_text(take->arena, str_of(rule_print(rule, text)));
	return sentence;
}

static struct dated_rule *rule_from(const struct rule_list *list, const struct dated_rule *wanted)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].span.from == wanted->span.from &&
		    list->items[i].decision.is_draft == wanted->decision.is_draft)
			return &list->items[i];
	return NULL;
}

static bool is_rule_known(const struct framework_indicator *indicator, const struct rule *rule,
                          int32_t date)
{
	const struct dated_rule *known = framework_rule_on(indicator, date);
	return known && rule_equal(&known->rule, rule);
}

static void take_rule(struct take *take, const struct line *line,
                      struct framework_indicator *indicator)
{
	struct rule_list *list = &indicator->rules;
	if (line->rule.kind == RULE_NOT_GIVEN || line->rule.kind == RULE_UNREADABLE)
		return;
	struct dated_rule wanted = { .rule = rule_as_sentence(take, &line->rule),
		                     .decision = stated_decision(take, line) };
	if (!period_is_dated(&line->period)) {
		if (list->count && !rule_equal(&list->items[list->count - 1].rule, &wanted.rule))
			note_undated(take, line, "rule", wanted.rule.text);
		return;
	}
	wanted.span = stated_span(line);
	struct dated_rule *there = rule_from(list, &wanted);
	enum verdict verdict = VERDICT_ADD;
	if (there && rule_equal(&there->rule, &wanted.rule))
		return;
	if (there)
		verdict = decide(take, line, (struct named){ "rule", wanted.rule.text },
		                 &there->decision, there->rule.text);
	else if (is_rule_known(indicator, &wanted.rule, wanted.span.from) ||
	         is_rule_known(indicator, &wanted.rule, line->period.to))
		return;
	if (verdict == VERDICT_REPLACE)
		*there = wanted;
	else if (verdict == VERDICT_ADD)
		framework_add_rule(&take->framework, list, wanted);
	take->summary->rules_added += verdict != VERDICT_REFUSE;
}

/* A watch or a highlight that came with a line holds for its period; a change of what
 * is counted stands at its beginning. */
static void take_flags(struct take *take, const struct line *line,
                       struct framework_indicator *indicator)
{
	if (!period_is_dated(&line->period))
		return;
	struct span span = { stated_first_day(&line->period), line->period.to };
	const struct dated_text *watch =
		framework_text_on(indicator, INDICATOR_TEXT_WATCH, span.to);
	if (line->indicator->watch.len &&
	    !(watch && str_equal(watch->text, line->indicator->watch)))
		framework_add_text(&take->framework, &indicator->texts[INDICATOR_TEXT_WATCH],
		                   (struct dated_text){ span, line->indicator->watch });
	if (line->indicator->is_highlight &&
	    !framework_text_on(indicator, INDICATOR_TEXT_HIGHLIGHT, span.to))
		framework_add_text(&take->framework, &indicator->texts[INDICATOR_TEXT_HIGHLIGHT],
		                   (struct dated_text){ span, { 0 } });
	if (line->breaks_from_previous &&
	    !framework_break_between(indicator, span.from - 1, span.to))
		framework_add_text(&take->framework, &indicator->texts[INDICATOR_TEXT_BREAK],
		                   (struct dated_text){ { span.from, DATE_NONE },
		                                        line->break_note });
}

static void take_dated(struct take *take, const struct line *line,
                       struct framework_indicator *indicator)
{
	take_flags(take, line, indicator);
	take_target(take, line, indicator);
	take_rule(take, line, indicator);
}

void take_again(struct take *take, const struct line *line, size_t indicator, bool is_set_aside)
{
	struct framework_indicator *entry = &take->framework.indicators[indicator];
	fill_blanks(take, line, &entry->indicator);
	if (!is_set_aside)
		take_dated(take, line, entry);
}

/* The line of this delivery that spoke of the same indicator and period before. */
static size_t find_first(struct take *take, struct map *seen, size_t at)
{
	char period[PERIOD_TEXT_BYTES];
	struct str key = arena_format(take->arena, "%zu/%s", take->indicators[at],
	                              period_print(&take->lines[at]->period, period));
	int64_t first;
	return map_add(seen, key, (int64_t)at, &first) ? FRAMEWORK_NOWHERE : (size_t)first;
}

void take_into_framework(struct take *take)
{
	auto_map seen = { 0 };
	for (size_t i = 0; i < take->line_count; i++) {
		const struct line *line = take->lines[i];
		size_t at = find_or_add_indicator(take, line);
		struct framework_indicator *indicator = &take->framework.indicators[at];
		take->indicators[i] = at;
		take->first_at[i] = find_first(take, &seen, i);
		if (take->first_at[i] != FRAMEWORK_NOWHERE)
			continue;
		take_place(take, line, at);
		take_dated(take, line, indicator);
	}
}
