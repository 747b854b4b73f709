#include <stdio.h>

#include "cli/command.h"
#include "cli/dataset_print.h"
#include "cli/judge_setting.h"
#include "cli/workspace.h"
#include "ledger/setting.h"
#include "record/source_order.h"

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

/* Where settings are printed from and to. */
struct listing {
	struct call *call;
	struct workspace *workspace;
	struct dataset *out; /* NULL: people read it */
};

/* Prints a setting with its meaning or, for programs, adds it. `key` is the setting's, or
 * that of one authority's own. */
static enum status add_setting(const struct listing *list, struct str key,
                               const struct judge_setting *setting, struct err *err)
{
	struct dataset *out = list->out;
	struct setting chosen;
	enum status st = setting_get(list->workspace->db, key, list->call->arena, &chosen, err);
	if (st != OK)
		return st;
	struct str value = chosen.is_default ? str_of(setting->shown_default) : chosen.value;
	if (!out) {
		printf("%.*s = %.*s%s\n    %s\n", STR_ARGS(key), STR_ARGS(value),
		       chosen.is_default ? "  (default)" : "", setting->meaning);
		return OK;
	}
	dataset_row(out);
	dataset_text(out, key);
	dataset_text(out, value);
	dataset_text(out, chosen.is_default ? STR("yes") : STR("no"));
	dataset_text(out, str_of(setting->meaning));
	return OK;
}

/* The authority's own order of sources, where it has one. */
static enum status add_own_order(const struct listing *list, struct err *err)
{
	struct str key = arena_format(list->call->arena, RECORD_SOURCE_ORDER_KEY " %.*s",
	                              STR_ARGS(list->workspace->authority));
	const struct judge_setting *setting;
	struct setting chosen;
	enum status st = judge_setting_find(STR(RECORD_SOURCE_ORDER_KEY), &setting, err);
	if (st == OK)
		st = setting_get(list->workspace->db, key, list->call->arena, &chosen, err);
	return st == OK && !chosen.is_default ? add_setting(list, key, setting, err) : st;
}

/* An order of an authority that the store knows nothing of is a name misspelt. */
static enum status check_authority(struct call *call, struct workspace *workspace,
                                   struct str key, struct err *err)
{
	struct str word = STR(RECORD_SOURCE_ORDER_KEY " ");
	struct record_source_list sources = { 0 };
	if (!str_equal(str_slice(key, 0, word.len), word))
		return OK;
	struct str authority = str_slice(key, word.len, SIZE_MAX);
	if (str_equal(authority, workspace->authority))
		return OK;
	enum status st = record_source_list(workspace->db, authority, call->arena, &sources, err);
	if (st == OK && sources.count == 0)
		st = err_set(err, E_MISSING, "there are no records of '%.*s' here, and the "
		             "workspace is of '%.*s'", STR_ARGS(authority),
		             STR_ARGS(workspace->authority));
	return st;
}

static enum status print_settings(struct call *call, struct workspace *workspace,
                                  const char *key, struct err *err)
{
	const struct judge_setting *settings = judge_setting_list();
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st != OK)
		return st;
	struct listing list = { call, workspace, NULL };
	if (format != DATASET_FORMAT_TABLE)
		list.out = dataset_new(call->arena, STR("settings"), STR("Settings"), COLUMNS,
		                  COUNT_OF(COLUMNS));
	if (key) {
		const struct judge_setting *setting;
		st = judge_setting_find(str_of(key), &setting, err);
		if (st == OK)
			st = add_setting(&list, str_of(key), setting, err);
	} else {
		for (size_t i = 0; st == OK && settings[i].key; i++)
			st = add_setting(&list, str_of(settings[i].key), &settings[i], err);
		if (st == OK)
			st = add_own_order(&list, err);
	}
	return st == OK && list.out ? dataset_print(list.out, format, stdout, err) : st;
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
	if (st == OK)
		st = check_authority(call, workspace, key, err);
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
	.details = "Every change is kept with who made it and when. \"record.source_order NAME\" is the\n"
	           "order of sources of one authority, and takes the place of the general one.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
