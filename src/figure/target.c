#include "figure/target.h"

#include <stdio.h>
#include <string.h>

#include "figure/number.h"
#include "figure/phrase.h"
#include "figure/value.h"

static const char *const COMPARATOR_WORDS[COMPARATOR_COUNT] = {
	[COMPARATOR_NEIGHBOURS] = "statistical neighbours",
	[COMPARATOR_REGION] = "the region",
	[COMPARATOR_ENGLAND] = "England",
};

static const struct phrase_meaning COMPARATORS[] = {
	{ "neighbours", COMPARATOR_NEIGHBOURS },
	{ "neighbour", COMPARATOR_NEIGHBOURS },
	{ "statistical neighbours", COMPARATOR_NEIGHBOURS },
	{ "statistical neighbour", COMPARATOR_NEIGHBOURS },
	{ "stat neighbours", COMPARATOR_NEIGHBOURS },
	{ "stat neighbour", COMPARATOR_NEIGHBOURS },
	{ "stat. neighbours", COMPARATOR_NEIGHBOURS },
	{ "stat. neighbour", COMPARATOR_NEIGHBOURS },
	{ "sn", COMPARATOR_NEIGHBOURS },
	{ "region", COMPARATOR_REGION },
	{ "regional", COMPARATOR_REGION },
	{ "england", COMPARATOR_ENGLAND },
	{ "national", COMPARATOR_ENGLAND },
};

const char *comparator_word(enum comparator_kind kind)
{
	return COMPARATOR_WORDS[kind];
}

/* "the England average" and "England" are the same figure; "the England median" is
 * another, and no comparator that we hold. */
static bool find_comparator(struct str phrase, enum comparator_kind *out)
{
	static const char *const ENDINGS[] = { "average", "averages", "avg",
		                               "mean",    "rate",     "figure" };
	int kind;
	phrase_take(&phrase, "the");
	for (size_t i = 0; i < COUNT_OF(ENDINGS); i++)
		if (phrase_take_end(&phrase, ENDINGS[i]))
			break;
	if (!phrase_find(phrase, COMPARATORS, COUNT_OF(COMPARATORS), &kind))
		return false;
	*out = (enum comparator_kind)kind;
	return true;
}

bool comparator_read(struct str text, enum comparator_kind *out)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	return phrase_of(text, "a comparator", bytes, &phrase, NULL) == OK &&
	       find_comparator(phrase, out);
}

static const char *const BASIS_WORDS[BASIS_COUNT] = {
	[BASIS_LAST_YEAR] = "last year",
	[BASIS_LAST_PERIOD] = "last period",
	[BASIS_BASELINE] = "baseline",
};

static const struct phrase_meaning BASES[] = {
	{ "last year", BASIS_LAST_YEAR },
	{ "previous year", BASIS_LAST_YEAR },
	{ "same period last year", BASIS_LAST_YEAR },
	{ "same quarter last year", BASIS_LAST_YEAR },
	{ "same month last year", BASIS_LAST_YEAR },
	{ "same point last year", BASIS_LAST_YEAR },
	{ "same time last year", BASIS_LAST_YEAR },
	{ "last period", BASIS_LAST_PERIOD },
	{ "previous period", BASIS_LAST_PERIOD },
	{ "last quarter", BASIS_LAST_PERIOD },
	{ "previous quarter", BASIS_LAST_PERIOD },
	{ "last month", BASIS_LAST_PERIOD },
	{ "previous month", BASIS_LAST_PERIOD },
	{ "baseline", BASIS_BASELINE },
};

const char *basis_word(enum basis basis)
{
	return BASIS_WORDS[basis];
}

static bool find_basis(struct str phrase, enum basis *out)
{
	int basis;
	phrase_take(&phrase, "the");
	if (!phrase_find(phrase, BASES, COUNT_OF(BASES), &basis))
		return false;
	*out = (enum basis)basis;
	return true;
}

bool basis_read(struct str text, enum basis *out)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	return phrase_of(text, "a basis", bytes, &phrase, NULL) == OK && find_basis(phrase, out);
}

