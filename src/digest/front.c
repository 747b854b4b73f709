/* The front page, one side: it answers what needs attention, what changed and what
 * goes well in sentences with numbers in them, before any table (R34). */
#include "digest/layout.h"
#include "digest/part.h"
#include "judge/sentence.h"

/* What fits on one side, in half lines of the wide column: the rest is one link away. */
enum { NEEDS_MAX = 5, CHANGED_MAX = 4, WELL_MAX = 4, SIDE_HALF_LINES = 54, LINE_LETTERS = 64 };

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

/* "of 5 measures reported; 2 with the status that the source states ...". */
static struct str denominator_words(struct digest_work *work, const struct headline *now,
                                    const struct headline *before, struct str before_name)
{
	static const char *const WORDS[STATE_COUNT] = {
		[STATE_AS_STATED] = "with the status that the source states",
		[STATE_NO_TARGET] = "without a target by design",
		[STATE_TARGET_NOT_SET] = "whose target is not set yet",
		[STATE_TARGET_NOT_GIVEN] = "without a target given",
		[STATE_ANNUAL] = "annual, not due",
		[STATE_LATE] = "without a figure: late",
		[STATE_NOT_COLLECTABLE] = "not collectable",
		[STATE_SUPPRESSED] = "suppressed",
		[STATE_PROVISIONAL] = "provisional",
		[STATE_DEFINITION_CHANGED] = "with a changed definition",
		[STATE_DISCONTINUED] = "discontinued",
		[STATE_NOT_UNDERSTOOD] = "not understood",
	};
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	buf_format(&words, "of %zu measure%s reported", now->all, now->all == 1 ? "" : "s");
	for (int state = 0; state < STATE_COUNT; state++)
		if (now->states[state] && WORDS[state])
			buf_format(&words, "; %zu %s", now->states[state], WORDS[state]);
	if (before->rated)
		buf_format(&words, ". In %.*s, %zu had a status", STR_ARGS(before_name),
		           before->rated);
	if (before->by_todays_target && before->by_todays_target == before->rated)
		buf_add(&words, STR(", by today's targets"));
	else if (before->by_todays_target)
		buf_format(&words, ", %zu of them by today's target", before->by_todays_target);
	buf_add_char(&words, '.');
	return arena_text(work->arena, buf_view(&words));
}

static void headline_part(struct digest_work *work)
{
	const struct digest_input *input = work->input;
	struct headline now = headline_count(input->judgements, input->count);
	/* Figures of several times are not added up: only last period's are counted then. */
	const struct change *basis = layout_basis(work);
	struct headline before = headline_count_previous(
		input->judgements, input->count, basis ? basis->with : COMPARED_LAST_PERIOD,
		basis ? &basis->from_period : NULL);
	static const enum rating ORDER[] = { RATING_RED, RATING_AMBER, RATING_GREEN, RATING_NONE };

	struct str name = layout_before(work);
	if (name.len == 0)
		name = STR("the period before");
	doc_counts_begin(work->doc, before.rated ? name : (struct str){ 0 });
	for (size_t i = 0; i < COUNT_OF(ORDER); i++)
		add_count(work, &now, &before, ORDER[i]);
	doc_counts_end(work->doc, denominator_words(work, &now, &before, name));
}

/* What is said of a line, in the arena. */
static struct str full_words(struct digest_work *work, size_t at)
{
	const struct digest_input *input = work->input;
	const struct line *line = &input->lines[at];
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	judge_short_sentence(line, &input->judgements[at], &input->options.settings, &words);
	if (line->indicator->highlight.len)
		buf_format(&words, " Doing well: %.*s.", STR_ARGS(line->indicator->highlight));
	if (line->indicator->watch.len)
		buf_format(&words, " Watched: %.*s", STR_ARGS(line->indicator->watch));
	return arena_text(work->arena, buf_view(&words));
}

/* The change alone. */
static struct str change_words(struct digest_work *work, size_t at)
{
	const struct digest_input *input = work->input;
	const struct line *line = &input->lines[at];
	char value[VALUE_TEXT_BYTES];
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	buf_format(&words, "Now %s: ", value_print(&line->value, &line->indicator->unit, value));
	judge_change_words(line, &input->judgements[at].change, &input->options.settings, &words);
	buf_add_char(&words, '.');
	return arena_text(work->arena, buf_view(&words));
}

struct front_list {
	const char *heading;
	const char *none;    /* what stands there when nothing is listed */
	struct str lead;     /* a sentence before the list; may be empty */
	const size_t *items; /* most urgent first */
	size_t count;
	size_t most;
	struct str (*words)(struct digest_work *work, size_t at);
	size_t shown[NEEDS_MAX]; /* the items that are listed */
	size_t shown_count;
	size_t left_count; /* not listed here or anywhere on the page */
};

