/* 10,000 indicators x 40 quarters, judged one by one with their history: the whole
 * of a large region's scorecards over ten years. Prints the processor seconds of the
 * judging alone; fails above the limit when it is given: bench-judge [SECONDS] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "judge/judge.h"

enum { INDICATORS = 10000, QUARTERS = 40 };

/* A small generator of its own, so that every run judges the same figures. */
static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*seed >> 33) % below;
}

/* The rules take turns, so that no family is left out. */
static const char *const RULES[] = {
	"",
	"green within 5%, amber within 10%",
	"floor 40",
	"band 42 to 68",
	"amber if better than last year",
	"target is england",
};

struct series {
	struct indicator indicator;
	struct point points[QUARTERS];
	struct line lines[QUARTERS];
};

static void fill(struct series *series, size_t number, const struct period *quarters,
                 uint64_t *seed)
{
	struct indicator *indicator = &series->indicator;
	indicator->title = STR("Assessments completed within 45 working days");
	indicator->unit = unit_read(STR("%"));
	indicator->polarity.polarity = number % 3 == 0 ? POLARITY_LOW : POLARITY_HIGH;
	struct rule rule;
	if (rule_read(str_of(RULES[number % COUNT_OF(RULES)]), &rule, NULL) != OK)
		abort();
	for (size_t i = 0; i < QUARTERS; i++) {
		int64_t whole = 20 + (int64_t)draw(seed, 400);
		int64_t part = whole / 4 + (int64_t)draw(seed, (uint64_t)whole / 2);
		struct value value = value_from_counts(part, whole, &indicator->unit);
		series->points[i] = (struct point){ .period = quarters[i], .value = value };
		struct line *line = &series->lines[i];
		line->indicator = indicator;
		line->period = quarters[i];
		line->value = value;
		line->entered_percent = -1;
		line->rule = rule;
		line->target = (struct target){ .kind = TARGET_NUMBER, .number = ratio_whole(60) };
		line->comparators[COMPARATOR_ENGLAND].value = value_stated(ratio_of(551, 10), 1);
		line->history = series->points;
		line->history_count = i;
	}
}

static double processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct period quarters[QUARTERS];
	quarters[QUARTERS - 1] = period_read(STR("2025-26-Q4"));
	for (size_t i = QUARTERS - 1; i-- > 0;)
		quarters[i] = period_step_before(&quarters[i + 1]);

	struct judge_settings settings = judge_settings_default();
	auto_arena arena = { 0 };
	struct series *series = arena_new(&arena, 1, sizeof(*series));
	struct judgement *judgements = arena_new(&arena, QUARTERS, sizeof(*judgements));
	size_t ratings[RATING_COUNT] = { 0 };
	uint64_t seed = 20131231;
	double spent = 0;
	for (size_t number = 0; number < INDICATORS; number++) {
		fill(series, number, quarters, &seed);
		double start = processor_seconds();
		judge_lines(series->lines, QUARTERS, &settings, judgements);
		spent += processor_seconds() - start;
		for (size_t i = 0; i < QUARTERS; i++)
			ratings[judgements[i].rating]++;
	}
	printf("%d indicators x %d quarters: %.3f processor seconds (%zu green, %zu amber, %zu "
	       "red, %zu without)\n",
	       INDICATORS, QUARTERS, spent, ratings[RATING_GREEN], ratings[RATING_AMBER],
	       ratings[RATING_RED], ratings[RATING_NONE]);
	if (argc < 2)
		return 0;
	double limit = strtod(argv[1], NULL);
	if (spent <= limit)
		return 0;
	fprintf(stderr, "judging took more than %g s\n", limit);
	return 1;
}
