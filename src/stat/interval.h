/* Confidence intervals: how far a figure could lie from what is usual, given how
 * few cases it rests on.
 *
 * Plain numbers in and out; `level` is a fraction strictly between 0 and 1
 * (0.95). Counts come from people, so impossible ones are E_INPUT. The methods
 * are those of the Office for Health Improvement and Disparities' public health
 * profiles: Wilson for proportions, Byar for counts of ten and more, exact Poisson
 * limits below ten. */
#ifndef OUTTURN_STAT_INTERVAL_H
#define OUTTURN_STAT_INTERVAL_H

#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct interval {
	double value;
	double lower;
	double upper;
};

/* A proportion, by Wilson's score method (1927): fractions in 0 to 1. Works at
 * none and all. E_INPUT when total < 1 or events lies outside 0 to total. */
MUST_CHECK enum status interval_wilson(int64_t events, int64_t total, double level,
                                       struct interval *out, struct err *err);

/* A count of events: exact Poisson limits below ten, Byar's approximation from ten
 * on (Breslow and Day 1987). E_INPUT when events < 0. */
MUST_CHECK enum status interval_byar(int64_t events, double level, struct interval *out,
                                     struct err *err);

/* A rate: interval_byar() over `population`, times `multiplier` (10,000). E_INPUT
 * also when population < 1. */
MUST_CHECK enum status interval_rate(int64_t events, int64_t population, double multiplier,
                                     double level, struct interval *out, struct err *err);

/* The second less the first, for unrelated groups. Between two proportions by
 * interval_wilson() it is Newcombe's hybrid score interval (1998, method 10); between
 * two rates their own intervals are joined in the same way (Zou and Donner 2008), and
 * they must share their multiplier. */
struct interval interval_difference(const struct interval *first, const struct interval *second);

#endif
