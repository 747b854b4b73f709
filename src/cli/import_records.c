/* Deliveries of children's records: censuses, Annex A, the Standard Safeguarding Dataset,
 * mapped extracts. Whatever the format, its rows go to record/take.h. */
#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"
#include "cli/finding_print.h"
#include "cli/import.h"
#include "db/schema.h"
#include "intake/record_reader.h"
#include "ledger/finding.h"
#include "record/finding_list.h"
#include "record/known.h"
#include "record/take.h"
#include "series/place.h"

/* A delivery on its way into a store: the workspace's, or for a check one in memory. */
struct records_import {
	const struct import *of;
	struct db *db;
	const struct record_keys *keys;
	struct str authority;
	struct finding_list *findings; /* of the file; of children after a check */
	struct record_take *take;
	struct record_summary summary;
	int64_t delivery;
	bool comes_again; /* it was withdrawn before; its number stays */
	int64_t rows;
	int32_t reference_day; /* the last day that the file speaks of */
	struct str words; /* as the file is called in full */
	struct str left_out; /* files or sheets beside it: "'a.csv', 'b.csv'"; empty: none */
};

/* ---- what the reader calls ---- */

/* Records of another council would be counted as this one's: nothing is stored. */
static enum status check_authority(const struct records_import *import,
                                   const struct record_file *file, struct err *err)
{
	const struct place *own = place_find(import->authority, file->reference_day);
	const struct place *theirs = place_find(file->authority_code, file->reference_day);
	if (file->authority_code.len == 0 || import->authority.len == 0)
		return OK;
	if (own && theirs && own != theirs)
		return err_set(err, E_INPUT,
		               "the file is of authority %.*s (%.*s), but this workspace is of "
		               "%.*s; nothing was stored",
		               STR_ARGS(file->authority_code), STR_ARGS(theirs->name),
		               STR_ARGS(import->authority));
	if (own && theirs)
		return OK;
	finding_add(import->findings,
	            (struct finding){ .rule = "import.authority_not_known",
	                              .severity = FINDING_NOTE,
	                              .file = import->of->set->name },
	            "the file is of authority %.*s; whether that is '%.*s' is not known",
	            STR_ARGS(file->authority_code), STR_ARGS(import->authority));
	return OK;
}

/* A day that has not been yet is a slip of the pen, in the file or behind --as-at: what the
 * delivery covers is counted from it. */
static void tell_future(struct records_import *import, int32_t reference_day,
                        const struct act *act)
{
	char day[DATE_TEXT_BYTES];
	if (reference_day == DATE_NONE || reference_day <= instant_date(act->at))
		return;
	finding_add(import->findings,
	            (struct finding){ .rule = "import.day_ahead",
	                              .severity = FINDING_WARNING,
	                              .file = import->of->set->name },
	            "the last day it speaks of, %s, lies after the day on which it came; what its "
	            "silence means is counted by that day: say the right one with --as-at",
	            date_print_iso(reference_day, day));
}

static enum status begin(void *context, const struct record_file *file, struct err *err)
{
	struct records_import *import = context;
	struct act act = workspace_act(import->of->call);
	struct record_delivery what = {
		.delivery_id = import->delivery,
		.source = { .authority = import->authority,
		            .kind = file->source,
		            .name = file->source_name },
		.act = act,
		.known_from = act.at,
		.year = file->year,
		.reference_day = file->reference_day,
	};
	enum { SECONDS_A_DAY = 86400 };
	if (import->of->options->known_from != DATE_NONE)
		what.known_from = (struct instant){
			.utc_seconds = (int64_t)import->of->options->known_from * SECONDS_A_DAY
		};
	import->reference_day = file->reference_day;
	tell_future(import, file->reference_day, &act);
	import->words = arena_text(import->of->call->arena, file->words);
	enum status st = check_authority(import, file, err);
	if (st != OK)
		return st;
	return record_take_begin(import->db, import->keys, &what, &import->take, err);
}

static enum status cover(void *context, const struct record_coverage *coverage, struct err *err)
{
	struct records_import *import = context;
	(void)err;
	record_take_cover(import->take, coverage);
	return OK;
}

static enum status row(void *context, const struct record_row *row, struct err *err)
{
	struct records_import *import = context;
	import->rows++;
	return record_take_row(import->take, row, err);
}

static enum status doubt(void *context, const struct record_row *row, int field, struct str text,
                         const struct finding *what, struct err *err)
{
	struct records_import *import = context;
	return record_take_doubt(import->take, row, field, text, what, err);
}

/* ---- what lies beside a return ---- */

