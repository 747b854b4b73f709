#include "cli/command.h"
#include "cli/figures_source.h"
#include "cli/finding_print.h"

enum { OPT_RULE, OPT_SHEET, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook" },
};

static enum status check_file(struct call *call, const char *path, size_t *errors_out,
                              struct err *err)
{
	struct figures_request request = { .file = path,
		                           .rule = call->values[OPT_RULE],
		                           .sheet = call->values[OPT_SHEET] };
	struct finding_list findings = { .arena = call->arena };
	struct scorecard_file file;
	enum status st = figures_check_file(call, &request, &findings, &file, err);
	if (st != OK)
		return st;
	finding_print(&findings, FINDING_NOTE, SIZE_MAX, stdout);
	printf("%.*s: %.*s; %zu rows, %zu indicators; %zu errors, %zu warnings, %zu notes\n",
	       STR_ARGS(file.name), STR_ARGS(file.format), file.row_count, file.indicator_count,
	       finding_count(&findings, FINDING_ERROR), finding_count(&findings, FINDING_WARNING),
	       finding_count(&findings, FINDING_NOTE));
	*errors_out += finding_count(&findings, FINDING_ERROR);
	return OK;
}

static enum status run(struct call *call, struct err *err)
{
	size_t errors = 0;
	for (size_t i = 0; i < call->operand_count; i++) {
		enum status st = check_file(call, call->operands[i], &errors, err);
		if (st != OK)
			return st;
	}
	call->answer_is_no = errors > 0;
	return OK;
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
