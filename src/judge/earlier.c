#include "judge/earlier.h"

#include "base/date.h"

/* Words in a title that say its figure counts up from 1 April. */
static const char *const YEAR_TO_DATE_WORDS[] = {
	"year to date",
	"year-to-date",
	"cumulative",
	"ytd",
};

/* Whether `words` stand in `text` as words of their own. */
static bool has_words(struct str text, struct str words)
{
	for (;;) {
		size_t at = str_find_nocase(text, words);
		if (at == SIZE_MAX)
			return false;
		size_t end = at + words.len;
		bool starts = at == 0 || !char_is_letter(text.ptr[at - 1]);
		bool ends = end == text.len || !char_is_letter(text.ptr[end]);
		if (starts && ends)
			return true;
		text = str_slice(text, end, text.len);
	}
}

/* Whether the line's figure counts up from 1 April: its period says so, or its
 * title does ("year to date", "YTD", "cumulative"). */
static bool is_year_to_date(const struct line *line)
{
	if (line->period.kind == PERIOD_YEAR_TO_DATE)
		return true;
	for (size_t i = 0; i < COUNT_OF(YEAR_TO_DATE_WORDS); i++) {
		if (has_words(line->indicator->title, str_of(YEAR_TO_DATE_WORDS[i])))
			return true;
	}
	return false;
}

/* Whether a year-to-date figure in this unit grows as its year goes on; a share
 * or an average does not. */
static bool unit_adds_up(const struct unit *unit)
{
	return unit->kind == UNIT_COUNT || unit->kind == UNIT_MONEY || unit->kind == UNIT_RATE;
}

/* The financial year a date lies in, by the year it begins. */
static int year_of(int32_t date)
{
	struct ymd day = date_to_ymd(date);
	return day.month >= 4 ? day.year : day.year - 1;
}

/* Only what would not be comparable is asked whether it counts up: most is not. */
static enum incomparable year_to_date_reason(const struct line *line, const struct period *then)
{
	if (!period_is_dated(then) || !period_is_dated(&line->period))
		return INCOMPARABLE_NOT;
	enum incomparable reason = INCOMPARABLE_NOT;
	if (year_of(line->period.to) == year_of(then->to)) {
		if (unit_adds_up(&line->indicator->unit))
			reason = INCOMPARABLE_STILL_ADDING;
	} else if (date_to_ymd(line->period.to).month != date_to_ymd(then->to).month) {
		/* The same stretch of another year would be a fair comparison. */
		reason = INCOMPARABLE_YEAR_RESTART;
	}
	bool is_barred = reason != INCOMPARABLE_NOT && is_year_to_date(line);
	return is_barred ? reason : INCOMPARABLE_NOT;
}

/* Fills in why `earlier` may not be compared: a break of definition or coverage
 * anywhere between the two comes first, then the counting of the year. */
static void settle_reason(const struct line *line, struct earlier *earlier)
{
	if (!value_is_possible(&earlier->value, &line->indicator->unit))
		earlier->reason = INCOMPARABLE_IMPOSSIBLE;
	if (earlier->reason != INCOMPARABLE_NOT)
		return;
	if (line->breaks_from_previous) {
		earlier->reason = INCOMPARABLE_DEFINITION;
		earlier->note = line->break_note;
		return;
	}
	for (size_t i = line->history_count; i-- > 0;) {
		const struct point *point = &line->history[i];
		if (!period_is_dated(&earlier->period) ||
		    period_compare(&point->period, &earlier->period) <= 0)
			break;
		if (point->breaks) {
			earlier->reason = INCOMPARABLE_DEFINITION;
			earlier->note = point->break_note;
			return;
		}
	}
	/* A baseline is chosen, and the same period last year is the same stretch. */
	if (earlier->with != COMPARED_BASELINE && earlier->with != COMPARED_LAST_YEAR)
		earlier->reason = year_to_date_reason(line, &earlier->period);
}

/* A financial year, or a snapshot of its last day. */
static bool is_year_end(const struct period *period)
{
	struct ymd last = date_to_ymd(period->to);
	bool is_last_day = period->kind == PERIOD_DAY && last.month == 3 && last.day == 31;
	return is_last_day || period->kind == PERIOD_FINANCIAL_YEAR;
}

/* What a figure of `then` is called beside a line. */
static enum compared name_of(const struct line *line, const struct period *then)
{
	if (then->kind == PERIOD_LABEL && has_words(str_of(then->label), STR("baseline")))
		return COMPARED_BASELINE;
	if (!period_is_dated(then) || !period_is_dated(&line->period))
		return COMPARED_LAST_PERIOD;
	struct period before = period_step_before(&line->period);
	if (period_equal(then, &before))
		return COMPARED_LAST_PERIOD;
	struct period year_before = period_year_before(&line->period);
	if (period_equal(then, &year_before))
		return COMPARED_LAST_YEAR;
	if (line->period.kind != PERIOD_FINANCIAL_YEAR && is_year_end(then))
		return COMPARED_YEAR_END;
	return COMPARED_EARLIER;
}

