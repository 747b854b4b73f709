#include "digest/layout.h"

#include "digest/picture.h"

static const struct doc_column COLUMNS[COLUMN_COUNT] = {
	[COLUMN_REF] = { .header = "Ref", .kind = DOC_COLUMN_TEXT, .is_kept_whole = true },
	[COLUMN_MEASURE] = { .header = "Measure", .kind = DOC_COLUMN_TEXT, .is_row_header = true },
	[COLUMN_GOOD] = { .header = "Good is", .kind = DOC_COLUMN_TEXT },
	[COLUMN_MONTH] = { .header = "Month", .kind = DOC_COLUMN_NUMBER },
	[COLUMN_QUARTER] = { .header = "Quarter", .kind = DOC_COLUMN_NUMBER },
	[COLUMN_YTD] = { .header = "Year to date", .kind = DOC_COLUMN_NUMBER },
	[COLUMN_BEFORE] = { .header = "Before", .kind = DOC_COLUMN_NUMBER },
	[COLUMN_NOW] = { .header = "Now", .kind = DOC_COLUMN_NUMBER, .is_strong = true },
	[COLUMN_TARGET] = { .header = "Target", .kind = DOC_COLUMN_NUMBER },
	[COLUMN_STATUS] = { .header = "Status", .kind = DOC_COLUMN_STATUS },
	[COLUMN_DIRECTION] = { .header = "Direction", .kind = DOC_COLUMN_DIRECTION },
	[COLUMN_PICTURE] = { .header = "Level", .kind = DOC_COLUMN_CHART },
};

/* Shares of the page, without and with columns for month, quarter and year to date;
 * 0: the column gives way. What it said moves under the title or the direction. */
static const int WIDTHS[2][COLUMN_COUNT] = {
	{ [COLUMN_REF] = 8, [COLUMN_MEASURE] = 27, [COLUMN_GOOD] = 6, [COLUMN_BEFORE] = 9,
	  [COLUMN_NOW] = 9, [COLUMN_TARGET] = 9, [COLUMN_STATUS] = 13, [COLUMN_DIRECTION] = 13,
	  [COLUMN_PICTURE] = 13 },
	{ [COLUMN_REF] = 7, [COLUMN_MEASURE] = 22, [COLUMN_MONTH] = 8, [COLUMN_QUARTER] = 9,
	  [COLUMN_YTD] = 8, [COLUMN_NOW] = 9, [COLUMN_TARGET] = 8, [COLUMN_STATUS] = 11,
	  [COLUMN_DIRECTION] = 11, [COLUMN_PICTURE] = 10 },
};

/* Whether the line has something to say in the column. */
static bool fills(const struct digest_work *work, const struct layout *layout, size_t at,
                  enum column column)
{
	const struct line *line = &work->input->lines[at];
	const struct change *change = &work->input->judgements[at].change;
	switch (column) {
	case COLUMN_REF:
		return line->indicator->ref.len > 0;
	case COLUMN_GOOD:
		return line->indicator->polarity.polarity != POLARITY_NONE;
	case COLUMN_MONTH:
		return line->month.is_known;
	case COLUMN_QUARTER:
		return line->quarter.is_known;
	case COLUMN_YTD:
		return line->year_to_date.is_known;
	case COLUMN_BEFORE:
		return change->from.is_known;
	case COLUMN_TARGET:
		return !words_lack_target(line) || line->profiled.kind != TARGET_NOT_GIVEN;
	case COLUMN_DIRECTION:
		return change->with != COMPARED_NOTHING;
	case COLUMN_PICTURE:
		return layout->charts[at] != NULL;
	case COLUMN_MEASURE:
	case COLUMN_NOW:
	case COLUMN_STATUS:
	case COLUMN_COUNT:
		break;
	}
	return true;
}

static bool has_column(const struct digest_work *work, const struct layout *layout,
                       enum column column)
{
	for (size_t i = 0; i < work->input->count; i++)
		if (fills(work, layout, i, column))
			return true;
	return false;
}

const struct change *layout_basis(const struct digest_work *work)
{
	const struct change *first = NULL;
	for (size_t i = 0; i < work->input->count; i++) {
		const struct change *change = &work->input->judgements[i].change;
		if (!change->from.is_known)
			continue;
		first = first ? first : change;
		if (change->with != first->with ||
		    !period_equal(&change->from_period, &first->from_period))
			return NULL;
	}
	return first;
}

struct str layout_before(const struct digest_work *work)
{
	static const char *const WORDS[COMPARED_COUNT] = {
		[COMPARED_NOTHING] = "",
		[COMPARED_LAST_PERIOD] = "the period before",
		[COMPARED_LAST_YEAR] = "the same period last year",
		[COMPARED_YEAR_END] = "the year end",
		[COMPARED_BASELINE] = "the baseline",
		[COMPARED_EARLIER] = "an earlier period",
	};
	const struct change *change = layout_basis(work);
	if (!change)
		return (struct str){ 0 };
	if (change->from_period.kind != PERIOD_NONE)
		return words_of_period(work->arena, &change->from_period);
	return str_of(WORDS[change->with]);
}

