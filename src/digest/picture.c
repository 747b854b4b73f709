#include "digest/picture.h"

#include <assert.h>

enum { SPARK_PERIODS_MAX = 13, SPARK_FIGURES_MIN = 2, TREND_FIGURES_MIN = 3 };

static const enum doc_symbol COMPARATOR_SYMBOLS[COMPARATOR_COUNT] = {
	[COMPARATOR_NEIGHBOURS] = DOC_SYMBOL_NEIGHBOURS,
	[COMPARATOR_REGION] = DOC_SYMBOL_REGION,
	[COMPARATOR_ENGLAND] = DOC_SYMBOL_ENGLAND,
};

/* What a symbol stands for, for those who hear the chart. */
static const char *comparator_name(enum doc_symbol symbol)
{
	int kind = 0;
	while (COMPARATOR_SYMBOLS[kind] != symbol)
		kind++;
	return comparator_word((enum comparator_kind)kind);
}

static struct str printed(struct digest_work *work, const struct value *value,
                          const struct unit *unit)
{
	char text[VALUE_TEXT_BYTES];
	return arena_text(work->arena, str_of(value_print(value, unit, text)));
}

/* The number or range that a target draws, when it is one. */
static void set_target(struct digest_work *work, struct doc_point *point,
                       const struct target *target, const struct unit *unit)
{
	char text[TARGET_TEXT_BYTES];
	if (target->kind == TARGET_NUMBER) {
		point->has_target = true;
		point->target_low = point->target_high = ratio_to_double(target->number);
	} else if (target->kind == TARGET_RANGE) {
		point->has_target = true;
		point->target_low = ratio_to_double(target->low);
		point->target_high = ratio_to_double(target->high);
	}
	if (point->has_target)
		point->target_text =
			arena_text(work->arena, str_of(target_print(target, unit, text)));
}

static struct doc_point point_of(struct digest_work *work, const struct period *period,
                                 const struct value *value, const struct unit *unit)
{
	struct doc_point point = { .label = words_of_period(work->arena, period) };
	point.is_missing = !value->is_known;
	point.text = value->is_known ? printed(work, value, unit) : STR("not given");
	if (value->is_known)
		point.value = ratio_to_double(value->exact);
	return point;
}

static struct doc_point point_now(struct digest_work *work, size_t at)
{
	const struct line *line = &work->input->lines[at];
	const struct judgement *judgement = &work->input->judgements[at];
	struct doc_point point =
		point_of(work, &line->period, &line->value, &line->indicator->unit);
	if (judgement->interval != INTERVAL_NONE) {
		point.has_interval = true;
		point.low = judgement->lower;
		point.high = judgement->upper;
	}
	if (judgement->goal.kind != GOAL_NONE) {
		point.has_target = true;
		point.target_low = ratio_to_double(judgement->goal.low);
		point.target_high = ratio_to_double(judgement->goal.high);
		point.target_text = words_of_goal(work->arena, line, &judgement->goal);
	}
	point.mark = judgement->rating == RATING_NONE ? DOC_MARK_NONE
	                                              : words_rating_mark(judgement->rating);
	point.is_provisional = judgement->is_provisional;
	point.has_break_before = line->breaks_from_previous;
	point.break_words = line->break_note;
	return point;
}

static void add_comparators(struct digest_work *work, size_t at, struct doc_chart *chart)
{
	const struct line *line = &work->input->lines[at];
	for (int kind = 0; kind < COMPARATOR_COUNT; kind++) {
		const struct comparator *comparator = &line->comparators[kind];
		if (!comparator->value.is_known)
			continue;
		struct str figure = printed(work, &comparator->value, &line->indicator->unit);
		struct doc_comparator *out = &chart->comparators[chart->comparator_count++];
		out->symbol = COMPARATOR_SYMBOLS[kind];
		out->value = ratio_to_double(comparator->value.exact);
		out->text = comparator->period.kind == PERIOD_NONE
		                    ? figure
		                    : arena_format(work->arena, "%.*s (%.*s)", STR_ARGS(figure),
		                                   STR_ARGS(words_of_period(
							   work->arena,
							   &comparator->period)));
	}
}

/* The axis a reader expects: nothing to a hundred per cent, unless figures lie
 * beyond it. */
