#include "intake/xlsx_format.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/date.h"

enum {
	SIGNIFICANT_DIGITS = 15, /* what a spreadsheet keeps of a number */
	DECIMALS_MAX = 9,        /* what a figure may have (figure/ratio.h) */
	WHOLE_DIGITS_MAX = 18,
	SERIAL_OF_1970 = 25569, /* days from the 1900 system's 0 to 1 January 1970 */
	SERIAL_NO_LEAP_DAY = 60, /* the 29 February 1900 that never was */
	DAYS_1900_TO_1904 = 1462,
	MINUTES_A_DAY = 24 * 60,
	SECONDS_A_DAY = 24 * 60 * 60,
};

/* What stands in the first section of a code: all that a positive number needs. */
struct code_parts {
	bool has_digits;
	int decimals;
	bool is_percent;
	bool has_sign;
	bool is_pounds;
	bool is_text;
	bool is_odd; /* scaled by thousands, a fraction, or with an exponent */
	bool has_year;
	bool has_month;
	bool has_day;
	bool has_clock;
};

static void note_literal(struct code_parts *parts, struct str literal)
{
	parts->has_sign |= str_find_nocase(literal, STR("%")) != SIZE_MAX;
	parts->is_pounds |= str_find_nocase(literal, STR("£")) != SIZE_MAX;
}

/* Bytes up to and with the next `end` after `from`, or to the end of the code. */
static size_t span_to(struct str code, size_t from, char end)
{
	size_t at = from + 1;
	while (at < code.len && code.ptr[at] != end)
		at++;
	return (at < code.len ? at + 1 : code.len) - from;
}

static void note_bracket(struct code_parts *parts, struct str bracket)
{
	char first = bracket.len > 1 ? char_lower(bracket.ptr[1]) : '\0';
	bool is_elapsed = bracket.len >= 3 &&
	                  (bracket.ptr[2] == ']' || bracket.ptr[2] == bracket.ptr[1]) &&
	                  (first == 'h' || first == 'm' || first == 's');
	parts->has_clock |= is_elapsed;
	if (first == '$')
		note_literal(parts, bracket);
}

static void note_letter(struct code_parts *parts, struct str rest, bool *after_point)
{
	switch (char_lower(rest.ptr[0])) {
	case '0':
	case '#':
	case '?':
		parts->has_digits = true;
		parts->decimals += *after_point;
		break;
	case '.':
		*after_point = parts->has_digits;
		break;
	case ',': /* between digits it groups them; behind the last it divides by 1,000 */
		parts->is_odd |= parts->has_digits &&
		                 (rest.len == 1 || !strchr("0#?,", rest.ptr[1]));
		break;
	case '/':
		parts->is_odd |= parts->has_digits;
		break;
	case 'e':
		parts->is_odd |= parts->has_digits;
		break;
	case '%':
		parts->is_percent = parts->has_sign = true;
		break;
	case '@':
		parts->is_text = true;
		break;
	case 'y':
		parts->has_year = true;
		break;
	case 'm':
		parts->has_month = true;
		break;
	case 'd':
		parts->has_day = true;
		break;
	case 'h':
	case 's':
		parts->has_clock = true;
		break;
	default:
		break;
	}
}

static struct code_parts code_split(struct str code)
{
	struct code_parts parts = { 0 };
	bool after_point = false;
	size_t at = 0;
	while (at < code.len && code.ptr[at] != ';') {
		size_t bytes = 1;
		switch (code.ptr[at]) {
		case '"':
			bytes = span_to(code, at, '"');
			note_literal(&parts, str_slice(code, at, bytes));
			break;
		case '[':
			bytes = span_to(code, at, ']');
			note_bracket(&parts, str_slice(code, at, bytes));
			break;
		case '\\': /* the next character as it is */
			note_literal(&parts, str_slice(code, at + 1, 1));
			bytes = 2;
			break;
		case '_': /* room as wide as, or filled with, the next character */
		case '*':
			bytes = 2;
			break;
		default:
			if (str_starts_nocase(str_slice(code, at, SIZE_MAX), STR("£")))
				parts.is_pounds = true;
			else
				note_letter(&parts, str_slice(code, at, SIZE_MAX), &after_point);
		}
		at += bytes;
	}
	return parts;
}

struct xlsx_format xlsx_format_read(struct str code)
{
	struct xlsx_format format = { .kind = XLSX_FORMAT_GENERAL };
	if (str_starts_nocase(code, STR("General")))
		return format;
	struct code_parts parts = code_split(code);
	bool is_date = !parts.has_digits && (parts.has_year || parts.has_month || parts.has_day);
	if (parts.is_text)
		format.kind = XLSX_FORMAT_TEXT;
	else if (!parts.has_digits && parts.has_clock)
		format.kind = XLSX_FORMAT_TIME;
	else if (is_date && parts.has_month && !parts.has_day)
		format.kind = XLSX_FORMAT_MONTH;
	else if (is_date)
		format.kind = XLSX_FORMAT_DATE;
	else if (parts.has_digits && !parts.is_odd)
		format.kind = XLSX_FORMAT_FIXED;
	if (format.kind != XLSX_FORMAT_FIXED)
		return format;
	format.decimals = parts.decimals < DECIMALS_MAX ? parts.decimals : DECIMALS_MAX;
	format.is_percent = parts.is_percent;
	format.has_sign = parts.has_sign;
	format.is_pounds = parts.is_pounds;
	return format;
}

