#include "intake/cell.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"

enum {
	HEADER_MAX_BYTES = 64 * 1024,
	NUMBER_MAX_BYTES = 64,
	SERIAL_OF_1970 = 25569,    /* days from the 1900 system's 0 to 1 January 1970 */
	DAYS_1900_TO_1904 = 1462,
	SERIAL_MIN = 7306,         /* 1 January 1920: below it numbers are not meant as days */
	SERIAL_MAX = 73050,        /* 31 December 2099 */
	SECONDS_A_DAY = 24 * 60 * 60,
};

/* ---- absence ---- */

static bool is_one_of(struct str text, const char *const words[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(text, str_of(words[i])))
			return true;
	return false;
}

enum cell_absence cell_absence(struct str text)
{
	static const char *const MARKS[] = {
		"-", "--", ".", "..", "n/a", "na", "null", "none", "nil", "(blank)",
		"\xE2\x80\x93", "\xE2\x80\x94",
	};
	static const char *const FAULTS[] = {
		"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#error",
	};
	static const char *const MANY[] = { "#multivalue", "#multivalued", "#multi-value" };
	static const char BEGINNINGS[] = "-.nN(#\xE2"; /* of all of them: most cells end here */
	text = str_trim(text);
	if (text.len == 0)
		return CELL_ABSENCE_EMPTY;
	if (!memchr(BEGINNINGS, text.ptr[0], sizeof(BEGINNINGS) - 1))
		return CELL_ABSENCE_NONE;
	if (is_one_of(text, MARKS, COUNT_OF(MARKS)))
		return CELL_ABSENCE_MARK;
	if (is_one_of(text, FAULTS, COUNT_OF(FAULTS)))
		return CELL_ABSENCE_FAULT;
	return is_one_of(text, MANY, COUNT_OF(MANY)) ? CELL_ABSENCE_MANY_VALUES
	                                             : CELL_ABSENCE_NONE;
}

/* ---- headers ---- */

/* Characters beyond ASCII that are written plainly, and what for. */
static const struct {
	const char *character;
	char plain;
} PLAIN[] = {
	{ "\xC2\xA0", ' ' },      /* no-break space */
	{ "\xE2\x80\x87", ' ' },  /* figure space */
	{ "\xE2\x80\xAF", ' ' },  /* narrow no-break space */
	{ "\xE2\x80\x98", '\'' }, /* curly quotes */
	{ "\xE2\x80\x99", '\'' },
	{ "\xE2\x80\x9B", '\'' },
	{ "\xC2\xB4", '\'' },     /* acute accent, typed for an apostrophe */
	{ "\xE2\x80\x9C", '"' },
	{ "\xE2\x80\x9D", '"' },
	{ "\xE2\x80\x90", '-' },  /* hyphens and dashes */
	{ "\xE2\x80\x91", '-' },
	{ "\xE2\x80\x92", '-' },
	{ "\xE2\x80\x93", '-' },
	{ "\xE2\x80\x94", '-' },
	{ "\xE2\x88\x92", '-' },  /* minus */
};

