#include "adapters.h"

#include <stdio.h>

#include "base/calendar.h"
#include "base/period.h"
#include "input.h"

/* No vector counts further than this. */
enum { COUNT_MAX = 100000 };

enum status run_working_days(const json_t *input, json_t *answer, struct err *err)
{
	int32_t start, end, days;
	enum status st = input_date(input, "start", &start, err);
	if (st == OK)
		st = input_date(input, "end", &end, err);
	if (st != OK)
		return st;
	auto_calendar calendar = calendar_new();
	if (calendar_elapsed(calendar, start, end, &days, NULL) == OK)
		answer_whole(answer, "value", days);
	else
		answer_text(answer, "value", NULL);
	return OK;
}

enum status run_due_working(const json_t *input, json_t *answer, struct err *err)
{
	int32_t start, due;
	int64_t n;
	enum status st = input_date(input, "start", &start, err);
	if (st == OK)
		st = input_whole(input, "n", 0, COUNT_MAX, &n, err);
	if (st != OK)
		return st;
	auto_calendar calendar = calendar_new();
	st = calendar_due(calendar, start, (int32_t)n, &due, err);
	if (st != OK)
		return st;
	answer_date(answer, "value", due);
	return OK;
}

enum status run_add_months(const json_t *input, json_t *answer, struct err *err)
{
	int32_t date, later;
	int64_t n;
	enum status st = input_date(input, "date", &date, err);
	if (st == OK)
		st = input_whole(input, "n", -COUNT_MAX, COUNT_MAX, &n, err);
	if (st == OK)
		st = date_add_months(date, (int)n, &later, err);
	if (st != OK)
		return st;
	answer_date(answer, "value", later);
	return OK;
}

enum status run_age(const json_t *input, json_t *answer, struct err *err)
{
	int32_t born, on;
	enum status st = input_date(input, "dob", &born, err);
	if (st == OK)
		st = input_date(input, "on", &on, err);
	if (st != OK)
		return st;
	answer_whole(answer, "value", date_age(born, on));
	return OK;
}

enum status run_fin(const json_t *input, json_t *answer, struct err *err)
{
	int32_t date;
	enum status st = input_date(input, "date", &date, err);
	if (st != OK)
		return st;
	char year[FINANCIAL_YEAR_TEXT_BYTES], quarter[8];
	snprintf(quarter, sizeof(quarter), "Q%d", financial_quarter(date));
	answer_text(answer, "year", financial_year_print(date, year));
	answer_text(answer, "quarter", quarter);
	answer_date(answer, "ytd_from", period_containing(PERIOD_YEAR_TO_DATE, date).from);
	answer_date(answer, "rolling12_from", rolling_year_first(date));
	return OK;
}
