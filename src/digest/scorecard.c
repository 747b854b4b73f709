/* The scorecard: every line in its section, with its figure and counts, target,
 * status, direction and a picture of its level or its past. */
#include "base/map.h"
#include "digest/cell.h"
#include "digest/part.h"
#include "digest/picture.h"
#include "judge/noun.h"
#include "judge/sentence.h"

enum column {
	COLUMN_REF,
	COLUMN_MEASURE,
	COLUMN_GOOD,
	COLUMN_MONTH,
	COLUMN_QUARTER,
	COLUMN_YTD,
	COLUMN_BEFORE,
	COLUMN_NOW,
	COLUMN_TARGET,
	COLUMN_STATUS,
	COLUMN_DIRECTION,
	COLUMN_PICTURE,
	COLUMN_COUNT
};

static const struct doc_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_REF] = { "Ref", DOC_COLUMN_TEXT, .is_kept_whole = true },
	[COLUMN_MEASURE] = { "Measure", DOC_COLUMN_TEXT, .is_row_header = true },
	[COLUMN_GOOD] = { "Good is", DOC_COLUMN_TEXT },
	[COLUMN_MONTH] = { "Month", DOC_COLUMN_NUMBER },
	[COLUMN_QUARTER] = { "Quarter", DOC_COLUMN_NUMBER },
	[COLUMN_YTD] = { "Year to date", DOC_COLUMN_NUMBER },
	[COLUMN_BEFORE] = { "Before", DOC_COLUMN_NUMBER },
	[COLUMN_NOW] = { "Now", DOC_COLUMN_NUMBER, .is_strong = true },
	[COLUMN_TARGET] = { "Target", DOC_COLUMN_TEXT },
	[COLUMN_STATUS] = { "Status", DOC_COLUMN_STATUS },
	[COLUMN_DIRECTION] = { "Direction", DOC_COLUMN_DIRECTION },
	[COLUMN_PICTURE] = { "Level", DOC_COLUMN_CHART },
};

/* Shares of the page, without and with columns for month, quarter and year to date;
 * 0: the column gives way. What it said moves under the title or the direction. */
static const int WIDTHS[2][COLUMN_COUNT] = {
	{ [COLUMN_REF] = 8, [COLUMN_MEASURE] = 27, [COLUMN_GOOD] = 6, [COLUMN_BEFORE] = 9,
	  [COLUMN_NOW] = 9, [COLUMN_TARGET] = 9, [COLUMN_STATUS] = 11, [COLUMN_DIRECTION] = 12,
	  [COLUMN_PICTURE] = 13 },
	{ [COLUMN_REF] = 7, [COLUMN_MEASURE] = 22, [COLUMN_MONTH] = 8, [COLUMN_QUARTER] = 9,
	  [COLUMN_YTD] = 8, [COLUMN_NOW] = 9, [COLUMN_TARGET] = 8, [COLUMN_STATUS] = 11,
	  [COLUMN_DIRECTION] = 11, [COLUMN_PICTURE] = 10 },
};

/* Which of the columns this scorecard shows: an empty one is left out. */
struct layout {
	enum column shown[COLUMN_COUNT];
	struct doc_column columns[COLUMN_COUNT];
	size_t count;
	bool has_parts; /* month, quarter or year to date */
};

static bool has_column(const struct digest_work *work, enum column column)
{
	for (size_t i = 0; i < work->input->count; i++) {
		const struct line *line = &work->input->lines[i];
		bool here = column == COLUMN_REF       ? line->indicator->ref.len > 0
		            : column == COLUMN_MONTH   ? line->month.is_known
		            : column == COLUMN_QUARTER ? line->quarter.is_known
		            : column == COLUMN_YTD     ? line->year_to_date.is_known
		                                       : true;
		if (here)
			return true;
	}
	return false;
}

static struct layout *layout_of(struct digest_work *work)
{
	struct layout *layout = arena_new(work->arena, 1, sizeof(*layout));
	layout->has_parts = has_column(work, COLUMN_MONTH) || has_column(work, COLUMN_QUARTER) ||
	                    has_column(work, COLUMN_YTD);
	for (int column = 0; column < COLUMN_COUNT; column++) {
		int width = WIDTHS[layout->has_parts][column];
		if (width == 0 || !has_column(work, (enum column)column))
			continue;
		layout->shown[layout->count] = (enum column)column;
		layout->columns[layout->count] = COLUMNS[column];
		layout->columns[layout->count++].width = width;
	}
	return layout;
}