/* The next character made plain, or its first byte; `*bytes_out` is how many it has. */
static char next_plain(struct str rest, size_t *bytes_out)
{
	for (size_t i = 0; (unsigned char)rest.ptr[0] >= 0x80 && i < COUNT_OF(PLAIN); i++) {
		struct str character = str_of(PLAIN[i].character);
		if (str_equal(str_slice(rest, 0, character.len), character)) {
			*bytes_out = character.len;
			return PLAIN[i].plain;
		}
	}
	*bytes_out = 1;
	return char_lower(rest.ptr[0]);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A header that stands in quotation marks as a whole, without them. */
static struct str without_quotes(struct str text)
{
	char first = text.len > 2 ? text.ptr[0] : '\0';
	if ((first != '"' && first != '\'') || text.ptr[text.len - 1] != first)
		return text;
	return str_trim(str_slice(text, 1, text.len - 2));
}

struct str cell_header(struct str text, struct arena *arena)
{
	auto_buf out = buf_init(HEADER_MAX_BYTES);
	bool after_space = false;
	size_t bytes = 0;
	for (struct str rest = str_trim(text); rest.len; rest = str_slice(rest, bytes, SIZE_MAX)) {
		char c = next_plain(rest, &bytes);
		char last = out.len ? out.bytes[out.len - 1] : '\0';
		bool is_mark = (unsigned char)c < 0x80 && ispunct((unsigned char)c) && c != '_';
		if (is_space(c)) {
			after_space = true;
			continue;
		}
		if (is_mark && c == last && !after_space)
			continue;
		if (after_space && out.len)
			buf_add_char(&out, ' ');
		after_space = false;
		buf_add_char(&out, c);
	}
	return arena_text(arena, without_quotes(buf_view(&out)));
}

/* ---- dates ---- */

/* Takes up to `most` digits off `*rest`; -1 when there are fewer than `least`. */
static int take_digits(struct str *rest, size_t least, size_t most)
{
	int number = 0;
	size_t count = 0;
	while (count < most && count < rest->len && char_is_digit(rest->ptr[count]))
		number = number * 10 + (rest->ptr[count++] - '0');
	if (count < least)
		return -1;
	*rest = str_slice(*rest, count, SIZE_MAX);
	return number;
}

static bool take_char(struct str *rest, char c)
{
	if (rest->len == 0 || rest->ptr[0] != c)
		return false;
	*rest = str_slice(*rest, 1, SIZE_MAX);
	return true;
}

/* A time of day behind a date: "T00:00:00", " 09:30", "T09:30:15.000Z", "+01:00". What
 * it says of the offset is not kept: the day is the one that was written. */
static bool take_time(struct str rest, struct cell_date *out)
{
	if (rest.len == 0)
		return true;
	if (!take_char(&rest, 'T') && !take_char(&rest, ' '))
		return false;
	rest = str_trim(rest);
	int hour = take_digits(&rest, 1, 2);
	int minute = take_char(&rest, ':') ? take_digits(&rest, 2, 2) : -1;
	int second = take_char(&rest, ':') ? take_digits(&rest, 2, 2) : 0;
	if (take_char(&rest, '.') && take_digits(&rest, 1, 9) < 0)
		return false;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	if (!take_char(&rest, 'Z') && (take_char(&rest, '+') || take_char(&rest, '-'))) {
		take_digits(&rest, 2, 2);
		take_char(&rest, ':');
		take_digits(&rest, 2, 2);
	}
	out->seconds = (hour * 60 + minute) * 60 + second;
	out->has_time = out->seconds != 0;
	return rest.len == 0;
}

static bool take_day(struct ymd day, struct str rest, struct cell_date *out)
{
	struct cell_date date = { .precision = CELL_PRECISION_DAY };
	if (date_from_ymd(day.year, day.month, day.day, &date.date, NULL) != OK ||
	    !take_time(rest, &date))
		return false;
	*out = date;
	return true;
}

/* "2021-05-31", "2021/05/31". */
static bool read_year_first(struct str rest, struct cell_date *out)
{
	struct ymd day = { .year = take_digits(&rest, 4, 4) };
	char mark = rest.len ? rest.ptr[0] : '\0';
	if (day.year < 0 || (mark != '-' && mark != '/'))
		return false;
	take_char(&rest, mark);
	day.month = take_digits(&rest, 2, 2);
	if (day.month < 0 || !take_char(&rest, mark))
		return false;
	day.day = take_digits(&rest, 2, 2);
	return day.day >= 0 && take_day(day, rest, out);
}

/* The number of the month that `rest` begins with in letters, taken off it; 0: none. */
static int take_month_name(struct str *rest)
{
	size_t len = 0;
	while (len < rest->len && char_is_letter(rest->ptr[len]))
		len++;
	struct str word = str_slice(*rest, 0, len);
	for (int month = 1; month <= 12 && len >= 3; month++)
		if (str_starts_nocase(str_of(date_month_name(month)), word)) {
			*rest = str_slice(*rest, len, SIZE_MAX);
			return month;
		}
	return 0;
}

/* "31/05/2021", "31-05-2021", "31.05.2021", "31 May 2021", "31-May-2021". */
static bool read_day_first(struct str rest, struct cell_date *out)
{
	struct ymd day = { .day = take_digits(&rest, 1, 2) };
	char mark = rest.len ? rest.ptr[0] : '\0';
	if (day.day < 0 || (mark != '/' && mark != '-' && mark != '.' && mark != ' '))
		return false;
	take_char(&rest, mark);
	day.month = take_month_name(&rest);
	bool is_named = day.month > 0;
	if (!is_named && mark == ' ')
		return false;
	if (!is_named)
		day.month = take_digits(&rest, 1, 2);
	if (day.month <= 0 || !take_char(&rest, mark))
		return false;
	day.year = take_digits(&rest, 4, 4);
	return day.year >= 0 && take_day(day, rest, out);
}

static bool take_unknown(struct str *rest, size_t letters)
{
	for (size_t i = 0; i < letters; i++)
		if (i >= rest->len || char_lower(rest->ptr[i]) != 'z')
			return false;
	*rest = str_slice(*rest, letters, SIZE_MAX);
	return true;
}

/* "ZZ/05/2021", "ZZ/ZZ/1993", "ZZ/ZZ/ZZZZ": what is not known is written with Z. A day
 * without its month says no more than the year does. */
static bool read_partial(struct str rest, struct cell_date *out)
{
	bool no_day = take_unknown(&rest, 2);
	int day = no_day ? 0 : take_digits(&rest, 1, 2);
	if (day < 0 || !take_char(&rest, '/'))
		return false;
	bool no_month = take_unknown(&rest, 2);
	int month = no_month ? 1 : take_digits(&rest, 1, 2);
	if (month < 0 || !take_char(&rest, '/'))
		return false;
	bool no_year = take_unknown(&rest, 4);
	int year = no_year ? 2000 : take_digits(&rest, 4, 4);
	struct cell_date date = { .date = DATE_NONE, .precision = CELL_PRECISION_UNKNOWN };
	int32_t first = DATE_NONE;
	if (year < 0 || rest.len || !(no_day || no_month || no_year) ||
	    date_from_ymd(year, month, no_day || no_month ? 1 : day, &first, NULL) != OK)
		return false;
	if (!no_year) {
		date.date = first;
		date.precision = no_month ? CELL_PRECISION_YEAR : CELL_PRECISION_MONTH;
	}
	*out = date;
	return true;
}

/* A spreadsheet's day number: "44090", "44090.0", "44090.5". */
static bool read_serial(struct str text, bool is_1904, struct cell_date *out)
{
	double number;
	if (text.len < 4 || !char_is_digit(text.ptr[0]) ||
	    memchr(text.ptr, ',', text.len) || memchr(text.ptr, 'e', text.len) ||
	    memchr(text.ptr, 'E', text.len) || cell_read_decimal(text, &number) != CELL_VALUE)
		return false;
	double seconds = floor(number * SECONDS_A_DAY + 0.5);
	double serial = floor(seconds / SECONDS_A_DAY);
	struct cell_date date = { .precision = CELL_PRECISION_DAY, .is_serial = true };
	date.seconds = (int32_t)(seconds - serial * SECONDS_A_DAY);
	date.has_time = date.seconds != 0;
	if (is_1904)
		serial += DAYS_1900_TO_1904;
	if (serial < SERIAL_MIN || serial > SERIAL_MAX)
		return false;
	date.date = (int32_t)serial - SERIAL_OF_1970;
	*out = date;
	return true;
}

enum cell_answer cell_read_date(struct str text, bool is_1904, struct cell_date *out)
{
	text = str_trim(text);
	if (cell_absence(text) != CELL_ABSENCE_NONE)
		return CELL_MISSING;
	if (read_year_first(text, out) || read_day_first(text, out) || read_partial(text, out) ||
	    read_serial(text, is_1904, out))
		return CELL_VALUE;
	return CELL_UNREADABLE;
}

/* ---- booleans and numbers ---- */

enum cell_answer cell_read_boolean(struct str text, bool *out)
{
	static const char *const YES[] = { "1", "1.0", "true", "yes", "y", "t" };
	static const char *const NO[] = { "0", "0.0", "false", "no", "n", "f" };
	static const char *const UNKNOWN[] = {
		"unknown", "not known", "u", "not recorded", "not stated", "not applicable",
	};
	text = str_trim(text);
	if (cell_absence(text) != CELL_ABSENCE_NONE)
		return CELL_MISSING;
	struct str rest = cell_split_code(text).rest;
	bool is_yes = is_one_of(rest, YES, COUNT_OF(YES));
	if (is_yes || is_one_of(rest, NO, COUNT_OF(NO))) {
		*out = is_yes;
		return CELL_VALUE;
	}
	bool is_absent = cell_absence(rest) != CELL_ABSENCE_NONE ||
	                 is_one_of(rest, UNKNOWN, COUNT_OF(UNKNOWN));
	return is_absent ? CELL_MISSING : CELL_UNREADABLE;
}

/* Copies a number without the commas that group its thousands. */
static bool copy_number(struct str text, char out[NUMBER_MAX_BYTES])
{
	size_t len = 0;
	size_t since_comma = SIZE_MAX; /* digits; SIZE_MAX: no comma yet */
	bool is_whole_part = true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ',') {
			bool is_odd = since_comma != SIZE_MAX && since_comma != 3;
			if (!is_whole_part || len == 0 || is_odd)
				return false;
			since_comma = 0;
			continue;
		}
		if (is_whole_part && !char_is_digit(c) && (i > 0 || c != '-')) {
			if (since_comma != SIZE_MAX && since_comma != 3)
				return false;
			is_whole_part = false;
		}
		since_comma += is_whole_part && since_comma != SIZE_MAX;
		if (len + 1 == NUMBER_MAX_BYTES || !strchr("0123456789.-+eE", c))
			return false;
		out[len++] = c;
	}
	out[len] = '\0';
	return len > 0 && (!is_whole_part || since_comma == SIZE_MAX || since_comma == 3);
}