/* Cells that are a kind by themselves. */
static const struct phrase_meaning WHOLE[] = {
	{ "", TARGET_NOT_GIVEN },
	{ "-", TARGET_NOT_GIVEN },
	{ "--", TARGET_NOT_GIVEN },
	{ "not given", TARGET_NOT_GIVEN },
	{ "no target", TARGET_NONE },
	{ "none", TARGET_NONE },
	{ "n/a", TARGET_NONE },
	{ "na", TARGET_NONE },
	{ "not applicable", TARGET_NONE },
	{ "not a target measure", TARGET_NONE },
	{ "not targeted", TARGET_NONE },
	{ "measure for information", TARGET_INFORMATION },
	{ "for information", TARGET_INFORMATION },
	{ "for information only", TARGET_INFORMATION },
	{ "information only", TARGET_INFORMATION },
	{ "info only", TARGET_INFORMATION },
	{ "contextual", TARGET_INFORMATION },
	{ "context", TARGET_INFORMATION },
	{ "context only", TARGET_INFORMATION },
	{ "monitor only", TARGET_INFORMATION },
	{ "monitoring only", TARGET_INFORMATION },
	{ "not set", TARGET_NOT_SET },
	{ "not yet set", TARGET_NOT_SET },
	{ "target not set", TARGET_NOT_SET },
	{ "target not yet set", TARGET_NOT_SET },
	{ "no target set", TARGET_NOT_SET },
	{ "to be set", TARGET_NOT_SET },
	{ "target to be set", TARGET_NOT_SET },
	{ "tbc", TARGET_NOT_SET },
	{ "target tbc", TARGET_NOT_SET },
	{ "tba", TARGET_NOT_SET },
	{ "tbd", TARGET_NOT_SET },
	{ "to be confirmed", TARGET_NOT_SET },
	{ "to be agreed", TARGET_NOT_SET },
	{ "to be determined", TARGET_NOT_SET },
	{ "baseline year", TARGET_NOT_SET },
	{ "baseline", TARGET_NOT_SET },
	{ "baseline to be set", TARGET_NOT_SET },
	{ "establish baseline", TARGET_NOT_SET },
	{ "setting baseline", TARGET_NOT_SET },
	{ "top quartile", TARGET_RANK },
	{ "upper quartile", TARGET_RANK },
	{ "best quartile", TARGET_RANK },
	{ "bottom quartile", TARGET_RANK },
	{ "lower quartile", TARGET_RANK },
	{ "second quartile", TARGET_RANK },
	{ "national top quartile", TARGET_RANK },
	{ "top quintile", TARGET_RANK },
	{ "top decile", TARGET_RANK },
	{ "top half", TARGET_RANK },
	{ "top third", TARGET_RANK },
	{ "top 25%", TARGET_RANK },
	{ "top 10%", TARGET_RANK },
};

static const struct phrase_meaning BOUNDS[] = {
	{ "fewer than", TARGET_FEWER },
	{ "less than", TARGET_FEWER },
	{ "lower than", TARGET_FEWER },
	{ "under", TARGET_FEWER },
	{ "below", TARGET_FEWER },
	{ "<", TARGET_FEWER },
	{ "more than", TARGET_MORE },
	{ "greater than", TARGET_MORE },
	{ "higher than", TARGET_MORE },
	{ "over", TARGET_MORE },
	{ "above", TARGET_MORE },
	{ ">", TARGET_MORE },
	{ "at most", TARGET_AT_MOST },
	{ "no more than", TARGET_AT_MOST },
	{ "not more than", TARGET_AT_MOST },
	{ "no higher than", TARGET_AT_MOST },
	{ "at or below", TARGET_AT_MOST },
	{ "maximum", TARGET_AT_MOST },
	{ "max", TARGET_AT_MOST },
	{ "up to", TARGET_AT_MOST },
	{ "<=", TARGET_AT_MOST },
	{ "=<", TARGET_AT_MOST },
	{ "at least", TARGET_AT_LEAST },
	{ "no fewer than", TARGET_AT_LEAST },
	{ "no less than", TARGET_AT_LEAST },
	{ "not less than", TARGET_AT_LEAST },
	{ "no lower than", TARGET_AT_LEAST },
	{ "at or above", TARGET_AT_LEAST },
	{ "minimum", TARGET_AT_LEAST },
	{ "min", TARGET_AT_LEAST },
	{ ">=", TARGET_AT_LEAST },
	{ "=>", TARGET_AT_LEAST },
	{ "better than", TARGET_BETTER },
	{ "in line with", TARGET_AT },
};

/* The same behind the number: "5 or fewer", "95%+". */
static const struct phrase_meaning BOUNDS_BEHIND[] = {
	{ "or fewer", TARGET_AT_MOST },   { "or less", TARGET_AT_MOST },
	{ "or below", TARGET_AT_MOST },   { "or lower", TARGET_AT_MOST },
	{ "or under", TARGET_AT_MOST },   { "maximum", TARGET_AT_MOST },
	{ "or more", TARGET_AT_LEAST },   { "or above", TARGET_AT_LEAST },
	{ "or higher", TARGET_AT_LEAST }, { "or over", TARGET_AT_LEAST },
	{ "+", TARGET_AT_LEAST },         { "minimum", TARGET_AT_LEAST },
	{ "or better", TARGET_AT },
};

