/* Headline counts: how many green, amber and red, of how many (R15).
 *
 * Every number comes from one set of judgements and one stated denominator;
 * amber is never folded into green. */
#ifndef OUTTURN_JUDGE_HEADLINE_H
#define OUTTURN_JUDGE_HEADLINE_H

#include <stddef.h>

#include "base/buf.h"
#include "judge/judge.h"

enum headline_of {
	HEADLINE_OF_ALL,   /* every line */
	HEADLINE_OF_RATED, /* lines with a colour, worked out or as stated */
	HEADLINE_OF_DUE,   /* lines that should have one: not annual, discontinued or
	                    * without a target by design */
};

struct headline {
	size_t ratings[RATING_COUNT];
	size_t states[STATE_COUNT];
	size_t directions[DIRECTION_COUNT];
	size_t all;
	size_t rated;
	size_t due;
	size_t by_todays_target; /* of the period before: rated, its own target not being known */
};

/* Counts `count` judgements. */
struct headline headline_count(const struct judgement *judgements, size_t count);

/* The same for an earlier time, from each judgement's previous_rating: figures that are
 * `with` this one, and of `period` unless that is NULL, so that counts of one time hold
 * none of another. Lines without such a figure are in `all` only. */
struct headline headline_count_previous(const struct judgement *judgements, size_t count,
                                        enum compared with, const struct period *period);

/* The share of a rating, rounded to whole per cent half away from zero; -1 when
 * the denominator is 0. */
int headline_percent(const struct headline *headline, enum rating rating, enum headline_of of);

/* Appends "Of 38 rated indicators, 17 are green (45%), 11 amber (29%) and 10 red
 * (26%)." and says so when rounding makes the percentages miss 100. */
void headline_sentence(const struct headline *headline, enum headline_of of, struct buf *out);

#endif
