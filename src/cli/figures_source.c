#include "cli/figures_source.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "cli/judge_setting.h"
#include "cli/repeated_words.h"
#include "cli/workspace.h"
#include "framework/store.h"
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

/* A reason why there is no figure stands before the line's own note. */
static void tell_unreported(struct line_list *lines, struct arena *arena)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct line *line = &lines->items[i];
		struct str words = unreported_words(&line->unreported, arena);
		if (words.len == 0)
			continue;
		line->note = line->note.len ? arena_format(arena, "%.*s; %.*s", STR_ARGS(words),
		                                           STR_ARGS(line->note))
		                            : words;
	}
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

/* ---- a file that the store has taken ---- */

/* The line of the file that a line of the store came from, or NULL. */
static const struct line *source_line(const struct line_list *file, const struct line *stored)
{
	size_t low = 0, high = file->count; /* a file's lines are in the order of its rows */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (file->items[middle].row < stored->row)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == file->count)
		return NULL;
	const struct line *line = &file->items[low];
	bool is_same = line->row == stored->row && str_equal(line->file, stored->file) &&
	               period_equal(&line->period, &stored->period) &&
	               str_equal_nocase(line->authority, stored->authority);
	return is_same ? line : NULL;
}

/* Adds the lines of the file's authority and period to `out`, as the store has them. */
static enum status add_stored(struct call *call, struct workspace *workspace,
                              const struct line_list *file, const struct line *wanted,
                              struct line_list *out, struct err *err)
{
	struct line_list stored = { 0 };
	struct series_query query = { .authority = wanted->authority,
		                      .period = wanted->period,
		                      .on = instant_date(workspace_act(call).at) };
	enum status st = series_lines(workspace->db, &query, call->arena, &stored, err);
	for (size_t i = 0; st == OK && i < stored.count; i++) {
		if (!source_line(file, &stored.items[i]))
			continue;
		out->items = arena_grow(call->arena, out->items, out->count, &out->capacity,
		                        sizeof(*out->items));
		out->items[out->count++] = stored.items[i];
	}
	return st;
}

/* Takes out the findings that counts give no figure, where they do now. */
static void drop_settled(struct finding_list *findings, const struct line_list *stored)
{
	auto_map known = { 0 };
	int64_t ignored;
	char row[32];
	for (size_t i = 0; i < stored->count; i++) {
		if (!stored->items[i].value.is_known)
			continue;
		snprintf(row, sizeof(row), "%lld", (long long)stored->items[i].row);
		map_put(&known, str_of(row), 1);
	}
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		snprintf(row, sizeof(row), "%lld", (long long)finding->row);
		if (strcmp(finding->rule, "line.no_figure") != 0 ||
		    !map_find(&known, str_of(row), &ignored))
			findings->items[kept++] = *finding;
	}
	findings->count = kept;
}

