/* The trend: one series over time with its axes, targets, notes and breaks. */
#include <math.h>
#include <stdio.h>

#include "render/axis.h"
#include "render/chart_ink.h"

enum {
	PLOT_HEIGHT = 190,
	LINE_HEIGHT = 16,
	BOTTOM_HEIGHT = 42, /* two lines of period labels */
	LETTER_WIDTH = 14,
	NOTE_LINES_MAX = 3,
	NOTES_MAX = 24, /* more than that would be a wall of text */
};

#define TYPE_SIZE 13.0

struct trend {
	struct svg svg;
	const struct doc_chart *chart;
	struct axis y;
	double left;
	double right;
	double top;
	double bottom;
	double step; /* between round labels */
};

static const struct svg_type AXIS_TYPE = {
	.size = TYPE_SIZE, .fill = INK_GREY, .anchor = SVG_ANCHOR_END
};
static const struct svg_style RULE = { .stroke = "#dcdfe1", .stroke_width = 1 };
static const struct svg_style BASE = { .stroke = INK_BLACK, .stroke_width = 1.2 };
static const struct svg_style TARGET = {
	.stroke = INK_GREY, .stroke_width = 1.6, .dash = "6 4"
};
static const struct svg_style SERIES = {
	.stroke = INK_BLACK, .stroke_width = 2.2, .has_round_ends = true
};
static const struct svg_style INTERVAL = { .stroke = INK_BAR, .stroke_width = 6 };
static const struct svg_style BREAK = {
	.stroke = INK_GREY, .stroke_width = 1.6, .dash = INK_DOTS, .has_round_ends = true
};
static const struct svg_style NOTE_LINE = { .stroke = INK_BAR, .stroke_width = 1 };
static const struct svg_style PAPER = { .fill = INK_WHITE };

static double place_x(const struct trend *trend, size_t i)
{
	double width = trend->right - trend->left;
	return trend->left + width * ((double)i + 0.5) / (double)trend->chart->point_count;
}

static double pitch(const struct trend *trend)
{
	return (trend->right - trend->left) / (double)trend->chart->point_count;
}

/* How far the line climbs, in pixels, to a point (`to` true) or from it; 0 where
 * no line is drawn. */
static double climb(const struct trend *trend, size_t i, bool to)
{
	const struct doc_point *points = trend->chart->points;
	size_t later = to ? i : i + 1;
	if (later == 0 || later == trend->chart->point_count || points[later].is_missing ||
	    points[later - 1].is_missing || points[later].has_break_before)
		return 0;
	return axis_place(&trend->y, points[later - 1].value) -
	       axis_place(&trend->y, points[later].value);
}

/* Where the number of a point stands so that the line does not cross it: below in
 * a trough, else above, and to the outer side of a slope. */
struct number_place {
	bool is_below;
	double dx;
};

static struct number_place place_number(const struct trend *trend, size_t i)
{
	const double steep = 8, aside = 20;
	double before = climb(trend, i, true), after = climb(trend, i, false);
	struct number_place place = { .is_below = after - before > 0 };
	if (before < -steep && after < -steep)
		place = (struct number_place){ .dx = aside };
	if (before > steep && after > steep)
		place = (struct number_place){ .dx = -aside };
	return place;
}

/* Whether every figure has room for its number, else the latest alone has one. */
static bool has_all_numbers(const struct trend *trend)
{
	double widest = 0;
	for (size_t i = 0; i < trend->chart->point_count; i++)
		if (!trend->chart->points[i].is_missing)
			widest = fmax(widest,
			              svg_text_width(trend->chart->points[i].text, TYPE_SIZE));
	return widest + 4 <= pitch(trend);
}

/* The middle of the base line of a point's number. */
static struct svg_point number_base(const struct trend *trend, size_t i)
{
	const struct doc_point *point = &trend->chart->points[i];
	struct number_place place = place_number(trend, i);
	double edge = point->value;
	if (point->has_interval)
		edge = place.is_below ? point->low : point->high;
	return (struct svg_point){
		.x = place_x(trend, i) + place.dx,
		.y = axis_place(&trend->y, edge) + (place.is_below ? 18 : -9),
	};
}

/* --- notes: rows of text above the plot, each with a line down to its period --- */

