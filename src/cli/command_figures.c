/* Figures that people submit: the form they fill in, and who has not yet. */
#include <stdio.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "render/sheet.h"
#include "series/due.h"
#include "series/series.h"

enum { OPT_PERIOD, OPT_SCORECARD, OPT_OWNER, OPT_OUTPUT, OPT_FORMAT, OPT_COUNT };

static const struct option TEMPLATE_OPTIONS[OPT_COUNT] = {
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period to report" },
	[OPT_SCORECARD] = { "scorecard", 0, "NAME", "only the indicators of one scorecard" },
	[OPT_OWNER] = { "owner", 0, "NAME", "only the indicators of one owner" },
	[OPT_OUTPUT] = { "output", 'o', "FILE", "write to FILE; .xlsx is a workbook" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "csv (default), table or json" },
};

static const struct option MISSING_OPTIONS[OPT_COUNT] = {
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period that is reported" },
	[OPT_SCORECARD] = { "scorecard", 0, "NAME", "only the indicators of one scorecard" },
	[OPT_OWNER] = { "owner", 0, "NAME", "only the indicators of one owner" },
	[OPT_OUTPUT] = { "output", 'o', "FILE", "write to FILE; .xlsx is a workbook" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

/* Titles read back as columns of a scorecard file (docs/scorecard-file.md). */
static const struct dataset_column FORM[] = {
	{ "authority", "Authority", DATASET_TEXT, NULL },
	{ "scorecard", "Scorecard", DATASET_TEXT, NULL },
	{ "section", "Section", DATASET_TEXT, NULL },
	{ "indicator_ref", "Indicator ref", DATASET_TEXT, NULL },
	{ "indicator_title", "Indicator title", DATASET_TEXT, NULL },
	{ "owner", "Owner", DATASET_TEXT, NULL },
	{ "unit", "Unit", DATASET_TEXT, NULL },
	{ "who_is_counted", "Who is counted", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "figure_due", "Figure due", DATASET_DATE, NULL },
	{ "last_figure", "Last figure", DATASET_TEXT, NULL },
	{ "last_figure_period", "Last figure period", DATASET_TEXT, NULL },
	{ "current_value", "Current value", DATASET_TEXT, NULL },
	{ "numerator", "Numerator", DATASET_TEXT, NULL },
	{ "denominator", "Denominator", DATASET_TEXT, NULL },
	{ "provisional", "Provisional", DATASET_TEXT, NULL },
	{ "cannot_report_reason", "Cannot report reason", DATASET_TEXT, NULL },
	{ "cannot_report_since", "Cannot report since", DATASET_TEXT, NULL },
	{ "expected_back", "Expected back", DATASET_TEXT, NULL },
	{ "note", "Note", DATASET_TEXT, NULL },
};

enum { FORM_ANSWERS = 8 }; /* the last columns, for those who fill it in */

static const struct dataset_column MISSING_COLUMNS[] = {
	{ "owner", "Owner", DATASET_TEXT, NULL },
	{ "indicator_ref", "Reference", DATASET_TEXT, NULL },
	{ "indicator_title", "Title", DATASET_TEXT, NULL },
	{ "period", "Period", DATASET_TEXT, NULL },
	{ "figure_due", "Due", DATASET_DATE, NULL },
	{ "days_late", "Days late", DATASET_INTEGER, "empty: not late, or not known when it is due" },
	{ "state", "State", DATASET_TEXT, NULL },
	{ "reason", "Reason", DATASET_TEXT, NULL },
	{ "since", "Since", DATASET_DATE, NULL },
	{ "expected_back", "Expected back", DATASET_DATE, NULL },
	{ "last_figure", "Last figure", DATASET_TEXT, NULL },
	{ "last_figure_period", "Last period", DATASET_TEXT, NULL },
};

/* What a command works on. */
struct figures_asked {
	struct call *call;
	struct str authority;
	struct period period;
	int32_t today;
	struct line_list lines;
};

static enum status load(struct call *call, struct figures_asked *out, struct err *err)
{
	if (!call->values[OPT_PERIOD])
		return err_set(err, E_USAGE, "which period? --period 2013-14-Q3, for example");
	out->period = period_read(str_of(call->values[OPT_PERIOD]));
	if (!period_is_dated(&out->period))
		return err_set(err, E_USAGE,
		               "'%s' is no period; expected for example 2013-14-Q3, 2013-M12, "
		               "2013-14", call->values[OPT_PERIOD]);
	auto_workspace workspace = { 0 };
	enum status st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	out->call = call;
	out->authority = workspace.authority;
	out->today = instant_date(workspace_act(call).at);
	struct series_query query = { .authority = workspace.authority,
		                      .scorecard = str_of(call->values[OPT_SCORECARD]),
		                      .period = out->period,
		                      .on = out->today };
	return series_lines(workspace.db, &query, call->arena, &out->lines, err);
}

/* Whether somebody is asked for the line's figure in this period. */
static bool is_asked(const struct figures_asked *asked, const struct line *line)
{
	const char *owner = asked->call->values[OPT_OWNER];
	if (owner && !str_equal_nocase(line->indicator->owner, str_of(owner)))
		return false;
	return line->absence != ABSENCE_DISCONTINUED &&
	       due_with(line->indicator->frequency, asked->period.to);
}

static void add_last_figure(struct dataset *out, const struct line *line)
{
	char value[VALUE_TEXT_BYTES], period[PERIOD_TEXT_BYTES];
	const struct point *last = line->history_count ? &line->history[line->history_count - 1]
	                                               : NULL;
	if (line->last_known.is_known) {
		dataset_text(out, str_of(value_print(&line->last_known, &line->indicator->unit,
		                                     value)));
		dataset_text(out, str_of(period_print(&line->last_known_period, period)));
	} else if (last) {
		dataset_text(out,
		             str_of(value_print(&last->value, &line->indicator->unit, value)));
		dataset_text(out, str_of(period_print(&last->period, period)));
	} else {
		dataset_missing(out);
		dataset_missing(out);
	}
}

static void add_form_row(struct dataset *out, const struct figures_asked *asked,
                         const struct line *line)
{
	const struct indicator *indicator = line->indicator;
	char unit[UNIT_TEXT_BYTES], period[PERIOD_TEXT_BYTES];
	dataset_row(out);
	dataset_text(out, asked->authority.len ? asked->authority : line->authority);
	dataset_text(out, line->scorecard);
	dataset_text(out, line->section);
	dataset_text(out, indicator->ref);
	dataset_text(out, indicator->title);
	dataset_text(out, indicator->owner);
	dataset_text(out, str_of(unit_print(&indicator->unit, unit)));
	dataset_text(out, indicator->coverage);
	dataset_text(out, str_of(period_print(&asked->period, period)));
	dataset_date(out, due_day(indicator, asked->period.to));
	add_last_figure(out, line);
	for (size_t i = 0; i < FORM_ANSWERS; i++)
		dataset_missing(out);
}

/* Whether the path ends in .xlsx. */
static bool is_workbook(const char *path)
{
	return str_ends_nocase(str_of(path), STR(".xlsx"));
}

static enum status put_out(struct call *call, const struct dataset *data,
                           enum dataset_format format, struct err *err)
{
	const char *path = call->values[OPT_OUTPUT];
	if (!path)
		return dataset_print(data, format, stdout, err);
	if (is_workbook(path))
		return sheet_write(data, call->app->now, false, path, err);
	auto_outfile file = { 0 };
	enum status st = outfile_open(path, false, &file, err);
	if (st == OK)
		st = dataset_print(data, format, file.stream, err);
	return st == OK ? outfile_commit(&file, err) : st;
}

static enum status run_template(struct call *call, struct err *err)
{
	struct figures_asked asked = { 0 };
	enum dataset_format format = DATASET_FORMAT_CSV;
	enum status st = OK;
	if (call->values[OPT_FORMAT])
		st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = load(call, &asked, err);
	if (st != OK)
		return st;
	struct dataset *form = dataset_new(call->arena, STR("form"), STR("Figures to report"),
	                                   FORM, COUNT_OF(FORM));
	for (size_t i = 0; i < asked.lines.count; i++)
		if (is_asked(&asked, &asked.lines.items[i]))
			add_form_row(form, &asked, &asked.lines.items[i]);
	if (form->row_count == 0)
		return err_set(err, E_MISSING, "no indicator is to be reported for %s%s%s",
		               call->values[OPT_PERIOD], call->values[OPT_OWNER] ? " by " : "",
		               call->values[OPT_OWNER] ? call->values[OPT_OWNER] : "");
	return put_out(call, form, format, err);
}

/* Whether the line has an answer: a figure of the very period. */
static bool is_answered(const struct line *line)
{
	return line->value.is_known || line->absence == ABSENCE_SUPPRESSED;
}

static void add_missing_row(struct dataset *out, const struct figures_asked *asked,
                            const struct line *line)
{
	const struct indicator *indicator = line->indicator;
	int32_t due = due_day(indicator, asked->period.to);
	bool is_late = due != DATE_NONE && asked->today > due;
	bool is_excused = line->absence == ABSENCE_NOT_COLLECTABLE;
	char period[PERIOD_TEXT_BYTES];
	dataset_row(out);
	dataset_text(out, indicator->owner.len ? indicator->owner : STR("no owner"));
	dataset_text(out, indicator->ref);
	dataset_text(out, indicator->title);
	dataset_text(out, str_of(period_print(&asked->period, period)));
	dataset_date(out, due);
	if (is_late && !is_excused)
		dataset_integer(out, asked->today - due);
	else
		dataset_missing(out);
	dataset_text(out, is_excused        ? STR("cannot be reported")
	                  : is_late         ? STR("late")
	                  : due != DATE_NONE ? STR("not due yet")
	                                    : STR("not submitted"));
	if (line->unreported.why.len) {
		dataset_text(out, line->unreported.why);
		dataset_date(out, line->unreported.since);
		dataset_date(out, line->unreported.expected);
	} else {
		dataset_text(out, is_excused ? line->note : (struct str){ 0 });
		dataset_missing(out);
		dataset_missing(out);
	}
	add_last_figure(out, line);
}

static enum status run_missing(struct call *call, struct err *err)
{
	struct figures_asked asked = { 0 };
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = load(call, &asked, err);
	if (st != OK)
		return st;
	struct dataset *missing =
		dataset_new(call->arena, STR("missing"), STR("Figures that have not come"),
	                    MISSING_COLUMNS, COUNT_OF(MISSING_COLUMNS));
	for (size_t i = 0; i < asked.lines.count; i++) {
		const struct line *line = &asked.lines.items[i];
		if (is_asked(&asked, line) && !is_answered(line))
			add_missing_row(missing, &asked, line);
	}
	return put_out(call, missing, format, err);
}

const struct command command_figures_template = {
	.name = "figures template",
	.operands = "",
	.summary = "Makes the form in which services and partners report their figures",
	.details = "One row for each indicator that is due with the period: its owner, when it is due,\n"
	           "who is counted and the last figure, and empty cells for this one. A service that\n"
	           "cannot report says why, since when, and when it will be able to again. 'import'\n"
	           "reads the form when it comes back, filled in wholly or in part.",
	.options = TEMPLATE_OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_template,
};

const struct command command_figures_missing = {
	.name = "figures missing",
	.operands = "",
	.summary = "Lists who has not submitted a figure, with days late",
	.details = "A figure that cannot be reported is listed with its reason, since when, and when\n"
	           "it is expected back; it is not late.",
	.options = MISSING_OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_missing,
};
