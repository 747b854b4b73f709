#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/finding_print.h"
#include "cli/workspace.h"
#include "framework/framework.h"
#include "framework/store.h"
#include "framework/text.h"

enum { OPT_OUTPUT, OPT_COUNT };

static const struct option EXPORT_OPTIONS[OPT_COUNT] = {
	[OPT_OUTPUT] = { "output", 'o', "FILE", "write to a file instead of standard output" },
};

/* The last part of a path, for messages. */
static struct str file_name(const char *path)
{
	struct str rest = str_of(path), name = rest;
	while (str_split(&rest, '/', &name))
		;
	return name;
}

static enum status read_text(struct call *call, const char *path, struct framework *out,
                             struct err *err)
{
	auto_buf text = buf_init(FRAMEWORK_TEXT_MAX_BYTES);
	struct finding_list problems = { .arena = call->arena };
	enum status st = file_read(path, FRAMEWORK_TEXT_MAX_BYTES, &text, err);
	if (st != OK)
		return st;
	st = framework_parse(buf_view(&text), file_name(path), call->arena, out, &problems, err);
	if (st != OK)
		for (size_t i = 0; i < problems.count; i++)
			fprintf(stderr, "%.*s:%lld:%.*s: %.*s\n", STR_ARGS(problems.items[i].file),
			        (long long)problems.items[i].row,
			        STR_ARGS(problems.items[i].column),
			        STR_ARGS(problems.items[i].message));
	return st;
}

static enum status run_import(struct call *call, struct err *err)
{
	struct framework framework;
	enum status st = read_text(call, call->operands[0], &framework, err);
	if (st != OK)
		return st;
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	struct finding_list findings = { .arena = call->arena };
	struct framework_changes changes;
	struct act act = workspace_act(call);
	st = framework_import(workspace.db, &framework, &act, &changes, &findings, err);
	if (st != OK)
		return st;
	printf("%.*s: %zu indicators new, %zu changed, %zu unchanged; %zu targets new, %zu kept "
	       "though not in the text, %zu replaced; %zu rules new\n",
	       STR_ARGS(framework.authority), changes.indicators_added, changes.indicators_changed,
	       changes.indicators_unchanged, changes.targets_added, changes.targets_kept,
	       changes.targets_closed, changes.rules_added);
	finding_print(&findings, FINDING_NOTE, SIZE_MAX, stderr);
	if (workspace.authority.len && !str_equal_nocase(workspace.authority, framework.authority))
		fprintf(stderr,
		        "warning: the text is of '%.*s', but this workspace is of '%.*s': it is "
		        "stored and not shown here\n",
		        STR_ARGS(framework.authority), STR_ARGS(workspace.authority));
	return OK;
}

const struct command command_framework_import = {
	.name = "framework import",
	.operands = "FILE",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Brings the framework to what a text file says",
	.details = "docs/framework-text.md describes the text. Nothing is forgotten: a target that\n"
	           "the text no longer has stays, with its dates.",
	.run = run_import,
};

static enum status load(struct call *call, struct framework *out, struct err *err)
{
	auto_workspace workspace = { 0 };
	enum status st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	return framework_load(workspace.db, workspace.authority, call->arena, out, err);
}

static enum status run_export(struct call *call, struct err *err)
{
	struct framework framework;
	auto_buf text = buf_init(FRAMEWORK_TEXT_MAX_BYTES);
	enum status st = load(call, &framework, err);
	if (st == OK)
		st = framework_print(&framework, &text, err);
	if (st != OK)
		return st;
	if (call->values[OPT_OUTPUT])
		return file_write(call->values[OPT_OUTPUT], buf_view(&text), err);
	printf("%.*s", STR_ARGS(buf_view(&text)));
	return OK;
}

const struct command command_framework_export = {
	.name = "framework export",
	.operands = "",
	.summary = "Writes the framework as text that 'framework import' reads",
	.details = "Two exports differ only where the framework differs.",
	.options = EXPORT_OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_export,
};

static enum status run_show(struct call *call, struct err *err)
{
	struct framework framework;
	enum status st = load(call, &framework, err);
	if (st != OK)
		return st;
	if (call->operand_count == 0) {
		printf("%.*s: %zu indicators, %zu scorecards\n", STR_ARGS(framework.authority),
		       framework.indicator_count, framework.scorecard_count);
		for (size_t i = 0; i < framework.scorecard_count; i++)
			printf("  scorecard %.*s: %zu measures in %zu sections\n",
			       STR_ARGS(framework.scorecards[i].name),
			       framework.scorecards[i].placement_count,
			       framework.scorecards[i].section_count);
		for (size_t i = 0; i < framework.indicator_count; i++) {
			const struct indicator *indicator = &framework.indicators[i].indicator;
			printf("  %.*s%s%.*s\n", STR_ARGS(indicator->ref),
			       indicator->ref.len ? "  " : "", STR_ARGS(indicator->title));
		}
		return OK;
	}
	size_t matches;
	size_t at = framework_find_name(&framework, str_of(call->operands[0]), &matches);
	if (at == FRAMEWORK_NOWHERE)
		return err_set(err, E_MISSING, "%s indicator goes by '%s'",
		               matches ? "more than one" : "no", call->operands[0]);
	auto_buf text = buf_init(FRAMEWORK_TEXT_MAX_BYTES);
	framework_print_indicator(&framework, at, &text);
	printf("%.*s", STR_ARGS(buf_view(&text)));
	return OK;
}

const struct command command_framework_show = {
	.name = "framework show",
	.operands = "[INDICATOR]",
	.operands_max = 1,
	.summary = "Lists the framework, or shows one indicator with its targets and rules",
	.details = "INDICATOR is a reference, or a title.",
	.run = run_show,
};
