#include "base/period.h"

#include <string.h>

#include "base/period_parts.h"
#include "base/period_tokens.h"

/* Reading what councils write. A row of READINGS or SPANS that fits every token
 * of the text says what it means. Nothing is guessed: a text that no row fits, or
 * whose day does not exist, is a label. "2018-11" is one on purpose, because its
 * neighbour "2011-12" is a financial year. */

enum { TEXT_BYTES_MAX = 100 }; /* nothing longer names a period */

/* 30 September: "mid-year" is the first half of the financial year. */
static int32_t anchor_mid_year(const struct period_parts *parts)
{
	struct period_parts half = { .split_year = parts->split_year, .quarter = 2 };
	return period_anchor_quarter_end(&half);
}

/* The last day of a financial year: "end 2014-15". */
static int32_t anchor_march_end(const struct period_parts *parts)
{
	struct period_parts last = { .split_year = parts->split_year, .quarter = 4 };
	return period_anchor_quarter_end(&last);
}

/* "2013-14 to the end of November": the month within that financial year. */
static int32_t anchor_month_of_split_year(const struct period_parts *parts)
{
	struct period_parts month = { .month = parts->month };
	month.year = parts->split_year + (parts->month < 4);
	return period_anchor_month_end(&month);
}

/* A day that must end its month: "year to 31 August 2016", not "to 15 August". */
static int32_t anchor_last_day(const struct period_parts *parts)
{
	int32_t day = period_anchor_day(parts);
	return day == period_anchor_month_end(parts) ? day : DATE_NONE;
}

static int32_t anchor_sunday(const struct period_parts *parts)
{
	int32_t day = period_anchor_day(parts);
	return day != DATE_NONE && date_weekday(day) == WEEKDAY_SUNDAY ? day : DATE_NONE;
}

static int32_t anchor_monday(const struct period_parts *parts)
{
	int32_t day = period_anchor_day(parts);
	return day != DATE_NONE && date_weekday(day) == WEEKDAY_MONDAY ? day : DATE_NONE;
}

/* What a row's words mean. F is a split year, Y a year, N two digits of one, Q a
 * quarter, M a month, D a day of a month, T a whole date. */
