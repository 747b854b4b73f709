/* The scorecard: every line in its section, with its figure and counts, target,
 * status, direction and a picture of its level or its past. */
#include "base/map.h"
#include "digest/cell.h"
#include "digest/layout.h"
#include "figure/number.h"
#include "judge/noun.h"
#include "judge/sentence.h"

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
	if (with_polarity && line->indicator->polarity.polarity != POLARITY_NONE)
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

/* What an earlier figure is of: its period, or how it stands to this one. */
static struct str basis_words(struct digest_work *work, const struct change *change)
{
	if (change->from_period.kind != PERIOD_NONE)
		return words_of_period(work->arena, &change->from_period);
	return str_of(compared_word(change->with));
}

static void before_cell(struct digest_work *work, size_t at, bool with_period)
{
	const struct line *line = &work->input->lines[at];
	const struct change *change = &work->input->judgements[at].change;
	cell_value(work->doc, work->arena, &change->from, &line->indicator->unit,
	           STR("not given"));
	if (change->from.is_known && with_period)
		doc_cell_small(work->doc, basis_words(work, change));
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
	if (line->has_cohort && !line->value.has_denominator) {
		char cohort[RATIO_TEXT_BYTES];
		number_print(ratio_of(line->cohort, 1), 0, cohort);
		doc_cell_small(work->doc, arena_format(work->arena, "of %s", cohort));
	}
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
	if (words_is_draft(line))
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

/* How large the change is, from what where no column says it, and how sure. */
static void change_notes(struct digest_work *work, size_t at, const struct layout *layout)
{
	const struct line *line = &work->input->lines[at];
	const struct change *change = &work->input->judgements[at].change;
	auto_buf small = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (change->direction == DIRECTION_NONE)
		buf_add(&small, ratio_sign(change->difference) < 0 ? STR("down ") : STR("up "));
	if (change->direction != DIRECTION_SAME || ratio_sign(change->difference) != 0)
		judge_difference_words(line, change, &small);
	if (layout->has_parts && change->from.is_known) {
		char before[VALUE_TEXT_BYTES];
		buf_format(&small, "%sfrom %s", small.len ? " " : "",
		           value_print(&change->from, &line->indicator->unit, before));
		if (layout->before.len == 0)
			buf_format(&small, " (%.*s)", STR_ARGS(basis_words(work, change)));
	}
	bool is_sure_to_be_said = change->direction != DIRECTION_SAME && layout->is_tested;
	if (is_sure_to_be_said)
		buf_format(&small, "%s%s", small.len ? "; " : "",
		           words_of_certainty(change->certainty));
	doc_cell_small(work->doc, buf_view(&small));
}

static void direction_cell(struct digest_work *work, size_t at, const struct layout *layout)
{
	const struct change *change = &work->input->judgements[at].change;
	const struct judge_settings *settings = &work->input->options.settings;
	if (change->with == COMPARED_NOTHING) {
		bool is_known = work->input->lines[at].value.is_known;
		doc_cell_direction(work->doc, DOC_MARK_NOT_COMPARED, STR("Not compared"));
		doc_cell_small(work->doc,
		               is_known ? STR("no earlier figure") : STR("no figure now"));
		return;
	}
	struct str word = change->direction == DIRECTION_NONE
	                          ? STR("neither way is good")
	                          : str_of(change_word(change, settings));
	doc_cell_direction(work->doc, words_direction_mark(change->direction),
	                   words_capitalised(work->arena, word));
	if (change->direction == DIRECTION_NOT_COMPARABLE)
		doc_cell_small(work->doc, str_of(incomparable_words(change->reason)));
	else
		change_notes(work, at, layout);
}

static void picture_cell_or_why_not(struct digest_work *work, size_t at,
                                    const struct layout *layout)
{
	if (layout->charts[at])
		doc_cell_chart(work->doc, layout->charts[at]);
	else
		doc_cell_missing(work->doc, work->input->lines[at].value.is_known
		                                    ? STR("no past, no target")
		                                    : STR("no figure"));
}

static void add_cell(struct digest_work *work, size_t at, enum column column,
                     const struct layout *layout)
{
	const struct line *line = &work->input->lines[at];
	const struct unit *unit = &line->indicator->unit;
	switch (column) {
	case COLUMN_REF:
		if (line->indicator->ref.len)
			doc_cell_text(work->doc, line->indicator->ref);
		else
			doc_cell_missing(work->doc, STR("none"));
		break;
	case COLUMN_MEASURE:
		measure_cell(work, at, layout->has_parts);
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
		before_cell(work, at, layout->before.len == 0);
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
		direction_cell(work, at, layout);
		break;
	case COLUMN_PICTURE:
		picture_cell_or_why_not(work, at, layout);
		break;
	case COLUMN_COUNT:
		break;
	}
}

static void add_row(struct digest_work *work, size_t at, const struct layout *layout)
{
	doc_row(work->doc, work->row_ids[at]);
	for (size_t i = 0; i < layout->count; i++)
		add_cell(work, at, layout->shown[i], layout);
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

/* The symbols that a chart draws. */
static void note_symbols(const struct doc_chart *chart, bool *used)
{
	bool is_level = chart->kind == DOC_CHART_LEVEL;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		used[DOC_SYMBOL_GAP] |= point->is_missing;
		used[DOC_SYMBOL_INTERVAL] |= is_level && point->has_interval;
		used[is_level ? DOC_SYMBOL_TARGET : DOC_SYMBOL_TARGET_LINE] |= point->has_target;
		used[DOC_SYMBOL_BREAK] |= !is_level && i > 0 && point->has_break_before;
	}
	used[is_level ? DOC_SYMBOL_NOW : DOC_SYMBOL_LINE] = true;
	for (size_t i = 0; is_level && i < chart->comparator_count; i++)
		used[chart->comparators[i].symbol] = true;
}

/* The key, of what the table shows and nothing else. It stands before the table, so
 * that it never falls on a page of its own. */
static void add_key(struct digest_work *work, const struct layout *layout)
{
	static const enum rating RATINGS[] = { RATING_GREEN, RATING_AMBER, RATING_RED,
		                               RATING_NONE };
	static const char *const WORDS[DOC_SYMBOL_COUNT] = {
		[DOC_SYMBOL_NOW] = "now",
		[DOC_SYMBOL_INTERVAL] = "95% interval",
		[DOC_SYMBOL_TARGET] = "target",
		[DOC_SYMBOL_LINE] = "past periods to now",
		[DOC_SYMBOL_TARGET_LINE] = "target over time",
		[DOC_SYMBOL_BREAK] = "not comparable across",
		[DOC_SYMBOL_GAP] = "no figure",
		[DOC_SYMBOL_NEIGHBOURS] = "statistical neighbours",
		[DOC_SYMBOL_REGION] = "region",
		[DOC_SYMBOL_ENGLAND] = "England",
	};
	bool has_rating[RATING_COUNT] = { 0 };
	bool used[DOC_SYMBOL_COUNT] = { 0 };
	for (size_t i = 0; i < work->input->count; i++) {
		has_rating[work->input->judgements[i].rating] = true;
		if (layout->charts[i])
			note_symbols(layout->charts[i], used);
	}
	doc_key_begin(work->doc);
	for (size_t i = 0; i < COUNT_OF(RATINGS); i++)
		if (has_rating[RATINGS[i]])
			doc_key_mark(work->doc, words_rating_mark(RATINGS[i]),
			             (struct str){ 0 });
	for (int symbol = 0; symbol < DOC_SYMBOL_COUNT; symbol++)
		if (used[symbol])
			doc_key_symbol(work->doc, (enum doc_symbol)symbol,
			               str_of(WORDS[symbol]));
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
	add_key(work, layout);
	doc_table_begin(work->doc, layout->caption, layout->columns, layout->count);
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
}
