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

/* What is the same for every measure and said once, before them. */
struct common {
	bool has_target;   /* some measure has one */
	bool has_polarity; /* of some measure it was said, or implied, which way is good */
	bool has_implied;  /* of some it was implied */
	struct str rule;   /* of every rated measure; empty when they differ */
};

static bool has_goal(const struct digest_work *work, size_t at)
{
	return work->input->judgements[at].goal.kind != GOAL_NONE ||
	       work->input->lines[at].rule.kind != RULE_NOT_GIVEN;
}

/* The rule in words, in the arena; empty when the line is not rated by any. */
static struct str rule_words(struct digest_work *work, size_t at)
{
	char text[RULE_TEXT_BYTES];
	const struct line *line = &work->input->lines[at];
	if (!has_goal(work, at))
		return (struct str){ 0 };
	if (line->rule.kind == RULE_NOT_GIVEN)
		return STR("green when the target is met, red when not");
	struct str rule = arena_text(work->arena, str_of(rule_print(&line->rule, text)));
	if (line->rule.kind != RULE_UNREADABLE)
		return rule;
	return rule.len == 0 ? STR("not understood")
	                     : arena_format(work->arena, "not understood (\"%.*s\")",
	                                    STR_ARGS(rule));
}

/* Whether somebody is known to have set the rule of a line: then it stands with it. */
static bool has_decision(const struct line *line)
{
	return line->rule_is_draft || line->rule_setter.len || line->rule_why.len;
}

static struct common common_of(struct digest_work *work)
{
	struct common common = { 0 };
	bool is_one_rule = true;
	size_t rated = 0;
	for (size_t i = 0; i < work->input->count; i++) {
		const struct line *line = &work->input->lines[i];
		common.has_target |= !words_lack_target(line);
		common.has_polarity |= line->indicator->polarity.polarity != POLARITY_NONE;
		common.has_implied |= line->indicator->polarity.is_implied;
		struct str rule = rule_words(work, i);
		if (rule.len == 0)
			continue;
		is_one_rule &= line->rule.kind != RULE_UNREADABLE && !has_decision(line) &&
		               (rated == 0 || str_equal(rule, common.rule));
		common.rule = rule;
		rated++;
	}
	if (!is_one_rule || rated < 2)
		common.rule = (struct str){ 0 };
	return common;
}

static void say_common(struct digest_work *work, const struct common *common)
{
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (common->rule.len)
		buf_format(&words, "Every measure with a target is rated by one rule: %.*s. ",
		           STR_ARGS(common->rule));
	if (!common->has_target)
		buf_add(&words, STR("No target was given for any measure. "));
	if (!common->has_polarity)
		buf_add(&words, STR("Of no measure was it said whether high or low is good. "));
	if (common->has_implied)
		buf_add(&words, STR("\"Implied\" means that the source did not print whether "
		                    "high or low is good. "));
	if (words.len)
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_MUTED,
		                   str_slice(buf_view(&words), 0, words.len - 1));
}

/* Whether there is more to say of a measure than its name. */
static bool says_anything(const struct indicator *indicator, const struct common *common)
{
	return common->has_polarity || common->has_target || indicator->unit.kind != UNIT_NONE ||
	       indicator->definition.len || indicator->why.len || indicator->owner.len ||
	       indicator->numerator_words.len || indicator->denominator_words.len ||
	       indicator->source.len || indicator->coverage.len ||
	       indicator->target_reason.len || indicator->proxy.len ||
	       indicator->linked_count || indicator->origin ||
	       indicator->frequency != FREQUENCY_NOT_SAID ||
	       indicator->influence != INFLUENCE_NOT_SAID;
}

