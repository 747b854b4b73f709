#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/figures_source.h"
#include "cli/finding_print.h"
#include "digest/figures.h"

enum { OPT_RULE, OPT_SHEET, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

/* Adds the findings of one file; for people they are printed at once. */
static enum status check_file(struct call *call, const char *path, enum dataset_format format,
                              struct finding_list *all, struct err *err)
{
	struct figures_request request = { .file = path,
		                           .rule = call->values[OPT_RULE],
		                           .sheet = call->values[OPT_SHEET] };
	struct finding_list findings = { .arena = call->arena };
	struct scorecard_file file;
	enum status st = figures_check_file(call, &request, &findings, &file, err);
	if (st != OK)
		return st;
	for (size_t i = 0; i < findings.count; i++)
		finding_add(all, findings.items[i], "%.*s", STR_ARGS(findings.items[i].message));
	if (format != DATASET_FORMAT_TABLE)
		return OK;
	finding_print(&findings, FINDING_NOTE, SIZE_MAX, stdout);
	printf("%.*s: %.*s; %zu rows, %zu indicators; %zu errors, %zu warnings, %zu notes\n",
	       STR_ARGS(file.name), STR_ARGS(file.format), file.row_count, file.indicator_count,
	       finding_count(&findings, FINDING_ERROR), finding_count(&findings, FINDING_WARNING),
	       finding_count(&findings, FINDING_NOTE));
	return OK;
}

static enum status run(struct call *call, struct err *err)
{
	struct finding_list all = { .arena = call->arena };
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	for (size_t i = 0; st == OK && i < call->operand_count; i++)
		st = check_file(call, call->operands[i], format, &all, err);
	if (st != OK)
		return st;
	call->answer_is_no = finding_count(&all, FINDING_ERROR) > 0;
	if (format == DATASET_FORMAT_TABLE)
		return OK;
	struct digest_input found = { .findings = &all };
	return dataset_print(findings_dataset(&found, call->arena), format, stdout, err);
}

const struct command command_check = {
	.name = "check",
	.operands = "FILE...",
	.operands_min = 1,
	.operands_max = SIZE_MAX,
	.summary = "Lists what is doubtful in scorecard files, without storing anything",
	.details = "Each finding names file, row and column, and what was expected. The exit code\n"
	           "is 1 when any finding is an error.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