struct note {
	size_t point;
	bool is_break;
	double x;
	bool is_leftward; /* the text ends at x instead of beginning there */
	struct str lines[NOTE_LINES_MAX];
	size_t line_count;
	double y; /* base line of the first line */
};

/* Breaks words into lines of at most `width` pixels; what is too much stays on
 * the last line. */
static void wrap(struct note *note, struct str text, double width)
{
	while (text.len && note->line_count < NOTE_LINES_MAX) {
		size_t cut = text.len;
		if (note->line_count + 1 < NOTE_LINES_MAX)
			while (svg_text_width((struct str){ text.ptr, cut }, TYPE_SIZE) > width) {
				size_t space = cut;
				while (space > 0 && text.ptr[space - 1] != ' ')
					space--;
				if (space == 0)
					break;
				cut = space - 1;
			}
		note->lines[note->line_count++] = (struct str){ text.ptr, cut };
		text = str_trim(str_slice(text, cut, text.len));
	}
}

static size_t collect_notes(const struct trend *trend, struct note notes[NOTES_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < trend->chart->point_count; i++) {
		const struct doc_point *point = &trend->chart->points[i];
		const struct str texts[] = {
			point->has_break_before ? point->break_words : (struct str){ 0 },
			point->note,
		};
		for (size_t k = 0; k < COUNT_OF(texts) && count < NOTES_MAX; k++) {
			if (!texts[k].len)
				continue;
			struct note *note = &notes[count++];
			*note = (struct note){ .point = i, .is_break = k == 0 };
			note->x = place_x(trend, i) - (note->is_break ? pitch(trend) / 2 : 0);
			note->is_leftward = note->x > (trend->left + trend->right) / 2;
			double room = note->is_leftward ? note->x - trend->left
			                                : trend->right - note->x;
			wrap(note, texts[k], room - 6);
		}
	}
	return count;
}

/* Gives each note its rows and returns the height of all. */
static double stack_notes(struct note *notes, size_t count)
{
	double height = 0;
	for (size_t i = 0; i < count; i++) {
		notes[i].y = height + TYPE_SIZE;
		height += (double)notes[i].line_count * LINE_HEIGHT;
	}
	return count ? height + 8 : 0;
}

static void draw_note_lines(struct trend *trend, const struct note *notes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct doc_point *point = &trend->chart->points[notes[i].point];
		double end = trend->bottom;
		if (!notes[i].is_break && !point->is_missing) /* stops short of the number */
			end = axis_place(&trend->y, point->has_interval ? point->high
			                                                : point->value) -
			      (place_number(trend, notes[i].point).is_below ? 6 : 24);
		svg_line(&trend->svg, (struct svg_point){ notes[i].x, notes[i].y - TYPE_SIZE + 2 },
		         (struct svg_point){ notes[i].x, end },
		         notes[i].is_break ? &BREAK : &NOTE_LINE);
	}
	/* A break without words still has its line. */
	for (size_t i = 1; i < trend->chart->point_count; i++) {
		const struct doc_point *point = &trend->chart->points[i];
		double x = place_x(trend, i) - pitch(trend) / 2;
		if (point->has_break_before && !point->break_words.len)
			svg_line(&trend->svg, (struct svg_point){ x, trend->top },
			         (struct svg_point){ x, trend->bottom }, &BREAK);
	}
}

static void draw_note_texts(struct trend *trend, const struct note *notes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct note *note = &notes[i];
		struct svg_type type = AXIS_TYPE;
		type.anchor = note->is_leftward ? SVG_ANCHOR_END : SVG_ANCHOR_START;
		for (size_t k = 0; k < note->line_count; k++) {
			double y = note->y + (double)k * LINE_HEIGHT;
			double width = svg_text_width(note->lines[k], TYPE_SIZE);
			double x = note->x + (note->is_leftward ? -5 : 5);
			/* Lines of other notes pass behind. */
			svg_rect(&trend->svg,
			         (struct svg_point){ note->is_leftward ? x - width : x,
			                             y - TYPE_SIZE + 1 },
			         width, LINE_HEIGHT, &PAPER);
			svg_text(&trend->svg, (struct svg_point){ x, y }, &type, note->lines[k]);
		}
	}
}

/* --- axes --- */

