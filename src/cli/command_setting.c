#include <stdio.h>

#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/judge_setting.h"
#include "cli/workspace.h"
#include "ledger/setting.h"

enum { OPT_DEFAULT, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_DEFAULT] = { "default", 0, NULL, "put the default back" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json" },
};

static const struct dataset_column COLUMNS[] = {
	{ "setting", "Setting", DATASET_TEXT, NULL },
	{ "value", "Value", DATASET_TEXT, NULL },
	{ "is_default", "Default", DATASET_TEXT, "yes or no" },
	{ "meaning", "Meaning", DATASET_TEXT, NULL },
};

/* Prints a setting with its meaning or, for programs, adds it to `out`. */
static enum status add_setting(struct call *call, struct workspace *workspace,
                               const struct judge_setting *setting, struct dataset *out,
                               struct err *err)
{
	struct setting chosen;
	enum status st = setting_get(workspace->db, str_of(setting->key), call->arena, &chosen,
	                             err);
	if (st != OK)
		return st;
	struct str value = chosen.is_default ? str_of(setting->shown_default) : chosen.value;
	if (!out) {
		printf("%s = %.*s%s\n    %s\n", setting->key, STR_ARGS(value),
		       chosen.is_default ? "  (default)" : "", setting->meaning);
		return OK;
	}
	dataset_row(out);
	dataset_text(out, str_of(setting->key));
	dataset_text(out, value);
	dataset_text(out, chosen.is_default ? STR("yes") : STR("no"));
	dataset_text(out, str_of(setting->meaning));
	return OK;
}

static enum status print_settings(struct call *call, struct workspace *workspace,
                                  const char *key, struct err *err)
{
	const struct judge_setting *settings = judge_setting_list();
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st != OK)
		return st;
	struct dataset *out = NULL;
	if (format != DATASET_FORMAT_TABLE)
		out = dataset_new(call->arena, STR("settings"), STR("Settings"), COLUMNS,
		                  COUNT_OF(COLUMNS));
	if (key) {
		const struct judge_setting *setting;
		st = judge_setting_find(str_of(key), &setting, err);
		if (st == OK)
			st = add_setting(call, workspace, setting, out, err);
	} else {
		for (size_t i = 0; st == OK && settings[i].key; i++)
			st = add_setting(call, workspace, &settings[i], out, err);
	}
	return st == OK && out ? dataset_print(out, format, stdout, err) : st;
}

static enum status put_setting(struct call *call, struct workspace *workspace, struct err *err)
{
	struct str key = str_of(call->operands[0]);
	bool to_default = call->values[OPT_DEFAULT] != NULL;
	struct act act = workspace_act(call);
	struct judge_settings scratch = judge_settings_default();
	const struct judge_setting *setting;
	enum status st = judge_setting_find(key, &setting, err);
	if (st == OK && !to_default)
		st = judge_setting_apply(key, str_of(call->operands[1]), &scratch, err);
	auto_transaction change = { 0 };
	if (st == OK)
		st = transaction_begin(workspace->db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = to_default ? setting_clear(workspace->db, key, &act, err)
		                : setting_put(workspace->db, key, str_of(call->operands[1]), &act,
		                              err);
	if (st == OK)
		st = transaction_commit(&change, err);
	return st;
}

static enum status run(struct call *call, struct err *err)
{
	bool to_default = call->values[OPT_DEFAULT] != NULL;
	if (to_default && call->operand_count != 1)
		return err_set(err, E_USAGE, "--default goes with one key");
	auto_workspace workspace = { 0 };
	enum status st = workspace_open(call, &workspace, err);
	if (st != OK)
		return st;
	if (call->operand_count == 2 || to_default)
		return put_setting(call, &workspace, err);
	return print_settings(call, &workspace,
	                      call->operand_count ? call->operands[0] : NULL, err);
}

const struct command command_setting = {
	.name = "setting",
	.operands = "[KEY [VALUE]]",
	.operands_max = 2,
	.summary = "Lists the settings of the workspace, shows one, or changes it",
	.details = "Every change is kept with who made it and when.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
