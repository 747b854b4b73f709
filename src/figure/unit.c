#include "figure/unit.h"

#include <stdio.h>

#include "figure/phrase.h"

static const struct phrase_meaning UNITS[] = {
	{ "%", UNIT_PERCENT },
	{ "percent", UNIT_PERCENT },
	{ "per cent", UNIT_PERCENT },
	{ "percentage", UNIT_PERCENT },
	{ "pct", UNIT_PERCENT },
	{ "number", UNIT_COUNT },
	{ "numbers", UNIT_COUNT },
	{ "count", UNIT_COUNT },
	{ "no", UNIT_COUNT },
	{ "#", UNIT_COUNT },
	{ "days", UNIT_DAYS },
	{ "day", UNIT_DAYS },
	{ "number of days", UNIT_DAYS },
	{ "\xC2\xA3", UNIT_MONEY },
	{ "pounds", UNIT_MONEY },
	{ "gbp", UNIT_MONEY },
	{ "money", UNIT_MONEY },
	{ "average", UNIT_AVERAGE },
	{ "mean", UNIT_AVERAGE },
	{ "avg", UNIT_AVERAGE },
	{ "score", UNIT_SCORE },
	{ "n/a", UNIT_NONE },
	{ "-", UNIT_NONE },
};

/* What a kind prints as; a rate and an unknown unit say more. */
static const char *const WORDS[UNIT_KIND_COUNT] = {
	[UNIT_NONE] = "",       [UNIT_COUNT] = "number",  [UNIT_PERCENT] = "%",
	[UNIT_RATE] = "rate ",  [UNIT_DAYS] = "days",     [UNIT_MONEY] = "\xC2\xA3",
	[UNIT_AVERAGE] = "average", [UNIT_SCORE] = "score", [UNIT_OTHER] = "",
};

static const struct {
	int64_t per;
	const char *words[3]; /* the first is how it prints */
} RATES[] = {
	{ 100, { "per 100", "per hundred" } },
	{ 1000, { "per 1,000", "per 1000", "per thousand" } },
	{ 10000, { "per 10,000", "per 10000", "per 10k" } },
	{ 100000, { "per 100,000", "per 100000", "per 100k" } },
	{ 1000000, { "per 1,000,000", "per 1000000", "per million" } },
};

bool unit_take_per(struct str *rest, int64_t *per_out)
{
	for (size_t i = COUNT_OF(RATES); i-- > 0;) { /* longest number first */
		for (size_t j = 0; j < COUNT_OF(RATES[i].words) && RATES[i].words[j]; j++) {
			struct str behind = *rest;
			if (!phrase_take(&behind, RATES[i].words[j]))
				continue;
			bool goes_on = behind.len > 1 && behind.ptr[0] == ',' &&
			               char_is_digit(behind.ptr[1]);
			if (goes_on)
				continue;
			*rest = behind;
			*per_out = RATES[i].per;
			return true;
		}
	}
	return false;
}

static const char *per_words(int64_t per)
{
	for (size_t i = 0; i < COUNT_OF(RATES); i++)
		if (RATES[i].per == per)
			return RATES[i].words[0];
	return "per head";
}

struct unit unit_read(struct str text)
{
	struct unit unit = { .kind = UNIT_OTHER, .decimals = -1 };
	char bytes[PHRASE_BYTES];
	struct str phrase;
	int kind;
	text = str_trim(text);
	if (text.len == 0) {
		unit.kind = UNIT_NONE;
		return unit;
	}
	if (phrase_of(text, "a unit", bytes, &phrase, NULL) == OK) {
		struct str rest = phrase;
		if (phrase_find(phrase, UNITS, COUNT_OF(UNITS), &kind))
			unit.kind = (enum unit_kind)kind;
		else if (phrase_take(&rest, "% of") || phrase_take(&rest, "percentage of"))
			unit.kind = UNIT_PERCENT;
		else if ((phrase_take(&rest, "rate"), phrase_take(&rest, "("),
		          unit_take_per(&rest, &unit.per)))
			unit.kind = UNIT_RATE;
	}
	if (unit.kind == UNIT_OTHER)
		phrase_copy(text, unit.name, sizeof(unit.name));
	return unit;
}

const char *unit_print(const struct unit *unit, char out[UNIT_TEXT_BYTES])
{
	const char *more = unit->kind == UNIT_RATE    ? per_words(unit->per)
	                   : unit->kind == UNIT_OTHER ? unit->name
	                                              : "";
	snprintf(out, UNIT_TEXT_BYTES, "%s%s", WORDS[unit->kind], more);
	return out;
}