/* The point of the history in `period`, NULL when there is none. The history is
 * in order, so the search from its end stops early. */
static const struct point *point_in(const struct line *line, const struct period *period)
{
	for (size_t i = line->history_count; i-- > 0;) {
		const struct point *point = &line->history[i];
		if (period_equal(&point->period, period))
			return point;
		if (period_is_dated(&point->period) && period_compare(&point->period, period) < 0)
			return NULL;
	}
	return NULL;
}

/* What was aimed for at a point: the in-year target, where there was one. */
static const struct target *target_then(const struct point *point)
{
	return point->profiled.kind != TARGET_NOT_GIVEN ? &point->profiled : &point->target;
}

/* The last known point of the history; a gap after it is a reason not to compare. */
static struct earlier from_history(const struct line *line)
{
	struct earlier earlier = { 0 };
	size_t last = line->history_count;
	while (last > 0 && !line->history[last - 1].value.is_known)
		last--;
	if (last == 0)
		return earlier;
	const struct point *point = &line->history[last - 1];
	earlier.value = point->value;
	earlier.period = point->period;
	earlier.target = target_then(point);
	earlier.with = name_of(line, &point->period);
	if (last < line->history_count) {
		earlier.reason = INCOMPARABLE_GAP;
	} else if (period_is_dated(&line->period) && point->period.kind == line->period.kind) {
		struct period before = period_step_before(&line->period);
		if (period_is_dated(&before) && period_compare(&point->period, &before) < 0)
			earlier.reason = INCOMPARABLE_GAP;
	}
	return earlier;
}

struct earlier earlier_previous(const struct line *line)
{
	struct earlier earlier = { 0 };
	if (line->previous.is_known) {
		earlier.with = name_of(line, &line->previous_period);
		earlier.value = line->previous;
		earlier.period = line->previous_period;
		const struct point *point = period_is_dated(&line->previous_period)
		                                    ? point_in(line, &line->previous_period)
		                                    : NULL;
		if (point)
			earlier.target = target_then(point);
	} else if (line->history_count > 0) {
		earlier = from_history(line);
	}
	if (earlier.with != COMPARED_NOTHING)
		settle_reason(line, &earlier);
	return earlier;
}

struct earlier earlier_last_year(const struct line *line)
{
	struct earlier earlier = { 0 };
	if (!line->last_year.is_known && line->history_count == 0)
		return earlier;
	struct period year_before = { 0 };
	if (period_is_dated(&line->period))
		year_before = period_year_before(&line->period);
	const struct point *point = period_is_dated(&year_before) ? point_in(line, &year_before)
	                                                          : NULL;
	if (line->last_year.is_known)
		earlier.value = line->last_year;
	else if (point && point->value.is_known)
		earlier.value = point->value;
	else
		return earlier;
	earlier.with = COMPARED_LAST_YEAR;
	earlier.period = year_before;
	earlier.target = point ? target_then(point) : NULL;
	settle_reason(line, &earlier);
	return earlier;
}

static struct earlier earlier_baseline(const struct line *line)
{
	struct earlier earlier = { 0 };
	if (!line->baseline.is_known)
		return earlier;
	earlier.with = COMPARED_BASELINE;
	earlier.value = line->baseline;
	earlier.period = line->baseline_period;
	settle_reason(line, &earlier);
	return earlier;
}

struct earlier earlier_of_basis(const struct line *line, enum basis basis)
{
	static const enum compared NAMES[BASIS_COUNT] = {
		[BASIS_LAST_PERIOD] = COMPARED_LAST_PERIOD,
		[BASIS_LAST_YEAR] = COMPARED_LAST_YEAR,
		[BASIS_BASELINE] = COMPARED_BASELINE,
	};
	struct earlier earlier = { 0 };
	if (basis == BASIS_LAST_YEAR)
		earlier = earlier_last_year(line);
	else if (basis == BASIS_BASELINE)
		earlier = earlier_baseline(line);
	if (earlier.with != COMPARED_NOTHING)
		return earlier;
	/* The previous figure may be the one that is meant: the last that the source gives
	 * is its last period, and of annual figures last period is last year. */
	struct earlier previous = earlier_previous(line);
	bool is_last = basis == BASIS_LAST_PERIOD && previous.with == COMPARED_EARLIER;
	if (previous.with == NAMES[basis] || is_last)
		return previous;
	if (basis == BASIS_LAST_YEAR && period_is_dated(&previous.period) &&
	    period_is_dated(&line->period)) {
		struct period year_before = period_year_before(&line->period);
		if (period_equal(&previous.period, &year_before))
			return previous;
	}
	return earlier;
}
