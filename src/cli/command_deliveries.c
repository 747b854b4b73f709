#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "ledger/delivery.h"

enum { OPT_FORMAT, OPT_COUNT };

enum { PAGE = 500 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

static const struct dataset_column COLUMNS[] = {
	{ "delivery", "Delivery", DATASET_INTEGER, NULL },
	{ "received", "Received", DATASET_TEXT, NULL },
	{ "received_by", "By", DATASET_TEXT, NULL },
	{ "authority", "Authority", DATASET_TEXT, NULL },
	{ "file", "File", DATASET_TEXT, NULL },
	{ "kind", "Kind", DATASET_TEXT, NULL },
	{ "as_at", "As at", DATASET_DATE, NULL },
	{ "rows", "Rows", DATASET_INTEGER, NULL },
	{ "sha256", "SHA-256", DATASET_TEXT, NULL },
};

static void add_delivery(struct dataset *out, const struct delivery *delivery)
{
	char when[INSTANT_TEXT_BYTES];
	dataset_row(out);
	dataset_integer(out, delivery->id);
	dataset_text(out, str_of(instant_print(delivery->received.at, when)));
	dataset_text(out, delivery->received.who);
	dataset_text(out, delivery->authority);
	dataset_text(out, delivery->file);
	dataset_text(out, delivery->kind);
	dataset_date(out, delivery->as_at);
	dataset_integer(out, delivery->row_count);
	dataset_text(out, delivery->sha256);
}

static enum status run(struct call *call, struct err *err)
{
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st != OK)
		return st;
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	struct dataset *out = dataset_new(call->arena, STR("deliveries"), STR("Deliveries"),
	                                  COLUMNS, COUNT_OF(COLUMNS));
	struct delivery_list page = { .count = PAGE };
	for (int64_t after = 0; page.count == PAGE;) {
		st = delivery_list(workspace.db, after, PAGE, call->arena, &page, err);
		if (st != OK)
			return st;
		for (size_t i = 0; i < page.count; i++) {
			add_delivery(out, &page.items[i]);
			after = page.items[i].id;
		}
	}
	return dataset_print(out, format, stdout, err);
}

const struct command command_deliveries = {
	.name = "deliveries",
	.operands = "",
	.summary = "Lists what came into the workspace, and when",
	.details = "",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