static struct str polarity_words(const struct indicator *indicator)
{
	static const char *const WORDS[POLARITY_COUNT] = {
		[POLARITY_NONE] = "neither",
		[POLARITY_HIGH] = "high",
		[POLARITY_LOW] = "low",
		[POLARITY_BAND] = "in band",
	};
	return str_of(WORDS[indicator->polarity.polarity]);
}

/* What stands small under a title: unit, period, why it is read with care. */
static void measure_notes(struct digest_work *work, size_t at, bool with_polarity)
{
	const struct line *line = &work->input->lines[at];
	const struct judgement *judgement = &work->input->judgements[at];
	char unit[UNIT_TEXT_BYTES];
	auto_buf notes = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (with_polarity)
		buf_format(&notes, "good is %.*s; ",
		           STR_ARGS(polarity_words(line->indicator)));
	enum unit_kind kind = line->indicator->unit.kind;
	if (kind == UNIT_RATE || kind == UNIT_AVERAGE || kind == UNIT_SCORE || kind == UNIT_OTHER)
		buf_format(&notes, "%s; ", unit_print(&line->indicator->unit, unit));
	if (!period_equal(&line->period, &work->period))
		buf_format(&notes, "%.*s; ",
		           STR_ARGS(words_of_period(work->arena, &line->period)));
	if (judgement->is_provisional)
		buf_add(&notes, STR("provisional; "));
	if (judgement->has_one_case) {
		char points[VALUE_TEXT_BYTES];
		struct ratio rounded = ratio_round(judgement->one_case, 1);
		value_print_number(rounded, &(struct unit){ .kind = UNIT_NONE }, 1, points);
		buf_format(&notes, "one %s changes this by %s points; ",
		           noun_of_case(line->indicator).one, points);
	}
	if (line->projected.is_known) {
		char projected[VALUE_TEXT_BYTES];
		buf_format(&notes, "year expected to end on %s; ",
		           value_print(&line->projected, &line->indicator->unit, projected));
	}
	struct str text = buf_view(&notes);
	if (text.len > 2)
		doc_cell_small(work->doc,
		               words_capitalised(work->arena, str_slice(text, 0, text.len - 2)));
	if (line->indicator->watch.len)
		doc_cell_small(work->doc, arena_format(work->arena, "Watched: %.*s",
		                                       STR_ARGS(line->indicator->watch)));
	if (line->indicator->is_highlight)
		doc_cell_small(work->doc,
		               arena_format(work->arena, "Doing well%s%.*s",
		                            line->indicator->highlight.len ? ": " : "",
		                            STR_ARGS(line->indicator->highlight)));
}

static void measure_cell(struct digest_work *work, size_t at, bool with_polarity)
{
	const struct line *line = &work->input->lines[at];
	struct str title = line->indicator->title.len ? line->indicator->title
	                                              : line->indicator->ref;
	doc_cell_text(work->doc, (struct str){ 0 });
	if (work->exception_ids[at].len)
		doc_link(work->doc, work->exception_ids[at], title);
	else
		doc_plain(work->doc, title);
	measure_notes(work, at, with_polarity);
}

static void before_cell(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	const struct change *change = &work->input->judgements[at].change;
	cell_value(work->doc, work->arena, &change->from, &line->indicator->unit,
	           STR("not given"));
	if (change->from.is_known && change->from_period.kind != PERIOD_NONE)
		doc_cell_small(work->doc, words_of_period(work->arena, &change->from_period));
	else if (change->from.is_known)
		doc_cell_small(work->doc, str_of(compared_word(change->with)));
}

static void now_cell(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	cell_value(work->doc, work->arena, &line->value, &line->indicator->unit,
	           str_of(words_of_absence(line)));
	if (!line->value.is_known && line->last_known.is_known) {
		char last[VALUE_TEXT_BYTES];
		doc_cell_small(work->doc,
		               arena_format(work->arena, "%.*s: %s",
		                            STR_ARGS(words_of_period(
						    work->arena, &line->last_known_period)),
		                            value_print(&line->last_known,
		                                        &line->indicator->unit, last)));
	}
	if (line->has_cohort && !line->value.has_denominator)
		doc_cell_small(work->doc, arena_format(work->arena, "cohort of %lld",
		                                       (long long)line->cohort));
}