/* Adds a name, quoted, to what was left out. */
static void add_left_out(struct records_import *import, struct str name)
{
	import->left_out = arena_format(import->of->call->arena, "%.*s%s%.*s",
	                                STR_ARGS(import->left_out),
	                                import->left_out.len ? ", " : "", STR_ARGS(name));
}

/* What is in the return's folder or workbook and was not recognised may be a table of it
 * under other headings. The return is taken without it, and says so: of what did not come
 * its silence ends nothing. */
static void find_left_out(struct records_import *import)
{
	const struct format_set *set = import->of->set;
	for (size_t i = 0; i < set->beside_count; i++) {
		struct str rest = str_of(set->beside[i]), name = { 0 };
		while (str_split(&rest, '/', &name))
			;
		if (import_is_mapped(import->of, set->beside[i]))
			continue;
		add_left_out(import, arena_format(import->of->call->arena, "'%.*s'",
		                                  STR_ARGS(name)));
		finding_add(import->findings,
		            (struct finding){ .rule = "delivery.left_out",
		                              .severity = FINDING_WARNING, .file = name },
		            "it lies beside the return, was not recognised and was left out; "
		            "is it a table of it?");
	}
	for (size_t i = 0; i < set->count; i++) {
		struct str sheets = set->members[i].other_sheets;
		if (sheets.len == 0)
			continue;
		add_left_out(import, sheets);
		finding_add(import->findings,
		            (struct finding){ .rule = "delivery.left_out",
		                              .severity = FINDING_WARNING, .file = set->name },
		            "sheets that were not recognised and were left out: %.*s; are they "
		            "lists of it?", STR_ARGS(sheets));
	}
}

/* ---- the delivery ---- */

static enum status read_all(struct records_import *import, struct err *err)
{
	struct record_sink sink = { import, begin, cover, row, doubt };
	struct record_reading reading = { .set = import->of->set,
		                          .sink = &sink,
		                          .findings = import->findings,
		                          .as_at = import->of->options->as_at,
		                          .mapping = import->of->mapping };
	enum status st = record_file_read(&reading, err);
	if (st == OK && !import->take)
		st = err_set(err, E_INPUT, "%.*s: there is no record in it",
		             STR_ARGS(import->of->set->name));
	if (st == OK)
		st = record_take_finish(import->take, &import->summary, err);
	record_take_free(import->take);
	import->take = NULL;
	return st;
}

/* Takes the delivery into the transaction that is open. */
static enum status take(struct records_import *import, const char *sha256, struct err *err)
{
	const struct import *of = import->of;
	struct act act = workspace_act(of->call);
	struct delivery delivery = {
		.authority = import->authority,
		.file = of->set->name,
		.sha256 = str_of(sha256),
		.kind = str_of(format_delivery_kind(of->set->kind)),
		.as_at = of->options->as_at,
		.received = act,
	};
	enum status st = import->comes_again ? OK
	                                     : delivery_record(import->db, &delivery,
	                                                       &import->delivery, err);
	find_left_out(import);
	if (st == OK)
		st = read_all(import, err);
	if (st != OK || import->comes_again) /* the rest is known from the first time */
		return st;
	st = delivery_settle(import->db, import->delivery, import->rows, import->reference_day,
	                     err);
	if (st == OK)
		st = finding_store(import->db, import->delivery, import->findings, &act, err);
	return st;
}

/* ---- what is told ---- */

static void tell_type(const struct record_type_spec *spec, const struct record_count *count)
{
	const struct {
		const char *word;
		int64_t number;
	} parts[] = {
		{ "new", count->added },         { "changed", count->changed },
		{ "no longer there", count->ended }, { "unchanged", count->unchanged },
		{ "said twice", count->repeated },
	};
	const char *between = ": ";
	if (count->rows == 0 && count->ended == 0)
		return;
	printf("  %s", spec->title);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (parts[i].number == 0)
			continue;
		printf("%s%" PRId64 " %s", between, parts[i].number, parts[i].word);
		between = ", ";
	}
	printf("\n");
}

static void tell(const struct records_import *import)
{
	const struct record_summary *summary = &import->summary;
	printf("%.*s: %.*s\n", STR_ARGS(import->of->set->name),
	       STR_ARGS(import->words.len ? import->words : import->of->set->words));
	if (import->comes_again)
		import_tell_again(import->delivery);
	if (import->left_out.len)
		printf("  not recognised, and left out: %.*s\n", STR_ARGS(import->left_out));
	if (import->of->options->is_dry_run)
		printf("  nothing is stored; it would be:\n");
	for (int type = 0; type < RECORD_TYPE_COUNT; type++)
		tell_type(record_type_spec((enum record_type)type), &summary->of[type]);
	printf("  %" PRId64 " children new; findings: %" PRId64 " new, %" PRId64
	       " solved ('outturn findings' lists them); %zu of the file itself\n",
	       summary->children_added, summary->findings_new, summary->findings_solved,
	       import->findings->count);
	fflush(stdout);
	finding_print(import->findings, FINDING_WARNING, IMPORT_FINDINGS_SHOWN_MAX, stderr);
}

