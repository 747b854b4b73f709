#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/work_calendar.h"
#include "cli/workspace.h"
#include "ledger/setting.h"

enum { CALENDAR_FILE_MAX_BYTES = 4 * 1024 * 1024 };

/* Whether the text is JSON (GOV.UK's form) rather than lines of dates. */
static bool is_json(struct str text)
{
	struct str trimmed = str_trim(text);
	return trimmed.len > 0 && trimmed.ptr[0] == '{';
}

/* Tried on a calendar of its own first: a file that cannot be read is not kept. */
static enum status try_text(struct str text, struct err *err)
{
	auto_calendar calendar = calendar_new();
	return is_json(text) ? calendar_read_json(calendar, text, err)
	                     : calendar_add_csv(calendar, text, err);
}

static enum status run_import(struct call *call, struct err *err)
{
	const char *path = call->operands[0];
	auto_buf text = buf_init(CALENDAR_FILE_MAX_BYTES);
	enum status st = file_read(path, CALENDAR_FILE_MAX_BYTES, &text, err);
	if (st == OK)
		st = try_text(buf_view(&text), err);
	if (st != OK)
		return err_wrap(err, st, "%s", path);
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	bool json = is_json(buf_view(&text));
	struct str key = json ? STR(WORK_CALENDAR_HOLIDAYS_KEY) : STR(WORK_CALENDAR_CLOSURES_KEY);
	struct act act = workspace_act(call);
	auto_transaction change = { 0 };
	st = transaction_begin(workspace.db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = setting_put(workspace.db, key, buf_view(&text), &act, err);
	if (st == OK)
		st = transaction_commit(&change, err);
	if (st == OK)
		printf("%s: taken as %s\n", path,
		       json ? "bank holidays" : "closures of this authority");
	return st;
}

const struct command command_calendar_import = {
	.name = "calendar import",
	.operands = "FILE",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Takes bank holidays (GOV.UK's JSON) or local closures (date,name lines)",
	.details = "Bank holidays replace the shipped table for the years they cover; closures are\n"
	           "added to it.",
	.run = run_import,
};

/* The workspace's calendar, or the shipped one where there is no workspace. */
static enum status load(struct call *call, struct calendar **out, struct err *err)
{
	auto_workspace workspace = { 0 };
	enum status st = workspace_open(call, &workspace, err);
	if (st == E_MISSING) {
		*out = calendar_new();
		return OK;
	}
	return st == OK ? work_calendar_load(call, &workspace, out, err) : st;
}

static enum status run_show(struct call *call, struct err *err)
{
	int64_t year;
	int32_t day, last;
	enum status st = str_to_int64(str_of(call->operands[0]), &year, err);
	if (st == OK && (year < 1900 || year > 2200))
		st = err_set(err, E_USAGE, "'%s' is no year from 1900 to 2200",
		             call->operands[0]);
	if (st == OK)
		st = date_from_ymd((int)year, 1, 1, &day, err);
	if (st == OK)
		st = date_from_ymd((int)year, 12, 31, &last, err);
	if (st != OK)
		return st;
	auto_calendar calendar = NULL;
	st = load(call, &calendar, err);
	if (st != OK)
		return st;
	if (day < calendar_first(calendar) || last > calendar_last(calendar))
		fprintf(stderr, "The table of bank holidays does not cover all of %d.\n",
		        (int)year);
	for (; day <= last; day++) {
		char text[DATE_TEXT_BYTES];
		if (date_weekday(day) < WEEKDAY_SATURDAY && !calendar_is_working(calendar, day))
			printf("%s\n", date_print_iso(day, text));
	}
	return OK;
}

const struct command command_calendar_show = {
	.name = "calendar show",
	.operands = "YEAR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Lists the weekdays of a year that are not worked",
	.details = "",
	.run = run_show,
};

static enum status run_due(struct call *call, struct err *err)
{
	int32_t start, due;
	int64_t days;
	char text[DATE_TEXT_BYTES], last[DATE_TEXT_BYTES];
	enum status st = date_parse_iso(str_of(call->operands[0]), &start, err);
	if (st == OK)
		st = str_to_int64(str_of(call->operands[1]), &days, err);
	if (st == OK && (days < 0 || days > 100000))
		st = err_set(err, E_USAGE, "'%s' is no number of days from 0 to 100000",
		             call->operands[1]);
	if (st != OK)
		return st;
	auto_calendar calendar = NULL;
	st = load(call, &calendar, err);
	if (st == OK)
		st = calendar_due(calendar, start, (int32_t)days, &due, err);
	if (st == OK && (start < calendar_first(calendar) || due > calendar_last(calendar)))
		fprintf(stderr, "The table of bank holidays runs from %s to %s; outside it only "
		                "weekends are left out.\n",
		        date_print_iso(calendar_first(calendar), text),
		        date_print_iso(calendar_last(calendar), last));
	if (st == OK)
		printf("%s\n", date_print_iso(due, text));
	return st;
}

const struct command command_calendar_due = {
	.name = "calendar due",
	.operands = "DATE DAYS",
	.operands_min = 2,
	.operands_max = 2,
	.summary = "Says on which day a number of working days after a date is reached",
	.details = "For example: outturn calendar due 2013-12-20 10",
	.run = run_due,
};
