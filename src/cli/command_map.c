/* Mappings: proposing one for an extract, and trying one on it. */
#include <stdio.h>

#include "base/date.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/dataset_print.h"
#include "intake/mapped_file.h"
#include "intake/mapping.h"
#include "intake/mapping_propose.h"
#include "intake/record_tally.h"

enum { OPT_OUTPUT, OPT_CHECK, OPT_AS_AT, OPT_FORMAT, OPT_COUNT };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_OUTPUT] = { "output", 'o', "FILE", "write the proposal to FILE" },
	[OPT_CHECK] = { "check", 0, "MAPPING", "say what FILE gives by this mapping" },
	[OPT_AS_AT] = { "as-at", 0, "DATE", "the day of the extract, with --check" },
	[OPT_FORMAT] = { "format", 0, "FORMAT", "table (default), csv or json, with --check" },
};

static const struct dataset_column COLUMNS[] = {
	{ "kind", "Kind", DATASET_TEXT, "record, coverage, or the severity of a finding" },
	{ "name", "Name", DATASET_TEXT, "the type of record, or the rule of the finding" },
	{ "count", "Count", DATASET_INTEGER, NULL },
	{ "file", "File", DATASET_TEXT, NULL },
	{ "row", "First row", DATASET_INTEGER, NULL },
	{ "column", "Column", DATASET_TEXT, NULL },
	{ "message", "Message", DATASET_TEXT, NULL },
};

static enum status propose(struct call *call, struct err *err)
{
	enum { PROPOSAL_MAX_BYTES = MAPPING_MAX_BYTES };
	auto_buf text = buf_init(PROPOSAL_MAX_BYTES);
	enum status st = mapping_propose(call->operands[0], &text, err);
	if (st != OK)
		return st;
	if (call->values[OPT_OUTPUT])
		return file_write(call->values[OPT_OUTPUT], buf_view(&text), err);
	fwrite(text.bytes, 1, text.len, stdout);
	return OK;
}

static void add_finding(struct dataset *out, const struct finding *finding, int64_t count)
{
	dataset_row(out);
	dataset_text(out, str_of(finding_severity_word(finding->severity)));
	dataset_text(out, str_of(finding->rule));
	dataset_integer(out, count);
	dataset_text(out, finding->file);
	if (finding->row)
		dataset_integer(out, finding->row);
	else
		dataset_missing(out);
	dataset_text(out, finding->column);
	dataset_text(out, finding->message);
}

static void add_type(struct dataset *out, const struct record_tally *tally,
                     enum record_type type, struct arena *arena)
{
	const char *name = record_type_spec(type)->name;
	bool is_covered = tally->coverage[type].kind != RECORD_COVERS_NOTHING;
	for (int pass = 0; pass < (is_covered ? 2 : 1); pass++) {
		dataset_row(out);
		dataset_text(out, pass ? STR("coverage") : STR("record"));
		dataset_text(out, str_of(name));
		if (pass)
			dataset_missing(out);
		else
			dataset_integer(out, tally->rows[type]);
		dataset_missing(out);
		dataset_missing(out);
		dataset_missing(out);
		dataset_text(out, pass ? record_coverage_words(&tally->coverage[type], arena)
		                       : (struct str){ 0 });
	}
}

static enum status print_tally(struct call *call, const struct record_tally *tally,
                               const struct finding_list *findings, struct err *err)
{
	enum dataset_format format;
	enum status st = dataset_format_read(call->values[OPT_FORMAT], &format, err);
	if (st != OK)
		return st;
	struct dataset *out = dataset_new(call->arena, STR("mapping"), STR("What the file gives"),
	                                  COLUMNS, COUNT_OF(COLUMNS));
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		if (tally->rows[type] || tally->coverage[type].kind != RECORD_COVERS_NOTHING)
			add_type(out, tally, (enum record_type)type, call->arena);
	for (size_t i = 0; i < findings->count; i++)
		add_finding(out, &findings->items[i], 1);
	for (size_t i = 0; i < tally->doubt_count; i++) {
		add_finding(out, &tally->doubts[i].first, tally->doubts[i].count);
		call->answer_is_no |= tally->doubts[i].first.severity == FINDING_ERROR;
	}
	call->answer_is_no |= finding_count(findings, FINDING_ERROR) > 0;
	return dataset_print(out, format, stdout, err);
}

static enum status try_mapping(struct call *call, struct err *err)
{
	struct finding_list findings = { .arena = call->arena };
	struct mapping mapping;
	auto_record_tally tally;
	struct format member = { .kind = FORMAT_UNKNOWN_TABLE, .path = call->operands[0] };
	struct format_set set = { .kind = FORMAT_UNKNOWN_TABLE, .members = &member, .count = 1,
		                  .name = str_of(call->operands[0]) };
	struct record_reading reading = { .set = &set, .sink = &tally.sink,
		                          .findings = &findings, .as_at = DATE_NONE,
		                          .mapping = &mapping };
	record_tally_init(&tally);
	enum status st = OK;
	if (call->values[OPT_AS_AT])
		st = date_parse_iso(str_of(call->values[OPT_AS_AT]), &reading.as_at, err);
	if (st != OK)
		return err_wrap(err, E_USAGE, "--as-at");
	st = mapping_read(call->values[OPT_CHECK], call->arena, &mapping, &findings, err);
	if (st == OK)
		st = mapped_file_read(&reading, err);
	return st == OK ? print_tally(call, &tally, &findings, err) : st;
}

static enum status run(struct call *call, struct err *err)
{
	if (!call->values[OPT_CHECK])
		return propose(call, err);
	if (call->values[OPT_OUTPUT])
		return err_set(err, E_USAGE, "--output writes a proposal; --check makes none");
	return try_mapping(call, err);
}

const struct command command_map = {
	.name = "map",
	.operands = "FILE",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Proposes what the columns of an extract mean",
	.details = "The proposal is a text to read and edit (docs/mapping.md): beside each line\n"
	           "stands how sure it is, of 100, and why. Put into the folder 'mappings' of\n"
	           "the workspace, as NAME.map, it explains later files with the same columns.\n"
	           "\n"
	           "With --check nothing is stored: it counts the records that FILE gives by\n"
	           "the mapping, what it covers, and what is doubtful, by rule and column. The\n"
	           "exit code is then 1 when any finding is an error.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
