#include "figure/number.h"

#include <assert.h>
#include <string.h>

#include "figure/phrase.h"

static bool is_digit(struct str text, size_t at)
{
	return at < text.len && char_is_digit(text.ptr[at]);
}

static size_t count_digits(struct str text, size_t at)
{
	size_t digits = 0;
	while (is_digit(text, at + digits))
		digits++;
	return digits;
}

enum { DIGITS_MAX = 48 };

struct digits {
	char bytes[DIGITS_MAX]; /* without thousands separators */
	size_t len;
};

static enum status keep(struct digits *kept, struct str text, size_t at, size_t len,
                        struct err *err)
{
	if (kept->len + len > DIGITS_MAX)
		return err_set(err, E_LIMIT, "a number of more than %d digits is too long",
		               DIGITS_MAX);
	memcpy(kept->bytes + kept->len, text.ptr + at, len);
	kept->len += len;
	return OK;
}

/* Copies "1,250.5" as "1250.5"; `*end_out` is where the number ends. A comma that
 * is not followed by a digit belongs to the sentence. */
static enum status scan_digits(struct str text, size_t at, struct digits *kept, size_t *end_out,
                               struct err *err)
{
	size_t group = count_digits(text, at);
	enum status st = keep(kept, text, at, group, err);
	if (st != OK)
		return st;
	at += group;
	bool first_is_short = group >= 1 && group <= 3;
	while (at < text.len && text.ptr[at] == ',' && is_digit(text, at + 1)) {
		group = count_digits(text, at + 1);
		if (group != 3 || !first_is_short)
			return err_set(err, E_INPUT,
			               "'%.*s': a comma in a number separates thousands, as in "
			               "1,250; decimals follow a point",
			               STR_ARGS(text));
		st = keep(kept, text, at + 1, group, err);
		if (st != OK)
			return st;
		at += 1 + group;
	}
	if (at < text.len && text.ptr[at] == '.' && is_digit(text, at + 1)) {
		group = count_digits(text, at + 1);
		st = keep(kept, text, at, 1 + group, err);
		if (st != OK)
			return st;
		at += 1 + group;
	}
	*end_out = at;
	return OK;
}

static const struct phrase_meaning WRITTEN_UNITS[] = {
	{ "%", UNIT_PERCENT },     { "percent", UNIT_PERCENT },    { "per cent", UNIT_PERCENT },
	{ "days", UNIT_DAYS },     { "day", UNIT_DAYS },           { "working days", UNIT_DAYS },
	{ "working day", UNIT_DAYS }, { "calendar days", UNIT_DAYS },
};

static enum status not_a_number(struct str text, struct err *err)
{
	return err_set(err, E_INPUT,
	               "'%.*s' is not a number: expected digits, as in 59.3, 93%% or 1,250",
	               STR_ARGS(text));
}

/* Letters, a fraction stroke or more digits right behind a number change what it
 * says: "1.2m", "16/27", "1.2.3". */
static bool goes_on(struct str rest)
{
	if (rest.len == 0)
		return false;
	char c = rest.ptr[0];
	return (c >= 'a' && c <= 'z') || c == '/' || c == '^' || c == ':' ||
	       ((c == '.' || c == ',') && is_digit(rest, 1));
}

enum status number_scan(struct str *rest, struct number *out, struct err *err)
{
	struct str text = *rest;
	struct number number = { .written = UNIT_NONE };
	size_t at = 0;
	bool is_negative = at < text.len && text.ptr[at] == '-';
	bool has_sign = is_negative || (at < text.len && text.ptr[at] == '+');
	at += has_sign;
	if (str_starts_nocase(str_slice(text, at, text.len), STR("\xC2\xA3"))) {
		number.written = UNIT_MONEY;
		at += 2;
		if (!has_sign && at < text.len && text.ptr[at] == '-') {
			is_negative = true;
			at++;
		}
	}
	struct digits digits = { .len = 0 };
	size_t end = at;
	enum status st = scan_digits(text, at, &digits, &end, err);
	if (st != OK)
		return st;
	if (digits.len == 0)
		return not_a_number(text, err);
	st = ratio_parse((struct str){ digits.bytes, digits.len }, &number.value, &number.decimals,
	                 err);
	if (st != OK)
		return st;
	if (is_negative)
		number.value.num = -number.value.num;

	struct str behind = str_slice(text, end, text.len);
	bool is_apart = behind.len > 0 && behind.ptr[0] == ' ';
	if (is_apart)
		behind = str_slice(behind, 1, behind.len);
	int written;
	if (number.written == UNIT_NONE && phrase_take_any(&behind, WRITTEN_UNITS,
	                                                   COUNT_OF(WRITTEN_UNITS), &written))
		number.written = (enum unit_kind)written;
	else if (number.written == UNIT_NONE && unit_take_per(&behind, &number.per))
		number.written = UNIT_RATE;
	else if (!is_apart && goes_on(behind))
		return not_a_number(text, err);
	*out = number;
	*rest = behind;
	return OK;
}

enum status number_read(struct str text, struct number *out, struct err *err)
{
	char bytes[PHRASE_BYTES];
	struct str rest;
	struct number number;
	enum status st = phrase_of(text, "a number", bytes, &rest, err);
	if (st != OK)
		return st;
	st = number_scan(&rest, &number, err);
	if (st != OK)
		return st;
	if (rest.len > 0)
		return not_a_number(str_trim(text), err);
	*out = number;
	return OK;
}

int number_decimals(struct ratio value)
{
	int decimals = 0;
	while (decimals < RATIO_DECIMALS_MAX &&
	       ratio_compare(ratio_round(value, decimals), value) != 0)
		decimals++;
	return decimals;
}

const char *number_print(struct ratio value, int decimals, char out[RATIO_TEXT_BYTES])
{
	char plain[RATIO_TEXT_BYTES];
	ratio_print(value, decimals < 0 ? number_decimals(value) : decimals, plain);
	size_t whole = strcspn(plain, ".");
	size_t first = plain[0] == '-';
	size_t len = 0;
	for (size_t i = 0; plain[i] != '\0'; i++) {
		if (i > first && i < whole && (whole - i) % 3 == 0)
			out[len++] = ',';
		out[len++] = plain[i];
		assert(len < RATIO_TEXT_BYTES - 1);
	}
	out[len] = '\0';
	return out;
}
