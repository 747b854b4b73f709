/* What the parts of the checker share: where in a definition it stands, and what was found.
 *
 * One checker checks one definition. A part that is wrong is complained of once, gets the type
 * LANG_NONE, and whatever it stands in is not complained of for that. */
#ifndef OUTTURN_LANG_CHECKER_H
#define OUTTURN_LANG_CHECKER_H

#include "base/arena.h"
#include "base/attr.h"
#include "lang/complaint.h"
#include "lang/near.h"
#include "lang/tree.h"

/* The record that names are looked up in, and those around it. */
struct scope {
	const struct scope *around; /* NULL: the record of the `of` line */
	const struct table_type *type;
	int type_index; /* of the schema; -1: figures handed in */
	bool is_step;   /* a step of a schedule, where `held` is a date */
};

/* Of what a value may depend beside its records. */
enum {
	USES_TODAY = 1, /* on the day it is looked at */
	USES_DAY = 2,   /* on what put the record in the period */
	USES_HELD = 4,
	USES_VERSIONS = 8, /* on a parameter that changes */
};

/* A use that may not be made, and why. */
struct refusal {
	unsigned uses;
	const char *why;
};

/* What an expression turned out to be. */
struct typed {
	enum lang_type type;
	const struct field *codes; /* of a text from a field of codes; else NULL */
};

/* A let, or a schedule, so far. */
struct known {
	bool is_known;
	bool is_open; /* it is being checked */
	struct typed typed;
	unsigned uses;
};

struct checker {
	const struct schema *schema;
	struct definition *definition;
	struct arena *arena;
	struct complaints *complaints;
	struct scope base; /* the record of the `of` line */
	const struct scope *scope;
	struct known *lets;      /* one a let of the definition */
	struct known *schedules; /* one a schedule */
	bool *parameters;        /* one a parameter: whether anything names it */
	unsigned uses;           /* of what was checked since the last one who asked */
	struct refusal always;   /* what the clock does not allow anywhere */
	struct refusal here;     /* what the clause does not allow */
	size_t faults;
};

/* Complains about a place of the definition; `hint` may be NULL. */
void fault(struct checker *self, struct spot place, const char *hint, const char *format, ...)
	PRINTF_LIKE(4, 5);

/* What a word may have been meant for: nothing once the list of complaints is full. */
struct near near_in(const struct checker *self, struct str word);

/* --- Expressions (check_expression.c) ------------------------------------------------ */

/* Gives the node and everything in it types and bindings. `codes`: the field of codes it is
 * compared with, whose codes may stand as bare names; NULL for none. */
struct typed check_node(struct checker *self, struct node *node, const struct field *codes);

/* A node that must have a type: `what` ("the condition") begins the complaint. NULL is fine. */
void check_node_is(struct checker *self, struct node *node, enum lang_type type,
                   const char *what);

/* A number, text or date without further parts, or one of those with a minus before it. */
bool node_is_literal(const struct node *node);

/* --- Names (check_name.c) ------------------------------------------------------------ */

/* Binds a name. A code, where a field of codes is expected, becomes a text. */
struct typed check_name(struct checker *self, struct node *node, const struct field *codes);

/* Whether a bare name means something here without being a code. */
bool name_is_bound(const struct checker *self, const struct node *node);

/* Holds a text, or a number written where a code is meant, to the codes of a field. */
struct typed check_code(struct checker *self, struct node *node, const struct field *codes);

/* Whether the field's codes are listed and the text is none of them; says so. */
bool check_code_text(struct checker *self, struct str text, struct spot place,
                     const struct field *codes);

/* Finds a type of the schema; -1 after a complaint. */
int check_type_name(struct checker *self, struct str name, struct spot place);

/* Finds a field of a type; -1 after a complaint. */
int check_field_name(struct checker *self, const struct table_type *type, struct str name,
                     struct spot place);

/* Whether the word has a meaning of its own (`today`, `held`, ...) and so names nothing else. */
bool name_is_reserved(struct str name);

/* Remembers that what is being checked depends on something, or refuses it: `word` as written. */
void check_uses(struct checker *self, unsigned uses, struct str word, struct spot place);

/* --- Relations and schedules (check_relation.c, check_schedule.c) ---------------------- */

/* A relation: its records, their order, and what is asked of them. */
struct typed check_relation(struct checker *self, struct node *node);

/* The scope, filter and type of a relation; `inner_out` is the scope of its records. False
 * when its type is not known. */
bool check_relation_parts(struct checker *self, struct relation *relation, struct spot place,
                          struct scope *inner_out);

/* A call that asks a schedule: finds the schedule its first part names. */
void check_schedule_part(struct checker *self, struct node *call);

/* Every schedule that no call has asked for. */
void check_schedules(struct checker *self);

/* --- Clauses ---------------------------------------------------------------------------- */

/* The type and clock, before anything else; false when there is no type to look names up in. */
bool check_base_type(struct checker *self);
void check_base(struct checker *self);

/* The unit against the statistic and what it is divided by (check_statistic.c). */
void check_statistic(struct checker *self);

/* Parameters, versions, variants (check_parameter.c); once all else is checked, those that
 * nothing names: a variant that sets one would print the same figure under another name. */
void check_parameters(struct checker *self);
void check_parameters_used(struct checker *self);

/* Examples (check_example.c). */
void check_examples(struct checker *self);

/* Everything of one definition that can be said without the others (check_definition.c). */
void check_definition(struct checker *self);

/* Everything that definitions say of each other (check_library.c). */
void check_library(struct library *library, struct arena *arena, struct complaints *complaints);

#endif