static void target_cell(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	if (words_lack_target(line) && line->profiled.kind == TARGET_NOT_GIVEN) {
		doc_cell_missing(work->doc, STR("not given"));
		return;
	}
	doc_cell_text(work->doc, words_of_target(work->arena, line));
	if (line->profiled.kind != TARGET_NOT_GIVEN) {
		char profiled[TARGET_TEXT_BYTES];
		doc_cell_small(work->doc,
		               arena_format(work->arena, "%s by now",
		                            target_print(&line->profiled, &line->indicator->unit,
		                                         profiled)));
	}
	if (line->target_is_draft)
		doc_cell_small(work->doc, STR("draft"));
}

static void status_cell(struct digest_work *work, size_t at)
{
	const struct judgement *judgement = &work->input->judgements[at];
	doc_cell_status(work->doc, words_rating_mark(judgement->rating), (struct str){ 0 });
	doc_cell_small(work->doc, str_of(words_of_status(judgement)));
	if (judgement->is_rating_unsure)
		doc_cell_small(work->doc, STR("too few to be sure"));
	if (judgement->stated_differs)
		doc_cell_small(work->doc,
		               arena_format(work->arena, "stated as %.*s",
		                            STR_ARGS(work->input->lines[at].stated.text)));
}

static void direction_cell(struct digest_work *work, size_t at, bool with_before)
{
	const struct line *line = &work->input->lines[at];
	const struct change *change = &work->input->judgements[at].change;
	const struct judge_settings *settings = &work->input->options.settings;
	auto_buf small = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (change->with == COMPARED_NOTHING) {
		bool is_known = line->value.is_known;
		doc_cell_direction(work->doc, DOC_MARK_NOT_COMPARED, STR("Not compared"));
		doc_cell_small(work->doc,
		               is_known ? STR("no earlier figure given") : STR("no figure now"));
		return;
	}
	bool is_neutral = change->direction == DIRECTION_NONE;
	struct str word = is_neutral ? STR("neither way is good")
	                             : str_of(change_word(change, settings));
	doc_cell_direction(work->doc, words_direction_mark(change->direction),
	                   words_capitalised(work->arena, word));
	if (change->direction == DIRECTION_NOT_COMPARABLE) {
		doc_cell_small(work->doc, str_of(incomparable_words(change->reason)));
		return;
	}
	if (is_neutral)
		buf_add(&small, ratio_sign(change->difference) < 0 ? STR("down ") : STR("up "));
	judge_difference_words(line, change, &small);
	if (with_before && change->from.is_known) {
		char before[VALUE_TEXT_BYTES];
		buf_format(&small, " from %s",
		           value_print(&change->from, &line->indicator->unit, before));
	}
	buf_format(&small, "; %s", words_of_certainty(change->certainty));
	doc_cell_small(work->doc, buf_view(&small));
}

static void add_cell(struct digest_work *work, size_t at, enum column column, bool has_parts)
{
	const struct line *line = &work->input->lines[at];
	const struct unit *unit = &line->indicator->unit;
	struct doc_chart chart;
	switch (column) {
	case COLUMN_REF:
		if (line->indicator->ref.len)
			doc_cell_text(work->doc, line->indicator->ref);
		else
			doc_cell_missing(work->doc, STR("none"));
		break;
	case COLUMN_MEASURE:
		measure_cell(work, at, has_parts);
		break;
	case COLUMN_GOOD:
		doc_cell_text(work->doc, words_capitalised(work->arena,
		                                            polarity_words(line->indicator)));
		break;
	case COLUMN_MONTH:
		cell_value(work->doc, work->arena, &line->month, unit, STR("not given"));
		break;
	case COLUMN_QUARTER:
		cell_value(work->doc, work->arena, &line->quarter, unit, STR("not given"));
		break;
	case COLUMN_YTD:
		cell_value(work->doc, work->arena, &line->year_to_date, unit, STR("not given"));
		break;
	case COLUMN_BEFORE:
		before_cell(work, at);
		break;
	case COLUMN_NOW:
		now_cell(work, at);
		break;
	case COLUMN_TARGET:
		target_cell(work, at);
		break;
	case COLUMN_STATUS:
		status_cell(work, at);
		break;
	case COLUMN_DIRECTION:
		direction_cell(work, at, has_parts);
		break;
	case COLUMN_PICTURE:
		if (picture_cell(work, at, &chart))
			doc_cell_chart(work->doc, &chart);
		else
			doc_cell_missing(work->doc, STR("no figure to draw"));
		break;
	case COLUMN_COUNT:
		break;
	}
}

static void add_row(struct digest_work *work, size_t at, const struct layout *layout)
{
	doc_row(work->doc, work->row_ids[at]);
	for (size_t i = 0; i < layout->count; i++)
		add_cell(work, at, layout->shown[i], layout->has_parts);
}

