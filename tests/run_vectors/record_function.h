/* Functions of vectors that the shipped definitions answer.
 *
 * Each is a row of a table: which records the input becomes, which definitions are asked, and
 * what of their answer the vector calls what. Nothing here knows a rule: no date and no count
 * is worked out on the way to the engine or back. Where several definitions answer one
 * field they must say the same. */
#ifndef OUTTURN_TESTS_RUN_VECTORS_RECORD_FUNCTION_H
#define OUTTURN_TESTS_RUN_VECTORS_RECORD_FUNCTION_H

#include <stdbool.h>

#include <jansson.h>

#include "base/text.h"
#include "shipped.h"

enum {
	CELLS_MAX = 8,
	ROWS_MAX = 6,
	ASKS_MAX = 8,
	REPLIES_MAX = 6,
	CONDITIONS_MAX = 2,
	WORDS_MAX = 2,
	SETTINGS_MAX = 2
};

/* What must hold of a field of the input for something to be done; a zeroed one always holds. */
enum condition_kind { IS_THERE, IS_NOT_THERE, IS_SAID_NO, IS_NOT_SAID_NO };
struct condition {
	const char *field; /* NULL: always */
	enum condition_kind kind;
};

/* How a value of a vector is written in records; of a boolean "true" and "false". */
struct word {
	const char *said;
	const char *written; /* NULL: not at all */
};

/* One field of a record. `from` names a field of the part of the input that the row is made of:
 * "." is that part itself, "/on" the field "on" of the whole input, "#" a name of its own for
 * each part. What it lacks is `otherwise`, or missing. */
struct cell_map {
	const char *field;
	const char *from; /* NULL: always `otherwise` */
	const char *otherwise;
	struct word words[WORDS_MAX];
	struct condition condition;
};

/* A row of one type for each entry of the input's list, or for each part of an entry. */
struct row_map {
	const char *type;
	const char *each; /* a list in the entry; NULL: the entry itself */
	bool is_once;     /* for each child one: from its first entry that meets the condition */
	struct condition condition;
	struct cell_map cells[CELLS_MAX];
};

/* What an answer's figure is called. */
enum reply_kind {
	REPLY_NOTHING,
	REPLY_COUNTED,
	REPLY_IN,
	REPLY_MISSED,       /* in, not counted */
	REPLY_NONE_COUNTED, /* whether nothing is counted */
	REPLY_VALUE,        /* as printed, to `decimals` */
	REPLY_SUM,
	REPLY_OVER_SUM,
	REPLY_NAMES_MISSED,   /* whose records are in, not counted */
	REPLY_NAMES_REJECTED,
	REPLY_EACH_VALUE, /* of the statistic, by name */
	REPLY_LAST_DAY,   /* the last day that put a record in */
	REPLY_CATEGORY,   /* in which category of `breakdown` the record is */
};

struct reply {
	const char *field;
	enum reply_kind kind;
	int decimals;
};

/* A parameter of the definition that is a field of the input; of a list its first or last. */
struct setting_map {
	const char *parameter;
	const char *from;
	bool is_last;
};

struct ask {
	const char *definition; /* or a variant's name */
	const char *period;     /* a field: two days, or one; NULL: a day that does not matter */
	const char *period_end; /* of a period that begins on the one day: its last day's field */
	bool is_open_ended;     /* the period goes on from its first day, as far as dates go */
	bool is_while_in_force; /* asked only of periods that lie within its force */
	struct condition conditions[CONDITIONS_MAX];
	struct setting_map settings[SETTINGS_MAX];
	const char *breakdown;
	struct reply replies[REPLIES_MAX];
};

struct record_function {
	const char *fn;
	const char *list; /* of the input; NULL: the input is the one entry */
	bool is_given;    /* the entries are figures that are handed in, not records */
	struct row_map rows[ROWS_MAX];
	struct ask asks[ASKS_MAX];
};

/* The function of that name; NULL when no definition answers it. */
const struct record_function *record_function_find(struct str fn);

/* Whether the condition holds of a part of an input. */
bool condition_holds(const struct condition *condition, const json_t *part);

/* Asks the definitions and fills `answer`. E_INPUT when the input lacks something, or when
 * engine and oracle, or two definitions, say different things. */
MUST_CHECK enum status record_function_run(const struct record_function *function,
                                           const struct shipped *shipped, const json_t *input,
                                           json_t *answer, struct err *err);

#endif
