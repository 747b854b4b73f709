#include <stdio.h>

#include "cli/command.h"
#include "cli/demo.h"
#include "cli/workspace.h"

enum { OPT_AUTHORITY, OPT_STORE, OPT_DEMO, OPT_QUIET, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AUTHORITY] = { "authority", 0, "NAME", "the council whose figures these are" },
	[OPT_STORE] = { "store", 0, "PLACE", "postgresql://..., else a file in the workspace" },
	[OPT_DEMO] = { "demo", 0, NULL, "fill it with an authority that does not exist" },
	[OPT_QUIET] = { "quiet", 'q', NULL, "say nothing when all went well" },
};

static enum status run(struct call *call, struct err *err)
{
	struct workspace_plan plan = { .directory = call->operands[0],
		                       .authority = str_of(call->values[OPT_AUTHORITY]),
		                       .store = str_of(call->values[OPT_STORE]) };
	bool is_demo = call->values[OPT_DEMO] != NULL;
	if (is_demo && plan.authority.len)
		return err_set(err, E_USAGE, "--demo has an authority of its own");
	if (is_demo)
		plan.authority = STR(DEMO_AUTHORITY);
	enum status st = workspace_create(call, &plan, err);
	if (st == OK && is_demo)
		st = demo_fill(call, plan.directory, err);
	if (st == OK && !call->values[OPT_QUIET])
		printf("%s is a workspace now; 'outturn -w %s import FILE' brings figures\n",
		       plan.directory, plan.directory);
	return st;
}

const struct command command_init = {
	.name = "init",
	.operands = "DIR",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Makes a new workspace",
	.details = "DIR gets outturn.conf, the key file outturn.key and, unless --store\n"
	           "names a server, the database. With --demo it gets four years of returns and three\n"
	           "months of extracts of an authority that does not exist, and imports them;\n"
	           "DIR/deliveries keeps the files.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
