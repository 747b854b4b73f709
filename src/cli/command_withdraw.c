/* Withdrawing a delivery, whatever it brought: records of children, or figures. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/workspace.h"
#include "ledger/delivery.h"
#include "record/known.h"
#include "series/known.h"
#include "series/withdraw.h"

enum { OPT_REASON, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_REASON] = { "reason", 0, "WORDS", "why; it is kept, and must name no child" },
};

/* The delivery to withdraw, and why. */
struct request {
	struct workspace *workspace;
	struct delivery delivery;
	struct str reason;
	struct act act;
};

static enum status withdraw_records(const struct request *request, struct err *err)
{
	struct record_withdrawal done;
	struct record_withdraw_request what = { .delivery_id = request->delivery.id,
		                                .reason = request->reason,
		                                .act = request->act };
	struct workspace *workspace = request->workspace;
	auto_transaction change = { 0 };
	enum status st = workspace_need_keys(workspace, err);
	if (st == OK)
		st = transaction_begin(workspace->db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = record_withdraw(workspace->db, workspace->keys, &what, &done, err);
	if (st == OK)
		st = transaction_commit(&change, err);
	if (st == OK)
		printf("delivery %" PRId64 " is withdrawn: %" PRId64 " rows no longer speak, %" PRId64
		       " of earlier deliveries speak again; %" PRId64 " findings stand anew, %" PRId64
		       " are solved\n",
		       what.delivery_id, done.closed, done.reopened, done.findings_new,
		       done.findings_solved);
	return st;
}

/* Says what no longer speaks, of each sort that there was. */
static void tell_figures(const struct request *request, const struct series_withdrawal *done)
{
	const struct {
		int64_t count;
		const char *what;
	} parts[] = {
		{ done->figures, "published figures" },
		{ done->descriptions, "descriptions of measures" },
		{ done->neighbour_lists, "lists of neighbours" },
		{ done->judgements, "judgements of inspections" },
		{ done->lines, "submitted lines" },
		{ done->indicators, "indicators that nothing else brought" },
	};
	const char *between = ": ";
	printf("delivery %" PRId64 " is withdrawn", request->delivery.id);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (parts[i].count == 0)
			continue;
		printf("%s%" PRId64 " %s", between, parts[i].count, parts[i].what);
		between = ", ";
	}
	printf(" no longer speak\n");
	if (done->figures_spoken)
		printf("  of %" PRId64 " of these figures another release speaks now\n",
		       done->figures_spoken);
}

static enum status withdraw_figures(const struct request *request, struct err *err)
{
	struct series_withdrawal done;
	struct series_withdraw_request what = { .delivery_id = request->delivery.id,
		                                .reason = request->reason,
		                                .act = request->act };
	auto_transaction change = { 0 };
	enum status st = transaction_begin(request->workspace->db, TRANSACTION_WRITE, &change,
	                                   err);
	if (st == OK)
		st = series_withdraw(request->workspace->db, &what, &done, err);
	if (st == OK)
		st = transaction_commit(&change, err);
	if (st == OK)
		tell_figures(request, &done);
	return st;
}

static enum status withdraw(const struct request *request, struct err *err)
{
	const struct delivery *delivery = &request->delivery;
	bool has_records = false, has_figures = false;
	enum status st = record_is_delivery(request->workspace->db, delivery->id, &has_records,
	                                    err);
	if (st == OK)
		st = series_is_delivery(request->workspace->db, delivery->id, &has_figures, err);
	if (st != OK)
		return st;
	if (has_records)
		return withdraw_records(request, err);
	if (has_figures)
		return withdraw_figures(request, err);
	return err_set(err, E_MISSING, "delivery %" PRId64 " ('%.*s') brought neither records nor "
	               "figures: there is nothing to withdraw", delivery->id,
	               STR_ARGS(delivery->file));
}

static enum status run(struct call *call, struct err *err)
{
	auto_workspace workspace = { 0 };
	struct request request = { .workspace = &workspace,
		                   .reason = str_of(call->values[OPT_REASON]),
		                   .act = workspace_act(call) };
	int64_t id = 0;
	enum status st = str_to_int64(str_of(call->operands[0]), &id, err);
	if (st != OK)
		return err_wrap(err, E_USAGE, "deliveries are numbered");
	if (str_trim(request.reason).len == 0)
		return err_set(err, E_USAGE, "why? --reason \"...\" is kept in the audit chain");
	st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = delivery_load(workspace.db, id, call->arena, &request.delivery, err);
	return st == OK ? withdraw(&request, err) : st;
}

const struct command command_deliveries_withdraw = {
	.name = "deliveries withdraw",
	.operands = "NUMBER",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Withdraws a delivery, as if it had not come",
	.details = "From now on what is known is what the other deliveries say: records that it had\n"
	           "changed or ended stand as before, and of published figures earlier releases\n"
	           "speak again. Of a scorecard, what its file told the framework goes too, unless\n"
	           "another file tells it or somebody has stated it since. What was known before\n"
	           "stays as it was known then. The same file can be imported again, with another\n"
	           "--release or --published, say.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