/* One level of a section: its title with the council's word for it, and what is said
 * of it. */
static void add_level(struct digest_work *work, const struct section_level *level, int depth)
{
	enum { DEPTH_MAX = 3 }; /* as deep as a table sets its titles apart */
	struct str title = level->title;
	if (level->word.len)
		title = arena_format(work->arena, "%.*s: %.*s",
		                     STR_ARGS(words_capitalised(work->arena, level->word)),
		                     STR_ARGS(level->title));
	doc_group(work->doc, title, depth < DEPTH_MAX ? depth : DEPTH_MAX);
	if (level->commentary.len == 0)
		return;
	doc_group_note(work->doc);
	doc_plain(work->doc, level->commentary);
}

/* Names the section of a line: those of its levels that the section printed before,
 * that of `before` (NULL: none), does not share. */
static void add_section_head(struct digest_work *work, const struct line *before,
                             const struct line *line)
{
	if (line->section.len == 0) {
		if (before)
			doc_group(work->doc, STR("Other measures"), 0);
		return;
	}
	if (line->level_count == 0) {
		struct section_level whole = { .title = line->section,
			                       .commentary = line->section_commentary };
		add_level(work, &whole, 0);
		return;
	}
	size_t shared = 0;
	while (before && shared < before->level_count && shared < line->level_count &&
	       str_equal(before->levels[shared].title, line->levels[shared].title))
		shared++;
	for (size_t i = shared; i < line->level_count; i++)
		add_level(work, &line->levels[i], (int)i);
	if (shared == line->level_count) /* rows of an outer section after an inner one's */
		add_level(work, &line->levels[shared - 1], (int)shared - 1);
}

/* Rows of a section stand together even when the lines came scattered. */
static void add_section_rows(struct digest_work *work, const struct line *before, size_t first,
                             const struct layout *layout)
{
	const struct line *lines = work->input->lines;
	add_section_head(work, before, &lines[first]);
	for (size_t i = first; i < work->input->count; i++)
		if (str_equal(lines[i].section, lines[first].section))
			add_row(work, i, layout);
}

static void add_key(struct digest_work *work)
{
	static const enum doc_mark MARKS[] = { DOC_MARK_ON_TARGET, DOC_MARK_CLOSE,
		                               DOC_MARK_OFF_TARGET, DOC_MARK_NOT_RATED };
	static const struct {
		enum doc_symbol symbol;
		const char *words;
	} SYMBOLS[] = {
		{ DOC_SYMBOL_NOW, "now" },
		{ DOC_SYMBOL_INTERVAL, "95% interval" },
		{ DOC_SYMBOL_TARGET, "target" },
		{ DOC_SYMBOL_LINE, "past periods" },
		{ DOC_SYMBOL_TARGET_LINE, "target over time" },
		{ DOC_SYMBOL_BREAK, "not comparable across" },
		{ DOC_SYMBOL_NEIGHBOURS, "statistical neighbours" },
		{ DOC_SYMBOL_REGION, "region" },
		{ DOC_SYMBOL_ENGLAND, "England" },
	};
	doc_key_begin(work->doc);
	for (size_t i = 0; i < COUNT_OF(MARKS); i++)
		doc_key_mark(work->doc, MARKS[i], (struct str){ 0 });
	for (size_t i = 0; i < COUNT_OF(SYMBOLS); i++)
		doc_key_symbol(work->doc, SYMBOLS[i].symbol, str_of(SYMBOLS[i].words));
	doc_key_end(work->doc);
}

void digest_scorecard(struct digest_work *work)
{
	doc_page_break(work->doc);
	doc_heading(work->doc, 2, doc_id(work->doc, STR("scorecard")), STR("Scorecard"));
	if (work->input->count == 0) {
		doc_paragraph_text(work->doc, DOC_PARAGRAPH_PLAIN,
		                   STR("There are no measures for this period."));
		return;
	}
	const struct layout *layout = layout_of(work);
	struct str caption = work->input->options.scorecard.len
	                             ? work->input->options.scorecard
	                             : STR("Measures with their figures, targets and status");
	doc_table_begin(work->doc, caption, layout->columns, layout->count);
	auto_map done = { 0 };
	const struct line *before = NULL;
	for (size_t i = 0; i < work->input->count; i++) {
		int64_t seen;
		if (!map_add(&done, work->input->lines[i].section, 1, &seen))
			continue;
		add_section_rows(work, before, i, layout);
		before = &work->input->lines[i];
	}
	doc_table_end(work->doc);
	add_key(work);
}
