/* The front page, one side: it answers what needs attention, what changed and what
 * goes well in sentences with numbers in them, before any table (R34). */
#include "digest/part.h"
#include "judge/sentence.h"

/* What fits on one side; the rest is one link away. */
enum { NEEDS_MAX = 5, CHANGED_MAX = 4, WELL_MAX = 4 };

static void add_count(struct digest_work *work, const struct headline *now,
                      const struct headline *before, enum rating rating)
{
	static const char *const WORDS[RATING_COUNT] = {
		[RATING_NONE] = "not rated",
		[RATING_GREEN] = "on target",
		[RATING_AMBER] = "close to target",
		[RATING_RED] = "off target",
	};
	enum doc_mark mark = words_rating_mark(rating);
	struct str words = str_of(WORDS[rating]);
	int64_t number = (int64_t)now->ratings[rating];
	if (before->rated == 0 || rating == RATING_NONE)
		doc_count(work->doc, number, mark, words);
	else
		doc_count_with_last(work->doc, number, mark, words,
		                    (int64_t)before->ratings[rating]);
}

/* "of 5 measures reported: 3 rated here, 1 as stated by the source ...". */
static struct str denominator_words(struct digest_work *work, const struct headline *now,
                                    const struct headline *before)
{
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	buf_format(&words, "of %zu measure%s reported", now->all, now->all == 1 ? "" : "s");
	if (now->states[STATE_AS_STATED])
		buf_format(&words, "; %zu status%s as stated by the source",
		           now->states[STATE_AS_STATED],
		           now->states[STATE_AS_STATED] == 1 ? "" : "es");
	for (int state = STATE_NO_TARGET; state < STATE_COUNT; state++)
		if (now->states[state])
			buf_format(&words, "; %zu %s", now->states[state],
			           state_word((enum state)state));
	if (before->rated)
		buf_format(&words, ". In the period before, %zu could be rated", before->rated);
	buf_add_char(&words, '.');
	return arena_text(work->arena, buf_view(&words));
}

static void headline_part(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	struct headline now = headline_count(input->judgements, input->count);
	struct headline before = headline_count_previous(input->judgements, input->count);
	static const enum rating ORDER[] = { RATING_RED, RATING_AMBER, RATING_GREEN, RATING_NONE };

	doc_counts_begin(work->doc, before.rated ? STR("the period before") : (struct str){ 0 });
	for (size_t i = 0; i < COUNT_OF(ORDER); i++)
		add_count(work, &now, &before, ORDER[i]);
	doc_counts_end(work->doc, denominator_words(work, &now, &before));
}

/* The name of a line with its mark, leading to its exception or its row. */
static void begin_item(struct digest_work *work, size_t at)
{
	doc_item(work->doc);
	doc_mark(work->doc, words_rating_mark(work->input->judgements[at].rating));
	doc_plain(work->doc, STR(" "));
	doc_link(work->doc,
	         work->exception_ids[at].len ? work->exception_ids[at] : work->row_ids[at],
	         words_full_name(work->arena, work->input->lines[at].indicator));
	doc_plain(work->doc, STR(". "));
}

static void add_full_item(struct digest_work *work, size_t at)
{
	const struct digest_input *input = work->input;
	const struct line *line = &input->lines[at];
	auto_buf sentence = buf_init(DIGEST_TEXT_MAX_BYTES);
	judge_sentence(line, &input->judgements[at], &input->options.settings, &sentence);
	begin_item(work, at);
	doc_plain(work->doc, buf_view(&sentence));
	if (line->indicator->highlight.len)
		doc_format(work->doc, " Doing well: %.*s.", STR_ARGS(line->indicator->highlight));
	if (line->indicator->watch.len)
		doc_format(work->doc, " Watched: %.*s", STR_ARGS(line->indicator->watch));
}

/* A change alone, for a line that may stand in full further up. */
static void add_change_item(struct digest_work *work, size_t at)
{
	const struct digest_input *input = work->input;
	const struct line *line = &input->lines[at];
	char value[VALUE_TEXT_BYTES];
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	judge_change_words(line, &input->judgements[at].change, &input->options.settings, &words);
	begin_item(work, at);
	doc_format(work->doc, "Now %s: %.*s.",
	           value_print(&line->value, &line->indicator->unit, value),
	           STR_ARGS(buf_view(&words)));
}

struct front_list {
	const char *heading;
	const char *none; /* what stands there when the list is empty */
	const size_t *items;
	size_t count;
	size_t most;
	void (*add_item)(struct digest_work *work, size_t at);
};

static void add_list(struct digest_work *work, const struct front_list *list)
{
	doc_heading(work->doc, 2, (struct str){ 0 }, str_of(list->heading));
	if (list->count == 0) {
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_MUTED, str_of(list->none));
		return;
	}
	doc_list_begin(work->doc, true);
	for (size_t i = 0; i < list->count && i < list->most; i++)
		list->add_item(work, list->items[i]);
	doc_list_end(work->doc);
	if (list->count > list->most) {
		doc_paragraph(work->doc, DOC_PARAGRAPH_SMALL);
		doc_format(work->doc, "And %zu more in the scorecard.", list->count - list->most);
	}
}

void digest_front(struct digest_work *work)
{
	const struct attention *attention = &work->attention;
	const struct front_list lists[] = {
		{ "What needs attention", "No measure is off target or calls for attention.",
		  attention->needs, attention->needs_count, NEEDS_MAX, add_full_item },
		{ "What changed", "No change could be shown: no earlier figures were given.",
		  attention->changed, attention->changed_count, CHANGED_MAX, add_change_item },
		{ "What goes well", "No measure is on target and getting better.", attention->well,
		  attention->well_count, WELL_MAX, add_full_item },
	};
	doc_split_begin(work->doc);
	headline_part(work);
	doc_split_next(work->doc);
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		add_list(work, &lists[i]);
	doc_split_end(work->doc);
}
