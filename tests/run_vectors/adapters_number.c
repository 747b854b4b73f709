#include "adapters.h"

#include "input.h"

enum { PERCENT = 100, USUAL_DECIMALS = 1 /* rule N1 */ };

/* How many decimals the vector asks for, or the usual number when it does not say. */
static enum status read_decimals(const json_t *input, int *out, struct err *err)
{
	int64_t decimals = USUAL_DECIMALS;
	if (json_object_get(input, "dp")) {
		enum status st = input_whole(input, "dp", 0, RATIO_DECIMALS_MAX, &decimals, err);
		if (st != OK)
			return st;
	}
	*out = (int)decimals;
	return OK;
}

/* per x num / den to `decimals`, as printed; no value without a denominator. */
static void answer_share(json_t *answer, struct ratio num, struct ratio den, struct ratio per,
                         int decimals)
{
	char text[RATIO_TEXT_BYTES];
	if (ratio_sign(den) == 0)
		answer_text(answer, "value", NULL);
	else
		answer_text(answer, "value",
		            ratio_print(ratio_multiply(per, ratio_divide(num, den)), decimals,
		                        text));
}

enum status run_pct(const json_t *input, json_t *answer, struct err *err)
{
	struct ratio num, den;
	int decimals;
	enum status st = input_ratio(input, "num", &num, err);
	if (st == OK)
		st = input_ratio(input, "den", &den, err);
	if (st == OK)
		st = read_decimals(input, &decimals, err);
	if (st == OK)
		answer_share(answer, num, den, ratio_whole(PERCENT), decimals);
	return st;
}

enum status run_rate(const json_t *input, json_t *answer, struct err *err)
{
	struct ratio count, population, per;
	int decimals;
	enum status st = input_ratio(input, "count", &count, err);
	if (st == OK)
		st = input_ratio(input, "population", &population, err);
	if (st == OK)
		st = input_ratio(input, "per", &per, err);
	if (st == OK)
		st = read_decimals(input, &decimals, err);
	if (st == OK)
		answer_share(answer, count, population, per, decimals);
	return st;
}

enum status run_round(const json_t *input, json_t *answer, struct err *err)
{
	int64_t n, base;
	enum status st = input_whole(input, "n", 0, RATIO_MAX, &n, err);
	if (st == OK)
		st = input_whole(input, "base", 1, RATIO_MAX, &base, err);
	if (st != OK)
		return st;
	struct ratio nearest = ratio_round(ratio_of(n, base), 0);
	answer_whole(answer, "value", (int64_t)ratio_multiply(nearest, ratio_whole(base)).num);
	return OK;
}
