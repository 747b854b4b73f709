#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/workspace.h"
#include "digest/figures.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"
#include "record/known.h"
#include "series/known.h"

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
	{ "state", "State", DATASET_TEXT, NULL },
	{ "sha256", "SHA-256", DATASET_TEXT, NULL },
};

static void add_delivery(struct dataset *out, const struct delivery *delivery, bool is_withdrawn)
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
	dataset_text(out, is_withdrawn ? STR("withdrawn") : STR(""));
	dataset_text(out, delivery->sha256);
}

/* What was doubtful in one delivery, as it was found when it came. */
static enum status print_findings(struct call *call, struct workspace *workspace,
                                  enum dataset_format format, struct err *err)
{
	struct finding_list findings = { .arena = call->arena };
	struct finding_filter filter = { .least = FINDING_NOTE };
	struct delivery delivery;
	enum status st = str_to_int64(str_of(call->operands[0]), &filter.delivery_id, err);
	if (st != OK)
		return err_wrap(err, E_USAGE, "deliveries are numbered");
	st = delivery_load(workspace->db, filter.delivery_id, call->arena, &delivery, err);
	if (st == OK)
		st = finding_list_by_delivery(workspace->db, &filter, &findings, err);
	if (st != OK)
		return st;
	struct digest_input input = { .findings = &findings };
	return dataset_print(findings_dataset(&input, call->arena), format, stdout, err);
}

/* Whether a delivery is withdrawn, whatever it brought. */
static enum status find_state(struct db *db, int64_t id, bool *withdrawn_out, struct err *err)
{
	bool records = false, figures = false;
	enum status st = record_is_withdrawn(db, id, &records, err);
	if (st == OK)
		st = series_is_withdrawn(db, id, &figures, err);
	if (st == OK)
		*withdrawn_out = records || figures;
	return st;
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
	if (call->operand_count == 1)
		return print_findings(call, &workspace, format, err);
	struct dataset *out = dataset_new(call->arena, STR("deliveries"), STR("Deliveries"),
	                                  COLUMNS, COUNT_OF(COLUMNS));
	struct delivery_list page = { .count = PAGE };
	for (int64_t after = 0; page.count == PAGE;) {
		st = delivery_list(workspace.db, after, PAGE, call->arena, &page, err);
		if (st != OK)
			return st;
		for (size_t i = 0; i < page.count; i++) {
			bool is_withdrawn = false;
			after = page.items[i].id;
			st = find_state(workspace.db, after, &is_withdrawn, err);
			if (st != OK)
				return st;
			add_delivery(out, &page.items[i], is_withdrawn);
		}
	}
	return dataset_print(out, format, stdout, err);
}

const struct command command_deliveries = {
	.name = "deliveries",
	.operands = "[NUMBER]",
	.operands_max = 1,
	.summary = "Lists what came into the workspace, and when",
	.details = "With the NUMBER of a delivery: the findings that came with it.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
