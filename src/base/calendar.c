#include "base/calendar.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base_embedded.h"

enum {
	DAY_COUNT = DATE_MAX - DATE_MIN + 1,
	MARK_HOLIDAY = 1,
	MARK_CLOSURE = 2,
	HOLIDAYS_A_YEAR = 8, /* England and Wales have had at least these since 1978 */
};

/* What a table of days says, before it is taken over as a whole or not at all. */
struct day_list {
	int32_t *days;
	size_t count;
	size_t capacity;
};

#define auto_day_list CLEANUP(day_list_deinit) struct day_list

struct calendar {
	int32_t first; /* of the holiday table */
	int32_t last;
	unsigned char marks[DAY_COUNT];
	/* worked[i]: working days among the first i days. One more than there are days. */
	int32_t worked[DAY_COUNT + 1];
};

static void day_list_deinit(struct day_list *list)
{
	free(list->days);
	*list = (struct day_list){ 0 };
}

static void day_list_add(struct day_list *list, int32_t day)
{
	if (list->count == list->capacity) {
		list->capacity = mem_grown(list->capacity, list->count + 1);
		list->days = mem_resize(list->days, list->capacity, sizeof(*list->days));
	}
	list->days[list->count++] = day;
}

/* A day of the year that `date` lies in. */
static int32_t day_of_year(int32_t date, int month, int day)
{
	int32_t found = DATE_NONE;
	enum status st = date_from_ymd(date_to_ymd(date).year, month, day, &found, NULL);
	assert(st == OK);
	return found;
}

/* The whole years that a non-empty list of days touches. */
static void day_list_years(const struct day_list *list, int32_t *first_out, int32_t *last_out)
{
	int32_t least = list->days[0], most = list->days[0];
	for (size_t i = 1; i < list->count; i++) {
		least = list->days[i] < least ? list->days[i] : least;
		most = list->days[i] > most ? list->days[i] : most;
	}
	*first_out = day_of_year(least, 1, 1);
	*last_out = day_of_year(most, 12, 31);
}

static void mark_days(struct calendar *calendar, const struct day_list *list, unsigned char mark)
{
	for (size_t i = 0; i < list->count; i++)
		calendar->marks[list->days[i] - DATE_MIN] |= mark;
}

static void count_worked(struct calendar *calendar)
{
	for (int32_t i = 0; i < DAY_COUNT; i++)
		calendar->worked[i + 1] =
			calendar->worked[i] + calendar_is_working(calendar, DATE_MIN + i);
}

/* Reads the dates of "date,name" lines behind a header. */
static enum status read_csv(struct str text, struct day_list *out, struct err *err)
{
	struct str line;
	for (int row = 1; str_split(&text, '\n', &line); row++) {
		struct str rest = str_trim(line), cell;
		if (rest.len == 0)
			continue;
		str_split(&rest, ',', &cell);
		cell = str_trim(cell);
		if (row == 1) {
			if (!str_equal_nocase(cell, STR("date")))
				return err_set(err, E_INPUT,
				               "line 1: expected the header 'date,name', got "
				               "'%.*s'", STR_ARGS(str_slice(cell, 0, 40)));
			continue;
		}
		int32_t day;
		enum status st = date_parse_iso(cell, &day, err);
		if (st != OK)
			return err_wrap(err, st, "line %d", row);
		day_list_add(out, day);
	}
	return OK;
}

struct calendar *calendar_new(void)
{
	struct calendar *calendar = mem_new(1, sizeof(*calendar));
	auto_day_list list = { 0 };
	enum status st = read_csv(EMBED_CALENDAR_ENGLAND_WALES_CSV, &list, NULL);
	/* The table is ours and a test reads it: a fault in it is our own mistake. */
	assert(st == OK && list.count > 0);
	mark_days(calendar, &list, MARK_HOLIDAY);
	day_list_years(&list, &calendar->first, &calendar->last);
	count_worked(calendar);
	return calendar;
}

void calendar_free(struct calendar *calendar)
{
	free(calendar);
}

void calendar_close(struct calendar **calendar)
{
	calendar_free(*calendar);
	*calendar = NULL;
}

enum status calendar_add_csv(struct calendar *calendar, struct str text, struct err *err)
{
	auto_day_list list = { 0 };
	enum status st = read_csv(text, &list, err);
	if (st != OK)
		return st;
	mark_days(calendar, &list, MARK_CLOSURE);
	count_worked(calendar);
	return OK;
}

/* Reads the dates of the "events" array of one division. */
static enum status read_events(const json_t *events, struct day_list *out, struct err *err)
{
	for (size_t i = 0; i < json_array_size(events); i++) {
		const json_t *event = json_array_get(events, i);
		const char *date = json_string_value(json_object_get(event, "date"));
		if (!date)
			return err_set(err, E_INPUT, "bank holiday %zu has no \"date\"", i + 1);
		int32_t day;
		enum status st = date_parse_iso(str_of(date), &day, err);
		if (st != OK)
			return err_wrap(err, st, "bank holiday %zu", i + 1);
		day_list_add(out, day);
	}
	if (out->count == 0)
		return err_set(err, E_INPUT,
		               "expected bank holidays under \"england-and-wales\", \"events\"");
	return OK;
}