/* The half lines that an item takes, with the white space below it. */
static int item_half_lines(struct digest_work *work, const struct front_list *list, size_t at)
{
	size_t letters = 4 + words_full_name(work->arena, work->input->lines[at].indicator).len +
	                 list->words(work, at).len;
	return 2 * (1 + (int)(letters / LINE_LETTERS)) + 1;
}

/* Chooses what is listed out of what no list before it has told: at least one item,
 * and as many more as `room` half lines take. Returns the half lines that are left. */
static int choose(struct digest_work *work, struct front_list *list, int room, bool *told)
{
	for (size_t i = 0; i < list->count; i++) {
		size_t at = list->items[i];
		if (told[at])
			continue;
		int high = item_half_lines(work, list, at);
		bool fits = list->shown_count < list->most &&
		            (list->shown_count == 0 || high <= room);
		if (!fits || list->left_count > 0) {
			list->left_count++;
			continue;
		}
		list->shown[list->shown_count++] = at;
		told[at] = true;
		room -= high;
	}
	return room;
}

/* The name of a line with its mark, leading to its exception or its row. */
static void add_item(struct digest_work *work, const struct front_list *list, size_t at)
{
	const struct indicator *indicator = work->input->lines[at].indicator;
	doc_item(work->doc);
	doc_mark(work->doc, words_rating_mark(work->input->judgements[at].rating));
	doc_plain(work->doc, STR(" "));
	if (indicator->ref.len && indicator->title.len) {
		doc_muted(work->doc, indicator->ref);
		doc_plain(work->doc, STR(" "));
	}
	doc_link(work->doc,
	         work->exception_ids[at].len ? work->exception_ids[at] : work->row_ids[at],
	         indicator->title.len ? indicator->title : indicator->ref);
	doc_plain(work->doc, STR(". "));
	doc_plain(work->doc, list->words(work, at));
}

static void add_list(struct digest_work *work, const struct front_list *list)
{
	doc_heading(work->doc, 2, (struct str){ 0 }, str_of(list->heading));
	if (list->lead.len)
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_PLAIN, list->lead);
	if (list->shown_count == 0) {
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_MUTED, str_of(list->none));
		return;
	}
	doc_list_begin(work->doc, true);
	for (size_t i = 0; i < list->shown_count; i++)
		add_item(work, list, list->shown[i]);
	doc_list_end(work->doc);
	if (list->left_count > 0) {
		doc_paragraph(work->doc, DOC_PARAGRAPH_SMALL);
		doc_format(work->doc, "And %zu more in the scorecard.", list->left_count);
	}
}

/* "Of 10 measures, 2 are better than before, 6 worse and 1 the same." */
static struct str change_lead(struct digest_work *work)
{
	struct headline now = headline_count(work->input->judgements, work->input->count);
	size_t better = now.directions[DIRECTION_BETTER];
	size_t worse = now.directions[DIRECTION_WORSE];
	size_t same = now.directions[DIRECTION_SAME];
	struct str before = layout_before(work);
	if (better + worse + same == 0)
		return (struct str){ 0 };
	return arena_format(work->arena,
	                    "Of %zu measure%s compared with %.*s, %zu %s better, %zu worse and "
	                    "%zu the same.",
	                    better + worse + same, better + worse + same == 1 ? "" : "s",
	                    STR_ARGS(before.len ? before : STR("an earlier figure")), better,
	                    better == 1 ? "is" : "are", worse, same);
}

void digest_front(struct digest_work *work)
{
	const struct attention *attention = &work->attention;
	struct str lead = change_lead(work);
	struct front_list needs = {
		.heading = "What needs attention",
		.none = "No measure is off target or calls for attention.",
		.items = attention->needs,
		.count = attention->needs_count,
		.most = NEEDS_MAX,
		.words = full_words,
	};
	struct front_list changed = {
		.heading = "What changed",
		.none = lead.len == 0 ? "No change could be shown: no earlier figures were given."
		        : attention->changed_count > 0
		                ? "The changes that stand out are told under the other headings."
		                : "No single change stands out.",
		.lead = lead,
		.items = attention->changed,
		.count = attention->changed_count,
		.most = CHANGED_MAX,
		.words = change_words,
	};
	struct front_list well = {
		.heading = "What goes well",
		.none = "No measure is on target and getting better.",
		.items = attention->well,
		.count = attention->well_count,
		.most = WELL_MAX,
		.words = full_words,
	};
	/* Nothing is told twice: a change under the other headings is told there. */
	bool *told = arena_new(work->arena, work->input->count, sizeof(*told));
	int third = SIDE_HALF_LINES / 3;
	int room = choose(work, &needs, SIDE_HALF_LINES - third, told);
	room = choose(work, &well, (room > 0 ? room : 0) / 2 + third / 2, told);
	choose(work, &changed, room + third / 2, told);

	doc_split_begin(work->doc);
	headline_part(work);
	doc_split_next(work->doc);
	add_list(work, &needs);
	add_list(work, &changed);
	add_list(work, &well);
	doc_split_end(work->doc);
}