static void set_axis(const struct line *line, struct doc_chart *chart)
{
	if (line->indicator->unit.kind != UNIT_PERCENT)
		return;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (!point->is_missing && (point->value < 0 || point->value > 100))
			return;
		if (point->has_target && (point->target_low < 0 || point->target_high > 100))
			return;
	}
	for (size_t i = 0; i < chart->comparator_count; i++)
		if (chart->comparators[i].value < 0 || chart->comparators[i].value > 100)
			return;
	chart->has_axis = true;
	chart->axis_min = 0;
	chart->axis_max = 100;
}

static void level_chart(struct digest_work *work, size_t at, struct doc_chart *out)
{
	const struct line *line = &work->input->lines[at];
	const struct judgement *judgement = &work->input->judgements[at];
	*out = (struct doc_chart){ .kind = DOC_CHART_LEVEL, .point_count = 1 };
	out->points = arena_new(work->arena, 1, sizeof(*out->points));
	out->points[0] = point_now(work, at);
	add_comparators(work, at, out);
	set_axis(line, out);

	struct str name = indicator_name(line->indicator);
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	buf_format(&words, "Now %.*s", STR_ARGS(out->points[0].text));
	if (judgement->interval != INTERVAL_NONE)
		buf_format(&words, ", 95%% interval %.1f to %.1f", judgement->lower,
		           judgement->upper);
	if (out->points[0].has_target)
		buf_format(&words, ", target %.*s", STR_ARGS(out->points[0].target_text));
	for (size_t i = 0; i < out->comparator_count; i++)
		buf_format(&words, ", %s %.*s", comparator_name(out->comparators[i].symbol),
		           STR_ARGS(out->comparators[i].text));
	buf_add_char(&words, '.');
	out->title = arena_format(work->arena, "%.*s: level", STR_ARGS(name));
	out->description = arena_text(work->arena, buf_view(&words));
}

/* The last `most` points of the history and the figure now. */
static size_t series_points(struct digest_work *work, size_t at, size_t most,
                            struct doc_point **out)
{
	const struct line *line = &work->input->lines[at];
	size_t from = line->history_count + 1 > most ? line->history_count + 1 - most : 0;
	size_t count = line->history_count - from + 1;
	struct doc_point *points = arena_new(work->arena, count, sizeof(*points));
	for (size_t i = from; i < line->history_count; i++) {
		const struct point *past = &line->history[i];
		struct doc_point *point = &points[i - from];
		*point = point_of(work, &past->period, &past->value, &line->indicator->unit);
		/* A band, or another's figure, is known for now alone. */
		if (!rule_brings_goal(&line->rule))
			set_target(work, point,
		           past->profiled.kind != TARGET_NOT_GIVEN ? &past->profiled
		                                                   : &past->target,
		           &line->indicator->unit);
		point->has_break_before = past->breaks && i > from;
		point->break_words = past->break_note;
		point->is_provisional = past->confidence == CONFIDENCE_PROVISIONAL;
	}
	points[count - 1] = point_now(work, at);
	*out = points;
	return count;
}

static size_t known_points(const struct doc_point *points, size_t count)
{
	size_t known = 0;
	for (size_t i = 0; i < count; i++)
		known += !points[i].is_missing;
	return known;
}

/* "; highest 62% in 2024-25 Q3", when neither end of the series is. */
static void add_extreme(const struct doc_chart *chart, const struct doc_point *first,
                        const struct doc_point *last, bool is_high, struct buf *words)
{
	const struct doc_point *extreme = first;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (!point->is_missing && (is_high ? point->value > extreme->value
		                                   : point->value < extreme->value))
			extreme = point;
	}
	if (extreme->value != first->value && extreme->value != last->value)
		buf_format(words, "; %s %.*s in %.*s", is_high ? "highest" : "lowest",
		           STR_ARGS(extreme->text), STR_ARGS(extreme->label));
}

/* "From 42.6% in 2024-25 Q2 to 52.6% in 2024-25 Q4, over 3 periods; highest 62% in
 * 2024-25 Q3. Target 50%." */
