#include <assert.h>

#include "base/instant.h"
#include "lang/oracle_parts.h"

enum { PARTS_MAX = 3 };

/* A day that may be missing (as DATE_NONE), as a value. */
static struct oracle_value day_or_missing(int32_t day, const struct node *call)
{
	return day == DATE_NONE ? oracle_missing(LACK_DATE, call) : oracle_number(day);
}

int32_t oracle_birthday(int64_t born, int64_t age)
{
	enum { YEARS_MAX = 400, MARCH = 3 };
	if (born < DATE_MIN || born > DATE_MAX || age < -YEARS_MAX || age > YEARS_MAX)
		return DATE_NONE;
	struct ymd day = date_to_ymd((int32_t)born);
	int32_t birthday;
	if (date_from_ymd(day.year + (int)age, day.month, day.day, &birthday, NULL) == OK)
		return birthday;
	if (date_from_ymd(day.year + (int)age, MARCH, 1, &birthday, NULL) == OK)
		return birthday; /* only 29 February is not a day of every year */
	return DATE_NONE;
}

/* Whole months: the most that may be added to `from` without passing `to`. */
static int64_t months_between(int32_t from, int32_t to)
{
	struct ymd a = date_to_ymd(from), b = date_to_ymd(to);
	int months = (b.year - a.year) * 12 + b.month - a.month;
	int32_t reached = DATE_NONE;
	enum status st = date_add_months(from, months, &reached, NULL);
	assert(st == OK);
	(void)st;
	return reached <= to ? months : months - 1;
}

/* The time between two dates, or two moments. */
static struct oracle_value time_between(const struct scene *scene, const struct node *call,
                                        int64_t from, int64_t to)
{
	if (to < from)
		return oracle_missing(LACK_ORDER, call);
	if (call->function == FUNCTION_DAYS || call->function == FUNCTION_HOURS)
		return oracle_number(to - from);
	if (call->function == FUNCTION_MONTHS)
		return oracle_number(months_between((int32_t)from, (int32_t)to));
	int32_t days = 0;
	enum status st = calendar_elapsed(scene->question->calendar, (int32_t)from, (int32_t)to,
	                                  &days, NULL);
	assert(st == OK);
	(void)st;
	return oracle_number(days);
}

static struct oracle_value date_of(int64_t utc_seconds, const struct node *call)
{
	enum { DAY = 86400 };
	if (utc_seconds < (int64_t)DATE_MIN * DAY || utc_seconds >= (int64_t)DATE_MAX * DAY)
		return oracle_missing(LACK_DATE, call);
	return oracle_number(instant_date(instant_by_english_clock(utc_seconds)));
}

static struct oracle_value year_start(int64_t date, const struct node *call)
{
	struct period year = period_containing(PERIOD_FINANCIAL_YEAR, (int32_t)date);
	return day_or_missing(year.kind == PERIOD_NONE ? DATE_NONE : year.from, call);
}

static struct oracle_value month_start(int64_t date)
{
	return oracle_number(date - (date_to_ymd((int32_t)date).day - 1));
}

/* A function whose parts are all there. */
static struct oracle_value call_with(const struct scene *scene, const struct node *call, int64_t a,
                                     int64_t b)
{
	switch (call->function) {
	case FUNCTION_WORKING_DAYS:
	case FUNCTION_DAYS:
	case FUNCTION_MONTHS:
	case FUNCTION_HOURS:
		return time_between(scene, call, a, b);
	case FUNCTION_DATE_OF:
		return date_of(a, call);
	case FUNCTION_AGE:
		return oracle_number((int64_t)date_age((int32_t)a, (int32_t)b) * MILLION);
	case FUNCTION_BIRTHDAY:
		if (b % MILLION != 0)
			return oracle_missing(LACK_DATE, call);
		return day_or_missing(oracle_birthday(a, b / MILLION), call);
	case FUNCTION_YEAR_START:
		return year_start(a, call);
	case FUNCTION_MONTH_START:
		return month_start(a);
	case FUNCTION_EARLIEST:
	case FUNCTION_SMALLER:
		return oracle_number(a < b ? a : b);
	case FUNCTION_LATEST:
	case FUNCTION_LARGER:
		return oracle_number(a > b ? a : b);
	case FUNCTION_LATE:
	case FUNCTION_HELD:
	case FUNCTION_NEXT_DUE:
	case FUNCTION_OVERDUE:
		return oracle_ask_schedule(scene, call, (int32_t)a, (int32_t)b);
	case FUNCTION_CHOOSE:
	case FUNCTION_COUNT:
		break;
	}
	assert(!"a function of the list");
	return oracle_missing(LACK_VALUE, call);
}

struct oracle_value oracle_call(const struct scene *scene, const struct frame *frame,
                                const struct node *call)
{
	if (call->function == FUNCTION_CHOOSE) {
		struct oracle_value which = oracle_evaluate(scene, frame, call->parts[0]);
		if (which.is_missing)
			return which;
		return oracle_evaluate(scene, frame, call->parts[which.number ? 1 : 2]);
	}
	int64_t given[PARTS_MAX] = { 0 };
	size_t first = call->schedule >= 0; /* a schedule's name is no value */
	for (size_t i = first; i < call->part_count; i++) {
		struct oracle_value part = oracle_evaluate(scene, frame, call->parts[i]);
		if (part.is_missing)
			return part;
		given[i - first] = part.number;
	}
	return call_with(scene, call, given[0], given[1]);
}
