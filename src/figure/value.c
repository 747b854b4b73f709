#include "figure/value.h"

#include <assert.h>
#include <stdio.h>

#include "figure/number.h"
#include "figure/phrase.h"

static const char *const ABSENCE_WORDS[ABSENCE_COUNT] = {
	[ABSENCE_NOT_SAID] = "",
	[ABSENCE_ANNUAL] = "annual",
	[ABSENCE_LATE] = "late",
	[ABSENCE_NOT_COLLECTABLE] = "not collectable",
	[ABSENCE_SUPPRESSED] = "suppressed",
	[ABSENCE_DEFINITION_CHANGED] = "definition changed",
	[ABSENCE_DISCONTINUED] = "discontinued",
	[ABSENCE_NOT_AVAILABLE] = "not available",
	[ABSENCE_NOT_UNDERSTOOD] = "not understood",
};

const char *absence_word(enum absence absence)
{
	return ABSENCE_WORDS[absence];
}

bool absence_read(struct str text, enum absence *out)
{
	*out = ABSENCE_NOT_SAID;
	text = str_trim(text);
	if (text.len == 0)
		return true;
	for (int i = 0; i < ABSENCE_COUNT; i++) {
		if (str_equal_nocase(text, str_of(ABSENCE_WORDS[i]))) {
			*out = (enum absence)i;
			return true;
		}
	}
	return false;
}

/* Marks that stand in figure cells where there is no figure; "c", "x", ":" and "z"
 * are those of the Department for Education's tables. */
static const struct phrase_meaning MARKS[] = {
	{ "", ABSENCE_NOT_SAID },
	{ "-", ABSENCE_NOT_SAID },
	{ "--", ABSENCE_NOT_SAID },
	{ "n/a", ABSENCE_NOT_AVAILABLE },
	{ "na", ABSENCE_NOT_AVAILABLE },
	{ "x", ABSENCE_NOT_AVAILABLE },
	{ "z", ABSENCE_NOT_AVAILABLE },
	{ ":", ABSENCE_NOT_AVAILABLE },
	{ "..", ABSENCE_NOT_AVAILABLE },
	{ "data not available", ABSENCE_NOT_AVAILABLE },
	{ "no data", ABSENCE_NOT_AVAILABLE },
	{ "not applicable", ABSENCE_NOT_AVAILABLE },
	{ "not reported", ABSENCE_NOT_AVAILABLE },
	{ "c", ABSENCE_SUPPRESSED },
	{ "*", ABSENCE_SUPPRESSED },
	{ "hidden", ABSENCE_SUPPRESSED },
	{ "annual measure", ABSENCE_ANNUAL },
	{ "reported annually", ABSENCE_ANNUAL },
	{ "not due", ABSENCE_ANNUAL },
	{ "awaiting data", ABSENCE_LATE },
	{ "awaited", ABSENCE_LATE },
	{ "data to be supplied", ABSENCE_LATE },
	{ "tbc", ABSENCE_LATE },
	{ "not reportable", ABSENCE_NOT_COLLECTABLE },
};

/* "<5": a count hidden because it is small. */
static bool is_hidden_count(struct str phrase)
{
	struct number number;
	return phrase_take(&phrase, "<") && number_scan(&phrase, &number, NULL) == OK &&
	       phrase.len == 0 && number.written == UNIT_NONE && number.decimals == 0;
}

static bool read_mark(struct str text, enum absence *out)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	int meaning;
	if (absence_read(text, out))
		return true;
	if (phrase_of(text, "a figure", bytes, &phrase, NULL) != OK)
		return false;
	if (phrase_find(phrase, MARKS, COUNT_OF(MARKS), &meaning)) {
		*out = (enum absence)meaning;
		return true;
	}
	if (is_hidden_count(phrase)) {
		*out = ABSENCE_SUPPRESSED;
		return true;
	}
	return false;
}

enum status value_read_cell(struct str text, struct value *out, enum absence *absence_out,
                            struct err *err)
{
	struct number number;
	*out = (struct value){ .is_known = false };
	if (read_mark(text, absence_out))
		return OK;
	enum status st = number_read(text, &number, err);
	if (st != OK) {
		*absence_out = ABSENCE_NOT_UNDERSTOOD;
		return st;
	}
	*out = value_stated(number.value, number.decimals);
	*absence_out = ABSENCE_NOT_SAID;
	return OK;
}

enum status value_read_count(struct str text, int64_t *out, struct err *err)
{
	struct number number;
	enum status st = number_read(text, &number, err);
	if (st != OK)
		return st;
	bool is_count = number.written == UNIT_NONE && number.value.den == 1 &&
	                number.value.num >= 0;
	if (!is_count)
		return err_set(err, E_INPUT,
		               "'%.*s' is not a count: expected a whole number, 0 or above",
		               STR_ARGS(str_trim(text)));
	*out = (int64_t)number.value.num;
	return OK;
}

