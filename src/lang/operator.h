/* What can be written between and around values: the rows of operators.def and functions.def.
 *
 * One list each drives the checker and the tables of docs/language.md; nothing else knows which
 * types go together. */
#ifndef OUTTURN_LANG_OPERATOR_H
#define OUTTURN_LANG_OPERATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/tree.h"

struct operator_rule {
	enum node_kind kind;
	int op; /* of NODE_BINARY an enum binary_op, of NODE_IS an enum is_what; else 0 */
	const char *sign;
	const char *parts;
	char result;
	const char *missing;
	const char *doc;
};

struct function_rule {
	const char *name;
	enum lang_type result; /* LANG_NONE: that of its last part */
	const char *parts;
	const char *doc;
};

extern const struct operator_rule OPERATOR_RULES[];
extern const size_t OPERATOR_RULE_COUNT;
extern const struct function_rule FUNCTION_RULES[FUNCTION_COUNT];

/* The first rule of the operator that takes parts of these types; NULL when none does. */
const struct operator_rule *operator_find(enum node_kind kind, int op,
                                          const enum lang_type *parts);

/* How the operator is written: "<=", "is missing". */
const char *operator_sign(enum node_kind kind, int op);

/* Whether a part of the type may stand where the letter says, behind a first part of type
 * `first`. */
bool part_fits(char letter, enum lang_type type, enum lang_type first);

/* What the letter asks for, in words: "date", "time in days, working days or months". */
const char *part_words(char letter);

/* The type in words, with its article: "a date", "a time in working days". */
const char *type_words(enum lang_type type);

/* The type of a field's values. */
enum lang_type type_of_field(enum field_kind kind);

/* Whether the type is a time: working days, days, months or hours. */
bool type_is_time(enum lang_type type);

/* How a time of the type is written: "working days"; NULL for any other type. */
const char *type_unit(enum lang_type type);

#endif
