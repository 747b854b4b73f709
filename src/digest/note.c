/* Notes on the data: what a reader must know to trust or doubt the figures. */
#include "digest/part.h"
#include "judge/sentence.h"

/* More findings than this are in the data files alone. */
enum { FINDINGS_SHOWN_MAX = 60 };

static void add_heading(struct digest_work *work, const char *text)
{
	doc_heading(work->doc, 3, (struct str){ 0 }, str_of(text));
}

static void say(struct digest_work *work, const char *sentence)
{
	doc_item(work->doc);
	doc_plain(work->doc, str_of(sentence));
}

/* Percentages of so few measures would say more than they know. */
enum { PERCENTAGES_FROM = 10 };

/* The headline counts as percentages of the measures that have a status (R15). */
static void tell_percentages(struct digest_work *work, const struct headline *now)
{
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (now->rated < PERCENTAGES_FROM)
		return;
	headline_sentence(now, HEADLINE_OF_RATED, &words);
	doc_item(work->doc);
	doc_plain(work->doc, buf_view(&words));
}

/* Which words of the scorecard need explaining: those that stand in it. */
static void explain_words(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	struct headline now = headline_count(input->judgements, input->count);
	bool has_certainty[CERTAINTY_COUNT] = { 0 };
	tell_percentages(work, &now);
	for (size_t i = 0; i < input->count; i++) {
		const struct change *change = &input->judgements[i].change;
		bool has_moved = change->direction == DIRECTION_BETTER ||
		                 change->direction == DIRECTION_WORSE;
		if (has_moved)
			has_certainty[change->certainty] = true;
	}
	if (now.directions[DIRECTION_BETTER] + now.directions[DIRECTION_WORSE] > 0)
		say(work, "Direction says what happened to performance: better or worse, not up "
		          "or down. Percentages differ by points.");
	if (has_certainty[CERTAINTY_CLEAR])
		say(work, "\"Clear\" means more than usual variation would explain.");
	if (has_certainty[CERTAINTY_UNSURE])
		say(work, "\"Too few to be sure\" means no more than usual variation would "
		          "explain.");
	if (has_certainty[CERTAINTY_NOT_TESTED])
		say(work, "\"Not tested\" means that the counts were not given.");
	if (now.states[STATE_AS_STATED] > 0)
		say(work, "\"As stated\" is the status that the source printed where it could "
		          "not be worked out from the figures given.");
}

static void how_it_is_judged(struct digest_work *work)
{
	const struct judge_settings *settings = &work->input->options.settings;
	char text[RATIO_TEXT_BYTES];
	add_heading(work, "How to read this");
	doc_list_begin(work->doc, false);
	doc_item(work->doc);
	doc_format(work->doc, "Status is worked out on %s; the rule is under Definitions.",
	           settings->judge_as_printed ? "the figure as printed"
	                                      : "the exact figure, before rounding");
	if (ratio_sign(settings->dead_band) > 0) {
		doc_item(work->doc);
		doc_format(work->doc, "A change of up to %s counts as the same.",
		           ratio_print(settings->dead_band, 1, text));
	}
	explain_words(work);
	doc_list_end(work->doc);
}

/* A list of the lines that `words_of` finds words for, each with its name before them. */
static void list_lines(struct digest_work *work, const char *heading,
                       void (*words_of)(const struct digest_input *input, size_t at, struct buf *out))
{
	const struct digest_input *input = work->input;
	bool has_any = false;
	for (size_t i = 0; i < input->count; i++) {
		auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
		words_of(input, i, &words);
		if (words.len == 0)
			continue;
		if (!has_any) {
			add_heading(work, heading);
			doc_list_begin(work->doc, false);
			has_any = true;
		}
		doc_item(work->doc);
		doc_link(work->doc, work->row_ids[i],
		         words_full_name(work->arena, input->lines[i].indicator));
		doc_format(work->doc, ": %.*s.", STR_ARGS(buf_view(&words)));
	}
	if (has_any)
		doc_list_end(work->doc);
}

/* Target and comparators pulling different ways (R13). */
static void say_conflict(const struct digest_input *input, size_t at, struct buf *out)
{
	if (judge_has_conflict(&input->judgements[at]))
		judge_conflict_words(&input->lines[at], &input->judgements[at], out);
}

