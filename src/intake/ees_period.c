#include "intake/ees_period.h"

#include <stdio.h>

enum identifier_kind {
	IDENTIFIER_REPORTING_YEAR,
	IDENTIFIER_CALENDAR_YEAR,
	IDENTIFIER_SCHOOL_YEAR,
	IDENTIFIER_FINANCIAL_YEAR,
	IDENTIFIER_QUARTER,    /* `part` of a financial year */
	IDENTIFIER_FIRST_HALF, /* of a financial year */
	IDENTIFIER_MONTH,      /* `part` of a calendar year */
	IDENTIFIER_UNDATED,
};

struct identifier {
	const char *words;
	int digits; /* of the time period: 4, or 6 for a year that spans two */
	enum identifier_kind kind;
	int part;
};

static const struct identifier IDENTIFIERS[] = {
	{ "Reporting year", 4, IDENTIFIER_REPORTING_YEAR, 0 },
	{ "Calendar year", 4, IDENTIFIER_CALENDAR_YEAR, 0 },
	{ "Academic year", 6, IDENTIFIER_SCHOOL_YEAR, 0 },
	{ "Financial year", 6, IDENTIFIER_FINANCIAL_YEAR, 0 },
	{ "Financial year Q1", 6, IDENTIFIER_QUARTER, 1 },
	{ "Financial year Q2", 6, IDENTIFIER_QUARTER, 2 },
	{ "Financial year Q3", 6, IDENTIFIER_QUARTER, 3 },
	{ "Financial year Q4", 6, IDENTIFIER_QUARTER, 4 },
	{ "Part 1 (April to September)", 6, IDENTIFIER_FIRST_HALF, 0 },
	{ "Part 2 (October to March)", 6, IDENTIFIER_UNDATED, 0 },
	{ "Tax year", 6, IDENTIFIER_UNDATED, 0 },
	{ "Autumn term", 6, IDENTIFIER_UNDATED, 0 },
	{ "Spring term", 6, IDENTIFIER_UNDATED, 0 },
	{ "Summer term", 6, IDENTIFIER_UNDATED, 0 },
	{ "Autumn and spring term", 6, IDENTIFIER_UNDATED, 0 },
	{ "January", 4, IDENTIFIER_MONTH, 1 },
	{ "February", 4, IDENTIFIER_MONTH, 2 },
	{ "March", 4, IDENTIFIER_MONTH, 3 },
	{ "April", 4, IDENTIFIER_MONTH, 4 },
	{ "May", 4, IDENTIFIER_MONTH, 5 },
	{ "June", 4, IDENTIFIER_MONTH, 6 },
	{ "July", 4, IDENTIFIER_MONTH, 7 },
	{ "August", 4, IDENTIFIER_MONTH, 8 },
	{ "September", 4, IDENTIFIER_MONTH, 9 },
	{ "October", 4, IDENTIFIER_MONTH, 10 },
	{ "November", 4, IDENTIFIER_MONTH, 11 },
	{ "December", 4, IDENTIFIER_MONTH, 12 },
};

/* Weeks and what we do not know. */
static const struct identifier WEEK = { "Week", 4, IDENTIFIER_UNDATED, 0 };

static const struct identifier *find_identifier(struct str words)
{
	for (size_t i = 0; i < COUNT_OF(IDENTIFIERS); i++)
		if (str_equal_nocase(words, str_of(IDENTIFIERS[i].words)))
			return &IDENTIFIERS[i];
	return str_starts_nocase(words, STR("Week ")) ? &WEEK : NULL;
}

