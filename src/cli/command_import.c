#include "base/date.h"
#include "cli/command.h"
#include "cli/import.h"
#include "cli/import_watch.h"

enum {
	OPT_AS_AT,
	OPT_KNOWN_FROM,
	OPT_DRY_RUN,
	OPT_RULE,
	OPT_SHEET,
	OPT_PUBLISHED,
	OPT_RELEASE,
	OPT_WATCH,
	OPT_ONCE,
	OPT_SETTLE,
	OPT_COUNT
};

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AS_AT] = { "as-at", 0, "DATE", "the day the content speaks of" },
	[OPT_KNOWN_FROM] = { "known-from", 0, "DATE",
	                     "of records: when they became known, for history loaded in order" },
	[OPT_DRY_RUN] = { "dry-run", 'n', NULL, "say what would change, and store nothing" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines of a scorecard without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook that holds a scorecard" },
	[OPT_PUBLISHED] = { "published", 0, "DATE", "the day published figures came out" },
	[OPT_RELEASE] = { "release", 0, "NAME", "what people call the release: \"April 2026\"" },
	[OPT_WATCH] = { "watch", 0, NULL, "go on taking what is put into DIR, until stopped" },
	[OPT_ONCE] = { "once", 0, NULL, "with --watch: take what is there, and end" },
	[OPT_SETTLE] = { "settle", 0, "SECONDS",
	                 "with --watch: how long nothing in DIR must change first (10)" },
};

static enum status read_date(const struct call *call, int option, int32_t *out, struct err *err)
{
	*out = DATE_NONE;
	if (!call->values[option])
		return OK;
	enum status st = date_parse_iso(str_of(call->values[option]), out, err);
	return st == OK ? OK : err_wrap(err, E_USAGE, "--%s", OPTIONS[option].name);
}

static enum status watch(struct call *call, const struct import_options *options,
                         struct err *err)
{
	struct import_watch what = { .folder = call->operands[0],
		                     .once = call->values[OPT_ONCE] != NULL,
		                     .settle_seconds = IMPORT_WATCH_SETTLE_SECONDS };
	int64_t seconds;
	if (call->operand_count != 1 || options->is_dry_run)
		return err_set(err, E_USAGE, "--watch takes one folder, and no --dry-run");
	if (call->values[OPT_SETTLE]) {
		if (str_to_int64(str_of(call->values[OPT_SETTLE]), &seconds, NULL) != OK ||
		    seconds < 0 || seconds > IMPORT_WATCH_SETTLE_SECONDS_MAX)
			return err_set(err, E_USAGE, "--settle takes 0 to %d seconds",
			               IMPORT_WATCH_SETTLE_SECONDS_MAX);
		what.settle_seconds = (int)seconds;
	}
	return import_watch(call, &what, options, err);
}

static enum status run(struct call *call, struct err *err)
{
	struct import_options options = { .is_dry_run = call->values[OPT_DRY_RUN] != NULL,
		                          .rule = call->values[OPT_RULE],
		                          .sheet = call->values[OPT_SHEET],
		                          .release = call->values[OPT_RELEASE] };
	enum status st = read_date(call, OPT_AS_AT, &options.as_at, err);
	if (st == OK)
		st = read_date(call, OPT_KNOWN_FROM, &options.known_from, err);
	if (st == OK)
		st = read_date(call, OPT_PUBLISHED, &options.published_on, err);
	if (st != OK)
		return st;
	if (call->values[OPT_WATCH])
		return watch(call, &options, err);
	if (call->values[OPT_ONCE] || call->values[OPT_SETTLE])
		return err_set(err, E_USAGE, "--once and --settle go with --watch");
	return import_paths(call, &options, call->operands, call->operand_count, err);
}

const struct command command_import = {
	.name = "import",
	.operands = "FILE|DIR...",
	.operands_min = 1,
	.operands_max = SIZE_MAX,
	.summary = "Takes files into the workspace, whatever a council holds",
	.details = "What a file is, is found by its content and named back; a folder stands for the\n"
	           "files in it. Tables of one return are one delivery. Each delivery is stored\n"
	           "whole or not at all, and the same delivery twice changes nothing.\n"
	           "\n"
	           "Of a scorecard, indicators, targets and rules that the framework does not know\n"
	           "yet are added with their dates; a figure that came before with another value is\n"
	           "kept and reported as revised.\n"
	           "\n"
	           "With --watch, DIR is looked at until the program is stopped. What is put there\n"
	           "is taken once nothing in DIR has changed for a while; files stay where they\n"
	           "are. What cannot be taken is told once, and again only when it has changed.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
