#include "series/standing.h"

#include <assert.h>
#include <stdlib.h>

bool standing_mean(const struct ratio *values, size_t count, struct ratio *out)
{
	if (count == 0)
		return false;
	struct ratio sum = ratio_whole(0);
	for (size_t i = 0; i < count; i++)
		sum = ratio_add(sum, values[i]);
	*out = ratio_divide(sum, ratio_whole((int64_t)count));
	return true;
}

static int by_size(const void *a, const void *b)
{
	return ratio_compare(*(const struct ratio *)a, *(const struct ratio *)b);
}

void standing_sort(struct ratio *values, size_t count)
{
	if (count > 1)
		qsort(values, count, sizeof(*values), by_size);
}

bool standing_median(const struct ratio *sorted, size_t count, struct ratio *out)
{
	if (count == 0)
		return false;
	*out = standing_cut(sorted, count, 2);
	return true;
}

struct ratio standing_cut(const struct ratio *sorted, size_t count, int quarter)
{
	assert(count > 0 && quarter >= 0 && quarter <= 4);
	size_t quarters = (count - 1) * (size_t)quarter;
	size_t at = quarters / 4;
	int64_t beyond = (int64_t)(quarters % 4);
	if (beyond == 0)
		return sorted[at];
	struct ratio step = ratio_subtract(sorted[at + 1], sorted[at]);
	return ratio_add(sorted[at], ratio_multiply(step, ratio_of(beyond, 4)));
}

enum standing_band standing_band(const struct ratio *sorted, size_t count, struct ratio value,
                                 enum polarity polarity)
{
	if (count == 0 || (polarity != POLARITY_HIGH && polarity != POLARITY_LOW))
		return STANDING_BAND_NONE;
	int quarter = 1;
	while (quarter < 4 && ratio_compare(value, standing_cut(sorted, count, quarter)) > 0)
		quarter++;
	return polarity == POLARITY_LOW ? (enum standing_band)quarter
	                                : (enum standing_band)(5 - quarter);
}

const char *standing_band_word(enum standing_band band)
{
	static const char *const WORDS[] = { "", "A", "B", "C", "D" };
	assert(band < STANDING_BAND_COUNT);
	return WORDS[band];
}

size_t standing_rank(const struct ratio *values, size_t count, struct ratio value,
                     enum polarity polarity)
{
	if (polarity != POLARITY_HIGH && polarity != POLARITY_LOW)
		return 0;
	size_t better = 0;
	for (size_t i = 0; i < count; i++) {
		int order = ratio_compare(values[i], value);
		better += polarity == POLARITY_HIGH ? order > 0 : order < 0;
	}
	return better + 1;
}

bool standing_years_follow(const struct period *older, const struct period *newer)
{
	if (!period_is_dated(older) || !period_is_dated(newer))
		return false;
	struct period before = period_year_before(newer);
	return period_equal(&before, older);
}
