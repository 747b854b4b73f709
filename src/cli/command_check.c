#include "base/date.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/finding_print.h"
#include "cli/import.h"
#include "digest/figures.h"

enum { OPT_RULE, OPT_SHEET, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines of a scorecard without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook that holds a scorecard" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

/* What all deliveries of a call are checked with. */
struct checking {
	struct call *call;
	struct import_options options;
	enum dataset_format format;
	struct finding_list all;
	struct workspace workspace; /* opened when a delivery needs it */
};

static void add_all(struct finding_list *all, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		finding_add(all, findings->items[i], "%.*s", STR_ARGS(findings->items[i].message));
}

static void print_check(const struct format_set *set, const struct import_check *check)
{
	finding_print(check->findings, FINDING_NOTE, SIZE_MAX, stdout);
	printf("%.*s: %.*s; %zu errors, %zu warnings, %zu notes\n", STR_ARGS(set->name),
	       STR_ARGS(check->words), finding_count(check->findings, FINDING_ERROR),
	       finding_count(check->findings, FINDING_WARNING),
	       finding_count(check->findings, FINDING_NOTE));
}

static enum status check_set(struct checking *c, const struct format_set *set, struct err *err)
{
	const struct importer *importer = importer_find(set->kind);
	const char *advice = format_advice(set->kind);
	struct finding_list findings = { .arena = c->call->arena };
	struct import_check check = { .findings = &findings };
	struct import import = { .call = c->call, .options = &c->options, .set = set };
	enum status st = OK;
	if (!importer)
		return err_set(err, E_INPUT, "%.*s: %.*s; %s", STR_ARGS(set->name),
		               STR_ARGS(set->words), advice ? advice : "it cannot be imported");
	if (importer->check_needs_workspace && !c->workspace.db)
		st = workspace_open(c->call, &c->workspace, err);
	if (st != OK)
		return err_wrap(err, st, "%.*s is checked against what is stored", STR_ARGS(set->name));
	import.workspace = c->workspace.db ? &c->workspace : NULL;
	st = importer->check(&import, &check, err);
	if (st != OK)
		return st;
	add_all(&c->all, &findings);
	if (c->format == DATASET_FORMAT_TABLE)
		print_check(set, &check);
	return OK;
}

static enum status check_all(struct checking *c, struct err *err)
{
	struct format_set_list sets = { 0 };
	struct format_refusal_list refused = { 0 };
	enum status st = format_group(c->call->operands, c->call->operand_count, c->call->arena,
	                              &sets, &refused, err);
	if (st == OK && refused.count)
		st = err_set(err, refused.items[0].status, "%.*s",
		             STR_ARGS(refused.items[0].reason));
	for (size_t i = 0; st == OK && i < sets.count; i++)
		st = check_set(c, &sets.items[i], err);
	return st;
}

static enum status run(struct call *call, struct err *err)
{
	struct checking checking = { .call = call,
		                     .options = { .as_at = DATE_NONE,
		                                  .known_from = DATE_NONE,
		                                  .published_on = DATE_NONE,
		                                  .rule = call->values[OPT_RULE],
		                                  .sheet = call->values[OPT_SHEET] },
		                     .all = { .arena = call->arena } };
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &checking.format, err);
	if (st == OK)
		st = check_all(&checking, err);
	workspace_close(&checking.workspace);
	if (st != OK)
		return st;
	call->answer_is_no = finding_count(&checking.all, FINDING_ERROR) > 0;
	if (checking.format == DATASET_FORMAT_TABLE)
		return OK;
	struct digest_input found = { .findings = &checking.all };
	return dataset_print(findings_dataset(&found, call->arena), checking.format, stdout, err);
}

const struct command command_check = {
	.name = "check",
	.operands = "FILE|DIR...",
	.operands_min = 1,
	.operands_max = SIZE_MAX,
	.summary = "Lists what is doubtful in files, without storing anything",
	.details = "What a file is, is found by its content, as by import. Each finding names file,\n"
	           "row and column, and what was expected. The exit code is 1 when any finding is\n"
	           "an error. Published figures are checked against those of the workspace.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
