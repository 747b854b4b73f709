#include "input.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"

enum status input_text(const json_t *input, const char *field, struct str *out, struct err *err)
{
	const json_t *value = json_object_get(input, field);
	if (!json_is_string(value))
		return err_set(err, E_INPUT, "the input has no text '%s'", field);
	*out = (struct str){ json_string_value(value), json_string_length(value) };
	return OK;
}

enum status input_date(const json_t *input, const char *field, int32_t *out, struct err *err)
{
	struct str text;
	enum status st = input_text(input, field, &text, err);
	return st == OK ? date_parse_iso(text, out, err) : st;
}

enum status input_whole(const json_t *input, const char *field, int64_t least, int64_t most,
                        int64_t *out, struct err *err)
{
	const json_t *value = json_object_get(input, field);
	if (!json_is_integer(value))
		return err_set(err, E_INPUT, "the input has no whole number '%s'", field);
	int64_t number = json_integer_value(value);
	if (number < least || number > most)
		return err_set(err, E_INPUT,
		               "'%s' is %" PRId64 ": expected %" PRId64 " to %" PRId64, field,
		               number, least, most);
	*out = number;
	return OK;
}

enum status input_number(const json_t *value, struct ratio *out, struct err *err)
{
	char digits[64];
	if (json_is_string(value))
		return ratio_parse(str_of(json_string_value(value)), out, NULL, err);
	if (json_is_integer(value))
		snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT,
		         json_integer_value(value));
	else if (json_is_real(value)) /* its shortest text, which is what the file says */
		snprintf(digits, sizeof(digits), "%.12g", json_real_value(value));
	else
		return err_set(err, E_INPUT, "expected a number");
	return ratio_parse(str_of(digits), out, NULL, err);
}

enum status input_ratio(const json_t *input, const char *field, struct ratio *out,
                        struct err *err)
{
	enum status st = input_number(json_object_get(input, field), out, err);
	return st == OK ? OK : err_wrap(err, st, "'%s'", field);
}

void answer_text(json_t *answer, const char *field, const char *text)
{
	json_object_set_new(answer, field, text ? json_string(text) : json_null());
}

void answer_date(json_t *answer, const char *field, int32_t date)
{
	char text[DATE_TEXT_BYTES];
	answer_text(answer, field, date_print_iso(date, text));
}

void answer_whole(json_t *answer, const char *field, int64_t number)
{
	json_object_set_new(answer, field, json_integer(number));
}
