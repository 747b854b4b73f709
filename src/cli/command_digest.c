#include "cli/command.h"
#include "cli/figures_source.h"
#include "cli/finding_print.h"
#include "cli/outputs.h"

enum { OPT_OUTPUT, OPT_PERIOD, OPT_SCORECARD, OPT_FOR, OPT_KNOWN_ON, OPT_ONLY, OPT_RULE,
       OPT_SHEET, OPT_QUIET, OPT_COUNT };

enum { FINDINGS_SHOWN_MAX = 20 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_OUTPUT] = { "output", 'o', "DIR", "where the files go (default: digest)" },
	[OPT_PERIOD] = { "period", 'p', "PERIOD", "the period, for example 2013-14-Q3" },
	[OPT_SCORECARD] = { "scorecard", 0, "NAME", "one scorecard of the workspace" },
	[OPT_FOR] = { "for", 0, "AUDIENCE", "whom it is for (default: the scorecard's own, else managers)" },
	[OPT_KNOWN_ON] = { "known-on", 0, "DATE", "the day up to which a file's figures were known" },
	[OPT_ONLY] = { "only", 0, "LIST", "some of html,pdf,docx,xlsx,csv,json" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook" },
	[OPT_QUIET] = { "quiet", 'q', NULL, "say nothing when all went well" },
};

static void tell(const char *directory, unsigned written)
{
	for (int output = 0; output < OUTPUT_COUNT; output++)
		if (written & (1u << output))
			printf("%s/digest.%s\n", directory, output_word((enum output)output));
}

static enum status run(struct call *call, struct err *err)
{
	const char *directory = call->values[OPT_OUTPUT] ? call->values[OPT_OUTPUT] : "digest";
	bool is_quiet = call->values[OPT_QUIET] != NULL;
	unsigned wanted = outputs_all();
	enum status st = OK;
	if (call->values[OPT_ONLY])
		st = outputs_read(call->values[OPT_ONLY], &wanted, err);
	if (st != OK)
		return st;

	struct figures_request request = {
		.file = call->operand_count ? call->operands[0] : NULL,
		.period = call->values[OPT_PERIOD],
		.scorecard = call->values[OPT_SCORECARD],
		.rule = call->values[OPT_RULE],
		.sheet = call->values[OPT_SHEET],
		.known_on = call->values[OPT_KNOWN_ON],
		.audience = call->values[OPT_FOR],
	};
	struct finding_list findings = { .arena = call->arena };
	struct digest_input input;
	st = figures_load(call, &request, &findings, &input, err);
	if (st != OK)
		return st;
	if (input.options.audience.len == 0)
		input.options.audience = STR("managers");
	struct doc *doc = digest_build(&input, call->arena);
	st = outputs_write(doc, wanted, call->app->now, directory, err);
	if (st != OK)
		return st;
	if (!is_quiet) {
		tell(directory, wanted);
		finding_print(&findings, FINDING_WARNING, FINDINGS_SHOWN_MAX, stderr);
	}
	return OK;
}

const struct command command_digest = {
	.name = "digest",
	.operands = "[FILE]",
	.operands_max = 1,
	.summary = "Makes the Digest of a file, or of the workspace, in every format",
	.details = "Writes digest.html, .pdf, .docx, .xlsx, .csv and .json into the directory; they\n"
	           "appear together or not at all. PDF and DOCX need LibreOffice; without it the\n"
	           "others are written and the message names the package.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