/* A number with its separators of thousands. */
static void print_label(double number, int decimals, char *out, size_t out_bytes)
{
	char plain[48];
	int len = snprintf(plain, sizeof(plain), "%.*f", decimals, fabs(number));
	int whole = decimals ? len - decimals - 1 : len;
	size_t at = 0;
	if (number < 0)
		out[at++] = '-';
	for (int i = 0; i < len && at + 2 < out_bytes; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = plain[i];
	}
	out[at] = '\0';
}

static bool unit_is(const struct doc_chart *chart, const char *unit)
{
	return str_equal(chart->unit, str_of(unit));
}

static void draw_y_axis(struct trend *trend)
{
	int decimals = axis_decimals(trend->step);
	const char *before = unit_is(trend->chart, "£") ? "£" : "";
	const char *after = unit_is(trend->chart, "%") ? "%" : "";
	int count = (int)lround((trend->y.max - trend->y.min) / trend->step);
	for (int i = 0; i <= count; i++) {
		double number = trend->y.min + i * trend->step;
		double y = axis_place(&trend->y, number);
		svg_line(&trend->svg, (struct svg_point){ trend->left, y },
		         (struct svg_point){ trend->right, y }, i ? &RULE : &BASE);
		char plain[64], text[80];
		print_label(fabs(number) < trend->step / 2 ? 0 : number, decimals, plain,
		            sizeof(plain));
		int len = snprintf(text, sizeof(text), "%s%s%s", before, plain, after);
		svg_text(&trend->svg, (struct svg_point){ trend->left - 7, y + 4.5 }, &AXIS_TYPE,
		         (struct str){ text, (size_t)len });
	}
	if (*before || *after || !trend->chart->unit.len)
		return;
	struct svg_type type = AXIS_TYPE;
	type.anchor = SVG_ANCHOR_START;
	svg_text(&trend->svg, (struct svg_point){ 2, trend->top - 9 }, &type, trend->chart->unit);
}

/* "2013-14 Q3" is printed as "Q3" over "2013-14", "May 2018" as it stands. */
struct label {
	struct str upper;
	struct str lower;
};

static struct label split_label(struct str text)
{
	size_t space = text.len;
	while (space > 0 && text.ptr[space - 1] != ' ')
		space--;
	if (space == 0)
		return (struct label){ text, { 0 } };
	struct str before = { text.ptr, space - 1 };
	struct str after = str_slice(text, space, text.len);
	bool ends_in_year = after.len >= 4 && after.ptr[0] >= '1' && after.ptr[0] <= '2';
	return ends_in_year ? (struct label){ before, after } : (struct label){ after, before };
}

static void draw_x_axis(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	struct svg_type type = AXIS_TYPE;
	type.anchor = SVG_ANCHOR_MIDDLE;
	double widest = 0;
	for (size_t i = 0; i < chart->point_count; i++) {
		struct label label = split_label(chart->points[i].label);
		widest = fmax(widest, svg_text_width(label.upper, TYPE_SIZE));
	}
	size_t every = (size_t)ceil((widest + 8) / pitch(trend));
	/* Counted from the end, so that the latest period has its label. */
	struct str lower_before = { 0 };
	double lower_end = -INFINITY;
	for (size_t i = (chart->point_count - 1) % every; i < chart->point_count; i += every) {
		struct label label = split_label(chart->points[i].label);
		double x = place_x(trend, i);
		svg_text(&trend->svg, (struct svg_point){ x, trend->bottom + 17 }, &type,
		         label.upper);
		double half = svg_text_width(label.lower, TYPE_SIZE) / 2;
		if (str_equal(label.lower, lower_before) || x - half < lower_end)
			continue;
		svg_text(&trend->svg, (struct svg_point){ x, trend->bottom + 34 }, &type,
		         label.lower);
		lower_before = label.lower;
		lower_end = x + half + 8;
	}
}

/* --- targets and comparators --- */

/* The last point that has the same target as point `i`. */
static size_t target_end(const struct doc_chart *chart, size_t i)
{
	const struct doc_point *point = &chart->points[i];
	while (i + 1 < chart->point_count && chart->points[i + 1].has_target &&
	       chart->points[i + 1].target_low == point->target_low &&
	       chart->points[i + 1].target_high == point->target_high)
		i++;
	return i;
}

