#include "base/instant.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "base/date.h"

enum {
	SECONDS_PER_DAY = 86400,
	DATE_CHARACTERS = 10,
	OFFSET_MINUTES_MAX = 14 * 60, /* the farthest zone in use is +14:00 */
};

/* Takes two digits up to `max` from the front of `*rest`. */
static bool take_two_digits(struct str *rest, int max, int *out)
{
	if (rest->len < 2)
		return false;
	int tens = rest->ptr[0] - '0';
	int ones = rest->ptr[1] - '0';
	if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || tens * 10 + ones > max)
		return false;
	*out = tens * 10 + ones;
	*rest = str_slice(*rest, 2, SIZE_MAX);
	return true;
}

static bool take_char(struct str *rest, char c)
{
	if (rest->len == 0 || rest->ptr[0] != c)
		return false;
	*rest = str_slice(*rest, 1, SIZE_MAX);
	return true;
}

/* "Z", "+01:00" or "-05:00", and nothing after it. */
static bool read_offset(struct str text, int *minutes_out)
{
	if (take_char(&text, 'Z')) {
		*minutes_out = 0;
		return text.len == 0;
	}
	int sign = take_char(&text, '-') ? -1 : 1;
	if (sign > 0 && !take_char(&text, '+'))
		return false;
	int hours, minutes;
	if (!take_two_digits(&text, 14, &hours) || !take_char(&text, ':') ||
	    !take_two_digits(&text, 59, &minutes) || text.len != 0)
		return false;
	*minutes_out = sign * (hours * 60 + minutes);
	return hours * 60 + minutes <= OFFSET_MINUTES_MAX;
}

enum status instant_parse(struct str text, struct instant *out, struct err *err)
{
	int32_t date;
	enum status st = date_parse_iso(str_slice(text, 0, DATE_CHARACTERS), &date, err);
	if (st != OK)
		return st;
	struct str rest = str_slice(text, DATE_CHARACTERS, SIZE_MAX);
	int hour, minute, second = 0, offset;
	bool ok = take_char(&rest, 'T') && take_two_digits(&rest, 23, &hour) &&
	          take_char(&rest, ':') && take_two_digits(&rest, 59, &minute) &&
	          (!take_char(&rest, ':') || take_two_digits(&rest, 59, &second)) &&
	          read_offset(rest, &offset);
	if (!ok)
		return err_set(err, E_INPUT,
		               "'%.*s' is no moment: expected one like 2013-12-31T09:30:00+01:00",
		               STR_ARGS(str_slice(text, 0, 60)));
	out->utc_seconds = (int64_t)date * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second -
	                   offset * 60;
	out->offset_minutes = (int16_t)offset;
	return OK;
}

/* Seconds since 1970 by the wall clock at the instant's own offset. */
static int64_t local_seconds(struct instant at)
{
	return at.utc_seconds + at.offset_minutes * 60;
}

int32_t instant_date(struct instant at)
{
	int64_t seconds = local_seconds(at);
	int64_t days = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
	assert(days >= DATE_MIN && days <= DATE_MAX);
	return (int32_t)days;
}

const char *instant_print(struct instant at, char out[INSTANT_TEXT_BYTES])
{
	char date_text[DATE_TEXT_BYTES];
	int32_t date = instant_date(at);
	unsigned second = (unsigned)(local_seconds(at) - (int64_t)date * SECONDS_PER_DAY);
	unsigned offset = (unsigned)(at.offset_minutes < 0 ? -at.offset_minutes
	                                                   : at.offset_minutes);
	char offset_text[8] = "Z";
	if (offset != 0)
		snprintf(offset_text, sizeof(offset_text), "%c%02u:%02u",
		         at.offset_minutes < 0 ? '-' : '+', offset / 60 % 100, offset % 60);
	snprintf(out, INSTANT_TEXT_BYTES, "%sT%02u:%02u:%02u%s", date_print_iso(date, date_text),
	         second / 3600 % 100, second / 60 % 60, second % 60, offset_text);
	return out;
}

/* The last Sunday of a month of 31 days. */
static int32_t last_sunday(int year, int month)
{
	int32_t last = DATE_NONE;
	enum status st = date_from_ymd(year, month, 31, &last, NULL);
	assert(st == OK);
	(void)st;
	return last - (date_weekday(last) + 1) % 7;
}

/* The seconds of UTC between which clocks in England are an hour ahead in a year. */
static void summer_time(int year, int64_t *begins_out, int64_t *ends_out)
{
	enum { MARCH = 3, OCTOBER = 10, HOUR = 3600 };
	*begins_out = (int64_t)last_sunday(year, MARCH) * SECONDS_PER_DAY + HOUR;
	*ends_out = (int64_t)last_sunday(year, OCTOBER) * SECONDS_PER_DAY + HOUR;
}

struct instant instant_in_england(int32_t date, int32_t seconds)
{
	enum { HOUR = 3600 };
	int64_t shown = (int64_t)date * SECONDS_PER_DAY + seconds;
	int64_t begins, ends;
	summer_time(date_to_ymd(date).year, &begins, &ends);
	bool is_summer = shown >= begins && shown < ends + HOUR;
	return (struct instant){ .utc_seconds = shown - (is_summer ? HOUR : 0),
		                 .offset_minutes = is_summer ? 60 : 0 };
}

struct instant instant_by_english_clock(int64_t utc_seconds)
{
	struct instant at = { .utc_seconds = utc_seconds };
	int64_t begins, ends;
	summer_time(date_to_ymd(instant_date(at)).year, &begins, &ends);
	at.offset_minutes = utc_seconds >= begins && utc_seconds < ends ? 60 : 0;
	return at;
}

struct instant instant_now(void)
{
	return (struct instant){ .utc_seconds = time(NULL) };
}
