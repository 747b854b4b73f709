#include "base/period.h"

#include <assert.h>

enum {
	MONTHS_PER_YEAR = 12,
	DAYS_PER_WEEK = 7,
	APRIL = 4,
	SEPTEMBER = 9,
	OCTOBER = 10,
	THURSDAY_OF_WEEK = 3, /* days from Monday; it decides the year of an ISO week */
};

static const struct period NO_PERIOD = { .kind = PERIOD_NONE, .from = DATE_NONE, .to = DATE_NONE };

/* The first day of month number `count` (year * 12 + month - 1); DATE_NONE outside
 * the years that dates know. */
static int32_t month_start(int count)
{
	int32_t date;
	if (date_from_ymd(count / MONTHS_PER_YEAR, count % MONTHS_PER_YEAR + 1, 1, &date, NULL) !=
	    OK)
		return DATE_NONE;
	return date;
}

static int32_t month_end(int count)
{
	int year = count / MONTHS_PER_YEAR;
	int month = count % MONTHS_PER_YEAR + 1;
	int32_t date;
	if (date_from_ymd(year, month, date_days_in_month(year, month), &date, NULL) != OK)
		return DATE_NONE;
	return date;
}

static int month_count(int32_t date)
{
	struct ymd d = date_to_ymd(date);
	return d.year * MONTHS_PER_YEAR + d.month - 1;
}

/* A period of whole months, or none where one end is outside the known years. */
static struct period of_months(enum period_kind kind, int first, int last)
{
	struct period period = { .kind = kind, .from = month_start(first), .to = month_end(last) };
	if (period.from == DATE_NONE || period.to == DATE_NONE)
		return NO_PERIOD;
	return period;
}

/* The first month of the twelve that begin in month `start` and hold `count`. */
static int year_start(int count, int start)
{
	int since = (count % MONTHS_PER_YEAR + 1 - start + MONTHS_PER_YEAR) % MONTHS_PER_YEAR;
	return count - since;
}

static struct period of_year(enum period_kind kind, int count, int start)
{
	int first = year_start(count, start);
	return of_months(kind, first, first + MONTHS_PER_YEAR - 1);
}

static struct period of_week(int32_t date)
{
	int32_t from = date - (int32_t)date_weekday(date);
	if (from < DATE_MIN || from > DATE_MAX - (DAYS_PER_WEEK - 1))
		return NO_PERIOD;
	return (struct period){ .kind = PERIOD_WEEK, .from = from, .to = from + DAYS_PER_WEEK - 1 };
}

struct period period_containing(enum period_kind kind, int32_t date)
{
	int month = month_count(date);
	switch (kind) {
	case PERIOD_DAY:
		return (struct period){ .kind = PERIOD_DAY, .from = date, .to = date };
	case PERIOD_WEEK:
		return of_week(date);
	case PERIOD_MONTH:
		return of_months(kind, month, month);
	case PERIOD_QUARTER: {
		int first = month - month % 3; /* quarters begin in January, April, ... */
		return of_months(kind, first, first + 2);
	}
	case PERIOD_FINANCIAL_YEAR:
		return of_year(kind, month, APRIL);
	case PERIOD_YEAR_TO_DATE:
		return of_months(kind, year_start(month, APRIL), month);
	case PERIOD_ROLLING_YEAR:
		return of_months(kind, month - (MONTHS_PER_YEAR - 1), month);
	case PERIOD_SCHOOL_YEAR:
		return of_year(kind, month, SEPTEMBER);
	case PERIOD_CALENDAR_YEAR:
		return of_year(kind, month, 1);
	case PERIOD_WORKFORCE_YEAR:
		return of_year(kind, month, OCTOBER);
	case PERIOD_NONE:
	case PERIOD_LABEL:
	case PERIOD_KIND_COUNT:
		break;
	}
	assert(!"a period of this kind contains no date");
	return NO_PERIOD;
}

bool period_is_dated(const struct period *period)
{
	return period->kind != PERIOD_NONE && period->kind != PERIOD_LABEL;
}

bool period_equal(const struct period *a, const struct period *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == PERIOD_LABEL)
		return str_equal_nocase(str_of(a->label), str_of(b->label));
	return a->kind == PERIOD_NONE || (a->from == b->from && a->to == b->to);
}

