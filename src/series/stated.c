#include "series/stated.h"

#include <stdio.h>

static const struct str AS_STATED = { "as stated in ", 13 };

enum { NAMED_BYTES = PERIOD_TEXT_BYTES + 4 };

struct str stated_why(struct arena *arena, struct str file, int64_t row,
                      const struct period *period)
{
	char words[PERIOD_TEXT_BYTES];
	return arena_format(arena, "%.*s%.*s, row %lld (%s)", STR_ARGS(AS_STATED), STR_ARGS(file),
	                    (long long)row, period_print_words(period, words));
}

int32_t stated_first_day(const struct period *period)
{
	struct period before = period_step_before(period);
	bool is_step = period_is_dated(&before) && before.to < period->to;
	return is_step && before.to + 1 > period->from ? before.to + 1 : period->from;
}

int32_t stated_last_day(const struct period *period)
{
	return period_containing(PERIOD_FINANCIAL_YEAR, period->to).to;
}

bool stated_by_file(const struct decision *decision)
{
	return str_starts_nocase(decision->why, AS_STATED);
}

bool stated_for_other(const struct decision *decision, const struct period *period)
{
	char words[PERIOD_TEXT_BYTES];
	char named[NAMED_BYTES];
	snprintf(named, sizeof(named), " (%s)", period_print_words(period, words));
	return stated_by_file(decision) &&
	       str_find_nocase(decision->why, str_of(named)) == SIZE_MAX;
}
