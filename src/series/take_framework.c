/* What the lines of a delivery say of the framework: indicators and their places,
 * and dated targets and rules. What an officer has stated is never changed by a
 * file; where they differ, that is a finding. */
#include "series/take.h"

#include <stddef.h>

#include "db/query.h"
#include "series/stated.h"

/* Where indicators go whose file names no scorecard, but sections. */
static const struct str COMMON_SCORECARD = { "All indicators", 14 };

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

static size_t add_indicator(struct take *take, const struct line *line)
{
	note_new_title(take, line);
	struct framework_indicator *entry = framework_add_indicator(&take->framework);
	entry->indicator = *line->indicator;
	/* These depend on the day, or name what the framework may not have. */
	entry->indicator.is_highlight = false;
	entry->indicator.watch = (struct str){ 0 };
	entry->indicator.proxy = (struct str){ 0 };
	entry->indicator.linked = NULL;
	entry->indicator.linked_count = 0;
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

/* Puts an indicator where the file shows it, unless the scorecard has it already. A
 * file that names no scorecard places only what stands in none. */
static void place(struct take *take, const struct line *line, size_t indicator)
{
	struct str name = line->scorecard;
	if (name.len == 0) {
		if (line->section.len == 0 || is_placed_anywhere(&take->framework, indicator))
			return;
		name = COMMON_SCORECARD;
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

/* The first day that a line's target speaks for: of its period or, where periods
 * overlap (year to date, rolling year), of the step that this one adds. */
static int32_t first_day(const struct period *period)
{
	struct period before = period_step_before(period);
	bool is_step = period_is_dated(&before) && before.to < period->to;
	return is_step && before.to + 1 > period->from ? before.to + 1 : period->from;
}

static bool same_target(const struct target *a, const struct target *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case TARGET_NUMBER:
		return a->bound == b->bound && ratio_compare(a->number, b->number) == 0;
	case TARGET_ADDITIONAL:
		return ratio_compare(a->number, b->number) == 0;
	case TARGET_RANGE:
		return ratio_compare(a->low, b->low) == 0 && ratio_compare(a->high, b->high) == 0;
	case TARGET_NONE:
	case TARGET_INFORMATION:
	case TARGET_NOT_SET:
		return true;
	case TARGET_NOT_GIVEN:
	case TARGET_COMPARATOR:
	case TARGET_IMPROVE:
	case TARGET_RANK:
	case TARGET_UNREADABLE:
	case TARGET_KIND_COUNT:
		break;
	}
	return str_equal_nocase(str_trim(a->text), str_trim(b->text));
}

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

/* The last day of the latest period with a figure of an indicator, or DATE_NONE. */
static enum status last_day(struct take *take, int64_t indicator_id, int32_t *out, struct err *err)
{
	*out = DATE_NONE;
	if (indicator_id == 0)
		return OK;
	auto_query q = { 0 };
	enum status st = query_start(take->db, SQL_SUBMISSION_LAST_DAY, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, indicator_id);
	bool found = false;
	st = query_step(&q, &found, err);
	if (st == OK && found)
		*out = query_date(&q, 0);
	return st;
}

/* Where the target or rule of a line would begin and end. One of a period before
 * others that are known ends with it: those were judged by what was in force. */
static enum status stated_span(struct take *take, const struct line *line,
                               const struct framework_indicator *indicator, struct span *out,
                               struct err *err)
{
	int32_t latest;
	enum status st = last_day(take, indicator->id, &latest, err);
	if (st != OK)
		return st;
	*out = (struct span){ first_day(&line->period), DATE_NONE };
	if (latest != DATE_NONE && latest > line->period.to)
		out->to = line->period.to;
	return OK;
}

/* A target or rule that a line states, and the one in force where it would begin. */
struct stated {
	const char *what; /* "target" */
	struct str words;
	struct span span;
	bool is_draft;
};

struct in_force {
	const struct decision *decision; /* NULL: nothing is in force */
	struct span span;
	struct str words;
};

enum verdict { VERDICT_ADD, VERDICT_REPLACE, VERDICT_REFUSE };

/* Decides what becomes of a target or rule that differs from the one in force. That
 * one is replaced only when it begins the very same day and came with a line of the
 * same period; of a longer or shorter period that begins then (a year and its first
 * quarter) each line keeps its own. */
static enum verdict decide(struct take *take, const struct line *line, const struct stated *stated,
                           const struct in_force *before)
{
	bool begins_there = before->decision && before->span.from == stated->span.from &&
	                    before->decision->is_draft == stated->is_draft;
	if (!begins_there)
		return VERDICT_ADD;
	if (stated_for_other(before->decision, &line->period))
		return VERDICT_REFUSE;
	if (stated_by_file(before->decision))
		return VERDICT_REPLACE;
	finding_add(
		take->findings, take_finding(take, line, "series.other_target", FINDING_WARNING),
		"the file has the %s '%.*s'; the framework was told '%.*s' for the same days and "
		"keeps it",
		stated->what, STR_ARGS(stated->words), STR_ARGS(before->words));
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

static enum status take_dated_target(struct take *take, const struct line *line,
                                     struct framework_indicator *indicator, struct err *err)
{
	struct target_list *list = &indicator->targets;
	struct dated_target wanted = { .target = line->target,
		                       .decision = target_decision(take, line) };
	enum status st = stated_span(take, line, indicator, &wanted.span, err);
	if (st != OK)
		return st;
	const struct dated_target *first = framework_target_on(indicator, wanted.span.from);
	const struct dated_target *last = framework_target_on(indicator, line->period.to);
	if ((first && same_target(&first->target, &line->target)) ||
	    (last && same_target(&last->target, &line->target)))
		return OK;
	struct stated stated = { "target", line->target.text, wanted.span,
		                 wanted.decision.is_draft };
	struct in_force before = { 0 };
	if (first)
		before = (struct in_force){ &first->decision, first->span, first->target.text };
	enum verdict verdict = decide(take, line, &stated, &before);
	if (verdict == VERDICT_REPLACE) {
		wanted.span.to = first->span.to;
		list->items[first - list->items] = wanted;
	} else if (verdict == VERDICT_ADD) {
		framework_add_target(&take->framework, list, wanted);
	}
	take->summary->targets_added += verdict != VERDICT_REFUSE;
	return OK;
}

static enum status take_target(struct take *take, const struct line *line,
                               struct framework_indicator *indicator, struct err *err)
{
	struct target_list *list = &indicator->targets;
	if (line->target.kind == TARGET_NOT_GIVEN || line->target.kind == TARGET_UNREADABLE)
		return OK;
	if (period_is_dated(&line->period))
		return take_dated_target(take, line, indicator, err);
	if (list->count == 0) {
		framework_add_target(&take->framework, list,
		                     (struct dated_target){ span_always(), line->target,
		                                            target_decision(take, line) });
		take->summary->targets_added++;
	} else if (!same_target(&list->items[list->count - 1].target, &line->target)) {
		note_undated(take, line, "target", line->target.text);
	}
	return OK;
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

static enum status take_dated_rule(struct take *take, const struct line *line,
                                   struct framework_indicator *indicator, struct err *err)
{
	struct rule_list *list = &indicator->rules;
	struct dated_rule wanted = { .rule = rule_as_sentence(take, &line->rule),
		                     .decision = stated_decision(take, line) };
	enum status st = stated_span(take, line, indicator, &wanted.span, err);
	if (st != OK)
		return st;
	const struct dated_rule *first = framework_rule_on(indicator, wanted.span.from);
	const struct dated_rule *last = framework_rule_on(indicator, line->period.to);
	if ((first && rule_equal(&first->rule, &line->rule)) ||
	    (last && rule_equal(&last->rule, &line->rule)))
		return OK;
	struct stated stated = { "rule", wanted.rule.text, wanted.span, false };
	struct in_force before = { 0 };
	if (first)
		before = (struct in_force){ &first->decision, first->span, first->rule.text };
	enum verdict verdict = decide(take, line, &stated, &before);
	if (verdict == VERDICT_REPLACE) {
		wanted.span.to = first->span.to;
		list->items[first - list->items] = wanted;
	} else if (verdict == VERDICT_ADD) {
		framework_add_rule(&take->framework, list, wanted);
	}
	take->summary->rules_added += verdict != VERDICT_REFUSE;
	return OK;
}

static enum status take_rule(struct take *take, const struct line *line,
                             struct framework_indicator *indicator, struct err *err)
{
	struct rule_list *list = &indicator->rules;
	if (line->rule.kind == RULE_NOT_GIVEN || line->rule.kind == RULE_UNREADABLE)
		return OK;
	if (period_is_dated(&line->period))
		return take_dated_rule(take, line, indicator, err);
	struct rule rule = rule_as_sentence(take, &line->rule);
	if (list->count == 0) {
		framework_add_rule(
			&take->framework, list,
			(struct dated_rule){ span_always(), rule, stated_decision(take, line) });
		take->summary->rules_added++;
	} else if (!rule_equal(&list->items[list->count - 1].rule, &rule)) {
		note_undated(take, line, "rule", rule.text);
	}
	return OK;
}

/* A watch or a highlight that came with a line holds for its period; a change of what
 * is counted stands at its beginning. */
static void take_flags(struct take *take, const struct line *line,
                       struct framework_indicator *indicator)
{
	if (!period_is_dated(&line->period))
		return;
	struct span span = { first_day(&line->period), line->period.to };
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

/* The line of this delivery that spoke of the same indicator and period before. */
static size_t find_first(struct take *take, struct map *seen, size_t at)
{
	char period[PERIOD_TEXT_BYTES];
	struct str key = arena_format(take->arena, "%zu/%s", take->indicators[at],
	                              period_print(&take->lines[at]->period, period));
	int64_t first;
	return map_add(seen, key, (int64_t)at, &first) ? FRAMEWORK_NOWHERE : (size_t)first;
}

enum status take_into_framework(struct take *take, struct err *err)
{
	auto_map seen = { 0 };
	enum status st = OK;
	for (size_t i = 0; st == OK && i < take->line_count; i++) {
		const struct line *line = take->lines[i];
		size_t at = find_or_add_indicator(take, line);
		struct framework_indicator *indicator = &take->framework.indicators[at];
		take->indicators[i] = at;
		take->first_at[i] = find_first(take, &seen, i);
		if (take->first_at[i] != FRAMEWORK_NOWHERE)
			continue;
		place(take, line, at);
		take_flags(take, line, indicator);
		st = take_target(take, line, indicator, err);
		if (st == OK)
			st = take_rule(take, line, indicator, err);
	}
	return st;
}