bool period_contains(const struct period *outer, const struct period *inner)
{
	return period_is_dated(outer) && period_is_dated(inner) && outer->from <= inner->from &&
	       inner->to <= outer->to;
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int period_compare(const struct period *a, const struct period *b)
{
	bool a_dated = period_is_dated(a), b_dated = period_is_dated(b);
	if (a_dated != b_dated)
		return a_dated ? 1 : -1;
	if (!a_dated) {
		int by_kind = order(a->kind, b->kind);
		return by_kind ? by_kind : str_compare(str_of(a->label), str_of(b->label));
	}
	int by_end = order(a->to, b->to);
	if (by_end)
		return by_end;
	int by_start = order(b->from, a->from); /* an earlier start is a longer period */
	return by_start ? by_start : order(a->kind, b->kind);
}

/* A snapshot at the end of a month compares with the end of the same month: from
 * 28 February 2025 back to 29 February 2024. Any other day is M1's. */
static struct period day_year_before(int32_t date)
{
	int month = month_count(date);
	int32_t day;
	if (date == month_end(month))
		day = month_end(month - MONTHS_PER_YEAR);
	else if (date_add_months(date, -MONTHS_PER_YEAR, &day, NULL) != OK)
		day = DATE_NONE;
	return day == DATE_NONE ? NO_PERIOD : period_containing(PERIOD_DAY, day);
}

/* The Monday of week `number` of ISO year `year`, which always holds 4 January. */
static int32_t week_monday(int year, int number)
{
	int32_t fourth;
	if (date_from_ymd(year, 1, 4, &fourth, NULL) != OK)
		return DATE_NONE;
	return fourth - (int32_t)date_weekday(fourth) + (number - 1) * DAYS_PER_WEEK;
}

/* The week of the same number; none for a week 53 when last year had 52. */
static struct period week_year_before(const struct period *week)
{
	struct iso_week iso = period_iso_week(week->from);
	int32_t monday = week_monday(iso.year - 1, iso.number);
	if (monday == DATE_NONE || period_iso_week(monday).number != iso.number)
		return NO_PERIOD;
	return of_week(monday);
}

struct iso_week period_iso_week(int32_t date)
{
	int32_t monday = date - (int32_t)date_weekday(date);
	int32_t thursday = monday + THURSDAY_OF_WEEK;
	/* The week that runs into 2201 still belongs to 2200: its Wednesday does not
	 * decide, and its Thursday is past the last known day. */
	if (thursday > DATE_MAX)
		return (struct iso_week){ 2201, 1 };
	int year = date_to_ymd(thursday).year;
	return (struct iso_week){ year, (monday - week_monday(year, 1)) / DAYS_PER_WEEK + 1 };
}

struct period period_year_before(const struct period *period)
{
	if (!period_is_dated(period))
		return NO_PERIOD;
	if (period->kind == PERIOD_DAY)
		return day_year_before(period->to);
	if (period->kind == PERIOD_WEEK)
		return week_year_before(period);
	return of_months(period->kind, month_count(period->from) - MONTHS_PER_YEAR,
	                 month_count(period->to) - MONTHS_PER_YEAR);
}

static struct period year_to_date_step_before(const struct period *period)
{
	int last = month_count(period->to);
	bool ends_quarter = (last + 1) % 3 == 0;
	int earlier = last - (ends_quarter ? 3 : 1);
	int first = month_count(period->from);
	return earlier < first ? NO_PERIOD : of_months(PERIOD_YEAR_TO_DATE, first, earlier);
}

struct period period_step_before(const struct period *period)
{
	if (!period_is_dated(period) || period->kind == PERIOD_DAY)
		return NO_PERIOD;
	if (period->kind == PERIOD_YEAR_TO_DATE)
		return year_to_date_step_before(period);
	if (period->from == DATE_MIN)
		return NO_PERIOD;
	if (period->kind == PERIOD_ROLLING_YEAR)
		return of_months(period->kind, month_count(period->from) - 1,
		                 month_count(period->to) - 1);
	return period_containing(period->kind, period->from - 1);
}

int32_t rolling_year_first(int32_t date)
{
	int32_t year_before;
	if (date_add_months(date, -MONTHS_PER_YEAR, &year_before, NULL) != OK)
		return DATE_NONE;
	return year_before + 1;
}

int financial_quarter(int32_t date)
{
	int month = date_to_ymd(date).month;
	return (month + MONTHS_PER_YEAR - APRIL) % MONTHS_PER_YEAR / 3 + 1;
}