int unit_decimals(const struct unit *unit)
{
	if (unit->decimals >= 0)
		return unit->decimals;
	return unit->kind == UNIT_COUNT || unit->kind == UNIT_DAYS || unit->kind == UNIT_MONEY ? 0
	                                                                                      : 1;
}

const char *unit_change_word(const struct unit *unit)
{
	switch (unit->kind) {
	case UNIT_PERCENT:
		return "points";
	case UNIT_RATE:
		return per_words(unit->per);
	case UNIT_DAYS:
	case UNIT_MONEY:
		return WORDS[unit->kind];
	case UNIT_OTHER:
		return unit->name;
	case UNIT_NONE:
	case UNIT_COUNT:
	case UNIT_AVERAGE:
	case UNIT_SCORE:
	case UNIT_KIND_COUNT:
		break;
	}
	return "";
}

bool unit_has_denominator(const struct unit *unit)
{
	return unit->kind == UNIT_PERCENT || unit->kind == UNIT_RATE || unit->kind == UNIT_AVERAGE;
}

enum { INFORMATION = POLARITY_COUNT }; /* a reading, not a polarity */

static const struct phrase_meaning POLARITIES[] = {
	{ "high", POLARITY_HIGH },
	{ "h", POLARITY_HIGH },
	{ "higher", POLARITY_HIGH },
	{ "high (arrow up)", POLARITY_HIGH },
	{ "high is good", POLARITY_HIGH },
	{ "higher is better", POLARITY_HIGH },
	{ "bigger is better", POLARITY_HIGH },
	{ "bigger values are best", POLARITY_HIGH },
	{ "up", POLARITY_HIGH },
	{ "increase", POLARITY_HIGH },
	{ "maximise", POLARITY_HIGH },
	{ "low", POLARITY_LOW },
	{ "l", POLARITY_LOW },
	{ "lower", POLARITY_LOW },
	{ "low (arrow down)", POLARITY_LOW },
	{ "low is good", POLARITY_LOW },
	{ "lower is better", POLARITY_LOW },
	{ "smaller is better", POLARITY_LOW },
	{ "smaller values are best", POLARITY_LOW },
	{ "down", POLARITY_LOW },
	{ "decrease", POLARITY_LOW },
	{ "minimise", POLARITY_LOW },
	{ "band", POLARITY_BAND },
	{ "range", POLARITY_BAND },
	{ "within range", POLARITY_BAND },
	{ "within band", POLARITY_BAND },
	{ "within a range", POLARITY_BAND },
	{ "within a band", POLARITY_BAND },
	{ "t", POLARITY_BAND },
	{ "target", POLARITY_BAND },
	{ "close to target", POLARITY_BAND },
	{ "stay close to target", POLARITY_BAND },
	{ "maintain", POLARITY_BAND },
	{ "", POLARITY_NONE },
	{ "-", POLARITY_NONE },
	{ "n/a", POLARITY_NONE },
	{ "none", POLARITY_NONE },
	{ "neutral", POLARITY_NONE },
	{ "neither", POLARITY_NONE },
	{ "context", POLARITY_NONE },
	{ "contextual", POLARITY_NONE },
	{ "measure for information", INFORMATION },
	{ "for information", INFORMATION },
	{ "for information only", INFORMATION },
	{ "information", INFORMATION },
	{ "information only", INFORMATION },
};

enum status polarity_read(struct str text, struct polarity_reading *out, struct err *err)
{
	char bytes[PHRASE_BYTES];
	struct str phrase;
	enum status st = phrase_of(text, "a polarity", bytes, &phrase, err);
	if (st != OK)
		return st;
	bool is_implied = phrase_take_end(&phrase, "(implied)");
	int meaning;
	if (!phrase_find(phrase, POLARITIES, COUNT_OF(POLARITIES), &meaning))
		return err_set(err, E_INPUT,
		               "'%.*s' is not a polarity: expected high, low, band, close to "
		               "target, none or measure for information",
		               STR_ARGS(str_trim(text)));
	out->is_implied = is_implied;
	out->is_information = meaning == INFORMATION;
	out->polarity = meaning == INFORMATION ? POLARITY_NONE : (enum polarity)meaning;
	return OK;
}

const char *polarity_word(enum polarity polarity)
{
	static const char *const POLARITY_WORDS[POLARITY_COUNT] = { "none", "high", "low", "band" };
	return POLARITY_WORDS[polarity];
}
