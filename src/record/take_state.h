/* A delivery being taken: what the files take*.c share. */
#ifndef OUTTURN_RECORD_TAKE_STATE_H
#define OUTTURN_RECORD_TAKE_STATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "record/child_row.h"
#include "record/seen.h"
#include "record/take.h"

enum { RECORD_KEYS_MAX = 8 };

/* Where a type has the fields that taking asks for; -1: it has none. */
struct take_layout {
	int source_key;
	int keys[RECORD_KEYS_MAX];
	int key_count;
	int team;
	int worker;
};

/* A child that the delivery named. */
struct take_child {
	struct child_row row; /* id 0: what is of no child */
	uint64_t check;       /* the half of its hash that is not the key in `by_hash` */
	bool needs_place;     /* a finding of it does not say yet who can mend it */
};

/* A doubt about a row that was not taken yet. */
struct take_doubt {
	enum record_type type;
	int64_t row_number;
	const char *field; /* "" for the row as a whole */
	const char *rule;
	enum finding_severity severity;
	struct str message;
	struct str text;
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
	struct take_layout layouts[RECORD_TYPE_COUNT];
	struct record_coverage coverage[RECORD_TYPE_COUNT];
	bool is_covered[RECORD_TYPE_COUNT]; /* record_take_cover() was called */
	struct record_summary summary;

	struct take_child *children;
	size_t child_count;
	size_t child_capacity;
	struct seen by_hash; /* a child's hash: its index in `children` */
	struct seen named;   /* ids of children whose rows came or ended */
	size_t current;      /* the child of the last row, SIZE_MAX: none yet */
	struct buf current_name;

	struct seen rows;     /* see take_identity.c */
	struct seen findings; /* doubts that the delivery gives cause for */

	/* The row last taken of each type, and doubts that came before their row. */
	struct {
		int64_t number;
		int64_t base;
		int64_t identity;
	} last[RECORD_TYPE_COUNT];
	struct arena doubt_arena;
	struct take_doubt *doubts;
	size_t doubt_count;
	size_t doubt_capacity;
	size_t doubt_child; /* whom they are about */
};

/* What a row is: hashes of its identity within the source, of the event it speaks of, and
 * of all it says. */
struct take_identity {
	int64_t base;     /* without the occurrence */
	int64_t event;    /* also without */
	int64_t values;
	bool has_key;     /* else there is one such row of a child */
	bool has_source_key;
};

/* Finds where a type has its keys. */
struct take_layout take_layout_of(enum record_type type);

/* Works out what a row is. */
struct take_identity take_identify(const struct record_take *take, const struct record_row *row,
                                   int64_t child_id);

/* Another hash, for the n-th occurrence of `hash` or for a use of its own. */
int64_t take_rehash(int64_t hash, int64_t n);

/* The child of a row, made where it is not known: its index in `take->children`. */
MUST_CHECK enum status take_child(struct record_take *take, const struct record_row *row,
                                  size_t *out, struct err *err);

/* What a version of a row is stored under. */
struct take_version {
	int64_t identity;
	int64_t event;
	int64_t content;
};

/* Stores a version of a row. */
MUST_CHECK enum status take_store(struct record_take *take, const struct record_row *row,
                                  const struct take_child *child,
                                  const struct take_version *version, struct err *err);

#endif