struct xlsx_format xlsx_format_builtin(int number)
{
	static const struct {
		int first;
		int last;
		const char *code;
	} CODES[] = {
		{ 1, 1, "0" },           { 2, 2, "0.00" },
		{ 3, 3, "#,##0" },       { 4, 4, "#,##0.00" },
		{ 5, 6, "£#,##0" },      { 7, 8, "£#,##0.00" },
		{ 9, 9, "0%" },          { 10, 10, "0.00%" },
		{ 11, 11, "0.00E+00" },  { 12, 13, "# ?/?" },
		{ 14, 16, "dd/mm/yyyy" },{ 17, 17, "mmm-yy" },
		{ 18, 21, "hh:mm:ss" },  { 22, 22, "dd/mm/yyyy hh:mm" },
		{ 27, 36, "yyyy-mm-dd" },{ 37, 38, "#,##0" },
		{ 39, 40, "#,##0.00" },  { 41, 41, "#,##0" },
		{ 42, 42, "£#,##0" },    { 43, 43, "#,##0.00" },
		{ 44, 44, "£#,##0.00" }, { 45, 47, "hh:mm:ss" },
		{ 48, 48, "##0.0E+0" },  { 49, 49, "@" },
		{ 50, 58, "yyyy-mm-dd" },
	};
	for (size_t i = 0; i < COUNT_OF(CODES); i++)
		if (number >= CODES[i].first && number <= CODES[i].last)
			return xlsx_format_read(str_of(CODES[i].code));
	return (struct xlsx_format){ .kind = XLSX_FORMAT_GENERAL };
}

/* A number as its decimal digits: 0.d1d2d3... times ten to the power `point`. */
struct decimal {
	bool is_negative;
	char digits[SIGNIFICANT_DIGITS + 1];
	int count; /* without zeros at the end; 0 for the number 0 */
	int point;
};

static struct decimal decimal_of(double number)
{
	char text[SIGNIFICANT_DIGITS + 16];
	snprintf(text, sizeof(text), "%.*e", SIGNIFICANT_DIGITS - 1, fabs(number));
	struct decimal d = { .is_negative = number < 0 };
	for (int i = 0; i < SIGNIFICANT_DIGITS; i++)
		d.digits[i] = i == 0 ? text[0] : text[i + 1];
	d.count = SIGNIFICANT_DIGITS;
	d.point = (int)strtol(text + SIGNIFICANT_DIGITS + 2, NULL, 10) + 1;
	while (d.count > 0 && d.digits[d.count - 1] == '0')
		d.count--;
	return d;
}

static void round_to(struct decimal *d, int decimals)
{
	int keep = d->point + decimals; /* digits that stay */
	if (keep >= d->count)
		return;
	if (keep < 0) {
		d->count = 0;
		return;
	}
	bool up = d->digits[keep] >= '5'; /* half away from zero */
	d->count = keep;
	while (up && d->count > 0 && d->digits[d->count - 1] == '9')
		d->count--;
	if (up && d->count > 0) {
		d->digits[d->count - 1]++;
	} else if (up) {
		d->digits[0] = '1';
		d->count = 1;
		d->point++;
	}
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
}

static char digit_at(const struct decimal *d, int index)
{
	return index >= 0 && index < d->count ? d->digits[index] : '0';
}

/* Writes the digits with exactly `decimals` of them behind the point. */
static void print_decimal(const struct decimal *d, int decimals, struct buf *out)
{
	if (d->is_negative && d->count > 0)
		buf_add_char(out, '-');
	if (d->point <= 0)
		buf_add_char(out, '0');
	for (int i = 0; i < d->point; i++)
		buf_add_char(out, digit_at(d, i));
	for (int i = 0; i < decimals; i++) {
		if (i == 0)
			buf_add_char(out, '.');
		buf_add_char(out, digit_at(d, d->point + i));
	}
}

/* Writes a number without a fraction; false when it has one or is too large. */
static bool print_whole(double number, struct buf *out)
{
	static const double LARGEST = 1e15; /* SIGNIFICANT_DIGITS hold all below it */
	if (number != floor(number) || fabs(number) >= LARGEST)
		return false;
	char text[SIGNIFICANT_DIGITS];
	size_t at = sizeof(text);
	int64_t rest = (int64_t)fabs(number);
	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		buf_add_char(out, '-');
	buf_add(out, (struct str){ text + at, sizeof(text) - at });
	return true;
}