/* The head of the earlier figures: what they are of, or that they were before. */
static const char *before_head(const struct digest_work *work)
{
	static const char *const HEADS[COMPARED_COUNT] = {
		[COMPARED_NOTHING] = "Before",
		[COMPARED_LAST_PERIOD] = "Before",
		[COMPARED_LAST_YEAR] = "Last year",
		[COMPARED_YEAR_END] = "Year end",
		[COMPARED_BASELINE] = "Baseline",
		[COMPARED_EARLIER] = "Before",
	};
	const struct change *change = layout_basis(work);
	if (!change)
		return "Before";
	if (change->from_period.kind == PERIOD_NONE)
		return HEADS[change->with];
	return words_capitalised(work->arena,
	                         words_of_period(work->arena, &change->from_period)).ptr;
}

static const char *picture_head(const struct digest_work *work, const struct layout *layout)
{
	bool has_level = false, has_past = false;
	for (size_t i = 0; i < work->input->count; i++) {
		if (!layout->charts[i])
			continue;
		has_level |= layout->charts[i]->kind == DOC_CHART_LEVEL;
		has_past |= layout->charts[i]->kind == DOC_CHART_SPARK;
	}
	return !has_past ? "Level" : has_level ? "Level or trend" : "Trend";
}

static bool is_some_change_tested(const struct digest_work *work)
{
	bool has_change = false;
	for (size_t i = 0; i < work->input->count; i++) {
		const struct change *change = &work->input->judgements[i].change;
		bool has_moved = change->direction == DIRECTION_BETTER ||
		                 change->direction == DIRECTION_WORSE;
		if (has_moved && change->certainty != CERTAINTY_NOT_TESTED)
			return true;
		has_change |= has_moved;
	}
	return !has_change;
}

static void draw_charts(struct digest_work *work, struct layout *layout)
{
	layout->charts =
		arena_new(work->arena, work->input->count, sizeof(const struct doc_chart *));
	for (size_t i = 0; i < work->input->count; i++) {
		struct doc_chart *chart = arena_new(work->arena, 1, sizeof(*chart));
		if (picture_cell(work, i, chart))
			layout->charts[i] = chart;
	}
}

/* "Not given for any measure: earlier figures, targets." */
static void add_absent(const struct digest_work *work, const struct layout *layout,
                       struct buf *words)
{
	static const struct {
		enum column column;
		const char *name;
	} NAMED[] = { { COLUMN_BEFORE, "earlier figures" },
		      { COLUMN_TARGET, "targets" },
		      { COLUMN_GOOD, "whether high or low is good" } };
	bool has_any = false;
	for (size_t i = 0; i < COUNT_OF(NAMED); i++) {
		if (has_column(work, layout, NAMED[i].column))
			continue;
		buf_format(words, "%s%s", has_any ? ", " : " Not given for any measure: ",
		           NAMED[i].name);
		has_any = true;
	}
	if (has_any)
		buf_add_char(words, '.');
}

static struct str caption_of(const struct digest_work *work, const struct layout *layout)
{
	struct str name = work->input->options.scorecard;
	bool has_sections = false;
	for (size_t i = 0; i < work->input->count; i++)
		has_sections |= work->input->lines[i].section.len > 0;
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	if (name.len)
		buf_format(&words, "%.*s.", STR_ARGS(name));
	else
		buf_format(&words, "Every measure%s.", has_sections ? ", by section" : "");
	add_absent(work, layout, &words);
	if (layout->has_parts && layout->before.len)
		buf_format(&words, " Direction is against %.*s.", STR_ARGS(layout->before));
	if (!layout->is_tested)
		buf_add(&words, STR(" No change could be tested against usual variation, because "
		                    "counts were not given."));
	return arena_text(work->arena, buf_view(&words));
}

const struct layout *layout_of(struct digest_work *work)
{
	struct layout *layout = arena_new(work->arena, 1, sizeof(*layout));
	draw_charts(work, layout);
	layout->before = layout_before(work);
	layout->is_tested = is_some_change_tested(work);
	layout->has_parts = has_column(work, layout, COLUMN_MONTH) ||
	                    has_column(work, layout, COLUMN_QUARTER) ||
	                    has_column(work, layout, COLUMN_YTD);
	for (int column = 0; column < COLUMN_COUNT; column++) {
		int width = WIDTHS[layout->has_parts][column];
		if (width == 0 || !has_column(work, layout, (enum column)column))
			continue;
		struct doc_column *shown = &layout->columns[layout->count];
		layout->shown[layout->count++] = (enum column)column;
		*shown = COLUMNS[column];
		shown->width = width;
		if (column == COLUMN_BEFORE)
			shown->header = before_head(work);
		else if (column == COLUMN_PICTURE)
			shown->header = picture_head(work, layout);
	}
	layout->caption = caption_of(work, layout);
	return layout;
}
