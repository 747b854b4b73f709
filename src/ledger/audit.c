#include "ledger/audit.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "db/query.h"

enum {
	CANONICAL_MAX_BYTES = 1 << 20,
	VERIFY_PAGE_ROWS = 1000,
};

/* Every text stands behind its length, so that no two entries share a canonical
 * text: moving a word from one field to the next changes it. */
static void add_field(struct buf *out, const char *name, struct str text)
{
	buf_format(out, "%s %zu:", name, text.len);
	buf_add(out, text);
	buf_add_char(out, '\n');
}

/* The text that is hashed; docs/decisions/0002-audit-chain.md. */
static enum status seal(const struct audit_entry *entry, char hash_out[HASH_TEXT_BYTES],
                        struct err *err)
{
	auto_buf text = buf_init(CANONICAL_MAX_BYTES);
	buf_add(&text, STR("outturn audit 1\n"));
	buf_format(&text, "sequence %" PRId64 "\n", entry->sequence);
	buf_format(&text, "at %" PRId64 " %d\n", entry->act.at.utc_seconds,
	           entry->act.at.offset_minutes);
	add_field(&text, "who", entry->act.who);
	add_field(&text, "action", entry->action);
	add_field(&text, "subject", entry->subject);
	add_field(&text, "detail", entry->detail);
	add_field(&text, "previous", entry->previous_hash);
	enum status st = buf_check(&text, "an audit entry", err);
	if (st != OK)
		return st;
	hash_print(buf_view(&text), hash_out);
	return OK;
}

enum status audit_head(struct db *db, struct audit_anchor *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_AUDIT_HEAD, &q, err);
	if (st != OK)
		return st;
	bool found = false;
	st = query_step(&q, &found, err);
	if (st != OK)
		return st;
	struct audit_anchor head = { .hash = AUDIT_FIRST_HASH };
	if (found) {
		head.sequence = query_int64(&q, 0);
		snprintf(head.hash, sizeof(head.hash), "%.*s", STR_ARGS(query_text(&q, 1)));
	}
	*out = head;
	return OK;
}

static enum status add_entry(struct db *db, const struct audit_entry *entry, struct err *err)
{
	auto_query q = { 0 };
	enum status st = query_start(db, SQL_AUDIT_ADD, &q, err);
	if (st != OK)
		return st;
	query_bind_int64(&q, 1, entry->sequence);
	query_bind_instant(&q, 2, entry->act.at);
	query_bind_text(&q, 4, entry->act.who);
	query_bind_text(&q, 5, entry->action);
	query_bind_text(&q, 6, entry->subject);
	query_bind_text(&q, 7, entry->detail);
	query_bind_text(&q, 8, entry->previous_hash);
	query_bind_text(&q, 9, entry->hash);
	return query_run(&q, err);
}

enum status audit_append(struct db *db, const struct act *act, struct str action,
                         struct str subject, struct str detail, struct err *err)
{
	if (!db_is_writing(db))
		return err_set(err, E_STORE,
		               "audit entry '%.*s': belongs in the write transaction of its fact",
		               STR_ARGS(action));
	if (act->who.len == 0 || action.len == 0)
		return err_set(err, E_INPUT, "an audit entry says who did what; one is empty");
	struct audit_anchor head;
	enum status st = audit_head(db, &head, err);
	if (st != OK)
		return st;
	struct audit_entry entry = {
		.sequence = head.sequence + 1,
		.act = *act,
		.action = action,
		.subject = subject,
		.detail = detail,
		.previous_hash = str_of(head.hash),
	};
	char hash[HASH_TEXT_BYTES];
	st = seal(&entry, hash, err);
	if (st != OK)
		return st;
	entry.hash = str_of(hash);
	return add_entry(db, &entry, err);
}

/* The entry of the current row; its texts live as long as the row. */
static struct audit_entry read_entry(const struct query *q)
{
	return (struct audit_entry){
		.sequence = query_int64(q, 0),
		.act = { .who = query_text(q, 3), .at = query_instant(q, 1) },
		.action = query_text(q, 4),
		.subject = query_text(q, 5),
		.detail = query_text(q, 6),
		.previous_hash = query_text(q, 7),
		.hash = query_text(q, 8),
	};
}

static enum status start_list(struct db *db, int64_t after_sequence, int64_t limit,
                              struct query *out, struct err *err)
{
	enum status st = query_start(db, SQL_AUDIT_LIST, out, err);
	if (st != OK)
		return st;
	query_bind_int64(out, 1, after_sequence);
	query_bind_int64(out, 2, limit);
	return OK;
}

enum status audit_list(struct db *db, int64_t after_sequence, int64_t limit, struct arena *arena,
                       struct audit_list *out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start_list(db, after_sequence, limit, &q, err);
	struct audit_list list = { 0 };
	size_t capacity = 0;
	bool row = false;
	while (st == OK && (st = query_step(&q, &row, err)) == OK && row) {
		struct audit_entry entry = read_entry(&q);
		struct str *const texts[] = { &entry.act.who, &entry.action, &entry.subject,
			                      &entry.detail, &entry.previous_hash, &entry.hash };
		for (size_t i = 0; i < COUNT_OF(texts); i++)
			*texts[i] = arena_text(arena, *texts[i]);
		list.items = arena_grow(arena, list.items, list.count, &capacity,
		                        sizeof(*list.items));
		list.items[list.count++] = entry;
	}
	if (st == OK)
		*out = list;
	return st;
}