/* "Unit: rate per 10,000. High is good. Local measure. Reported quarterly." */
static void add_nature(struct digest_work *work, const struct indicator *indicator,
                       const struct common *common)
{
	static const char *const GOOD[POLARITY_COUNT] = {
		[POLARITY_NONE] = "Neither high nor low is said to be good",
		[POLARITY_HIGH] = "High is good",
		[POLARITY_LOW] = "Low is good",
		[POLARITY_BAND] = "Staying within the band is good",
	};
	static const char *const ORIGINS[] = { "", " National measure.", " Local measure." };
	char unit[UNIT_TEXT_BYTES];
	if (indicator->unit.kind != UNIT_NONE)
		doc_format(work->doc, "Unit: %s. ", unit_print(&indicator->unit, unit));
	if (common->has_polarity)
		doc_format(work->doc, "%s%s.", GOOD[indicator->polarity.polarity],
		           indicator->polarity.is_implied ? " (implied)" : "");
	doc_plain(work->doc, str_of(ORIGINS[indicator->origin]));
	if (indicator->frequency != FREQUENCY_NOT_SAID)
		doc_format(work->doc, " Reported %s.", frequency_word(indicator->frequency));
	if (indicator->influence != INFLUENCE_NOT_SAID)
		doc_format(work->doc, " In the council's control: %s.",
		           influence_word(indicator->influence));
}

/* " (draft), set by Cabinet on 1 May 2018 – a reason.", as far as it was said. */
static void add_decision(struct digest_work *work, bool is_draft, struct str setter,
                         int32_t set_on, struct str why)
{
	char date[DATE_WORDS_BYTES];
	if (is_draft)
		doc_plain(work->doc, STR(" (draft)"));
	if (setter.len)
		doc_format(work->doc, ", set by %.*s", STR_ARGS(setter));
	if (set_on != DATE_NONE)
		doc_format(work->doc, " on %s", date_print_words(set_on, date));
	if (why.len)
		doc_format(work->doc, " – %.*s", STR_ARGS(why));
	doc_plain(work->doc, STR("."));
}

static void add_target(struct digest_work *work, size_t at, const struct common *common)
{
	const struct line *line = &work->input->lines[at];
	char date[DATE_WORDS_BYTES];
	if (words_lack_target(line))
		doc_plain(work->doc, STR(" Target: not given"));
	else
		doc_format(work->doc, " Target: %.*s",
		           STR_ARGS(words_of_target(work->arena, line)));
	add_decision(work, line->target_is_draft, line->target_setter, line->target_set_on,
	             line->target_why);
	struct str rule = rule_words(work, at);
	if (rule.len && common->rule.len == 0) {
		doc_format(work->doc, " Rule: %.*s", STR_ARGS(rule));
		add_decision(work, line->rule_is_draft, line->rule_setter, line->rule_set_on,
		             line->rule_why);
	}
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

static void add_indicator(struct digest_work *work, size_t at, const struct common *common)
{
	const struct line *line = &work->input->lines[at];
	const struct indicator *indicator = line->indicator;
	doc_term(work->doc, words_full_name(work->arena, indicator));
	add_text(work, "Definition", indicator->definition);
	add_text(work, "Why it matters", indicator->why);
	add_counted(work, indicator);
	add_text(work, "Covers", indicator->coverage);
	doc_definition_line(work->doc);
	add_nature(work, indicator, common);
	if (common->has_target)
		add_target(work, at, common);
	if (indicator->owner.len)
		doc_format(work->doc, " Owner%s: %.*s.",
		           indicator->owner_is_partner ? ", a partner" : "",
		           STR_ARGS(indicator->owner));
	add_text(work, "Reason for the target", indicator->target_reason);
	add_target_history(work, line);
	add_text(work, "Source", indicator->source);
	add_text(work, "Between its yearly figures see", indicator->proxy);
	add_links(work, indicator);
}

void digest_definitions(struct digest_work *work)
{
	if (work->input->count == 0)
		return;
	const struct common common = common_of(work);
	doc_heading(work->doc, 2, doc_id(work->doc, STR("definitions")), STR("Definitions"));
	say_common(work, &common);
	bool has_any = false;
	for (size_t i = 0; i < work->input->count; i++) {
		if (!says_anything(work->input->lines[i].indicator, &common))
			continue;
		if (!has_any)
			doc_definitions_begin(work->doc);
		has_any = true;
		add_indicator(work, i, &common);
	}
	if (has_any)
		doc_definitions_end(work->doc);
	else
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_PLAIN,
		                   STR("No definitions were given."));
}
