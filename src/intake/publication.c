#include "intake/publication.h"

#include "intake/named_columns.h"
#include "ledger/finding.h"
#include "series/known.h"

/* A sink that is spared blank rows. */
struct rows_with_text {
	const struct grid_sink *sink;
};

static enum status pass_on(void *context, const struct grid_row *row, struct err *err)
{
	const struct rows_with_text *rows = context;
	if (named_columns_row_is_blank(row))
		return OK;
	return rows->sink->row(rows->sink->context, row, err);
}

enum status publication_read(const struct publication_taking *taking,
                             const struct grid_sink *sink, struct err *err)
{
	struct rows_with_text rows = { .sink = sink };
	struct grid_sink spared = { .context = &rows, .row = pass_on };
	return table_stream_read(taking->stream, taking->sheet, &spared, err);
}

static enum status count_row(void *context, const struct grid_row *row, struct err *err)
{
	(void)row;
	(void)err;
	int64_t *count = context;
	(*count)++;
	return OK;
}

static enum status count_rows(const struct publication_taking *taking, int64_t *out,
                              struct err *err)
{
	int64_t count = 0;
	struct grid_sink sink = { .context = &count, .row = count_row };
	enum status st = publication_read(taking, &sink, err);
	if (st == OK)
		*out = count > 0 ? count - 1 : 0;
	return st;
}

/* Whether the same file came before, and whether it stands. One that was withdrawn is taken
 * again: it may have come under a wrong name or day. */
static enum status find_earlier(struct publication_taking *taking, const char *sha256,
                                struct publication_outcome *out, struct err *err)
{
	bool is_withdrawn = false;
	enum status st = delivery_find_by_hash(taking->db, (struct str){ 0 }, str_of(sha256),
	                                       taking->arena, &out->earlier, err);
	if (st == E_MISSING)
		return OK;
	if (st == OK)
		st = series_is_withdrawn(taking->db, out->earlier.id, &is_withdrawn, err);
	out->is_known = st == OK && !is_withdrawn;
	out->comes_again = st == OK && is_withdrawn;
	return st;
}

static enum status record(struct publication_taking *taking, struct str kind,
                          const char *sha256, struct publication_outcome *out,
                          struct err *err)
{
	struct delivery delivery = {
		.file = taking->file,
		.sha256 = str_of(sha256),
		.kind = kind,
		.as_at = taking->what->published_on,
		.received = taking->what->act,
		.row_count = out->rows,
	};
	out->delivery = out->earlier.id;
	enum status st = out->comes_again
	                         ? series_come_again(taking->db, out->delivery,
	                                             taking->what->act.at, err)
	                         : delivery_record(taking->db, &delivery, &out->delivery, err);
	taking->delivery = out->delivery;
	return st;
}

/* The reader's part, within a transaction, with the delivery before and the findings
 * behind it. */
static enum status store(struct publication_taking *taking,
                         const struct publication_reader *reader, const char *sha256,
                         struct publication_outcome *out, struct err *err)
{
	size_t before = taking->findings->count;
	enum status st = record(taking, reader->kind, sha256, out, err);
	if (st == OK)
		st = reader->take(reader->context, taking, err);
	if (st != OK || out->comes_again) /* what is doubtful is known from the first time */
		return st;
	struct finding_list own = *taking->findings;
	if (before > 0) /* otherwise there may be no items at all */
		own.items += before;
	own.count -= before;
	return finding_store(taking->db, out->delivery, &own, &taking->what->act, err);
}

static enum status take(struct publication_taking *taking,
                        const struct publication_reader *reader,
                        struct publication_outcome *out, struct err *err)
{
	char sha256[HASH_TEXT_BYTES];
	enum status st = table_stream_hash(taking->stream, sha256, err);
	if (st == OK)
		st = table_stream_find_sheet(taking->stream, (struct str){ 0 }, &taking->sheet,
		                             err);
	if (st == OK)
		st = find_earlier(taking, sha256, out, err);
	if (st != OK || out->is_known)
		return st;
	st = count_rows(taking, &out->rows, err);
	if (st != OK)
		return st;
	auto_transaction change = { 0 };
	if (!db_is_writing(taking->db) || taking->what->is_dry_run)
		st = transaction_begin(taking->db, TRANSACTION_WRITE, &change, err);
	if (st == OK)
		st = store(taking, reader, sha256, out, err);
	if (st != OK || taking->what->is_dry_run || !change.db)
		return st;
	return transaction_commit(&change, err);
}

enum status publication_take(struct db *db, const struct publication *what,
                             const struct publication_reader *reader,
                             struct publication_outcome *out, struct finding_list *findings,
                             struct err *err)
{
	auto_table_stream stream = NULL;
	enum status st = table_stream_open(what->path, &stream, err);
	if (st != OK)
		return st;
	struct publication_taking taking = {
		.db = db,
		.what = what,
		.stream = stream,
		.file = arena_text(out->arena, table_stream_name(stream)),
		.arena = out->arena,
		.findings = findings,
	};
	return take(&taking, reader, out, err);
}

struct finding publication_doubt(const struct publication_taking *taking, const char *rule,
                                 enum finding_severity severity, int64_t row)
{
	return (struct finding){
		.rule = rule,
		.severity = severity,
		.file = taking->file,
		.row = row,
	};
}