/* What is wrong with an entry that should come next behind `head`. */
static enum status judge_entry(const struct audit_entry *entry, const struct audit_anchor *head,
                               const struct audit_anchor *anchor, enum audit_fault *out,
                               struct err *err)
{
	char hash[HASH_TEXT_BYTES];
	enum status st = seal(entry, hash, err);
	if (st != OK)
		return st;
	if (entry->sequence != head->sequence + 1)
		*out = AUDIT_REMOVED;
	else if (!str_equal(entry->hash, str_of(hash)))
		*out = AUDIT_EDITED;
	else if (!str_equal(entry->previous_hash, str_of(head->hash)))
		*out = AUDIT_UNLINKED;
	else if (anchor && entry->sequence == anchor->sequence &&
	         !str_equal(entry->hash, str_of(anchor->hash)))
		*out = AUDIT_REWRITTEN;
	else
		*out = AUDIT_INTACT;
	return OK;
}

/* Checks up to VERIFY_PAGE_ROWS entries behind `verdict->head`; `*more_out` when
 * all were good and there may be others. */
static enum status verify_page(struct db *db, const struct audit_anchor *anchor,
                               struct audit_verdict *verdict, bool *more_out, struct err *err)
{
	auto_query q = { 0 };
	enum status st = start_list(db, verdict->head.sequence, VERIFY_PAGE_ROWS, &q, err);
	int rows = 0;
	bool row = false;
	while (st == OK && (st = query_step(&q, &row, err)) == OK && row) {
		struct audit_entry entry = read_entry(&q);
		st = judge_entry(&entry, &verdict->head, anchor, &verdict->fault, err);
		if (st != OK)
			return st;
		if (verdict->fault != AUDIT_INTACT) {
			verdict->sequence = verdict->head.sequence + 1;
			*more_out = false;
			return OK;
		}
		verdict->head.sequence = entry.sequence;
		snprintf(verdict->head.hash, sizeof(verdict->head.hash), "%.*s",
		         STR_ARGS(entry.hash));
		verdict->checked++;
		rows++;
	}
	*more_out = rows == VERIFY_PAGE_ROWS;
	return st;
}

enum status audit_verify(struct db *db, const struct audit_anchor *anchor,
                         struct audit_verdict *out, struct err *err)
{
	struct audit_verdict verdict = { .head = { .hash = AUDIT_FIRST_HASH } };
	bool more = true;
	while (more) {
		enum status st = verify_page(db, anchor, &verdict, &more, err);
		if (st != OK)
			return st;
	}
	if (verdict.fault == AUDIT_INTACT && anchor && anchor->sequence > verdict.head.sequence) {
		verdict.fault = AUDIT_CUT;
		verdict.sequence = verdict.head.sequence + 1;
	}
	*out = verdict;
	return OK;
}

const char *audit_anchor_print(const struct audit_anchor *anchor,
                               char out[AUDIT_ANCHOR_TEXT_BYTES])
{
	snprintf(out, AUDIT_ANCHOR_TEXT_BYTES, "%" PRId64 ":%s", anchor->sequence, anchor->hash);
	return out;
}

static bool is_hash(struct str text)
{
	static const char DIGITS[] = "0123456789abcdef";
	if (text.len != HASH_TEXT_BYTES - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!memchr(DIGITS, text.ptr[i], sizeof(DIGITS) - 1))
			return false;
	return true;
}

enum status audit_anchor_parse(struct str text, struct audit_anchor *out, struct err *err)
{
	struct str hash = str_trim(text);
	struct str number = { 0 };
	struct audit_anchor anchor = { 0 };
	if (!str_split(&hash, ':', &number) ||
	    str_to_int64(number, &anchor.sequence, NULL) != OK || anchor.sequence < 0 ||
	    !is_hash(hash))
		return err_set(err, E_INPUT,
		               "'%.*s' is no anchor of the audit chain; expected its number, a "
		               "colon and 64 hexadecimal digits", STR_ARGS(str_cut(text, 100)));
	snprintf(anchor.hash, sizeof(anchor.hash), "%.*s", STR_ARGS(hash));
	*out = anchor;
	return OK;
}

struct str audit_verdict_words(const struct audit_verdict *verdict, struct arena *arena)
{
	static const char *const WORDS[AUDIT_FAULT_COUNT] = {
		[AUDIT_EDITED] = "was edited: its text and its hash differ",
		[AUDIT_REMOVED] = "was removed: later entries are there",
		[AUDIT_UNLINKED] = "does not follow from the entry before it: one of them was "
		                   "inserted, moved or sealed anew",
		[AUDIT_CUT] = "is missing: the chain was cut off before the anchor",
		[AUDIT_REWRITTEN] = "is not the one the anchor names: the chain was written anew",
	};
	assert(verdict->fault < AUDIT_FAULT_COUNT);
	if (verdict->fault == AUDIT_INTACT)
		return arena_format(arena, "the chain of %" PRId64 " %s holds", verdict->checked,
		                    verdict->checked == 1 ? "entry" : "entries");
	return arena_format(arena, "entry %" PRId64 " %s", verdict->sequence,
	                    WORDS[verdict->fault]);
}
