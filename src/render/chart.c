#include "render/chart.h"

#include <assert.h>
#include <math.h>

#include "render/axis.h"
#include "render/chart_ink.h"

enum { TREND_WIDTH = 640, TREND_NARROW_WIDTH = 260 };

static const struct svg_style RULE = { .stroke = INK_RULE, .stroke_width = 1 };
static const struct svg_style TICK = { .stroke = INK_BLACK, .stroke_width = 2.5 };
static const struct svg_style SMALL_TICK = { .stroke = INK_GREY, .stroke_width = 1.3 };
static const struct svg_style BAR = { .fill = INK_BAR };
static const struct svg_style LINE = {
	.stroke = INK_BLACK, .stroke_width = 1.8, .has_round_ends = true
};
static const struct svg_style TARGET_LINE = {
	.stroke = INK_GREY, .stroke_width = 1.4, .dash = INK_DASH
};
static const struct svg_style BREAK_LINE = {
	.stroke = INK_GREY, .stroke_width = 1.4, .dash = INK_DOTS, .has_round_ends = true
};

void chart_ink_gap(struct svg *svg, struct svg_point at)
{
	static const struct svg_style CROSS = { .stroke = INK_GREY, .stroke_width = 1.4 };
	const double arm = 2.2;
	svg_line(svg, (struct svg_point){ at.x - arm, at.y - arm },
	         (struct svg_point){ at.x + arm, at.y + arm }, &CROSS);
	svg_line(svg, (struct svg_point){ at.x - arm, at.y + arm },
	         (struct svg_point){ at.x + arm, at.y - arm }, &CROSS);
}

void chart_ink_dot(struct svg *svg, struct svg_point at, double radius, bool is_hollow)
{
	static const struct svg_style FULL = {
		.fill = INK_BLACK, .stroke = INK_WHITE, .stroke_width = 1.2
	};
	static const struct svg_style HOLLOW = {
		.fill = INK_WHITE, .stroke = INK_BLACK, .stroke_width = 1.8
	};
	svg_circle(svg, at, is_hollow ? radius - 0.3 : radius + 0.6, is_hollow ? &HOLLOW : &FULL);
}

/* --- level: where the figure stands now --- */

enum { LEVEL_LINE_Y = 22, LEVEL_LETTER_Y = 11, LEVEL_LETTER_GAP = 9 };

/* Places letters from left to right without one covering another. */
static void place_letters(double *places, size_t count, const struct axis *axis)
{
	for (size_t i = 1; i < count; i++)
		places[i] = fmax(places[i], places[i - 1] + LEVEL_LETTER_GAP);
	double limit = axis->to + 2;
	for (size_t i = count; i-- > 0; limit = places[i] - LEVEL_LETTER_GAP)
		places[i] = fmin(places[i], limit);
}

