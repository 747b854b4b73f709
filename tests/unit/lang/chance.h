/* Seeded chance for tests: the same seed gives the same test. */
#ifndef OUTTURN_TESTS_LANG_CHANCE_H
#define OUTTURN_TESTS_LANG_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

static inline uint32_t chance_next(struct chance *chance)
{
	chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(chance->state >> 33);
}

/* A number from 0 to `bound` - 1. */
static inline int chance_of(struct chance *chance, int bound)
{
	return (int)(chance_next(chance) % (uint32_t)bound);
}

/* True once in `times`. */
static inline bool chance_once_in(struct chance *chance, int times)
{
	return chance_of(chance, times) == 0;
}

#endif
