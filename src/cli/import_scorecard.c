#include <stdio.h>

#include "cli/figures_source.h"
#include "cli/finding_print.h"
#include "cli/import.h"
#include "cli/status_moves.h"
#include "ledger/delivery.h"
#include "ledger/finding.h"
#include "series/known.h"
#include "series/series.h"

/* A scorecard on its way into the store. */
struct scorecard_import {
	const struct import *of;
	struct scorecard_file file;
	struct finding_list findings;
	struct series_summary summary;
	int64_t earlier;  /* the delivery of the same file that came before; 0: none */
	bool comes_again; /* it was withdrawn */
	struct str moves; /* of a dry run: the statuses that would move */
};

static struct str authority_of(const struct scorecard_import *import)
{
	return import->file.authority.len ? import->file.authority
	                                  : import->of->workspace->authority;
}

/* Lines that name no authority are the workspace's own. */
static void fill_authority(struct scorecard_import *import)
{
	for (size_t i = 0; i < import->file.lines.count; i++)
		if (import->file.lines.items[i].authority.len == 0)
			import->file.lines.items[i].authority = import->of->workspace->authority;
}

/* Lines of another council are kept, but nothing here would ever show them. */
static void note_other_authorities(struct scorecard_import *import)
{
	const struct line_list *lines = &import->file.lines;
	struct str own = import->of->workspace->authority;
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

static enum status take(struct scorecard_import *import, int64_t delivery, const struct act *act,
                        struct err *err)
{
	struct series_take what = { .delivery = delivery,
		                    .lines = &import->file.lines,
		                    .act = *act };
	return series_take_lines(import->of->workspace->db, &what, &import->summary,
	                         &import->findings, err);
}

/* Works out which statuses a dry run has moved, inside its transaction. */
static enum status find_moves(struct scorecard_import *import,
                              const struct standing_status_list *before, struct err *err)
{
	struct standing_status_list after = { 0 };
	struct call *call = import->of->call;
	enum status st = standing_status_load(call, import->of->workspace, &after, err);
	if (st == OK)
		import->moves = status_moves_words(before, &after, call->arena);
	return st;
}

static enum status store(struct scorecard_import *import, struct err *err)
{
	bool is_dry_run = import->of->options->is_dry_run;
	struct standing_status_list before = { 0 };
	struct db *db = import->of->workspace->db;
	struct act act = workspace_act(import->of->call);
	struct delivery delivery = {
		.authority = authority_of(import),
		.file = import->file.name,
		.sha256 = str_of(import->file.sha256),
		.kind = STR("scorecard"),
		.as_at = import->of->options->as_at,
		.received = act,
		.row_count = (int64_t)import->file.row_count,
	};
	int64_t id = import->earlier;
	auto_transaction change = { 0 };
	enum status st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st == OK && is_dry_run)
		st = standing_status_load(import->of->call, import->of->workspace, &before, err);
	if (st == OK)
		st = import->comes_again ? series_come_again(db, id, act.at, err)
		                         : delivery_record(db, &delivery, &id, err);
	if (st == OK)
		st = take(import, id, &act, err);
	if (st == OK)
		st = figures_check_stored(import->of->call, import->of->workspace, &import->file,
		                          &import->findings, err);
	if (st == OK && !import->comes_again) /* else they are known from the first time */
		st = finding_store(db, id, &import->findings, &act, err);
	if (st == OK && is_dry_run)
		st = find_moves(import, &before, err);
	if (st != OK || is_dry_run)
		return st; /* rolled back */
	return transaction_commit(&change, err);
}

static void tell(const struct scorecard_import *import)
{
	const struct series_summary *summary = &import->summary;
	printf("%.*s: %.*s\n", STR_ARGS(import->file.name), STR_ARGS(import->file.format));
	if (import->comes_again)
		import_tell_again(import->earlier);
	printf("  %s%zu figures new, %zu revised, %zu unchanged; %zu indicators new; %zu targets "
	       "new; %zu lines set aside; %zu findings\n",
	       import->of->options->is_dry_run ? "would be: " : "", summary->values_added,
	       summary->values_revised, summary->values_unchanged, summary->indicators_added,
	       summary->targets_added, summary->lines_set_aside, import->findings.count);
	if (import->moves.len)
		printf("  would move: %.*s\n", STR_ARGS(import->moves));
	else if (import->of->options->is_dry_run)
		printf("  no status would move\n");
	for (size_t i = 0; i < summary->revision_count; i++) {
		const struct series_revision *revision = &summary->revisions[i];
		char period[PERIOD_TEXT_BYTES];
		printf("  revised: %.*s, %s: %.*s was %.*s\n", STR_ARGS(revision->indicator),
		       period_print_words(&revision->period, period),
		       STR_ARGS(revision->new_value), STR_ARGS(revision->old_value));
	}
	fflush(stdout);
	finding_print(&import->findings, FINDING_WARNING, IMPORT_FINDINGS_SHOWN_MAX, stderr);
}

/* Whether the same file came before and stands: then nothing is to be done, and it is said.
 * One that was withdrawn is taken again. */
static enum status is_known(struct scorecard_import *import, bool *known_out, struct err *err)
{
	struct delivery earlier;
	*known_out = false;
	enum status st = delivery_find_by_hash(import->of->workspace->db, authority_of(import),
	                                       str_of(import->file.sha256),
	                                       import->of->call->arena, &earlier, err);
	if (st == E_MISSING)
		return OK;
	if (st == OK)
		st = series_is_withdrawn(import->of->workspace->db, earlier.id,
		                         &import->comes_again, err);
	if (st != OK)
		return st;
	import->earlier = earlier.id;
	*known_out = !import->comes_again;
	if (*known_out)
		import_tell_known(import->file.name, &earlier);
	return OK;
}

enum status import_scorecard(const struct import *of, struct err *err)
{
	struct call *call = of->call;
	const char *path = of->set->members[0].path;
	struct scorecard_import import = { .of = of,
		                           .findings = { .arena = call->arena },
		                           .summary = { .arena = call->arena } };
	struct scorecard_options options = { .rule = str_of(of->options->rule),
		                             .sheet = str_of(of->options->sheet) };
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

enum status import_scorecard_check(const struct import *of, struct import_check *out,
                                   struct err *err)
{
	struct figures_request request = { .file = of->set->members[0].path,
		                           .rule = of->options->rule,
		                           .sheet = of->options->sheet };
	struct scorecard_file file;
	enum status st = figures_check_file(of->call, &request, out->findings, &file, err);
	if (st == OK)
		out->words = arena_format(of->call->arena, "%.*s; %zu rows, %zu indicators",
		                          STR_ARGS(file.format), file.row_count,
		                          file.indicator_count);
	return st;
}
