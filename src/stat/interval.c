#include "stat/interval.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

#include "stat/quantile.h"

enum { EXACT_BELOW = 10 }; /* counts under this get exact limits */

/* The two-sided normal deviate of a level. */
static double deviate(double level)
{
	assert(level > 0 && level < 1);
	return quantile_normal(1 - (1 - level) / 2);
}

enum status interval_wilson(int64_t events, int64_t total, double level, struct interval *out,
                            struct err *err)
{
	if (total < 1)
		return err_set(err, E_INPUT, "a proportion of %" PRId64 " has no interval", total);
	if (events < 0 || events > total)
		return err_set(err, E_INPUT, "%" PRId64 " of %" PRId64 " is no proportion", events,
		               total);
	double z = deviate(level);
	double x = (double)events;
	double n = (double)total;
	double middle = 2 * x + z * z;
	double reach = z * sqrt(z * z + 4 * x * (1 - x / n));
	double scale = 2 * (n + z * z);
	*out = (struct interval){
		.value = x / n,
		/* At the ends the formula gives 0 and 1 but for rounding. */
		.lower = events == 0 ? 0 : (middle - reach) / scale,
		.upper = events == total ? 1 : (middle + reach) / scale,
	};
	return OK;
}

enum status interval_byar(int64_t events, double level, struct interval *out, struct err *err)
{
	if (events < 0)
		return err_set(err, E_INPUT, "%" PRId64 " is no count", events);
	double x = (double)events;
	if (events < EXACT_BELOW) {
		double tail = (1 - level) / 2;
		*out = (struct interval){
			.value = x,
			.lower = events == 0 ? 0 : quantile_chi_squared(tail, 2 * x) / 2,
			.upper = quantile_chi_squared(1 - tail, 2 * x + 2) / 2,
		};
		return OK;
	}
	/* From ten events on both roots are positive at any level a double can say. */
	double z = deviate(level);
	double lower_root = 1 - 1 / (9 * x) - z / (3 * sqrt(x));
	double above = x + 1;
	double upper_root = 1 - 1 / (9 * above) + z / (3 * sqrt(above));
	*out = (struct interval){
		.value = x,
		.lower = x * lower_root * lower_root * lower_root,
		.upper = above * upper_root * upper_root * upper_root,
	};
	return OK;
}

enum status interval_rate(int64_t events, int64_t population, double multiplier, double level,
                          struct interval *out, struct err *err)
{
	if (population < 1)
		return err_set(err, E_INPUT, "a rate in a population of %" PRId64
		               " has no interval", population);
	struct interval count;
	enum status st = interval_byar(events, level, &count, err);
	if (st != OK)
		return st;
	double scale = multiplier / (double)population;
	*out = (struct interval){ count.value * scale, count.lower * scale, count.upper * scale };
	return OK;
}

/* The length of two reaches at right angles. */
static double joined(double a, double b)
{
	return sqrt(a * a + b * b);
}

struct interval interval_difference(const struct interval *first, const struct interval *second)
{
	double difference = second->value - first->value;
	return (struct interval){
		.value = difference,
		.lower = difference - joined(second->value - second->lower,
		                             first->upper - first->value),
		.upper = difference + joined(second->upper - second->value,
		                             first->value - first->lower),
	};
}
