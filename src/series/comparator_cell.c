/* What one published cell says. */
#include "series/comparator.h"

#include <assert.h>
#include <string.h>

enum {
	CELL_BYTES = 64,        /* no number is longer */
	SIGNIFICANT_DIGITS = 15, /* what a spreadsheet holds exactly */
	WHOLE_DIGITS = 13,      /* RATIO_MAX has as many */
	EXPONENT_MAX = 99,
};

static const struct {
	const char *symbol;
	const char *words;
} ABSENCES[COMPARATOR_ABSENCE_COUNT] = {
	[COMPARATOR_KNOWN] = { NULL, "known" },
	[COMPARATOR_NOT_APPLICABLE] = { "z", "not applicable" },
	[COMPARATOR_NOT_AVAILABLE] = { "x", "not available" },
	[COMPARATOR_CONFIDENTIAL] = { "c", "suppressed" },
	[COMPARATOR_LOW] = { "low", "rounds to 0 but is not 0" },
	[COMPARATOR_UNRELIABLE] = { "u", "unreliable" },
	[COMPARATOR_NOT_GIVEN] = { "-", "not given" },
	[COMPARATOR_EMPTY] = { "", "left empty" },
	[COMPARATOR_NOT_UNDERSTOOD] = { "?", "not understood" },
	[COMPARATOR_CONTRADICTED] = { "!", "said twice, differently" },
};

/* Other writings of the same. */
static const struct {
	const char *written;
	enum comparator_absence absence;
} ALSO[] = {
	{ ":", COMPARATOR_NOT_AVAILABLE },
	{ "k", COMPARATOR_LOW },
	{ "~", COMPARATOR_LOW },
};

const char *comparator_absence_symbol(enum comparator_absence absence)
{
	return ABSENCES[absence].symbol;
}

const char *comparator_absence_words(enum comparator_absence absence)
{
	return ABSENCES[absence].words;
}

/* The absence that a cell's text stands for; COMPARATOR_KNOWN when it is no symbol.
 * What only we write ("?", "!") is not read from files. */
static enum comparator_absence find_symbol(struct str text)
{
	for (int i = COMPARATOR_NOT_APPLICABLE; i < COMPARATOR_NOT_UNDERSTOOD; i++)
		if (str_equal_nocase(text, str_of(ABSENCES[i].symbol)))
			return (enum comparator_absence)i;
	for (size_t i = 0; i < COUNT_OF(ALSO); i++)
		if (str_equal_nocase(text, str_of(ALSO[i].written)))
			return ALSO[i].absence;
	return COMPARATOR_KNOWN;
}

/* A decimal taken apart: 0.`digits` times ten to the `point`. */
struct decimal {
	bool is_negative;
	char digits[CELL_BYTES]; /* without zeros at either end */
	int count;
	int point;
};

/* Takes the digits in front of `*rest`, which may stand in threes behind commas. */
static bool take_whole(struct str *rest, struct decimal *out)
{
	size_t at = 0, since_comma = 0;
	bool has_comma = false;
	for (; at < rest->len; at++) {
		char c = rest->ptr[at];
		if (char_is_digit(c)) {
			out->digits[out->count++] = c;
			since_comma++;
		} else if (c == ',') {
			if (has_comma ? since_comma != 3 : since_comma < 1 || since_comma > 3)
				return false;
			has_comma = true;
			since_comma = 0;
		} else {
			break;
		}
	}
	*rest = str_slice(*rest, at, SIZE_MAX);
	out->point = out->count;
	return !has_comma || since_comma == 3;
}

static void take_fraction(struct str *rest, struct decimal *out)
{
	if (rest->len < 2 || rest->ptr[0] != '.')
		return;
	size_t at = 1;
	while (at < rest->len && char_is_digit(rest->ptr[at]))
		out->digits[out->count++] = rest->ptr[at++];
	*rest = str_slice(*rest, at, SIZE_MAX);
}

static bool take_exponent(struct str *rest, struct decimal *out)
{
	if (rest->len < 2 || char_lower(rest->ptr[0]) != 'e')
		return true;
	struct str digits = str_slice(*rest, 1, SIZE_MAX);
	if (digits.ptr[0] == '+')
		digits = str_slice(digits, 1, SIZE_MAX);
	int64_t exponent = 0;
	if (str_to_int64(digits, &exponent, NULL) != OK || exponent > EXPONENT_MAX ||
	    exponent < -EXPONENT_MAX)
		return false;
	out->point += (int)exponent;
	*rest = (struct str){ 0 };
	return true;
}

