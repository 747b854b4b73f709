#include "render/axis.h"

#include <math.h>

static void widen(double number, double *min, double *max)
{
	*min = fmin(*min, number);
	*max = fmax(*max, number);
}

void axis_range(const struct doc_chart *chart, double *min_out, double *max_out)
{
	if (chart->has_axis) {
		*min_out = chart->axis_min;
		*max_out = chart->axis_max;
		return;
	}
	double min = INFINITY, max = -INFINITY;
	for (size_t i = 0; i < chart->point_count; i++) {
		const struct doc_point *point = &chart->points[i];
		if (!point->is_missing)
			widen(point->value, &min, &max);
		if (point->has_interval && !point->is_missing) {
			widen(point->low, &min, &max);
			widen(point->high, &min, &max);
		}
		if (point->has_target) {
			widen(point->target_low, &min, &max);
			widen(point->target_high, &min, &max);
		}
	}
	for (size_t i = 0; i < chart->comparator_count; i++)
		widen(chart->comparators[i].value, &min, &max);
	if (min > max) /* nothing was drawn */
		min = max = 0;
	double room = max > min ? 0 : fmax(1, fabs(max) * 0.1);
	if (chart->kind == DOC_CHART_LEVEL) /* what lies at an end would look like a limit */
		room = fmax(room, (max - min) * 0.12);
	*min_out = min - room;
	*max_out = max + room;
}

double axis_place(const struct axis *axis, double number)
{
	double inside = fmin(fmax(number, axis->min), axis->max);
	return axis->from +
	       (inside - axis->min) / (axis->max - axis->min) * (axis->to - axis->from);
}

double axis_step(double min, double max, int wanted)
{
	double rough = (max - min) / wanted;
	double power = pow(10, floor(log10(rough)));
	double part = rough / power;
	return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
}

int axis_decimals(double step)
{
	int decimals = (int)-floor(log10(step) + 1e-9);
	return decimals > 0 ? decimals : 0;
}
