#include "base/date.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
	FIRST_YEAR = 1900,
	LAST_YEAR = 2200,
	DAYS_PER_ERA = 146097, /* 400 Gregorian years */
	EPOCH_OFFSET = 719468, /* days from 1 March of year 0 to 1 January 1970 */
};

static const char *const MONTH_NAMES[] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December",
};

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
	static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : DAYS[month - 1];
}

const char *date_month_name(int month)
{
	assert(month >= 1 && month <= 12);
	return MONTH_NAMES[month - 1];
}

/* Day number of a valid date. Years are counted from 1 March, so that the leap
 * day is the last of its year and every month starts on a fixed day of it. */
static int32_t day_number(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400;
	int year_of_era = y - era * 400;
	int months_from_march = (month + 9) % 12;
	int day_of_year = (153 * months_from_march + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_PER_ERA + day_of_era - EPOCH_OFFSET;
}

enum status date_from_ymd(int year, int month, int day, int32_t *out, struct err *err)
{
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return err_set(err, E_INPUT, "the year %d is not between %d and %d", year,
		               FIRST_YEAR, LAST_YEAR);
	if (month < 1 || month > 12)
		return err_set(err, E_INPUT, "there is no month %d", month);
	if (day < 1 || day > date_days_in_month(year, month))
		return err_set(err, E_INPUT, "there is no %d %s %d", day, date_month_name(month),
		               year);
	*out = day_number(year, month, day);
	return OK;
}

struct ymd date_to_ymd(int32_t date)
{
	assert(date >= DATE_MIN && date <= DATE_MAX);
	int days = date + EPOCH_OFFSET;
	int era = days / DAYS_PER_ERA;
	int day_of_era = days - era * DAYS_PER_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
	                   day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int months_from_march = (5 * day_of_year + 2) / 153;
	int month = months_from_march < 10 ? months_from_march + 3 : months_from_march - 9;
	return (struct ymd){
		.year = era * 400 + year_of_era + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * months_from_march + 2) / 5 + 1,
	};
}

static bool is_iso_shaped(struct str text)
{
	if (text.len != 10)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool fits = i == 4 || i == 7 ? c == '-' : char_is_digit(c);
		if (!fits)
			return false;
	}
	return true;
}

/* The number that `len` digits at `from` make. */
static int digits_at(struct str text, size_t from, size_t len)
{
	int number = 0;
	for (size_t i = from; i < from + len; i++)
		number = number * 10 + (text.ptr[i] - '0');
	return number;
}

enum status date_parse_iso(struct str text, int32_t *out, struct err *err)
{
	if (!is_iso_shaped(text))
		return err_set(err, E_INPUT, "'%.*s' is no date: expected one like 2013-12-31",
		               STR_ARGS(str_slice(text, 0, 40)));
	enum status st = date_from_ymd(digits_at(text, 0, 4), digits_at(text, 5, 2),
	                               digits_at(text, 8, 2), out, err);
	if (st != OK)
		return err_wrap(err, st, "bad date '%.*s'", STR_ARGS(text));
	return OK;
}

/* Writes `count` digits of a number, the last one at `last`. By hand, because deliveries
 * bring dates by the million. */
static void print_digits(int number, char *last, int count)
{
	for (; count > 0; count--, number /= 10)
		*last-- = (char)('0' + number % 10);
}

const char *date_print_iso(int32_t date, char out[DATE_TEXT_BYTES])
{
	if (date == DATE_NONE) {
		out[0] = '\0';
		return out;
	}
	struct ymd d = date_to_ymd(date);
	memcpy(out, "0000-00-00", DATE_TEXT_BYTES);
	print_digits(d.year, out + 3, 4);
	print_digits(d.month, out + 6, 2);
	print_digits(d.day, out + 9, 2);
	return out;
}

const char *date_print_words(int32_t date, char out[DATE_WORDS_BYTES])
{
	if (date == DATE_NONE) {
		out[0] = '\0';
		return out;
	}
	struct ymd d = date_to_ymd(date);
	snprintf(out, DATE_WORDS_BYTES, "%d %s %d", d.day, date_month_name(d.month), d.year);
	return out;
}

enum weekday date_weekday(int32_t date)
{
	assert(date >= DATE_MIN && date <= DATE_MAX);
	/* DATE_MIN, 1 January 1900, was a Monday. */
	return (enum weekday)((date - DATE_MIN) % 7);
}

enum status date_add_months(int32_t date, int months, int32_t *out, struct err *err)
{
	struct ymd d = date_to_ymd(date);
	enum { MONTHS_MAX = (LAST_YEAR - FIRST_YEAR + 1) * 12 };
	if (months < -MONTHS_MAX || months > MONTHS_MAX)
		return err_set(err, E_LIMIT, "%d months reach outside the years %d to %d", months,
		               FIRST_YEAR, LAST_YEAR);
	int count = d.year * 12 + d.month - 1 + months;
	int year = count / 12;
	int month = count % 12 + 1;
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return err_set(err, E_LIMIT,
		               "%d months from %d %s %d lie outside the years %d to %d", months,
		               d.day, date_month_name(d.month), d.year, FIRST_YEAR, LAST_YEAR);
	int last = date_days_in_month(year, month);
	*out = day_number(year, month, d.day < last ? d.day : last);
	return OK;
}

int date_age(int32_t born, int32_t on)
{
	if (on < born)
		return -1;
	struct ymd b = date_to_ymd(born);
	struct ymd o = date_to_ymd(on);
	/* For a leap-day birth, 28 February is before the birthday and 1 March is
	 * not: comparing month and day is the whole of rule A1. */
	bool had_birthday = o.month > b.month || (o.month == b.month && o.day >= b.day);
	return o.year - b.year - (had_birthday ? 0 : 1);
}
