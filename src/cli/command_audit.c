#include <stdio.h>

#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "ledger/audit.h"

enum { OPT_ANCHOR, VERIFY_OPT_COUNT };

static const struct option VERIFY_OPTIONS[VERIFY_OPT_COUNT] = {
	[OPT_ANCHOR] = { "anchor", 0, "N:HASH", "an entry noted earlier, outside the store" },
};

static enum status run_verify(struct call *call, struct err *err)
{
	struct audit_anchor anchor;
	bool has_anchor = call->values[OPT_ANCHOR] != NULL;
	enum status st = OK;
	if (has_anchor)
		st = audit_anchor_parse(str_of(call->values[OPT_ANCHOR]), &anchor, err);
	if (st != OK)
		return st;
	auto_workspace workspace = { 0 };
	struct audit_verdict verdict;
	st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = audit_verify(workspace.db, has_anchor ? &anchor : NULL, &verdict, err);
	if (st != OK)
		return st;
	printf("%.*s\n", STR_ARGS(audit_verdict_words(&verdict, call->arena)));
	char text[AUDIT_ANCHOR_TEXT_BYTES];
	printf("anchor %s\n", audit_anchor_print(&verdict.head, text));
	call->answer_is_no = verdict.fault != AUDIT_INTACT;
	return OK;
}

const struct command command_audit_verify = {
	.name = "audit verify",
	.operands = "",
	.summary = "Proves that the record of changes is whole and unaltered",
	.details = "Prints an anchor: note it outside the store, and give it next time, so that\n"
	           "entries cut off the end are seen as well. The exit code is 1 when the chain is\n"
	           "broken.",
	.options = VERIFY_OPTIONS,
	.option_count = VERIFY_OPT_COUNT,
	.run = run_verify,
};

enum { OPT_AFTER, OPT_FORMAT, SHOW_OPT_COUNT };

enum { PAGE = 500 };

static const struct option SHOW_OPTIONS[SHOW_OPT_COUNT] = {
	[OPT_AFTER] = { "after", 0, "N", "only entries after this number" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

static const struct dataset_column COLUMNS[] = {
	{ "entry", "Entry", DATASET_INTEGER, NULL },  { "at", "At", DATASET_TEXT, NULL },
	{ "who", "Who", DATASET_TEXT, NULL },         { "action", "Action", DATASET_TEXT, NULL },
	{ "subject", "Subject", DATASET_TEXT, NULL }, { "detail", "Detail", DATASET_TEXT, NULL },
	{ "hash", "Hash", DATASET_TEXT, NULL },
};

static void add_entry(struct dataset *out, const struct audit_entry *entry)
{
	char when[INSTANT_TEXT_BYTES];
	dataset_row(out);
	dataset_integer(out, entry->sequence);
	dataset_text(out, str_of(instant_print(entry->act.at, when)));
	dataset_text(out, entry->act.who);
	dataset_text(out, entry->action);
	dataset_text(out, entry->subject);
	dataset_text(out, entry->detail);
	dataset_text(out, entry->hash);
}

static enum status run_show(struct call *call, struct err *err)
{
	enum dataset_format format;
	int64_t after = 0;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st == OK && call->values[OPT_AFTER])
		st = str_to_int64(str_of(call->values[OPT_AFTER]), &after, err);
	auto_workspace workspace = { 0 };
	if (st == OK)
		st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	struct dataset *out = dataset_new(call->arena, STR("audit"), STR("Audit trail"), COLUMNS,
	                                  COUNT_OF(COLUMNS));
	struct audit_list page = { .count = PAGE };
	while (page.count == PAGE) {
		st = audit_list(workspace.db, after, PAGE, call->arena, &page, err);
		if (st != OK)
			return st;
		for (size_t i = 0; i < page.count; i++) {
			add_entry(out, &page.items[i]);
			after = page.items[i].sequence;
		}
	}
	return dataset_print(out, format, stdout, err);
}

const struct command command_audit_show = {
	.name = "audit show",
	.operands = "",
	.summary = "Lists who changed what, and when",
	.details = "",
	.options = SHOW_OPTIONS,
	.option_count = SHOW_OPT_COUNT,
	.run = run_show,
};
