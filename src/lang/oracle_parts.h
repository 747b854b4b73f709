/* The oracle's own parts, which nothing else includes.
 *
 * oracle.c goes through periods and records and says what becomes of each, oracle_tally.c who
 * speaks for whom and what they come to. The rest gives the value of an expression for one
 * record in one period: oracle_value.c names and operators, oracle_function.c the functions,
 * oracle_relation.c other records, oracle_schedule.c due dates. A value that is missing says
 * what it lacks, so that a rejection can name it. */
#ifndef OUTTURN_LANG_ORACLE_PARTS_H
#define OUTTURN_LANG_ORACLE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "lang/question.h"

__extension__ typedef __int128 wide; /* ISO C has no name for it */

enum { MILLION = 1000000 };

enum lack_kind {
	LACK_VALUE,   /* what a name stands for is missing */
	LACK_ORDER,   /* the time between two dates runs backwards */
	LACK_RECORD,  /* a relation found no record */
	LACK_DIVISOR, /* a division by nothing */
	LACK_DATE,    /* a date outside 1900 to 2200 */
	LACK_DUE,     /* nothing falls due any more */
};

/* Why a value is missing: of the first part that was. */
struct lack {
	enum lack_kind kind;
	const struct node *node;   /* the name, call, relation or operator */
	const struct field *field; /* of a name that is a field; else NULL */
};

/* What an expression gives. A truth is 0 or 1, and unknown where it is missing. */
struct oracle_value {
	bool is_missing;
	int64_t number;  /* in the units of tree.h; of a text its number among the words, or -1 */
	struct str text; /* of a text */
	struct lack lack; /* of what is missing */
};

/* A record that is being looked at, and the one around it when a relation looks at it. */
struct frame {
	const struct table *table;
	int32_t row;
	const struct frame *around; /* NULL: it is the record of the `of` line */
};

/* A `let`, once it was worked out. */
struct let_memo {
	bool is_known;
	struct oracle_value value;
};

/* What stays the same while one record is looked at in one period. */
struct scene {
	const struct question *question;
	struct span period;         /* with `rolling` already as long as it says */
	const struct frame *record; /* of the `of` line */
	int32_t day;                /* DATE_NONE: there is none, or it is not known yet */
	int32_t answered;           /* DATE_NONE likewise */
	int32_t held;               /* in the steps of a schedule */
	int32_t version_day;        /* whose version of the parameters holds */
	struct let_memo *lets;      /* one a `let` */
	struct arena *scratch;      /* freed once the record is dealt with */
	enum status *failure;       /* OK, until something leaves 63 bits */
};

/* A value that is there, and one that is not. */
struct oracle_value oracle_number(int64_t number);
struct oracle_value oracle_truth(bool truth);
struct oracle_value oracle_missing(enum lack_kind kind, const struct node *node);

/* The value of an expression for the record of `frame`. */
struct oracle_value oracle_evaluate(const struct scene *scene, const struct frame *frame,
                                    const struct node *node);

/* Whether a condition holds: not when it is false, not when it is unknown. */
bool oracle_holds(const struct scene *scene, const struct frame *frame,
                  const struct node *condition);

/* The value of a field of a record; `named` is what a missing one is blamed on. */
struct oracle_value oracle_field(const struct scene *scene, const struct frame *frame, int field,
                                 const struct node *named);

/* The same of a field of the record that its child has for itself. */
struct oracle_value oracle_child_field(const struct scene *scene, const struct frame *frame,
                                       int field, const struct node *named);

/* The number of the child that a record is of; -1 when it is of none. */
int32_t oracle_child(const struct frame *frame);

/* A date so much later (or earlier, below 0), by the duration's type. A date less n working
 * days is the last whose n-th working day after lies on that date or before. Missing, blamed on
 * `node`, outside 1900 to 2200. */
struct oracle_value oracle_move_date(const struct scene *scene, int64_t date, int64_t amount,
                                     enum lang_type type, const struct node *node);

/* The value of a call, and of a relation. */
struct oracle_value oracle_call(const struct scene *scene, const struct frame *frame,
                                const struct node *call);
struct oracle_value oracle_relation(const struct scene *scene, const struct frame *frame,
                                    const struct node *node);

/* The day on which who was born then reaches an age: of 29 February it is 1 March in a
 * common year. DATE_NONE outside 1900 to 2200. */
int32_t oracle_birthday(int64_t born, int64_t age);

/* The rows that a relation means, in the order of their places. Live in the scratch arena. */
struct row_list {
	const int32_t *rows;
	size_t count;
};
struct row_list oracle_related(const struct scene *scene, const struct frame *frame,
                               const struct relation *relation);

/* Whether a stretch of a record's time, from the start to an end that may be missing, touches
 * the days asked for: with `is_during` any of them, else it still runs at the end of `to`. The
 * answer is unknown where the start is missing and it is not over before. */
struct oracle_value oracle_runs(struct oracle_value start, struct oracle_value end,
                                struct span asked, bool is_during);

/* The end of a record that has none: its start when its flag says that it was over at once. */
struct oracle_value oracle_end(const struct frame *frame, struct oracle_value start,
                               struct oracle_value end);

/* One due date, and when it was answered. */
struct due {
	int32_t due;  /* DATE_NONE: what was held after the last step answers nothing */
	int32_t held; /* DATE_NONE: not yet */
};

/* All due dates of a schedule, knowing what was held up to a day. */
struct due_list {
	bool has_begun;   /* else `lack` says why not */
	struct lack lack;
	const struct due *items;
	size_t count;
};
struct due_list oracle_dues(const struct scene *scene, const struct schedule *schedule,
                            int32_t known_up_to);

/* The value of a function that asks a schedule: of its days `from` and `to`, or of `from`. */
struct oracle_value oracle_ask_schedule(const struct scene *scene, const struct node *call,
                                        int32_t from, int32_t to);

/* What a record is in one dimension. */
struct category {
	int64_t value; /* as in struct tally_row */
	struct str text;
};

/* One record in one period: what becomes of it before anyone speaks for it, and after. */
struct judged {
	struct case_row row;
	enum outcome own;
	int32_t answered;
	int64_t over; /* of `over sum` */
	const struct oracle_value *keys; /* of `once per`, where it is counted or missed */
	const struct category *categories; /* one a dimension */
};

struct judged_list {
	struct judged *items;
	size_t count;
	size_t capacity;
};

/* One question in one of its periods. */
struct hearing {
	const struct question *question;
	const struct table *table; /* of the `of` line */
	struct span period;        /* with `rolling` */
	struct arena *arena;       /* of what is found */
	enum status failure;
	struct judged_list list;
};

struct answer_builder {
	struct arena *arena;
	struct tally_row *rows;
	size_t count;
	size_t capacity;
};

/* Lets one record of each key speak for the others: sets outcomes and speakers from what
 * becomes of each by itself. Without `once per` each speaks for itself. */
void oracle_settle(const struct base *base, struct judged *items, size_t count,
                   struct arena *arena);

/* What settled records come to. A sum that leaves 63 bits is the hearing's failure. */
void oracle_tally(struct hearing *hearing, const struct judged *items, size_t count,
                  struct tally *out);

/* Adds a row to an answer; and the rows of one dimension, one for each category in which
 * something is in, or rejected. */
void oracle_add_row(struct answer_builder *answer, struct tally_row row);
void oracle_answer_dimension(struct hearing *hearing, int period, int dimension,
                             struct answer_builder *answer);

/* In plain English, what was missing. Lives in `arena`. */
struct str oracle_lack_words(const struct lack *lack, struct arena *arena);

#endif
