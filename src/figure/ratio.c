#include "figure/ratio.h"

#include <assert.h>
#include <string.h>

static wide wide_absolute(wide a)
{
	return a < 0 ? -a : a;
}

static wide gcd(wide a, wide b)
{
	while (b > INT64_MAX) {
		wide rest = a % b;
		a = b;
		b = rest;
	}
	if (b == 0)
		return a;
	/* From here on every remainder fits a register, where dividing is cheap. */
	int64_t large = (int64_t)b;
	int64_t small = (int64_t)(a % b);
	while (small != 0) {
		int64_t rest = large % small;
		large = small;
		small = rest;
	}
	return large;
}

/* Sums and products of bounded inputs fit; see the header. */
static wide product(wide a, wide b)
{
	wide result;
	bool overflow = __builtin_mul_overflow(a, b, &result);
	assert(!overflow);
	return result;
}

static struct ratio reduced(wide num, wide den)
{
	assert(den != 0);
	if (den < 0) {
		num = -num;
		den = -den;
	}
	wide divisor = gcd(wide_absolute(num), den);
	if (divisor == 1) /* often, and wide division is dear */
		return (struct ratio){ num, den };
	return (struct ratio){ num / divisor, den / divisor };
}

struct ratio ratio_of(int64_t num, int64_t den)
{
	return reduced(num, den);
}

struct ratio ratio_whole(int64_t number)
{
	return (struct ratio){ number, 1 };
}

struct ratio ratio_add(struct ratio a, struct ratio b)
{
	wide divisor = gcd(a.den, b.den);
	wide num = product(a.num, b.den / divisor);
	bool overflow = __builtin_add_overflow(num, product(b.num, a.den / divisor), &num);
	assert(!overflow);
	return reduced(num, product(a.den, b.den / divisor));
}

struct ratio ratio_subtract(struct ratio a, struct ratio b)
{
	b.num = -b.num;
	return ratio_add(a, b);
}

struct ratio ratio_multiply(struct ratio a, struct ratio b)
{
	wide first = gcd(wide_absolute(a.num), b.den);
	wide second = gcd(wide_absolute(b.num), a.den);
	return (struct ratio){ product(a.num / first, b.num / second),
		               product(a.den / second, b.den / first) };
}

struct ratio ratio_divide(struct ratio a, struct ratio b)
{
	assert(b.num != 0);
	return ratio_multiply(a, reduced(b.den, b.num));
}

struct ratio ratio_absolute(struct ratio a)
{
	a.num = wide_absolute(a.num);
	return a;
}

int ratio_sign(struct ratio a)
{
	return (a.num > 0) - (a.num < 0);
}

/* Compares whole parts, then the reciprocals of what is left: Euclid's steps, so
 * nothing is multiplied and nothing can overflow. */
static int compare_by_parts(struct ratio a, struct ratio b)
{
	int sign = 1;
	for (;;) {
		wide whole_a = a.num / a.den - (a.num % a.den < 0);
		wide whole_b = b.num / b.den - (b.num % b.den < 0);
		if (whole_a != whole_b)
			return whole_a < whole_b ? -sign : sign;
		wide rest_a = a.num - whole_a * a.den;
		wide rest_b = b.num - whole_b * b.den;
		if (rest_a == 0 || rest_b == 0)
			return sign * ((rest_a > 0) - (rest_b > 0));
		a = (struct ratio){ a.den, rest_a };
		b = (struct ratio){ b.den, rest_b };
		sign = -sign;
	}
}

int ratio_compare(struct ratio a, struct ratio b)
{
	wide left, right;
	if (__builtin_mul_overflow(a.num, b.den, &left) ||
	    __builtin_mul_overflow(b.num, a.den, &right))
		return compare_by_parts(a, b);
	return (left > right) - (left < right);
}

/* Reads digits with at most one point into `*num` over a power of ten. */
static enum status parse_decimal(struct str text, struct ratio *out, int *decimals_out,
                                 struct err *err)
{
	wide num = 0;
	wide den = 1;
	int decimals = -1; /* none until the point */
	bool has_digit = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (c < '0' || c > '9')
			return err_set(err, E_INPUT, "'%.*s' is not a number", STR_ARGS(text));
		has_digit = true;
		num = num * 10 + (c - '0');
		if (decimals >= 0) {
			decimals++;
			den *= 10;
		}
		if (decimals > RATIO_DECIMALS_MAX || num / den > RATIO_MAX)
			return err_set(err, E_LIMIT,
			               "'%.*s' is too long or too large a number", STR_ARGS(text));
	}
	if (!has_digit)
		return err_set(err, E_INPUT, "'%.*s' is not a number", STR_ARGS(text));
	*out = reduced(num, den);
	if (decimals_out)
		*decimals_out = decimals < 0 ? 0 : decimals;
	return OK;
}

enum status ratio_parse(struct str text, struct ratio *out, int *decimals_out, struct err *err)
{
	bool negative = text.len > 0 && text.ptr[0] == '-';
	struct str rest = str_slice(text, negative ? 1 : 0, text.len);
	struct str above, below = { 0 };
	bool is_fraction = memchr(rest.ptr ? rest.ptr : "", '/', rest.len) != NULL;
	if (!str_split(&rest, '/', &above))
		return err_set(err, E_INPUT, "an empty text is not a number");
	if (is_fraction)
		below = rest;

	struct ratio value;
	int decimals = 0;
	enum status st = parse_decimal(above, &value, &decimals, err);
	if (st != OK)
		return st;
	if (is_fraction) {
		struct ratio divisor;
		st = parse_decimal(below, &divisor, NULL, err);
		if (st != OK)
			return st;
		if (divisor.num == 0)
			return err_set(err, E_INPUT, "'%.*s' divides by nothing", STR_ARGS(text));
		value = ratio_divide(value, divisor);
	}
	if (negative)
		value.num = -value.num;
	*out = value;
	if (decimals_out)
		*decimals_out = decimals;
	return OK;
}

static wide power_of_ten(int exponent)
{
	wide power = 1;
	for (int i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

/* |value| x 10^decimals rounded half away from zero. */
static wide scaled(struct ratio value, int decimals)
{
	assert(decimals >= 0 && decimals <= RATIO_DECIMALS_MAX);
	wide size = wide_absolute(value.num);
	/* The whole part is split off first, so that scaling cannot overflow. */
	wide whole = size / value.den;
	wide rest = product(size % value.den, power_of_ten(decimals));
	wide part = rest / value.den;
	wide left = rest % value.den;
	if (left >= value.den - left)
		part++;
	return product(whole, power_of_ten(decimals)) + part;
}

struct ratio ratio_round(struct ratio value, int decimals)
{
	wide size = scaled(value, decimals);
	return reduced(value.num < 0 ? -size : size, power_of_ten(decimals));
}

const char *ratio_print(struct ratio value, int decimals, char out[RATIO_TEXT_BYTES])
{
	wide size = scaled(value, decimals);
	bool negative = value.num < 0 && size != 0;
	char reversed[RATIO_TEXT_BYTES];
	size_t len = 0;
	for (int place = 0; size != 0 || place <= decimals; place++) {
		if (place == decimals && decimals > 0)
			reversed[len++] = '.';
		reversed[len++] = (char)('0' + (int)(size % 10));
		size /= 10;
		assert(len < RATIO_TEXT_BYTES - 2);
	}
	if (negative)
		reversed[len++] = '-';
	for (size_t i = 0; i < len; i++)
		out[i] = reversed[len - 1 - i];
	out[len] = '\0';
	return out;
}

double ratio_to_double(struct ratio value)
{
	return (double)value.num / (double)value.den;
}
