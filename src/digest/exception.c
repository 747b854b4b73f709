/* Exceptions: what must be explained, with the four parts of a commentary. A part
 * that is missing is named, with the owner it is due from (R8, R9). */
#include "digest/part.h"
#include "digest/picture.h"
#include "judge/sentence.h"

bool digest_is_exception(const struct judgement *judgement)
{
	return judgement->rating == RATING_RED || (judgement->asks & ASK_AMBER_TWICE) != 0;
}

static void part_text(struct digest_work *work, struct str heading, struct str text,
                      struct str absence)
{
	doc_part(work->doc, heading);
	if (text.len)
		doc_part_text(work->doc, text);
	else
		doc_part_absent(work->doc, absence);
}

/* "No commentary given: due from the Head of Service." */
static struct str absence_words(struct digest_work *work, const struct line *line)
{
	if (line->indicator->owner.len == 0)
		return STR("No commentary given; no owner is named.");
	return arena_format(work->arena, "No commentary given: due from %.*s.",
	                    STR_ARGS(line->indicator->owner));
}

/* The action with who does it and by when, as far as said. */
static struct str action_words(struct digest_work *work, const struct commentary *words)
{
	char date[DATE_WORDS_BYTES];
	auto_buf text = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (words->action.len == 0)
		return (struct str){ 0 };
	buf_add(&text, words->action);
	bool has_due = words->action_due != DATE_NONE;
	if (words->action_owner.len == 0 && !has_due) {
		buf_add(&text, STR("\nBy whom and by when: not given."));
	} else {
		buf_format(&text, "\nBy whom: %.*s. By when: %s.",
		           STR_ARGS(words->action_owner.len ? words->action_owner
		                                            : STR("not given")),
		           has_due ? date_print_words(words->action_due, date) : "not given");
	}
	return arena_text(work->arena, buf_view(&text));
}

static struct str recovery_words(struct digest_work *work, const struct commentary *words)
{
	char date[DATE_WORDS_BYTES];
	if (words->recovery_due == DATE_NONE)
		return words->recovery_text;
	return arena_format(work->arena, "By %s.%s%.*s",
	                    date_print_words(words->recovery_due, date),
	                    words->recovery_text.len ? " " : "",
	                    STR_ARGS(words->recovery_text));
}

/* The line of an indicator that another names, or SIZE_MAX. */
static size_t find_line(const struct digest_input *input, struct str name)
{
	for (size_t i = 0; i < input->count; i++)
		if (str_equal_nocase(indicator_name(input->lines[i].indicator), name))
			return i;
	return SIZE_MAX;
}

/* The figures of the indicators that move with this one, beside it. */
static void add_linked(struct digest_work *work, const struct indicator *indicator)
{
	const struct digest_input *input = work->input;
	for (size_t i = 0; i < indicator->linked_count; i++) {
		size_t at = find_line(input, indicator->linked[i]);
		if (at == SIZE_MAX || !input->lines[at].value.is_known)
			continue;
		const struct line *line = &input->lines[at];
		const struct change *change = &input->judgements[at].change;
		char value[VALUE_TEXT_BYTES];
		auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
		if (change->with != COMPARED_NOTHING)
			judge_change_words(line, change, &input->options.settings, &words);
		doc_facts(work->doc);
		doc_format(work->doc, "Beside it: %.*s, now %s%s%.*s.",
		           STR_ARGS(words_full_name(work->arena, line->indicator)),
		           value_print(&line->value, &line->indicator->unit, value),
		           words.len ? "; " : "", STR_ARGS(buf_view(&words)));
	}
}

static void add_facts(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	const struct judgement *judgement = &work->input->judgements[at];
	auto_buf text = buf_init(DIGEST_TEXT_MAX_BYTES);
	judge_sentence(line, judgement, &work->input->options.settings, &text);
	doc_facts(work->doc);
	doc_plain(work->doc, buf_view(&text));
	buf_clear(&text);
	judge_conflict_words(line, judgement, &text);
	if (text.len) {
		doc_facts(work->doc);
		doc_format(work->doc, "This measure %.*s.", STR_ARGS(buf_view(&text)));
	}
	add_linked(work, line->indicator);
	if (line->note.len) {
		doc_facts(work->doc);
		doc_format(work->doc, "Note: %.*s", STR_ARGS(line->note));
	}
}

static void add_exception(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	const struct judgement *judgement = &work->input->judgements[at];
	const struct commentary *words = &line->commentary;
	struct doc_chart chart;

	doc_exception_begin(work->doc, work->exception_ids[at],
	                    words_rating_mark(judgement->rating),
	                    words_full_name(work->arena, line->indicator));
	add_facts(work, at);
	part_text(work, STR("What the figure shows"), words->shows, absence_words(work, line));
	part_text(work, STR("Why it is like this"), words->why, absence_words(work, line));
	part_text(work, STR("What is being done, by whom, by when"),
	          action_words(work, words), STR("No action was given."));
	part_text(work, STR("When it should recover"), recovery_words(work, words),
	          STR("No date was given."));
	if (picture_trend(work, at, &chart))
		doc_exception_chart(work->doc, &chart);
	doc_exception_end(work->doc);
}

void digest_exceptions(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	size_t count = 0;
	for (size_t i = 0; i < input->count; i++)
		count += digest_is_exception(&input->judgements[i]);
	if (count > 0)
		doc_page_break(work->doc);
	doc_heading(work->doc, 2, doc_id(work->doc, STR("exceptions")), STR("Exceptions"));
	if (count == 0) {
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_PLAIN,
		                   STR("No measure is off target, and none was close to its "
		                       "target twice running."));
		return;
	}
	doc_paragraph_text(work->doc, DOC_PARAGRAPH_MUTED,
	                   STR("Every measure that is off target, or was close to its target "
	                       "twice running."));
	/* Worst first: red before amber, the order of the lines within each. */
	for (int rating = RATING_RED; rating >= RATING_AMBER; rating--)
		for (size_t i = 0; i < input->count; i++)
			if (digest_is_exception(&input->judgements[i]) &&
			    input->judgements[i].rating == (enum rating)rating)
				add_exception(work, i);
}
