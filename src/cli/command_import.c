#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/figures_source.h"
#include "cli/finding_print.h"
#include "cli/workspace.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"
#include "series/series.h"

enum { OPT_AS_AT, OPT_DRY_RUN, OPT_RULE, OPT_SHEET, OPT_COUNT };

enum { FINDINGS_SHOWN_MAX = 20 };

static const struct option OPTIONS[OPT_COUNT] = {
	[OPT_AS_AT] = { "as-at", 0, "DATE", "the day the content speaks of" },
	[OPT_DRY_RUN] = { "dry-run", 'n', NULL, "say what would change, and store nothing" },
	[OPT_RULE] = { "rule", 0, "SENTENCE", "the rating rule for lines without one" },
	[OPT_SHEET] = { "sheet", 0, "NAME", "the sheet of a workbook" },
};

/* One file on its way into the store. */
struct import {
	struct call *call;
	struct workspace *workspace;
	struct scorecard_file file;
	struct finding_list findings;
	struct series_summary summary;
	int32_t as_at;
};

static struct str authority_of(const struct import *import)
{
	return import->file.authority.len ? import->file.authority : import->workspace->authority;
}

/* Lines that name no authority are the workspace's own. */
static void fill_authority(struct import *import)
{
	for (size_t i = 0; i < import->file.lines.count; i++)
		if (import->file.lines.items[i].authority.len == 0)
			import->file.lines.items[i].authority = import->workspace->authority;
}

/* Lines of another council are kept, but nothing here would ever show them. */
static void note_other_authorities(struct import *import)
{
	const struct line_list *lines = &import->file.lines;
	struct str own = import->workspace->authority;
	const struct line *first = NULL;
	size_t count = 0;
	for (size_t i = 0; own.len && i < lines->count; i++) {
		if (str_equal_nocase(str_trim(lines->items[i].authority), own))
			continue;
		first = first ? first : &lines->items[i];
		count++;
	}
	if (count > 0)
		finding_add(&import->findings,
		            (struct finding){ .rule = "import.other_authority",
		                              .severity = FINDING_WARNING,
		                              .file = first->file,
		                              .row = first->row },
		            "%zu of %zu lines are of '%.*s', but this workspace is of '%.*s': "
		            "they are stored and not shown here",
		            count, lines->count, STR_ARGS(first->authority), STR_ARGS(own));
}

static enum status take(struct import *import, int64_t delivery, const struct act *act,
                        struct err *err)
{
	struct series_take what = { .delivery = delivery,
		                    .lines = &import->file.lines,
		                    .act = *act };
	return series_take_lines(import->workspace->db, &what, &import->summary,
	                         &import->findings, err);
}

static enum status store(struct import *import, struct err *err)
{
	struct db *db = import->workspace->db;
	struct act act = workspace_act(import->call);
	struct delivery delivery = {
		.authority = authority_of(import),
		.file = import->file.name,
		.sha256 = str_of(import->file.sha256),
		.kind = STR("scorecard"),
		.as_at = import->as_at,
		.received = act,
		.row_count = (int64_t)import->file.row_count,
	};
	int64_t id;
	auto_transaction change = { 0 };
	enum status st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = delivery_record(db, &delivery, &id, err);
	if (st == OK)
		st = take(import, id, &act, err);
	if (st == OK)
		st = figures_check_stored(import->call, import->workspace, &import->file,
		                          &import->findings, err);
	if (st == OK)
		st = finding_store(db, id, &import->findings, &act, err);
	if (st != OK || import->call->values[OPT_DRY_RUN])
		return st; /* rolled back */
	return transaction_commit(&change, err);
}

static void tell(const struct import *import)
{
	const struct series_summary *summary = &import->summary;
	printf("%.*s: %.*s\n", STR_ARGS(import->file.name), STR_ARGS(import->file.format));
	printf("  %s%zu figures new, %zu revised, %zu unchanged; %zu indicators new; %zu targets "
	       "new; %zu lines set aside; %zu findings\n",
	       import->call->values[OPT_DRY_RUN] ? "would be: " : "", summary->values_added,
	       summary->values_revised, summary->values_unchanged, summary->indicators_added,
	       summary->targets_added, summary->lines_set_aside, import->findings.count);
	for (size_t i = 0; i < summary->revision_count; i++) {
		const struct series_revision *revision = &summary->revisions[i];
		char period[PERIOD_TEXT_BYTES];
		printf("  revised: %.*s, %s: %.*s was %.*s\n", STR_ARGS(revision->indicator),
		       period_print_words(&revision->period, period),
		       STR_ARGS(revision->new_value), STR_ARGS(revision->old_value));
	}
	fflush(stdout);
	finding_print(&import->findings, FINDING_WARNING, FINDINGS_SHOWN_MAX, stderr);
}

/* Whether the same file came before: then nothing is to be done, and it is said. */
static enum status is_known(struct import *import, bool *known_out, struct err *err)
{
	struct delivery earlier;
	char when[INSTANT_TEXT_BYTES];
	enum status st = delivery_find_by_hash(import->workspace->db, authority_of(import),
	                                       str_of(import->file.sha256), import->call->arena,
	                                       &earlier, err);
	*known_out = st == OK;
	if (st == E_MISSING)
		return OK;
	if (st == OK)
		printf("%.*s: the same file came before, as '%.*s' on %s (delivery %" PRId64
		       "); nothing was changed\n",
		       STR_ARGS(import->file.name), STR_ARGS(earlier.file),
		       instant_print(earlier.received.at, when), earlier.id);
	return st;
}

static enum status import_file(struct call *call, struct workspace *workspace, const char *path,
                               int32_t as_at, struct err *err)
{
	struct import import = { .call = call,
		                 .workspace = workspace,
		                 .findings = { .arena = call->arena },
		                 .summary = { .arena = call->arena },
		                 .as_at = as_at };
	struct scorecard_options options = { .rule = str_of(call->values[OPT_RULE]),
		                             .sheet = str_of(call->values[OPT_SHEET]) };
	bool known = false;
	enum status st = scorecard_file_read(path, &options, call->arena, &import.file,
	                                     &import.findings, err);
	if (st == OK)
		st = is_known(&import, &known, err);
	if (st != OK || known)
		return st;
	fill_authority(&import);
	/* Taking the lines tells of each once more, and which of the two counts. */
	finding_drop(&import.findings, "line.duplicate");
	note_other_authorities(&import);
	st = store(&import, err);
	if (st != OK)
		return err_wrap(err, st, "%s", path);
	tell(&import);
	return OK;
}

static enum status run(struct call *call, struct err *err)
{
	int32_t as_at = DATE_NONE;
	enum status st = OK;
	if (call->values[OPT_AS_AT])
		st = date_parse_iso(str_of(call->values[OPT_AS_AT]), &as_at, err);
	if (st != OK)
		return st;
	auto_workspace workspace = { 0 };
	st = workspace_open(call, &workspace, err);
	for (size_t i = 0; st == OK && i < call->operand_count; i++)
		st = import_file(call, &workspace, call->operands[i], as_at, err);
	return st;
}

const struct command command_import = {
	.name = "import",
	.operands = "FILE...",
	.operands_min = 1,
	.operands_max = SIZE_MAX,
	.summary = "Takes the figures of scorecard files into the workspace",
	.details = "Each file is stored whole or not at all. Indicators, targets and rules that the\n"
	           "framework does not know yet are added with their dates; a figure that came\n"
	           "before with another value is kept and reported as revised. The same file twice\n"
	           "changes nothing.",
	.options = OPTIONS,
	.option_count = OPT_COUNT,
	.run = run,
};