static const struct {
	const char *pattern;
	enum period_kind kind;
	period_anchor *anchor;
} READINGS[] = {
	{ "F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "financial year F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "fy F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "F year end", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "F end year", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "year end F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "end year F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "F outturn", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "outturn F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "F full year", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "full year F", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "F annual", PERIOD_FINANCIAL_YEAR, period_anchor_april },

	{ "F Q", PERIOD_QUARTER, period_anchor_quarter_end },
	{ "Q F", PERIOD_QUARTER, period_anchor_quarter_end },

	{ "M Y", PERIOD_MONTH, period_anchor_month_end },
	{ "M - Y", PERIOD_MONTH, period_anchor_month_end },
	{ "M - N", PERIOD_MONTH, period_anchor_month_end }, /* Nov-18, as Excel prints it */

	{ "D M Y", PERIOD_DAY, period_anchor_day },
	{ "D M - Y", PERIOD_DAY, period_anchor_day },
	{ "D M - N", PERIOD_DAY, period_anchor_day },
	{ "T", PERIOD_DAY, period_anchor_day },
	{ "end M Y", PERIOD_DAY, period_anchor_month_end },
	{ "end Q F", PERIOD_DAY, period_anchor_quarter_end },
	{ "end F Q", PERIOD_DAY, period_anchor_quarter_end },
	{ "end F", PERIOD_DAY, anchor_march_end },

	{ "F Q year to date", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "F Q ytd", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "Q F year to date", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "Q F ytd", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "Q year to date F", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "Q ytd F", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "year to date Q F", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "year to date F Q", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "ytd Q F", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "ytd F Q", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "F to Q", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "F to end Q", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "F to end M", PERIOD_YEAR_TO_DATE, anchor_month_of_split_year },
	{ "F mid year", PERIOD_YEAR_TO_DATE, anchor_mid_year },
	{ "M Y year to date", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "M Y ytd", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "year to date M Y", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "year to date to M Y", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "ytd M Y", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "ytd to M Y", PERIOD_YEAR_TO_DATE, period_anchor_month_end },

	{ "year to M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "year to end M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "year ending M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "year ended M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "year to D M Y", PERIOD_ROLLING_YEAR, anchor_last_day },
	{ "year ending D M Y", PERIOD_ROLLING_YEAR, anchor_last_day },
	{ "year ended D M Y", PERIOD_ROLLING_YEAR, anchor_last_day },
	{ "12 months to M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "12 months to end M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "twelve months to M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "rolling 12 months to M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "rolling year to M Y", PERIOD_ROLLING_YEAR, period_anchor_month_end },

	{ "academic year F", PERIOD_SCHOOL_YEAR, period_anchor_september },
	{ "school year F", PERIOD_SCHOOL_YEAR, period_anchor_september },
	{ "F academic year", PERIOD_SCHOOL_YEAR, period_anchor_september },
	{ "F school year", PERIOD_SCHOOL_YEAR, period_anchor_september },
	{ "workforce year F", PERIOD_WORKFORCE_YEAR, period_anchor_october },
	{ "Y", PERIOD_CALENDAR_YEAR, period_anchor_year },
	{ "calendar year Y", PERIOD_CALENDAR_YEAR, period_anchor_year },
	{ "week ending D M Y", PERIOD_WEEK, anchor_sunday },
	{ "week ending T", PERIOD_WEEK, anchor_sunday },
	{ "week commencing D M Y", PERIOD_WEEK, anchor_monday },
	{ "week commencing T", PERIOD_WEEK, anchor_monday },
};

/* Two ends of a span: "October to December 2013". What stands before "to" (or a
 * dash) and what behind it. */
static const struct {
	const char *first;
	const char *last;
} SPANS[] = {
	{ "M", "M Y" }, { "M Y", "M Y" }, { "D M", "D M Y" }, { "D M Y", "D M Y" }, { "T", "T" },
};

/* The kinds that a span of days may turn out to be, the usual name first: April to
 * June is a quarter before it is a year to date. */
static const enum period_kind SPAN_KINDS[] = {
	PERIOD_MONTH, PERIOD_QUARTER, PERIOD_FINANCIAL_YEAR, PERIOD_CALENDAR_YEAR,
	PERIOD_SCHOOL_YEAR, PERIOD_WORKFORCE_YEAR, PERIOD_YEAR_TO_DATE, PERIOD_ROLLING_YEAR,
	PERIOD_WEEK,
};

static bool take_date(const struct token *token, struct period_parts *parts)
{
	if (token->kind != TOKEN_DATE)
		return false;
	parts->year = token->date.year;
	parts->month = token->date.month;
	parts->day = token->date.day;
	return true;
}

static bool take_number(const struct token *token, enum token_kind kind, int *out)
{
	if (token->kind != kind)
		return false;
	*out = token->number;
	return true;
}

/* Two digits of a year: 18 is 2018. From 70 on it could be either century. */
static bool take_short_year(const struct token *token, int *out)
{
	if (token->kind != TOKEN_NUMBER || token->digits != 2 || token->number >= 70)
		return false;
	*out = 2000 + token->number;
	return true;
}