/* Drops zeros at both ends, and rounds to `most` digits, half away from zero. */
static void settle(struct decimal *d, int most)
{
	int zeros = 0;
	while (zeros < d->count && d->digits[zeros] == '0')
		zeros++;
	memmove(d->digits, d->digits + zeros, (size_t)(d->count - zeros));
	d->count -= zeros;
	d->point -= zeros;
	if (d->count > most) {
		bool is_up = most >= 0 && d->digits[most] >= '5';
		d->count = most > 0 ? most : 0;
		int at = d->count - 1;
		while (is_up && at >= 0 && d->digits[at] == '9')
			d->digits[at--] = '0';
		if (is_up && at >= 0)
			d->digits[at]++;
		if (is_up && at < 0) { /* 999 became 1000 */
			d->digits[0] = '1';
			d->count = 1;
			d->point++;
		}
	}
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
	if (d->count == 0)
		*d = (struct decimal){ 0 };
}

static bool read_decimal(struct str text, struct decimal *out)
{
	*out = (struct decimal){ 0 };
	if (text.len == 0 || text.len >= CELL_BYTES)
		return false;
	out->is_negative = text.ptr[0] == '-';
	struct str rest = str_slice(text, out->is_negative, SIZE_MAX);
	if (!take_whole(&rest, out))
		return false;
	take_fraction(&rest, out);
	bool has_digits = out->count > 0;
	return take_exponent(&rest, out) && rest.len == 0 && has_digits;
}

/* Writes the decimal without exponent. It must fit: fifteen digits, a point that was
 * held to WHOLE_DIGITS before and decimals held to what is left. */
static void print_decimal(const struct decimal *d, char out[COMPARATOR_NUMBER_BYTES])
{
	int at = 0;
	if (d->is_negative)
		out[at++] = '-';
	if (d->point <= 0)
		out[at++] = '0';
	for (int i = 0; i < d->point; i++)
		out[at++] = i < d->count ? d->digits[i] : '0';
	if (d->count > d->point) {
		out[at++] = '.';
		for (int i = d->point; i < 0; i++)
			out[at++] = '0';
		for (int i = d->point > 0 ? d->point : 0; i < d->count; i++)
			out[at++] = d->digits[i];
	}
	assert(at < COMPARATOR_NUMBER_BYTES);
	out[at] = '\0';
}

enum comparator_absence comparator_cell_read(struct str cell,
                                             char number_out[COMPARATOR_NUMBER_BYTES])
{
	number_out[0] = '\0';
	struct str text = str_trim(cell);
	struct decimal d;
	if (!read_decimal(text, &d)) {
		enum comparator_absence absence = find_symbol(text);
		return absence == COMPARATOR_KNOWN ? COMPARATOR_NOT_UNDERSTOOD : absence;
	}
	settle(&d, SIGNIFICANT_DIGITS);
	bool is_most = d.point == WHOLE_DIGITS && d.count == 1 && d.digits[0] == '1';
	if (d.point >= WHOLE_DIGITS && !is_most) /* beyond RATIO_MAX */
		return COMPARATOR_NOT_UNDERSTOOD;
	/* What is below all that anybody prints is kept as far as it fits. */
	int room = COMPARATOR_NUMBER_BYTES - 4; /* sign, zero, point and end */
	if (d.count - d.point > room)
		settle(&d, d.point + room);
	print_decimal(&d, number_out);
	return COMPARATOR_KNOWN;
}

enum status comparator_number(struct str decimal, struct ratio *out, struct err *err)
{
	struct decimal d;
	if (!read_decimal(decimal, &d))
		return err_set(err, E_INPUT, "'%.*s' is no decimal",
		               STR_ARGS(str_cut(decimal, CELL_BYTES)));
	settle(&d, SIGNIFICANT_DIGITS);
	if (d.point > WHOLE_DIGITS)
		return err_set(err, E_LIMIT, "'%.*s' is too large", STR_ARGS(decimal));
	if (d.count - d.point > RATIO_DECIMALS_MAX)
		settle(&d, d.point + RATIO_DECIMALS_MAX);
	char text[COMPARATOR_NUMBER_BYTES];
	print_decimal(&d, text);
	return ratio_parse(str_of(text), out, NULL, err);
}

int comparator_place_of_two(int a, int b)
{
	return a * 1000 + b;
}