static struct str series_words(struct digest_work *work, const struct doc_chart *chart)
{
	const struct doc_point *first = NULL, *last = NULL;
	for (size_t i = 0; i < chart->point_count; i++)
		if (!chart->points[i].is_missing) {
			first = first ? first : &chart->points[i];
			last = &chart->points[i];
		}
	assert(first && last); /* a series is drawn only when it has figures */
	auto_buf words = buf_init(DIGEST_TEXT_MAX_BYTES);
	buf_format(&words, "From %.*s in %.*s to %.*s in %.*s, over %zu periods",
	           STR_ARGS(first->text), STR_ARGS(first->label), STR_ARGS(last->text),
	           STR_ARGS(last->label), chart->point_count);
	add_extreme(chart, first, last, true, &words);
	add_extreme(chart, first, last, false, &words);
	buf_add_char(&words, '.');
	const struct doc_point *now = &chart->points[chart->point_count - 1];
	if (now->has_target)
		buf_format(&words, " Target now %.*s.", STR_ARGS(now->target_text));
	return arena_text(work->arena, buf_view(&words));
}

/* "2024-25 Q2 to 2025-26 Q1. The dashed line is the target." */
static struct str trend_caption(struct digest_work *work, const struct doc_chart *chart)
{
	bool has_target = false;
	for (size_t i = 0; i < chart->point_count; i++)
		has_target |= chart->points[i].has_target;
	return arena_format(work->arena, "%.*s to %.*s.%s", STR_ARGS(chart->points[0].label),
	                    STR_ARGS(chart->points[chart->point_count - 1].label),
	                    has_target ? " The dashed line is the target." : "");
}

/* The period of a chart's point. */
static const struct period *period_at(const struct line *line, const struct doc_chart *chart,
                                      size_t point)
{
	size_t at = line->history_count + 1 - chart->point_count + point;
	return at < line->history_count ? &line->history[at].period : &line->period;
}

/* Whether something happened before all that the chart shows. */
static bool is_before(int32_t date, const struct period *first)
{
	struct period before = period_step_before(first);
	return period_is_dated(&before) ? date <= before.to : date < first->from;
}

/* Each annotation stands at the first period that had not ended before it; what
 * happened in one period stands there together. */
static void add_annotations(struct digest_work *work, const struct line *line,
                            struct doc_chart *chart)
{
	const struct period *first = period_at(line, chart, 0);
	for (size_t i = 0; i < line->annotation_count; i++) {
		const struct annotation *it = &line->annotations[i];
		size_t at = 0;
		if (!period_is_dated(first) || is_before(it->date, first))
			continue;
		while (at < chart->point_count && (!period_is_dated(period_at(line, chart, at)) ||
		                                   period_at(line, chart, at)->to < it->date))
			at++;
		if (at == chart->point_count)
			continue;
		struct str *note = &chart->points[at].note;
		*note = note->len ? arena_format(work->arena, "%.*s; %.*s", STR_ARGS(*note),
		                                 STR_ARGS(it->text))
		                  : it->text;
	}
}

static bool series_chart(struct digest_work *work, size_t at, enum doc_chart_kind kind,
                         struct doc_chart *out)
{
	const struct line *line = &work->input->lines[at];
	size_t most = kind == DOC_CHART_SPARK ? SPARK_PERIODS_MAX : line->history_count + 1;
	size_t least = kind == DOC_CHART_SPARK ? SPARK_FIGURES_MIN : TREND_FIGURES_MIN;
	*out = (struct doc_chart){ .kind = kind };
	out->point_count = series_points(work, at, most, &out->points);
	if (known_points(out->points, out->point_count) < least)
		return false;
	struct str name = indicator_name(line->indicator);
	out->title = arena_format(work->arena, "%.*s: last %zu periods", STR_ARGS(name),
	                          out->point_count);
	out->description = series_words(work, out);
	if (kind == DOC_CHART_TREND) {
		char unit[UNIT_TEXT_BYTES];
		out->unit = arena_text(work->arena,
		                       str_of(unit_print(&line->indicator->unit, unit)));
		out->caption = trend_caption(work, out);
		add_annotations(work, line, out);
		add_comparators(work, at, out);
	}
	return true;
}

bool picture_cell(struct digest_work *work, size_t at, struct doc_chart *out)
{
	if (series_chart(work, at, DOC_CHART_SPARK, out))
		return true;
	if (!work->input->lines[at].value.is_known)
		return false;
	level_chart(work, at, out);
	/* A dot on a line without ends says nothing. */
	return out->has_axis || out->points[0].has_interval || out->points[0].has_target ||
	       out->comparator_count > 0;
}

bool picture_trend(struct digest_work *work, size_t at, struct doc_chart *out)
{
	return series_chart(work, at, DOC_CHART_TREND, out);
}
