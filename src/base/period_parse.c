#include "base/period.h"

#include "base/period_parts.h"

/* What each kind looks like. Capitals, digits and hyphens stand for themselves;
 * `y` is a year, `f` a split year ("2013-14"), `m`, `d` and `w` two digits of
 * month, day and week, `q` the digit of a quarter. */
static const struct {
	const char *shape;
	enum period_kind kind;
	period_anchor *anchor;
} SHAPES[] = {
	{ "y-m-d", PERIOD_DAY, period_anchor_day },
	{ "y-Ww", PERIOD_WEEK, period_anchor_week },
	{ "y-Mm", PERIOD_MONTH, period_anchor_month_end },
	{ "f-Qq", PERIOD_QUARTER, period_anchor_quarter_end },
	{ "f", PERIOD_FINANCIAL_YEAR, period_anchor_april },
	{ "f-Qq-YTD", PERIOD_YEAR_TO_DATE, period_anchor_quarter_end },
	{ "y-Mm-YTD", PERIOD_YEAR_TO_DATE, period_anchor_month_end },
	{ "y-Mm-R12", PERIOD_ROLLING_YEAR, period_anchor_month_end },
	{ "AYf", PERIOD_SCHOOL_YEAR, period_anchor_september },
	{ "CYy", PERIOD_CALENDAR_YEAR, period_anchor_year },
	{ "WYf", PERIOD_WORKFORCE_YEAR, period_anchor_october },
};

static bool take_digits(struct str *rest, size_t count, int *out)
{
	if (rest->len < count)
		return false;
	int number = 0;
	for (size_t i = 0; i < count; i++) {
		char c = rest->ptr[i];
		if (c < '0' || c > '9')
			return false;
		number = number * 10 + (c - '0');
	}
	*out = number;
	*rest = str_slice(*rest, count, rest->len);
	return true;
}

/* "2013-14": the second year must follow the first. */
static bool take_split_year(struct str *rest, int *out)
{
	int next;
	if (!take_digits(rest, 4, out) || rest->len == 0 || rest->ptr[0] != '-')
		return false;
	*rest = str_slice(*rest, 1, rest->len);
	return take_digits(rest, 2, &next) && next == (*out + 1) % 100;
}

static bool take_item(char item, struct str *rest, struct period_parts *parts)
{
	switch (item) {
	case 'y':
		return take_digits(rest, 4, &parts->year);
	case 'f':
		return take_split_year(rest, &parts->split_year);
	case 'm':
		return take_digits(rest, 2, &parts->month);
	case 'd':
		return take_digits(rest, 2, &parts->day);
	case 'w':
		return take_digits(rest, 2, &parts->week);
	case 'q':
		return take_digits(rest, 1, &parts->quarter);
	default:
		if (rest->len == 0 || rest->ptr[0] != item)
			return false;
		*rest = str_slice(*rest, 1, rest->len);
		return true;
	}
}

static bool has_shape(const char *shape, struct str text, struct period_parts *out)
{
	*out = (struct period_parts){ 0 };
	for (; *shape; shape++)
		if (!take_item(*shape, &text, out))
			return false;
	return text.len == 0;
}

enum status period_parse(struct str text, struct period *out, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(SHAPES); i++) {
		struct period_parts parts;
		if (!has_shape(SHAPES[i].shape, text, &parts))
			continue;
		int32_t day = SHAPES[i].anchor(&parts);
		if (day == DATE_NONE)
			return err_set(err, E_INPUT,
			               "there is no period '%.*s' between 1900 and 2200",
			               STR_ARGS(text));
		struct period period = period_containing(SHAPES[i].kind, day);
		if (!period_is_dated(&period))
			return err_set(err, E_INPUT,
			               "the period '%.*s' reaches outside 1900 to 2200",
			               STR_ARGS(text));
		*out = period;
		return OK;
	}
	return err_set(err, E_INPUT,
	               "'%.*s' is no period: expected one like 2013-14, 2013-14-Q3, 2013-M12, "
	               "2013-14-Q3-YTD, 2013-M12-R12, 2013-W51, AY2013-14, CY2013, WY2013-14 or "
	               "2013-12-31",
	               STR_ARGS(str_slice(text, 0, 40)));
}
