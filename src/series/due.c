#include "series/due.h"

#include "base/date.h"

enum { MARCH = 3, MONTHS_A_YEAR = 12 };

int due_months(enum frequency frequency)
{
	switch (frequency) {
	case FREQUENCY_MONTHLY:
		return 1;
	case FREQUENCY_QUARTERLY:
		return 3;
	case FREQUENCY_TERMLY:
		return 4;
	case FREQUENCY_HALF_YEARLY:
		return 6;
	case FREQUENCY_ANNUAL:
		return 12;
	case FREQUENCY_NOT_SAID:
	case FREQUENCY_COUNT:
		break;
	}
	return 0;
}

/* Full months since the end of the last March. */
static int months_since_march(int32_t to)
{
	return (date_to_ymd(to).month + MONTHS_A_YEAR - MARCH) % MONTHS_A_YEAR;
}

bool due_with(enum frequency frequency, int32_t to)
{
	int months = due_months(frequency);
	return months <= 1 || months_since_march(to) % months == 0;
}

int32_t due_last_end(enum frequency frequency, int32_t to)
{
	struct ymd day = date_to_ymd(to);
	int months = due_months(frequency);
	int over = months ? months_since_march(to) % months : 0;
	int32_t first, end;
	/* The last day of a month is the one before the first of the next. */
	if (date_from_ymd(day.year, day.month, 1, &first, NULL) != OK ||
	    date_add_months(first, 1 - over, &end, NULL) != OK)
		return to;
	return end - 1;
}

int32_t due_day(const struct indicator *indicator, int32_t to)
{
	return indicator->lag_days < 0 ? DATE_NONE : to + indicator->lag_days;
}
