#include "cli/figures_source.h"

#include "cli/judge_setting.h"
#include "cli/workspace.h"
#include "judge/check.h"
#include "judge/claims.h"
#include "series/series.h"

static struct judgement *judge_all(struct call *call, const struct line_list *lines,
                                   const struct judge_settings *settings)
{
	struct judgement *judgements =
		arena_new(call->arena, lines->count, sizeof(*judgements));
	judge_lines(lines->items, lines->count, settings, judgements);
	return judgements;
}

static void check_all(const struct line_list *lines, const struct judgement *judgements,
                      struct finding_list *findings)
{
	for (size_t i = 0; i < lines->count; i++) {
		judge_check_line(&lines->items[i], &judgements[i], findings);
		judge_check_commentary(&lines->items[i], &judgements[i], findings);
	}
	judge_check_scorecard(lines->items, lines->count, findings);
}

static enum status read_period(const char *text, struct period *out, struct err *err)
{
	*out = period_read(str_of(text));
	if (out->kind != PERIOD_LABEL)
		return OK;
	return err_set(err, E_USAGE,
	               "'%s' is no period; expected for example 2013-14-Q3, 2013-M12, 2013-14", text);
}

static enum status read_options(struct call *call, const struct figures_request *request,
                                struct digest_options *out, struct err *err)
{
	enum status st = OK;
	*out = (struct digest_options){
		.period = period_read((struct str){ 0 }),
		.known_on = DATE_NONE,
		.made_at = call->app->now,
		.program = STR("Outturn " OUTTURN_VERSION),
		.audience = str_of(request->audience),
		.scorecard = str_of(request->scorecard),
		.settings = judge_settings_default(),
	};
	if (request->period)
		st = read_period(request->period, &out->period, err);
	if (st == OK && request->known_on)
		st = date_parse_iso(str_of(request->known_on), &out->known_on, err);
	return st;
}

static void fill_input(struct call *call, const struct line_list *all,
                       const struct digest_options *options,
                       const struct finding_list *findings, struct digest_input *out)
{
	struct line_list current;
	digest_select_current(all->items, all->count, &options->period, call->arena, &current);
	*out = (struct digest_input){
		.lines = current.items,
		.judgements = judge_all(call, &current, &options->settings),
		.count = current.count,
		.all = all->items,
		.all_judgements = judge_all(call, all, &options->settings),
		.all_count = all->count,
		.findings = findings,
		.options = *options,
	};
}

enum status figures_check_file(struct call *call, const struct figures_request *request,
                               struct finding_list *findings, struct scorecard_file *out,
                               struct err *err)
{
	struct scorecard_options options = { .rule = str_of(request->rule),
		                             .sheet = str_of(request->sheet) };
	struct judge_settings settings = judge_settings_default();
	enum status st =
		scorecard_file_read(request->file, &options, call->arena, out, findings, err);
	if (st != OK)
		return st;
	struct judgement *judgements = judge_all(call, &out->lines, &settings);
	check_all(&out->lines, judgements, findings);
	return OK;
}

/* The periods there are, for a message. */
static enum status no_such_period(const struct line_list *all, const char *wanted,
                                  struct err *err)
{
	char text[PERIOD_TEXT_BYTES];
	struct period there = digest_main_period(all->items, all->count);
	return err_set(err, E_MISSING, "there is no figure for the period '%s'; most are for '%s'",
	               wanted, period_print(&there, text));
}

static enum status load_file(struct call *call, const struct figures_request *request,
                             struct finding_list *findings, struct digest_input *out,
                             struct err *err)
{
	struct digest_options options;
	struct scorecard_file file;
	enum status st = read_options(call, request, &options, err);
	if (st != OK)
		return st;
	if (request->scorecard)
		return err_set(err, E_USAGE, "--scorecard chooses one of a workspace, not of a file");
	st = figures_check_file(call, request, findings, &file, err);
	if (st != OK)
		return st;
	options.authority = file.authority;
	options.report = file.report;
	fill_input(call, &file.lines, &options, findings, out);
	if (out->count == 0 && request->period)
		return no_such_period(&file.lines, request->period, err);
	return OK;
}

/* The last period that the store holds, when none was asked for. */
static enum status latest_period(struct call *call, const struct workspace *workspace,
                                 struct period *out, struct err *err)
{
	struct period_list periods = { 0 };
	enum status st =
		series_periods(workspace->db, workspace->authority, call->arena, &periods, err);
	if (st != OK)
		return st;
	if (periods.count == 0)
		return err_set(err, E_MISSING,
		               "the workspace holds no figures yet; 'outturn import FILE' brings some");
	*out = periods.items[periods.count - 1];
	return OK;
}

static enum status load_workspace(struct call *call, const struct figures_request *request,
                                  struct finding_list *findings, struct digest_input *out,
                                  struct err *err)
{
	struct digest_options options;
	enum status st = read_options(call, request, &options, err);
	if (st != OK)
		return st;
	if (request->rule || request->sheet)
		return err_set(err, E_USAGE, "--rule and --sheet go with a file");
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = judge_setting_load(workspace.db, call->arena, &options.settings, err);
	if (st == OK && options.period.kind == PERIOD_NONE)
		st = latest_period(call, &workspace, &options.period, err);
	if (st != OK)
		return st;
	options.authority = workspace.authority;
	struct series_query query = { .authority = workspace.authority,
		                      .scorecard = options.scorecard,
		                      .period = options.period,
		                      .on = instant_date(workspace_act(call).at) };
	struct line_list *lines = arena_new(call->arena, 1, sizeof(*lines));
	st = series_lines(workspace.db, &query, call->arena, lines, err);
	if (st != OK)
		return st;
	if (options.authority.len == 0 && lines->count)
		options.authority = lines->items[0].authority;
	fill_input(call, lines, &options, findings, out);
	check_all(lines, out->all_judgements, findings);
	return OK;
}

enum status figures_load(struct call *call, const struct figures_request *request,
                         struct finding_list *findings, struct digest_input *out,
                         struct err *err)
{
	return request->file ? load_file(call, request, findings, out, err)
	                     : load_workspace(call, request, findings, out, err);
}