static void print_number(const struct xlsx_format *format, double number, bool *rounded_out,
                         struct buf *out)
{
	if (format->kind == XLSX_FORMAT_GENERAL && print_whole(number, out))
		return; /* ids and counts: most numbers there are */
	struct decimal d = decimal_of(number);
	if (format->is_percent)
		d.point += 2;
	if (d.count == 0)
		d.point = 1;
	if (d.point > WHOLE_DIGITS_MAX) { /* too large for any figure: to be quoted */
		buf_format(out, "%.*g", SIGNIFICANT_DIGITS, number);
		return;
	}
	bool is_fixed = format->kind == XLSX_FORMAT_FIXED;
	int given = d.count > d.point ? d.count - d.point : 0;
	int decimals = is_fixed ? format->decimals : given < DECIMALS_MAX ? given : DECIMALS_MAX;
	*rounded_out |= is_fixed && given > decimals;
	round_to(&d, decimals);
	if (format->is_pounds)
		buf_add(out, STR("£"));
	print_decimal(&d, decimals, out);
	if (format->has_sign)
		buf_add_char(out, '%');
}

/* The date of a day number, or DATE_NONE. */
static int32_t date_of(double number, bool is_1904)
{
	double serial = floor(number) + (is_1904 ? DAYS_1900_TO_1904 : 0);
	if (serial < 1 || serial == SERIAL_NO_LEAP_DAY || serial - SERIAL_OF_1970 > DATE_MAX)
		return DATE_NONE;
	int32_t date = (int32_t)serial - SERIAL_OF_1970;
	return serial < SERIAL_NO_LEAP_DAY ? date + 1 : date;
}

/* A date, a time, or both, as far as the number holds them. */
static void print_moment(const struct xlsx_format *format, double number, int32_t date,
                         struct buf *out)
{
	char text[DATE_TEXT_BYTES];
	int minutes = (int)lround((number - floor(number)) * MINUTES_A_DAY) % MINUTES_A_DAY;
	bool shows_clock = format->kind == XLSX_FORMAT_TIME && (minutes > 0 || date == DATE_NONE);
	if (format->kind == XLSX_FORMAT_MONTH) {
		struct ymd parts = date_to_ymd(date);
		buf_format(out, "%s %d", date_month_name(parts.month), parts.year);
	} else if (date != DATE_NONE) {
		buf_format(out, "%s", date_print_iso(date, text));
	}
	if (shows_clock)
		buf_format(out, "%s%02d:%02d", date != DATE_NONE ? " " : "", minutes / 60,
		           minutes % 60);
}

void xlsx_format_print(const struct xlsx_format *format, double number, bool is_1904,
                       bool *rounded_out, struct buf *out)
{
	bool is_clock = format->kind == XLSX_FORMAT_TIME;
	bool is_moment = is_clock || format->kind == XLSX_FORMAT_DATE ||
	                 format->kind == XLSX_FORMAT_MONTH;
	int32_t date = is_moment ? date_of(number, is_1904) : DATE_NONE;
	if (date != DATE_NONE || (is_clock && number >= 0 && number < 1))
		print_moment(format, number, date, out);
	else
		print_number(format, number, rounded_out, out);
}

enum grid_cell_kind xlsx_format_print_stored(const struct xlsx_format *format, double number,
                                             bool is_1904, struct buf *out)
{
	static const struct xlsx_format GENERAL = { .kind = XLSX_FORMAT_GENERAL };
	bool is_moment = format->kind == XLSX_FORMAT_TIME || format->kind == XLSX_FORMAT_DATE ||
	                 format->kind == XLSX_FORMAT_MONTH;
	bool is_time_alone = format->kind == XLSX_FORMAT_TIME && number >= 0 && number < 1;
	/* Half a second up may lead into the next day. */
	double seconds = is_moment ? floor(number * SECONDS_A_DAY + 0.5) : 0;
	double day = floor(seconds / SECONDS_A_DAY);
	int32_t date = is_moment && !is_time_alone ? date_of(day, is_1904) : DATE_NONE;
	if (date == DATE_NONE && !is_time_alone) {
		bool rounded = false;
		print_number(&GENERAL, number, &rounded, out);
		return GRID_CELL_NUMBER;
	}
	char text[DATE_TEXT_BYTES];
	int clock = (int)(seconds - day * SECONDS_A_DAY);
	if (date != DATE_NONE)
		buf_add(out, str_of(date_print_iso(date, text)));
	if (date != DATE_NONE && clock)
		buf_add_char(out, ' ');
	if (clock || is_time_alone)
		buf_format(out, "%02d:%02d:%02d", clock / 3600, clock / 60 % 60, clock % 60);
	return date != DATE_NONE ? GRID_CELL_DATE : GRID_CELL_TEXT;
}