/* Where a line stands against neighbours, region and England, with the comparator's
 * own period where it is another (R27). */
static void say_comparators(const struct digest_input *input, size_t at, struct buf *out)
{
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		auto_buf one = buf_init(DIGEST_TEXT_MAX_BYTES);
		judge_comparator_words(&input->lines[at], &input->judgements[at],
		                       (enum comparator_kind)kind, &one);
		if (one.len)
			buf_format(out, "%s%.*s", out->len ? "; " : "", STR_ARGS(buf_view(&one)));
	}
}

/* Lines whose figure is of another period than the Digest (R1). */
static void other_periods(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	bool has_any = false;
	for (size_t i = 0; i < input->count; i++) {
		const struct line *line = &input->lines[i];
		if (period_equal(&line->period, &work->period))
			continue;
		if (!has_any) {
			add_heading(work, "Figures of other periods");
			doc_list_begin(work->doc, false);
			has_any = true;
		}
		doc_item(work->doc);
		doc_format(work->doc, "%.*s: %.*s",
		           STR_ARGS(words_full_name(work->arena, line->indicator)),
		           STR_ARGS(words_of_period(work->arena, &line->period)));
		int32_t known_on = input->options.known_on;
		if (known_on != DATE_NONE && period_is_dated(&line->period) &&
		    known_on >= line->period.to)
			doc_format(work->doc, ", %d days old", known_on - line->period.to);
		doc_plain(work->doc, STR("."));
	}
	if (has_any)
		doc_list_end(work->doc);
}

static void add_notes_of_lines(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	bool has_any = false;
	for (size_t i = 0; i < input->count; i++) {
		const struct line *line = &input->lines[i];
		if (line->note.len == 0 || digest_is_exception(&input->judgements[i]))
			continue;
		if (!has_any) {
			add_heading(work, "Notes on single measures");
			doc_list_begin(work->doc, false);
			has_any = true;
		}
		doc_item(work->doc);
		doc_format(work->doc, "%.*s: %.*s",
		           STR_ARGS(words_full_name(work->arena, line->indicator)),
		           STR_ARGS(line->note));
	}
	if (has_any)
		doc_list_end(work->doc);
}

static void add_finding(struct digest_work *work, const struct finding *finding)
{
	doc_item(work->doc);
	doc_format(work->doc, "%s: ",
	           words_capitalised(work->arena,
	                              str_of(finding_severity_word(finding->severity)))
	                   .ptr);
	if (finding->file.len)
		doc_format(work->doc, "%.*s, ", STR_ARGS(finding->file));
	if (finding->row > 0)
		doc_format(work->doc, "row %lld, ", (long long)finding->row);
	if (finding->column.len)
		doc_format(work->doc, "column '%.*s', ", STR_ARGS(finding->column));
	if (finding->subject.len)
		doc_format(work->doc, "%.*s: ", STR_ARGS(finding->subject));
	doc_plain(work->doc, finding->message);
}

static void findings(struct digest_work *work)
{
	const struct finding_list *list = work->input->findings;
	size_t shown = 0, left = 0;
	add_heading(work, "Doubts about the data");
	for (int severity = FINDING_ERROR; severity >= FINDING_NOTE; severity--)
		for (size_t i = 0; i < list->count; i++) {
			if (list->items[i].severity != (enum finding_severity)severity)
				continue;
			if (shown == FINDINGS_SHOWN_MAX) {
				left++;
				continue;
			}
			if (shown++ == 0)
				doc_list_begin(work->doc, false);
			add_finding(work, &list->items[i]);
		}
	if (shown > 0)
		doc_list_end(work->doc);
	else
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_PLAIN,
		                   STR("Nothing doubtful was found."));
	if (left > 0) {
		doc_paragraph(work->doc, DOC_PARAGRAPH_SMALL);
		doc_format(work->doc, "And %zu more, in the data files.", left);
	}
}

void digest_notes(struct digest_work *work)
{
	doc_heading(work->doc, 2, doc_id(work->doc, STR("notes")), STR("Notes on the data"));
	how_it_is_judged(work);
	list_lines(work, "Where target and comparators disagree", say_conflict);
	list_lines(work, "Comparison with others", say_comparators);
	other_periods(work);
	add_notes_of_lines(work);
	findings(work);
}