/* Whether the delivery came before and stands. One that was withdrawn is taken again: it
 * may have come with the wrong mapping or day. */
static enum status is_known(struct records_import *import, const char *sha256, bool *known_out,
                            struct err *err)
{
	struct delivery earlier;
	bool is_withdrawn = false;
	enum status st = delivery_find_by_hash(import->db, import->authority, str_of(sha256),
	                                       import->of->call->arena, &earlier, err);
	*known_out = false;
	if (st == E_MISSING)
		return OK;
	if (st == OK)
		st = record_is_withdrawn(import->db, earlier.id, &is_withdrawn, err);
	if (st != OK)
		return st;
	*known_out = !is_withdrawn;
	import->comes_again = is_withdrawn;
	import->delivery = earlier.id;
	if (!is_withdrawn)
		import_tell_known(import->of->set->name, &earlier);
	return OK;
}

enum status import_records(const struct import *of, struct err *err)
{
	struct finding_list findings = { .arena = of->call->arena };
	struct records_import import = { .of = of,
		                         .db = of->workspace->db,
		                         .authority = of->workspace->authority,
		                         .findings = &findings };
	char sha256[HASH_TEXT_BYTES];
	bool known = false;
	auto_transaction change = { 0 };
	enum status st = format_set_check(of->set, err);
	if (st == OK)
		st = format_set_hash(of->set, sha256, err);
	if (st == OK)
		st = is_known(&import, sha256, &known, err);
	if (st != OK || known)
		return st;
	st = workspace_need_keys(of->workspace, err);
	import.keys = of->workspace->keys;
	if (st == OK)
		st = transaction_begin(import.db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = take(&import, sha256, err);
	if (st == OK && !of->options->is_dry_run)
		st = transaction_commit(&change, err);
	if (st == OK)
		tell(&import);
	return st;
}

/* ---- a check: the same into a store that is thrown away ---- */

/* A finding about a record, for the list of a check. */
static enum status add_finding(void *context, const struct record_finding_row *from,
                               struct err *err)
{
	struct records_import *import = context;
	enum record_type type;
	int field;
	struct finding finding = { .rule = arena_text(import->of->call->arena, from->rule).ptr,
		                   .severity = from->severity,
		                   .file = import->of->set->name,
		                   .row = from->row_number,
		                   .column = from->field };
	(void)err;
	if (record_type_find(from->type, &type)) {
		finding.subject = str_of(record_type_spec(type)->title);
		if (record_field_find(type, from->field, &field))
			finding.column = str_of(record_type_spec(type)->fields[field].title);
	}
	finding_add(import->findings, finding, "%.*s", STR_ARGS(from->message));
	return OK;
}

enum status import_records_check(const struct import *of, struct import_check *out,
                                 struct err *err)
{
	struct records_import import = { .of = of, .findings = out->findings };
	struct record_finding_sink sink = { &import, add_finding };
	char sha256[HASH_TEXT_BYTES];
	int64_t known_at = 0;
	auto_db db = NULL;
	struct err why = { 0 };
	auto_record_keys keys = record_keys_passing();
	auto_transaction change = { 0 };
	enum status st = format_set_hash(of->set, sha256, err);
	if (format_set_check(of->set, &why) != OK)
		finding_add(out->findings,
		            (struct finding){ .rule = "delivery.table_missing",
		                              .severity = FINDING_ERROR, .file = of->set->name },
		            "%s", why.text);
	if (st == OK)
		st = db_open(":memory:", DB_CREATE, &db, err);
	if (st == OK)
		st = schema_migrate(db, of->call->app->now, err);
	import.db = db;
	import.keys = keys;
	if (st == OK)
		st = transaction_begin(db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = take(&import, sha256, err);
	if (st == OK)
		st = record_known_now(db, import.authority, &known_at, err);
	if (st == OK)
		st = record_finding_each(db, import.authority, known_at, &sink, err);
	if (st == OK)
		out->words = arena_format(of->call->arena, "%.*s; %" PRId64 " records of %" PRId64
		                          " children", STR_ARGS(import.words), import.rows,
		                          import.summary.children_added);
	transaction_rollback(&change);
	return st;
}