/* The first year of "2024" or "202425". */
static enum status read_year(struct str digits, int64_t *out, struct err *err)
{
	int64_t number = 0;
	bool is_whole = str_to_int64(digits, &number, NULL) == OK && number > 0;
	if (!is_whole || (digits.len != 4 && digits.len != 6))
		return err_set(err, E_INPUT,
		               "'%.*s' is no year; expected four digits (2024) or six (202425)",
		               STR_ARGS(str_cut(digits, 40)));
	int64_t year = digits.len == 4 ? number : number / 100;
	if (digits.len == 6 && (year + 1) % 100 != number % 100)
		return err_set(err, E_INPUT, "'%.*s' is not two years in a row; expected %d%02d",
		               STR_ARGS(digits), (int)year, (int)((year + 1) % 100));
	if (year < 1901 || year > 2199)
		return err_set(err, E_INPUT, "'%.*s' is no year that figures are kept for",
		               STR_ARGS(digits));
	*out = year;
	return OK;
}

/* The period of a kind that contains the first day of a month. */
static struct period containing(enum period_kind kind, int64_t year, int month)
{
	int32_t date = 0;
	if (date_from_ymd((int)year, month, 1, &date, NULL) != OK)
		return (struct period){ .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
	return period_containing(kind, date);
}

static struct period mid_year(int64_t year)
{
	struct period june = containing(PERIOD_MONTH, year, 6);
	return period_containing(PERIOD_DAY, june.to);
}

static struct period date_identifier(const struct identifier *identifier, int64_t year,
                                     enum ees_year reporting)
{
	switch (identifier->kind) {
	case IDENTIFIER_REPORTING_YEAR:
		if (reporting == EES_YEAR_TO_MARCH)
			return containing(PERIOD_FINANCIAL_YEAR, year, 3);
		if (reporting == EES_YEAR_TO_SEPTEMBER)
			return containing(PERIOD_WORKFORCE_YEAR, year, 9);
		if (reporting == EES_YEAR_MID_YEAR)
			return mid_year(year);
		break;
	case IDENTIFIER_CALENDAR_YEAR:
		return containing(PERIOD_CALENDAR_YEAR, year, 1);
	case IDENTIFIER_SCHOOL_YEAR:
		return containing(PERIOD_SCHOOL_YEAR, year, 9);
	case IDENTIFIER_FINANCIAL_YEAR:
		return containing(PERIOD_FINANCIAL_YEAR, year, 4);
	case IDENTIFIER_QUARTER:
		if (identifier->part == 4)
			return containing(PERIOD_QUARTER, year + 1, 1);
		return containing(PERIOD_QUARTER, year, 1 + 3 * identifier->part);
	case IDENTIFIER_FIRST_HALF:
		return containing(PERIOD_YEAR_TO_DATE, year, 9);
	case IDENTIFIER_MONTH:
		return containing(PERIOD_MONTH, year, identifier->part);
	case IDENTIFIER_UNDATED:
		break;
	}
	return (struct period){ .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };
}

enum status ees_period_read(struct str time_period, struct str time_identifier,
                            enum ees_year reporting, struct period *out,
                            enum ees_dating *dating_out, struct err *err)
{
	struct str digits = str_trim(time_period);
	struct str words = str_trim(time_identifier);
	int64_t year = 0;
	enum status st = read_year(digits, &year, err);
	if (st != OK)
		return st;
	const struct identifier *identifier = find_identifier(words);
	struct period period = { .kind = PERIOD_NONE };
	enum ees_dating dating = EES_DATED_BY_NO_WORD;
	if (identifier) {
		if (digits.len != (size_t)identifier->digits)
			return err_set(err, E_INPUT,
			               "'%.*s' has %zu digits; '%s' is written with %d",
			               STR_ARGS(digits), digits.len, identifier->words,
			               identifier->digits);
		period = date_identifier(identifier, year, reporting);
		dating = period.kind != PERIOD_NONE                          ? EES_DATED
		       : identifier->kind == IDENTIFIER_REPORTING_YEAR ? EES_DATED_BY_NO_RULE
		                                                             : EES_DATED_NOT;
	}
	if (period.kind == PERIOD_NONE) {
		period = (struct period){ .kind = PERIOD_LABEL, .from = DATE_NONE,
			                  .to = DATE_NONE };
		snprintf(period.label, sizeof(period.label), "%.*s", STR_ARGS(digits));
	}
	*out = period;
	*dating_out = dating;
	return OK;
}
