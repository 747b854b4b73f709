#include "intake/collection_year.h"

#include <assert.h>

#include "base/attr.h"
#include "base/date.h"

enum {
	MARCH = 3,
	APRIL = 4,
	LAST_OF_MARCH = 31,
	ONE_IN = 100, /* days that a year needs to count */
};

int collection_year_of(int32_t date)
{
	struct ymd day = date_to_ymd(date);
	return day.year + (day.month > MARCH);
}

static int32_t day_of(int year, int month, int day)
{
	int32_t out = DATE_NONE;
	enum status st = date_from_ymd(year, month, day, &out, NULL);
	assert(st == OK);
	(void)st;
	return out;
}

int32_t collection_year_first(int year)
{
	return day_of(year - 1, APRIL, 1);
}

int32_t collection_year_last(int year)
{
	return day_of(year, MARCH, LAST_OF_MARCH);
}

void collection_tally_add(struct collection_tally *tally, int32_t date)
{
	int year = collection_year_of(date);
	tally->total++;
	if (year >= COLLECTION_YEAR_MIN && year <= COLLECTION_YEAR_MAX)
		tally->in_year[year - COLLECTION_YEAR_MIN]++;
}

int collection_tally_settle(const struct collection_tally *tally)
{
	for (int year = COLLECTION_YEAR_MAX; year >= COLLECTION_YEAR_MIN; year--) {
		int64_t days = tally->in_year[year - COLLECTION_YEAR_MIN];
		if (days > 0 && days * ONE_IN >= tally->total)
			return year;
	}
	return 0;
}
