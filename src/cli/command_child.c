/* What may be done to a child whose records came: restricted, unlinked or erased. Each is
 * recorded, and no message names a child. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/workspace.h"
#include "record/child.h"

enum { OPT_REASON, OPT_SURE, OPT_COUNT };

static const struct option REASON_OPTIONS[OPT_SURE] = {
	[OPT_REASON] = { "reason", 0, "WORDS", "why; it is kept, and must name no child" },
};

static const struct option RESTRICT_OPTIONS[OPT_COUNT] = {
	[OPT_REASON] = { "reason", 0, "WORDS", "why; it is kept, and must name no child" },
	[OPT_SURE] = { "lift", 0, NULL, "lists may show the child again" },
};

static const struct option ERASE_OPTIONS[OPT_COUNT] = {
	[OPT_REASON] = { "reason", 0, "WORDS", "why; it is kept, and must name no child" },
	[OPT_SURE] = { "for-good", 0, NULL, "yes, it cannot be undone" },
};

static enum status need_reason(const struct call *call, struct err *err)
{
	if (str_trim(str_of(call->values[OPT_REASON])).len)
		return OK;
	return err_set(err, E_USAGE, "why? --reason \"...\" is kept in the audit chain");
}

enum { IDENTIFIER_BYTES = 256 };

/* The identifier: the operand, or a line of standard input where the operand is "-", so
 * that it need not stand in a shell's history. */
static enum status read_identifier(struct call *call, struct str *out, struct err *err)
{
	char line[IDENTIFIER_BYTES];
	*out = str_trim(str_of(call->operands[0]));
	if (str_equal(*out, STR("-"))) {
		if (!fgets(line, sizeof(line), stdin))
			return err_set(err, E_USAGE, "standard input holds no identifier");
		*out = arena_text(call->arena, str_trim(str_of(line)));
	}
	return out->len ? OK : err_set(err, E_USAGE, "an identifier is expected");
}

/* What is done to a child, in the transaction that is open. */
typedef enum status act_on_child(const struct call *call, struct workspace *workspace,
                                 int64_t child_id, struct err *err);

struct child_deed {
	act_on_child *do_it;
	const char *said;
	bool forgets; /* what was overwritten must leave the store's files */
};

static enum status on_child(struct call *call, const struct child_deed *deed, struct err *err)
{
	struct str identifier;
	int64_t child_id;
	auto_workspace workspace = { 0 };
	auto_transaction change = { 0 };
	enum status st = need_reason(call, err);
	if (st == OK)
		st = read_identifier(call, &identifier, err);
	if (st == OK)
		st = workspace_open(call, &workspace, err);
	if (st == OK)
		st = workspace_need_keys(&workspace, err);
	if (st == OK)
		st = transaction_begin(workspace.db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = child_find(workspace.db, workspace.keys, workspace.authority, identifier,
		                &child_id, err);
	if (st == OK)
		st = deed->do_it(call, &workspace, child_id, err);
	if (st == OK)
		st = transaction_commit(&change, err);
	if (st == OK)
		printf("%s\n", deed->said);
	if (st == OK && deed->forgets)
		st = db_forget(workspace.db, err);
	return st;
}

static enum status restrict_child(const struct call *call, struct workspace *workspace,
                                  int64_t child_id, struct err *err)
{
	struct act act = workspace_act(call);
	return child_restrict(workspace->db, child_id, call->values[OPT_SURE] == NULL,
	                      str_of(call->values[OPT_REASON]), &act, err);
}

static enum status run_restrict(struct call *call, struct err *err)
{
	const struct child_deed deed = {
		.do_it = restrict_child,
		.said = call->values[OPT_SURE] ? "lists may show the child again"
		                               : "no list shows the child any more; figures stand",
	};
	return on_child(call, &deed, err);
}

static enum status erase_child(const struct call *call, struct workspace *workspace,
                               int64_t child_id, struct err *err)
{
	struct act act = workspace_act(call);
	return child_erase(workspace->db, workspace->keys, child_id,
	                   str_of(call->values[OPT_REASON]), &act, err);
}

static enum status run_erase(struct call *call, struct err *err)
{
	if (!call->values[OPT_SURE])
		return err_set(err, E_USAGE,
		               "this cannot be undone: identifier, names for them and free text go "
		               "for good; --for-good says that it is meant");
	const struct child_deed deed = { erase_child,
		                         "the child's identity is erased; figures stand", true };
	return on_child(call, &deed, err);
}

static enum status unlink_child(const struct call *call, struct workspace *workspace,
                                int64_t child_id, struct err *err)
{
	struct act act = workspace_act(call);
	return child_unlink(workspace->db, workspace->keys, child_id,
	                    str_of(call->values[OPT_REASON]), &act, err);
}

static enum status run_unlink(struct call *call, struct err *err)
{
	const struct child_deed deed = {
		unlink_child,
		"the child is no longer linked to family or earlier identifiers, and no list shows "
		"it; figures stand",
		true
	};
	return on_child(call, &deed, err);
}

const struct command command_child_restrict = {
	.name = "child restrict",
	.operands = "IDENTIFIER|-",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Leaves a child out of every list (adopted, a child of staff)",
	.details = "Figures still count the child. With - the identifier is read from standard input.",
	.options = RESTRICT_OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_restrict,
};

const struct command command_child_unlink = {
	.name = "child unlink",
	.operands = "IDENTIFIER|-",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Breaks the link across an adoption",
	.details = "Family, earlier identifiers and pupil numbers no longer lead to the child, now and in\n"
	           "later deliveries, and every list leaves the child out. Figures stand.",
	.options = REASON_OPTIONS,
	.option_count = OPT_SURE,
	.run = run_unlink,
};

const struct command command_child_erase = {
	.name = "child erase",
	.operands = "IDENTIFIER|-",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Erases a child's identity for good; figures stand",
	.details = "The child's own key is destroyed, and with it the identifier and all free text;\n"
	           "dates and codes stay, so that no figure changes.",
	.options = ERASE_OPTIONS,
	.option_count = OPT_COUNT,
	.run = run_erase,
};
