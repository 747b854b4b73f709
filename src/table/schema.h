/* What tables there are and what their columns hold: the shape of records, without any.
 *
 * The indicator language is checked against a schema alone; the engine reads tables of that
 * schema. The layer knows no record type: whoever has records says what theirs look like
 * (tests write a small schema of their own). A schema does not change once it is made. */
#ifndef OUTTURN_TABLE_SCHEMA_H
#define OUTTURN_TABLE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/text.h"

enum field_kind {
	FIELD_DATE,    /* a day number (base/date.h) */
	FIELD_INSTANT, /* a moment, in seconds of UTC */
	FIELD_CODE,    /* one of a set of codes, or of codes the schema does not list */
	FIELD_FLAG,    /* 0 or 1 */
	FIELD_NUMBER,  /* a whole number */
	FIELD_DECIMAL, /* an exact decimal, in millionths */
	FIELD_LABEL,   /* a short text: a team, a worker */
	FIELD_KEY,     /* equal for rows that belong together; says nothing else */
	FIELD_KIND_COUNT
};

struct field {
	struct str name;  /* "received" */
	struct str title; /* "date of referral" */
	enum field_kind kind;
	const struct str *codes; /* of a FIELD_CODE, sorted by bytes; NULL: any text may come */
	size_t code_count;
};

struct table_type {
	struct str name;  /* "referral" */
	struct str title; /* "Referral" */
	bool is_of_child; /* else of a worker, a team, a school */
	const struct field *fields;
	size_t field_count;
	int start;   /* the field by which rows have their place in time; -1: none */
	int end;     /* the field that says when what it tells was over; -1: it is an event */
	int at_once; /* the flag of a row without an end that was over on its first day; -1: none */
};

struct schema {
	const struct table_type *types;
	size_t type_count;
	int person; /* the type with one row a child, by which `child.FIELD` reads; -1: none */
	int family; /* the type whose field `family` says who belongs together; -1: none */
};

/* The type, or the field of a type, of that name; -1 when there is none. */
int schema_find_type(const struct schema *schema, struct str name);
int table_type_find_field(const struct table_type *type, struct str name);

/* "date", "yes or no", ...: what a field of the kind holds, in words. */
const char *field_kind_words(enum field_kind kind);

/* Reads a schema from text, one line a type and an indented line a field:
 *
 *     referral of child
 *       received date start
 *       source   code 1A 1B 10
 *       closed   date end
 *     worker
 *       full_time_equivalent decimal
 *
 * The marks start, end and at_once follow the kind; codes follow `code`. The type named
 * `person` is the schema's person, the one named `family` its family. Everything lives in
 * `arena`. E_INPUT names the line. */
struct arena;
MUST_CHECK enum status schema_parse(struct str text, struct arena *arena, struct schema *out,
                                    struct err *err);

#endif