struct value value_stated(struct ratio stated, int decimals)
{
	return (struct value){ .is_known = true,
		               .exact = stated,
		               .has_stated = true,
		               .stated = stated,
		               .stated_decimals = decimals };
}

/* What numerator over denominator is multiplied by to make a figure of `unit`. */
static int64_t unit_scale(const struct unit *unit)
{
	if (unit->kind == UNIT_PERCENT)
		return 100;
	return unit->kind == UNIT_RATE ? unit->per : 1;
}

struct value value_from_counts(int64_t numerator, int64_t denominator, const struct unit *unit)
{
	assert(numerator >= 0 && numerator <= RATIO_MAX);
	assert(denominator >= 0 && denominator <= RATIO_MAX);
	struct value value = { .has_numerator = true,
		               .has_denominator = true,
		               .numerator = numerator,
		               .denominator = denominator };
	value.is_known = denominator != 0 && unit_has_denominator(unit);
	if (value.is_known)
		value.exact = ratio_multiply(ratio_of(numerator, denominator),
		                             ratio_whole(unit_scale(unit)));
	return value;
}

bool value_has_counts(const struct value *value)
{
	return value->has_numerator && value->has_denominator;
}

bool value_is_possible(const struct value *value, const struct unit *unit)
{
	if (!value_has_counts(value) || !unit_has_denominator(unit))
		return true;
	if (unit->kind == UNIT_PERCENT)
		return value->numerator <= value->denominator;
	return value->numerator == 0 || value->denominator != 0;
}

bool value_agrees(const struct value *value, const struct unit *unit)
{
	if (!value->has_stated || !value_has_counts(value))
		return true;
	struct value counted = value_from_counts(value->numerator, value->denominator, unit);
	if (!counted.is_known)
		return true;
	struct ratio rounded = ratio_round(counted.exact, value->stated_decimals);
	struct ratio stated = ratio_round(value->stated, value->stated_decimals);
	return ratio_compare(rounded, stated) == 0;
}

int value_decimals(const struct value *value, const struct unit *unit)
{
	bool is_counted = value_has_counts(value) && unit_has_denominator(unit);
	return value->has_stated && !is_counted ? value->stated_decimals : unit_decimals(unit);
}

const char *value_print(const struct value *value, const struct unit *unit,
                        char out[VALUE_TEXT_BYTES])
{
	if (value->is_known)
		return value_print_number(value->exact, unit, value_decimals(value, unit), out);
	out[0] = '\0';
	return out;
}

const char *value_print_bare(const struct value *value, const struct unit *unit,
                             char out[VALUE_TEXT_BYTES])
{
	out[0] = '\0';
	if (value->is_known)
		ratio_print(value->exact, value_decimals(value, unit), out);
	return out;
}

const char *value_print_counts(const struct value *value, char out[VALUE_TEXT_BYTES])
{
	char above[RATIO_TEXT_BYTES] = "";
	char below[RATIO_TEXT_BYTES] = "";
	if (value->has_numerator)
		number_print(ratio_whole(value->numerator), 0, above);
	if (value->has_denominator)
		number_print(ratio_whole(value->denominator), 0, below);
	snprintf(out, VALUE_TEXT_BYTES, "%s%s%s%s", above,
	         value->has_numerator && value->has_denominator ? " " : "",
	         value->has_denominator ? "of " : "", below);
	return out;
}

/* "£1,250" with the minus, where there is one, in front of the pound sign. */
static void print_money(const char *number, char out[VALUE_TEXT_BYTES])
{
	bool is_negative = number[0] == '-';
	snprintf(out, VALUE_TEXT_BYTES, "%s\xC2\xA3%s", is_negative ? "-" : "",
	         number + is_negative);
}

const char *value_print_number(struct ratio number, const struct unit *unit, int decimals,
                               char out[VALUE_TEXT_BYTES])
{
	char text[RATIO_TEXT_BYTES];
	number_print(number, decimals, text);
	switch (unit->kind) {
	case UNIT_PERCENT:
		snprintf(out, VALUE_TEXT_BYTES, "%s%%", text);
		break;
	case UNIT_MONEY:
		print_money(text, out);
		break;
	case UNIT_DAYS:
		snprintf(out, VALUE_TEXT_BYTES, "%s %s", text,
		         str_equal(str_of(text), STR("1")) ? "day" : "days");
		break;
	case UNIT_RATE:
	case UNIT_OTHER:
		snprintf(out, VALUE_TEXT_BYTES, "%s %s", text, unit_change_word(unit));
		break;
	case UNIT_NONE:
	case UNIT_COUNT:
	case UNIT_AVERAGE:
	case UNIT_SCORE:
	case UNIT_KIND_COUNT:
		snprintf(out, VALUE_TEXT_BYTES, "%s", text);
		break;
	}
	return out;
}
