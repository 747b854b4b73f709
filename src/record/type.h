/* Record types: what can be known about a child, a team or a worker, field by field.
 *
 * The table is src/record/records.txt; tools/embed-records makes the enums below from it
 * (RECORD_REFERRAL, and REFERRAL_RECEIVED within it), and the statements that store the
 * records. docs/records.md prints it. Nothing else in the program lists fields. */
#ifndef OUTTURN_RECORD_TYPE_H
#define OUTTURN_RECORD_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/text.h"
#include "record/record_enum.h" /* made by tools/embed-records */

enum record_field_kind {
	RECORD_DATE,    /* a day number (base/date.h) */
	RECORD_INSTANT, /* with its offset */
	RECORD_PARTIAL, /* "2021-05-ZZ": a date of which parts may be unknown */
	RECORD_CODE,    /* of a code set, in its canonical spelling */
	RECORD_FLAG,    /* 0 or 1 */
	RECORD_NUMBER,  /* a whole number, not negative */
	RECORD_DECIMAL, /* an exact decimal as text */
	RECORD_LABEL,   /* a short text that names no child */
	RECORD_REF,     /* another row by its source's key; only its keyed hash is kept */
	RECORD_SECRET,  /* identifies a child, or free text: kept under the child's own key */
	RECORD_FIELD_KIND_COUNT
};

/* The part of a field in what makes rows the same (docs/records.md, "Which row is which"). */
enum record_key {
	RECORD_KEY_NONE,
	RECORD_KEY,        /* of the row within its source, and of the event whatever the source */
	RECORD_KEY_ELSE,   /* of both, in a row of which no RECORD_KEY is given */
	RECORD_KEY_OF_ROW, /* of the row alone: not every source says it */
};

struct record_field {
	const char *name;       /* "received": also the column of the store */
	const char *title;      /* "date of referral" */
	enum record_field_kind kind;
	enum record_code_set code_set; /* of a RECORD_CODE */
	enum record_key key;
	bool is_source_key;     /* the source's own key of the row */
	const char *ssd;        /* fields of the SSD, separated by spaces; "" for none */
};

struct record_type_spec {
	const char *name;  /* "plan_review": the table of the store is record_plan_review */
	const char *title; /* "Review of a child protection plan" */
	bool is_of_child;  /* else of a team, a worker, an adopter */
	const struct record_field *fields;
	size_t field_count;
	int start; /* the field that says when it began or happened; -1: none */
	int end;   /* the field that says when it ended; -1: none, it is an event */
	int at_once; /* the flag of a row that was over on the day it began; -1: none */
};

/* What the program knows of a type. */
const struct record_type_spec *record_type_spec(enum record_type type);

/* The type or field of that name; false when there is none. */
bool record_type_find(struct str name, enum record_type *out);
bool record_field_find(enum record_type type, struct str name, int *out);

/* "date", "yes or no", ...: what a field of the kind holds, in words. */
const char *record_field_kind_words(enum record_field_kind kind);

#endif
