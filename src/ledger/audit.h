/* The audit chain: who did what, when, each entry sealed to the one before it.
 *
 * Whatever changes a fact appends its entry in the same write transaction, so the
 * two stand or fall together. An entry's hash is the SHA-256 of its canonical text
 * (docs/decisions/0002-audit-chain.md), which holds the hash of the entry before.
 *
 * What audit_verify() can see: an entry edited, removed from the front or the
 * middle, inserted, or put in another order. What the chain alone cannot show: its
 * newest entries cut off, or all of it written anew by someone who may write to
 * the store, for both leave a chain that holds. An anchor (the sequence and hash
 * of an entry, noted outside the store: on a signed edition, in a backup's log)
 * shows both, back to the entry it names. Entries hold no child-level data. */
#ifndef OUTTURN_LEDGER_AUDIT_H
#define OUTTURN_LEDGER_AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/instant.h"
#include "base/text.h"
#include "db/db.h"

/* Who acts, and when. Time comes in from outside, so that a run can be repeated. */
struct act {
	struct str who; /* a login, or "outturn" for what the program does itself */
	struct instant at;
};

/* An entry as it stands in the chain. */
struct audit_entry {
	int64_t sequence; /* 1, 2, 3, ... */
	struct act act;
	struct str action;  /* a stable name, for example "delivery.record" */
	struct str subject; /* what it was done to, for example "delivery 7" */
	struct str detail;  /* one line, may be empty */
	struct str previous_hash; /* AUDIT_FIRST_HASH for entry 1 */
	struct str hash;
};

#define AUDIT_FIRST_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* Appends an entry. E_STORE outside a write transaction, E_INPUT when who or
 * action is empty. */
MUST_CHECK enum status audit_append(struct db *db, const struct act *act, struct str action,
                                    struct str subject, struct str detail, struct err *err);

struct audit_list {
	struct audit_entry *items;
	size_t count;
};

/* Up to `limit` entries after `after_sequence`, oldest first, held by `arena`. */
MUST_CHECK enum status audit_list(struct db *db, int64_t after_sequence, int64_t limit,
                                  struct arena *arena, struct audit_list *out,
                                  struct err *err);

/* A point of the chain, noted outside the store. */
struct audit_anchor {
	int64_t sequence; /* 0: no entry yet */
	char hash[HASH_TEXT_BYTES];
};

/* The newest entry, to be noted elsewhere. */
MUST_CHECK enum status audit_head(struct db *db, struct audit_anchor *out, struct err *err);

/* Writes an anchor as people note it, "12:3fa9...": the sequence and 64 digits.
 * Returns `out`. */
enum { AUDIT_ANCHOR_TEXT_BYTES = 21 + HASH_TEXT_BYTES };
const char *audit_anchor_print(const struct audit_anchor *anchor,
                               char out[AUDIT_ANCHOR_TEXT_BYTES]);

/* Reads that form; E_INPUT quotes the text. */
MUST_CHECK enum status audit_anchor_parse(struct str text, struct audit_anchor *out,
                                          struct err *err);

enum audit_fault {
	AUDIT_INTACT,
	AUDIT_EDITED,      /* the entry's text and its hash differ */
	AUDIT_REMOVED,     /* no entry has this sequence, though later ones exist */
	AUDIT_UNLINKED,    /* the entry does not name the hash before it: inserted,
	                      moved, or the one before was sealed anew */
	AUDIT_CUT,         /* the chain ends before the anchor */
	AUDIT_REWRITTEN,   /* the chain holds, but is not the one the anchor names */
	AUDIT_FAULT_COUNT
};

struct audit_verdict {
	enum audit_fault fault;
	int64_t sequence;         /* the first broken entry; 0 when intact */
	int64_t checked;          /* entries found good before it */
	struct audit_anchor head; /* the newest good entry */
};

/* Walks the whole chain. `anchor` may be NULL. A broken chain is OK with a verdict
 * that says so: the answer is no, the question did not fail. */
MUST_CHECK enum status audit_verify(struct db *db, const struct audit_anchor *anchor,
                                    struct audit_verdict *out, struct err *err);

/* A sentence for people: "entry 12 was edited: ...". Lives in `arena`. */
struct str audit_verdict_words(const struct audit_verdict *verdict, struct arena *arena);

#endif