enum status figures_check_stored(struct call *call, struct workspace *workspace,
                                 const struct scorecard_file *file,
                                 struct finding_list *findings, struct err *err)
{
	struct judge_settings settings;
	struct line_list stored = { 0 };
	auto_map done = { 0 };
	enum status st = judge_setting_load(workspace->db, call->arena, &settings, err);
	for (size_t i = 0; st == OK && i < file->lines.count; i++) {
		const struct line *line = &file->lines.items[i];
		char period[PERIOD_TEXT_BYTES];
		struct str key = arena_format(call->arena, "%s %.*s",
		                              period_print(&line->period, period),
		                              STR_ARGS(line->authority));
		int64_t ignored;
		if (map_add(&done, key, 1, &ignored))
			st = add_stored(call, workspace, &file->lines, line, &stored, err);
	}
	if (st != OK)
		return st;
	drop_settled(findings, &stored);
	check_all(&stored, judge_all(call, &stored, &settings), findings);
	return OK;
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
	repeated_words_check(&out->lines, &out->lines, findings);
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
		return err_set(err, E_USAGE,
		               "--scorecard chooses one of a workspace, not of a file");
	st = figures_check_file(call, request, findings, &file, err);
	if (st != OK)
		return st;
	options.authority = file.authority;
	options.report = file.report;
	tell_unreported(&file.lines, call->arena);
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

/* Tells of a period for which nothing came at all: every line will be blank, and it
 * may be a slip of the pen. */
static enum status note_empty_period(struct call *call, const struct workspace *workspace,
                                     const struct period *period, struct finding_list *findings,
                                     struct err *err)
{
	struct period_list periods = { 0 };
	char first[PERIOD_TEXT_BYTES], last[PERIOD_TEXT_BYTES], wanted[PERIOD_TEXT_BYTES];
	enum status st =
		series_periods(workspace->db, workspace->authority, call->arena, &periods, err);
	if (st != OK || periods.count == 0)
		return st;
	for (size_t i = 0; i < periods.count; i++)
		if (period_equal(&periods.items[i], period) ||
		    (period_is_dated(&periods.items[i]) && period_is_dated(period) &&
		     periods.items[i].to == period->to))
			return OK;
	finding_add(findings,
	            (struct finding){ .rule = "period.empty", .severity = FINDING_WARNING },
	            "no figure came for the period '%s'; the workspace holds figures from '%s' "
	            "to '%s'",
	            period_print(period, wanted), period_print(&periods.items[0], first),
	            period_print(&periods.items[periods.count - 1], last));
	return OK;
}

/* Whom the framework says a scorecard is for, unless the call says it. */
static enum status fill_audience(struct call *call, const struct workspace *workspace,
                                 struct digest_options *options, struct err *err)
{
	struct framework framework;
	if (options->audience.len || options->scorecard.len == 0)
		return OK;
	enum status st =
		framework_load(workspace->db, workspace->authority, call->arena, &framework, err);
	if (st != OK)
		return st;
	const struct scorecard *scorecard =
		framework_find_scorecard(&framework, options->scorecard);
	if (scorecard)
		options->audience = scorecard->audience;
	return OK;
}

/* Holds the words of the lines against those of the period before. */
static enum status check_repeated(struct call *call, const struct workspace *workspace,
                                  const struct series_query *query,
                                  const struct line_list *lines, struct finding_list *findings,
                                  struct err *err)
{
	struct line_list before = { 0 };
	struct series_query earlier = *query;
	earlier.period = period_step_before(&query->period);
	if (!period_is_dated(&earlier.period))
		return OK;
	enum status st = series_lines(workspace->db, &earlier, call->arena, &before, err);
	if (st == OK)
		repeated_words_check(lines, &before, findings);
	return st;
}

static enum status load_workspace(struct call *call, const struct figures_request *request,
                                  struct finding_list *findings, struct digest_input *out,
                                  struct err *err)
{
	struct digest_options options;
	enum status st = read_options(call, request, &options, err);
	if (st != OK)
		return st;
	if (request->rule || request->sheet || request->known_on)
		return err_set(err, E_USAGE, "--rule, --sheet and --known-on go with a file");
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = judge_setting_load(workspace.db, call->arena, &options.settings, err);
	if (st == OK && options.period.kind == PERIOD_NONE)
		st = latest_period(call, &workspace, &options.period, err);
	if (st != OK)
		return st;
	options.authority = workspace.authority;
	options.known_on = instant_date(workspace_act(call).at);
	struct series_query query = { .authority = workspace.authority,
		                      .scorecard = options.scorecard,
		                      .period = options.period,
		                      .on = options.known_on };
	struct line_list *lines = arena_new(call->arena, 1, sizeof(*lines));
	st = series_lines(workspace.db, &query, call->arena, lines, err);
	if (st == OK)
		st = fill_audience(call, &workspace, &options, err);
	if (st != OK)
		return st;
	if (request->period)
		st = note_empty_period(call, &workspace, &options.period, findings, err);
	if (st != OK)
		return st;
	if (options.authority.len == 0 && lines->count)
		options.authority = lines->items[0].authority;
	tell_unreported(lines, call->arena);
	fill_input(call, lines, &options, findings, out);
	check_all(lines, out->all_judgements, findings);
	return check_repeated(call, &workspace, &query, lines, findings, err);
}

enum status figures_load(struct call *call, const struct figures_request *request,
                         struct finding_list *findings, struct digest_input *out,
                         struct err *err)
{
	return request->file ? load_file(call, request, findings, out, err)
	                     : load_workspace(call, request, findings, out, err);
}
