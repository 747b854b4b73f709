/* A delivery being taken: what the files take*.c share. */
#ifndef OUTTURN_RECORD_TAKE_STATE_H
#define OUTTURN_RECORD_TAKE_STATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "record/cases.h"
#include "record/child_row.h"
#include "record/seen.h"
#include "record/take.h"

enum { RECORD_KEYS_MAX = 8, TAKE_IDENTIFIER_MAX_BYTES = 1000 };

/* Where a type has the fields that taking asks for; -1: it has none. */
struct take_layout {
	int source_key;
	int keys[RECORD_KEYS_MAX]; /* of every enum record_key */
	int key_count;
	bool is_event_wider; /* rows with different keys may speak of like events */
	int team;
	int worker;
};

/* A child that the delivery touched, or of whom something was found. */
struct take_child {
	struct child_row row; /* id 0: what is of no child */
	uint64_t check;       /* the half of its hash that is not the key in `by_hash` */
	uint64_t told;        /* bit n: the delivery has rows of type n of it */
	bool is_named;        /* the delivery has rows of it */
	bool is_touched;      /* rows of it came or ended: the rules look at it again */
	bool has_key;         /* `row.key` was loaded; an erased child has none */
	bool needs_place;     /* a finding of it does not say yet who can mend it */
};

/* Whether it was loaded what the source's rows of a type said before (take_known.c). */
struct take_knowledge {
	bool is_loaded;
	int asked; /* rows that might be known; counted until then */
};

/* What is doubtful: a line of record_finding to be. */
struct take_finding {
	const char *rule;
	enum finding_severity severity;
	int64_t source_id;
	size_t child;      /* index in `children` */
	enum record_type type;
	int64_t identity;  /* 0: the row was not taken */
	int field;         /* -1: the row as a whole */
	struct str value;  /* what stood there, to be sealed */
	struct str message;
	struct str team;
	struct str worker;
	int64_t row_number;
	int64_t other_source_id; /* the one that differs; 0: none */
};

/* Ids of children, rising; 0 stands for what is of no child. */
struct take_id_list {
	int64_t *items;
	size_t count;
	size_t capacity;
};

struct record_take {
	struct db *db;
	const struct record_keys *keys;
	struct arena arena;   /* of the texts of `what` */
	struct arena scratch; /* of sealed texts, until they are bound */
	struct record_delivery what;
	int64_t source_id;
	int64_t change_id;
	bool is_first; /* nothing was known from this source before */
	int64_t known_before; /* when the change before this one became known, in seconds */
	struct take_layout layouts[RECORD_TYPE_COUNT];
	struct record_coverage coverage[RECORD_TYPE_COUNT];
	bool is_covered[RECORD_TYPE_COUNT]; /* record_take_cover() was called */
	struct record_summary summary;

	struct take_child *children;
	size_t child_count;
	size_t child_capacity;
	struct seen by_hash; /* a child's hash: its index in `children`; see take_child.c */
	struct seen by_id;   /* its id: the same */
	size_t current;      /* the child of the last row, SIZE_MAX: none yet */
	struct buf current_name;

	struct seen rows;     /* what was said: see place() in take.c; and what was known */
	struct take_knowledge known[RECORD_TYPE_COUNT];
	struct seen events;   /* a set: those of which there may be several in the delivery */
	struct seen ended;    /* a set: identities of rows that ended */
	struct seen findings; /* doubts that the delivery gives cause for */

	bool compares_all;        /* the sources, over all children; else over these, rising */
	struct take_id_list compared;

	/* Doubts wait for the row that comes next. */
	struct arena waiting_arena;
	struct take_finding *waiting;
	size_t waiting_count;
	size_t waiting_capacity;
};

/* What a row is: hashes of its identity within the source, of the event it speaks of, and
 * of all it says. */
struct take_identity {
	int64_t base;     /* without the occurrence */
	int64_t event;    /* also without */
	int64_t values;
	bool has_key;     /* else there is one such row of a child */
	bool has_source_key;
	bool is_event_wider;
};

/* A take that has begun nothing yet: its source and change are to be set. Freed by
 * record_take_free(). */
struct record_take *take_new(struct db *db, const struct record_keys *keys,
                             const struct record_delivery *what);

/* Finds where a type has its keys. */
struct take_layout take_layout_of(enum record_type type);

/* Works out what a row is. */
struct take_identity take_identify(const struct record_take *take, const struct record_row *row,
                                   int64_t child_id);

/* Another hash, for the n-th occurrence of `hash` or for a use of its own. */
int64_t take_rehash(int64_t hash, int64_t n);

