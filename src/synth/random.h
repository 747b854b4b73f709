/* Chance that is the same on every machine.
 *
 * An invented authority must be the same bytes wherever it is made, so chance comes
 * from a generator of our own (SplitMix64) in whole numbers alone: no floating point,
 * no library's idea of a distribution. A stream is named by a seed and two numbers,
 * so that each family has a stream of its own and changing one changes no other. */
#ifndef OUTTURN_SYNTH_RANDOM_H
#define OUTTURN_SYNTH_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

/* The stream of that seed and those two numbers. */
struct random random_stream(uint64_t seed, uint64_t kind, uint64_t index);

/* The next 64 bits. */
uint64_t random_bits(struct random *random);

/* A whole number from 0 to `count` - 1; `count` is 1 or more. */
int32_t random_below(struct random *random, int32_t count);

/* A whole number from `low` to `high`, both included. */
int32_t random_between(struct random *random, int32_t low, int32_t high);

/* True in so many of 10,000 cases. */
bool random_chance(struct random *random, int32_t per_10000);

/* An index below `count`, each as likely as its weight; not all weights are 0. */
size_t random_pick(struct random *random, const int32_t *weights, size_t count);

enum { SPREAD_POINTS = 11 };

/* A distribution as its deciles: the least, the value below which a tenth lies, ...,
 * the greatest. The simplest form in which published distributions can be followed. */
struct spread {
	int32_t at[SPREAD_POINTS];
};

/* A value of the distribution: a tenth is drawn, then a value evenly within it. */
int32_t random_spread(struct random *random, const struct spread *spread);

#endif