struct box {
	double left;
	double right;
	double top;
	double bottom;
};

static bool boxes_meet(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom &&
	       b->top < a->bottom;
}

/* What the dot and the number of a point cover. */
static struct box number_box(const struct trend *trend, size_t i)
{
	const struct doc_point *point = &trend->chart->points[i];
	struct svg_point base = number_base(trend, i);
	double half = svg_text_width(point->text, TYPE_SIZE) / 2;
	double y = axis_place(&trend->y, point->value);
	return (struct box){
		.left = base.x - half,
		.right = base.x + half,
		.top = fmin(base.y - TYPE_SIZE, y - 6),
		.bottom = fmax(base.y + 3, y + 6),
	};
}

static bool is_free(const struct trend *trend, const struct box *box)
{
	for (size_t i = 0; i < trend->chart->point_count; i++) {
		if (trend->chart->points[i].is_missing)
			continue;
		struct box number = number_box(trend, i);
		if (boxes_meet(box, &number))
			return false;
	}
	return true;
}

/* The base line for the words of a target that has ended: over or under its line,
 * at its start or further along, wherever no figure stands. */
static struct svg_point target_word_place(const struct trend *trend, struct str text,
                                          double from, double to, double y)
{
	double width = svg_text_width(text, TYPE_SIZE);
	for (double x = from + 4; x + width <= to; x += 8) {
		const double bases[] = { y - 6, y + 15 };
		for (size_t k = 0; k < COUNT_OF(bases); k++) {
			struct box box = { x, x + width, bases[k] - TYPE_SIZE, bases[k] + 3 };
			if (is_free(trend, &box))
				return (struct svg_point){ x, bases[k] };
		}
	}
	return (struct svg_point){ from + 4, y - 6 };
}

static void draw_targets(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	struct svg_type type = AXIS_TYPE;
	type.anchor = SVG_ANCHOR_START;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (!point->has_target)
			continue;
		size_t last = target_end(chart, i);
		double from = place_x(trend, i) - pitch(trend) / 2;
		double to = place_x(trend, last) + pitch(trend) / 2;
		double low = axis_place(&trend->y, point->target_low);
		double high = axis_place(&trend->y, point->target_high);
		svg_line(&trend->svg, (struct svg_point){ from, low },
		         (struct svg_point){ to, low }, &TARGET);
		if (low != high)
			svg_line(&trend->svg, (struct svg_point){ from, high },
			         (struct svg_point){ to, high }, &TARGET);
		if (last + 1 == chart->point_count) {
			double x = trend->right + (chart->comparator_count ? LETTER_WIDTH + 6 : 6);
			double y = (low + high) / 2;
			svg_text(&trend->svg, (struct svg_point){ x, y - 2 }, &type, STR("target"));
			svg_text(&trend->svg, (struct svg_point){ x, y + 13 }, &type,
			         point->target_text);
		} else {
			svg_text(&trend->svg,
			         target_word_place(trend, point->target_text, from, to, high),
			         &type, point->target_text);
		}
		i = last;
	}
}

static void draw_letters(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	static const struct svg_style TICK = { .stroke = INK_GREY, .stroke_width = 1.6 };
	struct svg_type type = AXIS_TYPE;
	type.anchor = SVG_ANCHOR_START;
	double taken[DOC_COMPARATORS_MAX];
	for (size_t i = 0; i < chart->comparator_count; i++) {
		double y = axis_place(&trend->y, chart->comparators[i].value);
		svg_line(&trend->svg, (struct svg_point){ trend->right - 6, y },
		         (struct svg_point){ trend->right + 3, y }, &TICK);
		double letter_y = y + 4;
		for (size_t k = 0; k < i; k++)
			if (fabs(taken[k] - letter_y) < TYPE_SIZE)
				letter_y = taken[k] + copysign(TYPE_SIZE, letter_y - taken[k]);
		taken[i] = letter_y;
		svg_text(&trend->svg, (struct svg_point){ trend->right + 6, letter_y }, &type,
		         str_of(doc_symbol_letter(chart->comparators[i].symbol)));
	}
}

/* --- the series --- */