/* Better than one's own past; the meaning is struct improvement's or_same. */
static const struct phrase_meaning IMPROVEMENTS[] = {
	{ "improve from", 0 },    { "improve on", 0 },      { "improve upon", 0 },
	{ "improvement on", 0 },  { "improvement from", 0 }, { "better than", 0 },
	{ "no worse than", 1 },
};

static const struct phrase_meaning ADDITIONS[] = {
	{ "additional", 1 },  { "an additional", 1 }, { "increase of", 1 }, { "increase by", 1 },
	{ "reduction of", -1 }, { "reduce by", -1 },
};

static const struct phrase_meaning MONTHS[] = {
	{ "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 },  { "may", 5 },  { "jun", 6 },
	{ "jul", 7 }, { "aug", 8 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
};

static bool is_number(struct str phrase, struct number *out)
{
	return number_scan(&phrase, out, NULL) == OK && phrase.len == 0;
}

static bool read_improvement(struct str phrase, struct target *out)
{
	int or_same;
	if (!phrase_take_any(&phrase, IMPROVEMENTS, COUNT_OF(IMPROVEMENTS), &or_same) ||
	    !find_basis(phrase, &out->improvement.basis))
		return false;
	out->kind = TARGET_IMPROVE;
	out->improvement.is_given = true;
	out->improvement.or_same = or_same;
	return true;
}

static bool read_addition(struct str phrase, struct target *out)
{
	int sign;
	struct number number;
	if (!phrase_take_any(&phrase, ADDITIONS, COUNT_OF(ADDITIONS), &sign) ||
	    !is_number(phrase, &number) || ratio_sign(number.value) < 0)
		return false;
	out->kind = TARGET_ADDITIONAL;
	out->number = ratio_multiply(number.value, ratio_whole(sign));
	out->decimals = number.decimals;
	out->written = number.written;
	out->per = number.per;
	return true;
}

/* "12-18", "12% - 18%", "12 to 18", "between 12 and 18", "from 12 to 18". */
static bool read_range(struct str phrase, struct target *out, struct err *err)
{
	struct number low, high;
	bool is_between = phrase_take(&phrase, "between");
	if (!is_between)
		phrase_take(&phrase, "from");
	if (number_scan(&phrase, &low, NULL) != OK)
		return false;
	bool has_separator = is_between ? phrase_take(&phrase, "and")
	                                : phrase_take(&phrase, "to") || phrase_take(&phrase, "-");
	if (!has_separator || !is_number(phrase, &high))
		return false;
	if (ratio_compare(low.value, high.value) > 0) {
		err_set(err, E_INPUT, "the range '%.*s' ends below its start", STR_ARGS(out->text));
		return true;
	}
	out->kind = TARGET_RANGE;
	out->low = low.value;
	out->high = high.value;
	out->decimals = low.decimals > high.decimals ? low.decimals : high.decimals;
	out->written = high.written != UNIT_NONE ? high.written : low.written;
	out->per = high.written != UNIT_NONE ? high.per : low.per;
	return true;
}

/* A number or a comparator, with at most one bound before or behind it. */
static bool read_bounded(struct str phrase, struct target *out)
{
	int bound = TARGET_AT;
	bool has_bound = phrase_take_any(&phrase, BOUNDS, COUNT_OF(BOUNDS), &bound);
	if (find_comparator(phrase, &out->comparator)) {
		out->kind = TARGET_COMPARATOR;
		out->bound = (enum target_bound)bound;
		return true;
	}
	struct number number;
	bool has_plus = phrase.len > 0 && phrase.ptr[0] == '+';
	if (has_plus || number_scan(&phrase, &number, NULL) != OK)
		return false;
	if (phrase.len > 0 &&
	    (has_bound ||
	     !phrase_take_any(&phrase, BOUNDS_BEHIND, COUNT_OF(BOUNDS_BEHIND), &bound)))
		return false;
	if (phrase.len > 0)
		return false;
	out->kind = TARGET_NUMBER;
	out->bound = (enum target_bound)bound;
	out->number = number.value;
	out->decimals = number.decimals;
	out->written = number.written;
	out->per = number.per;
	return true;
}

/* "12-Sep": what a spreadsheet makes of "12-9" or "9-12". */
static bool is_spreadsheet_date(struct str phrase)
{
	static const char DIGITS[] = "0123456789-";
	struct str word = phrase;
	int month;
	while (word.len > 0 && memchr(DIGITS, word.ptr[0], sizeof(DIGITS) - 1))
		word = str_slice(word, 1, word.len);
	while (word.len > 0 && memchr(DIGITS, word.ptr[word.len - 1], sizeof(DIGITS) - 1))
		word = str_slice(word, 0, word.len - 1);
	return word.len < phrase.len && phrase_find(word, MONTHS, COUNT_OF(MONTHS), &month);
}

static enum status not_understood(struct str phrase, struct target *out, struct err *err)
{
	struct number number;
	struct str text = out->text;
	out->kind = TARGET_UNREADABLE;
	struct str rest = phrase;
	enum status st = number_scan(&rest, &number, NULL);
	if (st == E_LIMIT)
		return number_scan(&phrase, &number, err);
	if (is_spreadsheet_date(phrase))
		return err_set(err, E_INPUT,
		               "'%.*s' looks like a range that a spreadsheet turned into a date: "
		               "write it with the word 'to', as in 5 to 9",
		               STR_ARGS(text));
	if (phrase.ptr[0] == '+')
		return err_set(err, E_INPUT,
		               "'%.*s' could be a figure or a change: write 'at least' or "
		               "'additional' before the number",
		               STR_ARGS(text));
	return err_set(err, E_INPUT,
	               "'%.*s' is not a target: expected a number in full (93%%, fewer than 85, at "
	               "least 95), a range (12 to 18), a comparator (above England), 'better than "
	               "last year', 'no target' or 'not set'",
	               STR_ARGS(text));
}

enum status target_read(struct str text, struct target *out, struct err *err)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	int kind;
	*out = (struct target){ .kind = TARGET_UNREADABLE, .text = str_trim(text) };
	enum status st = phrase_of(text, "a target", bytes, &phrase, err);
	if (st != OK)
		return st;
	if (phrase_find(phrase, WHOLE, COUNT_OF(WHOLE), &kind)) {
		out->kind = (enum target_kind)kind;
		return OK;
	}
	if (read_improvement(phrase, out) || read_addition(phrase, out) ||
	    read_bounded(phrase, out))
		return OK;
	if (read_range(phrase, out, err))
		return out->kind == TARGET_RANGE ? OK : E_INPUT;
	return not_understood(phrase, out, err);
}

bool target_is_other_unit(const struct target *target, const struct unit *unit)
{
	/* Which ways of writing a number each unit refuses; rates are told apart below. */
	static const bool CLASHES[UNIT_KIND_COUNT][UNIT_KIND_COUNT] = {
		[UNIT_COUNT] = { [UNIT_PERCENT] = true, [UNIT_RATE] = true, [UNIT_MONEY] = true },
		[UNIT_PERCENT] = { [UNIT_RATE] = true, [UNIT_DAYS] = true, [UNIT_MONEY] = true },
		[UNIT_RATE] = { [UNIT_PERCENT] = true, [UNIT_DAYS] = true, [UNIT_MONEY] = true },
		[UNIT_DAYS] = { [UNIT_PERCENT] = true, [UNIT_RATE] = true, [UNIT_MONEY] = true },
		[UNIT_MONEY] = { [UNIT_PERCENT] = true, [UNIT_RATE] = true, [UNIT_DAYS] = true },
	};
	if (target->kind != TARGET_NUMBER && target->kind != TARGET_RANGE)
		return false;
	if (unit->kind == UNIT_RATE && target->written == UNIT_RATE)
		return target->per != unit->per;
	bool is_per_hundred = (unit->kind == UNIT_RATE && unit->per == 100 &&
	                       target->written == UNIT_PERCENT) ||
	                      (unit->kind == UNIT_PERCENT && target->written == UNIT_RATE &&
	                       target->per == 100);
	return !is_per_hundred && CLASHES[unit->kind][target->written];
}

static bool same_improvement(struct improvement a, struct improvement b)
{
	return a.basis == b.basis && a.or_same == b.or_same;
}

bool target_equal(const struct target *a, const struct target *b)
{
	bool is_other_scale = a->per != 0 && b->per != 0 && a->per != b->per;
	if (a->kind != b->kind || is_other_scale)
		return false;
	switch (a->kind) {
	case TARGET_NUMBER:
		return a->bound == b->bound && ratio_compare(a->number, b->number) == 0;
	case TARGET_RANGE:
		return ratio_compare(a->low, b->low) == 0 && ratio_compare(a->high, b->high) == 0;
	case TARGET_COMPARATOR:
		return a->bound == b->bound && a->comparator == b->comparator;
	case TARGET_IMPROVE:
		return same_improvement(a->improvement, b->improvement);
	case TARGET_ADDITIONAL:
		return ratio_compare(a->number, b->number) == 0 &&
		       (a->written == UNIT_PERCENT) == (b->written == UNIT_PERCENT);
	case TARGET_RANK:
	case TARGET_UNREADABLE:
		return str_equal_nocase(a->text, b->text);
	case TARGET_NOT_GIVEN:
	case TARGET_NONE:
	case TARGET_INFORMATION:
	case TARGET_NOT_SET:
	case TARGET_KIND_COUNT:
		break;
	}
	return true;
}

static const char *bound_words(enum target_bound bound, const struct unit *unit)
{
	static const char *const WORDS[TARGET_BOUND_COUNT] = {
		[TARGET_AT] = "",
		[TARGET_BETTER] = "better than ",
		[TARGET_FEWER] = "less than ",
		[TARGET_MORE] = "more than ",
		[TARGET_AT_MOST] = "at most ",
		[TARGET_AT_LEAST] = "at least ",
	};
	bool is_counted = unit->kind == UNIT_COUNT || unit->kind == UNIT_DAYS ||
	                  unit->kind == UNIT_NONE || unit->kind == UNIT_OTHER;
	return bound == TARGET_FEWER && is_counted ? "fewer than " : WORDS[bound];
}

static void print_range(const struct target *target, const struct unit *unit,
                        char out[TARGET_TEXT_BYTES])
{
	/* A sign is repeated ("12% to 18%"), a word is not ("12 to 18 days"). */
	static const struct unit BARE = { .kind = UNIT_NONE, .decimals = -1 };
	bool has_sign = unit->kind == UNIT_PERCENT || unit->kind == UNIT_MONEY;
	char low[VALUE_TEXT_BYTES];
	char high[VALUE_TEXT_BYTES];
	value_print_number(target->low, has_sign ? unit : &BARE, target->decimals, low);
	value_print_number(target->high, unit, target->decimals, high);
	snprintf(out, TARGET_TEXT_BYTES, "%.60s to %s", low, high);
}

static void print_comparator(const struct target *target, char out[TARGET_TEXT_BYTES])
{
	static const char *const WORDS[TARGET_BOUND_COUNT] = {
		[TARGET_AT] = "",
		[TARGET_BETTER] = "better than ",
		[TARGET_FEWER] = "below ",
		[TARGET_MORE] = "above ",
		[TARGET_AT_MOST] = "at or below ",
		[TARGET_AT_LEAST] = "at or above ",
	};
	snprintf(out, TARGET_TEXT_BYTES, "%s%s", WORDS[target->bound],
	         comparator_word(target->comparator));
}

static void print_addition(const struct target *target, char out[TARGET_TEXT_BYTES])
{
	char number[RATIO_TEXT_BYTES];
	bool is_less = ratio_sign(target->number) < 0;
	number_print(ratio_absolute(target->number), target->decimals, number);
	snprintf(out, TARGET_TEXT_BYTES, "%s %s%s", is_less ? "reduce by" : "additional", number,
	         target->written == UNIT_PERCENT ? "%" : "");
}

const char *target_print(const struct target *target, const struct unit *unit,
                         char out[TARGET_TEXT_BYTES])
{
	char number[VALUE_TEXT_BYTES];
	const char *words = "";
	if (target_is_other_unit(target, unit)) {
		phrase_copy(target->text, out, TARGET_TEXT_BYTES);
		return out;
	}
	switch (target->kind) {
	case TARGET_NUMBER:
		value_print_number(target->number, unit, target->decimals, number);
		snprintf(out, TARGET_TEXT_BYTES, "%s%s", bound_words(target->bound, unit), number);
		return out;
	case TARGET_RANGE:
		print_range(target, unit, out);
		return out;
	case TARGET_COMPARATOR:
		print_comparator(target, out);
		return out;
	case TARGET_IMPROVE:
		snprintf(out, TARGET_TEXT_BYTES, "%s %s",
		         target->improvement.or_same ? "no worse than" : "better than",
		         basis_word(target->improvement.basis));
		return out;
	case TARGET_ADDITIONAL:
		print_addition(target, out);
		return out;
	case TARGET_RANK:
	case TARGET_UNREADABLE:
		phrase_copy(target->text, out, TARGET_TEXT_BYTES);
		return out;
	case TARGET_NOT_GIVEN:
		words = "not given";
		break;
	case TARGET_NONE:
		words = "no target";
		break;
	case TARGET_INFORMATION:
		words = "for information";
		break;
	case TARGET_NOT_SET:
		words = "not set";
		break;
	case TARGET_KIND_COUNT:
		break;
	}
	snprintf(out, TARGET_TEXT_BYTES, "%s", words);
	return out;
}
