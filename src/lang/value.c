#include "lang/value.h"

__extension__ typedef __int128 wide; /* ISO C has no name for it */

static const struct lang_value NO_VALUE;

/* How many of an evaluator's units of a type make one of the definition's. */
static int64_t parts_of_one(enum lang_unit unit, const struct node *value)
{
	enum { MILLION = 1000000, HOUR = 3600, DAY = 86400, DAYS_OF_WEEK = 7 };
	int64_t weekly = unit == LANG_UNIT_WEEKS ? DAYS_OF_WEEK : 1;
	if (value->type == LANG_NUMBER)
		return MILLION;
	if (value->type == LANG_HOURS)
		return unit == LANG_UNIT_DAYS || unit == LANG_UNIT_WEEKS ? DAY * weekly : HOUR;
	return value->type == LANG_DAYS ? weekly : 1;
}

static wide common_divisor(wide a, wide b)
{
	a = a < 0 ? -a : a;
	b = b < 0 ? -b : b;
	while (b != 0) {
		wide rest = a % b;
		a = b;
		b = rest;
	}
	return a == 0 ? 1 : a;
}

static bool fits(wide number)
{
	return number > INT64_MIN && number <= INT64_MAX;
}

/* The ratio as it is; in lower terms only where it would not fit. */
static struct lang_value ratio_of(wide numerator, wide denominator)
{
	if (!fits(numerator) || !fits(denominator)) {
		wide divisor = common_divisor(numerator, denominator);
		numerator /= divisor;
		denominator /= divisor;
	}
	if (!fits(numerator) || !fits(denominator))
		return NO_VALUE;
	if (denominator < 0) {
		numerator = -numerator;
		denominator = -denominator;
	}
	return (struct lang_value){ .has_value = denominator != 0,
		                    .numerator = (int64_t)numerator,
		                    .denominator = (int64_t)denominator };
}

/* What was counted or added up, and how many of its parts make one. */
static int64_t amount_of(const struct definition *definition, const struct tally *tally,
                         int64_t *parts_out)
{
	bool is_sum = definition->statistic == STATISTIC_SUM;
	*parts_out = is_sum ? parts_of_one(definition->unit, definition->value) : 1;
	return is_sum ? tally->sum : tally->counted;
}

static struct lang_value value_over(const struct definition *definition, const struct tally *tally,
                                    const struct tally *over)
{
	if (!over || over->is_changed)
		return NO_VALUE;
	int64_t parts, over_parts;
	int64_t amount = amount_of(definition, tally, &parts);
	int64_t over_amount = amount_of(definition->over, over, &over_parts);
	return ratio_of((wide)amount * over_parts, (wide)over_amount * parts);
}

static struct lang_value value_of_statistic(const struct definition *definition,
                                            const struct tally *tally)
{
	bool is_share = definition->unit == LANG_UNIT_PERCENT ||
	                definition->unit == LANG_UNIT_RATIO;
	int64_t parts;
	int64_t amount = amount_of(definition, tally, &parts);
	switch (definition->statistic) {
	case STATISTIC_COUNT:
		return ratio_of(amount, is_share ? tally->in : 1);
	case STATISTIC_SUM:
		return ratio_of(amount, parts);
	case STATISTIC_MEAN:
		parts = parts_of_one(definition->unit, definition->value);
		return ratio_of(tally->sum, (wide)tally->counted * parts);
	case STATISTIC_MEDIAN:
	case STATISTIC_QUANTILE:
		break;
	}
	if (tally->middle_twice == CELL_MISSING)
		return NO_VALUE;
	parts = parts_of_one(definition->unit, definition->value);
	return ratio_of(tally->middle_twice, (wide)parts * 2);
}

struct lang_value lang_value_of(const struct definition *definition, const struct tally *tally,
                                const struct tally *over, int64_t population)
{
	if (tally->is_changed)
		return NO_VALUE;
	if (definition->over_name.len > 0)
		return value_over(definition, tally, over);
	int64_t parts;
	int64_t amount = amount_of(definition, tally, &parts);
	if (definition->is_per_population)
		return ratio_of(amount, population > 0 ? (wide)population * parts : 0);
	if (definition->over_sum)
		return ratio_of((wide)amount * parts_of_one(definition->unit, definition->over_sum),
		                (wide)tally->over_sum * parts);
	return value_of_statistic(definition, tally);
}

int64_t lang_unit_multiplier(const struct definition *definition)
{
	if (definition->unit == LANG_UNIT_RATE)
		return definition->rate_per;
	return definition->unit == LANG_UNIT_PERCENT ? 100 : 1;
}

bool lang_value_rounded(struct lang_value value, int64_t multiplier, int decimals, int64_t *out)
{
	if (!value.has_value)
		return false;
	wide dividend = (wide)value.numerator * multiplier;
	for (int i = 0; i < decimals; i++)
		dividend *= 10;
	wide size = dividend < 0 ? -dividend : dividend;
	wide rounded = (size * 2 + value.denominator) / ((wide)value.denominator * 2);
	if (!fits(rounded))
		return false;
	*out = (int64_t)(dividend < 0 ? -rounded : rounded);
	return true;
}

int lang_unit_decimals(const struct definition *definition)
{
	return definition->unit == LANG_UNIT_COUNT ? 0 : 1;
}

struct str lang_unit_words(const struct definition *definition, struct arena *arena)
{
	static const char *const WORDS[LANG_UNIT_COUNT_OF] = {
		[LANG_UNIT_NONE] = "",
		[LANG_UNIT_PERCENT] = "percent",
		[LANG_UNIT_COUNT] = "count",
		[LANG_UNIT_RATIO] = "ratio",
		[LANG_UNIT_DAYS] = "days",
		[LANG_UNIT_WORKING_DAYS] = "working days",
		[LANG_UNIT_WEEKS] = "weeks",
		[LANG_UNIT_MONTHS] = "months",
		[LANG_UNIT_SCORE] = "score",
		[LANG_UNIT_RATE] = "rate per",
	};
	if (definition->unit == LANG_UNIT_RATE)
		return arena_format(arena, "rate per %lld", (long long)definition->rate_per);
	return str_of(WORDS[definition->unit]);
}
