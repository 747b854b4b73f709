#include "synth/random.h"

#include <assert.h>

/* SplitMix64: a counter and a mixing function, by Steele, Lea and Flood (2014). */
static uint64_t mixed(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

static const uint64_t STEP = UINT64_C(0x9E3779B97F4A7C15);

struct random random_stream(uint64_t seed, uint64_t kind, uint64_t index)
{
	uint64_t state = mixed(seed + STEP);
	state = mixed(state ^ mixed(kind + 2 * STEP));
	return (struct random){ .state = mixed(state ^ mixed(index + 3 * STEP)) };
}

uint64_t random_bits(struct random *random)
{
	random->state += STEP;
	return mixed(random->state);
}

int32_t random_below(struct random *random, int32_t count)
{
	assert(count > 0);
	/* A product of 32 bits each: the bias is below one in 2^32 / count. */
	return (int32_t)((random_bits(random) >> 32) * (uint64_t)count >> 32);
}

int32_t random_between(struct random *random, int32_t low, int32_t high)
{
	assert(low <= high);
	return low + random_below(random, high - low + 1);
}

bool random_chance(struct random *random, int32_t per_10000)
{
	return random_below(random, 10000) < per_10000;
}

size_t random_pick(struct random *random, const int32_t *weights, size_t count)
{
	int32_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += weights[i];
	int32_t left = random_below(random, total);
	size_t at = 0;
	while (left >= weights[at])
		left -= weights[at++];
	return at;
}

int32_t random_spread(struct random *random, const struct spread *spread)
{
	int32_t tenth = random_below(random, SPREAD_POINTS - 1);
	int32_t low = spread->at[tenth], high = spread->at[tenth + 1];
	return low + (high > low ? random_below(random, high - low) : 0);
}