static void draw_series(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	struct svg_point before = { 0 };
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (point->is_missing)
			continue;
		struct svg_point at = { place_x(trend, i), axis_place(&trend->y, point->value) };
		if (point->has_interval)
			svg_line(&trend->svg,
			         (struct svg_point){ at.x, axis_place(&trend->y, point->low) },
			         (struct svg_point){ at.x, axis_place(&trend->y, point->high) },
			         &INTERVAL);
		if (i > 0 && !chart->points[i - 1].is_missing && !point->has_break_before)
			svg_line(&trend->svg, before, at, &SERIES);
		before = at;
	}
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		struct svg_point at = { place_x(trend, i), trend->bottom };
		if (!point->is_missing)
			at.y = axis_place(&trend->y, point->value);
		if (point->is_missing)
			chart_ink_gap(&trend->svg, (struct svg_point){ at.x, at.y - 6 });
		else
			chart_ink_dot(&trend->svg, at, 4, point->is_provisional);
	}
}

static void draw_numbers(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	size_t last = chart->point_count - 1;
	for (size_t i = has_all_numbers(trend) ? 0 : last; i < chart->point_count; i++) {
		struct svg_type type = {
			.size = TYPE_SIZE,
			.fill = INK_BLACK,
			.is_bold = i == last,
			.anchor = SVG_ANCHOR_MIDDLE,
		};
		if (!chart->points[i].is_missing)
			svg_text(&trend->svg, number_base(trend, i), &type, chart->points[i].text);
	}
}

/* White behind the numbers, so that target and guide lines pass behind them. */
static void clear_numbers(struct trend *trend)
{
	const struct doc_chart *chart = trend->chart;
	size_t first = has_all_numbers(trend) ? 0 : chart->point_count - 1;
	for (size_t i = first; i < chart->point_count; i++) {
		if (chart->points[i].is_missing)
			continue;
		struct svg_point base = number_base(trend, i);
		double width = svg_text_width(chart->points[i].text, TYPE_SIZE);
		svg_rect(&trend->svg,
		         (struct svg_point){ base.x - width / 2, base.y - TYPE_SIZE + 2 }, width,
		         TYPE_SIZE, &PAPER);
	}
}

static double right_margin(const struct doc_chart *chart)
{
	const struct doc_point *last = &chart->points[chart->point_count - 1];
	double target = last->has_target ? svg_text_width(STR("target"), TYPE_SIZE) : 0;
	if (last->has_target)
		target = fmax(target, svg_text_width(last->target_text, TYPE_SIZE));
	return 6 + target + (chart->comparator_count ? LETTER_WIDTH : 0);
}

struct picture chart_ink_trend(const struct doc_chart *chart, int width, struct str id,
                               struct arena *arena)
{
	struct trend trend = { .chart = chart, .left = 48, .right = width - right_margin(chart) };
	double min, max;
	axis_range(chart, &min, &max);
	trend.step = axis_step(min, max, 4);
	trend.y.min = chart->has_axis ? min : floor(min / trend.step) * trend.step;
	trend.y.max = chart->has_axis ? max : ceil(max / trend.step) * trend.step;
	/* Numbers below the lowest figure need room that is not the axis itself. */
	if (!chart->has_axis && trend.y.min > 0 && min - trend.y.min < trend.step / 2)
		trend.y.min -= trend.step;

	struct note notes[NOTES_MAX];
	size_t note_count = collect_notes(&trend, notes);
	bool has_unit_line = chart->unit.len && !unit_is(chart, "%") && !unit_is(chart, "£");
	trend.top = stack_notes(notes, note_count) + (has_unit_line ? 28 : 18);
	trend.bottom = trend.top + PLOT_HEIGHT;
	trend.y.from = trend.bottom;
	trend.y.to = trend.top;

	int height = (int)ceil(trend.bottom + BOTTOM_HEIGHT);
	trend.svg = svg_begin(width, height, id, chart->title, chart->description);
	draw_y_axis(&trend);
	draw_x_axis(&trend);
	draw_note_lines(&trend, notes, note_count);
	draw_targets(&trend);
	draw_letters(&trend);
	clear_numbers(&trend);
	draw_series(&trend);
	draw_numbers(&trend);
	draw_note_texts(&trend, notes, note_count);
	return svg_finish(&trend.svg, arena);
}