static void draw_comparators(struct svg *svg, const struct doc_chart *chart,
                             const struct axis *axis)
{
	static const struct svg_type LETTER = {
		.size = 12.5, .fill = INK_GREY, .anchor = SVG_ANCHOR_MIDDLE
	};
	struct doc_comparator sorted[DOC_COMPARATORS_MAX];
	double places[DOC_COMPARATORS_MAX];
	size_t count = 0;
	for (size_t i = 0; i < chart->comparator_count; i++) {
		size_t at = count++;
		for (; at > 0 && sorted[at - 1].value > chart->comparators[i].value; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = chart->comparators[i];
	}
	for (size_t i = 0; i < count; i++)
		places[i] = axis_place(axis, sorted[i].value);
	place_letters(places, count, axis);
	for (size_t i = 0; i < count; i++) {
		double x = axis_place(axis, sorted[i].value);
		svg_line(svg, (struct svg_point){ x, LEVEL_LETTER_Y + 2.5 },
		         (struct svg_point){ x, LEVEL_LINE_Y - 4.5 }, &SMALL_TICK);
		svg_text(svg, (struct svg_point){ places[i], LEVEL_LETTER_Y }, &LETTER,
		         str_of(doc_symbol_letter(sorted[i].symbol)));
	}
}

static void draw_level_target(struct svg *svg, const struct doc_point *now,
                              const struct axis *axis)
{
	double low = axis_place(axis, now->target_low);
	double high = axis_place(axis, now->target_high);
	svg_line(svg, (struct svg_point){ low, LEVEL_LINE_Y - 8 },
	         (struct svg_point){ low, LEVEL_LINE_Y + 8 }, &TICK);
	if (now->target_low == now->target_high)
		return;
	svg_line(svg, (struct svg_point){ high, LEVEL_LINE_Y - 8 },
	         (struct svg_point){ high, LEVEL_LINE_Y + 8 }, &TICK);
	svg_line(svg, (struct svg_point){ low, LEVEL_LINE_Y + 8 },
	         (struct svg_point){ high, LEVEL_LINE_Y + 8 }, &SMALL_TICK);
}

static void draw_level(struct svg *svg, const struct doc_chart *chart)
{
	struct axis axis = { .from = 6, .to = CHART_CELL_WIDTH - 6 };
	axis_range(chart, &axis.min, &axis.max);
	const struct doc_point *now = &chart->points[0];
	svg_line(svg, (struct svg_point){ axis.from, LEVEL_LINE_Y },
	         (struct svg_point){ axis.to, LEVEL_LINE_Y }, &RULE);
	if (now->has_interval && !now->is_missing) {
		double low = axis_place(&axis, now->low), high = axis_place(&axis, now->high);
		svg_rect(svg, (struct svg_point){ low, LEVEL_LINE_Y - 3 }, fmax(high - low, 1), 6,
		         &BAR);
	}
	draw_comparators(svg, chart, &axis);
	if (now->has_target)
		draw_level_target(svg, now, &axis);
	struct svg_point at = { axis.from + 4, LEVEL_LINE_Y };
	if (now->is_missing) {
		chart_ink_gap(svg, at);
		return;
	}
	at.x = axis_place(&axis, now->value);
	chart_ink_dot(svg, at, 4.2, now->is_provisional);
}

/* --- spark: the way here --- */

enum { SPARK_BASE_Y = 30 };

static double spark_x(const struct doc_chart *chart, size_t i)
{
	const double from = 5, to = CHART_CELL_WIDTH - 7;
	if (chart->point_count == 1)
		return to;
	return from + (to - from) * (double)i / (double)(chart->point_count - 1);
}

/* Whether a line leads from the point before to this one. */
static bool is_joined(const struct doc_chart *chart, size_t i)
{
	return i > 0 && !chart->points[i].is_missing && !chart->points[i - 1].is_missing &&
	       !chart->points[i].has_break_before;
}

static void draw_spark_target(struct svg *svg, const struct doc_chart *chart,
                              const struct axis *axis)
{
	double half = chart->point_count > 1 ? spark_x(chart, 1) - spark_x(chart, 0) : 20;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (!point->has_target)
			continue;
		size_t last = i; /* of the points with the same target */
		while (last + 1 < chart->point_count && chart->points[last + 1].has_target &&
		       chart->points[last + 1].target_low == point->target_low &&
		       chart->points[last + 1].target_high == point->target_high)
			last++;
		double from = fmax(spark_x(chart, i) - half / 2, 0);
		double to = fmin(spark_x(chart, last) + half / 2, CHART_CELL_WIDTH);
		double low = axis_place(axis, point->target_low);
		double high = axis_place(axis, point->target_high);
		svg_line(svg, (struct svg_point){ from, low }, (struct svg_point){ to, low },
		         &TARGET_LINE);
		if (low != high)
			svg_line(svg, (struct svg_point){ from, high },
			         (struct svg_point){ to, high }, &TARGET_LINE);
		i = last;
	}
}

static void draw_spark(struct svg *svg, const struct doc_chart *chart)
{
	struct axis axis = { .from = SPARK_BASE_Y - 5, .to = 5 };
	axis_range(chart, &axis.min, &axis.max);
	draw_spark_target(svg, chart, &axis);
	struct svg_point last = { 0 };
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		struct svg_point at = { spark_x(chart, i), axis_place(&axis, point->value) };
		if (point->has_break_before && i > 0) {
			double x = (spark_x(chart, i - 1) + at.x) / 2;
			svg_line(svg, (struct svg_point){ x, 3 },
			         (struct svg_point){ x, SPARK_BASE_Y }, &BREAK_LINE);
		}
		if (point->is_missing) {
			chart_ink_gap(svg, (struct svg_point){ at.x, SPARK_BASE_Y });
			continue;
		}
		bool is_alone = !is_joined(chart, i) &&
		                (i + 1 == chart->point_count || !is_joined(chart, i + 1));
		if (is_joined(chart, i))
			svg_line(svg, last, at, &LINE);
		else if (is_alone && i + 1 < chart->point_count)
			chart_ink_dot(svg, at, 2, point->is_provisional);
		last = at;
	}
	const struct doc_point *now = &chart->points[chart->point_count - 1];
	if (!now->is_missing)
		chart_ink_dot(svg, last, 3.6, now->is_provisional);
}

