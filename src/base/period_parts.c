#include "base/period_parts.h"

#include "base/date.h"
#include "base/period.h"

static int32_t day_of(int year, int month, int day)
{
	int32_t date;
	return date_from_ymd(year, month, day, &date, NULL) == OK ? date : DATE_NONE;
}

static int32_t last_day_of(int year, int month)
{
	if (month < 1 || month > 12)
		return DATE_NONE;
	return day_of(year, month, date_days_in_month(year, month));
}

int32_t period_anchor_day(const struct period_parts *parts)
{
	return day_of(parts->year, parts->month, parts->day);
}

int32_t period_anchor_month_end(const struct period_parts *parts)
{
	return last_day_of(parts->year, parts->month);
}

int32_t period_anchor_year(const struct period_parts *parts)
{
	return day_of(parts->year, 1, 1);
}

int32_t period_anchor_week(const struct period_parts *parts)
{
	int32_t fourth = day_of(parts->year, 1, 4); /* always in week 1 */
	if (fourth == DATE_NONE || parts->week < 1 || parts->week > 53)
		return DATE_NONE;
	int32_t monday = fourth - (int32_t)date_weekday(fourth) + (parts->week - 1) * 7;
	/* Most years have no week 53: it would be week 1 of the next. */
	return period_iso_week(monday).year == parts->year ? monday : DATE_NONE;
}

int32_t period_anchor_quarter_end(const struct period_parts *parts)
{
	if (parts->quarter < 1 || parts->quarter > 4)
		return DATE_NONE;
	if (parts->quarter == 4)
		return last_day_of(parts->split_year + 1, 3);
	return last_day_of(parts->split_year, parts->quarter * 3 + 3);
}

int32_t period_anchor_april(const struct period_parts *parts)
{
	return day_of(parts->split_year, 4, 1);
}

int32_t period_anchor_september(const struct period_parts *parts)
{
	return day_of(parts->split_year, 9, 1);
}

int32_t period_anchor_october(const struct period_parts *parts)
{
	return day_of(parts->split_year, 10, 1);
}