/* A year that is cut short would count its missing holidays as working days. */
static enum status check_whole_years(const struct day_list *list, struct err *err)
{
	int32_t first, last;
	day_list_years(list, &first, &last);
	for (int year = date_to_ymd(first).year; year <= date_to_ymd(last).year; year++) {
		int count = 0;
		for (size_t i = 0; i < list->count; i++)
			count += date_to_ymd(list->days[i]).year == year;
		if (count < HOLIDAYS_A_YEAR)
			return err_set(err, E_INPUT,
			               "%d has %d bank holidays: expected at least %d", year,
			               count, HOLIDAYS_A_YEAR);
	}
	return OK;
}

static enum status read_json(struct str json, struct day_list *out, struct err *err)
{
	json_error_t fault;
	json_t *root = json_loadb(json.ptr ? json.ptr : "", json.len, JSON_REJECT_DUPLICATES,
	                          &fault);
	if (!root)
		return err_set(err, E_INPUT, "line %d: no JSON: %s", fault.line, fault.text);
	const json_t *division = json_object_get(root, "england-and-wales");
	enum status st = read_events(json_object_get(division, "events"), out, err);
	json_decref(root);
	return st;
}

enum status calendar_read_json(struct calendar *calendar, struct str json, struct err *err)
{
	auto_day_list list = { 0 };
	enum status st = read_json(json, &list, err);
	if (st == OK)
		st = check_whole_years(&list, err);
	if (st != OK)
		return st;
	int32_t first, last;
	day_list_years(&list, &first, &last);
	/* A gap would count holidays as working days in the years between. */
	if (first > calendar->last + 1 || last < calendar->first - 1)
		return err_set(err, E_INPUT,
		               "the bank holidays begin in %d and end in %d: the table of %d to %d "
		               "does not join on to them",
		               date_to_ymd(first).year, date_to_ymd(last).year,
		               date_to_ymd(calendar->first).year, date_to_ymd(calendar->last).year);
	for (int32_t day = first; day <= last; day++)
		calendar->marks[day - DATE_MIN] &= (unsigned char)~MARK_HOLIDAY;
	mark_days(calendar, &list, MARK_HOLIDAY);
	calendar->first = first < calendar->first ? first : calendar->first;
	calendar->last = last > calendar->last ? last : calendar->last;
	count_worked(calendar);
	return OK;
}

int32_t calendar_first(const struct calendar *calendar)
{
	return calendar->first;
}

int32_t calendar_last(const struct calendar *calendar)
{
	return calendar->last;
}

bool calendar_is_working(const struct calendar *calendar, int32_t date)
{
	return date_weekday(date) < WEEKDAY_SATURDAY && calendar->marks[date - DATE_MIN] == 0;
}

/* Working days from DATE_MIN up to and including `date`. */
static int32_t worked_through(const struct calendar *calendar, int32_t date)
{
	assert(date >= DATE_MIN && date <= DATE_MAX);
	return calendar->worked[date - DATE_MIN + 1];
}

const int32_t *calendar_worked(const struct calendar *calendar)
{
	return calendar->worked;
}

enum status calendar_elapsed(const struct calendar *calendar, int32_t start, int32_t end,
                             int32_t *days_out, struct err *err)
{
	if (end < start) {
		char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
		return err_set(err, E_INPUT, "the end %s lies before the start %s",
		               date_print_iso(end, to), date_print_iso(start, from));
	}
	*days_out = worked_through(calendar, end) - worked_through(calendar, start);
	return OK;
}

enum status calendar_due(const struct calendar *calendar, int32_t start, int32_t n,
                         int32_t *due_out, struct err *err)
{
	if (n < 0)
		return err_set(err, E_INPUT, "%d working days: expected 0 or more", n);
	if (n == 0) {
		*due_out = start;
		return OK;
	}
	if (n > worked_through(calendar, DATE_MAX) - worked_through(calendar, start)) {
		char from[DATE_TEXT_BYTES];
		return err_set(err, E_LIMIT, "%d working days after %s lie beyond the year 2200", n,
		               date_print_iso(start, from));
	}
	int32_t wanted = worked_through(calendar, start) + n;
	int32_t low = start + 1, high = DATE_MAX; /* the due day lies between them */
	while (low < high) {
		int32_t middle = low + (high - low) / 2;
		if (worked_through(calendar, middle) >= wanted)
			high = middle;
		else
			low = middle + 1;
	}
	*due_out = low;
	return OK;
}
