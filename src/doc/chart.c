#include "doc/chart.h"

#include <assert.h>
#include <math.h>

const char *doc_symbol_letter(enum doc_symbol symbol)
{
	static const char *const LETTERS[DOC_SYMBOL_COUNT] = {
		[DOC_SYMBOL_NEIGHBOURS] = "n",
		[DOC_SYMBOL_REGION] = "r",
		[DOC_SYMBOL_ENGLAND] = "E",
	};
	assert((unsigned)symbol < DOC_SYMBOL_COUNT);
	return LETTERS[symbol] ? LETTERS[symbol] : "";
}

static void check_point(const struct doc_point *point)
{
	assert(point->text.len > 0);
	assert(point->is_missing || isfinite(point->value));
	assert(!point->has_interval || (isfinite(point->low) && isfinite(point->high)));
	assert(!point->has_interval || point->low <= point->high);
	assert(!point->has_target ||
	       (isfinite(point->target_low) && isfinite(point->target_high)));
	assert(!point->has_target || point->target_low <= point->target_high);
	assert(!point->has_target || point->target_text.len > 0);
	assert((unsigned)point->mark < DOC_MARK_COUNT);
}

void doc_chart_check(const struct doc_chart *chart)
{
	assert((unsigned)chart->kind < DOC_CHART_KIND_COUNT);
	assert(chart->title.len > 0 && chart->description.len > 0);
	assert(chart->point_count > 0 && chart->points);
	assert(chart->kind != DOC_CHART_LEVEL || chart->point_count == 1);
	assert(!chart->has_axis || (isfinite(chart->axis_min) && isfinite(chart->axis_max)));
	assert(!chart->has_axis || chart->axis_min < chart->axis_max);
	assert(chart->comparator_count <= DOC_COMPARATORS_MAX);
	for (size_t i = 0; i < chart->point_count; i++)
		check_point(&chart->points[i]);
	for (size_t i = 0; i < chart->comparator_count; i++) {
		assert(*doc_symbol_letter(chart->comparators[i].symbol));
		assert(isfinite(chart->comparators[i].value));
	}
}