/* The child of a row, made where it is not known: its index in `children`. */
MUST_CHECK enum status take_child_of_row(struct record_take *take, const struct record_row *row,
                                         size_t *out, struct err *err);

/* The index of a child by its id, with its key where it has one. */
MUST_CHECK enum status take_child_of_id(struct record_take *take, int64_t id, size_t *out,
                                        struct err *err);

/* The same; rows of it came or ended, so that the rules look at it again. */
MUST_CHECK enum status take_touch_child(struct record_take *take, int64_t id, struct err *err);

/* Whether the delivery names a child, as its coverage of the type asks: has rows of it. */
bool take_names_child(const struct record_take *take, enum record_type type, int64_t child_id);

/* The child of an id (0: what is of no child) where it is among the take's; else NULL. */
struct take_child *take_find_child(const struct record_take *take, int64_t id);

/* Those of the take's children that are wanted, in `arena`. */
struct take_id_list take_list_children(const struct record_take *take,
                                       bool (*is_wanted)(const struct take_child *),
                                       struct arena *arena);
bool take_child_is_touched(const struct take_child *child);

/* Called before a row that may be known is said: once there are many of its type, the open
 * rows of the source are loaded, so that none has to be looked up to see that it is as
 * before. */
MUST_CHECK enum status take_load_known(struct record_take *take, enum record_type type,
                                       struct err *err);

/* Notes that a row was said. True where it was loaded as known: its content then. */
bool take_say(struct record_take *take, int64_t identity, int64_t values, int64_t *content_out);

/* Whether it was said; the values it had. */
bool take_was_said(const struct record_take *take, int64_t identity, int64_t *value_out);
bool take_has_said(const struct record_take *take, int64_t identity);

/* What a version of a row is stored under. */
struct take_version {
	int64_t identity;
	int64_t event;
	int64_t content;
};

/* Drops what was sealed so far, once it has become much. Nothing in `take->scratch` may be
 * in use. */
void take_clear_scratch(struct record_take *take);

/* Stores a version of a row. */
MUST_CHECK enum status take_store(struct record_take *take, const struct record_row *row,
                                  const struct take_child *child,
                                  const struct take_version *version, struct err *err);

/* Ends a version: it is not known any more from this delivery on. */
MUST_CHECK enum status take_end(struct record_take *take, enum record_type type, int64_t id,
                                struct err *err);

/* Ends what the delivery covers and no longer has, and notes what it said again outside
 * its coverage (record/confirm.h). */
MUST_CHECK enum status take_end_missing(struct record_take *take, struct err *err);

/* Whether the rules that this delivery gives cause to run may doubt a row. The return of
 * one year holds the rules of that year against what it says itself (or ended), not
 * against rows of other years. */
bool take_rules_speak_of(const struct record_take *take, int64_t identity);

/* Doubts that waited get the identity of their row, where it was this one; NULL: no row
 * comes any more. Others were of rows that could not be taken. */
MUST_CHECK enum status take_settle_doubts(struct record_take *take,
                                          const struct record_row *row, int64_t identity,
                                          struct err *err);

/* Notes that a row has the key of an earlier one, and other values. */
MUST_CHECK enum status take_doubt_second(struct record_take *take, const struct record_row *row,
                                         size_t child, int64_t identity, struct err *err);

/* Stores a finding unless it is known already. Texts of the finding that stand in
 * `take->scratch` end with the call. */
MUST_CHECK enum status take_put_finding(struct record_take *take,
                                        const struct take_finding *finding, struct err *err);

/* Runs the rules over every child that was touched, and compares the sources. */
MUST_CHECK enum status take_run_rules(struct record_take *take, struct err *err);

/* Ends earlier doubts of readers that the delivery no longer gives cause for: before the
 * rules are run, which conclude nothing from a field that is doubted. */
MUST_CHECK enum status take_end_doubts(struct record_take *take, struct err *err);

/* Compares the sources over the children of whom they may differ otherwise than before:
 * those that were touched, and those with rows that the source covers only now. Over all
 * where the source is new, or the order of sources is another. */
MUST_CHECK enum status take_compare_sources(struct record_take *take, struct err *err);

/* Whether that was done for a child. */
bool take_compares_child(const struct record_take *take, int64_t child_id);

/* Team and worker of a record; false when it names neither. */
bool take_place_of(const struct record_take *take, const struct record *record,
                   struct take_finding *out);

/* Ends what rules and comparisons found earlier and there is no cause for any more. */
MUST_CHECK enum status take_end_findings(struct record_take *take, struct err *err);

#endif