/* --- what others call --- */

struct picture chart_draw(const struct doc_chart *chart, struct str id, struct arena *arena)
{
	if (chart->kind == DOC_CHART_TREND)
		return chart_ink_trend(chart, TREND_WIDTH, id, arena);
	struct svg svg = svg_begin(CHART_CELL_WIDTH, CHART_CELL_HEIGHT, id, chart->title,
	                           chart->description);
	if (chart->kind == DOC_CHART_LEVEL)
		draw_level(&svg, chart);
	else
		draw_spark(&svg, chart);
	return svg_finish(&svg, arena);
}

struct picture chart_draw_narrow(const struct doc_chart *chart, struct str id,
                                 struct arena *arena)
{
	assert(chart->kind == DOC_CHART_TREND);
	return chart_ink_trend(chart, TREND_NARROW_WIDTH, id, arena);
}

struct picture chart_draw_mark(enum doc_mark mark, struct arena *arena)
{
	assert(mark != DOC_MARK_NONE);
	const struct doc_mark_face *face = doc_mark_face(mark);
	struct svg_style style = {
		.fill = face->is_filled ? face->colour : NULL,
		.stroke = face->is_filled ? NULL : face->colour,
		.stroke_width = face->stroke_tenths / 10.0,
	};
	struct svg svg = svg_begin_hidden(DOC_MARK_BOX, DOC_MARK_BOX);
	svg_path(&svg, face->path, &style);
	return svg_finish(&svg, arena);
}

static int symbol_width(enum doc_symbol symbol)
{
	static const int WIDTHS[DOC_SYMBOL_COUNT] = {
		[DOC_SYMBOL_INTERVAL] = 22,
		[DOC_SYMBOL_LINE] = 22,
		[DOC_SYMBOL_TARGET_LINE] = 22,
		[DOC_SYMBOL_TARGET] = 6,
		[DOC_SYMBOL_BREAK] = 6,
	};
	return WIDTHS[symbol] ? WIDTHS[symbol] : 11;
}

struct picture chart_draw_symbol(enum doc_symbol symbol, struct arena *arena)
{
	static const struct svg_type LETTER = {
		.size = 12.5, .fill = INK_GREY, .anchor = SVG_ANCHOR_MIDDLE
	};
	assert((unsigned)symbol < DOC_SYMBOL_COUNT);
	int width = symbol_width(symbol);
	const struct svg_point middle = { width / 2.0, 7 };
	struct svg svg = svg_begin_hidden(width, 14);
	switch (symbol) {
	case DOC_SYMBOL_NOW:
		chart_ink_dot(&svg, middle, 4.2, false);
		break;
	case DOC_SYMBOL_INTERVAL:
		svg_rect(&svg, (struct svg_point){ 0, 4 }, width, 6, &BAR);
		break;
	case DOC_SYMBOL_TARGET:
		svg_line(&svg, (struct svg_point){ middle.x, 0 },
		         (struct svg_point){ middle.x, 14 }, &TICK);
		break;
	case DOC_SYMBOL_LINE:
		svg_line(&svg, (struct svg_point){ 1, 7 }, (struct svg_point){ 17, 7 }, &LINE);
		chart_ink_dot(&svg, (struct svg_point){ 17, 7 }, 3.6, false);
		break;
	case DOC_SYMBOL_TARGET_LINE:
		svg_line(&svg, (struct svg_point){ 0, 7 }, (struct svg_point){ width, 7 },
		         &TARGET_LINE);
		break;
	case DOC_SYMBOL_BREAK:
		svg_line(&svg, (struct svg_point){ middle.x, 1 },
		         (struct svg_point){ middle.x, 13 }, &BREAK_LINE);
		break;
	case DOC_SYMBOL_GAP:
		chart_ink_gap(&svg, middle);
		break;
	case DOC_SYMBOL_NEIGHBOURS:
	case DOC_SYMBOL_REGION:
	case DOC_SYMBOL_ENGLAND:
		svg_text(&svg, (struct svg_point){ middle.x, 11 }, &LETTER,
		         str_of(doc_symbol_letter(symbol)));
		break;
	case DOC_SYMBOL_COUNT:
		assert(false);
	}
	return svg_finish(&svg, arena);
}
