#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/help.h"

static enum status run_help(struct call *call, struct err *err)
{
	if (call->operand_count == 0) {
		help_print_overview(stdout);
		return OK;
	}
	int used;
	const struct command *command =
		command_find((int)call->operand_count, call->operands, &used);
	if (!command)
		return err_set(err, E_USAGE, "there is no command '%s'", call->operands[0]);
	help_print_command(command, stdout);
	return OK;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.operands_max = 2,
	.summary = "Lists the commands, or explains one",
	.details = "",
	.run = run_help,
};

static enum status run_manual(struct call *call, struct err *err)
{
	(void)call;
	(void)err;
	help_print_manual(stdout);
	return OK;
}

const struct command command_manual = {
	.name = "manual",
	.operands = "",
	.summary = "Writes the manual page, outturn(1)",
	.details = "For example: outturn manual | man -l -",
	.run = run_manual,
};

static enum status run_completion(struct call *call, struct err *err)
{
	(void)call;
	(void)err;
	help_print_completion(stdout);
	return OK;
}

const struct command command_completion = {
	.name = "completion",
	.operands = "",
	.summary = "Writes the completion script for bash",
	.details = "For example: source <(outturn completion)",
	.run = run_completion,
};
