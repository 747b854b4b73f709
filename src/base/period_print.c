#include "base/period.h"

#include <stdio.h>

/* "2013-14": the year that begins in `year`. */
static void print_split_year(int year, char out[FINANCIAL_YEAR_TEXT_BYTES])
{
	snprintf(out, FINANCIAL_YEAR_TEXT_BYTES, "%04u-%02u", (unsigned)year % 10000,
	         (unsigned)(year + 1) % 100);
}

const char *financial_year_print(int32_t date, char out[FINANCIAL_YEAR_TEXT_BYTES])
{
	struct ymd d = date_to_ymd(date);
	print_split_year(d.month < 4 ? d.year - 1 : d.year, out);
	return out;
}

/* Whether a year to date ends with a quarter, and is named after it. */
static bool ends_quarter(struct ymd end)
{
	return end.month % 3 == 0;
}

static void print_year_to_date(const struct period *period, const char *year,
                               char out[PERIOD_TEXT_BYTES])
{
	struct ymd to = date_to_ymd(period->to);
	if (ends_quarter(to))
		snprintf(out, PERIOD_TEXT_BYTES, "%s-Q%d-YTD", year, financial_quarter(period->to));
	else
		snprintf(out, PERIOD_TEXT_BYTES, "%04d-M%02d-YTD", to.year, to.month);
}

const char *period_print(const struct period *period, char out[PERIOD_TEXT_BYTES])
{
	out[0] = '\0';
	if (period->kind == PERIOD_LABEL)
		snprintf(out, PERIOD_TEXT_BYTES, "%s", period->label);
	if (!period_is_dated(period))
		return out;
	struct ymd to = date_to_ymd(period->to);
	char year[FINANCIAL_YEAR_TEXT_BYTES];
	print_split_year(date_to_ymd(period->from).year, year);
	switch (period->kind) {
	case PERIOD_DAY:
		date_print_iso(period->to, out);
		break;
	case PERIOD_WEEK: {
		struct iso_week week = period_iso_week(period->from);
		snprintf(out, PERIOD_TEXT_BYTES, "%04d-W%02d", week.year, week.number);
		break;
	}
	case PERIOD_MONTH:
		snprintf(out, PERIOD_TEXT_BYTES, "%04d-M%02d", to.year, to.month);
		break;
	case PERIOD_QUARTER:
		financial_year_print(period->from, year);
		snprintf(out, PERIOD_TEXT_BYTES, "%s-Q%d", year, financial_quarter(period->to));
		break;
	case PERIOD_FINANCIAL_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "%s", year);
		break;
	case PERIOD_YEAR_TO_DATE:
		print_year_to_date(period, year, out);
		break;
	case PERIOD_ROLLING_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "%04d-M%02d-R12", to.year, to.month);
		break;
	case PERIOD_SCHOOL_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "AY%s", year);
		break;
	case PERIOD_CALENDAR_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "CY%04d", to.year);
		break;
	case PERIOD_WORKFORCE_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "WY%s", year);
		break;
	case PERIOD_NONE:
	case PERIOD_LABEL:
	case PERIOD_KIND_COUNT:
		break;
	}
	return out;
}

static void print_year_to_date_words(const struct period *period, const char *year,
                                     char out[PERIOD_TEXT_BYTES])
{
	struct ymd to = date_to_ymd(period->to);
	if (ends_quarter(to))
		snprintf(out, PERIOD_TEXT_BYTES, "%s to the end of Q%d", year,
		         financial_quarter(period->to));
	else
		snprintf(out, PERIOD_TEXT_BYTES, "%s to the end of %s", year,
		         date_month_name(to.month));
}

const char *period_print_words(const struct period *period, char out[PERIOD_TEXT_BYTES])
{
	period_print(period, out);
	if (!period_is_dated(period))
		return out;
	struct ymd to = date_to_ymd(period->to);
	const char *month = date_month_name(to.month);
	char year[FINANCIAL_YEAR_TEXT_BYTES], day[DATE_WORDS_BYTES];
	print_split_year(date_to_ymd(period->from).year, year);
	switch (period->kind) {
	case PERIOD_DAY:
		date_print_words(period->to, out);
		break;
	case PERIOD_WEEK:
		snprintf(out, PERIOD_TEXT_BYTES, "week ending %s",
		         date_print_words(period->to, day));
		break;
	case PERIOD_MONTH:
		snprintf(out, PERIOD_TEXT_BYTES, "%s %d", month, to.year);
		break;
	case PERIOD_QUARTER:
		financial_year_print(period->from, year);
		snprintf(out, PERIOD_TEXT_BYTES, "%s Q%d", year, financial_quarter(period->to));
		break;
	case PERIOD_YEAR_TO_DATE:
		print_year_to_date_words(period, year, out);
		break;
	case PERIOD_ROLLING_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "year to %s %d", month, to.year);
		break;
	case PERIOD_SCHOOL_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "school year %s", year);
		break;
	case PERIOD_CALENDAR_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "calendar year %d", to.year);
		break;
	case PERIOD_WORKFORCE_YEAR:
		snprintf(out, PERIOD_TEXT_BYTES, "workforce year %s", year);
		break;
	case PERIOD_FINANCIAL_YEAR: /* "2013-14" is its name for people too */
	case PERIOD_NONE:
	case PERIOD_LABEL:
	case PERIOD_KIND_COUNT:
		break;
	}
	return out;
}

/* Whole months are named by their months, a year to date and a week by their days. */
static void print_months(struct ymd from, struct ymd to, char out[PERIOD_TEXT_BYTES])
{
	const char *first = date_month_name(from.month);
	const char *last = date_month_name(to.month);
	if (from.year == to.year && from.month == to.month)
		snprintf(out, PERIOD_TEXT_BYTES, "%s %d", last, to.year);
	else if (from.year == to.year)
		snprintf(out, PERIOD_TEXT_BYTES, "%s to %s %d", first, last, to.year);
	else
		snprintf(out, PERIOD_TEXT_BYTES, "%s %d to %s %d", first, from.year, last, to.year);
}

static void print_days(struct ymd from, int32_t end, char out[PERIOD_TEXT_BYTES])
{
	char last[DATE_WORDS_BYTES];
	date_print_words(end, last);
	if (from.year == date_to_ymd(end).year)
		snprintf(out, PERIOD_TEXT_BYTES, "%d %s to %s", from.day,
		         date_month_name(from.month), last);
	else
		snprintf(out, PERIOD_TEXT_BYTES, "%d %s %d to %s", from.day,
		         date_month_name(from.month), from.year, last);
}

const char *period_print_span(const struct period *period, char out[PERIOD_TEXT_BYTES])
{
	out[0] = '\0';
	if (!period_is_dated(period))
		return out;
	struct ymd from = date_to_ymd(period->from);
	if (period->kind == PERIOD_DAY)
		date_print_words(period->to, out);
	else if (period->kind == PERIOD_WEEK || period->kind == PERIOD_YEAR_TO_DATE)
		print_days(from, period->to, out);
	else
		print_months(from, date_to_ymd(period->to), out);
	return out;
}