/* Whether one item of a pattern fits one token; keeps what the token says. */
static bool take_token(struct str item, const struct token *token, struct period_parts *parts)
{
	int literal;
	switch (item.ptr[0]) {
	case 'F':
		return take_number(token, TOKEN_SPLIT_YEAR, &parts->split_year);
	case 'Y':
		return take_number(token, TOKEN_YEAR, &parts->year);
	case 'N':
		return take_short_year(token, &parts->year);
	case 'Q':
		return take_number(token, TOKEN_QUARTER, &parts->quarter);
	case 'M':
		return take_number(token, TOKEN_MONTH, &parts->month);
	case 'D':
		return take_number(token, TOKEN_NUMBER, &parts->day);
	case 'T':
		return take_date(token, parts);
	case '-':
		return token->kind == TOKEN_DASH;
	case '1': /* the only number that stands for itself is 12 */
		return take_number(token, TOKEN_NUMBER, &literal) && literal == 12;
	default:
		return token->kind == TOKEN_WORD && str_equal(str_of(token->word), item);
	}
}

static bool fits(const char *pattern, const struct token *tokens, size_t count,
                 struct period_parts *out)
{
	*out = (struct period_parts){ 0 };
	struct str rest = str_of(pattern), item;
	size_t i = 0;
	while (str_split(&rest, ' ', &item))
		if (i == count || !take_token(item, &tokens[i++], out))
			return false;
	return i == count;
}

static bool read_as_row(const struct tokens *tokens, struct period *out)
{
	for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
		struct period_parts parts;
		if (!fits(READINGS[i].pattern, tokens->items, tokens->count, &parts))
			continue;
		int32_t day = READINGS[i].anchor(&parts);
		if (day == DATE_NONE)
			return false;
		*out = period_containing(READINGS[i].kind, day);
		return period_is_dated(out);
	}
	return false;
}

/* The period with exactly these two ends, if any kind has them. */
static bool period_of_days(int32_t from, int32_t to, struct period *out)
{
	for (size_t i = 0; i < COUNT_OF(SPAN_KINDS); i++) {
		*out = period_containing(SPAN_KINDS[i], to);
		if (period_is_dated(out) && out->from == from && out->to == to)
			return true;
	}
	return false;
}

static bool read_ends(struct period_parts first, struct period_parts last, struct period *out)
{
	first.year = first.year ? first.year : last.year;
	bool whole_months = last.day == 0;
	first.day = whole_months ? 1 : first.day;
	int32_t from = period_anchor_day(&first);
	int32_t to = whole_months ? period_anchor_month_end(&last) : period_anchor_day(&last);
	return from != DATE_NONE && to != DATE_NONE && from <= to && period_of_days(from, to, out);
}

static bool read_as_span(const struct tokens *tokens, struct period *out)
{
	size_t middle = 0;
	while (middle < tokens->count && tokens->items[middle].kind != TOKEN_DASH &&
	       !str_equal(str_of(tokens->items[middle].word), STR("to")))
		middle++;
	if (middle == tokens->count)
		return false;
	for (size_t i = 0; i < COUNT_OF(SPANS); i++) {
		struct period_parts first, last;
		if (fits(SPANS[i].first, tokens->items, middle, &first) &&
		    fits(SPANS[i].last, tokens->items + middle + 1, tokens->count - middle - 1,
		         &last))
			return read_ends(first, last, out);
	}
	return false;
}

static struct period label_of(struct str text)
{
	struct period label = { .kind = PERIOD_LABEL, .from = DATE_NONE, .to = DATE_NONE };
	size_t len = text.len < PERIOD_LABEL_BYTES ? text.len : PERIOD_LABEL_BYTES - 1;
	/* Not within a character: its later bytes are 10xxxxxx. */
	while (len > 0 && len < text.len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
		len--;
	memcpy(label.label, text.ptr, len);
	return label;
}

struct period period_read(struct str text)
{
	text = str_trim(text);
	if (text.len == 0)
		return (struct period){ .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
	struct period period;
	if (period_parse(text, &period, NULL) == OK)
		return period;
	struct tokens tokens;
	if (text.len <= TEXT_BYTES_MAX && period_tokens_read(text, &tokens) &&
	    (read_as_row(&tokens, &period) || read_as_span(&tokens, &period)))
		return period;
	return label_of(text);
}
