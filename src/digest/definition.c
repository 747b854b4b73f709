/* Definitions: what each indicator means, what it was aimed at and by whom, and by
 * which rule it is rated (R5, R11, R24). Only what was said is printed. */
#include "digest/part.h"

static void add_text(struct digest_work *work, const char *label, struct str text)
{
	if (text.len == 0)
		return;
	doc_definition_line(work->doc);
	doc_format(work->doc, "%s: %.*s", label, STR_ARGS(text));
}

static void add_counted(struct digest_work *work, const struct indicator *indicator)
{
	if (indicator->numerator_words.len == 0 && indicator->denominator_words.len == 0)
		return;
	doc_definition_line(work->doc);
	doc_format(work->doc, "Counted: %.*s", STR_ARGS(indicator->numerator_words));
	if (indicator->denominator_words.len)
		doc_format(work->doc, ", of %.*s", STR_ARGS(indicator->denominator_words));
}

/* "Unit: rate per 10,000. High is good. Local. Reported quarterly." */
static void add_nature(struct digest_work *work, const struct indicator *indicator)
{
	static const char *const GOOD[POLARITY_COUNT] = {
		[POLARITY_NONE] = "Neither high nor low is good, or it was not said.",
		[POLARITY_HIGH] = "High is good.",
		[POLARITY_LOW] = "Low is good.",
		[POLARITY_BAND] = "Staying within the band is good.",
	};
	static const char *const ORIGINS[] = { "", " National measure.", " Local measure." };
	char unit[UNIT_TEXT_BYTES];
	doc_definition_line(work->doc);
	if (indicator->unit.kind != UNIT_NONE)
		doc_format(work->doc, "Unit: %s. ", unit_print(&indicator->unit, unit));
	doc_format(work->doc, "%s%s%s", GOOD[indicator->polarity.polarity],
	           indicator->polarity.is_implied ? " (This was implied, not printed.)" : "",
	           ORIGINS[indicator->origin]);
	if (indicator->frequency != FREQUENCY_NOT_SAID)
		doc_format(work->doc, " Reported %s.", frequency_word(indicator->frequency));
	if (indicator->influence != INFLUENCE_NOT_SAID)
		doc_format(work->doc, " In the council's control: %s.",
		           influence_word(indicator->influence));
}

static void add_target(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	char text[TARGET_TEXT_BYTES], date[DATE_WORDS_BYTES], rule[RULE_TEXT_BYTES];
	doc_definition_line(work->doc);
	doc_format(work->doc, "Target: %s",
	           target_print(&line->target, &line->indicator->unit, text));
	if (line->target_is_draft)
		doc_plain(work->doc, STR(" (draft)"));
	if (line->target_setter.len)
		doc_format(work->doc, ", set by %.*s", STR_ARGS(line->target_setter));
	if (line->target_set_on != DATE_NONE)
		doc_format(work->doc, " on %s", date_print_words(line->target_set_on, date));
	if (line->target_why.len)
		doc_format(work->doc, " (%.*s)", STR_ARGS(line->target_why));
	doc_plain(work->doc, STR("."));
	if (line->rule.kind != RULE_NOT_GIVEN)
		doc_format(work->doc, " Rule: %s.", rule_print(&line->rule, rule));
	else if (work->input->judgements[at].goal.kind != GOAL_NONE)
		doc_plain(work->doc, STR(" Rule: green when the target is met, red when not."));
	if (line->indicator->target_review != DATE_NONE)
		doc_format(work->doc, " Next review: %s.",
		           date_print_words(line->indicator->target_review, date));
}

/* "Target was 36 until 2024-25 Q3, 35 from 2024-25 Q4." */
static void add_target_history(struct digest_work *work, const struct line *line)
{
	const struct target *last = NULL;
	size_t changes = 0;
	for (size_t i = 0; i < line->history_count; i++) {
		const struct target *target = &line->history[i].target;
		if (target->kind == TARGET_NOT_GIVEN)
			continue;
		changes += last && !target_equal(last, target);
		last = target;
	}
	changes += last && !target_equal(last, &line->target);
	if (changes == 0)
		return;
	doc_definition_line(work->doc);
	doc_plain(work->doc, STR("The target changed:"));
	last = NULL;
	for (size_t i = 0; i <= line->history_count; i++) {
		bool is_now = i == line->history_count;
		const struct target *target = is_now ? &line->target : &line->history[i].target;
		const struct period *period = is_now ? &line->period : &line->history[i].period;
		char text[TARGET_TEXT_BYTES];
		if (target->kind == TARGET_NOT_GIVEN || (last && target_equal(last, target)))
			continue;
		doc_format(work->doc, "%s %s from %.*s", last ? "," : "",
		           target_print(target, &line->indicator->unit, text),
		           STR_ARGS(words_of_period(work->arena, period)));
		last = target;
	}
	doc_plain(work->doc, STR("."));
}

static void add_links(struct digest_work *work, const struct indicator *indicator)
{
	if (indicator->linked_count == 0)
		return;
	doc_definition_line(work->doc);
	doc_plain(work->doc, STR("Read together with:"));
	for (size_t i = 0; i < indicator->linked_count; i++)
		doc_format(work->doc, "%s %.*s", i ? "," : "", STR_ARGS(indicator->linked[i]));
}

static void add_indicator(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	const struct indicator *indicator = line->indicator;
	doc_term(work->doc, words_full_name(work->arena, indicator));
	add_text(work, "Definition", indicator->definition);
	add_text(work, "Why it matters", indicator->why);
	add_counted(work, indicator);
	add_text(work, "Covers", indicator->coverage);
	add_nature(work, indicator);
	add_target(work, at);
	add_text(work, "Reason for the target", indicator->target_reason);
	add_target_history(work, line);
	add_text(work, "Source", indicator->source);
	add_text(work, indicator->owner_is_partner ? "Owner, a partner" : "Owner",
	         indicator->owner);
	add_text(work, "Between its yearly figures see", indicator->proxy);
	add_links(work, indicator);
}

void digest_definitions(struct digest_work *work)
{
	if (work->input->count == 0)
		return;
	doc_page_break(work->doc);
	doc_heading(work->doc, 2, doc_id(work->doc, STR("definitions")), STR("Definitions"));
	doc_definitions_begin(work->doc);
	for (size_t i = 0; i < work->input->count; i++)
		add_indicator(work, i);
	doc_definitions_end(work->doc);
}
