#include "stat/quantile.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "base/attr.h"

enum { AS241_TERMS = 8 };

/* A ratio of two polynomials, lowest power first. */
struct rational {
	double above[AS241_TERMS];
	double below[AS241_TERMS];
};

static const struct rational MIDDLE = {
	{ 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
	  1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
	  3.3430575583588128105e4, 2.5090809287301226727e3 },
	{ 1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
	  2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
	  5.2264952788528545610e3 },
};

static const struct rational TAIL = {
	{ 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
	  3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
	  2.27238449892691845833e-2, 7.74545014278341407640e-4 },
	{ 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
	  1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
	  1.05075007164441684324e-9 },
};

static const struct rational FAR_TAIL = {
	{ 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
	  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
	  2.71155556874348757815e-5, 2.01033439929228813265e-7 },
	{ 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
	  7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
	  2.04426310338993978564e-15 },
};

static double rational_at(const struct rational *ratio, double x)
{
	double above = 0;
	double below = 0;
	for (size_t i = AS241_TERMS; i-- > 0;) {
		above = above * x + ratio->above[i];
		below = below * x + ratio->below[i];
	}
	return above / below;
}

double quantile_normal(double probability)
{
	assert(probability > 0 && probability < 1);
	double from_middle = probability - 0.5;
	if (fabs(from_middle) <= 0.425)
		return from_middle *
		       rational_at(&MIDDLE, 0.180625 - from_middle * from_middle);

	double tail = from_middle < 0 ? probability : 1 - probability;
	double depth = sqrt(-log(tail));
	double size = depth <= 5 ? rational_at(&TAIL, depth - 1.6)
	                         : rational_at(&FAR_TAIL, depth - 5);
	return from_middle < 0 ? -size : size;
}

/* The two tails of a gamma distribution; the smaller one is computed and the
 * other is what it leaves, so that neither loses its figures. */
struct tails {
	double below;
	double above;
};

enum { STEPS_MAX = 10000 };
static const double PRECISION = 1e-16;
static const double TINY = 1e-300; /* instead of a zero divisor */

/* The lower tail as a power series (DLMF 8.7.1). */
static double tail_below(double shape, double x)
{
	double term = 1 / shape;
	double sum = term;
	for (int i = 1; i < STEPS_MAX && term > sum * PRECISION; i++) {
		term *= x / (shape + i);
		sum += term;
	}
	return sum * exp(-x + shape * log(x) - lgamma(shape));
}

/* The upper tail as a continued fraction (DLMF 8.9.2), by Lentz's method. */
static double tail_above(double shape, double x)
{
	double b = x + 1 - shape;
	double c = 1 / TINY;
	double d = 1 / b;
	double fraction = d;
	for (int i = 1; i < STEPS_MAX; i++) {
		double a = -i * (i - shape);
		b += 2;
		d = a * d + b;
		d = 1 / (fabs(d) < TINY ? TINY : d);
		c = b + a / c;
		c = fabs(c) < TINY ? TINY : c;
		fraction *= d * c;
		if (fabs(d * c - 1) < 2 * PRECISION)
			break;
	}
	return fraction * exp(-x + shape * log(x) - lgamma(shape));
}

static struct tails gamma_tails(double shape, double x)
{
	struct tails tails;
	if (x < shape + 1) {
		tails.below = tail_below(shape, x);
		tails.above = 1 - tails.below;
	} else {
		tails.above = tail_above(shape, x);
		tails.below = 1 - tails.above;
	}
	return tails;
}

double quantile_chi_squared(double probability, double degrees)
{
	assert(probability > 0 && probability < 1);
	assert(degrees > 0);
	double shape = degrees / 2;
	double spread = 2 / (9 * degrees);
	double cube = 1 - spread + quantile_normal(probability) * sqrt(spread);
	double x = shape * cube * cube * cube; /* half the chi-squared value */
	if (!(x > 0))
		x = exp((log(probability) + lgamma(shape + 1)) / shape);

	double low = 0;
	double high = INFINITY;
	for (int i = 0; i < STEPS_MAX; i++) {
		struct tails tails = gamma_tails(shape, x);
		double excess = probability < 0.5 ? tails.below - probability
		                                  : (1 - probability) - tails.above;
		if (excess > 0)
			high = x;
		else
			low = x;
		double density = exp(-x + (shape - 1) * log(x) - lgamma(shape));
		double next = density > 0 ? x - excess / density : NAN;
		if (!(next > low && next < high))
			next = isinf(high) ? 2 * x : (low + high) / 2;
		double step = fabs(next - x);
		x = next;
		if (step <= 4e-16 * x)
			break;
	}
	return 2 * x;
}
