#include "intake/lait_period.h"

#include <assert.h>
#include <string.h>

#include "intake_embedded.h"

static const char *const YEAR_WORDS[LAIT_YEAR_COUNT] = {
	[LAIT_YEAR_UNKNOWN] = "",
	[LAIT_YEAR_FINANCIAL] = "Financial Year",
	[LAIT_YEAR_ACADEMIC] = "Academic Year",
	[LAIT_YEAR_CALENDAR] = "Calendar Year",
	[LAIT_YEAR_MARCH] = "Annual",
	[LAIT_YEAR_JANUARY] = "Annual - January",
	[LAIT_YEAR_SEPTEMBER] = "Annual (end of Sept)",
};

enum lait_year lait_year_read(struct str text)
{
	for (int i = LAIT_YEAR_UNKNOWN + 1; i < LAIT_YEAR_COUNT; i++)
		if (str_equal_nocase(str_trim(text), str_of(YEAR_WORDS[i])))
			return (enum lait_year)i;
	return LAIT_YEAR_UNKNOWN;
}

const char *lait_year_word(enum lait_year year)
{
	assert(year < LAIT_YEAR_COUNT);
	return YEAR_WORDS[year];
}

struct lait_years lait_years_init(void)
{
	struct lait_years years = { 0 };
	struct str rest = EMBED_YEAR_KINDS_TSV;
	struct str line = { 0 };
	while (str_split(&rest, '\n', &line)) {
		struct str measure = { 0 };
		if (str_split(&line, '\t', &measure) && measure.len > 0)
			map_put(&years.by_measure, measure, lait_year_read(line));
	}
	return years;
}

void lait_years_deinit(struct lait_years *years)
{
	map_deinit(&years->by_measure);
}

enum lait_year lait_years_find(const struct lait_years *years, struct str measure)
{
	int64_t year = LAIT_YEAR_UNKNOWN;
	map_find(&years->by_measure, measure, &year);
	return (enum lait_year)year;
}

/* What a label says once brackets are off. */
struct label {
	int year;         /* the last one of a pair; 0: it is no single year */
	bool is_pair;     /* "2023/24" */
	bool is_span;     /* "2016-18", "2014/15-16/17" */
};

static bool take_digits(struct str *text, size_t count, int *out)
{
	int64_t value = 0;
	struct str digits = str_slice(*text, 0, count);
	for (size_t i = 0; i < digits.len; i++)
		if (!char_is_digit(digits.ptr[i]))
			return false;
	if (digits.len != count || str_to_int64(digits, &value, NULL) != OK)
		return false;
	*text = str_slice(*text, count, SIZE_MAX);
	*out = (int)value;
	return true;
}

static bool take_sign(struct str *text, const char *signs)
{
	if (text->len == 0 || !strchr(signs, text->ptr[0]))
		return false;
	*text = str_slice(*text, 1, SIZE_MAX);
	return true;
}

/* Reads "15-16/17" behind "2014/". */
static bool is_span_of_pairs(struct str text)
{
	int number = 0;
	return take_digits(&text, 2, &number) && take_sign(&text, "-") &&
	       take_digits(&text, 2, &number) && take_sign(&text, "/") &&
	       take_digits(&text, 2, &number) && text.len == 0;
}

static struct label read_label(struct str text)
{
	struct label label = { 0 };
	size_t bracket = str_find_nocase(text, STR("("));
	text = str_trim(str_slice(text, 0, bracket));
	int first = 0;
	int last = 0;
	if (!take_digits(&text, 4, &first) || first < 1990 || first > 2099)
		return label;
	if (text.len == 0)
		return (struct label){ .year = first };
	if (!take_sign(&text, "/-"))
		return label;
	struct str behind = text;
	if (!take_digits(&text, 2, &last))
		return label;
	if (text.len > 0) {
		label.is_span = is_span_of_pairs(behind);
		return label;
	}
	label.is_pair = last == (first + 1) % 100;
	label.is_span = !label.is_pair;
	label.year = label.is_pair ? first + 1 : 0;
	return label;
}

/* The kind of period, and the month in which one that is called by its last year ends. */
static const struct {
	enum period_kind kind;
	int last_month;
	bool may_be_pair; /* "2023/24" is such a year too */
} YEARS[LAIT_YEAR_COUNT] = {
	[LAIT_YEAR_FINANCIAL] = { PERIOD_FINANCIAL_YEAR, 3, true },
	[LAIT_YEAR_ACADEMIC] = { PERIOD_SCHOOL_YEAR, 8, true },
	[LAIT_YEAR_CALENDAR] = { PERIOD_CALENDAR_YEAR, 12, false },
	[LAIT_YEAR_MARCH] = { PERIOD_DAY, 3, false },
	[LAIT_YEAR_JANUARY] = { PERIOD_MONTH, 1, false },
	[LAIT_YEAR_SEPTEMBER] = { PERIOD_WORKFORCE_YEAR, 9, false },
};

static struct period as_label(struct str text)
{
	struct period period = { .kind = PERIOD_LABEL, .from = DATE_NONE, .to = DATE_NONE };
	struct str cut = str_cut(text, PERIOD_LABEL_BYTES - 1);
	memcpy(period.label, cut.ptr ? cut.ptr : "", cut.len);
	return period;
}

enum lait_dating lait_period_read(struct str text, enum lait_year year, struct period *out)
{
	text = str_trim(text);
	struct label label = read_label(text);
	*out = as_label(text);
	if (label.year == 0)
		return label.is_span ? LAIT_DATED_NOT : LAIT_DATED_NO_PERIOD;
	if (year == LAIT_YEAR_UNKNOWN || (label.is_pair && !YEARS[year].may_be_pair))
		return LAIT_DATED_NOT;
	int month = YEARS[year].last_month;
	int32_t last = DATE_NONE;
	if (date_from_ymd(label.year, month, date_days_in_month(label.year, month), &last,
	                  NULL) != OK)
		return LAIT_DATED_NO_PERIOD;
	*out = period_containing(YEARS[year].kind, last);
	return LAIT_DATED;
}
