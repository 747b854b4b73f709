#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/figures_source.h"
#include "cli/finding_print.h"
#include "cli/terminal.h"
#include "digest/figures.h"

enum { OPT_PERIOD, OPT_SCORECARD, OPT_RULE, OPT_SHEET, OPT_FORMAT, OPT_FAIL_ON, OPT_COUNT };

enum { FINDINGS_SHOWN_MAX = 20 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period, for example 2013-14-Q3" },
	[OPT_SCORECARD] = { "scorecard", 0, "NAME", "one scorecard of the workspace" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
	[OPT_FAIL_ON] = { "fail-on", 0, "STATUS", "exit with 1 when a line is red, or amber" },
};

/* Whether any line has the status that was asked about; amber asks for red too. */
static bool has_status(const struct digest_input *input, size_t fail_on)
{
	static const enum rating LEAST[] = { RATING_COUNT, RATING_RED, RATING_AMBER };
	for (size_t i = 0; i < input->count; i++)
		if (input->judgements[i].rating >= LEAST[fail_on])
			return true;
	return false;
}

static enum status run(struct call *call, struct err *err)
{
	static const char *const FAIL_ON[] = { "never", "red", "amber", NULL };
	enum dataset_format format;
	size_t fail_on;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK)
		st = call_choice("fail-on", call->values[OPT_FAIL_ON], FAIL_ON, &fail_on, err);
	if (st != OK)
		return st;

	struct figures_request request = {
		.file = call->operand_count ? call->operands[0] : NULL,
		.period = call->values[OPT_PERIOD],
		.scorecard = call->values[OPT_SCORECARD],
		.rule = call->values[OPT_RULE],
		.sheet = call->values[OPT_SHEET],
	};
	struct finding_list findings = { .arena = call->arena };
	struct digest_input input;
	st = figures_load(call, &request, &findings, &input, err);
	if (st != OK)
		return st;
	if (format == DATASET_FORMAT_TABLE)
		terminal_scorecard(call->app, call->arena, &input, stdout);
	else
		st = dataset_print(figures_dataset(&input, call->arena), format, stdout, err);
	fflush(stdout);
	finding_print(&findings, FINDING_WARNING, FINDINGS_SHOWN_MAX, stderr);
	call->answer_is_no = has_status(&input, fail_on);
	return st;
}

const struct command command_scorecard = {
	.name = "scorecard",
	.operands = "[FILE]",
	.operands_max = 1,
	.summary = "Judges the figures of a file, or of the workspace, and shows them",
	.details = "FILE is a CSV or XLSX file as docs/scorecard-file.md describes. Without it the\n"
	           "workspace's figures are shown, for its latest period unless --period says\n"
	           "another. The table holds each measure's latest period; csv and json hold every\n"
	           "figure of the file.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