enum cell_answer cell_read_decimal(struct str text, double *out)
{
	char copy[NUMBER_MAX_BYTES];
	char *end;
	text = str_trim(text);
	if (cell_absence(text) != CELL_ABSENCE_NONE)
		return CELL_MISSING;
	if (!copy_number(text, copy))
		return CELL_UNREADABLE;
	double number = strtod(copy, &end);
	if (*end != '\0' || !isfinite(number))
		return CELL_UNREADABLE;
	*out = number;
	return CELL_VALUE;
}

enum cell_answer cell_read_whole(struct str text, int64_t *out)
{
	static const double LARGEST = 9007199254740992.0; /* beyond it a double skips numbers */
	double number;
	enum cell_answer answer = cell_read_decimal(text, &number);
	if (answer != CELL_VALUE)
		return answer;
	if (number != floor(number) || fabs(number) > LARGEST)
		return CELL_UNREADABLE;
	*out = (int64_t)number;
	return CELL_VALUE;
}

/* ---- identifiers and codes ---- */

struct str cell_identifier(struct str text)
{
	text = str_trim(text);
	if (cell_absence(text) != CELL_ABSENCE_NONE)
		return (struct str){ 0 };
	if (text.len < 3 || !str_ends_nocase(text, STR(".0")))
		return text;
	for (size_t i = 0; i + 2 < text.len; i++)
		if (!char_is_digit(text.ptr[i]))
			return text;
	return str_slice(text, 0, text.len - 2);
}

static struct str without_letter(struct str text, char *letter_out)
{
	size_t at = text.len && text.ptr[0] == '(';
	if (at + 1 >= text.len || !char_is_letter(text.ptr[at]) || text.ptr[at + 1] != ')')
		return text;
	*letter_out = char_lower(text.ptr[at]);
	return str_trim(str_slice(text, at + 2, SIZE_MAX));
}

struct cell_code cell_split_code(struct str text)
{
	static const char *const BETWEEN[] = { ": ", " - ", " \xE2\x80\x93 ", " : " };
	struct cell_code out = { 0 };
	out.rest = without_letter(str_trim(text), &out.letter);
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < COUNT_OF(BETWEEN); i++) {
		size_t at = str_find_nocase(out.rest, str_of(BETWEEN[i]));
		if (at == SIZE_MAX || at == 0 || at >= best)
			continue;
		best = at;
		out.code = str_trim(str_slice(out.rest, 0, at));
		out.label = str_trim(str_slice(out.rest, at + strlen(BETWEEN[i]), SIZE_MAX));
	}
	return out;
}
